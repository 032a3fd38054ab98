"""Disputes that were settled, and some that were not, read for the same three levels as this one.

Hand-picked cases can break a rule; they cannot say how often it holds.
"""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.data.words import words
from four_islands.measures.window_rules import LEVELS, TREND_YEARS

FULL = ("settled",)
PARTLY = "partly_settled"
SETTLED = {
    "settled": FULL,
    "partly": (*FULL, PARTLY),
    "treaty": (*FULL, PARTLY, "treaty_without_territory"),
}
LAND = ("peace_treaty", "islands", "border")
MOSCOW = ("Soviet Union", "Russia")
NAME_LENGTH = 40
WHOLLY = {0.0: "nothing", 100.0: "all"}  # of a share in per cent
WHOLE_FROM = 10  # from here on a ratio is given without its tenths
NO_THIRD_POWER = "not_applicable"  # the ally itself gave the islands back
FAVOURS = {"supports": True, "opposes": False, "both": False}
# States under the name by which the table of capabilities knows them.
NAMES = {"Soviet Union": "Russia"}


def levels(cases: pd.DataFrame, capabilities: pd.DataFrame, order: str = "weaker") -> pd.DataFrame:
    """One case for each pair of states, the last of it, with the state of each level; missing where nothing was found.

    Home is a government with a majority in the lower house of the side that claims; the alliance is a third power that
    is for it and not against; the order is a holder weaker than the claimant, or (`trend`) than it was ten years before.
    """
    last = cases.sort_values("signed_on").drop_duplicates("pair_id", keep="last").copy()
    share = last["government_seats_claimant"] / last["seats_total_claimant"]
    last["domestic"] = [None if pd.isna(one) else bool(2 * one > 1) for one in share]
    last["alliance"] = last["third_power_position"].map(FAVOURS).astype(object)
    last["alliance"] = last["alliance"].where(last["alliance"].notna(), None)
    if order == "weaker":
        last["order"] = [bool(a < b) for a, b in zip(last["cinc_holder"], last["cinc_claimant"], strict=True)]
    else:
        last["order"] = _trends(last, capabilities)
    return last.astype(dict.fromkeys(LEVELS, object)).reset_index(drop=True)


GROUPS = words(__file__, "GROUPS")
COLUMNS = {
    "got": "Claimant got",
    "domestic": "Majority",
    "alliance": "Third power",
    "order": "Strength",
}
WORDS = {
    "supports": "for",
    "opposes": "against",
    "both": "both",
    NO_THIRD_POWER: "none",
    "not_looked_for": "not looked for",
}


def cells(found: pd.DataFrame) -> pd.DataFrame:
    """Cases and levels as a grid, settled ones first, then those with the stronger holder, and the few characters each shows."""
    order = list(dict.fromkeys(GROUPS.values()))
    found = found.assign(group=found["outcome"].map(GROUPS))
    found = found.assign(place=found["group"].map(order.index)).sort_values(["place", "order", "signed_on"])
    rows = []
    for case in found.to_dict("records"):
        seats = (case["government_seats_claimant"], case["seats_total_claimant"])
        shows = {
            "domestic": "not found" if pd.isna(seats[0]) else f"{int(seats[0])}/{int(seats[1])}",
            "alliance": WORDS.get(case["third_power_position"], "not found"),
            "order": times(case["cinc_holder"] / case["cinc_claimant"]),
            "got": got(case["share_ceded_percent"], promised=case["outcome"] == PARTLY),
        }
        name = f"{short(case['case_name'])}, {case['signed_on'].year}"
        rows += [(case["group"], name, COLUMNS[one], case.get(one), shows[one]) for one in COLUMNS]
    return pd.DataFrame(rows, columns=["group", "case", "level", "favours", "shows"])


def got(share: float, *, promised: bool) -> str:
    """How much of what was in dispute the claimant got, in a word where it is all or nothing.

    >>> got(100, promised=False), got(0, promised=False), got(7, promised=True)
    ('all', 'nothing', '7% promised')
    """
    if pd.isna(share):
        return "no figure"
    return WHOLLY.get(share, f"{share:.0f}%") + " promised" * promised


def times(ratio: float) -> str:
    """How many times as strong, no more exact than the index is.

    >>> times(0.94), times(117.4)
    ('0.9:1', '117:1')
    """
    return f"{ratio:.1f}:1" if ratio < WHOLE_FROM else f"{ratio:.0f}:1"


def short(name: str) -> str:
    """A name that fits a telephone: without what is bracketed, and without the instrument where it is still long.

    >>> short("Norway - Russia, Barents Sea"), short("China - Russia, protocol on the eastern border and hand-over")
    ('Norway – Russia, Barents Sea', 'China – Russia')
    """
    plain = name.split(" (", 1)[0].replace(" - ", " – ")
    return plain if len(plain) <= NAME_LENGTH else plain.split(",", 1)[0]


def facts(found: pd.DataFrame) -> SimpleNamespace:
    """The disputes by the rule this book would take alone."""
    settled = found[found["outcome"].isin(FULL)]
    states = settled[list(LEVELS)]
    weaker, stronger = (found[found["order"].eq(below)] for below in (True, False))
    held = settled[settled["order"].eq(False)]
    treatyless = found[~found["outcome"].isin(SETTLED["treaty"])]
    return SimpleNamespace(
        cases=len(found),
        settled=len(settled),
        without=int(states.eq(False).any(axis=1).sum()),  # settled although a level was not favourable
        weaker=len(weaker),  # disputes with the weaker holder, and those of them that were settled
        weaker_settled=int(weaker["outcome"].isin(FULL).sum()),
        stronger=len(stronger),  # disputes with the stronger holder, and those of them that were settled
        stronger_settled=len(held),
        treatyless=len(treatyless),  # disputes without a treaty, and those of them with the stronger holder
        treatyless_stronger=int(treatyless["order"].eq(False).sum()),
        complete=tuple(settled.loc[states.eq(True).all(axis=1), "case_id"]),  # settled with all three
    )


def chosen(cases: pd.DataFrame, which: str) -> pd.DataFrame:
    """The cases of one kind: all, land and islands, or those in which Moscow gives."""
    if which == "land":
        return cases[cases["category"].isin(LAND)]
    return cases[cases["holder"].isin(MOSCOW)] if which == "moscow" else cases


def _trends(cases: pd.DataFrame, capabilities: pd.DataFrame) -> list[bool | None]:
    """Whether the holder was weaker against the claimant than ten years before; missing for states not in the table."""
    strength = capabilities.query("measure == 'cinc'").set_index(["state", "year"])["value"]
    found: list[bool | None] = []
    for case in cases.to_dict("records"):
        year = case["signed_on"].year
        keys = [
            (NAMES.get(state, state), when)
            for when in (year, year - TREND_YEARS)
            for state in (case["holder"], case["claimant"])
        ]
        known = [float(strength[key]) for key in keys if key in strength.index]
        found.append(bool(known[0] / known[1] < known[2] / known[3]) if len(known) == len(keys) else None)
    return found
