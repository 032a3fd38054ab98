"""What must be true of Moscow's steps and of their nearness to Japanese rounds."""

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import countermeasure_facts, countermeasures, sanctions


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


def test_the_wait_is_counted_from_the_last_round_on_or_before_the_day():
    waited = countermeasures.waited(
        days("2024-01-01", "2024-01-03"), pd.DatetimeIndex(["2024-01-01", "2024-01-02", "2024-01-10"])
    )
    assert waited == [0, 1, 7]


def test_what_one_statement_ended_counts_once():
    moves = pd.DataFrame([step("2024-01-05"), step("2024-01-05", "RU-2"), step("2024-01-09", "RU-3")])
    rows = countermeasures.by_wait(days("2024-01-01"), moves, "2024-01-01", "2024-01-28").set_index("wait")
    assert rows["count"].tolist() == [1, 1, 0, 0, 0]
    assert rows["expected"].iloc[0] == pytest.approx(2 * 8 / 28)


def test_the_band_of_chance_leaves_a_twentieth_out_at_either_end():
    assert countermeasures.band(10, 0.0) == (0, 0)
    assert countermeasures.band(10, 1.0) == (10, 10)
    assert countermeasures.band(100, 0.5) == (42, 58)


def test_every_day_of_march_2022_lies_within_a_week_after_a_round():
    rounds = sanctions.rounds(load("japan_measures"))
    assert max(countermeasures.waited(rounds, pd.date_range("2022-03-01", "2022-03-31"))) <= 7


def test_since_may_2022_no_more_steps_than_chance_come_within_a_week(moves):
    rounds, taken = sanctions.rounds(load("japan_measures")), countermeasures.since_2022(moves)
    waits = countermeasures.by_wait(rounds, taken, countermeasures.SPRING_OVER)
    week, longest = waits.iloc[0], waits.iloc[-1]
    assert week["low"] <= week["count"] <= week["high"]
    assert longest["count"] < longest["expected"]  # as chapter 10 says of the lowest line


def test_the_days_of_the_figure_are_those_that_are_held_against_chance(moves):
    rounds, taken = sanctions.rounds(load("japan_measures")), countermeasures.since_2022(moves)
    drawn = countermeasures.day_by_day(rounds, taken)["label"].value_counts()
    held = countermeasures.by_wait(rounds, taken, countermeasures.INVASION).set_index("wait")["count"]
    assert drawn.reindex(held.index, fill_value=0).tolist() == held.tolist()


def test_the_entry_bans_name_499_persons_in_five_lists(moves):
    facts = countermeasure_facts.facts(load("japan_measures"), moves)
    assert (facts.barred, facts.bans, facts.members_barred) == (499, 5, 384)


def test_the_list_came_before_the_tariff_and_the_end_of_the_talks_after_its_announcement(moves):
    facts = countermeasure_facts.facts(load("japan_measures"), moves)
    assert (facts.list_after_freeze, facts.list_before_tariff, facts.talks_after_tariff) == (9, 9, 5)


def test_no_step_was_justified_with_security_and_most_reasons_are_sanctions(moves):
    facts = countermeasure_facts.facts(load("japan_measures"), moves)
    reasons = countermeasures.by_reason(countermeasures.since_2022(moves))
    assert facts.on_security == 0
    assert facts.on_sanctions == reasons["steps_count"].max() > facts.steps / 3


def test_half_of_the_days_within_a_week_of_a_round_are_of_the_spring_and_chance_seldom_gives_so_many(moves):
    facts = countermeasure_facts.facts(load("japan_measures"), moves)
    assert facts.within_a_week == 2 * facts.spring_week > facts.week_high


def test_tokyo_answered_the_case_of_the_consul_eight_days_after_it_was_made_public(moves):
    sapporo = (
        sanctions.decisions(load("japan_measures")).set_index("measure_id").at["JP-20221004-01", "dated_on"]
    )
    vladivostok = moves.set_index("move_id").at["RU-20220926", "announced_on"]
    assert (sapporo - vladivostok).days == 8


def test_no_line_of_the_figure_mixes_fish_with_other_reasons(moves):
    fish = {code for code, line in countermeasures.LINES.items() if line.startswith("Fish")}
    assert fish == {"payment_dispute", "food_safety"}


def test_the_slowest_answer_is_the_first_one(moves):
    answers = countermeasures.named_answers(moves)
    assert answers["what for what"].notna().all()
    assert answers.loc[answers["days"].idxmax(), "Russia's answer"].endswith("2014")


def test_a_named_round_lies_before_the_step_that_answers_it(moves):
    named = moves.dropna(subset="answers_on")
    assert named["announced_on"].dt.year.tolist() == [2014, 2022, 2022, 2025]
    assert named["answers_on"].lt(named["announced_on"]).all()


def test_reasons_are_counted_once_a_step(moves):
    reasons = countermeasures.by_reason(moves)
    assert reasons["steps_count"].sum() == len(countermeasures.steps(moves))
    assert reasons["reason"].notna().all()


def test_each_step_is_drawn_once_under_its_reason(moves):
    things, reasons = countermeasures.one_by_one(moves), countermeasures.by_reason(moves)
    lines = reasons.groupby(reasons["stated_reason"].map(countermeasures.LINES))["steps_count"].sum()
    assert things["label"].value_counts().to_dict() == lines.to_dict()
    assert set(countermeasures.LINES) == set(countermeasures.REASONS)
    assert things["look"].eq("at Japan alone").sum() == reasons["only_at_japan_count"].sum()


def test_both_sides_stand_on_one_axis_with_a_lane_for_every_kind(moves):
    events = countermeasures.both_sides(load("japan_measures"), moves)
    assert events["lane"].notna().all()
    assert events["dated_on"].is_monotonic_increasing
    effect = events.dropna(subset="until_on")
    assert effect["until_on"].gt(effect["dated_on"]).all()
