"""Bars: grouped, stacked, relative, overlaid or floating, upright or lying; without words in them."""

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from matplotlib.patches import Rectangle

from press.draw.colour import Rgba, is_dark, rgba
from press.draw.decode import at
from press.draw.errors import Unsupported
from press.draw.markers import colours
from press.draw.model import Extreme, Model, Trace
from press.draw.page import POINTS
from press.draw.panel import Panel
from press.draw.slots import apart, axes_of, offset_groups, spacing_of
from press.draw.values import DAY

# Two strokes to a Matplotlib hatch are eight pixels apart, as on screen.
_HATCHES = {shape: 2 * shape for shape in ("", "/", "\\", "x", "-", "|", "+", ".")}
_STROKE = 1.7 * POINTS
_MODES = ("group", "stack", "relative", "overlay")


def places(trace: Trace) -> list[float]:
    """Where the bars stand."""
    return trace.y if trace.is_horizontal else trace.x


def sizes(trace: Trace) -> list[float]:
    """How long the bars are."""
    return trace.x if trace.is_horizontal else trace.y


def prepare(model: Model) -> None:
    """Give every bar its centre, width and base, from all bar traces that share its axes."""
    mode = model.get("barmode", "group")
    if mode not in _MODES:
        raise Unsupported("layout.barmode", f"is {mode!r}")
    groups: dict[tuple[str, str, bool], list[Trace]] = defaultdict(list)
    slots = offset_groups(model, mode)
    # Whoever chooses where to stand, or where to begin, stands alone.
    alone = {"group": "offset", "stack": "base", "relative": "base"}.get(mode)
    for trace in model.traces:
        if trace.kind != "bar":
            continue
        if alone is None or trace.get(alone) is not None:
            _place([trace], model, "overlay", slots)
        else:
            groups[trace.xaxis.name, trace.yaxis.name, trace.is_horizontal].append(trace)
    for traces in groups.values():
        _place(traces, model, mode, slots)


def _place(traces: list[Trace], model: Model, mode: str, slots: dict[int, tuple[int, int]]) -> None:
    """Lay out bars that share one row of places: side by side, piled up, or over each other."""
    stood = [place for trace in traces for place in places(trace) if not math.isnan(place)]
    distinct = apart(stood)
    axis = axes_of(traces[0])[0]
    spacing = spacing_of(axis, distinct, DAY if axis.type == "date" else 1.0)
    meets = len(stood) > len(distinct)  # bars that never meet need no room beside each other
    is_alone = all(trace.kind == "bar" for trace in model.on(axis))
    axis.stand(
        spacing if meets and is_alone and axis.type in ("linear", "date") else 0.0, min(distinct, default=0.0)
    )
    total = spacing * (1 - float(model.get("bargap", 0.2)))
    heights: dict[tuple[int, float, bool], float] = {}
    for number, trace in enumerate(traces):
        slot, count = slots[trace.index]
        if not count:
            slot, count = (number, len(traces)) if meets else (0, 1)
        _set_widths(trace, total / count, (slot + 0.5) / count * total - total / 2, model)
        trace.spacing = spacing
        # Values of one place are piled up: those of all traces of a slot, or, in a group, those of one trace.
        pile = slot if mode != "group" else -1 - trace.index
        _set_bases(trace, mode, pile, heights)


def _set_widths(trace: Trace, slot: float, centre: float, model: Model) -> None:
    width = slot * (1 - float(model.get("bargroupgap", 0)))
    own, shift = trace.get("width"), trace.get("offset")
    number = len(places(trace))
    trace.width = [float(at(own, n, width)) for n in range(number)]
    trace.position = [
        place + (float(at(shift, n, 0)) + trace.width[n] / 2 if shift is not None else centre)
        for n, place in enumerate(places(trace))
    ]


def _set_bases(trace: Trace, mode: str, pile: int, heights: dict[tuple[int, float, bool], float]) -> None:
    given, measured = trace.get("base"), axes_of(trace)[1]
    trace.base = []
    for n, (place, size) in enumerate(zip(places(trace), sizes(trace), strict=True)):
        if given is not None:
            start = at(given, n)
            trace.base.append(0.0 if start is None else measured.number(start, f"{trace.path}.base"))
        elif mode == "overlay" or math.isnan(size):
            trace.base.append(0.0)
            if mode == "group":  # where Plotly forgets what it had piled up
                heights[pile, place, False] = math.nan
        else:
            # Places that differ by rounding share a stack.
            spot = place if mode == "group" else float(round(place / trace.spacing * 100))
            key = (pile, spot, size < 0 and mode != "stack")
            if math.isnan(heights.get(key, 0.0)):
                raise Unsupported(
                    f"{trace.path}.{measured.name[0]}", "lacks a value at a place that has others"
                )
            trace.base.append(heights.get(key, 0.0))
            heights[key] = trace.base[-1] + size


def extremes(trace: Trace, letter: str) -> Iterator[Extreme]:
    """Bars show whole; the measured axis starts at zero unless every bar floats."""
    _, measured = axes_of(trace)
    if letter != measured.name[0]:
        for place, centre, width in zip(places(trace), trace.position, trace.width, strict=True):
            yield from (Extreme(place + side * trace.spacing / 2) for side in (-1, 1))
            if trace.get("width") or trace.get("offset"):
                yield from (Extreme(centre + side * width / 2) for side in (-1, 1))
        return
    has_base = trace.get("base") is not None
    for base, size in zip(trace.base, sizes(trace), strict=True):
        if math.isnan(size):
            continue
        ends = (base, base + size)
        if has_base:
            yield from (Extreme(measured.place(end), padded=end != 0) for end in ends)
            continue
        side = ""
        if measured.type != "log":
            yield Extreme(0.0)
            side = "high" if ends[1] > 0 else "low"
        if ends[1]:
            yield Extreme(measured.place(ends[1]), padded=True, end=side)


def draw(trace: Trace, panel: Panel, order: float) -> None:
    """One rectangle for each bar."""
    count = len(trace.position)
    fills = colours(trace, "marker", count, trace.colour)
    edges = colours(trace, "marker.line", count, "#444")
    thick = trace.get("marker.line.width", 0)
    given = trace.get("marker.opacity", 1)
    for n in range(count):
        size = sizes(trace)[n]
        if math.isnan(size) or math.isnan(trace.position[n]):
            continue
        opacity = float(trace.get("opacity", 1)) * float(at(given, n, 1))
        fill = rgba(fills[n], f"{trace.path}.marker.color", opacity)
        width = float(at(thick, n, 0))
        edge = rgba(edges[n], f"{trace.path}.marker.line.color", opacity) if width else (0, 0, 0, 0)
        start = trace.position[n] - trace.width[n] / 2
        corner = (trace.base[n], start) if trace.is_horizontal else (start, trace.base[n])
        extent = (size, trace.width[n]) if trace.is_horizontal else (trace.width[n], size)
        look: Any = {"facecolor": fill, "edgecolor": edge, "linewidth": width * POINTS}
        bar = Rectangle(corner, *extent, **look, zorder=order, gid=trace.gid, joinstyle="miter")
        hatch(trace, n, bar, fill)
        panel.put(bar)


def hatch(trace: Trace, n: int, bar: Rectangle, fill: Rgba) -> None:
    """Draw the pattern of bar `n` on `bar`."""
    shape = at(trace.get("marker.pattern.shape"), n, "")
    if not shape:
        return
    if shape not in _HATCHES:
        raise Unsupported(f"{trace.path}.marker.pattern.shape", f"is {shape!r}")
    path = f"{trace.path}.marker.pattern"
    bar.set_hatch(_HATCHES[shape])
    bar.set_hatch_linewidth(_STROKE)
    given, back = at(trace.get("marker.pattern.fgcolor"), n), at(trace.get("marker.pattern.bgcolor"), n)
    if trace.get("marker.pattern.fillmode", "replace") == "replace":
        # The pattern takes the bar's colour, and the bar the pattern's background.
        bar.set_hatchcolor(rgba(given, f"{path}.fgcolor") if given else fill)
        bar.set_facecolor(rgba(back, f"{path}.bgcolor") if back else (0, 0, 0, 0))
        return
    contrast = "#fff" if is_dark(fill) else "#444"
    opacity = float(trace.get("marker.pattern.fgopacity", 0.5))
    bar.set_hatchcolor(rgba(given or contrast, f"{path}.fgcolor", opacity))
