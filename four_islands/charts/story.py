"""The story in one chart: who held what, who led, and what happened, from 1855 down to today.

Time runs downwards and one unit of the axis is one pixel, so that every label has its line on a telephone and on
paper. The war and what followed need more room than the empire: from 1940 a year is four times as tall, and the chart
says so. On the leaf of the printed book that folds out each event has its sentence beside it.
"""

from __future__ import annotations

import textwrap
from itertools import chain
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.fold import FoldOut

FIRST, TURN, LAST = 1855, 1940, 2027
SLOW, FAST = 2.15, 8.6  # pixels a year before the turn and after it
HEAD = 124  # pixels above 1855, for the names of the columns and the key
LINE = style.SMALL + 3.5  # pixels from one label to the next, so that they stay apart on paper too
BAR = 9
BRIEF = 2  # pixels; a term that short does not turn the shade, so that long neighbours part
LETTER = 5.2  # pixels a letter of a name needs along its bar, a little less than it takes: it may reach over the ends
BESIDE = 8.8  # pixels a letter takes where another name follows, on paper, where years are less tall
COLUMNS = {  # where each bar stands on an axis from 0 to 1, and what is written above it
    "south-sakhalin": (0.015, "Southern Sakhalin"),
    "northern-kurils": (0.057, "Kurils, Urup north"),
    "four-islands": (0.099, "The four islands"),
    "russia": (0.17, "Moscow"),
    "japan": (0.26, "Tokyo"),
}
DOT, LABEL, TOLD = 0.345, 0.385, 0.805
TOLD_SIZE, TOLD_WIDTH = 11, 152  # of those sentences: pixels, 7.8 points as they are printed; letters a line
HOLDERS = {"japan": "Japan", "russia": "Russia", "undivided": "other"}
SIDES = {
    "japan": style.CUES["Japan"].colour,
    "russia": style.CUES["Russia"].colour,
    "both": style.INK,
    "allies": style.FAINT,
    "other": style.FAINT,
}
ACTED = {"japan": "Japan acts", "russia": "Moscow acts", "both": "both act", "other": "others act"}
SYMBOLS = {"document": "diamond", "offer": "circle", "war": "x", "people": "triangle-up"}
KINDS = {
    "document": "document",
    "offer": "offer, condition, refusal",
    "war": "war, end of a state",
    "people": "people",
}


class Sheet(NamedTuple):
    """What the chart is drawn on: pixels from label to label, those above the first year, and how many pages wide it is."""

    line: float = LINE
    head: float = HEAD
    pages: float = 1


FOLD = Sheet(16.2, 150, 2.55)


def story_timeline(events: pd.DataFrame, holders: pd.DataFrame, terms: pd.DataFrame, about: About) -> FoldOut:
    """Bars of who held three lands and of who led, and beside them the events with their years.

    `events` has `dated_on`, `label`, `kind`, `side` and `what`; `holders` is the table; `terms` has `side`, `name`,
    `started_on`, `seen_on` and `is_named`.
    """
    marks = style.told(events, "{dated_on:%Y} {label}")
    chart = about.chart(_drawn(events, holders, terms, Sheet()), _rows(events, holders, terms), marks)
    return FoldOut(**vars(chart), fold=_drawn(events, holders, terms, FOLD))


def _drawn(events: pd.DataFrame, holders: pd.DataFrame, terms: pd.DataFrame, sheet: Sheet) -> go.Figure:
    figure = style.base(round(_total() + sheet.head) + 16)
    _bars(figure, holders)
    _lanes(figure, terms)
    _events(figure, events, sheet)
    _key(figure, sheet)
    for at, words in COLUMNS.values():
        pen.write(figure, at, -8, words, style.INK, xanchor="center", yanchor="bottom", textangle=-90)
    _turn(figure)
    years = [*range(1860, TURN, 20), *range(TURN, LAST, 10)]
    for year in years:
        pen.stroke(figure, (0, DOT - 0.02), (_year(year), _year(year)), style.RULE)
    figure.update_layout(
        xaxis=style.unseen(0, sheet.pages) | {"fixedrange": True},
        yaxis={"range": [_total(), -sheet.head], "showgrid": False}
        | style.named({str(y): _year(y) for y in years}),
        margin=style.margin(),
    )
    return figure


def down(day: pd.Timestamp) -> float:
    """Where a day stands, in pixels below the first year."""
    return _year(day.year + (day.day_of_year - 1) / 366)


def _year(year: float) -> float:
    return (min(year, TURN) - FIRST) * SLOW + max(year - TURN, 0) * FAST


def _total() -> float:
    return _year(LAST)


def _bars(figure: go.Figure, holders: pd.DataFrame) -> None:
    for spell in holders[holders["land"].isin(COLUMNS)].to_dict("records"):
        end = _total() if pd.isna(spell["to_on"]) else down(spell["to_on"])
        colour = style.cue(HOLDERS[spell["holder"]]).colour
        at, name = COLUMNS[spell["land"]]
        holder = HOLDERS[spell["holder"]].replace("other", spell["holder"])
        text = f"{name}: {holder}<br>{_from_to(spell['from_on'], spell['to_on'])}"
        bar = {"opacity": 0.75, "name": f"{name}, {spell['holder']}"}
        pen.path(figure, [at, at], [down(spell["from_on"]), end], colour, BAR, said=[text, text], **bar)


def _from_to(start: pd.Timestamp, end: pd.Timestamp) -> str:
    until = "today" if pd.isna(end) else f"{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B %Y} to {until}"


def _lanes(figure: go.Figure, terms: pd.DataFrame) -> None:
    first = pd.Timestamp(year=FIRST, month=1, day=1)
    for side, lane in terms.groupby("side", sort=False):
        at, _ = COLUMNS[str(side)]
        shade, free = 0, 0.0
        for term in lane.to_dict("records"):
            start = down(max(term["started_on"], first))
            end = _total() if pd.isna(term["seen_on"]) else down(term["seen_on"])
            text = f"{term['name']}<br>{_from_to(term['started_on'], term['seen_on'])}"
            bar = {"opacity": (0.85, 0.4)[shade], "name": term["name"]}
            pen.path(figure, [at, at], [start, end], SIDES[str(side)], BAR, said=[text, text], **bar)
            shade = 1 - shade if end - start > BRIEF else shade
            if term["is_named"] and end - start > len(term["name"]) * LETTER:
                turned = {"xanchor": "left", "textangle": -90, "xshift": 6}
                half = len(term["name"]) * BESIDE / 2
                middle = max((start + end) / 2, free + half)
                free = middle + half
                pen.write(figure, at, middle, term["name"], **turned)


def _events(figure: go.Figure, events: pd.DataFrame, sheet: Sheet) -> None:
    at = [down(day) for day in events["dated_on"]]
    told = [textwrap.wrap(what, TOLD_WIDTH) if sheet.pages > 1 else [""] for what in events["what"]]
    lines = pen.spread([y for y, said in zip(at, told, strict=True) for _ in said], sheet.line, 0, _total())
    beside = [lines[sum(map(len, told[:n]))] for n in range(len(at))]
    for y, sentence in zip(lines, chain.from_iterable(told), strict=True):
        if sentence:
            pen.write(figure, TOLD, y, sentence, size=TOLD_SIZE, xanchor="left")
    for y, line in zip(at, beside, strict=True):
        pen.stroke(figure, (DOT + 0.012, LABEL - 0.008), (y, line), "#b0b0b0", layer=None)
    for kind, part in events.assign(y=at, line=beside).groupby("kind", sort=False):
        colours = [SIDES[side] for side in part["side"]]
        said = [style.folded(words) for words in style.told(part, "{dated_on:%-d %B %Y}: {what}")]
        look = {"symbol": SYMBOLS[str(kind)], "size": 7, "name": KINDS[str(kind)]}
        pen.points(figure, [DOT] * len(part), part["y"], colours, said, **look)
    words = style.told(events, "{dated_on:%Y} {label}")
    for text, side, line in zip(words, events["side"], beside, strict=True):
        pen.write(figure, LABEL, line, text, SIDES[side], xanchor="left")


def _key(figure: go.Figure, sheet: Sheet) -> None:
    """Above the events: what the marks and the colours say."""
    top = sheet.line - sheet.head
    for i, (kind, words) in enumerate(KINDS.items()):
        y, look = top + i * sheet.line, {"symbol": SYMBOLS[kind], "size": 7, "name": f"key: {words}"}
        pen.points(figure, [DOT], [y], style.FAINT, hoverinfo="skip", **look)
        pen.write(figure, LABEL, y, words, style.FAINT, xanchor="left")
    for i, (side, words) in enumerate(ACTED.items()):
        x, y = LABEL + 0.3 * (i % 2), top + (4.6 + i // 2) * sheet.line
        pen.write(figure, x, y, words, SIDES[side], xanchor="left")


def _turn(figure: go.Figure) -> None:
    """Where the scale changes, in words."""
    y = _year(TURN)
    pen.stroke(figure, (0, DOT - 0.02), (y, y), style.FAINT, dash="dash", layer=None)
    words = "<i>below: years 4 times as tall</i>"
    pen.write(figure, LABEL, y - LINE * 0.35, words, style.FAINT, xanchor="left")


def _rows(events: pd.DataFrame, holders: pd.DataFrame, terms: pd.DataFrame) -> pd.DataFrame:
    """What is drawn, in one frame: lands held, terms and events, in order of time."""
    lands = holders[holders["land"].isin(COLUMNS)]
    parts = [
        lands.assign(row="land", name=lands["land"], side=lands["holder"], until=lands["to_on"]),
        terms.assign(row="leader", from_on=terms["started_on"], until=terms["seen_on"]),
        events.assign(
            row=events["kind"], name=events["label"], from_on=events["dated_on"], until=events["until_on"]
        ),
    ]
    columns = ["row", "side", "name", "from_on", "until"]
    return pd.concat([part[columns] for part in parts]).sort_values(
        ["from_on", "row", "name"], ignore_index=True
    )
