"""A grid of counts: countries down, decades across, darker where more happened."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

CELL_PIXELS = 40
DARK = 0.55  # from this share of the largest count on, the number is written in white


def decades(
    counts: pd.DataFrame,
    about: About,
    *,
    by: str,
    count: str,
) -> Chart:
    """Counts per decade as a grid with the number in every cell, most on top.

    `counts` has the columns `by`, `decade` (its first year) and `count`, one row for each cell.
    """  # fmt: skip
    grid = counts.pivot(index=by, columns="decade", values=count)
    grid = grid.loc[grid.sum(axis=1).sort_values().index]
    most = int(grid.to_numpy().max())
    columns = [f"{decade % 100:02d}s" for decade in grid.columns]
    figure = style.base(CELL_PIXELS * len(grid) + 50)
    steps = len(style.SEQUENCE)
    figure.add_heatmap(
        x=columns, y=list(grid.index), z=grid.to_numpy().tolist(), zmin=0, zmax=most, xgap=2, ygap=2, showscale=False,
        colorscale=[[0, "#f3f3f3"], *([(i + 1) / steps, colour] for i, colour in enumerate(style.SEQUENCE))],
        hovertext=[[f"{row}, {column}: {value}" for column, value in zip(columns, line, strict=True)]
                   for row, line in zip(grid.index, grid.to_numpy().tolist(), strict=True)],
        hoverinfo="text",
    )  # fmt: skip
    for row in grid.index:
        for column, value in zip(columns, grid.loc[row], strict=True):
            colour = "#ffffff" if value > DARK * most else style.INK
            figure.add_annotation(
                x=column,
                y=row,
                text=str(value),
                showarrow=False,
                font={"size": style.FONT_SIZE, "color": colour},
            )
    figure.update_layout(
        xaxis={"type": "category", "side": "top", "showline": False, "ticks": "", "tickangle": 0},
        yaxis={"type": "category", "showgrid": False},
        margin_t=8,
    )
    return about.chart(
        figure,
        counts.reset_index(drop=True),
        [
            f"{row}, {column}: {value}"
            for row in grid.index
            for column, value in zip(columns, grid.loc[row], strict=True)
        ],
    )
