"""Washington and the talks of 1955-56."""

import pytest

from four_islands.data import load
from four_islands.measures import washington


def test_every_paper_is_counted_once_for_each_motive():
    papers = load("us_documents")
    counts = washington.motive_counts(papers).groupby("motive")["papers"].sum()
    assert counts.tolist() == [len(papers)] * len(washington.MOTIVES)


def test_the_warning_was_said_to_japan_and_ties_the_matter_to_okinawa():
    warning = load("us_documents").set_index("document_id").loc[washington.WARNING]
    assert (warning["audience"], warning["bears_on_okinawa"]) == ("to-japan", "supports")


def test_the_aide_memoire_follows_the_warning_by_nineteen_days():
    assert washington.days_between(load("us_documents"), washington.WARNING, washington.AIDE_MEMOIRE) == 19


def test_days_are_not_counted_from_a_paper_whose_day_is_unknown():
    papers = load("us_documents")
    papers.loc[papers["document_id"].eq("1955-sebald-policy"), "dated_on_precision"] = "month"
    with pytest.raises(ValueError, match="not both dated to the day"):
        washington.days_between(papers, "1955-sebald-policy", washington.WARNING)


def test_every_paper_behind_the_motives_was_read_whole_and_has_its_day():
    papers = load("us_documents")
    assert set(papers["read"]) == {"full"} and set(papers["dated_on_precision"]) == {"day"}


def test_after_the_declaration_washington_called_the_end_of_the_war_fitting():
    last = load("us_documents").iloc[-1]
    assert (last["document_id"], last["bears_on_separation"]) == ("1956-spokesman", "against")


def test_what_moscow_says_of_washington_is_no_american_position():
    positions = load("us_positions")
    assert not positions["speaker"].str.contains("Lavrov|Putin").any()
    assert set(positions["words"]) == {"own", "joint", "reported"}


def test_the_claim_to_four_is_older_than_the_party_that_made_it_policy():
    offers, dates = load("offers").set_index("offer_id"), load("alliance_dates").set_index("date_id")
    assert offers.loc["1955-japan-four", "made_on"] < dates.loc["1955-party", "dated_on"]


def test_the_japanese_cabinet_had_refused_before_the_warning_as_the_note_says():
    warning = load("us_documents").set_index("document_id").loc[washington.WARNING]
    assert "14 August" in warning["note"] and warning["dated_on"].day == 19
