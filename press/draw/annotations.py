"""Annotations: words at a place in the data or on the paper, with a box and an arrow where asked for."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from press.draw.arrows import arrow
from press.draw.axis import Axis
from press.draw.colour import rgba
from press.draw.decode import Spec
from press.draw.errors import Unsupported
from press.draw.fontspec import styled
from press.draw.model import Extreme, Model
from press.draw.page import POINTS, Box, Page
from press.draw.text import Block
from press.draw.words import Words, beside

_ACROSS = {"left": 0.0, "center": 0.5, "right": 1.0}
_DOWN = {"top": 0.0, "middle": 0.5, "bottom": 1.0}
_PIXELS_LEFT, _PIXELS_UP = -10.0, -30.0  # where Plotly puts the words of an arrow


@dataclass
class Note:
    """One annotation laid out: its words, its box, and the point it speaks of."""

    path: str
    spec: Spec
    words: Words
    box: Box
    head: tuple[float, float]
    tail: tuple[float, float]

    def extent(self) -> Box:
        """The room the box takes."""
        return self.box

    def move(self, dx: float, dy: float) -> None:
        """Shift box and words; an arrow still points where it did."""
        left, top, right, bottom = self.box
        self.box = (left + dx, top + dy, right + dx, bottom + dy)
        self.tail = (self.tail[0] + dx, self.tail[1] + dy)
        self.words.move(dx, dy)


def reference(ref: str, model: Model, path: str) -> tuple[Axis | None, str]:
    """The axis an `xref` or `yref` names, and whether it means data, the axis' domain or the paper."""
    if ref == "paper":
        return None, "paper"
    name, _, domain = ref.partition(" ")
    if name not in model.axes or domain not in ("", "domain"):
        raise Unsupported(path, f"is {ref!r}")
    return model.axes[name], domain or "data"


def _place(spec: Spec, letter: str, model: Model, page: Page, path: str) -> tuple[float, bool]:
    """The pixel of an annotation's x or y, and whether it lies on the visible stretch of its axis."""
    axis, meaning = reference(spec.get(f"{letter}ref", letter), model, f"{path}.{letter}ref")
    value = spec.get(letter)
    if value is None:
        raise Unsupported(f"{path}.{letter}", "is not given")
    if axis is None:
        return page.paper(float(value), float(value))[0 if letter == "x" else 1], True
    if meaning == "domain":
        return axis.start + float(value) * axis.length, True
    at = axis.coordinate(value, f"{path}.{letter}")
    return axis.pixel(at), axis.contains(at)


def notes(model: Model, page: Page) -> Iterator[Note]:
    """Every annotation that shows, laid out."""
    for number, spec in enumerate(model.get("annotations", [])):
        if spec.get("visible", True) is False:
            continue
        path = f"layout.annotations[{number}]"
        x, x_shows = _place(spec, "x", model, page, path)
        y, y_shows = _place(spec, "y", model, page, path)
        if not (x_shows and y_shows):
            continue  # Plotly hides what points outside the range
        head = (x + float(spec.get("xshift", 0)), y - float(spec.get("yshift", 0)))
        yield _laid(path, spec, model, page, head)


def _laid(path: str, spec: Spec, model: Model, page: Page, head: tuple[float, float]) -> Note:
    text = words_of(spec, model, path, page.width)
    tail = head
    if spec.get("showarrow", True):
        tail = (
            head[0] + _arm(spec, "x", model, path, head[0]),
            head[1] + _arm(spec, "y", model, path, head[1]),
        )
    pad = float(spec.get("borderpad", 1)) + (
        float(spec.get("borderwidth", 1)) if spec.get("bordercolor") else 0
    )
    wide, high = _size(spec, text, pad)  # of the box as it stands, turned or not
    left = tail[0] - _anchor(spec, "x") * wide
    top = tail[1] - _anchor(spec, "y") * high
    box = (left, top, left + wide, top + high)
    align = str(spec.get("align", "center"))
    angle = float(spec.get("textangle", 0))
    if angle and spec.get("showarrow", True):
        raise Unsupported(f"{path}.textangle", "turns words that have an arrow")
    x, y = (left + left + wide) / 2, (top + top + high) / 2
    if not angle:
        x += {"left": -0.5, "center": 0.0, "right": 0.5}[align] * (wide - text.width - 2 * pad)
    words = beside(text, x, y, align=align, angle=angle)
    return Note(path, spec, words, box, head, tail)


def words_of(spec: Spec, model: Model, path: str, room: float) -> Block:
    """The text of an annotation; one wider than the page breaks between words."""
    opacity = float(spec.get("opacity", 1))
    text = spec.get("text", "")
    return styled(
        text,
        model.layout,
        spec.get("font"),
        f"{path}.text",
        room=float(spec.get("width", room)),
        opacity=opacity,
    )


def _size(spec: Spec, text: Block, pad: float) -> tuple[float, float]:
    wide = float(spec["width"]) if "width" in spec else text.width
    high = float(spec["height"]) if "height" in spec else text.height
    wide, high = wide + 2 * pad, high + 2 * pad
    turn = math.radians(float(spec.get("textangle", 0)))
    across, along = abs(math.cos(turn)), abs(math.sin(turn))
    return wide * across + high * along, wide * along + high * across


def _arm(spec: Spec, letter: str, model: Model, path: str, head: float) -> float:
    """How far the words stand from the point, in pixels."""
    ref = spec.get(f"a{letter}ref", "pixel")
    value = spec.get(f"a{letter}", _PIXELS_LEFT if letter == "x" else _PIXELS_UP)
    if ref == "pixel":
        return float(value)
    axis, meaning = reference(ref, model, f"{path}.a{letter}ref")
    if axis is None or meaning != "data":
        raise Unsupported(f"{path}.a{letter}ref", f"is {ref!r}")
    return axis.pixel(axis.coordinate(value, f"{path}.a{letter}")) - head


def _anchor(spec: Spec, letter: str) -> float:
    """How much of the box lies before the anchor point, as a share."""
    shares = _ACROSS if letter == "x" else _DOWN
    given = spec.get(f"{letter}anchor", "auto")
    if given != "auto":
        return shares[given]
    ref = str(spec.get(f"{letter}ref", letter))
    if spec.get("showarrow", True) or not (ref == "paper" or ref.endswith("domain")):
        return 0.5
    place = float(spec[letter])
    share = 0.0 if place < 1 / 3 else 1.0 if place > 2 / 3 else 0.5
    return share if letter == "x" else 1 - share


def artists(note: Note, to_page: Transform) -> Iterator[Artist]:
    """Box, arrow and words of a note, from back to front."""
    spec, path = note.spec, note.path
    opacity = float(spec.get("opacity", 1))
    if spec.get("showarrow", True):
        yield from arrow(spec, path, note.box, (note.tail, note.head), to_page)
    back, border = spec.get("bgcolor"), spec.get("bordercolor")
    if back or border:
        if note.words.angle:
            raise Unsupported(f"{path}.textangle", "turns a box with a background or border")
        left, top, right, bottom = note.box
        clear = (0.0, 0.0, 0.0, 0.0)
        width = float(spec.get("borderwidth", 1)) if border else 0.0
        yield Rectangle(
            (left + width / 2, top + width / 2),
            right - left - width,
            bottom - top - width,
            facecolor=rgba(back, f"{path}.bgcolor", opacity) if back else clear,
            edgecolor=rgba(border, f"{path}.bordercolor", opacity) if border else clear,
            linewidth=width * POINTS,
            transform=to_page,
        )
    yield note.words


def extremes(model: Model, axis: Axis) -> Iterator[Extreme]:
    """Words at data points widen an automatic range until they fit, as on screen."""
    letter = axis.name[0]
    for number, spec in enumerate(model.get("annotations", [])):
        if spec.get("visible", True) is False or spec.get(f"{letter}ref", letter) != axis.name:
            continue
        path = f"layout.annotations[{number}]"
        text = words_of(spec, model, path, 0)
        pad = float(spec.get("borderpad", 1))
        wide, high = _size(spec, text, pad)
        size = wide if letter == "x" else high
        before = _anchor(spec, letter) * size
        shift = float(spec.get(f"{letter}shift", 0))
        low, high_side = before - shift, size - before + shift
        if letter == "y":  # anchors count from the top, values from the bottom
            low, high_side = size - before - shift, before + shift
        at = axis.coordinate(spec.get(letter), f"{path}.{letter}")
        if spec.get("showarrow", True):
            yield from _arrow_extremes(spec, letter, at, (low, high_side), path)
        else:
            yield Extreme(at, max(low, 0.0), pad_high=max(high_side, 0.0))


def _arrow_extremes(
    spec: Spec, letter: str, at: float, sides: tuple[float, float], path: str
) -> Iterator[Extreme]:
    usual = _PIXELS_LEFT if letter == "x" else _PIXELS_UP
    if spec.get(f"a{letter}ref", "pixel") != "pixel":
        yield Extreme(at)
        return
    arm = float(spec.get(f"a{letter}", usual)) * (1 if letter == "x" else -1)
    head = 3 * float(spec.get("arrowsize", 1)) * float(spec.get("arrowwidth", 1))
    _ = path
    yield Extreme(at, max(sides[0] - arm, head, 0.0), pad_high=max(sides[1] + arm, head, 0.0))
