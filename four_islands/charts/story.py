"""The story in one chart: who held what, who led, and what happened, from 1855 down to today.

Time runs downwards and one unit of the axis is one pixel. The war and what followed need more room than the empire: from
1940 a year without events is four times as tall, and everywhere a year is as tall as the labels of its events, so that
each label stands level with its day and needs no guide; the chart says where years grow taller. On the leaf of the printed
book that folds out each event has its sentence.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.fold import FoldOut

FIRST, TURN, LAST = 1855, 1940, 2027
FASTER = 4  # how many times as tall a year without events is after the turn
BAR = 9
BRIEF = 2  # pixels; a term that short does not turn the shade, so that long neighbours part
LETTER = 3.7  # pixels a letter of a name needs along its bar, less than it takes: it may reach over the ends
BESIDE = 8.8  # pixels a letter takes where another name follows, on paper, where years are less tall
Down = Callable[[float], float]
COLUMNS = {  # where each bar stands on an axis from 0 to 1, and what is written above it
    "south-sakhalin": (0.015, "Southern Sakhalin"),
    "northern-kurils": (0.057, "Kurils, Urup north"),
    "four-islands": (0.099, "The four islands"),
    "russia": (0.17, "Moscow"),
    "japan": (0.26, "Tokyo"),
}
# Of marks and words, from the left; on the leaf from its bars.
DOT, LABEL, TOLD = 0.345, 0.375, 0.77
TOLD_SIZE, TOLD_WIDTH = 11, 128  # of those sentences: pixels, 7.8 points as they are printed; letters a line
HOLDERS = {"japan": "Japan", "russia": "Russia", "undivided": "other"}
SIDES = {
    "japan": style.CUES["Japan"].colour,
    "russia": style.CUES["Russia"].colour,
    "both": style.INK,
    "allies": style.FAINT,
    "other": style.FAINT,
}
ACTED = {
    "japan": "Japan acts",
    "russia": "Moscow acts",
    "both": "both act",
    "other": "the Allies or others act",
}
SYMBOLS = {"document": "diamond", "offer": "circle", "war": "x", "people": "triangle-up"}
KINDS = {
    "document": "document",
    "offer": "offer, condition, refusal",
    "war": "war, end of a state",
    "people": "people",
}


class Sheet(NamedTuple):
    """What the chart is drawn on, in pixels: from label to label, above the first year, a year; and how many pages wide."""

    line: float = style.SMALL + 3.5  # so that labels stay apart on paper too
    head: float = 140  # for the names of the columns and the key
    year: float = 1.5
    pages: float = 1
    bars: float = 1  # how many times as far from each other: on the leaf the names of leaders lie

    def at(self, place: float) -> float:
        """Where something beside the bars stands."""
        return place + DOT * (self.bars - 1)


FOLD = Sheet(12.6, 108, 0.32, 2.55, 1.95)


@form
def story_timeline(events: pd.DataFrame, holders: pd.DataFrame, terms: pd.DataFrame, about: About) -> FoldOut:
    """Bars of who held three lands and of who led, and beside them the events with their years.

    `events` has `dated_on`, `label`, `kind`, `side` and `what`; `holders` is the table; `terms` has `side`, `name`,
    `started_on`, `seen_on` and `is_named`.
    """
    marks = style.told(events, "{dated_on:%Y} {label}")
    chart = about.chart(_drawn(events, holders, terms, Sheet()), _rows(events, holders, terms), marks)
    return FoldOut(**vars(chart), fold=_drawn(events, holders, terms, FOLD))


def _drawn(events: pd.DataFrame, holders: pd.DataFrame, terms: pd.DataFrame, sheet: Sheet) -> go.Figure:
    told = [textwrap.fill(what, TOLD_WIDTH) if sheet.pages > 1 else "" for what in events["what"]]
    down = scale(
        [(_year(day), lines.count("\n") + 1) for day, lines in zip(events["dated_on"], told, strict=True)],
        sheet,
    )
    figure = style.base(round(down(LAST) + sheet.head) + 16)
    years = [*range(1860, TURN, 20), *range(TURN, LAST, 10)]
    across = 0, sheet.at(DOT) - 0.02
    for year in years:
        pen.stroke(figure, across, (down(year), down(year)), style.RULE)
    _bars(figure, holders, down, sheet)
    _lanes(figure, terms, down, sheet)
    _events(figure, events.assign(y=[down(_year(day)) for day in events["dated_on"]], told=told), sheet)
    _key(figure, sheet)
    for at, words in COLUMNS.values():
        turned = {"xanchor": "center", "yanchor": "bottom", "textangle": -90}
        pen.write(figure, at * sheet.bars, -8, words, style.INK, **turned)
    y, words = down(TURN), "<i>from here on years are taller</i>"
    pen.stroke(figure, across, (y, y), style.FAINT, dash="dash", layer=None)
    pen.write(figure, sheet.at(LABEL), y, words, style.FAINT, xanchor="left")
    figure.update_layout(
        xaxis=style.unseen(0, sheet.pages) | {"fixedrange": True},
        yaxis={"range": [down(LAST), -sheet.head], "showgrid": False}
        | style.named({str(y): down(y) for y in years}),
        margin=style.margin(),
    )
    return figure


def scale(labels: list[tuple[float, int]], sheet: Sheet) -> Down:
    """How far below the first year a time stands, so that each label, given with its lines, stands where it belongs."""
    years, places, need = [float(FIRST)], [0.0], 0.0
    for year, lines in sorted([*labels, (TURN, 1), (LAST, 1)]):
        tall = sheet.year * (FASTER if years[-1] >= TURN else 1)
        places.append(places[-1] + max((year - years[-1]) * tall, need))
        years.append(year)
        need = lines * sheet.line
    return lambda year: float(np.interp(year, years, places))


def _year(day: pd.Timestamp) -> float:
    return day.year + (day.day_of_year - 1) / 366


def _bars(figure: go.Figure, holders: pd.DataFrame, down: Down, sheet: Sheet) -> None:
    for spell in holders[holders["land"].isin(COLUMNS)].to_dict("records"):
        end = down(LAST if pd.isna(spell["to_on"]) else _year(spell["to_on"]))
        colour = style.cue(HOLDERS[spell["holder"]]).colour
        at, name = COLUMNS[spell["land"]]
        x = [at * sheet.bars] * 2
        holder = HOLDERS[spell["holder"]].replace("other", spell["holder"])
        text = f"{name}: {holder}<br>{_from_to(spell['from_on'], spell['to_on'])}"
        bar = {"opacity": 0.75, "name": f"{name}, {spell['holder']}"}
        pen.path(figure, x, [down(_year(spell["from_on"])), end], colour, BAR, said=[text, text], **bar)


def _from_to(start: pd.Timestamp, end: pd.Timestamp) -> str:
    until = "today" if pd.isna(end) else f"{end.day} {end:%B %Y}"
    return f"{start.day} {start:%B %Y} to {until}"


def _lanes(figure: go.Figure, terms: pd.DataFrame, down: Down, sheet: Sheet) -> None:
    lies = sheet.bars > 1
    for side, lane in terms.groupby("side", sort=False):
        at = COLUMNS[str(side)][0] * sheet.bars
        shade, free = 0, 0.0
        for term in lane.to_dict("records"):
            start = down(max(_year(term["started_on"]), FIRST))
            end = down(LAST if pd.isna(term["seen_on"]) else _year(term["seen_on"]))
            text = f"{term['name']}<br>{_from_to(term['started_on'], term['seen_on'])}"
            bar = {"opacity": (0.85, 0.4)[shade], "name": term["name"]}
            pen.path(figure, [at, at], [start, end], SIDES[str(side)], BAR, said=[text, text], **bar)
            shade = 1 - shade if end - start > BRIEF else shade
            if term["is_named"] and (lies or end - start > len(term["name"]) * LETTER):
                half = sheet.line / 2 if lies else len(term["name"]) * BESIDE / 2
                middle = max((start + end) / 2, free + half)
                free = middle + half
                look = {"xanchor": "left", "textangle": 0 if lies else -90, "xshift": 6}
                pen.write(figure, at, middle, term["name"], **look)


def _events(figure: go.Figure, events: pd.DataFrame, sheet: Sheet) -> None:
    for top, lines in zip(events["y"], events["told"], strict=True):
        for n, sentence in enumerate(lines.splitlines()):
            y = top + n * sheet.line
            pen.write(figure, sheet.at(TOLD), y, sentence, size=TOLD_SIZE, xanchor="left")
    for kind, part in events.groupby("kind", sort=False):
        colours = [SIDES[side] for side in part["side"]]
        said = [style.folded(words) for words in style.told(part, "{dated_on:%-d %B %Y}: {what}")]
        look = {"symbol": SYMBOLS[str(kind)], "size": 7, "name": KINDS[str(kind)]}
        pen.points(figure, [sheet.at(DOT)] * len(part), part["y"], colours, said, **look)
    words = style.told(events, "{dated_on:%Y} {label}")
    for text, side, y in zip(words, events["side"], events["y"], strict=True):
        pen.write(figure, sheet.at(LABEL), y, text, SIDES[side], xanchor="left")


def _key(figure: go.Figure, sheet: Sheet) -> None:
    """Above the events: what the marks and the colours say."""
    rows = [(words, SYMBOLS[kind], style.FAINT) for kind, words in KINDS.items()]
    rows += [(words, "", SIDES[side]) for side, words in ACTED.items()]
    for i, (words, symbol, colour) in enumerate(rows):
        y = (i + 0.8) * min(sheet.line, sheet.head / 9.2) - sheet.head
        if symbol:
            look = {"symbol": symbol, "size": 7, "name": f"key: {words}"}
            pen.points(figure, [sheet.at(DOT)], [y], colour, hoverinfo="skip", **look)
        pen.write(figure, sheet.at(LABEL), y, words, colour, xanchor="left")


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
