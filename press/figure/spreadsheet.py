"""Rows as a spreadsheet: one sheet, numbers as numbers, all else as text, equal rows in equal bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

MADE = datetime(
    2000, 1, 1, tzinfo=UTC
)  # the format asks for a day; the day of the build would change the bytes


def workbook(
    name: str, title: str, columns: Mapping[str, Iterable[Any]], author: str = "", about: str = ""
) -> bytes:
    """The file, which says what it is. Days stay text, since spreadsheets know none before 1900."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"title": title, "author": author, "comments": about, "created": MADE})
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        for at, (head, values) in enumerate(columns.items()):
            sheet.write_string(0, at, head)
            for row, value in enumerate(values, start=1):
                if isinstance(value, bool):
                    sheet.write_boolean(row, at, value)
                elif isinstance(value, int | float):
                    sheet.write_number(row, at, value)
                elif value:
                    sheet.write_string(row, at, str(value))
    return out.getvalue()
