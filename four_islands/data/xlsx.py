"""A table as a spreadsheet: one sheet, numbers as numbers, all else as text, equal tables in equal bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import xlsxwriter

from four_islands.data.csvs import Cells
from four_islands.data.schema import Table

MADE = datetime(
    2000, 1, 1, tzinfo=UTC
)  # the format asks for a day; the day of the build would change the bytes


def workbook(about: Table, cells: Cells) -> bytes:
    """The file. Days stay text, since spreadsheets know none before 1900."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": about.title, "created": MADE})
        sheet = book.add_worksheet(about.name[:31])
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(about.columns):
            sheet.write_string(0, at, column.name)
            is_number = column.type in {"integer", "number"}
            for row, cell in enumerate(cells[column.name], start=1):
                if cell and is_number:
                    sheet.write_number(row, at, float(cell))
                elif cell:
                    sheet.write_string(row, at, cell)
    return out.getvalue()
