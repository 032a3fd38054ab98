"""Words in other languages are told as such on the page, on paper and on reading devices, letter by letter the same."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import etree

from press.book import pages, tagged
from press.book.facts import facts
from press.build import description
from press.config import settings
from press.figure.signs import printed, printed_in
from press.languages import code, runs

pytestmark = pytest.mark.built
Letters = Counter[tuple[str, str, str]]  # letter, its language by its script, the language that is told
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SILENT = {"script", "style", "svg", "math", "code", "pre"}
MADE = "figure-sources"  # a page of the printed forms alone


def letters(text: str | None, told: str) -> Letters:
    return Counter(
        (sign, code(found)[:2], told[:2]) for sign in text or "" if (found := runs().match(sign)) is not None
    )


def of_tree(element: Any, told: str = "en") -> Letters:
    if not isinstance(element.tag, str) or etree.QName(element).localname in SILENT:
        return Counter()
    told = element.get("lang") or element.get(LANG) or told
    found = letters(element.text, told)
    for child in element:
        found.update(of_tree(child, told))
        found.update(letters(child.tail, told))
    return found


@pytest.fixture(scope="module")
def read() -> tuple[list[pages.Page], list[Any]]:
    return pages.read(settings().build / "html", description(settings()))


@pytest.fixture(scope="module")
def page(read: tuple[list[pages.Page], list[Any]]) -> Letters:
    """What the pages tell, and what the index will have to."""
    chapters, terms = read
    found: Letters = Counter()
    for chapter in chapters:
        found.update(of_tree(chapter.source if chapter.entry.docname != MADE else chapter.body))
    for _, term, _ in terms:
        found.update({(sign, own, own): n for (sign, own, _), n in letters(term, "").items()})
    return found


def built(kind: str) -> Path:
    book = settings()
    return book.build / kind / f"{book.stem}.{kind}"


@pytest.fixture(scope="module")
def epub() -> Letters:
    found: Letters = Counter()
    with zipfile.ZipFile(built("epub")) as archive:
        for name in archive.namelist():
            if name.endswith(".xhtml") and "nav" not in name:
                found.update(of_tree(etree.fromstring(archive.read(name))[-1]))  # the body
    return found


@pytest.fixture(scope="module")
def pdf() -> Letters:
    found: Letters = Counter()
    with pikepdf.open(built("pdf")) as document:
        told = dict(structure(document.Root.StructTreeRoot.K, None, str(document.Root.Lang)))
        fonts: dict[Any, Any] = {}
        for sheet in document.pages:
            for mark, text, lang in tagged.marked(sheet, fonts):
                if around := told.get((sheet.objgen, mark)):
                    found.update(letters(text, lang or around))
    return found


def structure(node: Any, sheet: Any, told: str, above: str = "") -> Any:
    """The language of each marked content as the structure tells it; none in the contents and of printed addresses."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from structure(child, sheet, told, above)
    elif isinstance(node, pikepdf.Dictionary):
        sheet = node.Pg.objgen if "/Pg" in node else sheet
        kind = f"{above}{node.get('/S', '')}"
        if "/S" in node and "/K" in node and node.S != "/TOC" and not kind.endswith("/Note/Link"):
            yield from structure(node.K, sheet, str(node.get("/Lang", told)), kind)
        elif "/MCID" in node:
            yield (sheet, int(node.MCID)), told
    else:
        yield (sheet, int(node)), told


def test_title_subtitle_and_description_say_the_language_of_their_words() -> None:
    words = {"title": "Rocks 竹島", "subtitle": "竹島 for $5", "description": "Of 竹島"}
    found = facts(description(settings()) | words)
    assert found.count('text(lang: "ja"') == len(words)


@pytest.mark.parametrize("form", ["page", "epub", "pdf"])
def test_every_letter_of_another_script_is_in_its_language(form: str, request: pytest.FixtureRequest) -> None:
    found: Letters = request.getfixturevalue(form)
    assert {sign: n for sign, n in found.items() if sign[1] != sign[2]} == {}


@pytest.mark.parametrize("form", ["epub", "pdf"])
def test_the_three_forms_tell_the_same_letters(
    form: str, page: Letters, request: pytest.FixtureRequest
) -> None:
    """But those of title and authors, whom a book names oftener than its pages do."""
    found: Letters = request.getfixturevalue(form)
    book = description(settings())
    named = "".join([book["title"], book["subtitle"], *book["authors"]])
    more = {sign: n for sign, n in (found - page).items() if sign[0] not in named}
    assert (page - found, more) == (Counter(), {})


def test_print_has_its_own_signs_and_an_address_keeps_its_own() -> None:
    said = "Japan's summit of '56 - 1955-2026, 2012-04, the 'north'"
    assert printed(said) == "Japan’s summit of ’56 – 1955–2026, 2012-04, the ‘north’"
    assert printed("https://a.example/1955-2026") == "https://a.example/1955-2026"
    figure = {"text": "<span style='color:red'>Japan's</span>", "font": {"family": "'Open Sans'"}}
    assert printed_in(figure) == figure | {"text": "<span style='color:red'>Japan’s</span>"}
