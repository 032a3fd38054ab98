"""Settled and failed disputes: what held on the day of signature, as the datasets they come from have it."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, day, rows, rule, told

# How the states of the book's table of capabilities are called here.
_CAPABLE = {
    "Soviet Union": "Russia",
    "Russia": "Russia",
    "China": "China",
    "Japan": "Japan",
    "United States": "United States",
}


@rule("comparison_cases", "case_id", "a case's id ends with the year of its signature")
def case_ids_agree(cases: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the date says."""
    named = cases["case_id"].str[-4:].astype("Int64")
    return told(cases, named.ne(cases["signed_on"].dt.year), "{case_id} signed {signed_on}")


@rule(
    "comparison_cases",
    "leader_holder_since",
    "leaders are in power at signature, and parliaments vote after it",
)
def cases_run_in_order(cases: pd.DataFrame, reach: Reach) -> Wrong:
    """A leader of the year after, or a vote on another treaty, shows here."""
    came = ["leader_holder_since", "leader_claimant_since", "formal_leader_holder_since"]
    voted = ["parliament_holder_on", "parliament_claimant_on"]
    for name in came + voted:
        late = cases[name] > cases["signed_on"]
        for row, one in rows(cases, late if name in came else cases[name] < cases["signed_on"]):
            yield row, f"{one['case_id']}: {name} {day(one[name])}, signed {day(one['signed_on'])}"


@rule("comparison_cases", "cinc_holder", "power is that of the table of capabilities for the year")
def power_is_the_same(cases: pd.DataFrame, reach: Reach) -> Wrong:
    """Two tables, one dataset: the same state and year have the same index."""
    index = reach("capabilities").query("measure == 'cinc'").set_index(["state", "year"])["value"]
    for row, one in cases.iterrows():
        for side in ("holder", "claimant"):
            known = index.get((_CAPABLE.get(one[side], ""), one["signed_on"].year))
            if known is not None and abs(known - one[f"cinc_{side}"]) > 0.00001:
                yield int(str(row)), f"{one['case_id']}: {one[side]} {one[f'cinc_{side}']}, there {known}"


@rule("comparison_cases", "government_seats_holder", "a government has no more seats than its parliament")
def governments_fit_parliaments(cases: pd.DataFrame, reach: Reach) -> Wrong:
    """Both numbers are known, or neither."""
    for side in ("holder", "claimant"):
        seats, total = cases[f"government_seats_{side}"], cases[f"seats_total_{side}"]
        wrong = (seats > total) | (seats.isna() != total.isna())
        yield from told(cases, wrong, "{case_id}: {seats} of {total}", seats=seats, total=total)


@rule("comparison_cases", "third_power", "a position has a power that takes it")
def positions_have_powers(cases: pd.DataFrame, reach: Reach) -> Wrong:
    """And a statement behind it in comparison_facts: nothing found is no position."""
    said = reach("comparison_facts").query("kind == 'third_power'")["case_id"]
    spoken = cases["third_power_position"].isin(["supports", "opposes", "both"])
    bare = spoken & ~cases["case_id"].isin(said)
    wrong = bare | spoken & cases["third_power"].isna()
    return told(cases, wrong, "{case_id}: {third_power} {third_power_position}")
