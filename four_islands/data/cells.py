"""The rules every cell obeys, whatever its subject: plain text, and the type, codes and range of its column.

A rule looks at the distinct values of a column, not at each cell, so 100,000 rows cost little more than a
thousand. It finds; it never repairs: a repair guesses. A finding names the line, the column, the value,
the rule and an example of a right value, so whoever keeps the CSV can act without reading Python.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from difflib import get_close_matches

from four_islands.data.broken import FIRST_LINE, INVISIBLE, LISTED, UNSEEN, Finding
from four_islands.data.csvs import Cells
from four_islands.data.schema import Column, Table

LONGEST_CELL = 4_000  # characters; a longer cell is a lost quotation mark that swallowed its neighbours
NEAR = 0.75  # of two names' letters alike: a slip of the fingers, not another name of the same newspaper

# Tags, entities, Markdown links, code and directives: a cell is text, and a page must show it as text.
_MARKUP = re.compile(
    r"<[A-Za-z/!?]|&(?:#\d+|#x[0-9A-Fa-f]+|[A-Za-z]{2,8});|\]\(|`|\{\{|\$\$|(?i:javascript:)"
)
# Characters without which, and without blanks or a minus at the ends, no value breaks a rule of text.
_SUSPECT = re.compile(rf"[{UNSEEN}<&\]`{{$=+@\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_NEGATIVE = re.compile(r"-[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WRITTEN = {
    "integer": (re.compile(r"0|-?[1-9][0-9]*"), "a whole number in plain digits, without separators"),
    "number": (re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?"), "a number in plain digits, `.` before decimals"),
    "boolean": (re.compile(r"true|false"), "`true` or `false` in small letters"),
}

_Rule = tuple[str, str, Callable[[str], object]]  # short name, the rule in words, is a value bad


def check_cells(table: Table, cells: Cells) -> Iterator[Finding]:
    """The cells that break a rule of their column; of a value only the first rule. A blank is wrong if required."""
    for column in table.columns:
        values = cells[column.name]
        left = set(values)
        if column.required and "" in left:
            yield found("required", "a value in every row", column, values, {""})
        left.discard("")
        text_rules = [] if _is_plain(left) else [*_text_rules(column)]
        for rule, says, is_bad in (*text_rules, *_type_rules(column), *_value_rules(column)):
            bad = {value for value in left if is_bad(value)}
            if bad:
                yield found(rule, says, column, values, bad)
                left -= bad


def found(rule: str, says: str, column: Column, values: list[str], bad: set[str]) -> Finding:
    """The finding, with the lines on which the bad values stand."""
    rows = [row for row, value in enumerate(values) if value in bad]
    lines = tuple(row + FIRST_LINE for row in rows)
    meant = f"the one of its codes that is meant: {_listed(column.codes)}" if column.codes else column.right
    right = nearest(values[rows[0]], column.codes) or meant
    return Finding(rule, says, column.name, lines, tuple(values[row] for row in rows), right)


def nearest(value: str, known: Iterable[str]) -> str:
    """The known value most like a mistyped one; nothing when none is like it."""
    return "".join(get_close_matches(value, known, n=1, cutoff=NEAR))


def _listed(codes: Iterable[str]) -> str:
    """The codes as a message names them."""
    first = list(codes)
    return ", ".join(first[:LISTED]) + (", ..." if len(first) > LISTED else "")


def parts(column: Column) -> Callable[[str], list[str]]:
    """How to take the values out of a filled cell: several where the column has a separator."""
    if column.separator:
        return lambda cell: cell.split(column.separator)
    return lambda cell: [cell]


def _text_rules(column: Column) -> Iterator[_Rule]:
    """What holds for every cell: text that can be shown as it is, and that no spreadsheet executes."""
    yield (
        "invisible",
        "no control, zero-width or direction-changing character, no line break",
        INVISIBLE.search,
    )
    yield "spaces", "no blank at the start or the end of a cell", lambda value: value != value.strip()
    yield "formula", "no = + @ at the start of a cell, and no - but in a negative number", _is_formula
    yield "markup", "plain text without tags, entities, links or code", _MARKUP.search
    yield "composed", "letters with marks as single characters (Unicode NFC)", _is_decomposed
    yield "length", f"at most {LONGEST_CELL} characters in a cell", lambda value: len(value) > LONGEST_CELL


def _is_plain(values: set[str]) -> bool:
    """Whether no value can break a rule of text: a few searches through all of them, not six through each."""
    text = "\n".join(["", *values, ""])
    return not (
        _SUSPECT.search(text)
        or any(end in text for end in ("\n ", " \n", "\n-"))
        or "javascript:" in text.lower()
        or text.count("\n") > len(values) + 1
        or max(map(len, values), default=0) > LONGEST_CELL
        or _is_decomposed(text)
    )


def _type_rules(column: Column) -> Iterator[_Rule]:
    if column.type == "date":
        yield "date", "a day that exists, written YYYY-MM-DD", lambda value: not _is_date(value)
    elif column.type in _WRITTEN:
        pattern, says = _WRITTEN[column.type]
        yield column.type, says, lambda value: not pattern.fullmatch(value)


def _value_rules(column: Column) -> Iterator[_Rule]:
    split = parts(column)
    if column.codes:
        codes = column.codes
        yield (
            "code",
            f"one of the codes {_listed(codes)}",
            lambda value: any(part not in codes for part in split(value)),
        )
    if column.pattern:
        shape = re.compile(column.pattern)
        yield (
            "pattern",
            f"of the form {column.pattern}",
            lambda value: not all(map(shape.fullmatch, split(value))),
        )
    if column.minimum is not None or column.maximum is not None:
        yield "range", _range_in_words(column), _is_outside(column)


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
        return lambda value: not first <= value <= last
    low = -math.inf if column.minimum is None else float(column.minimum)
    high = math.inf if column.maximum is None else float(column.maximum)
    return lambda value: not low <= float(value) <= high


def _range_in_words(column: Column) -> str:
    ends = [f"at least {column.minimum}"] if column.minimum is not None else []
    ends += [f"at most {column.maximum}"] if column.maximum is not None else []
    return " and ".join(ends) + (f" {column.unit}" if column.unit else "")
