"""A shrinking group: how many are left, and how old they are, one bar a count."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS = 46
BAR = 0.4  # of a row
LABEL_RISE = 0.38


def heads(
    counts: pd.DataFrame,
    about: About,
) -> Chart:
    """One bar for each count, the earliest on top, with its number and the mean age in words above it.

    `counts` has counted_on, living and mean_age_years; a mean age may be blank.
    """
    frame = counts.sort_values("counted_on").reset_index(drop=True)
    places = [len(frame) - 1 - i for i in range(len(frame))]
    ages = ["" if pd.isna(age) else f", mean age {age:g}" for age in frame["mean_age_years"]]
    labels = [
        f"{day:%b %Y}: {living:,} living{age}"
        for day, living, age in zip(frame["counted_on"], frame["living"], ages, strict=True)
    ]
    figure = style.base(ROW_PIXELS * len(frame) + 50)
    figure.add_bar(
        y=places, x=frame["living"].astype(int), orientation="h", width=BAR,
        marker={"color": style.cue("Japan").colour}, hovertext=labels, hoverinfo="text",
    )  # fmt: skip
    for place, label in zip(places, labels, strict=True):
        figure.add_annotation(x=0, xref="paper", y=place + LABEL_RISE, text=label, showarrow=False, xanchor="left", align="left",
                              font={"size": style.SMALL, "color": style.INK})  # fmt: skip
    figure.update_layout(
        xaxis={"rangemode": "tozero", "tickformat": ",d"},
        yaxis={"visible": False, "range": [-0.5, len(frame) - 0.35]},
    )
    columns = ["counted_on", "living", "living_precision", "mean_age_years", "source_ids"]
    return about.chart(figure, frame[columns], labels)
