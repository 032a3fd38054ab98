"""Six things a reader new to the book looks for, from the cover, each within three clicks; and names that find the same."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from lxml import html

from press.cite import edition
from press.config import settings

pytestmark = [pytest.mark.browser, pytest.mark.built]


@pytest.fixture
def cover(browser: Any, site: Path) -> Iterator[Any]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "book" / "index.html").as_uri())
    yield page
    page.close()


def card(page: Any, title: str) -> Any:
    return page.locator(".press-chapters li", has_text=title)


def test_the_short_answer_stands_on_the_cover_and_one_click_away(cover: Any) -> None:
    asked = card(cover, "Was there ever a window")
    told = asked.inner_text()
    asked.locator("a").click()
    cover.get_by_role("heading", name="The short answer").wait_for()
    first = cover.locator("#the-short-answer p:visible").first.inner_text().partition(". ")[0]
    assert len(first) > 20
    assert first in told


def looked_for(page: Any, words: str) -> Any:
    page.locator(".search-button__button:visible").first.click()
    page.keyboard.type(words)
    return page.locator(".shell-hits a")


def test_the_figure_on_the_lag_of_sanctions_is_two_clicks_away(cover: Any) -> None:
    looked_for(cover, "sanctions lag").first.click()
    cover.locator("figure#fig-sanctions-lag img").wait_for()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("lag of sanctions", "go/fig-sanctions-lag.html"),
        ("How to cite a figure?", "book/cite.html#a-figure"),
        ("PDF", f"{settings().stem}.pdf"),
        ("download", f"{settings().stem}.pdf"),
        ("epub", f"{settings().stem}.epub"),
        ("report", "book/extend.html#report-an-error"),
        ("an error", "book/extend.html#report-an-error"),
        ("who is who", "book/cast.html"),
        ("Итуруп", "go/fig-islands-map.html"),
    ],
)
def test_what_a_reader_asks_for_in_his_own_words_comes_first(cover: Any, words: str, first: str) -> None:
    found = looked_for(cover, words).first
    found.wait_for()
    assert found.get_attribute("href") == f"../{first}"


def test_the_search_marks_words_where_they_begin_and_passes_over_small_ones(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.route(
        "http://book/**", lambda route: route.fulfill(path=site / urlsplit(route.request.url).path[1:])
    )
    page.goto("http://book/search.html?q=how+did+the+lag+of+sanctions")
    page.locator("#search-results .context .highlighted").first.wait_for()
    marked = page.locator("#search-results .context").evaluate_all(
        "(all) => all.flatMap((p) => [...p.querySelectorAll('.highlighted')].map("
        "(m) => [m.previousSibling?.textContent.at(-1) ?? ' ', m.textContent.toLowerCase()]))"
    )
    assert {word for _, word in marked} <= {"lag", "sanction"}
    assert not [before for before, _ in marked if before.isalpha()]
    page.close()


def test_the_row_of_kawana_is_two_clicks_away(cover: Any) -> None:
    looked_for(cover, "Kawana").filter(has_text="Hashimoto, Yeltsin").click()
    row = cover.locator(".browse tr:target", has_text="1998-04-18")
    row.wait_for()
    assert row.locator("a", has_text="Report").is_visible()


def test_the_pdf_is_one_click_away(cover: Any, site: Path) -> None:
    link = cover.locator(".press-doors a", has_text="PDF").get_attribute("href")
    assert (site / "book" / link).resolve() == site.resolve() / f"{settings().stem}.pdf"


def test_how_to_cite_a_figure_is_two_clicks_away(cover: Any) -> None:
    looked_for(cover, "9.3").first.click()
    cover.locator("h1", has_text="Figure 9.3").wait_for()
    assert cover.locator(".press-citation").first.is_visible()
    cover.get_by_role("button", name="Copy the citation").wait_for()


def test_how_to_report_a_wrong_date_is_one_click_away(cover: Any) -> None:
    led = cover.locator(".press-edition a", has_text="Report an error").get_attribute("href")
    assert "report" in led or "issues/new" in led  # the form of a repository, where there is one


def test_every_name_of_an_island_finds_the_same(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    for names in settings().aliases:
        found = []
        for name in names:
            page.goto(f"{(site / 'search.html').as_uri()}?q={name}")
            page.locator(".search-summary", has_text="found").wait_for()
            text = page.locator("#search-results li a").evaluate_all(
                "(all) => all.map((a) => a.pathname).sort()"
            )
            page.locator("main .shell-hits a").first.wait_for()
            hits = page.locator("main .shell-hits a").evaluate_all("(all) => all.map((a) => a.href).sort()")
            found.append((set(text), len(hits)))
        assert all(each == found[0] for each in found), names
    page.close()


def test_the_cover_names_the_essay_before_it_counts_its_claims(site: Path) -> None:
    text = html.parse(site / "book" / "index.html").xpath("//article")[0]
    first = text.xpath(".//p[contains(., 'essay')]")[0]
    assert first.xpath("string(.//a/@href)").startswith("https://oxfordpoliticalreview.com/2022/09/01/")
    assert "Oxford Political Review, 1 September 2022" in " ".join(first.text_content().split())


def test_words_that_no_hit_has_find_what_has_their_stems(cover: Any) -> None:
    looked_for(cover, "Kawana proposal 1998").filter(has_text="(offers)").first.click()
    cover.locator(".browse tr:target", has_text="Hashimoto proposes").wait_for()


def test_on_a_phone_each_row_of_a_table_is_a_card_within_the_page(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((site / "data" / "offers.html").as_uri() + "#1998-kawana")
    row = page.locator("tr:target")
    said = row.locator("td").evaluate_all(
        """(all) => all.filter((cell) => cell.getClientRects().length).map((cell) => [
            getComputedStyle(cell, "::before").content, cell.getBoundingClientRect().right, cell.textContent])"""
    )
    assert all(right <= 390 and text for _, right, text in said)
    assert '"sources"' in {name for name, *_ in said}
    report = row.get_by_label("Report an error in row 1998-kawana").bounding_box()
    assert report and report["x"] + report["width"] <= 390
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert row.bounding_box()["y"] >= 0
    page.get_by_role("button", name="title").click()
    page.close()


def test_the_current_chapter_is_in_sight_in_the_menu_and_the_page_stays(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 600})
    page.goto((site / "book" / "index.html").as_uri())
    bar = "document.getElementById('pst-primary-sidebar')"
    page.wait_for_function(f"{bar}.querySelector('[aria-current=page]')")
    page.evaluate(f"{bar}.scrollTop = 1e6")
    for name in ("notebooks/01_islands", "notebooks/15_windows", "book/changes", "book/reading"):
        page.goto((site / f"{name}.html").as_uri())
        page.wait_for_function(f"{bar}.querySelector('[aria-current=page]')")
        here = page.locator("#pst-primary-sidebar [aria-current=page]").bounding_box()
        assert here["y"] >= 0, name
        assert here["y"] + here["height"] <= 600, name
        assert page.evaluate("scrollY") == 0, name
    page.close()


@pytest.mark.parametrize("width", [390, 900])
def test_a_figure_that_another_page_frames_is_the_figure_its_sources_and_the_way_to_the_book(
    browser: Any, site: Path, tmp_path: Path, width: int
) -> None:
    figure = (site / "go" / "fig-sanctions-lag.html").as_uri()
    (tmp_path / "a.html").write_text(f'<iframe src="{figure}" width="{width}" height="800"></iframe>')
    page = browser.new_page(viewport={"width": width + 60, "height": 900})
    page.goto((tmp_path / "a.html").as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("figure img").wait_for()
    shown = " ".join(frame.locator("body").inner_text().split())
    assert frame.locator(".press-source").is_visible()
    assert frame.get_by_role("link").all_inner_texts() == [edition(settings()).title]
    assert "Figure 9.1" in shown
    assert "Previous" not in shown
    assert "Copy" not in shown
    box = frame.locator("figure img").bounding_box()
    assert box["width"] > min(width, 760) - 60
    page.goto(figure)
    page.locator(".press-foot").wait_for()
    page.close()


def test_on_a_phone_a_row_begins_with_what_it_is_about_and_a_change_is_told_with_its_reason(
    browser: Any, site: Path
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto((site / "data" / "offers.html").as_uri() + "#1998-kawana")
    title = page.locator("tr:target td", has_text="Hashimoto proposes").first.bounding_box()
    assert title["x"] < 180
    page.goto((site / "book" / "changes.html").as_uri())
    wide = page.locator("table.press-changed td").evaluate_all(
        "(all) => all.filter((cell) => cell.getBoundingClientRect().right > innerWidth).length"
    )
    assert wide == 0
    page.close()


def test_where_no_hit_has_all_words_those_are_found_that_have_some(cover: Any) -> None:
    looked_for(cover, "sanctions zzqx").first.wait_for()
    assert "None has all words" in cover.locator("output").first.inner_text()
