"""Power: parts of the scrambles within their total, estimates inside their intervals, shares that are shares."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rule, told


@rule(
    "scrambles", "scrambles", "the scrambles against single countries do not exceed the total of the period"
)
def countries_fit_the_total(scrambles: pd.DataFrame, reach: Reach) -> Wrong:
    """Where every country is given exactly, they sum to the total."""
    period = ["fiscal_year", "coverage"]
    single = scrambles[scrambles["target"].ne("total") & scrambles["scrambles_precision"].ne("at_most")]
    summed = single.groupby(period)["scrambles"].sum().rename("summed")
    totals = scrambles[scrambles["target"].eq("total")].join(summed, on=period)
    wrong = totals["summed"] > totals["scrambles"]
    return told(totals, wrong, "{scrambles} in all, {summed} against single countries")


@rule("scrambles", "coverage", "a part of a year has no more scrambles than the year")
def parts_fit_the_year(scrambles: pd.DataFrame, reach: Reach) -> Wrong:
    """Quarters add up to years."""
    order = ["first_quarter", "first_half", "three_quarters", "full_year"]
    exact = scrambles[scrambles["scrambles_precision"].eq("exact")]
    exact = exact.assign(rank=exact["coverage"].map(order.index)).sort_values(
        ["fiscal_year", "target", "rank"]
    )
    before = exact.groupby(["fiscal_year", "target"])["scrambles"].shift()
    wrong = exact["scrambles"] < before
    return told(
        exact, wrong, "{scrambles} in the {coverage}, {before} in an earlier part of the year", before=before
    )


@rule("un_ideal_points", "ideal_point", "an estimate stands inside its interval")
def estimates_stand_inside(points: pd.DataFrame, reach: Reach) -> Wrong:
    """A sign lost or columns swapped show here."""
    wrong = (points["ideal_point"] < points["interval_low"]) | (
        points["ideal_point"] > points["interval_high"]
    )
    return told(points, wrong, "{ideal_point} outside {interval_low} to {interval_high}")


@rule("un_ideal_points", "interval_low", "the estimate stands near the middle of its interval")
def intervals_are_even(points: pd.DataFrame, reach: Reach) -> Wrong:
    """The posteriors are nearly symmetric: one arm is 0.84 to 1.14 of the other, so a lost digit of a bound shows."""
    arms = (points["interval_high"] - points["ideal_point"]) / (
        points["ideal_point"] - points["interval_low"]
    )
    return told(points, ~arms.between(0.75, 1.33), "{ideal_point} in {interval_low} to {interval_high}")


@rule("un_ideal_points", "ideal_point", "a state moves by at most 1.2 from one year of votes to the next")
def positions_move_slowly(points: pd.DataFrame, reach: Reach) -> Wrong:
    """The largest true step is 1.07, China in 1993; a lost sign makes a larger one for most."""
    ordered = points.sort_values(["votes", "state", "year"])
    step = ordered.groupby(["votes", "state"])["ideal_point"].diff().abs()
    return told(ordered, step.gt(1.2), "{state} {year}, {votes}: moved by {step:.2f}", step=step)


@rule(
    "un_ideal_points",
    "interval_high",
    "an interval is at most twice, and at least 0.45 times, the year before's",
)
def intervals_keep_their_width(points: pd.DataFrame, reach: Reach) -> Wrong:
    """True widths change by a factor between 0.51 and 1.72."""
    ordered = points.assign(width=points["interval_high"] - points["interval_low"]).sort_values(
        ["votes", "state", "year"]
    )
    ratio = ordered["width"] / ordered.groupby(["votes", "state"])["width"].shift()
    return told(ordered, (ratio > 2) | (ratio < 0.45), "{state} {year}, {votes}: width {width:.2f}")


@rule("capabilities", "value_sd", "the deviation of latent GDP is 0.35 to 0.5 of it")
def deviations_are_relative(capabilities: pd.DataFrame, reach: Reach) -> Wrong:
    """The model's error is proportional; the share lies between 0.40 and 0.47 in every row."""
    share = capabilities["value_sd"] / capabilities["value"]
    wrong = share.notna() & ~share.between(0.35, 0.5)
    return told(capabilities, wrong, "{state} {year}: {value_sd} of {value}")


@rule("garrison_estimates", "troops", "an estimate is within a factor of three of the estimate before it")
def garrisons_are_alike(estimates: pd.DataFrame, reach: Reach) -> Wrong:
    """Observers and areas differ, yet no two neighbours in time by more than 2.9 times: a digit more does."""
    ordered = estimates.sort_values("stands_for", kind="stable")
    ratio = ordered["troops"] / ordered["troops"].shift()
    wrong = (ratio > 3) | (ratio < 1 / 3)
    return told(ordered, wrong, "{estimate_id}: {troops}, {ratio:.1f} times the one before", ratio=ratio)


@rule(
    "capabilities",
    "value",
    "the composite index is a share of the world, below 1; a deviation goes with latent GDP",
)
def indices_are_shares(capabilities: pd.DataFrame, reach: Reach) -> Wrong:
    """CINC sums to 1 over all states."""
    latent = capabilities["measure"].eq("latent_gdp")
    wrong = capabilities["measure"].eq("cinc") & ~capabilities["value"].between(0, 1)
    wrong |= latent.ne(capabilities["value_sd"].notna())
    return told(capabilities, wrong, "{measure} {value}, deviation {value_sd}")


@rule(
    "capabilities",
    "value",
    "no series grows to 1.8 times itself or falls below 0.55 of it from one year to the next",
)
def series_do_not_jump(capabilities: pd.DataFrame, reach: Reach) -> Wrong:
    """Only a lost or doubled digit does that; the steepest true change is 0.56, Japan at the end of its occupation."""
    ordered = capabilities.sort_values(["measure", "state", "year"])
    before = ordered.groupby(["measure", "state"])[["value", "year"]].shift()
    ratio = (ordered["value"] / before["value"]).where(ordered["year"] - before["year"] == 1)
    wrong = (ratio > 1.8) | (ratio < 0.55)
    return told(ordered, wrong, "{state} {measure} {year}: {value} after {was}", was=before["value"])


@rule("joint_patrols", "official_number", "the patrols are numbered upwards in time")
def patrols_are_numbered(patrols: pd.DataFrame, reach: Reach) -> Wrong:
    """An ordinal never goes back."""
    numbered = patrols[patrols["official_number"].notna()].sort_values("started_on")
    wrong = numbered["official_number"] <= numbered["official_number"].shift()
    return told(numbered, wrong, "number {official_number} on {started_on}")


@rule("airspace_violations", "since", "a violation names the month of the one before it")
def no_violation_is_left_out(violations: pd.DataFrame, reach: Reach) -> Wrong:
    """The news says since when it is the first, so a missing row shows."""
    days = violations[violations["from_on"].eq(violations["to_on"])].sort_values("from_on")
    before = days["from_on"].dt.strftime("%Y-%m").shift()
    wrong = days["since"].notna() & days["since"].ne(before)
    return told(days, wrong, "{violation_id}: first since {since}, {before} in the table", before=before)
