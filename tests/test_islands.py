"""What is argued over: shares, residents, landings."""

from types import SimpleNamespace

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import islands
from four_islands.measures.residents import last_count

TABLES = (
    "island_areas",
    "island_populations",
    "islands",
    "former_residents",
    "population_counts",
    "visits",
    "sea",
)


@pytest.fixture(scope="module")
def facts() -> SimpleNamespace:
    return islands.facts({name: load(name) for name in TABLES})


def test_every_printed_survey_rounds_to_seven_per_cent_of_the_land(facts: SimpleNamespace) -> None:
    assert round(facts.share_low) == round(facts.share_high) == 7


def test_the_facts_are_those_of_the_tables(facts: SimpleNamespace) -> None:
    assert (facts.then, facts.now, facts.now_year) == (17291, 18403, 2023)
    assert facts.nearest_km == 3.7
    assert facts.at_most_1946 == 4346 + 3608 < facts.shipped
    assert (facts.ice_winters, facts.oil, facts.oil_claimed) == (5, 364, 1700)
    assert facts.denser > 5


def test_the_two_small_ones_had_a_third_of_the_people_on_a_fourteenth_of_the_land() -> None:
    rows = islands.two_measures(load("island_areas"), load("island_populations"))
    both = rows["label"].eq(islands.BOTH)
    shares = rows[both].set_index("series")["value"]
    assert round(shares[islands.LAND]) == 7 and round(shares[islands.PEOPLE]) == 37
    assert rows[~both].groupby("series")["value"].sum().round(6).eq(100).all()
    small = rows[rows["label"].isin(["Shikotan", "Habomai group"])].groupby("series")["value"].sum()
    assert small.round(6).equals(shares.round(6)[small.index])


def test_nobody_but_guards_lives_on_the_habomai_islands_today() -> None:
    rows = islands.then_and_now(load("island_populations")).set_index(["label", "series"])["value"]
    assert rows["Habomai group", islands.NOW] == 0
    assert rows["Habomai group", islands.THEN] == 5281


def test_the_two_had_more_than_a_third_of_the_residents_of_1945():
    shares = islands.resident_shares(load("island_populations")).set_index("resident_kind")
    assert shares.loc["japanese-1945", "share_percent"] == pytest.approx(36.5, abs=0.1)


def test_a_share_never_mixes_two_surveys():
    areas = pd.DataFrame(
        {
            "series": ["a"] * 3 + ["b"] * 4,
            "island_id": ["etorofu", "kunashiri", "shikotan", "etorofu", "kunashiri", "shikotan", "habomai"],
            "area_km2": [3000.0, 1500.0, 250.0, 3000.0, 1500.0, 250.0, 100.0],
        }
    )
    for islet in islands.HABOMAI:  # a column that no series fills
        areas = pd.concat([areas, pd.DataFrame({"series": ["c"], "island_id": [islet], "area_km2": [1.0]})])
    assert list(islands.areas_by_series(areas).index) == ["b"]


def test_the_islets_sum_to_the_group_where_the_group_is_not_printed():
    assert islands.areas_by_series(load("island_areas")).loc["gsi-2021", "habomai"] == pytest.approx(93.3)


def test_the_two_are_shikotan_and_the_habomai_islands():
    assert set(islands.TWO) < set(islands.FOUR)
    assert load("islands").set_index("island_id").loc[list(islands.FOUR), "in_dispute"].all()


def test_the_sources_of_several_rows_are_named_once():
    assert islands.join_ids(pd.Series(["a;b", "b;c"])) == "a;b;c"


def test_the_living_are_those_of_the_last_exact_count_in_every_chapter(facts: SimpleNamespace) -> None:
    former = load("former_residents")
    count = last_count(former)
    assert (facts.living, facts.living_on, facts.age) == (count.living, count.counted_on, count.mean_age)
    later = former[former["counted_on"].gt(count.counted_on) & former["generation"].eq("first")]
    assert later["living_precision"].ne("exact").all()


def test_the_catch_is_rather_more_than_in_the_zone_to_the_north(facts: SimpleNamespace) -> None:
    assert 1.05 < facts.zone_catch / facts.north_catch < 1.25  # as the chapter says in words


def test_those_who_had_lived_there_were_well_over_eighty_when_the_visits_ended() -> None:
    former = load("former_residents").set_index(["counted_on", "generation"])
    assert (
        float(former["mean_age_years"][pd.Timestamp("2022-03-31"), "first"]) > 85
    )  # chapter 7 says it in words
