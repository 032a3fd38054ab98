"""Marker symbols as outlines of radius one, y upwards."""

import math
from functools import cache

from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from press.draw.errors import Unsupported

_OPEN = 100  # added to the number of an open symbol
# Strokes only: such a symbol has no inside to fill.
THIN = {"line-ew", "line-ns"}
_NAMES = """circle square diamond cross x triangle-up triangle-down triangle-left triangle-right
    pentagon hexagon line-ew line-ns"""
_NUMBERS = dict(zip((*range(9), 13, 14, 41, 42), _NAMES.split(), strict=True))


def named(symbol: object, path: str) -> tuple[str, bool]:
    """The name of a symbol and whether it is drawn open."""
    if isinstance(symbol, int) and symbol < 2 * _OPEN:
        return named(_NUMBERS.get(symbol % _OPEN), path)[0], symbol >= _OPEN
    name = str(symbol).removesuffix("-open")
    if name not in _NUMBERS.values():
        raise Unsupported(path, f"is {symbol!r}")
    return name, name != symbol


def _polygon(*corners: tuple[float, float]) -> Path:
    return Path([*corners, corners[0]], [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY])


def _regular(count: int) -> Path:
    turns = [math.pi / 2 + 2 * math.pi * n / count for n in range(count)]
    return _polygon(*[(math.cos(a), math.sin(a)) for a in turns])


def _cross(a: float = 0.4, r: float = 1.2) -> Path:
    """A cross with arms `a` wide on either side that reach as far as `r`."""
    quarter = [(r, a), (a, a), (a, r)]
    upper = [*quarter, *((-x, y) for x, y in reversed(quarter))]
    return _polygon(*upper, *((x, -y) for x, y in reversed(upper)))


def _turned(path: Path) -> Path:
    return path.transformed(Affine2D().rotate_deg(45))


@cache
def outline(name: str) -> Path:
    """The outline, in Plotly's proportions."""
    wide = 2 / math.sqrt(3)
    shapes = {
        "square": lambda: _polygon((1, 1), (-1, 1), (-1, -1), (1, -1)),
        "diamond": lambda: _polygon((1.3, 0), (0, 1.3), (-1.3, 0), (0, -1.3)),
        "cross": _cross,
        "x": lambda: _turned(_cross()),
        "triangle-up": lambda: _polygon((-wide, -0.5), (wide, -0.5), (0, 1)),
        "triangle-down": lambda: _polygon((-wide, 0.5), (wide, 0.5), (0, -1)),
        "triangle-left": lambda: _polygon((0.5, -wide), (0.5, wide), (-1, 0)),
        "triangle-right": lambda: _polygon((-0.5, -wide), (-0.5, wide), (1, 0)),
        "pentagon": lambda: _regular(5),
        "hexagon": lambda: _regular(6),
        "line-ew": lambda: Path([(-1.4, 0), (1.4, 0)]),
        "line-ns": lambda: Path([(0, -1.4), (0, 1.4)]),
    }
    return shapes[name]() if name != "circle" else Path.unit_circle()
