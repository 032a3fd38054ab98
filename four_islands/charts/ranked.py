"""Ranked dots with ranges: one row a thing, the name above its dot, the value at it.

The name stands on a line of its own, so that long names need no wide margin and a telephone shows them whole.
"""

from __future__ import annotations

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

ROW_PIXELS = 46
NAME_AT, DOT_AT = 0.3, -0.12  # of a row, above and below its middle


def ranked(
    rows: pd.DataFrame,
    about: About,
    *,
    shown: str = "{:.1f}%",
    span: tuple[float, float] | None = None,
    mark: float | None = None,
    mark_text: str = "",
    unit: str = "",
) -> Chart:
    """Dots in the order of the frame, the first on top.

    `rows` has `label` and `value`; `low` and `high` (drawn as a bar) and `side` (a country, for its colour and
    marker) may be there. `shown` formats the value, `mark` draws one reference line with `mark_text`.
    """
    rows = rows.reset_index(drop=True)
    last = len(rows) - 1
    span = span or (0.0, 1.12 * float(rows[[c for c in ("value", "high") if c in rows]].max().max()))
    figure = style.base(ROW_PIXELS * len(rows) + (104 if mark_text else 88))
    if mark is not None:
        figure.add_shape(type="line", x0=mark, x1=mark, y0=-0.6, y1=last + 0.5, layer="below",
                         line={"color": style.FAINT, "width": 1, "dash": "dash"})  # fmt: skip
        figure.add_annotation(x=mark, y=last + 0.5, text=mark_text, showarrow=False, yanchor="bottom",
                              xanchor="left", font={"size": style.SMALL, "color": style.FAINT})  # fmt: skip
    for i, row in enumerate(rows.to_dict("records")):
        cue = (
            style.cue(str(row.get("side", ""))) if "side" in rows else style.Cue(style.INK, "solid", "circle")
        )
        y = last - i
        if "low" in rows and pd.notna(row["low"]) and row["high"] > row["low"]:
            figure.add_scatter(x=[row["low"], row["high"]], y=[y + DOT_AT] * 2, mode="lines", hoverinfo="skip",
                               line={"color": style.fade(cue.colour, 0.35), "width": 9}, name="range")  # fmt: skip
        text = shown.format(row["value"])
        figure.add_scatter(x=[row["value"]], y=[y + DOT_AT], mode="markers", name=str(row["label"]),
                           marker={"color": cue.colour, "symbol": cue.marker, "size": 10},
                           hovertext=[f"{row['label']}<br>{text}"], hoverinfo="text")  # fmt: skip
        figure.add_annotation(x=0, xref="paper", y=y + NAME_AT, text=str(row["label"]), showarrow=False,
                              xanchor="left", align="left", font={"size": style.SMALL, "color": style.INK})  # fmt: skip
        right = max(row["value"], row["high"]) if "high" in rows and pd.notna(row["high"]) else row["value"]
        on_left = mark is not None and right < mark  # clear of the line
        if on_left:
            right = min(row["value"], row["low"]) if "low" in rows and pd.notna(row["low"]) else row["value"]
        figure.add_annotation(x=right, y=y + DOT_AT, text=text, showarrow=False,
                              xanchor="right" if on_left else "left", xshift=-9 if on_left else 9,
                              font={"size": style.SMALL, "color": cue.colour})  # fmt: skip
    figure.update_layout(
        xaxis={"range": list(span), "title": {"text": unit}, "tickformat": ","},
        yaxis={"visible": False, "range": [-0.62, last + (1.0 if mark_text else 0.6)]},
        margin={"l": 12, "r": 44, "t": 8, "b": 8},
    )
    return about.chart(
        figure,
        rows,
        [
            f"{label}: {shown.format(value)}"
            for label, value in zip(rows["label"], rows["value"], strict=True)
        ],
    )
