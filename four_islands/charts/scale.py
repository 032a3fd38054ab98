"""Positions on one scale over time: two sides above one another, each position a bar, its weight who put it.

Talks that put no number stand in a strip of their own below the scale, so that silence is never a zero.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

LANE_PIXELS = 42
NAME_AT = 0.34  # of a lane, from a bar up to the words above it
LETTER, GAP = 0.02, 0.018  # a letter and the room after a word, as shares of the axis on a telephone
DAY = "%Y-%m-%d"
MARK = "{shown}, {party}, {stands} ({force}): {title}"  # as it is read out


@dataclass(frozen=True, slots=True)
class Force:
    """How a group of acts is drawn: its word in the key, the thickness of its bar, and how full its colour is."""

    word: str
    pixels: int
    full: float = 1.0


def scale(
    bars: pd.DataFrame,
    silent: pd.DataFrame,
    about: About,
    *,
    lanes: Mapping[str, str],
    forces: Mapping[str, Force],
    sides: Mapping[str, str],
    span: tuple[str, str],
    named: Mapping[tuple[str, str], str] | None = None,
) -> Chart:
    """`bars` has `party`, `islands`, `force`, `made_on`, `until_on`, `shown` (the date in words), `title`, `offer_id`.

    `silent` has `party`, `made_on`, `shown`, `title`. `lanes` gives the lanes from the bottom, `forces` what is drawn
    first to last, `sides` the sides from the top with the country whose colour they take; `named` gives a few bars, by
    side and id, a word in the figure. The others are named by their year, where a telephone has room for it.
    """
    block = len(lanes) + 2.0  # the strip of silence below, the name of the side above
    figure = style.base(round(LANE_PIXELS * block * len(sides)) + 56)
    for look in forces.values():
        ink = style.tint(style.INK, look.full)
        pen.path(figure, [None], [None], ink, look.pixels, name=look.word, showlegend=True)
    for s, (side, country) in enumerate(sides.items()):
        base, colour = block * (len(sides) - 1 - s), style.cue(country).colour
        big = {"size": style.FONT_SIZE + 1, "yanchor": "middle"}
        pen.write_at_edge(figure, base + len(lanes) + 0.98, f"<b>{side}</b>", colour, **big)
        _strip(figure, silent[silent["party"].eq(side)], base)
        for i, (lane, word) in enumerate(lanes.items(), 1):
            pen.ground(figure, base + i)
            pen.write_at_edge(figure, base + i + NAME_AT, word, style.FAINT, yanchor="middle")
            on = bars[bars["party"].eq(side) & bars["islands"].eq(lane)]
            for force, look in forces.items():
                _bars(figure, on[on["force"].eq(force)], base + i, style.tint(colour, look.full), look)
            given = {offer: word for (of, offer), word in (named or {}).items() if of == side}
            on = on.assign(word=on["offer_id"].map(given))
            for day, text in _words(on, list(forces), word, span):
                where = {"xanchor": "left", "yanchor": "middle"}
                pen.write(figure, f"{day:{DAY}}", base + i + NAME_AT, text, **where)
    tens = {"dtick": "M120", "tickformat": "%Y", "tick0": "1960-01-01"}
    figure.update_layout(
        xaxis={"type": "date", "range": list(span)} | tens,
        yaxis=style.unseen(-0.5, block * len(sides) - 0.4),
        margin=style.margin(t=24),
        showlegend=True,
        legend=style.LEGEND,
    )
    bars = bars.assign(stands=bars["islands"].map(lanes))
    return about.chart(figure, _rows(bars, silent), style.told(bars, MARK))


def _bars(figure: go.Figure, part: pd.DataFrame, y: float, colour: str, look: Force) -> None:
    """All bars of one lane and one weight as one broken line."""
    part = part.sort_values("made_on")
    days = pen.broken(*(part[day].dt.strftime(DAY) for day in ("made_on", "until_on")))
    if days:
        at, said = [None if day is None else y for day in days], _said(part)
        pen.path(
            figure,
            days,
            at,
            colour,
            look.pixels,
            said=pen.broken(said, said),
            name=look.word,
            showlegend=False,
        )


def _words(
    bars: pd.DataFrame, forces: list[str], lane: str, span: tuple[str, str]
) -> Iterator[tuple[pd.Timestamp, str]]:
    """The words over the bars of one lane and their days: first those given, then years, heavy bars before light."""
    start, end = (pd.Timestamp(day) for day in span)
    taken = [(0.0, LETTER * len(lane))]
    order = bars.assign(free=bars["word"].isna(), rank=bars["force"].map(forces.index))
    for row in order.sort_values(["free", "rank", "made_on"], kind="stable").to_dict("records"):
        text = f"{row['made_on']:%Y}" if row["free"] else row["word"]
        wide = LETTER * len(text)
        low = min((row["made_on"] - start) / (end - start), 1 - wide)
        if not row["free"] or all(low > b + GAP or low + wide + GAP < a for a, b in taken):
            taken.append((low, low + wide))
            yield start + low * (end - start), text


def _strip(figure: go.Figure, part: pd.DataFrame, y: float) -> None:
    """Talks and texts that put no number, as small grey rings."""
    pen.write_at_edge(figure, y + NAME_AT, "spoke, and put no number", style.FAINT, yanchor="middle")
    x, ring = part["made_on"].dt.strftime(DAY).tolist(), {"symbol": "circle-open", "size": 6}
    look = ring | {"edge": (style.FAINT, 1.2), "name": "no number", "showlegend": not y}
    pen.points(figure, x, [y] * len(part), style.FAINT, _said(part), **look)


def _said(part: pd.DataFrame) -> list[str]:
    return style.told(part.assign(title=part["title"].map(style.folded)), "{shown}<br>{title}")


def _rows(bars: pd.DataFrame, silent: pd.DataFrame) -> pd.DataFrame:
    kept = ["party", "stands", "force", "made_on", "until_on", "status", "title"]
    rows = pd.concat([bars, silent.assign(stands="no number")], ignore_index=True)
    return rows[kept].sort_values(["party", "made_on"], kind="stable")
