"""What is said about a figure: its name, the finding as title, the measure as subtitle. The rest comes from the rows.

Alt text, sources and as-of day are taken from what is drawn and from the tables it was read from, so that they cannot
be wrong, and a fork that changes the words of a title changes nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

import pandas as pd
import plotly.graph_objects as go

from four_islands.data import sources
from four_islands.data.schema import SOURCE_IDS, table
from press.figure.chart import Chart, ChartError, Source

Given = ParamSpec("Given")
Drawn = TypeVar("Drawn")
SPOKEN = 24  # marks that an alt text names; the table below the figure has them all
IN_A_GRID = re.compile(r"(.+), ([^,:]+): (.+)")  # line, column and state


@dataclass(frozen=True)
class About:
    """The words of one figure, written where it is drawn.

    `of` are the tables or rows behind the figure, needed where the drawn frame has lost its sources on the way, as
    a count or a curve has. `sources` and `as_of` overrule what they say; give them only for what is in no table.
    """

    id: str
    title: str
    subtitle: str
    note: str = ""
    of: Sequence[pd.DataFrame] = ()
    sources: Sequence[Source] = ()
    as_of: str = ""

    def chart(self, figure: go.Figure, rows: pd.DataFrame, marks: Iterable[str]) -> Chart:
        """The figure with its words; `marks` say in a few words each what is drawn, for those who do not see it."""
        behind = list(self.of) or [rows]
        cited = list(self.sources) or [s for frame in behind if SOURCE_IDS in frame for s in sources(frame)]
        if not cited:
            raise ChartError(
                f"chart {self.id!r} names no source; name the tables that it was drawn from: About(..., of=[table])"
            )
        return Chart(
            figure,
            self.id,
            self.title,
            self.subtitle,
            f"{self.title}. {spoken(list(marks))}",
            cited,
            self.as_of or known_until(self.id, behind, rows),
            rows.reset_index(drop=True),
            self.note,
        )


def form(draw: Callable[Given, Drawn]) -> Callable[Given, Drawn]:
    """A form of chart that names a column or key it was not given, in place of a traceback through pandas."""

    @wraps(draw)
    def drawn(*args: Given.args, **more: Given.kwargs) -> Drawn:
        try:
            return draw(*args, **more)
        except KeyError as error:
            has = [
                column
                for each in (*args, *more.values())
                if isinstance(each, pd.DataFrame)
                for column in each
            ]
            said = re.sub(r"dtype='\w+'", "", str(error))
            lacking = [name for name in re.findall(r"'(\w+)'", said) if name not in has]
            if not lacking:
                raise
            columns = ", ".join(map(str, dict.fromkeys(has)))
            raise ChartError(
                f"{draw.__name__}(...) found no {', '.join(lacking)} in what it was given; the columns are: {columns}"
            ) from None

    return drawn


def spoken(marks: Sequence[str]) -> str:
    """Marks as one sentence, the first two dozen of them and how many more there are; nobody hears a sixth digit."""
    marks = by_state(marks) if len(marks) > SPOKEN else marks
    more = f"; and {len(marks) - SPOKEN} more" if len(marks) > SPOKEN else ""
    said = "; ".join(re.sub(r"\.$|\?(?=:)", "", mark.replace("<br>", ", ")) for mark in marks[:SPOKEN])
    said = re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.3g}", said)
    return re.sub(r"([+-]?\d[\d.]*) to \1(?![\d.])", r"\1", said) + more + "."


def by_state(marks: Sequence[str]) -> Sequence[str]:
    """The cells of a grid by line and state, if that halves what there is to hear; other marks as they are."""
    cells = [IN_A_GRID.fullmatch(mark) for mark in marks]
    columns: dict[tuple[str, str], list[str]] = {}
    for cell in cells:
        if cell is None:
            return marks
        columns.setdefault((cell[1], cell[3]), []).append(cell[2])
    if 2 * len(columns) > len(marks):
        return marks
    return [f"{line}, {state}: {spans(found)}" for (line, state), found in columns.items()]


def spans(columns: Sequence[str]) -> str:
    """Columns in a row of words, years that follow each other as one span."""
    runs: list[list[str]] = []
    for column in columns:
        if runs and column.isdigit() and runs[-1][-1].isdigit() and int(column) == int(runs[-1][-1]) + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs)


def known_until(name: str, frames: Sequence[pd.DataFrame], rows: pd.DataFrame) -> str:
    """The day up to which all the tables behind a figure are known, the earliest of theirs, or the last day it draws.

    Raises `ChartError` where no frame says which table it came from.
    """
    named = [t for frame in frames for t in frame.attrs.get("tables", ())]
    if not named:
        raise ChartError(f"chart {name!r}: say what it was drawn from, About(..., of=[...]), or as_of=")
    days = [f"{day:%Y-%m-%d}" for day in rows.select_dtypes("datetime").max().dropna()]
    return max([*days, min(table(t).searched_until or table(t).as_of for t in named)])
