"""Nothing of the pages may be missing from the finished book, nothing may stand in it twice or out of order.

The pages are read here once more, straight from Sphinx's HTML and not from the cleaned tree: what cleaning loses,
the comparison finds. The PDF is read through its tags (`tagged`), the EPUB through its pages. Both sides are
reduced to their letters, digits and signs, without spaces and the hyphens of broken words, and compared block by block.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any

from lxml import etree, html

from press.book.errors import PrintError, describe
from press.book.index import Term
from press.book.pages import Page
from press.book.tagged import Element, read

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
ADDRESS = re.compile(r"https?://")
RULE = "***"
SHOWN = 90
MOST_SHOWN = 8


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


# -- the pages -------------------------------------------------------------------------------------------------


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
    """How many images the pages hold."""
    small = "@class='ledger-figure'"  # repeats a figure of a chapter
    return sum(len(page.source.xpath(f".//img[not({small})]")) + boards(page) for page in chapters)


def boards(page: Page) -> int:
    """How many drawings made of signs a page holds."""
    return len(page.source.xpath(".//div[contains(concat(' ', @class, ' '), ' claims-board ')]"))


def formulas(chapters: list[Page]) -> int:
    """How many formulas the pages hold."""
    return sum(
        len(page.source.xpath(".//*[contains(concat(' ', @class, ' '), ' math ')]")) for page in chapters
    )


# -- comparing -------------------------------------------------------------------------------------------------


def compare(wanted: list[Unit], text: str) -> list[str]:
    """What is missing from `text`, and what stands there that no page holds. Both in order."""
    faults: list[str] = []
    position = 0
    for unit in wanted:
        if text.startswith(unit.signs, position):
            position += len(unit.signs)
            continue
        found = text.find(unit.signs, position)
        if found < 0:
            faults.append(f"missing, or not whole: {unit.place}")
        else:
            faults.append(
                f"stands in the book but on no page: {text[position:found][:SHOWN]!r}, before {unit.place}"
            )
            position = found + len(unit.signs)
    if text[position:]:
        faults.append(f"stands at the end of the book but on no page: {text[position:][:SHOWN]!r}")
    return faults


def stop_on(faults: list[str], what: str) -> None:
    """Raise `PrintError` for faults, the first of them in words."""
    if faults:
        more = f"\n... and {len(faults) - MOST_SHOWN} more" if len(faults) > MOST_SHOWN else ""
        raise PrintError(f"{what} is not the book of the pages:\n" + "\n".join(faults[:MOST_SHOWN]) + more)


# -- the PDF ---------------------------------------------------------------------------------------------------


@dataclass
class Printed:
    """What a PDF says, read through its tags."""

    text: str
    notes: list[str]
    index: str
    figures: int
    formulas: int
    unnamed: int
    lost: int


def printed(top: Element) -> Printed:
    """Read the running text of a PDF from its first heading on; footnotes and index apart."""
    out = Printed("", [], "", 0, 0, 0, 0)
    pieces: list[str] = []
    started = False

    def visit(element: Element) -> None:
        nonlocal started
        started = started or element.kind in {"H1", "H2"}
        if element.kind in {"Lbl", "TOC"}:
            return
        if element.kind == "Note":
            out.notes.append(signs(element_text(element)))
            return
        if element.kind in {"Figure", "Formula"}:
            out.figures += element.kind == "Figure"
            out.formulas += element.kind == "Formula"
            out.unnamed += not element.alt.strip()
            return
        for child in element.content:
            if isinstance(child, str):
                if started:
                    pieces.append(child)
            else:
                visit(child)

    visit(top)
    # Page references may be cut into several pieces: join first.
    out.text = signs("".join(pieces)).replace(RULE, "")
    out.lost = sum(
        element_text(e).count("\N{REPLACEMENT CHARACTER}") for e in top.content if isinstance(e, Element)
    )
    return out


def element_text(element: Element) -> str:
    """The text of an element without the numbers of notes and items."""
    return "".join(
        child if isinstance(child, str) else "" if child.kind == "Lbl" else element_text(child)
        for child in element.content
    )


def check_pdf(pdf: bytes, chapters: list[Page], terms: list[Term]) -> None:
    """Compare a PDF with the pages. Raises `PrintError` naming page and element of what is missing or too much."""
    running, notes = expected(chapters)
    found = printed(read(pdf))
    text = found.text
    if terms:
        index = signs("Index") + signs(terms[0][1])
        cut = text.rfind(index)
        text, found.index = (text[:cut], text[cut:]) if cut >= 0 else (text, "")
    faults = compare(running, text)
    faults += [f"missing from the index: {term!r}" for _, term, _ in terms if signs(term) not in found.index]
    faults += compare_notes(notes, found.notes, chapters)
    if found.figures != pictures(chapters):
        faults.append(f"{pictures(chapters)} figures on the pages, {found.figures} in the PDF")
    if found.formulas != formulas(chapters):
        faults.append(f"{formulas(chapters)} formulas on the pages, {found.formulas} in the PDF")
    if found.unnamed:
        faults.append(f"{found.unnamed} figures or formulas of the PDF have no alt text")
    if found.lost:
        faults.append(f"{found.lost} glyphs of the PDF have no meaning")
    stop_on(faults, "the PDF")


def compare_notes(wanted: list[Unit], found: list[str], chapters: list[Page]) -> Iterator[str]:
    """Footnotes: those of the pages, and one for each address of the links that paper cannot follow."""
    texts = [note for note in found if not ADDRESS.match(note)]
    for unit in wanted:
        if unit.signs in texts:
            texts.remove(unit.signs)
        else:
            yield f"a footnote is missing: {unit.place}"
    for note in texts:
        yield f"a footnote that no page holds: {note[:SHOWN]!r}"
    addresses = {note for note in found if ADDRESS.match(note)}
    for page in chapters:
        for link in page.body.xpath(".//a[@class='outward']"):
            if signs(link.get("data-shown")) not in addresses:
                yield f"{page.entry.docname}: the address of a link is not printed: {link.get('href')}"


# -- the EPUB --------------------------------------------------------------------------------------------------


def epub_pages(archive: zipfile.ZipFile) -> list[Any]:
    """The pages of an EPUB in reading order."""
    namespaces = {"o": "http://www.idpf.org/2007/opf", "c": "urn:oasis:names:tc:opendocument:xmlns:container"}
    container = etree.fromstring(archive.read("META-INF/container.xml"))
    package = str(container.xpath("string(//c:rootfile/@full-path)", namespaces=namespaces))
    opf = etree.fromstring(archive.read(package))
    files = {
        item.get("id"): item.get("href") for item in opf.xpath("//o:manifest/o:item", namespaces=namespaces)
    }
    spine = opf.xpath("//o:spine/o:itemref/@idref", namespaces=namespaces)
    return [
        html.document_fromstring(archive.read(str(PurePosixPath(package).parent / files[str(i)])))
        for i in spine
    ]


def broken_links(archive: zipfile.ZipFile) -> Iterator[str]:
    """Links within an EPUB that do not arrive."""
    pages = {
        name: html.document_fromstring(archive.read(name))
        for name in archive.namelist()
        if name.endswith(".xhtml")
    }
    ids = {name: {str(i) for i in page.xpath("//@id")} for name, page in pages.items()}
    for name, page in pages.items():
        for href in map(str, page.xpath("//a/@href")):
            file, _, anchor = href.partition("#")
            if "://" in file or file.startswith("mailto:"):
                continue
            target = normpath(str(PurePosixPath(name).parent / file)) if file else name
            if target not in ids or (anchor and anchor not in ids[target]):
                yield f"{name}: a link arrives nowhere: {href}"


def check_epub(epub: bytes, chapters: list[Page], terms: Iterable[Term]) -> None:
    """Compare an EPUB with the pages. Raises `PrintError` as `check_pdf` does."""
    running, notes = expected(chapters)
    pieces: list[str] = []
    feet: list[str] = []
    images = 0
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        for page in epub_pages(archive):
            body = page.find("body")
            for mark in body.xpath(".//a[@role='doc-noteref' or @role='doc-backlink'] | .//math | .//nav"):
                mark.drop_tree()
            for note in body.xpath(".//aside[@role='doc-footnote'] | .//section[@role='doc-endnotes']//li"):
                feet.append(signs(note.text_content()))
            for note in body.xpath(".//section[@role='doc-endnotes'] | .//aside[@role='doc-footnote']"):
                note.drop_tree()
            images += len(body.xpath(".//figure//img | .//p//img | .//div[@class='board']"))
            for board in body.xpath(".//div[@class='board']"):
                board.drop_tree()
            pieces.append(signs(body.text_content()))
        stop_on(list(broken_links(archive)), "the EPUB")
    text = "".join(pieces)
    start = text.find(running[0].signs, text.find(signs("About this edition")) + 1) if running else 0
    text = text[text.index(ABOUT_ENDS) + len(ABOUT_ENDS) :] if ABOUT_ENDS in text else text[start:]
    cut = text.rfind(signs("Index")) if terms else len(text)
    faults = compare(running, text[:cut])
    missing = [unit for unit in notes if unit.signs not in feet]
    faults += [f"a footnote is missing: {unit.place}" for unit in missing]
    if images != pictures(chapters):
        faults.append(f"{pictures(chapters)} figures on the pages, {images} in the EPUB")
    stop_on(faults, "the EPUB")


# The last words of the page about the edition, after which the chapters begin.
ABOUT_ENDS = signs("The chapters follow.")
