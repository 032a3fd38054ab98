"""Shares over time in two panels, one public above the other: points of many pollsters, no lines, named at the edge."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.data.rules.registry import last_day
from press.figure.chart import Chart

PANEL, HEAD, FOOT = 210, 34, 30  # pixels
TOP = 101  # a line at the very end of an axis is not drawn on screens
DAY = "%Y-%m-%d"


@form
def publics(
    readings: pd.DataFrame, about: About, *, cues: Mapping[str, Mapping[str, style.Cue]], room: int
) -> Chart:
    """Panels from the top; `cues` gives each panel its lines with their look, in the order of their names at the edge.

    `readings` has panel, line, poll, value and the days of fieldwork. A reading stands in the middle of the time in
    which it is known to lie; a flat bar shows that time where it is a year.
    """
    height, slots = style.slots(len(cues), PANEL, HEAD, FOOT)
    figure = style.base(height)
    start = readings["fieldwork_started_on"]
    until = last_day(readings["fieldwork_ended_on"], readings["fieldwork_started_on_precision"])
    frame = readings.assign(until=until, middle=start + (until - start) / 2)
    edge = (frame["until"].max() - start.min()) * 0.03
    span = [f"{start.min() - edge:{DAY}}", f"{frame['until'].max() + edge:{DAY}}"]
    for (panel, looks), (n, lower, upper, is_last) in zip(cues.items(), slots, strict=True):
        shown = {"domain": [0, 1], "showticklabels": is_last, "ticks": "outside" if is_last else ""}
        xaxis = {"type": "date", "tickformat": "%Y", "range": span} | shown
        style.axes(figure, n, xaxis, {"range": [0, TOP], "domain": [lower, upper]} | style.quarters())
        pen.name_panel(figure, upper, panel)
        ends, on = [], {"xaxis": f"x{n}", "yaxis": f"y{n}"}
        for line, cue in looks.items():
            part = frame[frame["panel"].eq(panel) & frame["line"].eq(line)].sort_values("middle")
            rough = part[part["fieldwork_started_on_precision"].eq("year")]
            if len(rough):
                ends_on = (rough[name].dt.strftime(DAY) for name in ("fieldwork_started_on", "until"))
                flat = pen.broken(*[rough["value"].astype(float)] * 2)
                pen.path(figure, pen.broken(*ends_on), flat, style.fade(cue.colour, 0.4), 5, **on)
            x, y = part["middle"].dt.strftime(DAY).tolist(), part["value"].astype(float).tolist()
            said = style.told(part, "{poll}<br>{value:g}%")
            pen.points(figure, x, y, cue.colour, said, symbol=cue.marker, size=8, **on)
            ends.append(pen.EndLabel(span[1], y[-1], line, cue.colour))
        place = {"xref": f"x{n}", "yref": f"y{n}", "room": room}
        pen.end_labels(figure, ends, y_range=(0, 100), plot_height=PANEL, **place)
    rows = ["panel", "line", "poll", "fieldwork_started_on", "fieldwork_ended_on", "value", "source_ids"]
    spans = frame.groupby("line", sort=False)["value"].agg(["min", "max"]).reset_index()
    return about.chart(figure, frame[rows], style.told(spans, "{line}: {min:g} to {max:g}%"))
