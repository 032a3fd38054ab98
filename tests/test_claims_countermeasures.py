"""What the essay says on Moscow's answer, judged on tables made by hand and on the book's own."""

from types import SimpleNamespace

import pandas as pd
import pytest

from four_islands.claims.countermeasures import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load

ABOUT = SimpleNamespace(
    title="Made by hand", searched_until="2026-01-01", as_of="2026-01-01", is_census=False
)


def judge(assertion, way=None, **frames):
    tables = Tables({name: pd.DataFrame(rows) for name, rows in frames.items()}, lambda name: ABOUT)
    return chapter.run(assertion, tables, **(way or {}))


def step(kind, day, reason="japanese_sanctions", only=True):
    row = {"move_id": f"RU-{day}", "kind": kind, "announced_on": pd.Timestamp(day)}
    return row | {"stated_reason": reason, "is_only_at_japan": only}


def measure(kind, day):
    row = {"measure_id": day, "record_type": "decision", "kind": kind, "dated_on": pd.Timestamp(day)}
    return row | {"targets_count": 1}


def request(kind, day):
    return {"kind": kind, "stated_on": pd.Timestamp(day)}


def said(day, condition, read="report", side="russia"):
    row = {"made_on": pd.Timestamp(day), "side": side, "title": "Lavrov", "read": read}
    return row | {"condition": condition}


FREEZE = measure("freeze_persons", "2022-02-26")
BANK = measure("freeze_central_bank", "2022-03-01")


@pytest.mark.parametrize(("day", "outcome"), [("2022-03-21", "holds"), ("2022-02-10", "fails")])
def test_talks_that_ended_before_japan_acted_were_no_answer(day, outcome):
    steps = [step("talks_ended", day)]
    assert judge("C02a", russian_countermeasures=steps, japan_measures=[FREEZE]).outcome == outcome


def test_without_a_statement_nothing_is_known_of_the_talks_or_the_list():
    frames = {"russian_countermeasures": [step("energy", "2022-06-30")], "japan_measures": [FREEZE]}
    assert judge("C02a", **frames).outcome == "open"
    assert judge("C02b", **frames).outcome == "open"


def test_the_list_may_come_after_the_first_freeze_and_before_that_of_the_bank():
    frames = {
        "russian_countermeasures": [step("unfriendly_list", "2022-02-28")],
        "japan_measures": [FREEZE, BANK],
    }
    assert judge("C02b", {"first": "any"}, **frames).outcome == "holds"
    assert judge("C02b", {"first": "freeze"}, **frames).outcome == "holds"
    assert judge("C02b", {"first": "central_bank"}, **frames).outcome == "fails"


@pytest.mark.parametrize(
    ("talks", "listed", "way", "outcome"),
    [
        ("japanese_sanctions", "unfriendly_acts", {"reason": "strict"}, ("holds", "open")),
        ("japanese_sanctions", "unfriendly_acts", {"reason": "wide"}, ("holds", "holds")),
        ("japanese_sanctions", "unfriendly_acts", {"reason": "wide", "aim": "only"}, ("holds", "open")),
        ("security", "japanese_sanctions", {}, ("fails", "holds")),
        ("security", "espionage", {}, ("fails", "open")),
    ],
)
def test_each_step_is_asked_for_its_own_reason(talks, listed, way, outcome):
    steps = [
        step("talks_ended", "2022-03-21", talks),
        step("unfriendly_list", "2022-03-07", listed, only=False),
    ]
    found = tuple(judge(name, way, russian_countermeasures=steps).outcome for name in ("C02c", "C02d"))
    assert found == outcome


@pytest.mark.parametrize(
    ("day", "condition", "outcome"),
    [
        ("2019-11-23", "American forces in Japan", "open"),
        ("2019-11-23", "another text", "holds"),
        ("2018-11-23", "American forces in Japan", "holds"),
    ],
)
def test_a_reason_given_may_be_an_occasion_where_another_was_named_before(day, condition, outcome):
    frames = {
        "russian_countermeasures": [step("talks_ended", "2022-03-21")],
        "offers": [said(day, condition)],
    }
    assert judge("C02c", {"sense": "moved"}, **frames).outcome == outcome
    assert judge("C02c", {"sense": "given"}, **frames).outcome == "holds"


@pytest.mark.parametrize(
    ("way", "outcome"),
    [
        ({"period": "essay"}, "open"),
        ({"period": "essay", "ask": "join"}, "holds"),
        ({"period": "crimea"}, "fails"),
        ({"period": "crimea", "denial": "ignore"}, "open"),
        ({"period": "today"}, "open"),
        ({"period": "today", "denial": "ignore"}, "holds"),
    ],
)
def test_a_request_for_sanctions_is_none_to_close_a_gap(way, outcome):
    rows = [
        request("denies_loophole", "2014-08-20"),
        request("asks_for_sanctions", "2022-02-05"),
        request("asks_to_close_exemption", "2025-10-15"),
    ]
    assert judge("C37a", way, us_requests=rows).outcome == outcome


def test_a_request_before_the_essay_to_close_a_gap_would_be_one():
    rows = [request("asks_to_close_exemption", "2022-05-01")]
    assert judge("C37a", {"period": "essay"}, us_requests=rows).outcome == "holds"


@pytest.mark.parametrize(("reason", "outcome"), [("japanese_sanctions", "fails"), ("security", "holds")])
def test_the_reason_of_the_day_is_the_one_in_the_statement(reason, outcome):
    steps = [step("talks_ended", "2022-03-21", reason)]
    assert judge("C38a", {"when": "day"}, russian_countermeasures=steps).outcome == outcome


def test_words_on_the_alliance_are_none_on_the_far_east():
    words = [said("2019-11-23", "American forces in Japan"), said("2024-06-05", "Another policy on Ukraine")]
    found = judge("C38a", {"when": "years", "security": "bases"}, offers=words)
    assert found.outcome == "open" and found.sentence.startswith("From November 2019")
    assert judge("C38a", {"when": "years", "security": "far_east"}, offers=words).outcome == "open"
    assert judge("C38a", {"when": "since", "security": "bases"}, offers=words).outcome == "fails"


def test_a_report_does_not_count_where_only_texts_read_in_full_do():
    way = {"when": "years", "security": "bases", "read": "full"}
    assert judge("C38a", way, offers=[said("2019-11-23", "bases")]).outcome == "open"
    full = judge("C38a", way, offers=[said("2019-11-23", "bases", "full")])
    assert full.outcome == "open" and full.sentence.startswith("From November 2019")


def test_the_words_of_tokyo_are_not_those_of_moscow():
    words = [said("2019-11-23", "bases", side="japan")]
    assert judge("C38a", {"when": "years", "security": "bases"}, offers=words).outcome == "open"


def test_the_books_own_tables_give_these_outcomes():
    found = {name: chapter.judge(name).outcome.outcome for name in chapter.tests}
    assert {name for name, said in found.items() if said == "holds"} == {"C02a", "C02b"}
    assert {name for name, said in found.items() if said == "open"} == {"C02c", "C02d", "C37a", "C38a"}


def test_a_statement_that_named_the_islands_safety_would_be_heard():
    moves = load("russian_countermeasures")
    moves.loc[moves["kind"].eq("talks_ended"), "stated_reason"] = "security"
    assert chapter.run("C38a", Tables({"russian_countermeasures": moves}), when="day").outcome == "holds"
