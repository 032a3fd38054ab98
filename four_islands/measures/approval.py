"""Approval of the cabinet: how much it moves from poll to poll, and how much it moved around a given day.

Only changes between two polls of one pollster under one premier are counted: levels of different pollsters do not
compare, and a new premier starts anew. A fall after a move means little by itself; it is read against all the other
changes of the same pollster.
"""

from __future__ import annotations

import pandas as pd

NEIGHBOURS_DAYS = 45  # polls further apart than six weeks are not neighbours, unless their months are
AROUND_DAYS = 65  # a poll before and one after an event lie at most two months and some days apart
FIELDWORK_DAYS = 2  # after the first day, where the last is not known: polls run from Friday to Sunday
MID_MONTH = 15  # NHK's regular poll, of which only the month is known, is over by then


def changes(readings: pd.DataFrame) -> pd.DataFrame:
    """The change from each poll to the next of the same pollster under the same premier, in points."""
    polls = regular(readings)
    before = polls.groupby(["pollster", "term_id"]).shift()
    days = (polls["fieldwork_started_on"] - before["fieldwork_started_on"]).dt.days
    months = _month(polls["fieldwork_started_on"]) - _month(before["fieldwork_started_on"])
    near = days.le(NEIGHBOURS_DAYS) | months.eq(1)
    change = polls["approve_percent"] - before["approve_percent"]
    return polls.assign(change=change, before_id=before["reading_id"])[near].reset_index(drop=True)


def regular(readings: pd.DataFrame) -> pd.DataFrame:
    """The regular polls in order of pollster and day; snap polls after an event are left out."""
    kept = readings[readings["poll_kind"].eq("regular")]
    return kept.sort_values(["pollster", "fieldwork_started_on", "reading_id"]).reset_index(drop=True)


def _month(day: pd.Series) -> pd.Series:
    return day.dt.year * 12 + day.dt.month


def spread(changed: pd.DataFrame) -> pd.DataFrame:
    """For each pollster how many changes there are, how wide they spread, and how often five points were lost."""
    by = changed.groupby("pollster")["change"]
    return pd.DataFrame(
        {
            "changes": by.size(),
            "mean": by.mean(),
            "sd": by.std(),
            "lowest_tenth": by.quantile(0.1),
            "falls_of_five": by.agg(lambda points: points.le(-5).mean()),
        }
    )


def around(readings: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """The last poll before and the first after each move, by pollster, and how ordinary the change between them was.

    `as_low` is the share of the pollster's own changes that were as low or lower. A poll that overlaps the move is
    left out, and so is one of which only the month is known when the move falls in its first half.
    """
    polls, ordinary = regular(readings), changes(readings)
    found = []
    for _, move in moves.iterrows():
        last = move["moved_on"] if pd.isna(move["ended_on"]) else move["ended_on"]
        for pollster, asked in polls.groupby("pollster"):
            pair = _pair(asked, move["moved_on"], last)
            if pair is None:
                continue
            change = float(pair[1]["approve_percent"] - pair[0]["approve_percent"])
            own = ordinary.loc[ordinary["pollster"].eq(pollster), "change"]
            found.append(
                {
                    "move_id": move["move_id"],
                    "pollster": pollster,
                    "before_id": pair[0]["reading_id"],
                    "after_id": pair[1]["reading_id"],
                    "change": round(change, 1),
                    "as_low": float(own.le(change + 1e-9).mean()),
                }
            )
    return pd.DataFrame(found)


def _pair(polls: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> tuple[pd.Series, pd.Series] | None:
    """The polls on both sides of an event, if they are near and under one premier."""
    starts = polls["fieldwork_started_on"]
    rough = polls["fieldwork_started_on_precision"].eq("month")
    ends = polls["fieldwork_ended_on"].fillna(starts + pd.Timedelta(days=FIELDWORK_DAYS))
    ends = ends.mask(rough, starts + pd.Timedelta(days=MID_MONTH - 1))
    before, after = polls[ends < first], polls[starts > last]
    if before.empty or after.empty:
        return None
    one, two = before.iloc[-1], after.iloc[0]
    far = (two["fieldwork_started_on"] - one["fieldwork_started_on"]).days > AROUND_DAYS
    return None if far or one["term_id"] != two["term_id"] else (one, two)
