"""Who faced whom: every Japanese premier paired with every Soviet or Russian leader of the same days.

A pair is the time in which one premiership and one leader's spell overlap. It ends when one of the two leaves;
whose exit that was says which capital reset the pair. Meetings are added from the table of summits, which is a
minimum and not a census, so a pair without a meeting is a pair for which none was found.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures.summits import joint_texts
from four_islands.measures.tenure import DAYS_PER_YEAR

JAPAN, RUSSIA = "Japan", "USSR/Russia"
BOTH, RUNNING = "both", "running"


def pairs(japan: pd.DataFrame, russia: pd.DataFrame) -> pd.DataFrame:
    """Every pair with its first and last day, its length in elapsed days and the side whose exit ended it.

    `japan` and `russia` are spells as `four_islands.measures.leaders` gives them. A pair whose two leaders were both
    still in office when last seen is running and its length a minimum.
    """
    crossed = japan.merge(russia, how="cross", suffixes=("_japan", "_russia"))
    started = crossed[["started_on_japan", "started_on_russia"]].max(axis=1)
    ended = crossed[["seen_on_japan", "seen_on_russia"]].min(axis=1)
    crossed = crossed.assign(started_on=started, ended_on=ended, pair_days=(ended - started).dt.days)
    met = crossed[crossed["pair_days"].gt(0)].copy()
    japan_first = met["seen_on_japan"].eq(met["ended_on"]) & met["is_complete_japan"]
    russia_first = met["seen_on_russia"].eq(met["ended_on"]) & met["is_complete_russia"]
    met["ended_by"] = RUNNING
    met.loc[japan_first, "ended_by"] = JAPAN
    met.loc[russia_first, "ended_by"] = RUSSIA
    met.loc[japan_first & russia_first, "ended_by"] = BOTH
    met["source_ids"] = met["source_ids_japan"] + ";" + met["source_ids_russia"]
    columns = {
        "spell_id_japan": "term_id", "leader_japan": "premier", "person_id_japan": "premier_id",
        "spell_id_russia": "leader_term_id", "leader_russia": "leader", "person_id_russia": "leader_id",
        "started_on": "started_on", "ended_on": "ended_on", "pair_days": "pair_days", "ended_by": "ended_by",
        "source_ids": "source_ids",
    }  # fmt: skip
    kept = met[list(columns)].rename(columns=columns)
    return kept.sort_values(["started_on", "ended_on"]).reset_index(drop=True)


def endings(met: pd.DataFrame) -> pd.Series:
    """How many pairs each side's exit ended."""
    return met["ended_by"].value_counts().reindex([JAPAN, RUSSIA, BOTH, RUNNING], fill_value=0)


def faced(met: pd.DataFrame, by: str = "leader", other: str = "premier_id") -> pd.DataFrame:
    """How many different people each leader faced, split by whose exit ended the pair, first leader first."""
    order = met.drop_duplicates(by)[by]
    table = met.groupby([by, "ended_by"]).size().unstack(fill_value=0)
    table = table.reindex(columns=[JAPAN, RUSSIA, BOTH, RUNNING], fill_value=0).loc[order]
    return table.assign(pairs=table.sum(axis=1), people=met.groupby(by)[other].nunique().loc[order])


def counted(summits: pd.DataFrame) -> pd.DataFrame:
    """The meetings that count: face to face, with a party leader, president or acting president."""
    return summits[summits["counted"]].sort_values("held_on").reset_index(drop=True)


def with_meetings(met: pd.DataFrame, summits: pd.DataFrame, leaders: pd.DataFrame) -> pd.DataFrame:
    """Add to each pair the meetings found, the day of the first, and the days the pair waited for it.

    A meeting belongs to the premiership and the person it names; its spell on the Russian side is found by the
    day, because one person may have two. A meeting known to the month only is taken at the first day of it, or
    at the first day of the pair if that is later.
    """
    people = leaders.set_index("row_id")["person_id"]
    columns = ["summit_id", "held_on", "held_on_precision", "japan_term_id", "russia_term_id"]
    meetings = counted(summits)[columns]
    meetings = meetings.assign(leader_id=meetings["russia_term_id"].map(people))
    joined = met.merge(meetings, left_on=["term_id", "leader_id"], right_on=["japan_term_id", "leader_id"])
    month = joined["held_on_precision"].ne("day")
    held = joined["held_on"].where(~month, joined[["held_on", "started_on"]].max(axis=1))
    joined = joined.assign(held_on=held)
    joined = joined[held.between(joined["started_on"], joined["ended_on"])]
    keys = ["term_id", "leader_term_id"]
    found = joined.groupby(keys).agg(meetings=("summit_id", "nunique"), first_met_on=("held_on", "min"))
    table = met.merge(found.reset_index(), on=keys, how="left")
    return table.assign(
        meetings=table["meetings"].fillna(0).astype("int64"),
        wait_days=(table["first_met_on"] - table["started_on"]).dt.days.astype("Int64"),
    )


def first_meetings(japan: pd.DataFrame, summits: pd.DataFrame) -> pd.DataFrame:
    """For each premiership the days from taking office to the first meeting with any leader in Moscow."""
    meetings = counted(summits)
    first = meetings.drop_duplicates("japan_term_id").set_index("japan_term_id")
    held = japan["spell_id"].map(first["held_on"])
    held = held.where(held.isna() | held.ge(japan["started_on"]), japan["started_on"])
    return japan.assign(
        first_met_on=held,
        first_met_precision=japan["spell_id"].map(first["held_on_precision"]),
        wait_days=(held - japan["started_on"]).dt.days.astype("Int64"),
        tenure_days=(japan["seen_on"] - japan["started_on"]).dt.days,
        meetings=japan["spell_id"].map(meetings["japan_term_id"].value_counts()).fillna(0).astype("int64"),
    )


def with_documents(met: pd.DataFrame, instruments: pd.DataFrame) -> pd.DataFrame:
    """Add to each pair the years of the joint texts on the islands signed in its days, in words.

    Joint texts are those of the two states' leaders in the table of instruments: the ratified declaration of 1956
    and the joint statements, not the letters of their envoys. A text known to the month only is taken at the first
    day of it.
    """
    joint = joint_texts(instruments)
    texts = joint.loc[joint["kind"].ne("letters"), ["instrument_id", "dated_on"]].sort_values("dated_on")
    inside = met[["term_id", "leader_term_id", "started_on", "ended_on"]].merge(texts, how="cross")
    inside = inside[inside["dated_on"].between(inside["started_on"], inside["ended_on"])]
    inside = inside.assign(year=inside["dated_on"].dt.year.astype(str))
    keys = ["term_id", "leader_term_id"]
    words = inside.drop_duplicates([*keys, "year"]).groupby(keys)["year"].agg(", ".join).rename("documents")
    counts = inside.groupby(keys).size().rename("texts")
    table = met.merge(words.reset_index(), on=keys, how="left").merge(
        counts.reset_index(), on=keys, how="left"
    )
    return table.assign(
        documents=table["documents"].fillna(""), texts=table["texts"].fillna(0).astype("int64")
    )


def texts_per_decade(met: pd.DataFrame) -> float:
    """Joint texts for every ten years the pairs held office together."""
    return float(met["texts"].sum() / (met["pair_days"].sum() / DAYS_PER_YEAR) * 10)
