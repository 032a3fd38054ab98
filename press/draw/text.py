"""Text as Plotly writes it: a little HTML, measured and laid out in lines."""

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
    """A piece of a line in one style; `scale` is relative to the size of the block."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    scale: float = 1.0
    rise: float = 0.0


class _Reader(HTMLParser):
    def __init__(self, size: float, path: str) -> None:
        super().__init__()
        self.size, self.path = size, path
        self.lines: list[list[Run]] = [[]]
        self.styles: list[tuple[str, Run]] = [("", Run(""))]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        style = self.styles[-1][1]
        if tag == "br":
            self.lines.append([])
        elif tag in ("b", "strong"):
            self.styles.append((tag, replace(style, bold=True)))
        elif tag in ("i", "em"):
            self.styles.append((tag, replace(style, italic=True)))
        elif tag in ("sub", "sup"):
            self.styles.append(
                (tag, replace(style, scale=style.scale * 0.7, rise=-0.15 if tag == "sub" else 0.35))
            )
        elif tag == "small":  # our own: Plotly's smaller digits on log axes
            self.styles.append((tag, replace(style, scale=style.scale * 0.75)))
        elif tag in ("span", "a"):
            self.styles.append((tag, self._styled(style, dict(attrs).get("style") or "")))
        else:
            raise Unsupported(self.path, f"has the text element <{tag}>, which is not set in print")

    def _styled(self, style: Run, css: str) -> Run:
        for item in filter(None, (part.strip() for part in css.split(";"))):
            name, _, value = (part.strip() for part in item.partition(":"))
            if name == "color":
                style = replace(style, colour=value)
            elif name == "font-size" and value.endswith("px"):
                style = replace(style, scale=float(value[:-2]) / self.size)
            elif name == "font-weight":
                style = replace(style, bold=value in ("bold", "600", "700", "800", "900"))
            elif name == "font-style":
                style = replace(style, italic=value in ("italic", "oblique"))
            elif name != "font-family":
                raise Unsupported(self.path, f"has the text style {item!r}, which is not set in print")
        return style

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
    lines = _parsed(str(text), size, bold, path, face)
    if room:
        lines = tuple(part for line in lines for part in _wrapped(line, size, room, face))
    widths = tuple(sum(run_width(run, size, face) for run in line) for line in lines)
    return Block(lines, size, colour, widths, face)


@lru_cache(maxsize=4096)
def _parsed(text: str, size: float, bold: bool, path: str, face: Face) -> tuple[tuple[Run, ...], ...]:
    if re.fullmatch(r"\s*\$.*\$\s*", text):
        raise Unsupported(path, f"is a formula ({text}), which is not set in print")
    if "%{meta" in text:
        raise Unsupported(path, "takes words from the figure's meta")
    reader = _Reader(size, path)
    reader.styles[0] = ("", Run("", bold=bold))
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
