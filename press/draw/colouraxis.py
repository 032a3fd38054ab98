"""Colour axes and colour bars: one scale for several traces, and its key beside the plot."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from press.draw.axis import Axis
from press.draw.colour import rgba
from press.draw.colourscale import Scale, limits, oriented, shade
from press.draw.decode import Spec, get
from press.draw.fontspec import styled
from press.draw.model import Model, Trace
from press.draw.page import POINTS, Box, Page, union
from press.draw.ticks import find_ticks
from press.draw.words import Words, beside

_STEPS = 128  # flat stripes that make the gradient
_GAP = 6.0


@dataclass
class ColourBar:
    """A key of colours placed beside the plot."""

    stops: Scale
    box: Box
    words: list[Words]
    spec: Spec

    def extent(self) -> Box:
        """The room it takes, words included."""
        return union([self.box, *(words.extent() for words in self.words)]) or self.box


def resolve(data: list[Spec], layout: Spec) -> None:
    """Give traces that share a `coloraxis` the scale and the limits they share."""
    members: dict[str, list[tuple[Spec, str]]] = {}
    for trace in data:
        for part, letter in ((trace, "z"), (trace.get("marker") or {}, "c")):
            if trace.get("visible", True) is True and part.get("coloraxis"):
                members.setdefault(part.pop("coloraxis"), []).append((part, letter))
    for name, parts in members.items():
        spec = layout.pop(name, None) or {}
        ends = limits(spec, "c", *(part["z" if letter == "z" else "color"] for part, letter in parts))
        for number, (part, letter) in enumerate(parts):
            part |= {f"{letter}min": ends[0], f"{letter}max": ends[1], f"{letter}auto": False}
            part |= {"colorscale": spec.get("colorscale"), "reversescale": spec.get("reversescale", False)}
            # One key for all of them.
            part["showscale"] = spec.get("showscale", True) if number == 0 else False
            part["colorbar"] = spec.get("colorbar") or {}


def _part(trace: Trace) -> tuple[Spec, str] | None:
    """The part of a trace that has a colour scale, and how its limits are called."""
    if trace.kind == "heatmap":
        return (trace.spec, "z") if trace.get("showscale", True) else None
    marker = trace.get("marker") or {}
    given = marker.get("color")
    has_scale = isinstance(given, list) and any(isinstance(item, int | float) for item in given)
    shows = marker.get("showscale", marker.get("colorbar") is not None)
    return (marker, "c") if has_scale and shows else None


def bars(model: Model, page: Page) -> Iterator[ColourBar]:
    """The keys of all traces that show one, side by side."""
    shift = 0.0
    for trace in model.traces:
        found = _part(trace)
        if found:
            bar = _laid(trace, *found, model, page, shift)
            shift += bar.extent()[2] - bar.box[0] + _GAP
            yield bar


def _laid(trace: Trace, part: Spec, kind: str, model: Model, page: Page, shift: float) -> ColourBar:  # noqa: PLR0917
    path = f"{trace.path}.{'' if kind == 'z' else 'marker.'}"
    spec = get(part, "colorbar", {})
    low, high = limits(part, kind, part["z" if kind == "z" else "color"])
    stops = oriented(part, path.rstrip("."))
    left = page.paper(float(spec.get("x", 1.02)), 0)[0] + shift + float(spec.get("xpad", 10))
    middle, share = float(spec.get("y", 0.5)), float(spec.get("len", 1)) / 2
    title = get(spec, "title.text", "")
    head = (
        styled(title, model.layout, get(spec, "title.font"), f"{path}colorbar.title.text", grow=1.2)
        if title
        else None
    )
    pad = float(spec.get("ypad", 10))
    top = page.paper(0, middle + share)[1] + pad + (head.height + _GAP if head else 0)
    bottom = page.paper(0, middle - share)[1] - pad
    right = left + float(spec.get("thickness", 30))
    axis = Axis("y", {"tickfont": {}} | spec, range=(low, high))
    axis.start, axis.length = bottom, top - bottom
    words = [
        beside(
            styled(tick.label, model.layout, get(spec, "tickfont"), f"{path}colorbar.ticktext"),
            right + _GAP,
            axis.pixel(tick.at),
            across=0.0,
        )
        for tick in find_ticks(axis)
    ]
    if head:
        words.append(Words(head, left, top - _GAP - head.height))
    return ColourBar(stops, (left, top, right, bottom), words, spec)


def artists(bar: ColourBar, to_page: Transform) -> Iterator[Artist]:
    """Stripes, outline and words."""
    left, top, right, bottom = bar.box
    height = (bottom - top) / _STEPS
    stripes = []
    for n in range(_STEPS):
        low = bottom - n * height
        high = low - height - (0.5 if n < _STEPS - 1 else 0)  # half a pixel of overlap hides the seams
        stripes.append([(left, low), (right, low), (right, high), (left, high)])
    colours = [shade(bar.stops, (n + 0.5) / _STEPS) for n in range(_STEPS)]
    yield PolyCollection(stripes, facecolors=colours, linewidths=0, transform=to_page)
    width = float(bar.spec.get("outlinewidth", 1))
    if width:
        colour = rgba(bar.spec.get("outlinecolor", "#444"), "colorbar.outlinecolor")
        yield Rectangle(
            (left, top),
            right - left,
            bottom - top,
            facecolor="none",
            edgecolor=colour,
            linewidth=width * POINTS,
            transform=to_page,
        )
    yield from bar.words
