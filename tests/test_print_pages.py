"""The pages of the printed book: full, with no heading alone, and every figure in its section and near its mention."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import pdf_file

from press.book import pictures
from press.book.tagged import Element, read
from press.web.assets import on_paper

pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 measures the pages")
pytestmark = pytest.mark.built

POINTS = 72 / 25.4
TOP, BOTTOM = 24 * POINTS, 216 * POINTS  # the ends of the text, as in template.typ
FULL = 0.4  # part of a page's height below which it looks forgotten
FEW = 0.03  # part of all pages that may be emptier: what nothing could be done about
MOST_PAGES = 280
SMALLEST = 6.95  # points; seven, rounded
HEADING = re.compile(r"H\d")


@dataclass
class Block:
    """A heading, paragraph, figure or table of the book, and its page, counted from 0."""

    kind: str
    page: int
    text: str


@pytest.fixture(scope="module")
def blocks() -> list[Block]:
    """The book in its order; what stands before the first heading is front matter."""
    found: list[Block] = []

    def visit(element: Element) -> None:
        if element.kind in {"TOC", "Note"}:
            return
        if HEADING.fullmatch(element.kind) or element.kind in {"P", "Figure", "Table", "Caption", "Code"}:
            found.append(Block(element.kind, element.page, " ".join(element.text().split())))
            if element.kind != "Figure":
                return
        for child in element.content:
            if isinstance(child, Element):
                visit(child)

    visit(read(pdf_file().read_bytes()))
    start = next(n for n, block in enumerate(found) if HEADING.fullmatch(block.kind))
    return found[start:]


@pytest.fixture(scope="module")
def fills() -> list[float]:
    """How far down each page something stands."""
    found = []
    for page in pdfium.PdfDocument(pdf_file()):
        height = page.get_height()
        boxes = [item.get_bounds() for item in page.get_objects(max_depth=1)]
        low = max(
            (height - b for _, b, _, t in boxes if height - t > TOP - 6 and height - t < BOTTOM), default=TOP
        )
        found.append((min(low, BOTTOM) - TOP) / (BOTTOM - TOP))
    return found


def is_heading(block: Block) -> bool:
    return bool(HEADING.fullmatch(block.kind))


def test_every_heading_has_something_under_it_on_its_page(blocks: list[Block]) -> None:
    alone = []
    for heading, after in pairwise(blocks):
        if heading.kind not in {"H1", "H2"} and is_heading(heading) and after.page != heading.page:
            alone.append(f"page {heading.page + 1}: {heading.text}")
    assert not alone


def test_a_table_stands_on_the_page_of_the_words_that_announce_it(blocks: list[Block]) -> None:
    pairs = [
        (a, b) for a, b in pairwise(blocks) if a.kind == "P" and a.text.endswith(":") and b.kind == "Table"
    ]
    assert pairs
    assert not [f"page {a.page + 1}: {a.text}" for a, b in pairs if a.page != b.page]


def test_a_figure_stands_before_the_next_heading_and_not_before_its_own(blocks: list[Block]) -> None:
    wrong = []
    for n, block in enumerate(blocks):
        if block.kind != "Figure":
            continue
        own = next(b for b in reversed(blocks[:n]) if is_heading(b))
        following = next((b for b in blocks[n:] if is_heading(b)), block)
        if not own.page <= block.page <= following.page:
            wrong.append(f"page {block.page + 1}, in the section {own.text!r} of page {own.page + 1}")
    assert not wrong


def test_a_figure_stands_near_its_first_mention(blocks: list[Block]) -> None:
    far = []
    captions = {
        match[0]: n
        for n, b in enumerate(blocks)
        if b.kind == "Caption" and (match := re.match(r"Figure\s[\d.]+", b.text))
    }
    assert captions
    for name, n in captions.items():
        first = max((m for m in range(n) if blocks[m].kind in {"H1", "H2"}), default=0)
        last = next((m for m in range(n, len(blocks)) if blocks[m].kind in {"H1", "H2"}), len(blocks))
        said = [
            b.page
            for b in blocks[first:last]
            if b.kind == "P" and re.search(rf"{re.escape(name)}(?!\.?\d)", b.text)
        ]
        if said and abs(blocks[n].page - said[0]) > 2:
            far.append(f"{name} on page {blocks[n].page + 1}, first named on page {said[0] + 1}")
    assert not far


def test_pages_are_full_but_at_the_end_of_a_part(blocks: list[Block], fills: list[float]) -> None:
    opens = {block.page for block in blocks if block.kind == "H1"}
    front = range(min(opens) + 1)
    ends = {page - 1 for page in opens} | {len(fills) - 1}
    empty = [n for n, fill in enumerate(fills) if fill < FULL and n not in {*front, *opens, *ends}]
    last = {
        block.page - 1 for block in blocks if block.kind == "H2"
    }  # of a chapter, whose length can be changed
    assert not last.intersection(empty), (
        f"emptier than {FULL:.0%}: pages {[n + 1 for n in empty if n in last]}"
    )
    assert len(empty) <= max(2, FEW * len(fills)), f"emptier than {FULL:.0%}: pages {[n + 1 for n in empty]}"


def test_no_page_is_blank(fills: list[float]) -> None:
    blank = [n + 1 for n, fill in enumerate(fills) if fill < 0.02]
    assert not blank


def test_the_book_is_no_longer_than_a_reader_will_carry(fills: list[float]) -> None:
    assert len(fills) <= MOST_PAGES


def test_no_type_is_smaller_than_seven_points() -> None:
    small = []
    for number, page in enumerate(pdfium.PdfDocument(pdf_file()), start=1):
        for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            size = ctypes.c_float()
            pdfium.raw.FPDFTextObj_GetFontSize(item.raw, ctypes.byref(size))
            if size.value * abs(item.get_matrix().get()[3]) < SMALLEST:
                small.append(number)
    assert not small


@pytest.mark.parametrize("height", [200, 620, 738, 1071])
def test_no_figure_is_so_much_reduced_that_its_type_falls_below_seven_points(
    tmp_path: Path, height: float
) -> None:
    width, tall = on_paper(height)
    drawing = tmp_path / "drawing.svg"
    drawing.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width * 0.75}pt" height="{tall * 0.75}pt"/>'
    )
    wide, least = pictures.measured(drawing)
    natural = width / 96 * 25.4
    assert 12 * 0.75 * wide / natural * least >= SMALLEST


def test_nothing_runs_off_the_page() -> None:
    off = []
    for number, page in enumerate(pdfium.PdfDocument(pdf_file()), start=1):
        width, height = page.get_size()
        for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT], max_depth=1):
            left, bottom, right, top = item.get_bounds()
            if right > left and (left < 0 or bottom < 24 or right > width or top > height):
                off.append(number)
    assert not off, f"pages {sorted(set(off))}"
