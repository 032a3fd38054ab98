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
SHOWN = [  # near dates at which a stock, or what is nearest to one, is known
    "eu-2014-07-30-stock",
    "eu-2014-11-29-stock",
    "eu-2022-02-23-stock",
    "united-states-2022-02-01-stock",
    "canada-2022-11-12-stock",
    "eu-2023-04-13-stock",
    "united-kingdom-2025-01-15-stock",
    "eu-2025-09-01-stock",
]


def first_freezes(measures: pd.DataFrame, peers: pd.DataFrame) -> pd.DataFrame:
    """When the EU and Japan first froze assets in 2014 and in 2022, and the days between.

    The EU day is its first listing under the regime on the territorial integrity of Ukraine (17 March 2014) and, for
    2022, its first additions after the recognition of the two self-styled republics; the EU had listed names all
    through the years between, Japan none.
    """
    eu = peers[peers["peer"].eq("eu") & peers["basis"].isin(["first_listing", "additions_one_day"])]
    japan = decisions(measures)
    japan = japan[japan["kind"].isin(FREEZES)]
    rows = []
    for year in (2014, 2022):
        theirs = eu[eu["as_of_on"].dt.year.eq(year)].sort_values("as_of_on").iloc[0]
        ours = japan[japan["dated_on"].dt.year.eq(year)]
        day = ours["dated_on"].min()
        first = ours[ours["dated_on"].eq(day)]
        rows.append(
            {
                "year": year,
                "eu_on": theirs["as_of_on"],
                "japan_announced_on": first["announced_on"].min(),
                "japan_on": day,
                "announced_days": int((first["announced_on"].min() - theirs["as_of_on"]).days),
                "lag_days": int((day - theirs["as_of_on"]).days),
                "eu_count": theirs["total_count"],
                "japan_count": int(first["targets_count"].sum()),
                "source_ids": ";".join(
                    dict.fromkeys(";".join([theirs["source_ids"], *first["source_ids"]]).split(";"))
                ),
            }
        )
    return pd.DataFrame(rows)


def names_on(measures: pd.DataFrame, day: pd.Timestamp | str) -> int:
    """Persons, bodies and banks on all Japanese lists but that of Belarus at the end of a day."""
    kinds = ("freeze_persons", "freeze_bodies_and_banks")
    return sum(total_on(measures, kind, "all_but_belarus", day) for kind in kinds)


def beside_peers(measures: pd.DataFrame, peers: pd.DataFrame) -> pd.DataFrame:
    """Stocks of others with the sum of Japan's rows on the same day and its share in per cent.

    Where only the month of a stock is known Japan is counted on its first day. Japan's names are persons, bodies and
    banks of every list but that of Belarus, because the others' lists leave Belarus out as well.
    """
    stocks = peers[
        peers["basis"].eq("stock") & peers["total_count"].notna() & peers["peer"].isin(list(PEERS))
    ].sort_values(["as_of_on", "peer"])
    names = [names_on(measures, day) for day in stocks["as_of_on"]]
    exact = stocks["as_of_on_precision"].eq("day")
    when = stocks["as_of_on"].dt.strftime("%-d %b %Y").where(exact, stocks["as_of_on"].dt.strftime("%b %Y"))
    return stocks.assign(
        peer_name=stocks["peer"].map(PEERS),
        label=stocks["peer"].map(PEERS) + ", " + when,
        japan_count=names,
        share_percent=100 * pd.Series(names, index=stocks.index) / stocks["total_count"],
        is_shown=stocks["record_id"].isin(SHOWN),
    ).reset_index(drop=True)
