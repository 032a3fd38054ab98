"""Meetings: each fell in the terms of the two leaders it names, and pairs are numbered in order."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, last_day, rows, rule, told

_OFFICES = ["party_leader", "president", "acting_president"]


def _outside(meetings: pd.DataFrame, key: str, terms: pd.DataFrame) -> pd.Series:
    """Meetings on no possible day of the term they name; a leader's last day may be the day of the meeting."""
    held = meetings["held_on"]
    latest = last_day(held, meetings["held_on_precision"])
    start = meetings[key].map(terms["started_on"])
    end = meetings[key].map(terms["ended_on"].fillna(terms["last_seen_on"]))
    return (latest < start) | (held > end)


@rule("summits", "held_on", "a meeting falls in the term of the Japanese premier it names")
def meetings_fall_in_premierships(meetings: pd.DataFrame, reach: Reach) -> Wrong:
    """The premier of the day met the leader."""
    terms = reach("premierships").set_index("term_id")
    wrong = _outside(meetings, "japan_term_id", terms)
    return told(meetings, wrong, "{summit_id} held {held_on}, outside {japan_term_id}")


@rule("summits", "japan_leader", "the premier's name is that of the term")
def premiers_are_named_alike(meetings: pd.DataFrame, reach: Reach) -> Wrong:
    """Initials tell the two Hatoyamas, Fukudas and Sugas apart and are ignored here."""
    names = meetings["japan_term_id"].map(reach("premierships").set_index("term_id")["name_family"])
    wrong = names.notna() & meetings["japan_leader"].str.split(" ").str[0].ne(names)
    return told(meetings, wrong, "{japan_leader} for {japan_term_id}, the term of {names}", names=names)


@rule("summits", "russia_term_id", "a meeting falls in the term of the Soviet or Russian leader it names")
def meetings_fall_in_leaderships(meetings: pd.DataFrame, reach: Reach) -> Wrong:
    """The term and the family name agree with the table of leaders."""
    terms = reach("leaders_ussr_russia").set_index("row_id")
    wrong = _outside(meetings, "russia_term_id", terms)
    yield from told(meetings, wrong, "{summit_id} held {held_on}, outside {russia_term_id}")
    names = meetings["russia_term_id"].map(terms["name_family"])
    wrong = names.notna() & meetings["russia_leader"].ne(names)
    yield from told(meetings, wrong, "{russia_leader} for {russia_term_id}, the term of {names}", names=names)


@rule("summits", "japan_person_id", "the persons are those of the terms named")
def persons_are_those_of_the_terms(meetings: pd.DataFrame, reach: Reach) -> Wrong:
    """A person may hold several terms; the two ids of a side must speak of one man or woman."""
    for side, table, key in (
        ("japan", "premierships", "term_id"),
        ("russia", "leaders_ussr_russia", "row_id"),
    ):
        persons = meetings[f"{side}_term_id"].map(reach(table).set_index(key)["person_id"])
        wrong = persons.fillna("").ne(meetings[f"{side}_person_id"].fillna(""))
        for row, one in rows(meetings, wrong):
            yield row, f"{one['summit_id']}: {one[f'{side}_person_id']} for {one[f'{side}_term_id']}"


@rule(
    "summits",
    "counted",
    "a meeting counts if and only if it was in person with the party leader or president",
)
def counted_meetings_are_summits(meetings: pd.DataFrame, reach: Reach) -> Wrong:
    """The stated counting rule of the table."""
    is_summit = meetings["mode"].eq("in_person") & meetings["russia_office"].isin(_OFFICES)
    return told(meetings, is_summit != meetings["counted"], "{summit_id}: {mode} with {russia_office}")


@rule("summits", "pair_number", "the meetings of two leaders are numbered upwards in time, one at a time")
def pairs_are_numbered_upwards(meetings: pd.DataFrame, reach: Reach) -> Wrong:
    """A meeting whose place in the count is not known has no number, so a step may skip it but never go back."""
    numbered = meetings[meetings["pair_number"].notna()]
    pairs = [meetings["japan_leader"], meetings["russia_leader"]]
    before = numbered["pair_number"].groupby([pair[numbered.index] for pair in pairs]).shift()
    wrong = numbered["pair_number"] <= before
    return told(numbered, wrong, "number {pair_number} after {before}", before=before)


@rule("summits", "venue", "the venue agrees with the country")
def venues_agree(meetings: pd.DataFrame, reach: Reach) -> Wrong:
    """In Japan, in the Soviet Union or Russia, in a third country, or nowhere by telephone."""
    known = {"Japan": "japan", "Russia": "russia", "Soviet Union": "russia"}
    expected = (
        meetings["country"].map(known).fillna("third_country").where(meetings["country"].notna(), "none")
    )
    return told(meetings, expected.ne(meetings["venue"]), "{country} as {venue}")
