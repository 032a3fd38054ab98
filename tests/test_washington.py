"""Washington and the talks of 1955-56: the papers, their figures, and what two coders make of them."""

from itertools import pairwise

import pytest

from four_islands.charts.about import About
from four_islands.charts.storyboard import storyboard
from four_islands.charts.trail import trail
from four_islands.charts.voices import voices
from four_islands.data import load
from four_islands.measures import washington


def words():
    return washington.moscow_on_alliance(load("alliance_dates"), load("offers"))


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


def test_no_quotation_from_a_paper_has_fifteen_words_and_each_has_its_page():
    papers = load("us_documents")
    quoted = papers[papers["quoted"].notna()]
    assert quoted["quoted"].str.split().str.len().lt(15).all() and quoted["printed_page"].notna().all()


def test_the_pages_run_with_the_numbers_of_the_papers():
    papers = load("us_documents").dropna(subset=["printed_page", "frus_number"])
    pages = papers[papers["frus_number"].ne(97)].sort_values("frus_number")["printed_page"]
    assert pages.is_monotonic_increasing


def test_three_weeks_hold_fourteen_papers_of_which_four_went_to_japan():
    scenes = washington.story(load("us_documents"))
    assert len(scenes) == 14 and scenes["lane"].value_counts()["for Japan"] == 4
    assert scenes["dated_on"].is_monotonic_increasing


def test_the_papers_not_drawn_went_to_americans_and_take_no_side_on_moscow():
    papers = load("us_documents").set_index("document_id").loc[list(washington.ASIDE)]
    assert set(papers["audience"]) == {"internal"}
    assert set(papers["bears_on_separation"]) == {"silent", "mixed"}


def test_a_scene_without_words_of_its_own_has_no_quotation_marks():
    scenes = washington.story(load("us_documents")).set_index("dated_on")
    assert "“" not in scenes.loc["1956-08-20", "said"] and "“" in scenes.loc["1956-08-22", "said"]


def test_every_paper_has_a_code_for_each_motive_and_stands_before_or_after_the_warning():
    papers = load("us_documents")
    coded = washington.codes(papers)
    assert len(coded) == len(papers) * len(washington.MOTIVES)
    assert set(coded["code"]) <= set(washington.CODES)
    assert not coded[coded["document_id"].eq(washington.WARNING)]["after"].any()


def test_the_secretary_named_the_ryukyus_in_the_council_before_the_talks_began():
    papers = load("us_documents").set_index("document_id")
    told = papers[papers["addressee"].eq("National Security Council")]
    assert told["dated_on"].lt("1955-06-01").all() and set(told["bears_on_okinawa"]) == {"supports"}


def test_no_paper_that_explains_the_warning_gives_okinawa_as_the_reason():
    papers = load("us_documents").set_index("document_id")
    explained = papers[papers["reason_given"].isin(washington.EXPLAINED)]
    assert set(explained["sender"]) == {"Dulles"} and len(explained) == 3


def test_after_the_declaration_washington_called_the_end_of_the_war_fitting():
    last = load("us_documents").iloc[-1]
    assert (last["document_id"], last["bears_on_separation"]) == ("1956-spokesman", "against")


def test_what_moscow_says_of_washington_is_no_american_position():
    positions = load("us_positions")
    assert not positions["speaker"].str.contains("Lavrov|Putin").any()
    assert set(positions["words"]) == {"own", "joint", "reported"}


def test_moscow_tied_the_islands_to_troops_in_the_week_after_the_treaty_and_again_from_2017():
    said = words()
    treaty = load("alliance_dates").set_index("date_id").loc["1960-treaty", "dated_on"]
    assert 0 < (said["said_on"].min() - treaty).days <= 8
    assert not said["said_on"].between("1965-01-01", "2016-12-31").any()


def test_russian_words_on_bases_came_after_the_missiles_not_before():
    arms = washington.new_arms(load("security_events"))
    assert arms["happened_on"].min() < words().query("said_on >= '1990'")["said_on"].min()


def test_the_claim_to_four_is_older_than_the_party_that_made_it_policy():
    offers, dates = load("offers").set_index("offer_id"), load("alliance_dates").set_index("date_id")
    assert offers.loc["1955-japan-four", "made_on"] < dates.loc["1955-party", "dated_on"]


def test_the_japanese_cabinet_had_refused_before_the_warning_as_the_note_says():
    warning = load("us_documents").set_index("document_id").loc[washington.WARNING]
    assert "14 August" in warning["note"] and warning["dated_on"].day == 19


def test_the_numbers_of_the_chapter():
    found = washington.facts(load("us_documents"), load("us_positions"), words())
    assert (found.days, found.before, found.okinawa_before, found.argued) == (19, 6, 3, 2)
    assert (found.later, found.later_for) == (11, 8)


def marks(chart):
    return [
        (x, y)
        for trace in chart.figure.data
        if trace.mode == "markers"
        for x, y in zip(trace.x, trace.y, strict=True)
    ]


def test_a_storyboard_has_one_mark_a_scene_and_no_word_on_its_track():
    papers = load("us_documents")
    scenes = washington.story(papers)
    chart = storyboard(
        scenes, list(washington.READERS.values()), About("toy", "Title", "Subtitle", of=[papers])
    )
    places = marks(chart)
    assert len(places) == len(scenes) and len({y for _, y in places}) == len(scenes)
    assert max(x for x, _ in places) < min(a.x for a in chart.figure.layout.annotations)


def test_the_scenes_of_a_storyboard_do_not_run_into_each_other():
    papers = load("us_documents")
    chart = storyboard(
        washington.story(papers), list(washington.READERS.values()), About("toy", "T", "S", of=[papers])
    )
    boxes = [(a.y, 16 * (a.text.count("<br>") + 1)) for a in chart.figure.layout.annotations]
    for (y, size), (following, after) in pairwise(boxes):
        assert y + size / 2 <= following - after / 2 + 2


def test_a_trail_has_a_mark_for_every_paper_on_every_question_and_a_stroke_after_the_warning():
    papers = load("us_documents")
    coded = washington.codes(papers)
    chart = trail(coded, washington.CODES, About("toy", "T", "S", of=[papers]), divide=("before", "after"))
    assert len(marks(chart)) == len(coded)
    place = coded[coded["document_id"].eq(washington.WARNING)]["place"].iloc[0]
    assert {shape.x0 for shape in chart.figure.layout.shapes} == {place + 0.5}


def test_american_words_stand_one_a_column_and_those_told_by_others_are_hollow():
    positions = load("us_positions")
    said = washington.position_lanes(positions)
    lanes = list(washington.PUSHES.values())
    about = About("toy", "T", "S", of=[positions])
    chart = voices(said, lanes, washington.HEARD, about, divide=("before", "after"), named=washington.NAMED)
    places = marks(chart)
    assert len(places) == len(positions) == len({x for x, _ in places})
    hollow = [len(t.x) for t in chart.figure.data if t.marker.color == "#ffffff"]
    assert hollow == [int(positions["words"].eq("reported").sum())]
    assert washington.facts(load("us_documents"), positions, words()).later_told == hollow[0]


def test_a_statement_known_to_the_year_shows_no_month():
    said = washington.position_lanes(load("us_positions")).set_index("statement")
    assert said.loc["2018-visa-lottery", "when"] == "2018"


def test_the_statements_named_in_the_figure_are_in_the_table():
    assert set(washington.NAMED) <= set(load("us_positions")["position_id"])
