"""What the essay says on the balance of power: each rule on frames made by hand, branch by branch, then on the book's own."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from four_islands.claims.power import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load
from four_islands.data.schema import Table
from four_islands.measures import beijing


def about(name: str) -> Table:
    return Table(
        name, name, "One row.", "", "2026-01-01", (), ("id",), searched_until="2026-01-01", is_census=True
    )


def outcome(assertion: str, frames: dict[str, pd.DataFrame], **choices: str) -> tuple[str, str]:
    out = chapter.run(assertion, Tables(frames, about), **choices)
    return out.outcome, out.sentence


def points(**by_state: dict[int, float]) -> dict[str, pd.DataFrame]:
    """Ideal points by state and year, the same on both sets of votes."""
    rows = [
        {
            "state": state.replace("_", " "),
            "year": year,
            "votes": votes,
            "ideal_point": at,
            "interval_low": at - 0.1,
            "interval_high": at + 0.1,
        }
        for state, line in by_state.items()
        for year, at in line.items()
        for votes in ("all_votes", "final_passage")
    ]
    return {"un_ideal_points": pd.DataFrame(rows)}


def line(first: int, last: int, start: float, step: float) -> dict[int, float]:
    return {year: start + step * (year - first) for year in range(first, last + 1)}


@pytest.mark.parametrize(
    ("step", "says"),
    [
        (
            -0.1,
            (
                "open",
                "In the five years after the build-up Tokyo voted nearer to Washington than in the five before, "
                "but no paper read says that the troops were the reason.",
            ),
        ),
        (
            0.1,
            (
                "fails",
                "In the five years after the build-up Tokyo voted no nearer to Washington than in the five before.",
            ),
        ),
    ],
)
def test_nearer_after_1978_is_not_because_of_it(step: float, says: tuple[str, str]) -> None:
    votes = points(Japan=line(1973, 1983, 0, 0), United_States=line(1973, 1983, 2, step))
    assert outcome("C40c", votes) == says


def test_one_set_of_votes_does_not_speak_for_the_other() -> None:
    near = points(Japan=line(1973, 1983, 0, 0), United_States=line(1973, 1983, 2, -0.1))["un_ideal_points"]
    far = points(Japan=line(1973, 1983, 0, 0), United_States=line(1973, 1983, 2, 0.1))["un_ideal_points"]
    mixed = pd.concat([near[near["votes"].eq("all_votes")], far[far["votes"].eq("final_passage")]])
    assert outcome("C40c", {"un_ideal_points": mixed})[0] == "open"
    assert outcome("C40c", {"un_ideal_points": mixed}, votes="final_passage")[0] == "fails"


def bargains(*tied: bool, act: str = "offered") -> dict[str, pd.DataFrame]:
    days = pd.Timestamp("1995-01-01") + pd.to_timedelta([400 * i for i in range(len(tied))], unit="D")
    frame = pd.DataFrame(
        {
            "inducement_id": [str(i) for i in range(len(tied))],
            "announced_on": days,
            "act": act,
            "description": "x",
            "tied_to_islands": list(tied),
            "amount_millions": 1.0,
            "source_ids": "s",
        }
    )
    return {"inducements": frame}


@pytest.mark.parametrize(
    ("tied", "often", "says"),
    [
        (
            (True, True, False),
            "some",
            (
                "holds",
                "From 1992 to 1999 two of Tokyo's three announcements of money were tied to the islands.",
            ),
        ),
        (
            (True, False),
            "some",
            ("fails", "There is hardly a case in which Tokyo tied money to the islands."),
        ),
        ((True, True, False), "most", ("holds", "Most of what Tokyo offered came with the islands.")),
        ((True, False), "most", ("fails", "Most of the money came without a tie to the islands.")),
    ],
)
def test_a_bargain_is_money_that_the_source_ties(
    tied: tuple[bool, ...], often: str, says: tuple[str, str]
) -> None:
    assert outcome("C41a", bargains(*tied), often=often) == says


def test_of_the_ties_a_condition_is_told_apart() -> None:
    asked = bargains(True, True, False, act="conditioned")
    said = "two of Tokyo's three announcements of money were tied to the islands; in two they were the condition."
    assert outcome("C41a", asked) == ("holds", f"From 1992 to 1999 {said}")


def test_where_the_index_is_nearly_level_the_sentence_says_so() -> None:
    frame = strength(0.5)["capabilities"]
    level = frame["measure"].eq("cinc") & frame["state"].eq("Russia") & frame["year"].between(1992, 1999)
    near = {"capabilities": frame.assign(value=frame["value"].mask(level, 1.1))}
    said = (
        "By output Russia was below Japan in the 1990s; by people, steel and arms the two were nearly level."
    )
    assert outcome("C41b", near, against="japan") == ("holds", said)


def test_money_near_a_step_on_the_islands_may_be_a_bargain_nobody_spelt_out() -> None:
    steps = {"offers": pd.DataFrame({"made_on": pd.to_datetime(["1995-06-01", "1996-03-01"])})}
    money = bargains(False, False)
    assert outcome("C41a", money | steps, tie="timed")[0] == "holds"
    far = {"offers": pd.DataFrame({"made_on": pd.to_datetime(["1990-06-01"])})}
    assert outcome("C41a", money | far, tie="timed")[0] == "fails"


def test_what_moscow_asked_for_is_no_offer_of_tokyo() -> None:
    assert outcome("C41a", bargains(True, True, act="requested"))[0] == "fails"


def strength(then: float, other: float = 2.0) -> dict[str, pd.DataFrame]:
    rows = [
        {"state": state, "year": year, "measure": measure, "value": value, "value_sd": None}
        for year in range(1980, 2022)
        for measure in ("market_gdp", "latent_gdp", "cinc")
        for state, value in (("Japan", 1.0), ("Russia", then if 1992 <= year <= 1999 else other))
    ]
    return {"capabilities": pd.DataFrame(rows)}


@pytest.mark.parametrize(
    ("ratio", "against", "says"),
    [
        (0.5, "japan", ("holds", "By output Russia was below Japan in the 1990s.")),
        (1.5, "japan", ("fails", "By output Russia was not below Japan in the 1990s.")),
        (1.5, "before", ("holds", "Set beside Japan, Russia was weaker in the 1990s than in the 1980s.")),
        (2.5, "after", ("fails", "Set beside Japan, Russia was no weaker in the 1990s than under Abe.")),
    ],
)
def test_weak_is_below_japan_or_below_another_time(ratio: float, against: str, says: tuple[str, str]) -> None:
    assert outcome("C41b", strength(ratio), against=against) == says


def test_no_value_for_the_years_before_leaves_it_open() -> None:
    late = {"capabilities": strength(0.5)["capabilities"].query("year >= 1992")}
    assert outcome("C41b", late, against="before")[0] == "open"


def approach(before: float, after: float) -> dict[str, pd.DataFrame]:
    """Russia's distance from China, by so much a year to 2012 and since."""
    to_2012 = line(2003, 2012, 2.0, before)
    russia = to_2012 | line(2013, 2021, to_2012[2012] + after, after)
    still = line(2003, 2021, 0, 0)
    return points(China=still, Japan=still, United_States=still, Russia=russia)


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (
            -0.05,
            (
                "holds",
                "In most of these years Moscow voted nearer to Beijing than on average in those before, from 2003.",
            ),
        ),
        (
            0.05,
            (
                "fails",
                "Too few of these years brought Moscow's votes nearer to Beijing's.",
            ),
        ),
    ],
)
def test_moscow_was_not_kept_from_beijing_if_it_voted_nearer(after: float, says: tuple[str, str]) -> None:
    assert outcome("C44a", approach(-0.01, after), sign="all_votes") == says


def test_an_approach_that_slows_is_still_an_approach() -> None:
    assert outcome("C44a", approach(-0.10, -0.01), sign="all_votes")[0] == "holds"


def ties(indicator: str, **values: float) -> dict[str, pd.DataFrame]:
    rows = [
        {"indicator": indicator, "from_year": int(k[1:]), "until_year": int(k[1:]), "value": v}
        for k, v in values.items()
    ]
    return {"russia_china": pd.DataFrame(rows)}


@pytest.mark.parametrize(
    ("frames", "choices", "says"),
    [
        (
            ties("trade", y2005=10, y2011=40, y2013=40, y2021=20),
            {"sign": "trade"},
            ("fails", "Russia's trade with China did not grow."),
        ),
        (
            ties("trade", y2005=10, y2011=40, y2013=40, y2021=60),
            {"sign": "trade"},
            ("holds", "Russia's trade with China grew."),
        ),
        (
            ties("arms_share", y2011=11, y2018=23),
            {"sign": "arms"},
            ("holds", "A larger share of Russia's arms went to China than before."),
        ),
        (
            ties("arms_share", y2011=23, y2018=11),
            {"sign": "arms"},
            ("fails", "No larger share of Russia's arms went to China than before."),
        ),
        (
            {"joint_patrols": pd.DataFrame({"started_on": pd.to_datetime(["2019-07-23"])})},
            {"sign": "patrols"},
            ("holds", "In 2019 Russian and Chinese bombers began to fly together past Japan."),
        ),
        (
            {"joint_patrols": pd.DataFrame({"started_on": pd.to_datetime(["2010-07-23", "2019-07-23"])})},
            {"sign": "patrols"},
            ("fails", "No joint patrol began in these years."),
        ),
    ],
)
def test_trade_arms_and_patrols_each_have_their_say(
    frames: dict[str, pd.DataFrame], choices: dict[str, str], says: tuple[str, str]
) -> None:
    assert outcome("C44a", frames, **choices) == says


def test_growth_is_that_of_the_years_known() -> None:
    values = pd.Series({2005: 10.0, 2008: 80.0})
    assert beijing.growth(values, 2003, 2012) == pytest.approx(1.0)  # doubled three times in three years


def test_without_the_money_of_1998_for_the_islands_the_bargain_would_be_open() -> None:
    rows = load("inducements").query("inducement_id != '1998-islands'")
    judged = chapter.judge("C41a", Tables({"inducements": rows}))
    assert judged.outcome.outcome == "open"


@pytest.mark.parametrize(
    ("assertion", "expected"),
    [
        ("C40c", ("open", {"open": 6, "fails": 2})),
        ("C41a", ("holds", {"holds": 6, "fails": 2})),
        ("C41b", ("holds", {"holds": 8, "fails": 1})),
        ("C44a", ("holds", {"holds": 9})),
    ],
)
def test_on_the_tables_of_the_book(assertion: str, expected: tuple[str, Any]) -> None:
    judged = chapter.judge(assertion)
    assert (judged.outcome.outcome, judged.counts) == expected
