"""The rules only this subject knows, one function each, registered for the table they guard.

A rule takes the typed table and a way to reach other tables, and yields the row and, in words, what is wrong
in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pandas as pd

Reach = Callable[[str], pd.DataFrame]  # another table by name, checked by the generic rules only
Wrong = Iterator[tuple[int, str]]  # row number from 0, and what is wrong there


@dataclass(frozen=True)
class Rule:
    """A rule of the subject: the table it guards, what it says, where to look, how to find breaches."""

    table: str
    name: str
    says: str
    column: str
    find: Callable[[pd.DataFrame, Reach], Wrong]


RULES: dict[str, list[Rule]] = {}


def rule(
    table: str, column: str, says: str
) -> Callable[[Callable[[pd.DataFrame, Reach], Wrong]], Callable[[pd.DataFrame, Reach], Wrong]]:
    """Register the function below as a rule of `table`; a breach is shown at `column`."""

    def register(find: Callable[[pd.DataFrame, Reach], Wrong]) -> Callable[[pd.DataFrame, Reach], Wrong]:
        RULES.setdefault(table, []).append(Rule(table, find.__name__.replace("_", " "), says, column, find))
        return find

    return register
