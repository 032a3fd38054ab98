"""The map of the islands: outlines, the line between the two sides today, the line that Japan asks for, names in three scripts.

No basemap and no service behind it. The map is drawn in kilometres from a point between the islands, on the
plane that touches the middle latitude, so that shapes are true and one scale serves the whole sheet. A small map in
the corner, on a scale of its own, shows where that sheet lies between Hokkaido and Kamchatka.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.data.coastline import DISPUTED
from press.figure.chart import Chart

MIDDLE_LONGITUDE, MIDDLE_LATITUDE = 146.8, 44.4
KM_PER_DEGREE = 111.195
WEST, EAST, SOUTH, NORTH = -187.0, 226.0, -200.0, 165.0  # kilometres
HEIGHT = 520
LAND = {"disputed": ("#d9b38c", "#8a5a2b"), "other": ("#dfe3e6", "#9aa3a8")}  # fill and outline
LINES = {
    "control": ("Line between the<br>two sides today", style.INK, "solid"),
    "claim": ("Border of 1855,<br>which Japan asks for", style.CUES["Japan"].colour, "dash"),
}
# Where names stand: longitude, latitude and the side of that point on which the text lies.
NAMES = {
    "etorofu": (147.45, 45.58, "right"),
    "kunashiri": (146.2, 44.92, "center"),
    "shikotan": (147.0, 43.85, "left"),
    "habomai": (146.45, 43.22, "left"),
}
TALL = {"kunashiri"}  # between a line and a coast
RUSSIAN_IN_LATIN = {"etorofu": "Iturup", "kunashiri": "Kunashir"}
PLACES = {"Hokkaido": (144.85, 43.45), "Urup": (149.37, 45.78)}
SEA = "#3f6f8f"
SEAS = {
    "Sea of Okhotsk": (145.2, 45.78),
    "Pacific Ocean": (147.0, 42.72),
    "Ekaterina Strait": (147.35, 44.28),
}
MOUTH = 149.04, 45.68  # of the Vries Strait, beside the line that runs through it
WORDS = {"control": (145.98, 45.43, "right"), "claim": (149.42, 44.72, "right")}
BAR_KM = 50
BAR_AT = (-177.0, 18.0)
INSET = (84.0, -197.0, 223.0, -30.0)  # of the small map: its corners on the sheet
INSET_MIDDLE, INSET_SCALE = (148.45, 47.35), 0.1  # what lies in its middle, and how much smaller it is
INSET_NAMES = {
    "Sakhalin": (144.9, 50.4, "left"),
    "Kamchatka": (155.4, 53.3, "right"),
    "Kurils": (151.6, 46.0, "left"),
    "↓ Tokyo": (140.2, 40.75, "left"),
}


@form
def island_map(
    coastline: pd.DataFrame, region: pd.DataFrame, lines: pd.DataFrame, islands: pd.DataFrame, about: About
) -> Chart:
    """The four islands between Hokkaido and Urup, with both lines and each name in three scripts.

    `coastline`, `region`, `lines` and `islands` are the tables `coastline`, `coastline_region`, `map_lines` and `islands`.
    """
    figure = style.base(HEIGHT)
    rows = []
    for land, ring in coastline.groupby("land_id", sort=True):
        fill, outline = LAND["disputed" if land in DISPUTED else "other"]
        x, y = plane(ring["longitude"], ring["latitude"])
        shape = {"fill": "toself", "fillcolor": fill, "name": str(land).title(), "hoverinfo": "name"}
        pen.path(figure, x, y, outline, 1, **shape)
        rows.append(ring.assign(shape="outline", name=str(land), x_km=x, y_km=y))
    for line, points in lines.groupby("line_id", sort=True):
        text, colour, dash = LINES[str(line)]
        x, y = plane(points["longitude"], points["latitude"])
        name = text.replace("<br>", " ")
        pen.path(figure, x, y, colour, 2, line_dash=dash, name=name, hoverinfo="name")
        longitude, latitude, side = WORDS[str(line)]
        _write(figure, point(longitude, latitude), text, colour, side)
        rows.append(points.assign(shape="line", name=name, x_km=x, y_km=y))
    _names(figure, islands)
    hokkaido = coastline[coastline["land_id"].eq("hokkaido")].sort_values("longitude")
    (east,), (north,) = plane(
        hokkaido["longitude"].tail(1), hokkaido["latitude"].tail(1)
    )  # its easternmost point
    pen.points(figure, [east], [north], style.INK, "Cape Nosappu", size=6, name="Cape Nosappu")
    _write(figure, (east - 2, north - 24), "Cape<br>Nosappu", style.INK, "right")
    _scale(figure)
    _inset(figure, region)
    figure.update_layout(
        xaxis=style.unseen(WEST, EAST) | {"constrain": "range"},
        yaxis=style.unseen(SOUTH, NORTH) | {"scaleanchor": "x", "constrain": "range"},
        margin=style.margin(left=4, r=4, t=4, b=4),
        plot_bgcolor="#eef4f8",
    )
    columns = ["shape", "name", "point_order", "longitude", "latitude", "x_km", "y_km"]
    drawn = pd.concat(rows, ignore_index=True)[columns]
    is_line = drawn["shape"].eq("line")
    marks = [
        "land: " + ", ".join(drawn.loc[~is_line, "name"].drop_duplicates().str.capitalize()),
        *drawn.loc[is_line, "name"].drop_duplicates(),
        "Cape Nosappu",
        "a small map from Hokkaido to Kamchatka",
    ]
    return about.chart(figure, drawn, marks)


def plane(longitude: Iterable[float], latitude: Iterable[float]) -> tuple[list[float], list[float]]:
    """Degrees as kilometres east and north of the middle of the map."""
    shrink = math.cos(math.radians(MIDDLE_LATITUDE))
    x = [round((float(value) - MIDDLE_LONGITUDE) * KM_PER_DEGREE * shrink, 2) for value in longitude]
    y = [round((float(value) - MIDDLE_LATITUDE) * KM_PER_DEGREE, 2) for value in latitude]
    return x, y


def _inset(figure: go.Figure, region: pd.DataFrame) -> None:
    """The small map: the coasts around, and on it the sheet as a rectangle."""
    west, south, east, north = INSET
    shrink = math.cos(math.radians(INSET_MIDDLE[1])) / math.cos(math.radians(MIDDLE_LATITUDE))
    across, up = (west + east) / 2, (south + north) / 2
    middle = point(*INSET_MIDDLE)

    def placed(x: Iterable[float], y: Iterable[float]) -> tuple[list[float], list[float]]:
        return (
            [round(across + (value - middle[0]) * shrink * INSET_SCALE, 2) for value in x],
            [round(up + (value - middle[1]) * INSET_SCALE, 2) for value in y],
        )

    frame = [west, east, east, west, west], [south, south, north, north, south]
    look = {"fill": "toself", "fillcolor": "#ffffff", "name": "Small map"}
    pen.path(figure, *frame, style.FAINT, 1, **look)
    for land, ring in region.groupby("land_id", sort=True):
        fill, outline = LAND["disputed" if land in DISPUTED else "other"]
        shape = {"fill": "toself", "fillcolor": fill, "name": str(land).title(), "hoverinfo": "name"}
        pen.path(figure, *placed(*plane(ring["longitude"], ring["latitude"])), outline, 0.7, **shape)
    sheet = placed([WEST, EAST, EAST, WEST, WEST], [SOUTH, SOUTH, NORTH, NORTH, SOUTH])
    pen.path(figure, *sheet, style.INK, 1.5, name="This map", hoverinfo="name")
    for name, (longitude, latitude, side) in INSET_NAMES.items():
        (x,), (y,) = placed(*plane([longitude], [latitude]))
        _write(figure, (x, y), name, style.FAINT, side)


def point(longitude: float, latitude: float) -> tuple[float, float]:
    """One place as kilometres east and north of the middle of the map."""
    (x,), (y,) = plane([longitude], [latitude])
    return x, y


def _names(figure: go.Figure, islands: pd.DataFrame) -> None:
    named = islands.set_index("island_id")
    for island, (longitude, latitude, side) in NAMES.items():
        row = named.loc[island]
        latin = RUSSIAN_IN_LATIN.get(island)
        name = f"{row['name_english']} / {latin}" if latin else row["name_english"]
        name = name.replace("Islands", "group").replace("/ ", "/<br>" if island in TALL else "/ ")
        text = f"<b>{name}</b><br>{row['name_japanese']}<br>{row['name_russian']}"
        _write(figure, point(longitude, latitude), text, style.INK, side)
    for place, (longitude, latitude) in PLACES.items():
        _write(figure, point(longitude, latitude), place, style.FAINT, "center")
    for sea, (longitude, latitude) in SEAS.items():
        _write(figure, point(longitude, latitude), f"<i>{sea}</i>", SEA, "center")
    _write(figure, point(*MOUTH), "<i>Vries Strait</i>", SEA, "right")


def _write(figure: go.Figure, at: tuple[float, float], text: str, colour: str, side: str) -> None:
    pen.write(figure, *at, text, colour, side=side)


def _scale(figure: go.Figure) -> None:
    x, y = BAR_AT
    pen.path(figure, [x, x + BAR_KM], [y, y], style.INK, 2, name="scale")
    _write(figure, (x + BAR_KM / 2, y + 10), f"{BAR_KM} km", style.INK, "center")
