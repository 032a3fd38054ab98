"""Figure and evidence meet: the figures of an assertion are drawn from rows that its test read, and that it needs.

Rows are known by their primary keys. A test is handed whole tables, or of coded texts those read in full; that it is
handed a row does not say that it counts it. So the rows of the figure are also taken away: where the test then says
the same in every way of counting, it does not rest on what the figure draws.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from four_islands.claims.engine import Test
from four_islands.claims.outcome import ClaimError
from four_islands.claims.tables import Tables
from four_islands.data import load, table

HALF = 0.5  # of the rows of one table that a figure draws: below, it shows another part than the test read
Rows = Mapping[str, set[int]]


class Noting(Tables):
    """The book's tables, with the places of the rows they handed out; `lost` are rows that one of them lacks."""

    def __init__(self, lost: Rows | None = None) -> None:
        super().__init__({name: load(name).drop(index=list(rows)) for name, rows in (lost or {}).items()})
        self.read: dict[str, set[int]] = {}

    def __call__(self, name: str, **asked: Any) -> pd.DataFrame:
        frame = super().__call__(name, **asked)
        self.read.setdefault(name, set()).update(frame.index)
        return frame


def joined(frame: pd.DataFrame, columns: Sequence[str]) -> pd.Series:
    """The cells of some columns of each row as one text, by which rows of two frames are compared."""
    cells = frame[list(columns)].itertuples(index=False)
    return pd.Series(["|".join(map(str, row)) for row in cells], frame.index, "str")


def places(name: str, rows: pd.DataFrame) -> set[int]:
    """The places in a table of the rows whose primary keys stand in a frame."""
    own, keys = load(name), table(name).primary_key
    return set(own.index[joined(own, keys).isin(joined(rows, keys))])


def must_show(test: Test, figure: str, drawn: Rows, *, rests: bool = True) -> None:
    """Raise `ClaimError` where a figure does not hold the rows of a test.

    Of one table at least, the test must read half of the rows drawn, and in one way of counting say something else
    without them; with `rests` off, that it reads them is enough.
    """
    tables, near = Noting(), set[str]()
    for way in test.universes():
        own = said(test, tables, way)
        near |= {name for name, rows in drawn.items() if share(rows, tables.read.get(name, set())) >= HALF}
        for name in sorted(near):
            if not rests or own != said(test, Noting({name: drawn[name]}), way):
                return
    if near:
        why = f"draws rows of {', '.join(sorted(near))} without which the test says the same"
    else:
        why = f"draws rows of {', '.join(drawn) or 'no table'}, and the test reads {', '.join(tables.asked)}"
    raise ClaimError(
        f"{test.assertion}: the figure {figure!r} {why}. Name a figure that is drawn from the rows of the test in "
        "its figures=[...], or draw those rows and say so in About(..., of=[...])."
    )


def share(drawn: set[int], read: set[int]) -> float:
    """The share of the rows drawn that were read."""
    return len(drawn & read) / len(drawn) if drawn else 0.0


def said(test: Test, tables: Tables, way: Mapping[str, str]) -> str:
    """One result as text; a rule that breaks for want of rows says so, and rests on them."""
    try:
        return repr(test.outcome(tables, way))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        return repr(error)
