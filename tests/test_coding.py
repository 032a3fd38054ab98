"""Two codings of the same rows: agreement, kappa, and what the second says of the outcomes."""

import pandas as pd
import pytest

from four_islands.claims import alliance, offers
from four_islands.data import load, table
from four_islands.measures import coding, washington

NAMES = {"kind": "the kind"}
SECOND = {"us_documents": washington.CODED, "offers": coding.OFFERS}


def coders(first, second):
    ids = [f"p{i}" for i in range(len(first))]
    return tuple(pd.DataFrame({"id": ids, "kind": codes}) for codes in (first, second))


def test_two_coders_who_agree_throughout_have_a_kappa_of_one():
    found = coding.agreement(*coders(["supports", None], ["supports", None]), NAMES).iloc[0]
    assert (found["column"], found["rows"], found["agreed"], found["kappa"]) == ("the kind", 2, 1.0, 1.0)


def test_two_coders_who_agree_no_more_than_by_chance_have_a_kappa_of_nought():
    first, second = ["supports", "supports", "silent", "silent"], ["supports", "silent", "supports", "silent"]
    assert coding.agreement(*coders(first, second), NAMES).iloc[0]["kappa"] == pytest.approx(0)


def test_the_rows_on_which_two_coders_differ_are_listed_with_both_codes():
    found = coding.disagreements(*coders(["supports", "silent"], ["supports", None]), NAMES)
    assert found.to_dict("records") == [
        {"id": "p1", "column": "the kind", "code_first": "silent", "code_second": coding.BLANK}
    ]


def test_kappa_is_missing_where_both_used_one_code_only_and_rows_of_one_coder_are_left_out():
    first, second = coders(["silent"] * 3, ["silent"] * 3)
    found = coding.agreement(first, second.head(2), NAMES).iloc[0]
    assert found["rows"] == 2 and pd.isna(found["kappa"])


def test_the_table_with_the_second_codes_keeps_the_rows_that_were_not_coded_again():
    first, second = coders(["silent", "against"], ["supports", "supports"])
    assert list(coding.recoded(first, second.head(1), NAMES)["kind"]) == ["supports", "against"]


@pytest.mark.parametrize("name", SECOND)
def test_a_second_coding_uses_the_codes_of_the_first(name):
    first, second = ({c.name: c.codes for c in table(n).columns} for n in (name, f"{name}_second_coding"))
    assert {column: set(second[column]) for column in SECOND[name]} == {
        column: set(first[column]) for column in SECOND[name]
    }


def test_every_paper_was_coded_twice_and_every_second_code_was_read():
    first, second = load("us_documents"), load("us_documents_second_coding")
    assert list(second["document_id"]) == list(first["document_id"])
    assert set(second["read"]) == {"full"}


def test_the_positions_drawn_by_lot_are_those_of_the_seed():
    drawn = set(load("offers").sample(n=45, random_state=16)["offer_id"])
    drawn = drawn - {"2026-takaichi"} | {"2026-peskov"}  # the lot was drawn before these two changed places
    assert set(load("offers_second_coding")["offer_id"]) == drawn


def test_the_papers_that_the_chapter_names_are_those_on_which_the_readers_differ():
    found = coding.disagreements(load("us_documents"), load("us_documents_second_coding"), washington.CODED)
    differ = found.set_index(["document_id", "column"])[["code_first", "code_second"]].agg(tuple, axis=1)
    assert differ["1956-aide-memoire", "Moscow"] == ("mixed", "against")
    assert differ["1956-robertson-paper", "Moscow"] == ("supports", "mixed")
    assert differ["1956-dulles-tani", "Okinawa"] == ("supports", "against")
    assert differ["1955-nsc-debate", "Peking"] == ("silent", "against")


@pytest.mark.parametrize(
    ("chapter", "name"), [(alliance.chapter, "us_documents"), (offers.chapter, "offers")]
)
def test_no_outcome_hangs_on_which_of_the_two_readers_is_believed(chapter, name):
    again = coding.recoded(load(name), load(f"{name}_second_coding"), SECOND[name])
    judged = chapter.rejudged(name, again)
    assert judged and all(judged.values())


def test_an_outcome_that_does_hang_on_it_is_told():
    again = load("us_documents").assign(bears_on_okinawa="silent")
    assert not alliance.chapter.rejudged("us_documents", again)["C32a"]
