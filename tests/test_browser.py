"""The pages in a browser: pictures in both themes, on a phone, and without JavaScript; tables and lists by keyboard."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import mode
from typing import Any

import pytest
from lxml import html

from press.figure.chart import PLOTLY_MIME

pytestmark = [pytest.mark.browser, pytest.mark.built]
CHAPTERS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
RIGHT_EDGES = """Object.fromEntries(
  ["section > p", "ul.simple", "ol.simple", ".verdict", ".verdict-more", "details.primer",
   "details.sd-dropdown:not(:has(table))"].map((kind) => [kind,
    [...document.querySelectorAll(`.bd-article ${kind}`)].map((box) => box.getBoundingClientRect().right)]))"""


def rows_of(chapter: Path, name: str) -> dict[str, Any]:
    """The plotted rows of a figure, from the notebook."""
    for cell in json.loads(chapter.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            meta = (
                output.get("data", {}).get(PLOTLY_MIME, {}).get("layout", {}).get("meta", {}).get("press", {})
            )
            if meta.get("id") == name:
                return dict(meta["rows"])
    raise LookupError(name)


@pytest.fixture(params=[(1280, 900, "light"), (390, 844, "dark")], ids=["desktop-light", "phone-dark"])
def view(browser: Any, request: pytest.FixtureRequest) -> Iterator[tuple[Any, list[str]]]:
    width, height, theme = request.param
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
    context.add_init_script(
        f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}');"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"failed: {request.url}"))
    yield page, complaints
    context.close()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_figures_are_pictures_and_nothing_complains(
    view: tuple[Any, list[str]], site: Path, chapter: Path
) -> None:
    page, complaints = view
    page.goto((site / "notebooks" / f"{chapter.stem}.html").as_uri())
    figures = page.locator("figure.press-figure")
    assert figures.count() > 0
    for figure in figures.all():
        figure.scroll_into_view_if_needed()
        box = figure.locator("img.press-static").bounding_box()
        assert box
        assert box["width"] > 200
        assert box["height"] > 100
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "the page scrolls sideways"
    assert complaints == []


def words_of(rows: dict[str, Any]) -> set[str]:
    """Words and numbers of the plotted rows, as a hover label may show them."""
    found: set[str] = set()
    for value in (v for row in rows["data"] for v in row if v is not None):
        found |= set(re.findall(r"[\w.]+", str(value).lower()))
        if isinstance(value, int | float):
            found |= {f"{scale * value:.{n}f}" for n in range(3) for scale in (1, 100)} | {f"{value:,.0f}"}
    return found - {""}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_the_marks_of_a_figure_say_values_of_its_rows(site: Path, chapter: Path) -> None:
    page = (site / "notebooks" / f"{chapter.stem}.html").read_text("utf-8")
    names = re.findall(r'data-id="([^"]+)"', page)
    assert names
    for name in names:
        script = (site / "figures" / f"{name}.marks.js").read_text("utf-8")
        values = json.loads(script.removesuffix(");\n").partition(",")[2])
        assert len(values["wide"]) == len(values["narrow"]) > 0, name
        said = set(re.findall(r"[\w.,]*\w", " ".join(values["words"]).lower()))
        assert said & words_of(rows_of(chapter, name)), f"{name}: nothing it says is in its rows"


def test_without_javascript_the_pictures_are_there(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for path in CHAPTERS[:3]:
        page.goto((site / "notebooks" / f"{path.stem}.html").as_uri())
        images = page.locator("img.press-static")
        assert images.count() > 0
        images.first.scroll_into_view_if_needed()
        box = images.first.bounding_box()
        assert box
        assert box["height"] > 100
    context.close()


def test_the_rows_open_as_a_table_by_keyboard(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((site / "notebooks" / f"{CHAPTERS[0].stem}.html").as_uri())
    page.locator(".press-table > summary").first.focus()
    page.keyboard.press("Enter")
    table = page.locator(".press-table table").first
    table.wait_for()
    rows = int(page.locator(".press-table").first.get_attribute("data-rows"))
    assert table.locator("tbody tr").count() == rows
    page.close()


def test_the_ledger_filters_and_opens_by_address(browser: Any, site: Path) -> None:
    if not (site / "book" / "claims.html").is_file():
        pytest.skip("this book has no ledger of claims")
    page = browser.new_page()
    page.goto((site / "book" / "claims.html").as_uri() + "#claim-c18")
    assert page.locator("#claim-c18").get_attribute("open") is not None
    page.locator("[data-search]").fill("premierships")
    shown = page.locator("details.claim:not([hidden])")
    assert 1 <= shown.count() < 10
    page.locator("[data-search]").fill("")
    page.locator("select[data-filter=section]").select_option("alliance")
    assert shown.count() == page.locator("details.claim[data-section=alliance]").count() > 0
    page.close()


def test_what_is_read_ends_where_the_paragraphs_end(browser: Any, site: Path) -> None:
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    seen, kinds = set[str](), set[str]()
    for chapter in CHAPTERS:
        page.goto((site / "notebooks" / f"{chapter.stem}.html").as_uri())
        ends = page.evaluate(RIGHT_EDGES)
        edge = mode(ends.pop("section > p"))  # a few stand beside a figure, and are wider
        wider = {kind: max(found) - edge for kind, found in ends.items() if found and max(found) > edge + 1}
        assert not wider, (chapter.stem, wider)
        kinds |= ends.keys()
        seen |= {kind for kind, found in ends.items() if found}
    page.context.close()
    if ".verdict" in seen:  # a book without outcomes has not every kind
        assert seen == kinds


DAYS_IN_CELLS = """[...document.querySelectorAll('article :is(th, td)')].filter((cell) => cell.checkVisibility()
  && /^\\d{1,2}\\s[A-Z][a-z]+\\s\\d{4}$/.test(cell.textContent.trim())).map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return [cell.textContent, new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size];
  })"""
DAY = re.compile(r"\d{1,2}\s[A-Z][a-z]+\s\d{4}")


def test_a_day_in_a_table_stands_in_one_line_on_a_telephone(browser: Any, site: Path) -> None:
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    written = seen = 0
    for chapter in CHAPTERS:
        page.goto((site / "notebooks" / f"{chapter.stem}.html").as_uri())
        days = page.evaluate(DAYS_IN_CELLS)
        assert [day for day, lines in days if lines > 1] == [], chapter.stem
        cells = html.parse(site / "notebooks" / f"{chapter.stem}.html").xpath(
            "//article//*[self::td or self::th][not(ancestor::details)]"
        )
        written += sum(bool(DAY.fullmatch(cell.text_content().strip())) for cell in cells)
        seen += len(days)
    page.context.close()
    assert bool(seen) == bool(written)
