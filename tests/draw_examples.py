"""Small figures of the kinds Plotly's documentation shows, made afresh: each must print.

The numbers mean nothing; they exercise one kind of drawing each.
"""

from collections.abc import Callable

import plotly.graph_objects as go
from plotly.subplots import make_subplots

Example = Callable[[], go.Figure]

_YEARS = [2019, 2020, 2021, 2022, 2023]


def _figure(*traces: go.Scatter | go.Bar | go.Heatmap, **layout: object) -> go.Figure:
    return go.Figure(list(traces), layout)


def lines() -> go.Figure:
    """Two lines, one with markers, one dashed and broken by a gap."""
    return _figure(
        go.Scatter(x=_YEARS, y=[3, 5, 4, 8, 7], mode="lines+markers", name="with markers"),
        go.Scatter(x=_YEARS, y=[6, 6.5, None, 5, 4], mode="lines", line={"dash": "dash"}, name="with a gap"),
    )


def dates() -> go.Figure:
    """A line over days, months apart."""
    days = ["2021-11-05", "2022-02-24", "2022-07-08", "2023-01-31"]
    return _figure(go.Scatter(x=days, y=[1.5, -2, 0.5, 3]), yaxis={"tickformat": "+.1f", "title": "change"})


def steps() -> go.Figure:
    """Steps that change before, after and between the points."""
    return _figure(
        *[
            go.Scatter(x=[1, 2, 3, 4], y=[n, n + 2, n + 1, n + 3], line={"shape": shape}, name=shape)
            for n, shape in enumerate(("hv", "vh", "hvh"))
        ]
    )


def markers() -> go.Figure:
    """Points of different sizes, symbols and colours, labelled."""
    return _figure(
        go.Scatter(
            x=[1, 2, 3, 4],
            y=[4, 1, 3, 2],
            mode="markers+text",
            text=["one", "two", "три", "四"],
            textposition=["top center", "middle right", "bottom center", "middle left"],
            marker={
                "size": [10, 16, 24, 12],
                "symbol": ["circle", "square", "diamond-open", "x"],
                "color": ["#c2410c", "#1d5fa6", "#0b7a55", "#8a6a00"],
            },
        )
    )


def dots() -> go.Figure:
    """Dots on rows of words, with ranges."""
    rows = ["first answer", "second answer", "third answer"]
    return _figure(
        go.Scatter(
            x=[42, 31, 18],
            y=rows,
            mode="markers",
            marker={"size": 10},
            error_x={"type": "data", "array": [3, 3, 2], "arrayminus": [2, 3, 2], "symmetric": False},
        ),
        xaxis={"ticksuffix": "%", "range": [0, 50]},
        yaxis={"autorange": "reversed"},
    )


def areas() -> go.Figure:
    """An area to zero and an area to the line before."""
    return _figure(
        go.Scatter(x=[1, 2, 3, 4], y=[1, 3, 2, 4], fill="tozeroy", mode="lines"),
        go.Scatter(
            x=[1, 2, 3, 4], y=[3, 4, 4, 6], fill="tonexty", mode="lines", fillcolor="rgba(29,95,166,.3)"
        ),
    )


def outline() -> go.Figure:
    """A closed outline, filled, on axes of one scale."""
    return _figure(
        go.Scatter(x=[0, 2, 3, 1, 0], y=[0, 0, 2, 3, 0], fill="toself", mode="lines"),
        yaxis={"scaleanchor": "x", "scaleratio": 1},
    )


def error_bars() -> go.Figure:
    """The same error on both sides, a different one, and one on bars."""
    return _figure(
        go.Scatter(x=[1, 2, 3], y=[2, 4, 3], error_y={"type": "data", "array": [0.5, 0.8, 0.3]}),
        go.Scatter(
            x=[1.2, 2.2, 3.2],
            y=[5, 6, 7],
            error_y={"type": "data", "array": [1, 1, 1], "arrayminus": [0.2, 0.4, 0.6]},
        ),
        go.Bar(x=[1, 2, 3], y=[1, 2, 1.5], error_y={"type": "data", "array": [0.2, 0.4, 0.3]}),
    )


def bars() -> go.Figure:
    """Bars side by side."""
    return _figure(
        *[
            go.Bar(
                x=["north", "south", "west"],
                y=[n + 3, n + 5, 7 - n],
                name=f"group {n}",
            )
            for n in range(3)
        ]
    )


def stacked_bars() -> go.Figure:
    """Lying bars, stacked, first row on top."""
    rows = ["agree", "no opinion", "disagree"]
    return _figure(
        *[
            go.Bar(x=[20 + 10 * n, 15, 40 - 8 * n], y=rows, orientation="h", name=f"part {n}")
            for n in range(3)
        ],
        barmode="stack",
        yaxis={"autorange": "reversed"},
    )


def relative_bars() -> go.Figure:
    """Gains upwards and losses downwards from zero, one hatched."""
    return _figure(
        go.Bar(x=_YEARS, y=[3, 4, 2, 5, 1]),
        go.Bar(x=_YEARS, y=[-2, 1, -3, 2, -1], marker={"pattern": {"shape": "/"}}),
        barmode="relative",
    )


def overlaid_bars() -> go.Figure:
    """Bars in front of bars."""
    return _figure(
        go.Bar(x=[1, 2, 3], y=[5, 6, 4], marker={"color": "#d9d9d9"}),
        go.Bar(x=[1, 2, 3], y=[3, 4, 4], width=0.4),
        barmode="overlay",
    )


def heatmap() -> go.Figure:
    """Flat cells; one is missing."""
    return _figure(
        go.Heatmap(
            z=[[1, 4, None], [3, 2, 5]],
            x=["a", "b", "c"],
            y=["low", "high"],
            xgap=2,
            ygap=2,
            colorscale=[[0, "#f2f2f2"], [1, "#123f69"]],
            showscale=False,
        )
    )


def subplots() -> go.Figure:
    """Four panels with titles, two axes shared."""
    figure = make_subplots(rows=2, cols=2, shared_xaxes=True, subplot_titles=("one", "two", "three", "four"))
    for n in range(4):
        figure.add_trace(go.Scatter(x=[1, 2, 3], y=[n, n + 2, n + 1]), row=n // 2 + 1, col=n % 2 + 1)
    return figure.update_layout(showlegend=False)


def logarithmic() -> go.Figure:
    """Values over five powers of ten."""
    return _figure(go.Scatter(x=[1, 2, 3, 4], y=[2, 50, 3000, 1e5]), yaxis={"type": "log"})


def annotations() -> go.Figure:
    """Words with boxes, at data and on the paper."""
    figure = _figure(go.Scatter(x=[1, 2, 3, 4], y=[1, 4, 2, 3]))
    figure.add_annotation(
        x=2, y=4, text="<b>the</b> <i>peak</i><br>of all", showarrow=False, yanchor="bottom"
    )
    figure.add_annotation(
        x=0, y=1.05, xref="paper", yref="paper", text="on the paper", showarrow=False, bgcolor="#ffe"
    )
    return figure.add_annotation(x=4, y=3, text="конец", showarrow=False, xanchor="left", xshift=8)


def shapes() -> go.Figure:
    """Lines and bands, below and above the points."""
    figure = _figure(go.Scatter(x=[1, 2, 3, 4], y=[1, 4, 2, 3]))
    figure.add_vline(x=2.5, line_dash="dash").add_hrect(
        y0=1, y1=2, fillcolor="#eee", line_width=0, layer="below"
    )
    return figure.add_shape(type="rect", x0=3, x1=3.6, y0=3, y1=4, fillcolor="rgba(0,100,0,.3)")


def legends() -> go.Figure:
    """A legend in a row above the plot, with its title."""
    figure = lines()
    return figure.update_layout(
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "title": {"text": "lines"}}
    )


SUPPORTED: dict[str, Example] = {
    example.__name__.replace("_", " "): example
    for example in (
        lines,
        dates,
        steps,
        markers,
        dots,
        areas,
        outline,
        error_bars,
        bars,
        stacked_bars,
        relative_bars,
        overlaid_bars,
        heatmap,
        subplots,
        logarithmic,
        annotations,
        shapes,
        legends,
    )
}
