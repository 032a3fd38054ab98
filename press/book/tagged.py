"""Read a tagged PDF back the way a screen reader does: the text of its structure, in reading order.

Only what Typst writes is understood (composite fonts with a map to Unicode); anything else raises `PrintError`
rather than being read wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from press.book.errors import PrintError

DEPTH = 6  # of brackets in a string; they need no escape as long as they pair


def nested(depth: int) -> bytes:
    """The pattern of a string in round brackets."""
    inner = nested(depth - 1) if depth else rb"(?!)"
    return rb"\((?:[^\\()]|\\.|" + inner + rb")*\)"


STRING = nested(DEPTH)
TOKEN = re.compile(
    STRING + rb"|<[0-9A-Fa-f\s]*>(?!>)"  # a string in hexadecimal
    rb"|<<(?:[^<>()]|" + STRING + rb"|<[0-9A-Fa-f\s]*>|<<[^<>]*>>)*>>"  # properties of marked content
    rb"|/[^\s/<>\[\]()]+|\[|\]|[^\s/<>\[\]()]+",
    re.S,
)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.S)
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b""}
BYTES = {f"{n:0{width}o}".encode(): bytes([n]) for width in (1, 2, 3) for n in range(256)}
MCID = re.compile(rb"/MCID\s+(\d+)")
ACTUAL = re.compile(rb"/ActualText\s*(<[0-9A-Fa-f\s]*>|" + STRING + rb")", re.S)
BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f\s]*)>")


@dataclass
class Element:
    """One element of the structure: its kind, its alt text, the page it begins on, and its content in order."""

    kind: str
    alt: str
    page: int
    content: list[str | Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This element and all below it."""
        yield self
        for child in self.content:
            if isinstance(child, Element):
                yield from child.walk()

    def text(self) -> str:
        """All text of the element."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.content)


def read(pdf: bytes) -> Element:
    """The structure of a PDF. Raises `PrintError` where it has none or where its text cannot be read."""
    reader = PdfReader(BytesIO(pdf))
    root = reader.root_object.get("/StructTreeRoot")
    if root is None:
        raise PrintError("the PDF is not tagged")
    texts: dict[tuple[int, int], str] = {}
    numbers: dict[int, int] = {}
    fonts: dict[Any, dict[int, str]] = {}
    for number, page in enumerate(reader.pages):
        reference = page.indirect_reference
        if reference is not None:
            numbers[reference.idnum] = number
        contents = page.get_contents()
        data = contents.get_data() if contents is not None else b""
        for mark, text in marked(data, page_fonts(page, fonts)):
            texts[number, mark] = texts.get((number, mark), "") + text
    top = Element("Root", "", 0)
    descend(root.get_object()["/K"], top, -1, texts, numbers)
    return top


def descend(
    node: Any, out: Element, page: int, texts: dict[tuple[int, int], str], numbers: dict[int, int]
) -> None:
    """Add a piece of the structure to `out`."""
    node = node.get_object() if isinstance(node, IndirectObject) else node
    if isinstance(node, int):
        out.content.append(texts.get((page, int(node)), ""))
        out.page = page if out.page < 0 else out.page
    elif isinstance(node, list):
        for child in node:
            descend(child, out, page, texts, numbers)
    elif isinstance(node, DictionaryObject):
        reference = node.raw_get("/Pg") if "/Pg" in node else None
        here = numbers.get(reference.idnum, page) if isinstance(reference, IndirectObject) else page
        if "/S" in node:
            element = Element(str(node["/S"])[1:], str(node.get("/Alt", "")), -1)
            out.content.append(element)
            if "/K" in node:
                descend(node.raw_get("/K"), element, here, texts, numbers)
            out.page = element.page if out.page < 0 else out.page
        elif "/MCID" in node:
            out.content.append(texts.get((here, int(str(node["/MCID"]))), ""))
            out.page = here if out.page < 0 else out.page


def page_fonts(page: Any, known: dict[Any, dict[int, str]]) -> dict[bytes, dict[int, str]]:
    """The maps from glyphs to text of a page's fonts."""
    found: dict[bytes, dict[int, str]] = {}
    for name, reference in (page.get("/Resources", {}).get("/Font") or {}).items():
        font = reference.get_object()
        key = id(font)
        if key not in known:
            if "/ToUnicode" not in font:
                raise PrintError(
                    f"a font of the PDF ({font.get('/BaseFont')}) does not say what its glyphs mean"
                )
            known[key] = glyph_map(font["/ToUnicode"].get_data())
        found[str(name).encode()] = known[key]
    return found


def glyph_map(cmap: bytes) -> dict[int, str]:
    """The map of a font from glyph to text."""
    glyphs: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", cmap, re.S):
        for glyph, text in BFCHAR.findall(block):
            glyphs[int(glyph, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be")
    if b"beginbfrange" in cmap:
        raise PrintError("a font of the PDF maps its glyphs in ranges, which the gate does not read")
    return glyphs


@dataclass
class Mark:
    """Marked content: its number, whether it is an artifact, and whether other text stands for it."""

    number: int | None
    artifact: bool = False
    replaced: bool = False


def marked(data: bytes, fonts: dict[bytes, dict[int, str]]) -> Iterator[tuple[int, str]]:
    """The pieces of text of a page, with the number of the marked content they stand in; artifacts are left out."""
    stack: list[Mark] = []
    glyphs: dict[int, str] = {}
    pieces: list[bytes] = []
    before = last = b""
    for token in TOKEN.findall(data):
        if token[:1] in b"(<" and not token.startswith(b"<<"):
            pieces.append(token)
        elif token in (b"Tj", b"TJ"):
            number = number_of(stack)
            if number is not None and not any(mark.replaced for mark in stack):
                yield number, "".join(glyph_text(piece, glyphs) for piece in pieces)
            pieces = []
        elif token in (b"BDC", b"BMC"):
            tag, properties = (before, last) if token == b"BDC" else (last, b"")
            found, actual = MCID.search(properties), ACTUAL.search(properties)
            stack.append(Mark(int(found[1]) if found else None, tag == b"/Artifact"))
            number = number_of(stack)
            if actual and number is not None:
                yield number, utf16(actual[1])
                stack[-1].replaced = True
        elif token == b"EMC":
            stack.pop()
        elif token in fonts:
            glyphs = fonts[token]
        before, last = last, token


def number_of(stack: list[Mark]) -> int | None:
    """The number of the innermost numbered content; None inside an artifact."""
    if any(mark.artifact for mark in stack):
        return None
    return next((mark.number for mark in reversed(stack) if mark.number is not None), None)


def raw_bytes(string: bytes) -> bytes:
    """The bytes that a string of a PDF stands for."""
    return (
        bytes.fromhex(string[1:-1].decode())
        if string.startswith(b"<")
        else ESCAPE.sub(unescape, string[1:-1])
    )


def utf16(string: bytes) -> str:
    """A text string of a PDF."""
    raw = raw_bytes(string)
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def glyph_text(string: bytes, glyphs: dict[int, str]) -> str:
    """The text of a string of two-byte glyphs."""
    raw = raw_bytes(string)
    return "".join(
        glyphs.get(raw[n] << 8 | raw[n + 1], "\N{REPLACEMENT CHARACTER}") for n in range(0, len(raw) - 1, 2)
    )


def unescape(match: re.Match[bytes]) -> bytes:
    """The byte an escape in a PDF string stands for."""
    return BYTES.get(match[1]) or ESCAPED.get(match[1], match[1])
