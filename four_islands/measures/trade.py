"""Trade with the Soviet Union and Russia in pieces that may be compared, and only those.

Published values change counterpart, unit, authority and kind of year, and are never mixed; the yearly series names
the source of each value and is joined only within one counterpart. Years without a source stay out.
"""

from __future__ import annotations

import pandas as pd

BASIS = {  # who made the numbers of a year, in a reader's words
    "japan_via_imf": "Trade statistics",
    "unnamed_table": "Trade statistics",
    "russian_ministry": "Trade statistics",
    "dollar_conversion": "Dollars of an agency",
    "japan_customs": "Customs yen, at the year's rate",
}
PRICES_OF = 2024  # the year whose prices constant values are in


def yearly(trade: pd.DataFrame, flow: str, unit: str, authority: str = "japan_customs") -> pd.DataFrame:
    """Calendar-year values of one flow in one unit from one authority; the revised value where two stand."""
    rows = trade[
        trade["measure"].eq("value")
        & trade["period"].eq("calendar_year")
        & trade["flow"].eq(flow)
        & trade["unit"].eq(unit)
        & trade["authority"].eq(authority)
    ]
    rows = rows.sort_values(["year", "revision"], na_position="first")
    return rows.drop_duplicates("year", keep="last").reset_index(drop=True)


def by_year(trade_yearly: pd.DataFrame, price_levels: pd.DataFrame) -> pd.DataFrame:
    """One row a year in million dollars: exports, imports, total, its share of Japan's trade, constant prices.

    `value_precision` is that of the total: a year is as good as its weaker flow. `piece` is the partner, `series` who
    made the numbers. A constant price is what the dollars could buy in America, no volume.
    """
    levels = price_levels.set_index("year")
    rates = trade_yearly["year"].map(levels["jpy_per_usd"])
    is_yen = trade_yearly["unit"].eq("jpy_billion")
    dollars = trade_yearly["value"].where(~is_yen, 1000 * trade_yearly["value"] / rates)
    rows = trade_yearly.assign(dollars=dollars)
    pair = rows[rows["partner"].ne("world")]
    wide = pair.pivot(index="year", columns="flow", values="dollars")
    world = rows[rows["partner"].eq("world")].groupby("year")["dollars"].sum()
    total = wide["total"].fillna(wide["exports"] + wide["imports"])
    told = pair.groupby("year").agg(
        piece=("partner", "first"),
        series=("authority", lambda cells: BASIS[cells.iloc[-1]]),
        value_precision=("value_precision", _weaker),
        source_ids=("source_ids", ";".join),
    )
    return told.assign(
        exports=wide["exports"],
        imports=wide["imports"],
        value=total,
        share_percent=100 * total / world,
        constant=total * levels["us_cpi"][PRICES_OF] / levels["us_cpi"],
    ).reset_index()


def _weaker(cells: pd.Series) -> str:
    """The less exact of the precisions of a year's flows."""
    order = ["exact", "rounded", "derived", "about", "at_most", "at_least"]
    return max(cells, key=order.index)


def change_percent(before: float, after: float) -> float:
    """The change in per cent of the earlier value."""
    return 100 * (after - before) / before


def yen_flows(trade: pd.DataFrame) -> pd.DataFrame:
    """Exports and imports in billion yen by calendar year, one piece from one authority: the years 2020 onward."""
    rows = pd.concat([yearly(trade, flow, "jpy_billion") for flow in ("exports", "imports")])
    return rows.sort_values(["flow", "year"]).reset_index(drop=True)


def goods(
    trade_goods: pd.DataFrame, product: str, measure: str, period: str = "calendar_year"
) -> pd.DataFrame:
    """One product in one measure and one kind of year."""
    rows = trade_goods[
        trade_goods["product"].eq(product)
        & trade_goods["measure"].eq(measure)
        & trade_goods["period"].eq(period)
    ]
    return rows.sort_values("year").reset_index(drop=True)
