"""The map of the islands: outlines, the line between the two sides today, the line that Japan asks for, names in three scripts.

No basemap and no service behind it. The map is drawn in kilometres from a point between the islands, on the
plane that touches the middle latitude, so that shapes are true and one scale serves the whole sheet.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

MIDDLE_LONGITUDE, MIDDLE_LATITUDE = 146.8, 44.4
KM_PER_DEGREE = 111.195
WEST, EAST, SOUTH, NORTH = -187.0, 226.0, -165.0, 165.0  # kilometres
HEIGHT = 470
LAND = {"disputed": ("#d9b38c", "#8a5a2b"), "other": ("#dfe3e6", "#9aa3a8")}  # fill and outline
OTHER = ("hokkaido", "notsuke", "urup", "sakhalin")
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
PLACES = {"Hokkaido": (144.85, 43.3), "Urup": (149.37, 45.78)}
CAPE = 145.88, 43.06  # right below it, where the sea has room for its name
SEAS = {
    "Sea of Okhotsk": (145.2, 45.78),
    "Pacific Ocean": (148.6, 43.7),
    "Ekaterina Strait": (147.35, 44.28),
    "Vries Strait": (148.55, 45.72),
}
WORDS = {"control": (145.98, 45.43, "right"), "claim": (149.42, 44.72, "right")}
BAR_KM = 100
BAR_AT = (112.0, -150.0)


def island_map(coastline: pd.DataFrame, lines: pd.DataFrame, islands: pd.DataFrame, about: About) -> Chart:
    """The four islands between Hokkaido and Urup, with both lines and each name in three scripts.

    `coastline`, `lines` and `islands` are the tables `coastline`, `map_lines` and `islands`.
    """
    figure = style.base(HEIGHT)
    rows = []
    for land, ring in coastline.groupby("land_id", sort=True):
        fill, outline = LAND["other" if land in OTHER else "disputed"]
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
    _scale(figure)
    figure.update_layout(
        xaxis=style.unseen(WEST, EAST) | {"constrain": "range"},
        yaxis=style.unseen(SOUTH, NORTH) | {"scaleanchor": "x", "constrain": "range"},
        margin=style.margin(left=4, r=4, t=4, b=4),
        plot_bgcolor="#eef4f8",
    )
    columns = ["shape", "name", "point_order", "longitude", "latitude", "x_km", "y_km"]
    drawn = pd.concat(rows, ignore_index=True)[columns]
    return about.chart(figure, drawn, list(drawn["name"].drop_duplicates()))


def plane(longitude: Iterable[float], latitude: Iterable[float]) -> tuple[list[float], list[float]]:
    """Degrees as kilometres east and north of the middle of the map."""
    shrink = math.cos(math.radians(MIDDLE_LATITUDE))
    x = [round((float(value) - MIDDLE_LONGITUDE) * KM_PER_DEGREE * shrink, 2) for value in longitude]
    y = [round((float(value) - MIDDLE_LATITUDE) * KM_PER_DEGREE, 2) for value in latitude]
    return x, y


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
    _write(figure, point(*CAPE), "Cape<br>Nosappu", style.FAINT, "right")
    for sea, (longitude, latitude) in SEAS.items():
        _write(figure, point(longitude, latitude), f"<i>{sea}</i>", "#3f6f8f", "center")


def _write(figure: go.Figure, at: tuple[float, float], text: str, colour: str, side: str) -> None:
    pen.write(figure, *at, text, colour, side=side)


def _scale(figure: go.Figure) -> None:
    x, y = BAR_AT
    pen.path(figure, [x, x + BAR_KM], [y, y], style.INK, 2, name="scale")
    _write(figure, (x + BAR_KM / 2, y + 10), f"{BAR_KM} km", style.INK, "center")
