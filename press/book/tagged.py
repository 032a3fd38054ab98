"""Read a tagged PDF back the way a screen reader does: the text of its structure, in reading order.

Only what Typst writes is understood (composite fonts with a map to Unicode); anything else raises `PrintError`
rather than being read wrongly.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Operator

from press.book.errors import PrintError
from press.files import write

BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")
Glyphs = dict[int, str]


class Text(str):
    """A piece of text, and the page it stands on."""

    page: int

    def __new__(cls, text: str, page: int) -> Text:  # noqa: D102
        piece = super().__new__(cls, text)
        piece.page = page
        return piece


@dataclass
class Element:
    """One element of the structure: its kind, its alt text, the page it begins on, and its content in order."""

    kind: str
    alt: str
    page: int
    content: list[Text | Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for child in self.content:
            if isinstance(child, Element):
                yield from child.walk()

    def text(self) -> str:
        """All text of the element."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.content)


def read(pdf: bytes, kept: Path | None = None) -> Element:
    """The structure of a PDF. Raises `PrintError` where it has none or where its text cannot be read.

    In the file `kept` stands what the sheets of an earlier PDF said, by all that they hold, so that only others are read.
    """
    with pikepdf.open(BytesIO(pdf)) as document:
        root = document.Root.get("/StructTreeRoot")
        if root is None:
            raise PrintError("the PDF is not tagged")
        texts: dict[tuple[int, int], str] = {}
        fonts: dict[Any, Glyphs] = {}
        before = json.loads(kept.read_bytes()) if kept and kept.is_file() else {}
        now: dict[str, list[tuple[int, str]]] = {}
        for number, page in enumerate(document.pages):
            name = held(page)
            now[name] = before.get(name) or [(mark, text) for mark, text, _ in marked(page, fonts)]
            for mark, text in now[name]:
                texts[number, mark] = texts.get((number, mark), "") + text
        if kept:
            write(kept, json.dumps(now))
        top = Element("Root", "", 0)
        numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(document.pages)}
        descend(root.K, top, -1, texts, numbers)
        return top


def held(page: pikepdf.Page) -> str:
    """All that the text of a sheet rests on, in short: what it draws, what its fonts mean, and the code that reads it."""
    fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
    maps = [(name, fonts[name].get("/ToUnicode")) for name in sorted(fonts.keys())]
    page.contents_coalesce()
    parts = [Path(__file__).read_bytes(), page.Contents.read_bytes()]
    parts += [name.encode() + (cmap.read_bytes() if cmap is not None else b"") for name, cmap in maps]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def descend(
    node: Any, out: Element, page: int, texts: dict[tuple[int, int], str], numbers: dict[Any, int]
) -> None:
    """Add a piece of the structure to `out`."""
    if isinstance(node, Array):
        for child in node:
            descend(child, out, page, texts, numbers)
        return
    here = numbers.get(node.Pg.objgen, page) if isinstance(node, Dictionary) and "/Pg" in node else page
    if not isinstance(node, Dictionary) or "/MCID" in node:
        number = int(node.MCID if isinstance(node, Dictionary) else node)
        out.content.append(Text(texts.get((here, number), ""), here))
        out.page = here if out.page < 0 else out.page
    elif "/S" in node:
        element = Element(str(node.S)[1:], str(node.get("/Alt", "")), -1)
        out.content.append(element)
        if "/K" in node:
            descend(node.K, element, here, texts, numbers)
        out.page = element.page if out.page < 0 else out.page


def glyph_map(font: Any) -> Glyphs:
    """The map of a font from glyph to text."""
    if "/ToUnicode" not in font:
        raise PrintError(f"a font of the PDF ({font.get('/BaseFont')}) does not say what its glyphs mean")
    cmap = font.ToUnicode.read_bytes()
    if b"beginbfrange" in cmap:
        raise PrintError("a font of the PDF maps its glyphs in ranges, which the gate does not read")
    return {
        int(glyph, 16): bytes.fromhex(text.decode()).decode("utf-16-be")
        for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S)
        for glyph, text in BFCHAR.findall(block)
    }


@dataclass
class Mark:
    """Marked content: its number, its language, whether it is an artifact, and whether other text stands for it."""

    number: int | None
    artifact: bool = False
    lang: str = ""
    replaced: bool = False


def marked(page: pikepdf.Page, known: dict[Any, Glyphs]) -> Iterator[tuple[int, str, str]]:
    """The pieces of text of a page, with the number of the marked content they stand in, and its language; no artifacts."""
    fonts = page.get("/Resources", Dictionary()).get("/Font", Dictionary())
    stack: list[Mark] = []
    glyphs: Glyphs = {}
    instructions: Any = pikepdf.parse_content_stream(page, "Tf Tj TJ BDC BMC EMC")
    for operands, operator in instructions:
        if operator == Operator("Tf"):
            font = fonts[operands[0]]
            if font.objgen not in known:
                known[font.objgen] = glyph_map(font)
            glyphs = known[font.objgen]
        elif operator == Operator("EMC"):
            stack.pop()
        elif operator in {Operator("BDC"), Operator("BMC")}:
            told = operands[1] if len(operands) > 1 and isinstance(operands[1], Dictionary) else Dictionary()
            own = int(told.MCID) if "/MCID" in told else None
            stack.append(Mark(own, operands[0] == Name("/Artifact"), str(told.get("/Lang", ""))))
            number = number_of(stack)
            if "/ActualText" in told and number is not None:
                yield number, str(told.ActualText), language(stack)
                stack[-1].replaced = True
        else:
            number = number_of(stack)
            if number is not None and not any(mark.replaced for mark in stack):
                pieces = operands[0] if operator == Operator("TJ") else operands
                yield (
                    number,
                    "".join(spelt(piece, glyphs) for piece in pieces if isinstance(piece, pikepdf.String)),
                    language(stack),
                )


def number_of(stack: list[Mark]) -> int | None:
    """The number of the innermost numbered content; None inside an artifact."""
    if any(mark.artifact for mark in stack):
        return None
    return next((mark.number for mark in reversed(stack) if mark.number is not None), None)


def language(stack: list[Mark]) -> str:
    """The language that the innermost marked content names; empty where the structure alone does."""
    return next((mark.lang for mark in reversed(stack) if mark.lang), "")


def spelt(string: pikepdf.String, glyphs: Glyphs) -> str:
    """The text of a string of two-byte glyphs."""
    raw = bytes(string)
    return "".join(
        glyphs.get(raw[n] << 8 | raw[n + 1], "\N{REPLACEMENT CHARACTER}") for n in range(0, len(raw) - 1, 2)
    )
