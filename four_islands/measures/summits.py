"""Meetings of the two leaders: by pair, year and era, and the texts that came of them.

Counts are minimums: the table of summits is what was found. The rule for a summit stands in the table's
column `counted`: in person, with a party leader, president or acting president.
"""

from __future__ import annotations

import pandas as pd

KINDS = {"visit": "visit", "multilateral": "on the margins of a gathering", "ceremony": "at a ceremony"}


def held(summits: pd.DataFrame) -> pd.DataFrame:
    """The meetings that count, in order of time, with the name of the pair."""
    rows = summits[summits["counted"]].copy()
    rows["pair"] = rows["japan_leader"] + "-" + rows["russia_leader"]
    return rows.sort_values("held_on").reset_index(drop=True)


def between_both(instruments: pd.DataFrame) -> pd.DataFrame:
    """Every paper of the table to which both Japan and Moscow were parties."""
    parties = instruments["parties"].fillna("")
    return instruments[parties.str.contains("Japan") & parties.str.contains("USSR|Russia")]


def joint_texts(instruments: pd.DataFrame, since: str = "1955-01-01") -> pd.DataFrame:
    """Texts of the leaders of Japan and Moscow that at least one of them appeals to over the islands, from a day on.

    What was announced without a text, as at Singapore in 2018, is none; papers that neither side appeals to, as those
    of 2005, and what envoys, foreign ministers or ministries agreed are not counted.
    """
    both = between_both(instruments)
    is_text = ~both["kind"].isin(["letters", "statement", "communique", "accord"])
    is_text &= both["relied_on_by"].ne("neither")
    return both[is_text & (both["dated_on"] >= pd.Timestamp(since))]


def announced(instruments: pd.DataFrame, since: str = "1955-01-01") -> pd.DataFrame:
    """What both announced without a text, though a side appeals to it: no joint text, which one may doubt."""
    both = between_both(instruments)
    is_said = both["kind"].eq("statement") & both["relied_on_by"].ne("neither")
    return both[is_said & (both["dated_on"] >= pd.Timestamp(since))]


def per_year(summits: pd.DataFrame, years: range) -> pd.DataFrame:
    """Meetings by year and kind of occasion, years without any included as zero."""
    meetings = held(summits)
    counts = meetings.groupby([meetings["held_on"].dt.year, "occasion_kind"]).size()
    return pd.DataFrame(
        [
            {"year": year, "occasion": label, "meetings": int(counts.get((year, kind), 0))}
            for year in years
            for kind, label in KINDS.items()
        ]
    )
