"""The sources of the figures, for paper: on the screen they stand folded under each figure.

A chapter's figures rest on up to two hundred sources. Paper names the ten that most of them rest on, and says where the
rest is.
"""

from __future__ import annotations

import html as htmllib
from collections import Counter
from collections.abc import Mapping

from lxml import html
from lxml.html import HtmlElement

from press.book.addresses import readable

TITLE = "Sources of the figures"
MOST = 10
Source = tuple[str, str]


def page(articles: Mapping[str, HtmlElement], address: str) -> HtmlElement | None:
    """A page with the main sources of each chapter's figures. None without figures. `address` has all of them."""
    parts = []
    for article in articles.values():
        ranked = weighed(article)
        if ranked:
            title = " ".join(article.find(".//h1").text_content().split()).rstrip("#")
            entries = "".join(f"<li><p>{entry(*item)}</p></li>" for item in ranked[:MOST])
            rest = len(ranked) - MOST
            more = f"<p>And {rest} more.</p>" if rest > 0 else ""
            parts.append(f"<h2>{htmllib.escape(title)}</h2><ul>{entries}</ul>{more}")
    if not parts:
        return None
    where = f"at {entry('', address)}" if address else "in the edition for screens"
    lead = (
        f"<p>The line beside a figure names its main sources. Here are, for each chapter, the {MOST} that most of its figures "
        f"rest on. All sources of all rows, with their addresses, are {where}, and in the table <em>sources</em> of the data."
        "</p>"
    )
    return html.document_fromstring(
        f'<article><section id="figure-sources"><h1>{TITLE}</h1>{lead}{"".join(parts)}</section></article>'
    ).find(".//article")


def weighed(article: HtmlElement) -> list[Source]:
    """The sources of a chapter's figures: those of most figures first, then in the order in which figures name them."""
    lists = article.xpath(".//figure//ul[contains(@class, 'press-sources')]")
    named = [source(item) for items in lists for item in items.iter("li")]
    known = {words: address for words, address in named if address}  # a long list links only its first
    ranked = Counter(words for words, _ in named).most_common()
    return [(words, known.get(words, "")) for words, _ in ranked]


def source(item: HtmlElement) -> Source:
    """A source of a figure's card: its words and its address."""
    links = item.xpath(".//a/@href")
    return " ".join(item.text_content().split()), str(links[0]) if links else ""


def entry(words: str, address: str) -> str:
    """A source with its address."""
    link = f'<a href="{htmllib.escape(address)}">{htmllib.escape(readable(address))}</a>' if address else ""
    return " ".join(filter(None, (htmllib.escape(words), link)))
