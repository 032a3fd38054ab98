"""Careless edits are caught: every one that breaks a stated rule, and a good share of the rest."""

from __future__ import annotations

import json

import corruption
import torture


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
    result = json.loads(torture.RESULT.read_text("utf-8"))
    assert torture.PAGE.read_text("utf-8") == torture.page(result), "run `make torture SEED=...`"


def test_a_plausible_wrong_cell_is_tried_by_the_rules_alone() -> None:
    tried = torture.tables(5, count=8)
    assert len(tried) == 8
    assert {cell["kind"] for cell in tried} == {"number", "date", "category", "text"}
    assert all(cell["old"] != cell["new"] for cell in tried)
