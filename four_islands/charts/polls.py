"""Poll readings: a series over time.

Filled points have a 95% interval, drawn as a bar; open points have none, because the sample size is not known or
the sample was not random. In a series the bar along the time axis is the fieldwork, or the month or year in which
it lies where no more is known. No line crosses a break.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.data.rules.registry import last_day
from press.figure.chart import Chart

HEIGHT = 400
SIZE, OPEN_SIZE = 8, 9
HEADROOM = 0.2  # of the plot, above the highest share, for the words on the breaks
LINE_SHARE = 0.055  # of the plot, one line of those words
LONGEST_JOIN = pd.Timedelta(days=920)  # two and a half years; readings further apart are not joined
WHEN = ["fieldwork_started_on", "fieldwork_ended_on", "mode_code"]
NUMBERS = ["value", "low_percent", "high_percent", "sample_size", "source_ids"]
SERIES_ROWS = ["line", "poll", *WHEN, *NUMBERS]


@form
def series(
    readings: pd.DataFrame,
    about: About,
    *,
    cues: Mapping[str, style.Cue] | None = None,
    breaks: Sequence[tuple[str, str]] = (),
    y_range: tuple[float, float] = (0, 100),
    intervals: bool = True,
    room: int = 96,
) -> Chart:
    """Shares over time, one line for each value of `line`, cut at every break and labelled at its last point.

    `readings` has line, poll, value, low_percent, high_percent, stretch and the dates of fieldwork; `breaks` are days
    with a word on what changed.
    """
    frame = readings.assign(
        until=last_day(readings["fieldwork_ended_on"], readings["fieldwork_started_on_precision"])
    )
    start = frame["fieldwork_started_on"]
    frame = frame.assign(middle=start + (frame["until"] - start) / 2)
    figure = style.base(HEIGHT)
    ends = []
    for name in frame["line"].unique():
        cue = (cues or {}).get(name) or style.cue(name)
        line = frame[frame["line"].eq(name)].sort_values("middle")
        _stretches(figure, line, cue)
        _spans(figure, line, cue)
        _points(figure, line, cue, intervals=intervals)
        last = line.iloc[-1]
        ends.append(pen.EndLabel(_day(last["middle"]), float(last["value"]), str(name), cue.colour))
    ceiling = y_range[1] + (HEADROOM * (y_range[1] - y_range[0]) if breaks else 0)
    pen.end_labels(figure, ends, y_range=(y_range[0], ceiling), plot_height=HEIGHT - 60, room=room)
    for place, (day, text) in enumerate(breaks):
        pen.series_break(figure, day, text, y=1.0 - LINE_SHARE * (place % 3))
    edge = (frame["until"].max() - start.min()) * 0.02
    step = 5 if y_range[1] - y_range[0] <= 40 else 20
    ticks = [y for y in range(0, 101, step) if y_range[0] <= y <= y_range[1]]
    ends_on = [_day(start.min() - edge), _day(frame["until"].max() + edge)]
    figure.update_layout(
        xaxis={"type": "date", "tickformat": "%Y", "range": ends_on},
        yaxis={"range": [y_range[0], ceiling], "tickvals": ticks, "ticktext": [f"{y}%" for y in ticks]},
    )
    return about.chart(figure, frame[SERIES_ROWS], _ends(frame))


def _stretches(figure: go.Figure, line: pd.DataFrame, cue: style.Cue) -> None:
    """The line through neighbouring readings of one stretch; a gap of years or a break leaves it open."""
    apart = line["middle"].diff().gt(LONGEST_JOIN) | line["stretch"].diff().ne(0).fillna(False)
    for _, part in line.groupby(apart.cumsum(), sort=True):
        if len(part) > 1:
            x, y = [_day(day) for day in part["middle"]], part["value"].astype(float)
            pen.path(figure, x, y, cue.colour, 1.6, line_dash=cue.dash)


def _spans(figure: go.Figure, line: pd.DataFrame, cue: style.Cue) -> None:
    """The fieldwork of each reading, or the period it lies in, as a bar along the time axis."""
    x = pen.broken(map(_day, line["fieldwork_started_on"]), map(_day, line["until"]))
    share = line["value"].astype(float)
    pen.path(figure, x, pen.broken(share, share), style.fade(cue.colour, 0.4), 5)


def _points(figure: go.Figure, part: pd.DataFrame, cue: style.Cue, *, intervals: bool) -> None:
    """Filled points with their interval, open points without one."""
    for known in (True, False):
        some = part[part["low_percent"].notna().eq(known)] if intervals else part[[known] * len(part)]
        if some.empty:
            continue
        value, more = some["value"].astype(float), {}
        if known and intervals:
            up = (some["high_percent"].astype(float) - value).round(6)
            down = (value - some["low_percent"].astype(float)).round(6)
            look = {"thickness": 1.2, "width": 0, "color": cue.colour}
            more["error_y"] = {"type": "data", "symmetric": False, "array": up, "arrayminus": down} | look
        symbol, size = (cue.marker, SIZE) if known else (f"{cue.marker}-open", OPEN_SIZE)
        x, said = [_day(day) for day in some["middle"]], [_told(row) for _, row in some.iterrows()]
        pen.points(figure, x, value, cue.colour, said, symbol=symbol, size=size, **more)


def _told(row: pd.Series) -> str:
    """What hovering over a point says."""
    if pd.isna(row["low_percent"]):
        return f"{row['poll']}<br>{row['value']:g}%, no interval"
    size = "" if pd.isna(row["sample_size"]) else f", n = {row['sample_size']:,}"
    return f"{row['poll']}<br>{row['value']:g}% ({row['low_percent']:.1f} to {row['high_percent']:.1f}){size}"


def _day(moment: pd.Timestamp) -> str:
    return f"{moment:%Y-%m-%d}"


def _ends(frame: pd.DataFrame) -> list[str]:
    """Each line by its first and its last reading."""
    rough = frame["fieldwork_started_on_precision"].eq("year")
    when = frame["middle"].dt.strftime("%B %Y").mask(rough, frame["middle"].dt.strftime("%Y"))
    by = frame.assign(when=when).sort_values("middle").groupby("line", sort=False)[["value", "when"]]
    ends = by.head(1).assign(line=frame["line"]).merge(by.tail(1).assign(line=frame["line"]), on="line")
    return style.told(ends, "{line}: {value_x:g}% in {when_x}, {value_y:g}% in {when_y}")
