"""A grid of signs: a full dot for yes, a ring for no, nothing where it is not known, and under each what it shows.

The row's name stands above its dots, so that long names need no margin and a telephone shows the grid whole.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS, HEAD_PIXELS, NAMES_PIXELS = 70, 34, 26
MANY, LINE_PIXELS = 6, 16  # with more columns their names go over two lines
NAME_UP, DOT_UP, VALUE_UP = 0.8, 0.51, 0.24  # of a row, from its foot; more room above its name than below
LOOKS = {True: ("circle", "favourable"), False: ("circle-open", "not favourable")}
KEY = (
    (True, 0.1, "favourable"),
    (False, 1.55, "not favourable"),
)  # where each begins, in sixths of the width
UNKNOWN, UNKNOWN_AT = "no mark: not known", 3.35


@form
def dotgrid(
    cells: pd.DataFrame,
    about: About,
    *,
    row: str,
    column: str,
    state: str,
    value: str,
    group: str = "",
    unknown: str = UNKNOWN,
) -> Chart:
    """Rows and columns in the order of the frame; `group` names a column whose changes get a heading of their own.

    `state` is true, false or missing (`unknown` in the key); `value` the few characters under the mark, about eight.
    """
    columns = list(dict.fromkeys(cells[column]))
    places, heads, height = _places(cells, row, group)
    names = [str(one).replace(" ", "<br>") if len(columns) > MANY else str(one) for one in columns]
    over = NAMES_PIXELS + LINE_PIXELS * (len(columns) > MANY)
    whole = height + over + HEAD_PIXELS  # the key stands above the names of the columns, apart from the data
    figure = style.base(round(whole + 16))
    looked = cells[state].map({known: word for known, (_, word) in LOOKS.items()})
    told = pd.DataFrame({"value": cells[value].replace("", None), "look": looked})
    words = told.apply(lambda one: ", ".join(one.dropna()) or "not known", axis=1)
    for one, said in zip(cells.to_dict("records"), words, strict=True):
        known = None if pd.isna(one[state]) else bool(one[state])
        x, foot = columns.index(one[column]), places[one[row]]
        if known is not None:
            _mark(figure, known, x, foot + DOT_UP * ROW_PIXELS, f"{one[row]}<br>{one[column]}: {said}")
        _write(figure, x, foot + VALUE_UP * ROW_PIXELS, str(one[value]), color=style.FAINT)
    for name, foot in places.items():
        _write(figure, 0, foot + NAME_UP * ROW_PIXELS, str(name), xref="paper", xanchor="left")
    for name, foot in heads.items():
        _write(figure, 0, foot + HEAD_PIXELS / 2, f"<b>{name}</b>", xref="paper", xanchor="left")
    for x, name in enumerate(names):
        _write(figure, x, height + over / 2, name, color=style.FAINT, align="center")
    sixth, top = len(columns) / 6, whole - HEAD_PIXELS / 2
    for known, at, word in KEY:
        _mark(figure, known, at * sixth - 0.5, top, word)
        _write(figure, at * sixth - 0.5, top, word, xanchor="left", xshift=10)
    _write(figure, UNKNOWN_AT * sixth - 0.5, top, unknown, xanchor="left")
    figure.update_layout(
        xaxis=style.unseen(-0.55, len(columns) - 0.45),
        yaxis=style.unseen(0, whole),
        margin=style.margin(),
    )
    marks = (cells[row] + ", " + cells[column] + ": " + words).tolist()
    return about.chart(figure, cells, marks)


def _places(cells: pd.DataFrame, row: str, group: str) -> tuple[dict[Any, float], dict[Any, float], float]:
    """The foot of every row and of every heading in pixels from below, and the height of all."""
    named = cells.drop_duplicates(row)[[row, group] if group else [row]].to_dict("records")
    top, last, places, heads = 0.0, None, {}, {}
    for one in named:
        if group and one[group] != last:
            top, last = top + HEAD_PIXELS, one[group]
            heads[last] = top
        top += ROW_PIXELS
        places[one[row]] = top
    return {k: top - v for k, v in places.items()}, {k: top - v for k, v in heads.items()}, top


def _mark(figure: go.Figure, known: bool, x: float, y: float, said: str) -> None:
    look = {"symbol": LOOKS[known][0], "size": 13, "edge": (style.INK, 2)}
    pen.points(figure, [x], [y], style.INK, [said], name=said.replace("<br>", ", "), **look)


def _write(figure: go.Figure, x: float, y: float, text: str, *, color: str = style.INK, **where: Any) -> None:
    pen.write(figure, x, y, text, color, **{"yanchor": "middle", "align": "left"} | where)
