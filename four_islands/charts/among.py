"""A few named moments beside all ordinary ones: a line each for the named, a pile of grey dots for the others.

The axis is one of ratios, so that a halving is as long as a doubling.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

LINE_PIXELS, DOT_PIXELS, FOOT_PIXELS = 30, 8, 62
BIN = 0.06  # of a doubling, that share a pile
DOTS_PER_LINE = LINE_PIXELS / DOT_PIXELS


@form
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

    Those that `acted` are drawn in `colour`, the others hollow. The grey ground on the left ends at `floor`; `ticks` names
    ratios on the axis.
    """
    place = {ratio: math.log2(ratio) for ratio in ticks}
    low, high = min(place.values()), max(place.values())
    piled = ordinary[ordinary.between(2**low, 2**high)].sort_values()
    edge = math.log2(floor)  # a pile never straddles it, so that one can count those on the ground
    bins = ((piled.map(math.log2) - edge) / BIN).map(math.floor)
    heights = bins.groupby(bins).cumcount()
    lines = len(named)
    tall = (float(heights.max()) + 2) / DOTS_PER_LINE
    figure = style.base(round(LINE_PIXELS * (lines + tall + 0.6)) + FOOT_PIXELS)
    pen.area(figure, (low - 1, edge), (0, 1), "rgba(120,120,120,0.14)", yref="paper")
    pen.stroke(figure, (0, 0), (0, 1), style.FAINT, dash="dash", yref="paper")
    others = pd.DataFrame({"label": piled.index.astype(str), "ratio": piled.to_numpy()})
    said = "{label}: {ratio:.2f} times"
    figure.add_scatter(
        x=(edge + (bins + 0.5) * BIN).tolist(),
        y=(heights / DOTS_PER_LINE).tolist(),
        mode="markers",
        name="ordinary years",
        marker={"color": style.FAINT, "size": 7, "opacity": 0.75},
        hoverinfo="text",
        hovertext=style.told(others, said),
    )
    for i, row in enumerate(named.to_dict("records")):
        ink = colour if row["acted"] else style.INK
        y, x = tall + lines - 0.5 - i, math.log2(row["ratio"])
        pen.stroke(figure, (0, x), (y, y), ink, width=3)
        told = f"{row['label']}<br>{row['ratio']:.2f} times"
        fill = ink if row["acted"] else "#ffffff"
        pen.points(figure, [x], [y], fill, [told], size=10, edge=(ink, 2), name=row["label"])
        side, shift = ("left", 9) if x < 0 else ("right", -9)
        pen.write(figure, 0, y, row["label"], ink, xanchor=side, xshift=shift)
    pen.write(figure, high, tall - 0.45, "ordinary years", style.FAINT, xanchor="right")
    figure.update_layout(
        xaxis={
            "range": [low - 0.4, high + 0.4],
            "tickvals": list(place.values()),
            "ticktext": list(ticks.values()),
            "title": {"text": across},
        },
        yaxis=style.unseen(-0.5, tall + lines),
    )
    rows = pd.concat([named[["label", "ratio"]], others], ignore_index=True).round({"ratio": 3})
    rare = f"one ordinary year in ten: below {floor:.2f} times"
    return about.chart(figure, rows, [*style.told(named, said), rare])
