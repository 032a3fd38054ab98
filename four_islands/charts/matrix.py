"""A compact grid of signs: a dot for yes, a ring for no, and a bar where a row speaks of all columns under one name."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS, HEAD_PIXELS = 27, 74
LOOKS = {True: ("circle", "yes"), False: ("circle-open", "no")}
BAND = "#c9c2b4"  # belongs to no country
BAND_PIXELS = 9


def matrix(cells: pd.DataFrame, about: About, *, band: str, tilt: int = 0) -> Chart:
    """Rows and columns in the order of `cells`, which has `row`, `column`, `state` and `is_band`.

    `state` is true, false or missing (no mark). A row whose `is_band` is true has a bar across all columns, and `band`
    says what the bar means. `tilt` turns the heads of columns, for those too wide for a telephone.
    """
    columns = list(dict.fromkeys(cells["column"]))
    rows = list(dict.fromkeys(cells["row"]))
    last = len(rows) - 1
    figure = style.base(ROW_PIXELS * len(rows) + HEAD_PIXELS)
    marks = []
    for i, name in enumerate(rows):
        y, one = last - i, cells[cells["row"].eq(name)]
        if one["is_band"].iloc[0]:
            ends = [-0.3, len(columns) - 0.7]
            figure.add_scatter(
                x=ends,
                y=[y, y],
                mode="lines",
                name=name,
                line={"color": BAND, "width": BAND_PIXELS},
                hovertext=[f"{name}: {band}"] * 2,
                hoverinfo="text",
            )
            marks.append(f"{name}: {band}")
            continue
        for cell in one[one["state"].notna()].to_dict("records"):
            symbol, word = LOOKS[bool(cell["state"])]
            said = f"{name}, {cell['column']}: {word}".replace("<br>", " ")
            figure.add_scatter(
                x=[columns.index(cell["column"])],
                y=[y],
                mode="markers",
                name=said,
                marker={
                    "symbol": symbol,
                    "size": 11,
                    "color": style.INK,
                    "line": {"width": 1.6, "color": style.INK},
                },
                hovertext=[said],
                hoverinfo="text",
            )
            marks.append(said)
    figure.update_layout(
        xaxis={
            "range": [-0.5, len(columns) - 0.4],
            "tickvals": list(range(len(columns))),
            "ticktext": columns,
            "side": "top",
            "showline": False,
            "ticks": "",
            "tickangle": tilt,
        },
        yaxis={
            "range": [-0.6, last + 0.6],
            "tickvals": list(range(last, -1, -1)),
            "ticktext": rows,
            "tickfont": {"size": style.SMALL, "color": style.INK},
        },
        margin={"l": 8, "r": 14, "t": 64 if tilt else 40, "b": 4},
    )
    return about.chart(figure, cells, marks)
