"""Yearly series: a line only where every year is known, a dot for a year that stands alone, a band for an interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from press.chart import Chart, Source

HEIGHT = 400
LABEL_ROOM = 92


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn, and its word at the end of the line."""

    colour: str
    dash: str = "solid"
    marker: str = "circle"
    word: str = ""


def annual(
    rows: pd.DataFrame,
    looks: Mapping[str, Look],
    *,
    id: str,
    title: str,
    subtitle: str,
    alt: str,
    sources: Sequence[Source],
    as_of: str,
    unit: str = "",
    span: tuple[float, float] | None = None,
    marks: Sequence[tuple[float, str]] = (),
    breaks: Sequence[tuple[float, str]] = (),
    top: float | None = None,
    note: str = "",
) -> Chart:
    """Lines of `rows` (`series`, `year`, `value`, and `low` and `high` for a band), broken at missing years.

    `marks` are years with a word at the top, `breaks` years where the series changes its meaning.
    """
    figure = style.base(HEIGHT)
    lines(figure, rows, looks)
    first, last = span or (float(rows["year"].min()) - 0.5, float(rows["year"].max()) + 0.5)
    high = top or 1.08 * float(rows[[c for c in ("value", "high") if c in rows]].max().max())
    for year, text in marks:
        figure.add_shape(type="line", x0=year, x1=year, y0=0, y1=1, yref="paper", layer="below",
                         line={"color": style.RULE, "width": 1})  # fmt: skip
        figure.add_annotation(x=year, y=1, yref="paper", text=text, showarrow=False, yanchor="bottom",
                              font={"size": style.SMALL, "color": style.FAINT})  # fmt: skip
    for year, text in breaks:
        style.series_break(figure, year, text)
    ends = [end for end in (_end(rows, name, look) for name, look in looks.items()) if end is not None]
    figure.update_layout(
        xaxis={"range": [first, last], "dtick": _dtick(last - first)},
        yaxis={"range": [0, high], "title": {"text": unit}},
        margin={"l": 8, "r": 8, "t": 26 if marks else 10, "b": 8},
    )  # fmt: skip
    style.end_labels(figure, ends, y_range=(0, high), plot_height=HEIGHT - 60, room=LABEL_ROOM)
    return Chart(figure, id, title, subtitle, alt, sources, as_of, rows.reset_index(drop=True), note)


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


def _end(rows: pd.DataFrame, name: str, look: Look) -> style.EndLabel | None:
    part = rows[rows["series"].eq(name) & rows["value"].notna()].sort_values("year")
    if part.empty or not look.word:
        return None
    last = part.iloc[-1]
    return style.EndLabel(last["year"], float(last["value"]), look.word, look.colour)


def _dtick(years: float) -> int:
    """Years between two ticks, few enough for a telephone."""
    return next((step for step in (1, 2, 5, 10, 20) if years / step <= 6), 20)


def _shown(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2f}".rstrip("0").rstrip(".")


def _interval(row: Mapping[Any, Any]) -> str:
    if pd.isna(row.get("low", pd.NA)) or pd.isna(row.get("high", pd.NA)):
        return ""
    return f" ({_shown(row['low'])} to {_shown(row['high'])})"
