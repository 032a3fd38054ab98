"""How long leaders last, told as claims about the world, and the counting behind them."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from lifelines import KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time

from four_islands.data import load
from four_islands.measures import leaders, premiers, tenure


def spells(*ends: tuple[str, int, bool]) -> pd.DataFrame:
    """Spells by hand: country, days in office, whether the leader has left."""
    first = pd.Timestamp("2000-01-01")
    return pd.DataFrame(
        [
            {
                "country": country,
                "spell_id": str(i),
                "person_id": str(i),
                "leader": str(i),
                "started_on": first,
                "seen_on": first + pd.Timedelta(days=days),
                "is_complete": complete,
            }
            for i, (country, days, complete) in enumerate(ends)
        ]
    )


@pytest.fixture(scope="module")
def japan() -> pd.DataFrame:
    return leaders.japan(load("premierships"))


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    return premiers.everyone(
        load("premierships"), load("leaders_ussr_russia"), load("g7_heads_of_government")
    )


@pytest.fixture(scope="module")
def facts(everyone: pd.DataFrame) -> SimpleNamespace:
    named = {"lineups": "cabinets", "exits": "premiership_exits", "elections": "national_elections"}
    tables = {part: load(name) for part, name in named.items()}
    return premiers.facts(everyone, load("premierships"), instruments=load("instruments"), **tables)


def test_no_two_premiers_hold_office_at_once(japan: pd.DataFrame) -> None:
    following = japan["started_on"].shift(-1)
    assert (following.isna() | following.ge(japan["seen_on"])).all()


def test_japan_was_never_without_a_premier_but_for_the_weeks_after_ohira_died(japan: pd.DataFrame) -> None:
    gaps = japan[japan["started_on"].shift(-1).gt(japan["seen_on"])]
    assert gaps["leader"].tolist() == ["Ohira Masayoshi"]
    acting = load("acting_premiers").set_index("after_term_id").loc["JP15"]
    assert (acting["started_on"], acting["ended_on"]) == (
        pd.Timestamp("1980-06-12"),
        pd.Timestamp("1980-07-17"),
    )


def test_counting_both_end_days_gives_the_published_days_of_every_completed_term() -> None:
    premierships = load("premierships")
    counted = tenure.with_days(leaders.japan(premierships), inclusive=True).set_index("spell_id")
    published = premierships.set_index("term_id")["published_days"].dropna()
    assert len(published) == 38
    assert counted.loc[published.index, "tenure_days"].tolist() == published.tolist()


def test_every_completed_term_has_a_coded_end_and_the_sitting_one_has_none(japan: pd.DataFrame) -> None:
    done = set(japan.loc[japan["is_complete"], "spell_id"])
    assert set(load("premiership_exits")["term_id"]) == done


def test_each_country_has_at_most_one_sitting_leader(everyone: pd.DataFrame) -> None:
    assert (~everyone["is_complete"]).groupby(everyone["country"]).sum().tolist() == [1] * 8


def test_no_leader_of_a_g7_country_overlaps_the_next() -> None:
    for _, group in leaders.g7(load("g7_heads_of_government"), interim=True).groupby("country"):
        following = group["started_on"].shift(-1)
        assert (following.isna() | following.ge(group["seen_on"])).all()


def test_abe_and_yoshida_alone_came_back(japan: pd.DataFrame) -> None:
    returned = japan["person_id"].value_counts().loc[lambda counts: counts.gt(1)]
    assert sorted(returned.index) == ["abe-shinzo", "yoshida-shigeru"]


def test_by_formal_office_putin_has_two_spells_around_medvedev() -> None:
    formal = leaders.russia(load("leaders_ussr_russia"), "formal")
    assert formal["leader"].tolist()[-3:] == ["Vladimir Putin", "Dmitry Medvedev", "Vladimir Putin"]
    assert formal["started_on"].tolist()[1:] == sorted(formal["started_on"])[1:]


def test_in_fact_putin_has_one_spell_and_medvedev_none() -> None:
    paramount = leaders.russia(load("leaders_ussr_russia"))
    assert paramount["leader"].tolist().count("Vladimir Putin") == 1
    assert "Dmitry Medvedev" not in set(paramount["leader"])


def test_archigos_puts_allied_commanders_over_occupied_japan() -> None:
    coded = leaders.archigos(load("leaders_archigos"))
    commanders = coded[coded["country"].eq("Japan")].head(2)
    assert commanders["leader"].tolist() == ["Douglas MacArthur", "Matthew Bunker Ridgway"]


def test_parlgov_joins_neighbouring_cabinets_of_one_premier() -> None:
    abe = leaders.parlgov(load("g7_cabinets_parlgov")).query("country == 'Japan' and leader == 'Abe'")
    assert len(abe) == 2


def test_a_person_who_returned_counts_once_with_both_terms_added(japan: pd.DataFrame) -> None:
    people = tenure.by_person(tenure.with_days(japan, inclusive=True)).set_index("person_id")
    assert len(people) == len(japan) - 2
    assert people.loc["abe-shinzo", "tenure_days"] == 366 + 2822
    assert not people.loc["takaichi-sanae", "is_complete"]


def test_the_summary_uses_completed_spells_only() -> None:
    summary = tenure.summary(
        tenure.with_days(
            spells(("A", 100, True), ("A", 364, True), ("A", 365, True), ("A", 729, True), ("A", 9, False))
        )
    )
    assert summary["completed"] == 4
    assert summary["running"] == 1
    assert summary["share_under_one_year"] == 0.5
    assert summary["share_under_two_years"] == 1
    assert summary["median_days"] == 364.5


def test_one_more_day_can_change_a_share_but_not_the_order() -> None:
    same = spells(("A", 364, True), ("A", 800, True))
    elapsed, inclusive = (tenure.summary(tenure.with_days(same, inclusive=flag)) for flag in (False, True))
    assert elapsed["share_under_one_year"] == 0.5
    assert inclusive["share_under_one_year"] == 0


def test_a_running_spell_keeps_the_survival_curve_up() -> None:
    curve = tenure.survival(
        tenure.with_days(spells(("A", 365, True), ("A", 730, False), ("A", 1095, True), ("A", 1461, True)))
    )
    assert tenure.surviving(curve, 1.5)["share"] == pytest.approx(0.75)
    assert tenure.surviving(curve, 2.5)["share"] == pytest.approx(
        0.75
    )  # leaving the data is not leaving office
    assert tenure.surviving(curve, 3.5)["share"] == pytest.approx(0.375)  # half of the two still at risk
    assert tenure.surviving(curve, 2.5)["at_risk"] == 3


def test_survival_never_rises_and_stays_inside_its_band(everyone: pd.DataFrame) -> None:
    curves = tenure.survival(everyone)
    for _, curve in curves.groupby("country"):
        assert curve["share"].is_monotonic_decreasing
        assert (curve["low"] <= curve["share"] + 1e-12).all()
        assert (curve["share"] <= curve["high"] + 1e-12).all()


def test_half_of_japans_premiers_are_gone_between_one_and_two_years(everyone: pd.DataFrame) -> None:
    curve = tenure.survival(everyone[everyone["country"].eq("Japan")])
    assert 1 < tenure.median_survival(curve) < 2


def test_italy_changes_its_leaders_as_fast_as_japan(facts: SimpleNamespace) -> None:
    assert facts.more_in_italy.low < 0 < facts.more_in_italy.high
    assert facts.more_in_moscow.low > 0


def test_the_mean_stay_within_eight_years_is_the_area_under_the_curve(everyone: pd.DataFrame) -> None:
    for _, group in everyone.groupby("country"):
        curve = KaplanMeierFitter().fit(group["tenure_days"] / tenure.DAYS_PER_YEAR, group["is_complete"])
        assert tenure.mean_time(group).years == pytest.approx(restricted_mean_survival_time(curve, 8))


def test_a_sitting_leader_counts_in_the_mean_for_what_was_served() -> None:
    half = tenure.with_days(spells(("A", 1461, True), ("A", 1461, False)))
    assert tenure.mean_time(half, 6).years == pytest.approx(
        4 + 0.5 * 2
    )  # the half still there stays at a half


def test_the_error_of_a_mean_is_greenwoods() -> None:
    two = tenure.with_days(spells(("A", 1461, True), ("A", 2922, True), ("A", 4383, True)))
    mean = tenure.mean_time(two, 8)
    assert mean.years == pytest.approx(4 + 4 * 2 / 3)
    assert mean.error == pytest.approx(((4 * 2 / 3) ** 2 * 1 / (3 * 2)) ** 0.5)


def test_a_difference_has_its_interval_around_it_and_loses_its_longest_leader() -> None:
    long = tenure.with_days(spells(("A", 2900, True), ("A", 365, True), ("A", 366, True)))
    short = tenure.with_days(spells(("B", 365, True), ("B", 366, True)))
    gap = tenure.difference(long, short)
    assert gap.low < gap.years < gap.high
    assert tenure.smallest_difference(long, short) == pytest.approx(0, abs=0.01)


def test_what_was_known_on_a_day_leaves_out_what_came_later() -> None:
    known = tenure.as_known_on(spells(("A", 100, True), ("A", 900, True)), "2001-01-01")
    assert known["is_complete"].tolist() == [True, False]
    assert known["seen_on"].tolist() == [pd.Timestamp("2000-04-10"), pd.Timestamp("2001-01-01")]
    assert tenure.as_known_on(spells(("A", 100, True)), "1999-01-01").empty


def test_time_is_weighted_by_days_not_by_heads() -> None:
    long = tenure.with_days(spells(("A", 100, True), ("A", 1461, True)))
    assert tenure.share_of_time_long(long) == pytest.approx(1461 / 1561)


def test_a_changed_acting_presidency_stops_the_formal_count() -> None:
    table = load("leaders_ussr_russia")
    table.loc[table["row_id"].eq("RU12"), "ended_on"] = pd.Timestamp("2000-05-01")
    with pytest.raises(ValueError, match="acting presidency"):
        leaders.russia(table, "formal")


def test_three_leaders_died_in_moscow_between_late_1982_and_early_1985() -> None:
    moscow = load("leaders_ussr_russia").query("record_type == 'paramount_spell'")
    died = moscow[moscow["ended_on"].between("1982-11-01", "1985-03-31")]
    assert died["name_family"].tolist() == ["Brezhnev", "Andropov", "Chernenko"]
    assert died["exit_code"].eq("death").all()


def test_one_exit_in_all_is_linked_to_moscow_and_it_is_hatoyamas(facts: SimpleNamespace) -> None:
    exits = load("premiership_exits")
    assert (facts.exits, facts.exits_over_moscow) == (38, 1)
    assert exits.loc[exits["linked_to_russia_policy"], "term_id"].tolist() == ["JP07"]


def test_the_reasons_name_every_premier_who_left_once() -> None:
    table = premiers.reasons(load("premiership_exits"), load("premierships"))
    assert table["premiers"].sum() == 38
    assert (
        table["names"].str.contains("Hatoyama Ichiro").any()
        and table["names"].str.contains("Fukuda Yasuo").any()
    )
    assert (
        table.set_index("reason").loc["illness", "names"]
        == "Ishibashi, Ikeda, Obuchi, Abe (2007), Abe (2020)"
    )


def test_most_joint_texts_were_signed_in_short_premierships(
    everyone: pd.DataFrame, facts: SimpleNamespace
) -> None:
    assert facts.texts_in_long_terms < facts.texts / 2
    texts = premiers.texts_under(everyone[everyone["country"].eq("Japan")], load("instruments"))
    assert texts["leader"].tolist()[:2] == ["Hatoyama Ichiro", "Tanaka Kakuei"]


def test_the_presidents_of_france_are_counted_apart_from_the_premiers_before_1958(
    everyone: pd.DataFrame,
) -> None:
    table = premiers.compared(everyone).set_index("country")
    assert table.index[0] == "France to 1958"
    assert table.index[-1] == "France since 1958"


def test_names_in_labels_are_family_names_with_an_initial_where_two_share_one(japan: pd.DataFrame) -> None:
    labels = leaders.short_names(japan).tolist()
    assert {"Abe", "T. Fukuda", "Y. Fukuda", "I. Hatoyama"} <= set(labels)
    moscow = leaders.russia(load("leaders_ussr_russia"))
    assert leaders.short_names(moscow).tolist()[-1] == "Putin"


def test_the_median_of_japan_stays_between_one_and_two_years_by_every_rule(japan: pd.DataFrame) -> None:
    counted = {
        "elapsed": tenure.with_days(japan),
        "inclusive": tenure.with_days(japan, inclusive=True),
        "persons": tenure.by_person(tenure.with_days(japan)),
        "parlgov": tenure.with_days(
            tenure.since(leaders.parlgov(load("g7_cabinets_parlgov")).query("country == 'Japan'"))
        ),
    }
    for rule, spells_by_rule in counted.items():
        assert 365 < tenure.summary(spells_by_rule)["median_days"] < 730, rule
