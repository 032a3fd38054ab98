"""Two values of one thing on a line: how far apart they lie, row by row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS = 58
NAME_AT = 0.32  # of a row, from the line up to its name
HEADROOM = 1.14  # of the largest value, for the numbers beside the marks


@form
def dumbbell(
    rows: pd.DataFrame, looks: Mapping[str, style.Cue], about: About, *, unit: str, shown: str = "{:,.0f}"
) -> Chart:
    """A line a label, the first on top, with a mark for each of two series.

    `rows` has `label`, `series` (a key of `looks`, which is also the legend) and `value`. A value that is missing draws
    no mark and no line.
    """
    at, known = style.from_top(rows["label"]), rows.dropna(subset=["value"])
    known = known.assign(shown=known["value"].map(shown.format))
    top = HEADROOM * float(rows["value"].max())
    figure = style.base(ROW_PIXELS * len(at) + 96)
    for label, part in known.groupby("label", sort=False):
        ends, y = [float(part["value"].min()), float(part["value"].max())], at[label]
        pen.path(figure, ends, [y, y], style.RULE, 4, showlegend=False, name=f"{label}, line")
        pen.write_at_edge(figure, y + NAME_AT, str(label), align="left")
        for value, series, words in zip(part["value"], part["series"], part["shown"], strict=True):
            side, shift = ("left", 9) if float(value) == ends[1] else ("right", -9)
            pen.write(figure, float(value), y, words, looks[series].colour, xanchor=side, xshift=shift)
    for series, cue in looks.items():
        part = known[known["series"].eq(series)]
        places, said = [at[label] for label in part["label"]], "{label}<br>{series}: {shown}"
        look = {"said": style.told(part, said), "symbol": cue.marker, "size": 11, "name": series}
        pen.points(figure, part["value"].astype(float), places, cue.colour, **look)
    figure.update_layout(
        xaxis={"range": [-0.09 * top, top], "title": {"text": unit}, "tickformat": ","},
        yaxis=style.unseen(-0.5, len(at) - 0.35),
        legend=style.LEGEND,
        showlegend=True,
        margin=style.margin(left=12, r=24, t=34),
    )
    return about.chart(figure, rows, style.told(known, "{label}, {series}: {shown}"))
