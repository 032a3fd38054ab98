"""The frame of a panel: background, gridlines, zero lines, ticks and axis lines."""

from collections.abc import Iterator
from typing import Any

from matplotlib.artist import Artist
from matplotlib.transforms import Transform

from press.draw.axis import Axis
from press.draw.axislabels import edge
from press.draw.colour import Rgba, rgba
from press.draw.model import Model
from press.draw.page import Page, patch
from press.draw.panel import panel_box
from press.draw.strokes import linestyle, stroke

_BACK, _GRID, _ZERO, _LINE = 0.5, 1.5, 1.6, 3.0
_PALE, _DARK, _WHITE = "#eee", "#444", (1.0, 1.0, 1.0)


def background(model: Model, page: Page, to_page: Transform) -> Iterator[Artist]:
    """Paper and plot colours, where they are not white or clear."""
    paper = rgba(model.get("paper_bgcolor", "#fff"), "layout.paper_bgcolor")
    if paper[3] and paper[:3] != _WHITE:
        yield patch((0, 0, page.width, page.height), to_page, facecolor=paper, zorder=0.1)
    plot = rgba(model.get("plot_bgcolor", "#fff"), "layout.plot_bgcolor")
    if plot[3] and not plot[:3] == paper[:3] == _WHITE:
        for x, y in model.panels():
            yield patch(panel_box(x, y), to_page, facecolor=plot, zorder=_BACK, linewidth=0)


def frame(model: Model, page: Page, to_page: Transform) -> Iterator[Artist]:
    """Everything of the axes but their words."""
    used = {axis.name: axis for pair in model.panels() for axis in pair}
    for axis in used.values():
        if axis.get("visible", True):
            for across in _spans(axis, model):
                yield from _grid(axis, model, across, to_page)
            yield from _line(axis, model, page, to_page)
            yield from _ticks(axis, model, page, to_page)


def _spans(axis: Axis, model: Model) -> list[tuple[float, float]]:
    """The stretches across which gridlines of `axis` run: one for each panel it belongs to."""
    others = [pair[1 if axis.is_x else 0] for pair in model.panels() if axis in pair]
    return sorted({(other.start, other.start + other.length) for other in others})


def _rule(
    axis: Axis, pixel: float, across: tuple[float, float], look: tuple[Rgba, float], **more: Any
) -> Artist:
    """A stroke across `axis`, in a colour and a width."""
    points = ([pixel, pixel], across) if axis.is_x else (across, [pixel, pixel])
    return stroke(points, *look, **more)


def _look(axis: Axis, name: str, usual: str) -> tuple[Rgba, float]:
    """Colour and width of the lines that `name` ("grid", "tick") stands for."""
    return rgba(axis.get(f"{name}color", usual), f"{axis.path}.{name}color"), float(
        axis.get(f"{name}width", 1)
    )


def _grid(axis: Axis, model: Model, across: tuple[float, float], to_page: Transform) -> Iterator[Artist]:
    stood = [t.yaxis if t.is_horizontal else t.xaxis for t in model.traces if t.kind == "bar"]
    # Where bars stand, Plotly draws no grid unless asked.
    shows_grid = axis.get("showgrid", not any(axis is other for other in stood))
    has_zero = axis.type == "linear" and min(axis.range) <= 0 <= max(axis.range)
    shows_zero = has_zero and axis.get("zeroline", shows_grid)
    if shows_grid:
        look = _look(axis, "grid", _PALE)
        style = linestyle(axis.get("griddash"), look[1], f"{axis.path}.griddash")
        for tick in axis.ticks:
            if not (shows_zero and tick.at == 0):
                yield _rule(
                    axis, axis.pixel(tick.at), across, look, style=style, transform=to_page, zorder=_GRID
                )
    if shows_zero:
        look = _look(axis, "zeroline", _DARK)
        yield _rule(axis, axis.pixel(0), across, look, transform=to_page, zorder=_ZERO)


def _line(axis: Axis, model: Model, page: Page, to_page: Transform) -> Iterator[Artist]:
    look = _look(axis, "line", _DARK)
    if axis.get("showline", axis.get("linewidth") is not None) and look[1]:
        at, ends = edge(axis, model, page).at, (axis.start, axis.start + axis.length)
        points = (ends, [at, at]) if axis.is_x else ([at, at], ends)
        yield stroke(points, *look, transform=to_page, zorder=_LINE)


def _ticks(axis: Axis, model: Model, page: Page, to_page: Transform) -> Iterator[Artist]:
    has_map = any(trace.kind == "heatmap" for trace in model.on(axis))
    kind = axis.get("ticks", "outside" if has_map else "")
    if kind:
        where, look = edge(axis, model, page), _look(axis, "tick", _DARK)
        length = float(axis.get("ticklen", 5)) * where.outward * (1 if kind == "outside" else -1)
        for tick in axis.ticks:
            across = (where.at, where.at + length)
            yield _rule(axis, axis.pixel(tick.at), across, look, transform=to_page, zorder=_LINE)
