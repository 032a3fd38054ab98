"""Nothing of the pages may be missing from the PDF, nothing may stand in it twice or out of order.

The PDF is read through its tags (`tagged`), as a screen reader reads it, and compared with `expected`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from press.book.errors import PrintError
from press.book.expected import Unit, expected, formulas, pictures, signs
from press.book.index import Term
from press.book.pages import Page
from press.book.tagged import Element, Text, read

ADDRESS = re.compile(r"https?://")
RULE = "***"
SHOWN = 90
MOST_SHOWN = 8


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


@dataclass
class Printed:
    """What a PDF says, read through its tags."""

    text: str
    notes: list[str]
    index: str
    figures: int
    formulas: int
    unnamed: int
    lost: list[str]
    starts: list[tuple[int, str]]


def printed(top: Element) -> Printed:
    """Read the running text of a PDF from its first heading on; footnotes and index apart."""
    out = Printed("", [], "", 0, 0, 0, [], [])
    pieces: list[Text] = []
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
    out.starts = list(page_starts(pieces))
    texts = (
        element_text(element) for element in top.walk() if element.kind in {"P", "H1", "H2", "H3", "TD", "LI"}
    )
    out.lost = [text for text in texts if "\N{REPLACEMENT CHARACTER}" in text]
    return out


def page_starts(pieces: list[Text]) -> Iterator[tuple[int, str]]:
    """The pages and the words with which each begins: a figure on top of one may stand before the last words of another."""
    latest = list(accumulate((piece.page for piece in reversed(pieces)), min))[::-1]
    places: dict[int, list[int]] = {}
    for n, piece in enumerate(pieces):
        if piece.strip(RULE + " "):
            places.setdefault(piece.page, []).append(n)
    for page, here in sorted(places.items()):
        first = next((n for n in here if latest[n] == page), here[0])
        yield page + 1, signs("".join(pieces[first : first + SHOWN])).replace(RULE, "")[:SHOWN]


def element_text(element: Element) -> str:
    """The text of an element without the numbers of notes and items."""
    return "".join(
        child if isinstance(child, str) else "" if child.kind == "Lbl" else element_text(child)
        for child in element.content
    )


def check_pdf(
    pdf: bytes, chapters: list[Page], terms: list[Term], kept: Path | None = None
) -> list[tuple[int, str]]:
    """Compare a PDF with the pages; return with which words its pages begin.

    Raises `PrintError` naming page and element of what is missing or too much. For `kept` see `tagged.read`.
    """
    running, notes = expected(chapters)
    found = printed(read(pdf, kept))
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
    faults += [f"a sign that no font has stands in {text[:SHOWN]!r}: take it out" for text in found.lost]
    stop_on(faults, "the PDF")
    return found.starts


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
        body: Any = page.body
        for link in body.xpath(".//a[@class='outward']"):
            if signs(link.get("data-shown")) not in addresses:
                yield f"{page.entry.docname}: the address of a link is not printed: {link.get('href')}"
