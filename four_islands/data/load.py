"""The tables of the book, typed and checked: `load("premierships")`.

Every table is a CSV in `data/` described by `data/schema/NAME.yml`. Loading checks all of it - the file,
every cell, the keys, the sources, the subject's rules - and returns the whole table or says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from four_islands.data import csvs
from four_islands.data.broken import FIRST_LINE, BrokenTableError, Finding
from four_islands.data.cells import check_cells
from four_islands.data.csvs import Cells
from four_islands.data.keys import check_keys
from four_islands.data.order import check_order
from four_islands.data.rules import RULES
from four_islands.data.schema import SOURCE_IDS, SOURCES, Column, DataError, Table, data_dir, table, tables
from press.figure.source import Source

__all__ = ["BrokenTableError", "DataError", "Source", "Table", "load", "sources", "table", "tables"]

_DTYPES: dict[str, Any] = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
_SOURCE_FIELDS = ("source_id", "publisher", "title", "published_on", "url", "tier", "language", "licence")
_READ: dict[str, Callable[[str], object]] = {"integer": int, "number": float, "boolean": "true".__eq__}


def load(name: str) -> pd.DataFrame:
    """One table of `data/`, checked and typed; a blank cell is missing, which means unknown.

    Text comes as str, whole numbers as Int64, numbers as Float64, truth as boolean, days as datetime64.
    `table(name)` says what a row counts, what breaks the series and up to when it runs.

    >>> load("sources").columns[0]
    'source_id'
    """
    table(name)
    frame = _now().checked(name).copy()
    frame.attrs["tables"] = (name,)  # a figure asks it until when it is known
    return frame


def sources(of: pd.DataFrame | pd.Series | str | Iterable[str]) -> list[Source]:
    """The sources of a table, of some rows of it, or of ids: each once, the strongest kind of witness first.

    Within a kind the most cited come first, and copies whose original could not be read stand last of all.

    >>> sources("no-such-source")
    Traceback (most recent call last):
    four_islands.data.schema.DataError: There is no source 'no-such-source' in data/sources.csv.
    """
    cells = _now().cells(SOURCES)
    known = {source_id: row for row, source_id in enumerate(cells["source_id"])}
    cited: dict[str, int] = {}
    for cell in _cells_of(of):
        for source_id in cell.split(";"):
            cited[source_id] = cited.get(source_id, 0) + 1
    for source_id in cited:
        if source_id not in known:
            raise DataError(f"There is no source {source_id!r} in data/sources.csv.")
    tiers = {tier: rank for rank, tier in enumerate(table(SOURCES).column("tier").codes)}
    strength = {source_id: tiers[cells["tier"][known[source_id]]] for source_id in cited}
    ordered = sorted(cited, key=lambda source_id: (strength[source_id], -cited[source_id], source_id))
    return [Source(*(cells[field][known[source_id]] for field in _SOURCE_FIELDS)) for source_id in ordered]


def _cells_of(of: pd.DataFrame | pd.Series | str | Iterable[str]) -> list[str]:
    if isinstance(of, str):
        return [of]
    if isinstance(of, pd.DataFrame):
        if SOURCE_IDS not in of.columns:
            raise DataError(
                f"This table has no column {SOURCE_IDS}; keep it when you select columns, or pass the ids."
            )
        of = of[SOURCE_IDS]
    return [str(cell) for cell in of if isinstance(cell, str)]


class Tables:
    """The tables of one folder as its files are now, each read, checked and typed once.

    `cells` are tables already read: the corruption test lays one changed table over the sound ones.
    """

    def __init__(self, folder: Path, cells: dict[str, Cells] | None = None) -> None:
        self._folder = folder
        self._cells = dict(cells or {})
        self._keys: dict[tuple[str, tuple[str, ...]], set[tuple[str, ...]]] = {}
        self._typed: dict[str, pd.DataFrame] = {}
        self._checked: dict[str, pd.DataFrame] = {}

    def checked(self, name: str) -> pd.DataFrame:
        """The table once every rule holds, those of the subject too."""
        if name not in self._checked:
            findings = list(self._broken_rules(name))
            if findings:
                raise BrokenTableError(name, findings)
            self._checked[name] = self.typed(name)
        return self._checked[name]

    def typed(self, name: str) -> pd.DataFrame:
        """The table once the generic rules hold."""
        if name not in self._typed:
            about, cells = table(name), self.cells(name)
            findings = [*check_cells(about, cells), *check_order(about, cells)]
            findings += check_keys(about, cells, self.keys)
            if findings:
                raise BrokenTableError(name, findings)
            self._typed[name] = pd.DataFrame({c.name: _typed(c, cells[c.name]) for c in about.columns})
        return self._typed[name]

    def cells(self, name: str) -> Cells:
        """The table as text, once the file is sound."""
        if name not in self._cells:
            self._cells[name] = csvs.read(table(name), self._folder / f"{name}.csv")
        return self._cells[name]

    def keys(self, name: str, columns: tuple[str, ...]) -> set[tuple[str, ...]]:
        """The keys that stand in a table, for the foreign keys that point at it."""
        if (name, columns) not in self._keys:
            missing = ", ".join(column for column in columns if column not in table(name).names)
            if missing:
                raise DataError(
                    f"A foreign key points at {missing} of data/{name}.csv, which has no such column."
                )
            cells = self.cells(name)
            self._keys[name, columns] = set(zip(*(cells[column] for column in columns), strict=True))
        return self._keys[name, columns]

    def _broken_rules(self, name: str) -> Iterator[Finding]:
        frame = self.typed(name)
        for rule in RULES.get(name, []):
            try:
                wrong = [*rule.find(frame, self.typed)]
            except KeyError as error:
                raise DataError(
                    f"The rule `{rule.name}` needs the column {error}, which is not there."
                ) from error
            if wrong:
                broken, says = zip(*wrong, strict=True)
                lines = tuple(row + FIRST_LINE for row in broken)
                right = _sound_value(self.cells(name)[rule.column], set(broken))
                yield Finding(rule.name, rule.says, rule.column, lines, says, right)


def _sound_value(cells: list[str], broken: set[int]) -> str:
    """A value of the column that keeps the rule, as an example."""
    sound = ((row, cell) for row, cell in enumerate(cells) if cell and row not in broken)
    return next((f"for instance {cell}, on line {row + FIRST_LINE}" for row, cell in sound), "")


def _typed(column: Column, values: list[str]) -> pd.Series:
    if column.type == "date":
        return pd.to_datetime(pd.Series(values, dtype="str"), format="%Y-%m-%d").astype("datetime64[us]")
    read = _READ.get(column.type)
    typed: Any = (
        [read(value) if value else None for value in values] if read else [value or None for value in values]
    )
    return pd.Series(typed, dtype=_DTYPES[column.type])


def _now() -> Tables:
    """The tables as they are now: a file that changed makes a new state, and all is read again."""
    folder = data_dir()
    files = [*folder.glob("*.csv"), *(folder / "schema").glob("*.yml")]
    state = sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
    return _tables(folder, tuple(state))


@lru_cache(maxsize=2)
def _tables(folder: Path, _state: tuple[tuple[str, int, int], ...]) -> Tables:
    return Tables(folder)
