"""Heatmaps: flat cells in the colours of a scale, a hole is a gap; without words and without a key."""

import itertools
import math
from collections.abc import Iterator
from typing import Any

from matplotlib.collections import PolyCollection

from press.draw.axis import Axis
from press.draw.colourscale import shader
from press.draw.errors import Unsupported
from press.draw.model import Extreme, Model, Trace, column
from press.draw.panel import Panel
from press.draw.values import NAN, is_number


class Cells(PolyCollection):
    """The cells of a heatmap; `cells` keeps column, row and value of each, as plotted."""

    cells: list[tuple[float, float, float]]


def grid(trace: Trace) -> list[list[float]]:
    """The values, row by row; holes are NaN."""
    rows = trace.get("z") or []
    return [[float(cell) if is_number(cell) else NAN for cell in row] for row in rows]


def centres(trace: Trace, letter: str) -> list[float]:
    """Where columns or rows stand."""
    axis = trace.xaxis if letter == "x" else trace.yaxis
    return [axis.number(cell, f"{trace.path}.{letter}") for cell in column(trace, letter)]


def edges(trace: Trace, letter: str) -> list[float]:
    """The borders between columns or rows: halfway between centres, unless the borders themselves are given."""
    axis = trace.xaxis if letter == "x" else trace.yaxis
    if axis.type == "log":
        raise Unsupported(f"{axis.path}.type", "is 'log' under a heatmap")
    places = centres(trace, letter)
    rows = trace.get("z") or [[]]
    count = len(rows[0]) if letter == "x" else len(rows)
    if len(places) == count + 1:
        return places
    if len(places) != count:
        raise Unsupported(f"{trace.path}.{letter}", f"has {len(places)} entries for {count} cells")
    if len({b > a for a, b in itertools.pairwise(places)}) > 1 or len(set(places)) < count:
        raise Unsupported(f"{trace.path}.{letter}", "names a place twice, or out of order")
    middles = [(a + b) / 2 for a, b in itertools.pairwise(places)]
    first = (places[1] - places[0]) / 2 if count > 1 else 0.5
    last = (places[-1] - places[-2]) / 2 if count > 1 else 0.5
    return [places[0] - first, *middles, places[-1] + last]


def extremes(trace: Trace, model: Model, letter: str) -> Iterator[Extreme]:
    """The outer borders, without padding."""
    _ = model
    borders = edges(trace, letter)
    yield from (Extreme(borders[0]), Extreme(borders[-1]))


def draw(trace: Trace, model: Model, panel: Panel, order: float) -> None:
    """One rectangle for each value."""
    _ = model
    xs, ys, colour_of = edges(trace, "x"), edges(trace, "y"), shader(trace.spec, trace.path)
    xgap, ygap = _gap(trace, trace.xaxis, "xgap"), _gap(trace, trace.yaxis, "ygap")
    columns, rows = centres(trace, "x"), centres(trace, "y")
    corners, cells = [], []
    for r, row in enumerate(grid(trace)):
        for c, value in enumerate(row):
            if not math.isnan(value):
                left, right, low, high = xs[c] + xgap, xs[c + 1] - xgap, ys[r] + ygap, ys[r + 1] - ygap
                corners.append([(left, low), (right, low), (right, high), (left, high)])
                cells.append((columns[c], rows[r], value))
    look: Any = {"facecolors": [colour_of(value) for *_, value in cells], "antialiaseds": bool(xgap or ygap)}
    drawn = Cells(corners, linewidths=0, zorder=order, gid=trace.gid, **look)
    drawn.cells = cells
    panel.put(drawn)


def _gap(trace: Trace, axis: Axis, name: str) -> float:
    """Half the gap between cells, in axis units."""
    pixels = float(trace.get(name, 0))
    low, high = axis.range
    return pixels / 2 * abs(high - low) / abs(axis.length)
