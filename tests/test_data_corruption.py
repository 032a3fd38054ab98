"""Careless edits are caught: every one that breaks a stated rule, and a good share of the rest."""

from __future__ import annotations

import json

import corruption
import pytest
import survivors
import torture

from four_islands.data import Tables
from four_islands.data.schema import data_dir, tables


def test_every_edit_that_breaks_a_stated_rule_is_caught() -> None:
    tallies, rules = corruption.damage(seed=1956, edits=1020)
    print(corruption.report(tallies, rules))
    missed = [f"{kind}: {edit}" for kind, tally in tallies.items() for edit in tally.missed]
    assert not missed, "\n".join(missed)
    assert all(tally.made for tally in tallies.values())
    assert sum(tally.caught for tally in tallies.values()) > 0.75 * sum(
        tally.made for tally in tallies.values()
    )


def test_the_same_seed_gives_the_same_edits() -> None:
    assert corruption.damage(seed=7, edits=34) == corruption.damage(seed=7, edits=34)


def test_the_page_of_torture_is_written_from_its_result() -> None:
    if not torture.RESULT.is_file():
        pytest.skip("nobody has run `make torture` yet")
    result = json.loads(torture.RESULT.read_text("utf-8"))
    assert torture.PAGE.read_text("utf-8") == torture.page(result), "run `make torture SEED=...`"


def test_a_plausible_wrong_cell_is_tried_by_the_rules_alone() -> None:
    tried = torture.tables(5, count=8)
    assert len(tried) == 8
    assert {cell["kind"] for cell in tried} == {"number", "date", "category", "text"}
    assert all(cell["old"] != cell["new"] for cell in tried)


CELL = {"kind": "number", "rules": [], "shown": "", "moved": "", "wider": "range", "told": "", "judged": True}


@pytest.mark.parametrize(
    ("known", "why", "becomes"),
    [
        ({}, "a number within its bounds", "no chapter shows it"),
        ({"wider": ""}, "a number that only its source tells", "no chapter shows it"),
        ({"kind": "date", "shown": "11_trade", "moved": "fig-x"}, "a day off", "`make moved` lists it"),
        ({"kind": "text", "shown": "11_trade KeyError: x"}, "another text", "a cell of a chapter stops"),
        ({"shown": "11_trade"}, "unexplained: a chapter shows it, and nothing lists it", ""),
        ({"judged": False}, "unexplained: no chapter was run", ""),
        ({"column": "archive_url", "shown": "01_islands"}, "an address: `make links`", ""),
        ({"told": "polls.value"}, "unexplained: the book tells it twice", "no chapter shows it"),
        ({"told": f"polls.value{survivors.APART}"}, "a day that two tables tell", "no chapter shows it"),
        (
            {"told": "polls.value", "since": "range"},
            "a rule written after it was found stops it: range",
            "no chapter shows it",
        ),
    ],
)
def test_a_survivor_has_a_reason_or_is_called_unexplained(
    known: dict[str, object], why: str, becomes: str
) -> None:
    assert survivors.why(CELL | known).startswith(why)
    assert survivors.becomes(CELL | known) == becomes


@pytest.mark.parametrize(
    ("name", "column", "value", "kind", "where"),
    [
        ("surrender_dates", "fell_on", "1945-09-02", "date", "its own words or sources"),
        ("persons", "country", "RUS", "category", ""),
        ("former_residents", "counted_on", "1945-08-15", "date", "island_populations.counted_on"),
        (
            "g7_cabinets_parlgov",
            "started_on",
            "1989-08-10",
            "date",
            "premierships.ended_on, a day apart in other rows",
        ),
        ("polls", "confidence", "high", "category", ""),
    ],
)
def test_a_second_place_that_tells_the_right_value_is_found(
    name: str, column: str, value: str, kind: str, where: str
) -> None:
    cells = {one: Tables(data_dir()).cells(one) for one in tables()}
    line = cells[name][column].index(value) + 2
    cell = {"table": name, "column": column, "line": line, "old": value, "new": "", "kind": kind}
    assert survivors.witness(cells, cell) == where
