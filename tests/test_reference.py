"""Chronology and cast: every event once and in its period, every person under their own name and deeds."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.data.schema import DataError
from four_islands.pages import cast, chronology
from press.book import index
from press.config import settings


def test_the_periods_part_the_chronology_without_rest() -> None:
    parts = [line for name in chronology.PERIODS for line in chronology.period(name)["id"]]
    assert parts == list(chronology.lines()["id"]) and len(parts) == len(set(parts))


def test_an_event_of_several_tables_is_told_once() -> None:
    lines = chronology.lines()
    assert list(lines["id"]).count("1956-joint-declaration") == 1
    assert len(lines[lines["day"].eq("1956-10-19")]) == 1, "declaration, offer and meeting of one day"
    assert len(lines[lines["day"].eq("1960-01-27")]) == 1, "memorandum and condition of one day"


def test_no_document_and_no_story_is_left_out() -> None:
    told = set(chronology.lines()["id"])
    assert set(load("story_events")["event_id"]) <= told
    assert set(load("instruments")["instrument_id"]) <= told


def test_a_meeting_that_nothing_else_tells_of_has_its_line() -> None:
    lines = chronology.lines().set_index("day")
    assert "APEC Da Nang" in lines.loc["2017-11-10", "what"]
    assert lines.loc["2017-11-10", "people"] == "Abe Shinzo;Vladimir Putin"


@pytest.mark.parametrize(
    ("precision", "until", "shown"),
    [
        ("day", None, "7 February 1855"),
        ("month", None, "February 1855"),
        ("year", None, "1855"),
        ("period", "1858-01-01", "1855 to 1858"),
        ("month", "1855-03-31", "February 1855 to March 1855"),
    ],
)
def test_a_date_is_shown_as_exactly_as_it_is_known(precision: str, until: str | None, shown: str) -> None:
    row = {
        "day": pd.Timestamp("1855-02-07"),
        "precision": precision,
        "until": pd.Timestamp(until) if until else pd.NaT,
    }
    assert chronology.when(row) == shown


def test_a_line_is_text_and_leads_to_its_chapter() -> None:
    row = {
        "id": "1855-x",
        "day": pd.Timestamp("1855-02-07"),
        "precision": "day",
        "until": pd.NaT,
        "what": "A <b>line</b>",
        "people": "Kawaji Toshiakira;Yevfimy Putyatin",
        "place": "Shimoda",
        "chapter": "02_instruments",
        "source_ids": "natural-earth-10m-land",
    }
    html = chronology.entry(row, "../")
    assert "<b>" not in html and "A &lt;b&gt;line&lt;/b&gt;." in html
    assert '<a href="../notebooks/02_instruments.html">chapter 2</a>' in html
    assert "<em>Kawaji Toshiakira, Yevfimy Putyatin; Shimoda.</em>" in html


def test_a_part_that_is_none_is_refused_with_those_that_are() -> None:
    with pytest.raises(DataError, match=r"'1945' is no period.*1945-1956"):
        chronology.period("1945")
    with pytest.raises(DataError, match=r"'kings' is no group.*premiers, moscow"):
        cast.people("kings")


def test_every_premier_since_1945_stands_in_the_cast_once() -> None:
    names = [person.name for person in cast.people("premiers")]
    assert len(names) == len(set(names)) == load("premierships")["person_id"].nunique()


def test_the_index_on_paper_can_find_everybody_of_the_cast() -> None:
    words, persons = index.names(settings().data, settings().paper["index"])
    written = [*words.values(), *(told for _, told in persons.whole.values())]
    found = {frozenset(re.findall(r"\w+", name)) for names in written for name in names.split("; ")}
    people = [person.name for group in cast.GROUPS for person in cast.people(group)]
    assert not [name for name in people if frozenset(name.split()) not in found]


def test_people_of_one_family_name_keep_their_own_deeds() -> None:
    premiers = {person.name: person.part for person in cast.people("premiers")}
    assert "Joint Declaration" in premiers["Hatoyama Ichiro"]
    assert "1956" not in premiers["Hatoyama Yukio"]
    ministers = {person.name: person.part for person in cast.people("ministers")}
    assert not any("Singapore:" in part for part in ministers.values()), "that was the premier Abe"


def test_meetings_are_those_of_the_table() -> None:
    (abe,) = [person for person in cast.people("premiers") if person.name == "Abe Shinzo"]
    met = load("summits").query("counted and japan_leader == 'Abe' and russia_leader == 'Putin'")
    assert f"Putin {len(met)} times" in abe.part


def test_who_left_no_trace_is_said_to_have_left_none() -> None:
    nobody = cast.part("Nobody At All", pd.Series(dtype=str), load("offers").head(0))
    assert nobody == cast.NOTHING


def test_names_carry_their_language() -> None:
    html = cast.html("premiers") + cast.html("moscow") + cast.html("others")
    assert '<span lang="ja">安倍晋三</span>' in html and '<span lang="ru">Путин</span>' in html
    bare = re.sub(r'<span lang="(?:ja|ru)">[^<]*</span>', "", html)
    assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff\u0400-\u04ff]", bare)
