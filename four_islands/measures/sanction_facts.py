"""The numbers that the chapter on Japan's sanctions says in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from four_islands.measures import sanction_kinds, sanction_peers, sanctions

QUIET = range(2015, 2022)  # the years between the two crises
# What is compared by weight, and the two exact figures on one base, exports of 2021; of imports Japan's is not known.
WEIGHED = {"Exports banned, 2023": ("SW-15", "SW-21")}


def facts(
    measures: pd.DataFrame,
    totals: pd.DataFrame,
    peers: pd.DataFrame,
    *,
    expulsions: pd.DataFrame,
    early: pd.DataFrame,
    weights: pd.DataFrame,
) -> SimpleNamespace:
    """All of them, from the tables."""
    lags: Any = sanction_peers.first_freezes(measures, peers).set_index("year")
    years: Any = sanctions.names_by_year(measures)
    stocks: Any = peers[peers["basis"].eq("stock") & peers["peer"].eq("eu")].set_index("as_of_on")
    november = pd.Timestamp("2014-11-29")
    eu_2014 = int(stocks.loc[november, "total_count"])
    yearly = peers[peers["basis"].eq("additions_in_year")]
    added: Any = pd.Series(yearly["total_count"].tolist(), index=yearly["as_of_on"].dt.year)
    of = sanction_kinds.with_family(measures, early)
    kinds: Any = of.groupby("occasion")["family"].nunique()
    g7: Any = expulsions[expulsions["is_g7"]].pivot_table(
        index="country", columns="wave", values="expelled_count"
    )
    checks = sanctions.reconcile(measures, totals).query("role == 'check'")
    weight: Any = weights.set_index("weight_id")
    return SimpleNamespace(
        lag_2014=int(lags.loc[2014, "lag_days"]),
        lag_2022=int(lags.loc[2022, "lag_days"]),
        share_at_year_end=100 * sanction_peers.names_on(measures, "2014-12-31") / eu_2014,
        share_in_november=100 * sanction_peers.names_on(measures, november) / eu_2014,
        names_2014=sanction_peers.names_on(measures, "2014-12-31"),
        eu_2014=eu_2014,
        us_added_2014=int(added[2014]),
        added_between=int(years.loc[list(QUIET)].sum().sum()),
        kinds_2014=int(kinds[sanction_kinds.CRIMEA]),
        kinds_2022=int(kinds[sanction_kinds.WAR]),
        expelled_2018=int(g7.loc["Japan", "skripal_2018"]),
        others_2018=int(g7["skripal_2018"].gt(0).sum()),
        expelled_2022=int(g7.loc["Japan", "ukraine_2022"]),
        held_in_japan=float(weight.loc["SW-04", "value"]),
        totals=len(checks),
        totals_met=int(checks["difference"].eq(0).sum()),
        widest_gap=int(checks["difference"].abs().max()),
    )


def by_weight(weights: pd.DataFrame) -> pd.DataFrame:
    """Shares of exports banned, Japan's beside the EU's: label, occasion (the state), value in per cent, source_ids.

    Each is a share of that state's own exports to Russia in 2021.
    """
    named = [
        (one, label, state)
        for label, pair in WEIGHED.items()
        for state, one in zip(("Japan", "European Union"), pair, strict=True)
    ]
    frame = pd.DataFrame(named, columns=["weight_id", "label", "occasion"])
    return frame.merge(weights[["weight_id", "value", "source_ids"]], on="weight_id", validate="one_to_one")
