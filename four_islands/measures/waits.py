"""How long the two sides went without a meeting, and how often long and short partnerships signed something.

A premier who leaves before any meeting has waited at least so long: the wait is cut off (censored), not left out.
All waits are cut off on the day of the invasion of 2022, after which nobody met for another reason.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from scipy.stats import beta

from four_islands.measures import tenure
from four_islands.measures.counterparts import counted

INVASION = pd.Timestamp("2022-02-24")
RUSSIA_ALONE = "1991-12-26"  # the day after the end of the Soviet Union
RELATIONS = "1956-10-19"  # the Joint Declaration


def meetings(summits: pd.DataFrame, kind: str = "any") -> pd.DataFrame:
    """Meetings face to face; `visit` keeps those for which one came to see the other, `call` adds telephone talks."""
    if kind == "call":
        called = summits["mode"].eq("telephone") & summits["japan_term_id"].notna()
        return summits[summits["counted"] | called].sort_values("held_on").reset_index(drop=True)
    met = counted(summits)
    return met[met["occasion_kind"].eq("visit")].reset_index(drop=True) if kind == "visit" else met


def first_waits(japan: pd.DataFrame, met: pd.DataFrame, since: str = RUSSIA_ALONE) -> pd.DataFrame:
    """For each premier begun from a day on until the invasion: the days to the first meeting, or as many as were waited.

    `is_complete` is true where a meeting came, `tenure_days` the wait, so that curves of tenure serve for waits too, and
    `term_days` the time in office up to the invasion. A
    meeting known to the month only is taken at its first day, or at the day of taking office if that is later.
    """
    new = japan[japan["started_on"].ge(since) & japan["started_on"].lt(INVASION)]
    first = met.drop_duplicates("japan_term_id").set_index("japan_term_id")["held_on"]
    held = new["spell_id"].map(first)
    held = held.where(held.isna() | held.ge(new["started_on"]), new["started_on"])
    left = new["seen_on"].mask(new["seen_on"].gt(INVASION), INVASION)
    until = held.fillna(left)
    return new.assign(
        first_met_on=held,
        is_complete=held.notna(),
        seen_on=until,
        tenure_days=(until - new["started_on"]).dt.days,
        term_days=(left - new["started_on"]).dt.days,
    ).reset_index(drop=True)


def gaps(
    japan: pd.DataFrame, met: pd.DataFrame, since: str = RUSSIA_ALONE
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Days from one meeting to the next: those with the premier unchanged, and those across a change of premier.

    With the premier unchanged a gap is cut off when he leaves. Across a change it runs from the last meeting of one
    premier to the first of a later one, however many sat between, and is cut off at the invasion.
    """
    chain = met[met["held_on"].ge(since) & met["held_on"].lt(INVASION)]
    chain = chain[["japan_term_id", "held_on"]].reset_index(drop=True)
    following = chain.shift(-1)
    same = chain["japan_term_id"].eq(following["japan_term_id"])
    left = chain["japan_term_id"].map(japan.set_index("spell_id")["seen_on"])
    left = left.mask(left.gt(INVASION), INVASION)
    within = _spans(chain["held_on"], following["held_on"].where(same), left)
    across = _spans(chain["held_on"][~same], following["held_on"][~same], INVASION)
    return within, across


def day_by_day(within: pd.DataFrame) -> pd.DataFrame:
    """Each gap once for every day of it: the gap into which a day picked by chance falls, which is mostly a long one."""
    return within.loc[within.index.repeat(within["tenure_days"])]


def from_any_day(within: pd.DataFrame) -> pd.DataFrame:
    """The waits that lie ahead on every day of these gaps: what a day picked by chance brings while a premier stays.

    A new premier takes office somewhere inside a gap, so his wait is like these and not like a whole gap.
    """
    days = day_by_day(within)
    return days.assign(tenure_days=days["tenure_days"] - days.groupby(level=0).cumcount())


def expected(within: pd.DataFrame, terms: pd.Series) -> float:
    """In how many terms of so many days a meeting would have come, had each waited as on any day with a premier in place."""
    curve = tenure.survival(from_any_day(within).assign(country="one"))
    years = terms / tenure.DAYS_PER_YEAR
    return len(terms) - sum(float(tenure.surviving(curve, length)["share"]) for length in years)


def _spans(start: pd.Series, end: pd.Series, cut: pd.Series | pd.Timestamp) -> pd.DataFrame:
    """Spans of days, cut off where they have no end."""
    known = end.notna()
    until = end.fillna(cut)
    spans = pd.DataFrame({"started_on": start, "seen_on": until, "is_complete": known})
    return spans.assign(tenure_days=(until - start).dt.days)


def middle(waits: pd.DataFrame) -> float:
    """The days by which half had met, those cut off included; infinite where half never did."""
    if waits.empty:
        return float("nan")
    curve = tenure.survival(waits.assign(country="one"))
    return round(tenure.median_survival(curve) * tenure.DAYS_PER_YEAR, 3)


class Ratio(NamedTuple):
    """A ratio of two rates with its exact 95 per cent interval."""

    ratio: float
    low: float
    high: float


def rate_ratio(events: int, years: float, other_events: int, other_years: float) -> Ratio:
    """How many times as often something happened per year on one side, with the exact conditional interval.

    Given that so many events fell on both sides together, their split is binomial (Clopper and Pearson 1934). With no
    event on the other side the ratio has no upper end; with none at all, or without years, nothing is known.
    """
    total = events + other_events
    if not total or not years or not other_years:
        return Ratio(float("nan"), 0.0, float("inf"))
    per_side = other_years / years
    low = float(beta.ppf(0.025, events, total - events + 1)) if events else 0.0
    high = float(beta.ppf(0.975, events + 1, total - events)) if other_events else 1.0
    shares = (events / total, low, high)
    return Ratio(*(one / (1 - one) * per_side if one < 1 else float("inf") for one in shares))
