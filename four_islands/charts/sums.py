"""Sums of money as bars under headings, a row each, its name above; a ring where no sum was named."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW, HEAD, FOOT = 44, 30, 12  # pixels
BAR, RING = 13, 10
LIFT = 18  # from the middle of a bar up to its name


@form
def sums(rows: pd.DataFrame, looks: Mapping[str, str], about: About) -> Chart:
    """`rows` has `group` (a key of `looks`, which gives its colour), `shown`, `label` and `amount_millions` (may be missing)."""
    inner = ROW * len(rows) + HEAD * len(looks)
    figure, y = style.base(inner + FOOT), float(inner)
    for group, colour in looks.items():
        pen.write_at_edge(figure, y - HEAD / 2, f"<b>{group}</b>", colour, align="left")
        y -= HEAD
        for one in rows[rows["group"].eq(group)].to_dict("records"):
            y -= ROW
            name, amount = f"{one['shown']}: {one['label']}", one["amount_millions"]
            pen.write_at_edge(figure, y + BAR + LIFT, name, align="left")
            said, words = [f"{name}<br>{in_words(amount)}"], in_words(amount)
            if pd.isna(amount):
                look = {"symbol": "circle", "size": RING, "edge": (colour, 2), "name": name}
                pen.points(figure, [0], [y + BAR], "#ffffff", said, cliponaxis=False, **look)
            else:
                pen.bars(
                    figure, [float(amount)], [y + BAR], colour, said, orientation="h", width=BAR, name=name
                )
            end = 0 if pd.isna(amount) else float(amount)
            pen.write(figure, end, y + BAR, words, style.FAINT, xanchor="left", xshift=10)
    largest = float(rows["amount_millions"].max())
    figure.update_layout(
        xaxis=style.unseen(
            -0.02 * largest, 1.6 * largest
        ),  # room for half a ring, and for the words of the longest
        yaxis=style.unseen(0, inner),
        margin=style.margin(t=4, left=16),
    )
    kept = rows[["group", "shown", "label", "amount_millions"]]
    told = kept.assign(sum=[in_words(one) for one in kept["amount_millions"]])
    return about.chart(figure, kept, style.told(told, "{shown}, {label}: {sum}, {group}"))


def in_words(amount: float) -> str:
    """A sum as it stands beside its bar.

    >>> in_words(2500), in_words(float("nan"))
    ('2,500 million dollars', 'no sum named')
    """
    return "no sum named" if pd.isna(amount) else f"{float(amount):,.0f} million dollars"
