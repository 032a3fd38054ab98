"""No dead data: every table is in a notebook, and every column is used or says why it stays."""

from __future__ import annotations

import ast
import json
import re
import sys
from functools import cache
from pathlib import Path

import pytest

from four_islands.data import Table, table, tables
from four_islands.data.order import precision_of
from press.run.freshness import loaded as reads

ROOT = Path(__file__).resolve().parents[1]
CHAPTERS = 15  # the rule binds once they are all there

# What every row carries so that it can be judged, and so needs no reason table by table. The same holds for how
# exact a date is: the loader reads it.
PROVENANCE = {"source_ids", "confidence", "note"}


@cache
def notebooks() -> dict[str, str]:
    """The code of every notebook, coursework included."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("**/*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found[path.stem] = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    return found


@cache
def modules() -> str:
    """The code of the subject: all rooms but `data`, which knows every column by its schema and not by its name."""
    return "\n".join(path.read_text(encoding="utf-8") for path in module_files())


def module_files() -> list[Path]:
    package = ROOT / "four_islands"
    return sorted(path for path in package.rglob("*.py") if path.relative_to(package).parts[0] != "data")


@cache
def loaded() -> set[str]:
    """The tables that a notebook loads, or a module that serves notebooks, such as the ledger."""
    code = [*notebooks().values(), *(path.read_text("utf-8") for path in module_files())]
    return set().union(*(reads(ast.parse(each), ("load",)) for each in code)) & set(tables())


def unused_columns(about: Table) -> list[str]:
    """The columns that neither the topics nor a notebook with this table name, and that give no reason to stay.

    A table that no notebook loads gives one reason for all its columns.
    """
    if about.keep and about.name not in loaded():
        return []
    users = [code for code in notebooks().values() if f'"{about.name}"' in code or f"'{about.name}'" in code]
    code = "\n".join([modules(), *users])
    dates = {name: [""] for name in about.names}
    exempt = PROVENANCE | set(about.primary_key) | {precision_of(name, dates) for name in about.names}
    return [
        column.name
        for column in about.columns
        if column.name not in exempt and not column.keep and not re.search(rf"\b{column.name}\b", code)
    ]


def report() -> str:
    """What is dead, as a list to work through."""
    lines = [
        f"{name}: no notebook loads it" for name in sorted(set(tables()) - loaded()) if not table(name).keep
    ]
    for name in tables():
        columns = unused_columns(table(name))
        lines += (
            [f"{name}: {', '.join(columns)}: nothing uses them, and there is no `keep:`"] if columns else []
        )
    return "\n".join(lines)


@pytest.mark.parametrize("name", tables())
def test_a_table_is_used_or_says_why_it_stays(name: str) -> None:
    if len([stem for stem in notebooks() if stem[:2].isdigit()]) < CHAPTERS:
        pytest.skip("not all chapters are there yet")
    assert name in loaded() or table(name).keep, f'no notebook holds load("{name}")'
    columns = unused_columns(table(name))
    assert not columns, f"use them, drop them, or give a `keep:` reason in data/schema/{name}.yml: {columns}"


# A column of a sample, or of rows that hold each other: a sum of it is a number of nothing.
NEVER_SUMMED = {
    "garrison_estimates": "troops",
    "visits": "participants",
    "cooperation_events": "amount",
    "comparison_facts": "value",
    "sanctions_weight": "value",
    "sea": "value",
}


@pytest.mark.parametrize("name", NEVER_SUMMED)
def test_a_sample_is_never_summed_as_if_it_were_a_census(name: str) -> None:
    about, column = table(name), NEVER_SUMMED[name]
    assert column in about.names
    assert not about.is_census
    for stem, code in notebooks().items():
        frames = re.findall(rf"""^(\w+) = load\(["']{name}["']\)""", code, re.MULTILINE)
        for frame in frames:
            summed = re.search(rf"""\b{frame}\b[^\n]*["']{column}["'][^\n]*\.(sum|cumsum)\(""", code)
            assert not summed, f"{stem} sums {column} of {name}, a sample: {summed.group(0)}"


if __name__ == "__main__":
    print(report() or "every table and column is used or says why it stays", file=sys.stdout)
