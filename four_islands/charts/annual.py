"""Yearly series: a line only where every year is known, a dot for a year that stands alone, a band for an interval.

These are the marks; `multiples` puts them into one panel or several. A value of a whole year stands in the middle of
that year, so that it does not stand before what happened in it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style

MID_YEAR = 0.5  # of a year after its first day


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn, and its word beside the line."""

    colour: str
    dash: str = "solid"
    marker: str = "circle"
    word: str = ""
    fill: str = ""  # of a bar that has its colour as an outline


def lines(
    figure: go.Figure, rows: pd.DataFrame, looks: Mapping[str, Look], *, xaxis: str = "x", yaxis: str = "y"
) -> None:
    """The lines, dots and bands of some series, drawn into one pair of axes."""
    has_band, on = {"low", "high"} <= set(rows.columns), {"xaxis": xaxis, "yaxis": yaxis}
    for name, look in looks.items():
        part = rows[rows["series"].eq(name) & rows["value"].notna()].sort_values("year")
        for run in _runs(part):
            if has_band and len(run) > 1 and run["low"].notna().all():
                x, y = mid_years([*run["year"], *run["year"][::-1]]), [*run["high"], *run["low"][::-1]]
                more = {"fillcolor": style.fade(look.colour), "name": f"{name}, interval"} | on
                pen.path(figure, x, y, look.colour, 0, fill="toself", **more)
            single = len(run) == 1
            figure.add_scatter(
                x=mid_years(run["year"]),
                y=run["value"].tolist(),
                mode="markers" if single else "lines+markers",
                name=name,
                line={"color": look.colour, "dash": look.dash, "width": 2},
                marker={"color": look.colour, "symbol": look.marker, "size": 7 if single else 4},
                hovertext=[
                    f"{look.word or name}, {row['year']}<br>{_shown(row['value'])}{_interval(row)}"
                    for row in run.to_dict("records")
                ],
                hoverinfo="text",
                **on,
            )


def _runs(part: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows cut where a year is missing, and where a break is marked in a column `piece`."""
    if part.empty:
        return []
    years = part["year"].astype(int).tolist()
    pieces = part["piece"].fillna("").tolist() if "piece" in part else [""] * len(years)
    cuts = [
        i + 1
        for i, ((a, p), (b, q)) in enumerate(pairwise(zip(years, pieces, strict=True)))
        if b != a + 1 or p != q
    ]
    edges = [0, *cuts, len(years)]
    return [part.iloc[a:b] for a, b in pairwise(edges)]


def mid_years(years: Iterable[float]) -> list[float]:
    """Where the values of whole years stand on an axis on which 2000 is the first day of 2000."""
    return [float(year) + MID_YEAR for year in years]


def year_ticks(first: float, last: float, step: int) -> dict[str, Any]:
    """An axis of years, every so many years named below the middle of the year."""
    years = [
        year
        for year in range(math.ceil(first - MID_YEAR), math.floor(last) + 1)
        if year % step == 0 and year + MID_YEAR <= last
    ]
    return {"range": [first, last], "tickvals": mid_years(years), "ticktext": [str(year) for year in years]}


def year_step(years: float) -> int:
    """Years between two ticks, few enough for a telephone."""
    return next((step for step in (1, 2, 5, 10, 20) if years / step <= 6), 20)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")


def _interval(row: Mapping[Any, Any]) -> str:
    if pd.isna(row.get("low", pd.NA)) or pd.isna(row.get("high", pd.NA)):
        return ""
    return f" ({_shown(row['low'])} to {_shown(row['high'])})"
