"""Sizes and colours of markers, one for all or one for each point, and the markers themselves."""

import math
from typing import Any

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.transforms import IdentityTransform, Transform

from press.draw import symbols
from press.draw.colour import Rgba, rgba
from press.draw.colourscale import shader
from press.draw.decode import at
from press.draw.errors import Unsupported
from press.draw.model import Trace
from press.draw.page import POINTS
from press.draw.values import is_number

_SIZE, _NO_COLOUR = 6.0, (0.0, 0.0, 0.0, 0.0)
Symbol = tuple[str, bool]
Look = tuple[list[Rgba], list[Rgba], list[float]]  # colours of faces and edges, widths of edges


def marker_sizes(trace: Trace, count: int) -> list[float]:
    """Diameters in pixels."""
    size = trace.get("marker.size", _SIZE)
    if not isinstance(size, list):
        return [float(size)] * count
    reference, least = float(trace.get("marker.sizeref", 1)), float(trace.get("marker.sizemin", 0)) * 2
    raw = [float(at(size, n, 0.0)) / reference for n in range(count)]
    if trace.get("marker.sizemode", "diameter") == "area":
        raw = [2 * math.sqrt(max(value, 0) / 2) for value in raw]
    return [max(value, least) for value in raw]


def colours(trace: Trace, part: str, count: int, default: Any) -> list[Any]:
    """One colour for each point, from the `color` of `part` ("marker", "marker.line"); numbers of markers are shaded."""
    given = trace.get(f"{part}.color", default)
    if part == "marker" and isinstance(given, list) and given and all(map(is_number, given)):
        given = _shaded(trace, given)
    if any(isinstance(item, int | float) for item in (given if isinstance(given, list) else [given])):
        raise Unsupported(f"{trace.path}.{part}.color", "has numbers; name the colours")
    if isinstance(given, list) and len(given) < count:
        raise Unsupported(f"{trace.path}.{part}.color", f"has {len(given)} entries for {count} points")
    return [at(given, n, default) for n in range(count)]


def _shaded(trace: Trace, values: list[float]) -> list[str]:
    """The colours of numbers, by the scale of the markers."""
    ends = {f"z{end}": trace.get(f"marker.c{end}") for end in ("min", "max", "mid", "auto")}
    spec = {"z": [values]} | {name: end for name, end in ends.items() if end is not None}
    scale = {name: trace.get(f"marker.{name}") for name in ("colorscale", "reversescale")}
    colour_of = shader(spec | scale, f"{trace.path}.marker")
    mixed = [[255 * part for part in colour[:3]] + [colour[3]] for colour in map(colour_of, values)]
    return [f"rgba({','.join(map(str, colour))})" for colour in mixed]


def marker_colours(trace: Trace, kept: list[int], shown: list[Symbol], opacity: float) -> Look:
    """The look of the points kept; open symbols have an edge only."""
    path, count = f"{trace.path}.marker", len(trace.x)
    fills = colours(trace, "marker", count, trace.get("line.color") or trace.colour)
    is_bubble = isinstance(trace.get("marker.size"), list)
    strokes = colours(trace, "marker.line", count, "#fff" if is_bubble else "#444")
    given, width = (
        trace.get("marker.opacity", 0.7 if is_bubble else 1.0),
        trace.get("marker.line.width", int(is_bubble)),
    )
    faces: list[Rgba] = []
    edges: list[Rgba] = []
    widths: list[float] = []
    for n, (name, is_open) in zip(kept, shown, strict=True):
        alpha, thick = opacity * float(at(given, n, 1.0)), float(at(width, n, 0.0))
        fill, edge = rgba(fills[n], f"{path}.color", alpha), rgba(strokes[n], f"{path}.line.color", alpha)
        if is_open:  # drawn in the colour of its fill, at least one pixel thick
            edge, thick = fill, max(thick, 1.0)
        faces.append(_NO_COLOUR if is_open or name in symbols.THIN else fill)
        edges.append(edge if thick else _NO_COLOUR)
        widths.append(thick)
    return faces, edges, widths


def cloud(
    shown: list[Symbol], sizes: list[float], look: Look, points: Any, place: Transform, **more: Any
) -> PathCollection:
    """Markers of so many pixels at `points`, in the coordinates of `place`."""
    faces, edges, widths = look
    return PathCollection(
        _shortened([symbols.outline(name) for name, _ in shown]),
        sizes=_shortened([(size / 2 * POINTS) ** 2 for size in sizes]),
        facecolors=_shortened(faces),
        edgecolors=_shortened(edges),
        linewidths=_shortened([width * POINTS for width in widths]),
        offsets=np.array(points),
        offset_transform=place,
        transform=IdentityTransform(),
        **more,
    )


def _shortened(values: list[Any]) -> list[Any]:
    """One entry where all are equal: Matplotlib repeats it, and the file stays small."""
    return values[:1] if all(value == values[0] for value in values) else values
