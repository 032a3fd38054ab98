"""A dated ladder: one rung a document or event, in order of time, its dot at its date, its name above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from four_islands.charts import style
from four_islands.charts.about import About
from press.figure.chart import Chart

RUNG_PIXELS = 46
NAME_AT, DOT_AT = 0.3, -0.12  # of a rung, above and below its middle
DOT = 11
TICK = 0.13  # half the height of a marked day on a rung
Look = tuple[str, str]  # colour and marker symbol
# Colours that belong to no country, for kinds of documents; each needs its own marker.
STRONG, MIDDLE, CONTRARY, QUIET = "#5a3e1b", "#a8803f", "#6b5b95", style.FAINT


def ladder(
    rows: pd.DataFrame,
    looks: Mapping[str, Look],
    about: About,
    *,
    marks: Sequence[tuple[str, str]] = (),
    span: tuple[str, str] | None = None,
    date_format: str = "%-d %b %Y",
    tick_format: str | None = None,
) -> Chart:
    """Rungs in order of time, the earliest on top.

    `rows` has `dated_on`, `label` and `kind` (a key of `looks`, which is also the legend); `until_on` draws a
    span, `shown` a date as text where the day is not known, `said` more words for the pointer. `marks` are days
    with a name, drawn across all rungs.
    """
    rows = rows.sort_values("dated_on", kind="stable").reset_index(drop=True)
    last = len(rows) - 1
    figure = style.base(RUNG_PIXELS * len(rows) + 78 + (22 if marks else 0))
    for when, text in marks:
        for y in range(last + 1):  # at the rungs only, so that no line runs through a name
            figure.add_shape(type="line", x0=when, x1=when, y0=y + DOT_AT - TICK, y1=y + DOT_AT + TICK,
                             line={"color": style.INK, "width": 1.5})  # fmt: skip
        figure.add_annotation(x=when, y=last + 0.62, text=text, showarrow=False, yanchor="bottom", xanchor="center",
                              font={"size": style.SMALL, "color": style.FAINT})  # fmt: skip
    rungs = [_rung(row, last - i, date_format) for i, row in enumerate(rows.to_dict("records"))]
    for kind, (colour, symbol) in looks.items():
        of_kind = [rung for rung in rungs if rung["kind"] == kind]
        if not of_kind:
            continue
        for rung in of_kind:
            if rung["until"] is not None:
                figure.add_scatter(x=[rung["x"], rung["until"]], y=[rung["y"] + DOT_AT] * 2, mode="lines", showlegend=False,
                                   line={"color": colour, "width": 4}, hoverinfo="skip", name=f"{kind}, span")  # fmt: skip
        figure.add_scatter(
            x=[rung["x"] for rung in of_kind], y=[rung["y"] + DOT_AT for rung in of_kind], mode="markers", name=kind,
            marker={"color": colour, "symbol": symbol, "size": DOT, "line": {"color": colour, "width": 1.5}},
            hovertext=[rung["hover"] for rung in of_kind], hoverinfo="text", showlegend=len(looks) > 1,
        )  # fmt: skip
    for rung in rungs:
        figure.add_shape(type="line", xref="paper", x0=0, x1=1, y0=rung["y"] + DOT_AT, y1=rung["y"] + DOT_AT,
                         layer="below", line={"color": style.RULE, "width": 1})  # fmt: skip
        figure.add_annotation(x=0, xref="paper", y=rung["y"] + NAME_AT, text=rung["name"], showarrow=False,
                              xanchor="left", align="left", font={"size": style.SMALL, "color": style.INK})  # fmt: skip
    xaxis: dict[str, Any] = {"type": "date"}
    if span:
        xaxis["range"] = list(span)
    if tick_format:
        xaxis["tickformat"] = tick_format
    figure.update_layout(
        xaxis=xaxis,
        yaxis={"visible": False, "range": [-0.62, last + (1.15 if marks else 0.8)]},
        margin={"l": 12, "r": 20, "t": 34 if len(looks) > 1 else 8, "b": 8},
        legend={"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom",
                "font": {"size": style.SMALL}, "itemclick": False, "itemdoubleclick": False},
        showlegend=len(looks) > 1,
    )  # fmt: skip
    return about.chart(figure, rows, [rung["hover"] for rung in rungs])


def _rung(row: dict[Any, Any], y: int, date_format: str) -> dict[str, Any]:
    day = pd.Timestamp(str(row["dated_on"]))
    shown = row.get("shown")
    when = str(shown) if isinstance(shown, str) and shown else day.strftime(date_format)
    until = row.get("until_on")
    said = row.get("said")
    hover = f"{when}<br>{row['label']}" + (f"<br>{said}" if isinstance(said, str) and said else "")
    return {
        "kind": row["kind"],
        "x": f"{day:%Y-%m-%d}",
        "y": y,
        "until": None if until is None or pd.isna(until) else f"{pd.Timestamp(str(until)):%Y-%m-%d}",
        "name": f"{row['label']} <span style='color:{style.FAINT}'>{when}</span>",
        "hover": hover,
    }
