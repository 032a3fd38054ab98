"""Figures to be drawn twice, for print and by plotly.js: listed ones, and generated ones that are the same every time."""

import random
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import plotly.express as px
import plotly.graph_objects as go
from plotly.subplots import make_subplots

Some = random.Random
SCALES = (
    [[0, "#ffffff"], [1, "#123f69"]],
    [[0, "#b2182b"], [0.5, "#ffffff"], [1, "#2166ac"]],
    "Viridis",
    "RdBu",
)
STARTS = ("1855-02-07", "1945-08-18", "1998-06-01", "2021-12-31", "2024-02-28")


def some_or_none(at: Some, **choices: tuple[Any, ...]) -> dict[str, Any]:
    """Some of the attributes, each with one of its values; None stands for "not given"."""
    chosen = {name: at.choice(values) for name, values in choices.items()}
    return {name: value for name, value in chosen.items() if value is not None}


def values(at: Some, count: int, low: float = -20, high: float = 60, hole: float = 0.1) -> list[float | None]:
    return [None if at.random() < hole else round(at.uniform(low, high), 2) for _ in range(count)]


def days(at: Some, count: int) -> list[str]:
    import pandas as pd

    step = at.choice(["14D", "MS", "YS", "10YS"] + ["1D", "2D", "7D"] * (count > 20))
    return [str(day) for day in pd.date_range(at.choice(STARTS), periods=count, freq=step)]


def bars(at: Some) -> go.Figure:
    """One to three traces over names, numbers or days, repeated or not, upright or lying, in every mode."""
    mode, lies = at.choice(["group", "group", "stack", "relative", "overlay"]), at.random() < 0.3
    kind = at.choice(["name", "name", "number", "year", "day"])
    low = 0 if mode == "stack" else -20
    is_grouped = at.random() < 0.3
    figure = go.Figure(
        layout={"barmode": mode} | some_or_none(at, bargap=(None, 0.1, 0.5), bargroupgap=(None, 0.2))
    )
    pool = {
        "name": ["ports", "fleets", "yards", "quotas"],
        "number": [1, 2, 4, 5, 7.5],
        "year": range(1990, 1998),
        "day": days(at, 6),
    }[kind]
    for n in range(at.randint(1, 3)):
        count = at.randint(1, 6)
        stood = (
            at.choices(list(pool), k=count)
            if at.random() < 0.5
            else at.sample(list(pool), min(count, len(pool)))
        )
        sizes = values(at, len(stood), low)
        more = some_or_none(at, offsetgroup=("1", "2")) if is_grouped else {}
        if kind in ("name", "year") and at.random() < 0.2:
            more |= some_or_none(at, width=(None, 0.5, 0.9), offset=(None, -0.3), base=(None, 5))
        if at.random() < 0.3:
            more["marker"] = {
                "color": at.choice(
                    ["#c2410c", "rgb(10,120,80)", ["red", "green", "blue", "#333", "#777", "#aaa"]]
                )
            }
        figure.add_bar(
            **({"x": sizes, "y": stood, "orientation": "h"} if lies else {"x": stood, "y": sizes}),
            name=f"series {n}",
            **more,
        )
    return figure


def lines(at: Some) -> go.Figure:
    """Lines, points and steps over values of every size."""
    size = 10.0 ** at.randint(-11, 11)
    low, high = sorted((at.uniform(-1, 1), at.uniform(-1, 4)))
    figure = go.Figure()
    for _ in range(at.randint(1, 2)):
        ys = [None if at.random() < 0.1 else at.uniform(low, high) * size for _ in range(at.randint(2, 24))]
        figure.add_scatter(
            y=ys,
            **some_or_none(
                at,
                mode=(None, "lines", "markers"),
                line_shape=(None, "hv", "vh"),
                fill=(None, None, "tozeroy"),
            ),
        )
    figure.update_yaxes(
        some_or_none(
            at,
            rangemode=(None, "tozero"),
            autorange=(None, None, "reversed"),
            exponentformat=(None, None, "none"),
            nticks=(None, None, 5),
            tickformat=(None, None, None, ",.1f"),
            ticksuffix=(None, None, " t"),
        )
    )
    return figure


def logarithms(at: Some) -> go.Figure:
    """Values over parts of a decade and over many."""
    start, span = at.uniform(-7, 7), at.choice([0.1, 0.3, 0.6, 0.9, 1.5, 3, 8])
    ys = [10 ** (start + at.random() * span) for _ in range(6)]
    figure = go.Figure(go.Bar(y=ys) if at.random() < 0.2 else go.Scatter(y=ys))
    return figure.update_yaxes(
        type="log", **some_or_none(at, tickformat=(None, None, ",.6f"), dtick=(None, None, 1))
    )


def calendars(at: Some) -> go.Figure:
    """Days from minutes to centuries apart."""
    figure = go.Figure()
    for _ in range(at.randint(1, 2)):
        xs = days(at, at.randint(2, 40))
        ys = values(at, len(xs), hole=0)
        figure.add_trace(go.Bar(x=xs, y=ys) if at.random() < 0.3 else go.Scatter(x=xs, y=ys))
    return figure.update_xaxes(
        some_or_none(at, nticks=(None, None, 5), tickformat=(None, None, None, "%-d %b %Y"))
    )


def errors(at: Some) -> go.Figure:
    """Error bars on points and on bars, even and uneven."""
    figure, letter = go.Figure(), at.choice("xyy")
    for _ in range(at.randint(1, 2)):
        count = at.randint(1, 5)
        spec: dict[str, Any] = {"type": "data", "array": values(at, count, 0, 5)}
        spec |= {"arrayminus": values(at, count, 0, 5), "symmetric": False} if at.random() < 0.5 else {}
        points = (
            {"x": values(at, count, 0, 9, 0), "y": values(at, count)}
            if letter == "x"
            else {"x": ["a", "b", "c", "d", "e"][:count], "y": values(at, count)}
        )
        made = go.Bar if letter == "y" and at.random() < 0.5 else go.Scatter
        figure.add_trace(made(**points, **{f"error_{letter}": spec}))
    return figure


def maps(at: Some) -> go.Figure:
    """Cells in colours, their limits and middles given or not, over numbers, names and days."""
    wide, high = at.randint(1, 5), at.randint(1, 4)
    z = [values(at, wide) for _ in range(high)]
    places = some_or_none(
        at, x=(None, [*"abcde"][:wide], [1, 3, 4, 8, 9][:wide], days(at, wide)), y=(None, [*"wxyz"][:high])
    )
    scale = at.choice(SCALES)
    limits = {"zmin": (None, -10), "zmax": (None, 40), "zmid": (None, 0, 10)}
    own = some_or_none(at, **limits, xgap=(None, 3), reversescale=(None, True))
    return go.Figure(go.Heatmap(z=z, colorscale=scale, showscale=False, **places, **own))


def shades(at: Some) -> go.Figure:
    """Points and bars coloured by number, limits and middle given or not."""
    figure = go.Figure(layout={"showlegend": False})
    for _ in range(at.randint(1, 2)):
        ys = values(at, at.randint(1, 8), 1)
        marker = {"color": values(at, len(ys), hole=0), "colorscale": at.choice(SCALES), "showscale": False}
        marker |= some_or_none(
            at, cmin=(None, None, -10), cmax=(None, None, 40), cmid=(None, 0), reversescale=(None, True)
        ) | some_or_none(at, opacity=(None, 0.5), cauto=(None, None, False, True))
        if at.random() < 0.3:
            figure.add_bar(y=ys, marker=marker)
        else:
            marker |= some_or_none(at, symbol=(None, "square", "circle-open"), size=(None, 12))
            figure.add_scatter(y=ys, mode=at.choice(["markers", "lines+markers"]), marker=marker)
    return figure


def legends(at: Some) -> go.Figure:
    """Names shown and hidden, in groups, reversed, in rows and columns."""
    figure = go.Figure(layout=some_or_none(at, showlegend=(None, None, True), barmode=(None, "stack")))
    is_row = at.random() < 0.5
    for n in range(at.randint(1, 5)):
        made = at.choice([go.Scatter, go.Scatter, go.Bar])
        group = (None, f"group {n}")
        more = some_or_none(
            at, showlegend=(None, None, False, True), legendgroup=group, name=(None, f"series {n}")
        )
        if made is go.Scatter:
            more |= some_or_none(at, fill=(None, None, "tonexty"))
        figure.add_trace(made(x=["a", "b", "c"], y=[n + 1, n + 2, n + 4], **more))
    figure.update_layout(
        legend=some_or_none(
            at,
            traceorder=(None, None, "normal", "reversed"),
            orientation=("h" if is_row else None,),
        )
    )
    return figure


def notes(at: Some) -> go.Figure:
    """Words at points and on the paper, which widen a range that is not given."""
    figure = go.Figure(go.Scatter(x=[1, 2, 3, 4], y=[1, 4, 2, 3]))
    for _ in range(at.randint(1, 3)):
        figure.add_annotation(
            x=at.choice([1, 2, 3, 4, 9]),
            y=at.choice([1, 2, 3]),
            text=at.choice(["peak", "a remark of some length"]),
            showarrow=False,
            **some_or_none(
                at, xanchor=(None, "left", "right"), yshift=(None, 12), textangle=(None, None, -90)
            ),
        )
    return figure.update_xaxes(range=[0, 5]).update_yaxes(range=[0, 6])


def areas(at: Some) -> go.Figure:
    """Areas to zero or to the line before."""
    figure = go.Figure()
    for _ in range(at.randint(1, 3)):
        figure.add_scatter(
            x=[1990, 1995, 1997, 2003],
            y=values(at, 4, hole=0),
            **some_or_none(at, fill=("tozeroy", "tonexty", None), mode=(None, "lines", "none")),
        )
    return figure


def panels(at: Some) -> go.Figure:
    """Rows and columns of panels that share axes or do not."""
    rows, cols = at.randint(1, 2), at.randint(1, 3)
    figure = make_subplots(
        rows, cols, **some_or_none(at, shared_xaxes=(None, True, "all"), shared_yaxes=(None, True, "all"))
    )
    for row in range(rows):
        for col in range(cols):
            made = at.choice([go.Scatter, go.Bar])
            figure.add_trace(made(x=at.sample([1, 2, 3, 4, 5], 3), y=values(at, 3)), row=row + 1, col=col + 1)
    return figure.update_layout(showlegend=False)


def tables(at: Some) -> go.Figure:
    """Long tables as Plotly Express draws them: colours, facets, groups."""
    count = at.randint(3, 12)
    table = {
        "port": at.choices(["Aoi", "Bora", "Cerf"], k=count),
        "sea": at.choices(["north", "south"], k=count),
        "year": at.choices([2001, 2002, 2003], k=count),
        "tonnes": values(at, count, 0, hole=0),
    }
    more = some_or_none(at, color=(None, "sea"), facet_col=(None, None, "sea"))
    if at.random() < 0.6:
        return px.bar(
            table,
            x=at.choice(["port", "year"]),
            y="tonnes",
            **more,
            **some_or_none(at, barmode=(None, "group", "overlay")),
        )
    return px.scatter(table, x="year", y="tonnes", **more)


def axes(at: Some) -> go.Figure:
    """Ticks, ranges and orders that the author chose; axes above, at the right, over each other."""
    kind = at.choice(["linear", "date", "category", "log"])
    figure = go.Figure(
        layout={
            "template": at.choice(["plotly", "plotly_white", "ggplot2", "seaborn", "simple_white", "none"])
        }
    )
    xs = {
        "linear": [1, 2.5, 4, 7],
        "date": ["2019-03-01", "2020-07-15", "2022-02-24", "2023-01-01"],
        "category": ["north", "south", "east", "west"],
        "log": [0.3, 2, 40, 900],
    }[kind]
    figure.add_scatter(x=xs, y=values(at, 4, hole=0), mode=at.choice(["lines", "markers", "lines+markers"]))
    more = {
        "linear": some_or_none(
            at,
            range=(None, [0, 8], [8, 0]),
            dtick=(None, None, 1.5),
            tick0=(None, 0.5),
            tickvals=(None, None, [1, 3.3333, 7], [0.25, 5]),
        ),
        "date": some_or_none(
            at,
            range=(None, ["2018-01-01", "2024-06-30"]),
            dtick=(None, None, "M6", "M24"),
            tickformat=(None, None, "%Y", "%b %y"),
            tickvals=(None, None, ["2020-01-01", "2022-07-01"]),
        ),
        "category": some_or_none(
            at,
            categoryorder=(None, "category ascending", "category descending"),
            categoryarray=(None, None, ["west", "east"]),
            range=(None, None, [-1, 4]),
            tickvals=(None, None, [0, 2]),
        ),
        "log": some_or_none(
            at,
            range=(None, [-1, 3], [0, 2.5]),
            dtick=(None, None, 1, "D1", "D2"),
            tickvals=(None, None, [1, 30, 500]),
        ),
    }[kind]
    figure.update_xaxes(type=kind, **more, **some_or_none(at, side=(None, "top"), showgrid=(None, False)))
    if kind != "category" and at.random() < 0.3:
        figure.add_scatter(x=xs, y=values(at, 4), visible=False)
        figure.add_scatter(x=xs, y=values(at, 4))
    return figure


FAMILIES: tuple[tuple[Callable[[Some], go.Figure], int], ...] = (
    (bars, 50),
    (lines, 40),
    (shades, 25),
    (logarithms, 20),
    (calendars, 30),
    (errors, 20),
    (maps, 30),
    (legends, 25),
    (notes, 15),
    (areas, 15),
    (panels, 20),
    (tables, 15),
    (axes, 30),
)


def generated() -> Iterator[tuple[str, Callable[[], go.Figure]]]:
    """Each figure's name, and how it is made."""
    for family, count in FAMILIES:
        for seed in range(count):
            name = f"{family.__name__} {seed}"
            yield name, partial(family, Some(name))


def _line(**layout: Any) -> go.Figure:
    return go.Figure(go.Scatter(x=[1, 2, 3], y=[1, 2, 3], name="estimate"), layout)


def slots_across_panels() -> go.Figure:
    figure = make_subplots(2, 1, shared_xaxes=True)
    figure.add_bar(x=["a", "b"], y=[1, 2], offsetgroup="0", alignmentgroup="1", row=1, col=1)
    return figure.add_bar(x=["a", "b"], y=[3, 2], offsetgroup="1", alignmentgroup="1", row=2, col=1)


_CELLS = {"z": [[-3, 0, 5], [1, -1, 2]], "colorscale": "RdBu", "showscale": False}
_MONTHS = ["2024-01", "2024-02", "2024-03"]

# What print once drew differently, and said nothing.
LISTED: dict[str, Callable[[], go.Figure]] = {
    "a place twice": lambda: go.Figure(go.Bar(x=["a", "a", "b"], y=[10, 20, 5])),
    "a place twice beside another": lambda: go.Figure(
        [go.Bar(x=["a", "a"], y=[1, 2]), go.Bar(x=["b"], y=[3])]
    ),
    "stacks side by side": lambda: go.Figure(
        [go.Bar(x=["a"], y=[y], offsetgroup=group) for y, group in ((3, "1"), (1, "2"), (2, "1"))],
        {"barmode": "stack"},
    ),
    "slots across panels": slots_across_panels,
    "an own middle": lambda: go.Figure(go.Heatmap(**_CELLS, zmid=0)),
    "one scale for two maps": lambda: go.Figure(
        [
            go.Heatmap(z=[[1, 2]], y=[0], coloraxis="coloraxis"),
            go.Heatmap(z=[[7, 4]], y=[1], coloraxis="coloraxis"),
        ],
        {"coloraxis": {"colorscale": "Viridis", "showscale": False, "reversescale": True, "cmid": 3}},
    ),
    "one end of a scale": lambda: go.Figure(
        go.Heatmap(z=[[1, 2], [3, 4]], colorscale="Viridis", showscale=False, zmin=0)
    ),
    "one hidden name of two": lambda: _line().add_scatter(y=[2, 1], name="band", showlegend=False),
    "cells and a path": lambda: go.Figure(
        [go.Heatmap(z=[[1, 2], [3, 4]], showscale=False), go.Scatter(x=[0, 1], y=[0, 1], name="path")]
    ),
    "a part of a decade": lambda: _line().update_traces(y=[120, 180, 340]).update_yaxes(type="log"),
    "bars over a part of a decade": lambda: go.Figure(
        go.Bar(x=["a", "b", "c"], y=[120, 180, 340])
    ).update_yaxes(type="log"),
    "nano": lambda: go.Figure(go.Scatter(y=[1.23e-7, 4.5e-7, 2e-7])),
    "months of bars and a line": lambda: go.Figure(
        [go.Bar(x=_MONTHS, y=[1, 2, 3]), go.Scatter(x=["2024-01-15", "2024-03-15"], y=[2, 3])]
    ),
    "years of two fleets": lambda: go.Figure([go.Bar(x=[2000, 2001, 2002], y=[n, 2, 3]) for n in (1, 4)]),
    "places that differ by rounding": lambda: go.Figure(
        [go.Bar(x=[0.1, 0.2, x], y=[1, 2, 3]) for x in (0.3, 0.1 + 0.2)], {"barmode": "stack"}
    ),
    "names of panels that share an axis": lambda: go.Figure(
        [go.Bar(x=["a", "b"], y=[1, 2]), go.Bar(x=["b", "c"], y=[3, 2], xaxis="x2", yaxis="y2")],
        {
            "yaxis": {"domain": [0, 0.4]},
            "yaxis2": {"domain": [0.6, 1]},
            "xaxis2": {"matches": "x", "anchor": "y2"},
        },
    ),
    "an area over powers of ten": lambda: go.Figure(go.Scatter(y=[1, 30, 400], fill="tozeroy")).update_yaxes(
        type="log"
    ),
    "bubbles": lambda: go.Figure(
        go.Scatter(
            y=[1, 2, 3], mode="markers", marker={"size": [10, 40, 90], "sizemode": "area", "sizeref": 0.1}
        )
    ),
    "a bar moved by nothing": lambda: go.Figure(
        [go.Bar(x=["a", "b"], y=[1, 2], offset=0), go.Bar(x=["a", "b"], y=[2, 1])]
    ),
    "a trace switched off": lambda: _line().add_scatter(y=[1], visible=False).add_scatter(y=[2, 3, 1]),
    "many names in large letters": lambda: go.Figure(
        go.Bar(y=[f"c{n}" for n in range(60)], x=[*range(60)], orientation="h"), {"font": {"size": 20}}
    ),
    "a dark template": lambda: px.line(x=[1, 2], y=[1, 2], template="plotly_dark"),
    "eight names": lambda: go.Figure([go.Scatter(y=[n, n + 1], name=f"series {n}") for n in range(8)]),
    "large letters": lambda: go.Figure(go.Scatter(y=[1, 2], x=[*"ab"])).update_layout(font_size=22),
}

# What print refuses, and the attribute it names.
REFUSED: dict[str, tuple[Callable[[], go.Figure], str]] = {
    "thirty names": (
        lambda: go.Figure([go.Scatter(y=[n], name=f"series {n}") for n in range(30)]),
        r"layout\.legend",
    ),
    "words from meta": (lambda: _line(meta=["World"], title="Hello %{meta[0]}"), "title takes words"),
    "grains of a pattern": (
        lambda: go.Figure(go.Bar(y=[1], marker_pattern={"shape": "/", "size": 20})),
        r"pattern\.size",
    ),
    "a two-dimensional histogram": (lambda: px.density_heatmap(x=[1, 2, 2], y=[1, 2, 2]), r"data\[0\]\.type"),
    "a box": (lambda: px.box(y=[1, 2, 3]), r"data\[0\]\.type is 'box'"),
    "days of floating bars": (
        lambda: px.timeline(x_start=["2024-01-01"], x_end=["2024-02-01"]),
        r"data\[0\]\.x measures",
    ),
    "two names of a group": (
        lambda: go.Figure([go.Scatter(y=[n], legendgroup="one") for n in range(2)]),
        r"layout\.legend has several traces in a group",
    ),
    "hours": (
        lambda: go.Figure(go.Scatter(x=["2024-01-01 05:00", "2024-01-01 09:00"], y=[1, 2])),
        "closer than a day",
    ),
    "a circle": (
        lambda: _line().add_shape(type="circle", x0=1, x1=2, y0=1, y1=2),
        r"shapes\[0\]\.type is 'circle'",
    ),
    "quadrillions": (lambda: go.Figure(go.Bar(x=["a", "b"], y=[2e12, 8e15])), "of the order of 8e"),
    "powers of ten": (lambda: _line(yaxis={"exponentformat": "power"}), r"yaxis\.exponentformat"),
    "never below zero": (lambda: _line(yaxis={"rangemode": "nonnegative"}), r"yaxis\.rangemode"),
    "words in a bar": (lambda: px.bar(y=[1, 2], text_auto=True), r"data\[0\]\.texttemplate"),
    "colours of a scale": (lambda: px.scatter(x=[1, 2], y=[1, 2], color=[1, 2]), r"marker\.coloraxis"),
    "a shared middle": (lambda: px.imshow([[1, 2]]), r"data\[0\]\.showscale"),
    "a key of colours": (lambda: go.Figure(go.Heatmap(z=[[1, 2]])), r"data\[0\]\.showscale"),
    "an arrow": (lambda: _line().add_annotation(x=3, y=3, text="remark"), r"annotations\[0\]\.showarrow"),
    "areas piled up": (lambda: px.area(x=[1, 2], y=[1, 2]), r"data\[0\]\.stackgroup"),
    "errors in per cent": (lambda: go.Figure(go.Scatter(y=[1], error_y={"value": 5})), r"data\[0\]\.error_y"),
    "a slider under the plot": (
        lambda: _line(xaxis={"rangeslider": {"visible": True}}),
        r"rangeslider\.visible",
    ),
    "an axis below the lines": (lambda: _line(xaxis={"layer": "below traces"}), r"xaxis\.layer"),
    "errors among days": (
        lambda: go.Figure(go.Scatter(x=_MONTHS, y=[1, 2, 3], error_x={"value": 1})),
        r"data\[0\]\.error_x",
    ),
    "cells over a name twice": (lambda: go.Figure(go.Heatmap(**_CELLS, x=["a", "a", "b"])), "twice"),
    "a hole in a place of several bars": (
        lambda: go.Figure(go.Bar(x=["a", "a", "a"], y=[1, None, 2])),
        "lacks a value",
    ),
    "an empty panel": (lambda: make_subplots(1, 2).add_scatter(y=[1, 2], row=1, col=1), r"xaxis2 belongs"),
    "milliseconds": (
        lambda: go.Figure(go.Heatmap(z=[[1]], x=["2024-01-01"], colorscale="RdBu", showscale=False)),
        "a date axis",
    ),
    "lines without places among names": (
        lambda: go.Figure([go.Bar(x=["a"], y=[1]), go.Scatter(y=[1, 2])]),
        r"data\[1\]\.x",
    ),
}
