"""Scatter traces: lines with gaps and steps, and markers. Areas are in `fills`, words at points in `pointlabels`."""

import math
from collections.abc import Iterator
from typing import Any

from matplotlib.lines import Line2D

from press.draw import symbols
from press.draw.colour import Rgba, rgba
from press.draw.decode import at
from press.draw.errorbars import shows
from press.draw.errors import Unsupported
from press.draw.markers import cloud, marker_colours, marker_sizes
from press.draw.model import Extreme, Model, Trace
from press.draw.panel import Panel
from press.draw.strokes import linestyle, stroke

STEPS: dict[str, Any] = {"linear": "default", "hv": "steps-post", "vh": "steps-pre", "hvh": "steps-mid"}
_TO_AXIS = ("tonexty", "tozeroy")
_MANY = 20  # Plotly shows markers by default on lines shorter than this


def modes(trace: Trace) -> set[str]:
    """Which of lines, markers and text are drawn."""
    mode = trace.get("mode", "lines+markers" if len(trace.x) < _MANY else "lines")
    return set() if mode == "none" else set(str(mode).split("+"))


def segments(trace: Trace) -> list[tuple[list[float], list[float]]]:
    """The points between gaps, each run on its own; with `connectgaps`, one run."""
    runs: list[tuple[list[float], list[float]]] = [([], [])]
    for x, y in zip(trace.x, trace.y, strict=True):
        if math.isnan(x) or math.isnan(y):
            if not trace.get("connectgaps", False) and runs[-1][0]:
                runs.append(([], []))
            continue
        runs[-1][0].append(x)
        runs[-1][1].append(y)
    return [run for run in runs if run[0]]


def extremes(trace: Trace, model: Model, letter: str) -> Iterator[Extreme]:
    """What must be visible along x or y, with Plotly's padding."""
    drawn, fill = modes(trace), str(trace.get("fill", "none"))
    axis, places = (trace.xaxis, trace.x) if letter == "x" else (trace.yaxis, trace.y)
    reach = _reach(trace) if "markers" in drawn else [0.0] * len(places)
    from_zero = grows_from_zero(trace, model, letter)
    is_padded = True
    if letter == "x" and not shows(trace, "y") and (fill in _TO_AXIS or not drawn & {"markers", "text"}):
        is_padded, reach = False, [0.0] * len(places)
    for place, pad in zip(places, reach, strict=True):
        if math.isnan(place):
            continue
        if not from_zero:
            yield Extreme(axis.place(place), pad, is_padded)
        elif place:  # zero is the foot of the area: it keeps no room beyond it
            yield Extreme(axis.place(place), pad, is_padded, end="high" if place > 0 else "low")
    if from_zero:
        yield Extreme(0.0)


def grows_from_zero(trace: Trace, model: Model, letter: str) -> bool:
    """Whether an area reaches from zero to the points along x or y, so that zero shows and needs no room beyond it."""
    axis, fill = trace.xaxis if letter == "x" else trace.yaxis, trace.get("fill", "none")
    is_closed = len(trace.x) > 1 and (trace.x[0], trace.y[0]) == (trace.x[-1], trace.y[-1])
    to_zero = fill == f"tozero{letter}" or (fill == f"tonext{letter}" and _is_first(trace, model))
    return to_zero and axis.type == "linear" and not is_closed


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
        more = {"drawstyle": STEPS[shape], "zorder": order, "gid": trace.gid}
        line = stroke((x, y), colour, width, style, solid_joinstyle="round", antialiased=True, **more)
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
    look = marker_colours(trace, kept, shown, opacity)
    points = [(trace.x[n], trace.y[n]) for n in kept]
    drawn = cloud(shown, [sizes[n] for n in kept], look, points, panel.transData, zorder=order, gid=trace.gid)
    panel.put(drawn, is_whole=True)


def inside(trace: Trace) -> list[int]:
    """Points within both ranges, whole markers; those outside the ranges do not show, unless the trace may leave the axes."""
    shows_all = not trace.get("cliponaxis", True)
    return [
        n
        for n, (x, y) in enumerate(zip(trace.x, trace.y, strict=True))
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
