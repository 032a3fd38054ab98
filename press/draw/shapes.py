"""Shapes: lines and rectangles, in data, in the domain of an axis, or on the paper."""

from collections.abc import Iterator
from typing import Any

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from press.draw.annotations import reference, visible
from press.draw.axis import Axis
from press.draw.colour import rgba
from press.draw.decode import Spec, get
from press.draw.errors import Unsupported
from press.draw.model import Extreme, Model
from press.draw.page import POINTS, Box, Page, patch
from press.draw.strokes import linestyle, stroke

# Below the grid, between grid and traces, above the traces.
_ORDERS = {"below": 1.0, "between": 1.8, "above": 4.0}
_CLEAR = (0.0, 0.0, 0.0, 0.0)


def draw_shapes(figure: Figure, model: Model, page: Page, to_page: Transform) -> None:
    """Add every shape to the figure."""
    for number, (path, spec) in enumerate(visible(model, "shapes")):
        xs = [_pixel(spec, f"x{end}", model, page, path) for end in "01"]
        ys = [_pixel(spec, f"y{end}", model, page, path) for end in "01"]
        artist = _artist(spec, path, xs, ys, to_page)
        layer = spec.get("layer", "above")
        if layer not in _ORDERS:
            raise Unsupported(f"{path}.layer", f"is {layer!r}")
        artist.set_zorder(_ORDERS[layer] + number * 0.0001)
        artist.set_gid(f"shape-{number}")
        figure.add_artist(artist)
        artist.set_clip_path(patch(_clip(spec, model, page, path), to_page))


def _pixel(spec: Spec, corner: str, model: Model, page: Page, path: str) -> float:
    letter = corner[0]
    axis, meaning = reference(spec, letter, model, path)
    value: Any = spec.get(corner)
    if value is None:
        raise Unsupported(f"{path}.{corner}", "is not given")
    if axis is None or meaning == "domain":
        return page.share(axis, letter, float(value))
    return axis.pixel(axis.place(axis.number(value, f"{path}.{corner}")))


def _clip(spec: Spec, model: Model, page: Page, path: str) -> Box:
    """A shape in data coordinates ends at its panel; one on the paper may leave the plot."""
    spans = []
    for letter, whole in (("x", (0.0, page.width)), ("y", (0.0, page.height))):
        axis, meaning = reference(spec, letter, model, path)
        spans.append(
            sorted((axis.start, axis.start + axis.length)) if axis and meaning == "data" else list(whole)
        )
    (left, right), (top, bottom) = spans
    return left - 1, top - 1, right + 1, bottom + 1


def _artist(spec: Spec, path: str, xs: list[float], ys: list[float], to_page: Transform) -> Artist:
    opacity = float(spec.get("opacity", 1))
    width = float(get(spec, "line.width", 2))
    edge = rgba(get(spec, "line.color", "#444"), f"{path}.line.color", opacity)
    style = linestyle(get(spec, "line.dash"), width, f"{path}.line.dash")
    kind = spec.get("type")
    if kind == "line":
        return stroke((xs, ys), edge, width, style, transform=to_page)
    fill = rgba(spec["fillcolor"], f"{path}.fillcolor", opacity) if spec.get("fillcolor") else _CLEAR
    look: dict[str, Any] = {"facecolor": fill, "edgecolor": edge if width else _CLEAR, "transform": to_page}
    look |= {"linewidth": width * POINTS, "linestyle": style}
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if kind == "rect":
        return Rectangle((left, top), right - left, bottom - top, joinstyle="miter", **look)
    raise Unsupported(f"{path}.type", f"is {kind!r}")


def extremes(model: Model, axis: Axis) -> Iterator[Extreme]:
    """Shapes in data coordinates belong to an automatic range."""
    letter = axis.name[0]
    for path, spec in visible(model, "shapes"):
        if spec.get(f"{letter}ref", letter) != axis.name:
            continue
        for corner in (f"{letter}0", f"{letter}1"):
            value = axis.number(spec.get(corner), f"{path}.{corner}")
            yield Extreme(axis.place(value), float(get(spec, "line.width", 2)) / 2)
