"""Counts beside what chance would give: one panel a period, one column a wait, the band of chance behind the bar."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

PANEL_PIXELS, HEAD_PIXELS, FOOT_PIXELS = 170, 56, 48
SPARE = 28  # of the first head, above which no ticks stand
BAR, BAND = 0.34, 0.7  # of a column
BAND_COLOUR = "#d9d9d9"


def chance(panels: Mapping[str, pd.DataFrame], about: About, *, colour: str, across: str) -> Chart:
    """Panels from the top, on one scale; each frame has `wait`, `count`, `expected`, `low` and `high`.

    The grey band runs from `low` to `high`, with a line at what is expected; `across` says what the columns are.
    """
    height, slots = style.slots(len(panels), PANEL_PIXELS, HEAD_PIXELS, FOOT_PIXELS)
    grown = (height - FOOT_PIXELS) / (height - FOOT_PIXELS - SPARE)
    figure = style.base(height - SPARE, margin=style.margin(t=2))
    top = 1.1 * max(float(frame[["count", "high"]].max().max()) for frame in panels.values())
    for (name, frame), (n, lower, upper, is_last) in zip(panels.items(), slots, strict=True):
        places, refs = list(range(len(frame))), {"xref": f"x{n}", "yref": f"y{n}"}
        for x, row in zip(places, frame.to_dict("records"), strict=True):
            across_band, expected = (x - BAND / 2, x + BAND / 2), (row["expected"], row["expected"])
            pen.area(figure, across_band, (row["low"], row["high"]), BAND_COLOUR, **refs)
            pen.stroke(figure, across_band, expected, style.FAINT, width=2, layer=None, **refs)
        said = style.told(frame, "{wait} days: {count}<br>by chance {low} to {high}")
        more = {"width": BAR, "name": name, "xaxis": f"x{n}", "yaxis": f"y{n}"}
        pen.bars(figure, places, frame["count"], colour, said, **more)
        pen.name_panel(figure, grown * upper, name, up=5)
        ticks = {"tickvals": places, "ticktext": list(frame["wait"]), "ticks": ""}
        title = {"title": {"text": across if is_last else ""}}
        yaxis = {"range": [0, top], "domain": [grown * lower, grown * upper], "dtick": 5}
        style.axes(figure, n, {"range": [-0.6, len(places) - 0.4]} | ticks | title, yaxis)
    rows = pd.concat([frame.assign(period=name) for name, frame in panels.items()], ignore_index=True)
    shown = rows[["period", "wait", "count", "expected", "low", "high"]].round({"expected": 2})
    marks = style.told(rows, "{period}, after {wait} days: {count}, by chance {low} to {high}")
    return about.chart(figure, shown, marks)
