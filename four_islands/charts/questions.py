"""What a question does to its answers: one bar a question, under the words that the respondent heard.

A bar begins at its label's edge and stands right below it, so that none is read for its neighbour. A thin line runs
from the lowest poll to the highest where several asked the same, or over the interval of one poll.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW, HEAD = 44, 30  # pixels of a question with its words, and of a heading
BAR = 12  # pixels
LIFT = 17  # from the middle of a bar up to its words
FOOT = 46


def questions(rows: pd.DataFrame, about: About, *, colours: Mapping[str, str]) -> Chart:
    """Bars under their headings, in the order of the rows.

    `rows` has heading, label, value (in percent), low, high and polls; `colours` gives each heading its colour.
    """
    frame = rows.reset_index(drop=True)
    headings = list(dict.fromkeys(frame["heading"]))
    inner = ROW * len(frame) + HEAD * len(headings)
    figure = style.base(inner + FOOT)
    edge, seen = 0.0, ""
    for _, row in frame.iterrows():
        if row["heading"] != seen:
            seen = row["heading"]
            style.write_at_edge(figure, inner - edge - HEAD * 0.55, f"<b>{seen}</b>", align="left")
            edge += HEAD
        middle = inner - edge - ROW + BAR
        _bar(figure, row, middle, colours[row["heading"]])
        edge += ROW
    figure.update_layout(
        xaxis={"range": [0, 100]} | style.quarters(),
        yaxis={"visible": False, "range": [0, inner]},
        margin={"t": 4, "l": 16, "r": 24},
    )
    shares = zip(frame["value"], frame["low"], frame["high"], frame["polls"], strict=True)
    spoken = [f"{label}: {said(*share)}" for label, share in zip(frame["label"], shares, strict=True)]
    columns = ["heading", "label", "value", "low", "high", "polls", "source_ids"]
    return about.chart(figure, frame[columns], spoken)


def _bar(figure: go.Figure, row: pd.Series, y: float, colour: str) -> None:
    words = said(row["value"], row["low"], row["high"], row["polls"])
    figure.add_bar(
        x=[float(row["value"])],
        y=[y],
        orientation="h",
        width=BAR,
        marker={"color": colour, "line": {"width": 0}},
        hovertext=[f"{row['label']}<br>{words}"],
        hoverinfo="text",
    )
    end = float(row["value"] if pd.isna(row["high"]) else row["high"])
    if pd.notna(row["low"]) and row["high"] > row["low"]:
        figure.add_scatter(
            x=[float(row["low"]), end],
            y=[y, y],
            mode="lines",
            hoverinfo="skip",
            line={"color": style.INK, "width": 2},
        )
    style.write(figure, end, y, words, xanchor="left", xshift=6)
    style.write_at_edge(figure, y + LIFT, row["label"], style.FAINT, align="left")


def said(value: float, low: float, high: float, polls: int) -> str:
    """A share as it stands beside its bar: `61.6%`, or `56 to 67%, 4 polls` where several asked."""
    return f"{round(float(value), 1):g}%" if polls == 1 else f"{low:.0f} to {high:.0f}%, {polls} polls"
