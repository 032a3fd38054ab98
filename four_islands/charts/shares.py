"""Shares of the answers to one question, one bar a poll or group, what is missing from 100 left visibly grey."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS = 52
KEY_PIXELS = 17  # a line of the key
ROOM = 112  # for title, axis and their gaps, which print takes from the height
BAR = 0.46  # of a row
LABEL_RISE = 0.4  # of a row, from the middle of the bar up to its label
READABLE = 4.5  # percent; a narrower segment cannot hold its number
REST = "#dedede"
# colours that carry dark numbers
LIGHT = ("#d6e4ef", "#9fc3de", "#93ccb3", "#e3cf8f", REST, "#f0b793", "#c9c9c9")


@form
def shares(
    answers: pd.DataFrame, about: About, *, labels: Mapping[str, str], colours: Mapping[str, str]
) -> Chart:
    """Stacked bars of 100 percent, one for each value of `poll` in the order given, the first on top.

    `answers` has poll, response_code and value; `labels` orders and names the answers from left to right, and their
    names stand above the bars as a key. The answer `rest` is what was not published.
    """
    place = style.from_top(answers["poll"])
    shown = [code for code in labels if code in set(answers["response_code"])]
    figure = style.base(ROW_PIXELS * len(place) + KEY_PIXELS * len(shown) + ROOM, barmode="stack", bargap=0)
    answers = answers.assign(label=answers["response_code"].map(labels))
    for code in shown:
        part = answers[answers["response_code"].eq(code)]
        figure.add_bar(
            y=[place[poll] for poll in part["poll"]],
            x=part["value"].astype(float),
            orientation="h",
            width=BAR,
            marker={"color": colours[code], "line": {"color": "#ffffff", "width": 1}},
            name=labels[code],
            hovertext=style.told(part, "{poll}<br>{label}: {value:g}%"),
            hoverinfo="text",
        )
    _numbers(figure, answers, shown, place, colours)
    for poll, y in place.items():
        pen.write_at_edge(figure, y + LABEL_RISE, poll, align="left")
    named = [f'<span style="color:{colours[code]}">■</span> {labels[code]}' for code in shown]
    pen.write_key(figure, named, across=1)
    figure.update_layout(
        xaxis={"range": [0, 100]} | style.quarters(),
        margin={"l": 16, "r": 24, "t": KEY_PIXELS * len(shown) + 12},
        yaxis=style.unseen(-0.5, len(place) - 0.35),
    )
    rows = answers[["poll", "response_code", "value", "value_origin", "source_ids"]]
    told = answers[answers["label"].notna()]
    return about.chart(figure, rows, style.told(told, "{poll}, {label}: {value:g}%"))


def _numbers(
    figure: go.Figure,
    answers: pd.DataFrame,
    shown: list[str],
    place: dict[str, int],
    colours: Mapping[str, str],
) -> None:
    """The share written in the middle of each segment wide enough to hold it."""
    for poll, y in place.items():
        left = 0.0
        one = answers[answers["poll"].eq(poll)].set_index("response_code")["value"]
        for code in (code for code in shown if code in one.index):
            value = float(one[code])
            if value >= READABLE and code != "rest":
                ink = style.INK if colours[code] in LIGHT else "#ffffff"
                pen.write(figure, left + value / 2, y, f"{value:g}", ink)
            left += value
