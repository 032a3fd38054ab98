"""Figures come alive: no button but those named, no axis that a tap moves, and the same words in every browser."""

from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox

pytestmark = [pytest.mark.browser, pytest.mark.built]
CHAPTERS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
BUTTONS = {"Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes"}
WAKE = """(async () => {
  dispatchEvent(new Event('scroll'));
  for (const figure of document.querySelectorAll('figure.press-figure')) {
    figure.scrollIntoView();
    for (let i = 0; i < 200 && !figure.classList.contains('press-is-live'); i++) await new Promise((r) => setTimeout(r, 50));
  }
  return document.querySelectorAll('figure.press-is-live').length;
})()"""
# All but the labels of ticks: one at the end of an axis goes where the letters of a browser are too wide for it.
TEXTS = """Object.fromEntries([...document.querySelectorAll('figure.press-figure')].map((figure) => [figure.id,
  [...figure.querySelectorAll('.press-live text')].filter((text) => text.textContent.trim()
    && !text.closest('.xtick, .ytick') && text.getBoundingClientRect().width > 0
    && getComputedStyle(text).visibility !== 'hidden')
    .map((text) => text.textContent)]))"""
RANGES = """(figure) => {
  const layout = figure.querySelector('.press-live')._fullLayout;
  return Object.keys(layout).filter((key) => /^[xy]axis[0-9]*$/.test(key)).map((key) => [key, ...layout[key].range]);
}"""
SHOWN = "(figure) => figure.querySelector('.press-live')._fullData.map((trace) => trace.visible)"
# The mark nearest the middle of the window, else the middle of the plot.
MARK = """(figure) => {
  const plot = figure.querySelector('.press-live .nsewdrag').getBoundingClientRect();
  const marks = [...figure.querySelectorAll('.scatterlayer .point, .barlayer .point path')]
    .map((mark) => mark.getBoundingClientRect())
    .map((box) => [box.x + box.width / 2, box.y + box.height / 2])
    .filter(([x, y]) => x > 5 && x < innerWidth - 5 && y > 80 && y < innerHeight - 40);
  const far = ([, y]) => Math.abs(y - innerHeight / 2);
  const middle = [plot.x + plot.width / 2, Math.min(plot.y + plot.height / 2, innerHeight - 60)];
  return marks.sort((a, b) => far(a) - far(b))[0] ?? middle;
}"""
AFTER_A_SECOND_CLICK = 400  # milliseconds: longer than Plotly waits for it


def wake(page: Any, site: Path, chapter: Path) -> list[Any]:
    """The figures of a chapter, alive."""
    page.goto((site / "notebooks" / f"{chapter.stem}.html").as_uri())
    page.evaluate(WAKE)
    return page.locator("figure.press-figure.press-is-live").all()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_figure_has_the_named_buttons_and_none_that_sends_it_anywhere(
    browser: Any, site: Path, chapter: Path
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    for figure in wake(page, site, chapter):
        bar = figure.locator(".modebar a, .modebar button, .modebar [data-title]")
        titles = bar.evaluate_all("(all) => all.map((b) => b.dataset.title ?? b.getAttribute('aria-label'))")
        assert set(titles) == BUTTONS, figure.get_attribute("id")
    page.close()


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("is_phone", [True, False], ids=["tap at 390 px", "double click at 1440 px"])
def test_a_tap_and_a_double_click_leave_axes_and_series_as_they_are(
    browser: Any, site: Path, chapter: Path, is_phone: bool
) -> None:
    size = {"width": 390, "height": 844} if is_phone else {"width": 1440, "height": 900}
    context = browser.new_context(viewport=size, has_touch=is_phone, is_mobile=is_phone)
    page = context.new_page()
    moved = []
    for figure in wake(page, site, chapter):
        figure.evaluate("(f) => f.querySelector('.press-plot').scrollIntoView({ block: 'center' })")
        page.wait_for_timeout(100)
        before = figure.evaluate(RANGES), figure.evaluate(SHOWN)
        (page.touchscreen.tap if is_phone else page.mouse.dblclick)(*figure.evaluate(MARK))
        page.wait_for_timeout(AFTER_A_SECOND_CLICK)
        if (figure.evaluate(RANGES), figure.evaluate(SHOWN)) != before:
            moved.append(figure.get_attribute("id"))
    context.close()
    assert moved == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_firefox_shows_every_word_of_a_figure_that_chromium_shows(
    browser: Any, firefox: Firefox, site: Path, chapter: Path
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    wake(page, site, chapter)
    there = page.evaluate(TEXTS)
    page.close()
    firefox.open((site / "notebooks" / f"{chapter.stem}.html").as_uri())
    assert firefox.run(WAKE) == len(there)
    here = firefox.run(TEXTS)
    assert sum(map(len, there.values())) > 0
    for name, words in there.items():
        assert sorted(here[name]) == sorted(words), name
