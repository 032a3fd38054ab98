"""What the essay says on opinion in the spring of 2022, judged: each rule on polls made by hand, and on the book's."""

from __future__ import annotations

import pytest
from test_claims_formulas import polled

from four_islands.claims.solidarity import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load

SPRING = {"fieldwork_started_on": "2022-04-16", "fieldwork_ended_on": "2022-04-17"}


def plain(share: float) -> dict[str, object]:
    return {"series_id": "sanctions-support", "response_code": "support", "value": share} | SPRING


def costly(share: float) -> dict[str, object]:
    return {
        "series_id": "sanctions-at-a-cost",
        "response_code": "should_be_continued",
        "value": share,
    } | SPRING


@pytest.mark.parametrize(
    ("polls", "how", "outcome"),
    [
        ([plain(80), costly(60)], {}, "holds"),
        ([plain(70), costly(60)], {}, "fails"),
        ([plain(70), costly(74)], {}, "holds"),
        ([plain(80), plain(70), costly(60)], {"polls": "most"}, "fails"),
        ([plain(80), plain(79), costly(60)], {"polls": "most"}, "holds"),
        ([plain(80), costly(60)], {"question": "plain"}, "holds"),
        ([plain(80), costly(60)], {"question": "cost"}, "fails"),
        ([plain(80)], {"question": "cost"}, "open"),
    ],
)
def test_the_essays_share_is_found_or_not(
    polls: list[dict[str, object]], how: dict[str, str], outcome: str
) -> None:
    assert chapter.run("C25a", polled(*polls), **how).outcome == outcome


def test_a_poll_after_the_essay_bears_nothing_out() -> None:
    late = plain(90) | {"fieldwork_started_on": "2025-02-01", "fieldwork_ended_on": "2025-02-02"}
    assert chapter.run("C25a", polled(plain(60), late)).outcome == "fails"


def worry(
    share: float, code: str = "worried_net", question: str = "Will China use force?"
) -> dict[str, object]:
    return {
        "series_id": "china-worry",
        "response_code": code,
        "value": share,
        "question_en": question,
    } | SPRING


@pytest.mark.parametrize(
    ("polls", "how", "outcome"),
    [
        ([worry(80), worry(60)], {}, "holds"),
        ([worry(80), worry(40)], {}, "fails"),
        ([worry(80), worry(40)], {"many": "third"}, "holds"),
        (
            [worry(80), worry(40, question="Will it spread to other regions (e.g. China)?")],
            {"question": "named"},
            "holds",
        ),
        (
            [worry(80) | {"poll_id": "p"}, worry(40, "very_worried") | {"poll_id": "p"}],
            {"worry": "very"},
            "fails",
        ),
        (
            [worry(80) | {"poll_id": "p"}, worry(40, "very_worried") | {"poll_id": "p"}],
            {"worry": "very", "many": "third"},
            "holds",
        ),
        ([worry(80)], {"worry": "very"}, "open"),
    ],
)
def test_many_is_what_every_poll_must_show(
    polls: list[dict[str, object]], how: dict[str, str], outcome: str
) -> None:
    assert chapter.run("C26a", polled(*polls), **how).outcome == outcome


@pytest.mark.parametrize(("assertion", "most", "ways"), [("C25a", 5, 6), ("C26a", 6, 8)])
def test_both_hold_in_the_tables_of_the_book(assertion: str, most: int, ways: int) -> None:
    judged = chapter.judge(assertion)
    assert (judged.outcome.outcome, judged.counts["holds"], len(judged.ways)) == ("holds", most, ways)


def test_without_its_poll_the_essays_figure_is_still_borne_out_and_with_a_calm_public_the_fear_is_not() -> (
    None
):
    answers = load("polls")
    without = Tables({"polls": answers[answers["answer_id"].ne("UA068")]})
    assert chapter.run("C25a", without).sentence.startswith("In nine of 11 polls")
    assert chapter.run("C25a", without, question="cost").outcome == "fails"
    calm = answers.assign(value=answers["value"].mask(answers["poll_id"].eq("kyodo-2022-03"), 30.0))
    assert chapter.run("C26a", Tables({"polls": calm})).outcome == "fails"
