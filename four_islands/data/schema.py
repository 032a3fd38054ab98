"""What each table promises: the files `data/schema/NAME.yml`, read and checked.

A schema says what one row counts, by which rule, what breaks the series, and for every column its type, unit
and codes. The loader enforces it; the codebook and the data package are written from it, so they agree.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from four_islands.data.soundness import table_problems
from four_islands.data.words import words

PRECISIONS = ("day", "month", "year", "decade", "period")  # of a date
SOURCE_IDS = "source_ids"  # the column that names a row's sources, `;` between ids
SOURCES = "sources"  # the table they are kept in
LICENCE = "CC-BY-4.0"

# Columns that mean the same in every table, so that a schema only names them: `- {name: confidence}`.
SHARED = words(__file__, "SHARED")
_EXAMPLES = {"string": "text", "integer": "12", "number": "12.5", "boolean": "true", "date": "2012-12-26"}


class DataError(Exception):
    """Something in `data/` is not as its schema or the rules say; the message says what, where and why."""


@dataclass(frozen=True)
class Column:
    """One column of a table, as its schema describes it."""

    name: str
    type: str
    description: str
    unit: str = ""
    required: bool = False
    unique: bool = False
    pattern: str = ""
    minimum: float | str | None = None
    maximum: float | str | None = None
    codes: dict[str, str] = field(default_factory=dict)
    example: str = ""
    keep: str = ""  # why a column that no notebook uses stays
    separator: str = ""  # a cell may hold several values, with this between them

    @property
    def right(self) -> str:
        """An example of a value this column accepts."""
        return self.example or next(iter(self.codes), "") or _EXAMPLES[self.type]


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must be found in another table."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: what it counts, and what its columns hold."""

    name: str
    title: str
    counts: str
    description: str
    as_of: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...] = ()
    breaks: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()  # what is still missing, and where it would be found
    licence: str = LICENCE
    terms: str = ""
    keep: str = ""  # why a table that no notebook uses stays
    searched_until: str = ""  # the last day up to which its sources were searched for rows
    is_census: bool = False  # whether a missing row may be read as an absence, up to that day
    inclusion: str = ""  # the rule by which a thing gets a row

    def column(self, name: str) -> Column:
        """The column of that name."""
        return next(column for column in self.columns if column.name == name)

    @property
    def names(self) -> list[str]:
        """The column names, in the order of the CSV."""
        return [column.name for column in self.columns]


TABLE_KEYS, COLUMN_KEYS = ({one.name for one in fields(kind)} for kind in (Table, Column))


def data_dir() -> Path:
    """The folder of the tables: `data/` of this repository, or what FOUR_ISLANDS_DATA names."""
    named = os.environ.get("FOUR_ISLANDS_DATA")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "data"
    if not (folder / "schema").is_dir():
        asked = "FOUR_ISLANDS_DATA names" if named else "The package looks for its tables in"
        raise DataError(
            f"{asked} {folder}, and there is no folder `schema` with table descriptions in it. Install the "
            "package from a copy of the whole repository (`pip install -e .`), or set FOUR_ISLANDS_DATA to "
            "its data folder."
        )
    return folder


def tables() -> list[str]:
    """The names of all tables, in alphabetical order."""
    return sorted(path.stem for path in (data_dir() / "schema").glob("*.yml"))


def table(name: str) -> Table:
    """The description of one table."""
    path = data_dir() / "schema" / f"{name}.yml"
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or not path.is_file():
        raise DataError(f"There is no table {name!r}. The tables are: {', '.join(tables())}.")
    return _read(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _read(path: Path, _changed: int) -> Table:
    """Read and check one schema file; `_changed` makes an edited file a new one for the cache."""
    where = f"data/schema/{path.name}"
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 - a SafeLoader
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{where} is not readable as YAML in UTF-8: {error}") from error
    if not isinstance(raw, dict):
        raise DataError(f"{where} must be a mapping that begins with `name: {path.stem}`.")
    if isinstance(raw.get("columns"), list):
        raw["columns"] = [_shared(column) for column in raw["columns"]]
    problems = table_problems(raw, path.stem, TABLE_KEYS, COLUMN_KEYS)
    if problems:
        raise DataError(
            "\n".join([f"{where} is not a sound table description:", *(f"  - {p}" for p in problems)])
        )
    return Table(
        name=raw["name"],
        title=_text(raw["title"]),
        counts=_text(raw["counts"]),
        description=_text(raw["description"]),
        as_of=str(raw["as_of"]),
        columns=tuple(_column(column) for column in raw["columns"]),
        primary_key=tuple(raw["primary_key"]),
        foreign_keys=tuple(
            ForeignKey(tuple(key["columns"]), key["table"], tuple(key["references"]))
            for key in raw.get("foreign_keys") or []
        ),
        breaks=tuple(_text(item) for item in raw.get("breaks") or []),
        gaps=tuple(_text(item) for item in raw.get("gaps") or []),
        licence=raw.get("licence") or LICENCE,
        terms=_text(raw.get("terms")),
        keep=_text(raw.get("keep")),
        searched_until=_text(raw.get("searched_until")),
        is_census=bool(raw.get("is_census")),
        inclusion=_text(raw.get("inclusion")),
    )


def _loader() -> Any:
    """PyYAML's fast safe loader where the wheel has it, with dates and yes/no left as they are written."""
    base = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("PlainLoader", (base,), {})
    plain = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
    loader.yaml_implicit_resolvers = {
        first: [(tag, regexp) for tag, regexp in resolvers if tag not in plain]
        for first, resolvers in base.yaml_implicit_resolvers.items()
    }
    loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(true|false)$"), list("tf"))
    return loader


def _shared(column: Any) -> Any:
    """The column with what all tables share of it; its own keys, if it has any, win."""
    return SHARED.get(str(column.get("name")), {}) | column if isinstance(column, dict) else column


def _text(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _column(raw: dict[str, Any]) -> Column:
    values = {key: raw[key] for key in COLUMN_KEYS & raw.keys() if raw[key] is not None}
    for key in ("description", "unit", "keep", "example"):
        if key in values:
            values[key] = str(values[key]).lower() if isinstance(values[key], bool) else _text(values[key])
    codes = values.get("codes") or {}
    if isinstance(codes, list):
        codes = {code: code for code in codes}
    values["codes"] = {
        str(code).lower() if isinstance(code, bool) else str(code): _text(meaning)
        for code, meaning in codes.items()
    }
    return Column(**values)
