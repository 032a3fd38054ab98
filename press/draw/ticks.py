"""Where ticks fall: Plotly's rules for round numbers, powers of ten, categories and chosen ticks; not for dates."""

import math
from typing import Any

from press.draw.axis import Axis, Tick
from press.draw.dateticks import dates
from press.draw.errors import Unsupported
from press.draw.tickformat import auto_number, format_date
from press.draw.ticksteps import affixed, as_number, label, round_step, steps


def find_ticks(axis: Axis, density: float = 1.0) -> list[Tick]:
    """The ticks of `axis` for its range and length; a `density` below one asks for fewer."""
    usual = "array" if axis.get("tickvals") is not None else "auto" if axis.get("dtick") is None else "linear"
    mode = axis.get("tickmode") or usual
    if mode == "array":
        return _listed(axis)
    if mode not in ("auto", "linear") or (mode == "linear" and axis.get("dtick") is None):
        raise Unsupported(f"{axis.path}.tickmode", f"is {mode!r}")
    low, high = sorted(axis.range)
    given = axis.get("dtick") if mode == "linear" else None
    rough = (high - low) / _wanted(axis, density)
    if axis.type == "category":
        step = as_number(given, axis) if given else math.ceil(max(1.0, rough))
        places = steps(low, high, float(axis.get("tick0", 0)) if given else 0.0, step)
        return [
            Tick(at, axis.categories[round(at)]) for at in places if 0 <= round(at) < len(axis.categories)
        ]
    if axis.type == "log":
        return _log(axis, low, high, given, rough)
    if axis.type == "date":
        return dates(axis, low, high, given, rough)
    step, origin = (
        (as_number(given, axis), float(axis.get("tick0", 0))) if given else (round_step(rough), 0.0)
    )
    if not given and axis.bar_step and step < 2 * axis.bar_step:
        step, origin = axis.bar_step, axis.bar_first
    return [Tick(at, label(axis, at, step)) for at in steps(low, high, origin, step)]


def _wanted(axis: Axis, density: float) -> float:
    if most := axis.get("nticks"):
        return max(1.0, float(most) * density)
    length = abs(axis.length)
    if axis.type == "category":
        return max(1.0, length / (1.2 * float(axis.get("tickfont.size", 12))))
    return (min(9.0, max(4.0, length / (80 if axis.is_x else 40))) + 1) * density


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
            ticks.append(Tick(at, _own_label(axis, at)))
    return ticks


def _own_label(axis: Axis, at: float) -> str:
    """Plotly writes ticks an author chose with the digits of steps a hundred times finer than its own."""
    if axis.type == "category":
        return axis.categories[round(at)] if 0 <= round(at) < len(axis.categories) else ""
    if axis.type == "date":
        return affixed(
            axis, format_date(at, axis.get("tickformat") or "%b %-d, %Y", f"{axis.path}.tickformat")
        )
    low, high = axis.range
    if axis.type == "log":
        return label(axis, 10**at, 10.0 ** (math.floor(min(low, high)) - 1))
    return label(axis, at, round_step(abs(high - low) / _wanted(axis, 1.0) / 100))


def _log(axis: Axis, low: float, high: float, given: Any, rough: float) -> list[Tick]:
    """Powers of ten; with 2 and 5 between them, or every digit; round numbers within less than a decade."""
    if isinstance(given, str):
        digits = {"D1": range(1, 10), "D2": (1, 2, 5)}.get(given)
        if digits is None:
            raise Unsupported(f"{axis.path}.dtick", f"is {given!r}")
    elif given or rough > 0.7:
        step = as_number(given, axis) if given else math.ceil(rough)
        return [Tick(at, _power(axis, at)) for at in steps(low, high, float(axis.get("tick0", 0)), step)]
    elif high - low < 1:
        least, most = 10**low, 10**high
        step = round_step((most - least) * rough / (1.5 * (high - low)))
        return [Tick(math.log10(at), label(axis, at, step)) for at in steps(least, most, 0, step) if at > 0]
    else:
        digits = (1, 2, 5) if rough > 0.3 else range(1, 10)
    ticks = []
    for power in range(math.floor(low), math.ceil(high) + 1):
        for digit in digits:
            at = power + math.log10(digit)
            if axis.contains(at):
                # Between powers, Plotly writes one small digit.
                is_short = digit > 1 and not axis.get("tickformat")
                ticks.append(Tick(at, f"<small>{digit}</small>" if is_short else _power(axis, at)))
    return ticks


def _power(axis: Axis, at: float) -> str:
    value = float(f"{10**at:.12g}")
    if axis.get("tickformat"):
        return label(axis, value, value)
    return affixed(
        axis, auto_number(value, value, (0, value), axis.get("exponentformat", "B"), axis.path, more=4)
    )
