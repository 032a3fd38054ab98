"""Annotations: words at a place in the data or on the paper, with a box where asked for, without arrows."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.transforms import Transform

from press.draw.axis import Axis
from press.draw.colour import rgba
from press.draw.decode import Spec
from press.draw.errors import Unsupported
from press.draw.fontspec import styled
from press.draw.model import Extreme, Model
from press.draw.page import POINTS, Box, Page, patch
from press.draw.text import Block
from press.draw.words import Words, beside

_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
_CLEAR = (0.0, 0.0, 0.0, 0.0)


@dataclass
class Note:
    """One annotation laid out: its words and its box."""

    path: str
    spec: Spec
    words: Words
    box: Box

    def extent(self) -> Box:
        """The room the box takes."""
        return self.box

    def move(self, dx: float, dy: float) -> None:
        """Shift box and words."""
        left, top, right, bottom = self.box
        self.box = (left + dx, top + dy, right + dx, bottom + dy)
        self.words.move(dx, dy)


def reference(spec: Spec, letter: str, model: Model, path: str) -> tuple[Axis | None, str]:
    """The axis that the `xref` or `yref` of a note or shape names; whether it means data, the axis' domain or the paper."""
    ref = spec.get(f"{letter}ref", letter)
    if ref == "paper":
        return None, "paper"
    name, _, domain = ref.partition(" ")
    if name not in model.axes or domain not in ("", "domain"):
        raise Unsupported(f"{path}.{letter}ref", f"is {ref!r}")
    return model.axes[name], domain or "data"


def visible(model: Model, name: str) -> Iterator[tuple[str, Spec]]:
    """The annotations or shapes that show, with their paths."""
    for number, spec in enumerate(model.get(name, [])):
        if spec.get("visible", True) is True:
            yield f"layout.{name}[{number}]", spec


def notes(model: Model, page: Page) -> Iterator[Note]:
    """Every annotation that shows, laid out."""
    for path, spec in visible(model, "annotations"):
        x, x_shows = _place(spec, "x", model, page, path)
        y, y_shows = _place(spec, "y", model, page, path)
        if x_shows and y_shows:  # Plotly hides what points outside the range
            yield _laid(path, spec, model, page, (x + spec.get("xshift", 0), y - spec.get("yshift", 0)))


def _place(spec: Spec, letter: str, model: Model, page: Page, path: str) -> tuple[float, bool]:
    """The pixel of an annotation's x or y, and whether it lies on the visible stretch of its axis."""
    axis, meaning = reference(spec, letter, model, path)
    value = spec.get(letter)
    if value is None:
        raise Unsupported(f"{path}.{letter}", "is not given")
    if axis is None or meaning == "domain":
        return page.share(axis, letter, float(value)), True
    at = axis.coordinate(value, f"{path}.{letter}")
    return axis.pixel(at), axis.contains(at)


def _laid(path: str, spec: Spec, model: Model, page: Page, at: tuple[float, float]) -> Note:
    text = _words_of(spec, model, path, page.width)
    pad, (wide, high) = _padding(spec), _size(spec, text)
    left, top = at[0] - _anchor(spec, "x") * wide, at[1] - _anchor(spec, "y") * high
    align, angle = str(spec.get("align", "center")), float(spec.get("textangle", 0))
    x, y = left + wide / 2, top + high / 2
    if not angle:
        x += (_SHARES[align] - 0.5) * (wide - text.width - 2 * pad)
    words = beside(text, x, y, align=align, angle=angle)
    return Note(path, spec, words, (left, top, left + wide, top + high))


def _words_of(spec: Spec, model: Model, path: str, room: float) -> Block:
    """The text of an annotation; one wider than the page breaks between words."""
    opacity = float(spec.get("opacity", 1))
    return styled(spec.get("text", ""), model, spec.get("font"), f"{path}.text", room=room, opacity=opacity)


def _padding(spec: Spec) -> float:
    border = float(spec.get("borderwidth", 1)) if spec.get("bordercolor") else 0.0
    return float(spec.get("borderpad", 1)) + border


def _size(spec: Spec, text: Block) -> tuple[float, float]:
    """Width and height of the box as it stands, turned or not."""
    wide, high = (side + 2 * _padding(spec) for side in (text.width, text.height))
    turn = math.radians(float(spec.get("textangle", 0)))
    across, along = abs(math.cos(turn)), abs(math.sin(turn))
    return wide * across + high * along, wide * along + high * across


def _anchor(spec: Spec, letter: str) -> float:
    """How much of the box lies before the anchor point, as a share."""
    given = spec.get(f"{letter}anchor", "auto")
    if given != "auto":
        return _SHARES[given]
    ref = str(spec.get(f"{letter}ref", letter))
    if not (ref == "paper" or ref.endswith("domain")):
        return 0.5
    place = float(spec[letter])
    share = 0.0 if place < 1 / 3 else 1.0 if place > 2 / 3 else 0.5
    return share if letter == "x" else 1 - share


def artists(note: Note, to_page: Transform) -> Iterator[Artist]:
    """Box and words of a note, from back to front."""
    spec, path = note.spec, note.path
    back, border, opacity = spec.get("bgcolor"), spec.get("bordercolor"), float(spec.get("opacity", 1))
    if back or border:
        if note.words.angle:
            raise Unsupported(f"{path}.textangle", "turns a box with a background or border")
        left, top, right, bottom = note.box
        width = float(spec.get("borderwidth", 1)) if border else 0.0
        yield patch(
            (left + width / 2, top + width / 2, right - width / 2, bottom - width / 2),
            to_page,
            facecolor=rgba(back, f"{path}.bgcolor", opacity) if back else _CLEAR,
            edgecolor=rgba(border, f"{path}.bordercolor", opacity) if border else _CLEAR,
            linewidth=width * POINTS,
        )
    yield note.words


def extremes(model: Model, axis: Axis) -> Iterator[Extreme]:
    """Words at data points widen an automatic range until they fit, as on screen."""
    letter = axis.name[0]
    for path, spec in visible(model, "annotations"):
        if spec.get(f"{letter}ref", letter) != axis.name:
            continue
        size = _size(spec, _words_of(spec, model, path, 0))[0 if letter == "x" else 1]
        before, shift = _anchor(spec, letter) * size, float(spec.get(f"{letter}shift", 0))
        sides = (before - shift, size - before + shift)
        if letter == "y":  # anchors count from the top, values from the bottom
            sides = (size - before - shift, before + shift)
        at = axis.coordinate(spec.get(letter), f"{path}.{letter}")
        yield Extreme(at, max(sides[0], 0.0), pad_high=max(sides[1], 0.0))
