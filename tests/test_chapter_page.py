"""A chapter's page as a reader meets it: no code until asked, tables whole, other languages marked, figures on show."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from press.languages import marked
from press.web.cover import plain, summary
from press.web.search import named
from press.web.sheet import laid

ROOT = Path(__file__).parent.parent
ROW = "<tr><th>a</th></tr>"


def test_words_of_other_languages_are_marked_once_and_never_in_code_or_attributes() -> None:
    page = '<p title="国後">Kunashiri (国後島, Кунашир)</p><code>島</code><i lang="ja">択捉 Итуруп</i><script>"島"</script>'
    assert marked(page) == (
        '<p title="国後">Kunashiri (<span lang="ja-JP">国後島</span>, <span lang="ru-RU">Кунашир</span>)</p>'
        '<code>島</code><i lang="ja">択捉 <span lang="ru-RU">Итуруп</span></i><script>"島"</script>'
    )


def test_a_long_table_offers_its_other_rows_and_a_short_one_is_left_alone() -> None:
    long, short = (
        f'<div class="table-scroll"><table><tbody>{ROW * n}</tbody></table></div>' for n in (13, 12)
    )
    assert "Show all 13 rows" in laid(long)
    assert laid(short) == short
    assert laid(f"<details><summary>All</summary>{long}</details>").count("Show all") == 0
    assert laid("<caption>What</caption>") == "<caption><span>What</span></caption>"


def test_a_chapter_in_brief_is_what_its_tagged_cells_say(tmp_path: Path) -> None:
    def cell(source: str, *tags: str) -> dict[str, Any]:
        return {"cell_type": "markdown", "metadata": {"tags": list(tags)}, "source": source}

    cells = [
        cell("# Who *came*?"),
        cell("**Did {term}`it <x>` hold?**\n\nMore.", "question"),
        cell("## The short answer\n\nNo {cite}`a2022`. It did not hold for anybody.\n\nMore.", "answer"),
    ]
    path = tmp_path / "01.ipynb"
    path.write_text(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8")
    found = summary(path)
    assert (found.title, found.question, found.figure, found.minutes) == ("Who came?", "Did it hold?", "", 1)
    assert found.answer == "No . It did not hold for anybody."
    assert plain("{doc}`chapter 6 <06>`") == "chapter 6"


def test_a_hit_is_found_under_every_name_of_what_it_speaks_of() -> None:
    names = (("Etorofu", "Iturup", "択捉"), ("Kunashiri", "Kunashir"))
    assert named(("Page", "On Iturup", "", "x"), names) == ("Page", "On Iturup", " Etorofu 択捉", "x")


@pytest.mark.built
def test_every_figure_has_a_page_a_thumbnail_and_a_card(site: Path) -> None:
    items = html.parse(site / "figures.html").xpath("//li[@data-item]")
    assert len(items) == len(list((site / "figures").glob("*.wide.svg")))
    for item in items:
        (link,), (image,) = item.xpath(".//a/@href"), item.xpath(".//img/@src")
        name = Path(link).stem.removeprefix("fig-")
        assert html.parse(site / link).xpath(f"//figure[@id='fig-{name}']//img[@alt]"), link
        assert (site / image).stat().st_size < 20_000, image
        assert Image.open(site / "figures" / f"{name}.card.png").size == (1200, 630)
    assert {Image.open(card).size for card in (site / "cards").glob("*.png")} == {(1200, 630)}


@pytest.mark.built
def test_no_cell_stands_in_a_fold_of_its_own(site: Path) -> None:
    for page in (site / "notebooks").glob("*.html"):
        tree = html.parse(page)
        assert not tree.xpath("//details[contains(@class, 'hide')]"), page.name
        inputs = tree.xpath("//div[contains(@class, 'cell_input')]")
        assert inputs and all("press-code" in e.get("class") for e in inputs), page.name
        assert len(tree.xpath("//button[@data-act='code']")) == 1


@pytest.mark.built
@pytest.mark.browser
def test_code_is_nowhere_until_it_is_asked_for_and_then_remembered(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    chapter = sorted((site / "notebooks").glob("*.html"))[-1].as_uri()
    page.goto(chapter)
    cells, button = page.locator(".press-code"), page.get_by_role("button", name="Show the code")
    assert not any(cells.nth(i).is_visible() for i in range(cells.count()))
    assert "The code of" not in page.locator("main").aria_snapshot()
    button.click()
    assert cells.first.is_visible()
    assert button.get_attribute("aria-pressed") == "true"
    page.goto(chapter)
    assert cells.first.is_visible()
    context.close()


@pytest.mark.built
@pytest.mark.browser
def test_the_gallery_shows_what_is_chosen_and_the_address_keeps_it(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "figures.html").as_uri())
    shown = page.locator("[data-item]:visible")
    every = shown.count()
    form = page.locator("select[data-filter=form]")
    form.select_option(index=1)
    assert 0 < shown.count() < every or every == 1  # a fork begins with one figure
    assert "form=" in page.url
    count = shown.count()
    page.goto(page.url)
    assert shown.count() == count
    page.close()


@pytest.mark.built
def test_the_margin_lists_the_figures_of_the_page_in_order(site: Path) -> None:
    for file in sorted((site / "notebooks").glob("*.html")):
        page = html.parse(file)
        listed = page.xpath("//nav[@aria-labelledby='press-figures']//a/@href")
        figures = page.xpath("//figure[contains(@class, 'press-figure')][.//*[@class='press-title']]/@id")
        assert [link[1:] for link in listed] == figures, file.name
