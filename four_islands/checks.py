"""The rules every table obeys, whatever its subject: a sound file, sound cells, the types and keys of its schema.

A rule looks at the distinct values of a column, not at each cell, so 100,000 rows cost little more than 1,000. It
finds; it never repairs, because a repair guesses. A finding names the line, the column, the value, the rule and an
example of a right value, so that whoever keeps the CSV can act without reading Python.
"""

from __future__ import annotations

import csv
import io
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from four_islands.schema import PRECISIONS, SOURCE_IDS, SOURCES, Column, DataError, ForeignKey, Table

Cells = dict[str, list[str]]  # column name -> the cells as written, in row order
Keys = Callable[[str, tuple[str, ...]], set[tuple[str, ...]]]  # (table, columns) -> the keys that stand there

SHOWN = 3  # examples of one broken rule in a message
LISTED = 12  # line numbers or names in a message
LONGEST_CELL = 4_000  # characters; a longer cell is a lost quotation mark that swallowed its neighbours
FIRST_LINE = 2  # of the data: line 1 is the header

# Characters no reader can see and no cell needs: controls (a line break or NUL among them), zero-width characters,
# those that turn the direction of text round, byte-order marks, and the sign left by a failed decoding.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\ufff9-\ufffb]"
)
# Tags, entities, Markdown links, code and directives: a cell is text, and a page must be able to show it as text.
_MARKUP = re.compile(
    r"<[A-Za-z/!?]|&(?:#\d+|#x[0-9a-fA-F]+|[A-Za-z]{2,8});|\]\(|`|\{\{|\$\$|javascript:", re.I
)
_NEGATIVE = re.compile(r"-\d+(\.\d+)?")
_WRITTEN = {
    "integer": (
        re.compile(r"0|-?[1-9][0-9]*"),
        "a whole number in plain digits, with no separator, sign + or decimals",
    ),
    "number": (
        re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"),
        "a number in plain digits, with `.` before decimals",
    ),
    "boolean": (re.compile(r"true|false"), "`true` or `false` in small letters"),
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Finding:
    """One broken rule in one column: where, what stands there, and what would be right."""

    rule: str  # its short name, for counting
    says: str  # the rule in words
    column: str
    lines: tuple[int, ...]  # line numbers as a text editor shows them
    values: tuple[str, ...]
    right: str = ""

    def __str__(self) -> str:
        shown = [
            f"line {line}, column {self.column}: {quoted(value)}"
            for line, value in list(zip(self.lines, self.values, strict=True))[:SHOWN]
        ]
        more = self.lines[SHOWN:]
        if more:
            named = ", ".join(str(line) for line in more[:LISTED]) + (", ..." if len(more) > LISTED else "")
            shown.append(
                f"and {len(more)} more, on line {named}"
                if len(more) == 1
                else f"and {len(more)} more, on lines {named}"
            )
        right = f"\n    right: {self.right}" if self.right else ""
        return "\n".join(shown) + f"\n    rule ({self.rule}): {self.says}{right}"


class BrokenTable(DataError):
    """A table that breaks rules; `findings` lists them for programs."""

    def __init__(self, name: str, findings: Iterable[Finding]) -> None:
        self.table = name
        self.findings = tuple(findings)
        rules = len({(finding.rule, finding.column) for finding in self.findings})
        cells = sum(len(finding.lines) for finding in self.findings)
        head = (
            f"data/{name}.csv breaks {rules} rule{'s' * (rules > 1)} in {cells} place{'s' * (cells > 1)}. "
            "Nothing was loaded and no file was changed."
        )
        shown = [str(finding) for finding in self.findings[:LISTED]]
        if len(self.findings) > LISTED:
            shown.append(f"... and {len(self.findings) - LISTED} more broken rules.")
        super().__init__("\n\n".join([head, *shown]))


def quoted(value: str, longest: int = 80) -> str:
    """A cell as a message shows it: in quotation marks, unseen characters by their number, cut when long."""
    seen = _INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", value)
    return f'"{seen[:longest]}..." ({len(value)} characters)' if len(seen) > longest else f'"{seen}"'


# -- the file


def read(table: Table, path: Path) -> Cells:
    """The cells of a CSV as text, once the file itself is sound: encoding, line ends, header, width of every row."""
    if not path.is_file():
        raise DataError(f"data/{path.name} is missing, though data/schema/{table.name}.yml describes it.")
    text = _decoded(path)
    if not text.endswith("\n"):
        text += "\n"
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise _broken(
            table, "quoting", f"a cell with a comma or a quotation mark stands between two marks ({error})"
        ) from error
    if not rows:
        raise DataError(f"data/{path.name} is empty; its first line must be: {','.join(table.names)}")
    header = rows.pop(0)
    _check_header(table, header)
    _check_width(table, rows, len(header))
    return (
        dict(zip(header, map(list, zip(*rows, strict=True)), strict=True))
        if rows
        else {n: [] for n in header}
    )


def _decoded(path: Path) -> str:
    name, raw = f"data/{path.name}", path.read_bytes()
    again = "Save it again as CSV in UTF-8 without a byte-order mark, with line ends LF"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DataError(f"{name} is UTF-16. {again}.")
    if raw.startswith(b"\xef\xbb\xbf"):
        raise DataError(
            f"{name} begins with a byte-order mark (BOM), as some spreadsheets write it. {again}."
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataError(
            f"{name}, line {line}: byte 0x{raw[error.start]:02x} is not UTF-8 (is the file in Shift-JIS, Windows-1251 "
            f"or Latin-1?). {again}."
        ) from error
    if "\r" in text:
        line = text.count("\n", 0, text.index("\r")) + 1
        raise DataError(f"{name}, line {line}: a carriage return (CR); lines end with LF alone. {again}.")
    return text


def _check_header(table: Table, header: list[str]) -> None:
    wanted = table.names
    if header == wanted:
        return
    wrong = [f"missing: {name}" for name in wanted if name not in header]
    wrong += [f"not in the schema: {quoted(name)}" for name in header if name not in wanted]
    wrong += [f"twice: {name}" for name in sorted({name for name in header if header.count(name) > 1})]
    wrong = wrong or ["the order differs"]
    raise DataError(
        f"data/{table.name}.csv, line 1: the columns are not those of data/schema/{table.name}.yml - {'; '.join(wrong)}. "
        f"The header must be: {','.join(wanted)}"
    )


def _check_width(table: Table, rows: list[list[str]], width: int) -> None:
    wrong = [(line, row) for line, row in enumerate(rows, FIRST_LINE) if len(row) != width]
    if not wrong:
        return
    raise BrokenTable(
        table.name,
        [
            Finding(
                "width",
                f"every line has {width} cells, one a column; a cell with a comma stands between quotation marks",
                f"(line has {len(wrong[0][1])} cells)",
                tuple(line for line, _ in wrong),
                tuple(",".join(row) or "(blank line)" for _, row in wrong),
            )
        ],
    )


def _broken(table: Table, rule: str, says: str) -> DataError:
    return DataError(f"data/{table.name}.csv breaks the rule `{rule}`: {says}. Nothing was loaded.")


# -- the cells


def check(table: Table, cells: Cells, keys: Keys) -> list[Finding]:
    """Every generic rule the cells break."""
    findings: list[Finding] = []
    for column in table.columns:
        values = cells[column.name]
        distinct = set(values)
        for rule, says, right, is_bad in _column_rules(column, distinct):
            bad = {value for value in distinct if is_bad(value)}
            if bad:
                findings.append(_found(rule, says, column.name, values, bad, right))
                break  # the first broken rule explains a value; the next ones would repeat it
        if column.unique:
            findings += _repeated(table, (column.name,), cells, "unique")
    findings += _blank_keys(table, cells)
    findings += _repeated(table, table.primary_key, cells, "primary key")
    findings += _precisions(table, cells)
    for key in foreign_keys(table):
        findings += _orphans(table, key, cells, keys)
    return findings


_Rule = tuple[str, str, str, Callable[[str], object]]


def _column_rules(column: Column, distinct: set[str]) -> Iterator[_Rule]:
    """The rules of one column in the order a reader would want to hear of them."""
    right = column.right
    yield (
        "invisible",
        "a cell holds no control, zero-width or direction-changing character and no line break",
        right,
        _INVISIBLE.search,
    )
    yield "spaces", "a cell has no blank at its start or end", right, lambda value: value != value.strip()
    yield (
        "formula",
        "a cell does not start with = + @, nor with - unless it is a negative number",
        right,
        _is_formula,
    )
    yield "markup", "a cell is plain text, without tags, entities, links or code", right, _MARKUP.search
    yield "composed", "letters with marks are single characters (Unicode NFC)", right, _is_decomposed
    yield (
        "length",
        f"a cell has at most {LONGEST_CELL} characters",
        right,
        lambda value: len(value) > LONGEST_CELL,
    )
    if column.required:
        yield "required", "this column has a value in every row", right, lambda value: not value
    if column.type == "date":
        yield (
            "date",
            "a day that exists, written YYYY-MM-DD",
            right,
            lambda value: value and not _is_date(value),
        )
    elif column.type in _WRITTEN:
        pattern, says = _WRITTEN[column.type]
        yield column.type, says, right, lambda value: value and not pattern.fullmatch(value)
    if column.codes:
        parts = _parts(column)
        listed = ", ".join(list(column.codes)[:LISTED]) + (", ..." if len(column.codes) > LISTED else "")
        yield (
            "code",
            f"one of the codes {listed}",
            right,
            lambda value: any(v not in column.codes for v in parts(value)),
        )
    if column.pattern:
        shape, parts = re.compile(column.pattern), _parts(column)
        yield (
            "pattern",
            f"of the form {column.pattern}",
            right,
            lambda value: not all(map(shape.fullmatch, parts(value))),
        )
    if column.minimum is not None or column.maximum is not None:
        yield "range", _range_in_words(column), right, _is_outside(column)


def _parts(column: Column) -> Callable[[str], list[str]]:
    """How to take the values out of a cell: none from a blank one, several where the column has a separator."""
    if column.separator:
        return lambda value: value.split(column.separator) if value else []
    return lambda value: [value] if value else []


def _is_formula(value: str) -> bool:
    first = value[:1]
    return first in {"=", "+", "@"} or (first == "-" and not _NEGATIVE.fullmatch(value))


def _is_decomposed(value: str) -> bool:
    return not value.isascii() and not unicodedata.is_normalized("NFC", value)


def _is_date(value: str) -> bool:
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_outside(column: Column) -> Callable[[str], bool]:
    if column.type == "date":
        first, last = str(column.minimum or "0000"), str(column.maximum or "9999")
        return lambda value: bool(value) and not first <= value <= last
    low = -math.inf if column.minimum is None else float(column.minimum)
    high = math.inf if column.maximum is None else float(column.maximum)
    return lambda value: bool(value) and not low <= float(value) <= high


def _range_in_words(column: Column) -> str:
    ends = [f"at least {column.minimum}"] if column.minimum is not None else []
    ends += [f"at most {column.maximum}"] if column.maximum is not None else []
    return " and ".join(ends) + (f" {column.unit}" if column.unit else "")


def _found(rule: str, says: str, column: str, values: list[str], bad: set[str], right: str) -> Finding:
    """The finding, with the lines on which the bad values stand."""
    rows = [row for row, value in enumerate(values) if value in bad]
    return Finding(
        rule, says, column, tuple(row + FIRST_LINE for row in rows), tuple(values[row] for row in rows), right
    )


# -- keys


def foreign_keys(table: Table) -> tuple[ForeignKey, ...]:
    """The declared foreign keys, and the one every table has: its source ids stand in sources.csv."""
    declared = {key.columns for key in table.foreign_keys}
    if SOURCE_IDS in table.names and (SOURCE_IDS,) not in declared:
        return (*table.foreign_keys, ForeignKey((SOURCE_IDS,), SOURCES, ("source_id",)))
    return table.foreign_keys


def _blank_keys(table: Table, cells: Cells) -> list[Finding]:
    required = {column.name for column in table.columns if column.required}
    return [
        _found("primary key", "a row's key is never blank", name, cells[name], {""}, table.column(name).right)
        for name in table.primary_key
        if name not in required and "" in cells[name]
    ]


def _repeated(table: Table, columns: tuple[str, ...], cells: Cells, rule: str) -> list[Finding]:
    keys = (
        list(zip(*(cells[name] for name in columns), strict=True)) if len(columns) > 1 else cells[columns[0]]
    )
    if rule == "unique":
        if len(set(keys)) == len(keys):
            return []
    elif len(set(keys)) == len(keys) or columns == tuple(c.name for c in table.columns if c.unique):
        return []
    seen: set[object] = set()
    rows = []
    for row, key in enumerate(keys):
        if key in seen and key:
            rows.append(row)
        seen.add(key)
    shown = [key if isinstance(key, str) else ", ".join(key) for key in (keys[row] for row in rows)]
    says = f"no two rows have the same {' and '.join(columns)}"
    return (
        [Finding(rule, says, "+".join(columns), tuple(r + FIRST_LINE for r in rows), tuple(shown))]
        if rows
        else []
    )


def _orphans(table: Table, key: ForeignKey, cells: Cells, keys: Keys) -> list[Finding]:
    there = keys(key.table, key.references)
    says = f"{', '.join(key.columns)} stands in data/{key.table}.csv as {', '.join(key.references)}"
    right = ", ".join(min(there)) if there else ""
    if len(key.columns) > 1:
        rows = list(zip(*(cells[name] for name in key.columns), strict=True))
        lost = {row for row in set(rows) - there if all(row)}
        lines = [line for line, row in enumerate(rows, FIRST_LINE) if row in lost]
        shown = tuple(", ".join(row) for row in rows if row in lost)
        return (
            [Finding("foreign key", says, "+".join(key.columns), tuple(lines), shown, right)] if lines else []
        )
    name = key.columns[0]
    column = table.column(name)
    separator = column.separator or (";" if name == SOURCE_IDS else "")
    known = {value for (value,) in there}

    def is_lost(cell: str) -> bool:
        return any(part not in known for part in (cell.split(separator) if separator else [cell]))

    lost_cells = {cell for cell in set(cells[name]) if cell and is_lost(cell)}
    return [_found("foreign key", says, name, cells[name], lost_cells, right)] if lost_cells else []


# -- dates that are less than a day


def _precisions(table: Table, cells: Cells) -> list[Finding]:
    """A date known to the month or the year stands on the first day of it; a date and its precision go together."""
    findings = []
    for column in table.columns:
        sibling = f"{column.name}_precision"
        if column.type != "date" or sibling not in cells:
            continue
        pairs = list(zip(cells[column.name], cells[sibling], strict=True))
        bad = {pair for pair in set(pairs) if not _is_precise(*pair)}
        if bad:
            rows = [row for row, pair in enumerate(pairs) if pair in bad]
            findings.append(
                Finding(
                    "precision",
                    f"{sibling} is one of {', '.join(PRECISIONS)}, blank only with a blank date; a month stands as its "
                    "first day, a year as 1 January",
                    f"{column.name}+{sibling}",
                    tuple(row + FIRST_LINE for row in rows),
                    tuple(", ".join(pairs[row]) for row in rows),
                    "2014-03-01, month",
                )
            )
    return findings


def _is_precise(day: str, precision: str) -> bool:
    if not day or not precision:
        return not day and not precision
    ends = {"month": "-01", "year": "-01-01", "decade": "0-01-01"}
    return precision in PRECISIONS and day.endswith(ends.get(precision, ""))
