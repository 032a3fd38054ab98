"""How wide a table is set, how large, and how its columns share the width: worked out from its words."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from lxml import etree
from lxml.html import HtmlElement

# Widths in points: the text, the text with the outer margin, a page on its side. See template.typ.
REACHES = {"text": 306.0, "column": 192.0, "full": 402.0, "wide": 402.0, "landscape": 595.0}
# What is tried, in order: reach and size of type in points.
ON_ITS_SIDE = (("landscape", 7.8), ("landscape", 7.0))
CHOICES = {
    "text": (("text", 8.6), ("wide", 8.4), ("wide", 7.7), ("wide", 7.0), *ON_ITS_SIDE),
    "column": (("column", 8.2), ("column", 7.6), ("column", 7.0)),
    "full": (("full", 8.2), ("full", 7.6), ("full", 7.0), *ON_ITS_SIDE),
}
PADDING = 8.0  # left and right of a cell together
# Advance widths in parts of the size of type, rounded up from Libertinus Serif.
IDEOGRAPH, BROAD, CAPITAL, DIGIT, SMALL, NARROW = 1.0, 0.8, 0.68, 0.5, 0.47, 0.27
ROW_GAP = 6.5
STEPS = (24.0, 12.0, 6.0)  # points by which columns are tried wider and narrower
WHOLE_BLOCK = 380.0  # points; a table up to this height is not broken
TALLEST_BLOCK = 480.0  # points; a taller table must run over pages
LONGEST_WORD = 22  # longer ones get places to break
PHRASE = 7.0  # sizes of the type, which what names the rows of a long table has for a line
SHORT = 0.2  # part of the width up to which a column is short
TALLEST_CELL = {"text": 5}  # lines; a taller cell asks for a wider table
TALL_CELL = 9
BREAK = re.compile(r"[\s\u200b]+|(?<=\w-)(?=[^\W\d])")  # where a line may end
NUMBER = re.compile(r"[−–+-]?[\d\s\u00a0\u202f,.]*\d(?:[.,]\d+)?\s*%?|[–—-]|")


@dataclass
class Column:
    """What a column needs: its longest word and its longest line, as if the type had size 1; its cells, and their words."""

    word: float
    line: float
    cells: list[float]
    words: list[list[float]]


def lay_out(sheet: HtmlElement, table: HtmlElement, within: str) -> None:
    """Set reach, size and column widths of a table, and align columns of numbers to the right."""
    breakable(table)
    rows = grid(table)
    width = max((len(row) for row in rows), default=0)
    if not width:
        return
    columns = [column([row[n] for row in rows if n < len(row) and row[n] is not None]) for n in range(width)]
    align_numbers(table, rows, width)
    reach, size, shares = choose(columns, within)
    tall = height(columns, shares, size, REACHES[reach])
    if reach == "wide" and tall > TALLEST_BLOCK:
        reach = "pages"
    if reach == "text" and tall < WHOLE_BLOCK:
        reach = "whole"
    sheet.set("data-reach", reach)
    sheet.set("data-size", f"{size}pt")
    table.set("class", "typst:no-figure")
    if shares:
        group = etree.Element("colgroup")
        for share in shares:
            etree.SubElement(group, "col", {"style": f"width: {100 * share:.2f}%"})
        table.insert(0, group)


def join_heads(table: HtmlElement) -> None:
    """Make one row of heads where pandas writes two: the names of the columns, and below them those of the index."""
    head = table.find("thead")
    if head is None or len(head) != 2 or len(head[0]) != len(head[1]):
        return
    pairs = list(zip(head[0], head[1], strict=True))
    if any(has_words(above) == has_words(below) and has_words(above) for above, below in pairs):
        return
    if any(cell.get("colspan") or cell.get("rowspan") for row in head for cell in row):
        return
    for above, below in pairs:
        if has_words(below):
            head[0].replace(above, below)
    head.remove(head[1])


def has_words(cell: HtmlElement) -> bool:
    """Whether anything stands in a cell."""
    return bool("".join(cell.itertext()).strip())


def breakable(table: HtmlElement) -> None:
    """Give long words (addresses, names of columns) places to break."""
    for element in table.iter():
        for name in ("text", "tail"):
            text = getattr(element, name)
            if text and any(len(word) > LONGEST_WORD for word in text.split()):
                setattr(element, name, " ".join(broken(word) for word in text.split(" ")))


def broken(word: str) -> str:
    """A long word with zero-width spaces after its joints; without joints, every dozen characters."""
    if len(word) <= LONGEST_WORD or "://" in word:
        return word
    word = re.sub(r"([_/.;:|,=&?-])(?=\w)", "\\1\u200b", word)
    return "\u200b".join(
        part
        if len(part) <= LONGEST_WORD or IDEOGRAPHS.search(part)
        else "\u200b".join(re.findall(".{1,12}", part))
        for part in word.split("\u200b")
    )


IDEOGRAPHS = re.compile(r"[\u3000-\u30ff\u3400-\u9fff]")


def grid(table: HtmlElement) -> list[list[HtmlElement | None]]:
    """The cells of a table by row and column; a cell over several columns stands in none of them alone."""
    rows: list[list[HtmlElement | None]] = []
    taken: dict[tuple[int, int], bool] = {}
    for y, row in enumerate(table.iter("tr")):
        line: list[HtmlElement | None] = []
        for cell in row:
            while taken.get((y, len(line))):
                line.append(None)
            across, down = int(cell.get("colspan", 1)), int(cell.get("rowspan", 1))
            for below in range(1, down):
                for beside in range(across):
                    taken[y + below, len(line) + beside] = True
            line += [cell] if across == 1 else [None] * across
        rows.append(line)
    return rows


def column(cells: list[HtmlElement | None]) -> Column:
    """Measure a column."""
    texts = [shown(cell) for cell in cells if cell is not None]
    apart = [BREAK.split(text) for text in texts]
    lengths = [measure(" ".join(text.replace("\u200b", "").split())) for text in texts]
    return Column(
        word=max(
            (
                min(measure(word), 12.0) if "://" in word else measure(word, breaking=True)
                for words in apart
                for word in words
            ),
            default=0.0,
        ),
        line=max(lengths, default=0.0),
        cells=lengths,
        words=[[measure(word) for word in words] for words in apart],
    )


def shown(cell: HtmlElement) -> str:
    """The text of a cell; code, whose letters are all as wide as digits, as digits."""
    return "".join(in_order(cell))


def in_order(element: HtmlElement) -> Iterator[str]:
    """The pieces of text of an element in reading order."""
    yield re.sub(r"[^\s\u200b]", "0", element.text or "") if element.tag == "code" else element.text or ""
    yield "\u00a0(p.\u00a0100)" if element.get("class") == "see" else ""  # which the template adds
    for child in element:
        yield from in_order(child)
        yield child.tail or ""


def measure(text: str, *, breaking: bool = False) -> float:
    """Width of text in type of size 1. With `breaking`, a line may end after every ideograph."""
    if breaking and any(ord(c) > 0x2E80 for c in text):
        return max(
            3 * IDEOGRAPH, max((measure(part) for part in re.split(r"[\u2e80-\uffff]+", text)), default=0.0)
        )
    return sum(map(advance, text))


def advance(c: str) -> float:
    """Width of a letter in type of size 1."""
    if ord(c) > 0x2E80:
        return IDEOGRAPH
    if c in " .,;:'|()[]il-":
        return NARROW
    if c in "mwMW":
        return BROAD
    return CAPITAL if c.isupper() else DIGIT if c.isdigit() else SMALL


def choose(columns: list[Column], within: str) -> tuple[str, float, list[float] | None]:
    """The smallest reach and the largest type in which every word fits and no cell grows too tall."""
    best: tuple[str, float, list[float] | None] | None = None
    for reach, size in CHOICES[within]:
        room = REACHES[reach] - PADDING * len(columns)
        if room <= 0:
            continue
        if sum(c.line for c in columns) * size * 1.06 <= room:
            return reach, size, None
        least = [c.word * size * 1.05 + 1 for c in columns]
        if sum(least) > room:
            continue
        named = max(least[0], min(columns[0].line, PHRASE) * size)
        if within == "full" and named + sum(least[1:]) <= 0.9 * room:
            least[0] = named
        # Short columns keep to one line where that leaves enough for the others.
        short = [
            c.line * size * 1.05 + 1 if c.line * size <= SHORT * room else low
            for c, low in zip(columns, least, strict=True)
        ]
        if sum(short) <= 0.7 * room:
            least = short
        widths = lowest(columns, share(columns, least, room, size), least, size)
        tallest = max(lines(columns, widths, size), default=0)
        best = (reach, size, [(w + PADDING) / REACHES[reach] for w in widths])
        if tallest <= TALLEST_CELL.get(reach, TALL_CELL) or reach == "landscape":
            return best
        if reach in {"wide", "full"} and size <= 7.7 and tallest <= 3 * TALL_CELL:
            return best
    if best:
        return best
    widths = [max(c.word, 1.0) for c in columns]
    return "landscape", 7.0, [w / sum(widths) for w in widths]


def height(columns: list[Column], shares: list[float] | None, size: float, width: float) -> float:
    """About how tall the table will be, in points."""
    widths = [share * width - PADDING for share in shares] if shares else [math.inf] * len(columns)
    return sum(tall * size * 1.25 + ROW_GAP for tall in lines(columns, widths, size))


def lines(columns: list[Column], widths: list[float], size: float) -> list[int]:
    """How many lines the cells of each row take."""
    tall = [1] * max((len(c.cells) for c in columns), default=0)
    for c, width in zip(columns, widths, strict=True):
        room = max(width - 2, 4) / size
        for n, (cell, words) in enumerate(zip(c.cells, c.words, strict=True)):
            if cell > room:
                tall[n] = max(tall[n], math.ceil(cell / room), broken_into(words, room))
    return tall


def broken_into(words: list[float], room: float) -> int:
    """How many lines words take where a line has so much room."""
    count, used = 1, 0.0
    for word in words:
        used += word + NARROW if used else word
        if used > room:
            count, used = count + (used > word), word
    return count


def lowest(columns: list[Column], widths: list[float], least: list[float], size: float) -> list[float]:
    """Widths moved from column to column as long as the table grows lower."""
    best = sum(lines(columns, widths, size))
    for step in STEPS:
        moved = True
        while moved:
            moved = False
            for giver, taker in permutations(range(len(widths)), 2):
                if widths[giver] - step < least[giver]:
                    continue
                tried = list(widths)
                tried[giver] -= step
                tried[taker] += step
                total = sum(lines(columns, tried, size))
                if total < best:
                    widths, best, moved = tried, total, True
    return widths


def share(columns: list[Column], least: list[float], room: float, size: float) -> list[float]:
    """Share the room: every column its longest word, the rest by how much text it has, none more than it can use."""
    widths = list(least)
    most = [max(c.line * size * 1.05 + 1, low) for c, low in zip(columns, least, strict=True)]
    demand = [math.sqrt(sum(c.cells) / max(len(c.cells), 1) * max([*c.cells, 0.1])) for c in columns]
    left = room - sum(widths)
    while left > 0.5:
        open_ = [n for n in range(len(columns)) if widths[n] < most[n] - 0.01]
        if not open_:
            break
        total = sum(demand[n] for n in open_) or 1.0
        given = 0.0
        for n in open_:
            add = min(left * (demand[n] / total if total else 1 / len(open_)), most[n] - widths[n])
            widths[n] += add
            given += add
        left -= given
        if given < 0.01:
            break
    return [w + max(left, 0.0) / len(widths) for w in widths]


def align_numbers(table: HtmlElement, rows: list[list[HtmlElement | None]], width: int) -> None:
    """Numbers to the right, with their heads; words to the left."""
    head = {id(cell) for cell in table.iter("th") if any(a.tag == "thead" for a in cell.iterancestors())}
    for n in range(width):
        cells = [row[n] for row in rows if n < len(row) and row[n] is not None]
        body = [c for c in cells if c is not None and id(c) not in head]
        texts = [" ".join("".join(c.itertext()).split()) for c in body]
        numeric = (
            any(texts)
            and all(NUMBER.fullmatch(text) for text in texts)
            and any(re.search(r"\d", t) for t in texts)
        )
        asked = body and all(c.get("data-right") for c in body)
        for cell in cells:
            if cell is not None:
                cell.attrib.pop("data-right", None)
                if numeric or asked:
                    cell.set("style", "text-align: right")
