"""Running totals as steps, with the totals others published as check marks on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.charts.windows import AXIS_PIXELS, BUTTON_PIXELS, Window, windows
from press.figure.chart import Chart

DAY = "%Y-%m-%d"
HEIGHT = 480
TOP, BOTTOM, LABEL_ROOM = 12, AXIS_PIXELS + BUTTON_PIXELS, 106
NOTE_AT = 0.02  # of the width, where the words on an unequal total begin


@dataclass(frozen=True, slots=True)
class Look:
    """How one series is drawn: its colour and, as a second cue, its dash."""

    colour: str
    dash: str = "solid"
    width: float = 2.2


def steps(
    totals: pd.DataFrame,
    checks: pd.DataFrame,
    looks: Mapping[str, Look],
    about: About,
    *,
    ranges: Mapping[str, Window],
) -> Chart:
    """Step lines with open diamonds where a published total can be compared.

    `totals` has `series`, `dated_on`, `added_count`, `total_count`; a series stands at its last total to the end of the
    first window. `checks` has `series`, `as_of_on`, `targets_count`, `rows_count`; a total that our rows do not give is
    written out.
    """
    figure = style.base(HEIGHT)
    window = next(iter(ranges.values()))
    last = pd.Timestamp(window[1])
    top = 1.06 * float(max(totals["total_count"].max(), checks["targets_count"].max() if len(checks) else 0))
    labels = []
    for name, look in looks.items():
        part = totals[totals["series"].eq(name)].sort_values("dated_on")
        counts = part["total_count"].astype(int).tolist()
        figure.add_scatter(
            x=[f"{day:{DAY}}" for day in [*part["dated_on"], last]], y=[*counts, counts[-1]], mode="lines", name=name,
            line={"shape": "hv", "color": look.colour, "dash": look.dash, "width": look.width},
            hovertext=[*_words(part, name), f"{name}: {counts[-1]:,}"], hoverinfo="text",
        )  # fmt: skip
        labels.append(style.EndLabel(f"{last:{DAY}}", counts[-1], f"{name}<br>{counts[-1]:,}", look.colour))
    _checks(figure, checks)
    # A label has two lines: told of half the height, the placing leaves twice the room.
    style.end_labels(
        figure, labels, y_range=(0, top), plot_height=(HEIGHT - TOP - BOTTOM) / 2.1, room=LABEL_ROOM
    )
    figure.update_layout(
        margin={"t": TOP, "b": BOTTOM},
        xaxis={"type": "date", "range": list(window)},
        yaxis={"range": [0, top], "tickformat": ",d"},
        updatemenus=windows(ranges),
    )
    return about.chart(
        figure,
        _rows(totals, checks),
        [
            f"{name}: {int(part['total_count'].max())} in the end"
            for name, part in totals.groupby("series", sort=False)
        ],
    )


def _words(part: pd.DataFrame, name: str) -> list[str]:
    rows = zip(part["dated_on"], part["total_count"], part["added_count"], strict=True)
    return [f"{name}<br>{day:%-d %B %Y}: {count:,} ({added:,} added)" for day, count, added in rows]


def _checks(figure: go.Figure, checks: pd.DataFrame) -> None:
    published = checks["targets_count"].astype(int).tolist()
    ours = checks["rows_count"].astype(int).tolist()
    days = checks["as_of_on"].tolist()
    figure.add_scatter(
        x=[f"{day:{DAY}}" for day in days], y=published, mode="markers", name="published total",
        marker={"symbol": "diamond-open", "size": 10, "color": style.INK, "line": {"width": 1.6, "color": style.INK}},
        hovertext=[
            f"{series}<br>published for {day:%-d %B %Y}: {count:,}<br>sum of our rows: {rows:,}"
            for series, day, count, rows in zip(checks["series"], days, published, ours, strict=True)
        ],
        hoverinfo="text",
    )  # fmt: skip
    for count, rows in zip(published, ours, strict=True):
        if gap := rows - count:
            figure.add_annotation(
                x=NOTE_AT, xref="paper", y=count, showarrow=False, xanchor="left", yanchor="middle", align="left",
                text=f"published: {count:,}<br>{abs(gap)} {'fewer' if gap > 0 else 'more'} than our rows",
                font={"size": style.SMALL, "color": style.INK},
            )  # fmt: skip


def _rows(totals: pd.DataFrame, checks: pd.DataFrame) -> pd.DataFrame:
    """Steps and checks in one frame: kind, series, day, added, total, sum of our rows."""
    lines = totals.rename(columns={"dated_on": "day"}).assign(kind="step")
    marks = checks.rename(columns={"as_of_on": "day", "targets_count": "total_count"})
    rows = pd.concat([lines, marks.assign(kind="published total")], ignore_index=True)
    return rows[["kind", "series", "day", "added_count", "total_count", "rows_count"]]
