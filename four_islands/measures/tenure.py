"""How long leaders last, and how far the answer depends on the way of counting.

Completed spells alone make leaders look shorter-lived than they are, because the long spells that still run
are left out; survival curves use both kinds. The leaders of a country are all there were, not a sample: a p-value
here says how often chance alone would part two lists of spells so far, no more.
"""

from __future__ import annotations

import pandas as pd
from lifelines import KaplanMeierFitter
from lifelines.statistics import logrank_test, multivariate_logrank_test

SURRENDER_CABINET = pd.Timestamp("1945-08-17")  # first day of the first cabinet after the surrender
YEAR_DAYS = 365
DAYS_PER_YEAR = 365.25
LONG_YEARS = 4  # a term a reader would call long: the length of a lower-house mandate


def since(spells: pd.DataFrame, day: pd.Timestamp | str = SURRENDER_CABINET) -> pd.DataFrame:
    """The spells begun on that day or later, so that no spell enters the count half served."""
    return spells[spells["started_on"].ge(pd.Timestamp(day))].reset_index(drop=True)


def with_days(spells: pd.DataFrame, *, inclusive: bool = False) -> pd.DataFrame:
    """Add `tenure_days`: the days between start and end, plus one where both end days count as in Japan."""
    days = (spells["seen_on"] - spells["started_on"]).dt.days + int(inclusive)
    return spells.assign(tenure_days=days.astype("int64"))


def by_person(spells: pd.DataFrame) -> pd.DataFrame:
    """One row per person and country with the days of all spells added up; complete when no spell runs."""
    return spells.groupby(["country", "person_id"], as_index=False).agg(
        leader=("leader", "first"), started_on=("started_on", "min"), seen_on=("seen_on", "max"),
        tenure_days=("tenure_days", "sum"), is_complete=("is_complete", "all"),
    )  # fmt: skip


def summary(spells: pd.DataFrame) -> pd.Series:
    """The completed spells in numbers: median and quartiles in days, shares under one and two years."""
    done = spells.loc[spells["is_complete"], "tenure_days"]
    return pd.Series(
        {
            "completed": len(done),
            "running": int((~spells["is_complete"]).sum()),
            "median_days": done.median(),
            "first_quartile_days": done.quantile(0.25),
            "third_quartile_days": done.quantile(0.75),
            "mean_days": done.mean(),
            "share_under_one_year": done.lt(YEAR_DAYS).mean(),
            "share_under_two_years": done.lt(2 * YEAR_DAYS).mean(),
        }
    )


def summaries(spells: pd.DataFrame, by: str = "country") -> pd.DataFrame:
    """`summary` for every country, or every value of another column."""
    return pd.DataFrame({key: summary(group) for key, group in spells.groupby(by, sort=False)}).T.rename_axis(
        by
    )


def survival(spells: pd.DataFrame, *, by: str = "country") -> pd.DataFrame:
    """Kaplan-Meier estimates: the share of leaders still in office after so many years.

    One row per step and country, with the 95 per cent band (log-log, Greenwood) and the number still at risk,
    that is the leaders whose spell lasted at least so long and is not yet cut off.
    """
    frames = []
    for key, group in spells.groupby(by, sort=False):
        fitter = KaplanMeierFitter().fit(group["tenure_days"] / DAYS_PER_YEAR, group["is_complete"])
        band = fitter.confidence_interval_survival_function_
        frames.append(
            pd.DataFrame(
                {
                    by: key,
                    "years": fitter.survival_function_.index,
                    "share": fitter.survival_function_.iloc[:, 0].to_numpy(),
                    "low": band.iloc[:, 0].to_numpy(),
                    "high": band.iloc[:, 1].to_numpy(),
                    "at_risk": fitter.event_table["at_risk"].to_numpy(),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def surviving(curve: pd.DataFrame, years: float) -> pd.Series:
    """The step of one country's curve that holds after so many years."""
    return curve[curve["years"].le(years)].iloc[-1]


def median_survival(curve: pd.DataFrame) -> float:
    """The years after which half have left; infinite where the curve never comes down to one half."""
    reached = curve.loc[curve["share"].le(0.5), "years"]
    return float(reached.iloc[0]) if len(reached) else float("inf")


def logrank(spells: pd.DataFrame, one: str, other: str) -> float:
    """The p-value of the log-rank test that two countries' leaders leave at the same rate."""
    a, b = (spells[spells["country"].eq(country)] for country in (one, other))
    result = logrank_test(a["tenure_days"], b["tenure_days"], a["is_complete"], b["is_complete"])
    return float(result.p_value)


def logrank_all(spells: pd.DataFrame) -> float:
    """The p-value of the log-rank test that all countries' leaders leave at the same rate."""
    result = multivariate_logrank_test(spells["tenure_days"], spells["country"], spells["is_complete"])
    return float(result.p_value)


def starts_per_decade(spells: pd.DataFrame, *, first: int = 1950, last: int = 2010) -> pd.DataFrame:
    """Spells begun in each full decade; decades not lived through in full are left out."""
    decade = spells["started_on"].dt.year // 10 * 10
    counts = spells.assign(decade=decade).groupby(["country", "decade"]).size()
    wanted = pd.MultiIndex.from_product(
        [spells["country"].unique(), range(first, last + 10, 10)], names=["country", "decade"]
    )
    return counts.reindex(wanted, fill_value=0).rename("spells").reset_index()


def share_of_time_long(spells: pd.DataFrame, years: float = LONG_YEARS) -> float:
    """The share of all days that fell under leaders whose spell lasted at least so many years."""
    long = spells["tenure_days"].ge(years * DAYS_PER_YEAR)
    return float(spells.loc[long, "tenure_days"].sum() / spells["tenure_days"].sum())


def by_rule(variants: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The same headline numbers under several ways of counting, one row a rule, ready to be read as a table."""
    table = pd.DataFrame({rule: summary(spells) for rule, spells in variants.items()}).T
    return pd.DataFrame(
        {
            "completed": table["completed"].astype("int64"),
            "median (days)": table["median_days"].round().astype("int64"),
            "under one year (%)": (100 * table["share_under_one_year"]).round().astype("int64"),
            "under two years (%)": (100 * table["share_under_two_years"]).round().astype("int64"),
        }
    ).rename_axis("way of counting")


def most_exits_within(spells: pd.DataFrame, days: int) -> pd.Series:
    """The stretch of so many days in which most leaders left: how many, and the first and last of these exits."""
    ends = spells.loc[spells["is_complete"], "seen_on"].sort_values().reset_index(drop=True)
    counts = [int(ends.between(day, day + pd.Timedelta(days=days)).sum()) for day in ends]
    first = counts.index(max(counts))
    return pd.Series({"exits": counts[first], "first": ends[first], "last": ends[first + counts[first] - 1]})
