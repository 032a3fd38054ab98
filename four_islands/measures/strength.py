"""The numbers of the chapter on power, named."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pandas as pd

from four_islands.measures import beijing, power
from four_islands.measures.power import (
    at,
    beside_japan,
    closest,
    distances,
    first_year_above,
    violations_found,
)


def facts(
    tables: Mapping[str, pd.DataFrame], acts: pd.DataFrame, ties: pd.DataFrame, yearly: pd.DataFrame
) -> SimpleNamespace:
    """All of them; `acts` is that of `money.tokyos`, `ties` the table of Russia and China, `yearly` Japan's trade by year."""
    rows = beside_japan(tables["capabilities"])
    apart = distances(tables["un_ideal_points"])
    sums = acts.groupby("tied")["amount_millions"].sum()
    china = one(rows, "Beijing", measure="market_gdp")
    apart_from_china, apart_from_tokyo = (
        [beijing.votes(apart, kind, pair) for kind in power.VOTES]
        for pair in ("Russia-China", "Japan-Russia")
    )
    moscow = one(rows, "Moscow", measure="market_gdp").query("year >= 1992").sort_values("value").iloc[0]
    china_trade, japan_trade = beijing.trade(ties), yearly.set_index("year")["value"].astype(float) / 1000
    flown = power.yearly_scrambles(tables["scrambles"], ("russia",)).set_index("fiscal_year")["scrambles"]
    return SimpleNamespace(
        to_beijing=[at(apart, "Russia-China", "final_passage", year) for year in (1995, 2000)],
        beijing_before=[float(d.loc[beijing.BEFORE : 2012].mean()) for d in apart_from_china],
        beijing_after=[float(d.loc[2013 : beijing.UNTIL].mean()) for d in apart_from_china],
        tokyo_before=[float(d.loc[beijing.BEFORE : 2012].mean()) for d in apart_from_tokyo],
        tokyo_after=[float(d.loc[2013 : beijing.UNTIL].mean()) for d in apart_from_tokyo],
        scrambles=[int(flown[year]) for year in (2012, 2014, 2020, 2022)],  # Russian aircraft
        cinc_1956=in_year(one(rows, "Moscow", measure="cinc"), 1956),
        cinc_1998=in_year(one(rows, "Moscow", measure="cinc"), 1998),
        world_share=tables["capabilities"]
        .query("measure == 'cinc' and state == 'Russia'")
        .set_index("year")["value"]
        .astype(float),
        poorest=(int(moscow["year"]), float(moscow["value"])),
        china_2020=in_year(china, 2020),
        china_passed_japan=int(china.loc[china["year"].gt(1990) & china["value"].gt(1), "year"].iloc[0]),
        nearest=int(closest(apart, "Japan-Russia", "final_passage")["year"]),
        violations=violations_found(tables["airspace_violations"]),
        tied=int(acts["tied"].sum()),
        acts=len(acts),
        tied_sum=float(sums.get(True, 0.0)),
        untied_billions=round(sums.get(False, 0.0) / 1000),
        trade_china=[float(china_trade[year]) for year in (2013, 2021)],  # billion dollars of the day
        trade_japan=[float(japan_trade[year]) for year in (2013, 2021)],
        first_year_china_scrambles=first_year_above(tables["scrambles"], "china", "russia"),
    )


def one(rows: pd.DataFrame, series: str, measure: str = "") -> pd.DataFrame:
    """One series of a panel, of one measure where there are several."""
    part = rows[rows["series"].eq(series)]
    return part[part["measure"].eq(measure)] if measure else part


def in_year(rows: pd.DataFrame, year: int) -> float:
    """The value of a year."""
    return float(rows.loc[rows["year"].eq(year), "value"].iloc[0])
