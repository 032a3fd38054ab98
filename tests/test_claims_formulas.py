"""What the essay says on the Japanese public, judged: each rule on tables made by hand, and on those of the book."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from four_islands import data
from four_islands.claims.formulas import chapter
from four_islands.claims.outcome import Outcome
from four_islands.claims.tables import Tables
from four_islands.data import load

WAVE = {
    "survey_id": "s",
    "pollster": "Asahi Shimbun",
    "fieldwork_started_on": "2019-01-19",
    "fieldwork_started_on_precision": "day",
    "fieldwork_ended_on": "2019-01-20",
    "mode_code": "mail",
    "sampling_code": "not_stated",
    "sample_size": None,
    "sample_size_status": "not_stated",
    "response_rate_percent": None,
}


def polled(*rows: dict[str, object]) -> Tables:
    """Answers of one poll each, made by hand; days of fieldwork may be given with them."""
    answers, waves = [], []
    for i, row in enumerate(rows):
        name = str(row.get("poll_id", f"poll-{i}"))
        base = {
            "answer_id": f"a{i}",
            "poll_id": name,
            "question_id": f"{name}.q",
            "country": "Japan",
            "question_en": "q",
            "response_code": "yes",
            "answer_side": "positive",
            "answer_level": "option",
            "subgroup": "total",
            "overlaps": False,
            "value": 50.0,
            "unit": "percent",
            "source_ids": "s",
            "response_en": "yes",
        }
        answers.append(base | {key: value for key, value in row.items() if key not in WAVE})
        waves.append(WAVE | {"poll_id": name} | {key: value for key, value in row.items() if key in WAVE})
    frame = pd.DataFrame(waves).drop_duplicates("poll_id")
    for column in ("fieldwork_started_on", "fieldwork_ended_on"):
        frame[column] = pd.to_datetime(frame[column])
    return Tables({"polls": pd.DataFrame(answers), "poll_waves": frame})


def run(assertion: str, tables: Tables, **how: str) -> Outcome:
    return chapter.run(assertion, tables, **how)


def act(side: str, share: float) -> dict[str, object]:
    return {
        "series_id": "northern-territories-participate",
        "answer_level": "net",
        "answer_side": side,
        "value": share,
    }


def test_knowing_nothing_of_sympathy_leaves_it_open() -> None:
    assert run("C11a", polled(act("negative", 60))).outcome == "open"
    asked = {"series_id": "x", "question_en": "Do you feel sympathy with them?", "value": 80}
    assert run("C11a", polled(asked)).outcome == "holds"


@pytest.mark.parametrize(
    ("side", "share", "outcome"),
    [("positive", 60, "holds"), ("negative", 60, "fails"), ("negative", 40, "open")],
)
def test_readiness_to_take_part_decides_where_it_is_asked_for(side: str, share: float, outcome: str) -> None:
    assert run("C11a", polled(act(side, share)), question="act").outcome == outcome


def test_the_answers_of_a_part_of_those_asked_do_not_count() -> None:
    of_men = act("positive", 60) | {"subgroup": "men"}
    assert run("C11a", polled(of_men), question="act").outcome == "open"


def right(share: float, question: str = "Can you accept Russia's demand?") -> dict[str, object]:
    return {
        "series_id": "accept-russian-sovereignty",
        "response_code": "unacceptable",
        "question_en": question,
        "value": share,
    }


def test_a_right_is_held_where_most_would_not_give_it_up() -> None:
    assert run("C12a", polled(right(80))).outcome == "holds"
    assert run("C12a", polled(right(40))).outcome == "fails"
    assert run("C12a", polled(right(80)), wording="plain").outcome == "open"
    assert run("C12a", polled(right(80)), asks="squarely").outcome == "open"
    squarely = {"series_id": "whose-are-the-islands", "response_code": "all_four_japans", "value": 70}
    assert run("C12a", polled(squarely), asks="squarely").outcome == "holds"


def test_those_without_an_opinion_can_be_left_out_where_both_answers_are_printed() -> None:
    demand = {"poll_id": "p", "question_id": "p.q", "series_id": "formula-demand-four"}
    both = polled(
        demand | {"response_code": "should_be_demanded", "value": 45},
        demand | {"response_code": "no", "value": 35},
    )
    assert run("C12a", both, question="demand").outcome == "fails"
    assert run("C12a", both, question="demand", base="answered").outcome == "holds"
    alone = polled(demand | {"response_code": "should_be_demanded", "value": 45})
    assert run("C12a", alone, question="demand", base="answered").outcome == "fails"


@pytest.mark.parametrize(("share", "outcome"), [(None, "open"), (70, "holds"), (30, "fails")])
def test_only_a_question_on_the_law_decides_on_the_law(share: float | None, outcome: str) -> None:
    asked = {
        "series_id": "seizure-unlawful" if share else "other",
        "answer_side": "negative",
        "value": share or 99,
    }
    assert run("C12b", polled(asked)).outcome == outcome


def approved(*after: float, swing: float = 1.0) -> Tables:
    """Twenty months of a swing, then a move in each of the next, after which approval changes by so many points."""
    shares = [50.0 + swing * (i % 2) for i in range(20)]
    for points in after:
        shares.append(shares[-1] + points)
    days = pd.date_range("2001-01-01", periods=len(shares), freq="MS")
    readings = pd.DataFrame(
        {
            "reading_id": [f"nhk-{day:%Y-%m}" for day in days],
            "pollster": "nhk",
            "term_id": "JP28",
            "source_ids": "s",
            "fieldwork_started_on": days,
            "fieldwork_started_on_precision": "day",
            "fieldwork_ended_on": days,
            "approve_percent": shares,
            "poll_kind": "regular",
        }
    )
    moved = days[-len(after) - 1 : -1] + pd.Timedelta(days=10)
    moves = pd.DataFrame(
        {
            "move_id": [f"m{i}" for i in range(len(after))],
            "moved_on": moved,
            "ended_on": pd.NaT,
            "summit_id": "S",
        }
    )
    return Tables({"cabinet_approval": readings, "premier_moves": moves})


@pytest.mark.parametrize(
    ("after", "outcome"),
    [
        ([-9, -9, -9], "holds"),
        ([2, 1, 2, 1, 2], "fails"),
        ([2, 1, 2], "open"),  # too few to rule a price out
        ([-9, -9, 1, 1, 1, 1], "open"),
        ([-9, -9], "open"),
    ],
)
def test_a_move_costs_support_where_most_are_followed_by_an_unusual_fall(
    after: list[float], outcome: str
) -> None:
    assert run("C17a", approved(*after), moves="meetings", yardstick="five").outcome == outcome


def test_falls_no_commoner_than_usual_are_no_cost() -> None:
    after = [-9.0, 1, 1, 1, -9, *[1.0] * 7]
    restless, quiet = approved(*after, swing=6), approved(*after)
    found = run("C17a", restless, moves="meetings", yardstick="five")
    assert (found.outcome, found.numbers["fell"]) == ("fails", 2)
    assert run("C17a", quiet, moves="meetings", yardstick="five").outcome == "open"


def test_a_fall_over_three_polls_is_not_called_that_of_a_month() -> None:
    for window, span in (("next", "month"), ("third", "stretch")):
        said = chapter.run("C17a", moves="meetings", window=window).sentence
        assert f"worst {span} of ten" in said, window


def costs(*rows: tuple[str, str, str]) -> Tables:
    """Acts against moves, as move, kind and party; two meetings were moves."""
    moves = pd.DataFrame(
        {
            "move_id": ["a", "b"],
            "moved_on": pd.to_datetime(["2018-11-14", "2019-01-22"]),
            "ended_on": pd.NaT,
            "summit_id": "S",
        }
    )
    acts = pd.DataFrame(rows, columns=["move_id", "kind", "party"])
    acts = acts.assign(stance="against", seen="passage", actor="X", actor_group="opposition")
    return Tables({"premier_moves": moves, "political_cost": acts})


def test_a_price_is_shown_by_those_found_and_never_refuted_by_those_not_found() -> None:
    both = costs(("a", "words", "LDP"), ("b", "words", "LDP"))
    assert run("C17b", both, moves="meetings").outcome == "holds"
    assert run("C17b", both, moves="meetings", price="deeds").outcome == "open"
    one = costs(("a", "vote", "LDP"), ("b", "words", "Communist Party"))
    assert run("C17b", one, moves="meetings").outcome == "open"
    assert run("C17b", one, moves="meetings", who="anyone").outcome == "holds"
    voted_out = costs(("a", "words", "LDP"), ("b", "election", ""))
    assert run("C17b", voted_out, moves="meetings", who="anyone").outcome == "open"


@pytest.mark.parametrize(
    ("left", "outcome"), [([True, True], "holds"), ([True, False], "fails"), ([False], "fails")]
)
def test_leaving_office_over_it_is_read_from_the_list_of_all_exits(left: list[bool], outcome: str) -> None:
    tables = costs()
    tables._frames["premiership_exits"] = pd.DataFrame({"linked_to_russia_policy": left})
    assert run("C17b", tables, moves="meetings", price="office").outcome == outcome


def voices(*rows: tuple[str, str, str, str]) -> Tables:
    acts = pd.DataFrame(rows, columns=["actor", "actor_group", "party", "kind"])
    days = pd.to_datetime("2018-12-01")
    return Tables({"political_cost": acts.assign(stance="against", move_id="singapore-2018", acted_on=days)})


def test_one_voice_may_be_enough_and_three_are_a_fire() -> None:
    one = voices(("Shii", "opposition_leader", "JCP", "words"))
    assert run("C22c", one).outcome == "holds"
    assert run("C22c", one, many="several").outcome == "open"
    assert run("C22c", one, who="beyond").outcome == "open"
    assert run("C22c", one, form="formal").outcome == "open"
    press = voices(("Sankei", "press", "", "press"))
    assert run("C22c", press, who="beyond", form="formal").outcome == "holds"


@pytest.mark.parametrize(("yes", "no", "outcome"), [(60, 30, "holds"), (20, 70, "fails"), (40, 40, "open")])
def test_hope_is_what_most_say(yes: float, no: float, outcome: str) -> None:
    rows = [
        {"series_id": "hope-for-progress", "answer_side": side, "value": share, "poll_id": "p"}
        for side, share in (("positive", yes), ("negative", no))
    ]
    assert run("C57a", polled(*rows)).outcome == outcome


@pytest.mark.parametrize(("later", "outcome"), [(14, "holds"), (55, "open")])
def test_former_residents_lost_a_belief_they_had(later: float, outcome: str) -> None:
    rows = [
        {
            "series_id": "former-islanders-belief",
            "value": 59,
            "fieldwork_started_on": "1991-01-01",
            "fieldwork_ended_on": "1991-01-01",
        },
        {
            "series_id": "former-islanders-belief",
            "value": later,
            "fieldwork_started_on": "2015-01-01",
            "fieldwork_ended_on": "2015-01-01",
        },
    ]
    assert run("C57a", polled(*rows), moment="1991", wording="expect").outcome == outcome


@pytest.mark.parametrize(
    ("share", "rank", "named", "how", "outcome"),
    [
        (10, 4, False, "fifth", "holds"),
        (30, 4, False, "fifth", "open"),
        (30, 4, False, "two", "holds"),
        (30, 2, False, "two", "open"),
        (30, 2, False, "first", "holds"),
        (30, 2, True, "first", "fails"),
    ],
)
def test_a_question_burns_where_it_is_named_by_many_or_stands_high(
    share: float, rank: int, named: bool, how: str, outcome: str
) -> None:
    lists = pd.DataFrame(
        {
            "country": ["Japan"],
            "asked_on": pd.to_datetime(["2018-01-01"]),
            "answer_format": "single",
            "issue": "diplomacy",
            "population": "adults, Japan",
            "share_percent": float(share),
            "rank": rank,
            "islands_named": named,
        }
    )
    assert run("C60a", Tables({"issue_salience": lists}), burning=how).outcome == outcome


def hokkaido(before: float, after: float) -> Tables:
    return polled(
        *(
            {
                "series_id": "formula-menu-hokkaido",
                "response_code": "four_at_once",
                "subgroup": "all Hokkaido",
                "value": share,
                "fieldwork_started_on": day,
                "fieldwork_ended_on": day,
            }
            for share, day in ((before, "2019-06-01"), (after, "2022-05-01"))
        )
    )


@pytest.mark.parametrize(
    ("before", "after", "outcome"), [(16, 22, "holds"), (22, 16, "fails"), (20, 21, "open"), (20, 20, "open")]
)
def test_opposition_hardened_where_chance_cannot_explain_the_change(
    before: float, after: float, outcome: str
) -> None:
    assert run("C61a", hokkaido(before, after), sample="usual").outcome == outcome
    assert run("C61a", hokkaido(before, after)).outcome == "open"


@pytest.mark.parametrize(
    ("assertion", "outcome", "most", "ways"),
    [
        ("C11a", "open", 3, 6),
        ("C12a", "open", 6, 12),
        ("C12b", "open", 1, 1),
        ("C17a", "open", 33, 54),
        ("C17b", "open", 9, 15),
        ("C22c", "holds", 6, 8),
        ("C57a", "open", 3, 5),
        ("C60a", "holds", 14, 18),
        ("C61a", "open", 6, 8),
    ],
)
def test_what_comes_out_of_the_tables_of_the_book(assertion: str, outcome: str, most: int, ways: int) -> None:
    judged = chapter.judge(assertion)
    assert (judged.outcome.outcome, max(judged.counts.values()), len(judged.ways)) == (outcome, most, ways)


def test_a_fall_after_every_move_would_turn_the_outcome() -> None:
    readings, moves = load("cabinet_approval"), load("premier_moves")
    nhk = readings["pollster"].eq("nhk")
    after = readings["fieldwork_started_on"].between("1998-04-20", "1998-05-31") & nhk
    for day in moves["moved_on"]:
        after |= nhk & readings["fieldwork_started_on"].between(day, day + pd.Timedelta(days=50))
    doctored = readings.assign(approve_percent=readings["approve_percent"].mask(after, 1.0))
    assert chapter.run("C17a", Tables({"cabinet_approval": doctored}), moves="meetings").outcome == "holds"


def test_polls_that_end_before_the_essay_leave_the_question_open() -> None:
    short = Tables(about=lambda name: replace(data.table(name), searched_until="2019-01-01"))
    found = chapter.run("C12a", short)
    assert found.outcome == "open" and "searched until 2019-01-01" in found.sentence
