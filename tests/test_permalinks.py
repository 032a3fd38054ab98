"""A name that was published leads somewhere for ever."""

from pathlib import Path

import pytest
from lxml import html

from press.config import PressError, settings
from press.web.permalinks import (
    FILE,
    Permalink,
    anchors,
    as_csv,
    listed,
    pages,
    redirect,
    redirects,
    renewed,
    target,
)

ROOT = Path(__file__).parent.parent
LISTED = pytest.mark.skipif(
    not (ROOT / FILE).is_file(), reason="this book promises no lasting address yet: `make permalinks`"
)
ADD = "run `make permalinks` and commit book/permalinks.csv"


@LISTED
@pytest.mark.built
def test_every_listed_name_is_in_the_book_or_has_a_successor(site: Path) -> None:
    links, there = listed(ROOT), anchors(site, pages(site), settings().permanent)
    lost = [name for name in links if target(links, name).name not in there]
    assert lost == [], f"name a successor for each in {FILE.as_posix()}; for names never released, {ADD}"
    moved = [name for name, link in links.items() if not link.successor and there[name] != link.page]
    assert moved == [], ADD


@LISTED
@pytest.mark.built
def test_every_figure_claim_table_and_page_is_listed(site: Path) -> None:
    new = anchors(site, pages(site), settings().permanent).keys() - listed(ROOT).keys()
    assert new == set(), ADD


@LISTED
@pytest.mark.built
def test_every_permanent_address_leads_to_its_place(site: Path) -> None:
    for name, link in listed(ROOT).items():
        if link.is_page:
            continue
        page = site / "go" / f"{name}.html"
        own = html.parse(page).xpath(f"//figure[@id='{name}']")
        if own:  # a figure has a page of its own, which leads to its chapter
            assert any(
                h.endswith(f"{link.page}.html#{name}") for h in html.parse(page).xpath("//article//a/@href")
            )
            continue
        (aim,) = html.parse(page).xpath("//a/@href")
        path, _, anchor = aim.partition("#")
        place = (page.parent / path).resolve()
        assert place.is_file(), name
        assert not anchor or f'id="{anchor}"' in place.read_text("utf-8"), name
        assert "<script" not in page.read_text("utf-8")


def test_a_published_name_cannot_vanish() -> None:
    links = {"fig-old": Permalink("fig-old", "a/b", "1.0.0")}
    with pytest.raises(PressError, match=r"fig-old was published with version 1\.0\.0"):
        renewed(links, {}, "1.1.0")


def test_a_name_of_the_edition_in_preparation_may_vanish() -> None:
    assert renewed({"fig-old": Permalink("fig-old", "a/b", "1.1.0")}, {}, "1.1.0") == {}


def test_a_new_name_is_added_and_a_moved_one_follows() -> None:
    links = {"fig-old": Permalink("fig-old", "a/b", "1.0.0")}
    assert renewed(links, {"fig-old": "a/c", "fig-new": "a/c"}, "1.1.0") == {
        "fig-old": Permalink("fig-old", "a/c", "1.0.0"),
        "fig-new": Permalink("fig-new", "a/c", "1.1.0"),
    }


def test_a_successor_of_a_successor_is_followed_and_a_circle_is_refused() -> None:
    a, b, c = (Permalink(n, "p/q", "1.0.0", s) for n, s in (("a", "b"), ("b", "c"), ("c", "")))
    assert target({"a": a, "b": b, "c": c}, "a") == c
    with pytest.raises(PressError, match="leads nowhere"):
        target({"a": a, "b": Permalink("b", "p/q", "1.0.0", "a")}, "a")
    with pytest.raises(PressError, match="leads nowhere"):
        target({"a": a}, "a")


@LISTED
def test_the_list_reads_back_as_written(tmp_path: Path) -> None:
    links = listed(ROOT)
    (tmp_path / "book").mkdir()
    (tmp_path / FILE).write_text(as_csv(links), "utf-8")
    assert listed(tmp_path) == links
    assert (ROOT / FILE).read_text("utf-8") == as_csv(links)


def test_a_redirect_holds_no_script_and_escapes_what_it_names() -> None:
    text = redirect('"><script>alert(1)</script>', "../a/b.html#c", "", "a/b.html#c")
    assert "<script" not in text
    assert 'content="0; url=../a/b.html#c"' in text
    assert "canonical" not in text


def test_a_page_that_moved_and_a_figure_that_was_replaced_leave_a_way_behind() -> None:
    links = {
        "book/old": Permalink("book/old", "book/old", "1.0.0", "notebooks/new"),
        "notebooks/new": Permalink("notebooks/new", "notebooks/new", "1.1.0"),
        "fig-old": Permalink("fig-old", "book/old", "1.0.0", "fig-new"),
        "fig-new": Permalink("fig-new", "notebooks/new", "1.1.0"),
    }
    made = redirects(links, "https://book.example/it")
    assert made.keys() == {"book/old.html", "go/fig-old.html", "go/fig-new.html"}
    assert 'url=../notebooks/new.html"' in made["book/old.html"]
    assert made["go/fig-old.html"].count("notebooks/new.html#fig-new") == 4
    assert 'href="https://book.example/it/notebooks/new.html#fig-new"' in made["go/fig-old.html"]
