"""Trade with the Soviet Union and Russia in pieces that may be compared, and only those.

The published values change counterpart, unit, customs authority and kind of year; a piece (`segment`) never mixes
them. Years without a source stay out.
"""

from __future__ import annotations

import pandas as pd

WHOSE = {
    "japan_customs": "Japanese customs",
    "russian_customs": "Russian customs",
    "russian_ministry": "Russian ministry",
    "not_stated": "source does not say whose",
}


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


def totals(trade: pd.DataFrame) -> pd.DataFrame:
    """Published dollar totals of calendar years, `series` naming whose statistics, `piece` the partner."""
    rows = trade[
        trade["measure"].eq("value")
        & trade["period"].eq("calendar_year")
        & trade["flow"].eq("total")
        & trade["unit"].eq("usd_million")
    ]
    return (
        rows.assign(series=rows["authority"].map(WHOSE), piece=rows["partner"])
        .sort_values(["year", "authority"])
        .reset_index(drop=True)
    )


def found_between(totals: pd.DataFrame, first: int, last: int) -> pd.Series:
    """The totals found for a span of years, by year, whoever counted them; the first authority where two did."""
    rows = totals[totals["year"].between(first, last)].drop_duplicates("year")
    return rows.set_index("year")["value"].astype(float)


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
