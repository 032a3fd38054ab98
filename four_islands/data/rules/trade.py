"""Trade: periods that are periods, flows that add up, and no value far from its neighbours or the yearly series."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, rows, rule, told

# How far a published value may lie from the yearly series, as a share: rounding, revision, another dollar rate.
STRAYS = {"exact": 0.1, "rounded": 0.1, "derived": 0.1, "about": 0.3}
LARGEST_SHARE = 0.05  # of Japan's exports or imports; the highest found is 3.9 per cent, imports of 1967
_FLOATS = 1973  # from when the dollar value of yen depends on who turns it


def _at(place: pd.Series, name: str) -> str:
    return f"{place[name]} in {place['year']}, {day(place['period_starts_on'])} to {day(place['period_ends_on'])}"


@rule("trade", "period_ends_on", "a period has the length its kind says and begins in its year")
def trade_periods_agree(flows: pd.DataFrame, reach: Reach) -> Wrong:
    """Calendar years and fiscal years are never confused."""
    yield from _periods(flows)


@rule("trade_goods", "period_ends_on", "a period has the length its kind says and begins in its year")
def goods_periods_agree(goods: pd.DataFrame, reach: Reach) -> Wrong:
    """Calendar years and fiscal years are never confused."""
    yield from _periods(goods)


def _periods(flows: pd.DataFrame) -> Wrong:
    start, end = flows["period_starts_on"], flows["period_ends_on"]
    year = flows["year"].astype("int64")
    wrong = start.dt.year.ne(year)
    for kind, first, length, last in (
        ("calendar_year", "01-01", 0, "12-31"),
        ("fiscal_year", "04-01", 1, "03-31"),
        ("half_year", "01-01", 0, "06-30"),
        ("quarter", "01-01", 0, "03-31"),
    ):
        begins = start.dt.strftime("%m-%d").eq(first) & start.dt.year.eq(year)
        ends = end.dt.strftime("%m-%d").eq(last) & end.dt.year.eq(year + length)
        wrong |= flows["period"].eq(kind) & ~(begins & ends)
    for row, one in rows(flows, wrong):
        yield row, _at(one, "period")


@rule("trade", "value", "exports and imports sum to the total of the same period, unit and authority")
def trade_adds_up(flows: pd.DataFrame, reach: Reach) -> Wrong:
    """Within 1.5 per cent: the sources round, and totals of the press are often given in billions."""
    same = ["partner", "measure", "period_starts_on", "period_ends_on", "unit", "authority"]
    first = flows[
        flows["measure"].eq("value") & flows["revision"].isna() & flows["value_precision"].eq("exact")
    ]
    for _, group in first.groupby(same):
        values = group.groupby("flow")["value"].first()
        if len(values) == len({"exports", "imports", "total"}):
            summed = values["exports"] + values["imports"]
            if abs(values["total"] - summed) > 0.015 * summed:
                row = int(group.index[group["flow"].eq("total")][0])
                yield row, f"{values['total']:g} in all, {summed:g} from both flows"


@rule(
    "trade",
    "authority",
    "since the yen floats, customs count in yen: their dollars are somebody's conversion",
)
def customs_count_in_yen(flows: pd.DataFrame, reach: Reach) -> Wrong:
    """Two conversions under one name differ by several per cent and do not add up."""
    dollars = flows["unit"].eq("usd_million") & flows["year"].ge(_FLOATS)
    wrong = dollars & flows["authority"].eq("japan_customs")
    return told(flows, wrong, "{flow_id}: {value:g} million dollars by {authority}")


@rule(
    "trade",
    "value",
    "a value lies near the yearly series: within a tenth, within three tenths if given as about",
)
def values_lie_near_the_series(flows: pd.DataFrame, reach: Reach) -> Wrong:
    """A digit lost or doubled shows here; a revised figure or another dollar rate does not."""
    series = _both_flows(reach("trade_yearly"))
    same = flows[flows["measure"].eq("value") & flows["period"].eq("calendar_year")]
    for row, one in same[same["value_precision"].isin(list(STRAYS))].iterrows():
        known = series.get((one["year"], one["unit"], one["flow"]))
        if known and abs(one["value"] / known - 1) > STRAYS[one["value_precision"]]:
            yield int(str(row)), f"{one['flow_id']}: {one['value']:g}, in the yearly series {known:g}"


def _both_flows(yearly: pd.DataFrame) -> dict[tuple[int, str, str], float]:
    """Exports, imports and total of each year and unit of the yearly series."""
    pair = yearly[yearly["partner"].ne("world")]
    known = {
        (int(year), str(unit), str(flow)): float(value)
        for year, unit, flow, value in zip(
            pair["year"], pair["unit"], pair["flow"], pair["value"], strict=True
        )
    }
    for year, unit, _ in list(known):
        if (year, unit, "imports") in known:
            known[year, unit, "total"] = known[year, unit, "exports"] + known[year, unit, "imports"]
    return known


@rule("trade_yearly", "flow", "a year has exports and imports, or a total: never a total beside its parts")
def totals_stand_alone(yearly: pd.DataFrame, reach: Reach) -> Wrong:
    """A sum over a year would count it twice."""
    flows = yearly.groupby(["year", "partner"])["flow"].transform(lambda cells: " ".join(sorted(cells)))
    return told(yearly, ~flows.isin(["exports imports", "total"]), "{year}, {partner}: {flows}", flows=flows)


@rule("trade_yearly", "partner", "the partner is the Soviet Union to 1991 and Russia from 1992")
def partners_change_in_1992(yearly: pd.DataFrame, reach: Reach) -> Wrong:
    """The break of the series."""
    soviet = yearly["year"].le(1991).map({True: "ussr", False: "russia"})
    return told(yearly, yearly["partner"].ne("world") & yearly["partner"].ne(soviet), "{partner} in {year}")


@rule("trade_yearly", "value", "a divided value is the published one over 1.1; no other value hides another")
def division_is_stated(yearly: pd.DataFrame, reach: Reach) -> Wrong:
    """What was changed can be changed back."""
    divided = yearly["method"].eq("divided_by_1_1")
    off = divided & (yearly["value"] - yearly["published_value"] / 1.1).abs().gt(0.06).fillna(True)
    wrong = off | ~divided & yearly["published_value"].notna()
    return told(yearly, wrong, "{year} {flow}: {value:g} from {published_value}")


@rule("trade_yearly", "value", "no flow triples or falls to a third from one year to the next, after 1957")
def flows_do_not_jump(yearly: pd.DataFrame, reach: Reach) -> Wrong:
    """The steepest true change is a fall to 0.38, of exports in 2009; trade began anew in 1957."""
    whom = yearly["partner"].eq("world").rename("whom")
    ordered = yearly.assign(whom=whom).sort_values(["whom", "flow", "unit", "year"])
    before = ordered.groupby(["whom", "flow", "unit"])[["value", "year"]].shift()
    ratio = (ordered["value"] / before["value"]).where(ordered["year"] - before["year"] == 1)
    broken = ((ratio > 3) | (ratio < 1 / 3)) & ordered["year"].gt(1957)
    return told(ordered, broken, "{flow} of {year}: {value:g} after {was:g}", was=before["value"])


@rule("trade_yearly", "value", "trade with one partner is at most a twentieth of Japan's trade of the year")
def shares_are_small(yearly: pd.DataFrame, reach: Reach) -> Wrong:
    """A value ten times too great shows even where the years beside it are missing."""
    rate = yearly["year"].map(reach("price_levels").set_index("year")["jpy_per_usd"]) / 1000
    dollars = yearly["value"].where(yearly["unit"].eq("usd_million"), yearly["value"] / rate)
    world = dollars[yearly["partner"].eq("world")]
    of = world.groupby([yearly["year"], yearly["flow"]]).first()
    pair = yearly.assign(dollars=dollars)[yearly["partner"].ne("world")].join(
        of.rename("of"), on=["year", "flow"]
    )
    wrong = pair["dollars"] > LARGEST_SHARE * pair["of"]
    return told(pair, wrong, "{flow} of {year}: {dollars:.0f} of {of:.0f} million dollars")
