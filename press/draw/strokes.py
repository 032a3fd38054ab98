"""Line styles: widths in pixels to points, Plotly's dash names to Matplotlib's patterns."""

import re
from typing import Any, Literal

from matplotlib.lines import Line2D

from press.draw.colour import Rgba
from press.draw.errors import Unsupported
from press.draw.page import POINTS

LineStyle = Literal["solid"] | tuple[float, tuple[float, ...]]

# Dash and gap lengths as multiples of the line width (never less than 3 pixels), as Plotly draws them.
_DASHES: dict[str, tuple[float, ...]] = {
    "dot": (1, 1),
    "dash": (3, 3),
    "longdash": (5, 5),
    "dashdot": (3, 1, 1, 1),
    "longdashdot": (5, 2, 1, 2),
}
_THINNEST = 3.0


def linestyle(dash: Any, width: float, path: str) -> LineStyle:
    """The Matplotlib line style for a Plotly dash and a width in pixels."""
    if dash in (None, "solid"):
        return "solid"
    if dash in _DASHES:
        lengths = [n * max(width, _THINNEST) for n in _DASHES[dash]]
    elif re.fullmatch(r"\s*[\d.]+(px)?([ ,]+[\d.]+(px)?)*\s*", str(dash)):
        lengths = [float(n) for n in re.findall(r"[\d.]+", str(dash))]
        lengths = lengths * 2 if len(lengths) % 2 else lengths
    else:
        raise Unsupported(path, f"is {dash!r}")
    # Matplotlib multiplies patterns by the line width; undo that to keep pixels.
    return 0, tuple(n / width if width else n for n in lengths)


def stroke(points: Any, colour: Rgba, width: float, style: LineStyle = "solid", **more: Any) -> Line2D:
    """A line `width` pixels wide through `points` (those of x, those of y), which ends where they end."""
    (xs, ys), ends = points, {"solid_capstyle": "butt", "dash_capstyle": "butt"}
    look: Any = ends | more
    return Line2D(xs, ys, color=colour, linewidth=width * POINTS, linestyle=style, **look)
