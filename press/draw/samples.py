"""The samples in a legend: a piece of the line, a marker, a patch of the fill."""

from collections.abc import Iterator

from matplotlib.artist import Artist
from matplotlib.transforms import Transform

from press.draw import scatter, symbols
from press.draw.bars import hatch
from press.draw.colour import rgba
from press.draw.decode import at
from press.draw.markers import cloud, colours, marker_colours, marker_sizes
from press.draw.model import Trace
from press.draw.page import patch
from press.draw.strokes import linestyle, stroke

WIDTH = 30.0  # pixels


def sample_of(trace: Trace, x: float, y: float, to_page: Transform) -> Iterator[Artist]:
    """The sample that starts at x, its middle at y."""
    opacity = float(trace.get("opacity", 1))
    if trace.kind == "bar":
        paint = rgba(colours(trace, "marker", max(1, len(trace.x)), trace.colour)[0], trace.path, opacity)
        sample = patch((x + 9, y - 6, x + 21, y + 6), to_page, facecolor=paint, linewidth=0)
        hatch(trace, 0, sample, paint)
        yield sample
        return
    drawn = scatter.modes(trace)
    if trace.get("fill", "none") != "none":
        colour = trace.get("fillcolor") or scatter.line_colour(trace)
        paint = rgba(colour, trace.path, opacity * (1 if trace.get("fillcolor") else 0.5))
        yield patch((x + 5, y, x + WIDTH - 5, y + 6), to_page, facecolor=paint, linewidth=0)
    if "lines" in drawn:
        width = float(trace.get("line.width", 2))
        style = linestyle(trace.get("line.dash"), width, trace.path)
        colour = rgba(scatter.line_colour(trace), trace.path, opacity)
        yield stroke(([x + 5, x + WIDTH - 5], [y, y]), colour, width, style, transform=to_page)
    if "markers" in drawn:
        symbol = symbols.named(
            at(trace.get("marker.symbol", "circle"), 0, "circle"), f"{trace.path}.marker.symbol"
        )
        size = min(16.0, max(2.0, marker_sizes(trace, len(trace.x))[0]))
        look = marker_colours(trace, [0], [symbol], opacity)
        yield cloud([symbol], [size], look, [(x + WIDTH / 2, y)], to_page)
