"""Japan beside the other sanctioning states: how late, and with how many names.

Stocks count entries on lists that differ in law and reach; nearness of dates is all that makes them comparable.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures.sanctions import FREEZES, decisions, total_on

PEERS = {
    "eu": "European Union",
    "united_states": "United States",
    "united_kingdom": "United Kingdom",
    "canada": "Canada",
}
SORTS = {"persons": "freeze_persons", "companies and banks": "freeze_bodies_and_banks"}
OCCASIONS = {  # the EU's first listing over Crimea and over Ukraine's east: both sides' days are counted from it
    "After Crimea, from 17 March 2014": pd.Timestamp("2014-03-17"),
    "Over Ukraine, from 23 February 2022": pd.Timestamp("2022-02-23"),
}
MONTHS = 36  # drawn after each first listing
MONTH_DAYS = 30.44


def first_freezes(measures: pd.DataFrame, peers: pd.DataFrame) -> pd.DataFrame:
    """When the EU and Japan first froze assets in 2014 and in 2022, and the days between.

    The EU day is its first listing over Crimea, under the regime on the territorial integrity of Ukraine (17 March
    2014), and, for 2022, its first additions after Moscow recognised two breakaway republics; the EU had listed names
    all through the years between, Japan none. A freeze over other things, see `over_state_funds`, is not counted.
    """
    eu = peers[peers["peer"].eq("eu") & peers["basis"].isin(["first_listing", "additions_one_day"])]
    japan = decisions(measures)
    japan = japan[japan["kind"].isin(FREEZES)]
    rows = []
    for year in (2014, 2022):
        theirs = eu[eu["as_of_on"].dt.year.eq(year)].sort_values("as_of_on").iloc[0]
        ours = japan[japan["dated_on"].dt.year.eq(year)]
        day, start = ours["dated_on"].min(), theirs["as_of_on"]
        first = ours[ours["dated_on"].eq(day)]
        told, names = first["announced_on"].min(), int(first["targets_count"].sum())
        cited = ";".join(dict.fromkeys(";".join([theirs["source_ids"], *first["source_ids"]]).split(";")))
        counts = (int((told - start).days), int((day - start).days), theirs["total_count"], names)
        rows.append((year, start, told, day, *counts, cited))
    days = ["year", "eu_on", "japan_announced_on", "japan_on", "announced_days", "lag_days"]
    return pd.DataFrame(rows, columns=[*days, "eu_count", "japan_count", "source_ids"])


def over_state_funds(peers: pd.DataFrame) -> pd.Series:
    """The EU's freeze of 5 March 2014, twelve days before Crimea: over missing state funds of Ukraine."""
    return peers[peers["peer"].eq("eu") & peers["basis"].eq("other_regime")].iloc[0]


def names_on(measures: pd.DataFrame, day: pd.Timestamp | str) -> int:
    """Persons, bodies and banks on all Japanese lists but that of Belarus at the end of a day."""
    kinds = ("freeze_persons", "freeze_bodies_and_banks")
    return sum(total_on(measures, kind, "all_but_belarus", day) for kind in kinds)


def names_of_2014(
    measures: pd.DataFrame, peers: pd.DataFrame, partner: str, same_day: bool
) -> tuple[int, int]:
    """Japan's names of 2014 and a partner's: its last stock of the year or, where it has none, what it added in it.

    Japan is counted on the partner's day, or at the end of the year, after its own second list.
    """
    of_2014 = peers[peers["as_of_on"].dt.year.eq(2014) & peers["total_count"].notna()]
    basis = of_2014["basis"].isin(["stock", "additions_in_year"])
    last = of_2014[of_2014["peer"].eq(partner) & basis].sort_values("as_of_on").iloc[-1]
    return names_on(measures, last["as_of_on"] if same_day else "2014-12-31"), int(last["total_count"])


def persons_and_bodies_on(measures: pd.DataFrame, day: pd.Timestamp, sort: str) -> int:
    """Names of one sort on all Japanese lists but that of Belarus at the end of a day."""
    return total_on(measures, SORTS[sort], "all_but_belarus", day)


def on_equal_axes(measures: pd.DataFrame, peers: pd.DataFrame) -> pd.DataFrame:
    """Names under asset freezes by occasion, sort and sanctioning state, in months from the EU's first listing in each case.

    Japan stands at each day it added names, from what it had before; the others at the days for which a stock of
    persons and of bodies was found, so the lines between are ours. Only stocks count: what a state added in a year or
    a day is no list. Columns: occasion, sort, state, dated_on, months, names_count, source_ids.
    """
    rows: list[tuple[str, str, str, pd.Timestamp, int, str]] = []
    for occasion, start in OCCASIONS.items():
        end = start + pd.Timedelta(days=round(MONTHS * MONTH_DAYS))
        rounds = decisions(measures)
        rounds = rounds[rounds["kind"].isin(FREEZES) & rounds["dated_on"].between(start, end)]
        known = peers[peers["basis"].isin(["stock", "first_listing"]) & peers["peer"].isin(list(PEERS))]
        known = known[known["as_of_on"].between(start, end)]
        for sort, column in zip(SORTS, ("persons_count", "bodies_count"), strict=True):
            for day in [start, *dict.fromkeys(rounds["dated_on"]), end]:
                rows.append((occasion, sort, "Japan", day, persons_and_bodies_on(measures, day, sort), ""))
            stocks = known[known[column].notna()].sort_values("as_of_on")
            rows += [
                (occasion, sort, PEERS[one["peer"]], one["as_of_on"], int(one[column]), one["source_ids"])
                for one in stocks.to_dict("records")
            ]
    columns = ["occasion", "sort", "state", "dated_on", "names_count", "source_ids"]
    frame = pd.DataFrame(rows, columns=columns).drop_duplicates()
    starts = frame["occasion"].map(OCCASIONS)
    return frame.assign(months=(frame["dated_on"] - starts).dt.days / MONTH_DAYS)
