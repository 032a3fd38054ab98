"""Three levels on any day: read from what held on that day, missing where nothing is on record."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import comparison, power, windows
from four_islands.measures.window_rules import LEVELS, SPOKEN_AGAIN, TEXTS


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: load(name) for name in (*windows.TABLES, "summits", "windows_in_literature")}


@pytest.fixture(scope="module")
def texts(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return windows.signs(tables, windows.days(tables, "texts")["day"])


def sign(found: pd.DataFrame, day: str, name: str) -> pd.Series:
    return found[found["day"].eq(pd.Timestamp(day)) & found["sign"].eq(name)].iloc[0]


def test_at_kawana_the_seats_are_those_of_the_day_not_those_won_in_1996(texts: pd.DataFrame) -> None:
    kawana = sign(texts, "1998-04-18", "party_near")
    assert kawana["favours"] is True and kawana["shows"] == "259/500"


def test_what_hashimotos_allies_held_in_the_upper_house_is_not_read_after_they_left(
    texts: pd.DataFrame,
) -> None:
    assert sign(texts, "1998-04-18", "houses_near")["favours"] is None


def test_a_government_without_the_ldp_is_not_read_from_the_seats_of_the_ldp(texts: pd.DataFrame) -> None:
    hosokawa = sign(texts, "1993-10-13", "coalition_near")
    assert hosokawa["favours"] is True and hosokawa["shows"] == "259/511"
    assert sign(texts, "1993-10-13", "party_near")["favours"] is None


def test_no_paper_of_one_administration_speaks_for_the_next(tables: dict[str, pd.DataFrame]) -> None:
    """Obama asked Abe in 2016 not to go; in November 2018 Trump was in office."""
    ask = tables["us_positions"].query("position_id == '2016-obama-call'")
    found = windows.signs(tables | {"us_positions": ask}, pd.to_datetime(["2016-12-15", "2017-03-01"]))
    assert sign(found, "2016-12-15", "word_all")["favours"] is False
    assert sign(found, "2017-03-01", "word_all")["favours"] is None


def test_silence_of_washington_is_missing_for_those_who_ask_for_a_word(texts: pd.DataFrame) -> None:
    assert sign(texts, "1973-10-10", "word_all")["favours"] is None
    assert sign(texts, "1973-10-10", "quiet_all")["favours"] is True


def test_one_no_settles_a_level_and_one_unknown_leaves_it_open() -> None:
    assert windows.all_of([None, False]) is False
    assert windows.all_of([None, True]) is None
    assert windows.all_of([True, True]) is True


def test_all_three_were_favourable_at_kawana_and_at_singapore(texts: pd.DataFrame) -> None:
    every = windows.together(windows.levels(texts))
    assert [str(day.date()) for day in every.index[every.eq(True)]] == ["1998-04-18", "2018-11-14"]


def test_with_the_seats_of_1996_kawana_would_not_be_favourable(tables: dict[str, pd.DataFrame]) -> None:
    early = tables["seats_on_dates"].query("counted_on < '1997-01-01'")
    found = windows.signs(tables | {"seats_on_dates": early}, pd.to_datetime(["1998-04-18"]))
    assert windows.together(windows.levels(found, near="term")).tolist() == [False]


def test_the_facts_follow_the_grid(tables: dict[str, pd.DataFrame]) -> None:
    facts = windows.facts(tables)
    assert facts.all_three == ("Kawana proposal", "Singapore agreement")
    assert facts.years_together == (1991, 1993, 1997, 1998, 2004, 2005, 2012, 2017, 2018, 2019, 2020, 2021)
    assert 0 < facts.quarters_together < facts.quarters_known
    assert facts.weaker == ["2005", "2006"] and facts.strength.idxmin() == 2005
    assert facts.outright == ["January 2005", "April 2005", "July 2005"]
    assert facts.outright_unasked[0] == "October 2005" and len(facts.outright_unasked) == 4


def test_the_premiers_under_whom_all_three_were_favourable(
    tables: dict[str, pd.DataFrame],
) -> None:
    days = windows.days(tables, "quarters")["day"]
    every = windows.together(windows.levels(windows.signs(tables, days), near="term"))
    terms = load("premierships").sort_values("started_on")
    found: dict[str, set[int]] = {}
    for day in days[every.eq(True).to_numpy()]:
        premier = terms.loc[terms["started_on"].le(day), "name_family"].iloc[-1]
        found.setdefault(premier, set()).add(day.year)
    assert found == {
        "Kaifu": {1991},
        "Miyazawa": {1993},
        "Hashimoto": {1997, 1998},
        "Koizumi": {2004, 2005},
        "Noda": {2012},
        "Abe": {2017, 2018, 2019, 2020},
        "Suga": {2021},
    }


def test_a_year_is_favourable_if_its_quarters_were_and_in_part_if_some_of_them_were() -> None:
    on = pd.to_datetime(["2000-01-01", "2000-04-01", "2001-01-01", "2002-01-01", "2003-01-01"])
    states = pd.DataFrame({"domestic": [False, True, None, False, True]}, index=on, dtype=object)
    states = states.assign(alliance=True, order=True).astype(object)
    found = windows.yearly(states).query("level == 'domestic'")
    assert found["state"].tolist() == ["in part", "unknown", "not favourable", "favourable"]


def test_the_grid_says_which_level_each_sign_belongs_to(tables: dict[str, pd.DataFrame]) -> None:
    grid = windows.grid(tables)
    assert set(grid["level"]) == {*LEVELS.values(), windows.WHOLE}
    assert list(dict.fromkeys(grid["years"]))[3] == "Apr 1998" and grid["years"].nunique() == len(TEXTS) + 1


def test_february_2026_is_drawn_beside_the_six_days_and_counted_nowhere(
    tables: dict[str, pd.DataFrame], texts: pd.DataFrame
) -> None:
    grid, states = windows.grid(tables), windows.levels(texts)
    is_last = grid["years"].eq("Feb 2026")
    assert is_last.iloc[-1] and grid.loc[is_last, ["sign", "favours"]].dropna().to_numpy().tolist() == [
        ["Politics at home", False],
        ["Seats of the premier's party, lower house", True],
        ["Premier in office for a year", False],
    ]
    drawn = grid[~is_last & grid["level"].eq(windows.WHOLE)].groupby("sign")["favours"]
    for level, name in LEVELS.items():
        for known in (True, False):
            assert drawn.get_group(name).eq(known).sum() == states[level].eq(known).sum()
    for kind in ("texts", "named", "meetings", "quarters"):
        assert windows.days(tables, kind)["day"].max() < pd.Timestamp(SPOKEN_AGAIN)


def test_the_last_numbers_of_the_region_pass_the_easy_rule_and_not_the_strict(
    tables: dict[str, pd.DataFrame],
) -> None:
    found, apart = windows.facts(tables), power.distances(tables["un_ideal_points"])
    last = (
        apart.query("pair == 'Japan-Russia' and votes == 'final_passage'")
        .nlargest(1, "year")["distance"]
        .item()
    )
    assert last < found.votes_bar and 1 < found.strength.iloc[-1] < found.power_bar


def test_1998_stays_under_other_rules_and_abes_years_do_not(tables: dict[str, pd.DataFrame]) -> None:
    found = windows.signs(tables, windows.days(tables, "quarters")["day"])

    def years(**how: str) -> set[int]:
        every = windows.together(windows.levels(found, near="term", **how))
        return {pd.Timestamp(str(day)).year for day in every.index[every.eq(True)]}

    assert {1999, 2000} <= years(ally="quiet") and not years() & {1999, 2000}
    assert not {year for year in years(order="weaker") if year > 2012}
    assert all(1998 in years(order=order) for order in ("both", "late", "weaker", "strained"))
    assert 2018 not in years(order="late") and years(order="outright") == {2005}


def test_openings_named_by_others_leave_out_eras(tables: dict[str, pd.DataFrame]) -> None:
    years = set(windows.days(tables, "named")["day"].dt.year)
    assert {1955, 1986, 1998, 2018} <= years and not years & {1980, 2008}


def test_germany_alone_of_the_settled_disputes_is_known_to_have_had_all_three_levels() -> None:
    """Chapter 15 says so, and that in none of the others a majority or a third power is known to have been missing."""
    cases = comparison.levels(load("comparison_cases"), load("capabilities"))
    facts = comparison.facts(cases)
    assert facts.complete == ("deu-pol-1990",)
    settled = cases[cases["outcome"].isin(comparison.FULL)]
    assert not settled[["domestic", "alliance"]].eq(False).any(axis=None)
    assert settled.set_index("case_id").loc["deu-pol-1990", "share_ceded_percent"] == 0
    assert facts.treatyless_stronger == facts.treatyless and 2 * facts.weaker_settled == facts.weaker
    assert 2 * facts.stronger_settled == facts.stronger
