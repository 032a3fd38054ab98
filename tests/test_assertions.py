"""The essay is taken apart whole: no arguing paragraph is left out, and each part has a chapter and a period."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from four_islands.data import BrokenTableError, Tables, load, table
from four_islands.data.schema import data_dir, tables

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
HEADINGS = {5, 13, 20, 26}
ARGUING = set(range(1, 29)) - HEADINGS


def silent(assertions: pd.DataFrame) -> list[int]:
    """The arguing paragraphs of the essay without an assertion."""
    return sorted(ARGUING - set(assertions["paragraph"]))


def homeless(assertions: pd.DataFrame) -> list[str]:
    """The assertions whose chapter is not a notebook of the book."""
    chapters = {path.stem for path in NOTEBOOKS.glob("[0-9]*.ipynb")}
    return assertions[~assertions["chapter"].isin(chapters)]["assertion_id"].tolist()


def test_every_arguing_paragraph_has_an_assertion() -> None:
    assertions = load("assertions")
    assert silent(assertions) == []
    assert set(assertions["paragraph"]) & HEADINGS == set()


def test_a_paragraph_left_out_is_named() -> None:
    assertions = load("assertions")
    assert silent(assertions[assertions["paragraph"].ne(21)]) == [21]


def test_every_assertion_is_weighed_in_a_chapter_that_exists() -> None:
    assert homeless(load("assertions")) == []


def test_a_chapter_that_does_not_exist_is_found() -> None:
    assertions = load("assertions").head(2).assign(chapter=["01_islands", "16_epilogue"])
    assert homeless(assertions) == ["C01b"]


def test_a_claim_is_weighed_where_its_assertions_are() -> None:
    """A reader who follows a claim's link finds at least one of its parts there."""
    of_claim = load("claims").set_index("claim_id")["chapters"].str.split(";")
    there = load("assertions").groupby("claim_id")["chapter"].agg(set)
    assert [claim for claim, chapters in of_claim.items() if not there[claim] & set(chapters)] == []


def test_assertions_are_sentences_and_say_one_thing() -> None:
    text = load("assertions")["text"]
    assert text[~text.str.fullmatch(r"[A-Z].{20,160}\.")].tolist() == []
    assert text[text.str.count(r"[.;:]") > 1].tolist() == []


@pytest.mark.parametrize(
    ("write", "says"),
    [
        ({"assertion_id": "C1a"}, "C1a"),
        ({"claim_id": "C99"}, "C99"),
        ({"period_until": "1955-01-01"}, "period_until is not before period_from"),
        ({"chapter": "islands"}, "islands"),
        ({"testable": "maybe"}, "maybe"),
    ],
)
def test_a_row_that_says_something_else_is_refused(write: dict[str, str], says: str) -> None:
    sound = Tables(data_dir())
    cells = {name: sound.cells(name) for name in tables()}
    own = {column: list(cells["assertions"][column]) for column in table("assertions").names}
    row = own["assertion_id"].index("C06a")
    for column, cell in write.items():
        own[column][row] = cell
    with pytest.raises(BrokenTableError, match=says):
        Tables(data_dir(), {**cells, "assertions": own}).checked("assertions")
