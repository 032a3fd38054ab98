"""Approval of the cabinet: each move on the islands against ordinary months."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.data.schema import table
from press.figure.chart import Chart

# Pixels of a move: its name, the band, each line of other dots, the space below; and of a heading above it.
NAME, BAND, ROOM, GAP, HEAD = 20, 18, 11, 12, 26
TOP, FOOT = 56, 40  # pixels above the first move, for the key, and below the last
NEAR = 0.75  # points: dots nearer than this are set one below the other


@form
def strip(
    changes: pd.DataFrame,
    about: About,
    *,
    labels: Mapping[str, str],
    usual: tuple[float, float],
    usual_word: str,
    first: str,
    rest: str,
    headings: Mapping[str, str] | None = None,
) -> Chart:
    """A move under the other: the change from the poll before to the poll after, a dot a pollster.

    The dot of `first` lies on the band of its own usual changes; those of the others, hollow, lie below, for the band
    is not theirs. `changes` has move_id, pollster, change and source_ids; `labels` orders and names the moves,
    `headings` are those above some of them.
    """
    moves = [move for move in labels if move in set(changes["move_id"])]
    is_first = changes["pollster"].eq(first)
    others = changes[~is_first].sort_values("change", kind="stable")
    lines = {move: below(others.loc[others["move_id"].eq(move), "change"]) for move in moves}
    heads = {move: HEAD if move in (headings or {}) else 0 for move in moves}
    heights = [heads[m] + NAME + BAND + ROOM * (max(lines[m], default=-1) + 1) + GAP for m in moves]
    tops = {move: TOP + sum(heights[:i]) + heads[move] for i, move in enumerate(moves)}
    middle = {move: top + NAME + BAND / 2 for move, top in tops.items()}
    end = TOP + sum(heights)
    figure = style.base(end + FOOT)
    names = table("cabinet_approval").column("pollster").codes
    for move in moves:  # at the marks only, so that no edge runs through a name
        low = middle[move] + BAND / 2
        pen.area(figure, usual, (low - BAND, low), "rgba(120,120,120,0.16)")
        foot = low + ROOM * (max(lines[move], default=-1) + 1)
        pen.stroke(figure, (0, 0), (low - BAND, foot), style.FAINT, layer=None)
        pen.write_at_edge(figure, tops[move] + NAME / 2, labels[move])
    for move, heading in (headings or {}).items():
        if move in tops:
            pen.write_at_edge(figure, tops[move] - HEAD / 2, f"<b>{heading}</b>")
    japan = style.cue("Japan").colour
    order = {move: iter(lines[move]) for move in moves}
    hollow = [middle[m] + BAND / 2 + ROOM * (next(order[m]) + 0.5) for m in others["move_id"] if m in middle]
    for part, y, colour, fill, size in (
        (others[others["move_id"].isin(moves)], hollow, style.FAINT, "#ffffff", 8),
        (changes[is_first], changes.loc[is_first, "move_id"].map(middle).tolist(), japan, japan, 12),
    ):
        said = style.told(part.replace({"pollster": names}), "{pollster}<br>{change:+g} points")
        pen.points(
            figure, part["change"].astype(float).tolist(), y, fill, said, size=size, edge=(colour, 1.5)
        )
    key = f'<span style="color:{japan}">●</span> {first.upper()}, on a grey band: {usual_word}'
    pen.write_at_edge(figure, 10, key)
    pen.write_at_edge(figure, 30, f'<span style="color:{style.FAINT}">○</span> {rest}')
    ticks = style.named({"−10": -10, "−5": -5, "0": 0, "+5": 5, "+10": 10})
    figure.update_layout(xaxis={"range": [-11, 11]} | ticks, yaxis=style.unseen(end, 0), margin={"r": 44})
    ends = changes.groupby("move_id")["change"].agg(["min", "max"]).loc[moves].reset_index()
    ends["label"] = ends["move_id"].map(dict(labels))
    marks = style.told(ends, "{label}: {min:+g} to {max:+g} points")
    return about.chart(figure, changes[["move_id", "pollster", "change", "source_ids"]], marks)


def below(points: Iterable[float]) -> list[int]:
    """On which line each dot lies, from 0, so that no two on a line are near; the points come in order.

    >>> below([-4.0, 2.0, 2.0, 2.2, 3.1])
    [0, 0, 1, 2, 0]
    """
    last: list[float] = []
    found = []
    for point in points:
        free = (i for i, there in enumerate(last) if point - there >= NEAR)
        line = next(free, len(last))
        last[line : line + 1] = [point]
        found.append(line)
    return found
