"""Power: parts of the scrambles within their total, estimates inside their intervals, shares that are shares."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rows, rule


@rule(
    "scrambles", "scrambles", "the scrambles against single countries do not exceed the total of the period"
)
def countries_fit_the_total(scrambles: pd.DataFrame, reach: Reach) -> Wrong:
    """Where every country is given exactly, they sum to the total."""
    period = ["fiscal_year", "coverage"]
    single = scrambles[scrambles["target"].ne("total") & scrambles["scrambles_precision"].ne("at_most")]
    summed = single.groupby(period)["scrambles"].sum().rename("summed")
    totals = scrambles[scrambles["target"].eq("total")].join(summed, on=period)
    for row, one in rows(totals, totals["summed"] > totals["scrambles"]):
        yield row, f"{one['scrambles']} in all, {one['summed']} against single countries"


@rule("scrambles", "coverage", "a part of a year has no more scrambles than the year")
def parts_fit_the_year(scrambles: pd.DataFrame, reach: Reach) -> Wrong:
    """Quarters add up to years."""
    order = ["first_quarter", "first_half", "three_quarters", "full_year"]
    exact = scrambles[scrambles["scrambles_precision"].eq("exact")]
    exact = exact.assign(rank=exact["coverage"].map(order.index)).sort_values(
        ["fiscal_year", "target", "rank"]
    )
    before = exact.groupby(["fiscal_year", "target"])["scrambles"].shift()
    for row, one in rows(exact, exact["scrambles"] < before):
        yield (
            row,
            f"{one['scrambles']} in the {one['coverage']}, {before[row]} in an earlier part of the year",
        )


@rule("un_ideal_points", "ideal_point", "an estimate stands inside its interval")
def estimates_stand_inside(points: pd.DataFrame, reach: Reach) -> Wrong:
    """A sign lost or columns swapped show here."""
    wrong = (points["ideal_point"] < points["interval_low"]) | (
        points["ideal_point"] > points["interval_high"]
    )
    for row, one in rows(points, wrong):
        yield row, f"{one['ideal_point']} outside {one['interval_low']} to {one['interval_high']}"


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
    for row, one in rows(capabilities, wrong):
        yield row, f"{one['measure']} {one['value']}, deviation {one['value_sd']}"


@rule(
    "capabilities", "value", "no series jumps to a third or to three times itself from one year to the next"
)
def series_do_not_jump(capabilities: pd.DataFrame, reach: Reach) -> Wrong:
    """Only a lost or doubled digit does that; the two wars and the Soviet end do not."""
    ordered = capabilities.sort_values(["measure", "state", "year"])
    before = ordered.groupby(["measure", "state"])[["value", "year"]].shift()
    ratio = (ordered["value"] / before["value"]).where(ordered["year"] - before["year"] == 1)
    for row, one in rows(ordered, (ratio > 3) | (ratio < 1 / 3)):
        yield (
            row,
            f"{one['state']} {one['measure']} {one['year']}: {one['value']} after {before['value'][row]}",
        )


@rule("joint_patrols", "official_number", "the patrols are numbered upwards in time")
def patrols_are_numbered(patrols: pd.DataFrame, reach: Reach) -> Wrong:
    """An ordinal never goes back."""
    numbered = patrols[patrols["official_number"].notna()].sort_values("started_on")
    for row, one in rows(numbered, numbered["official_number"] <= numbered["official_number"].shift()):
        yield row, f"number {one['official_number']} on {one['started_on']:%Y-%m-%d}"
