"""A compact grid of signs: dots and rings, or squares."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS, HEAD_PIXELS = 31, 74


@form
def matrix(
    cells: pd.DataFrame,
    about: About,
    *,
    bold: Collection[str] = (),
    tilt: int = 0,
    dot: str = "yes",
    ring: str = "no",
    sign: str = "circle-open",
) -> Chart:
    """Rows and columns in the order of `cells`, which has `row`, `column` and `state`.

    `state` is true (a dot), false (a ring) or missing (no mark); `dot` and `ring` say what they mean. Where there is
    a `note`, the pointer reads it at the mark. `tilt`
    turns the heads of columns, for those too wide for a telephone; the rows in `bold` stand out. `sign` is the look
    of a ring, for a figure that means something else by it than its neighbour.
    """
    columns, rows = list(dict.fromkeys(cells["column"])), style.from_top(cells["row"])
    figure = style.base(ROW_PIXELS * len(rows) + HEAD_PIXELS)
    marks = []
    for name, y in rows.items():
        one = cells[cells["row"].eq(name)]
        for cell in one[one["state"].notna()].to_dict("records"):
            symbol, word = ("circle", dot) if cell["state"] else (sign, ring)
            said = f"{name}, {cell['column']}: {word}".replace("<br>", " ")
            look = {"symbol": symbol, "size": 11, "edge": (style.INK, 1.6)}
            at = [columns.index(cell["column"])]
            note = f"<br>{style.folded(cell['note'])}" if cell.get("note") else ""
            pen.points(figure, at, [y], style.INK, [said + note], name=said, **look)
            marks.append(said)
    figure.update_layout(
        xaxis=style.on_top(range=[-0.5, len(columns) - 0.4], tickangle=tilt)
        | style.named({name: i for i, name in enumerate(columns)}),
        yaxis={"range": [-0.6, len(rows) - 0.4], "tickfont": {"size": style.SMALL, "color": style.INK}}
        | style.named({f"<b>{name}</b>" if name in bold else name: y for name, y in rows.items()}),
        margin=style.margin(r=14, t=64 if tilt else 40, b=4),
    )
    return about.chart(figure, cells, marks)
