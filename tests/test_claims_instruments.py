"""What the essay says on treaties and promises: each rule branch by branch, then on the book's own tables."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from four_islands.claims.instruments import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load


def edited(name: str, key: str, row: str, **values: Any) -> pd.DataFrame:
    """One of the book's tables with some cells of one row changed."""
    frame = load(name)
    for column, value in values.items():
        frame.loc[frame[key].eq(row), column] = value
    return frame


def out(assertion: str, *, frames: dict[str, pd.DataFrame] | None = None, **how: str) -> tuple[str, str]:
    found = chapter.run(assertion, Tables(frames or {}), **how)
    return found.outcome, found.sentence


def texts(row: str, **values: Any) -> dict[str, pd.DataFrame]:
    return {"instruments": edited("instruments", "instrument_id", row, **values)}


def wars(row: str, **values: Any) -> dict[str, pd.DataFrame]:
    return {"belligerents": edited("belligerents", "state_id", row, **values)}


@pytest.mark.parametrize(
    ("assertion", "outcome", "counts"),
    [
        ("C06a", "holds", {"holds": 1}),
        ("C06b", "holds", {"holds": 3, "fails": 1}),
        ("C06c", "holds", {"holds": 12, "fails": 4}),
        ("C09a", "open", {"holds": 2, "fails": 2}),
        ("C09b", "holds", {"holds": 4}),
        ("C16a", "holds", {"holds": 2}),
        ("C16b", "open", {"fails": 2, "holds": 2}),
        ("C16c", "open", {"holds": 2, "fails": 1}),
        ("C16d", "fails", {"fails": 4}),
        ("C46a", "fails", {"fails": 7, "holds": 1}),
        ("C48a", "fails", {"fails": 3, "holds": 1}),
        ("C50a", "open", {"fails": 4, "holds": 4}),
        ("C54a", "holds", {"holds": 1}),
    ],
)
def test_what_stands_by_the_books_tables(assertion: str, outcome: str, counts: dict[str, int]) -> None:
    judged = chapter.judge(assertion)
    assert judged.counts == counts
    assert judged.outcome.outcome == outcome


def test_a_declaration_not_in_force_would_have_ended_no_war() -> None:
    frames = texts("1956-joint-declaration", in_force_on=pd.NaT)
    assert out("C06a", frames=frames)[0] == "fails"
    assert out("C48a", frames=frames)[0] == "holds"


def test_a_treaty_of_peace_by_name_with_moscow_turns_three_claims_at_once() -> None:
    frames = wars("ussr", has_peace_treaty=True, treaty_still_to_come=False)
    assert out("C06b", frames=frames) == ("fails", "It did what a peace treaty does, all but the border.")
    assert out("C06c", frames=frames) == ("fails", "Only 11 years passed to October 1956.")
    assert not load("belligerents").equals(frames["belligerents"])


def test_the_sense_of_a_peace_treaty_decides_between_the_war_and_the_treaty() -> None:
    assert out("C48a", ended="war")[0] == "fails"
    assert out("C48a", ended="treaty", treaty="named")[0] == "holds"
    assert out("C48a", ended="treaty", treaty="effect")[0] == "fails"


def test_russia_is_alone_only_where_agreements_count_and_nothing_may_be_left_over() -> None:
    assert out("C46a", treaty="effect", whole="whole", states="clear") == (
        "holds",
        "Only with Moscow is a peace treaty still to come.",
    )
    assert out("C46a", treaty="effect", whole="war", states="clear")[1].startswith("In this sense no state")
    assert out("C46a", treaty="effect", whole="whole", states="all")[0] == "fails"
    assert chapter.run("C46a").numbers == {"without": 8}


def test_if_all_others_had_treaties_the_essay_would_be_right_about_russia() -> None:
    frame = load("belligerents")
    frame["has_peace_treaty"] = frame["state_id"].ne("ussr")
    assert out("C46a", frames={"belligerents": frame})[0] == "holds"


def test_from_the_announcement_to_the_end_of_talks_it_was_76_years() -> None:
    assert out("C06c", start="announced", end="talks") == (
        "holds",
        "From 15 August 1945 to 21 March 2022 it was 76 full years, and there was no treaty.",
    )


def test_an_agreement_that_names_one_island_turns_the_claim_and_four_are_needed_for_the_other_sense() -> None:
    frames = texts("1945-yalta", names_islands="two-large")
    assert out("C09b", frames=frames) == ("fails", "The islands are named in the Yalta agreement.")
    assert out("C09b", frames=frames, name="all")[0] == "holds"
    assert out("C09b", frames=texts("1943-cairo", names_islands="unknown"))[0] == "open"
    order = texts("1945-general-order-1", names_islands="two")
    assert out("C09b", frames=order)[0] == "holds"
    assert out("C09b", frames=order, texts="papers")[0] == "fails"


def readings(**extent: list[bool]) -> dict[str, pd.DataFrame]:
    """Readings of San Francisco by hand: for each government whether each of its readings turns on the name."""
    rows = [
        {"instrument_id": "1951-san-francisco", "reader": side, "stated_by": "government", "is_on_extent": on}
        for side, all_of_them in extent.items()
        for on in all_of_them
    ]
    return {"instrument_readings": pd.DataFrame(rows)}


@pytest.mark.parametrize(
    ("frames", "weight", "says"),
    [
        (readings(japan=[True, False], russia=[True, False]), "point", "holds"),
        (readings(japan=[True], russia=[False]), "point", "fails"),
        (readings(japan=[True, True, False], russia=[True]), "main", "holds"),
        (readings(japan=[True], russia=[True, False]), "main", "fails"),
        (readings(japan=[True]), "point", "open"),
    ],
)
def test_a_quarrel_is_over_a_name_when_both_cases_turn_on_it(
    frames: dict[str, pd.DataFrame], weight: str, says: str
) -> None:
    assert out("C09a", frames=frames, weight=weight)[0] == says


def test_where_one_case_rests_on_the_name_only_the_other_argues_from_something_else() -> None:
    one = readings(japan=[True], russia=[True, False])
    assert "of what one of them argues" in out("C09a", frames=one, weight="main")[1]
    assert "of what each argues" in out("C09a", weight="main")[1]


def test_yeltsin_agreed_in_a_joint_text_and_again() -> None:
    assert out("C16a") == ("holds", "The Tokyo Declaration of October 1993 names all four.")
    once = texts("1998-moscow-declaration", names_islands="none")
    assert out("C16a", frames=once, often="again") == ("fails", "Only one such text names all four.")
    once["instruments"].loc[lambda f: f["instrument_id"].eq("1993-tokyo-declaration"), "names_islands"] = (
        "none"
    )
    assert out("C16a", frames=once) == ("fails", "No such text names all four.")


def test_tokyo_1993_confirms_the_promise_only_in_general_or_by_word_of_mouth() -> None:
    assert out("C16b", words="named")[0] == "fails"
    assert out("C16b", words="general")[1].startswith("It confirms the agreements")
    assert "press conference" in out("C16b", words="press")[1]
    unsaid = {"offers": load("offers").query("offer_id != '1993-yeltsin-press'")}
    assert out("C16b", frames=unsaid, words="press")[0] == "fails"
    assert out("C16b", frames=texts("1993-tokyo-declaration", affirms_1956="names-declaration"))[0] == "holds"


def test_tokyo_1993_fails_by_name_and_by_promise_for_two_reasons() -> None:
    assert out("C16b", words="named")[1] == "It does not name the declaration of 1956."
    assert out("C16b", words="repeated")[1] == "It does not say that two islands will be handed over."


def test_irkutsk_without_the_name_of_1956_would_affirm_nothing() -> None:
    silent = texts("2001-irkutsk", affirms_1956="silent")
    assert out("C16c", frames=silent) == ("fails", "It does not name the declaration of 1956.")


def test_irkutsk_would_repeat_the_promise_if_it_named_the_two() -> None:
    assert out("C16c", words="repeated") == ("fails", "It does not say that two islands will be handed over.")
    assert out("C16c", frames=texts("2001-irkutsk", names_islands="two"), words="repeated")[0] == "holds"


def test_a_visit_in_2004_with_a_paper_would_make_the_essay_right() -> None:
    frames = texts("2005-tokyo-summit", affirms_1956="names-declaration")
    assert out("C16d", frames=frames, visit="nearest") == (
        "holds",
        "On a visit of 2005 the promise was repeated.",
    )
    assert out("C16d", frames=frames)[1].startswith("No president came in 2004")
    assert out("C16d", visit="nearest")[1].startswith("The visit came in November 2005")
    said = {"offers": edited("offers", "offer_id", "2005-putin-tokyo", islands="2")}
    assert out("C16d", frames=said, visit="nearest", words="said")[0] == "holds"
    assert out("C16d", frames=said, visit="nearest", words="paper")[0] == "fails"


def test_the_framework_hangs_on_naming_or_confirming() -> None:
    by_name = "Of 11 later texts only three rest on it by name."
    assert out("C50a", words="named", since="1991") == ("fails", by_name.replace("11", "ten"))
    general = "Of 11 later texts eight rest on it or on all that was agreed before."
    assert out("C50a", words="general") == ("holds", general)
    named = {"instruments": load("instruments").replace({"affirms_1956": {"general": "names-declaration"}})}
    says, sentence = out("C50a", frames=named, words="named")
    assert says == "holds" and sentence.startswith("Of 11 later texts eight rest on it by name.")


def test_the_paper_of_1973_names_the_declaration_and_does_not_rest_on_it() -> None:
    recalled = " That of 1973 names it too, but only as what had restored relations."
    assert out("C50a", words="named")[1].endswith("only three rest on it by name." + recalled)
    assert recalled not in out("C50a", words="named", since="1991")[1] + out("C50a", words="general")[1]


def test_another_potsdam_would_say_something_else() -> None:
    frames = texts("1945-potsdam", says="Japan keeps all it has.")
    assert out("C54a", frames=frames) == ("fails", "The text says something else.")
