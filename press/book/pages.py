"""The pages of the book in the order of `_toc.yml`, each as a clean tree that pandoc understands.

The clean tree is ordinary HTML with few elements and a handful of classes; `filter.lua` gives them their form on
paper, `epub.css` on a reading device. It is the one place where screen and print could drift apart, so `clean`
refuses what it does not know.
"""

from __future__ import annotations

import html as htmllib
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from lxml import etree, html
from lxml.html import HtmlElement

from press.book import credits, index, pictures
from press.book.clean import Cleaner
from press.book.errors import PrintError
from press.book.index import Term
from press.config import ROOT

INDEX = "genindex"
FIGURE_SOURCES = "figure-sources"
# What a page shows that paper does not: each with its reason.
NOT_PRINTED = {
    "headerlink": "the sign that copies a heading's address",
    "toctree-wrapper": "the book has its contents in front",
    "contents": "the contents of a page; the book has its own in front",
    "collapsed": "the words of a fold that screens open",
    "expanded": "the words of a fold that screens close",
    "press-card": "the folded card of a figure: its rows and files are on the screen; of its sources see `credits`",
    "press-chrome": "marked as for screens only",
    "fn-bracket": "the brackets around the number of a footnote",
    "sd-summary-state-marker": "the arrow of a fold",
}
CODE = {"cell_input": "code; the notebooks hold it", "above-input": "the fold around code"}


@dataclass(frozen=True)
class Entry:
    """One page in the order of the book; `part` is the caption of the part it belongs to."""

    docname: str
    part: str | None


@dataclass
class Page:
    """One page of the book: its entry, its title, its chapter number and its clean body."""

    entry: Entry
    title: str
    number: str | None
    body: HtmlElement
    source: HtmlElement = field(repr=False)


def outline(toc: Path) -> list[Entry]:
    """Read the order of the pages and the parts they stand in."""
    tree: dict[str, Any] = yaml.safe_load(toc.read_text("utf-8"))
    entries = [Entry(tree["root"], None)]
    for part in tree.get("parts", [{"caption": None, "chapters": tree.get("chapters", [])}]):
        entries += [Entry(name, part.get("caption")) for name in files(part.get("chapters", []))]
    return entries


def files(chapters: list[dict[str, Any]]) -> list[str]:
    """The page names of a part, sections below chapters included; links to other sites are not printed."""
    names: list[str] = []
    for chapter in chapters:
        if "file" in chapter:
            names.append(str(chapter["file"]).removesuffix(".md").removesuffix(".ipynb"))
        names += files(chapter.get("sections", []))
    return names


def read(html_dir: Path, book: dict[str, Any]) -> tuple[list[Page], list[Term]]:
    """All pages of the built site, cleaned, in the order of the book; and the terms of the index.

    Raises `PrintError` when a page is missing, has no single title, or holds something print does not know.
    """
    root = Path(book.get("root", ROOT))
    cover = str(book.get("cover", ""))
    if cover and not (html_dir / cover.lstrip("/")).is_file():
        raise PrintError(f"[tool.press.paper] cover: the site has no {cover}")
    entries = outline(root / "_toc.yml")
    sources = {entry.docname: article(html_dir, entry.docname) for entry in entries}
    extra = credits.page(sources, str(book.get("address", "")))
    if extra is not None:
        entries.append(Entry(FIGURE_SOURCES, entries[-1].part))
        sources[FIGURE_SOURCES] = extra
    ids = {name: {str(i) for i in source.xpath(".//@id")} for name, source in sources.items()}
    code = book.get("paper", {}).get("code", [])
    for name, source in sources.items():
        for screens in NOT_PRINTED if code is True or (code and name in code) else NOT_PRINTED | CODE:
            for element in source.xpath(f".//*[contains(concat(' ', @class, ' '), ' {screens} ')]"):
                element.drop_tree()
        for part in source.xpath(".//section[count(*) = 1][h2 or h3 or h4]"):
            if not "".join(part.xpath("text()")).strip():
                part.drop_tree()  # a heading of what only screens show
        for told in source.xpath(".//a[@class='press-told']"):
            told.drop_tag()  # who is who stands in the book once, and has its index
    known, people = index.names(root / "data", book.get("paper", {}).get("index", []))
    words = [*known, *(word for source in sources.values() for word in index.glossary_words(source))]
    pages, uses = [], []
    for entry in entries:
        cleaner = Cleaner(entry.docname, ids, book)
        cleaner.columns |= entry.docname == FIGURE_SOURCES
        body, title, number = cleaner.page(deepcopy(sources[entry.docname]))
        size_pictures(entry.docname, body, html_dir)
        first = body.find(".//figure[@class='plate']/img")
        picture = cover if first is None or not number else first.get("src")
        if picture and (number or first is not None):
            body.find("h1").set("data-picture", picture)
        pages.append(Page(entry, title, number, body, sources[entry.docname]))
        words_of = entry.docname in (FIGURE_SOURCES, *book.get("paper", {}).get("unindexed", []))
        if not (cleaner.reference or words_of or index.glossary_words(sources[entry.docname])):
            uses.append(index.note_uses(entry.docname, body, words, people))
    file = html_dir / f"{INDEX}.html"
    known |= {who: who for _, who in people.whole.values()}
    terms = index.joined(index.collected(parse(file)) if file.is_file() else [], uses, known)
    check_targets(pages, terms)
    return pages, terms


def size_pictures(docname: str, body: HtmlElement, html_dir: Path) -> None:
    """Say of each picture how large it is set, and of which there is a drawing for a leaf that folds out."""
    for picture in body.iter("img"):
        source = picture.get("src", "")
        try:
            wide, least = pictures.measured(html_dir / source.lstrip("/"))
        except PrintError as error:
            raise PrintError(f"{docname}: {error}") from error
        picture.set("data-wide", f"{wide:.2f}mm")
        picture.set("data-least", f"{least:.3f}")
        fold = source.replace(".print.", ".fold.")
        if fold != source and (html_dir / fold.lstrip("/")).is_file():
            picture.set("data-fold", fold)


def article(html_dir: Path, docname: str) -> HtmlElement:
    """The content of a page, without the theme around it."""
    file = html_dir / f"{docname}.html"
    if not file.is_file():
        raise PrintError(f"{docname} is in _toc.yml but {file.name} is not in the built site")
    return parse(file)


def parse(file: Path) -> HtmlElement:
    """The article element of a built page."""
    tree: Any = html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    for script in tree.xpath("//script | //style"):
        script.drop_tree()  # the numbers of every figure: large, and not for print
    found = tree.xpath("//article[contains(@class, 'bd-article')]")
    if len(found) != 1:
        raise PrintError(f"{file.name} has {len(found)} articles; one was expected (another theme?)")
    return found[0]


def check_targets(pages: list[Page], terms: list[Term]) -> None:
    """Every link within the book must arrive; ids that nothing points to are taken out."""
    wanted = {str(h)[1:] for page in pages for h in page.body.xpath(".//a/@href") if str(h).startswith("#")}
    wanted |= {target for _, _, targets in terms for target in targets}
    there: set[str] = set()
    for page in pages:
        for element in page.body.xpath(".//*[@id]"):
            name = element.get("id")
            if name in there:
                raise PrintError(f"{page.entry.docname}: the id {name!r} occurs twice")
            there.add(name)
            if name not in wanted:
                del element.attrib["id"]
    for page in pages:
        for a in page.body.xpath(".//a[starts-with(@href, '#')]"):
            if a.get("href")[1:] not in there:
                raise PrintError(
                    f"{page.entry.docname}: the link {a.text_content()!r} points to {a.get('href')!r}, which is not there"
                )


def kept(book: dict[str, Any], what: str) -> Path | None:
    """Where what an earlier run found out is kept; nowhere for a book without a folder."""
    return Path(book["root"], "_build", f".{what}") if book.get("root") else None


def document(pages: list[Page]) -> list[str]:
    """The book as HTML for pandoc, a piece for each page; a new part begins with its heading."""
    pieces: list[str] = []
    part: str | None = None
    number = 0
    for page in pages:
        lead = ""
        if page.entry.part and page.entry.part != part:
            number += 1
            lead = f'<h1 class="part" data-number="{number}">{htmllib.escape(page.entry.part)}</h1>'
        part = page.entry.part
        for heading in page.body.xpath(".//*[@data-rank]"):
            heading.tag = f"h{min(6, int(heading.get('data-rank')) + (1 if part else 0))}"
            if "chapter" in (heading.get("class") or ""):
                heading.set("data-part", part or "")
        pieces.append(lead + etree.tostring(page.body, encoding="unicode", method="html", with_tail=False))
    return pieces
