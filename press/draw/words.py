"""Text on the page: blocks of words at a pixel, turned if need be, drawn in the face that was given."""

import math
from typing import Any

from matplotlib.artist import Artist
from matplotlib.patches import PathPatch
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from press.draw.colour import Rgba, rgba
from press.draw.text import ASCENT, LINE_HEIGHT, Block, Run, run_width

_POINTS = 0.75  # points in a CSS pixel
_SLANT = 0.2  # tangent of the angle by which upright letters lean for <i>


def beside(
    text: Block,
    x: float,
    y: float,
    *,
    across: float = 0.5,
    down: float = 0.5,
    align: str = "",
    angle: float = 0,
) -> "Words":
    """Place a block so that the point (x, y) lies `across` of its width and `down` of its height inside it."""
    align = align or {0.0: "left", 1.0: "right"}.get(across, "center")
    return Words(
        text, x - across * text.width, y - down * text.height, align=align, angle=angle, pivot=(x, y)
    )


class Words(Artist):
    """A block of text whose box is placed in pixels of the page, y downwards.

    `left` and `top` are the upper left corner of the unrotated box; it turns clockwise by `angle` degrees
    about `pivot`.
    """

    def __init__(
        self,
        text: Block,
        left: float,
        top: float,
        *,
        align: str = "left",
        angle: float = 0,
        pivot: tuple[float, float] = (0, 0),
    ) -> None:
        super().__init__()
        self.text, self.left, self.top = text, left, top
        self.align, self.angle, self.pivot = align, angle, pivot

    def extent(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the turned box, in page pixels."""
        sides = (self.left, self.left + self.text.width), (self.top, self.top + self.text.height)
        xs, ys = zip(*(self._turned(x, y) for x in sides[0] for y in sides[1]), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def _turned(self, x: float, y: float) -> tuple[float, float]:
        turn, dx, dy = math.radians(self.angle), x - self.pivot[0], y - self.pivot[1]
        x = self.pivot[0] + dx * math.cos(turn) - dy * math.sin(turn)
        return x, self.pivot[1] + dx * math.sin(turn) + dy * math.cos(turn)

    def move(self, dx: float, dy: float) -> None:
        """Shift the words by so many pixels."""
        self.left, self.top = self.left + dx, self.top + dy
        self.pivot = (self.pivot[0] + dx, self.pivot[1] + dy)

    def draw(self, renderer: Any) -> None:
        """Draw every run at its place."""
        renderer.open_group("text", self.get_gid())
        factor = {"left": 0.0, "center": 0.5, "right": 1.0}[self.align]
        baseline = self.top + self.text.size * ASCENT
        for line, wide in zip(self.text.lines, self.text.widths, strict=True):
            x = self.left + (self.text.width - wide) * factor
            for run in line:
                self._draw_run(renderer, run, x, baseline)
                x += run_width(run, self.text.size, self.text.face)
            baseline += self.text.size * LINE_HEIGHT
        renderer.close_group("text")

    def _draw_run(self, renderer: Any, run: Run, x: float, y: float) -> None:
        if not run.text.strip():
            return
        x, y = self._turned(x, y)
        unit = renderer.points_to_pixels(_POINTS)
        _, page_height = renderer.get_canvas_width_height()
        colour = rgba(run.colour, "text") if run.colour else self.text.colour
        prop = self.text.face.properties(self.text.size * run.scale * _POINTS, run.bold)
        if run.italic:
            self._draw_slanted(renderer, run.text, prop, (x, y), colour)
            return
        context = renderer.new_gc()
        context.set_foreground(colour, isRGBA=True)
        context.set_alpha(colour[3])
        top = y * unit if renderer.flipy() else page_height - y * unit
        renderer.draw_text(context, x * unit, top, run.text, prop, -self.angle, ismath=False)
        context.restore()

    def _draw_slanted(
        self, renderer: Any, text: str, prop: Any, at: tuple[float, float], colour: Rgba
    ) -> None:
        """The fonts have no italic: lean the outlines of the upright letters."""
        unit = renderer.points_to_pixels(1)
        _, page_height = renderer.get_canvas_width_height()
        outline = TextPath((0, 0), text, prop=prop)
        lean = Affine2D().from_values(1, 0, _SLANT, 1, 0, 0).rotate_deg(-self.angle).scale(unit)
        moved = lean.translate(at[0] * unit * _POINTS, page_height - at[1] * unit * _POINTS)
        PathPatch(outline.transformed(moved), facecolor=colour, edgecolor="none", transform=None).draw(
            renderer
        )
