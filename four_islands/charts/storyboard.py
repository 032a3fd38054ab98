"""A storyboard: papers or talks one under the other, each with its day, who to whom, and a few of its own words.

On the left a track shows for whose eyes each was meant; a line joins them in order, so that a change of reader is seen
as a step to the side. The words stand beside the track, never on it, and are set for a telephone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

TRACK = (0.03, 0.15)  # of the width, first and last column of the track
WORDS_AT = 0.2
LETTERS = 46  # in a line of words, as a telephone holds
HEAD, LINE, GAP = 18, 16, 14  # pixels
KEY, AIR = 36, 14  # pixels of the key, and between it and the first scene
WIDTH = 380  # of the figure: its words fill it, on a desktop as on a telephone
COLOURS = ("#5a3e1b", "#a8803f", "#6b5b95")  # of no country
SYMBOLS = ("circle", "diamond", "square")


@form
def storyboard(scenes: pd.DataFrame, lanes: Sequence[str], about: About) -> Chart:
    """Scenes from the top down: `scenes` has `dated_on`, `lane` (one of two or three `lanes`), `head` and `said`."""
    scenes = scenes.reset_index(drop=True)
    wrapped = [textwrap.wrap(text, LETTERS) for text in scenes["said"]]
    heights = [HEAD + LINE * len(lines) + GAP for lines in wrapped]
    tops = pd.Series([0, *heights[:-1]]).cumsum()
    step = (TRACK[1] - TRACK[0]) / (len(lanes) - 1)
    column = {lane: TRACK[0] + i * step for i, lane in enumerate(lanes)}
    figure = style.base(sum(heights) - GAP + AIR + KEY + 8, width=WIDTH)
    middle = tops + HEAD / 2
    x = [column[lane] for lane in scenes["lane"]]
    pen.path(figure, x, middle.tolist(), "#b0b0b0", 1.5, showlegend=False, name="in order")
    for lane, colour, symbol in zip(lanes, COLOURS, SYMBOLS, strict=False):
        of = scenes["lane"].eq(lane)
        at = [column[lane]] * int(of.sum()), middle[of].tolist()
        said = style.told(scenes[of], "{dated_on:%-d %b %Y}<br>{head}")
        pen.points(figure, *at, colour, said, symbol=symbol, size=12, name=lane)
    for row, y, lines in zip(scenes.itertuples(), middle, wrapped, strict=True):
        text = "<br>".join([f"<b>{pd.Timestamp(str(row.dated_on)):%-d %b}</b> {row.head}", *lines])
        pen.write(figure, WORDS_AT, y, text, side="left", yanchor="top", yshift=HEAD / 2)
    figure.update_layout(
        xaxis=style.unseen(0, 1) | {"fixedrange": True},
        yaxis=style.unseen(sum(heights) - GAP, -AIR) | {"fixedrange": True},
        margin=style.margin(t=KEY),
        showlegend=True,
        legend=style.LEGEND,
    )
    return about.chart(figure, scenes, style.told(scenes, "{dated_on:%-d %b}, {head}, {lane}: {said}"))
