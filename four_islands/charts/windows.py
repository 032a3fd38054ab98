"""Buttons that zoom a time axis to a named window; paper shows the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from four_islands.charts import style

Window = tuple[str, str]  # first and last day


def windows(named: Mapping[str, Window]) -> list[dict[str, Any]]:
    """The buttons as Plotly's `updatemenus`; none for a single window."""
    if len(named) < 2:
        return []
    buttons = [
        {"label": name, "method": "relayout", "args": [{"xaxis.range": list(window)}]}
        for name, window in named.items()
    ]
    place = {"x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "pad": {"t": 0, "b": 6, "l": 0, "r": 0}}
    look = {"font": {"size": style.SMALL}, "bgcolor": "rgba(0,0,0,0)", "bordercolor": style.RULE}
    return [{"type": "buttons", "direction": "right", "showactive": True, "buttons": buttons} | place | look]
