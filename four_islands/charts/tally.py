"""Occasions stacked by period: one square each, its colour what was done, so that every count can be counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

SQUARE = 18  # pixels across a square
STEP = 22  # pixels from one square to the next above it
KEY_LINE = 17  # pixels of a line of the key


def tally(
    rows: pd.DataFrame, looks: Mapping[str, str], about: About, *, periods: Sequence[str], kind: str
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
        x, said = part["period"].map(at).tolist(), style.told(part, "{shown}<br>{title}<br>{name}", name=name)
        square = {"symbol": "square", "size": SQUARE, "edge": ("#8c8c8c", 1)}
        pen.points(figure, x, part["height"].tolist(), colour, said, name=name, **square)
    # the words in ink, because pale colours cannot be read
    pen.write_key(figure, [f'<span style="color:{c}">■</span> {name}' for name, c in looks.items()])
    ticks = style.named({period.replace("–", "<br>–"): i for period, i in at.items()})
    figure.update_layout(
        xaxis={"range": [-0.6, len(periods) - 0.4], "ticks": ""} | ticks,
        yaxis=style.unseen(-0.7, tallest - 0.2),
        margin=style.margin(t=KEY_LINE * lines + 12),
    )
    counts = stacked.groupby(["period", kind], sort=False).size().reset_index(name="n")
    marks = style.told(counts, f"{{period}}, {{{kind}}}: {{n}}")
    return about.chart(figure, stacked[["period", kind, "made_on", "title"]], marks)
