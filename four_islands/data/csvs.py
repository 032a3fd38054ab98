"""A CSV as cells of text, once the file itself is sound: encoding, line ends, header, width of every row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from four_islands.data.broken import FIRST_LINE, BrokenTableError, Finding, quoted
from four_islands.data.schema import DataError, Table

Cells = dict[str, list[str]]  # column name -> the cells as written, in row order

_AGAIN = "Save it again as CSV in UTF-8 without a byte-order mark, with line ends LF"


def read(table: Table, path: Path) -> Cells:
    """The cells of one table as written; a file that is not sound is refused as a whole."""
    if not path.is_file():
        raise DataError(f"data/{path.name} is missing, though data/schema/{table.name}.yml describes it.")
    reader = csv.reader(io.StringIO(_decoded(path), newline=""), strict=True)
    try:
        header = next(reader, [])
        if not header:
            raise DataError(f"data/{path.name} is empty; its first line must be: {','.join(table.names)}")
        _check_header(table, header)
        flat = list(chain.from_iterable(_whole(table, reader)))
    except csv.Error as error:
        raise DataError(
            f"data/{path.name}: a quotation mark is missing or too many ({error}). A cell with a comma or a "
            'quotation mark stands between two marks, and a mark inside it is doubled: "one, ""two"", three".'
        ) from error
    return {name: flat[at :: len(header)] for at, name in enumerate(header)}


def _whole(table: Table, rows: Iterable[list[str]]) -> Iterator[list[str]]:
    """The rows, and after the last of them the refusal if any had too few or too many cells."""
    width = len(table.names)
    wrong = []
    for line, row in enumerate(rows, FIRST_LINE):
        if len(row) == width:
            yield row
        else:
            wrong.append((line, ",".join(row) or "(blank line)"))
    if wrong:
        says = f"a line has {width} cells, one a column; a cell with a comma stands between quotation marks"
        lines, values = zip(*wrong, strict=True)
        raise BrokenTableError(
            table.name, [Finding("width", says, "(all)", lines, values, ",".join(table.names))]
        )


def _decoded(path: Path) -> str:
    name, raw = f"data/{path.name}", path.read_bytes()
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{name} is UTF-16, as some spreadsheets write it. {_AGAIN}.")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise DataError(
            f"{name} begins with a byte-order mark (BOM), as some spreadsheets write it. {_AGAIN}."
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{name}, line {line}: byte 0x{raw[error.start]:02x} is not UTF-8 (is the file in Shift-JIS, "
            f"Windows-1251 or Latin-1?). {_AGAIN}."
        ) from error
    for character, called in (("\r", "a carriage return (CR); lines end with LF alone"), ("\0", "a NUL")):
        if character in text:
            line = text.count("\n", 0, text.index(character)) + 1
            raise DataError(f"{name}, line {line}: {called}. {_AGAIN}.")
    return text


def _check_header(table: Table, header: list[str]) -> None:
    wanted = table.names
    if header == wanted:
        return
    if len(header) == 1 and (sign := next((sign for sign in ";\t|" if sign in header[0]), "")):
        raise DataError(f"data/{table.name}.csv is separated by {sign!r}, not by commas. {_AGAIN}.")
    wrong = [f"missing: {name}" for name in wanted if name not in header]
    wrong += [f"not in the schema: {quoted(name)}" for name in dict.fromkeys(header) if name not in wanted]
    wrong += [f"twice: {name}" for name in dict.fromkeys(header) if header.count(name) > 1]
    raise DataError(
        f"data/{table.name}.csv, line 1: the columns are not those of data/schema/{table.name}.yml - "
        f"{'; '.join(wrong) or 'the order differs'}. The header must be: {','.join(wanted)}"
    )
