"""Buttons that zoom a time axis to a named window; paper shows the first.

They stand below the axis: above it Plotly's own buttons would cover them on a telephone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from four_islands.charts import style

AXIS_PIXELS = 30  # room for the tick labels
BUTTON_PIXELS = 40
Window = tuple[str, str]  # first and last day


def windows(named: Mapping[str, Window]) -> list[dict[str, Any]]:
    """The buttons as Plotly's `updatemenus`; none for a single window."""
    if len(named) < 2:
        return []
    buttons = [
        {"label": name, "method": "relayout", "args": [{"xaxis.range": list(window)}]}
        for name, window in named.items()
    ]
    place = {
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": AXIS_PIXELS, "b": 0, "l": 0, "r": 0},
    }
    look = {"font": {"size": style.SMALL}, "bgcolor": "rgba(0,0,0,0)", "bordercolor": style.RULE}
    return [{"type": "buttons", "direction": "right", "showactive": True, "buttons": buttons} | place | look]
