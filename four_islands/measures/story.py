"""The story since 1855: who held which land on a day, what the timeline names, how many people it happened to.

Holding is a fact about who governed, not a finding on who was right. The events are a choice of the prologue; nothing
may be counted from them.
"""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.data.coastline import clip
from four_islands.data.region import BOX
from four_islands.data.words import words
from four_islands.measures.residents import last_count

# The four maps: a day on which each border held, and what made it.
BORDERS = {"1855": "1855-02-08", "1875": "1875-05-08", "1905": "1905-09-06", "1945": "1951-09-08"}
PARALLEL = 50.0  # latitude at which Sakhalin was divided from 1905 to 1945
NAMED_DAYS = 1300  # a leader of three and a half years or more is named on the timeline; others have no room
LANDS = words(__file__, "LANDS")
ALWAYS = {"hokkaido": "japan", "kamchatka": "russia", "asia": "other"}
Line = list[tuple[float, float]]
# Borders that treaties put into a strait or on a parallel; drawn between the coasts, not surveyed.
STRAITS: dict[str, Line] = {
    "la-perouse": [(140.5, 46.0), (141.9, 45.72), (143.4, 45.72)],
    "kamchatka": [(155.9, 51.15), (156.55, 50.92), (157.3, 50.75)],
    "parallel": [(141.5, PARALLEL), (144.6, PARALLEL)],
}


def facts(
    events: pd.DataFrame,
    *,
    populations: pd.DataFrame,
    former: pd.DataFrame,
    summits: pd.DataFrame,
    premierships: pd.DataFrame,
    leaders: pd.DataFrame,
) -> SimpleNamespace:
    """Everything the prologue counts, from the tables that hold it."""
    people = events.set_index("event_id")["persons"]
    day = populations[populations["resident_kind"].eq("japanese-1945")].set_index("island_id")["residents"]
    last = last_count(former)
    met = summits[summits["counted"]]
    spells = leaders[leaders["record_type"].eq("paramount_spell")]
    return SimpleNamespace(
        sakhalin_ainu=int(people["1875-sakhalin-ainu"]),
        removed=int(people["1947-removal"]),  # by ship in 1947 and 1948, at least
        interned=int(people["1945-internment"]),
        residents_1945=int(day["four-islands"]),
        living=last.living,  # former residents at the last exact count
        living_on=last.counted_on,
        mean_age=last.mean_age,
        abe_putin=int((met["japan_leader"].eq("Abe") & met["russia_leader"].eq("Putin")).sum()),
        premiers=premierships["person_id"].nunique(),  # people, not terms
        leaders=spells["person_id"].nunique(),
    )


def held_on(holders: pd.DataFrame, day: str) -> pd.Series:
    """Who held each piece of land on a day; a day of change belongs to the new holder.

    Raises `ValueError` for a day on which a land has no holder or two.
    """
    when = pd.Timestamp(day)
    now = holders[holders["from_on"].le(when) & (holders["to_on"].isna() | holders["to_on"].gt(when))]
    counts = now["land"].value_counts().reindex(holders["land"].unique(), fill_value=0)
    if wrong := sorted(counts[counts.ne(1)].index):
        raise ValueError(f"holders.csv: on {day} there is not one holder of {', '.join(wrong)}")
    return now.set_index("land")["holder"]


def painted(coastline: pd.DataFrame, holders: pd.DataFrame, day: str) -> pd.DataFrame:
    """Every outline with `part` and `holder` on a day; Sakhalin is cut in two where two held it."""
    held = held_on(holders, day)
    divided = held["north-sakhalin"] != held["south-sakhalin"]
    west, south, east, north = BOX
    pieces: list[tuple[str, str, Line]] = []
    for name, ring in coastline.groupby("land_id", sort=True):
        land = str(name)
        points = list(zip(ring["longitude"].astype(float), ring["latitude"].astype(float), strict=True))
        if land == "sakhalin" and not divided:
            pieces.append((land, "south-sakhalin", points))
        elif land == "sakhalin":
            upper = clip(points[:-1], (west, PARALLEL, east, north))
            lower = clip(points[:-1], (west, south, east, PARALLEL))
            pieces.append((land, "north-sakhalin", [*upper, upper[0]]))
            pieces.append((land, "south-sakhalin", [*lower, lower[0]]))
        else:
            part = next((group for group, lands in LANDS.items() if land in lands), land)
            pieces.append((land, part, points))
    rows = [
        (land, part, held.get(part, ALWAYS.get(part)), order, x, y)
        for land, part, points in pieces
        for order, (x, y) in enumerate(points, start=1)
    ]
    return pd.DataFrame(rows, columns=["land_id", "part", "holder", "point_order", "longitude", "latitude"])


def border_lines(map_lines: pd.DataFrame) -> dict[str, list[tuple[str, Line]]]:
    """The lines of each map: `held`, where one side's land ended, and `claimed`, the border Japan asks for."""
    points = {
        str(name): list(zip(part["longitude"].astype(float), part["latitude"].astype(float), strict=True))
        for name, part in map_lines.groupby("line_id")
    }
    return {
        "1855": [("held", points["claim"])],
        "1875": [("held", STRAITS["la-perouse"]), ("held", STRAITS["kamchatka"])],
        "1905": [("held", STRAITS["parallel"]), ("held", STRAITS["kamchatka"])],
        "1945": [("held", STRAITS["la-perouse"]), ("held", points["control"]), ("claimed", points["claim"])],
    }


def named(events: pd.DataFrame) -> pd.DataFrame:
    """The events the timeline names, in order of time."""
    return events[events["label"].notna()].sort_values(["dated_on", "event_id"], ignore_index=True)


def in_office(premierships: pd.DataFrame, leaders: pd.DataFrame) -> pd.DataFrame:
    """Terms of both sides in one frame: `side`, `name`, `started_on`, `seen_on`, `is_named`."""
    spells = leaders[leaders["record_type"].eq("paramount_spell")]
    both = pd.concat([premierships.assign(side="japan"), spells.assign(side="russia")], ignore_index=True)
    seen = both["ended_on"].fillna(both["last_seen_on"])
    # A sitting leader without a day on which a source last saw them holds on to the end of the axis.
    is_named = (seen.fillna(pd.Timestamp.max) - both["started_on"]).dt.days.ge(NAMED_DAYS)
    out = both[["side", "started_on", "source_ids"]]
    out = out.assign(name=both["name_family"], seen_on=seen, is_named=is_named)
    return out.sort_values(["side", "started_on"], ignore_index=True)
