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

# Printed although a class of theirs is in the next list.
PRINTED = {"ledger"}
# What a page shows that paper does not: each with its reason.
NOT_PRINTED = {
    "headerlink": "the sign that copies a heading's address",
    "toctree-wrapper": "the book has its contents in front",
    "press-card": "the folded card of a figure: its rows and files are on the screen and in data/",
    "claims-board": "a drawing of what the ledger says; counted as a figure",
    "press-chrome": "marked as for screens only",
    "print-only": "for printing from a browser; the book holds the same in full",
    "ledger-filter": "the fields that search the ledger",
    "cell_input": "code; the notebooks hold it",
    "above-input": "the fold around code",
    "label": "the number of a footnote",
    "sd-summary-state-marker": "the arrow of a fold",
}
INVISIBLE = {"script", "style", "template", "head", "img", "svg", "source"}
BLOCKS = {
    "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "body", "nav",
}  # fmt: skip
IGNORED = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f]+")
PAGE_REFERENCE = re.compile(r"\(p\.\s*\d+\)")


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
        named = set((element.get("class") or "").split())
        citation = (
            "citation" in set((element.getparent().get("class") or "").split())
            if element.getparent() is not None
            else False
        )
        if "math" in named:  # its number is text all the same
            collected.extend(str(number) for number in element.xpath("./span[@class='eqno']/text()"))
            return
        if "footnote-reference" in named or (
            named & NOT_PRINTED.keys() and not named & PRINTED and not ("label" in named and citation)
        ):
            return
        if "section-number" in named:  # print sets the number without its full stop
            collected.append((element.text or "").strip().rstrip("."))
            return
        if element.tag == "thead":
            for row in heads_in_order(element):
                visit(row, out, row)
            return
        is_block = element.tag in BLOCKS
        # A bibliography entry is one paragraph in print: its label and its text.
        joined = citation and element.tag in {"p", "span"}
        if is_block and not joined:
            flush(out, block)
            block = element
        if "footnote" in named:
            note: list[Unit] = []
            for child in element:
                visit(child, note, child)
            flush(note, element)
            notes.append(Unit("".join(u.signs for u in note), f"{name}: {describe(element)}"))
            return
        collected.append(element.text or "")
        for child in element:
            visit(child, out, block)
            collected.append(child.tail or "")
        if is_block and not joined:
            flush(out, block)

    visit(article, running, article)
    flush(running, article)
    return running, notes


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
    """How many images the pages hold, but for those that only repeat a figure of a chapter on screen."""
    small = "@class='ledger-figure' or ancestor::p[contains(concat(' ', @class, ' '), ' press-chrome ')]"
    return sum(len(page.source.xpath(f".//img[not({small})]")) + boards(page) for page in chapters)


def boards(page: Page) -> int:
    """How many drawings made of signs a page holds."""
    return len(page.source.xpath(".//div[contains(concat(' ', @class, ' '), ' claims-board ')]"))


def formulas(chapters: list[Page]) -> int:
    """How many formulas the pages hold."""
    return sum(
        len(page.source.xpath(".//*[contains(concat(' ', @class, ' '), ' math ')]")) for page in chapters
    )
