"""Washington and the talks of 1955-56: the papers in order, and what they support of the motive argued."""

from __future__ import annotations

import pandas as pd

MOTIVES = {
    "bears_on_okinawa": "Okinawa was at stake",
    "bears_on_separation": "Keep Japan and the USSR apart",
    "bears_on_china": "Keep Japan from Communist China",
}
SUPPORT = {
    "supports": "speaks for it",
    "mixed": "holds both",
    "against": "speaks against",
    "silent": "says nothing",
}
WARNING = "1956-dulles-shigemitsu"
AIDE_MEMOIRE = "1956-aide-memoire"


def motive_counts(documents: pd.DataFrame) -> pd.DataFrame:
    """How many papers support, hold both, speak against or are silent on each motive.

    The papers are a selection from one volume, so these are counts of what was read, not of a sample.
    """
    rows = [
        {"motive": label, "bears": SUPPORT[code], "papers": int((documents[column] == code).sum())}
        for column, label in MOTIVES.items()
        for code in SUPPORT
    ]
    return pd.DataFrame(rows)


def counted(counts: pd.DataFrame, motive: str, bears: str) -> int:
    """The number of papers in one cell of `motive_counts`."""
    rows = counts[(counts["motive"] == MOTIVES[motive]) & (counts["bears"] == SUPPORT[bears])]
    return int(rows["papers"].sum())


def days_between(documents: pd.DataFrame, first: str, second: str) -> int:
    """Days from one paper to another; both must be known to the day."""
    papers = documents.set_index("document_id").loc[[first, second]]
    if set(papers["dated_on_precision"]) != {"day"}:
        raise ValueError(f"{first} and {second} are not both dated to the day")
    return int(papers["dated_on"].diff().dt.days.iloc[-1])
