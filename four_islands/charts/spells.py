"""The distribution of spells: every spell a point, with the middle half and the median of the completed ones."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.measures.tenure import DAYS_PER_YEAR
from press.figure.chart import Chart

ROW_PIXELS = 58
JITTER = (0.0, 0.13, -0.13, 0.24, -0.24)  # in order of length, so that neighbours do not cover each other
TICKS = {
    7: "1 week", 30.44: "1 month", 91.3: "3 m", 365.25: "1 yr", 730.5: "2 yr", 1461: "4 yr", 2922: "8 yr", 5844: "16 yr",
}  # fmt: skip
RANGE = (0.75, 4.1)  # powers of ten of a day: from six days to thirty-four years
MARKS = (365.25, 730.5)  # the one and two years of the claim


def spells(
    days: pd.DataFrame,
    about: About,
    *,
    by: str,
) -> Chart:
    """Spells as points on a logarithmic axis of days, a row for each value of `by`, the shortest median on top.

    `days` has `tenure_days`, `is_complete`, `leader` and the column `by`. Spells that still run are open points;
    they count in no median.
    """  # fmt: skip
    done = days[days["is_complete"]]
    order = done.groupby(by)["tenure_days"].median().sort_values(ascending=False).index.tolist()
    figure = style.base(ROW_PIXELS * len(order) + 76)
    for at in MARKS:
        figure.add_vline(x=at, line={"color": style.RULE, "width": 1})
    rows = []
    for place, name in enumerate(order):
        cue = style.cue(name)
        group = days[days[by].eq(name)].sort_values("tenure_days").reset_index(drop=True)
        quartiles = done.loc[done[by].eq(name), "tenure_days"].quantile([0.25, 0.5, 0.75])
        figure.add_scatter(x=[quartiles[0.25], quartiles[0.75]], y=[place, place], mode="lines", hoverinfo="skip",
                           line={"color": style.fade(cue.colour, 0.3), "width": 16}, name=f"{name}, middle half")  # fmt: skip
        for complete, symbol in ((True, cue.marker), (False, "circle-open")):
            part = group[group["is_complete"].eq(complete)]
            figure.add_scatter(
                x=part["tenure_days"], y=[place + JITTER[i % len(JITTER)] for i in part.index], mode="markers",
                marker={"color": cue.colour, "symbol": symbol, "size": 7 if complete else 9, "opacity": 0.75},
                hovertext=[
                    f"{leader}<br>{count:,} days{'' if complete else ' so far'}"
                    for leader, count in zip(part["leader"], part["tenure_days"], strict=True)
                ],
                hoverinfo="text", name=name,
            )  # fmt: skip
        median = quartiles[0.5]
        figure.add_shape(
            type="line",
            x0=median,
            x1=median,
            y0=place - 0.32,
            y1=place + 0.32,
            line={"color": style.INK, "width": 2},
        )
        figure.add_annotation(
            x=0,
            xref="paper",
            y=place + 0.45,
            text=f"{name}: median {median / DAYS_PER_YEAR:.1f} years",
            showarrow=False,
            xanchor="left",
            yanchor="middle",
            font={"size": style.SMALL, "color": cue.colour},
        )
        rows.append(group[[by, "leader", "started_on", "seen_on", "tenure_days", "is_complete"]])
    figure.update_layout(
        xaxis={
            "type": "log",
            "tickvals": list(TICKS),
            "ticktext": list(TICKS.values()),
            "range": list(RANGE),
        },
        yaxis={"visible": False, "range": [-0.5, len(order) - 0.3]},
    )
    return about.chart(
        figure,
        pd.concat(rows, ignore_index=True),
        [
            f"{name}: median {done.loc[done[by].eq(name), 'tenure_days'].median() / DAYS_PER_YEAR:.1f} years"
            for name in order[::-1]
        ],
    )
