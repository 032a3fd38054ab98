"""Meetings of the two leaders: by pair, place, year and era, and how soon after taking office.

Counts are minimums: the table of summits is what was found. The rule for a summit stands in the table's
column `counted`: in person, with a party leader, president or acting president.
"""

from __future__ import annotations

import pandas as pd

KINDS = {
    "visit": "visit",
    "multilateral": "on the margins of a gathering",
    "ceremony": "at a ceremony",
}
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


def by_pair(summits: pd.DataFrame) -> pd.DataFrame:
    """Each pair with its meetings, its visits, its first and last day, and the days between them.

    A pair is two people: Abe's two premierships make one pair with Putin.
    """
    groups = held(summits).groupby("pair", sort=False)
    pairs = groups.agg(
        meetings=("summit_id", "count"),
        visits=("occasion_kind", lambda kinds: int(kinds.eq("visit").sum())),
        first_on=("held_on", "min"),
        last_on=("held_on", "max"),
        summit_ids=("summit_id", ";".join),
        source_ids=("source_ids", lambda ids: ";".join(dict.fromkeys(";".join(ids).split(";")))),
    )
    pairs["span_days"] = (pairs["last_on"] - pairs["first_on"]).dt.days
    return pairs.sort_values(["meetings", "span_days"], ascending=False).reset_index()


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


def texts_of_pairs(summits: pd.DataFrame, instruments: pd.DataFrame) -> pd.DataFrame:
    """The pairs with the joint texts that fall on a day of one of their meetings, or in its month if only that is known."""
    meetings = held(summits)
    texts = joint_texts(instruments)
    found: dict[str, list[str]] = {}
    for meeting in meetings.to_dict("records"):
        end = meeting["ended_on"] if pd.notna(meeting["ended_on"]) else meeting["held_on"]
        days = (texts["dated_on"] >= meeting["held_on"]) & (texts["dated_on"] <= end)
        months = texts["dated_on_precision"].eq("month") & texts["dated_on"].eq(
            meeting["held_on"].replace(day=1)
        )
        found.setdefault(meeting["pair"], []).extend(texts.loc[days | months, "title"])
    pairs = by_pair(summits)
    pairs["texts"] = [found.get(pair, []) for pair in pairs["pair"]]
    pairs["text_count"] = pairs["texts"].map(len)
    return pairs


def per_year(summits: pd.DataFrame, years: range) -> pd.DataFrame:
    """Meetings by year and kind of occasion, years without any included as zero."""
    meetings = held(summits)
    counts = meetings.groupby([meetings["held_on"].dt.year, "occasion_kind"]).size()
    return pd.DataFrame(
        [
            {
                "year": year,
                "occasion": label,
                "meetings": int(counts.get((year, kind), 0)),
            }
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


def wait_for_first(summits: pd.DataFrame, premierships: pd.DataFrame) -> pd.DataFrame:
    """Days from taking office to the first counted meeting, for each premiership since 1955.

    Where only the month is known the wait lies between `days_low` and `days_high`. Premierships without a known
    meeting stay in, with no number: leaving them out would flatter the others.
    """
    meetings = held(summits)
    terms = premierships[premierships["ended_on"].isna() | (premierships["ended_on"] > "1955-01-01")]
    rows = []
    for term in terms.to_dict("records"):
        own = meetings[meetings["japan_term_id"].eq(term["term_id"])]
        first = own.iloc[0] if len(own) else None
        low = high = None
        if first is not None:
            day = first["held_on"]
            latest = day if first["held_on_precision"] == "day" else day + pd.offsets.MonthEnd(0)
            low, high = max((day - term["started_on"]).days, 0), (latest - term["started_on"]).days
        rows.append(
            {
                "term_id": term["term_id"],
                "premier": term["name_family"],
                "started_on": term["started_on"],
                "ended_on": term["ended_on"],
                "met": first is not None,
                "leader_met": None if first is None else first["russia_leader"],
                "days_low": low,
                "days_high": high,
            }
        )
    waits = pd.DataFrame(rows)
    return waits.astype({"days_low": "Int64", "days_high": "Int64"})
