"""When the leaders met, told as claims; the counts are minimums."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.claims.summits import chapter
from four_islands.data import load
from four_islands.measures import summits, warmth


@pytest.fixture(scope="module")
def meetings() -> pd.DataFrame:
    return load("summits")


def test_abe_and_putin_met_twenty_seven_times_as_officially_numbered(meetings: pd.DataFrame) -> None:
    counted = summits.held(meetings)
    assert counted["pair"].eq("Abe-Putin").sum() == 27
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


def test_abe_and_putin_left_one_text_in_27_meetings_and_none_at_singapore(meetings: pd.DataFrame) -> None:
    days = summits.held(meetings).query("pair == 'Abe-Putin'")["held_on"]
    texts = summits.joint_texts(load("instruments"))
    assert texts[texts["dated_on"].isin(days)]["instrument_id"].tolist() == ["2013-joint-statement"]


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


@pytest.fixture(scope="module")
def facts(meetings: pd.DataFrame) -> warmth.Facts:
    return warmth.facts(
        meetings,
        instruments=load("instruments"),
        talks=load("foreign_minister_talks"),
        island_visits=load("island_visits"),
    )


def test_most_meetings_were_on_the_margins_of_something_else(facts: warmth.Facts) -> None:
    assert (facts.meetings, facts.on_margins, facts.visits, facts.before_1991) == (70, 46, 19, 3)


def test_from_2004_to_2019_the_leaders_met_every_year_and_signed_almost_nothing(
    meetings: pd.DataFrame,
) -> None:
    counts, texts = warmth.yearly(meetings), warmth.texts_by_year(load("instruments"))
    assert counts.loc[2004:2019].min() >= 2
    assert texts[texts.index > 2003].sum() == 1


def test_few_japanese_ever_felt_close_to_russia() -> None:
    close = warmth.affinity(load("polls"), load("poll_waves")).set_index("year")["value"].sort_index()
    assert close.index.min() == 2003 and close.max() < 25 and close.iloc[-1] == 5


def test_the_talks_stopped_in_2020_and_the_journeys_did_not(meetings: pd.DataFrame) -> None:
    events = warmth.channels(meetings, load("foreign_minister_talks"), load("island_visits"))
    last = events.groupby("track")["on"].max()
    assert last[warmth.LEADERS] < last[warmth.MINISTERS] < pd.Timestamp("2020-12-31") < last[warmth.ISLANDS]


def test_only_visits_and_texts_after_the_years_of_scholars_lie_beyond_their_bars(
    meetings: pd.DataFrame,
) -> None:
    signs = {
        "meetings": warmth.yearly(meetings),
        "visits": warmth.yearly(meetings, visits_only=True),
        "texts": warmth.texts_by_year(load("instruments")),
    }
    shifts = {
        "votes": warmth.shifts_of_votes(load("un_ideal_points")),
        "strength": warmth.shifts_of_power(load("capabilities")),
        "scholars": warmth.shifts_of_scholars(load("windows_in_literature")),
    }
    rows = warmth.beside_false_dates(signs, shifts).set_index(["dating", "sign"])
    beyond, left = rows[rows["value"].gt(rows["high"])], rows[rows["value"].lt(1)]
    assert list(beyond.index) == [("scholars", "visits"), ("scholars", "texts")]
    assert list(left.index) == [("votes", "meetings")]
    assert list(rows[rows["beaten"].ge(warmth.MOSTLY)].index) == list(beyond.index)
    assert list(rows[rows["beaten"].lt(0.5)].index) == list(left.index)


def test_five_years_from_a_shift_answer_as_three_do() -> None:
    ways = chapter.judge("C39a").ways
    short, long = ([found.outcome for how, found in ways if how["lag"] == lag] for lag in ("three", "five"))
    assert short == long


def test_in_the_longest_gap_between_journeys_the_talks_were_many(
    facts: warmth.Facts, meetings: pd.DataFrame
) -> None:
    gap = facts.quiet
    assert (gap.start, gap.end) == (pd.Timestamp("2015-09-07"), pd.Timestamp("2019-08-02"))
    days = summits.held(meetings)["held_on"]
    assert gap.meetings == max(days.between(day, day + (gap.end - gap.start)).sum() for day in days)
    before = summits.held(meetings)["held_on"].between("2010-11-02", gap.start)
    assert before.sum() == 12
    summer = load("island_visits")["visited_on"].between("2015-07-01", gap.start)
    assert summer.sum() == 5


def test_no_journey_was_found_for_longer_before_the_press_looked(facts: warmth.Facts) -> None:
    gap = facts.first_quiet
    assert (gap.start, gap.end) == (pd.Timestamp("1990-08-22"), pd.Timestamp("2007-04-01"))
    assert (gap.meetings, gap.talks) == (28, 16)


def test_every_text_but_the_first_was_signed_at_a_visit(facts: warmth.Facts, meetings: pd.DataFrame) -> None:
    signed = summits.joint_texts(load("instruments"))["dated_on"]
    assert facts.texts_at_visits == len(signed) - 1 and f"{signed.min():%Y-%m-%d}" == "1956-09-29"
    visits = meetings[meetings["occasion_kind"].eq("visit")]["held_on"]
    assert visits.min() - signed.min() == pd.Timedelta(days=20)


def test_the_shifts_are_the_years_that_the_text_names() -> None:
    votes = warmth.shifts_of_votes(load("un_ideal_points"))
    assert {1969, 1970, 1971, 1990, 1991, 1992, 2016, 2017, 2018} <= set(votes)
    assert {1991, 1992, 1993} <= set(warmth.shifts_of_power(load("capabilities")))


def test_warmth_that_follows_shifts_beats_the_moved_calendars() -> None:
    shifts = [1960, 1980, 2000]
    warm = pd.Series(0, index=warmth.YEARS)
    warm[[year + k for year in shifts for k in range(3)]] = 2
    assert warmth.share_beaten(warm, shifts, 3) == 1.0
    assert warmth.share_beaten(warm, [1970, 1990, 2010], 3) < 0.1


def test_a_moved_calendar_keeps_the_distances_and_stays_in_the_span() -> None:
    warm = pd.Series(0, index=range(2000, 2010))
    moved = warmth.moved_along([2000, 2003], warm)
    assert len(moved) == 9 and moved[0] == [2001, 2004] and moved[-1] == [2009, 2002]
