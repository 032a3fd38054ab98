"""The one look of every chart: colours by country and side, type, axes, panels, words. Its marks are drawn in `pen`.

Colours are dark enough to be read on white (at least 3:1) and were chosen to stay apart for red-green and
blue-yellow blind readers; each also has a dash and a marker, so that colour is never the only cue. On the
dark page a figure keeps its white ground, dimmed, so that one set of colours serves both.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

INK = "#222222"
FAINT = "#5f5f5f"  # secondary text: 6.4:1 on white
RULE = "#d9d9d9"  # the few gridlines there are
BAND_OPACITY = 0.18
FONT = "Noto Sans JP, Noto Sans, Source Sans 3, Helvetica Neue, Arial, Hiragino Sans, Meiryo, sans-serif"
FONT_SIZE = 13
SMALL = 12  # nothing in a figure is smaller
HEIGHT = 420
# The names of the series in a line above the plot, which no tap switches off.
LEGEND = {
    **{"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom"},
    **{"font": {"size": SMALL}, "itemclick": False, "itemdoubleclick": False},
}


@dataclass(frozen=True, slots=True)
class Cue:
    """How one country or side looks: a colour, and a dash and a marker as the second cue."""

    colour: str
    dash: str
    marker: str


CUES = {
    "Japan": Cue("#c2410c", "solid", "circle"),
    "Russia": Cue("#1d5fa6", "solid", "square"),
    "United States": Cue("#0b7a55", "dash", "diamond"),
    "China": Cue("#9d2f7f", "dashdot", "triangle-up"),
    "South Korea": Cue("#8a6a00", "dot", "triangle-down"),
    "European Union": Cue("#5b4bb3", "dash", "cross"),
    "United Kingdom": Cue("#6d4c41", "dashdot", "x"),
    "France": Cue("#4f7f1f", "dot", "star"),
    "Germany": Cue("#6b6b6b", "dash", "hexagon"),
    "Italy": Cue("#a8325a", "longdash", "pentagon"),
    "Canada": Cue("#007a8a", "longdashdot", "triangle-left"),
    "other": Cue("#707070", "dot", "circle-open"),
}
ALIASES = {
    "USSR": "Russia",
    "USSR/Russia": "Russia",
    "Soviet Union": "Russia",
    "EU": "European Union",
    "US": "United States",
    "USA": "United States",
    "UK": "United Kingdom",
    "PRC": "China",
}
CATEGORIES = ("#1d5fa6", "#c2410c", "#0b7a55", "#9d2f7f", "#8a6a00", "#5b4bb3", "#007a8a", "#6d4c41")


def cue(name: str) -> Cue:
    """The look of a country or side; an unknown one is grey and dotted."""
    return CUES.get(ALIASES.get(name, name), CUES["other"])


def fade(colour: str, opacity: float = BAND_OPACITY) -> str:
    """A colour as a see-through band."""
    r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({r},{g},{b},{opacity})"


def tint(colour: str, share: float) -> str:
    """A lighter colour that still hides what is behind it."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def quarters() -> dict[str, Any]:
    """The ticks of an axis of shares: every quarter, with its sign."""
    return {"tickvals": [0, 25, 50, 75, 100], "ticktext": ["0%", "25%", "50%", "75%", "100%"]}


def template() -> go.layout.Template:
    """The Plotly template of the book: no box, no vertical grid, room for long labels."""
    axis = {
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": "#8c8c8c",
        "linewidth": 1,
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": "#8c8c8c",
        "tickfont": {"size": SMALL, "color": FAINT},
        "automargin": True,
        "title": {"font": {"size": SMALL, "color": FAINT}, "standoff": 8},
    }
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": FONT_SIZE, "color": INK},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(CATEGORIES),
            "xaxis": axis,
            "yaxis": axis | {"showgrid": True, "gridcolor": RULE, "showline": False, "ticks": ""},
            "hoverlabel": {"align": "left", "font": {"family": FONT, "size": FONT_SIZE}},
            "hovermode": "closest",
            "showlegend": False,
            "margin": {"l": 8, "r": 16, "t": 16, "b": 8},
            "dragmode": False,
        }
    )


def base(height: int = HEIGHT, **layout: Any) -> go.Figure:
    """An empty figure in the house look; `layout` takes any Plotly layout key."""
    figure = go.Figure().update_layout(template=template(), height=height, margin=margin(t=16, r=16))
    return figure.update_layout(**layout)


def margin(*, t: float = 8, b: float = 8, left: float = 8, r: float = 8) -> dict[str, float]:
    """The free edges of a figure in pixels."""
    return {"l": left, "r": r, "t": t, "b": b}


def unseen(low: float, high: float) -> dict[str, Any]:
    """An axis that only gives places, without line, ticks and grid."""
    return {"visible": False, "range": [low, high]}


def named(places: Mapping[str, Any]) -> dict[str, Any]:
    """The ticks of an axis on which names stand at places."""
    return {"tickvals": list(places.values()), "ticktext": list(places)}


def on_top(**more: Any) -> dict[str, Any]:
    """An axis of columns, named above the plot."""
    return {"side": "top", "showline": False, "ticks": "", **more}


def from_top(names: Iterable[Any]) -> dict[Any, int]:
    """The height of each name, the first on top: rows are read downwards."""
    every = list(dict.fromkeys(names))
    return {name: len(every) - 1 - i for i, name in enumerate(every)}


def slots(count: int, panel: int, head: int, foot: int) -> tuple[int, list[tuple[str, float, float, bool]]]:
    """Panels from the top, in pixels: the height of all; of each the axis number, the two ends, whether it is the last."""
    inside = (panel + head) * count
    found = []
    for i in range(count):
        upper = 1 - (i * (panel + head) + head) / inside
        found.append((str(i + 1) if i else "", max(upper - panel / inside, 0.0), upper, i == count - 1))
    return inside + foot, found


def axes(figure: go.Figure, n: str, x: dict[str, Any], y: dict[str, Any]) -> None:
    """The two axes of one panel, tied to each other."""
    figure.update_layout({f"xaxis{n}": x | {"anchor": f"y{n}"}, f"yaxis{n}": y | {"anchor": f"x{n}"}})


def told(rows: pd.DataFrame, words: str, **more: Any) -> list[str]:
    """A few words for each row, its cells by their column in braces; `more` are words that all rows share."""
    return [
        words.format_map({str(column): cell for column, cell in row.items()} | more)
        for row in rows.to_dict("records")
    ]


def folded(text: str, width: int = 46) -> str:
    """Text in lines short enough for a hover box on a telephone."""
    return "<br>".join(textwrap.wrap(text, width))
