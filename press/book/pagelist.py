"""The pages of the printed book in the EPUB: a mark where each begins, and a list of them, so that a class can share a page.

The two hold the same text in the same order, as their gates have found, so the first words of a page are looked for in it.
The index has no page numbers there, and no marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any

from lxml import etree

from press.book.expected import signs

XHTML, OPS = "{http://www.w3.org/1999/xhtml}", "{http://www.idpf.org/2007/ops}"
APART = {"doc-noteref", "doc-backlink", "doc-footnote", "doc-endnotes"}  # which is no running text
# Parts of a page's first words to look for: the first may hold half of a page number that only paper has.
PARTS = ((0, 60), (8, 68), (20, 80))
BOXES = str.maketrans("", "", "☐☑")  # of tasks, which an EPUB has as boxes
Run = tuple[
    str, Any, str
]  # the file and the element of a piece of text, and whether it is its `text` or its `tail`


def mark_pages(files: dict[str, bytes], starts: list[tuple[int, str]]) -> tuple[dict[str, bytes], str]:
    """Pages of an EPUB in their order with the places where the printed ones begin, and the list for its contents."""
    trees = {name: etree.fromstring(content) for name, content in files.items()}
    runs: list[Run] = [
        (name, *run) for name, tree in trees.items() for run in texts(tree.find(f"{XHTML}body"))
    ]
    said = [signs(getattr(element, slot)).translate(BOXES) for _, element, slot in runs]
    where = [n for n, text in enumerate(said) for _ in text]
    begins = [0]
    for text in said:
        begins.append(begins[-1] + len(text))
    whole, found = "".join(said), list[tuple[int, int]]()
    for page, start in starts:
        after = found[-1][1] if found else 0
        words = start.translate(BOXES)
        places = [whole.find(words[a:b], after) - a for a, b in PARTS if len(words) > a]
        if place := next((max(place, after) for place in places if place >= 0), 0):
            found.append((page, place))
    items = []
    for page, place in reversed(found):
        name, element, slot = runs[where[place]]
        insert(element, slot, place - begins[where[place]], page)
        items.append(f'<li><a href="{name}#page-{page}">{page}</a></li>')
    marked = {
        name: etree.tostring(tree, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
        for name, tree in trees.items()
    }
    return marked, "".join(reversed(items))


def texts(element: Any) -> Iterator[tuple[Any, str]]:
    """The pieces of running text below an element, in order."""
    if not isinstance(element.tag, str) or element.get("role") in APART:
        return
    if element.tag in {f"{XHTML}nav", "{http://www.w3.org/1998/Math/MathML}math"}:
        return
    if element.text:
        yield element, "text"
    for child in element:
        yield from texts(child)
        if child.tail:
            yield child, "tail"


def insert(element: Any, slot: str, skipped: int, page: int) -> None:
    """Mark the beginning of a page in a piece of text, behind so many signs of it, before the word that stands there."""
    text = getattr(element, slot)
    at = next(n for n, length in enumerate(accumulate(len(signs(sign)) for sign in text)) if length > skipped)
    while at and not text[at - 1].isspace():
        at -= 1
    mark = etree.Element(f"{XHTML}span", {f"{OPS}type": "pagebreak", "role": "doc-pagebreak"})
    mark.set("id", f"page-{page}")
    mark.set("aria-label", str(page))
    mark.tail = text[at:]
    setattr(element, slot, text[:at])
    if slot == "text":
        element.insert(0, mark)
    else:
        tail, element.tail = element.tail, None
        element.addnext(mark)
        element.tail = tail
