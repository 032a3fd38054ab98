"""The samples in a legend: a piece of the line, a marker, a patch of the fill."""

from collections.abc import Iterator

from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform, Transform

from press.draw import scatter, symbols
from press.draw.bars import hatch
from press.draw.colour import rgba
from press.draw.decode import at
from press.draw.markers import colours, marker_colours, marker_sizes
from press.draw.model import Trace
from press.draw.page import POINTS
from press.draw.strokes import linestyle

WIDTH = 30.0  # pixels
_EVEN = 12.0  # diameter of markers where the legend shows all in one size


def sample_of(trace: Trace, x: float, y: float, to_page: Transform, *, is_even: bool) -> Iterator[Artist]:
    """The sample that starts at x, its middle at y; markers of one size with `is_even`."""
    if trace.kind != "scatter":
        fill = colours(trace, "marker", max(1, len(trace.x)), trace.get("fillcolor") or trace.colour)[0]
        paint = fill if isinstance(fill, tuple) else rgba(fill, trace.path, float(trace.get("opacity", 1)))
        edge, thick = (0.0, 0.0, 0.0, 0.0), 0.0
        if trace.kind == "box":
            edge, thick = paint, float(trace.get("line.width", 2)) * POINTS
            paint = (*paint[:3], paint[3] * 0.5)
        sample = Rectangle(
            (x + 9, y - 6), 12, 12, facecolor=paint, edgecolor=edge, linewidth=thick, transform=to_page
        )
        if trace.kind == "bar":
            hatch(trace, 0, sample, paint)
        yield sample
        return
    drawn = scatter.modes(trace)
    opacity = float(trace.get("opacity", 1))
    if trace.get("fill", "none") != "none":
        colour = trace.get("fillcolor") or scatter.line_colour(trace)
        paint = rgba(colour, trace.path, opacity * (1 if trace.get("fillcolor") else 0.5))
        yield Rectangle((x + 5, y), WIDTH - 10, 6, facecolor=paint, linewidth=0, transform=to_page)
    if "lines" in drawn:
        width = float(trace.get("line.width", 2))
        style = linestyle(trace.get("line.dash"), width, trace.path)
        yield Line2D(
            [x + 5, x + WIDTH - 5],
            [y, y],
            color=rgba(scatter.line_colour(trace), trace.path, opacity),
            linewidth=width * POINTS,
            linestyle=style,
            transform=to_page,
        )
    if "markers" in drawn:
        symbol = symbols.named(
            at(trace.get("marker.symbol", "circle"), 0, "circle"), f"{trace.path}.marker.symbol"
        )
        faces, edges, widths = marker_colours(trace, [0], [symbol], opacity)
        size = _EVEN if is_even else min(16.0, max(2.0, marker_sizes(trace, len(trace.x))[0]))
        yield PathCollection(
            [symbols.outline(symbol[0])],
            sizes=[(size / 2 * POINTS) ** 2],
            facecolors=faces,
            edgecolors=edges,
            linewidths=[w * POINTS for w in widths],
            offsets=[(x + WIDTH / 2, y)],
            offset_transform=to_page,
            transform=IdentityTransform(),
        )
