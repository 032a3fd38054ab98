"""Small maps of one stretch of sea, side by side: who held which land, and where the border ran.

All maps lie on one plane in kilometres, so that they share one scale and no land grows from one to the next.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

WEST, EAST, SOUTH, NORTH = 140.1, 157.4, 41.7, 53.6
MIDDLE = (148.75, 47.6)
KM = 111.195  # in a degree of latitude
GAP, TITLE = 90.0, 150.0  # kilometres between two maps, and above each for its name
ACROSS = 2
PLACE_NAME = r"kurils|hokkaido|kamchatka|sakhalin"  # in the ids of lands, and written with a capital
HEIGHT = 700
SEA = "#eef4f8"
LAND = {
    "japan": ("#f0b48f", style.CUES["Japan"].colour),
    "russia": ("#a9c6e4", style.CUES["Russia"].colour),
    "undivided": ("#b9bcbf", "#5f6468"),
    "other": ("#e4e7e9", "#9aa3a8"),
}
HELD = {"japan": "Japan", "russia": "Russia", "other": "another country"}
TITLES = {
    "1855": "1855: Shimoda",
    "1875": "1875: St Petersburg",
    "1905": "1905: Portsmouth",
    "1945": "Since 1945",
}
WORDS = {  # what is written on each map, with longitude and latitude; always on the sea
    "1855": [("Sakhalin<br>undivided", 147.9, 50.6)],
    "1875": [("Sakhalin<br>to Russia", 147.9, 50.6), ("Kurils<br>to Japan", 153.4, 45.6)],
    "1905": [("south of 50°<br>to Japan", 148.6, 48.9)],
    "1945": [("Sakhalin<br>and Kurils<br>held by<br>Moscow", 149.6, 50.6)],
}
NAMES = {  # names beside their islands, each from its left end, with the place to which a thin line leads
    "1855": [
        ("Urup", (152.4, 45.3), (150.7, 45.95)),
        ("Etorofu", (151.4, 44.25), (148.5, 45.1)),
        ("Kunashiri", (150.2, 43.2), (146.5, 44.25)),
        ("Shikotan, Habomai", (145.9, 42.15), (146.4, 43.5)),
    ],
    "1875": [("Hokkaido", (147.3, 42.6), (144.6, 43.2))],
    "1905": [("the four<br>islands", (149.0, 43.2), (148.0, 44.06))],
    "1945": [("claimed<br>by Japan", (149.0, 43.2), (148.0, 44.06))],
}
# Along all four islands, on the side of the ocean.
BRACKET = [(146.45, 43.3), (146.75, 43.1), (149.15, 44.95), (148.85, 45.15)]
BRACKETED = {"1905", "1945"}
CUT = {"asia", "kamchatka"}  # end at the edge of the map, so that an outline would draw a coast there
Line = Sequence[tuple[float, float]]


@form
def border_maps(
    outlines: Mapping[str, pd.DataFrame], borders: Mapping[str, Sequence[tuple[str, Line]]], about: About
) -> Chart:
    """One map a year, two in a row.

    `outlines` has the land of each map with its `holder`; `borders` the lines of each map, `held` in ink and `claimed`
    dotted in the colour of Japan.
    """
    figure = style.base(HEIGHT)
    rows = []
    for i, (title, land) in enumerate(outlines.items()):
        corner = _corner(i)
        _frame(figure, corner, TITLES.get(title, title))
        for (name, part), ring in land.groupby(["land_id", "part"], sort=True):
            holder = str(ring["holder"].iloc[0])
            fill, edge = LAND[holder]
            x, y = _placed(list(zip(ring["longitude"], ring["latitude"], strict=True)), corner)
            held = f"{title}: {str(name).title()}, {HELD.get(holder, holder)}"
            shape = {"fill": "toself", "fillcolor": fill, "name": held}
            pen.path(figure, x, y, edge, 0 if name in CUT else 0.8, hoverinfo="name", **shape)
            rows.append({"map": title, "land": name, "part": part, "holder": holder})
        for kind, line in borders.get(title, ()):
            x, y = _placed(line, corner)
            dash, colour = ("solid", style.INK) if kind == "held" else ("dot", style.CUES["Japan"].colour)
            pen.path(
                figure, x, y, colour, 2.2, line_dash=dash, name=f"{title}: border as {kind}", hoverinfo="name"
            )
        for text, longitude, latitude in WORDS.get(title, ()):
            (x0,), (y0,) = _placed([(longitude, latitude)], corner)
            pen.write(figure, x0, y0, text, side="center")
        if title in BRACKETED:
            x, y = _placed(BRACKET, corner)
            pen.path(figure, x, y, style.INK, 0.6, name=f"{title}: bracket")
        for text, at, island in NAMES.get(title, ()):
            x, y = _placed([at, island], corner)
            pen.path(figure, x, y, style.INK, 0.6, name=f"{title}: pointer")
            pen.write(figure, x[0], y[0], text, side="left", xshift=2)
    width, height = _size()
    down = math.ceil(len(outlines) / ACROSS)
    figure.update_layout(
        xaxis=style.unseen(0, ACROSS * width + (ACROSS - 1) * GAP) | {"constrain": "range"},
        yaxis=style.unseen(-down * (height + TITLE), 0) | {"scaleanchor": "x", "constrain": "range"},
        margin=style.margin(left=4, r=4, t=4, b=4),
    )
    drawn = pd.DataFrame(rows)
    return about.chart(figure, drawn, _marks(drawn))


def _size() -> tuple[float, float]:
    """Width and height of one map in kilometres."""
    return (EAST - WEST) * KM * math.cos(math.radians(MIDDLE[1])), (NORTH - SOUTH) * KM


def _corner(i: int) -> tuple[float, float]:
    """The lower left corner of a map on the common plane."""
    width, height = _size()
    return (i % ACROSS) * (width + GAP), -(i // ACROSS + 1) * (height + TITLE)


def _placed(points: Line, corner: tuple[float, float]) -> tuple[list[float], list[float]]:
    """Degrees as kilometres on the common plane; what lies outside a map ends at its edge."""
    shrink = KM * math.cos(math.radians(MIDDLE[1]))
    inside = [(min(max(float(x), WEST), EAST), min(max(float(y), SOUTH), NORTH)) for x, y in points]
    return (
        [round(corner[0] + (x - WEST) * shrink, 1) for x, _ in inside],
        [round(corner[1] + (y - SOUTH) * KM, 1) for _, y in inside],
    )


def _frame(figure: go.Figure, corner: tuple[float, float], title: str) -> None:
    width, height = _size()
    x0, y0 = corner
    pen.area(figure, (x0, x0 + width), (y0, y0 + height), SEA)
    pen.write(figure, x0, y0 + height + TITLE * 0.45, f"<b>{title}</b>", side="left")


def _marks(drawn: pd.DataFrame) -> list[str]:
    """Each map by who held what."""
    held = drawn[drawn["holder"].ne("other")].drop_duplicates(["map", "part"])
    part = (
        held["part"]
        .str.replace("-", " ")
        .str.replace(PLACE_NAME, lambda name: name[0].capitalize(), regex=True)
    )
    of = part.groupby([held["map"], held["holder"].str.capitalize()], sort=False).agg(", ".join)
    words = of.index.get_level_values("holder") + " (" + of + ")"
    return [f"{title}: {', '.join(said)}" for title, said in words.groupby(level="map", sort=False)]
