"""What a cell of `x` or `y` means on its axis: a number, a day, a category."""

import math
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from press.draw.errors import Unsupported

DAY = 86_400_000.0  # milliseconds, Plotly's unit of time
NAN = float("nan")

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2})(?:[T ](\d{1,2})(?::(\d{1,2})(?::(\d{1,2}(?:\.\d+)?))?)?)?)?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?"  # Plotly ignores a time zone
)
_SAMPLE = 1000  # like Plotly, judge the type of a long column by so many of its cells


def is_number(value: Any) -> bool:
    """A number, or text that reads as one."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return math.isfinite(value)
    try:
        return math.isfinite(float(str(value)))
    except ValueError:
        return False


def number(value: Any, path: str) -> float:
    """A cell of a linear axis; a hole is NaN."""
    if value is None or value == "":
        return NAN
    if not is_number(value):
        raise Unsupported(path, f"has {value!r} on an axis of numbers")
    return float(value)


def is_date(value: Any) -> bool:
    """Text that reads as a date."""
    return isinstance(value, str) and _DATE.fullmatch(value.strip()) is not None


def date(value: Any, path: str) -> float:
    """A cell of a date axis as milliseconds since 1970; a hole is NaN."""
    if value is None or value == "":
        return NAN
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    match = _DATE.fullmatch(str(value).strip())
    if not match:
        raise Unsupported(path, f"has {value!r} on an axis of dates")
    year, month, day, hour, minute = (
        int(part) if part else low for part, low in zip(match.groups()[:5], (1, 1, 1, 0, 0), strict=True)
    )
    try:
        at = datetime(year, month, day, hour, minute, tzinfo=UTC)
    except ValueError:
        raise Unsupported(path, f"has {value!r}, which is no date") from None
    return (at - _EPOCH) / timedelta(milliseconds=1) + float(match[6] or 0) * 1000


def moment(milliseconds: float) -> datetime:
    """The point in time, for calendars and labels."""
    try:
        return _EPOCH + timedelta(milliseconds=milliseconds)
    except OverflowError:
        raise Unsupported("a date axis", "reaches beyond the years 1 to 9999") from None


def date_text(milliseconds: float) -> str:
    """The shortest ISO text of a point in time."""
    at = moment(round(milliseconds))
    text = at.strftime("%Y-%m-%dT%H:%M:%S.%f").rjust(26, "0")[:23]
    return text.removesuffix("T00:00:00.000").removesuffix(".000")


def spoken(value: Any) -> str:
    """A cell as JavaScript writes it: 2019 for 2019.0, true for True."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def axis_type(cells: list[Any], path: str, *, is_strict: bool = False) -> str:
    """Plotly's guess: dates if most cells read as such, categories if most are other words, else numbers.

    With `is_strict`, text that reads as a number is text.
    """
    given = [cell for cell in cells if cell is not None and cell != ""][:_SAMPLE]
    if any(isinstance(cell, list) for cell in given):
        raise Unsupported(path, "has a category axis of several levels")
    dates = sum(is_date(cell) for cell in given)
    numbers = sum(is_number(cell) for cell in given)
    if dates > 2 * numbers:
        return "date"
    if is_strict:
        numbers = sum(is_number(cell) for cell in given if not isinstance(cell, str))
    words = len(given) - numbers
    return "category" if words > 2 * numbers else "linear"
