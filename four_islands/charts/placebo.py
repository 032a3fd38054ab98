"""One step against all steps of the same series: a dark mark among the grey of other years.

What lies beyond the axis stands at its edge and is marked so: one giant does not flatten the rest.
"""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS, HEAD_PIXELS = 50, 34
NAME_UP, DOT_UP = 0.72, 0.26  # of a row, from its foot
NOUGHT = 12  # pixels of the line of no change above the marks, clear of the name
PAST = "#9a9a9a"


@form
def placebo(steps: pd.DataFrame, about: About, *, group: str, reach: float, left: str, right: str) -> Chart:
    """Rows by `series` under headings by `group`, in the order of the frame.

    `steps` has `move`, in units of the usual step, and `across` for the one that is asked about; `reach` is the end of
    the axis on both sides, `left` and `right` say what its sides mean.
    """
    names = steps.drop_duplicates("series")[["series", group]].to_dict("records")
    height, last = ROW_PIXELS * len(names) + HEAD_PIXELS * steps[group].nunique(), None
    figure = style.base(round(height + 80))
    top = float(height)
    for one in names:
        if one[group] != last:
            last = one[group]
            pen.write_at_edge(figure, top - HEAD_PIXELS / 2, f"<b>{last}</b>", yanchor="middle")
            top -= HEAD_PIXELS
        top -= ROW_PIXELS
        part = steps[steps["series"].eq(one["series"])]
        _row(figure, part, one["series"], top, reach)
    figure.update_layout(
        xaxis={
            "range": [-reach - 0.5, reach + 0.5],
            "title": {"text": f"← {left}   usual steps   {right} →"},
        },
        yaxis=style.unseen(0, height),
        margin=style.margin(),
    )
    return about.chart(figure, steps, style.told(steps[steps["across"]], "{series}: {move:z.1f}"))


def _row(figure: go.Figure, part: pd.DataFrame, name: str, foot: float, reach: float) -> None:
    y = foot + DOT_UP * ROW_PIXELS
    pen.stroke(figure, (0, 0), (foot, y + NOUGHT), style.FAINT)
    past, now = part[~part["across"]], part[part["across"]]
    pen.write_at_edge(figure, foot + NAME_UP * ROW_PIXELS, name, yanchor="middle")
    for rows, symbol, size, colour in ((past, "line-ns-open", 12, PAST), (now, "diamond", 12, style.INK)):
        x, said = (
            rows["move"].clip(-reach, reach),
            "{series}<br>{from_year} to {to_year}: {move:+.1f} usual steps",
        )
        look = {"symbol": symbol, "size": size, "name": name}
        pen.points(figure, x, [y] * len(rows), colour, style.told(rows, said), **look)
    for rows, colour in ((past, style.FAINT), (now, style.INK)):
        for sign, word, side in ((1, "off the scale →", "right"), (-1, "← off the scale", "left")):
            if (sign * rows["move"] > reach).any():
                look = {"xanchor": side, "xshift": -10 * sign, "yanchor": "middle"}
                pen.write(figure, sign * reach, y, word, colour, **look)
