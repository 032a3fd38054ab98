"""A second reading: days and counts that a row's own words, its sources or another table tell once more.

A witness may tell of the day after, and then nothing follows; a day that stands next to a told one, and is itself told
by none, was mistyped here or there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, rule
from four_islands.data.schema import SOURCES, table

_MONTHS = "january february march april may june july august september october november december"
MONTHS = _MONTHS.split()
_MONTH, _YEAR = "|".join(MONTHS), r"(?P<y>(?:18|19|20)\d\d)"
_DAYS = (
    re.compile(rf"(?<!\d){_YEAR}[-/.年](?P<m>\d\d?)[-/.月](?P<d>\d\d?)(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR}(?P<m>\d\d)(?P<d>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<d>\d\d?) (?P<m>{_MONTH}),? {_YEAR}", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH}) (?P<d>\d\d?),? {_YEAR}", re.IGNORECASE),
)
TOLD = {  # table: the days that its sources or its own words tell
    "airspace_violations": "from_on to_on",
    "alliance_dates": "dated_on",
    "belligerents": "signed_on",
    "comparison_cases": "signed_on in_force_on",
    "cooperation_events": "happened_on",
    "expulsions": "as_of_on",
    "foreign_minister_talks": "held_on ended_on",
    "former_residents": "counted_on",
    "g7_heads_of_government": "last_seen_on",
    "inducements": "announced_on",
    "instruments": "dated_on in_force_on",
    "island_facts": "dated_on",
    "island_populations": "counted_on",
    "island_visits": "visited_on response_on",
    "japan_measures": "dated_on announced_on decided_on in_force_on",
    "japan_official_totals": "as_of_on",
    "joint_patrols": "started_on",
    "landings": "landed_on",
    "ldp_contests": "held_on",
    "leaders_ussr_russia": "alt_started_on",
    "measures_before_2014": "dated_on",
    "offers": "made_on",
    "official_wording": "said_on",
    "peer_sanctions": "as_of_on",
    "political_cost": "acted_on",
    "poll_waves": "fieldwork_ended_on",
    "premier_moves": "moved_on",
    "russia_domestic": "acted_on",
    "russian_countermeasures": "announced_on decided_on in_force_on",
    "sanctions_weight": "dated_on",
    "sea": "dated_on",
    "security_events": "happened_on",
    "story_events": "dated_on",
    "summits": "held_on ended_on",
    "surrender_dates": "fell_on",
    "us_documents": "dated_on",
    "us_positions": "stated_on",
    "us_requests": "stated_on",
}
# Rows whose witnesses tell of a neighbouring day alone: a newspaper of the day after, an evening in another time zone, the
# eve of a signature, a stay of several days.
_LATE = """
    1973-communique 1991-package 1992-munich 1997-denver 2000-mori-kawana
    2002-06-doctored 2016-12-15 2016-nagato C090-0 F08 F14 F16 F72 JP-20220226-02 JP-20220226-05
    JP-20220226-06 JP-20220301-03 JP-20220303-03 JP-20220303-04 JP-20220303-05 JP-20220316-01 JP-20230331-01
    RU-20220715 RU-20230421 S004 S007 S011 S016 S022 S026 S032 S052 S055 S059 S077 SW-04 SW-10 SW-11
    ann-2022-03 ann-2022-04 jnn-2022-03 kawana-1998 moscow-1998 nhk-2022-04 nikkei-2022-01 tokyo-2000 vladivostok-2016
"""
LATE = set(_LATE.split())
ELSEWHERE = {  # table: a day, and where the same days stand, as `day: table.day table.day, day: ...`
    "acting_premiers": "started_on: leaders_archigos.started_on",
    "alliance_dates": "dated_on: instruments.dated_on story_events.dated_on",
    "belligerents": "signed_on: instruments.dated_on, in_force_on: instruments.in_force_on",
    "cabinets": "started_on: premierships.started_on foreign_ministers.started_on foreign_ministers.ended_on, "
    "ended_on: premierships.started_on foreign_ministers.started_on foreign_ministers.ended_on",
    "comparison_cases": "signed_on: comparison_facts.happened_on belligerents.signed_on, "
    "leader_holder_since: leaders_archigos.started_on leaders_ussr_russia.started_on",
    "former_residents": "counted_on: former_residents.counted_on island_populations.counted_on",
    "foreign_ministers": "started_on: cabinets.started_on premierships.started_on, ended_on: cabinets.started_on",
    "holders": "from_on: story_events.dated_on, to_on: story_events.dated_on",
    "inducements": "announced_on: offers.made_on instruments.dated_on",
    "instruments": "dated_on: offers.made_on holders.from_on, in_force_on: belligerents.in_force_on",
    "island_populations": "counted_on: island_populations.counted_on",
    "japan_official_totals": "as_of_on: japan_measures.dated_on",
    "landings": "occupied_on: story_events.until_on",
    "offers": "made_on: instruments.dated_on inducements.announced_on, ended_on: foreign_minister_talks.ended_on",
    "russian_countermeasures": "answers_on: japan_measures.dated_on japan_measures.in_force_on",
    "population_counts": "counted_on: population_counts.counted_on, ended_on: story_events.until_on",
    "poll_series_breaks": "break_on: poll_waves.fieldwork_started_on",
    "story_events": "dated_on: holders.from_on instruments.dated_on alliance_dates.dated_on, "
    "until_on: population_counts.ended_on landings.occupied_on",
    "us_positions": "stated_on: us_documents.dated_on",
}
COUNTED = {  # table: the count that the row's own words tell
    "comparison_facts": "value",
    "cooperation_events": "amount",
    "russian_countermeasures": "targets_count",
    "story_events": "persons",
}
_UNTIL_20 = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""
_WORDS = _UNTIL_20.split()
NUMBER = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b|\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?", re.IGNORECASE)


@cache
def days_in(text: str) -> frozenset[date]:
    """The full days that a text names, in words or in figures."""
    found = set()
    for one in (match for shape in _DAYS for match in shape.finditer(text)):
        month = one["m"] if one["m"].isdigit() else MONTHS.index(one["m"].lower()) + 1
        try:
            found.add(date(int(one["y"]), int(month), int(one["d"])))
        except ValueError:
            continue
    return frozenset(found)


def numbers_in(text: str) -> set[float]:
    """The numbers that a text names, the small ones also in words."""
    found = (match.lower() for match in NUMBER.findall(text))
    return {float(_WORDS.index(one) if one in _WORDS else one.replace(",", "")) for one in found}


def _words(name: str, frame: pd.DataFrame) -> list[str]:
    """What each row says in words, its ids among them."""
    said = [c.name for c in table(name).columns if c.type == "string" and not c.codes]
    return [" ".join(map(str, row)) for row in frame[said].fillna("").to_numpy()]


def _called(key: object) -> str:
    """The key of a row as written; of a table without ids it begins with a day."""
    return day(key) if isinstance(key, pd.Timestamp) else str(key)


def _beside(frame: pd.DataFrame, at: str, known: list[frozenset[date]], by: str) -> Wrong:
    """The rows whose day is known to none, though a neighbouring day is; `by` says who knows."""
    exact = frame[at].notna()
    if f"{at}_precision" in frame:
        exact &= frame[f"{at}_precision"].eq("day")
    key = frame.columns[0]
    for row in frame.index[exact]:
        own, told = frame[at][row].date(), known[row]
        near = [one for one in (own - timedelta(1), own + timedelta(1)) if one in told]
        if near and own not in told and _called(frame[key][row]) not in LATE:
            called, own_day = _called(frame[key][row]), day(frame[at][row])
            yield (
                int(row),
                f"{called} on {own_day}, {near[0]} by {by}; if both are right, its note says {own_day}",
            )


for _table, _columns in TOLD.items():

    @rule(
        _table, _columns.split()[0], "a day next to one that the row or its sources name is itself among them"
    )
    def sources_name_the_day(
        frame: pd.DataFrame, reach: Reach, name: str = _table, names: str = _columns
    ) -> Wrong:
        """Titles, addresses and names of sources hold days, and so do a row's own words."""
        known = reach(SOURCES)[["source_id", "title", "url", "published_on", "note"]].fillna("")
        told = {row[0]: " ".join(row) for row in known.itertuples(index=False)}
        each = [
            days_in(words).union(*(days_in(told[one]) for one in ids.split(";")))
            for words, ids in zip(_words(name, frame), frame["source_ids"], strict=True)
        ]
        for at in names.split():
            yield from _beside(frame, at, each, "its words or its sources")


for _table, _pairs in ELSEWHERE.items():

    @rule(
        _table, _pairs.partition(":")[0], "a day next to one of another table that tells the same is that day"
    )
    def tables_share_their_days(
        frame: pd.DataFrame, reach: Reach, name: str = _table, pairs: str = _pairs
    ) -> Wrong:
        """A minister comes with a cabinet, land passes by a treaty: one day, told twice, if not by the row's own words."""
        own = [days_in(words) for words in _words(name, frame)]
        for at, others in (pair.split(": ") for pair in pairs.split(", ")):
            known = frozenset(_exact(name, others, reach))
            days = frame[at].dt.date
            each = [known | told & {one} for told, one in zip(own, days, strict=True)]
            yield from _beside(frame, at, each, others.replace(" ", " or "))


def _exact(own: str, others: str, reach: Reach) -> Iterator[date]:
    """The days of other tables that are known to the day; of its own those that stand twice."""
    for name, at in (other.split(".") for other in others.split()):
        frame = reach(name)
        exact = frame[f"{at}_precision"].eq("day") if f"{at}_precision" in frame else frame[at].notna()
        yield from frame.loc[exact & frame[at].notna() & (frame[at].duplicated() | (name != own)), at].dt.date


for _table, _column in COUNTED.items():

    @rule(_table, _column, "where the row's own words tell a number near its count, they tell the count")
    def words_tell_the_count(
        frame: pd.DataFrame, reach: Reach, name: str = _table, at: str = _column
    ) -> Wrong:
        """A summary is written from the source, and so is the count."""
        for row, (words, count) in enumerate(zip(_words(name, frame), frame[at], strict=True)):
            if pd.notna(count):
                told, own = numbers_in(words), abs(float(count))
                near = [one for one in told if abs(one - own) <= max(1, own * 0.15)]
                if near and own > 1 and own not in told:
                    yield row, f"{count:g}, in words {near[0]:g}"
