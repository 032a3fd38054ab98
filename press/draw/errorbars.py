"""Error bars along x and y: the same on both sides or not."""

import math
from collections.abc import Iterator

from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D

from press.draw.colour import rgba
from press.draw.decode import at
from press.draw.errors import Unsupported
from press.draw.model import Trace
from press.draw.page import POINTS
from press.draw.panel import Panel


def reach(trace: Trace, letter: str, n: int, value: float) -> tuple[float, float]:
    """How far the bar of one point reaches below and above its value."""
    name = f"error_{letter}"
    kind = trace.get(f"{name}.type", "data" if trace.get(f"{name}.array") is not None else "percent")
    is_even = trace.get(f"{name}.symmetric", not _has_other_side(trace, name))
    if kind == "data":
        up = float(at(trace.get(f"{name}.array"), n, 0.0))
        return (up if is_even else float(at(trace.get(f"{name}.arrayminus"), n, 0.0))), up
    if kind == "sqrt":
        return math.sqrt(abs(value)), math.sqrt(abs(value))
    if kind not in ("percent", "constant"):
        raise Unsupported(f"{trace.path}.{name}.type", f"is {kind!r}")
    up = float(trace.get(f"{name}.value", 10))
    down = up if is_even else float(trace.get(f"{name}.valueminus", 10))
    scale = abs(value) / 100 if kind == "percent" else 1.0
    return down * scale, up * scale


def _has_other_side(trace: Trace, name: str) -> bool:
    return trace.get(f"{name}.arrayminus") is not None or trace.get(f"{name}.valueminus") is not None


def shows(trace: Trace, letter: str) -> bool:
    """Whether the trace has error bars along x or y."""
    spec = trace.get(f"error_{letter}") or {}
    is_shown = spec.get("visible", "array" in spec or "value" in spec or spec.get("type") == "sqrt")
    if is_shown and (trace.xaxis if letter == "x" else trace.yaxis).type not in ("linear", "log"):
        raise Unsupported(f"{trace.path}.error_{letter}", "stands on an axis without numbers")
    return bool(is_shown)


def spans(trace: Trace, letter: str, points: list[tuple[float, float]]) -> Iterator[tuple[int, float, float]]:
    """Number, lower and upper end of every error bar along x or y."""
    for n, point in enumerate(points):
        value = point[0 if letter == "x" else 1]
        if any(math.isnan(part) for part in point):
            continue
        down, up = reach(trace, letter, n, value)
        if down or up:
            yield n, value - down, value + up


def draw_errors(
    trace: Trace, points: list[tuple[float, float]], panel: Panel, order: float, colour: str
) -> None:
    """Lines and end strokes."""
    for letter in "xy":
        if not shows(trace, letter):
            continue
        has_style = any(trace.get(f"error_x.{name}") is not None for name in ("color", "thickness", "width"))
        copies = letter == "x" and shows(trace, "y") and trace.get("error_x.copy_ystyle", not has_style)
        look = "error_y" if copies else f"error_{letter}"
        bars = [_bar(points[n], letter, low, high) for n, low, high in spans(trace, letter, points)]
        if not bars:
            continue
        paint = rgba(
            trace.get(f"{look}.color") or colour, f"{trace.path}.{look}.color", float(trace.get("opacity", 1))
        )
        thick = float(trace.get(f"{look}.thickness", 2)) * POINTS
        lines = LineCollection(
            bars, colors=[paint], linewidths=thick, zorder=order, gid=f"{trace.gid}-error-{letter}"
        )
        panel.put(lines)
        size = float(trace.get(f"{look}.width", 4)) * 2 * POINTS
        if size:
            ends = [end for bar in bars for end in bar]
            panel.put(
                Line2D(
                    [x for x, _ in ends],
                    [y for _, y in ends],
                    linestyle="none",
                    marker="_" if letter == "y" else "|",
                    markersize=size,
                    markeredgewidth=thick,
                    markeredgecolor=paint,
                    zorder=order,
                )
            )


def _bar(point: tuple[float, float], letter: str, low: float, high: float) -> list[tuple[float, float]]:
    x, y = point
    return [(low, y), (high, y)] if letter == "x" else [(x, low), (x, high)]
