"""A panel: the Matplotlib axes of one pair of Plotly axes, without a frame of its own."""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import TransformedPatchPath

from press.draw.axis import Axis
from press.draw.page import Box, Page


class Panel(Axes):
    """Axes that hold marks only; ticks, labels and lines are drawn on the page."""

    def __init__(self, figure: Figure, page: Page, x: Axis, y: Axis, order: float) -> None:
        super().__init__(figure, page.fraction(panel_box(x, y)), frameon=False, label=f"{x.name}{y.name}")
        self.set_zorder(order)
        self.xaxis.set_visible(False)
        self.yaxis.set_visible(False)
        # One clip for all: Matplotlib would build a new one for each of a thousand marks.
        self.clip: Any = TransformedPatchPath(self.patch)
        for axis, set_scale, set_lim in (
            (x, self.set_xscale, self.set_xlim),
            (y, self.set_yscale, self.set_ylim),
        ):
            if axis.type == "log":
                set_scale("log", nonpositive="clip")
                set_lim(10 ** axis.range[0], 10 ** axis.range[1], auto=False)
            else:
                set_lim(*axis.range, auto=False)

    def put(self, artist: Artist, *, is_whole: bool = False) -> None:
        """Add a mark, cut off at the edge of the panel unless it is to stay whole."""
        artist.set_clip_path(self.clip)
        artist.set_clip_on(not is_whole)
        self.add_artist(artist)


def panel_box(x: Axis, y: Axis) -> Box:
    """The page box that a pair of axes spans."""
    left, right = sorted((x.start, x.start + x.length))
    top, bottom = sorted((y.start, y.start + y.length))
    return left, top, right, bottom
