"""A strip of states by year or occasion: one row a thing, one cell a year, unknown in grey and never as a no.

Every state has a colour and, where cells are wide enough, a sign of its own, so that colour is never the only cue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS = 66
NAME_AT = 0.42  # of a row, from the strip up to its name
STRIP = 0.38  # of a row
KEY_PIXELS = 30


@dataclass(frozen=True, slots=True)
class State:
    """How one state is drawn: its colour, a sign in the cell, its word in the key."""

    colour: str
    sign: str
    word: str
    ink: str = "#ffffff"


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
    sign into the cell (leave it out for many narrow cells), `every` labels each nth column.
    """
    rows = list(dict.fromkeys(cells[row]))
    columns = list(dict.fromkeys(cells[column]))
    at = {name: len(rows) - 1 - i for i, name in enumerate(rows)}
    order = list(states)
    figure = style.base(ROW_PIXELS * len(rows) + KEY_PIXELS + 46)
    found = {(one[row], one[column]): one for one in cells.to_dict("records")}
    for name in rows:
        line = [found.get((name, one)) for one in columns]
        z = [None if one is None else order.index(str(one[state])) for one in line]
        figure.add_heatmap(
            x=list(range(len(columns))),
            y=[at[name] - STRIP / 2, at[name] + STRIP / 2],
            z=[z],
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=_scale(states),
            showscale=False,
            xgap=2 if signs else 0.6,
            name=str(name),
            hovertext=[
                [
                    _words(name, where, one, "" if one is None else states[str(one[state])].word, said)
                    for where, one in zip(columns, line, strict=True)
                ]
            ],
            hoverinfo="text",
        )
        style.write_at_edge(figure, at[name] + NAME_AT, str(name), size=style.SMALL + 1, yanchor="middle")
        if signs:
            for i, one in enumerate(line):
                if one is not None and states[str(one[state])].sign:
                    look = states[str(one[state])]
                    style.write(figure, i, at[name], look.sign, look.ink, yanchor="middle")
    _key(figure, states, len(rows))
    shown = list(range(0, len(columns), every))
    figure.update_layout(
        xaxis={
            "range": [-0.5, len(columns) - 0.5],
            "tickvals": shown,
            "ticktext": [str(columns[i]) for i in shown],
            "tickangle": 0,
            "showline": False,
            "ticks": "",
        },
        yaxis={"visible": False, "range": [-0.45, len(rows) - 0.5 + KEY_PIXELS / ROW_PIXELS + 0.2]},
        margin={"l": 8, "r": 8, "t": 4, "b": 8},
    )
    return about.chart(
        figure,
        cells.reset_index(drop=True),
        [f"{one[row]}, {one[column]}: {states[str(one[state])].word}" for one in cells.to_dict("records")],
    )


def _scale(states: Mapping[str, State]) -> list[list[Any]]:
    """A colour scale in flat steps, one for each state."""
    count = len(states)
    steps = []
    for i, look in enumerate(states.values()):
        steps += [[i / count, look.colour], [(i + 1) / count, look.colour]]
    return steps


def _words(name: Any, where: Any, one: Mapping[Any, Any] | None, word: str, said: str) -> str:
    if one is None:
        return f"{name}, {where}"
    more = f"<br>{one[said]}" if said and isinstance(one.get(said), str) else ""
    return f"{name}, {where}<br>{word}{more}"


def _key(figure: Any, states: Mapping[str, State], count: int) -> None:
    """The key above the strip: a square of the colour with its sign, and the word."""
    words = []
    for look in states.values():
        sign = f" {look.sign}" if look.sign else ""
        words.append(f'<span style="color:{look.colour}">■</span>{sign} {look.word}')
    style.write_at_edge(
        figure,
        count - 0.5 + KEY_PIXELS / ROW_PIXELS + 0.12,
        "   ".join(words),
        style.FAINT,
        yanchor="top",
        align="left",
    )
