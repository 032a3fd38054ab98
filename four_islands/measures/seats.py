"""What majority a government had on a day: from counts of the day, never from the election before it alone.

A day between two counts of one chamber, with no election between them, lies in what both show. Where they disagree
the answer is that it is not known.
"""

from __future__ import annotations

import pandas as pd

DAYS_NEAR = 400  # a count more than some thirteen months off says little about a day


def around(counts: pd.DataFrame, elections: pd.DataFrame, day: pd.Timestamp, chamber: str) -> pd.DataFrame:
    """The last count up to a day and the first after it, without an election of the chamber between; none, one or two."""
    dated = counts["counted_on_precision"].ne("year")
    own = counts[counts["chamber"].eq(chamber) & dated].sort_values("counted_on")
    votes = elections.loc[elections["chamber"].eq(chamber), "held_on"]
    since = votes[votes <= day].max()
    until = votes[votes > day].min()
    own = own[(own["counted_on"] - day).abs() <= pd.Timedelta(days=DAYS_NEAR)]
    before = own[own["counted_on"].le(day) & ~(own["counted_on"] < since)].tail(1)
    after = own[own["counted_on"].gt(day) & ~(own["counted_on"] >= until)].head(1)
    return pd.concat([before, after])


def has_majority(near: pd.DataFrame, column: str = "ldp_seats") -> bool | None:
    """Whether the counts around a day show more than half of the seats; unknown if there are none or they disagree."""
    held = near.dropna(subset=[column])
    says = {bool(2 * seats > total) for seats, total in zip(held[column], held["seats_total"], strict=True)}
    return says.pop() if len(says) == 1 else None
