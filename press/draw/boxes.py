"""Boxes: quartiles, whiskers and points of a sample, by Plotly's rules."""

import math
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.transforms import IdentityTransform

from press.draw import symbols
from press.draw.colour import rgba
from press.draw.errors import Unsupported
from press.draw.model import Extreme, Model, Trace
from press.draw.page import POINTS
from press.draw.panel import Panel
from press.draw.slots import apart, axes_of, offset_groups, spacing_of
from press.draw.words import Words

_WHISKER = 1.5  # Tukey's fences
_FILL_OPACITY, _POINT = 0.5, 6.0


def prepare(model: Model) -> None:
    """Give every box its width, and its shift from its place where boxes stand side by side."""
    mode = model.get("boxmode", "overlay")
    if mode not in ("group", "overlay"):
        raise Unsupported("layout.boxmode", f"is {mode!r}")
    panels: dict[tuple[str, str], list[Trace]] = defaultdict(list)
    for trace in model.traces:
        if trace.kind == "box":
            if "log" in (trace.xaxis.type, trace.yaxis.type):
                raise Unsupported(f"{trace.path}.type", "is 'box' on a log axis")
            if trace.get("boxpoints", "outliers") not in ("outliers", False):
                raise Unsupported(f"{trace.path}.boxpoints", f"is {trace.get('boxpoints')!r}")
            panels[trace.xaxis.name, trace.yaxis.name].append(trace)
    slots = offset_groups(model, "box", mode)
    for traces in panels.values():
        _set_widths(traces, model, slots if mode == "group" else {})


def _set_widths(traces: list[Trace], model: Model, slots: dict[int, tuple[int, int]]) -> None:
    distinct = apart([place for t in traces for place in samples(t)])
    axis = axes_of(traces[0])[0]
    spacing = spacing_of(axis, distinct, 1.0)
    is_alone = all(trace.kind in ("bar", "box") for trace in model.on(axis))
    axis.stand(spacing if is_alone and axis.type in ("linear", "date") else 0.0, min(distinct, default=0.0))
    everywhere = [trace.index for trace in model.traces if trace.kind == "box"]
    gap, inner = float(model.get("boxgap", 0.3)), float(model.get("boxgroupgap", 0.3))
    for trace in traces:
        slot, count = slots.get(trace.index, (0, 1))
        if not count:  # boxes without a group of their own are counted over all panels
            slot, count = everywhere.index(trace.index), len(everywhere)
        shift = spacing * ((slot + 0.5) / count - 0.5) * (1 - gap)
        trace.spacing = spacing
        trace.width = [spacing * (1 - gap) * (1 - inner) / count]
        trace.position = [shift]


def samples(trace: Trace) -> dict[float, list[float]]:
    """The values at each place, in order of size."""
    grouped: dict[float, list[float]] = defaultdict(list)
    stands, values = (trace.y, trace.x) if trace.is_horizontal else (trace.x, trace.y)
    for place, value in zip(stands, values, strict=True):
        if not math.isnan(value) and not math.isnan(place):
            grouped[place].append(value)
    return {place: sorted(sample) for place, sample in grouped.items()}


def quartile(sample: list[float], share: float) -> float:
    """Plotly's linear method: sample points stand in the middle of equal steps."""
    at = share * len(sample) - 0.5
    if at <= 0:
        return sample[0]
    if at >= len(sample) - 1:
        return sample[-1]
    low = math.floor(at)
    return sample[low] + (sample[low + 1] - sample[low]) * (at - low)


def fences(trace: Trace, sample: list[float]) -> tuple[float, float]:
    """The ends of the whiskers: the last points within one and a half boxes of the box; all where no points show."""
    if trace.get("boxpoints") is False:
        return sample[0], sample[-1]
    first, third = quartile(sample, 0.25), quartile(sample, 0.75)
    reach = _WHISKER * (third - first)
    low = min((v for v in sample if v >= first - reach), default=first)
    high = max((v for v in sample if v <= third + reach), default=third)
    return min(low, first), max(high, third)


def outliers(trace: Trace, sample: list[float]) -> list[float]:
    """The points drawn beside a box."""
    low, high = fences(trace, sample)
    return [value for value in sample if value < low or value > high]


def extremes(trace: Trace, model: Model, letter: str) -> Iterator[Extreme]:
    """All values, padded; along the other axis the width of the boxes."""
    _ = model
    is_value = letter == ("x" if trace.is_horizontal else "y")
    for place, sample in samples(trace).items():
        if is_value:
            yield from (Extreme(end, padded=True) for end in (sample[0], sample[-1]))
        else:
            yield from (Extreme(place + side * trace.spacing / 2) for side in (-1, 1))


def labels(trace: Trace, model: Model) -> Iterator[Words]:
    """A box has no words of its own."""
    _ = trace, model
    return iter(())


def draw(trace: Trace, model: Model, panel: Panel, order: float) -> None:
    """Box, median, whiskers and points for every place."""
    _ = model
    line = trace.get("line.color") or trace.get("marker.color") or trace.colour
    edge = rgba(line, f"{trace.path}.line.color", float(trace.get("opacity", 1)))
    fill = rgba(
        trace.get("fillcolor") or line,
        f"{trace.path}.fillcolor",
        1.0 if trace.get("fillcolor") else _FILL_OPACITY,
    )
    thick = float(trace.get("line.width", 2)) * POINTS
    for stand, sample in samples(trace).items():
        half, place = trace.width[0] / 2, stand + trace.position[0]
        first, middle, third = (quartile(sample, share) for share in (0.25, 0.5, 0.75))
        low, high = fences(trace, sample)
        cap = half * float(trace.get("whiskerwidth", 0.5))
        strokes = [((middle, middle), (place - half, place + half))]
        for end, side in ((low, first), (high, third)):
            strokes += [((side, end), (place, place)), ((end, end), (place - cap, place + cap))]
        corner, size = (first, place - half), (third - first, 2 * half)
        if not trace.is_horizontal:
            corner, size = corner[::-1], size[::-1]
        panel.put(Rectangle(corner, *size, facecolor=fill, edgecolor=edge, linewidth=thick, zorder=order))
        for along, across in strokes:
            xs, ys = (along, across) if trace.is_horizontal else (across, along)
            panel.put(
                Line2D(
                    xs,
                    ys,
                    color=edge,
                    linewidth=thick,
                    zorder=order + 1e-4,
                    solid_capstyle="butt",
                    gid=f"{trace.gid}-box",
                )
            )
        _draw_points(trace, panel, order + 2e-4, stand, sample)


def _draw_points(trace: Trace, panel: Panel, order: float, place: float, sample: list[float]) -> None:
    shown, at = outliers(trace, sample), place + trace.position[0]
    kept = Line2D([], [], linestyle="none", gid=trace.gid)
    kept.set_data(
        *((sample, [place] * len(sample)) if trace.is_horizontal else ([place] * len(sample), sample))
    )
    panel.put(kept)
    if not shown:
        return
    name, is_open = symbols.named(trace.get("marker.symbol", "circle"), f"{trace.path}.marker.symbol")
    colour = rgba(
        trace.get("marker.color") or trace.get("line.color") or trace.colour,
        f"{trace.path}.marker.color",
        float(trace.get("marker.opacity", 1)),
    )
    points = [(v, at) if trace.is_horizontal else (at, v) for v in shown]
    cloud = PathCollection(
        [symbols.outline(name)],
        sizes=[(float(trace.get("marker.size", _POINT)) / 2 * POINTS) ** 2],
        facecolors="none" if is_open else [colour],
        edgecolors=[colour] if is_open else "none",
        offsets=np.array(points),
        offset_transform=panel.transData,
        transform=IdentityTransform(),
        zorder=order,
    )
    panel.put(cloud, is_whole=True)
