"""What the essay says on how long leaders stay: each rule on frames made by hand, branch by branch, then on the book's."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.claims.tables import Tables
from four_islands.claims.tenure import chapter
from four_islands.data import load
from four_islands.data.schema import Table


def about(name: str) -> Table:
    return Table(
        name,
        name,
        "One row is one term.",
        "",
        "2026-01-01",
        (),
        ("id",),
        searched_until="2026-01-01",
        is_census=True,
    )


def tokyo(*days: int, first: str = "1960-01-01", people: tuple[str, ...] = ()) -> pd.DataFrame:
    """Premierships one after the other, of so many days each."""
    starts = pd.Timestamp(first) + pd.to_timedelta([sum(days[:i]) for i in range(len(days))], unit="D")
    ids = [f"P{i}" for i in range(len(days))]
    return pd.DataFrame(
        {
            "term_id": ids,
            "person_id": people or ids,
            "name_family": ids,
            "name_given": "X",
            "name_ja": "",
            "started_on": starts,
            "ended_on": starts + pd.to_timedelta(list(days), unit="D"),
            "last_seen_on": pd.NaT,
            "occupation_period": False,
            "source_ids": "s",
        }
    )


def moscow(*years: int, first: str = "1960-01-01") -> pd.DataFrame:
    """Leaders in Moscow one after the other, of so many years each."""
    frame = tokyo(*(365 * y for y in years), first=first)
    return frame.rename(columns={"term_id": "row_id", "name_ja": "name_ru"}).assign(
        record_type="paramount_spell"
    )


def outcome(assertion: str, **given: object) -> tuple[str, str]:
    choices = {k: v for k, v in given.items() if isinstance(v, str)}
    frames = {k: v for k, v in given.items() if not isinstance(v, str)}
    out = chapter.run(assertion, Tables(frames, about), **choices)
    return out.outcome, out.sentence


SHORT, EVEN = tokyo(300, 400, 900), tokyo(300, 800, 900)


@pytest.mark.parametrize(
    ("terms", "unit", "says"),
    [
        (
            SHORT,
            "term",
            ("holds", "Of 3 premierships that had ended when the essay came out, 2 ended within two years."),
        ),
        (
            EVEN,
            "term",
            (
                "fails",
                "Of 3 premierships that had ended when the essay came out, only 1 ended within two years.",
            ),
        ),
        (SHORT, "person", ("holds", "Of 3 former prime ministers 2 served less than two years in all.")),
        (
            tokyo(300, 500, 900, people=("a", "a", "b")),
            "person",
            ("fails", "Only 0 of 2 former prime ministers served less than two years in all."),
        ),
    ],
)
def test_premierships_are_short_when_most_end_within_two_years(
    terms: pd.DataFrame, unit: str, says: tuple[str, str]
) -> None:
    assert outcome("C18a", premierships=terms, unit=unit) == says


def test_who_still_sits_when_the_essay_comes_out_has_not_ended() -> None:
    sitting = tokyo(900, 900, 300, first="2017-04-01")  # the third begins in March 2022
    assert outcome("C18a", premierships=sitting)[1].startswith(
        "Of 2 premierships that had ended when the essay came out, only 0"
    )


@pytest.mark.parametrize(
    ("terms", "months", "says"),
    [
        (tokyo(300, 800, 800), "year", ("holds", "Of 3 that had ended by then 1 lasted less than a year.")),
        (
            tokyo(800, 800, 800),
            "year",
            ("fails", "Only 0 of 3 that had ended by then lasted less than a year."),
        ),
        (
            tokyo(100, 800, 800),
            "half",
            ("holds", "Of 3 that had ended by then 1 lasted less than half a year."),
        ),
        (
            tokyo(300, 800, 800),
            "half",
            ("fails", "Only 0 of 3 that had ended by then lasted less than half a year."),
        ),
    ],
)
def test_many_last_months_when_one_in_five_does(
    terms: pd.DataFrame, months: str, says: tuple[str, str]
) -> None:
    assert outcome("C18b", premierships=terms, months=months) == says


def test_counting_both_end_days_can_lift_a_term_over_the_year() -> None:
    edge = tokyo(364, 800, 800, 800, 800)
    assert outcome("C18b", premierships=edge)[0] == "holds"
    assert outcome("C18b", premierships=edge, days="inclusive")[0] == "fails"


LONG = moscow(9, 9, 9, 9, 9, 9)
TERMS = tokyo(*[500] * 12)


@pytest.mark.parametrize(
    ("leaders", "measure", "starts"),
    [
        (
            LONG,
            "interval",
            ("holds", "Of their first eight years in office leaders in Moscow stayed 8.0 on average"),
        ),
        (
            moscow(1, 1, 1, 1, 1, 1),
            "interval",
            ("fails", "Leaders in Moscow stayed 1.0 of their first eight years"),
        ),
        (
            moscow(9, 9),
            "interval",
            ("open", "Leaders in Moscow stayed longer, but there were too few of them"),
        ),
        (
            moscow(1, 1, 1, 1, 9),
            "interval",
            ("open", "Leaders in Moscow stayed longer, but there were too few"),
        ),
        (LONG, "each", ("holds", "Of their first eight years")),
        (moscow(1, 1, 9), "each", ("open", "Leaders in Moscow stayed longer, but one of them alone")),
        (
            LONG,
            "median",
            ("holds", "Half of the leaders in Moscow who have left stayed over 9.0 years, in Tokyo 1.4."),
        ),
        (
            moscow(1, 1, 1),
            "median",
            ("fails", "Half of the leaders in Moscow who have left stayed no more than 1.0"),
        ),
        (moscow(99), "median", ("open", "No leader in Moscow of these years has left yet.")),
    ],
)
def test_moscow_outlasts_tokyo_by_interval_by_each_leader_and_by_the_middle_term(
    leaders: pd.DataFrame, measure: str, starts: tuple[str, str]
) -> None:
    found = outcome("C19a", premierships=TERMS, leaders_ussr_russia=leaders, measure=measure)
    assert found[0] == starts[0]
    assert found[1].startswith(starts[1])


def test_by_the_books_tables_premierships_are_short_and_moscow_outlasts_them_in_every_way() -> None:
    assert chapter.judge("C18a").counts == {"holds": 28}
    assert chapter.judge("C19a").counts == {"holds": 32}


def test_whether_many_last_only_months_hangs_on_the_word() -> None:
    judged = chapter.judge("C18b")
    assert judged.outcome.outcome == "open"
    assert judged.spread().endswith("fails in 8 (all with the choice “less than half a year”)")


def test_a_row_of_long_premierships_would_turn_the_first_claim() -> None:
    terms = load("premierships")
    terms.loc[terms["started_on"].ge("1972-01-01"), "ended_on"] += pd.Timedelta(days=800)
    assert chapter.run("C18a", Tables({"premierships": terms})).outcome == "fails"


def test_those_who_stood_in_for_a_premier_can_be_counted() -> None:
    alone, both = (chapter.run("C18a", acting=choice).numbers for choice in ("out", "in"))
    assert both["ended"] - alone["ended"] == len(load("acting_premiers"))
