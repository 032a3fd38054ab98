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
    if (
        given is not None
        and len(given) == 2
        and None not in given
        and auto is not True
        and auto != "reversed"
    ):
        low, high = (axis.coordinate(end, f"{axis.path}.range") for end in given)
        return (low, high) if low != high else (low - 0.5, high + 0.5)
    if given is not None and None in given:
        raise Unsupported(f"{axis.path}.range", "leaves one end open")
    low, high = _automatic(axis, [e for e in extremes if not math.isnan(e.at)])
    return (high, low) if auto == "reversed" else (low, high)


def _automatic(axis: Axis, extremes: list[Extreme]) -> tuple[float, float]:
    if not extremes:
        return (-1.0, 6.0) if axis.is_x else (-1.0, 4.0)
    length = abs(axis.length)
    low, high = min(e.at for e in extremes), max(e.at for e in extremes)
    mode = axis.get("rangemode", "normal")
    if low == high:
        return _around(axis, low, mode, max(_pad(e, length) for e in extremes))
    bottom, top, slope = _steepest(extremes, length)
    if mode == "tozero" and axis.type == "linear":
        bottom = Extreme(0) if bottom.at >= 0 else bottom
        top = Extreme(0) if top.at <= 0 else top
    elif mode == "nonnegative" and axis.type == "linear":
        bottom = Extreme(0) if bottom.at - slope * _pad(bottom, length) < 0 else bottom
        top = Extreme(1) if top.at <= 0 else top
    room = length - _pad(bottom, length) - _pad(top, length)
    slope = (top.at - bottom.at) / room if room > 0 else 0.0
    return bottom.at - slope * _pad(bottom, length), top.at + slope * _pad(top, length)


def _around(axis: Axis, value: float, mode: str, pad: float) -> tuple[float, float]:
    """All points at one value: a unit to either side, or from zero."""
    unit = DAY if axis.type == "date" else 1.0
    if mode == "tozero" and axis.type == "linear":
        if value == 0:
            return 0.0, 1.0
        end = value / (1 - min(0.5, pad / abs(axis.length)))
        return (0.0, end) if value > 0 else (end, 0.0)
    if mode == "nonnegative" and axis.type == "linear":
        return max(0.0, value - 1), max(1.0, value + 1)
    return value - unit, value + unit


def _pad(extreme: Extreme, length: float) -> float:
    return extreme.pad + (_EXTRA * length if extreme.padded else 0)


def _steepest(extremes: list[Extreme], length: float) -> tuple[Extreme, Extreme, float]:
    """The pair of extremes that, with its padding, needs the most room per pixel."""
    best, slope = (extremes[0], extremes[0]), 0.0
    lows = _candidates(extremes, 1)
    highs = _candidates(extremes, -1)
    for bottom in lows:
        for top in highs:
            room = length - _pad(bottom, length) - _pad(top, length)
            rise = top.at - bottom.at
            if rise > 0 and room > length / 10 and rise / room > slope:
                best, slope = (bottom, top), rise / room
    if slope == 0:  # more padding than axis: fall back to the outermost points without it
        low, high = min(e.at for e in extremes), max(e.at for e in extremes)
        return Extreme(low), Extreme(high), (high - low) / length
    return best[0], best[1], slope


def _candidates(extremes: list[Extreme], sign: int) -> list[Extreme]:
    """Only extremes that no other beats in both reach and padding can decide the range."""
    kept: list[Extreme] = []
    for extreme in sorted(extremes, key=lambda e: (sign * e.at, -e.pad, not e.padded)):
        if not any(k.pad >= extreme.pad and k.padded >= extreme.padded for k in kept):
            kept.append(extreme)
    return kept
