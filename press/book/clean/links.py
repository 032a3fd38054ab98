"""What stands in a line: links, languages, formulas, breaks."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml.html import HtmlElement

from press.book.addresses import readable, target_id
from press.book.clean.walk import HEADINGS, Walker, append, classes

UNPAGED = ("term-", "equation-", "id")  # a link to one of these names its place


class Links(Walker):
    """Handlers of what stands in a line."""

    def span(self, element: HtmlElement, out: HtmlElement) -> None:
        """A span: a formula, text in another language, or only a name for its content."""
        named = classes(element)
        if "sd-tab-label" in named:
            self.children(element, etree.SubElement(etree.SubElement(out, "p"), "strong"))
            return
        if "math" in named:
            formula = etree.SubElement(out, "script", {"type": "math/tex"})
            formula.text = element.get("data-tex") or element.text_content().strip().removeprefix(
                "\\("
            ).removesuffix("\\)")
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
        lang = element.get("lang") or ""
        if lang[:2].isalpha() and lang[:2].lower() != self.language:
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
        """The box of a task, or the button of a tab, whose content is printed; any other field is for screens."""
        if "sd-tab-set" in classes(element.getparent()):
            return
        if element.get("type") != "checkbox":
            raise self.fail(element, "print does not know the element <input>")
        append(out, "☑ " if "checked" in element.attrib else "☐ ")

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
            boxed = any(e.get("class") == "notice" for e in out.iterancestors())
            attributes |= {"class": "beside" if boxed else "outward", "data-shown": spelt}
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
        unpaged = (*UNPAGED, *self.paper.get("unpaged", []))
        named = not in_table and not in_brackets and not anchor.startswith(unpaged)
        if named or "paged" in classes(element):
            before = (out[-1].tail if len(out) else out.text) or ""
            bracketed = before.endswith("(") and (element.tail or "").startswith(")")
            attributes |= {
                "class": "see",
                "data-near": str(docname == self.docname).lower(),
                "data-bracketed": str(bracketed).lower(),
            }
        self.children(element, etree.SubElement(out, "a", attributes))


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
