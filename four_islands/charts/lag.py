"""How long after a first mover another one moved: from day zero to the announcement and to the decision."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS = 138
LINE_AT, NAME_AT, BELOW_AT = 0.0, 0.34, -0.34  # of a row


def lag(
    rows: pd.DataFrame,
    about: About,
    *,
    leader: str,
    follower: str,
) -> Chart:
    """One row an occasion: `label`, `leader_on`, `announced_on`, `decided_on`, `announced_days`, `lag_days`.

    Day zero is the day of `leader`; an open marker is the announcement of `follower`, a full one its decision.
    """
    rows = rows.reset_index(drop=True)
    last = len(rows) - 1
    longest = max(float(rows["lag_days"].max()), 1.0)
    first, second = style.cue(leader), style.cue(follower)
    figure = style.base(ROW_PIXELS * len(rows) + 50)
    for i, row in enumerate(rows.to_dict("records")):
        y = last - i
        is_announced = row["announced_on"] != row["decided_on"]
        figure.add_scatter(
            x=[0, row["lag_days"]],
            y=[y, y],
            mode="lines",
            hoverinfo="skip",
            name=f"{row['label']}, wait",
            line={"color": style.fade(second.colour, 0.4), "width": 6},
        )
        marks = (
            (0, first.colour, first.marker, f"{leader}: {row['leader_on']:%-d %B %Y}"),
            (
                row["announced_days"],
                second.colour,
                "circle-open",
                f"{follower} announces: {row['announced_on']:%-d %B %Y}",
            ),
            (
                row["lag_days"],
                second.colour,
                second.marker,
                f"{follower} decides: {row['decided_on']:%-d %B %Y}",
            ),
        )
        for days, colour, symbol, text in marks if is_announced else marks[::2]:
            figure.add_scatter(
                x=[days],
                y=[y],
                mode="markers",
                hovertext=[text],
                hoverinfo="text",
                name=text.split(":")[0],
                marker={"color": colour, "symbol": symbol, "size": 13, "line": {"width": 2, "color": colour}},
            )
        texts = (
            (0, NAME_AT, "left", f"<b>{row['label']}</b>", style.INK),
            (0, BELOW_AT, "left", f"{leader}<br>{row['leader_on']:%-d %b %Y}", first.colour),
        )
        for x, at, anchor, text, colour in texts:
            style.write(figure, x, y + at, text, colour, xanchor=anchor, align=anchor)
        is_long = row["lag_days"] > 0.5 * longest
        decided = f"{row['decided_on']:%-d %b %Y}"
        if is_announced:
            decided += f" (announced {row['announced_on']:%-d %b})"
        style.write(
            figure,
            row["lag_days"],
            y + (BELOW_AT if is_long else LINE_AT),
            f"<b>{row['lag_days']} days:</b> {follower}<br>{decided}",
            second.colour,
            xanchor="right" if is_long else "left",
            align="right" if is_long else "left",
            xshift=6 if is_long else 14,
        )
    figure.update_layout(
        xaxis={
            "range": [-0.02 * longest, 1.04 * longest],
            "title": {"text": "days after the first step"},
            "dtick": 30,
        },
        yaxis={"visible": False, "range": [-0.62, last + 0.6]},
        margin={"l": 12, "r": 12, "t": 8, "b": 8},
    )
    return about.chart(
        figure,
        rows,
        [f"{label}: {days} days" for label, days in zip(rows["label"], rows["lag_days"], strict=True)],
    )
