"""How long leaders last, told as claims about the world, and the counting behind them."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import leaders, tenure


def spells(*ends: tuple[str, int, bool]) -> pd.DataFrame:
    """Spells by hand: country, days in office, whether the leader has left."""
    first = pd.Timestamp("2000-01-01")
    return pd.DataFrame(
        [
            {"country": country, "spell_id": str(i), "person_id": str(i), "leader": str(i), "started_on": first,
             "seen_on": first + pd.Timedelta(days=days), "is_complete": complete}
            for i, (country, days, complete) in enumerate(ends)
        ]
    )  # fmt: skip


@pytest.fixture(scope="module")
def japan() -> pd.DataFrame:
    return leaders.japan(load("premierships"))


@pytest.fixture(scope="module")
def everyone(japan: pd.DataFrame) -> pd.DataFrame:
    others = [leaders.russia(load("leaders_ussr_russia")), leaders.g7(load("g7_heads_of_government"))]
    return tenure.with_days(tenure.since(pd.concat([japan, *others], ignore_index=True)))


def test_no_two_premiers_hold_office_at_once(japan: pd.DataFrame) -> None:
    following = japan["started_on"].shift(-1)
    assert (following.isna() | following.ge(japan["seen_on"])).all()


def test_japan_was_never_without_a_premier_but_for_the_weeks_after_ohira_died(japan: pd.DataFrame) -> None:
    gaps = japan[japan["started_on"].shift(-1).gt(japan["seen_on"])]
    assert gaps["leader"].tolist() == ["Masayoshi Ohira"]
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


def test_italy_is_no_longer_lived_than_japan(everyone: pd.DataFrame) -> None:
    medians = tenure.summaries(everyone)["median_days"]
    assert medians["Italy"] < medians["Japan"]
    assert tenure.logrank(everyone, "Japan", "Italy") > 0.05


def test_the_log_rank_test_tells_alike_from_unlike() -> None:
    alike = spells(*[("A", d, True) for d in (100, 300, 500)], *[("B", d, True) for d in (110, 290, 510)])
    unlike = spells(
        *[("A", d, True) for d in range(10, 110, 10)], *[("B", 1000 + d, True) for d in range(10)]
    )
    assert tenure.logrank(tenure.with_days(alike), "A", "B") > 0.5
    assert tenure.logrank(tenure.with_days(unlike), "A", "B") < 0.001
    assert tenure.logrank_all(tenure.with_days(unlike)) < 0.001


def test_decades_without_a_new_leader_count_as_zero(everyone: pd.DataFrame) -> None:
    decades = tenure.starts_per_decade(everyone).set_index(["country", "decade"])["spells"]
    assert decades["USSR/Russia", 1970] == 0
    assert decades["Japan", 2000] == 6


def test_time_is_weighted_by_days_not_by_heads() -> None:
    long = tenure.with_days(spells(("A", 100, True), ("A", 1461, True)))
    assert tenure.share_of_time_long(long) == pytest.approx(1461 / 1561)


def test_a_changed_acting_presidency_stops_the_formal_count() -> None:
    table = load("leaders_ussr_russia")
    table.loc[table["row_id"].eq("RU12"), "ended_on"] = pd.Timestamp("2000-05-01")
    with pytest.raises(ValueError, match="acting presidency"):
        leaders.russia(table, "formal")


def test_three_leaders_left_in_moscow_between_late_1982_and_early_1985() -> None:
    busiest = tenure.most_exits_within(leaders.russia(load("leaders_ussr_russia")), 3 * 365)
    assert busiest["exits"] == 3
    assert (busiest["first"], busiest["last"]) == (pd.Timestamp("1982-11-10"), pd.Timestamp("1985-03-10"))


def test_the_median_of_japan_stays_between_one_and_two_years_by_every_rule(japan: pd.DataFrame) -> None:
    counted = {
        "elapsed": tenure.with_days(japan),
        "inclusive": tenure.with_days(japan, inclusive=True),
        "persons": tenure.by_person(tenure.with_days(japan)),
        "parlgov": tenure.with_days(
            tenure.since(leaders.parlgov(load("g7_cabinets_parlgov")).query("country == 'Japan'"))
        ),
    }
    assert tenure.by_rule(counted)["median (days)"].between(365, 730).all()
