"""One mark for each thing, in lines by kind: what is counted stays visible, and each mark tells what it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS = 60
NAME_ABOVE = 0.36  # of a row, from the marks up to the name
MARK = 15  # pixels across
STROKE = (0.16, 0.36)  # of a row, from the marks down to its ends: below the marks, so that it crosses none
TOP, BOTTOM = 34, 10


@form
def units(
    things: pd.DataFrame,
    looks: Mapping[str, tuple[str, str]],
    about: About,
    *,
    empty: Sequence[str] = (),
    chance: Mapping[str, float] | None = None,
) -> Chart:
    """`things` has `label` (the line), `look` (a key of `looks`) and `said` (for the pointer), in the order drawn.

    `looks` gives each kind of mark its colour and symbol. The name of a line carries its number. `empty` are lines that
    a reader may look for and that hold nothing; they stand last. A stroke with its number stands below the
    marks, after as many of them as `chance` gives.
    """
    height = style.from_top([*things["label"], *empty])
    place = things.groupby("label", sort=False).cumcount()
    longest = int(place.max()) + 1
    figure = style.base(ROW_PIXELS * len(height) + TOP + BOTTOM)
    for look, (colour, symbol) in looks.items():
        is_drawn = things["look"].eq(look)
        y, said = things.loc[is_drawn, "label"].map(height), things.loc[is_drawn, "said"].tolist()
        look_of = {"symbol": symbol, "size": MARK, "edge": (colour, 1.5)}
        pen.points(figure, place[is_drawn], y, colour, said, name=look, **look_of)
    counts = things["label"].value_counts().reindex(list(height), fill_value=0)
    for name, at in height.items():
        pen.write_at_edge(figure, at + NAME_ABOVE, f"{name}: <b>{counts[name]}</b>")
    for name, n in (chance or {}).items():
        ends = height[name] - STROKE[0], height[name] - STROKE[1]
        pen.stroke(figure, (n - 0.5, n - 0.5), ends, style.INK, width=2.5, layer=None)
        pen.write(figure, n - 0.5, sum(ends) / 2, f"{n:.1f}", xanchor="left", yanchor="middle", xshift=6)
    signs = {look: (colour, "□" if "open" in symbol else "■") for look, (colour, symbol) in looks.items()}
    named = [
        f'<span style="color:{colour}"><b>{sign}</b> {look}</span>' for look, (colour, sign) in signs.items()
    ]
    pen.write_key(figure, [*named, "<b>|</b> by chance"] if chance else named, None, across=3)
    figure.update_layout(
        xaxis=style.unseen(-0.5, max(longest, 14) - 0.5),
        yaxis=style.unseen(-0.4, len(height) - 0.3),
        margin=style.margin(t=TOP, b=BOTTOM),
    )
    return about.chart(figure, things, [f"{name}: {counts[name]}" for name in height])
