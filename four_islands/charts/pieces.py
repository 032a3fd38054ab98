"""Yearly values in pieces: joined only where years follow each other in one series, never across a break.

A value stands in the middle of its year, a mark on its own day, so that no year stands before an event of it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About
from four_islands.charts.annual import MID_YEAR, mid_years, year_ticks
from four_islands.charts.parts import key
from press.figure.chart import Chart

HEIGHT = 440
WIDEN = 0.4  # years left free at either end: less than half, so that no year without a value is named
KEY_LINE = 17  # pixels of a line of names above the plot
LOWEST, MARK_STEP = 0.10, 0.07  # of the height: the words stand low, where growth leaves room
EXACT = ("exact", "rounded")  # what a full marker stands for


@dataclass(frozen=True, slots=True)
class Piece:
    """How one series is drawn; `above` puts its values above its points."""

    colour: str
    symbol: str
    above: bool = True

    def leaves(self, value: float, beside: Sequence[float]) -> bool:
        """Whether the line leaves a point for the neighbour on the side where its value is written."""
        return any(other > value if self.above else other < value for other in beside)


def pieces(
    rows: pd.DataFrame,
    looks: Mapping[str, Piece],
    about: About,
    *,
    marks: Sequence[tuple[float, str]] = (),
    labels: bool = False,
) -> Chart:
    """Points by year, open where the value is derived, a bound or said to be about.

    `rows` has `series`, `year`, `value`, `value_precision`; `marks` are moments in years (2014.0 is 1 January) with
    words, drawn as breaks. With `labels` every point carries its value.
    """
    figure = style.base(HEIGHT)
    for name, look in looks.items():
        part = rows[rows["series"].eq(name)].sort_values("year")
        _line(figure, part, name, look)
        values = [float(value) for value in part["value"]]
        for i, year in enumerate(part["year"]) if labels else ():
            value = values[i]
            left, right = look.leaves(value, values[:i][-1:]), look.leaves(value, values[i + 1 :][:1])
            # A break just before the point takes the room on its left, and the line that on its lower right.
            crossed = right > left and any(0 < int(year) + MID_YEAR - when < MID_YEAR for when, _ in marks)
            above = look.above ^ (left and right) or crossed  # a peak or a dip is written on its free side
            pen.write(
                figure,
                int(year) + MID_YEAR,
                value,
                f"{value:,.0f}",
                look.colour,
                xanchor="left" if crossed else ("center", "right", "left")[right - left],
                yanchor="bottom" if above else "top",
                yshift=6 if above else -6,
            )
    first, last = int(rows["year"].min()) - WIDEN, int(rows["year"].max()) + 1 + WIDEN
    _marks(figure, marks, middle=(first + last) / 2)
    key(figure, {name: look.colour for name, look in looks.items()})
    axis = {"range": [0, 1.18 * float(rows["value"].max())], "tickformat": ",d"}
    years = year_ticks(first, last, 10 if last - first > 20 else 1)
    margin = {"t": 22 + KEY_LINE * math.ceil(len(looks) / 2), "r": 16}
    figure.update_layout(xaxis=years, yaxis=axis, margin=margin)
    return about.chart(figure, rows[["series", "year", "value", "value_precision"]], _spans(rows))


def _marks(figure: go.Figure, marks: Sequence[tuple[float, str]], *, middle: float) -> None:
    """Moments with words, on the side where there is room and one below the other."""
    for i, (year, words) in enumerate(marks):
        pen.stroke(figure, (year, year), (0, 1), style.FAINT, dash="dash", yref="paper")
        side, shift = ("left", 4) if year < middle else ("right", -4)
        at = {"side": side, "xshift": shift, "yref": "paper", "yanchor": "top"}
        pen.write(figure, year, LOWEST - MARK_STEP * i, words, style.FAINT, **at)


def _line(figure: go.Figure, part: pd.DataFrame, name: str, look: Piece) -> None:
    """The points of a series; no line over a year nobody gave, nor from one counterpart to another."""
    for _, group in part.groupby("piece", sort=False) if "piece" in part else [("", part)]:
        year = group["year"].astype(int)
        known = dict(zip(year, group["value"].astype(float), strict=True))
        sure = dict(zip(year, group["value_precision"].isin(EXACT), strict=True))
        years = range(min(known), max(known) + 1)
        symbols = [look.symbol if sure.get(year, True) else f"{look.symbol}-open" for year in years]
        figure.add_scatter(
            x=mid_years(years),
            y=[known.get(year) for year in years],
            mode="lines+markers",
            name=name,
            connectgaps=False,
            line={"color": look.colour, "width": 2},
            marker={"color": look.colour, "size": 8, "symbol": symbols},
            hovertext=[f"{name}<br>{year}: {known[year]:,.10g}" if year in known else "" for year in years],
            hoverinfo="text",
        )


def _spans(rows: pd.DataFrame) -> list[str]:
    """Each series by its first, its highest and its last year."""
    found = []
    for name, part in rows.sort_values("year").groupby("series", sort=False):
        highest = part.sort_values("value", kind="stable").iloc[-1]
        places = (part.iloc[0], highest, part.iloc[-1])
        found.append(f"{name}: " + ", ".join(f"{row['value']:,.10g} in {row['year']}" for row in places))
    return found
