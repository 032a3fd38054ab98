"""Rows of bars, side by side for two occasions."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

PAIR_PIXELS = 62
LEAST_PIXELS = 230  # two pairs alone would lie on each other


@form
def pairs_of_bars(rows: pd.DataFrame, looks: Mapping[str, str], about: About) -> Chart:
    """Two bars a row: `rows` has `label`, `occasion` (a key of `looks`) and `value`; a stated zero is written as 0.

    A missing value draws nothing and says "not known".
    """
    names = list(dict.fromkeys(rows["label"]))
    last = len(names) - 1
    longest = float(rows["value"].max())
    figure = style.base(max(PAIR_PIXELS * len(names) + 60, LEAST_PIXELS))
    for j, (occasion, colour) in enumerate(looks.items()):
        at = [last - i + 0.02 - 0.26 * j for i in range(len(names))]
        of = rows[rows["occasion"].eq(occasion)]
        known = dict(zip(of["label"], of["value"].astype(float), strict=True))
        values = [known.get(name) for name in names]
        said = [f"{name}, {occasion}: {_number(value)}" for name, value in zip(names, values, strict=True)]
        lying = {"orientation": "h", "width": 0.22, "marker": {"color": colour}}
        figure.add_bar(y=at, x=values, name=occasion, hovertext=said, hoverinfo="text", **lying)
        for y, value in zip(at, values, strict=True):
            pen.write(figure, value or 0, y, _number(value), colour, xanchor="left", xshift=5)
    for i, name in enumerate(names):
        pen.write(figure, 0, last - i + 0.32, name, xanchor="left")
    key(figure, looks)
    figure.update_layout(
        barmode="overlay",
        xaxis=style.unseen(0, longest * 1.12),
        yaxis=style.unseen(-0.5, last + 0.55),
        margin=style.margin(r=24, t=34),
    )
    numbers = [_number(value) for value in rows["value"]]
    return about.chart(figure, rows, style.told(rows.assign(n=numbers), "{label}, {occasion}: {n}"))


def key(figure: go.Figure, looks: Mapping[str, str]) -> None:
    """The colours named above the bars, two to a line: a telephone has room for that."""
    named = [f'<span style="color:{colour}"><b>\u25a0</b> {name}</span>' for name, colour in looks.items()]
    pen.write_key(figure, named, None)


def _number(value: float | None) -> str:
    """A count, or the words that nobody gave one."""
    return "not known" if value is None else f"{value:,.0f}"
