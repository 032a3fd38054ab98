"""Numbers to colours: the colour scale of a heatmap, and of markers coloured by number."""

import itertools
from collections.abc import Callable
from typing import Any

from press.draw.colour import Rgba, rgba
from press.draw.decode import Spec
from press.draw.errors import Unsupported
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


def limits(spec: Spec) -> tuple[float, float]:
    """The values at the two ends of the colour scale of a heatmap, by Plotly's rule: as given, or those of the data.

    One end given alone counts only with `zauto` off; a middle counts only with `zauto` on.
    """
    low, high, middle = (spec.get(f"z{end}") for end in ("min", "max", "mid"))
    if spec.get("zauto", low is None or high is None or low >= high):
        low = high = None
    else:
        middle = None
    values = [float(cell) for row in spec.get("z") or [] for cell in row if is_number(cell)]
    low = min(values, default=0.0) if low is None else low
    high = max(values, default=1.0) if high is None else high
    if middle is not None:
        reach = max(high - middle, middle - low)
        low, high = middle - reach, middle + reach
    return (low - 0.5, high + 0.5) if low == high else (float(low), float(high))


def share_out(data: list[Spec], layout: Spec) -> None:
    """Give heatmaps on a colour axis its colours, and limits by the values of them all."""
    for name in [name for name in layout if name.startswith("coloraxis")]:
        own = layout.pop(name)
        on_it = [trace for trace in data if trace["type"] == "heatmap" and trace.get("coloraxis") == name]
        shown = [trace for trace in on_it if trace.get("visible", True) is True]
        ends = {f"z{end}": own.pop(f"c{end}", None) for end in ("min", "max", "mid", "auto")}
        if ends["zauto"] is None:
            del ends["zauto"]
        low, high = limits(ends | {"z": [row for trace in shown for row in trace.get("z") or []]})
        for trace in on_it:
            del trace["coloraxis"]
            trace.update({"showscale": True} | own | {"zmin": low, "zmax": high, "zauto": False})


def shader(spec: Spec, path: str) -> Callable[[float], Rgba]:
    """The colour of each number of a heatmap; beyond the limits that of the end."""
    stops, (low, high) = scale(spec.get("colorscale"), f"{path}.colorscale"), limits(spec)
    if spec.get("reversescale"):
        stops = [(1 - place, colour) for place, colour in reversed(stops)]
    return lambda value: shade(stops, (value - low) / (high - low))
