"""From a page as Sphinx wrote it to a clean tree for print: chrome off, links mapped, scripts of writing marked.

Each handler takes an element of the page and adds its clean form to the output. What has no handler raises
`PrintError`. Classes made here (and nowhere else) are the contract with `filter.lua` and `epub.css`:

    h1.chapter, h2[data-rank]...   headings; `data-number` where the page has one
    figure.plate                   image, and in the caption: span.number, .title, .subtitle, .source
    div.sheet > table              tables with their reach, size and column widths
    div.notice, div.margin-note    boxes and notes; a first div.title holds their title
    div.definition                 a term (div.title) and what it means
    a.see / a.bare                 links that print a page, an address
    a.outward / a.beside           links that print their address in a footnote, beside them
    a.note-ref, div.note-body      footnotes
"""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from press.book.clean.blocks import Blocks
from press.book.clean.links import Links
from press.book.clean.plates import Plates
from press.book.clean.walk import squeezed
from press.book.errors import PrintError

REFERENCE_LENGTH = 8_000  # characters; a shorter page keeps the form of a chapter


class Cleaner(Blocks, Plates, Links):
    """Cleans one page. `ids` holds the ids of every page, by page name, to tell inner links from dead ones."""

    def page(self, article: HtmlElement) -> tuple[HtmlElement, str, str | None]:
        """The clean body of a page, its title and its chapter number."""
        body = etree.Element("div", {"class": "page", "data-name": self.docname})
        self.reference = is_reference(article)
        if self.columns or self.reference:
            body.set("data-form", "columns" if self.columns else "reference")
        self.children(article, body)
        if self.title is None:
            raise PrintError(f"{self.docname} has no title (no level-one heading)")
        return body, self.title, self.number


def is_reference(article: HtmlElement) -> bool:
    """Whether a page is there to be looked things up in: mostly tables."""
    cells = sum(len(squeezed(table.text_content())) for table in article.iter("table"))
    total = len(squeezed(article.text_content()))
    return total > REFERENCE_LENGTH and cells > total / 2
