"""Places: outlines without a spike, islands inside their outline, one size of an island whoever measured it."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rows, rule, told

SPIKE = 1  # degrees between a point and both its neighbours: more than any coast here is drawn with
SIZES = 1.08  # times between the largest and the smallest size: the Habomai with and without their rocks


@rule("map_lines", "latitude", "no point stands far from both its neighbours on the line")
@rule("coastline_region", "latitude", "no point stands far from both its neighbours on the line")
@rule("coastline", "latitude", "no point stands far from both its neighbours on the line")
def outlines_have_no_spikes(points: pd.DataFrame, reach: Reach) -> Wrong:
    """A mistyped degree would throw one point far out to sea. An outline ends where it began."""
    for line, own in points.groupby("land_id" if "land_id" in points else "line_id"):
        where = own[["latitude", "longitude"]].astype(float)
        steps = [(where - where.shift(way)).abs().max(axis=1) for way in (1, -1)]
        closed = (where.iloc[0] - where.iloc[-1]).abs().max() < SPIKE
        far = pd.concat(steps, axis=1).fillna(0 if closed else SPIKE * 2).min(axis=1)
        for row, _ in rows(own, far.gt(SPIKE)):
            yield row, f"{line}: {where['latitude'][row]}, {where['longitude'][row]}"


@rule(
    "islands",
    "latitude",
    "an island's place lies within its own outline's bounds, a group's within those of its parts",
)
def islands_lie_in_their_outline(places: pd.DataFrame, reach: Reach) -> Wrong:
    """A second reading: the outline comes from another source."""
    coast, whole = reach("coastline"), places.set_index("island_id")["part_of_id"]
    for row, one in rows(places, places["latitude"].notna()):
        own = coast[coast["land_id"].eq(one["island_id"]) | coast["land_id"].map(whole).eq(one["island_id"])]
        for name in ("latitude", "longitude"):
            if len(own) and not own[name].min() <= one[name] <= own[name].max():
                yield row, f"{one['island_id']}: {name} {one[name]}"


@rule("island_areas", "area_km2", "an island has one size, whoever measured it, within eight per cent")
def sizes_agree(areas: pd.DataFrame, reach: Reach) -> Wrong:
    """The rocks around it are counted by one and left out by another."""
    middle = areas["area_km2"] / areas.groupby("island_id")["area_km2"].transform("median")
    wrong = (middle > SIZES) | (middle < 1 / SIZES)
    return told(areas, wrong, "{island_id}: {area_km2} in {series}")
