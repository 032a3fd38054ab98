"""What is argued over: shares, residents, landings."""

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import islands


def test_every_printed_survey_rounds_to_seven_per_cent_of_the_land():
    shares = islands.land_shares(load("island_areas"), load("coastline")).query("series != 'outline'")
    assert shares["share_percent"].round().eq(7).all()


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


def test_the_outline_is_within_a_tenth_of_the_survey_for_each_large_island():
    outline = islands.outline_areas(load("coastline"))
    survey = islands.areas_by_series(load("island_areas")).loc["gsi-2022-islands-only"]
    for island in ("etorofu", "kunashiri", "shikotan"):
        assert outline[island] == pytest.approx(survey[island], rel=0.1)


def test_a_degree_square_on_the_equator_has_its_known_area():
    square = islands.ring_area([0, 1, 1, 0, 0], [0, 0, 1, 1, 0])
    assert square == pytest.approx(12364, rel=0.001)


def test_all_four_fell_after_the_announcement_and_only_habomai_after_the_signature():
    days = islands.landing_days(load("landings"), load("surrender_dates"))
    assert set(islands.taken_after(days, "announcement")) == set(islands.FOUR)
    assert islands.taken_after(days, "instrument") == ["habomai"]


def test_the_day_of_the_signature_itself_counts_as_before():
    landings = pd.DataFrame({"island_id": ["shikotan"], "landed_on": pd.to_datetime(["1945-09-02"])})
    signed = pd.DataFrame({"date_id": ["instrument"], "fell_on": pd.to_datetime(["1945-09-02"])})
    assert islands.taken_after(islands.landing_days(landings, signed), "instrument") == []


def test_the_two_are_shikotan_and_the_habomai_islands():
    assert set(islands.TWO) < set(islands.FOUR)
    assert load("islands").set_index("island_id").loc[list(islands.FOUR), "in_dispute"].all()


def test_the_sources_of_several_rows_are_named_once():
    assert islands.join_ids(pd.Series(["a;b", "b;c"])) == "a;b;c"
