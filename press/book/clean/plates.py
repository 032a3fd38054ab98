"""Figures and tables."""

from __future__ import annotations

from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from press.book.addresses import target_id
from press.book.clean.walk import DROPPED, Walker, append, classes, squeezed
from press.book.sheets import join_heads, lay_out


class Plates(Walker):
    """Handlers of figures and tables."""

    def on_figure(self, element: HtmlElement, out: HtmlElement) -> None:
        """A figure: picture, number, title, and what stands below the title and below the picture."""
        if (table := element.find(".//table")) is not None:
            self.tabular(element, table, out)
            return
        # Whether its notes stand beside it; and whether nothing else stands under its heading, which it then has to follow.
        beside = (
            "no"
            if self.reference or self.columns
            else "alone"
            if len(out) and out[-1].get("data-rank")
            else "yes"
        )
        plate = etree.SubElement(out, "figure", {"class": "plate", "data-beside": beside})
        if element.get("id"):
            plate.set("id", target_id(self.docname, element.get("id")))
        images = element.xpath(".//img")
        if len(images) != 1:
            raise self.fail(element, f"a figure with {len(images)} pictures; one was expected")
        self.on_img(images[0], plate)
        paragraph = etree.SubElement(etree.SubElement(plate, "figcaption"), "p")
        caption = element.find("figcaption")
        if caption is not None:
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

    def tabular(self, element: HtmlElement, table: HtmlElement, out: HtmlElement) -> None:
        """A table that a page presents as a figure: its title becomes that of the table."""
        self.anchors(element, out)
        title = element.find("figcaption")
        if title is not None:
            title.tag = "caption"
            table.insert(0, title)
        self.on_table(table, out)

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

    def on_img(self, element: HtmlElement, out: HtmlElement) -> None:
        """An image of the book's own; alt text is required, and drawings for print take the place of others."""
        alt, source = squeezed(element.get("alt") or ""), str(element.get("src") or "")
        if not alt or PurePosixPath(urlsplit(source).path).name == alt:
            raise self.fail(element, "an image without alt text")
        plot = next((a for a in element.iterancestors() if a.get("data-print")), None)
        source = str(plot.get("data-print")) if plot is not None else source
        if urlsplit(source).scheme or not source:
            raise self.fail(element, f"an image that is not a file of the book ({source[:40]!r})")
        path = normpath(str(PurePosixPath("/", self.docname).parent / unquote(urlsplit(source).path)))
        etree.SubElement(out, "img", {"src": path, "alt": alt})

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
                    number.drop_tree()
                self.children(part, title)
            elif part.tag in {"thead", "tbody", "tfoot"}:
                group = etree.SubElement(table, str(part.tag))
                for row in part:
                    self.row(row, group)
            elif part.tag == "tr":
                kind = "thead" if not len(table) and all(cell.tag == "th" for cell in part) else "tbody"
                group = table[-1] if len(table) and table[-1].tag == kind else etree.SubElement(table, kind)
                self.row(part, group)
            elif part.tag not in {"colgroup", *DROPPED}:
                raise self.fail(part, "print does not know this part of a table")
        join_heads(table)
        sheet.append(table)
        self.tables += 1
        sheet.set("data-key", f"{self.docname} {self.tables}")
        lay_out(sheet, table, "column" if self.columns else "full" if self.reference else "text")

    def row(self, element: HtmlElement, group: HtmlElement) -> None:
        """One row of a table."""
        if not isinstance(element.tag, str):
            return
        if element.tag != "tr":
            raise self.fail(element, "a table holds something that is not a row")
        made = etree.SubElement(group, "tr")
        place = element.get("data-id")  # a row for paper of what has this id on the screen
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
            if place:
                etree.SubElement(child, "span", {"id": target_id(self.docname, place)})
                place = None
            inner = cell
            while (
                len(inner) == 1
                and inner[0].tag == "p"
                and not (inner.text or "").strip()
                and not (inner[0].tail or "").strip()
            ):
                inner = inner[0]
            self.children(inner, child)
