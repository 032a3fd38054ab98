"""The table of windows: every cell has its rows, and a changed rule changes the table."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from four_islands.claims.ledger import outputs
from four_islands.claims.verdict import VERDICT_MIME
from four_islands.data import load
from four_islands.data import table as schema
from four_islands.measures import windows

CHAPTER = Path(__file__).parent.parent / "notebooks" / "15_windows.ipynb"


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: load(name) for name in windows.TABLES}


@pytest.fixture(scope="module")
def cells(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return windows.readings(tables)


def test_six_windows_and_three_levels(cells: pd.DataFrame) -> None:
    table = windows.levels(cells)
    assert len(table) == 6 * 3 and set(table["state"]) <= set(windows.STATES)


def test_every_cell_names_rows_of_a_table(cells: pd.DataFrame) -> None:
    for rows in cells["data_rows"]:
        assert rows.split(":")[0] in windows.TABLES


def test_named_rows_exist(tables: dict[str, pd.DataFrame], cells: pd.DataFrame) -> None:
    keys = {"us_positions": "position_id", "premierships": "term_id", "polls": "answer_id"}
    for rows in cells["data_rows"]:
        name, _, ids = rows.partition(":")
        if name in keys and ids != "none":
            assert set(ids.split(",")) <= set(tables[name][keys[name]])


def shows(cells: pd.DataFrame, window: str, measure: str) -> pd.Series:
    return cells[cells["window"].eq(window) & cells["measure"].eq(measure)].iloc[0]


def test_on_the_day_of_kawana_the_ldp_held_the_seats_of_that_day_not_those_won_in_1996(
    cells: pd.DataFrame,
) -> None:
    kawana = shows(cells, "1997-98", "party majority")
    assert kawana["favours"] and kawana["shows"].startswith("LDP, 251 of 500")


def test_later_seats_stand_with_their_sources_in_the_row_of_the_election() -> None:
    row = load("national_elections").set_index("election_id").loc["1996-10-20-lower"]
    assert all(f"{seats}" in row["note"] for seats in windows.SEATS_LATER.values())
    assert {"japan-times-1997-09-05-majority", "indian-express-1998-06-02-majority"} <= set(
        row["source_ids"].split(";")
    )


def test_no_paper_of_one_administration_speaks_for_the_next(cells: pd.DataFrame) -> None:
    """Obama asked Abe in 2016 not to go; in November 2018 Trump was in office."""
    of_trump = "us_positions:2017-trump,2019-martinez"
    assert shows(cells, "2016-19", "Washington encourages")["data_rows"] == of_trump
    assert shows(cells, "1991-93", "Washington encourages")["data_rows"] == "us_positions:1993-tokyo-clinton"


def test_with_the_seats_of_the_day_every_set_of_rules_finds_a_window_with_all_three(
    tables: dict[str, pd.DataFrame],
) -> None:
    grid = windows.sensitivity(tables)
    assert set(grid.loc[grid["favourable"].eq(3), "rules"]) == set(windows.VARIANTS)


def test_the_thesis_is_not_tested_by_windows_that_all_failed() -> None:
    """C08 has no verdict from the grid, and C03 reads no table that ends soon after the essay."""
    verdicts = {found["claim"]: found for _, found in outputs([CHAPTER], VERDICT_MIME)}
    assert verdicts["C08"]["verdict"] == "not testable with these data"
    assert not [t for t in verdicts["C03"]["tables"] if schema(t).as_of < "2026"]


def test_changing_one_rule_changes_the_table(tables: dict[str, pd.DataFrame], cells: pd.DataFrame) -> None:
    strict = windows.levels(windows.readings(tables, replace(windows.BASE, settled_days=730)))
    assert not strict["state"].equals(windows.levels(cells)["state"])


def test_what_is_not_known_is_not_counted_against_a_window() -> None:
    assert windows.state([None, True]) == "favourable"
    assert windows.state([False, None]) == "unfavourable"
    assert windows.state([None, None]) == "unknown"
    assert windows.state([True, False]) == "mixed"


def test_the_key_day_lies_in_the_years_of_the_window() -> None:
    for window in windows.WINDOWS:
        assert window.years[0] <= pd.Timestamp(window.key).year <= window.years[1]
        assert pd.Timestamp(window.opened) <= pd.Timestamp(window.key)
