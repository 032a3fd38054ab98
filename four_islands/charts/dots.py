"""A grid of dots: one row a kind, one column an occasion, the area of a dot the number of things of that kind.

The name of a row stands above its dots, so that a telephone keeps the whole width for the columns; an empty cell has
a faint point, because nothing is a finding too.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS = 42
NAME_ABOVE = 0.44  # of a row, from the dots up to the name
SMALLEST, LARGEST = 9.0, 24.0  # pixels across a dot
TOP, BOTTOM = 46, 8


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
    rows, columns = list(dict.fromkeys(cells[row])), list(dict.fromkeys(cells[column]))
    height = {name: len(rows) - 1 - i for i, name in enumerate(rows)}
    place = {name: i for i, name in enumerate(columns)}
    figure = style.base(ROW_PIXELS * len(rows) + TOP + BOTTOM)
    for name in rows:
        style.write_at_edge(figure, height[name] + NAME_ABOVE, name)
    largest = float(cells[count].max())
    for filled in (False, True):
        part = cells[cells[count].gt(0) if filled else cells[count].eq(0)]
        size = [round(max(SMALLEST, LARGEST * (n / largest) ** 0.5), 2) for n in part[count]] if filled else 3
        figure.add_scatter(
            x=part[column].map(place),
            y=part[row].map(height),
            mode="markers",
            name="taken" if filled else "none",
            marker={"size": size, "color": colour if filled else style.RULE, "line": {"width": 0}},
            hovertext=[
                f"{kind}<br>{when.replace('<br>', ', ')}: {n}"
                for kind, when, n in zip(part[row], part[column], part[count], strict=True)
            ],
            hoverinfo="text",
        )
    for name in parted:
        style.stroke(
            figure, (place[name] - 0.5, place[name] - 0.5), (-0.5, len(rows) - 0.3), style.FAINT, dash="dot"
        )
    figure.update_layout(
        xaxis={
            "range": [-0.55, len(columns) - 0.45],
            "side": "top",
            "tickvals": list(place.values()),
            "ticktext": columns,
            "ticks": "",
            "showline": False,
        },
        yaxis={"visible": False, "range": [-0.5, len(rows) - 0.3]},
        margin={"l": 8, "r": 8, "t": TOP, "b": BOTTOM},
    )
    return about.chart(figure, cells[[row, column, count]], _marks(cells, row, column, count))


def _marks(cells: pd.DataFrame, row: str, column: str, count: str) -> list[str]:
    """Each column by its kinds, the most frequent first."""
    found = []
    for name, part in cells[cells[count].gt(0)].groupby(column, sort=False):
        kinds = part.sort_values(count, ascending=False, kind="stable")
        words = ", ".join(f"{kind} {n}" for kind, n in zip(kinds[row], kinds[count], strict=True))
        found.append(f"{name}: {words}")
    return found
