"""From a page as Sphinx wrote it to a clean tree for print: chrome off, links mapped, scripts of writing marked.

Each handler takes an element of the page and adds its clean form to the output. What has no handler raises
`PrintError`. Classes made here (and nowhere else) are the contract with `filter.lua` and `epub.css`:

    h1.chapter, h2[data-rank]...   headings; `data-number` where the page has one
    figure.plate                   image, and in the caption: span.number, .title, .subtitle, .source
    div.sheet > table              tables with their reach, size and column widths
    div.notice, div.margin-note    boxes and notes; a first div.title holds their title
    div.definition                 a term (div.title) and what it means
    a.see / a.outward / a.bare     links that print a page, a footnote with the address, an address
    a.note-ref, div.note-body      footnotes
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from posixpath import normpath
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from press.book.addresses import readable, target_id
from press.book.errors import PrintError, describe
from press.book.sheets import join_heads, lay_out

JAPANESE = r"[\u3000-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]"
CYRILLIC = r"[\u0400-\u04ff\u0301]"
RUNS = re.compile(f"(?P<ja>{JAPANESE}+)|(?P<ru>{CYRILLIC}(?:[\\s\u00a0«»–—,.-]*{CYRILLIC})*)")
SHORT_RUN = 8
WHOLE_NOTICE = 1800  # characters; a box up to this length is not broken over pages
REFERENCE_LENGTH = 20_000  # characters; a shorter page keeps the form of a chapter
DROPPED = {"script", "style", "link", "meta", "template"}
CHROME = {
    "headerlink", "toctree-wrapper", "press-card", "press-chrome", "ledger-filter", "print-only", "fn-bracket", "sd-summary-state-marker",
}  # fmt: skip
KEPT = {"ledger", "claims-board"}  # content all the same, where only its form is for screens
PLAIN_INLINE = {
    "em": "em",
    "i": "em",
    "strong": "strong",
    "b": "strong",
    "sub": "sub",
    "sup": "sup",
    "cite": "em",
    "dfn": "em",
    "del": "del",
    "s": "del",
    "var": "em",
    "u": "em",
}
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


class Cleaner:
    """Cleans one page. `ids` holds the ids of every page, by page name, to tell inner links from dead ones."""

    def __init__(self, docname: str, ids: dict[str, set[str]], *, keep_code: bool = False) -> None:
        self.docname, self.ids, self.keep_code = docname, ids, keep_code
        self.number: str | None = None
        self.title: str | None = None
        self.rank = 0
        self.reference = False
        self.addresses: set[str] = set()
        self.pending: list[str] = []

    def fail(self, element: HtmlElement, reason: str) -> PrintError:
        """An error that names page and element."""
        return PrintError(f"{self.docname}: {reason}: {describe(element)}")

    def page(self, article: HtmlElement) -> tuple[HtmlElement, str, str | None]:
        """The clean body of a page, its title and its chapter number."""
        body = etree.Element("div", {"class": "page"})
        self.reference = is_reference(article)
        if self.reference:
            body.set("data-form", "reference")
        self.children(article, body)
        if self.title is None:
            raise PrintError(f"{self.docname} has no title (no level-one heading)")
        return body, self.title, self.number

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
        if classes(element) & CHROME and not classes(element) & KEPT:
            return
        tag = element.tag
        if tag in HEADINGS:
            self.heading(element, out)
        elif tag in PLAIN_INLINE:
            self.inline(element, out, PLAIN_INLINE[tag])
        elif tag in CODE:
            self.code(element, out)
        elif tag in THROUGH_INLINE or tag == "span":
            self.span(element, out)
        elif tag == "small":
            self.inline(element, out, "span", {"class": "small"})
        elif method := getattr(self, f"on_{tag}", None):
            method(element, out)
        elif tag in THROUGH_BLOCK:
            self.block(element, out)
        else:
            raise self.fail(element, f"print does not know the element <{tag}>")

    def text(self, text: str | None, out: HtmlElement) -> None:
        """Add text; Japanese and Russian runs are marked as such where nothing above has done it."""
        if not text:
            return
        text = text.replace("\x00", "\N{REPLACEMENT CHARACTER}")
        if any(e.get("lang", "en")[:2] != "en" for e in [out, *out.iterancestors()]):
            append(out, text)
            return
        last = 0
        for run in RUNS.finditer(text):
            append(out, text[last : run.start()])
            child = etree.SubElement(out, "span", {"lang": str(run.lastgroup)})
            if run.lastgroup == "ja" and len(run.group()) <= SHORT_RUN:
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
        etree.SubElement(out, "code").text = squeezed(element.text_content())

    # -- blocks ----------------------------------------------------------------------------------------------

    def block(self, element: HtmlElement, out: HtmlElement) -> None:
        """A container: what it is depends on its class; most only hold other things."""
        named = classes(element)
        if "math" in named:
            self.display_math(element, out)
        elif "claims-board" in named:
            self.board(element, out)
        elif "verdict" in named:
            self.notice(element, out, "verdict", "verdict-head")
        elif "admonition" in named or "topic" in named:
            kinds = named - {"admonition", "docutils", "dropdown", "container"}
            self.notice(element, out, min(kinds, default="note"), "admonition-title")
        elif "cell_input" in named and not self.keep_code:
            return
        elif "highlight" in named or any(name.startswith("highlight-") for name in named):
            self.listing(element, out)
        elif "citation" in named or "footnote" in named:
            self.on_aside(element, out)
        elif "traceback" in named or "jp-RenderedTraceback" in named:
            raise self.fail(element, "the output of a cell is an error")
        elif element.tag == "section":
            self.on_section(element, out)
        else:
            self.anchors(element, out)
            box = etree.SubElement(out, "div") if self.has_loose_text(element) else out
            self.children(element, box)

    def has_loose_text(self, element: HtmlElement) -> bool:
        """Whether text stands in the container itself, not in a paragraph of it."""
        return bool((element.text or "").strip()) or any(
            (c.tail or "").strip() or c.tag in INLINE for c in element
        )

    def on_section(self, element: HtmlElement, out: HtmlElement) -> None:
        """A section: its id goes to its heading, with the targets written in front of that."""
        if element.get("id"):
            self.pending.append(target_id(self.docname, element.get("id")))
        self.children(element, out)

    def heading(self, element: HtmlElement, out: HtmlElement) -> None:
        """A heading. The first is the title of the chapter; ranks may not skip."""
        rank = int(element.tag[1])
        if rank == 1 and self.title is not None:
            raise self.fail(element, "a second title on the page (one level-one heading a page)")
        if rank > self.rank + 1:
            raise self.fail(element, f"the heading level jumps from {self.rank} to {rank}")
        self.rank = rank
        number = element.find(".//span[@class='section-number']")
        shown = None
        if number is not None:
            shown = squeezed(number.text_content()).rstrip(".")
            number.drop_tree()
        places = [*self.pending, *([target_id(self.docname, element.get("id"))] if element.get("id") else [])]
        self.pending = []
        heading = etree.Element(f"h{rank}", {"data-rank": str(rank)})
        self.children(element, heading)
        plain = squeezed("".join(heading.itertext()))
        if rank == 1:
            self.title, self.number = plain, shown
            heading.set("class", "chapter")
            heading.set("data-plain", plain)
            heading.set("id", target_id(self.docname, ""))
            places = [p for p in places if p != target_id(self.docname, "")]
        elif places:
            heading.set("id", places.pop(0))
        if shown:
            heading.set("data-number", shown)
        out.append(heading)
        if places:
            holder = etree.SubElement(out, "div")
            for place in places:
                etree.SubElement(holder, "span", {"id": place})

    def notice(self, element: HtmlElement, out: HtmlElement, kind: str, title_class: str) -> None:
        """A box with a title."""
        self.anchors(element, out)
        whole = str(len(element.text_content()) < WHOLE_NOTICE).lower()
        box = etree.SubElement(out, "div", {"class": "notice", "data-kind": kind, "data-whole": whole})
        for child in element:
            if title_class in classes(child):
                self.children(child, etree.SubElement(box, "div", {"class": "title"}))
            else:
                self.node(child, box)
                self.text(child.tail, box)

    def listing(self, element: HtmlElement, out: HtmlElement) -> None:
        """A block of code or of plain output."""
        self.anchors(element, out)
        for pre in element.iter("pre"):
            code = etree.SubElement(etree.SubElement(out, "pre"), "code")
            code.text = pre.text_content().strip("\n").replace("\x00", "\N{REPLACEMENT CHARACTER}")

    def display_math(self, element: HtmlElement, out: HtmlElement) -> None:
        """A displayed formula, with its number where it has one."""
        self.anchors(element, out)
        number = element.find(".//span[@class='eqno']")
        shown = ""
        if number is not None:
            for link in number.xpath("./a"):
                link.drop_tree()
            shown = number.text_content().strip()
            number.drop_tree()
        paragraph = etree.SubElement(out, "p")
        formula = etree.SubElement(paragraph, "script", {"type": "math/tex; mode=display"})
        formula.text = element.text_content().strip().removeprefix("\\[").removesuffix("\\]").strip()
        formula.tail = f" {shown}" if shown else None

    def on_p(self, element: HtmlElement, out: HtmlElement) -> None:
        """A paragraph."""
        if "rubric" in classes(element) or "sd-card-title" in classes(element):
            paragraph = etree.SubElement(out, "p")
            self.anchors(element, paragraph)
            self.children(element, etree.SubElement(paragraph, "strong"))
            return
        paragraph = etree.SubElement(out, "p")
        self.anchors(element, paragraph)
        self.children(element, paragraph)

    def on_ul(self, element: HtmlElement, out: HtmlElement) -> None:
        """A list."""
        self.anchors(element, out)
        made = etree.SubElement(
            out, str(element.tag), {k: v for k, v in element.attrib.items() if k in {"start", "type"}}
        )
        for child in element:
            if isinstance(child.tag, str) and child.tag not in DROPPED:
                if child.tag != "li":
                    raise self.fail(child, "a list holds something that is not an item")
                item = etree.SubElement(made, "li")
                self.anchors(child, item)
                self.children(child, item)

    on_ol = on_ul

    def on_dl(self, element: HtmlElement, out: HtmlElement) -> None:
        """Terms and definitions; several terms may share one definition."""
        self.anchors(element, out)
        box: HtmlElement | None = None
        last = ""
        for child in element.iter("dt", "dd"):
            if child.getparent() is not element and classes(child.getparent()) & CHROME:
                continue
            if next((a for a in child.iterancestors("dl")), None) is not element:
                continue
            if child.tag == "dt":
                if last != "dt" or box is None:
                    box = etree.SubElement(out, "div", {"class": "definition"})
                    title = etree.SubElement(box, "div", {"class": "title"})
                else:
                    etree.SubElement(title, "br")
                self.anchors(child, title)
                self.children(child, etree.SubElement(title, "strong"))
            elif box is None:
                raise self.fail(child, "a definition without a term")
            else:
                self.children(child, box)
            last = str(child.tag)

    def on_blockquote(self, element: HtmlElement, out: HtmlElement) -> None:
        """A quotation."""
        self.anchors(element, out)
        self.children(element, etree.SubElement(out, "blockquote"))

    def on_hr(self, element: HtmlElement, out: HtmlElement) -> None:
        """A break; the rule above the footnotes of a page has no place on paper."""
        if "footnotes" not in classes(element):
            etree.SubElement(out, "hr")

    def on_pre(self, element: HtmlElement, out: HtmlElement) -> None:
        """Plain output."""
        self.listing(wrap(element), out)

    def on_aside(self, element: HtmlElement, out: HtmlElement) -> None:
        """Footnotes, entries of the bibliography, margin notes, sidebars."""
        named = classes(element)
        if "footnote-list" in named or "citation-list" in named:
            self.children(element, out)
        elif "footnote" in named:
            body = etree.SubElement(
                out, "div", {"class": "note-body", "id": target_id(self.docname, str(element.get("id")))}
            )
            for child in element:
                if "label" not in classes(child) and "backrefs" not in classes(child):
                    self.node(child, body)
        elif "citation" in named:
            entry = etree.SubElement(out, "div", {"class": "entry"})
            self.anchors(element, entry)
            for child in element:
                if "label" in classes(child):
                    label = squeezed(child.text_content()).strip("[]")
                    paragraph = etree.SubElement(entry, "p")
                    etree.SubElement(paragraph, "strong").text = f"[{label}]"
                    append(paragraph, " ")
                elif child.tag == "p" and len(entry) and entry[-1].tag == "p":
                    self.children(child, entry[-1])
                else:
                    self.node(child, entry)
        elif "margin" in named:
            note = etree.SubElement(out, "div", {"class": "margin-note"})
            self.anchors(element, note)
            for child in element:
                if "sidebar-title" in classes(child):
                    self.children(child, etree.SubElement(etree.SubElement(note, "p"), "strong"))
                else:
                    self.node(child, note)
        elif "sidebar" in named:
            self.notice(element, out, "sidebar", "sidebar-title")
        else:
            self.children(element, out)

    def on_details(self, element: HtmlElement, out: HtmlElement) -> None:
        """Something folded. Code stays in the notebooks, all else is unfolded."""
        if element.find(".//div[@class='cell_input docutils container']") is not None and not self.keep_code:
            return
        if "claim" in classes(element):
            self.claim(element, out)
            return
        box = etree.SubElement(out, "div", {"class": "unfolded"})
        self.anchors(element, box)
        for child in element:
            if child.tag == "summary":
                if "Toggle hidden content" not in (child.get("aria-label") or ""):
                    self.children(child, etree.SubElement(box, "div", {"class": "title"}))
            else:
                self.node(child, box)
                self.text(child.tail, box)

    def claim(self, element: HtmlElement, out: HtmlElement) -> None:
        """A claim of the ledger: number, words and verdict, then its test and finding, each led by its name."""
        box = etree.SubElement(out, "div", {"class": "claim"})
        self.anchors(element, box)
        for child in element:
            if child.tag == "summary":
                title = etree.SubElement(box, "div", {"class": "title"})
                for part in child:
                    kind = {"claim-id": "number", "claim-text": "words"}.get(
                        " ".join(classes(part)), "verdict"
                    )
                    self.children(part, etree.SubElement(title, "span", {"class": kind}))
                    append(title, " ")
            elif child.tag == "dl":
                for part in child:
                    if part.tag == "dt":
                        paragraph = etree.SubElement(box, "p")
                        self.children(part, etree.SubElement(paragraph, "span", {"class": "lead-in"}))
                        append(paragraph, " ")
                    elif part.tag == "dd":
                        self.children(part, box[-1])
                    else:
                        raise self.fail(part, "a claim holds something that is no term and no definition")
            elif (
                child.tag != "a" or child.text_content().strip()
            ):  # the small picture repeats a figure of the chapter
                raise self.fail(child, "print does not know this part of a claim")

    def board(self, element: HtmlElement, out: HtmlElement) -> None:
        """All claims as squares, by part of the essay, with the key to their marks: a figure in words and signs."""
        board = etree.SubElement(out, "div", {"class": "board"})
        spoken = []
        for row in element.xpath("./div[@class='board-row']"):
            name = squeezed("".join(row.xpath("./span[@class='board-name']//text()")))
            line = etree.SubElement(etree.SubElement(board, "div", {"class": "board-row"}), "p")
            etree.SubElement(line, "strong").text = name
            append(line, " ")
            for link in row.xpath(".//a"):
                number, _, verdict = str(link.get("title")).partition(": ")
                square = etree.SubElement(line, "a")
                square.text, square.tail = number, " "
                self.inward(link, square, str(link.get("href")))
                target = square[0].get("href") if len(square) else "#"
                for child in list(square):
                    square.remove(child)
                mark = squeezed("".join(link.xpath("./span[@aria-hidden]//text()")))
                kind = next(
                    (c.removeprefix("verdict-") for c in classes(link) if c.startswith("verdict-")), "0"
                )
                square.attrib.update(
                    {"class": "square", "href": target, "data-verdict": kind, "data-mark": mark}
                )
                spoken.append(f"{number} {verdict}")
        keys = etree.SubElement(etree.SubElement(board, "div", {"class": "board-keys"}), "p")
        for item in element.xpath("./ul/li"):
            mark = item.find("span")
            kind = next((c.removeprefix("verdict-") for c in classes(mark) if c.startswith("verdict-")), "0")
            key = etree.SubElement(keys, "span", {"class": "key", "data-verdict": kind})
            key.text, key.tail = squeezed(mark.text_content()), f" {squeezed(mark.tail or '')} "
        board.set("data-alt", f"The verdict on each claim: {', '.join(spoken)}.")

    # -- figures and tables ----------------------------------------------------------------------------------

    def on_figure(self, element: HtmlElement, out: HtmlElement) -> None:
        """A figure: picture, number, title, and what stands below the title and below the picture."""
        plate = etree.SubElement(out, "figure", {"class": "plate"})
        if element.get("id"):
            plate.set("id", target_id(self.docname, element.get("id")))
        images = element.xpath(".//img")
        if len(images) != 1:
            raise self.fail(element, f"a figure with {len(images)} pictures; one was expected")
        self.on_img(images[0], plate, reach="wide" if "press-figure" in classes(element) else "text")
        paragraph = etree.SubElement(etree.SubElement(plate, "figcaption"), "p")
        caption = element.find("figcaption")
        if caption is not None:
            for link in caption.xpath(".//a[contains(@class, 'headerlink')]"):
                link.drop_tree()
            for place in caption.xpath(".//span[@id and not(node())]"):
                place.drop_tag()
            number = caption.find(".//span[@class='caption-number']")
            title = caption.find(".//span[@class='caption-text']")
            if title is None:
                raise self.fail(element, "a figure caption without its text")
            if number is not None:
                etree.SubElement(paragraph, "span", {"class": "number"}).text = squeezed(
                    number.text_content()
                )
                append(paragraph, " ")
            self.children(title, etree.SubElement(paragraph, "span", {"class": "title"}))
            legend = [p for p in caption.iter("p") if p is not title.getparent()]
            self.joined(legend, paragraph, "subtitle")
        self.joined(element.xpath(".//p[contains(@class, 'press-source')]"), paragraph, "source")

    def joined(self, paragraphs: list[HtmlElement], out: HtmlElement, name: str) -> None:
        """Several paragraphs as one span of a caption."""
        if paragraphs:
            append(out, " ")
            line = etree.SubElement(out, "span", {"class": name})
            for place, paragraph in enumerate(paragraphs):
                append(line, " " if place else "")
                self.children(paragraph, line)

    def on_picture(self, element: HtmlElement, out: HtmlElement) -> None:
        """A picture with several drawings: its image stands for them."""
        self.children(element, out)

    def on_source(self, element: HtmlElement, out: HtmlElement) -> None:
        """Another drawing of a picture, for other screens."""

    def on_img(self, element: HtmlElement, out: HtmlElement, reach: str = "text") -> None:
        """An image of the book's own; alt text is required, and drawings for print take the place of others."""
        alt, source = squeezed(element.get("alt") or ""), str(element.get("src") or "")
        if not alt or PurePosixPath(urlsplit(source).path).name == alt:
            raise self.fail(element, "an image without alt text")
        plot = next((a for a in element.iterancestors() if a.get("data-print")), None)
        source = str(plot.get("data-print")) if plot is not None else source
        if urlsplit(source).scheme or not source:
            raise self.fail(element, f"an image that is not a file of the book ({source[:40]!r})")
        path = normpath(str(PurePosixPath("/", self.docname).parent / unquote(urlsplit(source).path)))
        etree.SubElement(out, "img", {"src": path, "alt": alt, "data-reach": reach})

    def on_table(self, element: HtmlElement, out: HtmlElement) -> None:
        """A table, with the widths of its columns worked out from what stands in them."""
        sheet = etree.SubElement(out, "div", {"class": "sheet"})
        if element.get("id"):
            sheet.set("id", target_id(self.docname, element.get("id")))
        table = etree.Element("table")
        for part in element:
            if not isinstance(part.tag, str):
                continue
            if part.tag == "caption":
                number = part.find(".//span[@class='caption-number']")
                title = etree.SubElement(sheet, "div", {"class": "title"})
                if number is not None:
                    etree.SubElement(title, "span", {"class": "number"}).text = (
                        squeezed(number.text_content()) + " "
                    )
                    tail = number.tail
                    number.drop_tree()
                    _ = tail
                self.children(part, title)
            elif part.tag in {"thead", "tbody", "tfoot"}:
                group = etree.SubElement(table, str(part.tag))
                for row in part:
                    self.row(row, group)
            elif part.tag == "tr":
                group = (
                    table[-1] if len(table) and table[-1].tag == "tbody" else etree.SubElement(table, "tbody")
                )
                self.row(part, group)
            elif part.tag not in {"colgroup", *DROPPED}:
                raise self.fail(part, "print does not know this part of a table")
        join_heads(table)
        sheet.append(table)
        lay_out(sheet, table, "full" if self.reference else "text")

    def row(self, element: HtmlElement, group: HtmlElement) -> None:
        """One row of a table."""
        if not isinstance(element.tag, str):
            return
        if element.tag != "tr":
            raise self.fail(element, "a table holds something that is not a row")
        made = etree.SubElement(group, "tr")
        for cell in element:
            if not isinstance(cell.tag, str):
                continue
            if cell.tag not in {"td", "th"}:
                raise self.fail(cell, "a row holds something that is not a cell")
            kept = {k: v for k, v in cell.attrib.items() if k in {"rowspan", "colspan"} and v != "1"}
            child = etree.SubElement(made, str(cell.tag), kept)
            if "text-right" in classes(cell) or "right" in (cell.get("style") or ""):
                child.set("data-right", "1")
            self.anchors(cell, child)
            inner = cell
            while (
                len(inner) == 1
                and inner[0].tag == "p"
                and not (inner.text or "").strip()
                and not (inner[0].tail or "").strip()
            ):
                inner = inner[0]
            self.children(inner, child)

    # -- inline ----------------------------------------------------------------------------------------------

    def span(self, element: HtmlElement, out: HtmlElement) -> None:
        """A span: a formula, text in another language, or only a name for its content."""
        named = classes(element)
        if "math" in named:
            formula = etree.SubElement(out, "script", {"type": "math/tex"})
            formula.text = element.text_content().strip().removeprefix("\\(").removesuffix("\\)")
            return
        if (
            element.tag == "span"
            and element.get("id")
            and not len(element)
            and not (element.text or "").strip()
        ):
            if out.tag in {"p", "span", "td", "th", "li", "em", "strong"} or next_heading(element) is None:
                self.anchors(element, out)
            else:
                self.pending.append(target_id(self.docname, element.get("id")))
            return
        self.anchors(element, out)
        lang = (element.get("lang") or "")[:2].lower()
        if lang and lang != "en" and lang.isalpha():
            self.children(element, etree.SubElement(out, "span", {"lang": lang}))
        else:
            self.children(element, out)

    def on_br(self, element: HtmlElement, out: HtmlElement) -> None:
        """A line break."""
        etree.SubElement(out, "br")

    def on_wbr(self, element: HtmlElement, out: HtmlElement) -> None:
        """A place where a word may break."""
        append(out, "\u200b")

    def on_input(self, element: HtmlElement, out: HtmlElement) -> None:
        """The box of a task; any other field is for screens."""
        if element.get("type") != "checkbox":
            raise self.fail(element, "print does not know the element <input>")
        append(out, "☑ " if "checked" in element.attrib else "☐ ")

    PLAIN_TARGETS: ClassVar[tuple[str, ...]] = ("term-", "equation-", "claim-", "verdict-", "data-", "id")

    def on_a(self, element: HtmlElement, out: HtmlElement) -> None:
        """A link: inside the book to a place with a page, outside to an address that paper must show."""
        href, named = element.get("href"), classes(element)
        if href is None:
            self.inline(element, out, "span")
            return
        self.anchors(element, out)
        if "footnote-reference" in named:
            etree.SubElement(
                out, "a", {"class": "note-ref", "href": "#" + target_id(self.docname, href[1:])}
            ).text = "*"
            return
        parts = urlsplit(href)
        if parts.scheme in {"http", "https"}:
            self.outward(element, out, href)
        elif parts.scheme == "mailto":
            self.children(element, etree.SubElement(out, "a", {"href": href}))
        elif parts.scheme or parts.netloc:
            raise self.fail(element, f"a link that print does not follow ({href[:60]!r})")
        else:
            self.inward(element, out, href)

    def outward(self, element: HtmlElement, out: HtmlElement, href: str) -> None:
        """A link to another site. Its address is printed once a page, unless it stands there already."""
        # Sphinx 7 escapes the ampersands of Markdown links twice (jupyter-book issue 2271).
        address = href.replace("&amp;", "&")
        shown = re.sub(r"\s", "", element.text_content())
        bare = re.sub(r"^https?://", "", address).rstrip("/")
        spelt = readable(address)
        stands = shown.rstrip("/") in {address.rstrip("/"), bare, spelt.rstrip("/")} or (
            shown and "doi.org/" + shown.removeprefix("doi:") in address
        )
        in_caption = any(
            e.tag == "figcaption" or e.get("class") in {"title", "note-body"}
            for e in [out, *out.iterancestors()]
        )
        attributes = {"href": address}
        if stands:
            attributes["class"] = "bare"
        elif address not in self.addresses and not in_caption:
            self.addresses.add(address)
            attributes |= {"class": "outward", "data-shown": spelt}
        self.children(element, etree.SubElement(out, "a", attributes))

    def inward(self, element: HtmlElement, out: HtmlElement, href: str) -> None:
        """A link within the book, or to a file beside it, which paper only names."""
        path, _, anchor = href.partition("#")
        docname = (
            self.docname
            if not path
            else normpath(str(PurePosixPath(self.docname).parent / unquote(path))).removesuffix(".html")
        )
        if docname == "index" and docname not in self.ids:
            docname = next(iter(self.ids))
        if docname not in self.ids:
            if path.endswith(".html"):
                if docname in {"genindex", "search"}:
                    self.children(element, out)
                    return
                raise self.fail(element, f"a link to a page that is not in the book ({href!r})")
            self.children(element, out)
            return
        anchor = unquote(anchor)
        if anchor and anchor not in self.ids[docname]:
            raise self.fail(element, f"a link to a place that does not exist ({href!r})")
        in_table = any(e.tag == "table" for e in out.iterancestors())
        in_brackets = any("bibtex-citation" in classes(e) for e in element.iterancestors("span"))
        attributes = {"href": "#" + target_id(docname, anchor)}
        if not in_table and not in_brackets and not anchor.startswith(self.PLAIN_TARGETS):
            attributes["class"] = "see"
        self.children(element, etree.SubElement(out, "a", attributes))


def is_reference(article: HtmlElement) -> bool:
    """Whether a page is there to be looked things up in: mostly tables, or a long list of sources."""
    cells = sum(len(squeezed(table.text_content())) for table in article.iter("table"))
    lists = sum(len(squeezed(item.text_content())) for item in article.xpath(".//ol[@class='credits']"))
    total = len(squeezed(article.text_content()))
    return total > REFERENCE_LENGTH and cells + lists > total / 2


def append(out: HtmlElement, text: str | None) -> None:
    """Add text at the end of an element."""
    if not text:
        return
    if len(out):
        out[-1].tail = (out[-1].tail or "") + text
    else:
        out.text = (out.text or "") + text


def wrap(element: HtmlElement) -> HtmlElement:
    """An element in a container of its own."""
    box = etree.Element("div")
    copy = etree.SubElement(box, str(element.tag))
    copy.text = element.text_content()
    return box


def next_heading(element: HtmlElement) -> HtmlElement | None:
    """The heading that follows an element directly, past other empty targets."""
    following = element.getnext()
    while (
        following is not None
        and following.tag == "span"
        and following.get("id")
        and not following.text_content().strip()
    ):
        following = following.getnext()
    return following if following is not None and following.tag in HEADINGS else None
