"""A strip of states by year or occasion: one row a thing, one cell a year, unknown hatched in grey and never as a no.

Every state has a colour and, where cells are wide enough, a sign of its own, so that colour is never the only cue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS = 66
NAME_AT = 0.42  # of a row, from the strip up to its name
STRIP = 0.38  # of a row
KEY_PIXELS = 30
UNKNOWN = "unknown"  # the state that is hatched
HATCHED, HATCH = "▨", "#737373"  # its square in the key, the colour of its strokes, 3:1 on pale grey too


@dataclass(frozen=True, slots=True)
class State:
    """How one state is drawn: its colour, a sign in the cell, its word in the key."""

    colour: str
    sign: str
    word: str
    ink: str = "#ffffff"


@form
def heatstrip(
    cells: pd.DataFrame,
    states: Mapping[str, State],
    about: About,
    *,
    row: str,
    column: str,
    state: str,
    said: str = "",
    signs: bool = True,
    every: int = 1,
) -> Chart:
    """Rows of cells in the order of the frame; `states` is the key, drawn above.

    `row`, `column` and `state` name the columns of `cells`; `said` one with words for the pointer. `signs` writes the
    sign into the cell (leave it out for many narrow cells, of which those of the state "unknown" are then hatched),
    `every` labels each nth column.
    """
    at, columns = style.from_top(cells[row]), list(dict.fromkeys(cells[column]))
    order = list(states)
    figure = style.base(ROW_PIXELS * len(at) + KEY_PIXELS + 46)
    words = cells[state].astype(str).map({name: look.word for name, look in states.items()})
    found = {(one[row], one[column]): one for one in cells.assign(word=words).to_dict("records")}
    for name, y in at.items():
        line = [found.get((name, one)) for one in columns]
        figure.add_heatmap(
            x=list(range(len(columns))),
            y=[y - STRIP / 2, y + STRIP / 2],
            z=[[None if one is None else order.index(str(one[state])) for one in line]],
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=_scale(states),
            showscale=False,
            xgap=2 if signs else 0.6,
            name=str(name),
            hovertext=[[_told(f"{name}, {x}", one, said) for x, one in zip(columns, line, strict=True)]],
            hoverinfo="text",
        )
        pen.write_at_edge(figure, y + NAME_AT, str(name), size=style.SMALL + 1, yanchor="middle")
        for i, one in enumerate(line) if signs else ():
            look = one and states[str(one[state])]
            if look and look.sign:
                pen.write(figure, i, y, look.sign, look.ink, yanchor="middle")
    hatched = not signs and UNKNOWN in states
    if hatched:
        unknown = cells[cells[state].eq(UNKNOWN)]
        _hatch(figure, unknown[column].map(columns.index), unknown[row].map(at))
    _key(figure, states, len(at), hatched=hatched)
    shown = {str(columns[i]): i for i in range(0, len(columns), every)}
    figure.update_layout(
        xaxis={"range": [-0.5, len(columns) - 0.5], "tickangle": 0, "showline": False, "ticks": ""}
        | style.named(shown),
        yaxis=style.unseen(-0.45, len(at) - 0.5 + KEY_PIXELS / ROW_PIXELS + 0.2),
        margin=style.margin(t=4),
    )
    marks = cells[row].astype(str) + ", " + cells[column].astype(str) + ": " + words
    return about.chart(figure, cells, marks)


def _scale(states: Mapping[str, State]) -> list[list[Any]]:
    """A colour scale in flat steps, one for each state."""
    count = len(states)
    return [[(i + end) / count, look.colour] for i, look in enumerate(states.values()) for end in (0, 1)]


def _told(where: str, one: Mapping[Any, Any] | None, said: str) -> str:
    if one is None:
        return where
    more = f"<br>{one[said]}" if said and isinstance(one.get(said), str) else ""
    return f"{where}<br>{one['word']}{more}"


def _hatch(figure: Any, i: pd.Series, y: pd.Series) -> None:
    """Strokes and an outline over the cells of which nothing is known, by column and height; deaf to the pointer."""
    cells = pd.DataFrame({"i": i, "y": y}).sort_values(["y", "i"])
    run = (cells["i"].diff().ne(1) | cells["y"].diff().ne(0)).cumsum()
    runs = cells.groupby(run).agg(first=("i", "min"), last=("i", "max"), y=("y", "first"))
    figure.add_bar(
        x=((runs["first"] + runs["last"]) / 2).tolist(),
        y=[STRIP] * len(runs),
        base=(runs["y"] - STRIP / 2).tolist(),
        width=(runs["last"] - runs["first"] + 1).tolist(),
        marker={
            "color": "rgba(0,0,0,0)",
            "line": {"color": HATCH, "width": 1},
            "pattern": {"shape": "/", "fgcolor": HATCH},
        },
        name=UNKNOWN,
        hoverinfo="skip",
    )


def _key(figure: Any, states: Mapping[str, State], count: int, *, hatched: bool) -> None:
    """The key above the strip: a square of the colour with its sign, and the word."""
    squares = {name: (look.colour, "■") for name, look in states.items()}
    if hatched:
        squares[UNKNOWN] = (HATCH, HATCHED)
    words = [
        f'<span style="color:{colour}">{square}</span>{" " * bool(look.sign)}{look.sign} {look.word}'
        for (colour, square), look in zip(squares.values(), states.values(), strict=True)
    ]
    y = count - 0.5 + KEY_PIXELS / ROW_PIXELS + 0.12
    pen.write_at_edge(figure, y, "   ".join(words), style.FAINT, yanchor="top", align="left")
