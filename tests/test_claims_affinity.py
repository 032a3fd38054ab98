"""What the essay says on feelings and trust, judged: each rule on tables made by hand, and on those of the book."""

from __future__ import annotations

import pandas as pd
import pytest
from test_claims_formulas import polled

from four_islands.claims.affinity import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load


def survey(
    year: int, share: float, mode: str = "mail", series: str = "cao-affinity-russia"
) -> dict[str, object]:
    return {
        "poll_id": f"wave-{year}",
        "series_id": series,
        "answer_level": "net",
        "value": share,
        "mode_code": mode,
        "fieldwork_started_on": f"{year}-10-01",
        "fieldwork_ended_on": f"{year}-10-30",
        "answer_side": "negative" if series == "pew-russia" else "positive",
    }


@pytest.mark.parametrize(
    ("surveys", "how", "outcome"),
    [
        ([survey(2021, 13), survey(2022, 5)], {}, "holds"),
        ([survey(2021, 4), survey(2022, 5)], {}, "fails"),
        ([survey(2021, 4), survey(2022, 5), survey(2023, 3)], {"wave": "lowest"}, "holds"),
        ([survey(1985, 3, "face_to_face"), survey(2021, 13), survey(2022, 5)], {}, "holds"),
        ([survey(1985, 3, "face_to_face"), survey(2021, 13), survey(2022, 5)], {"compared": "held"}, "fails"),
        ([survey(2022, 5)], {}, "open"),
        (
            [survey(2017, 64, "x", "pew-russia"), survey(2022, 91, "x", "pew-russia")],
            {"measure": "pew"},
            "holds",
        ),
        (
            [survey(2017, 95, "x", "pew-russia"), survey(2022, 91, "x", "pew-russia")],
            {"measure": "pew"},
            "fails",
        ),
    ],
)
def test_a_record_is_broken_by_a_colder_answer(
    surveys: list[dict[str, object]], how: dict[str, str], outcome: str
) -> None:
    assert chapter.run("C24a", polled(*surveys), **({"ever": "found"} | how)).outcome == outcome


@pytest.mark.parametrize(("title", "outcome"), [("Affinity at a record low", "holds"), ("A survey", "open")])
def test_the_years_not_found_need_a_paper_that_speaks_for_them(title: str, outcome: str) -> None:
    tables = polled(survey(2021, 13), survey(2022, 5))
    tables._frames["sources"] = pd.DataFrame({"source_id": ["s"], "title": [title]})
    assert chapter.run("C24a", tables).outcome == outcome


def report(before: bool, after: bool, read: str = "report") -> Tables:
    rows = [
        (year, phrase, used, read)
        for year, used in ((2021, before), (2022, after))
        for phrase in ("illegal_occupation", "inherent_territory")
    ]
    return Tables(
        {"bluebook_wording": pd.DataFrame(rows, columns=["edition_year", "phrase", "is_used", "read"])}
    )


@pytest.mark.parametrize(("before", "after", "outcome"), [(False, True, "holds"), (True, True, "fails")])
def test_words_that_come_back_are_a_sign(before: bool, after: bool, outcome: str) -> None:
    assert chapter.run("C45a", report(before, after), much="both").outcome == outcome


@pytest.mark.parametrize(
    ("talked", "stopped", "much", "outcome"),
    [
        (False, True, "both", "holds"),
        (True, True, "both", "open"),
        (True, True, "any", "holds"),
        (True, False, "any", "fails"),
    ],
)
def test_talks_and_projects_that_end_are_signs(talked: bool, stopped: bool, much: str, outcome: str) -> None:
    tables = Tables(
        {
            "foreign_minister_talks": pd.DataFrame(
                {"held_on": pd.to_datetime(["2022-07-07"]), "level": "minister", "held": talked}
            ),
            "cooperation_events": pd.DataFrame(
                {
                    "kind": ["suspension" if stopped else "trade"],
                    "happened_on": pd.to_datetime(["2022-03-11"]),
                }
            ),
        }
    )
    assert chapter.run("C45a", tables, sign="deeds", much=much).outcome == outcome


def test_what_went_on_leaves_trust_open() -> None:
    assert chapter.run("C45a", sign="deeds").outcome == "holds"
    assert chapter.run("C45a", sign="deeds", deeds="kept").outcome == "open"


@pytest.mark.parametrize(
    ("assertion", "outcome", "most", "ways"), [("C24a", "holds", 13, 13), ("C45a", "open", 4, 6)]
)
def test_what_comes_out_of_the_tables_of_the_book(assertion: str, outcome: str, most: int, ways: int) -> None:
    judged = chapter.judge(assertion)
    assert (judged.outcome.outcome, max(judged.counts.values()), len(judged.ways)) == (outcome, most, ways)


def test_a_colder_year_before_the_war_would_turn_the_outcome() -> None:
    answers = load("polls")
    cold = answers["poll_id"].eq("cao-diplomacy-2021-09") & answers["series_id"].eq("cao-affinity-russia")
    doctored = answers.assign(value=answers["value"].mask(cold & answers["answer_side"].eq("positive"), 3.0))
    assert chapter.run("C24a", Tables({"polls": doctored})).outcome == "fails"
