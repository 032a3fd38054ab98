"""Counts beside what chance would give: one panel a period, one column a wait, the band of chance behind the bar."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

PANEL_PIXELS, HEAD_PIXELS, FOOT_PIXELS = 170, 56, 48
BAR, BAND = 0.34, 0.7  # of a column
BAND_COLOUR = "#d9d9d9"


def chance(panels: Mapping[str, pd.DataFrame], about: About, *, colour: str, across: str) -> Chart:
    """Panels from the top, on one scale; each frame has `wait`, `count`, `expected`, `low` and `high`.

    The grey band runs from `low` to `high`, with a line at what is expected; `across` says what the columns are.
    """
    inside = (PANEL_PIXELS + HEAD_PIXELS) * len(panels)
    figure = style.base(inside + FOOT_PIXELS)
    top = 1.1 * max(float(frame[["count", "high"]].max().max()) for frame in panels.values())
    for i, (name, frame) in enumerate(panels.items()):
        axis = "" if i == 0 else str(i + 1)
        upper = 1 - (i * (PANEL_PIXELS + HEAD_PIXELS) + HEAD_PIXELS) / inside
        places = list(range(len(frame)))
        for x, low, high, expected in zip(
            places, frame["low"], frame["high"], frame["expected"], strict=True
        ):
            style.area(
                figure,
                (x - BAND / 2, x + BAND / 2),
                (low, high),
                BAND_COLOUR,
                xref=f"x{axis}",
                yref=f"y{axis}",
            )
            style.stroke(
                figure,
                (x - BAND / 2, x + BAND / 2),
                (expected, expected),
                style.FAINT,
                width=2,
                layer=None,
                xref=f"x{axis}",
                yref=f"y{axis}",
            )
        figure.add_bar(
            x=places,
            y=frame["count"],
            width=BAR,
            marker={"color": colour, "line": {"width": 0}},
            name=name,
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
            hoverinfo="text",
            hovertext=[
                f"{wait} days: {n}<br>by chance {low} to {high}"
                for wait, n, low, high in zip(
                    frame["wait"], frame["count"], frame["low"], frame["high"], strict=True
                )
            ],
        )
        style.write_at_edge(
            figure, upper, f"<b>{name}</b>", size=style.SMALL + 1, yref="paper", yshift=5, yanchor="bottom"
        )
        is_last = i == len(panels) - 1
        figure.update_layout(
            {
                f"xaxis{axis}": {
                    "range": [-0.6, len(places) - 0.4],
                    "tickvals": places,
                    "ticktext": list(frame["wait"]),
                    "ticks": "",
                    "anchor": f"y{axis}",
                    "title": {"text": across if is_last else ""},
                },
                f"yaxis{axis}": {
                    "range": [0, top],
                    "domain": [max(0, upper - PANEL_PIXELS / inside), upper],
                    "anchor": f"x{axis}",
                    "dtick": 5,
                },
            }
        )
    figure.update_layout(margin={"l": 8, "r": 8, "t": 2, "b": 8})
    rows = pd.concat([frame.assign(period=name) for name, frame in panels.items()], ignore_index=True)
    return about.chart(
        figure,
        rows[["period", "wait", "count", "expected", "low", "high"]].round({"expected": 2}),
        [
            f"{period}, after {wait} days: {count}, by chance {low} to {high}"
            for period, wait, count, low, high in zip(
                rows["period"], rows["wait"], rows["count"], rows["low"], rows["high"], strict=True
            )
        ],
    )
