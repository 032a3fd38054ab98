"""Figures that print refuses, each for one reason: what screens can show and this drawing cannot."""

from typing import Any

from press.draw.decode import Spec

_GREYS = [[0, "#fff"], [1, "#000"]]


def _trace(kind: str, **attributes: Any) -> Spec:
    return {"data": [{"type": kind, **attributes}]}


def _line(layout: Spec | None = None, **attributes: Any) -> Spec:
    return {
        "data": [{"type": "scatter", "x": [1, 2, 3], "y": [2, 1, 3], **attributes}],
        "layout": layout or {},
    }


def _bars(layout: Spec | None = None, **attributes: Any) -> Spec:
    return {"data": [{"type": "bar", "x": ["a", "b"], "y": [2, 3], **attributes}], "layout": layout or {}}


_KINDS = """pie sunburst treemap icicle sankey funnel funnelarea waterfall indicator table box violin histogram histogram2d
    contour histogram2dcontour image candlestick ohlc splom parcoords parcats scatterpolar barpolar scatterternary
    choropleth scattergeo choroplethmap scattermap densitymap scatter3d surface mesh3d isosurface volume cone streamtube
    carpet scattercarpet contourcarpet scattersmith"""

_FEATURES: dict[str, Spec] = {
    "a smoothed line": _line(line={"shape": "spline"}),
    "words by a template": _line(mode="markers+text", texttemplate="%{y}"),
    "words in bars": _bars(text=["2", "3"]),
    "areas piled up": _line(stackgroup="one"),
    "colours by numbers of no scale": _line(mode="markers", marker={"color": [1, 2, 3]}),
    "colours by numbers and by name": _line(
        mode="markers", marker={"color": [1, "red", 3], "colorscale": _GREYS}
    ),
    "a key of colours of points": _line(
        mode="markers", marker={"color": [1, 2, 3], "colorscale": _GREYS, "showscale": True}
    ),
    "points on a colour axis": _line(
        {"coloraxis": {"cmin": 0}}, mode="markers", marker={"color": [1, 2, 3], "coloraxis": "coloraxis"}
    ),
    "a key of colours": _trace("heatmap", z=[[1, 2]], colorscale=_GREYS),
    "words in cells": _trace("heatmap", z=[[1, 2]], colorscale=_GREYS, showscale=False, texttemplate="%{z}"),
    "an arrow": _line({"annotations": [{"text": "a", "x": 1, "y": 1}]}),
    "an axis over another": _line({"yaxis2": {"overlaying": "y"}}, yaxis="y2"),
    "errors in per cent": _line(error_y={"type": "percent", "value": 10}),
    "errors both ways": _line(error_x={"array": [1, 1, 1]}, error_y={"array": [1, 1, 1]}),
    "an area across to the next line": _line(fill="tonext"),
    "a fill of gradients": _line(fill="tozeroy", fillgradient={"type": "vertical"}),
    "turned markers": _line(mode="markers", marker={"angle": 30}),
    "dates on a calendar of another culture": _line(xcalendar="chinese"),
    "periods": _line(xperiod="M1"),
    "selected points": _line(selectedpoints=[0]),
    "an order of traces": _line(zorder=2),
    "bars in per cent of their sum": _bars({"barnorm": "percent"}),
    "rounded bars": _bars({"barcornerradius": 8}),
    "bars of several levels": _bars(x=[["a", "a"], ["b", "c"]]),
    "minor ticks": _line({"xaxis": {"minor": {"showgrid": True}}}),
    "breaks in an axis": _line({"xaxis": {"rangebreaks": [{"bounds": ["sat", "mon"]}]}}),
    "labels inside the axes": _line({"yaxis": {"ticklabelposition": "inside"}}),
    "an axis of unknown type": _line({"xaxis": {"type": "multicategory"}}),
    "a range with one open end": _line({"yaxis": {"range": [0, None]}}),
    "a shape along a path": _line({"shapes": [{"type": "path", "path": "M 0 0 L 1 1"}]}),
    "a shape with words": _line(
        {"shapes": [{"type": "rect", "x0": 0, "x1": 1, "y0": 0, "y1": 1, "label": {"text": "a"}}]}
    ),
    "pictures": _line({"images": [{"source": "https://example.org/a.png"}]}),
    "sliders": _line({"sliders": [{"steps": []}]}),
    "buttons": _line({"updatemenus": [{"buttons": [{"method": "restyle", "args": ["visible", False]}]}]}),
    "frames of an animation": {**_line(), "frames": [{"data": []}]},
    "a formula": _line({"annotations": [{"text": "$x^2$", "x": 1, "y": 1, "showarrow": False}]}),
    "underlined words": _line({"annotations": [{"text": "<u>word</u>", "x": 1, "y": 1, "showarrow": False}]}),
    "a letter outside the font": _line(
        {"annotations": [{"text": "\U0001f600", "x": 1, "y": 1, "showarrow": False}]}
    ),
    "a colour nobody knows": _line(line={"color": "sea mist"}),
    "a number format nobody knows": _line({"yaxis": {"tickformat": "_>10"}}),
    "words on an axis of numbers": _line(y=[1, "many", 3], **{}) | {"layout": {"yaxis": {"type": "linear"}}},
}

REFUSED: dict[str, Spec] = {f"{kind} traces": _trace(kind) for kind in _KINDS.split()} | _FEATURES
