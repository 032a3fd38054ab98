"""Approval is read poll by poll, and a move against the ordinary changes of the same pollster."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.claims import formulas
from four_islands.claims.tables import Tables
from four_islands.data import load
from four_islands.measures import approval


def polls(*rows: tuple[str, float, str]) -> pd.DataFrame:
    """Polls of one pollster: first day, approval, term; a day of seven letters is a month."""
    return pd.DataFrame(
        {
            "reading_id": [day for day, *_ in rows],
            "pollster": "nhk",
            "term_id": [term for *_, term in rows],
            "fieldwork_started_on": pd.to_datetime([f"{day}-01"[:10] for day, *_ in rows]),
            "fieldwork_started_on_precision": ["day" if len(day) == 10 else "month" for day, *_ in rows],
            "fieldwork_ended_on": pd.NaT,
            "approve_percent": [share for _, share, _ in rows],
            "poll_kind": "regular",
            "source_ids": "s",
        }
    )


def move(day: str) -> pd.DataFrame:
    return pd.DataFrame({"move_id": ["m"], "moved_on": [pd.Timestamp(day)], "ended_on": [pd.NaT]})


def test_a_change_is_counted_between_neighbours_under_one_premier() -> None:
    seen = polls(
        ("2001-01", 30, "JP27"), ("2001-02", 25, "JP27"), ("2001-05", 80, "JP28"), ("2001-08", 70, "JP28")
    )
    changed = approval.changes(seen)
    assert changed[["before_id", "reading_id", "change"]].to_numpy().tolist() == [["2001-01", "2001-02", -5]]


def test_polls_before_an_election_are_no_neighbours() -> None:
    seen = polls(("2017-09", 44, "JP35"), ("2017-10", 37, "JP35"))
    assert approval.changes(seen.assign(poll_kind=["regular", "election_trend"])).empty


def test_the_spread_counts_the_falls_of_five_points_and_more() -> None:
    changed = pd.DataFrame({"pollster": "nhk", "change": [-6.0, -5.0, 0.0, 3.0]})
    row = approval.spread(changed).loc["nhk"]
    assert (row["changes"], row["mean"], row["falls_of_five"]) == (4, -2.0, 0.5)
    assert row["sd"] == pytest.approx(changed["change"].std())


@pytest.mark.parametrize(
    ("day", "pair"),
    [
        ("2001-03-25", ["2001-03", "2001-04"]),  # the poll of the month is over by its middle
        ("2001-03-10", ["2001-02", "2001-04"]),  # and may fall on either side before it
    ],
)
def test_a_poll_known_by_month_stands_before_a_move_late_in_it_only(day: str, pair: list[str]) -> None:
    seen = polls(("2001-02", 16, "JP27"), ("2001-03", 9, "JP27"), ("2001-04", 7, "JP27"))
    found = approval.around(seen, move(day))
    assert found[["before_id", "after_id"]].iloc[0].tolist() == pair


def test_a_poll_that_overlaps_the_move_is_on_neither_side() -> None:
    seen = polls(("2016-04-01", 50, "JP35"), ("2016-05-05", 53, "JP35"), ("2016-05-20", 55, "JP35"))
    found = approval.around(seen, move("2016-05-06")).iloc[0]
    assert (found["before_id"], found["after_id"], found["change"]) == ("2016-04-01", "2016-05-20", 5.0)
    assert found["as_low"] == 1.0


def test_no_pair_spans_two_premiers_or_more_than_two_months() -> None:
    late = polls(("2001-04-10", 7, "JP27"), ("2001-05-02", 81, "JP28"))
    rare = polls(("2001-01-10", 30, "JP27"), ("2001-04-02", 7, "JP27"))
    assert approval.around(late, move("2001-04-25")).empty
    assert approval.around(rare, move("2001-03-25")).empty


def test_nhk_has_a_regular_poll_in_every_month_but_five() -> None:
    readings = load("cabinet_approval").query("pollster == 'nhk' and poll_kind == 'regular'")
    asked = set(readings["fieldwork_started_on"].dt.to_period("M").astype(str))
    months = pd.period_range("1998-04", "2020-11", freq="M").astype(str)
    missing = [month for month in months if month not in asked]
    assert missing == ["1998-07", "2011-03", "2017-10", "2019-07", "2019-10"]


def test_no_move_stands_among_the_lowest_tenth_of_its_pollsters_changes() -> None:
    found = approval.around(load("cabinet_approval"), load("premier_moves"))
    assert len(found) == 76
    assert found["as_low"].min() > 0.1
    abe = found[found["move_id"].isin(load("premier_moves").query("moved_on >= '2016-01-01'")["move_id"])]
    assert abe.groupby("move_id")["change"].mean().round(1).to_dict() == {
        "sochi-2016": 3.2,
        "vladivostok-2016": 1.7,
        "nagato-2016": 1.9,
        "vladivostok-2018": 2.3,
        "singapore-2018": 0.6,
        "moscow-2019": 0.8,
        "osaka-2019": 0.0,
    }


def test_approval_of_nhk_moves_by_six_points_as_a_rule() -> None:
    spread = approval.spread(approval.changes(load("cabinet_approval")))
    assert spread.loc["nhk", "changes"] == 253
    assert spread.loc["nhk", "sd"] == pytest.approx(6.06, abs=0.01)
    assert spread["sd"].between(4, 6.1).all()


def test_a_later_poll_is_held_against_changes_over_as_many_polls() -> None:
    seen = polls(
        *((f"2001-{month:02}-10", share, "JP28") for month, share in ((1, 50), (2, 40), (3, 30), (4, 20)))
    )
    found = approval.around(seen, move("2001-01-20"), steps=3).iloc[0]
    assert (found["before_id"], found["after_id"], found["change"]) == ("2001-01-10", "2001-04-10", -30)
    assert approval.around(seen, move("2001-02-20"), steps=3).empty


def test_most_pollsters_found_abe_more_popular_after_nagato_and_singapore() -> None:
    facts = approval.facts(load("cabinet_approval"), load("premier_moves"))
    assert facts.nagato_fell < facts.nagato_pollsters / 2 < facts.singapore_rose


def test_the_placebo_months_are_as_the_box_in_the_chapter_says() -> None:
    readings, moves = load("cabinet_approval"), load("premier_moves")
    facts = approval.facts(readings, moves)
    assert (facts.changes, facts.pollsters) == (253, 10)
    assert (facts.usual_loss, facts.usual_gain, facts.starred) == (8, 5, 6)


def test_the_starred_moves_are_those_the_claim_counts_and_kawana_does_not_decide_it() -> None:
    readings = load("cabinet_approval")
    away = formulas.moves(Tables(), "departures")
    starred = {move for move, label in approval.LABELS.items() if label.endswith("*")}
    assert set(approval.around(readings, away)["move_id"]) == starred
    for without in (["kawana-1998"], ["aso-half-2006", "yachi-2009"]):
        fewer = away[~away["move_id"].isin(without)]
        fell, measured, chance = approval.unusual_falls(readings, fewer, pollsters="nhk", yardstick="tenth")
        assert fell <= max(1, chance) and measured == len(starred) - len(without)
    facts = approval.facts(readings, load("premier_moves"))
    assert (facts.hidden, facts.five_fell, facts.five_luck, facts.five_lots) == (5, 3, 5, 18)
    assert (facts.drawn, facts.meetings) == (14, 12)
    fell = approval.around(readings, load("premier_moves")).query("pollster == 'nhk' and change <= -5")[
        "move_id"
    ]
    assert (
        len(fell) == facts.five_fell and set(fell) <= starred
    )  # "and no meeting", on which once in 18 rests


def test_a_heading_stands_above_the_first_step_and_above_the_first_meeting_that_asked_for_nothing_less() -> (
    None
):
    is_step = [label.endswith("*") for label in approval.LABELS.values()]
    assert is_step == sorted(is_step, reverse=True)
    assert list(approval.HEADINGS) == [list(approval.LABELS)[i] for i in (0, sum(is_step))]


def test_no_step_left_the_band_of_ordinary_months_and_five_of_six_stayed_off_its_left_edge() -> None:
    readings = load("cabinet_approval")
    found = approval.around(readings, load("premier_moves")).query("pollster == 'nhk'")
    steps = found.loc[found["move_id"].map(approval.LABELS).str.endswith("*").eq(True), "change"]
    low, high = approval.middle(approval.changes(readings))
    assert len(steps) == 6 and steps.between(low, high).all() and steps.gt(low).sum() == 5
