"""Two lanes of terms down one time axis, with events between them.

Time runs downwards, so that a narrow screen shows eighty years without shrinking the names.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

HEIGHT = 860
TOP, BOTTOM = 44, 12
BAR_PIXELS = 13
LEFT, RIGHT, MIDDLE = 0.41, 0.59, 0.5  # where the lanes and the events stand on an axis from 0 to 1
LABEL_GAP = 0.055  # from the middle of a lane to its labels
COLUMNS = (MIDDLE, MIDDLE - 0.035, MIDDLE + 0.035)  # events close in time stand side by side
LIGHT = 0.45  # every other term is lighter, so that neighbours part


def lanes(
    terms: pd.DataFrame,
    events: pd.DataFrame,
    about: About,
    *,
    between: str,
    since: str,
) -> Chart:
    """Terms of two sides as bars, events as dots between them, `between` naming the events.

    `terms` has `side` (two values, the first on the left), `label`, `leader`, `name_native`, `started_on`, `seen_on` and
    `is_complete`; terms begun before `since` are drawn from that day. `events` has `held_on`, `label`.
    """  # fmt: skip
    first = pd.Timestamp(since)
    terms = terms.assign(shown_from=terms["started_on"].mask(terms["started_on"].lt(first), first))
    last = terms["seen_on"].max()
    figure = style.base(HEIGHT)
    for side, at, sign in zip(terms["side"].unique(), (LEFT, RIGHT), (-1, 1), strict=True):
        _lane(figure, terms[terms["side"].eq(side)], side, at=at, sign=sign, span=(first, last))
    _events(figure, events)
    for text, at, colour in _headings(list(terms["side"].unique()), between):
        figure.add_annotation(x=at, y=1, yref="paper", text=f"<b>{text}</b>", showarrow=False, yanchor="bottom",
                              yshift=6, font={"size": style.SMALL, "color": colour})  # fmt: skip
    figure.update_layout(
        xaxis={"visible": False, "range": [0, 1], "fixedrange": True},
        yaxis={"type": "date", "range": [f"{last + pd.Timedelta(days=120):%Y-%m-%d}", f"{first:%Y-%m-%d}"],
               "tickvals": [f"{year}-01-01" for year in range(first.year // 10 * 10 + 10, last.year + 1, 10)],
               "tickformat": "%Y"},
        margin={"l": 8, "r": 8, "t": TOP, "b": BOTTOM},
    )  # fmt: skip
    return about.chart(
        figure,
        _rows(terms, events),
        [f"{side}: {len(part)} terms" for side, part in terms.groupby("side", sort=False)]
        + [f"{between}: {len(events)}"],
    )


def _lane(
    figure: go.Figure,
    terms: pd.DataFrame,
    side: str,
    *,
    at: float,
    sign: int,
    span: tuple[pd.Timestamp, pd.Timestamp],
) -> None:
    colour = style.cue(side).colour
    for parity, tone in enumerate((colour, _tint(colour, LIGHT))):
        days: list[str | None] = []
        texts: list[str | None] = []
        for term in terms.iloc[parity::2].itertuples():
            days += [f"{term.shown_from:%Y-%m-%d}", f"{term.seen_on:%Y-%m-%d}", None]
            ended = f"{term.seen_on:%Y-%m-%d}" if term.is_complete else "in office"
            texts += [f"{term.leader} {term.name_native}<br>{term.started_on:%Y-%m-%d} to {ended}"] * 2 + [
                None
            ]
        figure.add_scatter(x=[at] * len(days), y=days, mode="lines", line={"color": tone, "width": BAR_PIXELS},
                           hovertext=texts, hoverinfo="text", name=side)  # fmt: skip
    middle = terms["shown_from"] + (terms["seen_on"] - terms["shown_from"]) / 2
    pixel = (span[1] - span[0]) / (HEIGHT - TOP - BOTTOM)  # the time one pixel stands for
    places = style.spread(
        [(day - span[0]) / pixel for day in middle], style.SMALL + 2.5, 6, (span[1] - span[0]) / pixel
    )
    beside = [span[0] + place * pixel for place in places]
    for day, y in zip(middle, beside, strict=True):
        figure.add_shape(type="line", x0=at + sign * 0.022, x1=at + sign * (LABEL_GAP - 0.006), y0=day, y1=y,
                         line={"color": "#b0b0b0", "width": 1})  # fmt: skip
    figure.add_scatter(
        x=[at + sign * LABEL_GAP] * len(terms), y=[f"{y:%Y-%m-%d}" for y in beside], mode="text", text=terms["label"],
        textposition="middle left" if sign < 0 else "middle right", textfont={"size": style.SMALL, "color": style.INK},
        hoverinfo="skip", cliponaxis=False, name=f"{side}, names",
    )  # fmt: skip


def _tint(colour: str, share: float) -> str:
    """A lighter colour that still hides the lines behind it."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


def _events(figure: go.Figure, events: pd.DataFrame) -> None:
    events = events.sort_values("held_on")
    figure.add_scatter(
        x=[COLUMNS[i % len(COLUMNS)] for i in range(len(events))], y=events["held_on"].dt.strftime("%Y-%m-%d"),
        mode="markers", marker={"size": 6, "color": style.INK, "symbol": "diamond"},
        hovertext=events["label"], hoverinfo="text", name="events",
    )  # fmt: skip


def _headings(sides: Sequence[str], between: str) -> list[tuple[str, float, str]]:
    left, right = sides
    return [
        (left, LEFT - 0.13, style.cue(left).colour),
        (between, MIDDLE, style.FAINT),
        (right, RIGHT + 0.15, style.cue(right).colour),
    ]


def _rows(terms: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Exactly what is drawn: terms and events in one frame, in order of time."""
    bars = terms.rename(columns={"leader": "what", "seen_on": "until"}).assign(kind="term")
    dots = events.rename(columns={"held_on": "started_on", "label": "what"}).assign(kind="event")
    rows = pd.concat([bars, dots], ignore_index=True).sort_values(["started_on", "kind"])
    return rows[["kind", "side", "what", "name_native", "started_on", "until", "is_complete"]].reset_index(
        drop=True
    )
