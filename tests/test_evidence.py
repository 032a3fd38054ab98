"""Documents, visits and talks, told as claims: what two tables say of one event, and what was really read."""

from __future__ import annotations

import pandas as pd

from four_islands.data import load

NO_TEXT_DECLARED = {"2018-singapore"}  # announced by both leaders, and its note says that no text came out
WEST = ["Peru", "Chile", "Mexico", "Canada", "United States", "Argentina"]


def test_one_american_paper_has_one_date_in_every_table() -> None:
    papers, positions = load("us_documents"), load("us_positions")
    both = papers.merge(positions, on="event_id").dropna(subset=["event_id"])
    assert len(both) >= 6
    assert (both["dated_on"] == both["stated_on"]).all()


def test_joint_texts_that_hold_no_text_are_declared() -> None:
    texts = load("instruments")
    joint = texts["parties"].isin(["Japan;USSR", "Japan;Russia"])
    joint &= texts["kind"].isin(["joint-statement", "statement"])
    says = texts["leaves_open"].fillna("") + texts["says"]
    empty = (
        texts["names_islands"].eq("none") & texts["affirms_1956"].eq("silent") & says.str.contains("No text")
    )
    empty |= texts["note"].fillna("").str.contains("no joint text")
    assert set(texts.loc[joint & empty, "instrument_id"]) <= NO_TEXT_DECLARED


def test_a_summit_with_a_joint_statement_has_it_among_the_documents() -> None:
    meetings, days = load("summits"), set(load("instruments")["dated_on"])
    spoken = meetings[meetings["occasion"].str.contains("joint statement", case=False)]
    assert len(spoken) >= 2
    for one in spoken.to_dict("records"):
        assert {one["held_on"], one["ended_on"]} & days, one["summit_id"]


def test_no_document_is_known_to_the_month_where_the_meeting_is_known_to_the_day() -> None:
    meetings, texts = load("summits"), load("instruments")
    months = set(meetings.loc[meetings["held_on_precision"].eq("day"), "held_on"].dt.strftime("%Y-%m"))
    vague = texts[texts["dated_on_precision"].eq("month")]
    assert not set(vague["dated_on"].dt.strftime("%Y-%m")) & months


def test_meetings_in_the_americas_do_not_take_their_day_from_moscow_alone() -> None:
    meetings = load("summits")
    west = meetings[meetings["country"].isin(WEST)]
    alone = west["source_ids"].map(lambda ids: all(one.startswith("kremlin") for one in ids.split(";")))
    assert west[alone].empty


def test_five_later_documents_name_the_declaration_of_1956() -> None:
    texts = load("instruments").set_index("instrument_id")
    naming = texts.index[texts["affirms_1956"].eq("names-declaration")]
    assert {"2001-irkutsk", "2003-action-plan", "2004-lavrov", "2018-singapore"} <= set(naming)
    assert texts.loc["1998-moscow-declaration", "names_islands"] == "all-four"


def test_the_occupation_directive_lists_habomai_and_shikotan_apart_and_neither_is_found_to_use_it() -> None:
    order = load("instruments").set_index("instrument_id").loc["1946-scapin-677"]
    assert (order["names_islands"], order["relied_on_by"]) == ("two", "neither")
    assert "Paragraph 6" in order["leaves_open"]


def test_moscow_is_heard_in_documents_of_its_own() -> None:
    readings = load("instrument_readings")
    moscow = readings[readings["reader"].eq("russia")]
    assert moscow["stated_by"].eq("government").sum() >= 4


def test_no_head_of_state_came_before_2010_and_no_premier_before_2012() -> None:
    visits = load("island_visits")
    first = visits.groupby("office_rank")["visited_on"].min()
    assert first["head_of_state"] == pd.Timestamp("2010-11-01")
    assert first["premier"] == pd.Timestamp("2012-07-03")


def test_a_president_once_and_premiers_four_times() -> None:
    ranks = load("island_visits")["office_rank"].value_counts()
    assert (ranks["head_of_state"], ranks["premier"]) == (1, 4)


def test_the_security_council_visit_of_2011_was_protested_to_the_ambassador() -> None:
    visit = load("island_visits").set_index("visit_id").loc["2011-09-11-patrushev"]
    assert (visit["response_word"], visit["response_form"]) == ("protest", "ambassador_met;statement")


def test_visits_name_islands_that_exist() -> None:
    known = set(load("islands")["island_id"])
    for cell in load("island_visits")["island_ids"].dropna():
        assert set(cell.split(";")) <= known


def test_kono_and_lavrov_are_complete_but_for_the_fourth_meeting() -> None:
    talks = load("foreign_minister_talks")
    pair = talks[talks["japan_person_id"].eq("kono-taro") & talks["russia_person_id"].eq("lavrov-sergei")]
    assert pair.sort_values("held_on")["pair_number"].tolist() == [1, 2, 3, 5, 6, 7, 8, 9, 10, 11]


def test_the_ministers_last_met_in_munich_in_2020_and_last_talked_in_2021() -> None:
    talks = load("foreign_minister_talks")
    held = talks[talks["level"].eq("minister") & talks["held"]].sort_values("held_on")
    met = held[~held["format"].isin(["telephone", "online"])].iloc[-1]
    assert (met["place"], met["held_on"]) == ("Munich", pd.Timestamp("2020-02-15"))
    assert held.iloc[-1]["held_on"] == pd.Timestamp("2021-11-25")


def test_the_parts_of_both_counts_of_the_interned_sum_to_their_totals() -> None:
    persons = load("population_counts").set_index("count_id")["persons"]
    registered = persons[persons.index.str.startswith("internment-mvd-1949-")]
    total = registered.pop("internment-mvd-1949-registered")
    assert registered.sum() == total
    japan = persons[["internment-jp-dead", "internment-jp-returned", "internment-jp-sent-back"]]
    assert japan.sum() == persons["internment-jp-total"]
