"""What must be true of the trade values, and what must never be joined."""

import pandas as pd
import pytest
from conftest import ROOT

from four_islands.charts.about import About
from four_islands.charts.basket import basket
from four_islands.claims.trade import chapter
from four_islands.data import load
from four_islands.measures import business, quarrels, trade


@pytest.fixture(scope="module")
def values():
    return load("trade")


def test_a_year_has_one_value_of_one_authority_and_the_revised_one_wins(values):
    imports = trade.yearly(values, "imports", "jpy_billion").set_index("year")["value"]
    assert imports.index.is_unique
    assert imports[2021] == 1548.9


@pytest.fixture(scope="module")
def years():
    return trade.by_year(load("trade_yearly"), load("price_levels")).set_index("year")


def test_every_year_but_2018_has_a_total_that_its_flows_make(years):
    assert set(range(1956, 2026)) - set(years.index) == {2018}
    parts = years["exports"] + years["imports"]
    assert (parts - years["value"]).abs().max() < 1e-6
    assert years.index[parts.isna()].tolist() == [2019, 2025]


def test_the_soviet_union_and_russia_are_pieces_of_their_own(years):
    assert years.loc[:1991, "piece"].eq("ussr").all()
    assert years.loc[1992:, "piece"].eq("russia").all()


def test_trade_peaked_in_2013_in_dollars_and_in_the_1960s_as_a_share(years):
    assert years["value"].idxmax() == 2013
    assert years["share_percent"].idxmax() in (1962, 1964)
    assert 2.8 < years["share_percent"].max() < 3.1


def test_yen_become_dollars_at_the_rate_of_their_year(years):
    assert years.loc[2024, "exports"] == pytest.approx(1000 * 327.6 / 151.455)


def test_constant_prices_are_those_of_2024(years):
    assert years.loc[2024, "constant"] == years.loc[2024, "value"]
    assert years.loc[1978, "constant"] == pytest.approx(19_148, abs=1)


def test_a_bound_on_one_flow_is_a_bound_on_the_year(years):
    assert years.loc[2015, "value_precision"] == "at_least"
    assert years.loc[2016, "value_precision"] == "at_most"


def test_in_2022_exports_fell_and_imports_rose_to_their_peak(values):
    yen = trade.yen_flows(values).pivot_table(index="year", columns="flow", values="value")
    assert yen.loc[2022, "exports"] < yen.loc[2021, "exports"]
    assert yen["imports"].idxmax() == 2022


def test_exports_and_imports_of_a_year_sum_to_its_total_within_rounding(values):
    rows = values.query("measure == 'value' and period == 'calendar_year'")
    wide = rows.pivot_table(index=["year", "unit", "authority"], columns="flow", values="value").dropna()
    parts = wide["exports"] + wide["imports"]
    assert len(wide) >= 8
    assert ((parts - wide["total"]).abs() / wide["total"]).max() < 0.03


@pytest.fixture(scope="module")
def acted():
    return quarrels.with_measures(load("measures_before_2014"), load("japan_measures"))


@pytest.fixture(scope="module")
def facts(values, years, acted):
    tables = (load(name) for name in ("trade_goods", "economic_ties"))
    yen = trade.yen_flows(values)
    return business.facts(years.reset_index(), yen, *tables, acted, prices=load("price_levels"))


def test_after_three_of_four_quarrels_with_measures_trade_fell_deeper_than_in_ordinary_years(
    facts, years, acted
):
    assert (facts.unusual, facts.quarrels) == (3, 4)
    assert facts.invasion < facts.crimea < facts.airliner < facts.poland < facts.ordinary_floor
    lines, _, floor = quarrels.named(years, acted)
    assert lines.loc[~lines["acted"], "ratio"].gt(1).all()
    assert lines.loc[lines["acted"], "ratio"].lt(floor).sum() == 4 and lines["acted"].sum() == 5


def test_after_crimea_oil_fell_more_than_what_japan_bought_and_about_as_much_as_what_it_sold(facts):
    assert facts.bought_fell < facts.oil_fell and abs(facts.sold_fell - facts.oil_fell) < 0.05
    assert facts.ordinary == 35 and 0.45 < facts.left_2024 < 0.5
    assert abs(facts.imports_fell_2022) < 0.05 < facts.exports_fell_2022
    assert facts.poland < facts.deepest_ordinary < facts.poland + 0.03  # close to Poland's


def test_in_yen_both_falls_are_smaller_and_ordinary_years_lean_to_growth(facts):
    assert facts.crimea < facts.crimea_yen < 0.65 and facts.invasion < facts.invasion_yen < 0.6
    assert 0.2 < facts.usual_growth < 0.25
    assert facts.invasion_yen == pytest.approx(
        (395.5 + 1040.0 + 327.6 + 860.3) / 2 / (862.4 + 1548.9), abs=0.005
    )


def test_the_fractions_that_the_chapter_says_in_words(facts, years, acted):
    assert 0.6 < facts.airliner < 0.7 and 0.5 < facts.crimea < 0.56  # a third, nearly half
    constant = years["constant"]
    assert constant[1998] < constant[1995] * 2 / 3 and constant.loc[1999:2002].max() < constant[1995] * 0.8
    assert 0.34 < facts.invasion < 0.4  # almost two thirds; little more than a third was left
    after = constant.loc[2015:2021].mean() / constant[2013]
    assert 0.5 < after < 0.6  # little more than half
    medvedev = quarrels.change_after(years, "constant", 2010, 2)
    assert medvedev == pytest.approx(2, abs=0.05)  # twice
    assert facts.crimea_yen < 0.65 and 0.5 < facts.invasion_yen < 0.56  # in yen over a third, and nearly half
    rates = load("price_levels").set_index("year")["jpy_per_usd"].astype(float).reindex(years.index)
    in_yen = years.assign(yen=years["value"].astype(float) * rates)
    after, floor = quarrels.beside_ordinary(in_yen, "yen", 2, acted, {**quarrels.WITHOUT_MEASURES, **acted})
    assert after.index[after.ge(floor)].tolist() == [1980, 1982]  # in yen Poland's fall is not unusual


def test_most_gas_and_fish_were_left_and_most_coal_and_oil_gone():
    left = trade.bought(load("trade_goods")).set_index("product")["left"]
    assert left["lng"] > 0.9 and left["seafood"] > 1 and left["coal"] < 0.5 and left["crude_oil"] < 0.2
    assert left[["palladium", "aluminium"]].isna().all()


def test_the_dark_part_of_a_bar_is_what_was_left_and_never_longer_than_the_bar():
    rows = pd.DataFrame({"good": list("abc"), "value": [200.0, 100.0, 50.0], "left": [0.25, 1.4, None]})
    colours = {"left": "#000000", "gone": "#888888", "not known": "#cccccc"}
    about = About("t-basket", "T", "S", as_of="2023-04-26")
    chart = basket(rows.assign(source_ids="jetro-2023-04-26"), colours, about, unit="yen")
    drawn = {one["name"]: list(one["x"]) for one in chart.to_json()["data"]}
    assert drawn == {"gone": [200.0, 100.0], "not known": [50.0], "left": [50.0, 100.0]}
    assert chart.to_json()["layout"]["barmode"] == "overlay"


def test_the_measures_of_2022_lie_on_those_of_2014_from_the_day_of_the_invasion_on():
    (_, _, _), (crimea, until, _), (invasion, end, word) = trade.MEASURES_IN_FORCE
    assert crimea < invasion < until == end and not word
    day = pd.Timestamp(quarrels.WAR)
    assert invasion == pytest.approx(day.year + (day.day_of_year - 1) / 365, abs=0.005)


def test_the_year_without_a_value_is_2018(years):
    assert trade.no_value(years.reset_index()) == [2018]


def test_what_the_chapter_says_of_falls_in_words(years):
    """Half and two thirds are typed; these are the numbers behind them."""
    constant = years["constant"].astype(float)
    acted = quarrels.with_measures(load("measures_before_2014"), load("japan_measures"))
    named = {**quarrels.WITHOUT_MEASURES, **acted}
    after, floor = quarrels.beside_ordinary(years, "constant", 2, named, named)
    assert after[list(quarrels.WITHOUT_MEASURES)].gt(1).all()  # "trade grew"
    assert 0.5 < after[2014] < 0.55 and constant[2016] < constant[2013] / 2  # "in 2016 alone it was less"
    assert 0.33 < after[2022] < 0.4 and after[1980] > floor  # "nearly two thirds", "hardly moved"
    ways = chapter.judge("C68a").ways
    sums = {(way["sign"], way["until"]): found.outcome for way, found in ways}
    assert sums["exports", "essay"] == sums["imports", "2024"] == "fails"
    assert sums["exports", "2024"] == sums["both", "2024"] == "holds"


def test_the_sums_of_used_cars_told_before_and_after_the_ban_are_those_of_the_table():
    row = load("sanctions_weight").set_index("weight_id").loc["SW-17"]
    assert "37.0 in July 2023" in row["base"] and "9.1 in September 2023" in row["note"]
    for file in (ROOT / "notebooks").glob("11_*.ipynb"):  # a fork may have no such chapter
        words = file.read_text("utf-8")
        told = "in July 2023, partly in a rush before a ban, 37.", "In September the sum was nine billion."
        if "used cars" in words:
            assert all(one in words for one in told)
