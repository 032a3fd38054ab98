"""The map: outlines cut from Natural Earth, and the two lines computed from them."""

import json

import pytest

from four_islands.charts.about import About
from four_islands.charts.map import INSET, island_map, plane
from four_islands.data import coastline, load

SQUARE = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0), (0.0, 0.0)]


def test_every_outline_closes():
    for _, ring in load("coastline").groupby("land_id"):
        first, last = ring.iloc[0], ring.iloc[-1]
        assert (first["longitude"], first["latitude"]) == (last["longitude"], last["latitude"])


def test_each_known_point_lies_in_its_outline():
    for land, ring in load("coastline").groupby("land_id"):
        points = list(zip(ring["longitude"].astype(float), ring["latitude"].astype(float), strict=True))
        assert coastline.contains(points, coastline.INSIDE[land])


def test_a_ring_is_cut_at_the_edge_it_crosses():
    cut = coastline.clip_edge(SQUARE, axis=0, limit=1.0, above=True)
    assert min(x for x, _ in cut) == 1.0 and max(x for x, _ in cut) == 2.0


def test_a_point_outside_is_outside():
    assert coastline.contains(SQUARE, (1.0, 1.0)) and not coastline.contains(SQUARE, (3.0, 1.0))


def test_the_line_of_control_is_as_far_from_either_coast():
    points = {
        name: list(zip(ring["longitude"].astype(float), ring["latitude"].astype(float), strict=True))
        for name, ring in load("coastline").groupby("land_id")
    }
    home = [point for name in coastline.HOME for point in points[name]]
    other = [point for name in coastline.DISPUTED for point in points[name]]
    line = load("map_lines").query("line_id == 'control'")
    for x, y in zip(line["longitude"].astype(float), line["latitude"].astype(float), strict=True):
        assert coastline.distance(home, (x, y)) == pytest.approx(coastline.distance(other, (x, y)), abs=0.002)


def test_a_file_that_is_not_the_land_file_is_refused_with_the_islands_it_lacks(tmp_path):
    path = tmp_path / "land.json"
    path.write_text(json.dumps({"features": []}), encoding="utf-8")
    with pytest.raises(SystemExit, match="no outline around etorofu"):
        coastline.main(str(path))


def test_a_degree_of_longitude_is_shorter_than_one_of_latitude_on_the_map():
    (x,), (y,) = plane([147.8], [45.4])
    assert 0 < x < y


def test_a_small_map_in_the_corner_shows_where_the_sheet_lies():
    tables = [load(name) for name in ("coastline", "coastline_region", "map_lines", "islands")]
    figure = island_map(*tables, About("map", "Title", "Measure", of=tables)).figure
    (sheet,) = (trace for trace in figure.data if trace.name == "This map")
    west, south, east, north = INSET
    assert west < min(sheet.x) and max(sheet.x) < east and south < min(sheet.y) and max(sheet.y) < north
    (kamchatka,) = (trace for trace in figure.data if trace.name == "Kamchatka")
    assert min(kamchatka.x) > max(sheet.x) and min(kamchatka.y) > max(sheet.y)
    (cape,) = (trace for trace in figure.data if trace.name == "Cape Nosappu")
    hokkaido = max(x for trace in figure.data if trace.name == "Hokkaido" for x in trace.x if x < west)
    assert cape.x[0] == hokkaido  # its easternmost point
