"""Trade with the Soviet Union and Russia in pieces that may be compared, and only those.

Published values change counterpart, unit, authority and kind of year, and are never mixed; the yearly series names
the source of each value and is joined only within one counterpart. Years without a source stay out.
"""

from __future__ import annotations

import pandas as pd

from four_islands.data.words import words

BASIS, GOODS = words(__file__, "BASIS", "GOODS")
PRICES_OF = 2024  # the year whose prices constant values are in
# Spans in which measures of Tokyo were in force, as moments in years: from Afghanistan to the last mention in the Diet, from
# Crimea on, and those over the invasion, which lie on these and so make the grey darker.
MEASURES_IN_FORCE = ((1980.0, 1985.9, "1980–85"), (2014.21, 2026.2, "since 2014"), (2022.15, 2026.2, ""))
GOODS_PANEL, SHARE_PANEL = f"Billion dollars at prices of {PRICES_OF}", "Per cent of Japan's trade"


def yearly(trade: pd.DataFrame, flow: str, unit: str, authority: str = "japan_customs") -> pd.DataFrame:
    """Calendar-year values of one flow in one unit from one authority; the revised value where two stand."""
    kept = trade["measure"].eq("value") & trade["period"].eq("calendar_year") & trade["flow"].eq(flow)
    rows = trade[kept & trade["unit"].eq(unit) & trade["authority"].eq(authority)]
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
    wide = wide.reindex(columns=["exports", "imports", "total"])
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


def panels(years: pd.DataFrame) -> pd.DataFrame:
    """`by_year` as the lines of two panels: each flow in billion dollars at constant prices, and the share."""
    level = years["constant"] / years["value"] / 1000
    value = {flow: (years[flow] * level).astype(float) for flow in ("imports", "exports")}
    flows = [years.assign(panel=GOODS_PANEL, series=flow, value=of) for flow, of in value.items()]
    share = years.assign(panel=SHARE_PANEL, series="share", value=years["share_percent"].astype(float))
    return pd.concat([*flows, share])[["panel", "series", "year", "value", "piece", "source_ids"]]


def no_value(years: pd.DataFrame) -> list[int]:
    """The years between the first and the last for which nothing was found."""
    known = set(years["year"])
    return [year for year in range(min(known), max(known) + 1) if year not in known]


def yen_flows(trade: pd.DataFrame) -> pd.DataFrame:
    """Exports and imports in billion yen by calendar year, one piece from one authority: the years 2020 onward."""
    rows = pd.concat([yearly(trade, flow, "jpy_billion") for flow in ("exports", "imports")])
    return rows.sort_values(["flow", "year"]).reset_index(drop=True)


def goods(sold: pd.DataFrame, product: str, measure: str, period: str = "calendar_year") -> pd.DataFrame:
    """One product in one measure and one kind of year."""
    rows = sold[sold["product"].eq(product) & sold["measure"].eq(measure) & sold["period"].eq(period)]
    return rows.sort_values("year").reset_index(drop=True)


def bought(trade_goods: pd.DataFrame, year: int = 2021) -> pd.DataFrame:
    """What Japan bought in a year, by value, and what share of the volume was left a year later; missing where not known."""
    rows = [goods(trade_goods, product, "value") for product in GOODS]
    values = pd.concat([frame[frame["year"].eq(year)] for frame in rows], ignore_index=True)
    after = trade_goods["measure"].eq("volume_change_percent") & trade_goods["year"].eq(year + 1)
    changes = trade_goods[after]
    left = 1 + changes.set_index("product")["value"].astype(float) / 100
    values = values.assign(good=values["product"].map(GOODS), left=values["product"].map(left))
    return values.sort_values("value", ascending=False)
