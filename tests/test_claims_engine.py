"""The engine that judges assertions: every universe is run, no table is asked beyond what it knows, nothing is glued."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from four_islands.claims.engine import Chapter, Choice
from four_islands.claims.outcome import ClaimError, Outcome, fails, holds
from four_islands.claims.record import as_record, headline
from four_islands.claims.tables import Tables
from four_islands.data.schema import Table
from four_islands.pages.outcomes import fold

ABOUT = Table("walks", "Walks", "One row is one walk.", "", "2022-12-31", (), ("walk",))
WALKS = pd.DataFrame({"walk": ["a", "b", "c"], "miles": [1, 5, 9], "read": ["full", "full", "report"]})


def tables(**changed: object) -> Tables:
    return Tables({"walks": WALKS}, lambda name: replace(ABOUT, **changed))


def chapter() -> Chapter:
    """Two decisions, one of which matters: whether half of the walks are long."""
    made = Chapter("99_walks")

    @made.assertion(
        "C99a",
        long=Choice("Some call five miles long.", {"five": "five miles", "nine": "nine miles"}),
        share=Choice("A majority or all.", {"half": "half of them", "most": "two thirds"}),
    )
    def walks_are_long(load: Tables, how: object) -> Outcome:
        """Are at least half of the walks long?"""
        walks = load("walks")
        share = walks["miles"].ge({"five": 5, "nine": 9}[how.long]).mean()
        enough = share >= {"half": 0.5, "most": 0.6}[how.share]
        return (
            holds("Most walks are long.", share=share)
            if enough
            else fails("Most walks are short.", share=share)
        )

    return made


def test_every_combination_of_options_is_a_universe_and_the_own_one_comes_first() -> None:
    judged = chapter().judge("C99a", tables())
    assert next(way for way, _ in judged.ways) == {"long": "five", "share": "half"}
    assert len(judged.ways) == 4
    assert judged.counts == {"holds": 2, "fails": 2}


def test_an_outcome_that_hangs_on_the_way_of_counting_is_open_and_names_the_choice() -> None:
    judged = chapter().judge("C99a", tables())
    assert judged.outcome.outcome == "open"
    assert judged.outcome.sentence == (
        "For it: Most walks are long (rule: five miles). Against it: Most walks are short (rule: nine miles)."
    )


def test_an_outcome_stands_when_three_quarters_of_the_ways_agree() -> None:
    made = chapter()
    made.tests["C99a"] = replace(
        made.tests["C99a"], senseless={"not both": lambda how: how.long == "nine" and how.share == "most"}
    )
    assert made.judge("C99a", tables()).outcome.outcome == "open"  # 2 of 3
    made.tests["C99a"] = replace(made.tests["C99a"], senseless={"too long": lambda how: how.long == "nine"})
    assert made.judge("C99a", tables()).outcome.sentence == "Most walks are long."


def test_a_choice_can_be_asked_for_and_an_unknown_one_is_refused() -> None:
    assert chapter().run("C99a", tables(), long="nine").outcome == "fails"
    with pytest.raises(ClaimError, match="no choice 'wide'"):
        chapter().run("C99a", tables(), wide="yes")
    with pytest.raises(ClaimError, match="long cannot be 'ten'; choose one of: five, nine"):
        chapter().run("C99a", tables(), long="ten")
    with pytest.raises(ClaimError, match="no test of C01a"):
        chapter().run("C01a", tables())


ASKED = {
    "beyond its last day": ({"until": "2026-11-01"}, {}, "searched until 2022-12-31 only"),
    "an absence of a sample": ({"absence": True}, {}, "is a sample"),
}


@pytest.mark.parametrize("case", ASKED)
def test_a_table_that_cannot_answer_leaves_the_assertion_open(case: str) -> None:
    asked, changed, says = ASKED[case]
    made = Chapter("99_walks")

    @made.assertion("C99b")
    def nobody_walked(load: Tables, how: object) -> Outcome:
        """Did nobody walk?"""
        return holds("Nobody walked.") if load("walks", **asked).empty else fails("Somebody walked.")

    out = made.run("C99b", tables(**changed))
    assert out.outcome == "open"
    assert says in out.sentence
    mended = tables(searched_until="2026-11-20", is_census=True)
    assert made.run("C99b", mended).outcome == "fails"


def test_only_texts_read_in_full_carry_codes() -> None:
    assert tables()("walks", coded=True)["walk"].tolist() == ["a", "b"]


def test_a_test_without_a_rule_or_with_two_is_refused() -> None:
    made = chapter()
    with pytest.raises(ClaimError, match="needs a docstring"):
        made.assertion("C99c")(lambda load, how: holds("It does."))
    with pytest.raises(ClaimError, match="two tests"):
        made.assertion("C99a")(made.tests["C99a"].run)


def test_an_outcome_is_one_of_four_and_its_sentence_is_whole() -> None:
    with pytest.raises(ClaimError, match="no outcome"):
        Outcome("mixed", "It is both.")
    with pytest.raises(ClaimError, match="full stop"):
        holds("It is so")


@pytest.mark.parametrize(
    ("outcomes", "says"),
    [
        (["holds", "holds"], "right"),
        (["fails"], "wrong"),
        (["holds", "fails", "open"], "partly right"),
        (["holds", "open"], "right in part, the rest open"),
        (["fails", "open"], "wrong in part, the rest open"),
        (["open", "not testable"], "open"),
        (["holds", "not testable"], "right in part, the rest not testable"),
        (["fails", "not testable"], "wrong in part, the rest not testable"),
        (["holds", "open", "not testable"], "right in part, the rest open or not testable"),
        (["not testable"], "not testable"),
    ],
)
def test_the_headline_of_a_claim_is_written_from_its_assertions(outcomes: list[str], says: str) -> None:
    assert headline(outcomes) == says


def test_a_record_holds_the_rule_the_ways_and_the_tables_asked() -> None:
    record = as_record(chapter().judge("C99a", tables()))
    assert record["rule"] == "Are at least half of the walks long?"
    assert record["tables"] == ["walks"]
    assert record["ways"][3] == {
        "way": {"long": "nine", "share": "most"},
        "outcome": "fails",
        "sentence": "Most walks are short.",
    }


def test_the_controls_open_on_the_books_own_way_though_a_notebook_sorts_its_keys() -> None:
    record = {"assertion": "C99a", **as_record(chapter().judge("C99a", tables()))}
    backwards = {
        name: c | {"options": dict(reversed(c["options"].items()))} for name, c in record["choices"].items()
    }
    page = fold(record | {"choices": backwards})
    assert '<option value="five" selected>' in page
    assert '<option value="half" selected>' in page
    assert page.count(" selected") == 2
