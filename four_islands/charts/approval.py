"""Approval of the cabinet: each move on the islands against ordinary months."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from four_islands.data.schema import table
from press.figure.chart import Chart

ROW, TOP, FOOT = 44, 34, 40  # pixels of the strip
LIFT, DEEP = 0.38, 0.21  # of a row, from its dots up to its words, and up and down to the ends of the band


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
        pen.area(figure, usual, (y - DEEP, y + DEEP), "rgba(120,120,120,0.14)")
        pen.stroke(figure, (0, 0), (y - DEEP, y + DEEP), style.FAINT, layer=None)
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
    key += f'<span style="color:{style.FAINT}">○</span> {rest}'
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
