"""Who put what position on the islands, when: both sides on one scale, and Japan's own wording by year.

The coding is in the table `offers`; the functions here only count it. Each takes the table and says by which
rule it counts, because another reasonable rule often gives another answer.
"""

from __future__ import annotations

import pandas as pd

SCALE = {"0": "none", "2": "two", "other": "another formula", "4": "four"}  # in drawing order
SIDES = {"russia": "Moscow", "japan": "Tokyo"}
# Said in the open by a government to the other: what was implied, explored, reported or kept inside is left out.
OPEN = ("made", "committed", "repeated", "conditional", "denied", "barred")
GIVING = ("made", "committed", "repeated", "conditional", "implied")  # two islands said to be on the table
END_OF_SOVIET_UNION = pd.Timestamp("1991-12-25")
PHRASES = {
    "inherent_territory": "Inherent territory",
    "illegal_occupation": "Illegal occupation",
    "japans_sovereignty": "Japan has sovereignty",
}


def of_side(offers: pd.DataFrame, side: str, *, open_only: bool = False) -> pd.DataFrame:
    """What one side put in numbers or as a formula, in order of time; joint texts count for both sides.

    Talks and texts that put none are left out: silence is no position. With `open_only`, only what a government
    said to the other in the open.
    """
    kept = offers[offers["side"].isin([side, "both"]) & offers["islands"].notna()]
    if open_only:
        kept = kept[kept["status"].isin(OPEN)]
    return kept.sort_values(["made_on", "offer_id"]).reset_index(drop=True)


def shown_dates(offers: pd.DataFrame) -> pd.Series:
    """Each date as far as it is known: a day, a month, a year, or the years of a period."""
    formats = {"day": "%-d %b %Y", "month": "%b %Y", "year": "%Y", "period": "%Y"}
    texts = []
    for row in offers.to_dict("records"):
        text = row["made_on"].strftime(formats[row["made_on_precision"]])
        if row["made_on_precision"] == "period":
            text += f" to {row['ended_on']:%Y}"
        texts.append(text)
    return pd.Series(texts, index=offers.index)


def moves(offers: pd.DataFrame, side: str, *, open_only: bool = False) -> pd.DataFrame:
    """The rows at which a side's number of islands differs from its row before.

    The first row is no move. Read this as a count of changes in what was said, not of changes of heart.
    """
    rows = of_side(offers, side, open_only=open_only)
    before = rows["islands"].shift()
    return rows.assign(before=before)[before.notna() & rows["islands"].ne(before)]


def departures(offers: pd.DataFrame) -> pd.DataFrame:
    """The rows in which Tokyo's position departs from all four at once: fewer, in stages, later, by a court."""
    return offers[offers["departs_from_all_at_once"].eq(True).fillna(False)].sort_values("made_on")


def record_of_two(offers: pd.DataFrame, since: pd.Timestamp = END_OF_SOVIET_UNION) -> pd.DataFrame:
    """Moscow's positions since a day, each marked: are two islands on the table, on a condition, or not at all."""
    rows = of_side(offers, "russia")
    rows = rows[rows["made_on"] > since]
    two = rows["islands"].eq("2")
    standing = pd.Series("not on the table", index=rows.index)
    standing = standing.mask(rows["islands"].eq("other"), "another formula")
    standing = standing.mask(two & rows["status"].isin(GIVING), "two, after a peace treaty")
    standing = standing.mask(two & rows["status"].eq("conditional"), "two, on a further condition")
    return rows.assign(standing=standing)


def longest_silence(offers: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    """The longest time between two occasions on which Moscow put two islands on the table, in the rows found."""
    rows = of_side(offers, "russia")
    dates = rows.loc[rows["islands"].eq("2") & rows["status"].isin(GIVING), "made_on"].drop_duplicates()
    gaps = dates.diff()
    widest = int(gaps.argmax())
    return dates.iloc[widest - 1], dates.iloc[widest]


def named(offers: pd.DataFrame, offer_id: str) -> pd.Series:
    """One position by its id; raises KeyError if the table has none of that name."""
    rows = offers[offers["offer_id"].eq(offer_id)]
    if rows.empty:
        raise KeyError(f"no position {offer_id!r} in the table offers")
    return rows.iloc[0]


def wording_grid(wording: pd.DataFrame, years: range) -> pd.DataFrame:
    """Every phrase in every edition: used, not used, or unknown; unknown is never read as not used."""
    known = {(row["edition_year"], row["phrase"]): row for row in wording.to_dict("records")}
    rows = []
    for phrase, label in PHRASES.items():
        for year in years:
            row = known.get((year, phrase))
            state = "unknown" if row is None else "used" if row["is_used"] else "not used"
            rows.append(
                {
                    "phrase": label,
                    "edition_year": year,
                    "state": state,
                    "basis": None if row is None else row["basis"],
                    "source_ids": None if row is None else row["source_ids"],
                }
            )
    return pd.DataFrame(rows)


def spells_without(grid: pd.DataFrame, phrase: str) -> tuple[int, int] | None:
    """First and last edition of the longest unbroken run in which a phrase is known not to be used."""
    rows = grid[grid["phrase"].eq(PHRASES[phrase])].sort_values("edition_year")
    best: tuple[int, int] | None = None
    start: int | None = None
    for year, state in zip(rows["edition_year"], rows["state"], strict=True):
        if state != "not used":
            start = None
            continue
        start = year if start is None else start
        if best is None or year - start > best[1] - best[0]:
            best = (int(start), int(year))
    return best
