"""Occasions stacked by period: one square each, its colour what was done, so that every count can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

SQUARE = 18  # pixels across a square
STEP = 22  # pixels from one square to the next above it
KEY_LINE = 17  # pixels of a line of the key


def tally(
    rows: pd.DataFrame,
    looks: Mapping[str, str],
    about: About,
    *,
    periods: Sequence[str],
    kind: str,
) -> Chart:
    """`rows` has `period`, the column `kind` (keys of `looks`, stacked in their order), `shown` and `title`.

    A period without an occasion stays empty: nothing was found, which is not that nothing happened.
    """
    order = {name: i for i, name in enumerate(looks)}
    stacked = rows.assign(place=rows[kind].map(order)).sort_values(["place", "made_on"], kind="stable")
    stacked["height"] = stacked.groupby("period").cumcount()
    tallest = int(stacked["height"].max()) + 1
    lines = -(-len(looks) // 2)
    figure = style.base(STEP * tallest + KEY_LINE * lines + 62)
    at = {period: i for i, period in enumerate(periods)}
    for name, colour in looks.items():
        part = stacked[stacked[kind].eq(name)]
        figure.add_scatter(
            x=part["period"].map(at).tolist(),
            y=part["height"].tolist(),
            mode="markers",
            name=name,
            marker={
                "symbol": "square",
                "size": SQUARE,
                "color": colour,
                "line": {"color": "#8c8c8c", "width": 1},
            },
            hovertext=[
                f"{shown}<br>{title}<br>{name}"
                for shown, title in zip(part["shown"], part["title"], strict=True)
            ],
            hoverinfo="text",
        )
    # the words in ink, because pale colours cannot be read
    style.write_key(
        figure, [f'<span style="color:{colour}">■</span> {name}' for name, colour in looks.items()]
    )
    figure.update_layout(
        xaxis={
            "range": [-0.6, len(periods) - 0.4],
            "tickvals": list(at.values()),
            "ticks": "",
            "ticktext": [period.replace("–", "<br>–") for period in periods],
        },
        yaxis={"visible": False, "range": [-0.7, tallest - 0.2]},
        margin={"l": 8, "r": 8, "t": KEY_LINE * lines + 12, "b": 8},
    )
    counts = stacked.groupby(["period", kind], sort=False).size().reset_index(name="n").to_dict("records")
    marks = [f"{row['period']}, {row[kind]}: {row['n']}" for row in counts]
    return about.chart(figure, stacked[["period", kind, "made_on", "title"]].reset_index(drop=True), marks)
