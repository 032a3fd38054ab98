"""Events in a few tracks above one another on one axis of time: when one kind goes on and another stops.

The name of a track stands above it, words to a mark or to a span of days below. A mark is an event on its day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

TRACK_PIXELS = 62
NAME_AT = 0.49  # of a track, from the marks up to its name
NOTE_AT, SPAN_AT = 0.28, 0.14  # and down to the words below them and to the line that shows a span of days
NOTED_PIXELS = 80  # a track with room for words below its marks
SHORT = 0.03  # of a span, by which its line is short at both ends: two that meet stay two
DAY = "%Y-%m-%d"
BAND = "#e6e6e6"


@dataclass(frozen=True, slots=True)
class Track:
    """How one track is drawn: its colour and the symbol of its marks."""

    colour: str
    symbol: str = "circle"


@dataclass(frozen=True, slots=True)
class Note:
    """Words below a track: to a day, or to a span of days, which a thin line shows."""

    track: str
    text: str
    start: pd.Timestamp
    end: pd.Timestamp | None = None

    def told(self) -> str:
        """The words with their days, as they are read out."""
        until = f" to {self.end:%B %Y}" if self.end else ""
        return f"{self.track}, {self.start:%B %Y}{until}: {self.text}"


@form
def tracks(
    events: pd.DataFrame,
    looks: Mapping[str, Track],
    about: About,
    *,
    span: tuple[str, str],
    years: int = 5,
    pixels: int | None = None,
    bands: Sequence[tuple[str, str]] = (),
    notes: Sequence[Note] = (),
) -> Chart:
    """`events` has `track` (a key of `looks`, drawn from the top), `on`, `label`; `bands` are spans of
    days with a grey ground; where there is `is_open`, marks are hollow by it; `notes` stand below the marks;
    `pixels` is the height of a track, if not the usual one.
    """
    last, order = len(looks) - 1, list(looks)
    pixels = pixels or (NOTED_PIXELS if notes else TRACK_PIXELS)
    figure = style.base(pixels * len(looks) + 46)
    for band in bands:
        pen.area(figure, band, (-0.45, last + 0.66), BAND)
    for i, (name, look) in enumerate(looks.items()):
        y = last - i
        part = events[events["track"].eq(name)].sort_values("on")
        pen.ground(figure, y)
        pen.write_at_edge(figure, y + NAME_AT, f"<b>{name}</b>", size=style.SMALL + 1, yanchor="middle")
        x, said = part["on"].dt.strftime(DAY).tolist(), style.told(part, "{on:%B %Y}<br>{label}")
        hollow = [bool(one) for one in part.get("is_open", [False] * len(part))]
        symbols = [look.symbol + "-open" * one for one in hollow]
        fills = [look.colour if one else style.fade(look.colour, 0.55) for one in hollow]
        mark = {"symbol": symbols, "size": 8, "edge": (look.colour, 1.4), "name": name}
        pen.points(figure, x, [y] * len(part), fills, said, **mark)
    for note in notes:
        y, long = last - order.index(note.track), (note.end or note.start) - note.start
        at = [f"{note.start + share * long:{DAY}}" for share in (SHORT, 0.5, 1 - SHORT)]
        if note.end:
            pen.stroke(figure, (at[0], at[2]), (y - SPAN_AT, y - SPAN_AT), style.FAINT)
        pen.write(figure, at[1], y - NOTE_AT, note.text)
    ticks = {"dtick": f"M{12 * years}", "tickformat": "%Y", "tick0": "1990-01-01"}
    figure.update_layout(
        xaxis={"type": "date", "range": list(span)} | ticks,
        yaxis=style.unseen(-0.45, last + 0.66),
        margin=style.margin(t=4),
    )
    ordered = events.sort_values(["track", "on"], kind="stable")[["track", "on", "label"]]
    ends = events.groupby("track", sort=False)["on"].agg(["size", "min", "max"]).reset_index()
    told = style.told(ends, "{track}: {size} from {min:%B %Y} to {max:%B %Y}")
    return about.chart(figure, ordered, told + [note.told() for note in notes])
