"""Arrows from an annotation's words to the point they speak of."""

import math
from collections.abc import Iterator

from matplotlib.artist import Artist
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.transforms import Transform

from press.draw.colour import rgba
from press.draw.decode import Spec
from press.draw.errors import Unsupported
from press.draw.page import POINTS, Box

Point = tuple[float, float]

# Outline of each arrow head, pointing along x, in line widths; and how far the line ends before the tip.
_HEADS: dict[int, tuple[list[tuple[float, float]], float]] = {
    0: ([], 0.0),
    1: ([(-2.4, -3), (-2.4, 3), (0.6, 0)], 0.6),
    2: ([(-3.7, -2.5), (-3.7, 2.5), (1.3, 0)], 1.3),
    3: ([(-4.45, -3), (-1.65, -0.2), (-1.65, 0.2), (-4.45, 3), (1.55, 0)], 1.55),
    4: ([(-2.2, -2.2), (-0.2, -0.2), (-0.2, 0.2), (-2.2, 2.2), (-1.4, 3), (1.6, 0), (-1.4, -3)], 1.6),
    5: ([(-4.4, -2.1), (-0.6, -0.2), (-0.6, 0.2), (-4.4, 2.1), (-4, 3), (2, 0), (-4, -3)], 2.0),
    6: ([(2 * math.cos(n * math.pi / 8), 2 * math.sin(n * math.pi / 8)) for n in range(16)], 0.0),
    7: ([(2, 2), (2, -2), (-2, -2), (-2, 2)], 0.0),
}


def arrow(spec: Spec, path: str, box: Box, ends: tuple[Point, Point], to_page: Transform) -> Iterator[Artist]:
    """The line and the head; none where the point lies under the words."""
    style, opacity = spec.get("arrowhead", 1), float(spec.get("opacity", 1))
    if style not in _HEADS or spec.get("arrowside", "end") not in ("end", "none"):
        raise Unsupported(f"{path}.arrowhead", f"is {style!r}")
    width = float(
        spec.get("arrowwidth", (float(spec.get("borderwidth", 1)) if spec.get("bordercolor") else 1) * 2)
    )
    colour = rgba(spec.get("arrowcolor") or spec.get("bordercolor") or "#444", f"{path}.arrowcolor", opacity)
    head = ends[1]
    start = _edge(box, *ends)
    if start is None:
        return
    length = math.dist(start, head)
    unit = ((head[0] - start[0]) / length, (head[1] - start[1]) / length)
    begin = float(spec.get("startstandoff", 0))
    end = length - float(spec.get("standoff", 0))
    if end <= begin:
        return
    outline, tip = _HEADS[style] if spec.get("arrowside", "end") == "end" else _HEADS[0]
    scale = width * float(spec.get("arrowsize", 1))
    at = end - tip * scale
    places = [(start[0] + unit[0] * d, start[1] + unit[1] * d) for d in (begin, max(at, begin))]
    yield Line2D(
        [p[0] for p in places],
        [p[1] for p in places],
        color=colour,
        linewidth=width * POINTS,
        transform=to_page,
        solid_capstyle="butt",
        gid="arrow",
    )
    if outline:
        corners = [
            (
                places[1][0] + (dx * unit[0] - dy * unit[1]) * scale,
                places[1][1] + (dx * unit[1] + dy * unit[0]) * scale,
            )
            for dx, dy in outline
        ]
        yield Polygon(corners, closed=True, facecolor=colour, edgecolor="none", transform=to_page)


def _edge(box: Box, tail: Point, head: Point) -> Point | None:
    """Where the line from the tail to the point leaves the words; nowhere if the point lies under them."""
    left, top, right, bottom = box
    if left <= head[0] <= right and top <= head[1] <= bottom:
        return None
    dx, dy = head[0] - tail[0], head[1] - tail[1]
    shares = [((right if dx > 0 else left) - tail[0]) / dx] if dx else []
    shares += [((bottom if dy > 0 else top) - tail[1]) / dy] if dy else []
    share = max(0.0, min(shares))
    return tail[0] + dx * share, tail[1] + dy * share
