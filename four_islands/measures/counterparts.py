"""Who faced whom: every Japanese premier paired with every Soviet or Russian leader of the same days.

A pair is the time in which one premiership and one leader's spell overlap. It ends when one of the two leaves. Meetings
are added from the table of summits, which is a minimum and no census, so a pair without a meeting is a pair for which
none was found.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures import leaders
from four_islands.measures.summits import joint_texts
from four_islands.measures.tenure import DAYS_PER_YEAR

JAPAN, RUSSIA = "Japan", "USSR/Russia"
BOTH, RUNNING = "both", "running"
KEYS = ["term_id", "leader_term_id"]


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
    names = {"spell_id_japan": "term_id", "leader_japan": "premier", "person_id_japan": "premier_id"}
    names |= {"spell_id_russia": "leader_term_id", "leader_russia": "leader", "person_id_russia": "leader_id"}
    columns = [*names, "started_on", "ended_on", "pair_days", "ended_by", "source_ids"]
    kept = met[columns].rename(columns=names)
    return kept.sort_values(["started_on", "ended_on"]).reset_index(drop=True)


def counted(summits: pd.DataFrame) -> pd.DataFrame:
    """The meetings that count: face to face, with a party leader, president or acting president."""
    return summits[summits["counted"]].sort_values("held_on").reset_index(drop=True)


def with_meetings(met: pd.DataFrame, summits: pd.DataFrame, russian_leaders: pd.DataFrame) -> pd.DataFrame:
    """Add to each pair the meetings found.

    A meeting belongs to the premiership and the person it names; its spell on the Russian side is found by the
    day, because one person may have two. A meeting known to the month only is taken at the first day of it, or
    at the first day of the pair if that is later.
    """
    people = russian_leaders.set_index("row_id")["person_id"]
    columns = ["summit_id", "held_on", "held_on_precision", "japan_term_id", "russia_term_id"]
    meetings = counted(summits)[columns]
    meetings = meetings.assign(leader_id=meetings["russia_term_id"].map(people))
    joined = met.merge(meetings, left_on=["term_id", "leader_id"], right_on=["japan_term_id", "leader_id"])
    rough = joined["held_on_precision"].ne("day")
    held = joined["held_on"].where(~rough, joined[["held_on", "started_on"]].max(axis=1))
    inside = joined[held.between(joined["started_on"], joined["ended_on"])]
    found = inside.groupby(KEYS)["summit_id"].nunique()
    table = met.merge(found.rename("meetings").reset_index(), on=KEYS, how="left")
    return table.assign(meetings=table["meetings"].fillna(0).astype("int64"))


def signed(instruments: pd.DataFrame) -> pd.DataFrame:
    """Joint texts on the islands in order of time."""
    return joint_texts(instruments).sort_values("dated_on").reset_index(drop=True)


def with_documents(met: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Add to each pair how many of the texts were signed in its days, and their years in words.

    A text known to the month only is taken at the first day of it.
    """
    inside = met[[*KEYS, "started_on", "ended_on"]].merge(texts[["instrument_id", "dated_on"]], how="cross")
    inside = inside[inside["dated_on"].between(inside["started_on"], inside["ended_on"])]
    inside = inside.assign(year=inside["dated_on"].dt.year.astype(str)).sort_values("dated_on")
    years = inside.groupby(KEYS)["year"]
    found = years.agg(texts="size", documents=lambda of: ", ".join(dict.fromkeys(of)))
    table = met.merge(found.reset_index(), on=KEYS, how="left").fillna({"documents": "", "texts": 0})
    return table.astype({"texts": "int64"})


def partners(
    premierships: pd.DataFrame,
    moscow: pd.DataFrame,
    summits: pd.DataFrame,
    instruments: pd.DataFrame,
    who: leaders.Coding = "formal",
) -> pd.DataFrame:
    """All pairs with their meetings, texts and a short name; by formal office, because that is whom the premiers met."""
    japan, russia = leaders.japan(premierships), leaders.russia(moscow, who)
    met = with_documents(with_meetings(pairs(japan, russia), summits, moscow), signed(instruments))
    names = pd.concat([japan, russia], ignore_index=True)
    label = names.assign(label=leaders.short_names(names)).set_index("spell_id")["label"]
    return met.assign(pair=met["term_id"].map(label) + "–" + met["leader_term_id"].map(label))


def years_together(met: pd.DataFrame) -> float:
    """The years that all pairs held office together, added up."""
    return float(met["pair_days"].sum() / DAYS_PER_YEAR)
