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


def test_a_count_on_each_side_decides_when_both_agree() -> None:
    near = seats.around(
        counts(("1997-09-05", 251), ("1998-06-01", 261)), votes(), pd.Timestamp("1998-04-18"), "lower"
    )
    assert near["ldp_seats"].tolist() == [251, 261]
    assert seats.has_majority(near) is True


def test_a_count_of_some_day_in_a_year_speaks_for_no_day() -> None:
    undated = counts(("2018-01-01", 284)).assign(counted_on_precision="year")
    assert seats.around(undated, votes(), pd.Timestamp("2018-11-14"), "lower").empty


def test_counts_that_disagree_leave_it_unknown() -> None:
    near = seats.around(
        counts(("1997-09-05", 250), ("1998-06-01", 261)), votes(), pd.Timestamp("1998-04-18"), "lower"
    )
    assert seats.has_majority(near) is None


def test_a_count_beyond_an_election_or_far_away_does_not_speak_for_the_day() -> None:
    day, vote = pd.Timestamp("2000-07-01"), votes("2000-06-25")
    near = seats.around(counts(("2000-06-02", 271), ("2002-01-01", 240)), vote, day, "lower")
    assert near.empty
    assert seats.has_majority(near) is None


def test_the_ldp_had_a_majority_of_the_lower_house_at_kawana_but_not_of_the_upper() -> None:
    tables = load("seats_on_dates"), load("national_elections")
    kawana = pd.Timestamp("1998-04-18")
    assert seats.has_majority(seats.around(*tables, kawana, "lower")) is True
    assert seats.has_majority(seats.around(*tables, kawana, "upper")) is False


def test_the_ldp_had_no_majority_of_the_upper_house_when_the_joint_declaration_was_signed() -> None:
    near = seats.around(
        load("seats_on_dates"), load("national_elections"), pd.Timestamp("1956-10-19"), "upper"
    )
    assert seats.has_majority(near) is False
