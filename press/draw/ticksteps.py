"""Steps between ticks, and the label of a number."""

import math
from typing import Any

from press.draw.axis import Axis
from press.draw.errors import Unsupported
from press.draw.tickformat import auto_number, format_number

_MOST = 1000


def as_number(value: Any, axis: Axis) -> float:
    """The step an author chose, as a number."""
    try:
        step = float(value)
    except (TypeError, ValueError):
        raise Unsupported(f"{axis.path}.dtick", f"is {value!r} on an axis of type {axis.type}") from None
    if step <= 0:
        raise Unsupported(f"{axis.path}.dtick", f"is {value!r}")
    return step


def round_step(rough: float) -> float:
    """The next round number above `rough`: 2, 5 or 10 times a power of ten."""
    unit = 10.0 ** math.floor(math.log(rough) / math.log(10)) if rough > 0 else 1.0
    return unit * above(rough / unit, (2, 5, 10))


def above(value: float, choices: tuple[int, ...]) -> int:
    """The first choice greater than `value`; like Plotly, an exact hit takes the one after it."""
    return next((choice for choice in choices if choice > value), choices[-1])


def steps(low: float, high: float, origin: float, step: float) -> list[float]:
    """Every multiple of `step` from `origin` that lies between `low` and `high`."""
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
        ends = (10 ** axis.range[0], 10 ** axis.range[1]) if axis.type == "log" else axis.range
        text = auto_number(at, step, ends, axis.get("exponentformat", "B"), axis.path)
    return affixed(axis, text)


def affixed(axis: Axis, text: str) -> str:
    """A label between its prefix and its suffix."""
    return f"{axis.get('tickprefix', '')}{text}{axis.get('ticksuffix', '')}"
