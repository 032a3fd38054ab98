"""Foreign ministers: one at a time, and premiers among them are marked as such."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import DAY, Reach, Wrong, last_day, rows, rule, told


@rule("foreign_ministers", "started_on", "a country's ministers follow each other without overlap or gap")
def ministers_follow_each_other(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """A start known to the month may leave days open; Kozyrev of the Russian republic starts at his second date."""
    republic = spells["started_on_precision"].eq("year") & spells["alt_started_on"].notna()
    starts = spells["started_on"].mask(republic, spells["alt_started_on"])
    ordered = spells.assign(starts=starts).sort_values(["country", "starts"])
    before = ordered.groupby("country")["ended_on"].shift()
    latest = last_day(ordered["starts"], ordered["started_on_precision"].mask(republic, "day"))
    open_days = ordered["starts"].where(latest.eq(ordered["starts"]), before)
    wrong = (latest < before) | (open_days > before + DAY)
    return told(ordered, wrong, "{row_id} starts {starts}, the one before ended {before}", before=before)


@rule("foreign_ministers", "was_premier_too", "a minister was premier as well if the premierships say so")
def premiers_among_ministers_are_marked(spells: pd.DataFrame, reach: Reach) -> Wrong:
    """A second reading of both tables: the term overlaps the spell by more than the day of a hand-over."""
    terms = reach("premierships")
    until = spells["ended_on"].fillna(spells["last_seen_on"])
    for row, one in rows(spells, spells["country"].eq("JPN")):
        own = terms[terms["person_id"].eq(one["person_id"])]
        ends = own["ended_on"].fillna(own["last_seen_on"])
        overlaps = bool(((own["started_on"] < until[row]) & (ends > one["started_on"])).any())
        if overlaps != bool(one["was_premier_too"]):
            yield row, f"{one['row_id']} says {one['was_premier_too']}, the premierships say {overlaps}"
