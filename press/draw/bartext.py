"""Words in and at bars: inside where they fit, else beyond the end, as Plotly decides."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from press.draw import bars
from press.draw.colour import is_dark, rgba
from press.draw.decode import at
from press.draw.errors import Unsupported
from press.draw.fontspec import styled
from press.draw.markers import colours
from press.draw.model import Model, Trace
from press.draw.page import Box
from press.draw.slots import axes_of
from press.draw.templates import texts
from press.draw.text import Block
from press.draw.words import Words, beside

_PAD = 3.0  # pixels between a bar's edge and its words
_LEAST = 0.01  # share of their size to which words may shrink
_POSITIONS = ("auto", "inside", "outside", "none")


def labels(trace: Trace, model: Model) -> Iterator[Words]:
    """The words of every bar that has some."""
    if trace.get("textposition", "auto") == "none":
        return
    written = texts(trace, len(trace.position))
    for n, text in enumerate(written):
        if text == "" or math.isnan(trace.position[n]):
            continue
        position = at(trace.get("textposition"), n, "auto")
        if position not in _POSITIONS:
            raise Unsupported(f"{trace.path}.textposition", f"is {position!r}")
        if position != "none" and math.isnan(bars.sizes(trace)[n]):
            raise Unsupported(f"{trace.path}.text", f"names a bar that is missing: {text!r}")
        if position != "none":
            yield from _label(trace, model, n, text, position)


def box(trace: Trace, n: int) -> Box:
    """The page box of one bar, clipped to its panel along the measured axis."""
    stands, measured = axes_of(trace)
    half = trace.width[n] / 2
    across = sorted(stands.pixel(trace.position[n] + side * half) for side in (-1, 1))
    base, end = trace.base[n], trace.base[n] + bars.sizes(trace)[n]
    low, high = sorted(measured.range)
    along = sorted(measured.pixel(min(max(_place(measured, v, low), low), high)) for v in (base, end))
    if trace.is_horizontal:
        return along[0], across[0], along[1], across[1]
    return across[0], along[0], across[1], along[1]


def _place(axis: Any, value: float, low: float) -> float:
    at_ = axis.place(value)
    return low if math.isnan(at_) else float(at_)


def _label(trace: Trace, model: Model, n: int, text: Any, position: str) -> Iterator[Words]:
    room = box(trace, n)
    inner = _styled(trace, model, n, text, is_inside=True)
    angle = trace.get("textangle", "auto")
    if angle not in ("auto", 0):
        raise Unsupported(f"{trace.path}.textangle", f"is {angle!r}")
    wide, high = room[2] - room[0] - 2 * _PAD, room[3] - room[1] - 2 * _PAD
    if position == "inside" or (
        position == "auto" and (_fits(inner, wide, high, trace.is_horizontal) or _is_covered(trace, model))
    ):
        is_upright = inner.width <= wide and inner.height <= high
        turns = not is_upright and angle == "auto" and (inner.width > inner.height) != (wide > high)
        across, down = (inner.height, inner.width) if turns else (inner.width, inner.height)
        share = min(1.0, wide / across, high / down) if across and down else 1.0
        if share < 1:
            inner = _shrunk(inner, max(share, _LEAST))
        yield _inside(trace, n, room, inner, 90.0 if turns else 0.0)
        return
    yield _outside(trace, n, room, _styled(trace, model, n, text, is_inside=False))


def _fits(words: Block, wide: float, high: float, is_horizontal: bool) -> bool:
    """Whether words go inside by Plotly's rule: upright, turned, or shrunk to the bar's breadth."""
    if (words.width <= wide and words.height <= high) or (words.width <= high and words.height <= wide):
        return True
    if wide <= 0 or high <= 0:
        return False
    if is_horizontal:
        return wide >= words.width * high / words.height
    return high >= words.height * wide / words.width


def _is_covered(trace: Trace, model: Model) -> bool:
    """Whether another bar stands on this one: words beyond its end would lie on that."""
    if model.get("barmode", "group") not in ("stack", "relative"):
        return False
    others = [t for t in model.traces if t.kind == "bar" and (t.xaxis, t.yaxis) == (trace.xaxis, trace.yaxis)]
    return trace is not others[-1]


def _styled(trace: Trace, model: Model, n: int, text: Any, *, is_inside: bool) -> Block:
    name = "insidetextfont" if is_inside else "outsidetextfont"
    font = (trace.get("textfont") or {}) | (trace.get(name) or {})
    font = {key: at(value, n) for key, value in font.items()}
    if is_inside and not font.get("color"):
        fill = colours(trace, "marker", len(trace.position), trace.colour)[n]
        colour = fill if isinstance(fill, tuple) else rgba(fill, f"{trace.path}.marker.color")
        font["color"] = "#ffffff" if is_dark(colour) else "#444444"
    return styled(text, model.layout, font, f"{trace.path}.text")


def _inside(trace: Trace, n: int, room: Box, words: Block, angle: float) -> Words:
    left, top, right, bottom = room
    x, y = (left + right) / 2, (top + bottom) / 2
    anchor = trace.get("insidetextanchor", "end")
    if anchor != "middle":
        across, down = (words.height, words.width) if angle else (words.width, words.height)
        measured = axes_of(trace)[1]
        is_reversed = measured.range[0] > measured.range[1]
        is_far = ((bars.sizes(trace)[n] >= 0) == (anchor == "end")) != is_reversed
        if trace.is_horizontal:
            x = right - _PAD - across / 2 if is_far else left + _PAD + across / 2
        else:
            y = top + _PAD + down / 2 if is_far else bottom - _PAD - down / 2
    return beside(words, x, y, angle=angle)


def _outside(trace: Trace, n: int, room: Box, words: Block) -> Words:
    left, top, right, bottom = room
    x, y = (left + right) / 2, (top + bottom) / 2
    measured = axes_of(trace)[1]
    grows = (bars.sizes(trace)[n] >= 0) != (measured.range[0] > measured.range[1])
    if trace.is_horizontal:
        return beside(words, right + _PAD if grows else left - _PAD, y, across=0.0 if grows else 1.0)
    return beside(words, x, top - _PAD if grows else bottom + _PAD, down=1.0 if grows else 0.0)


def _shrunk(words: Block, share: float) -> Block:
    return replace(words, size=words.size * share, widths=tuple(width * share for width in words.widths))
