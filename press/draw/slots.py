"""Where bars stand: their axis, the distance of their places, and their slots beside each other."""

import itertools
from collections import defaultdict

from press.draw.axis import Axis, matching
from press.draw.model import Model, Trace


def axes_of(trace: Trace) -> tuple[Axis, Axis]:
    """The axis the bars stand on, and the axis they measure."""
    return (trace.yaxis, trace.xaxis) if trace.is_horizontal else (trace.xaxis, trace.yaxis)


def offset_groups(model: Model, mode: str) -> dict[int, tuple[int, int]]:
    """The slot of each trace and their number, counted over all panels whose places are one axis."""
    leaders = {axis.name: group[0].name for group in matching(model.axes) for axis in group}
    found: dict[tuple[str, bool, str], dict[str, int]] = defaultdict(dict)
    slots: dict[int, tuple[dict[str, int], int]] = {}
    for trace in model.traces:
        if trace.kind == "bar":
            stands, name = axes_of(trace)[0], str(trace.get("offsetgroup") or "")
            names = found[leaders[stands.name], trace.is_horizontal, str(trace.get("alignmentgroup", ""))]
            is_counted = bool(name) or mode != "group"
            slots[trace.index] = names, names.setdefault(name, len(names)) if is_counted else 0
    return {index: (slot, len(names)) for index, (names, slot) in slots.items()}


def apart(places: list[float]) -> list[float]:
    """The different places in order; those that differ by rounding alone are one."""
    found: list[float] = []
    hair = (max(places, default=0.0) - min(places, default=0.0) or 1.0) / max(len(places) - 1, 1) / 1e4
    for place in sorted(places):
        if not found or place - found[-1] > hair:
            found.append(place)
    return found


def spacing_of(axis: Axis, distinct: list[float], single: float) -> float:
    """The distance between neighbouring places; names are one apart."""
    gaps = (b - a for a, b in itertools.pairwise(distinct))
    return 1.0 if axis.type == "category" else min(gaps, default=single)
