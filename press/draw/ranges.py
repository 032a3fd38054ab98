"""Ranges of all axes together: automatic ones, axes that match, axes that share a scale."""

from press.draw import annotations, shapes
from press.draw.autorange import find_range
from press.draw.axis import Axis, matching
from press.draw.errors import Unsupported
from press.draw.kinds import kind
from press.draw.model import Extreme, Model


def set_ranges(model: Model) -> None:
    """Give every axis its range."""
    for group in matching(model.axes):
        leader = next((axis for axis in group if axis.get("range") is not None), group[0])
        extremes = [extreme for axis in group for extreme in _extremes(model, axis)]
        found = find_range(leader, extremes)
        for axis in group:
            axis.range = found
    for axis in model.axes.values():
        if axis.get("scaleanchor"):
            _share_scale(model, axis)


def _extremes(model: Model, axis: Axis) -> list[Extreme]:
    found = [
        extreme for trace in model.on(axis) for extreme in kind(trace).extremes(trace, model, axis.name[0])
    ]
    return [*found, *shapes.extremes(model, axis), *annotations.extremes(model, axis)]


def _share_scale(model: Model, axis: Axis) -> None:
    """Make a unit of `axis` as long as a unit of the other, times `scaleratio`; show more rather than less."""
    other = model.axes.get(axis.get("scaleanchor"))
    if other is None or "log" in (axis.type, other.type):
        raise Unsupported(f"{axis.path}.scaleanchor", f"is {axis.get('scaleanchor')!r}")
    ratio = float(axis.get("scaleratio", 1))
    own, others = _density(axis), _density(other) * ratio
    loose, factor = (axis, own / others) if own > others else (other, others / own)
    if loose.get("constrain", "range") == "domain":
        middle = loose.start + loose.length / 2
        loose.length /= factor
        loose.start = middle - loose.length / 2
        return
    low, high = loose.range
    middle, half = (low + high) / 2, (high - low) / 2 * factor
    loose.range = (middle - half, middle + half)


def _density(axis: Axis) -> float:
    return abs(axis.length / (axis.range[1] - axis.range[0]))
