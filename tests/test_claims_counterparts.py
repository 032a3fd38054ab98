"""What the essay says of changes of premier: each rule on frames made by hand, branch by branch, then on the book's."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.claims.counterparts import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load
from four_islands.data.schema import Table

Span = tuple[str, str]


def about(name: str) -> Table:
    return Table(name, name, "One row is one.", "", "2026-01-01", (), ("id",), searched_until="2026-01-01")


def spans(*ends: Span, prefix: str) -> pd.DataFrame:
    """Terms with a first and a last day each."""
    ids = [f"{prefix}{i}" for i in range(len(ends))]
    return pd.DataFrame(
        {
            "term_id": ids,
            "row_id": ids,
            "person_id": ids,
            "name_family": ids,
            "name_given": "X",
            "name_ja": "",
            "name_ru": "",
            "started_on": pd.to_datetime([a for a, _ in ends]),
            "ended_on": pd.to_datetime([b for _, b in ends]),
            "last_seen_on": pd.NaT,
            "occupation_period": False,
            "record_type": "paramount_spell",
            "source_ids": "s",
        }
    )


def met(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Meetings: premier, leader in Moscow, day."""
    frame = pd.DataFrame(rows, columns=["japan_term_id", "russia_term_id", "held_on"])
    return frame.assign(
        held_on=pd.to_datetime(frame["held_on"]),
        summit_id=frame.index.astype(str),
        held_on_precision="day",
        counted=True,
        mode="in_person",
        occasion_kind="visit",
    )


def signed(*days: str, kind: str = "joint-statement") -> pd.DataFrame:
    """Joint texts on these days."""
    return pd.DataFrame(
        {
            "instrument_id": [f"t{i}" for i in range(len(days))],
            "dated_on": pd.to_datetime(list(days)),
            "parties": "Japan;Russia",
            "kind": kind,
            "relied_on_by": "both",
            "names_islands": "all-four",
            "short_title": "text",
            "source_ids": "s",
        }
    )


def frames(
    tokyo: list[Span], moscow: list[Span], meetings: pd.DataFrame, texts: pd.DataFrame | None = None
) -> dict[str, pd.DataFrame]:
    return {
        "premierships": spans(*tokyo, prefix="J"),
        "leaders_ussr_russia": spans(*moscow, prefix="R"),
        "summits": meetings,
        "instruments": signed() if texts is None else texts,
    }


def judged(assertion: str, tables: dict[str, pd.DataFrame], **how: str) -> tuple[str, str]:
    out = chapter.run(
        assertion, Tables(tables, about), **{"who": "paramount", **how} if assertion != "C20b" else how
    )
    return out.outcome, out.sentence


NOBODY = met(("J0", "R0", "1993-01-01")).iloc[:0]
TWO_IN_TOKYO = [("1992-01-01", "1994-01-01"), ("1994-01-01", "1996-01-01")]


def test_partnerships_end_in_tokyo_when_the_premier_mostly_leaves_first() -> None:
    between = "partnerships that came to an end between the Joint Declaration of 1956 and the essay of 2022"
    one_leader = frames(TWO_IN_TOKYO, [("1991-01-01", "1999-01-01")], NOBODY)
    assert judged("C20a", one_leader) == (
        "holds",
        f"The premier's leaving ended 2 of the 2 {between}.",
    )
    many = [
        ("1991-01-01", "1993-01-01"),
        ("1993-01-01", "1993-06-01"),
        ("1993-06-01", "1993-09-01"),
        ("1993-09-01", "1999-01-01"),
    ]
    assert judged("C20a", frames(TWO_IN_TOKYO, many, NOBODY)) == (
        "fails",
        f"The premier's leaving ended only 2 of the 5 {between}.",
    )


def test_partnerships_without_a_meeting_can_be_left_out() -> None:
    tables = frames(TWO_IN_TOKYO, [("1991-01-01", "1999-01-01")], met(("J0", "R0", "1993-01-01")))
    assert "ended 1 of the 1 partnerships" in judged("C20a", tables, pairs="met")[1]


MOSCOW = [("1991-01-01", "2021-01-01")]
YEARLY = [(f"{year}-01-01", f"{year + 2}-01-01") for year in range(1992, 2004, 2)]


def rhythm(firsts: list[int], then: int, times: int = 4) -> pd.DataFrame:
    """Each premier meets Moscow's leader after so many days, and again every so many days, some times in all."""
    rows = []
    for i, first in enumerate(firsts):
        days = [pd.Timestamp(YEARLY[i][0]) + pd.Timedelta(days=first + n * then) for n in range(times)]
        rows += [(f"J{i}", "R0", str(day.date())) for day in days]
    return met(*rows)


LATE, SOON = [300] * 6, [10] * 6


@pytest.mark.parametrize(
    ("meetings", "how", "starts"),
    [
        (
            rhythm(LATE, 60, 8),
            {"clock": "meeting"},
            (
                "holds",
                "From one premier's last meeting to the first of the next, half of the gaps lasted more than 31",
            ),
        ),
        (
            rhythm(LATE, 60, 8),
            {"clock": "office"},
            ("holds", "In half of the new premierships a meeting took more than 300 days"),
        ),
        (
            rhythm(SOON, 150),
            {"clock": "office"},
            ("fails", "In half of the new premierships a meeting took at most 10 days"),
        ),
        (
            rhythm([5], 30, 24),
            {"clock": "office"},
            ("holds", "More than half of the new premierships ended without a meeting."),
        ),
    ],
)
def test_a_change_costs_time_when_waits_are_longer_than_with_the_premier_in_place(
    meetings: pd.DataFrame, how: dict[str, str], starts: tuple[str, str]
) -> None:
    tables = frames(YEARLY[: max(3, meetings["japan_term_id"].nunique())], MOSCOW, meetings)
    found = judged("C20b", tables, **how)
    assert found[0] == starts[0]
    assert found[1].startswith(starts[1])


LENGTHS = [("1992-01-01", "2002-01-01"), *[(f"{y}-01-01", f"{y + 1}-01-01") for y in range(2002, 2012)]]
IN_LONG = signed(*[f"{y}-06-01" for y in range(1992, 2000)])
SIGNED = "Joint texts signed from 1945 to the essay of 2022"
IN_SHORT = signed(*[f"{y}-06-01" for y in range(2002, 2010)])


@pytest.mark.parametrize(
    ("texts", "starts"),
    [
        (IN_LONG, ("holds", "No short partnership signed such a text, and long ones signed 8.")),
        (IN_SHORT, ("fails", "No long partnership signed such a text, and short ones signed 8.")),
        (
            pd.concat([IN_LONG, IN_LONG, IN_SHORT.iloc[:1]]),
            (
                "holds",
                f"{SIGNED}: by long partnerships 16 in 10 years, by short ones one in 10 years.",
            ),
        ),
        (
            pd.concat([IN_SHORT, IN_SHORT, IN_LONG.iloc[:1]]),
            (
                "fails",
                f"{SIGNED}: by long partnerships one in 10 years, by short ones 16 in 10 years.",
            ),
        ),
        (
            signed("1993-06-01", "2003-06-01"),
            (
                "open",
                f"{SIGNED}: by long partnerships one in 10 years, by short ones one in 10 years; so few",
            ),
        ),
        (
            signed("1993-06-01"),
            ("open", "No short partnership signed such a text, and long ones signed 1; that could"),
        ),
        (
            signed("2003-06-01"),
            ("open", "No long partnership signed such a text, and short ones signed 1; that could"),
        ),
        (signed(), ("open", "No such text was signed in the days of either.")),
    ],
)
def test_long_partnerships_agree_on_more_only_beyond_what_chance_allows(
    texts: pd.DataFrame, starts: tuple[str, str]
) -> None:
    tables = frames(LENGTHS, [("1991-01-01", "2021-01-01")], NOBODY, texts)
    found = judged("C20c", tables)
    assert found[0] == starts[0]
    assert found[1].startswith(starts[1])


def test_only_ratified_texts_or_only_those_that_name_islands_can_be_counted() -> None:
    tables = frames(LENGTHS, [("1991-01-01", "2021-01-01")], NOBODY, IN_SHORT)
    assert judged("C20c", tables, texts="binding")[0] == "open"
    unnamed = frames(LENGTHS, [("1991-01-01", "2021-01-01")], NOBODY, IN_SHORT.assign(names_islands="none"))
    assert judged("C20c", unnamed, texts="islands")[0] == "open"
    assert judged("C20c", tables, texts="islands")[0] == "fails"


def test_the_longest_partnership_can_be_left_out() -> None:
    tables = frames(LENGTHS, [("1991-01-01", "2021-01-01")], NOBODY, IN_LONG)
    assert judged("C20c", tables, drop="without")[0] == "open"


def test_by_the_books_tables_partnerships_end_in_tokyo_in_every_way() -> None:
    assert chapter.judge("C20a").counts == {"holds": 8}


def test_by_the_books_tables_a_new_premier_waits_longer_for_a_visit_and_not_for_a_meeting() -> None:
    judged = chapter.judge("C20b")
    assert judged.outcome.outcome == "open"
    assert (
        judged.counts["holds"] == judged.counts["fails"] == len(judged.ways) / 2
    )  # half find a cost, half do not
    assert chapter.run("C20b", met="any").outcome == "fails"
    visits = chapter.run("C20b", met="visit")
    assert visits.outcome == "holds"
    assert visits.sentence == (
        "Of 16 new premierships seven brought a visit; had visits come as they do to premiers already in office, "
        "about nine would; so small a difference may be chance."
    )


def test_the_longer_waits_are_those_that_chapter_4_names() -> None:
    """Those since 1956 from the first day, those by a few days from the meeting before, and the visits since 1991."""
    longer = [way for way, found in chapter.judge("C20b").ways if found.outcome == "holds"]
    late = [way for way in longer if way["since"] == "1991"]
    assert len(longer) == 6 and len(late) == 3
    assert [way["met"] for way in late if way["clock"] == "office"] == ["visit"]
    assert {way["met"] for way in late if way["clock"] == "meeting"} == {"any", "call"}
    assert all(way["clock"] == "office" for way in longer if way["since"] == "1956")


def test_by_the_books_tables_ten_texts_decide_nothing_on_length_in_any_way() -> None:
    assert chapter.judge("C20c").counts == {"open": 24}


def test_thirty_more_texts_in_the_years_of_abe_would_decide() -> None:
    texts = load("instruments")
    one = texts[texts["instrument_id"].eq("2013-joint-statement")]
    more = [one.assign(instrument_id=f"more-{n}", dated_on=pd.Timestamp("2014-01-01")) for n in range(30)]
    assert chapter.run("C20c", Tables({"instruments": pd.concat([texts, *more])})).outcome == "holds"
