"""The same counts after two beginnings on equal axes of time, side by side, sort above sort, each on a scale of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

PANEL_PIXELS, GAP_PIXELS = 190, 60
TOP, BOTTOM = 96, 46
BETWEEN = 0.14  # of the width, between the two columns
ROOM = 1.08  # above the highest count
PAPER: dict[str, Any] = {"xref": "paper", "yref": "paper"}


@form
def equal_axes(
    rows: pd.DataFrame, steps: Sequence[str], looks: Mapping[str, style.Cue], about: About, *, months: int
) -> Chart:
    """Columns for `occasion`, rows for `sort`; `state`, `months` since the beginning, `names_count`.

    The states in `steps` are drawn as steps, since every change of theirs is known; the others as marks on the days that
    are known.
    """
    occasions, sorts = list(dict.fromkeys(rows["occasion"])), list(dict.fromkeys(rows["sort"]))
    height = TOP + BOTTOM + PANEL_PIXELS * len(sorts) + GAP_PIXELS * (len(sorts) - 1)
    figure = style.base(height)
    inside = height - TOP - BOTTOM
    width = (1 - BETWEEN * (len(occasions) - 1)) / len(occasions)
    for i, sort in enumerate(sorts):
        of_sort = rows[rows["sort"].eq(sort)]
        upper = 1 - i * (PANEL_PIXELS + GAP_PIXELS) / inside
        for j, occasion in enumerate(occasions):
            n = i * len(occasions) + j + 1
            axis = "" if n == 1 else str(n)
            left = j * (width + BETWEEN)
            xaxis = {"range": [-0.5, months + 0.5], "domain": [left, left + width], "dtick": 12, "tick0": 0}
            part = of_sort[of_sort["occasion"].eq(occasion)]
            top = ROOM * float(part["names_count"].max())
            yaxis = {"range": [0, top], "domain": [max(0, upper - PANEL_PIXELS / inside), upper]}
            ticks = {"tickformat": ",d", "nticks": 5}
            style.axes(figure, axis, xaxis, yaxis | ticks)
            for state, look in looks.items():
                _state(figure, part[part["state"].eq(state)], look, axis, is_step=state in steps)
            name = f"<b>{sort.capitalize()}</b>" if j == 0 else ""
            at = {"size": style.SMALL + 1, "yshift": 3, "xanchor": "left", "yanchor": "bottom"}
            pen.write(figure, left, upper, name, **at, **PAPER)
    for j, occasion in enumerate(occasions):
        words, at = "<br>".join(occasion.split(", ")), {"yshift": 22, "side": "left", "yanchor": "bottom"}
        pen.write(figure, j * (width + BETWEEN), 1, words, style.FAINT, **at, **PAPER)
    words, at = "months after the EU’s first list in each case", {"yshift": -24, "yanchor": "top"}
    pen.write(figure, 0.5, 0, words, style.FAINT, **at, **PAPER)
    signs = {state: "\u2501" if state in steps else "+" for state in looks}
    named = [f'<span style="color:{looks[s].colour}"><b>{sign}</b> {s}</span>' for s, sign in signs.items()]
    pen.write_key(figure, named, None)
    figure.layout.annotations[-1].yshift = 56
    figure.update_layout(margin=style.margin(r=12, t=TOP, b=BOTTOM))
    kept = ["occasion", "sort", "state", "dated_on", "months", "names_count"]
    return about.chart(figure, rows[kept], _marks(rows))


def _state(figure: go.Figure, part: pd.DataFrame, look: style.Cue, axis: str, *, is_step: bool) -> None:
    if part.empty:
        return
    part = part.sort_values("months")
    name = str(part["state"].iloc[0])
    figure.add_scatter(
        x=part["months"].round(2),
        y=part["names_count"],
        mode="lines" if is_step else "markers",
        name=name,
        line={"color": look.colour, "width": 2.4, "shape": "hv"},
        marker={"symbol": look.marker, "size": 7, "color": look.colour},
        xaxis=f"x{axis}",
        yaxis=f"y{axis}",
        hoverinfo="text",
        hovertext=style.told(part, "{state}<br>{dated_on:%-d %B %Y}: {names_count:,}"),
    )


def _marks(rows: pd.DataFrame) -> list[str]:
    """Each line by its last count."""
    last = rows.groupby(["occasion", "sort", "state"], sort=False)[["names_count", "dated_on"]].last()
    words = "{occasion}, {sort}, {state}: {names_count:,.0f} on {dated_on:%-d %B %Y}"
    return style.told(last.reset_index(), words)
