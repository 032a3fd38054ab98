"""Japan's measures counted: what adds up, how it agrees with official totals, how late it came after others.

One measure is one kind of restriction against one target area decided on one day (see the schema). Counts say how
much was listed, not how much it hurt: a separatist official and a state bank weigh the same here.
"""

from __future__ import annotations

import pandas as pd

from four_islands.data.words import words

FREEZES = ["freeze_persons", "freeze_bodies", "freeze_banks", "freeze_central_bank"]
LIST_2022 = pd.Timestamp("2022-02-26")  # the first listing after the invasion opens new legal lists

KINDS, PARTS, SCOPES = words(__file__, "KINDS", "PARTS", "SCOPES")


def decisions(measures: pd.DataFrame) -> pd.DataFrame:
    """The rows that count: announcements, implementations and prolongations would count a thing twice."""
    return measures[measures["record_type"].eq("decision")].sort_values(["dated_on", "measure_id"])


def on_russia(measures: pd.DataFrame) -> pd.DataFrame:
    """The decisions against Russia, parts of Ukraine it holds and those who help it; Belarus has lists of its own."""
    rows = decisions(measures)
    return rows[rows["target_area"].ne("belarus")]


def in_scope(measures: pd.DataFrame, scope: str) -> pd.DataFrame:
    """The decisions that an official total of this scope covers."""
    rows = decisions(measures)
    rows = rows[rows["target_area"].isin(SCOPES[scope])]
    if scope == "list_2014":
        return rows[rows["dated_on"] < LIST_2022]
    if scope.startswith("all"):
        return rows
    return rows[rows["dated_on"] >= LIST_2022]


def cumulative(measures: pd.DataFrame, kind: str, scope: str) -> pd.DataFrame:
    """Running total by day of one kind of total in one scope: dated_on, added_count, total_count, source_ids."""
    rows = in_scope(measures, scope)
    rows = rows[rows["kind"].isin(PARTS[kind]) & rows["targets_count"].notna()]
    by_day = rows.groupby("dated_on", as_index=False).agg(
        added_count=("targets_count", "sum"), source_ids=("source_ids", _ids)
    )
    by_day = by_day.assign(total_count=by_day["added_count"].cumsum())
    return by_day[["dated_on", "added_count", "total_count", "source_ids"]]


def _ids(cells: pd.Series) -> str:
    return ";".join(dict.fromkeys(";".join(cells).split(";")))


def total_on(measures: pd.DataFrame, kind: str, scope: str, day: pd.Timestamp | str) -> int:
    """The running total at the end of a day."""
    steps = cumulative(measures, kind, scope)
    upto = steps[steps["dated_on"] <= pd.Timestamp(day)]
    return int(upto["total_count"].iloc[-1]) if len(upto) else 0


def reconcile(measures: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """Every exact total beside the sum of our rows: rows_count, difference (rows minus total), role.

    Only totals with role `check` test the rows; with another role a row was made or read knowing the total. Totals
    of goods cannot be summed (early lists were not numbered) and rounded ones prove nothing; both are left out.
    """
    checked = totals[totals["kind"].isin(list(PARTS)) & totals["count_precision"].eq("exact")].copy()
    checked["rows_count"] = [
        total_on(measures, kind, scope, day)
        for kind, scope, day in zip(checked["kind"], checked["scope"], checked["as_of_on"], strict=True)
    ]
    checked["difference"] = checked["rows_count"] - checked["targets_count"]
    return checked.reset_index(drop=True)


def names_by_year(measures: pd.DataFrame) -> pd.DataFrame:
    """Names added a year and sort, from the first year to the last: persons, companies and banks, barred from exports.

    A third-country name counts as third-country only, whatever its kind: the aim there is evasion. Years without a
    name stand with zeros, because the table lists every round. Belarus has lists of its own and is left out.
    """
    rows = on_russia(measures)
    rows = rows[rows["kind"].isin([*FREEZES, "export_list"]) & rows["targets_count"].notna()]
    named = {"freeze_persons": "persons", "export_list": "export_list"}
    sort = rows["kind"].map(named, na_action=None).fillna("bodies_and_banks")
    sort = sort.mask(rows["target_area"].eq("third_country"), "third_country")
    wide = rows.assign(sort=sort).pivot_table(
        index=rows["dated_on"].dt.year, columns="sort", values="targets_count", aggfunc="sum", fill_value=0
    )
    years = range(int(wide.index.min()), int(wide.index.max()) + 1)
    sorts = ["persons", "bodies_and_banks", "export_list", "third_country"]
    return wide.reindex(index=years, columns=sorts, fill_value=0).astype(int).rename_axis("year")


def rounds(measures: pd.DataFrame) -> pd.DataFrame:
    """One row a day on which measures were decided: how many, of which kinds, how many names, in words."""
    rows = decisions(measures)
    rows = rows.assign(
        names=rows["targets_count"].where(rows["kind"].isin([*FREEZES, "export_list"])).fillna(0),
        label=rows["kind"].map(KINDS),
    )
    return rows.groupby("dated_on", as_index=False).agg(
        measures_count=("measure_id", "size"),
        kinds=("label", lambda cells: ", ".join(dict.fromkeys(cells))),
        names_count=("names", "sum"),
        source_ids=("source_ids", _ids),
    )
