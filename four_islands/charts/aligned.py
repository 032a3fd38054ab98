"""Years counted from an event: the mean of a yearly series before and after, against where chance would put it."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

PANEL_PIXELS = 150
HEAD_PIXELS = 34
FOOT_PIXELS = 52
COLOUR, BAND = "#0b7a55", "#d9d9d9"


def aligned(rows: pd.DataFrame, about: About, *, unit: str, event: str) -> Chart:
    """Panels from the top: `rows` has `panel`, `offset` (years from the event), `value`, and the band `low`, `high`."""
    names = list(dict.fromkeys(rows["panel"]))
    height = (PANEL_PIXELS + HEAD_PIXELS) * len(names) + FOOT_PIXELS
    inside = height - FOOT_PIXELS
    figure = style.base(height)
    top = 1.15 * float(rows[["value", "high"]].max().max())
    first, last = int(rows["offset"].min()), int(rows["offset"].max())
    for i, name in enumerate(names):
        n = "" if i == 0 else str(i + 1)
        part = rows[rows["panel"].eq(name)]
        upper = 1 - (i * (PANEL_PIXELS + HEAD_PIXELS) + HEAD_PIXELS) / inside
        is_last = i == len(names) - 1
        for row in part.to_dict("records"):
            style.area(
                figure,
                (row["offset"] - 0.42, row["offset"] + 0.42),
                (row["low"], row["high"]),
                BAND,
                xref=f"x{n}",
                yref=f"y{n}",
            )
        figure.add_scatter(
            x=part["offset"].tolist(),
            y=part["value"].tolist(),
            mode="markers",
            name=name,
            xaxis=f"x{n}",
            yaxis=f"y{n}",
            marker={"color": COLOUR, "size": 11, "symbol": "diamond"},
            hovertext=[
                f"{offset:+d} years<br>{value:.1f} {unit}<br>chance: {low:.1f} to {high:.1f}"
                for offset, value, low, high in zip(
                    part["offset"], part["value"], part["low"], part["high"], strict=True
                )
            ],
            hoverinfo="text",
        )
        figure.update_layout(
            {
                f"xaxis{n}": {
                    "range": [first - 0.7, last + 0.7],
                    "anchor": f"y{n}",
                    "tickvals": list(range(first, last + 1)),
                    "ticktext": [f"{k:+d}" if k else "0" for k in range(first, last + 1)],
                    "showticklabels": is_last,
                    "ticks": "outside" if is_last else "",
                    "title": {"text": f"years from {event}"} if is_last else None,
                },
                f"yaxis{n}": {
                    "range": [0, top],
                    "nticks": 4,
                    "anchor": f"x{n}",
                    "domain": [max(upper - PANEL_PIXELS / inside, 0.0), upper],
                },
            }
        )
        style.name_panel(figure, upper, name)
    figure.update_layout(margin={"l": 8, "r": 8, "t": 4, "b": 8})
    marks = [
        f"{row['panel']}, {row['offset']:+d}: {row['value']:.1f} (chance {row['low']:.1f} to {row['high']:.1f})"
        for row in rows.to_dict("records")
    ]
    return about.chart(figure, rows.reset_index(drop=True), marks)
