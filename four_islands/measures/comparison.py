"""Disputes that were settled, and some that were not, read for the same three levels as this one.

Hand-picked cases can break a rule; they cannot say how often it holds.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures.window_rules import LEVELS, TREND_YEARS

FULL = ("settled",)
SETTLED = {
    "settled": FULL,
    "partly": (*FULL, "partly_settled"),
    "treaty": (*FULL, "partly_settled", "treaty_without_territory"),
}
LAND = ("peace_treaty", "islands", "border")
MOSCOW = ("Soviet Union", "Russia")
NO_THIRD_POWER = "not_applicable"  # the ally itself gave the islands back
# States under the name by which the table of capabilities knows them.
NAMES = {"Soviet Union": "Russia"}


def levels(cases: pd.DataFrame, capabilities: pd.DataFrame, order: str = "weaker") -> pd.DataFrame:
    """One case for each pair of states, the last of it, with the state of each level; missing where nothing was found.

    Home is a government with a majority in the lower house of the side that claims; the alliance is a third power that
    is for it; the order is a giving side that is weaker than the other, or (`trend`) than it was ten years before.
    """
    last = cases.sort_values("signed_on").drop_duplicates("pair_id", keep="last").copy()
    share = last["government_seats_claimant"] / last["seats_total_claimant"]
    last["domestic"] = [None if pd.isna(one) else bool(2 * one > 1) for one in share]
    last["alliance"] = last["third_power_position"].map({"supports": True, "opposes": False}).astype(object)
    last["alliance"] = last["alliance"].where(last["alliance"].notna(), None)
    if order == "weaker":
        last["order"] = [bool(a < b) for a, b in zip(last["cinc_holder"], last["cinc_claimant"], strict=True)]
    else:
        last["order"] = _trends(last, capabilities)
    return last.astype(dict.fromkeys(LEVELS, object)).reset_index(drop=True)


def chosen(cases: pd.DataFrame, which: str) -> pd.DataFrame:
    """The cases of one kind: all, land and islands, or those in which Moscow gives."""
    if which == "land":
        return cases[cases["category"].isin(LAND)]
    return cases[cases["holder"].isin(MOSCOW)] if which == "moscow" else cases


def _trends(cases: pd.DataFrame, capabilities: pd.DataFrame) -> list[bool | None]:
    """Whether the giving side was weaker against the other than ten years before; missing for states not in the table."""
    strength = capabilities.query("measure == 'cinc'").set_index(["state", "year"])["value"]
    found: list[bool | None] = []
    for case in cases.to_dict("records"):
        year = case["signed_on"].year
        keys = [
            (NAMES.get(state, state), when)
            for when in (year, year - TREND_YEARS)
            for state in (case["holder"], case["claimant"])
        ]
        known = [strength.get(key) for key in keys]
        if any(value is None for value in known):
            found.append(None)
        else:
            now, then = known[0] / known[1], known[2] / known[3]
            found.append(bool(now < then))
    return found
