"""Sums of money on lanes of time: a circle as large as the sum, a small ring where no sum was named."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About
from press.figure.chart import Chart

LANE_PIXELS, FOOT_PIXELS = 170, 44
LARGEST = 62  # pixels across the largest circle
RING = 9  # pixels across the ring of a sum that nobody named
NAME_AT = 0.44  # of a lane above its middle
NEAR = pd.Timedelta(days=365)  # circles nearer than this lie on each other


def bubbles(rows: pd.DataFrame, lanes: Mapping[str, str], about: About) -> Chart:
    """`rows` has `announced_on`, `amount_millions` (may be missing), `label`, `shown` and `lane`, a key of `lanes`.

    `lanes` gives each lane its colour, from the top. The area of a circle is the sum; its words stand in the hover text
    and in the table below; the sum stands above the circle or, for every other one, below it.
    """
    figure = style.base(LANE_PIXELS * len(lanes) + FOOT_PIXELS)
    largest = float(rows["amount_millions"].max())
    for i, (lane, colour) in enumerate(lanes.items()):
        y = len(lanes) - 1 - i
        pen.ground(figure, y)
        pen.write_at_edge(figure, y + NAME_AT, f"<b>{lane}</b>", colour, size=style.SMALL + 1)
        found = rows[rows["lane"].eq(lane)].sort_values(
            "amount_millions", key=pd.isna, kind="stable"
        )  # rings on top
        sizes = (LARGEST * (found["amount_millions"] / largest) ** 0.5).fillna(RING)
        for n, (row, across) in enumerate(zip(found.to_dict("records"), sizes, strict=True)):
            sum_, day = row["amount_millions"], row["announced_on"]
            is_known = not pd.isna(sum_)
            fill, symbol = (style.fade(colour, 0.55), "circle") if is_known else ("#ffffff", "circle")
            look = {"symbol": symbol, "size": across, "edge": (colour, 1), "name": row["label"]}
            pen.points(figure, [day], [y], fill, [f"{row['shown']}<br>{row['label']}"], **look)
            if is_known:
                side = 1 if n % 2 == 0 else -1
                days = pd.to_datetime(found["announced_on"]) - pd.Timestamp(day)
                clear = sizes[days.abs() < NEAR].max() / 2  # its own circle, and a larger one it lies on
                pen.write(figure, day, y, f"{float(sum_):,.0f}", colour, yshift=side * (clear + 9))
    years = {"dtick": "M60", "tick0": "1990-01-01", "tickformat": "%Y"}
    figure.update_layout(
        xaxis={"type": "date", "range": ["1989-01-01", "2017-03-01"]} | years,
        yaxis=style.unseen(-0.5, len(lanes) - 0.36),
    )
    kept = rows[["shown", "label", "lane", "amount_millions"]]
    sums = kept["amount_millions"].map("{:,.0f} million dollars".format, na_action="ignore")
    marks = style.told(kept.assign(sum=sums.fillna("no sum named")), "{shown}, {label}: {sum}, {lane}")
    return about.chart(figure, kept, marks)
