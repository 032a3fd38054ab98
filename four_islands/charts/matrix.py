"""A compact grid of signs: dots and rings, and a bar where a row speaks of all columns under one name."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS, HEAD_PIXELS = 31, 74
BAND = "#c9c2b4"  # belongs to no country
BAND_PIXELS = 9


def matrix(
    cells: pd.DataFrame,
    about: About,
    *,
    band: str,
    tilt: int = 0,
    dot: str = "yes",
    ring: str = "no",
) -> Chart:
    """Rows and columns in the order of `cells`, which has `row`, `column`, `state` and `is_band`.

    `state` is true (a dot), false (a ring) or missing (no mark); `dot` and `ring` say what they mean. A row whose
    `is_band` is true has a bar across all columns, and `band` says what the bar means. `tilt` turns the heads of
    columns, for those too wide for a telephone.
    """
    columns, rows = list(dict.fromkeys(cells["column"])), style.from_top(cells["row"])
    figure = style.base(ROW_PIXELS * len(rows) + HEAD_PIXELS)
    marks = []
    for name, y in rows.items():
        one = cells[cells["row"].eq(name)]
        if one["is_band"].iloc[0]:
            ends, said = [-0.3, len(columns) - 0.7], f"{name}: {band}"
            pen.path(figure, ends, [y, y], BAND, BAND_PIXELS, said=[said] * 2, name=name)
            marks.append(said)
            continue
        for cell in one[one["state"].notna()].to_dict("records"):
            symbol, word = ("circle", dot) if cell["state"] else ("circle-open", ring)
            said = f"{name}, {cell['column']}: {word}".replace("<br>", " ")
            look = {"symbol": symbol, "size": 11, "edge": (style.INK, 1.6)}
            at = [columns.index(cell["column"])]
            pen.points(figure, at, [y], style.INK, [said], name=said, **look)
            marks.append(said)
    figure.update_layout(
        xaxis=style.on_top(range=[-0.5, len(columns) - 0.4], tickangle=tilt)
        | style.named({name: i for i, name in enumerate(columns)}),
        yaxis={"range": [-0.6, len(rows) - 0.4], "tickfont": {"size": style.SMALL, "color": style.INK}}
        | style.named(rows),
        margin=style.margin(r=14, t=64 if tilt else 40, b=4),
    )
    return about.chart(figure, cells, marks)
