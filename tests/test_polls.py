"""What the polls say, told as claims about the world, and the reckoning behind them."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import affinity, formulas, polls, solidarity


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    return polls.with_waves(load("polls"), load("poll_waves"))


@pytest.fixture(scope="module")
def breaks() -> pd.DataFrame:
    return load("poll_series_breaks")


def reading(**changed: object) -> pd.DataFrame:
    """One answer by hand: half of a thousand people drawn at random."""
    row = {
        "value": 50.0,
        "sample_size": 1000,
        "sampling_code": "probability",
        "subgroup": "total",
        "unit": "percent",
        "answer_level": "option",
    } | changed
    return pd.DataFrame([row]).astype({"sample_size": "Int64"})


def test_a_share_of_a_thousand_random_answers_is_known_to_three_points() -> None:
    one = polls.with_intervals(reading()).iloc[0]
    assert one["high_percent"] - one["value"] == pytest.approx(3.1, abs=0.05)


def test_wilson_never_leaves_the_scale() -> None:
    one = polls.with_intervals(reading(value=0.5, sample_size=200)).iloc[0]
    assert 0 < one["low_percent"] < one["value"] < one["high_percent"] < 100


def test_a_design_effect_widens_the_interval() -> None:
    plain, wide = (polls.with_intervals(reading(), design_effect=effect).iloc[0] for effect in (1.0, 1.5))
    assert wide["low_percent"] < plain["low_percent"] < plain["high_percent"] < wide["high_percent"]


@pytest.mark.parametrize(
    "changed",
    [
        {"sample_size": None},
        {"sampling_code": "panel"},
        {"sampling_code": "self_selected"},
        {"subgroup": "age 18-29"},
        {"unit": "mean_score_1_to_5"},
        {"answer_level": "estimate"},
    ],
)
def test_where_chance_cannot_be_reckoned_there_is_no_interval(changed: dict[str, object]) -> None:
    assert polls.with_intervals(reading(**changed))["low_percent"].isna().all()


def test_every_interval_holds_its_share(answers: pd.DataFrame) -> None:
    known = polls.with_intervals(answers).dropna(subset=["low_percent"])
    assert len(known) > 150
    assert (known["low_percent"].le(known["value"]) & known["value"].le(known["high_percent"])).all()


def test_no_stretch_of_the_diplomacy_survey_holds_two_modes(
    answers: pd.DataFrame, breaks: pd.DataFrame
) -> None:
    series = affinity.all_series(answers, breaks)
    modes = (
        series.assign(mode=affinity.mode_of(series)).groupby(["country_seen", "stretch"])["mode"].nunique()
    )
    assert modes.eq(1).all()


def test_the_survey_went_to_mail_in_2020(answers: pd.DataFrame, breaks: pd.DataFrame) -> None:
    series = affinity.all_series(answers, breaks)
    assert affinity.mode_of(series).eq("mail").eq(series["year"].ge(2020)).all()


def test_the_facts_on_feelings_are_those_of_the_tables(answers: pd.DataFrame, breaks: pd.DataFrame) -> None:
    facts = affinity.facts(answers, breaks, load("poll_waves"))
    assert facts.lowest < facts.after < facts.before < facts.interview_low < facts.interview_high
    assert facts.good_after < facts.good_before / 2 and facts.important > 50
    assert facts.fall > 0 and facts.pew > facts.pew_before
    assert facts.korea_rise > 5
    assert facts.important_before > facts.important and facts.trust_best > facts.trust_last
    spring = affinity.pew(answers).query("year == 2022")  # the chapter names the countries above Japan
    above = set(spring.loc[spring["value"].gt(facts.pew), "country"])
    assert above == {"Poland", "Sweden", "Australia", "United States"}
    assert facts.russians_worst < facts.russians_last < facts.russians_best
    assert facts.answered < facts.answered_first


def test_the_essays_73_percent_is_kyodos_question_with_a_condition(answers: pd.DataFrame) -> None:
    poll = solidarity.essays_poll(answers)
    assert poll["poll_id"] == "kyodo-2022-04"
    assert poll["value"] == pytest.approx(73.7)
    assert "even if" in poll["question_en"]


def test_every_poll_without_a_cost_found_more_support_than_those_with_one(answers: pd.DataFrame) -> None:
    spring = solidarity.spring(solidarity.support(answers))
    assert spring.query("price == 'none'")["value"].min() > spring.query("price == 'cost'")["value"].max()


def test_support_is_summed_only_where_all_parts_were_published(answers: pd.DataFrame) -> None:
    half = answers[~(answers["poll_id"].eq("ann-2022-03") & answers["response_code"].eq("stronger"))]
    assert "ann-2022-03" in set(solidarity.support(answers)["poll_id"])
    assert "ann-2022-03" not in set(solidarity.support(half)["poll_id"])


def test_more_than_seven_in_ten_feared_china_in_every_poll(answers: pd.DataFrame) -> None:
    worry = solidarity.worry_about_china(answers)
    assert len(worry) == 5
    assert worry["value"].gt(70).all()


def test_the_wish_for_more_rose_at_nhk_and_fell_as_much_at_ann(answers: pd.DataFrame) -> None:
    wish = answers[answers["response_code"].eq("stronger")].set_index("poll_id")["value"]
    assert wish["nhk-2022-04"] - wish["nhk-2022-03"] == wish["ann-2022-03"] - wish["ann-2022-04"] == 7


def test_the_facts_on_sanctions_keep_their_order(answers: pd.DataFrame) -> None:
    facts = solidarity.facts(answers)
    assert facts.priced_low < facts.share < facts.plain_low < facts.plain_high
    assert facts.wide_low < facts.low < facts.share < facts.high < facts.wide_high < facts.plain_floor
    assert facts.step_before < facts.step_after < facts.step_most
    assert (facts.gap_low, facts.gap_high) == (14, 19)  # NHK and ANN, each with both questions in one call
    assert facts.share < facts.same_plain and facts.keep_line > 100 / 3
    box = [
        facts.asked,
        *map(round, (facts.low, facts.high, facts.wide_low, facts.wide_high, facts.plain_floor)),
    ]
    assert box == [1067, 71, 76, 70, 77, 79]  # as the box on luck in the chapter says


def test_questions_are_sorted_by_what_they_cost(answers: pd.DataFrame) -> None:
    rows = solidarity.as_questions(solidarity.support(answers))
    assert list(rows["heading"].drop_duplicates()) == list(solidarity.PRICES.values())
    assert rows["label"].notna().all()


def test_two_islands_first_was_never_beaten_in_the_menus_of_2018_19(answers: pd.DataFrame) -> None:
    leads = formulas.leads(formulas.menu(answers))
    assert len(leads) == 9
    assert leads.str.contains("two_first").all()
    north = formulas.hokkaido_menu(answers).pivot(index="poll", columns="response_code", values="value")
    assert len(north) == 2 and (north["two_first"] > north["four_at_once"]).all()


def test_a_final_two_island_deal_never_passed_one_in_nine(answers: pd.DataFrame) -> None:
    assert formulas.spread(formulas.menu(answers)).loc["two_only", "max"] <= 11


def test_every_bar_of_a_menu_is_a_hundred_wide(answers: pd.DataFrame) -> None:
    for bars in (formulas.menu(answers), formulas.hokkaido_menu(answers)):
        assert bars.groupby("poll")["value"].sum().sub(100).abs().lt(1e-9).all()


def test_one_pollster_found_twice_as_many_for_four_with_another_question(answers: pd.DataFrame) -> None:
    first = formulas.one(answers, "sankei-fnn-2018-11", "formula-demand-four", "should_be_demanded")
    second = formulas.one(answers, "sankei-fnn-2018-12", "formula-menu", "four_at_once")
    assert first["value"] == pytest.approx(2 * second["value"])


def test_in_one_season_the_share_falls_from_condition_to_price(answers: pd.DataFrame) -> None:
    put = formulas.experiment(answers)
    assert put["value"].iloc[0] > 75 and put["value"].iloc[-1] < 12
    assert len(put) == sum(len(asked) for asked in formulas.EXPERIMENT.values())


def test_russians_were_against_a_handover_in_every_poll(answers: pd.DataFrame) -> None:
    assert formulas.against_handover(answers)["value"].gt(50).all()


def test_no_outcome_had_a_majority_in_both_countries(answers: pd.DataFrame) -> None:
    wide = formulas.outcomes(answers).pivot(index="outcome", columns="public", values="high")
    assert not (wide["Japan"].gt(50) & wide["Russia"].gt(50)).any()


def test_an_answer_that_is_not_there_is_named(answers: pd.DataFrame) -> None:
    with pytest.raises(ValueError, match="asahi-2019-01 has no answer maybe in formula-menu"):
        formulas.one(answers, "asahi-2019-01", "formula-menu", "maybe")


def test_the_facts_of_the_chapter_on_the_public_are_those_of_the_tables(answers: pd.DataFrame) -> None:
    names = ("former_residents", "issue_salience", "signatures")
    facts = formulas.facts(answers, *(load(name) for name in names))
    assert (facts.menus, facts.first_leads, facts.meet, facts.weeks) == (9, 8, 0, 3)
    assert facts.first < 50
    shares = formulas.menu(answers).query("response_code == 'two_first'")["value"]
    assert shares.min() / 100 > 0.35 and shares.max() / 100 < 0.65  # four to six in ten
    assert facts.residents == 17291 and facts.living == 5135
    assert facts.russia_talk > 50 and min(facts.russia_two, facts.russia_against) > facts.russia_low


def test_most_would_not_join_the_movement(answers: pd.DataFrame) -> None:
    asked = answers.query("series_id == 'northern-territories-participate' and answer_level == 'net'")
    assert asked.query("answer_side == 'negative'")["value"].gt(50).all()


def test_what_chapter_six_compares_in_words(answers: pd.DataFrame) -> None:
    leads = formulas.leads(formulas.menu(answers))
    assert sorted(leads.unique()) == ["four_at_once/two_first", "two_first"]
    assert leads.ne("two_first").sum() == 1  # "ties in the other"
    town = formulas.hokkaido_menu(answers).pivot(index="subgroup", columns="response_code", values="value")
    assert (
        town["two_first"].gt(town["two_plus_joint"]).all()
        and town["two_first"].gt(town["four_at_once"]).all()
    )
    menu = formulas.menu(answers).pivot(index="poll_id", columns="response_code", values="value")
    for old, new in (("nikkei-2018-11", "nikkei-2019-01"), ("sankei-fnn-2018-12", "sankei-fnn-2019-01")):
        assert menu.loc[new, "two_first"] < menu.loc[old, "two_first"]
        assert menu.loc[new, "four_at_once"] - menu.loc[old, "four_at_once"] < 3
    refused = formulas.against_handover(answers).groupby("line")["value"]
    assert refused.min()["Residents of the islands"] > refused.max()["Russians"]
