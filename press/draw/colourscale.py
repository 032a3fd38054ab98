"""Numbers to colours: Plotly's colour scales."""

import itertools
from typing import Any

from press.draw.colour import Rgba, rgba
from press.draw.errors import Unsupported
from press.draw.model import Trace
from press.draw.values import is_number

Scale = list[tuple[float, Rgba]]


def scale(given: Any, path: str) -> Scale:
    """A colour scale as places from 0 to 1 with their colours."""
    if isinstance(given, str):
        import plotly.colors

        try:
            given = plotly.colors.get_colorscale(given)
        except Exception:
            raise Unsupported(path, f"is {given!r}") from None
    if not isinstance(given, list) or not given:
        raise Unsupported(path, "is not given; name the colours, so that print and screen agree")
    return [(float(place), rgba(colour, path)) for place, colour in given]


def shade(stops: Scale, share: float) -> Rgba:
    """The colour at a place between 0 and 1."""
    share = min(1.0, max(0.0, share))
    for (low, first), (high, last) in itertools.pairwise(stops):
        if share <= high:
            part = 0.0 if high == low else (share - low) / (high - low)
            red, green, blue, alpha = (a + (b - a) * part for a, b in zip(first, last, strict=True))
            return red, green, blue, alpha
    return stops[-1][1]


def shades(trace: Trace, part: str, values: list[Any]) -> list[Rgba]:
    """A colour for each number of `part`, between its `cmin` and `cmax`."""
    stops = scale(trace.get(f"{part}.colorscale"), f"{trace.path}.{part}.colorscale")
    numbers = [float(v) for v in values if is_number(v)]
    low = float(trace.get(f"{part}.cmin", min(numbers)))
    high = float(trace.get(f"{part}.cmax", max(numbers)))
    if trace.get(f"{part}.reversescale"):
        stops = [(1 - place, colour) for place, colour in reversed(stops)]
    span = (high - low) or 1.0
    return [shade(stops, (float(v) - low) / span) if is_number(v) else (0, 0, 0, 0) for v in values]
