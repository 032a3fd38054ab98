"""What is bought, as bars by value, the largest on top, shaded by what became of each."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

BAR_PIXELS, FOOT_PIXELS = 34, 62


def basket(rows: pd.DataFrame, looks: Mapping[str, str], about: About, *, unit: str) -> Chart:
    """`rows` has `good`, `value` and `fate`, a key of `looks`, which gives its colour; the fate stands beside the value."""
    rows = rows.sort_values("value", ascending=False).reset_index(drop=True)
    figure = style.base(BAR_PIXELS * len(rows) + FOOT_PIXELS)
    places = style.from_top(rows["good"])
    for fate, colour in looks.items():
        part = rows[rows["fate"].eq(fate)]
        x, y = part["value"].astype(float).tolist(), part["good"].map(places).tolist()
        said = style.told(part, "{good}<br>{value:g}, {fate}")
        pen.bars(figure, x, y, colour, said, orientation="h", width=0.66, name=fate)
    for good, value, fate in zip(rows["good"], rows["value"], rows["fate"], strict=True):
        pen.write(figure, float(value), places[good], f"{value:.0f}, {fate}", xanchor="left", xshift=5)
    figure.update_layout(
        xaxis={"range": [0, 1.32 * float(rows["value"].max())], "title": {"text": unit}},
        yaxis=style.named(places)
        | {"range": [-0.6, len(rows) - 0.4], "showgrid": False, "tickfont": {"color": style.INK}},
        margin=style.margin(r=12),
    )
    marks = style.told(rows, "{good}: {value:g}, {fate}")
    return about.chart(figure, rows[["good", "value", "fate", "left", "source_ids"]], marks)
