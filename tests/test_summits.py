"""When the leaders met, told as claims; the counts are minimums."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import summits, warmth


@pytest.fixture(scope="module")
def meetings() -> pd.DataFrame:
    return load("summits")


def test_abe_and_putin_met_twenty_seven_times_as_officially_numbered(meetings: pd.DataFrame) -> None:
    pairs = summits.by_pair(meetings).set_index("pair")
    assert pairs.loc["Abe-Putin", "meetings"] == 27
    assert meetings.loc[meetings["japan_leader"].eq("Abe"), "pair_number"].max() == 27


def test_attendance_calls_and_talks_of_premiers_do_not_count(meetings: pd.DataFrame) -> None:
    counted = summits.held(meetings)
    assert set(counted["mode"]) == {"in_person"} and "prime_minister" not in set(counted["russia_office"])


def test_stated_numbers_of_a_pair_agree_with_the_rows(meetings: pd.DataFrame) -> None:
    """Where an official numbers a meeting, the rows up to it are complete."""
    counted = summits.held(meetings)
    place = counted.groupby("pair").cumcount() + 1
    stated = counted["pair_number_basis"].isin(["official", "press"])
    assert (place[stated] == counted.loc[stated, "pair_number"]).all()


def test_between_1973_and_1991_leaders_met_once_after_a_funeral(meetings: pd.DataFrame) -> None:
    counted = summits.held(meetings)
    between = counted[counted["held_on"].dt.year.between(1974, 1990)]
    assert between[["pair", "occasion_kind"]].to_numpy().tolist() == [["Nakasone-Gorbachev", "ceremony"]]


def test_the_premiers_who_met_a_russian_premier_are_there_and_not_counted(meetings: pd.DataFrame) -> None:
    premiers = meetings[meetings["russia_office"].eq("prime_minister")].sort_values("held_on")
    assert premiers["russia_leader"].tolist() == ["Kiriyenko", "Primakov", "Putin"]
    assert not premiers["counted"].any()


def test_nobody_has_met_since_abe(meetings: pd.DataFrame) -> None:
    eras = summits.by_era(meetings).set_index("era")
    assert eras.loc["Putin after Abe", "meetings"] == 0


def test_every_counted_meeting_falls_in_an_era(meetings: pd.DataFrame) -> None:
    assert summits.by_era(meetings)["meetings"].sum() == len(summits.held(meetings))


def test_years_without_a_meeting_are_zero_not_missing(meetings: pd.DataFrame) -> None:
    counts = summits.per_year(meetings, range(1956, 2027))
    assert counts.groupby("year")["meetings"].sum()[1980] == 0
    assert counts["meetings"].sum() == len(summits.held(meetings))


def test_premiers_who_met_nobody_stay_in_the_table(meetings: pd.DataFrame) -> None:
    waits = summits.wait_for_first(meetings, load("premierships")).set_index("premier")
    assert not waits.loc["Sato", "met"] and pd.isna(waits.loc["Sato", "days_low"])


def test_a_meeting_known_to_the_month_gives_a_range_of_days() -> None:
    rows = pd.DataFrame(
        {
            "summit_id": ["S1"], "counted": [True], "japan_leader": ["A"], "russia_leader": ["B"],
            "japan_term_id": ["JP01"], "held_on": pd.to_datetime(["2000-02-01"]), "held_on_precision": ["month"],
        }
    )  # fmt: skip
    terms = pd.DataFrame(
        {"term_id": ["JP01"], "name_family": ["A"], "started_on": pd.to_datetime(["2000-01-31"]),
         "ended_on": pd.to_datetime(["2001-01-01"])}
    )  # fmt: skip
    wait = summits.wait_for_first(rows, terms).iloc[0]
    assert (wait["days_low"], wait["days_high"]) == (1, 29)


def test_abe_and_putin_left_the_statement_of_2013_and_no_text_at_singapore(meetings: pd.DataFrame) -> None:
    pairs = summits.texts_of_pairs(meetings, load("instruments")).set_index("pair")
    assert pairs.loc["Abe-Putin", "texts"] == [
        "Joint Statement on the development of the Japan-Russia partnership"
    ]


def test_koizumi_and_putin_left_the_plan_of_2003_and_no_text_on_the_islands_in_2005(
    meetings: pd.DataFrame,
) -> None:
    pairs = summits.texts_of_pairs(meetings, load("instruments")).set_index("pair")
    assert pairs.loc["Koizumi-Putin", "texts"] == ["Japan-Russia Action Plan"]


def test_aso_and_medvedev_met_in_lima_on_the_day_it_was_in_lima(meetings: pd.DataFrame) -> None:
    lima = meetings.set_index("summit_id").loc["S037"]
    assert (lima["held_on"], lima["alt_held_on"]) == (pd.Timestamp("2008-11-22"), "2008-11-23")


def test_abes_visit_of_2013_was_the_first_official_one_in_ten_years_but_not_the_first(
    meetings: pd.DataFrame,
) -> None:
    event = load("cooperation_events").set_index("cooperation_id").loc["CO-20130429"]
    between = summits.held(meetings).query("venue == 'russia' and '2003-02-01' < held_on < '2013-04-01'")
    assert len(between) and not between["occasion"].str.startswith("Official visit").any()
    assert "first official visit" in event["summary"]
    assert event["happened_on"] == meetings.set_index("summit_id").loc["S049", "held_on"]


def test_the_longest_pair_brought_no_treaty(meetings: pd.DataFrame) -> None:
    pairs = summits.texts_of_pairs(meetings, load("instruments")).set_index("pair")
    assert not any("treaty" in text.lower().split() for text in pairs.loc["Abe-Putin", "texts"])


def test_relations_warmed_more_than_once(meetings: pd.DataFrame) -> None:
    spells = warmth.episodes(meetings)
    assert len(spells) >= 2 and all(first <= last for first, last, _ in spells)


def test_a_spell_needs_years_running() -> None:
    days = pd.to_datetime(
        ["2000-01-01", "2000-05-01", "2001-01-01", "2001-05-01", "2003-01-01", "2003-05-01"]
    )
    rows = pd.DataFrame({"counted": True, "japan_leader": "A", "russia_leader": "B", "held_on": days})
    assert warmth.episodes(rows) == [(2000, 2001, 4)]
