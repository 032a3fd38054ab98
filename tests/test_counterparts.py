"""Who faced whom, told as claims about the world, and the pairing behind them."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import counterparts, leaders, partnerships, ratifying, waits
from four_islands.measures.summits import joint_texts


@pytest.fixture(scope="module")
def japan() -> pd.DataFrame:
    return leaders.japan(load("premierships"))


@pytest.fixture(scope="module")
def formal() -> pd.DataFrame:
    return leaders.russia(load("leaders_ussr_russia"), "formal")


@pytest.fixture(scope="module")
def met(japan: pd.DataFrame, formal: pd.DataFrame) -> pd.DataFrame:
    table = counterparts.pairs(japan, formal)
    return counterparts.with_meetings(table, load("summits"), load("leaders_ussr_russia"))


def spell(country: str, name: str, first: str, last: str, *, complete: bool = True) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "country": [country],
            "spell_id": [name],
            "person_id": [name],
            "leader": [name],
            "started_on": [pd.Timestamp(first)],
            "seen_on": [pd.Timestamp(last)],
            "is_complete": [complete],
            "source_ids": ["s"],
        }
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "ended_by"),
    [
        (("2000-01-01", "2001-01-01", True), ("1999-01-01", "2005-01-01", True), counterparts.JAPAN),
        (("2000-01-01", "2005-01-01", True), ("1999-01-01", "2001-01-01", True), counterparts.RUSSIA),
        (("2000-01-01", "2001-01-01", True), ("1999-01-01", "2001-01-01", True), counterparts.BOTH),
        (("2000-01-01", "2005-01-01", False), ("1999-01-01", "2004-12-01", False), counterparts.RUNNING),
    ],
)
def test_a_pair_ends_with_whoever_leaves_first(
    ours: tuple[str, str, bool], theirs: tuple[str, str, bool], ended_by: str
) -> None:
    one = spell("Japan", "a", ours[0], ours[1], complete=ours[2])
    other = spell("USSR/Russia", "b", theirs[0], theirs[1], complete=theirs[2])
    table = counterparts.pairs(one, other)
    assert table["ended_by"].tolist() == [ended_by]


def test_leaders_who_only_touch_on_one_day_are_no_pair() -> None:
    one = spell("Japan", "a", "2000-01-01", "2001-01-01")
    other = spell("USSR/Russia", "b", "2001-01-01", "2002-01-01")
    assert counterparts.pairs(one, other).empty


def test_pairs_cover_every_premiership(met: pd.DataFrame, japan: pd.DataFrame) -> None:
    assert set(met["term_id"]) == set(japan["spell_id"])


def test_every_completed_premiership_ends_exactly_one_pair(met: pd.DataFrame, japan: pd.DataFrame) -> None:
    ended = met[met["ended_by"].isin([counterparts.JAPAN, counterparts.BOTH])]["term_id"]
    assert ended.tolist() == japan.loc[japan["is_complete"], "spell_id"].tolist()


def test_the_longest_pair_is_abe_and_putin_then_sato_and_brezhnev(met: pd.DataFrame) -> None:
    longest = met.nlargest(2, "pair_days")
    assert longest["premier"].tolist() == ["Abe Shinzo", "Sato Eisaku"]
    assert longest["leader"].tolist() == ["Vladimir Putin", "Leonid Brezhnev"]


def test_no_counted_meeting_is_lost_in_the_pairing(met: pd.DataFrame) -> None:
    assert met["meetings"].sum() == len(counterparts.counted(load("summits")))


def test_sato_and_brezhnev_never_met_in_seven_years(met: pd.DataFrame) -> None:
    pair = met[met["premier"].eq("Sato Eisaku")].iloc[0]
    assert pair["meetings"] == 0


def test_meetings_with_medvedev_belong_to_the_president_not_to_the_premier_of_the_day(
    japan: pd.DataFrame,
) -> None:
    paramount = counterparts.pairs(japan, leaders.russia(load("leaders_ussr_russia")))
    found = counterparts.with_meetings(paramount, load("summits"), load("leaders_ussr_russia"))
    assert found["meetings"].sum() < len(counterparts.counted(load("summits")))


def test_ministers_pair_like_leaders() -> None:
    ministers = leaders.ministers(load("foreign_ministers"))
    table = counterparts.pairs(
        ministers[ministers["country"].eq("Japan")], ministers[ministers["country"].eq("USSR/Russia")]
    )
    gromyko = table[table["leader"].eq("Andrei Gromyko")]
    assert gromyko["premier_id"].nunique() > 15


def test_only_one_pair_signed_a_ratified_text(met: pd.DataFrame) -> None:
    signed = counterparts.with_documents(met, counterparts.signed(load("instruments")))
    with_1956 = signed[signed["documents"].str.contains("1956")]
    assert with_1956["premier"].tolist() == ["Hatoyama Ichiro"]


def test_no_pair_is_given_a_text_that_was_only_announced(met: pd.DataFrame) -> None:
    signed = counterparts.with_documents(met, counterparts.signed(load("instruments")))
    assert not signed["documents"].str.contains("2005|2018").any()
    assert signed.loc[signed["documents"].str.contains("2013"), "premier"].tolist() == ["Abe Shinzo"]


@pytest.fixture(scope="module")
def meetings() -> pd.DataFrame:
    return waits.meetings(load("summits"))


def test_who_never_met_has_waited_to_the_end_of_the_term_or_to_the_invasion(
    japan: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    first = waits.first_waits(japan, meetings).set_index("spell_id")
    assert first.index[~first["is_complete"]].tolist() == ["JP23", "JP24", "JP36", "JP37"]
    assert first.loc["JP36", "tenure_days"] == 383
    assert first.loc["JP37", "seen_on"] == waits.INVASION
    assert first.loc["JP32", "tenure_days"] == 7


def test_leaving_out_who_never_met_would_make_waits_look_shorter(
    japan: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    first = waits.first_waits(japan, meetings)
    assert waits.middle(first) > waits.middle(first[first["is_complete"]])


def test_a_gap_across_a_change_runs_over_all_who_sat_between(
    japan: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    within, across = waits.gaps(japan, meetings)
    longest = across[across["is_complete"]].nlargest(1, "tenure_days").iloc[0]
    assert (longest["started_on"], longest["seen_on"]) == (
        pd.Timestamp("1993-10-13"),
        pd.Timestamp("1996-04-19"),
    )
    assert across.iloc[-1]["seen_on"] == waits.INVASION
    assert not across.iloc[-1]["is_complete"]
    assert len(within) == len(meetings[meetings["held_on"].ge(waits.RUSSIA_ALONE)])
    assert within["is_complete"].sum() == len(within) - len(
        across
    )  # each premier's last meeting is followed by none of his


def test_a_gap_across_a_change_is_longer_than_others_and_as_long_as_one_met_on_a_chance_day(
    japan: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    within, across = waits.gaps(japan, meetings)
    assert waits.middle(across) > 1.5 * waits.middle(within)
    assert waits.middle(across) == pytest.approx(waits.middle(waits.day_by_day(within)), rel=0.1)


def test_every_joint_text_was_signed_on_a_visit() -> None:
    days = waits.meetings(load("summits"), "visit")["held_on"]
    for signed in counterparts.signed(load("instruments"))["dated_on"]:
        assert (signed - days).dt.days.between(0, 2).any(), signed


def test_from_any_day_of_a_gap_all_that_is_left_of_it_lies_ahead() -> None:
    gaps = pd.DataFrame({"tenure_days": [3, 1], "is_complete": [True, False]})
    waited = waits.from_any_day(gaps)
    assert list(waited["tenure_days"]) == [3, 2, 1, 1]
    assert list(waited["is_complete"]) == [True, True, True, False]


def test_visits_and_calls_can_be_asked_for() -> None:
    summits = load("summits")
    visits, calls = waits.meetings(summits, "visit"), waits.meetings(summits, "call")
    assert len(visits) < len(waits.meetings(summits)) < len(calls)
    assert visits["occasion_kind"].eq("visit").all()


def test_half_that_never_met_have_no_middle_wait() -> None:
    waited = pd.DataFrame({"tenure_days": [100, 200, 300], "is_complete": [True, False, False]})
    assert waits.middle(waited) == float("inf")


@pytest.mark.parametrize(
    ("counts", "ratio", "low", "high"),
    [
        ((3, 29.0, 8, 51.0), 0.66, 0.11, 2.75),  # the example the rule was written for
        ((0, 10.0, 4, 10.0), 0.0, 0.0, 1.52),
        ((4, 10.0, 0, 10.0), float("inf"), 0.66, float("inf")),
        ((5, 10.0, 5, 10.0), 1.0, 0.23, 4.35),
    ],
)
def test_the_interval_of_a_ratio_of_rates_is_exact(
    counts: tuple[int, float, int, float], ratio: float, low: float, high: float
) -> None:
    found = waits.rate_ratio(*counts)
    assert found == pytest.approx((ratio, low, high), abs=0.01)


def test_with_no_event_at_all_nothing_is_known_of_the_ratio() -> None:
    found = waits.rate_ratio(0, 10.0, 0, 10.0)
    assert (found.low, found.high) == (0.0, float("inf"))


def test_what_a_side_withheld_is_no_offer() -> None:
    events = partnerships.between_the_lanes(load("summits"), load("instruments"))
    assert events["kind"].value_counts().to_dict() == {"meeting": 70, "text": 10}


def test_the_case_has_its_steps_in_order_and_none_is_missing() -> None:
    others = [load(name) for name in ("russian_countermeasures", "foreign_minister_talks", "security_events")]
    steps = partnerships.case(load("offers"), load("japan_measures"), *others)
    assert set(steps["offer_id"].dropna()) == set(partnerships.CASE)
    assert set(partnerships.MOSCOW.values()) <= set(steps.loc[steps["side"].eq("russia"), "label"])
    (sanctions,) = steps.loc[steps["label"].eq(partnerships.SANCTIONS), "made_on"]
    assert steps["made_on"].is_monotonic_increasing and (sanctions.year, sanctions.month) == (2014, 3)


def test_the_numbers_of_the_chapter_agree_with_each_other() -> None:
    tables = [load(name) for name in ("premierships", "leaders_ussr_russia", "summits", "instruments")]
    facts = partnerships.facts(counterparts.partners(*tables), *tables[:3])
    assert facts.texts == 10
    assert facts.ratio.low < 1 < facts.ratio.high
    assert facts.silent == "Sato and Brezhnev"
    assert (facts.mori_meetings, facts.mori_texts, facts.mori_months) == (5, 2, 13)
    assert facts.abe_putin_texts == 1 and 7 < facts.abe_putin_years < 8
    first_visits = (
        facts.hatoyama,
        facts.tanaka,
        facts.hashimoto,
        facts.obuchi,
        facts.hosokawa,
    )  # days in office
    assert first_visits == (679, 458, 660, 105, 65)
    assert facts.between == 4  # Ishibashi, Kishi, Ikeda and Sato
    assert facts.hashimoto_met == 99 and facts.hashimoto_held == 931
    assert (facts.expected_visits, facts.new_premiers_visited) == (9, 7)
    assert facts.first_wait < facts.chance_day
    assert facts.first_visit > facts.chance_visit
    assert facts.new_premiers_visited < facts.expected_visits < facts.new_premiers


def test_with_lesser_agreements_long_partnerships_fall_behind_far_less() -> None:
    """As chapter 4 says in words of those of 1999 and 2000, of 2005, Nagato and Singapore."""
    tables = [load(name) for name in ("premierships", "leaders_ussr_russia", "summits", "instruments")]
    met = counterparts.partners(*tables)
    facts = partnerships.facts(met, *tables[:3])
    lesser = ["1999-free-visits", "2000-programme", "2005-tokyo-summit", "2016-nagato-statements"]
    lesser += ["2018-singapore"]
    assert not set(lesser) & set(joint_texts(tables[3])["instrument_id"])
    days = tables[3].set_index("instrument_id").loc[lesser, "dated_on"]
    in_long, in_short = (
        sum((part["started_on"].le(day) & part["ended_on"].gt(day)).any() for day in days)
        for part in partnerships.by_length(met)
    )
    assert (in_long, in_short) == (3, 2)
    late = (facts.long_late_texts, facts.long_late_years, facts.short_late_texts, facts.short_late_years)
    ended = partnerships.by_length(met[met["ended_by"].ne(partnerships.RUNNING)])
    every = [n for part in ended for n in (part["texts"].sum(), counterparts.years_together(part))]
    for few, years, many, others in (late, every):
        behind = 1 - (few / years) / (many / others)
        still = 1 - ((few + in_long) / years) / ((many + in_short) / others)
        assert 0 < still < behind / 2


def test_at_singapore_the_coalition_held_both_houses() -> None:
    day = ratifying.at_singapore(load("seats_on_dates"), load("ldp_contests"), load("diet_resolutions"))
    assert 2 * day.lower > day.lower_seats
    assert 2 * day.upper > day.upper_seats
    assert day.days_to_next == 1050


def test_obuchi_and_abe_in_2012_met_the_president_later_than_half_of_ordinary_waits(
    japan: pd.DataFrame, meetings: pd.DataFrame
) -> None:
    first = waits.first_waits(japan, meetings).set_index("spell_id")["tenure_days"]
    usual = waits.middle(waits.from_any_day(waits.gaps(japan, meetings)[0]))
    late = japan.set_index("spell_id").loc[first[first.gt(usual)].index, "person_id"]
    assert {"obuchi_keizo", "abe_shinzo"} <= {name.replace("-", "_") for name in late}
