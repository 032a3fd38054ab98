"""How each trace type reaches the page: its extremes, its artists, its words. A new type is entered here."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from press.draw import bars, heatmap, pointlabels, scatter
from press.draw.errorbars import draw_errors, shows, spans
from press.draw.fills import draw_fill
from press.draw.model import Extreme, Model, Trace
from press.draw.panel import Panel
from press.draw.words import Words

Draw = Callable[[Trace, Model, Panel, float], None]


@dataclass(frozen=True)
class Kind:
    """The functions of one trace type, and its layer among the others of its panel."""

    draw: Draw
    extremes: Callable[[Trace, Model, str], Iterator[Extreme]]
    layer: float
    labels: Callable[[Trace, Model], Iterator[Words]] = lambda _trace, _model: iter(())


def _scatter(trace: Trace, model: Model, panel: Panel, order: float) -> None:
    before = [
        other
        for other in model.traces
        if other.kind == "scatter"
        and other.index < trace.index
        and (other.xaxis, other.yaxis) == (trace.xaxis, trace.yaxis)
    ]
    draw_fill(trace, before[-1] if before else None, panel, order - 0.0005)
    marker = trace.get("marker.color")
    colour = marker if isinstance(marker, str) else scatter.line_colour(trace)
    draw_errors(trace, _points(trace), panel, order - 0.0002, colour)
    scatter.draw(trace, panel, order)


def _bar(trace: Trace, model: Model, panel: Panel, order: float) -> None:
    _ = model
    bars.draw(trace, panel, order)
    draw_errors(trace, _points(trace), panel, order + 0.0005, "#444")


def _points(trace: Trace) -> list[tuple[float, float]]:
    """The points that error bars belong to: for bars, the middle of their end."""
    if trace.kind == "scatter":
        return list(zip(trace.x, trace.y, strict=True))
    ends = [base + size for base, size in zip(trace.base, bars.sizes(trace), strict=True)]
    if trace.is_horizontal:
        return list(zip(ends, trace.position, strict=True))
    return list(zip(trace.position, ends, strict=True))


def _with_errors(trace: Trace, model: Model, letter: str) -> Iterator[Extreme]:
    axis, is_bar = trace.xaxis if letter == "x" else trace.yaxis, trace.kind == "bar"
    yield from bars.extremes(trace, letter) if is_bar else scatter.extremes(trace, model, letter)
    if shows(trace, letter):
        from_zero = axis.type != "log" and trace.get("base") is None
        from_zero = from_zero if is_bar else scatter.grows_from_zero(trace, model, letter)
        for _, *ends in spans(trace, letter, _points(trace)):
            for place in map(axis.place, ends):
                if not math.isnan(place):
                    side = ("high" if place > 0 else "low") if from_zero else ""
                    yield Extreme(place, padded=True, end=side)


KINDS = {
    "heatmap": Kind(heatmap.draw, heatmap.extremes, 1.0),
    "bar": Kind(_bar, _with_errors, 2.0),
    "scatter": Kind(_scatter, _with_errors, 4.0, pointlabels.labels),
}


def kind(trace: Trace) -> Kind:
    """How the type of `trace` is drawn."""
    return KINDS[trace.kind]
