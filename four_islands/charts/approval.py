"""Approval of the cabinet: month by month with the moves on the islands, and each move against ordinary months."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from four_islands.data.schema import table
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
        top, at = heights.get(move, BARE), f"{day:{DAY}}"
        pen.stroke(figure, (at, at), (0, top - 3), style.FAINT if move in named else style.RULE, dash="dot")
        side = "right" if move in late else "left"
        pen.write(figure, at, top, named.get(move, ""), style.FAINT, xanchor=side)
    for term, part in frame.groupby("term_id", sort=False):
        x = part["fieldwork_started_on"].dt.strftime(DAY).tolist()
        y = part["approve_percent"].astype(float).tolist()
        said = style.told(part, "{fieldwork_started_on:%Y-%m}<br>{approve_percent:g}%")
        pen.path(figure, x, y, style.cue("Japan").colour, 1.6, said=said)
        if term in terms:
            third = part["fieldwork_started_on"].iloc[len(part) // 3]
            pen.write(figure, f"{third:{DAY}}", 3, terms[str(term)])
    figure.update_layout(
        xaxis={"type": "date", "tickformat": "%Y", "dtick": "M60", "tick0": "2000-01-01"},
        yaxis={"range": [0, CEILING]} | style.quarters(),
    )
    told = moves.assign(words=moves["move_id"].map(dict(named))).dropna(subset=["words"])
    spoken = style.told(told, "{words} on {moved_on:%-d %B %Y}")
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
    place = style.from_top(move for move in labels if move in set(changes["move_id"]))
    ceiling = len(place) - 0.1
    figure = style.base(ROW * len(place) + TOP + FOOT)
    for y in place.values():  # at the marks only, so that no edge runs through a name
        pen.area(figure, usual, (y - 0.42, y + 0.14), "rgba(120,120,120,0.14)")
        pen.stroke(figure, (0, 0), (y - 0.42, y + 0.14), style.FAINT, layer=None)
    names = table("cabinet_approval").column("pollster").codes
    for is_first in (False, True):
        part = changes[changes["pollster"].eq(first).eq(is_first)]
        colour = style.cue("Japan").colour if is_first else style.FAINT
        fill, size = (colour, 11) if is_first else (style.fade(colour, 0.35), 8)
        at = part["change"].astype(float).tolist(), part["move_id"].map(place).tolist()
        said = style.told(part.replace({"pollster": names}), "{pollster}<br>{change:+g} points")
        pen.points(figure, *at, fill, said, size=size, edge=(colour, 1))
    for move, y in place.items():
        pen.write_at_edge(figure, y + LIFT, labels[move])
    key = f'<span style="color:{style.cue("Japan").colour}">●</span> {first.upper()}   '
    key += f'<span style="color:{style.FAINT}">●</span> {rest}'
    pen.write_at_edge(figure, ceiling + 0.75, key)
    pen.write_at_edge(figure, ceiling + 0.3, f"Grey band: {usual_word}", style.FAINT)
    ticks = style.named({"−10": -10, "−5": -5, "0": 0, "+5": 5, "+10": 10})
    figure.update_layout(
        xaxis={"range": [-11, 11]} | ticks, yaxis=style.unseen(-0.6, ceiling + 1.1), margin={"r": 44}
    )
    ends = changes.groupby("move_id")["change"].agg(["min", "max"]).loc[list(place)].reset_index()
    ends["label"] = ends["move_id"].map(dict(labels))
    marks = style.told(ends, "{label}: {min:+g} to {max:+g} points")
    return about.chart(figure, changes[["move_id", "pollster", "change", "source_ids"]], marks)
