"""Who led, and from when to when: the leaders of several tables in one common shape.

One row is one spell: one continuous time in office. Names are written as at home: the Japanese family name first. A
spell is complete when the leader has left; that of a sitting leader is cut off (right-censored) on the day a source
last shows that leader in office.
"""

from __future__ import annotations

from typing import Literal

import pandas as pd

from four_islands.data.words import words

COLUMNS = ["country", "spell_id", "person_id", "leader", "started_on", "ended_on", "seen_on", "is_complete"]
COLUMNS += ["name_native", "source_ids"]  # the name as written at home, for readers who know it
COUNTRIES = words(__file__, "COUNTRIES")
# The tandem: Medvedev was president by formal office, Putin led in fact.
Coding = Literal["paramount", "formal"]


def _spells(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame in the common shape; `seen_on` is the last day known of a spell."""
    if "name_native" not in frame:
        frame = frame.assign(name_native="")
    frame = frame.assign(
        is_complete=frame["ended_on"].notna(), seen_on=frame["ended_on"].fillna(frame["last_seen_on"])
    )
    return frame[COLUMNS].sort_values(["country", "started_on"]).reset_index(drop=True)


def japan(premierships: pd.DataFrame) -> pd.DataFrame:
    """Japanese premierships as spells."""
    leader = premierships["name_family"] + " " + premierships["name_given"]
    named = {"spell_id": premierships["term_id"], "name_native": premierships["name_ja"]}
    return _spells(premierships.assign(country="Japan", leader=leader, **named))


def acting(stand_ins: pd.DataFrame) -> pd.DataFrame:
    """Those who stood in for a Japanese premier who had died or fallen ill, as spells. Two overlap the premier's own term."""
    leader = stand_ins["name_family"] + " " + stand_ins["name_given"]
    named = {"spell_id": stand_ins["acting_id"], "last_seen_on": stand_ins["ended_on"]}
    return _spells(stand_ins.assign(country="Japan", leader=leader, **named))


def russia(leaders: pd.DataFrame, coding: Coding = "paramount") -> pd.DataFrame:
    """Soviet and Russian leaders as spells.

    `paramount` follows Archigos and REIGN: Putin holds one spell from 2000, Medvedev none. `formal` lets the
    presidency decide from 2000 on: Putin to 2008, Medvedev to 2012, Putin again.
    """
    spells = leaders[leaders["record_type"].eq("paramount_spell")]
    if coding == "formal":
        terms = leaders[leaders["record_type"].eq("head_of_state_term")].sort_values("started_on")
        presidents = terms[terms["started_on"].ge("1999-12-31")]
        acting, elected = presidents.iloc[0], presidents.iloc[1]
        if acting["person_id"] != elected["person_id"] or acting["ended_on"] != elected["started_on"]:
            raise ValueError(
                "the acting presidency of 1999 no longer leads into the term of 2000: count it apart"
            )
        presidents = presidents.iloc[1:].copy()
        presidents.loc[presidents.index[0], "started_on"] = acting["started_on"]
        spells = pd.concat([spells[spells["started_on"].lt("1999-12-31")], presidents])
    leader = spells["name_given"] + " " + spells["name_family"]
    named = {"spell_id": spells["row_id"], "name_native": spells["name_ru"]}
    return _spells(spells.assign(country="USSR/Russia", leader=leader, **named))


def g7(heads: pd.DataFrame, *, interim: bool = False) -> pd.DataFrame:
    """Heads of government of the other G7 countries as spells; acting presidents of France only if asked."""
    kept = heads if interim else heads[~heads["is_interim"]]
    return _spells(kept.assign(country=kept["country"].map(COUNTRIES)))


def archigos(leaders: pd.DataFrame) -> pd.DataFrame:
    """Archigos' own coding of Japan and the USSR or Russia as spells, up to the end of 2015."""
    return _spells(
        leaders.assign(
            country=leaders["country"].map(COUNTRIES),
            spell_id=leaders["archigos_id"],
            person_id=leaders["leader"],
            last_seen_on=leaders["ended_on"],
            ended_on=leaders["ended_on"].mask(leaders["is_censored"]),
        )
    )


def parlgov(cabinets: pd.DataFrame) -> pd.DataFrame:
    """ParlGov's cabinets joined into spells: neighbours with one premier are one spell."""
    frames = []
    for country, group in cabinets.sort_values("started_on").groupby("country"):
        first = group[group["premier"].ne(group["premier"].shift())]
        frames.append(
            first.assign(
                country=COUNTRIES[str(country)],
                spell_id=first["parlgov_cabinet_id"].astype(str),
                person_id=first["premier"],
                leader=first["premier"],
                ended_on=first["started_on"].shift(-1),
                last_seen_on=pd.Timestamp("2023-11-04"),  # day of the dataset version
            )
        )
    return _spells(pd.concat(frames))


def ministers(table: pd.DataFrame) -> pd.DataFrame:
    """Foreign ministers of both countries as spells, without the days held ad interim by a colleague.

    Kozyrev was minister of the Russian republic from 1990; he counts from the end of the Soviet Union, the start
    in `alt_started_on`.
    """
    kept = table[~table["is_interim"]]
    rough = kept["started_on_precision"].eq("year") & kept["alt_started_on"].notna()
    japanese = kept["name_family"] + " " + kept["name_given"]
    russian = kept["name_given"] + " " + kept["name_family"]
    return _spells(
        kept.assign(
            country=kept["country"].map(COUNTRIES),
            spell_id=kept["row_id"],
            leader=japanese.where(kept["country"].eq("JPN"), russian),
            started_on=kept["started_on"].mask(rough, kept["alt_started_on"]),
        )
    )


def short_names(spells: pd.DataFrame) -> pd.Series:
    """Family names for labels, with an initial where two people of one country share the name.

    Japanese names have the family first, the others last, as each country writes them.
    """
    first, last = (spells["leader"].str.rsplit(" ", n=1).str[i] for i in (0, -1))
    japanese = spells["country"].eq("Japan")
    family, given = first.where(japanese, last), last.where(japanese, first)
    people = spells.assign(family=family).groupby(["country", "family"])["person_id"].transform("nunique")
    return family.where(people.eq(1), given.str[0] + ". " + family)
