"""What was bought, as bars by value, the largest on top; the dark part of each is what was left of it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

BAR_PIXELS, FOOT_PIXELS = 34, 62


def tale(left: float) -> str:
    """How much was left, in a few words.

    >>> tale(0.448), tale(1.138), tale(float("nan"))
    ('45% left', 'more than before', 'not known')
    """
    if pd.isna(left):
        return "not known"
    return "more than before" if left > 1 else f"{left:.0%} left"


@form
def basket(rows: pd.DataFrame, looks: Mapping[str, str], about: About, *, unit: str) -> Chart:
    """`rows` has `good`, `value` and `left`, the share of the volume left; a bar's dark part is that share of it.

    `looks` has the colours of the parts `left`, `gone` and `not known`.
    """
    rows = rows.sort_values("value", ascending=False).reset_index(drop=True)
    rows = rows.assign(tale=rows["left"].map(tale))
    known, value = rows["left"].notna(), rows["value"].astype(float)
    parts = {
        "gone": value[known],
        "not known": value[~known],
        "left": (value * rows["left"].clip(upper=1))[known],
    }
    figure = style.base(BAR_PIXELS * len(rows) + FOOT_PIXELS, barmode="overlay")
    places = style.from_top(rows["good"])
    for name, lengths in parts.items():
        part = rows.loc[lengths.index]
        said = style.told(part, "{good}<br>{value:g}, {tale}")
        at = part["good"].map(places).tolist()
        pen.bars(figure, lengths.tolist(), at, looks[name], said, orientation="h", width=0.66, name=name)
    for good, value, told in zip(rows["good"], rows["value"], rows["tale"], strict=True):
        pen.write(figure, float(value), places[good], f"{value:.0f}, {told}", xanchor="left", xshift=5)
    figure.update_layout(
        xaxis={"range": [0, 1.32 * float(rows["value"].max())], "title": {"text": unit}},
        yaxis=style.named(places)
        | {"range": [-0.6, len(rows) - 0.4], "showgrid": False, "tickfont": {"color": style.INK}},
        margin=style.margin(r=12),
    )
    marks = style.told(rows, "{good}: {value:g}, {tale}")
    return about.chart(figure, rows[["good", "value", "left", "source_ids"]], marks)
