"""What the documents say, and how Japan's wars ended."""

import pandas as pd

from four_islands.data import load
from four_islands.measures import instruments


def test_none_of_the_four_documents_the_essay_names_names_an_island():
    documents = load("instruments")
    named = documents[documents["instrument_id"].isin(instruments.WARTIME)]
    assert len(named) == len(instruments.WARTIME)
    assert not instruments.names_one_of_the_four(named).any()


def test_only_the_joint_declaration_is_the_promise_itself():
    documents = load("instruments")
    assert documents[documents["affirms_1956"] == "source"]["instrument_id"].tolist() == [
        "1956-joint-declaration"
    ]


def test_no_document_before_the_promise_bears_on_it():
    documents = load("instruments")
    early = documents[documents["dated_on"] < "1956-10-19"]
    assert set(early["affirms_1956"]) == {"not-applicable"}


def test_irkutsk_names_the_declaration_and_tokyo_1993_does_not():
    documents = load("instruments")
    stance = documents.set_index("instrument_id")["affirms_1956"]
    assert (stance["2001-irkutsk"], stance["1993-tokyo-declaration"]) == ("names-declaration", "general")


def test_five_documents_name_the_declaration_of_1956_and_the_plan_of_2003_is_one_of_them():
    documents = load("instruments").set_index("instrument_id")
    naming = documents.index[documents["affirms_1956"] == "names-declaration"].tolist()
    assert naming == ["2001-irkutsk", "2003-action-plan", "2004-lavrov", "2012-hikiwake", "2018-singapore"]
    assert documents.loc["2003-action-plan", "names_islands"] == "all-four"


def test_a_year_is_whole_only_on_its_anniversary():
    surrender = pd.Timestamp("1945-09-02")
    assert instruments.whole_years(surrender, pd.Timestamp("2022-09-01")) == 76
    assert instruments.whole_years(surrender, pd.Timestamp("2022-09-02")) == 77


def test_only_the_soviet_document_leaves_a_peace_treaty_to_come():
    wars = load("belligerents")
    assert wars[wars["treaty_still_to_come"]]["state_id"].tolist() == ["ussr"]


def test_russia_is_not_the_only_state_without_a_treaty_of_peace_by_name():
    without = instruments.without_peace_treaty(load("belligerents"))
    in_writing = without["how_ended"].isin(instruments.IN_WRITING)
    assert without.loc[~in_writing, "state_id"].tolist() == ["mongolia"]
    assert {"ussr", "poland", "czechoslovakia"} <= set(without["state_id"])


def test_san_francisco_binds_the_45_states_that_ratified_it():
    wars = load("belligerents").set_index("state_id")
    assert wars.loc["san-francisco-parties", "states_counted"] == 45


def test_a_text_read_twice_stands_once_with_a_star_for_what_turns_on_the_name():
    rows = instruments.read_twice(load("instruments"), load("instrument_readings")).set_index("Text")
    tokyo, moscow = rows["What Tokyo reads in it"], rows["What Moscow reads in it"]
    assert rows.index.is_unique and rows.index[0] == "1855 Shimoda" and rows.index[-1] == "1951 San Francisco"
    assert (tokyo.count(), tokyo.str.endswith(" *").sum()) == (7, 2)
    assert (moscow.count(), moscow.str.endswith(" *").sum()) == (6, 3)
    assert moscow.isna()["1943 Cairo"] and moscow["1945 Yalta"].endswith("undivided. *")


def test_the_facts_of_the_chapter_are_counted_from_the_tables():
    documents, wars = load("instruments"), load("belligerents")
    facts = instruments.facts(documents, load("instrument_readings"), wars)
    assert (facts.first_all_four, facts.first_naming, facts.naming) == (1991, 2001, 5)
    assert (facts.without, facts.to_come) == (8, 1)
    assert facts.on_name == {"japan": (2, 7), "russia": (3, 6)}
    assert facts.ratified == wars.set_index("state_id").loc["san-francisco-parties", "states_counted"]
    fewer = instruments.facts(
        documents[documents["instrument_id"].ne("2001-irkutsk")], load("instrument_readings"), wars
    )
    assert (fewer.first_naming, fewer.naming) == (2003, 4)


def test_a_text_has_dots_for_what_it_names_and_rings_for_islands_it_sets_apart_from_the_kurils():
    rows = instruments.naming(load("instruments")).set_index(["row", "column"])
    assert rows.loc[("1956 Declaration", "Shikotan"), "state"] is True
    assert rows.loc[("1945 Yalta", "Shikotan"), "note"].startswith("Does not say which islands")
    assert rows.loc[("1946 SCAPIN-677", "Shikotan"), "state"] is False
    assert rows.loc[("1946 SCAPIN-677", "Etorofu"), "state"] is None
    whole = rows.xs(instruments.WHOLE, level="column")["state"]
    assert whole["1945 Yalta"] is whole["1946 SCAPIN-677"] is True
    assert whole["1943 Cairo"] is None


def test_a_later_text_has_one_mark_by_what_it_does_with_the_promise_and_moscows_own_words_are_rings():
    marks = instruments.promise(load("instruments")).dropna()
    after = instruments.after_the_promise(load("instruments"))
    left_out = after[~instruments.signed_by_both(after) & after["affirms_1956"].eq("silent")]
    assert left_out["instrument_id"].tolist() == ["2020-russian-constitution"]
    assert marks["row"].is_unique and len(marks) == len(after) - len(left_out)
    state = marks.set_index("row")["state"]
    assert state["2001 Irkutsk"] is True and state["2004 Lavrov on television"] is False
    assert marks.set_index("row").loc["1993 Tokyo", "column"] == instruments.STANCES["general"]


def test_every_document_that_is_read_is_in_the_table_of_documents():
    assert set(load("instrument_readings")["instrument_id"]) <= set(load("instruments")["instrument_id"])


def test_every_correction_names_a_claim_of_the_essay():
    known = set(load("claims")["claim_id"])
    for cell in load("corrections")["claim_ids"].dropna():
        assert set(cell.split(";")) <= known


def test_tokyos_readings_rest_on_its_own_papers_oftener_than_moscows_as_the_guide_says():
    own = load("instrument_readings").assign(own=lambda f: f["stated_by"].eq("government"))
    share = own.groupby("reader")["own"].mean()
    assert share["japan"] > 0.5 > share["russia"]
