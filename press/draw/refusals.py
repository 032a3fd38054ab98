"""Figures that print refuses, each for one reason: what screens can show and this drawing cannot."""

from typing import Any

from press.draw.decode import Spec


def _trace(kind: str, **attributes: Any) -> Spec:
    return {"data": [{"type": kind, **attributes}]}


def _line(layout: Spec | None = None, **attributes: Any) -> Spec:
    return {
        "data": [{"type": "scatter", "x": [1, 2, 3], "y": [2, 1, 3], **attributes}],
        "layout": layout or {},
    }


def _bars(layout: Spec | None = None, **attributes: Any) -> Spec:
    return {"data": [{"type": "bar", "x": ["a", "b"], "y": [2, 3], **attributes}], "layout": layout or {}}


_KINDS = (
    "pie",
    "sunburst",
    "treemap",
    "icicle",
    "sankey",
    "funnel",
    "funnelarea",
    "waterfall",
    "indicator",
    "table",
    "violin",
    "histogram",
    "histogram2d",
    "contour",
    "histogram2dcontour",
    "image",
    "candlestick",
    "ohlc",
    "splom",
    "parcoords",
    "parcats",
    "scatterpolar",
    "barpolar",
    "scatterternary",
    "choropleth",
    "scattergeo",
    "choroplethmap",
    "scattermap",
    "densitymap",
    "scatter3d",
    "surface",
    "mesh3d",
    "isosurface",
    "volume",
    "cone",
    "streamtube",
    "carpet",
    "scattercarpet",
    "contourcarpet",
    "scattersmith",
)

_FEATURES: dict[str, Spec] = {
    "a smoothed line": _line(line={"shape": "spline"}),
    "words from custom data": _line(mode="markers+text", texttemplate="%{customdata[0]}"),
    "an area across to the next line": _line(fill="tonext"),
    "a fill of gradients": _line(fill="tozeroy", fillgradient={"type": "vertical"}),
    "turned markers": _line(mode="markers", marker={"angle": 30}),
    "a colour bar that lies": _line(
        mode="markers",
        marker={
            "color": [1, 2, 3],
            "colorscale": [[0, "#fff"], [1, "#000"]],
            "colorbar": {"orientation": "h"},
        },
    ),
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
    "a formula": _line({"annotations": [{"text": "$x^2$", "x": 1, "y": 1}]}),
    "underlined words": _line({"annotations": [{"text": "<u>word</u>", "x": 1, "y": 1}]}),
    "a letter outside the book's fonts": _line({"annotations": [{"text": "\U0001f600", "x": 1, "y": 1}]}),
    "a colour nobody knows": _line(line={"color": "sea mist"}),
    "a number format nobody knows": _line({"yaxis": {"tickformat": "_>10"}}),
    "words on an axis of numbers": _line(y=[1, "many", 3], **{}) | {"layout": {"yaxis": {"type": "linear"}}},
}

REFUSED: dict[str, Spec] = {f"{kind} traces": _trace(kind) for kind in _KINDS} | _FEATURES
