"""What makes a table description sound: known keys, known types, every column described."""

from __future__ import annotations

import re
from typing import Any

TYPES = ("string", "integer", "number", "boolean", "date")
REQUIRED = ("name", "title", "counts", "description", "as_of", "primary_key", "columns")


def table_problems(raw: dict[str, Any], stem: str, keys: set[str], column_keys: set[str]) -> list[str]:
    """Everything wrong with a schema, in words; `keys` are those a table may have, `column_keys` those of a column."""
    problems = [f"unknown key `{key}`" for key in sorted(raw.keys() - keys)]
    problems += [f"`{key}` is missing" for key in REQUIRED if not raw.get(key)]
    if problems:
        return problems
    if raw["name"] != stem:
        problems.append(f"`name: {raw['name']}` must be the file's own stem, {stem}")
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(raw["as_of"])):
        problems.append(f"`as_of: {raw['as_of']}` is not a date like 2026-11-23")
    problems += _coverage_problems(raw)
    for column in raw["columns"]:
        problems += _column_problems(column, column_keys)
    if problems:
        return problems
    names = [column["name"] for column in raw["columns"]]
    problems += [
        f"column {name} is described twice" for name in sorted({n for n in names if names.count(n) > 1})
    ]
    problems += [
        f"primary_key names {name}, which is not a column" for name in raw["primary_key"] if name not in names
    ]
    for key in raw.get("foreign_keys") or []:
        if set(key) != {"columns", "table", "references"} or len(key["columns"]) != len(key["references"]):
            problems.append(f"foreign key {key} must be {{columns: [...], table: NAME, references: [...]}}")
        else:
            problems += [
                f"foreign key from {name}, which is not a column"
                for name in key["columns"]
                if name not in names
            ]
    return problems


def _coverage_problems(raw: dict[str, Any]) -> list[str]:
    """Until when was searched, and whether a missing row may be read as an absence."""
    problems = []
    if (day := raw.get("searched_until")) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(day)):
        problems.append(f"`searched_until: {day}` is not a date like 2026-11-23")
    if raw.get("is_census") and not raw.get("inclusion"):
        problems.append("a census needs `inclusion`: the rule by which a thing gets a row, in one sentence")
    return problems


def _column_problems(raw: Any, keys: set[str]) -> list[str]:
    if not isinstance(raw, dict) or not raw.get("name"):
        return [f"column {raw!r} has no name"]
    name = raw["name"]
    problems = [f"column {name}: unknown key `{key}`" for key in sorted(raw.keys() - keys)]
    if not re.fullmatch(r"[a-z][a-z0-9_]*", str(name)):
        problems.append(f"column {name}: a name is snake_case")
    if raw.get("type") not in TYPES:
        problems.append(f"column {name}: `type` must be one of {', '.join(TYPES)}, not {raw.get('type')!r}")
    if not raw.get("description"):
        problems.append(f"column {name}: `description` is missing")
    if raw.get("pattern"):
        try:
            re.compile(raw["pattern"])
        except re.error as error:
            problems.append(
                f"column {name}: pattern {raw['pattern']!r} is not a regular expression ({error})"
            )
    return problems
