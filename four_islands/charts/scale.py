"""Numbers on one scale over time: who put how many, on which day, and how long a side's own number stood.

A mark is a day, its look a side, its row the number. What a side put by itself is carried on by a thin line: years in
which nobody spoke must not outweigh the words. What puts no number stands in a row of its own at the foot, so that
silence is never a zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

LANE_PIXELS = 50
NAME_AT = 0.36  # of a lane, from a line up to the words above it
HINT_AT = -0.2  # a hint hangs below the line, where it hides nothing
LINE, FULL = 3, 0.5  # the thickness of what carries a number on, in pixels, and how full its colour is
LESS = 3  # pixels by which a hint is smaller than what was said outright
LETTER, GAP = 0.02, 0.018  # a letter and the room after a word, as shares of the axis on a telephone
CLEAR = 0.026  # the same room between two words that are given
DAY = "%Y-%m-%d"
MARK = "{shown}, {party}, {stands} ({force}): {title}"  # as it is read out


@dataclass(frozen=True, slots=True)
class Mark:
    """How the words of one party are marked: its name in the key, a colour, and a symbol, open for what it only hinted."""

    word: str
    colour: str
    symbol: str = "circle"
    size: int = 9


@form
def scale(
    bars: pd.DataFrame,
    silent: pd.DataFrame,
    about: About,
    *,
    lanes: Mapping[str, str],
    parties: Mapping[str, Mark],
    hint: str,
    span: tuple[str, str],
    named: Mapping[str, str] | None = None,
    years: bool = True,
) -> Chart:
    """`bars` has `party`, `islands`, `force`, `made_on`, `until_on`, `shown` (the date in words), `title`, `offer_id`.

    Of `force` “alone” has a line, “hinted” an open mark, for which `hint` is the word of the key. `silent` has `made_on`,
    `shown`, `title`. `lanes` gives the lanes from the bottom; `named` gives a few marks, by their id, a word in the
    figure. The others are named by their year, where a telephone has room for it, unless `years` is false. Where `bars`
    has `is_firm`, the line of what is not firm is dotted.
    """
    figure = style.base(round(LANE_PIXELS * (len(lanes) + 1)) + 56)
    at = {lane: i for i, lane in enumerate(lanes, 1)}
    for lane, word in lanes.items():
        pen.ground(figure, at[lane])
        pen.write_at_edge(figure, at[lane] + NAME_AT, word, style.FAINT, yanchor="middle")
        on = bars[bars["islands"].eq(lane)]
        on = on.assign(word=on["offer_id"].map(dict(named or {})))
        on = on if years else on[on["word"].notna()]
        for day, text, side in _words(on, word, span):
            where = {"xanchor": side, "yanchor": "middle"}
            pen.write(figure, f"{day:{DAY}}", at[lane] + NAME_AT, text, **where)
    for party, look in parties.items():
        of = bars[bars["party"].eq(party)]
        own, hinted = of[of["force"].eq("alone")], of["force"].eq("hinted")
        firm = own.get("is_firm", pd.Series(True, index=own.index)).astype(bool)
        for held, dash in ((own[firm], None), (own[~firm], "dot")):
            _carry(figure, held, at, look, dash)
        for part, down, kind in ((of[hinted], HINT_AT, "-open"), (of[~hinted], 0.0, "")):
            heights = (part["islands"].map(at) + down).tolist()
            shape = {
                "symbol": look.symbol + kind,
                "size": look.size - LESS * bool(kind),
                "showlegend": not kind,
            }
            edge = (look.colour, 2) if kind else None
            days = part["made_on"].dt.strftime(DAY).tolist()
            pen.points(figure, days, heights, look.colour, _said(part), edge=edge, name=look.word, **shape)
    ring = {"symbol": "circle-open", "size": 9 - LESS, "edge": (style.FAINT, 2), "showlegend": True}
    pen.points(figure, [None], [None], style.FAINT, name=hint, **ring)
    _foot(figure, silent)
    tens = {"dtick": "M120", "tickformat": "%Y", "tick0": "1960-01-01"}
    figure.update_layout(
        xaxis={"type": "date", "range": list(span)} | tens,
        yaxis=style.unseen(-0.5, len(lanes) + 0.7),
        margin=style.margin(t=36),
        showlegend=True,
        legend=style.LEGEND,
    )
    bars = bars.assign(stands=bars["islands"].map(lanes))
    return about.chart(figure, _rows(bars, silent), style.told(bars, MARK))


def _carry(
    figure: go.Figure, held: pd.DataFrame, at: Mapping[str, int], look: Mark, dash: str | None
) -> None:
    """The lines that carry the numbers of one party on, full or dotted."""
    if held.empty:
        return
    ends = (held[day].dt.strftime(DAY) for day in ("made_on", "until_on"))
    places, said = held["islands"].map(at), _said(held, "<br>stood until {until_on:%Y}")
    line = {"said": pen.broken(said, said), "name": look.word, "showlegend": False}
    line |= {"line_dash": dash} if dash else {}
    colour = style.tint(look.colour, FULL)
    pen.path(figure, pen.broken(*ends), pen.broken(places, places), colour, LINE, **line)


def _words(bars: pd.DataFrame, lane: str, span: tuple[str, str]) -> Iterator[tuple[pd.Timestamp, str, str]]:
    """The words over the marks of one lane, the day of an end of each, and which end: first those given, then years, hints last.

    A given word begins at its mark, and makes way to the left for the next; if it has to end before its mark, it is held
    at its end, so that on a wide figure it stays near.
    """
    start, end = (pd.Timestamp(day) for day in span)
    taken, latest = [(0.0, LETTER * len(lane))], 1.0
    is_given = bars["word"].notna()
    for row in bars[is_given].sort_values("made_on", ascending=False, kind="stable").to_dict("records"):
        wide = LETTER * len(row["word"])
        mark = (row["made_on"] - start) / (end - start)
        low = min(mark, latest - wide)
        latest = low - CLEAR
        taken.append((low, low + wide))
        side = "right" if mark > low + wide else "left"
        yield start + (low + wide * (side == "right")) * (end - start), row["word"], side
    order = bars.assign(rank=bars["force"].eq("hinted"))[~is_given]
    for row in order.sort_values(["rank", "made_on"], kind="stable").to_dict("records"):
        text = f"{row['made_on']:%Y}"
        wide = LETTER * len(text)
        low = min((row["made_on"] - start) / (end - start), 1 - wide)
        if all(low > b + GAP or low + wide + GAP < a for a, b in taken):
            taken.append((low, low + wide))
            yield start + low * (end - start), text, "left"


def _foot(figure: go.Figure, part: pd.DataFrame) -> None:
    """Talks and texts that put no number, as small grey dots."""
    pen.write_at_edge(figure, NAME_AT, "spoke of the islands, put no number", style.FAINT, yanchor="middle")
    x = part["made_on"].dt.strftime(DAY).tolist()
    look = {"size": 5, "name": "no number", "showlegend": False}
    pen.points(figure, x, [0] * len(part), style.FAINT, _said(part), **look)


def _said(part: pd.DataFrame, more: str = "") -> list[str]:
    return style.told(part.assign(title=part["title"].map(style.folded)), "{shown}<br>{title}" + more)


def _rows(bars: pd.DataFrame, silent: pd.DataFrame) -> pd.DataFrame:
    kept = ["party", "stands", "force", "made_on", "until_on", "status", "title"]
    rows = pd.concat([bars, silent.assign(stands="no number")], ignore_index=True)
    return rows[kept].sort_values(["party", "made_on"], kind="stable")
