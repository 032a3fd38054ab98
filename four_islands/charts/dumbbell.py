"""Two values of one thing on a line: how far apart they lie, row by row."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS = 58
NAME_AT = 0.32  # of a row, from the line up to its name
HEADROOM = 1.14  # of the largest value, for the numbers beside the marks


def dumbbell(
    rows: pd.DataFrame,
    looks: Mapping[str, style.Cue],
    about: About,
    *,
    unit: str,
    shown: str = "{:,.0f}",
) -> Chart:
    """A line a label, the first on top, with a mark for each of two series.

    `rows` has `label`, `series` (a key of `looks`, which is also the legend) and `value`. A value that is missing draws
    no mark and no line.
    """
    labels = list(dict.fromkeys(rows["label"]))
    at = {label: len(labels) - 1 - i for i, label in enumerate(labels)}
    top = HEADROOM * float(rows["value"].max())
    figure = style.base(ROW_PIXELS * len(labels) + 96)
    for label, part in rows.dropna(subset=["value"]).groupby("label", sort=False):
        ends = [float(part["value"].min()), float(part["value"].max())]
        y = at[str(label)]
        figure.add_scatter(
            x=ends,
            y=[y, y],
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
            name=f"{label}, line",
            line={"color": style.RULE, "width": 4},
        )
        style.write_at_edge(figure, y + NAME_AT, str(label), align="left")
        for value, series in zip(part["value"], part["series"], strict=True):
            right = float(value) == ends[1]
            style.write(
                figure,
                float(value),
                y,
                shown.format(value),
                looks[series].colour,
                xanchor="left" if right else "right",
                xshift=9 if right else -9,
            )
    for series, cue in looks.items():
        part = rows[rows["series"].eq(series)].dropna(subset=["value"])
        figure.add_scatter(
            x=part["value"].astype(float),
            y=[at[str(label)] for label in part["label"]],
            mode="markers",
            name=series,
            marker={"color": cue.colour, "symbol": cue.marker, "size": 11},
            hoverinfo="text",
            hovertext=[
                f"{label}<br>{series}: {shown.format(v)}"
                for label, v in zip(part["label"], part["value"], strict=True)
            ],
        )
    figure.update_layout(
        xaxis={"range": [-0.09 * top, top], "title": {"text": unit}, "tickformat": ","},
        yaxis={"visible": False, "range": [-0.5, len(labels) - 0.35]},
        legend=style.LEGEND,
        showlegend=True,
        margin={"l": 12, "r": 24, "t": 34, "b": 8},
    )
    said = [
        f"{row['label']}, {row['series']}: {shown.format(row['value'])}"
        for row in rows.dropna(subset=["value"]).to_dict("records")
    ]
    return about.chart(figure, rows, said)
