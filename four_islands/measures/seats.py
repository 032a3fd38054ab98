"""What majority a government had on a day: from counts of the day, never from the election before it alone.

A day between two counts of one chamber, with no election between them, lies in what both show. Where they disagree
the answer is that it is not known.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

DAYS_NEAR = 400  # a count more than some thirteen months off says little about a day

Count = Mapping[Any, Any]


@dataclass(frozen=True)
class Chamber:
    """The dated counts of one house in order, and the days of its elections."""

    counts: Sequence[Count]
    elections: Sequence[pd.Timestamp]

    def around(self, day: pd.Timestamp, within: int = DAYS_NEAR) -> list[Count]:
        """The last count up to a day and the first after it, with no election between: none, one or two."""
        at = bisect_right([one["counted_on"] for one in self.counts], day)
        last = bisect_right(self.elections, day)
        since, until = self.elections[max(last - 1, 0) : last], self.elections[last : last + 1]
        before = [c for c in self.counts[max(at - 1, 0) : at] if not since or c["counted_on"] >= since[0]]
        after = [c for c in self.counts[at : at + 1] if not until or c["counted_on"] < until[0]]
        return [c for c in before + after if abs((c["counted_on"] - day).days) <= within]


def chamber(counts: pd.DataFrame, elections: pd.DataFrame, name: str) -> Chamber:
    """One house, from counts and elections of both; a count dated to a year alone speaks for no day."""
    own = counts[counts["chamber"].eq(name) & counts["counted_on_precision"].ne("year")]
    votes = elections.loc[elections["chamber"].eq(name), "held_on"]
    return Chamber(
        own.sort_values("counted_on", kind="stable").to_dict("records"), sorted(votes.dropna().unique())
    )


def has_majority(near: Sequence[Count], column: str = "ldp_seats") -> bool | None:
    """Whether the counts around a day show more than half of the seats; unknown if there are none or they disagree."""
    says = {bool(2 * one[column] > one["seats_total"]) for one in near if pd.notna(one[column])}
    return says.pop() if len(says) == 1 else None


def with_results(counts: pd.DataFrame, elections: pd.DataFrame) -> pd.DataFrame:
    """Counts of the day with the results of elections before them, each of which is the count of its own day.

    Results give the Liberal Democrats' seats. Where these alone are a majority, so is any government they lead; where
    they are not, what its partners held is not known from a result.
    """
    lower = elections["premier_party_seats"].where(elections["premier_party"].eq("LDP"))
    held = elections["ldp_seats_after"].where(elections["chamber"].eq("upper"), lower)
    results = elections[["chamber", "seats_total"]].assign(
        counted_on=elections["held_on"], counted_on_precision="day", ldp_seats=held
    )
    results = results.dropna(subset=["ldp_seats", "seats_total"])
    every = pd.concat([results, counts], ignore_index=True)
    alone = every["ldp_seats"].where(2 * every["ldp_seats"] > every["seats_total"])
    return every.assign(coalition_seats=every["coalition_seats"].fillna(alone))
