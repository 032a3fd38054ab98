"""Cut the coastline of the four islands out of Natural Earth, and draw the two lines of the map.

The tables `coastline` and `map_lines` were made by this module from the Natural Earth 1:10m land polygons, which
are in the public domain (GeoJSON conversion at github.com/martynafford/natural-earth-geojson, commit 0b9a6ce,
file 10m/physical/ne_10m_land.json, SHA-256 3cbf98ca...7e207). With that file, or a newer one, on your disk:

    python -m four_islands.data.coastline ne_10m_land.json

Natural Earth draws the border by who holds the islands; no border of it is used here. The line of control and
the line that Japan claims are median lines between the outlines: they show where the sides face each other, and
are not the text of any treaty.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from four_islands.data.schema import data_dir

Point = tuple[float, float]  # longitude, latitude
Ring = list[Point]
Box = tuple[float, float, float, float]  # west, south, east, north

WEST, SOUTH, EAST, NORTH = 142.3, 41.8, 150.7, 47.0
BOX: Box = (WEST, SOUTH, EAST, NORTH)
PLACES = 4  # decimals kept: about ten metres
SOURCE = "natural-earth-10m-land"
# A point inside each outline, to tell which land it is; what has none here is left out.
INSIDE: dict[str, Point] = {
    "hokkaido": (144.3, 43.4),
    "notsuke": (145.35, 43.558),
    "kunashiri": (145.85, 44.1),
    "etorofu": (147.9, 45.0),
    "shikotan": (146.75, 43.8),
    "shibotsu": (146.14, 43.5),
    "suisho": (145.91, 43.435),
    "yuri": (146.07, 43.425),
    "taraku": (146.32, 43.635),
    "urup": (149.9, 45.9),
    "sakhalin": (143.02, 46.6),
}
HOME = ("hokkaido", "notsuke")
DISPUTED = ("kunashiri", "etorofu", "shikotan", "shibotsu", "suisho", "yuri", "taraku")
LINES = {
    # name: land to the west, land to the east, latitudes of the line
    "control": (HOME, DISPUTED, (42.6, 45.2)),
    "claim": (("etorofu",), ("urup",), (44.95, 45.95)),
}
STEP = 0.05  # degrees of latitude between two points of a line


def main(path: str) -> None:
    """Write `data/coastline.csv` and `data/map_lines.csv` from a Natural Earth land file."""
    found = named(clip(ring) for ring in rings(json.loads(Path(path).read_text(encoding="utf-8"))))
    if missing := sorted(set(INSIDE) - set(found)):
        raise SystemExit(f"{path} has no outline around {', '.join(missing)}: is it the 1:10m land file?")
    write("coastline", "land_id", found)
    write("map_lines", "line_id", {name: line(found, *sides) for name, sides in LINES.items()})


def rings(collection: dict[str, Any], box: Box = BOX) -> Iterable[Ring]:
    """The outer rings of all polygons of a GeoJSON collection that reach into the map."""
    west, south, east, north = box
    for feature in collection["features"]:
        geometry = feature["geometry"]
        polygons = (
            geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
        )
        for polygon in polygons:
            ring = [(float(x), float(y)) for x, y, *_ in polygon[0]]
            if any(west <= x <= east and south <= y <= north for x, y in ring):
                yield ring


def clip(ring: Ring, box: Box = BOX) -> Ring:
    """The part of a ring inside the map (Sutherland and Hodgman), one edge of the map after the other."""
    west, south, east, north = box
    edges = ((0, west, True), (0, east, False), (1, south, True), (1, north, False))
    for axis, limit, above in edges:
        ring = clip_edge(ring, axis, limit, above)
    return ring


def clip_edge(ring: Ring, axis: int, limit: float, above: bool) -> Ring:
    """The part of a ring on one side of a line of equal longitude (axis 0) or latitude (axis 1)."""
    out: Ring = []
    for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
        inside = [(point[axis] >= limit) == above for point in (start, end)]
        if inside[0] != inside[1]:
            part = (limit - start[axis]) / (end[axis] - start[axis])
            out.append((start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])))
        if inside[1]:
            out.append(end)
    return out


def named(found: Iterable[Ring], inside: dict[str, Point] = INSIDE) -> dict[str, Ring]:
    """Each ring under the name of the known point inside it, closed."""
    out: dict[str, Ring] = {}
    for ring in found:
        for name, point in inside.items():
            if len(ring) > 2 and contains(ring, point):
                out[name] = ring if ring[0] == ring[-1] else [*ring, ring[0]]
    return dict(sorted(out.items()))


def contains(ring: Ring, point: Point) -> bool:
    """Whether a point lies in a ring: a ray to the east crosses it an odd number of times."""
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            odd = not odd
    return odd


def line(
    found: dict[str, Ring], west: Sequence[str], east: Sequence[str], span: tuple[float, float]
) -> list[Point]:
    """The median line between two coasts: on each latitude the longitude as far from the one as from the other."""
    coast_west = [point for name in west for point in found[name]]
    coast_east = [point for name in east for point in found[name]]
    out = []
    for i in range(round((span[1] - span[0]) / STEP) + 1):
        latitude = span[1] - i * STEP
        low, high = WEST, EAST
        for _ in range(40):
            middle = (low + high) / 2
            nearer_west = distance(coast_west, (middle, latitude)) < distance(coast_east, (middle, latitude))
            low, high = (middle, high) if nearer_west else (low, middle)
        out.append((low, latitude))
    return out


def distance(coast: Sequence[Point], to: Point) -> float:
    """Distance from a point to the nearest point of a coast, in degrees of latitude."""
    shrink = math.cos(math.radians(to[1]))
    return min(math.hypot((x - to[0]) * shrink, y - to[1]) for x, y in coast)


def write(table: str, key: str, shapes: dict[str, list[Point]], source: str = SOURCE) -> None:
    """Write outlines or lines as a table, one point a row, in drawing order."""
    with (data_dir() / f"{table}.csv").open("w", encoding="utf-8", newline="") as handle:
        rows = csv.writer(handle, lineterminator="\n")
        rows.writerow([key, "point_order", "longitude", "latitude", "source_ids"])
        for name, points in sorted(shapes.items()):
            for order, (x, y) in enumerate(points, start=1):
                rows.writerow([name, order, round(x, PLACES), round(y, PLACES), source])


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("usage: python -m four_islands.data.coastline ne_10m_land.json")
    main(sys.argv[1])
