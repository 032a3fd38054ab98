"""Pairs of leaders: who ended them, how long they lasted, how long a first meeting took."""

from __future__ import annotations

import math

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.measures.counterparts import BOTH, JAPAN, RUNNING, RUSSIA
from four_islands.measures.tenure import DAYS_PER_YEAR
from press.figure.chart import Chart

BAR_PIXELS = 34
ROW_PIXELS = 42
SIGNED, UNSIGNED = style.CATEGORIES[2], "#b9b9b9"
WORDS = {
    JAPAN: "ended in Tokyo",
    RUSSIA: "ended in Moscow",
    BOTH: "ended on one day",
    RUNNING: "still running",
}
COLOURS = {
    JAPAN: style.cue("Japan").colour,
    RUSSIA: style.cue("Russia").colour,
    BOTH: style.INK,
    RUNNING: "#9a9a9a",
}
WAIT_TICKS = {7: "1 week", 30.44: "1 month", 91.3: "3 months", 365.25: "1 year", 1461: "4 years"}


def endings(
    faced: pd.DataFrame,
    about: About,
) -> Chart:
    """Pairs of each leader as stacked bars, by the side whose exit ended them, the first leader on top.

    `faced` is what `four_islands.measures.counterparts.faced` gives, one row a leader.
    """  # fmt: skip
    kinds = [kind for kind in (JAPAN, RUSSIA, BOTH, RUNNING) if faced[kind].sum()]
    leaders = list(faced.index)
    figure = style.base(BAR_PIXELS * len(leaders) + 70)
    before = [0] * len(leaders)
    for kind in kinds:
        counts = [int(count) for count in faced[kind]]
        figure.add_bar(
            x=counts, y=leaders, base=before, orientation="h", marker={"color": COLOURS[kind]}, name=WORDS[kind], width=0.66,
            hovertext=[f"{leader}: {count} {WORDS[kind]}" for leader, count in zip(leaders, counts, strict=True)],
            hoverinfo="text",
        )  # fmt: skip
        for leader, start, count in zip(leaders, before, counts, strict=True):
            if count:
                figure.add_annotation(x=start + count / 2, y=leader, text=str(count), showarrow=False,
                                      font={"size": style.SMALL, "color": "#ffffff"})  # fmt: skip
        before = [start + count for start, count in zip(before, counts, strict=True)]
    words = "   ".join(f'<span style="color:{COLOURS[kind]}"><b>{WORDS[kind]}</b></span>' for kind in kinds)
    figure.add_annotation(x=0, y=1, xref="paper", yref="paper", text=words, showarrow=False, xanchor="left",
                          yanchor="bottom", yshift=6, align="left", font={"size": style.SMALL})  # fmt: skip
    figure.update_layout(
        barmode="overlay", margin_t=30, xaxis={"dtick": 2, "title": {"text": "pairs with a Japanese premiership"}},
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": leaders[::-1], "showgrid": False},
    )  # fmt: skip
    rows = faced[[*kinds, "pairs", "people"]].rename_axis("leader").reset_index()
    return about.chart(
        figure,
        rows,
        [
            f"{leader}: " + ", ".join(f"{int(faced.loc[leader, kind])} {WORDS[kind]}" for kind in kinds)
            for leader in leaders
        ],
    )


def lengths(
    met: pd.DataFrame,
    about: About,
) -> Chart:
    """Pairs as bars of their length, the longest on top, each under its names, meetings and joint documents.

    `met` has `pair`, `pair_days`, `meetings` and `documents` (words, blank where there is none).
    """  # fmt: skip
    rows = met.sort_values("pair_days").reset_index(drop=True)
    years = rows["pair_days"] / DAYS_PER_YEAR
    figure = style.base(ROW_PIXELS * len(rows) + 60)
    words = [
        _words(meetings, documents)
        for meetings, documents in zip(rows["meetings"], rows["documents"], strict=True)
    ]
    figure.add_bar(
        x=years, y=rows.index, orientation="h", width=0.34, hoverinfo="text",
        marker={"color": [SIGNED if documents else UNSIGNED for documents in rows["documents"]]},
        hovertext=[
            f"{pair}: {days:,} days, {text}" for pair, days, text in zip(rows["pair"], rows["pair_days"], words, strict=True)
        ],
    )  # fmt: skip
    figure.add_scatter(
        x=[0] * len(rows), y=rows.index + 0.42, mode="text", textposition="middle right", hoverinfo="skip", cliponaxis=False,
        text=[f"<b>{pair}</b>  {text}" for pair, text in zip(rows["pair"], words, strict=True)], name="names",
        textfont={"size": style.SMALL, "color": style.INK},
    )  # fmt: skip
    figure.update_layout(
        xaxis={
            "title": {"text": "years the two held office together"},
            "range": [0, years.max() * 1.05],
            "dtick": 1,
        },
        yaxis={"visible": False, "range": [-0.4, len(rows) - 0.3]},
    )
    return about.chart(
        figure, rows, [f"{pair}: {text}" for pair, text in zip(rows["pair"], words, strict=True)][::-1]
    )


def _words(meetings: int, documents: str) -> str:
    met = "no meeting found" if meetings == 0 else "1 meeting" if meetings == 1 else f"{meetings} meetings"
    return f"{met}; joint text {documents}" if documents else met


def waits(
    first: pd.DataFrame,
    about: About,
) -> Chart:
    """Days from taking office to the first meeting, by the day of taking office, on a logarithmic axis.

    `first` is what `four_islands.measures.counterparts.first_meetings` gives, with `label`. Premiers for whom no meeting
    was found are open points at the length of their whole term: they waited at least so long.
    """  # fmt: skip
    figure = style.base(440)
    colour = style.cue("Japan").colour
    shown = first.assign(days=first["wait_days"].fillna(first["tenure_days"]).astype("int64").clip(lower=1))
    for met, symbol in ((True, "circle"), (False, "circle-open")):
        part = shown[shown["wait_days"].notna().eq(met)]
        figure.add_scatter(
            x=part["started_on"].dt.strftime("%Y-%m-%d"), y=part["days"], mode="markers",
            marker={"color": colour, "symbol": symbol, "size": 9, "opacity": 0.85}, name="met" if met else "never met",
            hovertext=[
                f"{leader}: {'first meeting after' if met else 'no meeting in'} {days:,} days"
                for leader, days in zip(part["leader"], part["days"], strict=True)
            ],
            hoverinfo="text",
        )  # fmt: skip
    named = shown[shown["label"].ne("")]
    for day, days, label in zip(named["started_on"], named["days"], named["label"], strict=True):
        figure.add_annotation(x=f"{day:%Y-%m-%d}", y=math.log10(days), text=label, showarrow=False, yshift=13,
                              font={"size": style.SMALL})  # fmt: skip
    figure.update_layout(
        xaxis={"type": "date", "title": {"text": "took office"}},
        yaxis={
            "type": "log",
            "tickvals": list(WAIT_TICKS),
            "ticktext": list(WAIT_TICKS.values()),
            "range": [0.7, 3.7],
        },
    )
    rows = shown[
        [
            "leader",
            "started_on",
            "first_met_on",
            "first_met_precision",
            "wait_days",
            "tenure_days",
            "meetings",
        ]
    ]
    return about.chart(
        figure,
        rows.reset_index(drop=True),
        [
            f"{leader}: {'met after' if met else 'no meeting in'} {days} days"
            for leader, days, met in zip(
                shown["leader"], shown["days"], shown["wait_days"].notna(), strict=True
            )
        ],
    )
