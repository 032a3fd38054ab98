"""The range of an axis: the one given, or the one Plotly would choose for the same points."""

import math
from collections.abc import Iterable

from press.draw.axis import Axis
from press.draw.errors import Unsupported
from press.draw.model import Extreme
from press.draw.values import DAY

_EXTRA = 0.05  # of the axis length, Plotly's padding beyond markers


def find_range(axis: Axis, extremes: Iterable[Extreme]) -> tuple[float, float]:
    """The range of `axis` in axis units, reversed if the figure asks for that."""
    given = axis.get("range")
    auto = axis.get("autorange", given is None)
    if auto not in (True, False, "reversed"):
        raise Unsupported(f"{axis.path}.autorange", f"is {auto!r}")
    if given is not None and None in given:
        raise Unsupported(f"{axis.path}.range", "leaves one end open")
    if given is not None and auto is False:
        low, high = (axis.coordinate(end, f"{axis.path}.range") for end in given)
        return (low, high) if low != high else (low - 0.5, high + 0.5)
    low, high = _automatic(axis, [e for e in extremes if not math.isnan(e.at)])
    return (high, low) if auto == "reversed" else (low, high)


def _automatic(axis: Axis, extremes: list[Extreme]) -> tuple[float, float]:
    if not extremes:
        return (-1.0, 6.0) if axis.is_x else (-1.0, 4.0)
    length = abs(axis.length)
    low, high = min(e.at for e in extremes), max(e.at for e in extremes)
    mode = axis.get("rangemode", "normal") if axis.type == "linear" else "normal"
    if mode not in ("normal", "tozero"):
        raise Unsupported(f"{axis.path}.rangemode", f"is {mode!r}")
    if low == high:
        return _around(axis, low, mode, max(_free(e, length, is_high=low > 0) for e in extremes))
    bottom, top, slope = _steepest(extremes, length)
    if mode == "tozero":
        bottom = Extreme(0) if bottom.at >= 0 else bottom
        top = Extreme(0) if top.at <= 0 else top
    below, above = _free(bottom, length, is_high=False), _free(top, length, is_high=True)
    room = length - below - above
    slope = (top.at - bottom.at) / room if room > 0 else 0.0
    return bottom.at - slope * below, top.at + slope * above


def _around(axis: Axis, value: float, mode: str, pad: float) -> tuple[float, float]:
    """All points at one value: a unit to either side, or from zero."""
    unit = DAY if axis.type == "date" else 1.0
    if mode == "tozero":
        if value == 0:
            return 0.0, 1.0
        end = value / (1 - min(0.5, pad / abs(axis.length)))
        return (0.0, end) if value > 0 else (end, 0.0)
    return value - unit, value + unit


def _free(extreme: Extreme, length: float, *, is_high: bool) -> float:
    return extreme.beyond(length, _EXTRA, is_high=is_high)


def _steepest(extremes: list[Extreme], length: float) -> tuple[Extreme, Extreme, float]:
    """The pair of extremes that, with its padding, needs the most room per pixel."""
    best: tuple[Extreme, Extreme] | None = None
    slope = 0.0
    highs = _candidates(extremes, length, is_high=True)
    for bottom in _candidates(extremes, length, is_high=False):
        for top in highs:
            room = length - _free(bottom, length, is_high=False) - _free(top, length, is_high=True)
            rise = top.at - bottom.at
            if rise > 0 and room > length / 10 and rise / room > slope:
                best, slope = (bottom, top), rise / room
    if best is None:  # more padding than axis: the outermost points without it
        low, high = min(e.at for e in extremes), max(e.at for e in extremes)
        return Extreme(low), Extreme(high), (high - low) / length
    return best[0], best[1], slope


def _candidates(extremes: list[Extreme], length: float, *, is_high: bool) -> list[Extreme]:
    """The extremes that no other beats in both reach and padding; only they can decide the range."""
    kept: list[Extreme] = []
    widest = -1.0
    sign = -1 if is_high else 1
    possible = [e for e in extremes if e.end in ("", "high" if is_high else "low")]
    for extreme in sorted(possible, key=lambda e: (sign * e.at, -_free(e, length, is_high=is_high))):
        free = _free(extreme, length, is_high=is_high)
        if free > widest:
            kept.append(extreme)
            widest = free
    return kept
