"""The signs of the three levels on a day: who governs and how long, what Washington said, who was strong, who voted how.

A sign that no table answers is missing, never a no.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from four_islands.measures import power, seats
from four_islands.measures.window_rules import (
    INAUGURATIONS,
    POLL_DAYS,
    POST_SOVIET,
    SETTLED_DAYS,
    TREND_YEARS,
    WHOLE_TERM_DAYS,
    WORD_DAYS,
)

Tables = Mapping[str, pd.DataFrame]
Sign = tuple[bool | None, str]
DAYS_A_YEAR = 365
COALITION = "coalition_seats"
NEAR = {"near": seats.DAYS_NEAR, "term": WHOLE_TERM_DAYS}


def signs(tables: Tables, on: Iterable[pd.Timestamp]) -> pd.DataFrame:
    """Every sign on every day: a row each with what it shows, and whether that favours a treaty (missing: not known)."""
    elections, terms = tables["national_elections"], tables["premierships"]
    counts = seats.with_results(tables["seats_on_dates"], elections)
    houses = {name: seats.chamber(counts, elections, name) for name in ("lower", "upper")}
    order, affinity = _order(tables), _affinity(tables)
    rows = []
    for day in on:
        term, said = _term(terms, day), _said(tables["us_positions"], day)
        found = {"settled": _settled(term, day), "opinion": _opinion(affinity, day)}
        for near in NEAR:
            found |= _majorities(term, houses, day, near)
        found |= _words(said, "all") | _words(said[said["words"].ne("reported")], "own")
        found |= {name: _in_year(known, day.year) for name, known in order.items()}
        rows += [(day, name, favours, shows) for name, (favours, shows) in found.items()]
    return pd.DataFrame(rows, columns=["day", "sign", "favours", "shows"]).astype({"favours": object})


def all_of(values: Iterable[bool | None]) -> bool | None:
    """Whether all hold: one that does not settles it, one not known leaves it open.

    >>> all_of([True, None]), all_of([False, None]), all_of([True, True])
    (None, False, True)
    """
    known = [None if one is None or pd.isna(one) else bool(one) for one in values]
    return False if False in known else None if None in known else True


def _settled(term: pd.Series | None, day: pd.Timestamp) -> Sign:
    if term is None:
        return None, "no premier on record"
    served = (day - term["started_on"]).days
    years = 10 * served // DAYS_A_YEAR / 10  # full tenths: 354 days are not yet one year
    return served >= SETTLED_DAYS, f"{years} yrs"


def _term(terms: pd.DataFrame, day: pd.Timestamp) -> pd.Series | None:
    held = terms[(terms["started_on"] <= day) & (terms["ended_on"].isna() | (terms["ended_on"] > day))]
    return None if held.empty else held.iloc[-1]


def _majorities(
    term: pd.Series | None, houses: Mapping[str, seats.Chamber], day: pd.Timestamp, near: str
) -> dict[str, Sign]:
    """The premier's party and the government in the lower house, and the government in both."""
    lower, upper = (houses[name].around(day, NEAR[near]) for name in ("lower", "upper"))
    led = term is not None and term["ldp_status"] != "no"
    own = "ldp_seats" if led else "premier_party_seats"
    party, coalition, above = (
        (seats.has_majority(found, column), _seats(found, column))
        for found, column in ((lower, own), (_known(lower), COALITION), (_known(upper), COALITION))
    )
    return {
        f"party_{near}": party,
        f"coalition_{near}": coalition,
        f"houses_{near}": (all_of([coalition[0], above[0]]), above[1]),
    }


def _known(found: list[seats.Count]) -> list[seats.Count]:
    """Counts of a government: none where the one before the day leaves its partners out, for they may have left since."""
    return found if found and pd.notna(found[0][COALITION]) else []


def _seats(found: list[seats.Count], column: str) -> str:
    known = [f"{int(c[column])}/{int(c['seats_total'])}" for c in found if pd.notna(c[column])]
    return known[0] if known else "no count"


def _affinity(tables: Tables) -> pd.DataFrame:
    """Affinity to Russia by day of asking, with the middle of the polls asked in the same way: no method is bridged."""
    waves, polls = tables["poll_waves"].set_index("poll_id"), tables["polls"]
    feel = polls["series_id"].eq("cao-affinity-russia") & polls["response_code"].eq("feel_affinity_net")
    asked, value = polls.loc[feel, "poll_id"], polls.loc[feel, "value"].astype(float)
    on, mode = asked.map(waves["fieldwork_started_on"]), asked.map(waves["mode_code"])
    rows = pd.DataFrame({"asked_on": on, "mode": mode, "value": value}).dropna()
    rows = rows[rows["mode"].ne("not_stated")]
    return rows.assign(middle=rows.groupby("mode")["value"].transform("median")).reset_index(drop=True)


def _opinion(affinity: pd.DataFrame, day: pd.Timestamp) -> Sign:
    away = (affinity["asked_on"] - day).abs()
    if not away.le(pd.Timedelta(days=POLL_DAYS)).any():
        return None, "no poll"
    one = affinity.iloc[int(away.argmin())]
    return bool(one["value"] >= one["middle"]), f"{one['value']:.0f}%"


def _said(positions: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """What the American administration in office on the day said within two years of it, on a settlement."""
    changes = [pd.Timestamp(on) for on in INAUGURATIONS]
    first, after = max(c for c in changes if c <= day), min(c for c in changes if c > day)
    said = positions[positions["stated_on"].ge(first) & positions["stated_on"].lt(after)]
    return said[(said["stated_on"] - day).abs() <= pd.Timedelta(days=WORD_DAYS)]


def _words(said: pd.DataFrame, words: str) -> dict[str, Sign]:
    """Whether what was said is for a settlement, and whether it is at least not against one."""
    heard = set(said["on_settlement"])
    against, for_it = "discourages" in heard, "encourages" in heard
    shows = "silent" if said.empty else "both" if against and for_it else ""
    shows = shows or ("against" if against else "for" if for_it else "neutral")
    return {
        f"word_{words}": (None if said.empty else for_it and not against, shows),
        f"quiet_{words}": (not against, shows),
    }


def _order(tables: Tables) -> dict[str, dict[int, Sign]]:
    """The signs of the regional order by year: strength and votes against the middle year, Japan or the past."""
    ratio, japan, china = beside(tables)
    late = [series[series.index >= POST_SOVIET].median() for series in (ratio, japan)]
    return {
        "power": _below(ratio, ratio.median(), ":1"),
        "votes": _below(japan, japan.median()),
        "power_late": _below(ratio, late[0], ":1"),
        "votes_late": _below(japan, late[1]),
        "outright": _below(ratio, 1.0, ":1"),
        "weaker": _trend(ratio, up=False),
        "strained": _trend(china, up=True),
    }


def beside(tables: Tables) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Moscow's strength as a multiple of Japan's, and its distance in votes from Japan and from China, by year."""
    ratio = power.ratios(tables["capabilities"]).query("measure == 'cinc'").set_index("year")["ratio"]
    apart = power.distances(tables["un_ideal_points"]).query("votes == 'final_passage'").set_index("year")
    japan, china = (apart.loc[apart["pair"].eq(p), "distance"] for p in ("Japan-Russia", "Russia-China"))
    return ratio, japan, china


def _below(series: pd.Series, bar: float, unit: str = "") -> dict[int, Sign]:
    return {year: (value < bar, f"{value:.1f}{unit}") for year, value in by_year(series).items()}


def _trend(series: pd.Series, *, up: bool) -> dict[int, Sign]:
    now = by_year(series)
    then = {year: now[year - TREND_YEARS] for year in now if year - TREND_YEARS in now}
    return {year: ((now[year] > old) is up, f"{old:.1f}, now {now[year]:.1f}") for year, old in then.items()}


def by_year(series: pd.Series) -> dict[int, float]:
    """A yearly series as plain numbers."""
    return {int(year): float(value) for year, value in zip(series.index, series, strict=True)}


def _in_year(known: Mapping[int, Sign], year: int) -> Sign:
    return known.get(year, (None, "no value"))
