"""Whoever cites the book, a chapter, a figure or a table gets the same facts in every form, and no address that is not one."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from press.cite import FORMS, Edition, Work, edition, plain
from press.cite import sources as source_citations
from press.cite.forms import bibtex, ris
from press.cite.pages import tables
from press.cite.work import whole
from press.config import PressError, settings
from press.web.meta import named

ROOT = Path(__file__).parent.parent
OF = Edition(
    "Four Islands, No Treaty",
    ("Four Islands, No Treaty contributors",),
    "1.2.0",
    date(2026, 11, 23),
    stem="four",
    language="en-GB",
)
SITED = replace(OF, site="https://book.example/it", doi="10.5281/zenodo.1234567")
WORKS = [
    whole(OF),
    Work("chapter", "03_tenure", "Are premierships short?", OF, "notebooks/03_tenure.html", "3"),
    Work(
        "figure",
        "fig-tenure-spells",
        "50% & more of #1 last {long}_er",
        OF,
        "go/fig-tenure-spells.html",
        as_of="2026-10-07",
    ),
    Work(
        "table",
        "data-premierships",
        "Premierships of 択捉島",
        OF,
        "go/data-premierships.html",
        "premierships",
    ),
]
READ = {"bib": "bibtex", "ris": "ris", "csl.json": "csljson"}


def parsed(text: str, form: str) -> dict:
    """A citation as pandoc, which is none of ours, understands it."""
    (item,) = json.loads(pypandoc.convert_text(text, "csljson", format=READ[form]))
    return item


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.kind)
def test_an_independent_reader_finds_title_author_and_year_in_every_form(work: Work, form: str) -> None:
    item = parsed(FORMS[form][1](work), form)
    assert item["title"] == work.title
    assert item["issued"]["date-parts"][0][0] == 2026
    (author,) = item["author"]
    named = author.get("literal") or f"{author['given']} {author['family']}"
    assert named.replace(",", "") == "Four Islands No Treaty contributors"


@pytest.mark.parametrize("work", WORKS, ids=lambda work: work.kind)
def test_without_an_address_no_form_invents_one(work: Work) -> None:
    for text in [plain(work), *(form(work) for _, form in FORMS.values())]:
        assert "http" not in text.replace("https://doi.org/", "http")
        assert "doi" not in text.lower()


@pytest.mark.parametrize("work", WORKS[1:], ids=lambda work: work.kind)
def test_a_part_is_cited_at_its_own_address_and_the_doi_is_that_of_the_edition(work: Work) -> None:
    sited = replace(work, edition=SITED)
    assert plain(sited).endswith(f"https://book.example/it/{work.path}")
    assert "(doi:10.5281/zenodo.1234567)" in plain(sited)
    for name, (_, form) in FORMS.items():
        item = parsed(form(sited), name)
        assert item["URL"] == f"https://book.example/it/{work.path}"
        assert "DOI" not in item


def zotero(author: str) -> tuple[str, str]:
    """Family and given name as Zotero's translator *Embedded Metadata* takes them from the tag."""
    is_inverted, name = "," in author, author.strip(" .,/[]:")
    family, _, given = name.partition(", ") if is_inverted else name.rpartition(" ")[::-1]
    return family, given


def test_a_group_stays_whole_and_a_person_is_parted() -> None:
    of = edition(settings())
    group = replace(of, authors=OF.authors, site="https://book.example/it", stem="four")
    tags = dict(named(whole(group), ""))
    assert zotero(tags["citation_author"]) == ("Four Islands No Treaty contributors", "")
    assert tags["citation_pdf_url"] == "https://book.example/it/four.pdf"
    person = dict(named(whole(replace(of, authors=("Ada Lovelace",), site="")), ""))
    assert zotero(person["citation_author"]) == ("Lovelace", "Ada")
    assert "citation_pdf_url" not in person


def test_the_book_is_cited_by_its_doi_once_there_is_one() -> None:
    assert plain(whole(SITED)).endswith("https://doi.org/10.5281/zenodo.1234567")
    for name, (_, form) in FORMS.items():
        assert parsed(form(whole(SITED)), name)["DOI"] == "10.5281/zenodo.1234567"


def test_a_figure_is_cited_with_its_number_and_its_terms() -> None:
    of = replace(OF, licences=settings().licences)
    work = replace(WORKS[2], title="Few last", number="9.3", edition=of)
    terms = of.licences[0].id.replace("-", " ")
    assert "Figure 9.3 in Four Islands, No Treaty" in plain(work)
    assert plain(work).endswith(f"23 November 2026. {terms}.")
    assert work.credit == f"Figure 9.3: Few last, Four Islands, No Treaty, version 1.2.0, {terms}"
    assert "Figure 9.3" in bibtex(work)
    assert "M1  - 9.3" in ris(work)


def test_every_citation_names_its_version() -> None:
    for work in WORKS:
        assert "Version 1.2.0" in plain(work)
        assert "Version 1.2.0" in bibtex(work)
        assert "Version 1.2.0" in ris(work)


@given(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=40))
def test_any_title_survives_bibtex(title: str) -> None:
    work = replace(WORKS[2], title=title)
    entry = bibtex(work)
    assert entry.count("\n@") == 0
    assert len(re.findall(r"(?m)^\}$", entry)) == 1


def test_a_doi_that_is_none_is_refused() -> None:
    with pytest.raises(PressError, match="bare DOI"):
        edition(replace(settings(), doi="https://doi.org/10.5281/zenodo.1"))


def test_every_source_has_a_citation_that_parses() -> None:
    rows = source_citations.rows(settings())
    sample = rows[:: max(1, len(rows) // 60)]
    for form, text in (
        ("bib", "\n".join(source_citations.bibtex(row) for row in sample)),
        ("ris", "\n".join(source_citations.ris(row) for row in sample)),
        ("csl.json", json.dumps([source_citations.csl(row) for row in sample])),
    ):
        items = json.loads(pypandoc.convert_text(text, "csljson", format=READ[form]))
        assert {item["id"] for item in items} == {row["source_id"] for row in sample}, form
        titles = {item["id"]: item["title"] for item in items}
        wrong = [
            row["source_id"] for row in sample if plainly(titles[row["source_id"]]) != plainly(row["title"])
        ]
        assert wrong == [], form


def plainly(text: str) -> str:
    return re.sub(r"<[^>]+>|[\W_]", "", text)


def test_the_bibliography_has_no_entry_that_nobody_cites() -> None:
    entries = set(re.findall(r"(?m)^@\w+\{([^,\s]+),", (ROOT / "book" / "references.bib").read_text("utf-8")))
    text = "".join(path.read_text("utf-8") for path in ROOT.glob("book/*.md"))
    for path in ROOT.glob("notebooks/*.ipynb"):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        text += "".join(
            "".join(cell["source"]) for cell in cells
        )  # a computed sentence cites with doubled braces
    cited = {
        key.strip() for keys in re.findall(r"\{cite(?::\w+)?\}+`([^`]+)`", text) for key in keys.split(",")
    }
    assert entries - cited == set()
    assert cited - entries == set()


@pytest.mark.built
def test_every_page_can_be_cited_and_says_its_version(site: Path, pages: list[Path]) -> None:
    version = settings().version
    for page in pages:
        tree = html.parse(page)
        assert f"Version {version}" in " ".join(tree.xpath("string(//p[@class='press-edition'])").split()), (
            page.name
        )
        if page.stem != "sources":
            (box,) = tree.xpath("//details[@id='cite-this-page']")
            # the version of the book that keeps a page, where the page is of an earlier one, stands within the sentence
            assert f"ersion {version}" in box.text_content()
            assert tree.xpath("//a[@href='#cite-this-page']"), f"{page.name} has no button"


@pytest.mark.built
def test_every_figure_and_table_has_its_citation_in_every_form(site: Path, pages: list[Path]) -> None:
    cards = [
        name for page in pages for name in html.parse(page).xpath("//p[@class='press-cite']/@data-figure")
    ]
    keys = {f"figures/{name}" for name in cards}
    assert len(keys) == len(cards) > 0
    keys |= {f"data/{table['name']}" for table in tables(ROOT)}
    titles = []
    for form in FORMS:
        texts = [(site / f"{key}.{form}").read_text("utf-8") for key in sorted(keys)]
        if form == "csl.json":
            texts = [json.dumps([item for text in texts for item in json.loads(text)])]
        items = json.loads(pypandoc.convert_text("\n".join(texts), "csljson", format=READ[form]))
        titles.append({item["id"]: plainly(item["title"]) for item in items})
        assert len(items) == len(titles[-1]) == len(keys), form
    assert titles[0] == titles[1] == titles[2]
    shown = {*pages, *(site / "data").glob("*.html")}  # a table is cited on the page of its rows
    lines = sum(len(html.parse(page).xpath("//p[contains(@class, 'press-cite')]/span")) for page in shown)
    assert lines >= len(keys) + len(pages) - 1
    assert not [page for page in shown if "<!--press:cite" in page.read_text("utf-8")]
