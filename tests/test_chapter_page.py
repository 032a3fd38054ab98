"""A chapter's page as a reader meets it: no code until asked, tables whole, other languages marked, figures on show."""

import json
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from lxml import html
from PIL import Image

from press.languages import marked
from press.web.asides import collect
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
    assert (found.title, found.question, found.figure) == ("Who came?", "Did it hold?", "")
    assert (found.time, replace(found, minutes=2).time) == ("1 minute", "2 minutes")
    assert found.answer == "No . It did not hold for anybody."
    assert plain("{doc}`chapter 6 <06>`") == "chapter 6"


def test_a_hit_is_found_under_every_name_of_what_it_speaks_of() -> None:
    names = (("Etorofu", "Iturup", "択捉"), ("Kunashiri", "Kunashir"))
    assert named(("Page", "On Iturup", "", "x"), names) == ("Page", "On Iturup", " Etorofu 択捉", "x")


def test_a_changed_line_of_the_margin_writes_the_chapters_anew_and_no_other_page(tmp_path: Path) -> None:
    (tmp_path / "01.ipynb").touch()
    env: Any = SimpleNamespace(
        domaindata={"std": {"objects": {}}}, found_docs={"01", "about"}, srcdir=tmp_path
    )
    answers = [[("Ada", "<b>Ada</b>, premier.", "cast.html#ada")]]
    app: Any = SimpleNamespace(emit=lambda _: answers)
    assert collect(app, env) == ["01"]
    assert collect(app, env) == []
    answers[0] = [("Ada", "<b>Ada</b>, minister.", "cast.html#ada")]
    assert collect(app, env) == ["01"]


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
    page.goto((site / "figures.html").as_uri())
    name = page.locator("[data-item]").last.get_attribute("data-also").split("|")[0]
    page.locator("[data-search]").fill(name)  # what stands in no title
    assert 0 < shown.count() < every or every == 1
    page.close()


@pytest.mark.built
def test_the_margin_lists_the_figures_of_the_page_in_order(site: Path) -> None:
    for file in sorted((site / "notebooks").glob("*.html")):
        page = html.parse(file)
        listed = page.xpath("//nav[@aria-labelledby='press-figures']//a/@href")
        figures = page.xpath("//figure[contains(@class, 'press-figure')][.//*[@class='press-title']]/@id")
        assert [link[1:] for link in listed] == figures, file.name


MEETING = """() => {
  const asides = [...document.querySelectorAll('.press-aside')];
  const others = 'article :is(p, h2, h3, figure, table, .press-beside), .bd-sidebar-secondary';
  const meet = (a, b) => {
    const words = document.createRange(); // a heading's box is as wide as the page, its words make way
    words.selectNodeContents(b);
    const [one, other] = [a, /^H/.test(b.tagName) ? words : b].map((e) => e.getBoundingClientRect());
    return a !== b && !b.contains(a) && b.checkVisibility() && one.left < other.right - 1 && other.left < one.right - 1
      && one.top < other.bottom - 1 && other.top < one.bottom - 1;
  };
  return asides.flatMap((a) => [...asides, ...document.querySelectorAll(others)].filter((b) => meet(a, b))
    .map((b) => `${a.textContent} | ${b.textContent.slice(0, 60)}`));
}"""
STEPS = "notebooks/12_offers.html"
WALK = """() => { const steps = [...new Set([...document.querySelectorAll('.press-lit')].map((e) => e.closest('p')))];
  return steps.map((step) => step.textContent); }"""

TIPS = """(figure) => new Promise((resolve) => { window.pressMarks = (_, { words, narrow }) => {
    const veil = document.querySelector('.press-veil'), pen = veil.getContext('2d'), dates = [...document.querySelectorAll(
      '.press-now .press-lit')].flatMap((e) => e.dataset.lights.split(/;\\s*/));
    const scale = veil.width / document.querySelector('.press-beside img').getAttribute('width'), marks = [];
    for (let i = 0; i < narrow.length; i += 5) marks.push({ x: narrow[i + 1], y: narrow[i + 2], w: narrow[i + 3],
      lit: dates.some((date) => words[narrow[i]].startsWith(date)) });
    const far = (mark) => !mark.w && marks.every((o) => !o.lit || o.x > mark.x + 20 || o.x + o.w < mark.x - 20);
    resolve(marks.filter(far).flatMap(({ x, y }) => [-8, 8].map((d) =>
      pen.getImageData(Math.min(Math.round((x + d) * scale), veil.width - 1), Math.round(y * scale), 1, 1).data[3])));
  };
  document.head.append(Object.assign(document.createElement('script'), { src: `../figures/${figure}.marks.js` })); })"""


@pytest.mark.built
def test_words_light_marks_that_the_figure_has(site: Path) -> None:
    for file in sorted((site / "notebooks").glob("*.html")):
        for words in html.parse(file).xpath("//span[@class='press-lit']"):
            marks = (site / "figures" / f"{words.get('data-figure')}.marks.js").read_text("utf-8")
            said = json.loads(marks[marks.index(",") + 1 : marks.rindex(")")])["words"]
            for start in re.split(r";\s*", words.get("data-lights")):
                assert any(text.startswith(start) for text in said), (file.name, start)


@pytest.mark.built
@pytest.mark.browser
def test_the_drawing_stays_while_each_paragraph_lights_its_marks(browser: Any, site: Path) -> None:
    """By keyboard alone, and nothing moves; on a phone and for whoever wants no motion there are paragraphs only."""
    if not (site / STEPS).is_file():
        pytest.skip("not a page of this edition")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(
        """window.shifts = []; new PerformanceObserver((list) => list.getEntries().forEach((e) => window.shifts.push(e.value)))
           .observe({ type: 'layout-shift', buffered: true });"""
    )
    page = context.new_page()
    page.goto((site / STEPS).as_uri())
    steps, seen, places = page.evaluate(WALK), [], []
    page.locator(".press-steps").evaluate("e => scrollTo(0, e.getBoundingClientRect().top - 500)")
    page.locator(".press-veil").wait_for()
    page.locator(".press-now").wait_for()
    for _ in range(60):
        now = page.locator(".press-now").text_content()
        if now not in seen:
            seen.append(now)
        if len(seen) == len(steps):
            break
        places.append(round(page.locator(".press-veil").bounding_box()["y"]))
        page.keyboard.press("ArrowDown")
        page.wait_for_timeout(120)
    assert seen == steps
    stays = places[places.index(72) :]  # it comes up with its paragraphs to below the bar and stays there
    assert len(stays) > len(steps) and set(stays) == {72}, places
    assert sum(page.evaluate("window.shifts")) < 1e-4  # a line of the page moved by a letter is some 0.0001
    tips = page.evaluate(
        TIPS, str(html.parse(site / STEPS).xpath("string((//*[@class='press-lit'])[1]/@data-figure)"))
    )
    assert tips and min(tips) > 0, tips  # the largest marks that are not lit are dimmed from tip to tip
    context.close()
    for view in ({"viewport": {"width": 390, "height": 844}}, {"reduced_motion": "reduce"}):
        context = browser.new_context(**view)
        page = context.new_page()
        page.goto((site / STEPS).as_uri())
        page.locator(".press-steps").scroll_into_view_if_needed()
        assert page.locator(".press-beside").count() == 0
        assert page.locator(".press-steps").evaluate("e => getComputedStyle(e).paddingRight") == "0px"
        context.close()


@pytest.mark.built
@pytest.mark.browser
def test_a_line_in_the_margin_stands_once_and_beside_nothing_else(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for file in sorted((site / "notebooks").glob("*.html")):
        names = html.parse(file).xpath("//a[@class='press-told']/text()")
        assert len(names) == len(set(names)), file.name
        page.goto(file.as_uri())
        over = page.evaluate(MEETING)
        assert over == [], file.name
    page.set_viewport_size({"width": 1280, "height": 800})
    assert page.locator(".press-aside:visible").count() == 0
    page.close()


@pytest.mark.built
def test_what_a_newcomer_needs_stands_open_where_a_chapter_says_it(site: Path) -> None:
    """`test_telling` asks it of every chapter of this book."""
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        outputs = [output for cell in cells for output in cell.get("outputs", [])]
        wanted = sum(kind.endswith(".note+json") for output in outputs for kind in output.get("data", {}))
        page = html.fromstring((site / "notebooks" / f"{path.stem}.html").read_bytes())
        boxes = page.xpath("//details[contains(@class, 'primer')]")
        assert len(boxes) == wanted and all("open" in box.attrib for box in boxes), path.stem
