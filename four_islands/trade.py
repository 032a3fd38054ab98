"""Trade with the Soviet Union and Russia in pieces that may be compared, and only those.

The published values change counterpart, unit, customs authority and kind of year; a piece (`segment`) never mixes
them. Years without a source stay out.
"""

from __future__ import annotations

import pandas as pd

PERIODS = {"calendar_year": "calendar years", "fiscal_year": "fiscal years"}


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
    """Published dollar totals of calendar years, with the exports and imports of a year added where only they stand.

    `segment` names the piece: partner and authority. Provisional doubles are dropped, ambassadors' figures kept apart.
    """
    rows = trade[
        trade["measure"].eq("value")
        & trade["period"].isin(["calendar_year", "average_of_years"])
        & trade["flow"].eq("total")
        & trade["unit"].eq("usd_million")
    ].copy()
    rows["segment"] = rows["partner"] + "/" + rows["authority"]
    return rows.sort_values(["year", "authority"]).reset_index(drop=True)


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
