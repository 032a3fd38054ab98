"""The index at the back: what Sphinx collected, and for each term of the glossary the places where the text uses it.

On a screen one searches; on paper one looks up. A term is noted once in each section, at its first use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree
from lxml.html import HtmlElement

from press.book.addresses import target_id

# A term of the index: its depth, the words, and the places it points to as `page--id`.
Term = tuple[int, str, list[str]]
READ = ("p", "li", "h1", "h2", "h3")


def collected(tree: HtmlElement) -> list[Term]:
    """The index that Sphinx wrote, as terms with their places."""
    terms: list[Term] = []

    def visit(items: Iterable[HtmlElement], depth: int) -> None:
        for item in items:
            links = [a for a in item.xpath("./a[@href]") if "#" in a.get("href")]
            own = " ".join((item.text or "").split())
            name = next((" ".join(a.text_content().split()) for a in links), own)
            places = []
            for a in links:
                page, _, anchor = a.get("href").partition("#")
                places.append(target_id(page.removesuffix(".html"), anchor))
            terms.append((depth, name, places))
            visit(item.xpath("./ul/li"), depth + 1)

    visit(tree.xpath(".//table[contains(@class, 'indextable')]//td/ul/li"), 0)
    return terms


def glossary_words(article: HtmlElement) -> list[str]:
    """The words that a page's glossaries explain."""
    return [
        " ".join("".join(term.xpath("./text()")).split())
        for term in article.xpath(".//dl[contains(@class, 'glossary')]/dt")
    ]


def pattern(word: str) -> re.Pattern[str]:
    """How a word of the glossary looks in the text: names as written, others also as plurals or at the start of a sentence."""
    if word[:1].isupper() or not word.isascii():
        return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)" if word.isascii() else re.escape(word))
    return re.compile(rf"(?<!\w){re.escape(word)}(?:e?s)?(?!\w)", re.IGNORECASE)


def note_uses(docname: str, body: HtmlElement, words: Iterable[str]) -> dict[str, list[str]]:
    """Mark the first use of each word in each section of a page; return the places by word."""
    patterns = {word: pattern(word) for word in words}
    places: dict[str, list[str]] = {word: [] for word in patterns}
    open_ = set(patterns)
    for block in body.iter(*READ):
        if block.get("data-rank"):
            open_ = set(patterns)
            continue
        if any(parent.tag in {"figure", "pre"} or parent.tag in READ for parent in block.iterancestors()):
            continue
        text = "".join(block.itertext())
        for word in sorted(open_):
            if patterns[word].search(text):
                place = target_id(docname, f"use-{len(places[word])}-{word}")
                mark = etree.Element("span", {"id": place})
                mark.tail, block.text = block.text, None
                block.insert(0, mark)
                places[word].append(place)
                open_.discard(word)
    return places


def joined(terms: list[Term], uses: Iterable[dict[str, list[str]]]) -> list[Term]:
    """The terms with the places where the text uses them."""
    more: dict[str, list[str]] = {}
    for page in uses:
        for word, places in page.items():
            more.setdefault(word, []).extend(places)
    return [(depth, word, [*places, *more.get(word, [])]) for depth, word, places in terms]
