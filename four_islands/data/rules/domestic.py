"""Politics at home: ids that hold their dates, one day for all counts of one event, ranks that follow the shares."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rows, rule, told

_DATED = {"political_cost": ("act_id", "acted_on"), "russia_domestic": ("act_id", "acted_on")}
_DATED["signatures"] = ("signature_id", "counted_on")


def ids_hold_their_year(frame: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say, as exactly as the day is known."""
    key, on = next(pair for pair in _DATED.values() if set(pair) <= set(frame.columns))
    exact = frame[on].dt.strftime("%Y-%m-%d")
    for row, one in rows(frame, frame[on].notna()):
        numbers = [part for part in one[key].split("-")[:3] if part.isdigit()]
        if not exact[row].startswith("-".join(numbers)):
            yield row, f"{one[key]} on {exact[row]}"


for _table, (_key, _) in _DATED.items():
    rule(_table, _key, "an act's id begins with its date as far as it is known")(ids_hold_their_year)


@rule(
    "russia_domestic", "event_key", "all counts of one event have its day and place, and each its own counter"
)
def counts_share_their_event(acts: pd.DataFrame, reach: Reach) -> Wrong:
    """Two counts by one counter would be two events, or one of them wrong."""
    keyed = acts[acts["event_key"].notna()]
    first = keyed.groupby("event_key")[["acted_on", "place"]].transform("first")
    strays = keyed["acted_on"].ne(first["acted_on"]) | keyed["place"].ne(first["place"])
    strays |= keyed.duplicated(["event_key", "count_source"])
    return told(keyed, strays, "{act_id} of {event_key}: {place}, {count_source}")


@rule("issue_salience", "rank", "in one question a larger share never has a lower place")
def ranks_follow_shares(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """Only answers with a place are compared; equal shares share it."""
    ranked = answers[answers["rank"].notna()].sort_values(["poll_key", "rank"])
    above = ranked.groupby("poll_key")["share_percent"].shift()
    return told(ranked, ranked["share_percent"] > above, "{answer_id}: place {rank} with {share_percent:g}")


@rule(
    "issue_salience", "share_percent", "where one answer was allowed the shares of a question stay under 100"
)
def single_answers_stay_under_100(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """Each share may be rounded by half a point."""
    single = answers[answers["answer_format"].eq("single")]
    sums = single.groupby("poll_key")["share_percent"].transform("sum")
    sizes = single.groupby("poll_key")["share_percent"].transform("size")
    return told(single, sums > 100 + sizes / 2, "{poll_key} sums to {sums:g}", sums=sums)
