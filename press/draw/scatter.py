"""Scatter traces: lines with gaps and steps, markers, and labels at points."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.transforms import IdentityTransform

from press.draw import symbols
from press.draw.colour import Rgba, rgba
from press.draw.decode import at
from press.draw.errorbars import shows
from press.draw.errors import Unsupported
from press.draw.markers import marker_colours, marker_sizes
from press.draw.model import Extreme, Model, Trace
from press.draw.page import POINTS
from press.draw.panel import Panel
from press.draw.strokes import linestyle

STEPS: dict[str, Any] = {"linear": "default", "hv": "steps-post", "vh": "steps-pre", "hvh": "steps-mid"}
_MANY = 20  # Plotly shows markers by default on lines shorter than this


def modes(trace: Trace) -> set[str]:
    """Which of lines, markers and text are drawn."""
    default = "lines+markers" if len(trace.x) < _MANY and not trace.get("stackgroup") else "lines"
    if trace.get("stackgroup"):
        default = "lines"
    mode = trace.get("mode", default)
    return set() if mode == "none" else set(str(mode).split("+"))


def segments(trace: Trace) -> list[tuple[list[float], list[float]]]:
    """The points between gaps, each run on its own; with `connectgaps`, one run."""
    runs: list[tuple[list[float], list[float]]] = [([], [])]
    for x, y in zip(trace.x, heights(trace), strict=True):
        if math.isnan(x) or math.isnan(y):
            if not trace.get("connectgaps", False) and runs[-1][0]:
                runs.append(([], []))
            continue
        runs[-1][0].append(x)
        runs[-1][1].append(y)
    return [run for run in runs if run[0]]


def heights(trace: Trace) -> list[float]:
    """Where the points stand: stacked on others, or at their own y."""
    return trace.position or trace.y


def extremes(trace: Trace, model: Model, letter: str) -> Iterator[Extreme]:
    """What must be visible along x or y, with Plotly's padding."""
    drawn, fill = modes(trace), str(trace.get("fill", "none"))
    axis = trace.xaxis if letter == "x" else trace.yaxis
    places = trace.x if letter == "x" else heights(trace)
    reach = _reach(trace) if "markers" in drawn else [0.0] * len(places)
    is_closed = len(trace.x) > 1 and (trace.x[0], trace.y[0]) == (trace.x[-1], trace.y[-1])
    to_zero = fill == f"tozero{letter}" or (fill == f"tonext{letter}" and _is_first(trace, model))
    to_zero = to_zero and axis.type == "linear" and not is_closed
    toward_zero = to_zero or (bool(trace.base) and letter == "y")
    is_padded = True
    if letter == "x" and not toward_zero:
        if not shows(trace, "y") and (fill in ("tonexty", "tozeroy") or not drawn & {"markers", "text"}):
            is_padded, reach = False, [0.0] * len(places)
    elif letter == "y" and not toward_zero and fill in ("tonextx", "tozerox"):
        is_padded = False
    for place, pad in zip(places, reach, strict=True):
        if math.isnan(place):
            continue
        if not toward_zero:
            yield Extreme(axis.place(place), pad, is_padded)
        elif place:  # zero is the foot of the area: it keeps no room beyond it
            yield Extreme(axis.place(place), pad, is_padded, end="high" if place > 0 else "low")
    if toward_zero and axis.type != "log":
        yield Extreme(0.0)


def _is_first(trace: Trace, model: Model) -> bool:
    """Whether no line of its panel lies below: then an area to the line before is one to zero."""
    others = (
        t for t in model.traces if t.kind == "scatter" and (t.xaxis, t.yaxis) == (trace.xaxis, trace.yaxis)
    )
    return next(others) is trace


def _reach(trace: Trace) -> list[float]:
    """Plotly keeps a marker's size divided by 1.6 free at the ends, at least 3 pixels; of areas, the root of that."""
    if trace.get("marker.sizemode") == "area" and isinstance(trace.get("marker.size"), list):
        reference = 1.6 * float(trace.get("marker.sizeref", 1))
        return [
            max(math.sqrt(at(trace.get("marker.size"), n, 0.0) / reference), 3.0) for n in range(len(trace.x))
        ]
    return [max(size / 1.6, 3.0) for size in marker_sizes(trace, len(trace.x))]


def draw(trace: Trace, panel: Panel, order: float) -> None:
    """Put the lines and markers of one trace on its panel."""
    drawn = modes(trace)
    opacity = float(trace.get("opacity", 1))
    if "lines" in drawn:
        _draw_lines(trace, panel, order, opacity)
    else:
        _keep_points(trace, panel, order)
    if "markers" in drawn:
        _draw_markers(trace, panel, order + 0.001, opacity)


def line_colour(trace: Trace) -> Any:
    """The colour of the line: its own, else the markers', else the next of the colour sequence."""
    marker = trace.get("marker.color")
    return trace.get("line.color") or (marker if isinstance(marker, str) else None) or trace.colour


def _draw_lines(trace: Trace, panel: Panel, order: float, opacity: float) -> None:
    shape = trace.get("line.shape", "linear")
    if shape not in STEPS:
        raise Unsupported(f"{trace.path}.line.shape", f"is {shape!r}")
    width = float(trace.get("line.width", 2))
    colour: Rgba = rgba(line_colour(trace), f"{trace.path}.line.color", opacity)
    style = linestyle(trace.get("line.dash"), width, f"{trace.path}.line.dash")
    for x, y in segments(trace):
        line = Line2D(
            x,
            y,
            color=colour,
            linewidth=width * POINTS,
            linestyle=style,
            drawstyle=STEPS[shape],
            zorder=order,
            solid_capstyle="butt",
            dash_capstyle="butt",
            solid_joinstyle="round",
            gid=trace.gid,
            antialiased=True,
        )
        panel.put(line, is_whole=not trace.get("cliponaxis", True))


def _draw_markers(trace: Trace, panel: Panel, order: float, opacity: float) -> None:
    kept = inside(trace)
    if not kept:
        return
    shown = [
        symbols.named(at(trace.get("marker.symbol", "circle"), n, "circle"), f"{trace.path}.marker.symbol")
        for n in kept
    ]
    sizes = marker_sizes(trace, len(trace.x))
    faces, edges, widths = marker_colours(trace, kept, shown, opacity)
    points = np.array([(trace.x[n], heights(trace)[n]) for n in kept])
    cloud = PathCollection(
        _shortened([symbols.outline(name) for name, _ in shown]),
        sizes=_shortened([(sizes[n] / 2 * POINTS) ** 2 for n in kept]),
        facecolors=_shortened(faces),
        edgecolors=_shortened(edges),
        linewidths=_shortened([w * POINTS for w in widths]),
        offsets=points,
        offset_transform=panel.transData,
        transform=IdentityTransform(),
        zorder=order,
        gid=trace.gid,
    )
    panel.put(cloud, is_whole=True)


def _shortened(values: list[Any]) -> list[Any]:
    """One entry where all are equal: Matplotlib repeats it, and the file stays small."""
    return values[:1] if all(value == values[0] for value in values) else values


def inside(trace: Trace) -> list[int]:
    """Points within both ranges, whole markers; those outside the ranges do not show, unless the trace may leave the axes."""
    shows_all = not trace.get("cliponaxis", True)
    return [
        n
        for n, (x, y) in enumerate(zip(trace.x, heights(trace), strict=True))
        if not math.isnan(x)
        and not math.isnan(y)
        and (
            shows_all
            or (trace.xaxis.contains(trace.xaxis.place(x)) and trace.yaxis.contains(trace.yaxis.place(y)))
        )
    ]


def _keep_points(trace: Trace, panel: Panel, order: float) -> None:
    """No line: keep the points in the drawing, unseen, so that all can be read back in order."""
    for x, y in segments(trace):
        panel.put(Line2D(x, y, linestyle="none", zorder=order, gid=trace.gid))
