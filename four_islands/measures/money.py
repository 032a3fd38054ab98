"""Money that Tokyo offered Moscow or held back: how much, and whether the source ties it to the islands."""

from __future__ import annotations

import pandas as pd

from four_islands.data.words import words

ACTS, NAMES = words(__file__, "ACTS", "NAMES")
NEAR_DAYS = 183  # half a year: a step so near may have been meant to go with the money


def tokyos(inducements: pd.DataFrame) -> pd.DataFrame:
    """What Tokyo itself did with money, in order of time, with a name for each."""
    rows = inducements[inducements["act"].isin(ACTS)].sort_values("announced_on", kind="stable")
    names = rows["inducement_id"].map(NAMES).fillna(rows["description"])
    return rows.assign(label=names, tied=rows["tied_to_islands"].astype(bool)).reset_index(drop=True)


def near_a_step(money: pd.DataFrame, offers: pd.DataFrame) -> pd.Series:
    """Whether a position on the islands, of either side, was put within half a year of the money."""
    days = offers["made_on"]
    return money["announced_on"].map(lambda day: bool(days.sub(day).abs().dt.days.le(NEAR_DAYS).any()))
