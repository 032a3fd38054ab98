"""The tables of the book, typed and checked: `load("premierships")`.

Every table is a CSV in `data/` described by `data/schema/NAME.yml`. Loading checks all of it - the file, every cell,
the keys, the sources, and the rules of the subject - and either returns the whole table or says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import pandas as pd

from four_islands import checks, schema
from four_islands.checks import BrokenTable, Cells, Finding
from four_islands.rules import RULES
from four_islands.schema import SOURCE_IDS, SOURCES, DataError, Table, data_dir, table, tables
from press.source import Source

__all__ = ["BrokenTable", "DataError", "Source", "Table", "load", "sources", "table", "tables"]

_DTYPES = {
    "string": "str",
    "integer": "Int64",
    "number": "Float64",
    "boolean": "boolean",
    "date": "datetime64[us]",
}


def load(name: str) -> pd.DataFrame:
    """One table of `data/`, checked and typed; a blank cell is missing, which means unknown.

    Text comes as str, whole numbers as Int64, numbers as Float64, true and false as boolean, days as datetime64.
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


# Everything below is remembered until a file in `data/` changes.


def _state() -> tuple[Path, tuple[tuple[str, int, int], ...]]:
    """The data folder and what its files are now; a changed file makes a new state, and the memory starts afresh."""
    folder = data_dir()
    files = [*folder.glob("*.csv"), *(folder / "schema").glob("*.yml")]
    return folder, tuple(sorted((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files))


_State = tuple[Path, tuple[tuple[str, int, int], ...]]


@lru_cache(maxsize=None)
def _checked(name: str, state: _State) -> pd.DataFrame:
    """The table once every rule holds, those of the subject too."""
    frame = _typed(name, state)
    findings = []
    for rule in RULES.get(name, []):
        wrong = list(rule.find(frame, lambda other: _typed(other, state)))
        if wrong:
            lines = tuple(row + checks.FIRST_LINE for row, _ in wrong)
            findings.append(
                Finding(rule.name, rule.says, rule.column, lines, tuple(what for _, what in wrong))
            )
    if findings:
        raise BrokenTable(name, findings)
    return frame


@lru_cache(maxsize=None)
def _typed(name: str, state: _State) -> pd.DataFrame:
    """The table once the generic rules hold."""
    description = table(name)
    cells = _cells(name, state)
    findings = checks.check(description, cells, lambda other, columns: _keys(other, columns, state))
    if findings:
        raise BrokenTable(name, findings)
    return pd.DataFrame({column.name: _column(column, cells[column.name]) for column in description.columns})


@lru_cache(maxsize=None)
def _cells(name: str, state: _State) -> Cells:
    return checks.read(table(name), state[0] / f"{name}.csv")


@lru_cache(maxsize=None)
def _keys(name: str, columns: tuple[str, ...], state: _State) -> set[tuple[str, ...]]:
    cells = _cells(name, state)
    return set(zip(*(cells[column] for column in columns), strict=True))


def _column(column: schema.Column, values: list[str]) -> pd.Series:
    dtype = _DTYPES[column.type]
    if column.type == "date":
        return pd.to_datetime(pd.Series(values, dtype="str"), format="%Y-%m-%d").astype(dtype)
    read = {"integer": int, "number": float, "boolean": "true".__eq__}.get(column.type, str)
    return pd.Series([read(value) if value else None for value in values], dtype=dtype)


@lru_cache(maxsize=None)
def _sources(state: _State) -> dict[str, Source]:
    cells = _cells(SOURCES, state)
    fields = ("source_id", "publisher", "title", "published_on", "url", "tier", "language", "licence")
    rows = zip(*(cells[field] for field in fields), strict=True)
    return {row[0]: Source(*row) for row in rows}
