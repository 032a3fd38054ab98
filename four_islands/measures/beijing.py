"""How near Moscow stood to Beijing, by votes, trade and arms, in the years of Japan's goodwill and before them."""

from __future__ import annotations

import pandas as pd

BEFORE = 2003  # the first of the ten years before Abe came back
UNTIL = 2021  # the last year before the war
MOST = 0.75  # of the years that must be nearer than the mean of those before


def votes(distances: pd.DataFrame, kind: str, pair: str = "Russia-China") -> pd.Series:
    """The distance of two states in the General Assembly by year, on one set of votes."""
    rows = distances[distances["pair"].eq(pair) & distances["votes"].eq(kind)]
    return rows.set_index("year")["distance"].astype(float)


def trade(ties: pd.DataFrame) -> pd.Series:
    """Billion dollars by year, at current prices; years nobody gave are missing."""
    return ties[ties["indicator"].eq("trade")].set_index("from_year")["value"].astype(float)


def nearer_in_votes(distance: pd.Series, start: int) -> float:
    """The share of years from `start` in which the two stood nearer than in the mean of the years before."""
    before, after = distance.loc[BEFORE : start - 1], distance.loc[start:UNTIL]
    return float(after.lt(before.mean()).mean())


def growth(values: pd.Series, first: int, last: int) -> float:
    """The mean growth a year between the first and the last known year of a span, as a share."""
    part = values.loc[first:last]
    years = int(part.index[-1]) - int(part.index[0])
    return float((part.iloc[-1] / part.iloc[0]) ** (1 / years) - 1)


def arms(ties: pd.DataFrame) -> pd.DataFrame:
    """The share of Russia's exports of arms that went to China, by span, in order of time."""
    return ties[ties["indicator"].eq("arms_share")].sort_values("from_year")
