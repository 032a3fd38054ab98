"""The page of one drawing in CSS pixels (96 to the inch), y downwards, and the plot area on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Affine2D, Transform

from press.draw.axis import Axis

PIXELS = 96.0  # CSS pixels in an inch
POINTS = 72 / PIXELS
_LARGEST = 0.6  # of the page; text wider than the page must not squeeze the plot to nothing
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass
class Page:
    """Page size, the bands kept for heading and source line, and the margins round the plot area."""

    width: float
    height: float
    head: float = 0.0
    foot: float = 0.0
    left: float = 1.0
    right: float = 1.0
    top: float = 1.0
    bottom: float = 1.0

    @property
    def plot(self) -> Box:
        """The plot area."""
        return self.left, self.head + self.top, self.width - self.right, self.height - self.foot - self.bottom

    def paper(self, x: float, y: float) -> tuple[float, float]:
        """The pixel of a place in paper coordinates, y upwards from 0 to 1."""
        left, top, right, bottom = self.plot
        return left + x * (right - left), bottom + y * (top - bottom)

    def share(self, axis: Axis | None, letter: str, value: float) -> float:
        """The pixel of a share of an axis, or of the paper where there is none."""
        if axis is not None:
            return axis.start + value * axis.length
        return self.paper(value, value)[0 if letter == "x" else 1]

    def fit(self, axis: Axis) -> None:
        """Lay `axis` over its part of the plot area."""
        low, high = axis.domain
        if axis.is_x:
            axis.start, end = self.paper(low, 0)[0], self.paper(high, 0)[0]
        else:
            axis.start, end = self.paper(0, low)[1], self.paper(0, high)[1]
        axis.length = end - axis.start

    def widen(self, boxes: Iterable[Box]) -> float:
        """Grow the margins until `boxes` fit on the page; return by how much the worst one stuck out."""
        boxes = list(boxes)
        if not boxes:
            return 0.0
        over = (
            -min(box[0] for box in boxes),
            self.head - min(box[1] for box in boxes),
            max(box[2] for box in boxes) - self.width,
            max(box[3] for box in boxes) - (self.height - self.foot),
        )
        left, top, right, bottom = (max(0.0, amount) for amount in over)
        self.left = min(self.left + left, _LARGEST * self.width)
        self.right = min(self.right + right, _LARGEST * self.width)
        self.top = min(self.top + top, _LARGEST * self.height)
        self.bottom = min(self.bottom + bottom, _LARGEST * self.height)
        return max(left, top, right, bottom)

    def shift(self, box: Box) -> tuple[float, float]:
        """How far a box must move to stand on the page; margins alone cannot make room for every label."""
        left, top, right, bottom = box
        dx = max(0.0, -left) - max(0.0, right - self.width)
        dy = max(0.0, self.head - top) - max(0.0, bottom - (self.height - self.foot))
        return dx, dy

    def transform(self, figure: Figure) -> Transform:
        """From page pixels to the display."""
        return Affine2D().scale(1, -1).translate(0, self.height).scale(1 / PIXELS) + figure.dpi_scale_trans

    def fraction(self, box: Box) -> tuple[float, float, float, float]:
        """A box as left, bottom, width and height in fractions of the page, as Matplotlib places axes."""
        left, top, right, bottom = box
        return (
            left / self.width,
            1 - bottom / self.height,
            (right - left) / self.width,
            (bottom - top) / self.height,
        )


def patch(box: Box, to_page: Transform, **look: Any) -> Rectangle:
    """A rectangle over a box of the page."""
    left, top, right, bottom = box
    return Rectangle((left, top), right - left, bottom - top, transform=to_page, **look)


def union(boxes: Iterable[Box]) -> Box | None:
    """The smallest box that holds all."""
    boxes = list(boxes)
    if not boxes:
        return None
    return (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )


def overlap(one: Box, other: Box, gap: float = 0.0) -> bool:
    """Whether two boxes come closer than `gap`."""
    return (
        one[0] < other[2] + gap
        and other[0] < one[2] + gap
        and one[1] < other[3] + gap
        and other[1] < one[3] + gap
    )
