"""The table of windows: every cell has its rows, and a changed rule changes the table."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from four_islands import windows
from four_islands.data import load


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


def test_as_the_rules_stand_no_window_had_all_three_levels(cells: pd.DataFrame) -> None:
    states = windows.levels(cells).groupby("window")["state"]
    assert not states.agg(lambda level: level.eq("favourable").all()).any()


def test_another_reasonable_rule_finds_a_window_with_all_three(tables: dict[str, pd.DataFrame]) -> None:
    assert windows.sensitivity(tables)["favourable"].eq(3).any()


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
