"""The walk over a page: text, names and what goes through unchanged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from press.book.addresses import target_id
from press.book.errors import PrintError, describe
from press.config import own
from press.languages import code, runs

SHORT_RUN = 8  # letters of a language without spaces; so short a run is a name
DROPPED = {"script", "style", "link", "meta", "template"}
PLAIN_INLINE = {"strong": "strong", "b": "strong", "sub": "sub", "sup": "sup", "del": "del", "s": "del"}
PLAIN_INLINE |= dict.fromkeys(("em", "i", "cite", "dfn", "var", "u"), "em")
THROUGH_INLINE = {"abbr", "mark", "time", "q", "bdi", "ins", "label", "data"}
THROUGH_BLOCK = {"div", "section", "article", "main", "header", "footer", "center"}
CODE = {"code", "kbd", "samp", "tt"}
HEADINGS = {f"h{n}" for n in range(1, 7)}
INLINE = set(PLAIN_INLINE) | THROUGH_INLINE | CODE | {"a", "span", "br", "wbr", "img", "small", "picture"}


def classes(element: HtmlElement) -> set[str]:
    """The classes of an element."""
    return set((element.get("class") or "").split())


def squeezed(text: str) -> str:
    """Text with single spaces."""
    return " ".join(text.split())


class Walker:
    """What every handler needs: the page, the ids of all pages, and the walk over the elements.

    `book` is the book as `press.build.description` gives it; of its `paper` see `[tool.press.paper]` in pyproject.toml.
    """

    def __init__(self, docname: str, ids: dict[str, set[str]], book: dict[str, Any]) -> None:
        self.docname, self.ids = docname, ids
        self.paper: dict[str, Any] = book.get("paper", {})
        self.language = str(book.get("language", "en"))[:2]
        self.number: str | None = None
        self.title: str | None = None
        self.rank = self.tables = 0
        self.reference = False
        self.columns = docname in self.paper.get("columns", [])
        self.addresses: set[str] = set()
        self.pending: list[str] = []

    def fail(self, element: HtmlElement, reason: str) -> PrintError:
        """An error that names page and element."""
        return PrintError(f"{self.docname}: {reason}: {describe(element)}")

    # -- walking ---------------------------------------------------------------------------------------------

    def children(self, element: HtmlElement, out: HtmlElement) -> None:
        """Clean the content of an element into `out`."""
        self.text(element.text, out)
        for child in element:
            self.node(child, out)
            self.text(child.tail, out)

    def node(self, element: HtmlElement, out: HtmlElement) -> None:
        """Clean one element into `out`."""
        if not isinstance(element.tag, str) or element.tag in DROPPED:
            return
        tag = element.tag
        if tag in HEADINGS:
            self.handler("heading")(element, out)
        elif tag in PLAIN_INLINE:
            self.inline(element, out, PLAIN_INLINE[tag])
        elif tag in CODE:
            self.code(element, out)
        elif tag in THROUGH_INLINE or tag == "span":
            self.handler("span")(element, out)
        elif tag == "small":
            self.inline(element, out, "span", {"class": "small"})
        elif method := getattr(self, f"on_{tag}", None):
            method(element, out)
        elif tag in THROUGH_BLOCK:
            self.handler("block")(element, out)
        else:
            raise self.fail(element, f"print does not know the element <{tag}>")

    def handler(self, name: str) -> Callable[[HtmlElement, HtmlElement], None]:
        """A handler of another module, by name."""
        method: Callable[[HtmlElement, HtmlElement], None] = getattr(self, name)
        return method

    def text(self, text: str | None, out: HtmlElement) -> None:
        """Add text; words in the letters of another language are marked as such where nothing above has done it."""
        if not text:
            return
        text = text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
        if any(e.get("lang", self.language)[:2] != self.language for e in [out, *out.iterancestors()]):
            append(out, text)
            return
        last = 0
        unspaced = {tongue.code for tongue in own().tongues if not tongue.spaced}
        for run in runs().finditer(text):
            append(out, text[last : run.start()])
            child = etree.SubElement(out, "span", {"lang": code(run)})
            if code(run) in unspaced and len(run.group()) <= SHORT_RUN:
                child.set("class", "whole")  # a name is neither broken nor spaced out
            child.text = run.group()
            last = run.end()
        append(out, text[last:])

    def anchors(self, element: HtmlElement, out: HtmlElement) -> None:
        """Keep the id of an element as an empty place that links can point to."""
        if element.get("id"):
            etree.SubElement(out, "span", {"id": target_id(self.docname, element.get("id"))})

    def inline(
        self, element: HtmlElement, out: HtmlElement, tag: str, attributes: dict[str, str] | None = None
    ) -> None:
        """Clean an inline element as `tag`."""
        self.anchors(element, out)
        self.children(element, etree.SubElement(out, tag, attributes or {}))

    def code(self, element: HtmlElement, out: HtmlElement) -> None:
        """Code in a line: its text, without marks of language or colour."""
        self.anchors(element, out)
        if "download" in classes(element):  # the name of a file beside the page, in words
            append(out, squeezed(element.text_content()))
            return
        etree.SubElement(out, "code").text = squeezed(element.text_content())


def append(out: HtmlElement, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    if len(out):
        out[-1].tail = (out[-1].tail or "") + text
    else:
        out.text = (out.text or "") + text
