"""The citation buttons in a browser."""

from pathlib import Path
from typing import Any

import pytest

from press.config import settings

pytestmark = [pytest.mark.browser, pytest.mark.built]
CHAPTER = sorted((Path(__file__).parent.parent / "notebooks").glob("[0-9]*.ipynb"))[0].stem


@pytest.fixture
def chapter(browser: Any, site: Path) -> Any:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto((site / "notebooks" / f"{CHAPTER}.html").as_uri())
    yield page
    context.close()


def test_the_button_at_the_top_opens_the_citation_of_the_page(chapter: Any) -> None:
    box = chapter.locator("#cite-this-page")
    assert box.get_attribute("open") is None
    chapter.locator("a[href='#cite-this-page']").first.click()
    assert box.get_attribute("open") is not None
    assert "Version" in box.locator(".press-citation").inner_text()
    assert len(chapter.context.pages) == 1, "the button opened another window"


def test_the_address_with_the_name_of_the_box_opens_it(chapter: Any) -> None:
    chapter.goto(chapter.url + "#cite-this-page")
    chapter.reload()
    assert chapter.locator("#cite-this-page").get_attribute("open") is not None


def test_the_copy_button_of_a_figure_copies_its_citation(chapter: Any) -> None:
    card = chapter.locator(".press-card").first
    card.locator("summary").first.click()
    card.locator(".press-copy").click()
    card.locator(".press-said", has_text="Copied").wait_for()
    copied = chapter.evaluate("navigator.clipboard.readText()")
    shown = card.locator(".press-citation").text_content()
    assert copied.startswith(shown)
    assert ("accessed" in copied) == ("http" in shown)


def test_the_credit_of_a_figure_is_one_line_with_its_number_and_its_terms(chapter: Any) -> None:
    figure = chapter.locator("figure.press-figure", has=chapter.locator(".press-citation")).first
    figure.get_by_role("button", name="Copy credit").click()
    figure.locator(".press-foot .press-said", has_text="Copied").wait_for()
    copied = chapter.evaluate("navigator.clipboard.readText()")
    number = " ".join(figure.locator(".caption-number").inner_text().split())
    assert copied.startswith(f"{number}: {figure.locator('.press-title .caption-text').inner_text()}, ")
    assert settings().licences[0].id.replace("-", " ") in copied
    assert "\n" not in copied
    assert f" {number} in " in " ".join(figure.locator(".press-citation").text_content().split())


def test_a_click_on_the_key_of_a_row_copies_the_link_to_it(chapter: Any, site: Path) -> None:
    chapter.goto(next(site.glob("data/*.csv")).with_suffix(".html").as_uri())
    key = chapter.locator(".browse tbody th a").first
    key.click()
    chapter.locator("[data-count]", has_text="copied").wait_for()
    assert chapter.evaluate("navigator.clipboard.readText()") == key.evaluate("(a) => a.href") == chapter.url


def test_where_the_clipboard_is_closed_the_citation_is_selected(browser: Any, site: Path) -> None:
    page = browser.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
    page.goto((site / "book" / "cite.html").as_uri())
    page.locator(".press-copy").first.click()
    assert "Version" in page.evaluate("getSelection().toString()")
    assert "Ctrl" in page.locator(".press-said").first.inner_text()
    page.close()


def test_without_javascript_there_is_no_dead_button(browser: Any, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "book" / "cite.html").as_uri())
    assert page.locator(".press-copy").count() == 0
    assert page.locator(".press-citation").count() > 3
    context.close()


@pytest.mark.parametrize("name", ["Etorofu", "Iturup", "択捉島", "Итуруп"])
def test_the_search_of_the_site_finds_an_island_by_any_of_its_names(
    browser: Any, site: Path, name: str
) -> None:
    page = browser.new_page()
    page.goto((site / "search.html").as_uri() + f"?q={name}")
    page.locator("#search-results ul.search li").nth(3).wait_for()
    page.close()
