"""Plotly's colour strings as red, green, blue and alpha."""

import re
from functools import lru_cache
from typing import Any

from matplotlib.colors import hsv_to_rgb, to_rgba

from press.draw.errors import Unsupported

Rgba = tuple[float, float, float, float]

_CALL = re.compile(r"(rgb|rgba|hsl|hsla|hsv|hsva)\(([^)]*)\)")
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
        return _call(match[1], [part.strip() for part in match[2].split(",")])
    if colour == "transparent":
        return 0.0, 0.0, 0.0, 0.0
    try:
        red, green, blue, alpha = to_rgba(colour)
    except ValueError:
        raise Unsupported(path, f"has the colour {colour!r}, which is not known") from None
    return float(red), float(green), float(blue), float(alpha)


def _call(kind: str, parts: list[str]) -> Rgba:
    alpha = float(parts[3]) if len(parts) > 3 else 1.0
    if kind.startswith("rgb"):
        red, green, blue = (
            float(part.rstrip("%")) / (100 if part.endswith("%") else 255) for part in parts[:3]
        )
        return red, green, blue, alpha
    hue, saturation, level = (float(part.rstrip("%")) for part in parts[:3])
    saturation, level = saturation / 100, level / 100
    if kind.startswith("hsl"):
        value = level + saturation * min(level, 1 - level)
        saturation, level = (0.0 if value == 0 else 2 * (1 - level / value)), value
    red, green, blue = (float(part) for part in hsv_to_rgb((hue % 360 / 360, saturation, level)))
    return red, green, blue, alpha


def is_dark(colour: Rgba) -> bool:
    """Whether white text reads better than dark text on this colour."""
    red, green, blue, _ = colour
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128 / 255
