"""Figures say their values by pointer, finger and key, and nothing moves them; the chart behind has no button but those named."""

import json
from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox

pytestmark = [pytest.mark.browser, pytest.mark.built]
CHAPTERS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
VIEWS = [(390, "dark"), (820, "light"), (1440, "dark"), (1440, "light")]
BUTTONS = {"Zoom", "Pan", "Zoom in", "Zoom out", "Reset axes"}
# Every figure of a page by keys and by pointer; what is wrong, in words.
WALK = """(async (theme) => {
  document.documentElement.dataset.theme = theme;
  const wait = (ms) => new Promise((done) => setTimeout(done, ms)), wrong = [];
  await Promise.all([...document.fonts].map((font) => font.load())); // letters that arrive late may break a line
  await wait(200);
  // After a change of width a browser may lay the page out twice, and slowly where it has much else to do.
  const heights = () => [document.body, ...document.querySelectorAll('figure.press-figure')].map((e) => e.offsetHeight).join();
  for (let last = '', same = 0; same < 4;) {
    await new Promise((done) => requestAnimationFrame(done));
    const now = heights();
    [same, last] = [now === last ? same + 1 : 0, now];
    await wait(100);
  }
  for (const figure of document.querySelectorAll('figure.press-figure')) {
    const plot = figure.querySelector('.press-plot'), image = plot.querySelector('img');
    const layer = plot.querySelector('.press-values');
    const ring = layer.querySelector('.press-ring'), said = layer.querySelector('.press-value');
    const fault = (words) => wrong.push(`${figure.id} ${innerWidth}: ${words}`);
    plot.scrollIntoView({ block: 'center' });
    const settled = () => image.complete
      && Math.abs(image.naturalHeight / image.naturalWidth - plot.offsetHeight / plot.offsetWidth) < .02;
    for (let i = 0; i < 200 && !settled(); i++) await wait(10);
    const place = () => JSON.stringify([plot.offsetWidth, plot.offsetHeight, figure.offsetHeight, image.currentSrc]);
    const before = place();
    const shown = async (what) => {
      for (let i = 0; i < 100 && said.hidden; i++) await wait(10);
      const [{ left, right }, frame, box] = [said, plot, ring].map((part) => part.getBoundingClientRect());
      if (said.hidden || !said.textContent.trim()) return fault(`${what}: no value`);
      if (/undefined|NaN|null|<|&[a-z]+;/.test(said.textContent)) fault(`${what}: ${said.textContent}`);
      if (left < -1 || right > innerWidth + 1) fault(`${what}: the value is cut`);
      if (box.left < frame.left - 9 || box.right > frame.right + 9 || box.top < frame.top - 9 || box.bottom > frame.bottom + 9)
        fault(`${what}: the mark is not on the drawing`);
    };
    layer.focus();
    if (document.activeElement !== layer) fault('cannot be reached by key');
    for (const key of ['ArrowRight', 'ArrowDown', 'End', 'Home', 'ArrowLeft']) {
      layer.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await shown(key);
    }
    const { x, y, width, height } = ring.getBoundingClientRect();
    layer.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    if (!said.hidden || document.activeElement === layer) fault('Escape does not leave');
    const at = { clientX: x + width / 2, clientY: y + height / 2, bubbles: true, pointerType: 'mouse' };
    for (const kind of ['pointermove', 'pointerdown', 'pointerup', 'click', 'dblclick'])
      plot.dispatchEvent(new (kind.startsWith('p') ? PointerEvent : MouseEvent)(kind, at));
    await shown('pointer');
    plot.dispatchEvent(new PointerEvent('pointerleave', at));
    if (!said.hidden) fault('a value stays behind');
    if (place() !== before) fault(`the drawing moved: ${before} ${place()}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) wrong.push(`${innerWidth}: the page scrolls sideways`);
  return wrong;
})"""
EXPLORE = """(async (id) => {
  document.querySelector(`#${id} [data-do=explore]`).click();
  const live = document.querySelector('.press-dialog .press-live');
  for (let i = 0; i < 500 && !live.querySelector('.modebar-btn'); i++) await new Promise((done) => setTimeout(done, 20));
  await new Promise((done) => setTimeout(done, 50));
  return true;
})"""
CLOSE = "document.querySelector('.press-dialog .press-close').click()"
# A dialog tells that it was closed in a task of its own, which on a busy machine comes after the next question.
GONE = """(async () => {
  const open = () => document.querySelector('.press-dialog') !== null;
  for (let i = 0; i < 300 && open(); i++) await new Promise((done) => setTimeout(done, 10));
  return !open();
})()"""
# All but the labels of ticks: one at the end of an axis goes where the letters of a browser are too wide for it.
# The number of buttons tells a chart without words from one that is not there.
TEXTS = """[`${document.querySelectorAll('.press-live .modebar-btn').length} buttons`,
  ...[...document.querySelectorAll('.press-live text')].filter((text) => text.textContent.trim()
    && !text.closest('.xtick, .ytick') && text.getBoundingClientRect().width > 0
    && getComputedStyle(text).visibility !== 'hidden').map((text) => text.textContent).sort()]"""
STATE = """(() => {
  const { _fullLayout: layout, _fullData: data } = document.querySelector('.press-live');
  return [Object.keys(layout).filter((key) => /^[xy]axis[0-9]*$/.test(key)).map((key) => [key, ...layout[key].range]),
    data.map((trace) => trace.visible)];
})()"""
# The mark nearest the middle of the window, else the middle of the plot.
MARK = """(() => {
  const plot = document.querySelector('.press-live .nsewdrag').getBoundingClientRect();
  const far = ([, y]) => Math.abs(y - innerHeight / 2);
  const marks = [...document.querySelectorAll('.scatterlayer .point, .barlayer .point path')]
    .map((mark) => mark.getBoundingClientRect()).map((box) => [box.x + box.width / 2, box.y + box.height / 2])
    .filter(([x, y]) => x > 5 && x < innerWidth - 5 && y > 150 && y < innerHeight - 80);
  return marks.sort((a, b) => far(a) - far(b))[0]
    ?? [plot.x + plot.width / 2, Math.min(plot.y + plot.height / 2, innerHeight - 90)];
})()"""
AFTER_A_SECOND_CLICK = 350  # milliseconds: longer than Plotly waits for it


def figures(chapter: Path) -> list[str]:
    """The figures of a chapter, by the ids they have on its page."""
    outputs = (
        output.get("data", {}).get("application/vnd.plotly.v1+json")
        for cell in json.loads(chapter.read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
    )
    return [f"fig-{content['layout']['meta']['press']['id']}" for content in outputs if content]


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_every_figure_says_its_values_and_stays_as_it_is(browser: Any, site: Path, chapter: Path) -> None:
    page, asked, said = browser.new_page(), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "notebooks" / f"{chapter.stem}.html").as_uri())
    wrong = []
    for width, theme in VIEWS:
        page.set_viewport_size({"width": width, "height": 900})
        wrong += page.evaluate(WALK, theme)
    page.close()
    assert wrong == []
    assert said == []
    assert [url for url in asked if not url.startswith(site.as_uri()) or "plotly" in url] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("is_phone", [True, False], ids=["tap at 390 px", "double click at 1440 px"])
def test_the_chart_has_the_named_buttons_and_no_tap_moves_its_axes(
    browser: Any, site: Path, chapter: Path, is_phone: bool
) -> None:
    size = {"width": 390, "height": 844} if is_phone else {"width": 1440, "height": 900}
    context = browser.new_context(viewport=size, has_touch=is_phone, is_mobile=is_phone)
    page = context.new_page()
    page.goto((site / "notebooks" / f"{chapter.stem}.html").as_uri())
    wrong = []
    for figure in figures(chapter):
        page.evaluate(EXPLORE, figure)
        bar = page.locator(".press-live .modebar-btn")
        titles = bar.evaluate_all("(all) => all.map((b) => b.dataset.title ?? b.getAttribute('aria-label'))")
        before = page.evaluate(STATE)
        (page.touchscreen.tap if is_phone else page.mouse.dblclick)(*page.evaluate(MARK))
        page.wait_for_timeout(AFTER_A_SECOND_CLICK)
        if page.evaluate(STATE) != before or set(titles) != BUTTONS:
            wrong.append((figure, titles))
        page.keyboard.press("Escape")
        assert page.evaluate(GONE), f"Escape does not close {figure}"
    context.close()
    assert wrong == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_firefox_says_and_shows_what_chromium_does(
    browser: Any, firefox: Firefox, site: Path, chapter: Path
) -> None:
    address = (site / "notebooks" / f"{chapter.stem}.html").as_uri()
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(address)
    firefox.open(address)
    wrong = []
    for width, theme in VIEWS:
        firefox.size(width, 900)
        wrong += firefox.run(f"{WALK}('{theme}')")
    for figure in figures(chapter):
        page.evaluate(EXPLORE, figure)
        firefox.run(f"{EXPLORE}('{figure}')")
        here, there = firefox.run(TEXTS), page.evaluate(TEXTS)
        if there[0] == "0 buttons" or here != there:
            wrong.append((figure, sorted({*here} ^ {*there})))
        page.evaluate(CLOSE)
        firefox.run(f"({CLOSE}, true)")
        assert page.evaluate(GONE) and firefox.run(GONE)
    page.close()
    assert wrong == []
