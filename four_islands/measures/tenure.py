"""How long leaders last, and how far the answer depends on the way of counting.

Completed spells alone make leaders look shorter-lived than they are, because the long spells that still run are left
out; survival curves use both kinds. The leaders of a country are all there were and no sample: an interval here says
how far chance could move a mean if leaders came and went as these did, and with eight leaders that is a rough guide.
"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd
from lifelines import KaplanMeierFitter

SURRENDER_CABINET = pd.Timestamp("1945-08-17")  # first day of the first cabinet after the surrender
YEAR_DAYS = 365
DAYS_PER_YEAR = 365.25
LONG_YEARS = 4  # a term a reader would call long: the length of a lower-house mandate
HORIZON = 8  # years compared: nobody in Tokyo served longer in one term, two terms of an American president
TWO_SIDED_95 = 1.96


def since(spells: pd.DataFrame, day: pd.Timestamp | str = SURRENDER_CABINET) -> pd.DataFrame:
    """The spells begun on that day or later, so that no spell enters the count half served."""
    return spells[spells["started_on"].ge(pd.Timestamp(day))].reset_index(drop=True)


def as_known_on(spells: pd.DataFrame, day: pd.Timestamp | str) -> pd.DataFrame:
    """The spells as they stood on a day: later ones are not there, and one that ended later still runs."""
    day = pd.Timestamp(day)
    begun = spells[spells["started_on"].le(day)]
    later = begun["seen_on"].gt(day)
    return begun.assign(
        is_complete=begun["is_complete"] & ~later, seen_on=begun["seen_on"].mask(later, day)
    ).reset_index(drop=True)


def with_days(spells: pd.DataFrame, *, inclusive: bool = False) -> pd.DataFrame:
    """Add `tenure_days`: the days between start and end, plus one where both end days count as in Japan."""
    days = (spells["seen_on"] - spells["started_on"]).dt.days + int(inclusive)
    return spells.assign(tenure_days=days.astype("int64"))


def by_person(spells: pd.DataFrame) -> pd.DataFrame:
    """One row per person and country with the days of all spells added up; complete when no spell runs."""
    return spells.groupby(["country", "person_id"], as_index=False).agg(
        leader=("leader", "first"),
        started_on=("started_on", "min"),
        seen_on=("seen_on", "max"),
        tenure_days=("tenure_days", "sum"),
        is_complete=("is_complete", "all"),
    )


def summary(spells: pd.DataFrame) -> pd.Series:
    """The completed spells in numbers: median in days, shares under one and two years."""
    done = spells.loc[spells["is_complete"], "tenure_days"]
    counts = {"completed": len(done), "running": int((~spells["is_complete"]).sum())}
    under = {
        f"share_under_{n}": done.lt(k * YEAR_DAYS).mean() for k, n in ((1, "one_year"), (2, "two_years"))
    }
    return pd.Series(counts | {"median_days": done.median()} | under)


def summaries(spells: pd.DataFrame, by: str = "country") -> pd.DataFrame:
    """`summary` for every country, or every value of another column."""
    groups = spells.groupby(by, sort=False)
    return pd.DataFrame({key: summary(group) for key, group in groups}).T.rename_axis(by)


def survival(spells: pd.DataFrame, *, by: str = "country") -> pd.DataFrame:
    """Kaplan-Meier estimates: the share of leaders still in office after so many years.

    One row per step and country, with the 95 per cent band (log-log, Greenwood), the number still at risk, that is
    the leaders whose spell lasted at least so long and is not yet cut off, and the number who left at this step.
    """
    frames = []
    for key, group in spells.groupby(by, sort=False):
        fitter = KaplanMeierFitter().fit(group["tenure_days"] / DAYS_PER_YEAR, group["is_complete"])
        curve, events = fitter.survival_function_, fitter.event_table
        band = fitter.confidence_interval_survival_function_.to_numpy()
        step = {"share": curve.iloc[:, 0].to_numpy(), "low": band[:, 0], "high": band[:, 1]}
        counted = {"at_risk": events["at_risk"].to_numpy(), "left": events["observed"].to_numpy()}
        frames.append(pd.DataFrame({by: key, "years": curve.index} | step | counted))
    return pd.concat(frames, ignore_index=True)


def surviving(curve: pd.DataFrame, years: float) -> pd.Series:
    """The step of one country's curve that holds after so many years."""
    return curve[curve["years"].le(years)].iloc[-1]


def median_survival(curve: pd.DataFrame) -> float:
    """The years after which half have left; infinite where the curve never comes down to one half."""
    reached = curve.loc[curve["share"].le(0.5), "years"]
    return float(reached.iloc[0]) if len(reached) else float("inf")


class Mean(NamedTuple):
    """A mean in years with its standard error."""

    years: float
    error: float


class Gap(NamedTuple):
    """A difference in years with its 95 per cent interval."""

    years: float
    low: float
    high: float


def mean_time(spells: pd.DataFrame, horizon: float = HORIZON) -> Mean:
    """The restricted mean: the years a leader stays on average within the first `horizon` years.

    It is the area under the survival curve up to there, so sitting leaders count for what they have served; the
    error is Greenwood's. It is nought, and means nothing, where nobody left before the horizon.
    """
    curve = survival(spells.assign(country="one"))
    curve = curve[curve["years"].lt(horizon)]
    ends = [*curve["years"].iloc[1:], horizon]
    areas = (curve["share"] * (pd.Series(ends, index=curve.index) - curve["years"]))[::-1].cumsum()[::-1]
    stayed = curve["at_risk"] - curve["left"]
    known = curve["left"].gt(0) & stayed.gt(0)  # after the last exit nothing is left to be uncertain about
    terms = areas**2 * curve["left"] / (curve["at_risk"] * stayed)
    return Mean(float(areas.iloc[0]), float(terms[known].sum() ** 0.5))


def difference(longer: pd.DataFrame, shorter: pd.DataFrame, horizon: float = HORIZON) -> Gap:
    """How many years longer the first stay on average within the horizon, with the 95 per cent interval."""
    one, other = mean_time(longer, horizon), mean_time(shorter, horizon)
    middle = one.years - other.years
    reach = TWO_SIDED_95 * (one.error**2 + other.error**2) ** 0.5
    return Gap(middle, middle - reach, middle + reach)


def smallest_difference(longer: pd.DataFrame, shorter: pd.DataFrame, horizon: float = HORIZON) -> float:
    """The same difference when that one of the first leaders is left out whose absence shrinks it most."""
    other = mean_time(shorter, horizon).years
    return min(mean_time(longer.drop(index=row), horizon).years - other for row in longer.index)


def share_of_time_long(spells: pd.DataFrame, years: float = LONG_YEARS) -> float:
    """The share of all days that fell under leaders whose spell lasted at least so many years."""
    long = spells["tenure_days"].ge(years * DAYS_PER_YEAR)
    return float(spells.loc[long, "tenure_days"].sum() / spells["tenure_days"].sum())
