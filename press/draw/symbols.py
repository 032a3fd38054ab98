"""Marker symbols as outlines of radius one, y upwards."""

import math
from functools import cache

from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from press.draw.errors import Unsupported

# Plotly's symbol numbers for those the drawing knows.
_NAMES = """circle square diamond cross x triangle-up triangle-down triangle-left triangle-right pentagon hexagon star
    hourglass bowtie cross-thin x-thin asterisk line-ew line-ns line-ne line-nw"""
_NUMBERS = dict(zip((*range(9), 13, 14, 17, 23, 24, 33, 34, 35, 41, 42, 43, 44), _NAMES.split(), strict=True))
# Strokes only: such a symbol has no inside to fill.
THIN = {"cross-thin", "x-thin", "asterisk", "line-ew", "line-ns", "line-ne", "line-nw"}


def named(symbol: object, path: str) -> tuple[str, bool]:
    """The name of a symbol and whether it is drawn open."""
    if isinstance(symbol, int) or (isinstance(symbol, str) and symbol.isdigit()):
        code = int(symbol)
        if code % 100 not in _NUMBERS or code >= 200:
            raise Unsupported(path, f"is symbol number {symbol}")
        return _NUMBERS[code % 100], code >= 100
    name = str(symbol)
    is_open = name.endswith("-open")
    name = name.removesuffix("-open")
    if name not in _NUMBERS.values():
        raise Unsupported(path, f"is {symbol!r}")
    return name, is_open


def _polygon(*corners: tuple[float, float]) -> Path:
    return Path([*corners, corners[0]], [Path.MOVETO, *[Path.LINETO] * (len(corners) - 1), Path.CLOSEPOLY])


def _strokes(*lines: tuple[tuple[float, float], tuple[float, float]]) -> Path:
    return Path([point for line in lines for point in line], [Path.MOVETO, Path.LINETO] * len(lines))


def _regular(count: int, radius: float = 1.0) -> Path:
    turns = [math.pi / 2 + 2 * math.pi * n / count for n in range(count)]
    return _polygon(*[(radius * math.cos(a), radius * math.sin(a)) for a in turns])


def _star(inner: float = 0.53, outer: float = 1.4) -> Path:
    turns = [math.pi / 2 + math.pi * n / 5 for n in range(10)]
    return _polygon(
        *[
            ((inner if n % 2 else outer) * math.cos(a), (inner if n % 2 else outer) * math.sin(a))
            for n, a in enumerate(turns)
        ]
    )


def _cross(arm: float = 0.4, reach: float = 1.2) -> Path:
    a, r = arm, reach
    corners = (
        (r, a),
        (a, a),
        (a, r),
        (-a, r),
        (-a, a),
        (-r, a),
        (-r, -a),
        (-a, -a),
        (-a, -r),
        (a, -r),
        (a, -a),
        (r, -a),
    )
    return _polygon(*corners)


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
        "star": _star,
        "hourglass": lambda: _polygon((1, -1), (-1, -1), (1, 1), (-1, 1)),
        "bowtie": lambda: _polygon((1, -1), (1, 1), (-1, -1), (-1, 1)),
        "cross-thin": lambda: _strokes(((0, -1.4), (0, 1.4)), ((-1.4, 0), (1.4, 0))),
        "x-thin": lambda: _strokes(((-1, -1), (1, 1)), ((-1, 1), (1, -1))),
        "asterisk": lambda: _strokes(
            ((0, -1.2), (0, 1.2)),
            ((-1.2, 0), (1.2, 0)),
            ((-0.85, -0.85), (0.85, 0.85)),
            ((-0.85, 0.85), (0.85, -0.85)),
        ),
        "line-ew": lambda: _strokes(((-1.4, 0), (1.4, 0))),
        "line-ns": lambda: _strokes(((0, -1.4), (0, 1.4))),
        "line-ne": lambda: _strokes(((-1, -1), (1, 1))),
        "line-nw": lambda: _strokes(((-1, 1), (1, -1))),
    }
    return shapes[name]() if name != "circle" else Path.unit_circle()
