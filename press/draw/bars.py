"""Bars: grouped, stacked, relative, overlaid or floating, upright or lying."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator

from matplotlib.patches import Rectangle

from press.draw.axis import Axis
from press.draw.colour import Rgba, is_dark, rgba
from press.draw.decode import at
from press.draw.errors import Unsupported
from press.draw.markers import colours
from press.draw.model import Extreme, Model, Trace
from press.draw.page import POINTS
from press.draw.panel import Panel
from press.draw.values import DAY

# Two strokes to a Matplotlib hatch are eight pixels apart, as on screen.
_HATCHES = {shape: 2 * shape for shape in ("", "/", "\\", "x", "-", "|", "+", ".")}
_STROKE = 1.7 * POINTS
_MODES = ("group", "stack", "relative", "overlay")


def axes_of(trace: Trace) -> tuple[Axis, Axis]:
    """The axis the bars stand on, and the axis they measure."""
    return (trace.yaxis, trace.xaxis) if trace.is_horizontal else (trace.xaxis, trace.yaxis)


def places(trace: Trace) -> list[float]:
    """Where the bars stand."""
    return trace.y if trace.is_horizontal else trace.x


def sizes(trace: Trace) -> list[float]:
    """How long the bars are."""
    return trace.x if trace.is_horizontal else trace.y


def prepare(model: Model) -> None:
    """Give every bar its centre, width and base, from all bar traces that share its axes."""
    groups: dict[tuple[str, str, bool], list[Trace]] = defaultdict(list)
    for trace in model.traces:
        if trace.kind == "bar":
            groups[trace.xaxis.name, trace.yaxis.name, trace.is_horizontal].append(trace)
    mode = model.get("barmode", "group")
    if mode not in _MODES:
        raise Unsupported("layout.barmode", f"is {mode!r}")
    if model.get("barnorm"):
        raise Unsupported("layout.barnorm")
    for traces in groups.values():
        _set_widths(traces, model, mode)
        _set_bases(traces, mode)


def _set_widths(traces: list[Trace], model: Model, mode: str) -> None:
    distinct = sorted({place for trace in traces for place in places(trace) if not math.isnan(place)})
    gaps = [b - a for a, b in itertools.pairwise(distinct)]
    unit = DAY if axes_of(traces[0])[0].type == "date" else 1.0
    spacing = min(gaps, default=unit)
    stood = [place for trace in traces for place in set(places(trace))]
    # Bars that never meet need no room beside each other.
    meets = len(stood) > len(set(stood))
    shares = mode == "group" and meets
    axis = axes_of(traces[0])[0]
    if meets and mode != "overlay" and axis.type in ("linear", "date") and len(model.on(axis)) == len(traces):
        axis.bar_step, axis.bar_first = spacing, distinct[0]
    slots = _slots(traces) if shares else dict.fromkeys((t.index for t in traces), 0)
    count = max(slots.values()) + 1
    total = spacing * (1 - float(model.get("bargap", 0.2)))
    slot = total / count
    width = slot * (1 - float(model.get("bargroupgap", 0)))
    for trace in traces:
        number = len(places(trace))
        trace.spacing = spacing
        own, shift = trace.get("width"), trace.get("offset")
        trace.width = [float(at(own, n, width)) for n in range(number)]
        centre = (slots[trace.index] + 0.5) * slot - total / 2
        trace.position = [
            place + (float(at(shift, n, 0)) + trace.width[n] / 2 if shift is not None else centre)
            for n, place in enumerate(places(trace))
        ]


def _slots(traces: list[Trace]) -> dict[int, int]:
    """The place of each trace in its group; traces of one `offsetgroup` share it."""
    names: dict[str, int] = {}
    return {
        trace.index: names.setdefault(str(trace.get("offsetgroup", f"trace {trace.index}")), len(names))
        for trace in traces
    }


def _set_bases(traces: list[Trace], mode: str) -> None:
    heights: dict[tuple[float, bool], float] = {}
    for trace in traces:
        measured = axes_of(trace)[1]
        given = trace.get("base")
        trace.base = []
        for n, (place, size) in enumerate(zip(places(trace), sizes(trace), strict=True)):
            if given is not None:
                start = at(given, n)
                trace.base.append(0.0 if start is None else measured.number(start, f"{trace.path}.base"))
            elif mode in ("stack", "relative") and not math.isnan(size):
                key = (place, size < 0 and mode == "relative")
                trace.base.append(heights.get(key, 0.0))
                heights[key] = trace.base[-1] + size
            else:
                trace.base.append(0.0)


def extremes(trace: Trace, model: Model, letter: str) -> Iterator[Extreme]:
    """Bars show whole; the measured axis starts at zero unless every bar floats."""
    _, measured = axes_of(trace)
    if letter != measured.name[0]:
        for place, centre, width in zip(places(trace), trace.position, trace.width, strict=True):
            yield from (Extreme(place + side * trace.spacing / 2) for side in (-1, 1))
            yield from (Extreme(centre + side * width / 2) for side in (-1, 1))
        return
    has_base = trace.get("base") is not None
    pad = _room_for_words(trace, model)
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
            yield Extreme(measured.place(ends[1]), pad, padded=True, end=side)


def _room_for_words(trace: Trace, model: Model) -> float:
    """Plotly keeps a line free above upright bars whose words stand outside."""
    if trace.get("textposition") != "outside" or not trace.get("text") or trace.is_horizontal:
        return 0.0
    size = float(trace.get("textfont.size") or model.get("font.size", 12))
    texts = trace.get("text")
    lines = max(str(text).count("<br>") + 1 for text in (texts if isinstance(texts, list) else [texts]))
    return 1.3 * size * lines + 3


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
        fill = (
            fills[n] if isinstance(fills[n], tuple) else rgba(fills[n], f"{trace.path}.marker.color", opacity)
        )
        width = float(at(thick, n, 0))
        edge = rgba(edges[n], f"{trace.path}.marker.line.color", opacity) if width else (0, 0, 0, 0)
        start = trace.position[n] - trace.width[n] / 2
        corner = (trace.base[n], start) if trace.is_horizontal else (start, trace.base[n])
        extent = (size, trace.width[n]) if trace.is_horizontal else (trace.width[n], size)
        bar = Rectangle(
            corner,
            *extent,
            facecolor=fill,
            edgecolor=edge,
            linewidth=width * POINTS,
            zorder=order,
            gid=trace.gid,
            joinstyle="miter",
        )
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
