"""What rows of several tables owe each other and their sources: one date for one event, no silence read out of a part."""

from __future__ import annotations

import re
from typing import NamedTuple

import pandas as pd

from four_islands.data.rules.registry import Find, Reach, Wrong, day, last_day, rows, rule, told
from four_islands.data.schema import table, tables

NOTED = re.compile(r"\b(?:in the note|the note says)\b")

# Tables with an `event_id`: their key, and the columns that hold the first and, where there is one, the last day.
EVENTS = {
    "summits": ("summit_id", "held_on", "ended_on"),
    "foreign_minister_talks": ("talk_id", "held_on", "ended_on"),
    "instruments": ("instrument_id", "dated_on", ""),
    "offers": ("offer_id", "made_on", "ended_on"),
    "inducements": ("inducement_id", "announced_on", ""),
    "us_documents": ("document_id", "dated_on", ""),
    "us_positions": ("position_id", "stated_on", ""),
    "island_visits": ("visit_id", "visited_on", ""),
    "cooperation_events": ("cooperation_id", "happened_on", ""),
}
# Rows that speak of an event with another date, and why that is no slip.
DECLARED_DATES = {
    "1991-yeltsin-letter": "the letter is known to the month, the request only by the day of its report",
    "1991-request": "the letter is known to the month, the request only by the day of its report",
    "F06": "the talks are known to the month; the loans were announced on the 17th",
    "1996-loans-resumed": "the talks are known to the month; the loans were announced on the 17th",
}


class _Span(NamedTuple):
    """The days on which one row may have an event."""

    table: str
    row: str
    first: pd.Timestamp
    last: pd.Timestamp
    to_the_day: bool


def _spans(name: str, frame: pd.DataFrame) -> dict[str, list[_Span]]:
    """The rows of a table by event."""
    key, first, end = EVENTS[name]
    precision = frame[f"{first}_precision"]
    last = last_day(frame[first], precision)
    last = frame[end].fillna(last) if end else last
    found: dict[str, list[_Span]] = {}
    for row in frame.index[frame["event_id"].notna()]:
        exact = precision[row] in ("day", "period")
        span = _Span(name, str(frame.loc[row, key]), frame.loc[row, first], last[row], exact)
        found.setdefault(str(frame.loc[row, "event_id"]), []).append(span)
    return found


def _one_event(name: str) -> Find:
    """The rule for one table: its rows share a day with the widest row of the event, and are as exact."""

    def rows_of_an_event_agree(frame: pd.DataFrame, reach: Reach) -> Wrong:
        """Two tables on one event give one date, or the difference is declared with its reason."""
        spans: dict[str, list[_Span]] = {}
        for other in EVENTS:
            for event, found in _spans(other, frame if other == name else reach(other)).items():
                spans.setdefault(event, []).extend(found)
        key = EVENTS[name][0]
        for row, one in rows(frame, frame["event_id"].notna()):
            together = spans[str(one["event_id"])]
            own = next(span for span in together if (span.table, span.row) == (name, one[key]))
            if len(together) == 1:
                yield row, f"{one['event_id']}: no other row speaks of it"
            if own.row in DECLARED_DATES:
                continue
            widest = max(together, key=lambda span: (span.to_the_day, span.last - span.first))
            for span in together if own is widest else [widest]:
                if own.first > span.last or span.first > own.last or span.to_the_day > own.to_the_day:
                    yield row, f"{own.row} on {day(own.first)}, {span.row} on {day(span.first)}"
                    break

    return rows_of_an_event_agree


for _name in EVENTS:
    rule(_name, "event_id", "rows of several tables on one event agree on its date")(_one_event(_name))


@rule(
    "instruments",
    "read",
    "what a text leaves out is coded from the whole text, or from a source that says so",
)
def absences_are_read(texts: pd.DataFrame, reach: Reach) -> Wrong:
    """A part of a text can show that it names an island, never that it names none."""
    absent = texts["names_islands"].eq("none") | texts["affirms_1956"].eq("silent")
    wrong = absent & texts["read"].ne("full") & texts["absence_source"].isna()
    yield from told(texts, wrong, "{instrument_id}: {names_islands}, {affirms_1956}, read as {read}")
    for row, one in rows(texts, texts["absence_source"].notna()):
        if one["absence_source"] not in str(one["source_ids"]).split(";"):
            yield row, f"{one['instrument_id']}: {one['absence_source']} is no source of the row"


@rule("us_documents", "read", "a paper that is coded silent was read whole")
def silent_papers_were_read(papers: pd.DataFrame, reach: Reach) -> Wrong:
    """Silence on a motive is found only by reading to the end."""
    coded = papers[["bears_on_okinawa", "bears_on_separation", "bears_on_china", "on_concession"]]
    wrong = coded.isin(["silent"]).any(axis=1) & papers["read"].ne("full")
    return told(papers, wrong, "{document_id} read as {read}")


def promising(name: str) -> dict[str, list[str]]:
    """The codes of a table, by column, whose description sends the reader to the note."""
    found = {
        c.name: [code for code, says in c.codes.items() if NOTED.search(says)] for c in table(name).columns
    }
    return {column: codes for column, codes in found.items() if codes}


for _table in tables():
    if "note" in table(_table).names and promising(_table):

        @rule(
            _table,
            next(iter(promising(_table))),
            "where a code says that the note tells more, there is a note",
        )
        def promised_notes_are_there(frame: pd.DataFrame, reach: Reach, name: str = _table) -> Wrong:
            """A code set by mistake stands beside an empty note."""
            for column, codes in promising(name).items():
                wrong = frame[column].isin(codes) & frame["note"].isna()
                yield from told(
                    frame, wrong, "{column} {code}, and no note", column=column, code=frame[column]
                )
