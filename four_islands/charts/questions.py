"""What a question does to its answers: one bar a question, under the words that the respondent heard.

A bar begins at its label's edge and stands right below it, so that none is read for its neighbour. A thin line under it
runs from the lowest poll to the highest where several asked the same, or over the interval of one poll.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW, HEAD = 44, 30  # pixels of a question with its words, and of a heading
BAR = 12  # pixels
LIFT, DROP = 17, 9  # from the middle of a bar up to its words, and down to its line
FOOT = 46
TWO = 2  # polls, which have no middle


@form
def questions(rows: pd.DataFrame, about: About, *, colours: Mapping[str, str]) -> Chart:
    """Bars under their headings, in the order of the rows.

    `rows` has heading, label, value (in percent), low, high and polls, and `against_low` and `against_high` where those
    against are named beside the bar; `colours` gives each heading its colour.
    """
    frame = rows.reset_index(drop=True)
    headings = list(dict.fromkeys(frame["heading"]))
    inner = ROW * len(frame) + HEAD * len(headings)
    figure = style.base(inner + DROP + FOOT)
    edge, seen = 0.0, ""
    for _, row in frame.iterrows():
        if row["heading"] != seen:
            seen = row["heading"]
            pen.write_at_edge(figure, inner - edge - HEAD * 0.55, f"<b>{seen}</b>", align="left")
            edge += HEAD
        middle = inner - edge - ROW + BAR
        _bar(figure, row, middle, colours[row["heading"]])
        edge += ROW
    xaxis = {"range": [0, 100]} | style.quarters()
    figure.update_layout(xaxis=xaxis, yaxis=style.unseen(-DROP, inner), margin={"t": 4, "l": 16, "r": 24})
    spoken = [f"{row['label']}: {said(row)}" for _, row in frame.iterrows()]
    against = [column for column in ("against_low", "against_high") if column in frame]
    columns = ["heading", "label", "value", "low", "high", *against, "polls", "source_ids"]
    return about.chart(figure, frame[columns], spoken)


def _bar(figure: go.Figure, row: pd.Series, y: float, colour: str) -> None:
    words, value = said(row), float(row["value"])
    pen.bars(figure, [value], [y], colour, [f"{row['label']}<br>{words}"], orientation="h", width=BAR)
    end = value if pd.isna(row["high"]) else float(row["high"])
    if pd.notna(row["low"]) and row["high"] > row["low"]:
        pen.path(figure, [float(row["low"]), end], [y - DROP, y - DROP], style.INK, 2)
    pen.write(figure, end, y, words, xanchor="left", xshift=6)
    pen.write_at_edge(figure, y + LIFT, row["label"], style.FAINT, align="left")


def said(row: pd.Series) -> str:
    """A share as it stands beside its bar: `61.6%`, `42% and 43%, two polls`, `61%, middle of 4 polls`, `38%, against 40%`."""
    if pd.notna(row.get("against_low")):
        return f"{_span(row['low'], row['high'])}, against {_span(row['against_low'], row['against_high'])}"
    if row["polls"] == 1:
        return f"{round(float(row['value']), 1):g}%"
    if row["polls"] == TWO:
        return f"{row['low']:g}% and {row['high']:g}%, two polls"
    return f"{row['value']:.0f}%, middle of {row['polls']} polls"


def _span(low: float, high: float) -> str:
    return f"{low:g}%" if low == high else f"{low:g}–{high:g}%"
