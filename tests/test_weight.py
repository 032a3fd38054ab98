"""What a visitor downloads, and what a page may run: little, and nothing from anywhere else."""

import gzip
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from bench.bench_bytes import first_and_next
from press.web.styles import lean, parts
from press.web.weight import POLICY, slim

PAGE = """<!DOCTYPE html><html lang="en" data-content_root="../"><head><meta charset="utf-8" />
<title>x</title><script>var a = 1;</script><script defer src="../_static/scripts/fontawesome.js?d=1"></script>
<script type="application/ld+json">{"a": 1}</script><script src="../searchindex.js"></script>
<script src="../_static/press.js"></script></head><body>%s<button onclick="window.print()">p</button>
<i class="fa-solid   fa-sun fa-lg"></i><p>if a &lt;script&gt; stands in the text</p></body></html>"""


def test_a_page_keeps_its_data_and_its_own_script_and_loses_the_rest() -> None:
    page = slim(PAGE % "")
    tree = html.fromstring(page)
    assert len(tree.xpath("//link[@rel='stylesheet']")) == 1
    assert tree.xpath("//script/@src") == ["../_static/boot.js", "../_static/press.js"]
    assert [s.text for s in tree.xpath("//script[not(@src)]")] == ['{"a": 1}']
    assert not tree.xpath("//@onclick")
    assert tree.xpath("//button/@data-act") == ["print"]
    assert tree.xpath("//meta[@http-equiv]/@content") == [POLICY]
    assert tree.xpath("//i/@aria-hidden") == ["true"]
    assert "&lt;script&gt; stands in the text" in page


def test_a_page_with_many_letters_of_its_own_has_them_in_its_head() -> None:
    face = "<style>@font-face"
    assert face not in slim(PAGE % "<p>日本</p>")
    page = slim(PAGE % f"<p>{''.join(map(chr, range(0x4E00, 0x4E40)))}</p>")
    assert page.index("style.css") < page.index(face) < page.index("boot.js")


def test_only_the_page_of_the_search_keeps_the_index() -> None:
    assert "searchindex.js" not in slim(PAGE % "")
    assert "searchindex.js" in slim(PAGE % '<div id="search-results"></div>')


def test_a_page_that_is_not_the_themes_is_left_alone() -> None:
    assert slim("<html><script>1</script></html>") == "<html><script>1</script></html>"


def test_a_rule_stays_if_one_of_its_selectors_can_apply() -> None:
    used = {"a", "b", "w-5"}
    assert lean(".a{c:d}.z{c:d}", used) == ".a{c:d}"
    assert lean(".a .z,.b{c:d}", used) == ".b{c:d}"
    assert lean("p:not(.z){c:d}h1{c:d}", used) == "p:not(.z){c:d}h1{c:d}"
    assert lean("@media print{.z{c:d}}@media print{.a{c:d}}", used) == "@media print{.a{c:d}}"
    assert lean('.a{c:url("data:},;")}/* .z{ */.b{c:d}', used) == '.a{c:url("data:},;")}.b{c:d}'
    assert lean("@font-face{font-family:Font Awesome\\ 6 Free;src:url(x)}", used) == ""
    assert lean('.a::before{content:"x";font:var(--fa-font-solid)}.a{c:d}', used) == ".a{c:d}"
    assert lean("@import 'x';.a{c:d}", used) == "@import 'x';.a{c:d}"
    assert parts(":is(.a,.b) p,.c") == [":is(.a,.b) p", ".c"]


@pytest.mark.built
def test_no_page_runs_a_script_of_its_own(site: Path) -> None:
    wrong = []
    for page in sorted(
        set(site.rglob("*.html")) - set((site / "lite").rglob("*.html"))
    ):  # JupyterLite is a program
        tree = html.parse(page)
        wrong += [
            (page.name, s.get("type"))
            for s in tree.xpath("//script[not(@src)]")
            if "json" not in (s.get("type") or "")
        ]
        wrong += [(page.name, a) for a in tree.xpath("//@*[starts-with(name(), 'on')]")]
        wrong += [(page.name, a) for a in tree.xpath("//@href") if a.startswith("javascript:")]
    assert wrong == []


@pytest.mark.built
def test_a_rule_of_a_sheet_names_no_foreign_address(site: Path) -> None:
    for sheet in (site / "_static").rglob("*.css"):
        text = sheet.read_text("utf-8")
        assert not re.search(r"url\([\"']?(?:https?:)?//", text), sheet.name
        assert not re.search(r"url\([^)]*webfonts", text), sheet.name


@pytest.mark.built
def test_the_sheets_and_scripts_of_a_page_fit_in_60_kb(site: Path) -> None:
    page = max((site / "book").glob("*.html"), key=lambda path: path.read_text("utf-8").count("<script"))
    tree = html.parse(page)
    files = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    size = sum(len(gzip.compress((page.parent / f.split("?")[0]).read_bytes(), 9)) for f in files)
    assert size < 60_000


@pytest.mark.built
@pytest.mark.browser
def test_a_chapter_fits_its_budget_before_anybody_touches_it(browser: Any, site: Path) -> None:
    sizes = first_and_next(browser, site)
    # All sources in their own letters, 125 kB of them; every column of every table.
    long = {"book/sources.html": 260_000, "book/data.html": 170_000}
    assert {p: size for p, size in sizes["first"].items() if size > long.get(p, 150_000)} == {}
    chapters = {page for page in sizes["first"] if page.startswith("notebooks/")}
    assert {page: sizes["first"][page] for page in chapters if sizes["first"][page] > 140_000} == {}
    assert {page: sizes["next"][page] for page in chapters if sizes["next"][page] > 70_000} == {}


@pytest.mark.built
@pytest.mark.browser
def test_nothing_breaks_the_content_security_policy(browser: Any, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(
        """window.broken = [];
        addEventListener('securitypolicyviolation', (e) => window.broken.push(`${e.violatedDirective} ${e.blockedURI}`));"""
    )
    page = context.new_page()
    pages = [
        path.relative_to(site).as_posix()
        for path in (*site.glob("notebooks/03_*.html"), *site.glob("book/c*.html"))
    ]
    for name in (*pages, "search.html?q=treaty", "404.html"):
        page.goto(f"{site.as_uri()}/{name}")
        for figure in page.locator("figure.press-figure").all():
            figure.locator(".press-plot").hover()
            figure.locator("[data-do=explore]").click()
            page.locator(".press-live .modebar-btn").first.wait_for()
            page.keyboard.press("Escape")
        assert page.evaluate("document.styleSheets.length") > 0
        assert page.evaluate("window.broken") == [], name
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = true\">')"
    )
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert page.evaluate("window.broken.length") == 1
    context.close()
