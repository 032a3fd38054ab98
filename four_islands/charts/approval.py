"""Approval of the cabinet: month by month with the moves on the islands, and each move against ordinary months."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

HEIGHT = 440
CEILING = 124.0  # above 100 percent is room for the names of the moves
BARE = 95.0  # height of a move without a name
STEPS = (120.0, 113.0, 106.0)  # heights of those names, so that neighbours do not meet
ROW, TOP, FOOT = 44, 34, 40  # pixels of the strip
LIFT = 0.36  # of a row, from its dots up to its words
DAY = "%Y-%m-%d"


def months(
    readings: pd.DataFrame,
    moves: pd.DataFrame,
    about: About,
    *,
    named: Mapping[str, str],
    terms: Mapping[str, str],
) -> Chart:
    """One pollster's approval as a line for each premiership, with a thin line at the day of every move.

    `readings` has term_id, fieldwork_started_on and approve_percent; `named` gives words to some moves by move_id,
    `terms` to some premierships.
    """
    figure = style.base(HEIGHT)
    frame = readings.sort_values("fieldwork_started_on")
    late = set(moves["move_id"].tolist()[len(moves) // 2 :])
    heights = {move: STEPS[i % len(STEPS)] for i, move in enumerate(m for m in named if m not in late)}
    heights |= {move: STEPS[::-1][i % len(STEPS)] for i, move in enumerate(m for m in named if m in late)}
    for move, day in zip(moves["move_id"], moves["moved_on"], strict=True):
        top = heights.get(move, BARE)
        line = {"color": style.FAINT if move in named else style.RULE, "width": 1, "dash": "dot"}
        at = f"{day:{DAY}}"
        figure.add_shape(type="line", x0=at, x1=at, y0=0, y1=top - 3, line=line, layer="below")
        side = "right" if move in late else "left"
        style.write(figure, at, top, named.get(move, ""), style.FAINT, xanchor=side)
    for term, part in frame.groupby("term_id", sort=False):
        days = [f"{day:{DAY}}" for day in part["fieldwork_started_on"]]
        share = part["approve_percent"].astype(float).tolist()
        figure.add_scatter(
            x=days,
            y=share,
            mode="lines",
            line={"color": style.cue("Japan").colour, "width": 1.6},
            hovertext=[f"{day[:7]}<br>{value:g}%" for day, value in zip(days, share, strict=True)],
            hoverinfo="text",
        )
        if term in terms:
            third = part["fieldwork_started_on"].iloc[len(part) // 3]
            style.write(figure, f"{third:{DAY}}", 3, terms[str(term)])
    figure.update_layout(
        xaxis={"type": "date", "tickformat": "%Y", "dtick": "M60", "tick0": "2000-01-01"},
        yaxis={"range": [0, CEILING]} | style.quarters(),
    )
    spoken = [
        f"{words} on {day:%-d %B %Y}"
        for move, day in zip(moves["move_id"], moves["moved_on"], strict=True)
        if (words := named.get(move))
    ]
    columns = ["reading_id", "term_id", "fieldwork_started_on", "approve_percent", "source_ids"]
    return about.chart(figure, frame[columns], spoken)


def strip(
    changes: pd.DataFrame,
    about: About,
    *,
    labels: Mapping[str, str],
    usual: tuple[float, float],
    usual_word: str,
    first: str,
    rest: str,
) -> Chart:
    """One row a move: the change from the poll before to the poll after, a dot a pollster, on a band of usual changes.

    `changes` has move_id, pollster, change and source_ids; `labels` orders and names the moves; `first` is the
    pollster drawn in full, `rest` the word for the others.
    """
    shown = [move for move in labels if move in set(changes["move_id"])]
    place = {move: len(shown) - 1 - i for i, move in enumerate(shown)}
    figure = style.base(ROW * len(shown) + TOP + FOOT)
    style.area(figure, (usual[0], usual[1]), (-0.6, len(shown) - 0.1), "rgba(120,120,120,0.14)")
    for y in place.values():
        style.stroke(figure, (0, 0), (y - 0.42, y + 0.14), style.FAINT, layer=None)
    for is_first in (False, True):
        part = changes[changes["pollster"].eq(first).eq(is_first)]
        colour = style.cue("Japan").colour if is_first else style.FAINT
        figure.add_scatter(
            x=part["change"].astype(float).tolist(),
            y=[place[move] for move in part["move_id"]],
            mode="markers",
            marker={
                "color": colour if is_first else style.fade(colour, 0.35),
                "size": 11 if is_first else 8,
                "line": {"color": colour, "width": 1},
            },
            hovertext=[
                f"{who}<br>{points:+g} points"
                for who, points in zip(part["pollster"], part["change"], strict=True)
            ],
            hoverinfo="text",
        )
    for move, y in place.items():
        style.write_at_edge(figure, y + LIFT, labels[move])
    ceiling = len(shown) - 0.1
    keys: Sequence[tuple[float, str, str]] = (
        (
            ceiling + 0.75,
            f'<span style="color:{style.cue("Japan").colour}">●</span> {first.upper()}   '
            f'<span style="color:{style.FAINT}">●</span> {rest}',
            style.INK,
        ),
        (ceiling + 0.3, f"Grey band: {usual_word}", style.FAINT),
    )
    for height, text, colour in keys:
        style.write_at_edge(figure, height, text, colour)
    figure.update_layout(
        xaxis={
            "range": [-11, 11],
            "tickvals": [-10, -5, 0, 5, 10],
            "ticktext": ["−10", "−5", "0", "+5", "+10"],
        },
        yaxis={"visible": False, "range": [-0.6, ceiling + 1.1]},
        margin={"r": 44},
    )
    by = changes.groupby("move_id")["change"]
    marks = [
        f"{labels[move]}: {by.get_group(move).min():+g} to {by.get_group(move).max():+g} points"
        for move in shown
    ]
    return about.chart(figure, changes[["move_id", "pollster", "change", "source_ids"]], marks)
