"""What the other side did within so many days: one row an act of the first side, marks for acts of the second."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS = 20
LINE_PIXELS = 17  # a line of words below a row that was answered
CHARACTERS = 50  # of a line, so that a telephone shows it whole
TOP, BOTTOM = 52, 8
AXIS_FROM = 0.3  # of the width; the dates stand to the left of it


def answers(
    acts: pd.DataFrame,
    replies: pd.DataFrame,
    about: About,
    *,
    side: str,
    other: str,
    days: int,
) -> Chart:
    """Rows for `acts` (`acted_on`, `label`) from the top, marks for `replies` (`acted_on`, `after_days`, `label`, `is_aimed`).

    Acts without a reply keep their row: an empty row is an answer too. Replies on one day share a mark, open when none of
    them was aimed at `side` alone; their words stand below the row.
    """
    acts = acts.sort_values("acted_on").reset_index(drop=True)
    joined = replies.groupby(["acted_on", "after_days"], as_index=False).agg(
        label=("label", lambda cells: ", ".join(dict.fromkeys(cells))), is_aimed=("is_aimed", "any")
    )
    words = {day: _words(group) for day, group in joined.groupby("acted_on")}
    places: dict[pd.Timestamp, float] = {}
    top = 0.0
    for day in acts["acted_on"]:
        places[day] = top + ROW_PIXELS / 2
        top += ROW_PIXELS + (len(words[day]) * LINE_PIXELS + 4 if day in words else 0)
    figure = style.base(round(top + TOP + BOTTOM))
    us, them = style.cue(side), style.cue(other)
    for day, label in zip(acts["acted_on"], acts["label"], strict=True):
        _row(figure, day, str(label), places[day], (us, them), days=days, words=words.get(day))
    for day, after, label, is_aimed in joined.itertuples(index=False):
        figure.add_scatter(
            x=[after], y=[places[day]], mode="markers", name=f"{other}, after {day:%Y-%m-%d}",
            marker={"size": 12, "symbol": them.marker if is_aimed else f"{them.marker}-open", "color": them.colour,
                    "line": {"width": 2, "color": them.colour}},
            hovertext=[f"{after} days later: {label}"], hoverinfo="text",
        )  # fmt: skip
    figure.update_layout(
        xaxis={"range": [-0.4, days + 0.4], "dtick": 1, "side": "top", "domain": [AXIS_FROM, 1],
               "title": {"text": f"days after {side}'s decision"}},
        yaxis={"visible": False, "range": [top, 0]},
        margin={"l": 8, "r": 12, "t": TOP, "b": BOTTOM},
    )  # fmt: skip
    return about.chart(figure, _rows(acts, replies), _marks(acts, replies, other))


def _words(group: pd.DataFrame) -> list[str]:
    """The answers to one act in lines short enough for a telephone."""
    said = "; ".join(
        f"day {after}: {label}" for after, label in zip(group["after_days"], group["label"], strict=True)
    )
    return textwrap.wrap(said, CHARACTERS)


def _row(
    figure: go.Figure,
    day: pd.Timestamp,
    label: str,
    y: float,
    cues: tuple[style.Cue, style.Cue],
    *,
    days: int,
    words: list[str] | None,
) -> None:
    cue, them = cues
    figure.add_annotation(x=0, xref="paper", y=y, text=f"{day:%-d %b %Y}", showarrow=False, xanchor="left", align="left",
                          font={"size": style.SMALL, "color": cue.colour if words else style.FAINT})  # fmt: skip
    figure.add_scatter(x=[0, days], y=[y, y], mode="lines", hoverinfo="skip", name=f"{day:%Y-%m-%d}, week",
                       line={"color": style.RULE, "width": 1})  # fmt: skip
    figure.add_scatter(x=[0], y=[y], mode="markers", name=f"{day:%Y-%m-%d}", hoverinfo="text",
                       marker={"size": 7, "symbol": cue.marker, "color": cue.colour},
                       hovertext=[f"{day:%-d %B %Y}: {label}"])  # fmt: skip
    if words:
        below = y + ROW_PIXELS / 2 + len(words) * LINE_PIXELS / 2
        figure.add_annotation(x=0, xref="paper", y=below, text="<br>".join(words), showarrow=False, xanchor="left",
                              xshift=14, align="left",
                              font={"size": style.SMALL, "color": them.colour})  # fmt: skip


def _rows(acts: pd.DataFrame, replies: pd.DataFrame) -> pd.DataFrame:
    """Acts with their replies; an act without one has a blank reply."""
    answered = replies[["acted_on", "after_days", "label", "is_aimed"]].rename(columns={"label": "reply"})
    joined = acts[["acted_on", "label"]].merge(answered, on="acted_on", how="left")
    return joined.sort_values(["acted_on", "after_days"], kind="stable").reset_index(drop=True)


def _marks(acts: pd.DataFrame, replies: pd.DataFrame, other: str) -> list[str]:
    """The acts that were answered, and how many were not."""
    answered = [
        f"{row['acted_on']:%-d %B %Y}, after {row['after_days']} days: {row['label']}"
        for row in replies.to_dict("records")
    ]
    alone = len(acts) - replies["acted_on"].nunique()
    return [*answered, f"{alone} of {len(acts)} decisions without an answer of {other}"]
