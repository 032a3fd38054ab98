"""The tables as a test may ask them: what a table was not searched for cannot be read from it.

A test never sees a table by itself: it calls `load(name)`, and where it needs more than the rows - a day up to
which the table must be known, an absence, codes given to texts - it says so in the call. Where the table cannot
answer, the engine makes the outcome *open* and gives the reason; no test has to remember it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from four_islands import data
from four_islands.data.schema import Table


class UnansweredError(Exception):
    """The table cannot answer what was asked of it; the message is a sentence for readers."""


class Tables:
    """A loader of tables with the guards of this book.

    `frames` puts tables made by hand in the place of the book's own, and `about` their descriptions; tests use it.
    `asked` lists the tables that were loaded, in order, each once.
    """

    def __init__(
        self, frames: Mapping[str, pd.DataFrame] | None = None, about: Callable[[str], Table] = data.table
    ) -> None:
        self._frames = dict(frames or {})
        self._about = about
        self.asked: list[str] = []

    def __call__(
        self, name: str, *, until: str = "", absence: bool = False, coded: bool = False
    ) -> pd.DataFrame:
        """A table, if it can answer: known up to the day `until`, complete where `absence` is read from it.

        With `coded` only the rows whose text was read in full come back, so that no count rests on a summary.
        Raises `UnansweredError` with the reason.
        """
        if name not in self.asked:
            self.asked.append(name)
        about = self._about(name)
        known = about.searched_until or about.as_of
        if until and known < until:
            raise UnansweredError(
                f"The table “{about.title}” was searched until {known} only; the question runs to {until}."
            )
        if absence and not about.is_census:
            raise UnansweredError(
                f"The table “{about.title}” is a sample: what is missing in it may have happened all the same."
            )
        frame = self._frames[name].copy() if name in self._frames else data.load(name)
        return frame[frame["read"].eq("full")] if coded else frame
