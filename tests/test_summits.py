"""When the leaders met, told as claims; the counts are minimums."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from four_islands.claims.summits import chapter
from four_islands.data import load
from four_islands.measures import summit_facts, summits, warmth


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
    assert summits.held(meetings).iloc[-1]["pair"] == "Abe-Putin"


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
def facts(meetings: pd.DataFrame) -> SimpleNamespace:
    return summit_facts.facts(
        meetings,
        instruments=load("instruments"),
        talks=load("foreign_minister_talks"),
        island_visits=load("island_visits"),
    )


def test_most_meetings_were_on_the_margins_of_something_else(facts: SimpleNamespace) -> None:
    assert (facts.meetings, facts.on_margins, facts.before_1991) == (70, 46, 3)


def test_from_2000_to_2019_the_leaders_met_every_year_and_after_2003_signed_one_text(
    meetings: pd.DataFrame,
) -> None:
    counts, texts = warmth.yearly(meetings), warmth.texts_by_year(load("instruments"))
    assert counts.loc[2000:2019].min() >= 1 and counts[1999] == counts[2020] == 0
    assert texts[texts.index > 2003].sum() == 1


def test_the_talks_stopped_in_2020_and_the_journeys_did_not(meetings: pd.DataFrame) -> None:
    events = warmth.channels(meetings, load("island_visits"))
    last = events.groupby("track")["on"].max()
    assert last[warmth.LEADERS] < pd.Timestamp("2020-12-31") < last[warmth.ISLANDS]


def test_only_all_meetings_after_the_years_of_authors_lie_beyond_their_bar(
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
        "authors": warmth.shifts_of_scholars(load("windows_in_literature")),
    }
    rows = warmth.beside_false_dates(signs, shifts).set_index(["dating", "sign"])
    beyond, left = rows[rows["value"].gt(rows["high"])], rows[rows["value"].le(1)]
    assert list(beyond.index) == [("authors", "meetings")]
    assert list(left.index) == [("votes", "meetings"), ("authors", "texts")]
    assert rows.loc[("authors", "texts"), "value"] == 1  # on the dashed line
    assert rows.loc[("votes", "visits"), "value"] == rows.loc[("votes", "visits"), "high"]  # on the very end
    assert list(rows[rows["beaten"].ge(warmth.MOSTLY)].index) == list(beyond.index)
    assert list(rows[rows["beaten"].lt(0.5)].index) == list(left.index)


def test_neither_direction_of_the_votes_alone_is_a_yes(meetings: pd.DataFrame) -> None:
    points = load("un_ideal_points")
    ways = warmth.shifts_by_direction(points)
    assert sorted(ways["towards"] + ways["apart"]) == warmth.shifts_of_votes(points)
    assert 1971 in ways["towards"]
    signs = {"all": warmth.yearly(meetings), "visits": warmth.yearly(meetings, visits_only=True)}
    signs["texts"] = warmth.texts_by_year(load("instruments"))
    rows = warmth.beside_false_dates(signs, ways)
    assert len(rows) == 6 and rows["beaten"].lt(warmth.MOSTLY).all()


def test_with_five_years_from_a_shift_the_only_yes_is_gone() -> None:
    ways = chapter.judge("C39a").ways
    found = {lag: [o.outcome for how, o in ways if how["lag"] == lag] for lag in ("three", "five")}
    assert [found["three"].count(one) for one in ("holds", "fails", "open")] == [1, 2, 6]
    assert [found["five"].count(one) for one in ("holds", "fails", "open")] == [0, 2, 7]


def test_three_long_stretches_without_a_journey_and_how_often_leaders_met_in_them(
    facts: SimpleNamespace,
) -> None:
    spans = [(f"{one.start:%Y-%m-%d}", f"{one.end:%Y-%m-%d}") for one in facts.quiet]
    assert spans == [("1990-08-22", "2007-04-01"), ("2007-06-03", "2010-11-01"), ("2015-09-07", "2019-08-02")]
    assert [one.meetings for one in facts.quiet] == [28, 10, 16]


def test_leaders_met_oftener_in_the_watched_quiet_stretch_and_least_in_the_long_unwatched_one(
    facts: SimpleNamespace,
) -> None:
    yearly = [round(one.yearly, 1) for one in (*facts.quiet, facts.between)]
    assert yearly == [1.7, 2.9, 4.1, 2.5]
    assert facts.between.start == pd.Timestamp("2010-11-01")  # from then on the press looked for journeys


def test_abe_and_putin_alone_met_less_often_before_the_last_quiet_stretch_than_in_it(
    facts: SimpleNamespace,
) -> None:
    alone = summit_facts.with_abe(load("summits"), load("island_visits"), load("premierships"))
    assert (f"{alone.start:%Y-%m-%d}", alone.end) == ("2012-12-26", facts.quiet[-1].start)
    assert (alone.meetings, round(alone.yearly, 1)) == (7, 2.6) and alone.yearly < facts.quiet[-1].yearly


def test_after_the_shift_of_1971_came_one_meeting_with_its_text() -> None:
    after = summit_facts.from_year(
        1971, load("summits"), load("instruments")
    )  # Tanaka in Moscow, October 1973
    assert (after.start, after.end, after.meetings, after.texts) == (1971, 1973, 1, 1)


def test_years_that_follow_two_shifts_are_summed_once() -> None:
    warm = pd.Series({1970: 1, 1971: 2, 1972: 4, 1973: 8, 1974: 16})
    assert warmth.sum_after(warm, [1970, 1971], lag=2) == 1 + 2 + 4


def test_one_earlier_trip_of_ivanov_was_found_of_two_or_three() -> None:
    trips = load("island_visits").query("visitor == 'Sergei Ivanov' and visited_on <= '2011-05-15'")
    assert trips["visited_on"].dt.strftime("%Y-%m").tolist() == ["2007-04", "2011-05"]
    assert "third or fourth trip" in trips["note"].iloc[0]


def test_between_two_quiet_stretches_journeys_and_meetings_went_on(facts: SimpleNamespace) -> None:
    assert (facts.between.meetings, facts.between.journeys) == (12, 14)
    summer = load("island_visits")["visited_on"].between("2015-07-01", facts.between.end)
    assert summer.sum() == 5


def test_until_2003_most_visits_brought_a_text_and_since_then_one_did(facts: SimpleNamespace) -> None:
    assert (facts.early_with_text, facts.early_visits) == (9, 11)
    assert (facts.late_with_text, facts.late_visits) == (1, 8)
    assert facts.early_with_text + facts.late_with_text == facts.texts == 10
    assert facts.late_with_paper == 3  # with those of 2005 and 2016


def test_the_doubtful_texts_of_the_figure_are_krasnoyarsk_counted_and_singapore_not() -> None:
    papers = load("instruments")
    rows = warmth.warming(load("summits"), papers, range(1955, 2026)).query("value > 0")
    years = {
        name: rows.loc[rows["series"].eq(name), "year"].tolist()
        for name in (warmth.REPORTED, warmth.ANNOUNCED)
    }
    assert years == {warmth.REPORTED: [1997], warmth.ANNOUNCED: [2018]}
    counted = rows[rows["series"].isin([warmth.READ, warmth.REPORTED])]
    assert counted["value"].sum() == len(summits.joint_texts(papers)) and counted["value"].max() == 1
    assert summits.announced(papers)["instrument_id"].tolist() == ["2018-singapore"]


def test_no_joint_statement_is_left_out_because_neither_side_appeals_to_it() -> None:
    both = summits.between_both(load("instruments")).query("dated_on >= '1955-01-01'")
    kinds = summits.joint_texts(load("instruments"))["kind"].unique()
    assert both["kind"].isin(kinds).sum() == len(summits.joint_texts(load("instruments")))


def test_more_than_half_of_the_span_has_two_meetings(facts: SimpleNamespace) -> None:
    assert (facts.thin_years, facts.span, facts.in_thin_years) == (34, 65, 2)


def test_the_lists_of_shifts_are_shown_as_far_as_they_are_tested() -> None:
    shown = summit_facts.listed({"a": [1954, 1957, 2021, 2022]})
    assert shown.to_dict("records") == [{"list": "a", "years": "1957, 2021"}]


def test_the_shifts_are_the_years_that_the_text_names() -> None:
    votes = warmth.shifts_of_votes(load("un_ideal_points"))
    assert {1969, 1970, 1971, 1990, 1991, 1992, 2016, 2017, 2018} <= set(votes)
    assert {1991, 1992, 1993} <= set(warmth.shifts_of_power(load("capabilities")))
    assert {1963, 1971} <= set(votes) and {1973, 2005} <= set(warmth.shifts_of_power(load("capabilities")))
    authors = warmth.shifts_of_scholars(load("windows_in_literature"))
    assert authors == [1955, 1975, 2013, 2014, 2016, 2018]  # none for the opening to China, four under Abe


def test_what_streltsov_saw_from_2014_is_in_the_table() -> None:
    row = load("windows_in_literature").set_index("window_id").loc["streltsov-2014"]
    assert row["opened_on"].year == 2014 and "lost relevance" in row["decided_by"]


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
