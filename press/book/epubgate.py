"""Nothing of the pages may be missing from the EPUB, and every link in it must arrive."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from posixpath import normpath
from typing import Any

from lxml import etree, html

from press.book.expected import expected, pictures, signs
from press.book.gate import compare, stop_on
from press.book.index import Term
from press.book.pages import Page

# The last words of the page about the edition, after which the chapters begin.
ABOUT_ENDS = signs("The chapters follow.")


def epub_pages(archive: zipfile.ZipFile) -> list[Any]:
    """The pages of an EPUB in reading order."""
    namespaces = {"o": "http://www.idpf.org/2007/opf", "c": "urn:oasis:names:tc:opendocument:xmlns:container"}
    container: Any = etree.fromstring(archive.read("META-INF/container.xml"))
    package = str(container.xpath("string(//c:rootfile/@full-path)", namespaces=namespaces))
    opf: Any = etree.fromstring(archive.read(package))
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
    pages: dict[str, Any] = {
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
            body: Any = page.find("body")
            for mark in body.xpath(".//a[@role='doc-noteref' or @role='doc-backlink'] | .//math | .//nav"):
                mark.drop_tree()
            for note in body.xpath(".//aside[@role='doc-footnote'] | .//section[@role='doc-endnotes']//li"):
                feet.append(signs(note.text_content()))
            for note in body.xpath(".//section[@role='doc-endnotes'] | .//aside[@role='doc-footnote']"):
                note.drop_tree()
            for box in body.iter("input"):  # pandoc makes real boxes of the signs of a task list
                box.tail = ("☑" if "checked" in box.attrib else "☐") + (box.tail or "")
            images += len(body.xpath(".//img"))
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
