"""`make moved` finds each published thing that says something else, and wants a reason for it."""

import json
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from press.__main__ import main
from press.config import PressError, Settings, own
from press.run import moved

FIGURE = {
    "layout": {
        "meta": {
            "press": {
                "id": "troops",
                "sources": [{"id": "tass-1991"}],
                "rows": {"columns": ["year", "troops"], "data": [[1991, 9500]]},
            }
        }
    }
}
CLAIM = {
    "claim": "C18",
    "headline": "right",
    "assertions": [
        {
            "assertion": "C18a",
            "outcome": "holds",
            "spread": "holds in 4 of 4 ways",
            "sentence": "Of 36 terms 23.",
        }
    ],
}
NOTEBOOK = {
    "cells": [
        {
            "source": "say('...')",
            "outputs": [{"data": {"text/markdown": "It had nine thousand men in 1991.\n\nNo more."}}],
        },
        {"source": "chart", "outputs": [{"data": {moved.FIGURE: FIGURE}}]},
        {
            "source": "table",
            "outputs": [{"data": {"text/html": "<table>", "text/plain": "year\ttroops\n1995\tabout 3,500"}}],
        },
        {"source": "claim", "outputs": [{"data": {"application/vnd.x.claim+json": CLAIM}}]},
    ]
}
CHANGES = """- version: 0.2.0
  date: '2026-01-01'
  summary: Second.
  numbers:
  - {what: Troops of 1991, where: fig-troops, before: '9500', after: '95000', why: A count was corrected.}
"""


@pytest.fixture
def book(tmp_path: Path) -> Settings:
    """A repository whose one commit, tagged as an edition, holds one chapter; a second commit stands on it."""
    for folder in ("notebooks", "book"):
        (tmp_path / folder).mkdir()
    (tmp_path / "book" / "changes.yml").write_text(CHANGES)
    save(tmp_path, json.dumps(NOTEBOOK))
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    for words in (
        ("init", "-q"),
        ("add", "."),
        (*who, "commit", "-qm", "One"),
        ("tag", "v0.1.0"),
        (*who, "commit", "-qm", "Two", "--allow-empty"),
    ):
        subprocess.run(["git", "-C", str(tmp_path), *words], check=True)
    return replace(own(), root=tmp_path, notebooks=tmp_path / "notebooks")


def save(root: Path, content: str) -> None:
    (root / "notebooks" / "14_power.ipynb").write_text(content)


def test_nothing_moved_and_no_edition_before(book: Settings) -> None:
    assert moved.report(book).startswith("0 things moved since v0.1.0")
    subprocess.run(["git", "-C", str(book.root), "tag", "-d", "v0.1.0"], check=True, capture_output=True)
    assert "No earlier edition" in moved.report(book)


def test_a_row_that_moved_is_listed_with_before_and_after(book: Settings) -> None:
    save(book.root, json.dumps(NOTEBOOK).replace("9500", "95000"))
    (move,) = moved.moves(book, "v0.1.0")
    assert (move.where, move.what) == ("fig-troops", "rows of year, troops")
    assert ('"troops": 9500}' in move.before, '"troops": 95000}' in move.after) == (True, True)
    assert "names them" in moved.report(book)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("in 1991", "in 1992", "notebooks/14_power"),
        ("about 3,500", "about 3,150", "notebooks/14_power"),
        ("No more", "Four more", "notebooks/14_power"),
        ('"headline": "right"', '"headline": "open"', "claim-c18"),
        ("holds in 4 of 4", "holds in 3 of 4", "claim-c18"),
        ("36 terms 23", "36 terms 32", "claim-c18"),
    ],
)
def test_a_number_or_an_outcome_that_moved_wants_its_reason(
    book: Settings, old: str, new: str, where: str
) -> None:
    save(book.root, json.dumps(NOTEBOOK).replace(old, new))
    with pytest.raises(
        PressError, match=r"Of 1 things .* 1 are not named in book/changes.yml, version 0.2.0"
    ) as error:
        moved.report(book)
    assert str(error.value).startswith(f"{where}: ")


def test_an_entry_that_gives_values_is_no_reason_for_others_of_the_same_figure(book: Settings) -> None:
    save(book.root, json.dumps(NOTEBOOK).replace("9500", "9400"))
    with pytest.raises(PressError, match="1 are not named"):
        moved.report(book)
    two = json.dumps(NOTEBOOK).replace("[[1991, 9500]]", "[[1991, 9500], [1995, 3500]]")
    save(book.root, two.replace("9500", "95000"))
    with pytest.raises(PressError, match=r"Of 2 things .* 1 are not named") as error:
        moved.report(book)
    assert '"year": 1995' in str(error.value)
    in_words = CHANGES.replace("'9500', after: '95000'", "men counted, after: men on paper")
    (book.root / "book" / "changes.yml").write_text(in_words)
    assert "names them" in moved.report(book)


def test_one_reason_may_name_several_things(book: Settings) -> None:
    save(book.root, json.dumps(NOTEBOOK).replace("9500", "95000"))
    several = CHANGES.replace("where: fig-troops", "where: 'fig-ships, fig-troops'")
    assert several != CHANGES
    (book.root / "book" / "changes.yml").write_text(several)
    assert "names them" in moved.report(book)


def test_the_sources_of_a_figure_are_listed_and_want_no_reason(book: Settings) -> None:
    save(book.root, json.dumps(NOTEBOOK).replace("tass-1991", "tass-1995"))
    assert "fig-troops: its sources\n    before: tass-1991\n    after:  tass-1995" in moved.report(book)


def test_words_that_an_author_changes_are_not_numbers_that_moved(book: Settings) -> None:
    save(
        book.root,
        json.dumps(NOTEBOOK).replace("No more.", "That was all.").replace("say('...')", "say('new')"),
    )
    assert moved.moves(book, "v0.1.0") == []
    save(book.root, json.dumps(NOTEBOOK).replace("It had", "There were"))
    assert moved.moves(book, "v0.1.0") == []


def test_a_commit_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["moved", "--since", "no-such-tag"]) == 1
    assert "no-such-tag" in capsys.readouterr().err
