"""What the documents say of the islands, what became of the promise of 1956, and how Japan's wars ended."""

from __future__ import annotations

import pandas as pd

WARTIME = ("1943-cairo", "1945-yalta", "1945-potsdam", "1951-san-francisco")  # the four the essay names
# How firmly a later document bears on the transfer clause of 1956, from nothing to the clause itself.
STANCES = {
    "silent": "Silent on 1956",
    "general": "Earlier agreements in general",
    "adds-condition": "Adds a condition",
    "names-declaration": "Names the declaration of 1956",
    "source": "The promise itself",
}
NAMED = {
    "none": "No island named",
    "chain": "Kuril Islands, unspecified",
    "outside": "Kurils listed, not the four",
    "border": "Border at Etorofu",
    "two": "Shikotan and Habomai",
    "two-large": "Etorofu and Kunashiri",
    "all-four": "All four islands",
}
ENDINGS = {
    "san-francisco": "Treaty of San Francisco",
    "peace-treaty": "Bilateral peace treaty",
    "communique-then-treaty": "Communique, then treaty",
    "restoration-agreement": "Agreement restoring relations",
    "joint-declaration": "Joint declaration",
    "letters": "Exchange of letters or notes",
    "relations-only": "Diplomatic relations only",
}


def names_one_of_the_four(instruments: pd.DataFrame) -> pd.Series:
    """Whether a document names at least one of the four islands."""
    return instruments["names_islands"].isin(["border", "two", "two-large", "all-four"])


def after_the_promise(instruments: pd.DataFrame) -> pd.DataFrame:
    """The documents from the Joint Declaration on, with what each does to its transfer clause.

    A document not read far enough to tell has no stance and is left out.
    """
    rows = instruments[~instruments["affirms_1956"].isin(["not-applicable", "unknown"])].copy()
    rows["stance"] = rows["affirms_1956"].map(STANCES)
    return rows.sort_values("dated_on", ignore_index=True)


def stance_of(instruments: pd.DataFrame, instrument_id: str) -> str:
    """What one document does to the transfer clause of 1956."""
    return str(instruments.set_index("instrument_id").loc[instrument_id, "affirms_1956"])


def whole_years(start: pd.Timestamp, end: pd.Timestamp) -> int:
    """Completed years from one day to another."""
    early = (end.month, end.day) < (start.month, start.day)
    return end.year - start.year - int(early)


def without_peace_treaty(belligerents: pd.DataFrame) -> pd.DataFrame:
    """The states whose war with Japan ended without a treaty of peace by name."""
    return belligerents[~belligerents["has_peace_treaty"].astype(bool)].reset_index(drop=True)


def sides_that_read(readings: pd.DataFrame) -> pd.DataFrame:
    """The readings side by side: one row a document, one column a government."""
    return readings.pivot(index="instrument_id", columns="reader", values="reading").fillna("")
