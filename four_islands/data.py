"""The tables of the book, typed and checked: `load("premierships")`.

Every table is a CSV in `data/` described by `data/schema/NAME.yml`. Loading checks all of it - the file,
every cell, the keys, the sources, the subject's rules - and returns the whole table or says what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from four_islands import csvs
from four_islands.checks import check_cells
from four_islands.csvs import Cells
from four_islands.findings import FIRST_LINE, BrokenTableError, Finding
from four_islands.keys import check_keys
from four_islands.order import check_order
from four_islands.rules import RULES
from four_islands.schema import SOURCE_IDS, SOURCES, Column, DataError, Table, data_dir, table, tables
from press.source import Source

__all__ = ["BrokenTableError", "DataError", "Source", "Table", "load", "sources", "table", "tables"]

REMEMBERED = 128  # tables and keys kept in memory

_DTYPES: dict[str, Any] = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
_READ: dict[str, Callable[[str], object]] = {"integer": int, "number": float, "boolean": "true".__eq__}

# The data folder and its files as they are now (name, time of change, size): a changed file is loaded anew.
_State = tuple[Path, tuple[tuple[str, int, int], ...]]


def load(name: str) -> pd.DataFrame:
    """One table of `data/`, checked and typed; a blank cell is missing, which means unknown.

    Text comes as str, whole numbers as Int64, numbers as Float64, truth as boolean, days as datetime64.
    `table(name)` says what a row counts, what breaks the series and up to when it runs.

    >>> load("sources").columns[0]
    'source_id'
    """
    table(name)
    return _checked(name, _state()).copy()


def sources(of: pd.DataFrame | pd.Series | str | Iterable[str]) -> list[Source]:
    """The sources of a table, of some rows of it, or of ids: each once, the most cited first.

    >>> sources("no-such-source")
    Traceback (most recent call last):
    four_islands.schema.DataError: There is no source 'no-such-source' in data/sources.csv.
    """
    known = _sources(_state())
    cited: dict[str, int] = {}
    for cell in _cells_of(of):
        for source_id in cell.split(";"):
            cited[source_id] = cited.get(source_id, 0) + 1
    for source_id in cited:
        if source_id not in known:
            raise DataError(f"There is no source {source_id!r} in data/sources.csv.")
    return [
        known[source_id] for source_id in sorted(cited, key=lambda source_id: (-cited[source_id], source_id))
    ]


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


def _state() -> _State:
    folder = data_dir()
    files = [*folder.glob("*.csv"), *(folder / "schema").glob("*.yml")]
    return folder, tuple(sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


@lru_cache(maxsize=REMEMBERED)
def _checked(name: str, state: _State) -> pd.DataFrame:
    """The table once every rule holds, those of the subject too."""
    frame = _typed(name, state)
    findings = []
    for rule in RULES.get(name, []):
        wrong = list(rule.find(frame, lambda other: _typed(other, state)))
        if wrong:
            lines = tuple(row + FIRST_LINE for row, _ in wrong)
            findings.append(
                Finding(rule.name, rule.says, rule.column, lines, tuple(what for _, what in wrong))
            )
    if findings:
        raise BrokenTableError(name, findings)
    return frame


@lru_cache(maxsize=REMEMBERED)
def _typed(name: str, state: _State) -> pd.DataFrame:
    """The table once the generic rules hold."""
    description = table(name)
    cells = _cells(name, state)
    findings = [*check_cells(description, cells), *check_order(description, cells)]
    findings += check_keys(description, cells, lambda other, columns: _keys(other, columns, state))
    if findings:
        raise BrokenTableError(name, findings)
    return pd.DataFrame({column.name: _column(column, cells[column.name]) for column in description.columns})


@lru_cache(maxsize=REMEMBERED)
def _cells(name: str, state: _State) -> Cells:
    return csvs.read(table(name), state[0] / f"{name}.csv")


@lru_cache(maxsize=REMEMBERED)
def _keys(name: str, columns: tuple[str, ...], state: _State) -> set[tuple[str, ...]]:
    """The keys that stand in a table, for the foreign keys that point at it."""
    missing = [column for column in columns if column not in table(name).names]
    if missing:
        raise DataError(
            f"A foreign key points at {', '.join(missing)} of data/{name}.csv, which has no such column."
        )
    cells = _cells(name, state)
    return set(zip(*(cells[column] for column in columns), strict=True))


def _column(column: Column, values: list[str]) -> pd.Series:
    if column.type == "date":
        return pd.to_datetime(pd.Series(values, dtype="str"), format="%Y-%m-%d").astype("datetime64[us]")
    read = _READ.get(column.type, str)
    typed: Any = [read(value) if value else None for value in values]
    return pd.Series(typed, dtype=_DTYPES[column.type])


@lru_cache(maxsize=REMEMBERED)
def _sources(state: _State) -> dict[str, Source]:
    cells = _cells(SOURCES, state)
    fields = ("source_id", "publisher", "title", "published_on", "url", "tier", "language", "licence")
    rows = zip(*(cells[field] for field in fields), strict=True)
    return {row[0]: Source(*row) for row in rows}
