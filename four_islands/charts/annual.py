"""Yearly series: a line only where every year is known, a dot for a year that stands alone, a band for an interval.

These are the marks; `multiples` puts them into one panel or several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn, and its word beside the line."""

    colour: str
    dash: str = "solid"
    marker: str = "circle"
    word: str = ""


def lines(
    figure: go.Figure, rows: pd.DataFrame, looks: Mapping[str, Look], *, xaxis: str = "x", yaxis: str = "y"
) -> None:
    """The lines, dots and bands of some series, drawn into one pair of axes."""
    has_band = {"low", "high"} <= set(rows.columns)
    for name, look in looks.items():
        part = rows[rows["series"].eq(name) & rows["value"].notna()].sort_values("year")
        for run in _runs(part):
            if has_band and len(run) > 1 and run["low"].notna().all():
                figure.add_scatter(
                    x=[*run["year"], *run["year"][::-1]], y=[*run["high"], *run["low"][::-1]], fill="toself", mode="lines",
                    line={"width": 0, "color": look.colour}, fillcolor=style.fade(look.colour), hoverinfo="skip",
                    name=f"{name}, interval", xaxis=xaxis, yaxis=yaxis,
                )  # fmt: skip
            single = len(run) == 1
            figure.add_scatter(
                x=run["year"].tolist(), y=run["value"].tolist(), mode="markers" if single else "lines+markers", name=name,
                line={"color": look.colour, "dash": look.dash, "width": 2},
                marker={"color": look.colour, "symbol": look.marker, "size": 7 if single else 4},
                hovertext=[f"{look.word or name}, {row['year']}<br>{_shown(row['value'])}{_interval(row)}"
                           for row in run.to_dict("records")],
                hoverinfo="text", xaxis=xaxis, yaxis=yaxis,
            )  # fmt: skip


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


def year_step(years: float) -> int:
    """Years between two ticks, few enough for a telephone."""
    return next((step for step in (1, 2, 5, 10, 20) if years / step <= 6), 20)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")


def _interval(row: Mapping[Any, Any]) -> str:
    if pd.isna(row.get("low", pd.NA)) or pd.isna(row.get("high", pd.NA)):
        return ""
    return f" ({_shown(row['low'])} to {_shown(row['high'])})"
