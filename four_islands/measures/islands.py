"""The islands: how much land and how many people are at stake, and when they were taken.

Shares are computed inside one source. Adding one survey's Habomai to another survey's total would give a
number that nobody measured.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

import pandas as pd

from four_islands.data.words import words
from four_islands.measures.residents import last_count

FOUR = ("etorofu", "kunashiri", "shikotan", "habomai")
TWO = ("shikotan", "habomai")  # the two of Article 9 of the Joint Declaration of 1956
STRAITS = (
    "Ekaterina|Vries|Straits to the Pacific"  # those beside Etorofu, in the words of the table on the sea
)
NEWEST = "gsi-2022-with-rocks"  # the survey that the chapter draws
HABOMAI = ("suisho", "akiyuri", "yuri", "shibotsu", "taraku")


def areas_by_series(areas: pd.DataFrame) -> pd.DataFrame:
    """The area of each of the four islands in every series that gives all four.

    Where a series gives the islets and not the group, the group is their sum. A printed total is not used: the
    survey of 2021 prints one that counts rocks which its islands leave out.
    """
    wide = areas.pivot_table(index="series", columns="island_id", values="area_km2", aggfunc="first")
    islets = wide[list(HABOMAI)].sum(axis=1, min_count=len(HABOMAI))
    wide["habomai"] = wide["habomai"].astype("Float64").fillna(islets.astype("Float64"))
    return wide[list(FOUR)].dropna().astype(float)


def newest(areas: pd.DataFrame) -> pd.Series:
    """Square kilometres of each island, and of the four, as the newest survey prints them."""
    return areas[areas["series"].eq(NEWEST)].set_index("island_id")["area_km2"].astype(float)


def resident_shares(populations: pd.DataFrame) -> pd.DataFrame:
    """The share of the two in the residents of the four, for every date that gives the two or their remainder.

    Since 1945 the Habomai Islands have had no civilian residents, so Shikotan stands for the two.
    """
    rows = []
    for (counted_on, kind), day in populations.groupby(["counted_on", "resident_kind"]):
        people = day.set_index("island_id")["residents"]
        needed = TWO if kind == "japanese-1945" else ("shikotan",)
        if "four-islands" in people.index and set(needed) <= set(people.index):
            two, four = int(people[list(needed)].sum()), int(people["four-islands"])
            rows.append((counted_on, kind, two, four, 100 * two / four, join_ids(day["source_ids"])))
    columns = ["counted_on", "resident_kind", "two", "four", "share_percent", "source_ids"]
    return pd.DataFrame(rows, columns=columns)


NAMES = words(__file__, "NAMES")
BOTH = "Shikotan and Habomai together"
LAND, PEOPLE = "of the land", "of the people of August 1945"
THEN, NOW = "Japanese, August 1945", "under Russia, January 2023"


def facts(tables: Mapping[str, pd.DataFrame]) -> SimpleNamespace:
    """The numbers of the chapter; `tables` holds the tables it loads, by name."""
    areas = areas_by_series(tables["island_areas"])
    shares = 100 * areas[list(TWO)].sum(axis=1) / areas.sum(axis=1)
    drawn = areas.loc[NEWEST]
    lived = resident_shares(tables["island_populations"])
    then, now = (lived[lived["resident_kind"].eq(kind)].iloc[-1] for kind in ("japanese-1945", "russian"))
    small, large = drawn[list(TWO)].sum(), drawn.drop(list(TWO)).sum()
    far = tables["islands"].set_index("island_id")["distance_from_hokkaido_km"]
    last = last_count(tables["former_residents"])
    counts = tables["population_counts"].set_index("count_id")["persons"]
    sea = tables["sea"]
    drifting = sea[sea["place"].str.contains(STRAITS) & sea["measure"].isin(["drift_ice", "outflow"])]
    bulletins = drifting[drifting["source_ids"].str.contains("jma-")]
    return SimpleNamespace(
        share_low=float(shares.min()),  # per cent of the land, printed surveys
        share_high=float(shares.max()),
        then=int(then["four"]),
        now=int(now["four"]),
        now_year=int(now["counted_on"].year),
        denser=float(
            (then["two"] / small) / ((then["four"] - then["two"]) / large)
        ),  # residents a km2, small over large
        nearest_km=float(far["kaigara"]),
        etorofu_km=float(far["etorofu"]),
        shipped=int(counts["removal-1947-48-ship-lists"]),
        registered_1946=int(counts["removal-1946-09-japanese"]),
        at_most_1946=at_most_1946(tables["population_counts"], tables["island_populations"]),
        ice_winters=bulletins["dated_on"].dropna().dt.year.nunique(),
        oil=_of(sea, "sea_id", "value", "SE-54"),  # million tonnes of oil equivalent, inferred
        oil_claimed=_of(sea, "sea_id", "value_high", "SE-60"),
        living=last.living,
        living_on=last.counted_on,
        age=last.mean_age,
        visitors=int(_of(tables["visits"], "visit_id", "participants", "exchange-both")),
        zone_catch=_of(sea, "sea_id", "value", "SE-25"),  # thousand tonnes a year
        north_catch=_of(sea, "sea_id", "value", "SE-85"),  # the zone next to it, likewise
        seized=_of(sea, "sea_id", "value", "SE-51"),  # boats
        lived_now=float(now["share_percent"]),  # of the residents under Russia, on the two
    )


def at_most_1946(counts: pd.DataFrame, populations: pd.DataFrame) -> int:
    """Japanese still there in 1946: those registered on three of the four, with all who had lived on the fourth."""
    registered = counts.set_index("count_id").loc["removal-1946-09-japanese", "persons"]
    return int(registered + _residents(populations, "japanese-1945", "1945-08-15")["etorofu"])


def _of(table: pd.DataFrame, key: str, column: str, row: str) -> float:
    """One number of a table, by the id of its row."""
    return float(table.loc[table[key].eq(row), column].iloc[0])


def two_measures(areas: pd.DataFrame, populations: pd.DataFrame) -> pd.DataFrame:
    """Each island's share of the land (newest survey) and of the residents of 1945, and the two small ones', per cent."""
    land = newest(areas)[list(FOUR)]
    people = _residents(populations, "japanese-1945", "1945-08-15")
    rows = [
        (name, series, float(100 * count[list(keys)].sum() / count.sum()))
        for series, count in ((LAND, land), (PEOPLE, people))
        for name, keys in [*((name, [key]) for key, name in NAMES.items()), (BOTH, TWO)]
    ]
    return _sourced(pd.DataFrame(rows, columns=["label", "series", "value"]), areas, populations)


def then_and_now(populations: pd.DataFrame) -> pd.DataFrame:
    """Residents of each island in August 1945 and, under Russia, in the last year found for all of them."""
    rows = []
    for series, kind, day in ((THEN, "japanese-1945", "1945-08-15"), (NOW, "russian", "2023-01-01")):
        people = _residents(populations, kind, day)
        rows += [(name, series, float(people.get(key, 0))) for key, name in NAMES.items()]
    return _sourced(pd.DataFrame(rows, columns=["label", "series", "value"]), populations)


def _residents(populations: pd.DataFrame, kind: str, day: str) -> pd.Series:
    part = populations[populations["resident_kind"].eq(kind) & populations["counted_on"].eq(day)]
    return part[part["island_id"].isin(FOUR)].set_index("island_id")["residents"].astype(float)


def _sourced(rows: pd.DataFrame, *tables: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(source_ids=join_ids(pd.concat([table["source_ids"] for table in tables])))


def join_ids(cells: pd.Series) -> str:
    """The source ids of several rows, each once."""
    return ";".join(dict.fromkeys(source for cell in cells for source in str(cell).split(";")))
