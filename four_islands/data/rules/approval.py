"""Approval of the cabinet: one premier's polls, shares that fit, numbers of people who answered, and moves dated once."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, last_day, rows, rule, told

FARTHEST = 35  # points between neighbours; the farthest on record are 27 up (2020) and 26 down (2002)
NEIGHBOURS_DAYS = 65  # polls of neighbouring months
ROUND = 100  # a number of respondents that is a multiple of this is the sample asked for
REPEATED = 3  # and so is one that a pollster reports more often


@rule("cabinet_approval", "fieldwork_started_on", "a poll falls in the term of the premier it asks about")
def readings_fall_in_their_term(readings: pd.DataFrame, reach: Reach) -> Wrong:
    """A month counts as a whole: premiers change within one."""
    terms = reach("premierships").set_index("term_id")
    start = readings["term_id"].map(terms["started_on"])
    end = readings["term_id"].map(terms["ended_on"].fillna(terms["last_seen_on"]))
    latest = last_day(readings["fieldwork_started_on"], readings["fieldwork_started_on_precision"])
    wrong = (latest < start) | (readings["fieldwork_started_on"] > end)
    return told(readings, wrong, "{reading_id} from {fieldwork_started_on}, outside {term_id}")


@rule("cabinet_approval", "approve_percent", "those for and against are no more than everybody")
def approval_shares_fit(readings: pd.DataFrame, reach: Reach) -> Wrong:
    """Both shares are rounded, so one point over is allowed."""
    both = readings["approve_percent"] + readings["disapprove_percent"]
    return told(readings, both > 101, "{reading_id}: {approve_percent:g} and {disapprove_percent:g}")


@rule("cabinet_approval", "approve_percent", f"approval moves less than {FARTHEST} points from poll to poll")
def approval_does_not_jump(readings: pd.DataFrame, reach: Reach) -> Wrong:
    """A dropped or swapped digit shows against the neighbour."""
    polls = readings[readings["poll_kind"].eq("regular")].sort_values("fieldwork_started_on")
    before = polls.groupby(["pollster", "term_id"])[["approve_percent", "fieldwork_started_on"]].shift()
    near = (polls["fieldwork_started_on"] - before["fieldwork_started_on"]).dt.days.le(NEIGHBOURS_DAYS)
    far = (polls["approve_percent"] - before["approve_percent"]).abs().ge(FARTHEST)
    return told(polls, near & far, "{reading_id}: {approve_percent:g}")


@rule(
    "cabinet_approval",
    "respondents",
    "respondents answered: no round or often repeated number, and no silent blank",
)
def respondents_answered(readings: pd.DataFrame, reach: Reach) -> Wrong:
    """A sample asked for gives a margin of error that is too small."""
    known = readings["respondents"]
    often = readings.groupby(["pollster", "respondents"])["reading_id"].transform("size") > REPEATED
    wrong = known.isna() == readings["respondents_status"].eq("stated")
    wrong |= known.mod(ROUND).eq(0).fillna(False) | often.fillna(False)
    return told(readings, wrong, "{reading_id}: {respondents}, {respondents_status}")


@rule("cabinet_approval", "reading_id", "a reading's id holds its pollster and its month")
def reading_ids_agree(readings: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say."""
    stems = readings["pollster"] + readings["fieldwork_started_on"].dt.strftime("-%Y-%m")
    wrong = pd.Series(
        [not i.startswith(stem) for i, stem in zip(readings["reading_id"], stems, strict=True)],
        index=readings.index,
    )
    return told(readings, wrong, "{reading_id} for {stems}", stems=stems)


@rule("premier_moves", "moved_on", "a move at a meeting has the days of the meeting")
def moves_have_the_days_of_their_meeting(moves: pd.DataFrame, reach: Reach) -> Wrong:
    """One event, one date in all tables."""
    meetings = reach("summits").set_index("summit_id")
    for row, one in rows(moves, moves["summit_id"].notna()):
        meeting = meetings.loc[one["summit_id"]]
        theirs = (day(meeting["held_on"]), day(meeting["ended_on"]))
        if (day(one["moved_on"]), day(one["ended_on"])) != theirs:
            yield row, f"{one['move_id']} on {day(one['moved_on'])}, {one['summit_id']} on {theirs[0]}"


@rule("cabinet_approval", "fieldwork_started_on", "no month from April 1998 on is without a poll")
def no_month_is_skipped(readings: pd.DataFrame, reach: Reach) -> Wrong:
    """The month after a gap is told."""
    polls = readings[readings["fieldwork_started_on"].ge("1998-04-01")].sort_values("fieldwork_started_on")
    month = polls["fieldwork_started_on"].dt.year * 12 + polls["fieldwork_started_on"].dt.month
    return told(polls, month.diff().gt(1), "{reading_id}: no poll in the month before")
