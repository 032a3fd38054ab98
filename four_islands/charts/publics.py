"""Shares over time in two panels, one public above the other: points of many pollsters, no lines, named at the edge."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.data.rules.registry import last_day
from press.figure.chart import Chart

PANEL, HEAD, FOOT = 210, 34, 30  # pixels
DAY = "%Y-%m-%d"


def publics(
    readings: pd.DataFrame, about: About, *, cues: Mapping[str, Mapping[str, style.Cue]], room: int
) -> Chart:
    """Panels from the top; `cues` gives each panel its lines with their look, in the order of their names at the edge.

    `readings` has panel, line, poll, value and the days of fieldwork. A reading stands in the middle of the time in
    which it is known to lie; a flat bar shows that time where it is a year.
    """
    height = (PANEL + HEAD) * len(cues) + FOOT
    figure = style.base(height)
    inside = height - FOOT
    start = readings["fieldwork_started_on"]
    until = last_day(readings["fieldwork_ended_on"], readings["fieldwork_started_on_precision"])
    frame = readings.assign(until=until, middle=start + (until - start) / 2)
    edge = (frame["until"].max() - start.min()) * 0.03
    span = [f"{start.min() - edge:{DAY}}", f"{frame['until'].max() + edge:{DAY}}"]
    for i, (panel, looks) in enumerate(cues.items()):
        n = "" if i == 0 else str(i + 1)
        upper = 1 - (i * (PANEL + HEAD) + HEAD) / inside
        is_last = i == len(cues) - 1
        figure.update_layout(
            {
                f"xaxis{n}": {
                    "type": "date",
                    "tickformat": "%Y",
                    "range": span,
                    "anchor": f"y{n}",
                    "domain": [0, 1],
                    "showticklabels": is_last,
                    "ticks": "outside" if is_last else "",
                },
                f"yaxis{n}": {
                    "range": [0, 100],
                    "anchor": f"x{n}",
                    "domain": [max(upper - PANEL / inside, 0.0), upper],
                }
                | style.quarters(),
            }
        )
        style.name_panel(figure, upper, panel)
        ends = []
        for line, cue in looks.items():
            part = frame[frame["panel"].eq(panel) & frame["line"].eq(line)].sort_values("middle")
            bars: list[str | None] = []
            for row in part[part["fieldwork_started_on_precision"].eq("year")].itertuples():
                bars += [f"{row.fieldwork_started_on:{DAY}}", f"{row.until:{DAY}}", None]
            if bars:
                shares = part.loc[part["fieldwork_started_on_precision"].eq("year"), "value"].astype(float)
                figure.add_scatter(
                    x=bars,
                    y=[y for share in shares for y in (share, share, None)],
                    mode="lines",
                    line={"color": style.fade(cue.colour, 0.4), "width": 5},
                    hoverinfo="skip",
                    xaxis=f"x{n}",
                    yaxis=f"y{n}",
                )
            figure.add_scatter(
                x=[f"{day:{DAY}}" for day in part["middle"]],
                y=part["value"].astype(float).tolist(),
                mode="markers",
                marker={"color": cue.colour, "symbol": cue.marker, "size": 8},
                hoverinfo="text",
                hovertext=[
                    f"{poll}<br>{share:g}%" for poll, share in zip(part["poll"], part["value"], strict=True)
                ],
                xaxis=f"x{n}",
                yaxis=f"y{n}",
            )
            ends.append(style.EndLabel(span[1], float(part["value"].iloc[-1]), line, cue.colour))
        style.end_labels(
            figure, ends, y_range=(0, 100), plot_height=PANEL, xref=f"x{n}", yref=f"y{n}", room=room
        )
    rows = frame[
        ["panel", "line", "poll", "fieldwork_started_on", "fieldwork_ended_on", "value", "source_ids"]
    ]
    marks = [
        f"{line}: {part['value'].min():g} to {part['value'].max():g}%"
        for line, part in frame.groupby("line", sort=False)
    ]
    return about.chart(figure, rows, marks)
