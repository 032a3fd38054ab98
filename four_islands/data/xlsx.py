"""A table as a spreadsheet, its numbers as numbers."""

from __future__ import annotations

from four_islands.data.csvs import Cells
from four_islands.data.schema import Table
from press.figure import spreadsheet


def workbook(about: Table, cells: Cells) -> bytes:
    """The file."""
    columns = {
        column.name: [
            float(cell) if cell and column.type in {"integer", "number"} else cell
            for cell in cells[column.name]
        ]
        for column in about.columns
    }
    return spreadsheet.workbook(about.name, about.title, columns)
