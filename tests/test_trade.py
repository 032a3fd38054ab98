"""What must be true of the trade values, and what must never be joined."""

import pytest

from four_islands import trade
from four_islands.data import load


@pytest.fixture(scope="module")
def values():
    return load("trade")


def test_a_year_has_one_value_of_one_authority_and_the_revised_one_wins(values):
    imports = trade.yearly(values, "imports", "jpy_billion").set_index("year")["value"]
    assert imports.index.is_unique
    assert imports[2021] == 1548.9


def test_two_customs_authorities_are_never_one_series(values):
    rows = trade.totals(values)
    assert rows.groupby("series")["authority"].nunique().eq(1).all()
    assert rows.groupby(["series", "year"]).size().eq(1).all()


def test_the_soviet_union_and_russia_are_pieces_of_their_own(values):
    rows = trade.totals(values)
    assert rows.loc[rows["year"].le(1991), "piece"].eq("ussr").all()
    assert rows.loc[rows["year"].ge(1992), "piece"].eq("russia").all()


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


def test_a_decade_has_the_values_of_its_own_years_whoever_counted(values):
    nineties = trade.found_between(trade.totals(values), 1990, 1999)
    assert nineties.index.min() == 1990 and nineties.index.max() == 1999
    assert nineties.idxmin() == 1992  # counted by another authority than 1995 to 2001


def test_a_change_is_measured_on_the_earlier_value():
    assert trade.change_percent(200, 150) == -25
