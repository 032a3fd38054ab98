"""What the record says of the two-island offer and of Tokyo's position, told as claims."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.claims.offers import chapter
from four_islands.data import load
from four_islands.measures import offers


@pytest.fixture(scope="module")
def positions() -> pd.DataFrame:
    return load("offers")


@pytest.fixture(scope="module")
def wording() -> pd.DataFrame:
    return load("bluebook_wording")


def test_the_first_offer_of_two_islands_came_in_london_in_1955(positions: pd.DataFrame) -> None:
    first = offers.of_side(positions, "russia").iloc[0]
    assert (first["made_on"].year, first["islands"], first["status"]) == (1955, "2", "made")


def test_no_row_says_that_gromyko_offered_two_islands_in_1976(positions: pd.DataFrame) -> None:
    of_1976 = positions[positions["made_on"].dt.year.eq(1976) & positions["side"].ne("japan")]
    assert len(of_1976) == 3 and not of_1976["islands"].isin(["2", "4"]).any()


def test_moscow_did_not_deny_the_question_in_the_week_of_the_communique(positions: pd.DataFrame) -> None:
    denial, text = offers.named(positions, "1976-no-question"), offers.named(positions, "1976-communique")
    assert text["status"] == "left_open" and denial["made_on"] > text["made_on"]


def test_a_summit_without_a_text_on_land_puts_no_number(positions: pd.DataFrame) -> None:
    for offer_id in ("1993-tokyo-declaration", "2003-action-plan", "2005-putin-tokyo", "2016-nagato"):
        assert pd.isna(offers.named(positions, offer_id)["islands"]), offer_id
    assert set(positions.loc[positions["islands"].eq("0"), "status"]) == {"denied", "barred"}


def test_ideas_of_aso_and_yachi_were_raised_and_not_offered(positions: pd.DataFrame) -> None:
    aired = positions[positions["offer_id"].isin(["2006-aso-three", "2006-aso-half", "2009-yachi"])]
    assert set(aired["status"]) == {"explored"} and aired["departs_from_all_at_once"].all()


def test_no_islands_were_put_by_either_side_after_the_talks_ended(positions: pd.DataFrame) -> None:
    later = positions[positions["made_on"] > "2022-04-22"]
    assert len(later) >= 9 and not later["islands"].isin(["2", "4", "other"]).any()


def test_neither_side_stood_still(positions: pd.DataFrame) -> None:
    """The title of the key figure: Moscow moved, Tokyo by itself did not, and three times both agreed on two."""
    bars = offers.bars(positions)
    alone, together = (bars[bars["force"].eq(force)] for force in ("alone", "together"))
    levels = alone.groupby("party")["islands"].unique().map(set)
    assert levels.to_dict() == {"Moscow": {"0", "2", "other"}, "Tokyo": {"4"}}
    assert together["islands"].tolist() == ["2"] * 3 and set(bars["islands"]) <= set(offers.SCALE)
    assert together["made_on"].dt.year.tolist() == [1956, 2001, 2018]


def test_a_number_of_ones_own_lasts_to_the_next_and_a_hint_has_its_day() -> None:
    rows = pd.DataFrame(
        {
            "offer_id": ["a", "b", "c"],
            "made_on": pd.to_datetime(["2000-01-01", "2004-01-01", "2010-01-01"]),
            "made_on_precision": "day",
            "ended_on": pd.NaT,
            "side": "russia",
            "islands": ["2", "0", "2"],
            "status": ["made", "denied", "implied"],
        }
    )
    bars = offers.bars(rows)
    assert bars["until_on"].dt.year.tolist() == [2004, 2010, 2010]
    assert bars["force"].tolist() == ["alone", "alone", "hinted"]


def test_a_position_is_held_until_its_side_puts_another_by_itself(positions: pd.DataFrame) -> None:
    bars = offers.bars(positions)
    held = bars[bars["force"].eq("alone")]
    tokyo = held[held["party"].eq("Tokyo")]
    assert set(tokyo["islands"]) == {"4"} and tokyo["made_on"].dt.year.min() == 1955
    assert (tokyo["until_on"].iloc[:-1].to_numpy() == tokyo["made_on"].iloc[1:].to_numpy()).all()
    denial = held[held["offer_id"].eq("1976-no-question")]
    assert denial["until_on"].dt.year.tolist() == [1986] and set(held["status"]) <= set(offers.OPEN)


def test_the_words_written_into_the_figures_stand_in_the_table(positions: pd.DataFrame) -> None:
    """The notebook writes: Moscow's answer, No to Kawana, condition on troops; another number or plan."""
    answer, no, troops = (
        offers.named(positions, one) for one in ("1998-yeltsin-counter", "2000-putin-1956", "2018-zakharova")
    )
    assert answer["side"] == "russia" and "instead" in answer["title"]
    assert "refuses Kawana" in no["title"] and "Foreign troops" in troops["condition"]
    events = offers.money_and_words(load("inducements"), positions).query("track == @offers.PROMISE")
    assert events["on"].isin([no["made_on"], troops["made_on"]]).sum() == 2
    others = positions.loc[positions["islands"].eq("other"), "islands_detail"]
    assert all(others.str.contains(one).any() for one in ("Three islands", "Court", "economic management"))


def test_every_word_is_drawn_once(positions: pd.DataFrame) -> None:
    assert len(offers.bars(positions)) + len(offers.without_number(positions)) == len(positions)


def test_since_1991_no_number_is_commoner_than_two_islands(positions: pd.DataFrame) -> None:
    standing = offers.record_of_two(positions)["standing"].value_counts()
    assert standing[offers.SILENT] > standing[offers.TWO] + standing[offers.TWO_IF]


def test_money_never_brought_more_than_the_old_promise(positions: pd.DataFrame) -> None:
    events = offers.money_and_words(load("inducements"), positions)
    assert set(events["track"]) == {offers.MONEY, offers.PROMISE, offers.REFUSAL}
    moscow = offers.of_side(positions, "russia")
    assert not moscow.loc[moscow["made_on"].gt("1991-12-25"), "islands"].eq("4").any()


def test_a_hint_is_hollow_in_both_figures_of_the_chapter(positions: pd.DataFrame) -> None:
    events = offers.money_and_words(load("inducements"), positions)
    assert events.loc[events["is_open"], "on"].dt.year.tolist() == [1993, 2012]
    hinted = offers.bars(positions).query("force == 'hinted' and islands == '2'")["made_on"]
    assert set(events.loc[events["is_open"], "on"]) <= set(hinted)


def test_the_years_of_an_answer_do_not_meet_and_leave_two_namings_outside(positions: pd.DataFrame) -> None:
    """The grey of the figure: of what Moscow said, only the words of 2004 and 2012 stand outside it."""
    grey = offers.in_answer(load("inducements"))
    assert grey == [("1992-01-01", "1995-08-30"), ("1996-11-17", "2001-11-12"), ("2016-05-06", "2019-05-06")]
    events = offers.money_and_words(load("inducements"), positions).query("track == @offers.PROMISE")
    inside = events["on"].map(lambda day: any(start < f"{day:%Y-%m-%d}" <= end for start, end in grey))
    assert events.loc[~inside, "on"].dt.year.tolist() == [2004, 2012]


def test_no_outcome_hangs_on_the_words_of_lavrov_of_january_2019(positions: pd.DataFrame) -> None:
    named = positions["offer_id"].eq("2019-lavrov-january")
    again = chapter.rejudged("offers", positions.assign(islands=positions["islands"].mask(named, "2")))
    assert named.sum() == 1 and all(again.values())


def test_kawana_was_answered_after_seven_months_and_refused_after_29(positions: pd.DataFrame) -> None:
    facts = offers.facts(positions)
    assert (facts.first_answer_months, facts.refusal_months, facts.denial_years) == (7, 29, 10)
    assert facts.without_number == 34
    assert 19.5 < facts.two_years < 20  # “almost 20 years”


def test_tokyo_departed_from_all_at_once_before_2018(positions: pd.DataFrame) -> None:
    years = offers.departures(positions)["made_on"].dt.year
    assert years.lt(2018).any() and years.eq(2018).any()


def test_only_tokyo_departs_from_its_own_position(positions: pd.DataFrame) -> None:
    moscow = positions["side"].eq("russia")
    assert positions.loc[moscow, "departs_from_all_at_once"].isna().all()


def test_a_joint_text_counts_for_both_sides() -> None:
    rows = pd.DataFrame(
        {
            "offer_id": ["a", "b", "c"],
            "made_on": pd.to_datetime(["2000-01-01", "2001-01-01", "2002-01-01"]),
            "side": ["russia", "both", "japan"],
            "islands": ["0", "2", "4"],
            "status": ["denied", "repeated", "implied"],
        }
    )
    assert offers.of_side(rows, "russia")["offer_id"].tolist() == ["a", "b"]
    assert offers.of_side(rows, "japan", open_only=True)["offer_id"].tolist() == ["b"]


def test_silence_is_no_position() -> None:
    rows = pd.DataFrame(
        {
            "offer_id": ["a", "b", "c"],
            "made_on": pd.to_datetime(["2000-01-01", "2001-01-01", "2002-01-01"]),
            "side": ["russia", "both", "russia"],
            "islands": pd.array(["2", None, "2"], dtype="str"),
            "status": ["made", "left_open", "repeated"],
        }
    )
    assert offers.of_side(rows, "russia")["offer_id"].tolist() == ["a", "c"]


def test_an_unknown_position_is_named_in_the_error(positions: pd.DataFrame) -> None:
    with pytest.raises(KeyError, match="1900-nothing"):
        offers.named(positions, "1900-nothing")


def test_the_strong_phrases_were_gone_before_2019(wording: pd.DataFrame) -> None:
    used = wording.set_index(["phrase", "edition_year"])["is_used"]
    assert not used["illegal_occupation", 2018] and not used["inherent_territory", 2018]
    assert not used["japans_sovereignty", 2019] and used["japans_sovereignty", 2020]


def test_a_line_is_dotted_where_both_agreed_on_another_number_or_only_a_law_stood(
    positions: pd.DataFrame,
) -> None:
    bars = offers.bars(positions)
    doubtful = bars.loc[~bars["is_firm"], "offer_id"].tolist()
    assert doubtful == ["1956-unified-view", "2000-mori-kawana", "2020-constitution"]


def test_five_of_seven_namings_stand_on_two_fifths_of_the_time(positions: pd.DataFrame) -> None:
    grey = offers.in_grey(load("inducements"), positions)
    assert (grey.inside, grey.named) == (5, 7) and 0.37 < grey.share < 0.45
    less = offers.in_grey(load("inducements"), positions, years=2)
    assert (grey.chance, less.inside, less.chance) == (3, 2, 2)
