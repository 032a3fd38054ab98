"""Piles of dots: every leader a dot at the years in office, a row a country, so that the shape of each row can be read."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.measures.tenure import DAYS_PER_YEAR, YEAR_DAYS
from press.figure.chart import Chart

BIN = 0.5  # years that share a pile
DOT_PIXELS = 8.5  # from one dot of a pile to the next
AXIS_PIXELS = 48
LOWEST = 3.6  # dots: the height of a row whose piles are lower, so that its name stands above them
NAME_AT = 2.7  # dots above the ground of a row
BETWEEN = 2.2  # dots between two rows, with the tick of the median
GROUND = 0.8  # dots from the lowest dot down to the line of the row
TICKS = (0, 1, 2, 4, 8, 12, 16, 20, 24)
WORDS = "{leader}<br>{tenure_days:,} days{so_far}, from {started_on:%-d %B %Y}"  # of one dot


@form
def spells(days: pd.DataFrame, about: About, *, by: str) -> Chart:
    """Leaders as dots piled by half-years, a row for each value of `by`, the shortest median on top.

    `days` has `tenure_days`, `is_complete`, `leader`, `started_on`, `seen_on` and the column `by`. Leaders still in
    office are open dots; a tick under each row marks the median of those who have left.
    """
    medians = days[days["is_complete"]].groupby(by)["tenure_days"].median().div(DAYS_PER_YEAR).sort_values()
    order = list(medians.index)
    piled = _piled(days, by)
    bases, top = _bases(piled, by, order)
    figure = style.base(round(DOT_PIXELS * top) + AXIS_PIXELS)
    for name in order:
        colour = _colour(name)
        part = piled[piled[by].eq(name)]
        part = part.assign(y=part["place"] + bases[name])
        for complete, symbol in ((True, "circle"), (False, "circle-open")):
            shown = part[part["is_complete"].eq(complete)]
            look = {"symbol": symbol, "size": 7 if complete else 8, "name": name}
            said = style.told(shown.assign(so_far="" if complete else " so far"), WORDS)
            pen.points(figure, shown["x"], shown["y"], colour, said, **look)
        middle, ground = medians[name], bases[name] - GROUND
        pen.ground(figure, ground)
        pen.stroke(
            figure, (middle, middle), (bases[name] - 2 * GROUND, ground), style.INK, width=3, layer=None
        )
        at = {"xref": "paper", "xanchor": "right", "yanchor": "middle"}
        half = f"<b>{name}</b>: half gone within {middle:.1f} years"
        pen.write(figure, 1, bases[name] + NAME_AT, half, colour, **at)
    years = {"title": {"text": "years in office"}, "tickvals": list(TICKS)}
    figure.update_layout(
        xaxis={"range": [-0.4, piled["x"].max() + 0.8]} | years, yaxis=style.unseen(-BETWEEN, top - BETWEEN)
    )
    rows = piled[[by, "leader", "started_on", "seen_on", "tenure_days", "is_complete"]]
    marks = [f"{name}: half gone within {years:.1f} years" for name, years in medians.items()]
    return about.chart(figure, rows, marks)


def _piled(days: pd.DataFrame, by: str) -> pd.DataFrame:
    """Each leader with the middle of the half-year and the place in its pile, those still in office on top.

    As in the counts, 365 days are a year, or a premier of exactly one would lie among those of less.
    """
    bins = days["tenure_days"].div(YEAR_DAYS).div(BIN).astype(int)
    rows = days.assign(x=bins * BIN + BIN / 2).sort_values(
        [by, "is_complete", "tenure_days"], ascending=[True, False, True]
    )
    return rows.assign(place=rows.groupby([by, "x"]).cumcount()).reset_index(drop=True)


def _bases(piled: pd.DataFrame, by: str, order: list[str]) -> tuple[dict[str, float], float]:
    """The ground of every row, the first on top, and the height of all, in dots."""
    bases, ground = {}, 0.0
    for name in reversed(order):
        bases[name] = ground
        highest = float(piled.loc[piled[by].eq(name), "place"].max()) + 1
        ground += max(highest, LOWEST) + BETWEEN
    return bases, ground + BETWEEN


def _colour(name: str) -> str:
    """Orange and blue for the two sides of the dispute, grey for everybody else."""
    cue = style.cue(name)
    return cue.colour if cue in (style.cue("Japan"), style.cue("Russia")) else style.FAINT
