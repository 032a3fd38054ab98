"""The tables as a Data Package names them: fields, constraints, keys, licences, sources."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from four_islands.data import sources
from four_islands.data.keys import separator
from four_islands.data.schema import LICENCE, SOURCE_IDS, SOURCES, Column, Table, data_dir
from press.inherited import KEPT

LICENCES = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "CC0-1.0": ("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
}


@dataclass(frozen=True)
class Owner:
    """Whose data these are. A book made from another one holds tables of it, which stay those of their compilers."""

    name: str
    title: str
    abstract: str
    version: str
    authors: tuple[str, ...]
    # What is of the book before, or made from it, as `press.inherited` tells.
    shares: dict[str, str] = dataclasses.field(default_factory=dict)
    before: str = ""  # its title
    compilers: tuple[str, ...] = ()  # its authors
    judges: bool = True  # whether the book has a page of claims and what came out

    def contributors(self) -> list[dict[str, Any]]:
        """The authors, and the compilers of what was taken over."""
        own = [{"title": name, "roles": ["compiler", "maintainer", "rightsHolder"]} for name in self.authors]
        return own + [{"title": name, "roles": ["compiler", "rightsHolder"]} for name in self.compilers]

    def keeps(self, table: str) -> bool:
        """Whether a table is as the book before had it."""
        return self.shares.get(f"data/{table}") == KEPT

    def origin(self, table: str) -> dict[str, Any]:
        """Who compiled a table, and for which book, where that is not this one; or from whose table it is made."""
        if self.keeps(table):
            return {"compiledBy": list(self.compilers), "compiledFor": self.before}
        theirs = {"compiledBy": [*self.authors, *self.compilers], "compiledFrom": self.before}
        return theirs if f"data/{table}" in self.shares else {}


def package(described: Sequence[tuple[Table, pd.DataFrame]], owner: Owner) -> dict[str, Any]:
    """The Data Package descriptor: one resource a table."""
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": owner.name,
        "title": f"{owner.title}: the data",
        "description": f"{owner.abstract} Every row names its sources.".strip(),
        "version": owner.version,
        "contributors": owner.contributors(),
        "licenses": [licence(LICENCE)],
        "resources": [resource(about, frame) | owner.origin(about.name) for about, frame in described],
    }


def licence(name: str) -> dict[str, str]:
    """A licence as a Data Package names it."""
    title, path = LICENCES.get(name, (name, ""))
    return {"name": name, "title": title, **({"path": path} if path else {})}


def resource(about: Table, frame: pd.DataFrame) -> dict[str, Any]:
    """One table: where it is, what it counts, what its columns hold, and whose publications it rests on."""
    raw = (data_dir() / f"{about.name}.csv").read_bytes()
    return _filled(
        {
            "name": about.name,
            "type": "table",
            "title": about.title,
            "description": f"{about.counts} {about.description}",
            "path": f"{about.name}.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(raw),
            "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
            "counts": about.counts,
            "breaks": list(about.breaks),
            "gaps": list(about.gaps),
            "asOf": about.as_of,
            "rows": len(frame),
            "terms": about.terms,
            "licenses": [licence(about.licence)],
            "schema": table_schema(about),
            "sources": _publications(about, frame),
        }
    )


def table_schema(about: Table) -> dict[str, Any]:
    """The Table Schema: fields, keys, and the foreign keys that point with a whole cell."""
    return _filled(
        {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": [field(about, column) for column in about.columns],
            "missingValues": [""],
            "primaryKey": list(about.primary_key),
            "foreignKeys": [
                {
                    "fields": list(key.columns),
                    "reference": {
                        "resource": "" if key.table == about.name else key.table,
                        "fields": list(key.references),
                    },
                }
                for key in about.foreign_keys
                if not any(separator(about, name) for name in key.columns)
            ],
        }
    )


def field(about: Table, column: Column) -> dict[str, Any]:
    """One column; where a cell holds several values the pattern says so, as a foreign key cannot."""
    between = separator(about, column.name)
    one = column.pattern or ("|".join(column.codes) if between else "")
    pattern = f"({one})({between}({one}))*" if one and between else one and f"({one})"
    several = f" Several values stand with `{between}` between them." if between else ""
    return _filled(
        {
            "name": column.name,
            "type": column.type,
            "description": column.description + several,
            "unit": column.unit,
            "example": column.example,
            "trueValues": ["true"] if column.type == "boolean" else None,
            "falseValues": ["false"] if column.type == "boolean" else None,
            "categories": [
                {"value": _typed(column, c), "label": m} for c, m in column.codes.items() if not between
            ],
            "constraints": _filled(
                {
                    "required": column.required or column.name in about.primary_key,
                    "unique": column.unique,
                    "pattern": pattern,
                    "minimum": column.minimum,
                    "maximum": column.maximum,
                    "enum": [_typed(column, code) for code in column.codes] if not between else None,
                }
            ),
        }
    )


def _typed(column: Column, code: str) -> Any:
    return int(code) if column.type == "integer" else code


def _publications(about: Table, frame: pd.DataFrame) -> list[dict[str, str]]:
    """The sources that rows of this table cite."""
    if SOURCE_IDS not in about.names:
        return [
            {
                "title": "The list of sources is itself the source list of all tables.",
                "path": f"{SOURCES}.csv",
            }
        ]
    return [
        _filled(
            {"title": f"{source.publisher}: {source.title}", "path": source.url, "date": source.published_on}
        )
        for source in sorted(sources(frame), key=lambda source: source.id)
    ]


def _filled(mapping: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in mapping.items() if value not in (None, "", [], {}, False)}
