"""Superlatives: what a row calls the first, the only or the largest is so, by the tables of this package.

A source may say "first" and be wrong, or mean less than it says. Where another row can tell, it is asked.
"""

from __future__ import annotations

import re

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, rows, rule, told


def _says(frame: pd.DataFrame, column: str, word: str) -> pd.Series:
    return frame[column].str.contains(rf"\b{word}\b", flags=re.IGNORECASE, na=False)


@rule("japan_measures", "summary", "what is called the largest of its kind has no larger beside it")
def the_largest_is_the_largest(measures: pd.DataFrame, reach: Reach) -> Wrong:
    """Of one kind, one unit, decisions only."""
    decided = measures[measures["record_type"].eq("decision")]
    most = decided.groupby(["kind", "targets_unit"])["targets_count"].transform("max")
    wrong = _says(decided, "summary", "largest") & decided["targets_count"].ne(most)
    return told(decided, wrong, "{measure_id}: {targets_count}, and one of {most}", most=most)


@rule("japan_measures", "summary", "what is called the first of its kind against an area has none before it")
def the_first_is_the_first(measures: pd.DataFrame, reach: Reach) -> Wrong:
    """A summary that begins with the word, by the day of the decision."""
    decided = measures[measures["record_type"].eq("decision")]
    earliest = decided.groupby(["kind", "target_area"])["dated_on"].transform("min")
    wrong = decided["summary"].str.startswith("First") & decided["dated_on"].gt(earliest)
    return told(decided, wrong, "{measure_id} of {dated_on}, and one of {earliest}", earliest=earliest)


@rule("expulsions", "note", "the only member of the G7 that expelled nobody is the only one with a zero")
def the_only_one_is_alone(expulsions: pd.DataFrame, reach: Reach) -> Wrong:
    """Within one wave."""
    g7 = expulsions[expulsions["is_g7"]]
    zeros = g7["expelled_count"].eq(0).groupby(g7["wave"]).transform("sum")
    wrong = _says(g7, "note", "only G7 member") & zeros.ne(1)
    return told(g7, wrong, "{expulsion_id}: {zeros} members of the G7 expelled nobody", zeros=zeros)


@rule("cooperation_events", "summary", "a visit called the first in some years has none before it in summits")
def first_visits_are_first(events: pd.DataFrame, reach: Reach) -> Wrong:
    """Any meeting in Russia counts, unless the visit is only called the first official one."""
    held = reach("summits")
    abroad = held[held["country"].isin(["Russia", "USSR", "Soviet Union"]) & held["mode"].eq("in_person")]
    visits = events[events["kind"].eq("visit") & _says(events, "summary", "first")]
    for row, one in rows(visits, ~_says(visits, "summary", "official")):
        year = one["happened_on"].year
        before = abroad[abroad["held_on"].dt.year.between(year - 9, year - 1)]
        if len(before):
            yield (
                row,
                f"{one['event_id']}, and {before['summit_id'].iloc[-1]} of {day(before['held_on'].iloc[-1])}",
            )


@rule("sea", "note", "the smallest or largest ice of the record is so among the seasons of the table")
def extreme_seasons_are_extreme(sea: pd.DataFrame, reach: Reach) -> Wrong:
    """Of the yearly maxima."""
    seasons = sea[sea["measure"].eq("maximum_area")]
    for word, most in (("smallest", seasons["value"].min()), ("largest", seasons["value"].max())):
        wrong = _says(seasons, "note", word) & seasons["value"].ne(most)
        yield from told(seasons, wrong, "{sea_id}: {value:g}, and one of {most:g}", most=most)
