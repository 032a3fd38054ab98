"""A table as a spreadsheet (Office Open XML): one sheet, numbers as numbers, all else as text.

Days stay text, since spreadsheets know none before 1900; equal tables give equal bytes.
"""

from __future__ import annotations

import io
import zipfile
from xml.sax.saxutils import escape

from four_islands.data.csvs import Cells
from four_islands.data.schema import Table

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/sheet.xml" ContentType="{KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="a" Type="{OFFICE}/worksheet" Target="sheet.xml"/></Relationships>',
}
FROZEN = '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'


def workbook(about: Table, cells: Cells) -> bytes:
    """The file."""
    plain = [column.type in {"integer", "number"} for column in about.columns]
    lines = [f"<row>{''.join(text(name) for name in about.names)}</row>"]
    for row in zip(*(cells[name] for name in about.names), strict=True):
        found = [
            f"<c><v>{cell}</v></c>" if number and cell else text(cell)
            for number, cell in zip(plain, row, strict=True)
        ]
        lines.append(f"<row>{''.join(found)}</row>")
    sheet = f'<worksheet xmlns="{MAIN}">{FROZEN}<sheetData>{"".join(lines)}</sheetData></worksheet>'
    names = f'<sheets><sheet name="{about.name[:31]}" sheetId="1" r:id="a"/></sheets>'
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{names}</workbook>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, part in {**PARTS, "xl/workbook.xml": book, "xl/sheet.xml": sheet}.items():
            file.writestr(zipfile.ZipInfo(name), HEAD + part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def text(value: str) -> str:
    """A cell of text; an empty one where nothing stands."""
    return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>' if value else "<c/>"
