"""Tick labels: d3's format strings for numbers and dates, and Plotly's own choice where none is given."""

import math
import re
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from press.draw.errors import Unsupported
from press.draw.values import moment

_SPEC = re.compile(r"(?:(.)?([<>=^]))?([+\-( ])?([$#])?(0)?(\d+)?(,)?(\.\d+)?(~)?([a-zA-Z%])?")
_MINUS = "\u2212"  # Plotly's minus sign
_SI = {-15: "f", -12: "p", -9: "n", -6: "μ", -3: "m", 0: "", 3: "k", 6: "M", 9: "G", 12: "T"}
# English, whatever the locale of the machine.
_NAMES = """January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday"""
_MONTHS, _DAYS = _NAMES.split()[:12], _NAMES.split()[12:]
_PARTS: dict[str, Callable[[datetime], str]] = {  # those that differ from, or are missing in, strftime
    "%-d": lambda at: str(at.day),
    "%e": lambda at: f"{at.day:>2}",
    "%-m": lambda at: str(at.month),
    "%-H": lambda at: str(at.hour),
    "%Y": lambda at: f"{at.year:04d}",
    "%b": lambda at: _MONTHS[at.month - 1][:3],
    "%B": lambda at: _MONTHS[at.month - 1],
    "%a": lambda at: _DAYS[at.weekday()][:3],
    "%A": lambda at: _DAYS[at.weekday()],
}
_PLAIN = {"%d", "%m", "%y", "%H", "%I", "%M", "%S", "%j"}


def format_number(value: float, spec: str, path: str) -> str:
    """A number in d3's notation, the part of it that Plotly charts use: `,.0f`, `.1%`, `+.2f`, `~s` ..."""
    match = _SPEC.fullmatch(spec)
    if not match:
        raise Unsupported(path, f"has the number format {spec!r}")
    _, align, sign, symbol, zero, wide, comma, digits, trim, kind = match.groups()
    if align or zero or wide or symbol == "#" or (kind or "f") not in "fd%s":
        raise Unsupported(path, f"has the number format {spec!r}")
    precision = int(digits[1:]) if digits else None
    text, suffix = _digits(abs(value), kind or "", precision, bool(comma))
    if trim or (not kind and precision is None):
        text = _trimmed(text)
    is_negative = value < 0 and bool(re.search("[1-9]", text))
    if sign == "(":
        return f"({symbol or ''}{text}{suffix})" if is_negative else f"{symbol or ''}{text}{suffix}"
    mark = _MINUS if is_negative else {"+": "+", " ": " "}.get(sign or "", "")
    return f"{mark}{symbol or ''}{text}{suffix}"


def _digits(size: float, kind: str, precision: int | None, comma: bool) -> tuple[str, str]:
    six = 6 if precision is None else precision
    if kind in "fd%" and kind:
        places = 0 if kind == "d" else six
        return _fixed(size * 100 if kind == "%" else size, places, comma), "%" if kind == "%" else ""
    if kind == "s":
        exponent = min(12, max(-9, 3 * math.floor(math.log10(size) / 3))) if size else 0
        return _significant(size / 10.0**exponent, six, comma), _SI.get(exponent, "")
    if precision is not None:
        return _significant(size, max(precision, 1), comma), ""
    return _trimmed(_significant(size, 12, comma)), ""


def _significant(size: float, count: int, comma: bool) -> str:
    places = count - 1 - (math.floor(math.log10(size)) if size else 0)
    return _fixed(round(size, places), max(places, 0), comma)


def _fixed(size: float, places: int, comma: bool) -> str:
    """A number with so many decimals, halves rounded up as JavaScript does (Python rounds them to even)."""
    exact = Decimal(size).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{exact:,f}" if comma else f"{exact:f}"


def _trimmed(text: str) -> str:
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_date(milliseconds: float, spec: str, path: str) -> str:
    """A point in time in d3's notation: `%Y`, `%b %Y`, `%-d %B` ..."""
    at = moment(milliseconds)
    return re.sub(r"%-?[a-zA-Z%]", lambda part: _date_part(part[0], at, path), spec)


def _date_part(part: str, at: datetime, path: str) -> str:
    if part == "%%":
        return "%"
    if part in _PARTS:
        return str(_PARTS[part](at))
    if part in _PLAIN:
        return at.strftime(part)
    raise Unsupported(path, f"has the date format {part!r}")


def auto_number(
    value: float, dtick: float, ends: tuple[float, float], notation: str, path: str, *, more: int = 0
) -> str:
    """A number as Plotly labels it: just enough digits (`more` on request), thousands as k, millions as M."""
    if notation not in ("B", "none"):
        raise Unsupported(f"{path}.exponentformat", f"is {notation!r}")
    largest = max(abs(end) for end in ends)
    scale = math.floor(math.log10(largest) + 0.01) if largest else 0
    exponent = 3 * round((scale - 1) / 3) if notation == "B" and abs(scale) > 3 else 0
    if exponent not in _SI:
        raise Unsupported(f"{path}.range", f"holds numbers of the order of {largest:.0e}")
    # Two digits more than the step has, noise and trailing zeros cut off.
    places = 2 - math.floor(math.log10(dtick) + 0.01) + more if dtick else 0
    if abs(value) < 0.5 * 10.0**-places:
        return "0"
    size, digits = abs(value) / 10.0**exponent, places + exponent
    if digits <= 0:
        size, digits = math.floor(size * 10.0**digits + 0.5) / 10.0**digits, 0
    whole, point, decimals = _trimmed(_fixed(size, min(digits, 20), comma=False)).partition(".")
    if point or len(whole) > 4:  # a year keeps its four digits together
        whole = f"{int(whole):,}"
    unit = "B" if exponent == 9 else _SI[exponent]
    return f"{_MINUS if value < 0 else ''}{whole}{point}{decimals}{unit}"
