"""Error bars along x or y, their lengths given for each point: the same on both sides or not."""

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


def shows(trace: Trace, letter: str) -> bool:
    """Whether the trace has error bars along x or y."""
    spec = trace.get(f"error_{letter}") or {}
    if not spec.get("visible", "array" in spec):
        return False
    if (trace.xaxis if letter == "x" else trace.yaxis).type not in ("linear", "log"):
        raise Unsupported(f"{trace.path}.error_{letter}", "stands on an axis without numbers")
    if letter == "x" and shows(trace, "y"):
        raise Unsupported(f"{trace.path}.error_x", "stands beside error_y")
    return True


def spans(trace: Trace, letter: str, points: list[tuple[float, float]]) -> Iterator[tuple[int, float, float]]:
    """Number, lower and upper end of every error bar along x or y."""
    spec = trace.get(f"error_{letter}")
    is_even = spec.get("symmetric", spec.get("arrayminus") is None)
    for n, point in enumerate(points):
        value = point[0 if letter == "x" else 1]
        if any(math.isnan(part) for part in point):
            continue
        up = float(at(spec.get("array"), n, 0.0))
        down = up if is_even else float(at(spec.get("arrayminus"), n, 0.0))
        if down or up:
            yield n, value - down, value + up


def draw_errors(
    trace: Trace, points: list[tuple[float, float]], panel: Panel, order: float, colour: str
) -> None:
    """Lines and end strokes."""
    for letter in "xy":
        if not shows(trace, letter):
            continue
        look = f"error_{letter}"
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
