"""Blocks of a page: headings, paragraphs, lists, notes, boxes, listings, formulas."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from press.book.addresses import target_id
from press.book.clean.walk import DROPPED, INLINE, Walker, classes, squeezed

WHOLE_NOTICE = 1000  # characters; a box up to this length is not broken over pages


class Blocks(Walker):
    """Handlers of blocks."""

    def block(self, element: HtmlElement, out: HtmlElement) -> None:
        """A container: what it is depends on its class; most only hold other things."""
        named = classes(element)
        if "math" in named:
            self.display_math(element, out)
        elif box := named & self.paper.get("boxes", {}).keys():
            kind = min(box)
            self.notice(element, out, kind, self.paper["boxes"][kind])
        elif "admonition" in named or "topic" in named:
            kinds = named - {"admonition", "docutils", "dropdown", "container"}
            self.notice(element, out, min(kinds, default="note"), "admonition-title")
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
        plain = squeezed("".join(map(str, heading.itertext())))
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
        written = element.text_content().strip().removeprefix("\\[").removesuffix("\\]").strip()
        formula.text = element.get("data-tex") or written
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
        if classes(element) & set(self.paper.get("small", [])):
            paragraph = etree.SubElement(paragraph, "span", {"class": "small"})
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
        self.listing(element, out)

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
            self.entry(element, out)
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

    def entry(self, element: HtmlElement, out: HtmlElement) -> None:
        """An entry of the bibliography, without its number: the text names author and year, and the list is in that order."""
        entry = etree.SubElement(out, "div", {"class": "entry"})
        self.anchors(element, entry)
        for child in element:
            if "label" not in classes(child):
                self.node(child, entry)

    def on_details(self, element: HtmlElement, out: HtmlElement) -> None:
        """Something folded: unfolded. What only says that it is folded has gone before."""
        box = etree.SubElement(out, "div", {"class": "unfolded"})
        self.anchors(element, box)
        for child in element:
            if child.tag != "summary":
                self.node(child, box)
            elif child.text_content().strip():
                self.children(child, etree.SubElement(box, "div", {"class": "title"}))
            self.text(child.tail, box)
