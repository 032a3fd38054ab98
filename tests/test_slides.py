"""The slides say what the book says: every chapter, every figure, every outcome, drawn by the press."""

import importlib.util
import io
import re
import sys
from datetime import date
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from lxml import html
from pypdf import PdfReader

from press.book.pdf import compile_pdf
from press.build import description
from press.config import settings

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def slides():
    sys.path.insert(0, str(ROOT / "coursework"))  # where a script finds its neighbours
    spec = importlib.util.spec_from_file_location("slides", ROOT / "coursework" / "slides.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["slides"] = module
    spec.loader.exec_module(module)
    return module


def test_markdown_becomes_plain_text(slides):
    assert (
        slides.plain("**C18** (paragraph 10): *often* one\n to two years")
        == "C18 (paragraph 10): often one to two years"
    )
    assert (
        slides.plain("see {cite:t}`bukh2010` and [the page](https://x.y), 5 \\* 3")
        == "see bukh2010 and the page, 5 * 3"
    )
    assert slides.plain("Redraw {numref}`fig-x-y`.", {"x-y": "Figure 3.2"}) == "Redraw Figure 3.2."


def test_every_chapter_gives_a_finding_figures_outcomes_and_questions(slides):
    chapters = slides.chapters_of(settings())
    assert len(chapters) == len(list((ROOT / "notebooks").glob("*.ipynb")))
    for chapter in chapters:
        assert chapter.exercises or not chapter.claims, chapter.title
        assert chapter.figures and all(figure.alt for figure in chapter.figures), chapter.title
        if chapter.claims:
            assert chapter.finding and chapter.outcomes, chapter.title
        told = " ".join([chapter.finding, *chapter.exercises])
        assert not [figure.id for each in chapters for figure in each.figures if figure.id in told]


def test_one_chapter_alone_keeps_its_numbers_and_an_unknown_one_is_named_with_those_there_are(slides):
    names = ("00_before", "01_first", "02_second", "12_twelfth")
    chapters = [slides.Chapter(name, name, f"{int(name[:2])}. ") for name in names]
    assert slides.chosen(chapters, "") == chapters
    for name in ("02", "2", "02_second"):
        assert [chapter.number for chapter in slides.chosen(chapters, name)] == ["2. "]
    with pytest.raises(SystemExit, match=f"no chapter 'x'. There are: {chapters[0].stem}, "):
        slides.chosen(chapters, "x")


def test_a_chapter_that_was_never_run_is_named_with_the_next_step(slides, tmp_path):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1")])
    nbformat.write(notebook, tmp_path / "02_new.ipynb")
    with pytest.raises(SystemExit, match=r"02_new\.ipynb has never been run. `make notebooks` runs it\."):
        slides.chapter_of(tmp_path / "02_new.ipynb")


@pytest.mark.built
def test_figures_bear_the_numbers_they_have_on_the_site(slides, site):
    for path in sorted((site / "notebooks").glob("*.html")):
        page = path.read_text("utf-8")
        shown = dict(re.findall(r'id="fig-([\w-]+)".*?caption-number">(Figure [\d.]+)', page, re.S))
        ours = [c for c in slides.chapters_of(settings()) if c.figures[0].id in shown]
        assert shown == {figure.id: figure.number for c in ours for figure in c.figures}, path.name


def test_a_chapter_becomes_slides_with_all_its_words_and_none_too_small(slides, tmp_path):
    chapter = slides.chapters_of(settings())[0]
    chapter.figures = chapter.figures[:1]
    (figure,) = chapter.figures
    figure.cuts, figure.heads = slides.cuts.drawn(figure.body, str(tmp_path / figure.file))
    pages, about = list(slides.slides([chapter])), description(settings())
    pdf = compile_pdf(slides.typst(about, pages), tmp_path, date.fromisoformat(about["date"]))
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == len(pages) + 1
    sizes = []
    for page in reader.pages:
        assert page.mediabox.width / page.mediabox.height == pytest.approx(16 / 9)
        page.extract_text(
            visitor_text=lambda text, _, matrix, __, size: (
                sizes.append(size * abs(matrix[3])) if text.strip() else None
            )
        )
    assert min(sizes) >= 13.99
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    deck = html.fromstring(slides.html(about, pages))
    assert len(deck.xpath("//section")) == len(pages) + 1
    for shown in (words, " ".join(deck.text_content().split())):
        for text in (chapter.title, figure.title, *chapter.claims, *chapter.exercises, *chapter.outcomes):
            assert text in shown
    styled = re.findall(r"font(?:-size)?: *([\d.]+)px", slides.html(about, pages))
    assert min(map(float, styled)) * 72 / slides.cuts.PIXELS >= 13.99


def test_a_high_figure_goes_over_slides_that_leave_nothing_out(slides, tmp_path):
    for chapter in slides.chapters_of(settings()):
        for figure in chapter.figures:
            words = [*sizes_of(figure.body)]
            assert min(words) >= 14 / slides.cuts.SCALE * slides.cuts.PIXELS / 72 - 0.01, figure.id
    figures = [f for chapter in slides.chapters_of(settings()) for f in chapter.figures]
    figures.sort(key=lambda figure: -(figure.body["layout"].get("height") or 0))
    for figure in figures[:12]:
        cuts, _ = slides.cuts.drawn(figure.body, str(tmp_path / figure.file))
        assert cuts[0] == 0 and all(
            0 < end - start <= slides.cuts.HEIGHT + 4 for start, end in pairwise(cuts)
        ), figure.id
    cuts, _ = slides.cuts.drawn(figures[0].body, str(tmp_path / figures[0].file))
    assert len(cuts) == 2 or cuts[-1] == round(figures[0].body["layout"]["height"] * slides.cuts.SCALE)


def test_a_table_that_goes_over_slides_has_the_heads_of_its_columns_on_each(slides, tmp_path):
    with_heads = {
        "instruments-named", "instruments-promise", "sanctions-kinds", "windows-levels", "windows-cases"
    }  # fmt: skip
    for chapter in slides.chapters_of(settings()):
        for figure in chapter.figures:
            (top, end) = slides.cuts.heads(figure.body["layout"])
            assert (end > top) == (figure.id in with_heads), figure.id
        chapter.figures = [figure for figure in chapter.figures if figure.id in with_heads]
        for figure in chapter.figures:
            figure.cuts, figure.heads = slides.cuts.drawn(figure.body, str(tmp_path / figure.file))
            high = figure.heads[1] - figure.heads[0]
            assert 0 < figure.heads[1] < figure.cuts[1], figure.id
            assert all(
                end - start + high <= slides.cuts.HEIGHT + 4 for start, end in pairwise(figure.cuts[1:])
            )
        charts = [page for page in slides.slides([chapter]) if page[0] == "chart"]
        deck = html.fromstring(slides.html(description(settings()), charts or [("outcomes", "", "16")]))
        for section in deck.xpath("//section[@class='chart']"):
            is_later = section.xpath("not(contains(h2, '(1 of') or not(contains(h2, ' of ')))")
            assert len(section.xpath("div")) == (2 if is_later else 1), section.xpath("string(h2)")


def test_verdicts_fill_their_slides_with_letters_as_large_as_fit(slides, tmp_path):
    chapters = slides.chapters_of(settings())
    for chapter in chapters:
        chapter.figures = []
    pages, about = list(slides.slides(chapters)), description(settings())
    sizes = [float(size) for kind, _, size, *_ in pages if kind in ("outcomes", "exercises")]
    assert min(sizes) >= 16 and sum(size >= 18 for size in sizes) > len(sizes) * 0.9
    pdf = compile_pdf(slides.typst(about, pages), tmp_path, date.fromisoformat(about["date"]))
    assert len(PdfReader(io.BytesIO(pdf)).pages) == len(pages) + 1, "a slide runs over"


def test_a_figure_is_cut_between_its_panels_and_over_the_name_of_a_row_and_a_map_is_whole(
    slides, tmp_path, monkeypatch
):
    asked = [
        "power-ratio",
        "sanctions-peers",
        "sanctions-kinds",
        "formulas-moves",
        "formulas-menu",
        "islands-map",
    ]
    figures = {figure.id: figure for chapter in slides.chapters_of(settings()) for figure in chapter.figures}
    if not figures.keys() >= set(asked):
        pytest.skip("not figures of this edition")
    draw, seen = slides.cuts.draw, []
    monkeypatch.setattr(slides.cuts, "draw", lambda *args, **how: seen.append(draw(*args, **how)) or seen[-1])
    found = {}
    for name in asked:
        cuts, _ = slides.cuts.drawn(figures[name].body, str(tmp_path / figures[name].file))
        found[name] = len(cuts) - 1
        for cut in (each / slides.cuts.SCALE for each in cuts[1:-1]):
            names = [
                note
                for note in seen[-1].parts.notes
                if (note.spec.get("xref"), note.spec["x"]) == ("paper", 0)
            ]
            assert names, name
            for note in names:
                _, top, _, low = note.extent()
                assert not top - 1 < cut < low + 1, (
                    f"{name}: the cut at {cut} runs through {note.spec['text']!r}"
                )
                assert not 0 < cut - low < slides.cuts.LINE, (
                    f"{name}: {note.spec['text']!r} stands alone at a foot"
                )
    assert (found["islands-map"], found["power-ratio"], found["sanctions-peers"]) == (1, 3, 2)


def sizes_of(part, name=""):
    """Every size of letters in a figure, in pixels."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "size" and "font" in name.lower():
                yield value
            yield from sizes_of(value, key)
    elif isinstance(part, list):
        for value in part:
            yield from sizes_of(value, name)
