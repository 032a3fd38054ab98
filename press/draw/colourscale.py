"""Numbers to colours: Plotly's colour scales."""

import itertools
from collections.abc import Callable, Iterator
from typing import Any

from press.draw.colour import Rgba, rgba
from press.draw.decode import Spec
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


def limits(spec: Spec, letter: str, *columns: Any) -> tuple[float, float]:
    """The values at the two ends of a colour scale, by Plotly's rule: as given, or those of the data.

    One end given alone counts only with `auto` off; a middle counts only with `auto` on. Traces that share a scale
    come as several `columns`: each widens what those before it needed.
    """
    low, high, middle = (spec.get(f"{letter}{end}") for end in ("min", "max", "mid"))
    if spec.get(f"{letter}auto", low is None or high is None or low >= high):
        low = high = None
    else:
        middle = None
    is_open_low, is_open_high = low is None, high is None
    for column in columns:
        values = list(numbers(column))
        if values and is_open_low:
            low = min([*values] if low is None else [*values, low])
        if values and is_open_high:
            high = max([*values] if high is None else [*values, high])
        if middle is not None and low is not None and high is not None:
            reach = max(high - middle, middle - low)
            low, high = middle - reach, middle + reach
        if low is not None and low == high:
            low, high = low - 0.5, low + 0.5
    return float(0 if low is None else low), float(1 if high is None else high)


def numbers(cells: Any) -> Iterator[float]:
    """The numbers in a value, a list, or rows of lists."""
    for cell in cells if isinstance(cells, list) else [cells]:
        if isinstance(cell, list):
            yield from numbers(cell)
        elif is_number(cell):
            yield float(cell)


def shader(spec: Spec, limits: tuple[float, float], path: str) -> Callable[[float], Rgba]:
    """The colour of each number between two limits; beyond them that of the end."""
    stops, (low, high) = oriented(spec, path), limits
    return lambda value: shade(stops, (value - low) / (high - low))


def oriented(spec: Spec, path: str) -> Scale:
    """The colour scale of `spec`, turned round where it asks for that."""
    stops = scale(spec.get("colorscale"), f"{path}.colorscale")
    return [(1 - place, colour) for place, colour in reversed(stops)] if spec.get("reversescale") else stops


def shades(trace: Trace, part: str, values: list[Any]) -> list[Rgba]:
    """A colour for each number of `part`; Plotly paints a hole in the colour of its lines."""
    spec, path = trace.get(part), f"{trace.path}.{part}"
    colour_of = shader(spec, limits(spec, "c", values), path)
    return [colour_of(float(v)) if is_number(v) else rgba(v or "#444", f"{path}.color") for v in values]
