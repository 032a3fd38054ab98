"""Polls that stand next to each other in one pollster's own series: what rules and measures alike call a change."""

from __future__ import annotations

import pandas as pd

NEIGHBOURS_DAYS = 45  # polls further apart than six weeks are not neighbours, unless their months are


def changes(readings: pd.DataFrame, steps: int = 1) -> pd.DataFrame:
    """The change from each poll to the next of the same pollster under the same premier, in points.

    With `steps` the change to the second, third ... poll after it, where none is missing between them.
    """
    polls = regular(readings)
    before = polls.groupby(["pollster", "term_id"]).shift(steps)
    days = (polls["fieldwork_started_on"] - before["fieldwork_started_on"]).dt.days
    months = _month(polls["fieldwork_started_on"]) - _month(before["fieldwork_started_on"])
    near = days.le(NEIGHBOURS_DAYS * steps) | months.eq(steps)
    change = polls["approve_percent"] - before["approve_percent"]
    return polls.assign(change=change, before_id=before["reading_id"])[near].reset_index(drop=True)


def regular(readings: pd.DataFrame) -> pd.DataFrame:
    """The regular polls in order of pollster and day; snap polls after an event are left out."""
    kept = readings[readings["poll_kind"].eq("regular")]
    return kept.sort_values(["pollster", "fieldwork_started_on", "reading_id"]).reset_index(drop=True)


def _month(day: pd.Series) -> pd.Series:
    return day.dt.year * 12 + day.dt.month
