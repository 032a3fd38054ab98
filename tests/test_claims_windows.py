"""The thesis and its neighbours: each outcome follows from the tables, and turns with them."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest

from four_islands.claims.tables import Tables
from four_islands.claims.windows import IN_THE_GRID, chapter, judged
from four_islands.data import load
from four_islands.measures.before_after import Shift

HOW = {"weigh": "count", "base": "placebo"}


def with_frames(**frames: pd.DataFrame) -> Tables:
    return Tables(frames)


def silent_and_split() -> Tables:
    """A world in which Washington speaks against and nobody holds a majority long enough."""
    said = load("us_positions").assign(on_settlement="discourages")
    terms = load("premierships")
    short = terms.assign(
        started_on=terms["ended_on"].fillna(pd.Timestamp("2026-10-07")) - pd.Timedelta(days=90)
    )
    points = load("un_ideal_points").copy()
    points.loc[points["state"].eq("Japan"), "ideal_point"] = 2.0
    points.loc[points["state"].eq("Russia"), "ideal_point"] = -2.0
    return with_frames(us_positions=said, premierships=short, un_ideal_points=points)


def test_each_level_was_favourable_at_some_time() -> None:
    assert chapter.run("C08a").outcome == "fails"
    assert "Each of the three was" in chapter.run("C08a").sentence
    assert chapter.run("C08a", days="texts").numbers["days"] == 6


def test_where_no_level_ever_was_the_essay_would_be_right() -> None:
    world = silent_and_split()
    assert chapter.run("C08a", world, days="texts").outcome in {"holds", "open"}
    assert chapter.run("C08c", world, days="texts").outcome == "holds"


def test_one_favourable_level_is_named() -> None:
    terms = load("premierships")
    world = silent_and_split()
    found = chapter.run("C08a", Tables({**world._frames, "premierships": terms}), days="texts")
    assert found.outcome == "fails" and "politics at home" in found.sentence


def test_all_three_were_favourable_together_in_april_1998() -> None:
    found = chapter.run("C08c")
    assert found.outcome == "fails" and "18 April 1998" in found.sentence
    assert chapter.run("C08c", majority="houses", days="texts").sentence.endswith("14 November 2018.")


def test_by_the_bar_asked_of_other_disputes_they_were_not_together_on_any_day_of_a_text() -> None:
    assert chapter.run("C08c", order="outright").outcome == "holds"
    assert chapter.run("C08c", order="late").sentence.endswith(
        "once on the six days looked at, on 18 April 1998."
    )
    assert chapter.judge("C08c").outcome.outcome == "open"


def test_what_washington_is_not_known_to_have_said_leaves_the_moment_open() -> None:
    assert chapter.run("C08c", words="own", order="weaker").outcome == "open"


def test_an_american_no_in_1997_would_change_the_outcome() -> None:
    said = load("us_positions")
    said.loc[said["position_id"].isin(["1997-denver"]), "on_settlement"] = "discourages"
    said.loc[said["stated_on"].dt.year.between(2017, 2019), "on_settlement"] = "discourages"
    assert chapter.run("C08c", with_frames(us_positions=said)).outcome == "holds"


def cases(**change: object) -> pd.DataFrame:
    row = {
        "case_id": "x",
        "pair_id": "x",
        "case_name": "A and B",
        "signed_on": pd.Timestamp("2000-01-01"),
        "outcome": "settled",
        "category": "border",
        "holder": "A",
        "claimant": "B",
        "government_seats_claimant": 60,
        "seats_total_claimant": 100,
        "third_power_position": "supports",
        "cinc_holder": 0.1,
        "cinc_claimant": 0.2,
    }
    return pd.DataFrame([row | change])


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({}, "holds"),
        ({"cinc_holder": 0.3}, "fails"),
        ({"third_power_position": "not_looked_for"}, "open"),
        ({"outcome": "failed"}, "open"),
    ],
)
def test_a_settlement_without_a_level_breaks_the_rule(change: dict[str, object], outcome: str) -> None:
    assert chapter.run("C08b", with_frames(comparison_cases=cases(**change))).outcome == outcome


def test_one_case_against_is_named_and_an_unknown_level_may_count_against() -> None:
    assert "A and B" in chapter.run("C08b", with_frames(comparison_cases=cases(cinc_holder=0.3))).sentence
    unknown = with_frames(comparison_cases=cases(third_power_position="not_looked_for"))
    assert chapter.run("C08b", unknown, unknown="against").outcome == "fails"


def test_disputes_were_settled_without_all_three() -> None:
    found = chapter.run("C08b")
    assert found.outcome == "fails" and "each time the other side's strength" in found.sentence
    assert "each time" not in chapter.run("C08b", settled="treaty").sentence


@pytest.mark.parametrize(
    ("found", "how", "outcome", "words"),
    [
        (Shift(1, 1, 1.0, 9, 0, 0), {}, "open", "Too few"),
        (Shift(4, 2, 1.0, 9, 0, 0), {}, "fails", "Two of the four"),
        (Shift(4, 4, 1.0, 9, 0, 0), {}, "holds", "All four"),
        (Shift(2, 2, 1.0, 9, 0, 0), {}, "holds", "Both signs"),
        (Shift(4, 3, 1.0, 9, 4, 0), {}, "open", "many a year"),
        (Shift(4, 3, 1.0, 9, 4, 0), {"base": "plain"}, "holds", "Three of the four"),
        (Shift(4, 3, 1.0, 0, 0, 0), {}, "open", "no earlier year"),
        (Shift(4, 1, 2.0, 9, 9, 0), {"weigh": "size"}, "holds", "On average"),
        (Shift(4, 1, -2.0, 9, 0, 0), {"weigh": "size"}, "fails", "did not move"),
    ],
)
def test_a_level_is_judged_by_direction_and_by_the_years_before(
    found: Shift, how: dict[str, str], outcome: str, words: str
) -> None:
    said = judged(found, SimpleNamespace(**(HOW | how)), "the order")
    assert said.outcome == outcome and words in said.sentence


def test_japan_moved_away_at_home_and_towards_its_ally_and_the_region_is_open() -> None:
    assert chapter.judge("C47a").outcome.outcome == "holds"
    assert chapter.judge("C47b").outcome.outcome == "holds"
    assert chapter.judge("C47c").outcome.outcome == "open"


def test_a_public_that_warmed_and_a_milder_bluebook_would_end_the_move_at_home() -> None:
    polls, book = load("polls"), load("bluebook_wording")
    polls.loc[polls["poll_id"].eq("cao-diplomacy-2022-10") & polls["answer_side"].eq("positive"), "value"] = (
        90.0
    )
    book.loc[book["edition_year"].ge(2022), "is_used"] = False
    world = with_frames(polls=polls, bluebook_wording=book)
    assert chapter.run("C47a", world).outcome == "fails"


def test_a_russia_that_voted_like_japan_would_keep_the_region_as_it_was() -> None:
    how = {"weigh": "size", "base": "plain"}
    assert chapter.run("C47c", **how).outcome == "holds"
    points = load("un_ideal_points")
    points.loc[points["state"].eq("Russia") & points["year"].ge(2022), "ideal_point"] = 1.0
    assert chapter.run("C47c", with_frames(un_ideal_points=points), **how).outcome == "fails"


def test_without_new_freezes_the_alliance_would_not_have_moved_most() -> None:
    measures = load("japan_measures").query("dated_on < '2022-01-01'")
    assert chapter.run("C47b", with_frames(japan_measures=measures)).outcome == "fails"


def test_no_settlement_is_in_sight_so_far() -> None:
    assert chapter.judge("C03a").outcome.outcome == "holds"


def test_an_offer_a_talk_or_a_meeting_since_the_essay_would_refute_the_forecast() -> None:
    offers = load("offers")
    offers.loc[offers["offer_id"].eq("2025-takaichi"), "status"] = "made"
    assert chapter.run("C03a", with_frames(offers=offers), sign="offer").outcome == "fails"
    met = load("summits")
    met.loc[met["summit_id"].eq("S072"), "held_on"] = pd.Timestamp("2025-09-05")
    assert chapter.run("C03a", with_frames(summits=met), sign="contact").outcome == "fails"
    assert chapter.run("C03a", with_frames(summits=met)).outcome == "holds"


def test_a_russian_word_that_opens_the_door_leaves_it_open() -> None:
    offers = load("offers")
    offers.loc[offers["offer_id"].eq("2026-peskov"), "status"] = "left_open"
    assert chapter.run("C03a", with_frames(offers=offers)).outcome == "open"


def test_a_table_that_ends_too_early_makes_the_forecast_open() -> None:
    from dataclasses import replace

    from four_islands.data import table

    early = Tables(about=lambda name: replace(table(name), searched_until="2022-12-31"))
    assert chapter.run("C03a", early).outcome == "open"
    assert set(IN_THE_GRID) >= {"summits"}
