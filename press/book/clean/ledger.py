"""Claims: the board of squares and the ledger, which a page for screens folds and filters."""

from __future__ import annotations

from lxml import etree
from lxml.html import HtmlElement

from press.book.clean.links import Links
from press.book.clean.walk import append, classes, squeezed


class Ledger(Links):
    """Handlers of claims."""

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
                target = str(square[0].get("href")) if len(square) else "#"
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
