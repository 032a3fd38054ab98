"""A skyline of terms: every term a block as wide and as high as it lasted, with the other side and events beneath.

Height repeats width on purpose: a row of short terms is a low roof, a long term a tower, and the area under the roof
shows how much of the time went to the long ones.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.measures.tenure import DAYS_PER_YEAR
from press.figure.chart import Chart

HEIGHT = 470
LIGHT = 0.5  # every other block is lighter, so that neighbours part
EVENTS_AT, BAND_AT, NAMES_AT, LOWEST = -0.4, -1.5, (-2.25, -3.0), -3.5  # in years of the vertical axis
BAND_PIXELS = 14
SEEN = 0.5  # years below which a span is too narrow to be told from its neighbour
NAMED = 3.5  # years below which a span of the other side carries no name
DAY = "%Y-%m-%d"


@form
def skyline(
    terms: pd.DataFrame, others: pd.DataFrame, events: pd.DataFrame, about: About, *, towers: float
) -> Chart:
    """Terms as blocks, with the names of those of `towers` years and more; `others` as a band below, events between.

    `terms` and `others` have `country`, `leader`, `label`, `started_on`, `seen_on`, `is_complete`; those of `others` begun
    before the first term are drawn from there. `events` has `dated_on`, `label` and `is_named`: true writes the year below.
    """
    years = (terms["seen_on"] - terms["started_on"]).dt.days / DAYS_PER_YEAR
    terms = terms.assign(years=years).sort_values("started_on").reset_index(drop=True)
    first, last = terms["started_on"].min(), max(terms["seen_on"].max(), others["seen_on"].max())
    others = others.assign(shown_from=others["started_on"].clip(lower=first))
    others = others[others["seen_on"].gt(first)].sort_values("started_on").reset_index(drop=True)
    figure = style.base(HEIGHT)
    _blocks(figure, terms)
    pen.stroke(figure, (0, 1), (towers, towers), style.INK, dash="dot", layer="above", xref="paper")
    _names(figure, terms, towers)
    _band(figure, others)
    x, y = events["dated_on"].dt.strftime(DAY), [EVENTS_AT] * len(events)
    said = style.told(events, "{label}<br>{dated_on:%B %Y}")
    pen.points(figure, x, y, style.INK, said, symbol="diamond", size=9, name="events")
    for day in events.loc[events["is_named"], "dated_on"]:
        pen.write(figure, f"{day:{DAY}}", EVENTS_AT, f"{day:%Y}", yanchor="top", yshift=-6)
    edge = pd.Timedelta(days=200)
    tens = [f"{year}-01-01" for year in range(1950, last.year + 1, 10)]
    span = [f"{first - edge:{DAY}}", f"{last + edge:{DAY}}"]
    high = {"tickvals": [0, 2, 4, 6], "title": {"text": "years in office"}}
    figure.update_layout(
        xaxis={"type": "date", "range": span, "tickvals": tens, "tickformat": "%Y"},
        yaxis={"range": [LOWEST, years.max() + 1.1]} | high,
    )
    told = style.told(terms, "{leader}: {years:.1f} years from {started_on:%Y}")
    return about.chart(figure, _rows(terms, others, events), told)


def _blocks(figure: go.Figure, terms: pd.DataFrame) -> None:
    colour = style.cue(str(terms["country"].iloc[0])).colour
    for parity, tone in enumerate((colour, style.tint(colour, LIGHT))):
        x: list[str] = []
        y: list[float] = []
        for term in terms.iloc[parity::2].to_dict("records"):
            start, end = f"{term['started_on']:{DAY}}", f"{term['seen_on']:{DAY}}"
            x += [start, start, end, end]
            y += [0, term["years"], term["years"], 0]
        own = terms.iloc[parity::2].assign(so_far=terms["is_complete"].map({True: "", False: " so far"}))
        said = style.told(own, "{leader}<br>{years:.1f} years{so_far}, from {started_on:%-d %B %Y}")
        block = {"fill": "tozeroy", "fillcolor": tone, "name": str(terms["country"].iloc[0])}
        pen.path(figure, x, y, tone, 0, said=[words for words in said for _ in range(4)], **block)


def _names(figure: go.Figure, terms: pd.DataFrame, towers: float) -> None:
    """Names on top of the towers, moved to the left where the next block is the higher one."""
    beside = terms.assign(following=terms["years"].shift(-1).fillna(0))
    for term in beside[beside["years"].ge(towers)].to_dict("records"):
        beside_higher = term["following"] > term["years"]
        middle = term["started_on"] + (term["seen_on"] - term["started_on"]) / 2
        day, side, shift = (term["seen_on"], "right", -3) if beside_higher else (middle, "center", 0)
        at = {"xanchor": side, "xshift": shift, "yanchor": "bottom"}
        pen.write(figure, f"{day:{DAY}}", term["years"], term["label"], **at)


def _band(figure: go.Figure, others: pd.DataFrame) -> None:
    """The other side as one band, its long spans named under it on two lines in turn."""
    colour = style.cue(str(others["country"].iloc[0])).colour
    spans = (others["seen_on"] - others["shown_from"]).dt.days / DAYS_PER_YEAR
    turn = spans.ge(SEEN).cumsum() % 2  # a span too short to be seen takes no turn
    for parity, tone in enumerate((colour, style.tint(colour, LIGHT))):
        own = others[turn.eq(parity)]
        ended = own["seen_on"].dt.strftime("%-d %B %Y").where(own["is_complete"], "today")
        said = style.told(own.assign(ended=ended), "{leader}<br>{started_on:%-d %B %Y} to {ended}")
        days = pen.broken(*(own[day].dt.strftime(DAY) for day in ("shown_from", "seen_on")))
        y, name = [BAND_AT if day else None for day in days], str(others["country"].iloc[0])
        pen.path(figure, days, y, tone, BAND_PIXELS, said=pen.broken(said, said), name=name)
    for line, named in enumerate(others[spans.ge(NAMED)].to_dict("records")):
        middle = named["shown_from"] + (named["seen_on"] - named["shown_from"]) / 2
        pen.write(figure, f"{middle:{DAY}}", NAMES_AT[line % 2], named["label"], colour, yanchor="middle")


def _rows(terms: pd.DataFrame, others: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Exactly what is drawn, in order of time."""
    spans = pd.concat([terms, others], ignore_index=True).assign(kind="term")
    spans = spans.rename(columns={"leader": "what", "started_on": "from", "seen_on": "until"})
    marks = events.rename(columns={"label": "what", "dated_on": "from"}).assign(kind="text")
    columns = ["kind", "country", "what", "from", "until", "is_complete"]
    return pd.concat([spans, marks], ignore_index=True).sort_values(["from", "kind"])[columns]
