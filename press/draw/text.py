"""Text as Plotly writes it: lines, bold, italic and coloured words, measured and laid out. `words` draws it."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from press.draw.colour import Rgba
from press.draw.errors import Unsupported
from press.draw.face import PLAIN, Face

LINE_HEIGHT = 1.3  # Plotly's line spacing
ASCENT, DESCENT = 0.88, 0.22  # of the font size; what Latin capitals with accents and Japanese need


@dataclass(frozen=True)
class Run:
    """A piece of a line in one style; `small` are Plotly's smaller digits on log axes."""

    text: str
    bold: bool = False
    italic: bool = False
    small: bool = False
    colour: str = ""

    @property
    def scale(self) -> float:
        """Size in relation to that of the block."""
        return 0.75 if self.small else 1.0


_COLOUR = re.compile(r"\s*color:\s*([^;]+?)\s*;?\s*")
_STYLES = {"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "small": "small"}


class _Reader(HTMLParser):
    def __init__(self, path: str, style: Run) -> None:
        super().__init__()
        self.path, self.lines = path, [list[Run]()]
        self.styles: list[tuple[str, Run]] = [("", style)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.lines.append([])
            return
        css = dict(attrs).get("style") or ""
        colour = _COLOUR.fullmatch(css) if tag == "span" else None
        if tag not in _STYLES and not colour:
            says = f"has the text element <{tag}{css and f' style={css!r}'}>, which is not set in print"
            raise Unsupported(self.path, says)
        look: dict[str, Any] = {"colour": colour[1]} if colour else {_STYLES[tag]: True}
        self.styles.append((tag, replace(self.styles[-1][1], **look)))

    def handle_endtag(self, tag: str) -> None:
        if tag != "br" and self.styles[-1][0] == tag:
            self.styles.pop()

    def handle_data(self, data: str) -> None:
        if data:
            self.lines[-1].append(replace(self.styles[-1][1], text=data))


@dataclass(frozen=True)
class Block:
    """Lines of styled text at one size (pixels), with the room they take."""

    lines: tuple[tuple[Run, ...], ...]
    size: float
    colour: Rgba
    widths: tuple[float, ...]
    face: Face

    @property
    def width(self) -> float:
        """Width of the longest line."""
        return max(self.widths, default=0.0)

    @property
    def height(self) -> float:
        """Height of all lines together."""
        return self.size * (ASCENT + DESCENT + LINE_HEIGHT * (len(self.lines) - 1)) if self.lines else 0.0

    @property
    def plain(self) -> str:
        """The text without styles."""
        return "\n".join("".join(run.text for run in line) for line in self.lines)


def block(
    text: Any,
    size: float,
    colour: Rgba,
    *,
    face: Face = PLAIN,
    bold: bool = False,
    room: float = 0,
    path: str = "text",
) -> Block:
    """Lay `text` out; with `room`, lines longer than so many pixels break between words."""
    lines = _parsed(str(text), bold, path, face)
    if room:
        lines = tuple(part for line in lines for part in _wrapped(line, size, room, face))
    widths = tuple(sum(run_width(run, size, face) for run in line) for line in lines)
    return Block(lines, size, colour, widths, face)


@lru_cache(maxsize=4096)
def _parsed(text: str, bold: bool, path: str, face: Face) -> tuple[tuple[Run, ...], ...]:
    if re.fullmatch(r"\s*\$.*\$\s*", text):
        raise Unsupported(path, f"is a formula ({text}), which is not set in print")
    if "%{meta" in text:
        raise Unsupported(path, "takes words from the figure's meta")
    reader = _Reader(path, Run("", bold=bold))
    reader.feed(text.replace("\n", " "))
    reader.close()
    for line in reader.lines:
        for run in line:
            if not face.has_glyphs(run.text.replace("\u200b", ""), run.bold):
                raise Unsupported(path, f"has a character the font lacks: {run.text!r}")
    return tuple(tuple(line) for line in reader.lines)


def run_width(run: Run, size: float, face: Face) -> float:
    """Advance width of a run in pixels."""
    return face.width(run.text, run.bold) * size * run.scale


def _wrapped(line: tuple[Run, ...], size: float, room: float, face: Face) -> list[tuple[Run, ...]]:
    """Break a line between words (between any two Japanese letters) where it exceeds `room`."""
    lines: list[list[Run]] = [[]]
    used = 0.0
    for run in line:
        for word in _words(run.text):
            piece = replace(run, text=word)
            wide = run_width(replace(run, text=word.rstrip()), size, face)
            if used and used + wide > room:
                lines.append([])
                used = 0.0
                piece = replace(piece, text=word.lstrip())
            lines[-1].append(piece)
            used += run_width(piece, size, face)
    return [_joined(part) for part in lines]


def _words(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[ \u3000-\u30ff\u4e00-\u9fff–—/-])", text) if part]


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    """Neighbouring runs of one style become one run; a line does not end in a space."""
    joined: list[Run] = []
    for run in runs:
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + run.text)
        else:
            joined.append(run)
    if joined:
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip())
    return tuple(joined)
