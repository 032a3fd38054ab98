"""The islands: how much land and how many people are at stake, and when they were taken.

Shares are computed inside one source. Adding one survey's Habomai to another survey's total would give a
number that nobody measured.
"""

from __future__ import annotations

import math

import pandas as pd

FOUR = ("etorofu", "kunashiri", "shikotan", "habomai")
TWO = ("shikotan", "habomai")  # the two of Article 9 of the Joint Declaration of 1956
HABOMAI = ("suisho", "akiyuri", "yuri", "shibotsu", "taraku")
# The outlines stop at 2 square kilometres, so one of the five islets is missing there.
OUTLINES = {
    "etorofu": "etorofu", "kunashiri": "kunashiri", "shikotan": "shikotan", "suisho": "habomai", "yuri": "habomai",
    "shibotsu": "habomai", "taraku": "habomai",
}  # fmt: skip
EARTH_KM = 6371.0072  # radius of the sphere with the Earth's surface
SERIES = {
    "gsi-2022-with-rocks": "Japan's survey 2022, with rocks",
    "gsi-2022-islands-only": "Japan's survey 2022, islands only",
    "gsi-2021": "Japan's survey 2021, islands only",
    "press-2016": "Tokyo Shimbun 2016",
    "private-undated": "Private site, undated",
    "outline": "Natural Earth outline",
}


def areas_by_series(areas: pd.DataFrame) -> pd.DataFrame:
    """The area of each of the four islands in every series that gives all four.

    Where a series gives the islets and not the group, the group is their sum. A printed total is not used: the
    survey of 2021 prints one that counts rocks which its islands leave out.
    """
    wide = areas.pivot_table(index="series", columns="island_id", values="area_km2", aggfunc="first")
    islets = wide[list(HABOMAI)].sum(axis=1, min_count=len(HABOMAI))
    wide["habomai"] = wide["habomai"].astype("Float64").fillna(islets.astype("Float64"))
    return wide[list(FOUR)].dropna().astype(float)


def outline_areas(coastline: pd.DataFrame) -> pd.Series:
    """Area of each of the four islands from its outline, in square kilometres.

    On a sphere with the Earth's surface; at this latitude good to about half a per cent, the outline itself to
    a few.
    """
    found: dict[str, float] = dict.fromkeys(FOUR, 0.0)
    for land, points in coastline.groupby("land_id"):
        if str(land) in OUTLINES:
            found[OUTLINES[str(land)]] += ring_area(
                points["longitude"].astype(float).tolist(), points["latitude"].astype(float).tolist()
            )
    return pd.Series(found, name="outline")


def ring_area(longitude: list[float], latitude: list[float]) -> float:
    """Area inside a closed ring of points, in square kilometres."""
    x = [math.radians(value) for value in longitude]
    y = [math.sin(math.radians(value)) for value in latitude]
    # fsum, because sum() rounds differently from Python 3.12 on
    doubled = math.fsum((x[i + 1] - x[i]) * (2 + y[i + 1] + y[i]) for i in range(len(x) - 1))
    return abs(doubled) * EARTH_KM**2 / 2


def land_shares(areas: pd.DataFrame, coastline: pd.DataFrame) -> pd.DataFrame:
    """The share of Shikotan and the Habomai Islands in the land of the four, source by source."""
    table = areas_by_series(areas)
    table.loc["outline"] = outline_areas(coastline)[list(FOUR)]
    out = pd.DataFrame(
        {
            "series": table.index,
            "label": [SERIES[str(name)] for name in table.index],
            "two_km2": table[list(TWO)].sum(axis=1).to_numpy(),
            "four_km2": table.sum(axis=1).to_numpy(),
        }
    )
    out["share_percent"] = 100 * out["two_km2"] / out["four_km2"]
    cited = areas.groupby("series")["source_ids"].agg(join_ids)
    cited.loc["outline"] = join_ids(coastline["source_ids"])
    out["source_ids"] = out["series"].map(cited)
    return out.sort_values("share_percent", ascending=False, ignore_index=True)


def resident_shares(populations: pd.DataFrame) -> pd.DataFrame:
    """The share of the two in the residents of the four, for every date that gives the two or their remainder.

    Since 1945 the Habomai Islands have had no civilian residents, so Shikotan stands for the two.
    """
    rows = []
    for (counted_on, kind), day in populations.groupby(["counted_on", "resident_kind"]):
        people = day.set_index("island_id")["residents"]
        needed = TWO if kind == "japanese-1945" else ("shikotan",)
        if "four-islands" in people.index and set(needed) <= set(people.index):
            two = int(people[list(needed)].sum())
            rows.append(
                {
                    "counted_on": counted_on,
                    "resident_kind": kind,
                    "two": two,
                    "four": int(people["four-islands"]),
                    "share_percent": 100 * two / int(people["four-islands"]),
                    "source_ids": join_ids(day["source_ids"]),
                }
            )
    return pd.DataFrame(rows)


def landing_days(landings: pd.DataFrame, surrender_dates: pd.DataFrame) -> pd.DataFrame:
    """Days from each possible date of surrender to the first landing on each island; negative is before."""
    out = landings.sort_values(["landed_on", "island_id"], ignore_index=True).copy()
    for date_id, fell_on in surrender_dates.set_index("date_id")["fell_on"].items():
        out[f"days_after_{date_id}"] = (out["landed_on"] - fell_on).dt.days
    return out


def taken_after(days: pd.DataFrame, date_id: str) -> list[str]:
    """Which of the four islands were landed on after a date of surrender (the day itself counts as before)."""
    ours = days[days["island_id"].isin(FOUR)]
    return ours.loc[ours[f"days_after_{date_id}"] > 0, "island_id"].tolist()


def join_ids(cells: pd.Series) -> str:
    """The source ids of several rows, each once."""
    return ";".join(dict.fromkeys(source for cell in cells for source in str(cell).split(";")))
