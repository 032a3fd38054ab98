"""A few named moments beside all ordinary ones: a line each for the named, a pile of grey dots for the others.

The axis is one of ratios, so that a halving is as long as a doubling.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

LINE_PIXELS, DOT_PIXELS, FOOT_PIXELS = 30, 8, 62
BIN = 0.06  # of a doubling, that share a pile
DOTS_PER_LINE = LINE_PIXELS / DOT_PIXELS


def among(
    named: pd.DataFrame,
    ordinary: pd.Series,
    about: About,
    *,
    floor: float,
    colour: str,
    ticks: Mapping[float, str],
    across: str,
) -> Chart:
    """Ratios on an axis of doublings. `named` has `label`, `ratio` and `acted`, drawn from the top; `ordinary` is by year.

    Those that `acted` are drawn in `colour`. The grey ground on the left ends at `floor`; `ticks` names ratios on the axis.
    """
    place = {ratio: math.log2(ratio) for ratio in ticks}
    low, high = min(place.values()), max(place.values())
    piled = ordinary[ordinary.between(2**low, 2**high)].sort_values()
    bins = (piled.map(math.log2) / BIN).round()
    heights = bins.groupby(bins).cumcount()
    lines = len(named)
    tall = (float(heights.max()) + 2) / DOTS_PER_LINE
    figure = style.base(round(LINE_PIXELS * (lines + tall + 0.6)) + FOOT_PIXELS)
    figure.add_shape(
        type="rect",
        x0=low - 1,
        x1=math.log2(floor),
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        fillcolor="rgba(120,120,120,0.14)",
        line={"width": 0},
    )
    figure.add_shape(
        type="line",
        x0=0,
        x1=0,
        y0=0,
        y1=1,
        yref="paper",
        layer="below",
        line={"color": style.FAINT, "width": 1, "dash": "dash"},
    )
    figure.add_scatter(
        x=(bins * BIN).tolist(),
        y=(heights / DOTS_PER_LINE).tolist(),
        mode="markers",
        name="ordinary years",
        marker={"color": style.FAINT, "size": 7, "opacity": 0.75},
        hoverinfo="text",
        hovertext=[f"{year}: {ratio:.2f} times" for year, ratio in piled.items()],
    )
    for i, row in enumerate(named.to_dict("records")):
        ink = colour if row["acted"] else style.INK
        y, x = tall + lines - 0.5 - i, math.log2(row["ratio"])
        figure.add_shape(type="line", x0=0, x1=x, y0=y, y1=y, line={"color": ink, "width": 3})
        told = f"{row['label']}<br>{row['ratio']:.2f} times"
        figure.add_scatter(
            x=[x],
            y=[y],
            mode="markers",
            name=row["label"],
            hoverinfo="text",
            hovertext=[told],
            marker={"color": ink, "size": 10},
        )
        figure.add_annotation(
            x=0,
            y=y,
            text=row["label"],
            showarrow=False,
            xanchor="left" if x < 0 else "right",
            xshift=9 if x < 0 else -9,
            font={"size": style.SMALL, "color": ink},
        )
    figure.add_annotation(
        x=high,
        y=tall - 0.45,
        text="ordinary years",
        showarrow=False,
        xanchor="right",
        font={"size": style.SMALL, "color": style.FAINT},
    )
    figure.update_layout(
        xaxis={
            "range": [low - 0.4, high + 0.4],
            "tickvals": list(place.values()),
            "ticktext": list(ticks.values()),
            "title": {"text": across},
        },
        yaxis={"visible": False, "range": [-0.5, tall + lines]},
    )
    rows = pd.concat(
        [
            named[["label", "ratio"]],
            pd.DataFrame({"label": piled.index.astype(str), "ratio": piled.to_numpy()}),
        ],
        ignore_index=True,
    ).round({"ratio": 3})
    marks = [
        f"{label}: {ratio:.2f} times" for label, ratio in zip(named["label"], named["ratio"], strict=True)
    ]
    return about.chart(figure, rows, [*marks, f"one ordinary year in ten: below {floor:.2f} times"])
