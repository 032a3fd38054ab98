"""Sanctions and answers: decisions dated by the stated rule, sums that reconcile with the official totals."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rows, rule, told

# Official totals that the rows do not reach exactly, and by how much they exceed them.
DECLARED_DIFFERENCES = {
    "OT-20250912-freeze-persons-russia": 12  # unexplained: removals of the dead, or an overlap in a batch of 30
}
# Totals of goods count lines of annexes, which the early decisions did not number: not a sum of rows.
NOT_SUMMED = ("export_goods",)

_KINDS = {
    "freeze_banks": ("freeze_banks", "freeze_central_bank"),
    "freeze_bodies_and_banks": ("freeze_bodies", "freeze_banks", "freeze_central_bank"),
    "freeze_persons_and_bodies": ("freeze_persons", "freeze_bodies"),
}
_AREAS = {
    "russia_2022": ("russia",),
    "ukraine_regions_2022": ("ukraine_regions",),
    "russia_and_belarus_2022": ("russia", "belarus"),
    "russia_and_ukraine_2022": ("russia", "ukraine_regions", "russia_and_ukraine_regions"),
    "third_country": ("third_country",),
    "all_but_belarus": ("russia", "ukraine_regions", "russia_and_ukraine_regions", "third_country"),
}
_INVASION_YEAR = pd.Timestamp("2022-01-01")  # nothing was added between December 2014 and February 2022


def rows_of_total(total: pd.Series, measures: pd.DataFrame) -> pd.DataFrame:
    """The decisions that an official total covers: its kinds and areas, up to its day."""
    kinds = _KINDS.get(total["kind"], (total["kind"],))
    covered = measures["record_type"].eq("decision") & measures["kind"].isin(kinds)
    covered &= measures["dated_on"].le(total["as_of_on"])
    if total["scope"] in _AREAS:
        covered &= measures["target_area"].isin(_AREAS[total["scope"]])
    if total["scope"] == "list_2014":
        covered &= measures["dated_on"].lt(_INVASION_YEAR)
    elif total["scope"].endswith("_2022"):
        covered &= measures["dated_on"].ge(_INVASION_YEAR)
    return measures[covered]


@rule(
    "japan_official_totals",
    "targets_count",
    "the measures sum to the official totals, or to the declared difference",
)
def measures_reconcile_with_totals(totals: pd.DataFrame, reach: Reach) -> Wrong:
    """A measure lost, doubled or mistyped moves a sum away from the total of its day."""
    measures = reach("japan_measures")
    for row, total in rows(totals, ~totals["kind"].isin(NOT_SUMMED)):
        summed = int(rows_of_total(total, measures)["targets_count"].sum())
        over = summed - total["targets_count"]
        bound = total["count_precision"] == "at_least"
        if (over < 0) if bound else (over != DECLARED_DIFFERENCES.get(total["total_id"], 0)):
            yield row, f"{total['total_id']}: {total['targets_count']} stated, the measures sum to {summed}"


@rule("japan_official_totals", "role", "a total from whose source a row was derived does not check the sum")
def derived_rows_do_not_check_themselves(totals: pd.DataFrame, reach: Reach) -> Wrong:
    """A row made from a total agrees with it whatever happened."""
    measures = reach("japan_measures")
    derived = measures[measures["count_precision"].eq("derived")]
    for row, total in rows(totals, totals["role"].eq("check")):
        part = rows_of_total(total, derived)["source_ids"]
        shared = {source for cell in part for source in cell.split(";")} & set(total["source_ids"].split(";"))
        if shared:
            yield row, f"{total['total_id']} and a derived row both come from {', '.join(sorted(shared))}"


@rule(
    "japan_measures",
    "targets_count",
    "the measures sum to the official totals, or to the declared difference",
)
def totals_reconcile_with_measures(measures: pd.DataFrame, reach: Reach) -> Wrong:
    """The same check from the side of the measures, so that loading either table shows a broken sum."""
    for _, what in measures_reconcile_with_totals(reach("japan_official_totals"), lambda _: measures):
        yield len(measures) - 1, what


@rule(
    "japan_measures", "dated_on", "a measure is dated by its decision, else its announcement, else its start"
)
def measures_are_dated_by_decision(measures: pd.DataFrame, reach: Reach) -> Wrong:
    """The stated dating rule of the table."""
    wanted = measures["decided_on"].fillna(measures["announced_on"]).fillna(measures["in_force_on"])
    wrong = measures["dated_on"].ne(wanted)
    return told(measures, wrong, "{measure_id} dated {dated_on}, by the rule {wanted}", wanted=wanted)


@rule("japan_measures", "announced_on", "a measure is announced before it is decided, or on the day")
def announcements_come_first(measures: pd.DataFrame, reach: Reach) -> Wrong:
    """Announcement, decision, effect: never the other way round."""
    wrong = measures["announced_on"] > measures["decided_on"]
    return told(measures, wrong, "announced {announced_on}, decided {decided_on}")


@rule("japan_measures", "round_id", "the measures dated on one day form one round, named by the day")
def rounds_are_days(measures: pd.DataFrame, reach: Reach) -> Wrong:
    """The round's id holds the day."""
    wanted = "R" + measures["dated_on"].dt.strftime("%Y%m%d")
    return told(measures, measures["round_id"].ne(wanted), "{round_id} for {dated_on}")


@rule("japan_measures", "targets_count", "a count has a unit and a precision, and the unit fits the kind")
def counts_have_units(measures: pd.DataFrame, reach: Reach) -> Wrong:
    """Persons, bodies and banks are never mixed in one row."""
    units = {
        "freeze_persons": "persons",
        "freeze_bodies": "bodies",
        "freeze_banks": "banks",
        "export_list": "bodies",
        "expulsion": "persons",
    }
    blank = measures["targets_count"].isna()
    wrong = blank.ne(measures["targets_unit"].isna()) | blank.ne(measures["count_precision"].isna())
    expected = measures["kind"].map(units)
    wrong |= expected.notna() & ~blank & measures["targets_unit"].ne(expected)
    return told(measures, wrong, "{kind}: {targets_count} {targets_unit}, {count_precision}")


@rule("russian_countermeasures", "decided_on", "a step is signed before it becomes public, or on the day")
def steps_are_signed_first(steps: pd.DataFrame, reach: Reach) -> Wrong:
    """Japanese media can be a day late, never early."""
    wrong = steps["decided_on"] > steps["announced_on"]
    return told(steps, wrong, "{move_id}: decided {decided_on}, public {announced_on}")


@rule(
    "russian_countermeasures",
    "decided_on",
    "a day of decision says how it is known; the day of a report is none",
)
def decisions_are_dated(steps: pd.DataFrame, reach: Reach) -> Wrong:
    """A required date was once filled with the next best one; now a blank is allowed and a date needs a reason."""
    wrong = steps["decided_on"].isna() != steps["decided_basis"].isna()
    return told(steps, wrong, "{move_id}: decided {decided_on}, known by {decided_basis}")


@rule("russian_countermeasures", "move_id", "a step's id holds the day it became public, or of its decision")
def step_ids_agree(steps: pd.DataFrame, reach: Reach) -> Wrong:
    """A day mended in one place and not in the other shows here."""
    named = steps["move_id"].str.slice(3, 11)
    days = [steps[name].dt.strftime("%Y%m%d") for name in ("announced_on", "decided_on")]
    wrong = named.ne(days[0]) & named.ne(days[1].fillna(""))
    return told(steps, wrong, "{move_id}: public {announced_on}, decided {decided_on}")


@rule("russian_countermeasures", "answers_on", "a step answers a Japanese step that came before it")
def answers_come_after(steps: pd.DataFrame, reach: Reach) -> Wrong:
    """An answer cannot precede what it answers."""
    wrong = steps["answers_on"] > steps["announced_on"]
    return told(steps, wrong, "{move_id} of {announced_on} answers {answers_on}")


@rule("russian_countermeasures", "targets_count", "a count has a unit")
def steps_count_something(steps: pd.DataFrame, reach: Reach) -> Wrong:
    """Persons or bodies."""
    wrong = steps["targets_count"].isna() != steps["targets_unit"].isna()
    return told(steps, wrong, "{targets_count} {targets_unit}")


@rule("peer_sanctions", "total_count", "persons and bodies sum to the total")
def peers_add_up(peers: pd.DataFrame, reach: Reach) -> Wrong:
    """Where all three numbers are given."""
    summed = peers["persons_count"] + peers["bodies_count"]
    wrong = summed.ne(peers["total_count"]) & summed.notna() & peers["total_count"].notna()
    return told(
        peers, wrong, "{persons_count} and {bodies_count} are {summed}, not {total_count}", summed=summed
    )


@rule("expulsions", "is_g7", "the members of the G7 are the same seven everywhere")
def the_g7_are_seven(expulsions: pd.DataFrame, reach: Reach) -> Wrong:
    """Six peers and Japan."""
    seven = {"Canada", "France", "Germany", "Italy", "Japan", "United Kingdom", "United States"}
    return told(expulsions, expulsions["country"].isin(seven).ne(expulsions["is_g7"]), "{country}: {is_g7}")
