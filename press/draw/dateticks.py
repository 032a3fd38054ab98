"""Ticks of date axes: steps of the calendar, and labels that name the year where it changes."""

import math
import re
from datetime import UTC, datetime
from typing import Any

from press.draw.axis import Axis, Tick
from press.draw.errors import Unsupported
from press.draw.tickformat import format_date
from press.draw.ticksteps import above, affixed, as_number, round_step, steps
from press.draw.values import DAY, date, date_text, moment

_YEAR, _MONTH = 31_557_600_000.0, 2_629_800_000.0  # Plotly's average year and month
_MOST = 1000
_CLOCK = (1, 2, 5, 10, 15, 30)  # round numbers of minutes and seconds


def dates(axis: Axis, low: float, high: float, given: Any, rough: float) -> list[Tick]:
    """Ticks every `given` step (milliseconds, or "M6" for months), else every step near `rough`."""
    step = given if given is not None else _calendar_step(rough)
    usual = _origin(axis, step) if given is None else "2000-01-01"
    origin = date(usual if given is None else axis.get("tick0", usual), axis.path)
    if given is None and not isinstance(step, str) and axis.bar_step and step < 2 * axis.bar_step:
        step, origin = axis.bar_step, axis.bar_first
    if isinstance(step, str) and step.startswith("M") and step[1:].isdigit():
        places = _months(low, high, moment(origin), int(step[1:]))
    else:
        places = steps(low, high, origin, as_number(step, axis))
    return _date_labels(axis, places, _heads(step, date_text(origin)))


def _origin(axis: Axis, step: str | float) -> str:
    """The first of January 2000; for steps of days a Sunday, and a Monday where labels count weeks."""
    if isinstance(step, str) or step < DAY:
        return "2000-01-01"
    return "2000-01-03" if re.search("%[uVW]", axis.get("tickformat", "")) else "2000-01-02"


def _calendar_step(rough: float) -> str | float:
    """Years, months, weeks, days or parts of a day, the unit being at most twice as long as the rough step."""
    if rough > _YEAR / 2:
        return f"M{round(12 * round_step(rough / _YEAR))}"
    if rough > _MONTH / 2:
        return f"M{above(rough / _MONTH, (1, 2, 3, 6, 12))}"
    hour, minute, second = DAY / 24, DAY / 1440, DAY / 86_400
    for unit, counts in (
        (DAY, (1, 2, 3, 7, 14)),
        (hour, (1, 2, 3, 6, 12)),
        (minute, _CLOCK),
        (second, _CLOCK),
    ):
        if rough > unit / 2:
            return unit * above(rough / unit, counts)
    raise Unsupported("a date axis", "asks for ticks closer than a second")


def _months(low: float, high: float, origin: datetime, step: int) -> list[float]:
    zero = origin.year * 12 + origin.month - 1
    start, slack = moment(low), (high - low) * 1e-4
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
        if at > high + slack:
            break
        if at >= low - slack:
            places.append(at)
        first += 1
    return places


def _heads(step: str | float, origin: str) -> tuple[str, str]:
    """The formats of a label and of its second line: as fine as the step and the place it is counted from."""
    has_time = len(origin) > len("2000-01-01")
    if isinstance(step, str):
        if has_time or not origin.endswith("-01-01"):
            return "%b %-d", "%Y"
        return "%Y" if int(step[1:]) % 12 == 0 else "%b %Y", ""
    if (step >= DAY and not has_time) or step >= 15 * DAY:
        return "%b %-d", "%Y"
    if step >= DAY / 24 or (step >= DAY / 1440 and len(origin) <= len("2000-01-01T00:00:00")):
        return "%H:%M", "%b %-d, %Y"
    return "%H:%M:%S", "%b %-d, %Y"


def _date_labels(axis: Axis, places: list[float], heads: tuple[str, str]) -> list[Tick]:
    """Plotly's date labels: years, months with their year, days with the year once on a second line."""
    path = f"{axis.path}.tickformat"
    if spec := axis.get("tickformat"):
        return [Tick(at, affixed(axis, format_date(at, spec, path).replace("\n", "<br>"))) for at in places]
    ticks: list[Tick] = []
    last = ""
    for at in places:
        text, below = (format_date(at, spec, path) for spec in heads)
        ticks.append(Tick(at, affixed(axis, text if below == last else f"{text}<br>{below}")))
        last = below
    return ticks
