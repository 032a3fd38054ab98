"""Years counted from an event: the mean of a yearly series before and after, against where chance would put it."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

PANEL_PIXELS = 150
HEAD_PIXELS = 34
FOOT_PIXELS = 52
COLOUR, BAND = "#0b7a55", "#d9d9d9"


def aligned(rows: pd.DataFrame, about: About, *, unit: str, event: str) -> Chart:
    """Panels from the top: `rows` has `panel`, `offset` (years from the event), `value`, and the band `low`, `high`."""
    names = list(dict.fromkeys(rows["panel"]))
    height, slots = style.slots(len(names), PANEL_PIXELS, HEAD_PIXELS, FOOT_PIXELS)
    figure = style.base(height, margin=style.margin(t=4))
    top = 1.15 * float(rows[["value", "high"]].max().max())
    first, last = int(rows["offset"].min()), int(rows["offset"].max())
    ticks = style.named({f"{k:+d}".replace("-", "−") if k else "0": k for k in range(first, last + 1)})
    said = "{offset:+d} years<br>{value:.1f} {unit}<br>chance: {low:.1f} to {high:.1f}"
    for name, (n, lower, upper, is_last) in zip(names, slots, strict=True):
        part, on = rows[rows["panel"].eq(name)], {"xaxis": f"x{n}", "yaxis": f"y{n}"}
        for at, low, high in zip(part["offset"], part["low"], part["high"], strict=True):
            pen.area(figure, (at - 0.42, at + 0.42), (low, high), BAND, xref=f"x{n}", yref=f"y{n}")
        x, y, words = part["offset"].tolist(), part["value"].tolist(), style.told(part, said, unit=unit)
        pen.points(figure, x, y, COLOUR, words, symbol="diamond", size=11, name=name, **on)
        title = {"title": {"text": f"years from {event}"}} if is_last else {}
        shown = {"showticklabels": is_last, "ticks": "outside" if is_last else ""} | title
        yaxis = {"range": [0, top], "nticks": 4, "domain": [lower, upper]}
        style.axes(figure, n, {"range": [first - 0.7, last + 0.7]} | ticks | shown, yaxis)
        pen.name_panel(figure, upper, name)
    marks = style.told(rows, "{panel}, {offset:+d}: {value:.1f} (chance {low:.1f} to {high:.1f})")
    return about.chart(figure, rows, marks)
