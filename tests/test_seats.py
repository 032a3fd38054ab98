"""A majority is read from the counts around a day, and is unknown where they disagree."""

from __future__ import annotations

import pandas as pd

from four_islands.data import load
from four_islands.measures import seats


def counts(*rows: tuple[str, int]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["counted_on", "ldp_seats"])
    return frame.assign(
        counted_on=pd.to_datetime(frame["counted_on"]),
        counted_on_precision="day",
        chamber="lower",
        seats_total=500,
    )


def votes(*days: str) -> pd.DataFrame:
    return pd.DataFrame({"held_on": pd.to_datetime(list(days)), "chamber": "lower"})


def near(rows: pd.DataFrame, elections: pd.DataFrame, day: str) -> list[seats.Count]:
    return seats.chamber(rows, elections, "lower").around(pd.Timestamp(day))


def real(day: str, chamber: str) -> bool | None:
    house = seats.chamber(load("seats_on_dates"), load("national_elections"), chamber)
    return seats.has_majority(house.around(pd.Timestamp(day)))


def test_a_count_on_each_side_decides_when_both_agree() -> None:
    found = near(counts(("1997-09-05", 251), ("1998-06-01", 261)), votes(), "1998-04-18")
    assert [one["ldp_seats"] for one in found] == [251, 261]
    assert seats.has_majority(found) is True


def test_a_count_of_some_day_in_a_year_speaks_for_no_day() -> None:
    undated = counts(("2018-01-01", 284)).assign(counted_on_precision="year")
    assert near(undated, votes(), "2018-11-14") == []


def test_counts_that_disagree_leave_it_unknown() -> None:
    found = near(counts(("1997-09-05", 250), ("1998-06-01", 261)), votes(), "1998-04-18")
    assert seats.has_majority(found) is None


def test_a_count_beyond_an_election_or_far_away_does_not_speak_for_the_day() -> None:
    found = near(counts(("2000-06-02", 271), ("2002-01-01", 240)), votes("2000-06-25"), "2000-07-01")
    assert found == []
    assert seats.has_majority(found) is None
    assert near(counts(("2000-08-01", 271)), votes("2000-06-25"), "2000-06-20") == []


def test_an_election_is_a_count_of_its_day_and_gives_way_to_one_that_knows_the_partners() -> None:
    every = seats.with_results(load("seats_on_dates"), load("national_elections"))
    house = seats.chamber(every, load("national_elections"), "lower")
    assert seats.has_majority(house.around(pd.Timestamp("1973-10-10"))) is True
    assert seats.has_majority(house.around(pd.Timestamp("2001-03-25")), "coalition_seats") is True


def test_the_ldp_had_a_majority_of_the_lower_house_at_kawana_but_not_of_the_upper() -> None:
    assert real("1998-04-18", "lower") is True
    assert real("1998-04-18", "upper") is False


def test_the_ldp_had_no_majority_of_the_upper_house_when_the_joint_declaration_was_signed() -> None:
    assert real("1956-10-19", "upper") is False
