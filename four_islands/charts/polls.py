"""Poll readings: a series over time, or one dot a poll.

Filled points have a 95% interval, drawn as a bar; open points have none, because the sample size is not known or
the sample was not random. In a series the bar along the time axis is the fieldwork, or the month or year in which
it lies where no more is known. No line crosses a break.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.data.rules.registry import last_day
from press.figure.chart import Chart

HEIGHT = 400
ROW_PIXELS = 46
LABEL_RISE = 0.36  # of a row, from the dot up to its label
LIST_PIXELS = 26  # of a row whose label stands beside its dot
SIZE, OPEN_SIZE = 8, 9
HEADROOM = 0.2  # of the plot, above the highest share, for the words on the breaks
LINE_SHARE = 0.055  # of the plot, one line of those words
LONGEST_JOIN = pd.Timedelta(days=920)  # two and a half years; readings further apart are not joined
WHEN = ["fieldwork_started_on", "fieldwork_ended_on", "mode_code"]
NUMBERS = ["value", "low_percent", "high_percent", "sample_size", "source_ids"]
SERIES_ROWS, DOT_ROWS = ["line", "poll", *WHEN, *NUMBERS], ["label", "group", *NUMBERS]


def series(
    readings: pd.DataFrame,
    about: About,
    *,
    cues: Mapping[str, style.Cue] | None = None,
    breaks: Sequence[tuple[str, str]] = (),
    y_range: tuple[float, float] = (0, 100),
    intervals: bool = True,
    room: int = 96,
    join: bool = True,
) -> Chart:
    """Shares over time, one line for each value of `line`, cut at every break and labelled at its last point.

    `readings` has line, poll, value, low_percent, high_percent, stretch and the dates of fieldwork; `breaks` are days
    with a word on what changed. Without `join` the points stand alone.
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
        if join:
            _stretches(figure, line, cue)
        _spans(figure, line, cue)
        _points(figure, line, cue, x="middle", along="y", intervals=intervals)
        last = line.iloc[-1]
        ends.append(style.EndLabel(_day(last["middle"]), float(last["value"]), str(name), cue.colour))
    ceiling = y_range[1] + (HEADROOM * (y_range[1] - y_range[0]) if breaks else 0)
    style.end_labels(figure, ends, y_range=(y_range[0], ceiling), plot_height=HEIGHT - 60, room=room)
    for place, (day, text) in enumerate(breaks):
        style.series_break(figure, day, text, y=1.0 - LINE_SHARE * (place % 3))
    edge = (frame["until"].max() - start.min()) * 0.02
    step = 5 if y_range[1] - y_range[0] <= 40 else 20
    ticks = [y for y in range(0, 101, step) if y_range[0] <= y <= y_range[1]]
    ends_on = [_day(start.min() - edge), _day(frame["until"].max() + edge)]
    figure.update_layout(
        xaxis={"type": "date", "tickformat": "%Y", "range": ends_on},
        yaxis={"range": [y_range[0], ceiling], "tickvals": ticks, "ticktext": [f"{y}%" for y in ticks]},
    )
    return about.chart(figure, frame.reset_index(drop=True)[SERIES_ROWS], _ends(frame))


def dots(
    rows: pd.DataFrame,
    about: About,
    *,
    cues: Mapping[str, style.Cue],
    marked: tuple[float, str] | None = None,
    x_range: tuple[float, float] = (0, 100),
    beside: bool = False,
) -> Chart:
    """One row a poll, the first on top: its label above its dot, coloured by `group`, with a key of the groups.

    `rows` has label, group, value, low_percent and high_percent; `marked` draws a line at one share and names it.
    Short labels may stand `beside` the dots; leave room for them in `x_range`.
    """  # fmt: skip
    groups = [name for name in cues if name in set(rows["group"])]
    keyed = len(groups) * (len(groups) > 1)
    frame = rows.reset_index(drop=True).assign(place=lambda f: len(f) - 1 - f.index)
    pixels = LIST_PIXELS if beside else ROW_PIXELS
    figure = style.base(pixels * len(frame) + 20 * keyed + 60)
    for name in groups:
        _points(figure, frame[frame["group"].eq(name)], cues[name], x="value", along="x")
    for _, row in frame.iterrows():
        colour = cues[row["group"]].colour
        _label(figure, row["label"], row["place"] + (0 if beside else LABEL_RISE), style.INK)
        edge = row["value"] if pd.isna(row["high_percent"]) else row["high_percent"]
        figure.add_annotation(x=edge, y=row["place"], text=f"{round(float(row['value']), 1):g}", showarrow=False, xanchor="left",
                              xshift=8, font={"size": style.SMALL, "color": colour})  # fmt: skip
    top = len(frame) - 1 + (0.95 if keyed else 0.65)
    for place, name in enumerate(groups if keyed else []):
        _label(figure, f"● {name}", top + (keyed - 1 - place) * 20 / pixels + 0.1, cues[name].colour)
    ceiling = top + keyed * 20 / pixels
    if marked:
        _mark(figure, *marked, rows=len(frame))
    figure.update_layout(
        xaxis={"range": list(x_range), "ticksuffix": "%"},
        yaxis={"visible": False, "range": [-0.6, ceiling]},
        margin_r=36,
    )
    return about.chart(
        figure,
        frame[DOT_ROWS],
        [f"{label}: {value:g}%" for label, value in zip(frame["label"], frame["value"], strict=True)],
    )


def _mark(figure: go.Figure, at: float, text: str, *, rows: int) -> None:
    """A line at one share, open where the rows have their labels."""
    thin = {"color": style.FAINT, "width": 1}
    for row in range(rows):
        figure.add_shape(type="line", x0=at, x1=at, y0=row - 0.46, y1=row + 0.14, line=thin)
    figure.add_annotation(x=at, y=-0.45, text=text, showarrow=False, xanchor="right", xshift=-4,
                          font={"size": style.SMALL, "color": style.FAINT})  # fmt: skip


def _label(figure: go.Figure, text: str, y: float, colour: str) -> None:
    figure.add_annotation(x=0, xref="paper", y=y, text=text, showarrow=False, xanchor="left", align="left",
                          font={"size": style.SMALL, "color": colour})  # fmt: skip


def _stretches(figure: go.Figure, line: pd.DataFrame, cue: style.Cue) -> None:
    """The line through neighbouring readings of one stretch; a gap of years or a break leaves it open."""
    apart = line["middle"].diff().gt(LONGEST_JOIN) | line["stretch"].diff().ne(0).fillna(False)
    for _, part in line.groupby(apart.cumsum(), sort=True):
        if len(part) > 1:
            figure.add_scatter(x=[_day(day) for day in part["middle"]], y=part["value"].astype(float), mode="lines",
                               line={"color": cue.colour, "width": 1.6, "dash": cue.dash}, hoverinfo="skip")  # fmt: skip


def _spans(figure: go.Figure, line: pd.DataFrame, cue: style.Cue) -> None:
    """The fieldwork of each reading, or the period it lies in, as a bar along the time axis."""
    x: list[str | None] = []
    for _, row in line.iterrows():
        x += [_day(row["fieldwork_started_on"]), _day(row["until"]), None]
    y = [y for share in line["value"].astype(float) for y in (share, share, None)]
    figure.add_scatter(x=x, y=y, mode="lines", line={"color": style.fade(cue.colour, 0.4), "width": 5},
                       hoverinfo="skip")  # fmt: skip


def _points(
    figure: go.Figure, part: pd.DataFrame, cue: style.Cue, *, x: str, along: str, intervals: bool = True
) -> None:
    """Filled points with their interval, open points without one."""
    for known in (True, False):
        some = part[part["low_percent"].notna().eq(known)] if intervals else part[[known] * len(part)]
        if some.empty:
            continue
        value, error = some["value"].astype(float), {}
        if known and intervals:
            error = {f"error_{along}": {
                "type": "data", "symmetric": False, "array": (some["high_percent"].astype(float) - value).round(6),
                "arrayminus": (value - some["low_percent"].astype(float)).round(6), "thickness": 1.2, "width": 0,
                "color": cue.colour}}  # fmt: skip
        places = value if x == "value" else [_day(day) for day in some[x]]
        figure.add_scatter(
            x=places, y=some["place"] if along == "x" else value, mode="markers", hoverinfo="text",
            marker={"color": cue.colour, "symbol": cue.marker if known else f"{cue.marker}-open",
                    "size": SIZE if known else OPEN_SIZE},
            hovertext=[_told(row) for _, row in some.iterrows()], **error,
        )  # fmt: skip


def _told(row: pd.Series) -> str:
    """What hovering over a point says."""
    name = row["poll"] if "poll" in row.index else row["label"]
    if pd.isna(row["low_percent"]):
        return f"{name}<br>{row['value']:g}%, no interval"
    size = "" if pd.isna(row["sample_size"]) else f", n = {row['sample_size']:,}"
    return f"{name}<br>{row['value']:g}% ({row['low_percent']:.1f} to {row['high_percent']:.1f}){size}"


def _day(moment: pd.Timestamp) -> str:
    return f"{moment:%Y-%m-%d}"


def _ends(frame: pd.DataFrame) -> list[str]:
    """Each line by its first and its last reading."""
    found = []
    for name, part in frame.sort_values("middle").groupby("line", sort=False):
        first, last = part.iloc[0], part.iloc[-1]
        found.append(
            f"{name}: {first['value']:g}% in {first['middle']:%B %Y}, {last['value']:g}% in {last['middle']:%B %Y}"
        )
    return found
