"""Disputes that were settled are read for the same levels, one case for each pair of states."""

from __future__ import annotations

import pandas as pd

from four_islands.data import load
from four_islands.measures import comparison
from four_islands.measures.window_rules import LEVELS


def found(order: str = "weaker") -> pd.DataFrame:
    return comparison.levels(load("comparison_cases"), load("capabilities"), order).set_index("case_id")


def test_a_border_settled_in_steps_counts_once() -> None:
    cases = found()
    assert cases["pair_id"].is_unique and "chn-ru-2008" in cases.index and "chn-ru-2004" not in cases.index


def test_the_german_and_polish_border_had_all_three_and_the_sea_of_norway_had_not() -> None:
    cases = found()
    assert cases.loc["deu-pol-1990", list(LEVELS)].tolist() == [True, True, True]
    assert cases.loc["nor-ru-2010", list(LEVELS)].tolist() == [True, True, False]


def test_what_was_not_looked_for_is_missing() -> None:
    assert found().loc["kaz-ru-2005", "domestic"] is None and found().loc["kaz-ru-2005", "alliance"] is None


def test_the_trend_is_known_only_for_states_in_the_table_of_strength() -> None:
    cases = found("trend")
    assert cases.loc["chn-ru-2008", "order"] is True and cases.loc["nor-ru-2010", "order"] is None


def test_what_the_claimant_got_stands_first_and_the_stronger_sides_stand_on_top() -> None:
    grid = comparison.cells(found().reset_index())
    assert grid["level"].iloc[0] == "Claimant got"
    strength = grid[grid["level"].eq("Strength") & grid["group"].eq("Settled")]["favours"]
    assert strength.astype(bool).is_monotonic_increasing and strength.nunique() == 2


def test_settled_cases_stand_first_in_the_grid_and_the_facts_count_them() -> None:
    cases = found().reset_index()
    facts, grid = comparison.facts(cases), comparison.cells(cases)
    assert grid["group"].iloc[0] == "Settled" and len(grid) == len(comparison.COLUMNS) * facts.cases
    assert facts.complete == ("deu-pol-1990",) and facts.without < facts.settled
    assert facts.weaker > facts.weaker_settled > 0 < facts.treatyless == facts.treatyless_stronger
