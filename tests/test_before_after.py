"""Across February 2022: steps are taken within one method, and every year before is a year to compare with."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import before_after
from four_islands.measures.before_after import SERIES, facts, per_year, readings, shift, steps


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: load(name) for name in before_after.TABLES}


def series(values: dict[int, float], away: int = 1, name: str = "a", method: str = "one") -> pd.DataFrame:
    frame = pd.DataFrame({"year": list(values), "value": list(values.values())})
    return frame.assign(series=name, level="order", origin=name, away=away, method=method)


def test_a_step_is_measured_in_the_usual_steps_of_its_series() -> None:
    found = steps(series({2018: 0, 2019: 2, 2020: 0, 2021: 2, 2022: 8}))
    crossing = found[found["across"]].iloc[0]
    assert crossing["move"] == pytest.approx(3.0) and crossing["gone"]


def test_no_step_bridges_a_change_of_method() -> None:
    found = steps(
        pd.concat([series({2019: 50, 2020: 40}, method="visit"), series({2021: 20, 2022: 10}, method="mail")])
    )
    assert found["step"].tolist() == [-10, -10]


def test_a_series_that_stood_still_has_no_unit_but_a_direction() -> None:
    crossing = steps(series({2020: 1, 2021: 1, 2022: 5})).query("across").iloc[0]
    assert pd.isna(crossing["move"]) and crossing["gone"]


def test_the_latest_reading_is_compared_with_spans_as_long() -> None:
    found = steps(series(dict.fromkeys(range(2010, 2025), 0.0) | {2024: 3}), "latest")
    assert set(found["to_year"] - found["from_year"]) == {3}


def test_a_year_that_saw_as_much_is_counted() -> None:
    up = {2018: 0, 2019: 1, 2020: 0, 2021: 0, 2022: 1}
    both = pd.concat([series(up, name="a"), series(up, name="b")])
    found = shift(steps(both), "order")
    assert (found.series, found.away, found.years, found.as_many) == (2, 2, 3, 1)


def test_series_of_one_origin_speak_once_unless_all_are_asked() -> None:
    both = pd.concat([series({2020: 0, 2021: 0, 2022: 1}, name=n) for n in "ab"]).assign(origin="one survey")
    assert shift(steps(both), "order").series == 1
    assert shift(steps(both), "order", one_per_origin=False).series == 2


def test_a_year_without_an_entry_counts_as_nought() -> None:
    days = pd.Series(pd.to_datetime(["2020-01-01", "2022-01-01"]))
    assert per_year(days, pd.Series([3, 4]), range(2020, 2023))["value"].tolist() == [3, 0, 4]


def test_every_series_of_the_book_has_a_step_across_the_invasion(tables: dict[str, pd.DataFrame]) -> None:
    found = steps(readings(tables)).query("across")
    assert set(found["series"]) == {one.name for one in SERIES}


def test_what_came_since_starts_on_the_day(tables: dict[str, pd.DataFrame]) -> None:
    last = tables["joint_patrols"]["started_on"].max()
    assert (
        facts(tables, last).steps.patrols == 1
        and facts(tables, last + pd.Timedelta(days=1)).steps.patrols == 0
    )
