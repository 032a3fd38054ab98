"""Three levels on any day: politics at home, the alliance, the regional order, each by the signs that tables hold.

A sign that no table answers is missing, never a no. A level is favourable if all signs asked of it are, not favourable
if one is not, and unknown otherwise; what three favourable levels would have brought is another question, which no
grid of failures can answer.
"""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.measures.signs import Tables, all_of, beside, signs
from four_islands.measures.window_rules import (
    FIRST_QUARTER,
    LAST_QUARTER,
    LEVELS,
    LONGEST_NAMED_YEARS,
    POST_SOVIET,
    SPOKEN_AGAIN,
    TEXTS,
)

TABLES = (
    "premierships",
    "national_elections",
    "seats_on_dates",
    "polls",
    "poll_waves",
    "us_positions",
    "capabilities",
    "un_ideal_points",
)
WHOLE = "Each level as a whole"
ROWS = {
    "party_near": ("domestic", "Seats of the premier's party, lower house"),
    "settled": ("domestic", "Premier in office for a year"),
    "opinion": ("domestic", "Japanese who feel close to Russia"),
    "word_all": ("alliance", "Washington on a settlement"),
    "power": ("order", "Moscow's strength against Japan's"),
    "votes": ("order", "Distance of Moscow and Japan in the UN"),
}
ORDER_SIGNS = {
    "both": ["power", "votes"],
    "late": ["power_late", "votes_late"],
    "outright": ["outright"],
    "weaker": ["weaker"],
    "strained": ["strained"],
}


def days(tables: Tables, kind: str) -> pd.DataFrame:
    """The days at which the levels are looked at, each with a name: texts, named openings, meetings, every quarter."""
    quarters = pd.date_range(FIRST_QUARTER, LAST_QUARTER, freq="QS")
    if kind == "texts":
        return pd.DataFrame({"day": pd.to_datetime([t.day for t in TEXTS]), "label": [t.name for t in TEXTS]})
    if kind == "meetings":
        met = tables["summits"].query("counted and mode == 'in_person'")
        met = met[met["held_on"] <= quarters[-1] + pd.DateOffset(months=3)]
        return pd.DataFrame({"day": met["held_on"], "label": met["place"]}).reset_index(drop=True)
    every = pd.DataFrame({"day": quarters, "label": [f"{day:%B %Y}" for day in quarters]})
    if kind == "quarters":
        return every
    named = tables["windows_in_literature"].dropna(subset=["opened_on", "closed_on"])
    years = [
        year
        for opened, closed in zip(named["opened_on"].dt.year, named["closed_on"].dt.year, strict=True)
        if closed - opened <= LONGEST_NAMED_YEARS
        for year in range(opened, closed + 1)
    ]
    return every[every["day"].dt.year.isin(years)].reset_index(drop=True)


def levels(
    found: pd.DataFrame,
    *,
    majority: str = "party",
    public: str = "asked",
    ally: str = "word",
    words: str = "all",
    order: str = "both",
    near: str = "near",
) -> pd.DataFrame:
    """The state of each level on each day, one column a level: true, false, or missing where it is not known."""
    wide = by_sign(found)
    return pd.DataFrame(
        {
            "domestic": at_home(wide, majority, public, near),
            "alliance": in_the_alliance(wide, ally, words),
            "order": in_the_order(wide, order),
        }
    )


def by_sign(found: pd.DataFrame) -> pd.DataFrame:
    """Whether each sign favours a treaty: a row a day, a column a sign."""
    return found.pivot(index="day", columns="sign", values="favours")


def at_home(wide: pd.DataFrame, majority: str, public: str, near: str) -> pd.Series:
    """The state of politics at home: a majority, a settled premier, and no opinion known to be against."""
    asked = [wide[f"{majority}_{near}"], wide["settled"]]
    return _all_of(wide, [*asked, wide["opinion"].ne(False)] if public == "asked" else asked)


def in_the_alliance(wide: pd.DataFrame, ally: str, words: str) -> pd.Series:
    """The state of the alliance: what Washington said, or that it said nothing against."""
    return _all_of(wide, [wide[f"{ally}_{words}"]])


def in_the_order(wide: pd.DataFrame, order: str) -> pd.Series:
    """The state of the regional order, by one of the ways to call it favourable."""
    return _all_of(wide, [wide[sign] for sign in ORDER_SIGNS[order]])


def _all_of(wide: pd.DataFrame, asked: list[pd.Series]) -> pd.Series:
    return pd.Series([all_of(row) for row in zip(*asked, strict=True)], index=wide.index, dtype=object)


def together(states: pd.DataFrame) -> pd.Series:
    """Whether all three levels were favourable on each day."""
    known = [all_of(row) for row in states[list(LEVELS)].to_numpy()]
    return pd.Series(known, index=states.index, dtype=object)


def grid(tables: Tables) -> pd.DataFrame:
    """Each level as a whole, then its signs and what they show, on the days of the six texts and of 2026: a row a cell."""
    on = pd.to_datetime([*(text.day for text in TEXTS), SPOKEN_AGAIN])
    found = signs(tables, on)
    years = {day: f"{day:%b %Y}" for day in on}
    shown = found[found["sign"].isin(list(ROWS))]
    shown = shown.sort_values("sign", key=lambda s: s.map(list(ROWS).index), kind="stable")
    level, sign = ([ROWS[one][i] for one in shown["sign"]] for i in (0, 1))
    cells = shown[["day"]].assign(level=level, sign=sign, years=shown["day"].map(years))
    cells = cells.assign(level=cells["level"].map(LEVELS), favours=shown["favours"], shows=shown["shows"])
    whole = levels(found).rename(columns=LEVELS).rename_axis("day").reset_index()
    whole = whole.melt("day", var_name="sign", value_name="favours")
    whole = whole.assign(level=WHOLE, years=whole["day"].map(years), shows="")
    return pd.concat([whole[list(cells)], cells], ignore_index=True)


def used(tables: Tables) -> list[pd.DataFrame]:
    """The parts of the tables that the signs are read from, for the sources of a figure: words and datasets first."""
    polls, strength = tables["polls"], tables["capabilities"]
    first = [tables["us_positions"], strength[strength["measure"].eq("cinc")], tables["un_ideal_points"]]
    asked = polls[polls["series_id"].eq("cao-affinity-russia")]
    return [*first, tables["seats_on_dates"], tables["national_elections"], asked, tables["premierships"]]


def yearly(states: pd.DataFrame) -> pd.DataFrame:
    """The state of each level, and of all together, by year: favourable in all of its quarters, or in a part."""
    every = states.assign(together=together(states))
    names = LEVELS | {"together": "All three at once"}
    rows = []
    for level, name in names.items():
        for year, values in every[level].groupby(pd.DatetimeIndex(every.index).year):
            unsettled = "unknown" if values.isna().any() else "not favourable"
            some = "favourable" if values.eq(True).all() else "in part"
            rows.append((level, name, year, some if values.eq(True).any() else unsettled))
    return pd.DataFrame(rows, columns=["level", "name", "year", "state"])


def facts(tables: Tables) -> SimpleNamespace:
    """The grid of the six texts and of all quarters, by the signs this book would ask alone."""
    texts, quarters = days(tables, "texts"), days(tables, "quarters")
    both = list(together(levels(signs(tables, texts["day"]))))
    by_quarter = signs(tables, quarters["day"])
    every = together(levels(by_quarter, near="term")).to_numpy()
    outright = {
        public: together(levels(by_quarter, near="term", order="outright", public=public)).eq(True)
        for public in ("asked", "left")
    }
    strength, votes, _ = beside(tables)
    return SimpleNamespace(
        power_bar=float(strength.median()),  # Moscow's strength as a multiple of Japan's, in the middle year
        votes_bar=float(votes.median()),  # their distance in votes, in the middle year
        strength=strength,
        weaker=[str(year) for year in strength.index[strength.lt(1)]],  # years in which Moscow was the weaker
        # Quarters with all three if Moscow must be weaker than Japan, and those that only a poll keeps from it.
        outright=list(quarters["label"][outright["asked"].to_numpy()]),
        outright_unasked=list(quarters["label"][(outright["left"] & ~outright["asked"]).to_numpy()]),
        all_three=tuple(
            name for name, one in zip(texts["label"], both, strict=True) if one is True
        ),  # texts at which all were
        quarters_together=sum(one is True for one in every),
        quarters_known=sum(
            one is not None
            for one, year in zip(every, quarters["day"].dt.year, strict=True)
            if year >= POST_SOVIET
        ),  # since 1991; before, none is favourable
        years_together=tuple(dict.fromkeys(quarters["day"][[one is True for one in every]].dt.year)),
    )
