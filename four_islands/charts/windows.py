"""Buttons that zoom a time axis to a named window, and a list that zooms to some lanes; paper shows the first of each.

They stand below the axis: above it Plotly's own buttons would cover them on a telephone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from four_islands.charts import style

AXIS_PIXELS = 42  # room for tick labels of two lines
BUTTON_PIXELS = 40
Window = tuple[str, str]  # first and last day
Span = tuple[float, float]  # of the other axis


def windows(named: Mapping[str, Window]) -> list[dict[str, Any]]:
    """The buttons as Plotly's `updatemenus`; none for a single window."""
    return _menu("xaxis.range", named, row=0, type="buttons", direction="right") if len(named) > 1 else []


def lanes(named: Mapping[str, Span]) -> list[dict[str, Any]]:
    """A list that shows some lanes alone, in the row below the buttons; it opens upwards, over the figure."""
    return _menu("yaxis.range", named, row=1, type="dropdown", direction="up") if len(named) > 1 else []


def _menu(axis: str, named: Mapping[str, Any], *, row: int, **kind: str) -> list[dict[str, Any]]:
    buttons = [
        {"label": name, "method": "relayout", "args": [{axis: list(ends)}]} for name, ends in named.items()
    ]
    pad = {"t": AXIS_PIXELS + row * BUTTON_PIXELS, "b": 0, "l": 0, "r": 0}
    place = {"x": 0, "xanchor": "left", "y": 0, "yanchor": "top", "pad": pad}
    look = {"font": {"size": style.SMALL}, "bgcolor": "#ffffff", "bordercolor": style.RULE}
    return [{"showactive": True, "buttons": buttons} | kind | place | look]
