"""The built PDF and EPUB: as many figures as the notebooks, a name, a place for every reader, no running head on a blank page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import html
from pypdf import PdfReader

from press.book.tagged import Element, read
from press.build import description
from press.config import settings
from press.figure.chart import PLOTLY_MIME

pytestmark = pytest.mark.built


def built(kind: str) -> Path:
    book = settings()
    file = book.build / kind / f"{book.stem}.{kind}"
    if not file.is_file():
        pytest.fail(f"{file.name} is not built: run `make book` first")
    return file


@pytest.fixture(scope="module")
def tags() -> Element:
    return read(built("pdf").read_bytes())


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(built("pdf"))


def figures_of_notebooks(root: Path) -> int:
    toc = (root / "_toc.yml").read_text("utf-8")
    count = 0
    for file in sorted((root / "notebooks").glob("*.ipynb")):
        if f"notebooks/{file.stem}" in toc:
            cells = json.loads(file.read_text("utf-8"))["cells"]
            count += sum(
                PLOTLY_MIME in output.get("data", {}) for cell in cells for output in cell.get("outputs", [])
            )
    return count


def test_figures_of_notebooks_pages_pdf_and_epub_are_as_many(root: Path, site: Path, tags: Element) -> None:
    wanted = figures_of_notebooks(root)
    assert wanted > 0
    pages = [html.parse(str(file)).getroot() for file in sorted(site.glob("notebooks/*.html"))]
    assert sum(len(page.xpath("//figure[contains(@class, 'press-figure')]")) for page in pages) == wanted
    captions = [element.text() for element in tags.walk() if element.kind == "Caption"]
    assert sum(bool(re.match(r"Figure\s?\d", caption)) for caption in captions) == wanted
    with zipfile.ZipFile(built("epub")) as archive:
        text = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml"))
    assert text.count("<figure") == wanted


def test_every_figure_of_the_pdf_is_described(tags: Element) -> None:
    assert all(len(element.alt) > 20 for element in tags.walk() if element.kind == "Figure")


def test_the_pdf_names_itself_and_its_language(reader: PdfReader) -> None:
    assert reader.metadata is not None
    assert reader.metadata.title == description(settings())["title"]
    assert reader.root_object["/Lang"] == "en-GB"
    assert reader.root_object["/MarkInfo"]["/Marked"]


def test_every_chapter_is_a_bookmark(root: Path, reader: PdfReader) -> None:
    def titles(items: list) -> list[str]:  # type: ignore[type-arg]
        return [t for item in items for t in (titles(item) if isinstance(item, list) else [str(item.title)])]

    marks = titles(reader.outline)
    chapters = re.findall(r"- file: (notebooks/\w+)", (root / "_toc.yml").read_text("utf-8"))
    assert sum(bool(re.match(r"\d+ ", mark)) for mark in marks) >= len(chapters)


def test_blank_pages_are_blank(reader: PdfReader) -> None:
    """A page without a word of the book bears no running head either."""
    for number, page in enumerate(reader.pages, start=1):
        contents = page.get_contents()
        if contents is None or len(contents.get_data()) > 2500:
            continue
        text = " ".join(page.extract_text().split())
        assert not text or len(text) > 8 or text in reader.metadata.title, (
            f"page {number} holds only {text!r}"
        )


FIGURE = re.compile(r"Figure\s?(\d+(?:\.\d+)?)")


def captioned(tags: Element) -> dict[str, int]:
    """The page of every numbered figure."""
    captions = [element for element in tags.walk() if element.kind == "Caption"]
    found = [(FIGURE.match(element.text()), element.page + 1) for element in captions]
    return {match[1]: page for match, page in found if match}


def test_the_list_of_figures_names_the_page_of_each_picture(tags: Element) -> None:
    entries = "\n".join(element.text() for element in tags.walk() if element.kind == "TOCI")
    listed = re.findall(f"^{FIGURE.pattern}.*?(\\d+)$", entries, re.M)
    assert {figure: int(page) for figure, page in listed} == captioned(tags)


def test_a_figure_named_with_a_page_stands_on_it(tags: Element) -> None:
    pages, words = captioned(tags), tags.text()
    named = re.findall(FIGURE.pattern + r"(?:,| \()\s?p\.\s(\d+)", words)
    if not named and len(pages) < 10:
        pytest.skip("in so short a book no figure stands pages away from where it is named")
    assert named
    assert not [f"{figure}: {page}" for figure, page in named if pages[figure] != int(page)]


def test_every_page_from_the_contents_on_but_those_of_parts_has_its_number(reader: PdfReader) -> None:
    texts = [page.extract_text().split() for page in reader.pages]
    assert not [n for n, words in enumerate(texts, 1) if n > 4 and words[0] != "Part" and str(n) not in words]


def test_what_the_builder_of_the_site_is_told_is_not_printed(tags: Element) -> None:
    assert "Push your copy" not in tags.text()


def test_names_are_not_hyphenated(tags: Element) -> None:
    assert not re.findall(r"\b[A-Z]\w*\u00ad\w+", tags.text())


def test_brackets_within_brackets_are_not_set(tags: Element) -> None:
    assert not re.search(r"chapter\s\d+\s\(p\.\s\d+\)\)", tags.text())


def test_the_colours_of_dark_pages_come_last_in_the_epub() -> None:
    with zipfile.ZipFile(built("epub")) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".css"))
        rules = archive.read(name).decode()
    assert not re.search(r"^[^ @}/]", rules.partition("@media (prefers-color-scheme: dark)")[2], re.M)


def test_epubcheck_has_nothing_to_say() -> None:
    program, java = shutil.which("epubcheck"), shutil.which("java")
    if not program or not java:
        pytest.skip("epubcheck is not installed")
    done = subprocess.run(
        [java, "-jar", program, str(built("epub"))], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_pdfua_has_nothing_to_say() -> None:
    pytest.importorskip("pdfua", reason="pdfua is not installed")
    command = [sys.executable, "-m", "pdfua", "check", str(built("pdf"))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
