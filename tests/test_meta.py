"""What the pages say of themselves, as programs read it that are not ours."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import extruct
import pytest
from lxml import etree, html

from press.build import description
from press.cite import Work, edition
from press.cite.work import before
from press.config import settings
from press.web.changes import Change, changes
from press.web.meta import cards, named
from press.web.search import complete, entries
from press.web.site import feed, sitemap

ROOT = Path(__file__).parent.parent
SITED = replace(edition(settings()), site="https://book.example/it")
BEFORE = before(SITED, settings())  # whose chapters a fork may keep
VERSIONS, TITLES = {SITED.version, BEFORE.version}, {SITED.title, BEFORE.title}
BOOK = description(settings())
ATOM = "{http://www.w3.org/2005/Atom}"


def described(page: Path) -> list[dict]:
    """The schema.org descriptions on a page, as extruct reads them."""
    found = extruct.extract(page.read_text("utf-8"), syntaxes=["json-ld"], uniform=False)["json-ld"]
    return [entry for block in found for entry in block.get("@graph", [block])]


def tags(page: Path, attribute: str) -> dict[str, str]:
    return {tag.get(attribute): tag.get("content") for tag in html.parse(page).xpath(f"//meta[@{attribute}]")}


@pytest.mark.built
def test_a_chapter_is_a_chapter_of_the_book_with_its_figures(site: Path) -> None:
    for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb")):
        if path.stem == "00_story":  # the prologue has no number and is described as a page
            continue
        page = site / "notebooks" / f"{path.stem}.html"
        (chapter,) = [entry for entry in described(page) if entry["@type"] == "Chapter"]
        assert chapter["isPartOf"]["@type"] == "Book"
        assert chapter["version"] in VERSIONS
        shown = {f"#{i}" for i in html.parse(page).xpath("//figure[starts-with(@id, 'fig-')]/@id")}
        assert {part["@id"] for part in chapter["hasPart"]} == shown
        assert all(len(part["caption"]) > 40 for part in chapter["hasPart"])


@pytest.mark.built
def test_reference_managers_find_title_author_date_and_book(site: Path) -> None:
    for page in sorted((site / "notebooks").glob("*.html")):
        named = tags(page, "name")
        assert named["citation_title"] == re.sub(
            r"^[\d.]+ ", "", html.parse(page).xpath("string(//h1)")
        ).rstrip("#")
        assert named["citation_inbook_title"] == named["DCTERMS.isPartOf"]
        assert named["DCTERMS.isPartOf"] in TITLES
        assert "," not in named["citation_author"][:-1], "a comma would end the family name"
        assert re.fullmatch(r"\d{4}/\d\d/\d\d", named["citation_publication_date"])
        assert len(named["description"]) > 40


@pytest.mark.built
def test_link_previews_have_a_title_and_no_half_address(pages: list[Path]) -> None:
    for page in pages:
        card = tags(page, "property")
        assert card["og:title"]
        assert card["og:description"]
        for name in ("og:image", "og:url"):
            assert card.get(name, "https://").startswith("https://")


@pytest.mark.built
def test_every_table_is_a_dataset_with_rule_licence_file_and_version(site: Path) -> None:
    sets = {
        entry["identifier"]: entry
        for entry in described(site / "book" / "data.html")
        if entry["@type"] == "Dataset"
    }
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    assert sets.keys() == {resource["name"] for resource in package["resources"]}
    for name, entry in sets.items():
        assert 50 <= len(entry["description"]) <= 5000, name
        assert entry["license"].startswith("https://") or "terms" in entry["license"].lower()
        assert entry["version"] == settings().version
        files = [file["contentUrl"] for file in entry["distribution"]]
        assert [file.rpartition("data/")[2] for file in files] == [f"{name}.csv", f"{name}.xlsx"]
        assert (site / "data" / f"{name}.csv").is_file() and (site / "data" / f"{name}.xlsx").is_file()


@pytest.mark.built
def test_a_page_of_rows_says_to_programs_which_table_it_is(site: Path) -> None:
    whole = {s["identifier"]: s for s in described(site / "book" / "data.html") if s["@type"] == "Dataset"}
    for page in (*sorted(site.glob("data/*.html")), site / "book" / "sources.html"):
        name = re.sub(r"-\d+$", "", page.stem)
        (entry,) = described(page)
        assert entry == whole[name], page.name
        said = tags(page, "name")
        assert entry["name"] == f"{said['citation_title']} ({SITED.title})", page.name
        assert said["citation_author"] and said["citation_edition"] and said["DCTERMS.type"] == "Dataset"
        assert len(said["description"]) > 40


@pytest.mark.built
def test_descriptions_are_data_and_run_nothing(pages: list[Path]) -> None:
    for page in pages:
        for script in html.parse(page).xpath("//script[@type='application/ld+json']"):
            json.loads(script.text)
            assert "<" not in script.text


@pytest.mark.built
def test_a_chapter_is_described_by_its_first_sentences_without_what_screens_show_beside_them(
    site: Path,
) -> None:
    for file in sorted((site / "notebooks").glob("*.html")):
        page = html.parse(file)
        said = page.xpath("string(//meta[@property='og:description']/@content)").removesuffix(" …")
        for aside in page.xpath("//article//*[contains(@class, 'press-chrome')]"):
            aside.drop_tree()
        words = " ".join(page.xpath("//article")[0].text_content().split())
        assert len(said) > 50 and said[:120] in words, (file.name, said)


@pytest.mark.built
def test_an_island_is_found_by_any_of_its_names(site: Path) -> None:
    text = (site / "searchindex.js").read_text("utf-8")
    terms = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    for names in (("etorofu", "iturup", "択捉島", "итуруп"), ("shikotan", "色丹島", "шикотан")):
        assert all(terms[names[0]] == terms[name] for name in names)
        assert len(terms[names[0]]) > 3


def test_a_page_with_one_name_is_entered_under_all() -> None:
    index = {"terms": {"etorofu": [1, 2], "択捉島の": 5, "tokyo": 7}}
    assert complete(index, (("Etorofu", "Iturup", "択捉島"),))["terms"] == {
        "etorofu": [1, 2, 5],
        "iturup": [1, 2, 5],
        "択捉島": [1, 2, 5],
        "択捉島の": 5,
        "tokyo": 7,
    }


def test_the_map_lists_full_addresses_and_days() -> None:
    tree = etree.fromstring(
        sitemap(SITED, ["book/index", "notebooks/a"], {"notebooks/a": "2026-11-20"}).encode()
    )
    texts = [element.text for element in tree.iter() if element.text and element.text.strip()]
    assert texts == [
        "https://book.example/it/book/index.html",
        SITED.released.isoformat(),
        "https://book.example/it/notebooks/a.html",
        "2026-11-20",
    ]


def test_the_feed_names_each_edition_and_each_number_that_changed() -> None:
    number = {
        "what": "median days",
        "where": "fig-tenure-spells",
        "before": "713",
        "after": "714",
        "why": "A day <missed>.",
    }
    editions = [Change("1.1.0", date(2027, 1, 1), "Corrections & more.", (number,)), *changes(ROOT)]
    tree = etree.fromstring(feed(SITED, editions).encode())
    assert tree.findtext(f"{ATOM}updated") == "2027-01-01T00:00:00Z"
    first, *_ = tree.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}content").splitlines()[1] == (
        "median days (fig-tenure-spells): 713 before, 714 now. A day <missed>."
    )
    for number in changes(ROOT)[0].numbers[:3]:
        assert number["what"] in tree.findall(f"{ATOM}entry")[1].findtext(f"{ATOM}content")
    ids = [entry.findtext(f"{ATOM}id") for entry in tree.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(editions)


def test_with_an_address_a_preview_has_a_picture_and_a_manager_an_address() -> None:
    chapter = Work("chapter", "03_tenure", "Are premierships short?", SITED, "notebooks/03_tenure.html", "3")
    figure = {"id": "tenure-spells", "alt": "Half of them."}
    card = dict(cards(chapter, "About it.", [figure]))
    assert card["og:url"] == "https://book.example/it/notebooks/03_tenure.html"
    assert card["og:image"] == "https://book.example/it/cards/03_tenure.png"
    one = replace(chapter, kind="figure", key="fig-tenure-spells")
    assert (
        dict(cards(one, "", [figure]))["og:image"] == "https://book.example/it/figures/tenure-spells.card.png"
    )
    assert dict(cards(chapter, "", []))["og:image"] == "https://book.example/it/cards/book.png"
    assert dict(named(chapter, "About it."))["citation_public_url"] == card["og:url"]
    assert (
        "og:image" not in dict(cards(replace(chapter, edition=edition(settings())), "", [figure]))
        or settings().site
    )


@pytest.mark.built
def test_a_reader_of_dublin_core_and_open_graph_understands_the_pages(site: Path) -> None:
    page = (site / "notebooks" / "03_tenure.html").read_text("utf-8")
    found = extruct.extract(page, syntaxes=["dublincore", "opengraph"])
    (core,) = found["dublincore"]
    assert set(BOOK["authors"]) <= {element["content"] for element in core["elements"] + core["terms"]}
    (graph,) = found["opengraph"]
    assert dict(graph["properties"])["og:site_name"] == SITED.title


@pytest.mark.built
def test_there_is_a_page_for_wrong_addresses(site: Path) -> None:
    page = html.parse(site / "404.html")
    links = [link for link in page.xpath("//article//a/@href") if not link.startswith("#")]
    assert len(links) > 10
    assert all((site / link).is_file() for link in links)


def test_the_terms_of_the_index_are_found_whichever_pages_a_build_wrote():
    """Sphinx has only those of the pages it has just written."""
    known = {
        "book/glossary": [
            ("single", "Kuril Islands", "term-1", "main", None),
            ("pair", "a; b", "x", "", None),
        ]
    }
    app = SimpleNamespace(env=SimpleNamespace(get_domain=lambda _: SimpleNamespace(entries=known)))
    assert entries(app, ["index", "book/glossary"]) == {
        "kuril islands": [(1, "term-1", True)],
        "a": [(1, "x", False)],
        "b": [(1, "x", False)],
    }
