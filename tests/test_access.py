"""Everybody can read the pages: checked by axe-core, by keyboard alone, on a narrow phone, in print."""

import importlib.util
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

pytestmark = [pytest.mark.browser, pytest.mark.built]
ROOT = Path(__file__).parent.parent
VIEWS = [(1440, 900, "light"), (390, 844, "dark"), (390, 844, "light"), (1440, 900, "dark")]
EVERYWHERE = os.environ.get("EVERY_VIEW") == "1"
EVERY_VIEW = {"notebooks/03_tenure.html", "book/claims.html"}
STRICT = (
    "{ 'label-content-name-mismatch': { enabled: true }, 'target-size': { enabled: true } }"  # off by default
)
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.shifts.push(e.value); })
  .observe({ type: 'layout-shift', buffered: true });"""
# Of what is alike on a page, some is looked into: two of each kind of fold, one short table of rows, the first rows.
OPEN = """() => {
  document.documentElement.dataset.code = 'on';
  for (const kind of ['.press-card', 'details.press-code', 'details.claim', '.press-citepage', 'details:not([class])'])
    for (const details of [...document.querySelectorAll(kind)].slice(0, 2)) details.open = true;
  const short = [...document.querySelectorAll('.press-table')].find((d) => Number(d.dataset.rows) < 60);
  if (short) short.open = true;
  for (const long of document.querySelectorAll('main tbody, main ul, main ol, main dl, main section'))
    for (const child of [...long.children].slice(long.matches('section') ? 60 : 12)) child.remove();
}"""

FOREIGN_SIGNS = """() => {
  const served = new Set([...document.fonts].map((font) => font.family));
  const found = new Set();
  for (const element of document.querySelectorAll('*')) for (const part of ['::before', '::after']) {
    const { content, fontFamily } = getComputedStyle(element, part);
    if (['none', 'normal', '""', ''].includes(content) || fontFamily === getComputedStyle(element).fontFamily) continue;
    if (!served.has(fontFamily.split(',')[0].replaceAll('"', ''))) found.add(`${fontFamily} ${element.className}${part}`);
  }
  return [...found];
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        reason = "axe-core is not installed"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    return Path(found.origin).with_name("axe.min.js").read_text("utf-8")


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    yield context.new_page()
    context.close()


def names(folder: str) -> list[str]:
    suffix = {"notebooks": "*.ipynb", "book": "*.md"}[folder]
    return [f"{folder}/{path.stem}.html" for path in sorted((ROOT / folder).glob(suffix))]


MADE = ["book/sources.html", "data/offers.html", "figures.html", "search.html", "genindex.html", "404.html"]
FIGURE = next(
    (f"go/{path.name}" for path in sorted((ROOT / "_build" / "html" / "go").glob("fig-*.html"))),
    "go/fig-none.html",
)
PAGES = [*names("book"), *MADE, FIGURE, *names("notebooks")]


def violations(page: Any, where: str) -> list[Any]:
    return page.evaluate(f"axe.run({where}, {{ resultTypes: ['violations'], rules: {STRICT} }})")[
        "violations"
    ]


@pytest.mark.parametrize("number", range(len(PAGES)), ids=PAGES)
def test_axe_finds_nothing(browser: Any, site: Path, axe: str, number: int) -> None:
    """Some pages in every view, the others in one (`EVERY_VIEW=1`: in all): light and dark, desktop and phone take turns."""
    if not (site / PAGES[number]).is_file():
        pytest.skip("not a page of this edition")
    for width, height, theme in VIEWS if EVERYWHERE or PAGES[number] in EVERY_VIEW else [VIEWS[number % 4]]:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=theme,
            bypass_csp=True,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto((site / PAGES[number]).as_uri())
        page.evaluate(OPEN)
        page.evaluate(axe)
        found = violations(page, "document")
        if (explore := page.locator("[data-do=explore]")).count():
            explore.first.click()
            page.locator(".press-live .modebar-btn").first.wait_for()
            found += violations(page, "'.press-dialog'")
        context.close()
        assert [
            (v["id"], node["target"], node["failureSummary"]) for v in found for node in v["nodes"]
        ] == [], f"{width} px, {theme}"


def test_no_page_scrolls_sideways_on_320_pixels(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    wide = []
    for name in PAGES:
        if (site / name).is_file():
            page.goto((site / name).as_uri())
            if page.evaluate("document.documentElement.scrollWidth") > 320:
                wide.append(name)
    page.close()
    assert wide == []


def test_the_keyboard_gets_past_the_navigation_and_sees_where_it_is(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "notebooks" / "03_tenure.html").as_uri())
    page.keyboard.press("Tab")
    link = page.locator("#pst-skip-link a")
    assert link.evaluate("a => a === document.activeElement && a.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
              return { inside: Boolean(e.closest('main')), outline: parseFloat(s.outlineWidth), style: s.outlineStyle,
                       seen: r.width > 0 && r.height > 0, what: e.outerHTML.slice(0, 80) }; }"""
        )
        assert place["inside"], place
        assert place["outline"] >= 2, place
        assert place["style"] != "none", place
        assert place["seen"], place
    page.close()


UNREACHED = """async () => {
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
  const scrolls = (box) => box.checkVisibility() && box.scrollWidth > box.clientWidth + 1
    && getComputedStyle(box).overflowX !== 'visible';
  const boxes = [...document.querySelectorAll('pre, .table-scroll, .pst-scrollable-table-container, div.math, .cell_output')];
  const wide = boxes.filter(scrolls);
  return [wide.length, wide.filter((box) => box.tabIndex !== 0).map((box) => box.outerHTML.slice(0, 80))];
}"""


def test_what_scrolls_sideways_is_reached_by_key_in_folds_and_out_of_them(phone: Any, site: Path) -> None:
    phone.goto((site / "notebooks" / "15_windows.html").as_uri())
    outside, unreached = phone.evaluate(UNREACHED)
    assert unreached == []
    phone.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
    everywhere, unreached = phone.evaluate(UNREACHED)
    assert unreached == []
    assert everywhere > outside


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_nothing_moves_on_load_or_when_figures_say_their_values(
    browser: Any, site: Path, width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(SHIFTS)
    page = context.new_page()
    for name in ("notebooks/03_tenure.html", "notebooks/14_power.html", "book/claims.html"):
        page.goto((site / name).as_uri())
        for plot in page.locator(".press-plot").all():
            plot.scroll_into_view_if_needed()
            plot.hover()
        page.wait_for_timeout(200)
        assert page.evaluate("window.shifts") == [], name
    context.close()


def test_the_choice_of_colours_lasts(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    page = context.new_page()
    page.goto((site / "book" / "index.html").as_uri())
    theme = "document.documentElement.dataset.theme"
    assert page.evaluate(theme) == "light"
    page.locator(".theme-switch-button:visible").click()
    assert page.evaluate(theme) == "dark"
    page.goto((site / "notebooks" / "03_tenure.html").as_uri())
    assert page.evaluate(theme) == "dark"
    assert "dark" in page.locator(".theme-switch-button:visible").get_attribute("aria-label")
    page.emulate_media(color_scheme="dark")
    page.locator(".theme-switch-button:visible").click()
    page.locator(".theme-switch-button:visible").click()
    page.emulate_media(color_scheme="light")
    assert page.evaluate("document.documentElement.dataset.mode") in {"auto", "light"}
    context.close()


def test_on_a_phone_the_contents_open_and_close(phone: Any, site: Path) -> None:
    phone.goto((site / "notebooks" / "03_tenure.html").as_uri())
    for side in ("primary", "secondary"):
        button, dialog = phone.locator(f".{side}-toggle:visible"), phone.locator(f"#pst-{side}-sidebar-modal")
        button.click()
        assert dialog.evaluate("d => d.open && d.querySelectorAll('a').length > 5")
        assert dialog.locator("a").first.is_visible()
        phone.keyboard.press("Escape")
        assert not dialog.evaluate("d => d.open")
        assert button.evaluate("b => b === document.activeElement")
        button.click()
        dialog.get_by_role("button", name="Close").click()
        assert not dialog.evaluate("d => d.open")
    assert phone.locator("#pst-primary-sidebar a").count() > 5


def test_the_search_opens_by_keyboard_and_finds_a_page(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "book" / "index.html").as_uri())
    page.keyboard.press("Control+k")
    assert page.locator("#pst-search-dialog input").evaluate("i => i === document.activeElement")
    page.keyboard.type("sources")
    page.keyboard.press("Enter")
    page.locator("#search-results li a").first.wait_for()
    assert page.locator("#search-results li a").count() > 1
    page.close()


def test_an_excerpt_of_the_search_has_whole_words_and_no_menu(browser: Any, site: Path) -> None:
    home, page = "http://book.example/", browser.new_page()
    page.route("**/*", lambda route: route.fulfill(path=site / unquote(urlsplit(route.request.url).path)[1:]))
    for words in ("sanctions", "Kawana", "csv"):
        page.goto(f"{home}search.html?q={words}")
        page.locator("#search-results .context").nth(2).wait_for()
        page.locator("#search-results:has-text('finished')").wait_for()
        for hit in page.locator("#search-results li:has(.context)").all():
            said, link = hit.locator(".context").text_content(), hit.locator("a").first.get_attribute("href")
            article = html.parse(site / urlsplit(link).path).xpath("//article")[0]
            for note in article.find_class("press-chrome"):  # may stand between a name and its full stop
                note.drop_tree()
            known = {*article.text_content().split(), *" ".join(article.itertext()).split()}
            assert {said.strip("… ").split()[end] for end in (0, -1)} <= known, said
            assert not re.search(r"Show the code|Print to PDF|Skip to main|Copy link|all all", said), said
    page.close()


@pytest.mark.parametrize(
    "name", ["notebooks/03_tenure.html", "book/data.html", "figures.html", "search.html", "genindex.html"]
)
def test_the_head_of_every_page_offers_the_book_by_keyboard_too(browser: Any, site: Path, name: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / name).as_uri())
    assert page.locator(".theme-switch-button:visible").count() == 1
    button = page.locator(".dropdown-download-buttons [data-act=menu]")
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.locator(".dropdown-download-buttons .dropdown-menu").is_visible()
    box = page.locator(".dropdown-download-buttons .dropdown-menu").bounding_box()
    assert box
    assert box["x"] + box["width"] <= 1280
    page.keyboard.press("Escape")
    assert button.get_attribute("aria-expanded") == "false"
    page.close()


def test_buttons_of_a_figure_can_be_tapped(phone: Any, site: Path) -> None:
    phone.goto((site / "notebooks" / "03_tenure.html").as_uri())
    phone.locator("[data-do=explore]").first.click()
    phone.locator(".press-live .modebar-btn").first.wait_for()
    boxes = phone.evaluate(
        """() => [...document.querySelectorAll('.press-foot > *:not(.press-said), .press-close, .modebar-btn')]
             .map((b) => b.getBoundingClientRect()).map((r) => [r.width, r.height])"""
    )
    assert len(boxes) > 10
    assert all(min(box) >= 24 for box in boxes), boxes


def test_a_sign_beside_the_text_is_drawn_in_a_font_that_is_there(browser: Any, site: Path) -> None:
    """Signs before and after an element take the element's own font, or one that the book serves."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    missing = {}
    for name in PAGES:
        if (site / name).is_file():
            page.goto((site / name).as_uri())
            if found := page.evaluate(FOREIGN_SIGNS):
                missing[name] = found
    page.close()
    assert missing == {}


def test_letters_and_files_to_choose_from_can_be_tapped(phone: Any, site: Path) -> None:
    for name, links in (
        ("book/sources.html", ".press-letters a"),
        ("notebooks/03_tenure.html", ".press-file"),
    ):
        phone.goto((site / name).as_uri())
        phone.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
        boxes = phone.locator(links).evaluate_all(
            "(all) => all.map((a) => a.getBoundingClientRect()).map((r) => [r.width, r.height])"
        )
        assert len(boxes) > 3
        assert min(min(box) for box in boxes) >= 24, name


def test_print_is_black_on_white_without_the_frame(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 720, "height": 1000}, color_scheme="dark")
    page = context.new_page()
    page.goto((site / "notebooks" / "03_tenure.html").as_uri())
    page.emulate_media(media="print")
    for part in (
        ".bd-header-article",
        ".bd-sidebar-primary",
        ".prev-next-footer",
        ".press-card",
        ".press-foot",
        ".press-code",
    ):
        assert page.locator(part).first.is_hidden(), part
    assert page.locator("h1").count() == 1
    assert page.locator("h1").is_visible()
    for part in ("body", "h1", "article p", ".press-title", ".press-source"):
        light = page.locator(part).first.evaluate(
            "e => getComputedStyle(e).color.match(/[\\d.]+/g).slice(0, 3).map(Number)"
        )
        assert max(light) < 120, part
    assert page.locator("img.press-static").first.is_visible()
    context.close()


def test_the_page_for_wrong_addresses_is_right_at_any_depth(browser: Any, site: Path) -> None:
    home, page = "http://book.example/four/", browser.new_page()
    based = f'<head><base href="{home}">'

    def answer(route: Any) -> None:
        file = site / unquote(urlsplit(route.request.url).path).removeprefix("/four/")
        if file.is_file():
            route.fulfill(path=file)
        else:
            body = (site / "404.html").read_text("utf-8").replace("<head>", based, 1)
            route.fulfill(status=404, body=body, content_type="text/html")

    page.route("**/*", answer)
    page.goto(f"{home}gone/and/deep/page.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.skip-link')).position") == "absolute"
    assert (
        page.locator(".skip-link a").evaluate("(link) => link.href")
        == f"{home}gone/and/deep/page.html#main-content"
    )
    page.get_by_role("link", name="The beginning of the book").click()
    page.wait_for_url(f"{home}book/index.html")
    page.close()
