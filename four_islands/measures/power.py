"""Who was strong, and who stood with whom: capabilities, voting distances, scrambles, patrols.

Every number here is a comparison of states made from third-party datasets; each dataset has its own bias, so
no function picks one for the reader.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

MEASURES = {
    "cinc": "Capabilities (CINC)",
    "latent_gdp": "GDP at purchasing power (modelled)",
    "market_gdp": "GDP at exchange rates",
}
VOTES = {"final_passage": "final-passage votes", "all_votes": "all votes"}
PAIRS = (("Japan", "Russia"), ("Russia", "China"), ("Japan", "United States"))
WINDOWS = ((1992, 2000, "the 1990s"), (2013, 2021, "2013 to 2020"))  # the years the essay speaks of
SCRAMBLED, PATROLLED = ("Scrambles, by whose aircraft", "Joint patrols of Russia and China found")
WORLD, BY_INDEX, BY_OUTPUT = (
    "Per cent of the world's strength (CINC index)",
    "Times the strength of Japan (CINC index)",
    "Times the output of Japan (GDP)",
)
WEIGHED = {  # the panels of Moscow's weight: how far each reaches, and its lines by measure
    WORLD: (20.0, {"cinc": "share"}),
    BY_INDEX: (6.0, {"cinc": "Moscow"}),
    BY_OUTPUT: (3.6, {"latent_gdp": "at purchasing power", "market_gdp": "at exchange rates"}),
}
APART = "Moscow's distance in votes; low is near"
Z90 = 1.6448536269514722  # half-width of a 90 per cent interval in standard deviations


def distances(points: pd.DataFrame, pairs: tuple[tuple[str, str], ...] = PAIRS) -> pd.DataFrame:
    """Distance between two states in the General Assembly by year and set of votes, with a 90 per cent band.

    The band treats the two posteriors as independent and roughly normal, which they are only nearly: states
    that vote on the same resolutions have correlated errors. It is a picture of the uncertainty, not a test.
    """
    table = points.set_index(["votes", "year", "state"])
    spread = (table["interval_high"] - table["interval_low"]) / (2 * Z90)
    at, sd = (frame.astype(float).unstack("state") for frame in (table["ideal_point"], spread))
    rows = []
    for votes in VOTES:
        for a, b in pairs:
            apart = (at[a] - at[b]).loc[votes].dropna().abs()
            half = Z90 * ((sd[a] ** 2 + sd[b] ** 2) ** 0.5).loc[votes][apart.index]
            band = {"distance": apart, "low": (apart - half).clip(lower=0), "high": apart + half}
            rows.append(pd.DataFrame({"pair": f"{a}-{b}", "votes": votes, "year": apart.index} | band))
    return pd.concat(rows, ignore_index=True)


def closest(distance: pd.DataFrame, pair: str, votes: str) -> pd.Series:
    """The year in which a pair stood closest on one set of votes."""
    rows = distance[distance["pair"].eq(pair) & distance["votes"].eq(votes)]
    return rows.iloc[int(rows["distance"].argmin())]


def at(distance: pd.DataFrame, pair: str, votes: str, year: int) -> float:
    """The distance of a pair in one year; raises KeyError where there is none."""
    rows = distance[distance["pair"].eq(pair) & distance["votes"].eq(votes) & distance["year"].eq(year)]
    if rows.empty:
        raise KeyError(f"no distance of {pair} on {votes} in {year}")
    return float(rows["distance"].iloc[0])


def ratios(capabilities: pd.DataFrame, over: str = "Russia", under: str = "Japan") -> pd.DataFrame:
    """One state's capabilities over another's by year and measure; a band where the estimate has one.

    The band is the 90 per cent interval by the delta method, for modelled GDP only; the other two measures come
    without a stated error, which does not mean that they have none.
    """
    table = capabilities.set_index(["measure", "year", "state"])
    rows = []
    for measure in MEASURES:
        values = table.xs(measure, level="measure")
        both = values["value"].astype(float).unstack("state")[[over, under]].dropna()
        errors = values["value_sd"].astype(float).unstack("state").reindex(both.index)
        ratio = both[over] / both[under]
        reach = Z90 * np.sqrt((errors[over] / both[over]) ** 2 + (errors[under] / both[under]) ** 2)
        band = {"low": (ratio * (1 - reach)).clip(lower=0), "high": ratio * (1 + reach)}
        rows.append(pd.DataFrame({"measure": measure, "year": both.index, "ratio": ratio} | band))
    return pd.concat(rows, ignore_index=True)


def yearly_scrambles(scrambles: pd.DataFrame, targets: tuple[str, ...] = ("russia", "china")) -> pd.DataFrame:
    """Exact full-year numbers by country; bounds and parts of years are left out, so gaps stay gaps."""
    rows = scrambles[scrambles["coverage"].eq("full_year") & scrambles["scrambles_precision"].eq("exact")]
    rows = rows[rows["target"].isin(targets)]
    return rows.sort_values(["target", "fiscal_year"]).reset_index(drop=True)


def patrols_by_year(patrols: pd.DataFrame, years: range) -> pd.DataFrame:
    """Joint patrols found, by year and kind; a minimum."""
    counts = patrols.groupby([patrols["started_on"].dt.year, "kind"]).size()
    return pd.DataFrame(
        [
            {"year": year, "kind": kind, "patrols": int(counts.get((year, kind), 0))}
            for year in years
            for kind in ("air", "naval")
        ]
    )


def weighed(capabilities: pd.DataFrame) -> pd.DataFrame:
    """Moscow's share of the world, and its strength as a multiple of Japan's; its lines break in 1992."""
    share = capabilities.query("measure == 'cinc' and state == 'Russia'")[["year", "value"]]
    share = share.assign(panel=WORLD, series="share", value=share["value"].astype(float) * 100)
    beside, frames = ratios(capabilities).rename(columns={"ratio": "value"}), [share]
    for panel in (BY_INDEX, BY_OUTPUT):
        names = WEIGHED[panel][1]
        one = beside[beside["measure"].isin(list(names))]
        frames.append(one.assign(panel=panel, series=one["measure"].map(names)))
    rows = pd.concat(frames, ignore_index=True)[["panel", "series", "year", "value"]]
    return rows[rows["year"].ge(1956)].assign(piece=rows["year"].ge(1992).astype(str))


def drawn(distance: pd.DataFrame) -> pd.DataFrame:
    """Moscow's distance from Tokyo and from Beijing on whole resolutions, since both capitals vote."""
    rows = distance[distance["votes"].eq("final_passage") & distance["year"].ge(1971)]
    rows = rows[rows["pair"].isin(["Japan-Russia", "Russia-China"])]
    rows = rows.rename(columns={"pair": "series", "distance": "value"}).assign(panel=APART)
    return rows[["panel", "series", "year", "value", "low", "high"]]


def flown(scrambles: pd.DataFrame, patrols: pd.DataFrame) -> pd.DataFrame:
    """Scrambles by country in fiscal years, and joint patrols found in calendar years, for two panels."""
    one = yearly_scrambles(scrambles)
    one = one.assign(
        panel=SCRAMBLED,
        series=one["target"].map({"russia": "Russia", "china": "China"}),
        year=one["fiscal_year"],
        value=one["scrambles"].astype(float),
    )
    found = patrols_by_year(patrols, range(2009, 2026)).groupby("year")["patrols"].sum().astype(float)
    two = found.rename("value").reset_index().assign(panel=PATROLLED, series="patrols")
    both = pd.concat([one[one["year"].ge(2009)], two], ignore_index=True)
    return both[["panel", "series", "year", "value"]]
