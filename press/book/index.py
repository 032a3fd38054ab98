"""The index at the back: what Sphinx collected, and for each term of the glossary the places where the text uses it.

On a screen one searches; on paper one looks up. A term is noted once in each section, at its first use.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

from press.book.addresses import target_id
from press.book.errors import PrintError

# A term of the index: its depth, the words, and the places it points to as `page--id`.
Term = tuple[int, str, list[str]]
READ = ("p", "li", "h1", "h2", "h3", "td")
CLOSED = {"a", "code", "math", "sup"}  # nothing is set into these


@dataclass
class People:
    """Persons as the index gives them: by the whole name, and whom a family name alone means where none was named in full."""

    whole: dict[str, tuple[str, str]] = field(default_factory=dict)
    alone: dict[str, str | None] = field(default_factory=dict)
    meant: set[str] = field(default_factory=set)

    def add(self, name: str, family: str, written: str, kind: Mapping[str, Any]) -> None:
        """One more of a table; of two who share a family name it means the one whom a table lists as `meant`, or neither."""
        self.whole[name] = family, written
        self.meant.update(kind.get("meant", []))
        if family not in kind.get("others", []):
            held = self.alone.setdefault(family, written)
            if written in self.meant or held not in (written, *self.meant):
                self.alone[family] = written if written in self.meant else None

    def told(self, text: str, last: dict[str, str | None]) -> Iterator[tuple[int, str]]:
        """Where who is named; a family name alone is his of whom the page spoke `last`, but in a citation nobody's."""
        for found in self.pattern.finditer(text.replace("\xa0", " ")):
            family, written = self.whole.get(found[0], (found[0], None))
            if written and family in last:
                last[family] = written
            if who := written or last[family]:
                yield found.start(), who

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any name, the longest first."""
        names = map(re.escape, sorted([*self.whole, *self.alone], key=len, reverse=True))
        return re.compile(rf"(?<![\w\[])(?:{'|'.join(names) or '(?!)'})(?!\w| \[\d|, \d{{4}}[\];])")


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


def note_uses(
    docname: str, body: HtmlElement, words: Iterable[str], people: People | None = None
) -> dict[str, list[str]]:
    """Mark the first use of each word, and the first naming of each person, in each section of a page; return the places."""
    patterns = {word: pattern(word) for word in words}
    places: dict[str, list[str]] = {}
    noted: set[str] = set()
    last = dict(people.alone) if people else {}
    for block in body.iter(*READ):
        if block.get("data-rank"):
            noted = set()
            continue
        if any(parent.tag in {"figure", "pre"} or parent.tag in READ for parent in block.iterancestors()):
            continue
        text = "".join(block.itertext())
        low = text.lower()
        found = [
            (use.start(), word)
            for word in patterns.keys() - noted
            if word.lower() in low and (use := patterns[word].search(text))  # most words are in no block
        ]
        found += people.told(text, last) if people else []
        for at, word in sorted(found):
            if word not in noted:
                noted.add(word)
                place = target_id(docname, f"use-{len(places.setdefault(word, []))}-{word}")
                marked(block, at, place)
                places[word].append(place)
    return places


def marked(block: HtmlElement, at: int, place: str) -> None:
    """Set a mark before a letter of a block, so that the index gives the page of the word and not of its paragraph.

    Where nothing may be set into what holds the word (code, a formula, a link, a comment), the mark opens the block.
    """
    mark = etree.Element("span", {"id": place})
    for text in block.xpath(".//text()"):
        if at < len(text):
            holder = text.getparent()
            above = holder.getparent() if text.is_tail else holder
            break
        at -= len(text)
    else:
        above = None
    if above is None or any(one.tag in CLOSED for one in (above, *above.iterancestors())):
        mark.tail, block.text = block.text, None
        block.insert(0, mark)
    elif text.is_tail:
        above.insert(above.index(holder) + 1, mark)
        holder.tail, mark.tail = text[:at], text[at:]
    else:
        holder.insert(0, mark)
        holder.text, mark.tail = text[:at], text[at:]


def names(data: Path, wanted: Iterable[Mapping[str, Any]]) -> tuple[dict[str, str], People]:
    """Names to look for in the text, and how the index gives them: from columns of the book's tables.

    `wanted` says of each table what to `seek` and how a row is written (`as`), both as templates of its columns; of `only`
    which rows, and `without` which of what is sought or written. Rows of persons have what each is called `alone`: of such
    names those of `others` are never taken, and `meant` says who of several has one.
    """
    found: dict[str, str] = {}
    people = People()
    for kind in wanted:
        file = data / f"{kind['table']}.csv"
        if not file.is_file():
            raise PrintError(f"[tool.press.paper] index: there is no table {file.name} in {data.name}/")
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                word, written = kind["seek"].format(**row), kind["as"].format(**row)
                if {word, written} & {"", *kind.get("without", [])} or kind.get(
                    "only", {}
                ).items() - row.items():
                    continue
                if "alone" in kind:
                    people.add(word, kind["alone"].format(**row), written, kind)
                else:
                    found[word] = written
    return found, people


def joined(terms: list[Term], uses: Iterable[dict[str, list[str]]], known: Mapping[str, str]) -> list[Term]:
    """The terms with the places where the text uses them, and the names that it uses, in the order of the alphabet."""
    more: dict[str, list[str]] = {}
    for page in uses:
        for word, places in page.items():
            more.setdefault(word, []).extend(places)
    groups: list[list[Term]] = []
    for depth, word, places in terms:
        term = (depth, word, [*places, *more.pop(word, [])])
        if depth and groups:
            groups[-1].append(term)
        else:
            groups.append([term])
    groups += [[(0, known[word], places)] for word, places in more.items() if places and word in known]
    return [term for group in sorted(groups, key=lambda group: group[0][1].casefold()) for term in group]
