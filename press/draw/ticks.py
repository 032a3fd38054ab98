"""Where ticks fall: Plotly's rules for round numbers, calendar steps, powers of ten and categories."""

import itertools
import math
from datetime import UTC, datetime
from typing import Any

from press.draw.axis import Axis, Tick
from press.draw.errors import Unsupported
from press.draw.tickformat import auto_number, format_date, format_number
from press.draw.values import DAY, date, moment

_YEAR, _MONTH = 31_557_600_000.0, 2_629_800_000.0  # Plotly's average year and month
_MOST = 1000


def find_ticks(axis: Axis, density: float = 1.0) -> list[Tick]:
    """The ticks of `axis` for its range and length; a `density` below one asks for fewer."""
    mode = axis.get("tickmode", "array" if axis.get("tickvals") is not None else "auto")
    if mode == "array":
        return _listed(axis)
    if mode not in ("auto", "linear"):
        raise Unsupported(f"{axis.path}.tickmode", f"is {mode!r}")
    low, high = sorted(axis.range)
    given = axis.get("dtick")
    rough = (high - low) / _wanted(axis, density)
    if axis.type == "category":
        step = _as_number(given, axis) if given else max(1, math.ceil(rough - 1e-9))
        places = _steps(low, high, float(axis.get("tick0", 0)), step)
        return [
            Tick(at, axis.categories[round(at)]) for at in places if 0 <= round(at) < len(axis.categories)
        ]
    if axis.type == "log":
        return _log(axis, low, high, given, rough)
    if axis.type == "date":
        return _dates(axis, low, high, given, rough)
    step = _as_number(given, axis) if given else _round_step(rough)
    return [Tick(at, label(axis, at, step)) for at in _steps(low, high, float(axis.get("tick0", 0)), step)]


def _wanted(axis: Axis, density: float) -> float:
    if most := axis.get("nticks"):
        return max(1.0, float(most) * density)
    length = abs(axis.length)
    if axis.type == "category":
        return max(1.0, length / (1.2 * float(axis.get("tickfont.size", 12))))
    return (min(9.0, max(4.0, length / (80 if axis.is_x else 40))) + 1) * density


def _as_number(value: Any, axis: Axis) -> float:
    try:
        step = float(value)
    except (TypeError, ValueError):
        raise Unsupported(f"{axis.path}.dtick", f"is {value!r} on an axis of type {axis.type}") from None
    if step <= 0:
        raise Unsupported(f"{axis.path}.dtick", f"is {value!r}")
    return step


def _round_step(rough: float, base: float = 10.0) -> float:
    unit = base ** math.floor(math.log(rough) / math.log(base)) if rough > 0 else 1.0
    return next((unit * n for n in (2, 5, 10) if n * unit >= rough * (1 - 1e-9)), unit * 10)


def _steps(low: float, high: float, origin: float, step: float) -> list[float]:
    slack = (high - low) * 1e-4
    first, last = math.ceil((low - slack - origin) / step), math.floor((high + slack - origin) / step)
    if last - first > _MOST:
        raise Unsupported("layout.xaxis.dtick", "asks for more than a thousand ticks")
    return [round(origin + n * step, 12) for n in range(first, last + 1)]


def label(axis: Axis, at: float, step: float) -> str:
    """The label of one number, with prefix and suffix."""
    if spec := axis.get("tickformat"):
        text = format_number(at, spec, f"{axis.path}.tickformat")
    else:
        text = auto_number(at, step, axis.range, axis.get("exponentformat", "B"), axis.path)
        if axis.get("separatethousands"):
            text = format_number(at, ",", f"{axis.path}.separatethousands")
    return _affixed(axis, text)


def _affixed(axis: Axis, text: str) -> str:
    return f"{axis.get('tickprefix', '')}{text}{axis.get('ticksuffix', '')}"


def _listed(axis: Axis) -> list[Tick]:
    """Ticks the author chose, those outside the range left out as Plotly does."""
    values, words = axis.get("tickvals") or [], axis.get("ticktext")
    ticks = []
    for n, value in enumerate(values):
        at = axis.place(axis.number(value, f"{axis.path}.tickvals"))
        if math.isnan(at) or not axis.contains(at):
            continue
        if words is not None and n < len(words) and words[n] is not None:
            ticks.append(Tick(at, str(words[n])))
        else:
            ticks.append(Tick(at, _own_label(axis, at, values)))
    return ticks


def _own_label(axis: Axis, at: float, values: list[Any]) -> str:
    if axis.type == "category":
        return axis.categories[round(at)]
    if axis.type == "date":
        return _affixed(
            axis, format_date(at, axis.get("tickformat") or "%b %-d, %Y", f"{axis.path}.tickformat")
        )
    value = 10**at if axis.type == "log" else at
    numbers = sorted(axis.number(item, axis.path) for item in values)
    gaps = [b - a for a, b in itertools.pairwise(numbers) if b > a]
    return label(axis, value, min(gaps, default=abs(value) or 1.0))


def _log(axis: Axis, low: float, high: float, given: Any, rough: float) -> list[Tick]:
    """Powers of ten; with 2 and 5 between them, or every digit, where there is room."""
    if isinstance(given, str):
        digits = {"D1": range(1, 10), "D2": (1, 2, 5)}.get(given)
        if digits is None:
            raise Unsupported(f"{axis.path}.dtick", f"is {given!r}")
    elif given or rough > 0.7:
        step = float(given) if given else math.ceil(rough)
        return [Tick(at, _power(axis, at)) for at in _steps(low, high, 0, step)]
    else:
        digits = (1, 2, 5) if rough > 0.3 else range(1, 10)
    ticks = []
    for power in range(math.floor(low), math.ceil(high) + 1):
        for digit in digits:
            at = power + math.log10(digit)
            if axis.contains(at):
                is_short = digit > 1 and not axis.get(
                    "tickformat"
                )  # between powers, Plotly writes one small digit
                ticks.append(Tick(at, f"<small>{digit}</small>" if is_short else _power(axis, at)))
    return ticks


def _power(axis: Axis, at: float) -> str:
    value = 10**at
    if axis.get("tickformat") or value < 10_000:
        return label(axis, float(f"{value:.12g}"), float(f"{min(value, 1):.1g}"))
    return _affixed(axis, auto_number(value, value, (value, value), "B", axis.path))


def _dates(axis: Axis, low: float, high: float, given: Any, rough: float) -> list[Tick]:
    step = given if given is not None else _calendar_step(rough)
    origin = date(axis.get("tick0", "2000-01-02" if step in (7 * DAY, 14 * DAY) else "2000-01-01"), axis.path)
    if isinstance(step, str) and step.startswith("M") and step[1:].isdigit():
        places = _months(low, high, moment(origin), int(step[1:]))
    else:
        places = _steps(low, high, origin, _as_number(step, axis))
    return _date_labels(axis, places, step)


def _calendar_step(rough: float) -> str | float:
    slack = 1 - 1e-9
    if rough > _YEAR / 2:
        return f"M{max(1, round(12 * _round_step(rough / _YEAR)))}" if rough > _YEAR else "M12"
    if rough > _MONTH / 2:
        return f"M{next((n for n in (1, 2, 3, 6, 12) if n >= rough / _MONTH * slack), 12)}"
    for unit, counts in (
        (DAY, (1, 2, 3, 7, 14)),
        (DAY / 24, (1, 2, 3, 6, 12)),
        (60_000, (1, 2, 5, 10, 15, 30)),
    ):
        if rough > unit / 2 or unit == 60_000:
            return unit * next((n for n in counts if n * unit >= rough * slack), counts[-1])
    return DAY


def _months(low: float, high: float, origin: datetime, step: int) -> list[float]:
    zero = origin.year * 12 + origin.month - 1
    start = moment(low)
    first = math.floor((start.year * 12 + start.month - 1 - zero) / step)
    places: list[float] = []
    while len(places) < _MOST:
        year, month = divmod(zero + first * step, 12)
        if not 1 <= year <= 9999:
            first += 1
            if year > 9999:
                break
            continue
        at = datetime(year, month + 1, min(origin.day, 28), tzinfo=UTC).timestamp() * 1000
        if at > high:
            break
        if at >= low:
            places.append(at)
        first += 1
    return places


def _date_labels(axis: Axis, places: list[float], step: str | float) -> list[Tick]:
    """Plotly's date labels: years, months with their year, days with the year once on a second line."""
    path = f"{axis.path}.tickformat"
    if spec := axis.get("tickformat"):
        return [Tick(at, _affixed(axis, format_date(at, spec, path).replace("\n", "<br>"))) for at in places]
    if isinstance(step, str):
        spec = "%Y" if int(step[1:]) % 12 == 0 and all(moment(at).month == 1 for at in places) else "%b %Y"
        return [Tick(at, _affixed(axis, format_date(at, spec, path))) for at in places]
    head, tail = ("%b %-d", "%Y") if step >= DAY else ("%H:%M", "%b %-d, %Y")
    ticks: list[Tick] = []
    last = ""
    for at in places:
        below = format_date(at, tail, path)
        text = format_date(at, head, path)
        ticks.append(Tick(at, _affixed(axis, text if below == last else f"{text}<br>{below}")))
        last = below
    return ticks
