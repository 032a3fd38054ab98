"""What the finished book must hold: the blocks of the pages, read once more from Sphinx's HTML.

Not from the cleaned tree: what cleaning loses, the comparison finds. Text is reduced to its letters, digits and
signs, without spaces and the hyphens of broken words, and compared block by block.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from press.book.errors import describe
from press.book.pages import Page

INVISIBLE = {"script", "style", "template", "head", "img", "svg", "source"}
BLOCK = re.compile(
    "article|aside|blockquote|body|caption|dd|details|div|dl|dt|fig(caption|ure)|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|"
    "section|summary|table|tbody|td|tfoot|th|thead|tr|ul"
)
IGNORED = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f]+")
PAGE_REFERENCE = re.compile(r"\(p\.\s*\d+\)|,\s*p\.\s*\d+(?=\))")


@dataclass(frozen=True)
class Unit:
    """A block of text that must be in the book: its signs, and where it comes from."""

    signs: str
    place: str


def signs(text: str) -> str:
    """Text without spaces, soft hyphens and invisible signs, ligatures resolved: what two media must agree on."""
    plain = IGNORED.sub("", unicodedata.normalize("NFKC", PAGE_REFERENCE.sub("", text)))
    # A minus is typed as a hyphen and set as a minus.
    return (
        plain.replace("\N{MINUS SIGN}", "-")
        .replace("\N{HYPHEN}", "-")
        .replace("\0", "\N{REPLACEMENT CHARACTER}")
    )


def units(article: Any, name: str) -> tuple[list[Unit], list[Unit]]:
    """The blocks of a page in order, and its footnotes."""
    running: list[Unit] = []
    notes: list[Unit] = []
    collected: list[str] = []

    def flush(out: list[Unit], element: Any) -> None:
        text = signs("".join(collected))
        collected.clear()
        if text:
            out.append(Unit(text, f"{name}: {describe(element)}"))

    def visit(element: Any, out: list[Unit], block: Any) -> None:
        if not isinstance(element.tag, str) or element.tag in INVISIBLE:
            return
        shown = instead(element)
        if shown is not None:
            collected.append(shown)
            return
        if element.tag == "thead":
            for row in heads_in_order(element):
                visit(row, out, row)
            return
        is_block = bool(BLOCK.fullmatch(element.tag))
        if is_block:
            flush(out, block)
            block = element
        if "footnote" in (element.get("class") or "").split():
            note: list[Unit] = []
            for child in element:
                visit(child, note, child)
            flush(note, element)
            notes.append(Unit("".join(u.signs for u in note), f"{name}: {describe(element)}"))
            return
        collected.append(element.text or "")
        for child in (
            sorted(element, key=lambda child: child.tag != "figcaption")
            if element.tag == "figure"
            else element
        ):
            visit(child, out, block)
            collected.append(child.tail or "")
        if is_block:
            flush(out, block)

    visit(article, running, article)
    flush(running, article)
    return running, notes


def instead(element: Any) -> str | None:
    """What print shows instead of an element: nothing, a sign, or its text in another form; None where it is the element."""
    named = set((element.get("class") or "").split())
    if "math" in named:  # its number is text all the same
        return "".join(map(str, element.xpath("./span[@class='eqno']/text()")))
    if named & {"footnote-reference", "label"}:  # the number of a note, or of an entry of the bibliography
        return ""
    if element.get("type") == "checkbox":
        return "☑" if "checked" in element.attrib else "☐"
    if "section-number" in named:  # print sets the number without its full stop
        return (element.text or "").strip().rstrip(".")
    return None


def heads_in_order(head: Any) -> list[Any]:
    """The rows of a table's head; where two rows share their columns between them (pandas), the cells in order."""
    rows = list(head)
    if len(rows) == 2 and len(rows[0]) == len(rows[1]):
        pairs = [
            (a, b, bool(a.text_content().strip()), bool(b.text_content().strip()))
            for a, b in zip(*rows, strict=True)
        ]
        if all(not (above and below) for _, _, above, below in pairs):
            return [b if below else a for a, b, _, below in pairs]
    return rows


def expected(chapters: list[Page]) -> tuple[list[Unit], list[Unit]]:
    """All blocks and footnotes of the book."""
    running: list[Unit] = []
    notes: list[Unit] = []
    part: str | None = None
    number = 0
    for page in chapters:
        if page.entry.part and page.entry.part != part:
            number += 1
            running.append(Unit(signs(f"Part {number}{page.entry.part}"), "_toc.yml: the caption of a part"))
        part = page.entry.part
        blocks, feet = units(page.source, page.entry.docname)
        running += blocks
        notes += feet
    return running, notes


def pictures(chapters: list[Page]) -> int:
    """How many images the pages hold."""
    return sum(len(page.source.xpath(".//img")) for page in chapters)


def formulas(chapters: list[Page]) -> int:
    """How many formulas the pages hold."""
    return sum(
        len(page.source.xpath(".//*[contains(concat(' ', @class, ' '), ' math ')]")) for page in chapters
    )
