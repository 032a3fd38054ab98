"""The numbers of the chapter on power, named."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pandas as pd

from four_islands.measures import beijing, power

TROOPS = "1980-three-islands"  # the first estimate, and the highest
BUILD_UP = 1978  # Soviet ground forces come back to the islands
EACH_WAY = 3  # years before and after it
ABE = slice(2013, 2020)
BEFORE_ABE = slice(beijing.BEFORE, 2012)


def facts(
    tables: Mapping[str, pd.DataFrame], acts: pd.DataFrame, ties: pd.DataFrame, yearly: pd.DataFrame
) -> SimpleNamespace:
    """All of them; `acts` is that of `money.tokyos`, `ties` the table of Russia and China, `yearly` Japan's trade by year."""
    moscow = beside_japan(tables["capabilities"])
    apart = power.distances(tables["un_ideal_points"])
    to_china, to_japan = (
        [beijing.votes(apart, kind, pair) for kind in power.VOTES]
        for pair in ("Russia-China", "Japan-Russia")
    )
    china_trade, japan_trade = beijing.trade(ties), yearly.set_index("year")["value"].astype(float) / 1000
    flown = power.yearly_scrambles(tables["scrambles"], ("russia",)).set_index("fiscal_year")["scrambles"]
    garrison = tables["garrison_estimates"].set_index("estimate_id")["troops"]
    world = tables["capabilities"].query("measure == 'cinc' and state == 'Russia'")
    output = tables["capabilities"].query("measure == 'market_gdp'").set_index(["state", "year"])["value"]
    neighbours = power.distances(tables["un_ideal_points"], (("Japan", "China"),))
    to_beijing = beijing.votes(neighbours, "final_passage", "Japan-China")
    around = slice(BUILD_UP - EACH_WAY, BUILD_UP - 1), slice(BUILD_UP + 1, BUILD_UP + EACH_WAY)
    sums = acts[~acts["tied"]].groupby("act")["amount_millions"].sum() / 1000
    return SimpleNamespace(
        cinc=moscow["cinc"],  # Moscow's strength as a multiple of Japan's, by year
        world_share=world.set_index("year")["value"].astype(float),
        purse=float(moscow["latent_gdp"].loc[1992:1999].mean()),  # output at purchasing power, beside Japan's
        to_beijing=[float(to_china[0][year]) for year in (1995, 2000)],
        beijing_before=means(to_china, BEFORE_ABE),
        beijing_after=means(to_china, ABE),
        tokyo_before=means(to_japan, BEFORE_ABE),
        tokyo_after=means(to_japan, ABE),
        acts=len(acts),
        tied=int(acts["tied"].sum()),
        tied_sum=float(acts.loc[acts["tied"], "amount_millions"].sum()),
        package=float(acts.set_index("inducement_id")["amount_millions"]["1991-package"]) / 1000,
        untied_new=float(sums["offered"]),  # billion dollars
        released=float(sums["resumed"]),
        trade_china=[float(china_trade[year]) for year in (2013, 2021)],  # billion dollars of the day
        trade_japan=[float(japan_trade[year]) for year in (2013, 2021)],
        of_china=[float(china_trade[year]) / output["China"][year] for year in (2013, 2021)],  # its output
        arms=[float(share) / 100 for share in beijing.arms(ties)["value"]],
        scrambles=[int(flown[year]) for year in (2012, 2014, 2016, 2020)],  # Russian aircraft
        scrambles_before=float(flown.loc[2009:2012].mean()),  # a year, from the first known by country
        scrambles_under=float(flown.loc[2013:2020].mean()),
        exercises=int(ties.set_index("tie_id")["value"]["RC-2003-exercises"]),  # to July 2013
        tokyo_beijing=[
            float(to_beijing.loc[years].mean()) for years in around
        ],  # before and after the build-up
        troops=int(garrison[TROOPS]),
    )


def beside_japan(capabilities: pd.DataFrame) -> dict[str, pd.Series]:
    """Moscow's strength as a multiple of Japan's, by measure and year."""
    rows = power.ratios(capabilities)
    return {str(name): part.set_index("year")["ratio"] for name, part in rows.groupby("measure")}


def means(distances: list[pd.Series], span: slice) -> list[float]:
    """The mean distance over a span of years, on each set of votes."""
    return [float(one.loc[span].mean()) for one in distances]


def side_by_side() -> pd.DataFrame:
    """The four means of the chapter, and what it finds of each, in words."""
    means = {
        "Soviet troops": (
            "Tokyo, to sign with Beijing",
            "the plan of a treaty, of 1972",
            "they did not begin it; whether they hastened it is not known",
        ),
        "Moscow's weakness": (
            "Moscow, to offer more",
            "by share, the talks of 1986; by output, the loss of ground",
            "perhaps: it named all four, but promised none beyond two",
        ),
        "Japan's money": (
            "Moscow, to give islands",
            "most of the words; some came again after the money",
            "to no island; perhaps to old words",
        ),
        "Abe's goodwill": (
            "Moscow, away from Beijing",
            "in votes, mostly the move to Beijing; in the air, the goodwill",
            "to talks on the basis of 1956; it flew with China all the same",
        ),
    }
    columns = ("means", "whom should it move?", "which came first?", "did it move them?")
    return pd.DataFrame([(name, *found) for name, found in means.items()], columns=list(columns))
