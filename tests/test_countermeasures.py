"""What must be true of Moscow's steps and of their nearness to Japanese rounds."""

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import countermeasures, sanctions


@pytest.fixture(scope="module")
def moves():
    return load("russian_countermeasures")


def days(*values):
    return pd.DataFrame({"dated_on": pd.to_datetime(list(values)), "kinds": "x"})


def step(day, move_id="RU-1", **columns):
    return {"move_id": move_id, "kind": "energy", "announced_on": pd.Timestamp(day)} | columns


def test_the_unfriendly_list_comes_before_the_loss_of_tariff_status_and_the_end_of_the_talks(moves):
    on = moves.set_index("move_id")["announced_on"]
    tariff = sanctions.decisions(load("japan_measures")).query("kind == 'tariff_status'").iloc[0]
    assert on["RU-20220307"] < tariff["announced_on"] < on["RU-20220321-01"] < tariff["dated_on"]


def test_what_eases_matters_is_no_countermeasure(moves):
    assert len(moves) - len(countermeasures.steps(moves)) == moves["kind"].eq("relief").sum() == 2


def test_a_week_holds_the_day_itself_and_the_seventh_day_but_not_the_eighth():
    moves = pd.DataFrame([step("2024-01-01"), step("2024-01-08", "RU-2"), step("2024-01-09", "RU-3")])
    pairs = countermeasures.within_a_week(days("2024-01-01"), moves)
    assert pairs["after_days"].tolist() == [0, 7]


def test_a_step_before_a_round_is_no_answer_to_it():
    assert countermeasures.within_a_week(days("2024-01-05"), pd.DataFrame([step("2024-01-04")])).empty


def test_a_step_that_follows_two_rounds_belongs_to_the_nearest():
    pairs = countermeasures.within_a_week(
        days("2024-01-01", "2024-01-03"), pd.DataFrame([step("2024-01-05")])
    )
    assert pairs.set_index("after_days")["is_last_round"].to_dict() == {4: False, 2: True}


def test_the_base_rate_counts_each_day_once():
    assert countermeasures.chance_share(days("2024-01-01"), "2024-01-01", "2024-01-16") == 0.5
    assert countermeasures.chance_share(days("2024-01-01", "2024-01-02"), "2024-01-01", "2024-01-18") == 0.5


def test_every_day_of_march_2022_lies_within_a_week_after_a_round():
    rounds = sanctions.rounds(load("japan_measures"))
    assert countermeasures.chance_share(rounds, "2022-03-01", "2022-03-31") == 1


def test_the_entry_bans_name_499_persons_in_five_lists(moves):
    bans = countermeasures.barred(moves)
    assert bans["targets_count"].tolist() == [63, 384, 13, 9, 30]
    assert bans["total_count"].iloc[-1] == 499


def test_a_named_round_lies_before_the_step_that_answers_it(moves):
    named = moves.dropna(subset="answers_on")
    assert named["announced_on"].dt.year.tolist() == [2014, 2022, 2022, 2025]
    assert named["answers_on"].lt(named["announced_on"]).all()


def test_reasons_are_counted_once_a_step(moves):
    reasons = countermeasures.by_reason(moves)
    assert reasons["steps_count"].sum() == len(countermeasures.steps(moves))
    assert reasons["reason"].notna().all()


def test_both_sides_stand_on_one_axis_with_a_lane_for_every_kind(moves):
    events = countermeasures.both_sides(load("japan_measures"), moves)
    assert events["lane"].notna().all()
    assert events["dated_on"].is_monotonic_increasing
    effect = events.dropna(subset="until_on")
    assert effect["until_on"].gt(effect["dated_on"]).all()
