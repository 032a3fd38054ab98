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
    """Years, months, weeks or days, the unit being at most twice as long as the rough step."""
    if rough > _YEAR / 2:
        return f"M{round(12 * round_step(rough / _YEAR))}"
    if rough > _MONTH / 2:
        return f"M{above(rough / _MONTH, (1, 2, 3, 6, 12))}"
    if rough > DAY / 2:
        return DAY * above(rough / DAY, (1, 2, 3, 7, 14))
    raise Unsupported("a date axis", "asks for ticks closer than a day")


def _months(low: float, high: float, origin: datetime, step: int) -> list[float]:
    zero, slack = origin.year * 12 + origin.month - 1, (high - low) * 1e-4
    first, last = (
        math.floor((at.year * 12 + at.month - 1 - zero) / step) for at in (moment(low), moment(high))
    )
    if last - first > _MOST:
        raise Unsupported("a date axis", "asks for more than a thousand ticks")
    places = []
    for year, month in (divmod(zero + n * step, 12) for n in range(first, last + 2)):
        if 1 <= year <= 9999:
            at = datetime(year, month + 1, min(origin.day, 28), tzinfo=UTC).timestamp() * 1000
            if low - slack <= at <= high + slack:
                places.append(at)
    return places


def _heads(step: str | float, origin: str) -> tuple[str, str]:
    """The formats of a label and of its second line: as fine as the step and the place it is counted from."""
    if len(origin) > len("2000-01-01"):
        raise Unsupported("a date axis", f"counts its ticks from {origin}, within a day")
    if not isinstance(step, str) or not origin.endswith("-01-01"):
        return "%b %-d", "%Y"
    return "%Y" if int(step[1:]) % 12 == 0 else "%b %Y", ""


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
