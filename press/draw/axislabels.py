"""Tick labels and axis titles: their words, turned or thinned out where they would collide."""

import itertools
from dataclasses import dataclass

from press.draw.axis import Axis
from press.draw.errors import Unsupported
from press.draw.fontspec import styled
from press.draw.model import Model
from press.draw.page import Page, overlap, union
from press.draw.ticks import find_ticks
from press.draw.words import Words, beside

_PAD = 3.0  # pixels between an axis and its labels
_GAP = 4.0  # pixels between neighbouring labels
_LABEL_SHARE = 0.42  # of the page width that labels of a vertical axis may take before they break
_SIDES = {"x": ("bottom", "top"), "y": ("left", "right")}


@dataclass
class Edge:
    """Where an axis stands on the page: its side, and the pixel across which its labels hang."""

    side: str
    at: float

    @property
    def outward(self) -> float:
        """The direction away from the plot."""
        return 1.0 if self.side in ("bottom", "right") else -1.0


def counterpart(axis: Axis, model: Model) -> Axis | None:
    """The axis this one is anchored to."""
    if (anchor := axis.get("anchor")) is not None:
        return model.axes.get(anchor)
    for trace in model.traces:
        if trace.xaxis is axis:
            return trace.yaxis
        if trace.yaxis is axis:
            return trace.xaxis
    return model.axes.get("y" if axis.is_x else "x")


def edge(axis: Axis, model: Model, page: Page) -> Edge:
    """Side and place of an axis."""
    side = axis.get("side", _SIDES[axis.name[0]][0])
    other = counterpart(axis, model)
    if other is None:
        raise Unsupported(f"{axis.path}.anchor", f"is {axis.get('anchor')!r}")
    ends = sorted((other.start, other.start + other.length))
    return Edge(side, ends[1] if side in ("bottom", "right") else ends[0])


def set_ticks(axis: Axis, model: Model, page: Page) -> list[Words]:
    """Choose the ticks of `axis` and return its labels; fewer ticks or turned labels where they collide."""
    axis.ticks = find_ticks(axis)
    if not axis.get("visible", True) or not axis.get("showticklabels", True):
        return []
    angle = axis.get("tickangle", "auto")
    if not axis.is_x or angle != "auto":
        return _labels(axis, model, page, 0.0 if angle == "auto" else float(angle))
    labels = _labels(axis, model, page, 0.0)
    is_free = (
        axis.get("tickmode", "auto") == "auto" and axis.get("tickvals") is None and axis.get("dtick") is None
    )
    density = 1.0
    while _collide(labels) and is_free and axis.type != "category" and density > 0.2:
        density *= 0.8
        axis.ticks = find_ticks(axis, density)
        labels = _labels(axis, model, page, 0.0)
    if _collide(labels) and axis.type == "category":
        slot = abs(axis.length / (axis.range[1] - axis.range[0])) - _GAP
        labels = _labels(axis, model, page, 0.0, room=slot)
    for turned in (30.0, 90.0):
        if _collide(labels):
            labels = _labels(axis, model, page, turned)
    return labels


def _collide(labels: list[Words]) -> bool:
    """Whether neighbours come too close; turned labels are parallel, so what counts is the distance across."""
    if labels and labels[0].angle % 180:
        places = sorted(label.pivot[0] for label in labels)
        room = 1.1 * labels[0].text.size / (0.5 if labels[0].angle == 30 else 1.0)
        return any(b - a < room for a, b in itertools.pairwise(places))
    boxes = sorted(label.extent() for label in labels)
    return any(overlap(a, b, _GAP) for a, b in itertools.pairwise(boxes))


def _labels(axis: Axis, model: Model, page: Page, angle: float, room: float = 0.0) -> list[Words]:
    where = edge(axis, model, page)
    ticks = float(axis.get("ticklen", 5)) if axis.get("ticks") == "outside" else 0.0
    gap = _PAD + ticks + float(axis.get("ticklabelstandoff", 0))
    room = room if axis.is_x else _LABEL_SHARE * page.width
    labels = []
    for tick in axis.ticks:
        if not tick.label:
            continue
        words = styled(tick.label, model, axis.get("tickfont"), f"{axis.path}.ticktext", room=room)
        at = axis.pixel(tick.at)
        across = where.at + where.outward * gap
        if not axis.is_x:
            labels.append(beside(words, across, at, across=1.0 if where.side == "left" else 0.0, angle=angle))
        elif angle % 180 == 0:
            labels.append(
                beside(words, at, across, down=0.0 if where.side == "bottom" else 1.0, align="center")
            )
        else:
            starts = (angle > 0) == (where.side == "bottom")
            shift = words.size * 0.3 * where.outward if abs(angle) != 90 else 0.0
            labels.append(beside(words, at, across + shift, across=0.0 if starts else 1.0, angle=angle))
    return labels


def titles(axis: Axis, model: Model, page: Page, labels: list[Words]) -> list[Words]:
    """The title of an axis, beyond its labels."""
    text = axis.get("title.text") if isinstance(axis.get("title"), dict) else axis.get("title")
    if not text or not axis.get("visible", True):
        return []
    where = edge(axis, model, page)
    font, room = axis.get("title.font"), abs(axis.length) * 1.1
    words = styled(text, model, font, f"{axis.path}.title.text", grow=1.2, room=room)
    middle = axis.start + axis.length / 2
    point = (middle, where.at) if axis.is_x else (where.at, middle)
    taken = union(label.extent() for label in labels) or (*point, *point)
    gap = min(float(axis.get("title.standoff", 6)), 8.0) if labels else 6.0
    if axis.is_x:
        at = taken[3] + gap if where.side == "bottom" else taken[1] - gap
        return [beside(words, middle, at, down=0.0 if where.side == "bottom" else 1.0, align="center")]
    at = taken[0] - gap if where.side == "left" else taken[2] + gap
    shift = words.height / 2 * where.outward
    return [beside(words, at + shift, middle, align="center", angle=-90)]
