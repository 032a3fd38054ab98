"""Drawings for the tests, in the book's letters; and their numbers read back, from their artists and from the figure."""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import plotly.graph_objects as go
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

import press.draw
from press import fonts
from press.draw import Drawing, bars
from press.draw.axis import Axis
from press.draw.decode import Spec, plain
from press.draw.errorbars import shows, spans
from press.draw.heatmap import Cells
from press.draw.model import Trace, build, column
from press.draw.slots import axes_of
from press.draw.values import spoken
from press.draw.words import Words

FACE = fonts.face()
draw = partial(press.draw.draw, face=FACE)
Cell = str | float


@dataclass
class Points:
    """What one trace shows: its points in order, holes left out, as the figure's author wrote them.

    `base` holds where bars start, `z` the values of a heatmap, `errors` the ends of error bars along x and y.
    """

    kind: str
    x: list[Cell] = field(default_factory=list)
    y: list[Cell] = field(default_factory=list)
    z: list[float] = field(default_factory=list)
    base: list[Cell] = field(default_factory=list)
    errors: dict[str, list[tuple[float, float]]] = field(default_factory=dict)


def extract(drawing: Drawing) -> dict[int, Points]:
    """The points of every trace, read from the lines, markers, rectangles and cells on the page."""
    found: dict[int, Points] = {}
    panels = {panel.get_label(): panel for panel in drawing.axes}
    for trace in drawing.model.traces:
        panel = panels[f"{trace.xaxis.name}{trace.yaxis.name}"]
        read = {"scatter": _read_scatter, "bar": _read_bars, "heatmap": _read_cells}[trace.kind]
        found[trace.index] = read(trace, _by_gid(panel)[trace.gid])
        for letter in "xy":
            for lines in _by_gid(panel)[f"{trace.gid}-error-{letter}"]:
                found[trace.index].errors[letter] = _error_ends(lines, letter)
    return found


def _by_gid(panel: Axes) -> dict[str, list[Any]]:
    named: dict[str, list[Any]] = defaultdict(list)
    for artist in panel.get_children():
        if gid := artist.get_gid():
            named[gid].append(artist)
    return named


def _read_scatter(trace: Trace, artists: list[Any]) -> Points:
    points = Points(trace.kind)
    xs: list[float] = []
    ys: list[float] = []
    for line in (artist for artist in artists if isinstance(artist, Line2D)):
        xs += np.asarray(line.get_xdata(orig=True), dtype=float).tolist()
        ys += np.asarray(line.get_ydata(orig=True), dtype=float).tolist()
    kept = set(zip(xs, ys, strict=True))
    for cloud in (artist for artist in artists if isinstance(artist, PathCollection)):
        strays = {(float(x), float(y)) for x, y in np.asarray(cloud.get_offsets())} - kept
        if strays:
            raise AssertionError(f"{trace.path}: markers where the trace has no point: {sorted(strays)[:3]}")
    points.x, points.y = [trace.xaxis.text(x) for x in xs], [trace.yaxis.text(y) for y in ys]
    return points


def _read_bars(trace: Trace, artists: list[Any]) -> Points:
    points = Points(trace.kind)
    stands, measured = axes_of(trace)
    shifts = [at - place for at, place in zip(trace.position, bars.places(trace), strict=True)]
    shown = [n for n, size in enumerate(bars.sizes(trace)) if not math.isnan(size + trace.position[n])]
    for n, bar in zip(shown, (a for a in artists if isinstance(a, Rectangle)), strict=True):
        (x, y), wide, high = bar.get_xy(), bar.get_width(), bar.get_height()
        centre = (y + high / 2 if trace.is_horizontal else x + wide / 2) - shifts[n]
        size, start = (wide, x) if trace.is_horizontal else (high, y)
        place = stands.text(round(centre) if stands.type == "category" else centre)
        points.x.append(size if trace.is_horizontal else place)
        points.y.append(place if trace.is_horizontal else size)
        points.base.append(measured.text(start))
    return points


def _read_cells(trace: Trace, artists: list[Any]) -> Points:
    points = Points(trace.kind)
    for cells in (artist for artist in artists if isinstance(artist, Cells)):
        for x, y, value in cells.cells:
            points.x.append(trace.xaxis.text(x))
            points.y.append(trace.yaxis.text(y))
            points.z.append(value)
    return points


def _error_ends(lines: LineCollection, letter: str) -> list[tuple[float, float]]:
    column_of = 0 if letter == "x" else 1
    return [(float(path[0][column_of]), float(path[-1][column_of])) for path in lines.get_segments()]


def plotted(figure: Spec | go.Figure) -> dict[int, Points]:
    """The points of every trace, read from the Plotly figure; comparable with what `extract` finds."""
    data, layout = plain(figure)
    model = build(data, layout)
    bars.prepare(model)
    return {trace.index: _given(trace) for trace in model.traces}


def _given(trace: Trace) -> Points:
    points = Points(trace.kind)
    xs, ys = column(trace, "x"), column(trace, "y")
    if trace.kind == "heatmap":
        # There may be one more border than cells.
        for row, y in zip(trace.spec["z"], ys, strict=False):
            for value, x in zip(row, xs, strict=False):
                if value is not None:
                    points.x.append(_normal(trace.xaxis, x))
                    points.y.append(_normal(trace.yaxis, y))
                    points.z.append(float(value))
        return points
    if trace.kind == "bar":
        return _given_bars(trace, points)
    for x, y, at_x, at_y in zip(xs, ys, trace.x, trace.y, strict=True):
        if not math.isnan(at_x) and not math.isnan(at_y):
            points.x.append(_normal(trace.xaxis, x))
            points.y.append(_normal(trace.yaxis, y))
    _add_errors(trace, points, list(zip(trace.x, trace.y, strict=True)))
    return points


def _given_bars(trace: Trace, points: Points) -> Points:
    stands, measured = axes_of(trace)
    ends = []
    for place, size, base in zip(bars.places(trace), bars.sizes(trace), trace.base, strict=True):
        ends.append((base + size, place) if trace.is_horizontal else (place, base + size))
        if math.isnan(size) or math.isnan(place):
            continue
        points.x.append(size if trace.is_horizontal else stands.text(place))
        points.y.append(stands.text(place) if trace.is_horizontal else size)
        points.base.append(measured.text(base))
    _add_errors(trace, points, ends)
    return points


def _add_errors(trace: Trace, points: Points, ends: list[tuple[float, float]]) -> None:
    for letter in "xy":
        if shows(trace, letter):
            points.errors[letter] = [(low, high) for _, low, high in spans(trace, letter, ends)]


def _normal(axis: Axis, cell: Any) -> Cell:
    if axis.type == "category":
        return spoken(cell)
    return axis.text(axis.number(cell, axis.path))


def words(drawing: Drawing) -> list[str]:
    """Every piece of text on the page, in drawing order, without its styles."""
    return [artist.text.plain for artist in drawing.get_children() if isinstance(artist, Words)]
