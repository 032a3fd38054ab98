"""The slides say what the book says: every chapter, every figure, every outcome, drawn by the press."""

import importlib.util
import io
import sys
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from press.book.pdf import compile_pdf
from press.build import description
from press.config import settings

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def slides():
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


def test_every_chapter_gives_a_finding_figures_outcomes_and_questions(slides):
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        chapter = slides.chapter_of(path)
        assert chapter.title != path.stem, path.stem
        assert chapter.exercises or not chapter.claims, path.stem
        assert chapter.figures and all(figure.alt for figure in chapter.figures), path.stem
        if chapter.claims:
            assert chapter.finding and chapter.outcomes, path.stem


def test_a_chapter_becomes_slides_with_all_its_words(slides, tmp_path):
    chapter = slides.chapter_of(sorted((ROOT / "notebooks").glob("*.ipynb"))[0])
    chapter.figures = chapter.figures[:1]
    chapter.figures[0].file = "figure-0.svg"
    slides.drawn(chapter.figures[0].body, str(tmp_path / "figure-0.svg"))
    about = description(settings())
    pdf = compile_pdf(slides.typst(about, [chapter]), tmp_path, date.fromisoformat(about["date"]))
    reader = PdfReader(io.BytesIO(pdf))
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    assert len(reader.pages) >= 3
    for text in (chapter.title, chapter.figures[0].title, *chapter.claims, *chapter.exercises):
        assert text in words
    assert all(outcome in words for _, outcome, _ in chapter.outcomes)
