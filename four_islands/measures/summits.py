"""Meetings of the two leaders: by pair, year and era, and the texts that came of them.

Counts are minimums: the table of summits is what was found. The rule for a summit stands in the table's
column `counted`: in person, with a party leader, president or acting president.
"""

from __future__ import annotations

import pandas as pd

KINDS = {"visit": "visit", "multilateral": "on the margins of a gathering", "ceremony": "at a ceremony"}
# By who led in Moscow, and the two turns of 1991 and of Abe's last meeting.
ERAS = (
    ("Khrushchev to Chernenko", "1955-01-01", "1985-03-10"),
    ("Gorbachev", "1985-03-11", "1991-12-25"),
    ("Yeltsin", "1991-12-26", "1999-12-31"),
    ("Putin and Medvedev, to 2012", "2000-01-01", "2012-12-25"),
    ("Putin and Abe", "2012-12-26", "2020-09-15"),
    ("Putin after Abe", "2020-09-16", "2026-03-31"),
)
DAYS_A_YEAR = 365.25


def held(summits: pd.DataFrame) -> pd.DataFrame:
    """The meetings that count, in order of time, with the name of the pair."""
    rows = summits[summits["counted"]].copy()
    rows["pair"] = rows["japan_leader"] + "-" + rows["russia_leader"]
    return rows.sort_values("held_on").reset_index(drop=True)


def joint_texts(instruments: pd.DataFrame, since: str = "1955-01-01") -> pd.DataFrame:
    """Texts of the leaders of Japan and Moscow that at least one of them appeals to over the islands, from a day on.

    What was announced without a text, as at Singapore in 2018, is none; papers that neither side appeals to, as those
    of 2005, and what foreign ministers or ministries agreed are not counted.
    """
    parties = instruments["parties"].fillna("")
    both = parties.str.contains("Japan") & parties.str.contains("USSR|Russia")
    is_text = ~instruments["kind"].isin(["statement", "communique", "accord"])
    is_text &= instruments["relied_on_by"].ne("neither")
    return instruments[both & is_text & (instruments["dated_on"] >= pd.Timestamp(since))]


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


def by_era(summits: pd.DataFrame) -> pd.DataFrame:
    """Meetings and visits per year by era of Moscow's leadership; rates are minimums."""
    meetings = held(summits)
    rows = []
    for era, start, end in ERAS:
        first, last = pd.Timestamp(start), pd.Timestamp(end)
        inside = meetings[meetings["held_on"].between(first, last)]
        years = ((last - first).days + 1) / DAYS_A_YEAR
        rows.append(
            {
                "era": era,
                "years": years,
                "meetings": len(inside),
                "visits": int(inside["occasion_kind"].eq("visit").sum()),
                "meetings_per_year": len(inside) / years,
            }
        )
    return pd.DataFrame(rows)


def as_table(eras: pd.DataFrame) -> pd.DataFrame:
    """The eras as readers see them."""
    return pd.DataFrame(
        {
            "who led in Moscow": eras["era"],
            "years": eras["years"].round(1),
            "meetings": eras["meetings"],
            "of them visits": eras["visits"],
            "a year": eras["meetings_per_year"].round(1),
        }
    )
