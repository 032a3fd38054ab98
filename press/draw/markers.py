"""Sizes and colours of markers, one for all or one for each point."""

import math
from typing import Any

from press.draw import symbols
from press.draw.colour import Rgba, rgba
from press.draw.colourscale import shades
from press.draw.decode import at
from press.draw.errors import Unsupported
from press.draw.model import Trace

_SIZE, _NO_COLOUR = 6.0, (0.0, 0.0, 0.0, 0.0)


def marker_sizes(trace: Trace, count: int) -> list[float]:
    """Diameters in pixels."""
    size = trace.get("marker.size", _SIZE)
    if not isinstance(size, list):
        return [float(size)] * count
    reference = float(trace.get("marker.sizeref", 1))
    least = float(trace.get("marker.sizemin", 0)) * 2
    raw = [float(at(size, n, 0.0)) for n in range(count)]
    if trace.get("marker.sizemode", "diameter") == "area":
        raw = [2 * math.sqrt(max(value, 0) / reference / 2) if reference else value for value in raw]
    else:
        raw = [value / reference for value in raw]
    return [max(value, least) for value in raw]


def colours(trace: Trace, part: str, count: int, default: Any) -> list[Any]:
    """One colour string or shade for each point, from `color` or `colorscale` of `part` ("marker", "marker.line")."""
    given = trace.get(f"{part}.color", default)
    if isinstance(given, list) and any(isinstance(item, int | float) for item in given):
        return list(shades(trace, part, given))
    if isinstance(given, int | float):
        raise Unsupported(f"{trace.path}.{part}.color", f"is the number {given!r}")
    if isinstance(given, list) and len(given) < count:
        raise Unsupported(f"{trace.path}.{part}.color", f"has {len(given)} entries for {count} points")
    return [at(given, n, default) for n in range(count)]


def marker_colours(
    trace: Trace, kept: list[int], shown: list[tuple[str, bool]], opacity: float
) -> tuple[list[Rgba], list[Rgba], list[float]]:
    """Face colours, edge colours and edge widths of the points kept; open symbols have an edge only."""
    path, count = f"{trace.path}.marker", len(trace.x)
    line = trace.get("line.color")
    fills = colours(trace, "marker", count, line or trace.colour)
    strokes = colours(trace, "marker.line", count, "#444") if trace.get("marker.line.color") else None
    given = trace.get("marker.opacity", 0.7 if isinstance(trace.get("marker.size"), list) else 1.0)
    is_bubble = isinstance(trace.get("marker.size"), list)
    width = trace.get("marker.line.width", 1 if is_bubble else 0)
    usual = "#fff" if is_bubble else "#444"
    faces: list[Rgba] = []
    edges: list[Rgba] = []
    widths: list[float] = []
    for n, (name, is_open) in zip(kept, shown, strict=True):
        is_thin = name in symbols.THIN
        alpha = opacity * float(at(given, n, 1.0))
        fill = _rgba(fills[n], f"{path}.color", alpha)
        stroke = _rgba(strokes[n], f"{path}.line.color", alpha) if strokes else _rgba(usual, path, alpha)
        thick = float(at(width, n, 0.0))
        if is_open:  # drawn in the colour of its fill, at least one pixel thick
            stroke, thick = fill, max(thick, 1.0)
        if is_open or is_thin:
            fill = _NO_COLOUR
        faces.append(fill)
        edges.append(stroke if thick else _NO_COLOUR)
        widths.append(thick)
    return faces, edges, widths


def _rgba(value: Any, path: str, alpha: float) -> Rgba:
    if isinstance(value, tuple):
        return value[0], value[1], value[2], value[3] * alpha
    return rgba(value, path, alpha)
