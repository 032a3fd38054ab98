"""Two lanes of terms down one time axis, with what passed between them: meetings, and texts that join both.

Time runs downwards, so that a narrow screen shows eighty years without shrinking the names.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

HEIGHT = 960
TOP, BOTTOM = 58, 12
BAR_PIXELS = 13
LEFT, RIGHT, MIDDLE = 0.34, 0.66, 0.5  # where the lanes and the events stand on an axis from 0 to 1
ASIDE = 0.02  # visits left of the middle, other meetings right of it
LABEL_GAP = 0.055  # from the middle of a lane to its labels
LIGHT = 0.45  # every other term is lighter, so that neighbours part
JOINED = style.CATEGORIES[2]
DAY = "%Y-%m-%d"


@form
def lanes(terms: pd.DataFrame, events: pd.DataFrame, about: About, *, since: str) -> Chart:
    """Terms of two sides as bars; meetings and joint texts between them.

    `terms` has `side` (two values, the first on the left), `label`, `leader`, `name_native`, `started_on`, `seen_on` and
    `is_complete`; terms begun before `since` are drawn from that day, and all end where the shorter lane does. `events` has
    `held_on`, `label`, `is_visit` and `kind`: `meeting`, full for a visit and else a ring, or `text`, a line that joins both
    lanes.
    """
    first = pd.Timestamp(since)
    last = terms.groupby("side")["seen_on"].max().min()
    begun, seen = terms["started_on"], terms["seen_on"]
    terms = terms.assign(
        shown_from=begun.mask(begun.lt(first), first), seen_on=seen.mask(seen.gt(last), last)
    )
    sides = list(terms["side"].unique())
    figure = style.base(HEIGHT)
    _texts(figure, events[events["kind"].eq("text")])
    for side, at, sign in zip(sides, (LEFT, RIGHT), (-1, 1), strict=True):
        _lane(figure, terms[terms["side"].eq(side)], side, at=at, sign=sign, span=(first, last))
    meetings = events[events["kind"].eq("meeting")].sort_values("held_on")
    visit = meetings["is_visit"].eq(True)
    columns = visit.map({True: MIDDLE - ASIDE, False: MIDDLE + ASIDE}).tolist()
    look = visit.map({True: "circle", False: "circle-open"}).tolist()
    _marks(figure, meetings, columns, style.INK, symbol=look, size=6, name="meetings")
    _headings(figure, sides)
    tens = [f"{year}-01-01" for year in range(first.year // 10 * 10 + 10, last.year + 1, 10)]
    figure.update_layout(
        xaxis=style.unseen(0, 1) | {"fixedrange": True},
        yaxis={"type": "date", "range": [f"{last + pd.Timedelta(days=120):{DAY}}", f"{first:{DAY}}"]}
        | {"tickvals": tens, "tickformat": "%Y", "showgrid": False},
        margin=style.margin(t=TOP, b=BOTTOM),
    )
    return about.chart(figure, _rows(terms, events), _told(terms, events, sides))


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
    pixel = (span[1] - span[0]) / (HEIGHT - TOP - BOTTOM)  # the time one pixel stands for
    # A term too thin to be seen takes the tone of the one before, so that those around it still part.
    parity = (terms["seen_on"] - terms["shown_from"]).ge(pixel).cumsum().sub(1) % 2
    for light, tone in enumerate((colour, style.tint(colour, LIGHT))):
        own = terms[parity.eq(light)]
        seen = own["seen_on"].dt.strftime(DAY)
        ended = own.assign(ended=seen.where(own["is_complete"], "in office"))
        said = style.told(ended, "{leader} {name_native}<br>{started_on:%Y-%m-%d} to {ended}")
        days = pen.broken(own["shown_from"].dt.strftime(DAY), seen)
        pen.path(figure, [at] * len(days), days, tone, BAR_PIXELS, said=pen.broken(said, said), name=side)
    middle = terms["shown_from"] + (terms["seen_on"] - terms["shown_from"]) / 2
    places = pen.spread(
        [(day - span[0]) / pixel for day in middle], style.SMALL + 2.5, 6, (span[1] - span[0]) / pixel
    )
    beside = [span[0] + place * pixel for place in places]
    tick = (at + sign * 0.022, at + sign * (LABEL_GAP - 0.006))
    for ends in zip(middle, beside, strict=True):
        pen.stroke(figure, tick, ends, "#b0b0b0", layer=None)
    figure.add_scatter(
        x=[at + sign * LABEL_GAP] * len(terms),
        y=[f"{y:{DAY}}" for y in beside],
        mode="text",
        text=terms["label"],
        textposition="middle left" if sign < 0 else "middle right",
        textfont={"size": style.SMALL, "color": style.INK},
        hoverinfo="skip",
        cliponaxis=False,
        name=f"{side}, names",
    )


def _texts(figure: go.Figure, texts: pd.DataFrame) -> None:
    """Each text as a line from lane to lane: the one thing that both sides signed."""
    days, said = texts["held_on"].dt.strftime(DAY), style.told(texts, "{label}<br>{held_on:%B %Y}")
    x, y = [LEFT, RIGHT, None] * len(texts), pen.broken(days, days)
    pen.path(figure, x, y, JOINED, 3, said=pen.broken(said, said), name="joint texts")


def _marks(figure: go.Figure, events: pd.DataFrame, places: list[float], colour: str, **look: Any) -> None:
    said = style.told(events, "{label}<br>{held_on:%B %Y}")
    pen.points(figure, places, events["held_on"].dt.strftime(DAY), colour, said, **look)


def _headings(figure: go.Figure, sides: Sequence[str]) -> None:
    left, right = (style.cue(side).colour for side in sides)
    lines = (
        (f"<b>{sides[0]}</b>", LEFT, "right", left, 7),
        (f"<b>{sides[1]}</b>", RIGHT, "left", right, 7),
        ("● visits", MIDDLE, "center", style.INK, 41),
        ("○ other meetings", MIDDLE, "center", style.INK, 24),
        ("━ joint texts", MIDDLE, "center", JOINED, 7),
    )
    for text, at, anchor, colour, up in lines:
        pen.write(figure, at, 1, text, colour, yref="paper", xanchor=anchor, yanchor="bottom", yshift=up)


def _rows(terms: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Exactly what is drawn: terms and events in one frame, in order of time."""
    bars = terms.rename(columns={"leader": "what", "seen_on": "until"}).assign(kind="term")
    dots = events.rename(columns={"held_on": "started_on", "label": "what"})
    visit = dots["is_visit"].map({True: "visit", False: "other meeting"})
    dots = dots.assign(kind=visit.fillna(dots["kind"]))
    rows = pd.concat([bars, dots], ignore_index=True).sort_values(["started_on", "kind"])
    return rows[["kind", "side", "what", "name_native", "started_on", "until", "is_complete"]]


def _told(terms: pd.DataFrame, events: pd.DataFrame, sides: Sequence[str]) -> list[str]:
    """The numbers of everything drawn."""
    kinds = events["kind"].value_counts()
    count = terms["side"].value_counts()
    told = [f"{side}: {count[side]} terms" for side in sides]
    met = (
        f"meetings: {int(kinds.get('meeting', 0))}, of them visits: {int(events['is_visit'].eq(True).sum())}"
    )
    return [*told, met, f"joint texts: {int(kinds.get('text', 0))}"]
