"""What a book keeps of the one it was made from is cited as of those before while it is as it was, and no longer."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from press.cite import FORMS, Edition, Work, plain
from press.cite.forms import bibtex, ris
from press.config import Settings, settings
from press.inherited import KEPT, MADE_FROM, digest, shares
from press.web.meta import cards, named, schema
from press.web.stamp import credit

OURS = Edition(
    "The First Book", ("The First Authors",), "0.2.0", date(2026, 11, 28), licences=settings().licences
)
HERS = replace(
    OURS, title="Neighbours", authors=("Ada Lovelace",), version="0.1.0", released=date(2027, 1, 2)
)
SITED = replace(HERS, site="https://ada.example/neighbours")
KEPT_CHAPTER = Work(
    "chapter", "01_example", "How long?", OURS, "notebooks/01_example.html", "1", kept_in=HERS
)
KEPT_FIGURE = Work("figure", "fig-votes", "Few last", OURS, "go/fig-votes.html", "1.1", "2026-10-07", HERS)
MADE = Work(
    "table", "data-sources", "Sources", HERS, "go/data-sources.html", "sources", "2027-01-01", after=OURS
)


def test_a_kept_part_is_of_those_before_and_its_number_is_that_of_the_book_that_keeps_it() -> None:
    assert plain(KEPT_CHAPTER) == (
        "The First Authors. “How long?” Chapter in The First Book. "
        "Version 0.2.0, as kept in Chapter 1 of Neighbours, version 0.1.0, 28 November 2026."
    )
    assert "Figure in The First Book" in plain(KEPT_FIGURE)
    assert "data as of 2026-10-07, as kept in Figure 1.1 of Neighbours, version 0.1.0" in plain(KEPT_FIGURE)
    for work in (KEPT_CHAPTER, KEPT_FIGURE):
        for _, form in FORMS.values():
            assert "The First Authors" in form(work)
            assert "Ada" not in form(work)
    assert "  chapter =" not in bibtex(KEPT_CHAPTER)
    assert "M1  -" not in ris(KEPT_FIGURE)


def test_what_was_changed_is_of_the_new_author_after_those_before_with_no_date_they_never_had() -> None:
    assert plain(MADE) == (
        "Ada Lovelace. “Sources.” Data table sources in Neighbours. Version 0.1.0, data as of 2027-01-01, from that of "
        f"The First Authors in The First Book, version 0.2.0, 2 January 2027. {MADE.terms}."
    )
    for _, form in FORMS.values():
        assert "from that of The First Authors" in form(MADE)


def test_a_kept_page_stands_on_the_site_that_keeps_it_for_every_program() -> None:
    work = replace(KEPT_CHAPTER, kept_in=SITED)
    own = "https://ada.example/neighbours/notebooks/01_example.html"
    assert plain(work).endswith(own)
    found = replace(HERS, repository="https://github.com/ada/neighbours")
    assert plain(replace(KEPT_CHAPTER, kept_in=found)).endswith("https://github.com/ada/neighbours")
    assert dict(named(work, "Text."))["citation_author"] == "The First Authors"
    assert dict(named(work, "Text."))["citation_public_url"] == own
    shared = dict(cards(work, "Text.", []))
    assert (shared["og:site_name"], shared["og:url"]) == ("Neighbours", own)
    described = schema(work, "Text.", [])
    assert described["author"][0]["name"] == "The First Authors"
    assert described["isPartOf"]["name"] == "Neighbours"


def test_a_kept_figure_says_whose_it_is_when_it_has_left_the_book() -> None:
    about = credit({"id": "votes", "title": "Few last"}, OURS, kept_in=HERS)
    assert about["Creator"] == "The First Authors"
    assert about["Source"].startswith(
        "The First Book, version 0.2.0, as kept in Neighbours, version 0.1.0, figure votes."
    )


CELLS = [
    {"cell_type": "markdown", "source": "# Lamps", "metadata": {}},
    {"cell_type": "code", "source": 'lamps = load("lamps")', "metadata": {}, "outputs": []},
]


@pytest.fixture
def book(tmp_path: Path) -> Settings:
    """A book with two tables and one chapter on the first of them, all from an earlier book."""
    for name in ("lamps", "doors", "sources"):
        for file in (tmp_path / "data" / f"{name}.csv", tmp_path / "data" / "schema" / f"{name}.yml"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("source_id\n1\n" if file.suffix == ".csv" else "as_of: 2026-11-28\n", "utf-8")
    chapter = tmp_path / "notebooks" / "01_lamps.ipynb"
    chapter.parent.mkdir()
    chapter.write_text(json.dumps({"cells": CELLS, "metadata": {}}), "utf-8")
    data = tmp_path / "data"
    names = {
        f"data/{name}": digest(data / f"{name}.csv", data / "schema" / f"{name}.yml")
        for name in ("lamps", "doors", "sources")
    }
    return replace(
        settings(),
        root=tmp_path,
        data=data,
        notebooks=chapter.parent,
        inherited=names | {"notebooks/01_lamps": digest(chapter)},
    )


def edited(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_all_that_came_is_kept_until_it_changes(book: Settings) -> None:
    assert shares(book) == dict.fromkeys(book.inherited, KEPT)
    (book.data / "doors.csv").unlink()
    assert "data/doors" not in shares(book)


def test_a_table_is_changed_by_a_row_and_by_a_day_of_its_description(book: Settings) -> None:
    edited(book.data / "doors.csv", "1", "2")
    edited(book.data / "schema" / "sources.yml", "28", "29")
    assert shares(book) == dict.fromkeys(book.inherited, KEPT) | {
        "data/doors": MADE_FROM,
        "data/sources": MADE_FROM,
    }


def test_a_chapter_that_is_run_again_is_kept_and_one_that_is_written_anew_is_nobody_elses(
    book: Settings,
) -> None:
    chapter = book.notebooks / "01_lamps.ipynb"
    edited(
        chapter, '"outputs": []', '"outputs": [{"output_type": "stream", "text": "3"}], "execution_count": 1'
    )
    assert shares(book)["notebooks/01_lamps"] == KEPT
    edited(chapter, "# Lamps", "# Lamps of my own")
    assert "notebooks/01_lamps" not in shares(book)


def test_a_chapter_on_changed_tables_is_made_from_the_one_before(book: Settings) -> None:
    edited(book.data / "doors.csv", "1", "2")
    assert shares(book)["notebooks/01_lamps"] == KEPT
    edited(book.data / "lamps.csv", "1", "2")
    assert shares(book)["notebooks/01_lamps"] == MADE_FROM


def test_this_book_says_of_each_table_what_its_record_says() -> None:
    """In the first book there is none; in a fork the data package and the citations tell the same."""
    book = settings()
    package = json.loads((book.data / "datapackage.json").read_text("utf-8"))
    said = {
        f"data/{table['name']}": KEPT if "compiledFor" in table else MADE_FROM
        for table in package["resources"]
        if re.search("compiledF", " ".join(table))
    }
    assert said == {name: share for name, share in shares(book).items() if name.startswith("data/")}
