"""Tap, drag, double-click, hover and key through every figure in two browsers, before, in and after Explore.

`python tests/every_figure.py [CHAPTER...]` prints what is wrong, a line each, and then what was done. It takes minutes a
chapter; the tests of `test_live.py` do less of it, and each time.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from conftest import ROOT, chromium
from firefox import Firefox
from fontTools.ttLib import TTFont
from playwright.sync_api import sync_playwright
from test_live import AFTER_A_SECOND_CLICK, BUTTONS, CHAPTERS, GONE, MARK, STATE, figures

SITE = Path(os.environ.get("SITE", ROOT / "_build" / "html"))
WIDTHS, THEMES, HEIGHT = (390, 820, 1440), ("light", "dark"), 900
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-gpu-vsync",
    "--disable-frame-rate-limit",
]  # no wait for a screen
SLOWER, LONGEST = 4, 200  # times that a processor is slowed; milliseconds a task may then take
SETTLE = """(async () => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  await Promise.all([...document.fonts].map((font) => font.load()));
  for (let last = 0; last !== document.body.scrollHeight;) { last = document.body.scrollHeight; await wait(60); }
  return true;
})()"""
# Brings a drawing into view; gives the middle of a mark of it that can be seen, and all that may not change.
FIND = """(async (id) => {
  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const figure = document.getElementById(id), plot = figure.querySelector('.press-plot');
  const image = plot.querySelector('img'), layer = plot.querySelector('.press-values');
  plot.scrollIntoView({ block: plot.offsetHeight < 800 ? 'center' : 'start', behavior: 'instant' });
  for (let i = 0; i < 200 && !image.complete; i++) await wait(10);
  layer.focus({ preventScroll: true });
  const ring = layer.querySelector('.press-ring');
  for (let i = 0; i < 900 && ring.hidden; i++) { // a mouse that rests where the page has moved hides it again
    if (i % 15 === 0) layer.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
    await wait(2);
  }
  const box = ring.getBoundingClientRect();
  if (ring.hidden) throw new Error(`${id}: no mark answers to keys`);
  layer.blur();
  return [box.x + box.width / 2, box.y + box.height / 2];
})"""
PLACE = """((id) => {
  const figure = document.getElementById(id), plot = figure.querySelector('.press-plot');
  return [plot.offsetWidth, plot.offsetHeight, figure.offsetHeight, plot.querySelector('img').currentSrc, scrollX];
})"""
SAID = """(async (id) => {
  const said = document.getElementById(id).querySelector('.press-value');
  for (let i = 0; i < 300 && said.hidden; i++) await new Promise((done) => setTimeout(done, 10));
  const { left, right } = said.getBoundingClientRect();
  return said.hidden ? '' : left < -1 || right > innerWidth + 1 ? 'cut' : said.textContent;
})"""
FOCUS = "((id) => (document.getElementById(id).querySelector('.press-values').focus(), true))"
LEFT = """((id) => document.getElementById(id).querySelector('.press-value').hidden)"""
BUTTON = """((id) => {
  const button = document.querySelector(`#${id} [data-do=explore]`);
  button.scrollIntoView({ block: 'center', behavior: 'instant' });
  const { x, y, width, height } = button.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})"""
OPENED = """(async () => {
  const ready = () => document.querySelector('.press-dialog .press-live .modebar-btn');
  for (let i = 0; i < 1500 && !ready(); i++) await new Promise((done) => setTimeout(done, 10));
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  return Boolean(ready());
})()"""
# What the chart has to name, what it shows, what of it is cut, which buttons it has.
CHART = """(() => {
  const live = document.querySelector('.press-live'), { _fullLayout: layout, _fullData: data } = live;
  const frame = live.querySelector('.main-svg').getBoundingClientRect();
  const bare = (text) => text.replace(/\\s/g, ''), plain = document.createElement('i');
  const words = (text) => { plain.innerHTML = String(text).replace(/<br ?.?>/g, ''); return bare(plain.textContent); };
  const shown = [...live.querySelectorAll('text')].filter((text) => {
    const style = getComputedStyle(text);
    return text.getBoundingClientRect().width > 0 && style.visibility !== 'hidden' && +style.opacity && +style.fillOpacity;
  });
  const named = layout.annotations.filter((one) => one.visible).map((one) => one.text);
  for (const key of Object.keys(layout).filter((key) => /^[xy]axis[0-9]*$/.test(key))) {
    const axis = layout[key];
    if (!axis.visible || !axis.showticklabels) continue;
    const [low, high] = axis.range.map((end) => axis.r2l(end)).sort((a, b) => a - b);
    if (axis.tickmode === 'array' && axis.ticktext) {
      axis.tickvals.forEach((at, i) => { const l = axis.d2l(at); if (l >= low && l <= high) named.push(axis.ticktext[i]); });
    } else if (axis.type === 'category') named.push(...axis._categories);
    if (axis.title.text && !axis.title.text.startsWith('Click to')) named.push(axis.title.text);
  }
  for (const trace of data.filter((trace) => trace.visible === true)) {
    if (layout.showlegend && trace.showlegend) named.push(trace.name);
    if (trace.mode?.includes('text')) named.push(...[trace.text].flat());
  }
  const texts = new Set(shown.map((text) => bare(text.textContent)));
  return {
    lost: named.filter(Boolean).map(words).filter((name) => name && !texts.has(name)),
    cut: shown.filter((text) => { // above and below letters a box has some pixels of room
      const { left, right, top, bottom } = text.getBoundingClientRect();
      return left < frame.left - 1.5 || right > frame.right + 1.5 || top < frame.top - 3 || bottom > frame.bottom + 3;
    }).map((text) => text.textContent),
    letters: [...new Set(shown.map((text) => text.textContent).join(''))].join(''),
    buttons: [...live.querySelectorAll('.modebar-btn')].map((one) => one.dataset.title ?? one.ariaLabel),
    hovered: live.querySelectorAll('.hoverlayer .hovertext').length,
    sideways: document.querySelector('.press-dialog').scrollWidth - document.querySelector('.press-dialog').clientWidth,
  };
})()"""
# The words of the axes, where Plotly's own handles lie.
HANDLES = """[...document.querySelectorAll('.press-live .xtick text, .press-live .ytick text')]
  .map((text) => text.getBoundingClientRect()).filter(({ x, y, width }) => width && x > 5 && y > 120 && y < innerHeight - 60)
  .filter((box, i, all) => i === 0 || i === all.length - 1).map(({ x, y, width, height }) => [x + width / 2, y + height / 2])"""
TOOL = """((name) => {
  const { x, y, width, height } = [...document.querySelectorAll('.press-live .modebar-btn')]
    .find((one) => (one.dataset.title ?? one.ariaLabel) === name).getBoundingClientRect();
  return [x + width / 2, y + height / 2];
})"""
RESET = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(true))))"
# Letters that lie outside the drawing; those of a drawing are outlines.
OUTSIDE = """() => {
  const box = document.documentElement.viewBox.baseVal, scale = document.documentElement.getScreenCTM();
  return [...document.querySelectorAll('g[id^=text_]')].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    const [w, h] = [box.width * scale.a, box.height * scale.d];
    return right > left && (left < -1 || top < -1 || right > w + 1 || bottom > h + 1);
  }).map((text) => text.id);
}"""


class Chromium:
    """A hand on a page of Chromium, with mouse, finger and keys."""

    name = "Chromium"

    def __init__(self, running: Any) -> None:
        self.page = running.new_context(has_touch=True).new_page()
        self.wire = self.page.context.new_cdp_session(self.page)
        self.asked, self.said = list[str](), list[str]()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.open, self.run = self.page.goto, self.page.evaluate

    def size(self, width: int, height: int) -> None:
        self.page.set_viewport_size({"width": width, "height": height})

    def hover(self, x: float, y: float) -> None:
        self.page.mouse.move(x - 3, y - 3)
        self.page.mouse.move(x, y)

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

    def double(self, x: float, y: float) -> None:
        self.page.mouse.dblclick(x, y)

    def tap(self, x: float, y: float) -> None:
        self.page.touchscreen.tap(x, y)

    def drag(self, x: float, y: float) -> None:
        self.hover(x, y)
        self.page.mouse.down()
        self.page.mouse.move(x - 19, y + 30, steps=2)
        self.page.mouse.up()

    def swipe(self, x: float, y: float) -> None:
        for kind, points in (("Start", [(x, y)]), ("Move", [(x - 19, y + 5)]), ("End", [])):
            at = [{"x": one, "y": other} for one, other in points]
            self.wire.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": at})

    def key(self, name: str) -> None:
        self.page.keyboard.press(name)


class Fox:
    """The same hand on a page of Firefox."""

    name = "Firefox"
    KEYS = {"ArrowRight": "\ue014", "ArrowDown": "\ue015", "End": "\ue010", "Escape": "\ue00c"}  # noqa: RUF012

    def __init__(self, running: Firefox) -> None:
        self.fox = running
        self.open, self.run_text, self.size = running.open, running.run, running.size
        self.asked, self.said = running.asked, running.said
        running.ask("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])

    def run(self, script: str, *values: str) -> Any:
        return self.run_text(f"{script}('{values[0]}')" if values else script)

    def act(self, kind: str, x: float, y: float, *steps: str | tuple[float, float]) -> None:
        moves: list[dict[str, Any]] = []
        for step in ((x - 3, y - 3), (x, y), *steps):
            if isinstance(step, str):
                moves.append({"type": f"pointer{step}", "button": 0})
            else:
                moves.append({"type": "pointerMove", "x": round(step[0]), "y": round(step[1]), "duration": 0})
        source = {"type": "pointer", "id": kind, "parameters": {"pointerType": kind}, "actions": moves}
        self.fox.ask("input.performActions", context=self.fox.window, actions=[source])

    def hover(self, x: float, y: float) -> None:
        self.act("mouse", x, y)

    def click(self, x: float, y: float) -> None:
        self.act("mouse", x, y, "Down", "Up")

    def double(self, x: float, y: float) -> None:
        self.act("mouse", x, y, "Down", "Up", "Down", "Up")

    def tap(self, x: float, y: float) -> None:
        self.act("touch", x, y, "Down", "Up")

    def drag(self, x: float, y: float) -> None:
        self.act("mouse", x, y, "Down", (x - 9, y + 12), (x - 19, y + 30), "Up")

    def swipe(self, x: float, y: float) -> None:
        self.act("touch", x, y, "Down", (x - 9, y + 3), (x - 19, y + 5), "Up")

    def key(self, name: str) -> None:
        actions = [{"type": kind, "value": self.KEYS[name]} for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keys", "actions": actions}
        self.fox.ask("input.performActions", context=self.fox.window, actions=[source])


Hand = Chromium | Fox


def drawing(hand: Hand, figure: str, *acts: Callable[[float, float], None]) -> Iterator[str]:
    """What is wrong with a drawing under pointer and finger, and then keys."""
    x, y = hand.run(FIND, figure)
    before = hand.run(PLACE, figure)
    for act in acts:
        act(x, y)
        if act in (hand.hover, hand.tap) and (said := hand.run(SAID, figure)) in ("", "cut"):
            yield f"{act.__name__}: the value is {said or 'not shown'}"
        x, y = hand.run(FIND, figure)
    hand.run(FOCUS, figure)
    for key in ("ArrowRight", "ArrowDown", "End"):
        hand.key(key)
        if (said := hand.run(SAID, figure)) in ("", "cut"):
            yield f"{key}: the value is {said or 'not shown'}"
    hand.key("Escape")
    if not hand.run(LEFT, figure):
        yield "Escape does not leave"
    if (after := hand.run(PLACE, figure)) != before:
        yield f"the drawing moved from {before} to {after}"


def handle(hand: Hand, mark: tuple[float, float], handles: list[tuple[float, float]]) -> None:
    """All that could move a chart by mistake; then as long as Plotly waits for a second click."""
    for act in (hand.tap, hand.swipe, hand.drag, hand.double):
        act(*mark)
    for at in handles:
        hand.double(*at)
    until = time.monotonic() + AFTER_A_SECOND_CLICK / 1000
    for at in handles:
        hand.drag(*at)
    hand.key("ArrowRight")
    time.sleep(max(0.0, until - time.monotonic()))


def chart(hand: Hand, figure: str, letters: set[int]) -> Iterator[str]:
    """What is wrong with the chart behind a drawing."""
    hand.click(*hand.run(BUTTON, figure))
    if not hand.run(OPENED):
        yield "Explore does not open"
        return
    before, found = hand.run(STATE), hand.run(CHART)
    if set(found["buttons"]) != BUTTONS:
        yield f"buttons {found['buttons']}"
    found["no letter for"] = [
        one for one in found["letters"] if ord(one) not in letters and one.isprintable()
    ]
    for what in ("no letter for", "lost", "cut"):
        if found[what]:
            yield f"{what}: {found[what]}"
    if found["sideways"] > 1:
        yield f"the window scrolls sideways by {found['sideways']}"
    mark, handles = hand.run(MARK), hand.run(HANDLES)
    hand.hover(*mark)
    if cut := hand.run(CHART)["cut"]:
        yield f"cut under the pointer: {cut}"
    handle(hand, mark, handles)
    if (after := hand.run(STATE)) != before:
        yield f"ranges changed unasked: {[pair for pair in zip(before[0], after[0], strict=True) if pair[0] != pair[1]]}"
    for tool in ("Zoom in", "Reset axes"):
        hand.click(*hand.run(TOOL, tool))
    if hand.run(RESET) and hand.run(STATE) != before:
        yield "Reset axes does not give back the ranges"
    hand.key("Escape")
    if not hand.run(GONE):
        yield "Escape does not close the window"


def walk(hand: Hand, chapter: Path, letters: set[int]) -> Iterator[str]:
    """All figures of a chapter in all views, in one browser."""
    hand.asked.clear()
    hand.said.clear()
    hand.open((SITE / "notebooks" / f"{chapter.stem}.html").as_uri())
    for width in WIDTHS:
        hand.size(width, HEIGHT)
        for theme in THEMES:
            hand.run("((theme) => { document.documentElement.dataset.theme = theme; return true; })", theme)
            hand.run(SETTLE)
            for figure in figures(chapter):
                every = (hand.hover, hand.double, hand.drag, hand.tap, hand.swipe)
                for stage, faults in (
                    ("before", drawing(hand, figure, *every)),
                    ("Explore", chart(hand, figure, letters)),
                    ("after", drawing(hand, figure, hand.hover, hand.tap)),
                ):
                    yield from (f"{hand.name} {width} {theme} {figure} {stage}: {fault}" for fault in faults)
    yield from (f"{hand.name} {chapter.stem}: asks for {url}" for url in hand.asked if elsewhere(url))
    yield from (f"{hand.name} {chapter.stem}: says {words}" for words in hand.said)


def elsewhere(address: str) -> bool:
    return not address.startswith((SITE.as_uri(), "data:", "blob:", "about:"))


def outlines(running: Any, chapter: Path) -> Iterator[str]:
    """Letters of the drawings that lie outside them."""
    page = running.new_page(viewport={"width": 800, "height": HEIGHT})
    for figure in figures(chapter):
        for form in ("narrow", "wide", "print"):
            page.goto((SITE / "figures" / f"{figure.removeprefix('fig-')}.{form}.svg").as_uri())
            yield from (f"drawing {figure} {form}: {text} is cut" for text in page.evaluate(OUTSIDE))
    page.close()


def slow(running: Any, chapter: Path) -> int:
    """The longest task of a page before Explore, on a slow processor: loaded, read through, every figure touched.

    In milliseconds that the page had the processor, so that other work on the machine counts little.
    """
    hand = Chromium(running)
    hand.size(390, 844)
    events, over = list[dict[str, Any]](), Event()
    hand.wire.on("Tracing.dataCollected", lambda part: events.extend(part["value"]))
    hand.wire.on("Tracing.tracingComplete", lambda _: over.set())
    hand.wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    trace = {"includedCategories": ["devtools.timeline", "toplevel"]}
    hand.wire.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": trace})
    hand.open((SITE / "notebooks" / f"{chapter.stem}.html").as_uri())
    for figure in figures(chapter):
        at = hand.run(FIND, figure)
        hand.hover(*at)
        hand.tap(*at)
        hand.run(SAID, figure)
    hand.wire.send("Tracing.end")
    while not over.is_set():
        hand.page.wait_for_timeout(50)
    hand.page.context.close()
    main = {(one["pid"], one["tid"]) for one in events if one["name"] == "EvaluateScript"}
    tasks = (one for one in events if one["name"] == "ThreadControllerImpl::RunTask")
    return max(round(one.get("tdur", 0) / 1000) for one in tasks if (one["pid"], one["tid"]) in main)


@contextmanager
def browsers() -> Iterator[tuple[Any, Firefox]]:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "no Firefox on this machine"
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as profile:
        running = driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        fox = Firefox(path, Path(profile))
        try:
            yield running, fox
        finally:
            fox.close()
            running.close()


def told(faults: Iterable[str]) -> int:
    """Print faults as they are found; how many there are."""
    count = 0
    for count, fault in enumerate(faults, 1):  # noqa: B007
        print(fault, flush=True)
    return count


def main(names: list[str]) -> int:
    """Print the faults of the chapters; the number of them."""
    chapters = [path for path in CHAPTERS if not names or path.stem in names]
    style = (SITE / "_static" / "style.css").read_text("utf-8")
    face = re.search(r'"Book figures";src:url\((.+?)\)', style)
    assert face
    letters = set(TTFont(SITE / "_static" / face[1]).getBestCmap())
    faults = 0
    with browsers() as (running, fox), ThreadPoolExecutor(1) as beside:
        other = Fox(fox)
        for chapter in chapters:
            begun = time.monotonic()
            walked = beside.submit(told, walk(other, chapter, letters))
            longest = slow(running, chapter)
            if longest > LONGEST:  # other work of the machine may have been in the way
                longest = min(longest, slow(running, chapter))
            hand = Chromium(running)
            found = told(outlines(running, chapter)) + told(walk(hand, chapter, letters)) + walked.result()
            hand.page.context.close()
            count, found = len(figures(chapter)), found + (longest > LONGEST)
            took = f"longest task {longest} ms, {time.monotonic() - begun:.0f} s"
            print(f"{chapter.stem}: {count} figures, {found} faults, {took}", flush=True)
            faults += found
    return faults


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) > 0)
