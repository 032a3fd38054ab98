"""What is bought, as bars by value, the largest on top, shaded by what became of each."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

BAR_PIXELS, FOOT_PIXELS = 34, 62


def basket(rows: pd.DataFrame, looks: Mapping[str, str], about: About, *, unit: str) -> Chart:
    """`rows` has `good`, `value` and `fate`, a key of `looks`, which gives its colour; the fate stands beside the value."""
    rows = rows.sort_values("value", ascending=False).reset_index(drop=True)
    figure = style.base(BAR_PIXELS * len(rows) + FOOT_PIXELS)
    places = {good: len(rows) - 1 - i for i, good in enumerate(rows["good"])}
    for fate, colour in looks.items():
        part = rows[rows["fate"].eq(fate)]
        figure.add_bar(
            x=part["value"].astype(float).tolist(),
            y=part["good"].map(places).tolist(),
            orientation="h",
            width=0.66,
            name=fate,
            marker={"color": colour, "line": {"width": 0}},
            hoverinfo="text",
            hovertext=[
                f"{good}<br>{value:g}, {fate}"
                for good, value in zip(part["good"], part["value"], strict=True)
            ],
        )
    for good, value, fate in zip(rows["good"], rows["value"], rows["fate"], strict=True):
        style.write(figure, float(value), places[good], f"{value:.0f}, {fate}", xanchor="left", xshift=5)
    figure.update_layout(
        xaxis={"range": [0, 1.32 * float(rows["value"].max())], "title": {"text": unit}},
        yaxis={
            "tickvals": list(places.values()),
            "ticktext": list(places),
            "range": [-0.6, len(rows) - 0.4],
            "showgrid": False,
            "tickfont": {"color": style.INK},
        },
        margin={"l": 8, "r": 12, "t": 8, "b": 8},
    )
    marks = [
        f"{good}: {value:g}, {fate}"
        for good, value, fate in zip(rows["good"], rows["value"], rows["fate"], strict=True)
    ]
    return about.chart(figure, rows[["good", "value", "fate", "left", "source_ids"]], marks)
