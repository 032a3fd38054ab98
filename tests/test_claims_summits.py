"""What the essay says on warmth: each rule on frames made by hand, branch by branch, then on the book's own tables."""

from __future__ import annotations

import re

import pandas as pd
import pytest
from conftest import ROOT

from four_islands.claims.summits import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load
from four_islands.data.schema import Table
from four_islands.measures import warmth
from four_islands.measures.summits import joint_texts

SHIFTS = [1965, 1985, 2005]  # of windows that authors see open


def about(name: str) -> Table:
    return Table(
        name, name, "One row is one thing.", "", "2026-01-01", (), ("id",), searched_until="2026-01-01"
    )


def meetings(years: list[int], kind: str = "visit") -> pd.DataFrame:
    """One counted meeting in each of some years."""
    days = pd.to_datetime([f"{year}-06-01" for year in years])
    return pd.DataFrame(
        {"held_on": days, "counted": True, "japan_leader": "A", "russia_leader": "B", "occasion_kind": kind}
    )


def opened_in(years: list[int], level: str = "alliance") -> pd.DataFrame:
    """A chance opened in the world in each of some years, or elsewhere."""
    return pd.DataFrame({"opened_on": pd.to_datetime([f"{year}-01-01" for year in years]), "level": level})


def outcome(summits: pd.DataFrame, opened: list[int], level: str = "alliance", **how: str) -> str:
    windows = opened_in(opened, level)
    tables = Tables({"summits": summits, "windows_in_literature": windows}, about)
    return chapter.run("C39a", tables, shift="literature", **how).outcome


FOLLOWING = [year + k for year in SHIFTS for k in range(3)]


def test_meetings_that_follow_shifts_hold_and_those_long_after_fail() -> None:
    assert outcome(meetings(FOLLOWING), SHIFTS) == "holds"
    assert outcome(meetings([year + 8 for year in FOLLOWING]), SHIFTS) == "fails"


def test_meetings_spread_over_the_years_leave_it_open() -> None:
    steady = meetings([year for year in range(1957, 2022) if year % 5 in (0, 1)])
    assert outcome(steady, SHIFTS) == "open"
    assert outcome(meetings(FOLLOWING), [1900]) == "open"


def test_a_chance_that_hung_on_home_alone_is_no_shift_of_the_world() -> None:
    assert {outcome(meetings(FOLLOWING), SHIFTS, level) for level in warmth.AT_HOME} == {"open"}


def test_only_visits_count_where_visits_are_asked_for() -> None:
    margins = meetings(FOLLOWING, "multilateral")
    assert outcome(margins, SHIFTS, warmth="summits") == "holds"
    assert outcome(margins, SHIFTS, warmth="visits") == "fails"


def test_texts_are_a_sign_of_their_own() -> None:
    texts = pd.DataFrame(
        {
            "dated_on": pd.to_datetime([f"{year}-06-01" for year in FOLLOWING]),
            "parties": "Japan;Russia",
            "kind": "joint-statement",
            "relied_on_by": "japan",
        }
    )
    tables = Tables({"instruments": texts, "windows_in_literature": opened_in(SHIFTS)}, about)
    assert chapter.run("C39a", tables, shift="literature", warmth="texts").outcome == "holds"


def test_on_the_books_own_tables_the_link_stays_open() -> None:
    linked = chapter.judge("C39a")
    assert (linked.outcome.outcome, len(linked.ways)) == ("open", 18)
    assert linked.counts == {"open": 13, "holds": 1, "fails": 4}


def test_without_the_scholars_dates_nothing_holds() -> None:
    ways = chapter.judge("C39a").ways
    assert {o.outcome for way, o in ways if way["shift"] != "literature"} == {"open", "fails"}


def test_every_assertion_of_the_chapter_to_be_tested_has_a_test() -> None:
    wanted = load("assertions").query("chapter == '13_summits' and testable == 'test'")["assertion_id"]
    assert set(wanted) == set(chapter.tests)


def test_the_years_that_the_text_names_are_on_the_lists() -> None:
    votes = warmth.shifts_of_votes(load("un_ideal_points"))
    power = warmth.shifts_of_power(load("capabilities"))
    authors = warmth.shifts_of_scholars(load("windows_in_literature"))
    assert {1971, 1984, 1991, 2017} <= set(votes) and {1967, 1975, 1991, 2002} <= set(power)
    assert {1975, 2014, 2018} <= set(authors) and 1972 not in {*votes, *power}


def test_the_table_of_the_chapter_names_every_joint_text() -> None:
    texts = joint_texts(load("instruments"))
    chapters = [file.read_text("utf-8") for file in (ROOT / "notebooks").glob("13_*.ipynb")]
    told = next((text for text in chapters if "| Joint text |" in text), None)
    if told is None:
        pytest.skip("a fork without this chapter")
    assert [int(year) for year in re.findall(r"\| (\d{4}) \| ", told)] == sorted(texts["dated_on"].dt.year)
