"""A table as a spreadsheet that knows what it is, its numbers as numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from four_islands.data.csvs import Cells
from four_islands.data.descriptor import Owner, licence
from four_islands.data.schema import Table
from press.figure import spreadsheet

VALUE: dict[str, Callable[[str], Any]] = {"integer": float, "number": float, "boolean": "true".__eq__}


def workbook(about: Table, cells: Cells, owner: Owner) -> bytes:
    """The file."""
    columns = {
        column.name: [VALUE.get(column.type, str)(cell) if cell else cell for cell in cells[column.name]]
        for column in about.columns
    }
    whose = owner.origin(about.name).get("compiledBy", owner.authors)
    said = f"{owner.title}, version {owner.version}. {licence(about.licence)['title']}."
    return spreadsheet.workbook(about.name, about.title, columns, ", ".join(whose), said)
