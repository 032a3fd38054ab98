"""The numbers of the chapter on trade, named; counts and shares from the tables, nothing typed."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.measures import quarrels
from four_islands.measures.trade import bought, goods


def facts(
    years: pd.DataFrame,
    yen: pd.DataFrame,
    trade_goods: pd.DataFrame,
    ties: pd.DataFrame,
    found: dict[int, str],
    *,
    prices: pd.DataFrame,
) -> SimpleNamespace:
    """All of them; `years` is that of `by_year`, `yen` of `yen_flows`, `found` the quarrels with their years.

    `prices` has the price of oil; what is left after Crimea is 2015 against 2013, in dollars of the day.
    """
    by = years.set_index("year")
    share, constant = by["share_percent"].astype(float), by["constant"].astype(float)
    until_war = {year: name for year, name in found.items() if name != quarrels.INVASION}
    after, floor = quarrels.beside_ordinary(by, "constant", 2, found, {**quarrels.WITHOUT_MEASURES, **found})
    before_war = after[list(until_war)]
    at = {name: year for year, name in found.items()}
    gas = goods(trade_goods, "lng", "volume").set_index("year")["value"].astype(float)
    sold = bought(trade_goods)
    fuels = float(sold[sold["product"].isin(["lng", "coal", "crude_oil"])]["value"].sum())
    firms = ties[ties["indicator"].eq("japanese_firms_in_russia")].set_index("year")["value"]
    usual = quarrels.ordinary(by, "constant", 2, {**quarrels.WITHOUT_MEASURES, **found})
    late = usual[usual.index >= min(found)]  # since the first quarrel with measures
    # Each flow at constant prices too, as the figures have it.
    sold_at, paid_at = (by[flow].astype(float) * constant / by["value"] for flow in ("exports", "imports"))
    indexed = prices.set_index("year")
    barrel = indexed["oil_usd_barrel"].astype(float)
    in_yen = by.assign(value=by["value"].astype(float) * indexed["jpy_per_usd"].reindex(by.index))
    return SimpleNamespace(
        oil_fell=fell(barrel),
        crimea_yen=quarrels.change_after(in_yen, "value", at[quarrels.CRIMEA], 2),
        invasion_yen=quarrels.change_after(in_yen, "value", at[quarrels.INVASION], 2),
        usual_growth=float(usual.median()) - 1,
        bought_fell=fell(by["imports"].astype(float)),
        sold_fell=fell(by["exports"].astype(float)),
        ordinary=len(usual),
        late=len(late),
        late_unusual=int(late.lt(floor).sum()),
        deepest_ordinary=float(usual.min()),
        left_2024=sum(in_year(yen, flow, 2024) for flow in ("exports", "imports"))
        / sum(in_year(yen, flow, 2021) for flow in ("exports", "imports")),
        top_share=float(share.max()),
        peak_share=float(share[top(constant)]),
        peak_year=top(constant),
        exports_fell_2022=1 - float(sold_at[2022] / sold_at[2021]),
        imports_fell_2022=1 - float(paid_at[2022] / paid_at[2021]),
        exports_fell_2022_yen=1 - in_year(yen, "exports", 2022) / in_year(yen, "exports", 2021),
        gas_2024=float(gas[2024]),
        coal_2024=float(goods(trade_goods, "coal", "volume").set_index("year")["value"][2024]),
        last=round(float(by["value"].iloc[-1]) / 1000),
        coal_fiscal_2021=year_before(trade_goods, "coal"),
        gas_fiscal_2021=year_before(trade_goods, "lng"),
        energy_share=fuels / in_year(yen, "imports", 2021),
        unknown_share=float(sold.loc[sold["left"].isna(), "value"].sum()) / in_year(yen, "imports", 2021),
        gas_bill=float(sold.loc[sold["product"].eq("lng"), "value"].iloc[0]),
        firms_2008=int(firms[2008]),
        firms_2021=int(firms[2021]),
        quarrels=len(before_war),
        unusual=int(before_war.lt(floor).sum()),
        poland=float(after[at["Poland"]]),
        airliner=float(after[at["Airliner shot down"]]),
        crimea=float(after[at[quarrels.CRIMEA]]),
        invasion=float(after[at[quarrels.INVASION]]),
        ordinary_floor=floor,
        floor_fell=1 - floor,
    )


def fell(series: pd.Series) -> float:
    """What was lost after Crimea, 2015 against 2013, as a share."""
    return 1 - float(series[2015] / series[2013])


def top(series: pd.Series) -> int:
    """The year of the highest value."""
    return int(series.index[int(series.argmax())])


def year_before(trade_goods: pd.DataFrame, product: str) -> float:
    """The volume of the fiscal year 2021, from that of 2022 and its change."""
    then, change = (
        float(goods(trade_goods, product, measure, "fiscal_year").set_index("year")["value"][2022])
        for measure in ("volume", "volume_change_percent")
    )
    return then / (1 + change / 100)


def in_year(yen: pd.DataFrame, flow: str, year: int) -> float:
    """A flow of a year, in billion yen."""
    return float(yen.loc[yen["flow"].eq(flow) & yen["year"].eq(year), "value"].iloc[0])
