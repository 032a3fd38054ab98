"""The windows: six times at which a treaty looked possible, described by rules stated in one place.

The essay argues that a treaty hangs on domestic politics, the alliance and the balance of power at once, and that
none of them was ever favourable enough. This module gives each level a state in each window by the rules in
`window_rules`; pass another `Rules` to see what it changes. Six windows chosen with hindsight, none of which brought
a treaty, are a description, never a test.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from four_islands.measures import power
from four_islands.measures.window_rules import (
    BASE,
    INAUGURATIONS,
    LEVELS,
    SEATS_LATER,
    STATES,
    VARIANTS,
    WINDOWS,
    Rules,
    Window,
)

__all__ = [
    "BASE",
    "LEVELS",
    "STATES",
    "TABLES",
    "VARIANTS",
    "WINDOWS",
    "Rules",
    "Window",
    "levels",
    "readings",
    "sensitivity",
    "state",
]

Tables = Mapping[str, pd.DataFrame]
TABLES = (
    "premierships",
    "national_elections",
    "g7_cabinets_parlgov",
    "polls",
    "poll_waves",
    "us_positions",
    "capabilities",
    "un_ideal_points",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One measure in one window: what it shows, whether that favours a treaty, and the rows it was read from."""

    measure: str
    shows: str
    favours: bool | None  # None: not known
    rows: str


Measure = Callable[[Tables, Window, pd.Timestamp, Rules], Reading]


def _settled(tables: Tables, window: Window, day: pd.Timestamp, rules: Rules) -> Reading:
    terms = tables["premierships"]
    term = terms[(terms["started_on"] <= day) & (terms["ended_on"].isna() | (terms["ended_on"] > day))].iloc[
        0
    ]
    served = (day - term["started_on"]).days
    return Reading(
        "premier settled",
        f"{term['name_family']}, {served:,} days in office",
        served >= rules.settled_days,
        f"premierships:{term['term_id']}",
    )


def _majority(tables: Tables, window: Window, day: pd.Timestamp, rules: Rules) -> Reading:
    elections = tables["national_elections"]
    last = elections[elections["chamber"].eq("lower") & (elections["held_on"] <= day)].iloc[-1]
    cabinets = tables["g7_cabinets_parlgov"]
    cabinet = cabinets[cabinets["country"].eq("JPN") & (cabinets["started_on"] <= day)].iloc[-1]
    rows = f"national_elections:{last['election_id']};g7_cabinets_parlgov:{cabinet['parlgov_cabinet_id']}"
    party = {"Liberal Democratic Party": "LDP"}.get(cabinet["premier_party"], cabinet["premier_party"])
    if party != last["premier_party"] or pd.isna(last["premier_party_seats"]):
        return Reading("party majority", f"no seat count for {party} at the last election", None, rows)
    later = [seats for on, seats in SEATS_LATER.items() if last["held_on"] < pd.Timestamp(on) <= day]
    seats, total = [int(last["premier_party_seats"]), *later][-1], int(last["seats_total"])
    shows = f"{party}, {seats} of {total} seats" + (
        ", some of them joined since the election" if later else ""
    )
    return Reading("party majority", shows, seats / total > rules.majority_share, rows)


def _opinion(tables: Tables, window: Window, day: pd.Timestamp, rules: Rules) -> Reading:
    answers = tables["polls"]
    waves = tables["poll_waves"].set_index("poll_id")["fieldwork_started_on"]
    series = answers[
        answers["series_id"].eq("cao-affinity-russia") & answers["response_code"].eq("feel_affinity_net")
    ]
    series = series.assign(asked_on=series["poll_id"].map(waves)).dropna(subset=["asked_on"])
    near = series[(series["asked_on"] - day).abs() <= pd.Timedelta(days=rules.opinion_days)]
    if near.empty:
        return Reading("affinity to Russia", "no poll near the day", None, "polls:none")
    one = near.iloc[int((near["asked_on"] - day).abs().argmin())]
    median = float(series["value"].astype(float).median())
    return Reading(
        "affinity to Russia",
        f"{float(one['value']):.1f}% (median of the series {median:.1f}%)",
        float(one["value"]) >= median,
        f"polls:{one['answer_id']}",
    )


def _said_in(tables: Tables, window: Window, day: pd.Timestamp, rules: Rules) -> pd.DataFrame:
    """American positions stated in the years of the window by the administration in office on the day."""
    positions = tables["us_positions"]
    changes = [pd.Timestamp(on) for on in INAUGURATIONS]
    first, after = max(on for on in changes if on <= day), min(on for on in changes if on > day)
    positions = positions[positions["stated_on"].between(first, after, inclusive="left")]
    if rules.only_own_words:
        positions = positions[positions["words"].ne("reported")]
    return positions[positions["stated_on"].dt.year.between(*window.years)]


def _pushes(kind: str, measure: str, favours: bool) -> Measure:
    """Whether any American position of a kind was found: one that encourages, or none that discourages."""

    def read(tables: Tables, window: Window, day: pd.Timestamp, rules: Rules) -> Reading:
        found = _said_in(tables, window, day, rules)
        if found.empty:
            return Reading(measure, "no document found", None, "us_positions:none")
        rows = found[found["on_settlement"].eq(kind)]
        shows = f"{len(rows)} of {len(found)} documents {kind[:-1]}"
        ids = ",".join((rows if len(rows) else found)["position_id"])
        return Reading(measure, shows, favours if len(rows) else not favours, f"us_positions:{ids}")

    return read


def _power(tables: Tables, window: Window, day: pd.Timestamp, rules: Rules) -> Reading:
    ratio = power.ratios(tables["capabilities"])
    series = ratio[ratio["measure"].eq(rules.power_measure)]
    value = power.ratio_in(ratio, rules.power_measure, day.year)
    name = "Russia weak against Japan"
    if value is None:
        return Reading(name, "no value", None, "capabilities:none")
    bar = float(series["ratio"].quantile(rules.power_quantile))
    rows = f"capabilities:{day.year},Russia,{rules.power_measure};{day.year},Japan,{rules.power_measure}"
    return Reading(name, f"{value:.2f} to 1 (bar {bar:.2f})", value < bar, rows)


def _votes(tables: Tables, window: Window, day: pd.Timestamp, rules: Rules) -> Reading:
    distance = power.distances(tables["un_ideal_points"], (("Japan", "Russia"),))
    series = distance[distance["votes"].eq(rules.votes)]
    value = series.loc[series["year"].eq(day.year), "distance"]
    name = "Japan and Russia vote alike"
    if value.empty:
        return Reading(name, "no value: Japan was not a member", None, "un_ideal_points:none")
    bar = float(series["distance"].quantile(rules.votes_quantile))
    rows = f"un_ideal_points:{day.year},Japan,{rules.votes};{day.year},Russia,{rules.votes}"
    return Reading(name, f"{value.iloc[0]:.2f} apart (bar {bar:.2f})", bool(value.iloc[0] < bar), rows)


MEASURES: dict[str, tuple[Measure, ...]] = {
    "domestic": (_settled, _majority, _opinion),
    "alliance": (
        _pushes("encourages", "Washington encourages", favours=True),
        _pushes("discourages", "Washington does not discourage", favours=False),
    ),
    "balance": (_power, _votes),
}


def state(favours: list[bool | None]) -> str:
    """The state of a level from its measures; what is not known is left out, and nothing known is unknown.

    >>> state([True, None]), state([True, False]), state([None])
    ('favourable', 'mixed', 'unknown')
    """
    known = [value for value in favours if value is not None]
    if not known:
        return "unknown"
    return "favourable" if all(known) else "mixed" if any(known) else "unfavourable"


def readings(tables: Tables, rules: Rules = BASE) -> pd.DataFrame:
    """Every measure in every window: one row a cell, with the rows of the data it was read from."""
    rows = []
    for window in WINDOWS:
        day = pd.Timestamp(window.key if rules.read_on == "key" else window.opened)
        for level, measures in MEASURES.items():
            for measure in measures:
                if measure is _opinion and not rules.use_opinion:
                    continue
                one = measure(tables, window, day, rules)
                rows.append(
                    {
                        "window": window.name,
                        "read_on": day,
                        "level": level,
                        "measure": one.measure,
                        "shows": one.shows,
                        "favours": one.favours,
                        "data_rows": one.rows,
                    }
                )
    return pd.DataFrame(rows)


def levels(cells: pd.DataFrame) -> pd.DataFrame:
    """The state of each level in each window, from `readings`."""
    grouped = cells.groupby(["window", "level"], sort=False)
    return grouped.agg(
        state=("favours", lambda favours: state(list(favours))),
        shows=("shows", "; ".join),
        data_rows=("data_rows", "; ".join),
    ).reset_index()


def sensitivity(tables: Tables, variants: Mapping[str, Rules] = VARIANTS) -> pd.DataFrame:
    """How many of the three levels are favourable in each window under each set of rules."""
    rows = []
    for name, rules in variants.items():
        table = levels(readings(tables, rules))
        for window, states in table.groupby("window", sort=False)["state"]:
            known = [value for value in states if value != "unknown"]
            rows.append(
                {
                    "rules": name,
                    "window": window,
                    "favourable": sum(value == "favourable" for value in known),
                    "unknown": len(states) - len(known),
                    "states": "/".join(states),
                }
            )
    return pd.DataFrame(rows)
