"""How a rule of the subject is written and where it is kept.

A rule takes the typed table and a way to reach other tables, and yields the row and, in words, what is wrong in
it. It is registered for the table it guards and runs each time that table is loaded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

Reach = Callable[[str], pd.DataFrame]  # another table by name, checked by the generic rules only
Wrong = Iterator[tuple[int, str]]  # row number from 0, and what is wrong there
Find = Callable[[pd.DataFrame, Reach], Wrong]

DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """A rule of the subject: the table it guards, what it says, where to look, how to find breaches."""

    table: str
    name: str
    says: str
    column: str
    find: Find


RULES: dict[str, list[Rule]] = {}


def rule(table: str, column: str, says: str) -> Callable[[Find], Find]:
    """Register the function below as a rule of `table`; a breach is shown at `column`."""

    def register(find: Find) -> Find:
        name = getattr(find, "__name__", "rule").replace("_", " ")
        RULES.setdefault(table, []).append(Rule(table, name, says, column, find))
        return find

    return register


def day(moment: object) -> str:
    """A moment as the tables write it."""
    return moment.strftime("%Y-%m-%d") if isinstance(moment, pd.Timestamp) else "blank"


def rows(frame: pd.DataFrame, broken: pd.Series) -> Iterator[tuple[int, pd.Series]]:
    """The broken rows with their numbers; where a comparison met a blank, nothing is broken."""
    for row in frame.index[broken.fillna(False).astype(bool)]:
        yield int(row), frame.loc[row]


def told(frame: pd.DataFrame, broken: pd.Series, words: str, **beside: object) -> Wrong:
    """The broken rows in words: cells by their column in braces, days as written; `beside` are columns of elsewhere."""
    for row, one in rows(frame, broken):
        cells = {**one, **{k: v[row] if isinstance(v, pd.Series) else v for k, v in beside.items()}}
        days = {k: day(v) for k, v in cells.items() if isinstance(v, pd.Timestamp) or v is pd.NaT}
        yield row, words.format_map(cells | days)


def last_day(started: pd.Series, precision: pd.Series) -> pd.Series:
    """The latest day a date can mean: itself, or the end of the month or year it stands for."""
    month = precision.eq("month")
    year = precision.eq("year")
    ends = started.where(~month, started + pd.offsets.MonthEnd(0))
    return ends.where(~year, started + pd.offsets.YearEnd(0))
