"""A grid of dots: one row a kind, one column an occasion, the area of a dot the number of things of that kind.

The name of a row stands above its dots, so that a telephone keeps the whole width for the columns; an empty cell has
a small grey point, because nothing is a finding too.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS = 48
NAME_ABOVE, UNDER = 0.47, 0.32  # of a row, from the dots up to the name, and down to the line below them
SMALLEST, LARGEST = 9.0, 24.0  # pixels across a dot
NONE, NONE_COLOUR = 4.0, "#767676"  # of an empty cell: small, but seen on light and on dark (4.5:1)
TOP, BOTTOM = 46, 8


@form
def dots(
    cells: pd.DataFrame,
    about: About,
    *,
    row: str,
    column: str,
    count: str,
    colour: str,
    parted: Sequence[str] = (),
) -> Chart:
    """Rows and columns in the order of the frame; `parted` names the columns before which a thin line is drawn."""
    height = style.from_top(cells[row])
    place = {name: i for i, name in enumerate(dict.fromkeys(cells[column]))}
    figure = style.base(ROW_PIXELS * len(height) + TOP + BOTTOM)
    for name, y in height.items():
        pen.write_at_edge(figure, y + NAME_ABOVE, name)
        pen.ground(figure, y - UNDER)
    largest = float(cells[count].max())
    for filled in (False, True):
        part = cells[cells[count].gt(0) if filled else cells[count].eq(0)]
        size = [round(max(SMALLEST, LARGEST * (n / largest) ** 0.5), 2) if n else NONE for n in part[count]]
        said = part[row] + "<br>" + part[column].str.replace("<br>", " ") + ": " + part[count].astype(str)
        at, name = (part[column].map(place), part[row].map(height)), "taken" if filled else "none"
        look = {"said": said.tolist(), "size": size, "edge": (None, 0), "name": name}
        pen.points(figure, *at, colour if filled else NONE_COLOUR, **look)
    for name in parted:
        x0 = place[name] - 0.5
        pen.stroke(figure, (x0, x0), (-0.5, len(height) - 0.3), style.FAINT, dash="dot")
    figure.update_layout(
        xaxis=style.on_top(range=[-0.55, len(place) - 0.45]) | style.named(place),
        yaxis=style.unseen(-0.5, len(height) - 0.1),
        margin=style.margin(t=TOP, b=BOTTOM),
    ).update_traces(marker_opacity=1)
    return about.chart(figure, cells[[row, column, count]], _marks(cells, row, column, count))


def _marks(cells: pd.DataFrame, row: str, column: str, count: str) -> list[str]:
    """Each column in the order drawn, by its kinds, the most frequent first."""
    taken = cells[cells[count].gt(0)].sort_values(count, ascending=False, kind="stable")
    words = (taken[row] + " " + taken[count].astype(str)).groupby(taken[column]).agg(", ".join)
    return [
        f"{name.replace('<br>', ' ')}: {words[name]}"
        for name in dict.fromkeys(cells[column])
        if name in words
    ]
