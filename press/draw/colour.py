"""Plotly's colour strings as red, green, blue and alpha."""

import re
from functools import lru_cache
from typing import Any

from matplotlib.colors import to_rgba

from press.draw.errors import Unsupported

Rgba = tuple[float, float, float, float]

_CALL = re.compile(r"rgba?\(([^)]*)\)")
# Plotly's own sequence, for figures without a template.
_COLORWAY = "#1f77b4 #ff7f0e #2ca02c #d62728 #9467bd #8c564b #e377c2 #7f7f7f #bcbd22 #17becf"
COLORWAY = _COLORWAY.split()


def rgba(colour: Any, path: str = "color", opacity: float = 1.0) -> Rgba:
    """The colour a string names, its alpha multiplied by `opacity`."""
    if not isinstance(colour, str):
        raise Unsupported(path, f"has {colour!r}, which is not a colour name")
    red, green, blue, alpha = _parsed(colour.strip().lower(), path)
    return red, green, blue, alpha * opacity


@lru_cache(maxsize=2048)
def _parsed(colour: str, path: str) -> Rgba:
    if match := _CALL.fullmatch(colour):
        *mixed, alpha = [part.strip() for part in match[1].split(",")] + ["1"] * (match[1].count(",") < 3)
        red, green, blue = (float(p.rstrip("%")) / (100 if p.endswith("%") else 255) for p in mixed)
        return red, green, blue, float(alpha)
    if colour == "transparent":
        return 0.0, 0.0, 0.0, 0.0
    try:
        red, green, blue, given = to_rgba(colour)
    except ValueError:
        raise Unsupported(path, f"has the colour {colour!r}, which is not known") from None
    return float(red), float(green), float(blue), float(given)


def is_dark(colour: Rgba) -> bool:
    """Whether white text reads better than dark text on this colour."""
    red, green, blue, _ = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 / 255
