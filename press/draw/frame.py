"""The frame of a panel: background, gridlines, zero lines, ticks and axis lines."""

from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from press.draw.axis import Axis
from press.draw.axislabels import counterpart, edge
from press.draw.colour import Rgba, rgba
from press.draw.errors import Unsupported
from press.draw.model import Model
from press.draw.page import POINTS, Page
from press.draw.panel import panel_box
from press.draw.strokes import LineStyle, linestyle

_BACK, _GRID, _ZERO, _LINE = 0.5, 1.5, 1.6, 3.0
_PALE, _DARK = "#eee", "#444"


def draw_background(figure: Figure, model: Model, page: Page, to_page: Transform) -> None:
    """Paper and plot colours, where they are not white or clear."""
    paper = rgba(model.get("paper_bgcolor", "#fff"), "layout.paper_bgcolor")
    if paper[3] and paper[:3] != (1.0, 1.0, 1.0):
        figure.add_artist(
            Rectangle((0, 0), page.width, page.height, facecolor=paper, transform=to_page, zorder=0.1)
        )
    plot = rgba(model.get("plot_bgcolor", "#fff"), "layout.plot_bgcolor")
    if not plot[3] or (plot[:3] == (1.0, 1.0, 1.0) and paper[:3] == (1.0, 1.0, 1.0)):
        return
    for x, y in model.panels():
        if not x.get("overlaying") and not y.get("overlaying"):
            left, top, right, bottom = panel_box(x, y)
            figure.add_artist(
                Rectangle(
                    (left, top),
                    right - left,
                    bottom - top,
                    facecolor=plot,
                    transform=to_page,
                    zorder=_BACK,
                    linewidth=0,
                )
            )


def draw_frame(figure: Figure, model: Model, page: Page, to_page: Transform) -> None:
    """Everything of the axes but their words."""
    used = {axis.name: axis for pair in model.panels() for axis in pair}
    for axis in used.values():
        if not axis.get("visible", True):
            continue
        for across in _spans(axis, model):
            _draw_grid(figure, axis, model, across, to_page)
        _draw_line(figure, axis, model, page, to_page)
        _draw_ticks(figure, axis, model, page, to_page)


def _spans(axis: Axis, model: Model) -> list[tuple[float, float]]:
    """The stretches across which gridlines of `axis` run: one for each panel it belongs to."""
    others = [pair[1 if axis.is_x else 0] for pair in model.panels() if axis in pair]
    if not others and (other := counterpart(axis, model)):
        others = [other]
    return sorted({(other.start, other.start + other.length) for other in others})


def _rule(axis: Axis, at: float, across: tuple[float, float]) -> tuple[list[float], list[float]]:
    pixel = axis.pixel(at)
    return ([pixel, pixel], list(across)) if axis.is_x else (list(across), [pixel, pixel])


def _carries_bars(axis: Axis, model: Model) -> bool:
    """Whether bars or boxes stand on the axis: there Plotly draws no grid unless asked."""
    stood = [t.yaxis if t.is_horizontal else t.xaxis for t in model.traces if t.kind in ("bar", "box")]
    return any(axis is other for other in stood)


def _draw_grid(
    figure: Figure, axis: Axis, model: Model, across: tuple[float, float], to_page: Transform
) -> None:
    shows_grid = axis.get("showgrid", not _carries_bars(axis, model))
    has_zero = axis.type == "linear" and min(axis.range) <= 0 <= max(axis.range)
    shows_zero = has_zero and axis.get("zeroline", shows_grid)
    if shows_grid:
        width = float(axis.get("gridwidth", 1))
        style = linestyle(axis.get("griddash"), width, f"{axis.path}.griddash")
        colour = rgba(axis.get("gridcolor", _PALE), f"{axis.path}.gridcolor")
        for tick in axis.ticks:
            if shows_zero and tick.at == 0:
                continue
            _add(
                figure, _rule(axis, tick.at, across), colour, width, to_page=to_page, order=_GRID, style=style
            )
    if shows_zero:
        colour = rgba(axis.get("zerolinecolor", _DARK), f"{axis.path}.zerolinecolor")
        _add(
            figure,
            _rule(axis, 0, across),
            colour,
            float(axis.get("zerolinewidth", 1)),
            to_page=to_page,
            order=_ZERO,
        )


def _draw_line(figure: Figure, axis: Axis, model: Model, page: Page, to_page: Transform) -> None:
    width = float(axis.get("linewidth", 1))
    if not axis.get("showline", axis.get("linewidth") is not None) or not width:
        return
    colour = rgba(axis.get("linecolor", _DARK), f"{axis.path}.linecolor")
    where = edge(axis, model, page)
    places = [where.at]
    other = counterpart(axis, model)
    if axis.get("mirror", False) not in (True, False):
        raise Unsupported(f"{axis.path}.mirror", f"is {axis.get('mirror')!r}")
    if axis.get("mirror") and other:
        places = [other.start, other.start + other.length]
    ends = [axis.start, axis.start + axis.length]
    for place in places:
        points = (ends, [place, place]) if axis.is_x else ([place, place], ends)
        _add(figure, points, colour, width, to_page=to_page, order=_LINE)


def _draw_ticks(figure: Figure, axis: Axis, model: Model, page: Page, to_page: Transform) -> None:
    has_map = any(trace.kind == "heatmap" for trace in model.on(axis))
    kind = axis.get("ticks", "outside" if has_map else "")
    if not kind:
        return
    where = edge(axis, model, page)
    length = float(axis.get("ticklen", 5)) * where.outward * (1 if kind == "outside" else -1)
    colour = rgba(axis.get("tickcolor", _DARK), f"{axis.path}.tickcolor")
    for tick in axis.ticks:
        _add(
            figure,
            _rule(axis, tick.at, (where.at, where.at + length)),
            colour,
            float(axis.get("tickwidth", 1)),
            to_page=to_page,
            order=_LINE,
        )


def _add(
    figure: Figure,
    points: tuple[list[float], list[float]],
    colour: Rgba,
    width: float,
    *,
    to_page: Transform,
    order: float,
    style: LineStyle = "solid",
) -> None:
    figure.add_artist(
        Line2D(
            *points,
            color=colour,
            linewidth=width * POINTS,
            linestyle=style,
            transform=to_page,
            zorder=order,
            solid_capstyle="butt",
            dash_capstyle="butt",
        )
    )
