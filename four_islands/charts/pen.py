"""What is drawn into a chart, in its look: marks, lines, bars, words, labels that keep apart, breaks and gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import plotly.graph_objects as go

from four_islands.charts.style import FAINT, INK, RULE, SMALL


def broken(starts: Iterable[Any], ends: Iterable[Any]) -> list[Any]:
    """Many short lines as one line with gaps: start, end, nothing, start, end, nothing ..."""
    return [one for pair in zip(starts, ends, strict=True) for one in (*pair, None)]


def points(
    figure: go.Figure,
    x: Any,
    y: Any,
    colour: Any,
    said: Any = None,
    *,
    symbol: Any = None,
    size: Any = None,
    edge: Any = None,
    **more: Any,
) -> None:
    """Marks of one look with words for the pointer; `edge` is colour and width of an outline, `more` any key of a trace."""
    marker = {"color": colour, "symbol": symbol, "size": size}
    if edge:
        marker["line"] = {"color": edge[0], "width": edge[1]}
    if said is not None:
        more = {"hovertext": said, "hoverinfo": "text"} | more
    figure.add_scatter(x=x, y=y, mode="markers", marker=marker, **more)


def path(
    figure: go.Figure, x: Any, y: Any, colour: str, width: float, *, said: Any = None, **more: Any
) -> None:
    """A line through places, with words for the pointer or deaf to it; `more` takes any key of a trace."""
    hover = {"hoverinfo": "skip"} if said is None else {"hovertext": said, "hoverinfo": "text"}
    figure.add_scatter(x=x, y=y, mode="lines", line_color=colour, line_width=width, **hover | more)


def bars(
    figure: go.Figure,
    x: Any,
    y: Any,
    colour: str,
    said: Sequence[str],
    *,
    edge: tuple[str, float] | None = None,
    **more: Any,
) -> None:
    """Bars with words for the pointer; `edge` is colour and width of an outline. They lie down with `orientation="h"`."""
    marker = {"color": colour, "line": {"color": edge[0], "width": edge[1]} if edge else {"width": 0}}
    figure.add_bar(x=x, y=y, marker=marker, hovertext=said, hoverinfo="text", **more)


def write(
    figure: go.Figure,
    x: Any,
    y: Any,
    text: str,
    colour: Any = INK,
    *,
    size: Any = SMALL,
    side: Any = "",
    **more: Any,
) -> None:
    """Words in a figure, without an arrow; `side` is where their anchor is, `more` takes any key of an annotation."""
    font = {"size": size, "color": colour}
    if side:
        more |= {"xanchor": side, "align": side}
    figure.add_annotation(x=x, y=y, text=text, showarrow=False, font=font, **more)


def write_at_edge(figure: go.Figure, y: Any, text: str, colour: Any = INK, **more: Any) -> None:
    """Words that begin at the left edge of the plot: the name of a row, a panel, a key."""
    write(figure, 0, y, text, colour, xref="paper", xanchor="left", **more)


def name_panel(figure: go.Figure, y: float, name: str, up: int = 4) -> None:
    """The name of a panel, some pixels above it; `y` is its upper end."""
    write_at_edge(figure, y, f"<b>{name}</b>", size=SMALL + 1, yref="paper", yshift=up, yanchor="bottom")


def write_key(figure: go.Figure, named: Sequence[str], colour: Any = INK, *, across: int = 2) -> None:
    """The key above the plot, two names to a line unless they are long: a telephone has room for that."""
    text = "<br>".join("   ".join(named[i : i + across]) for i in range(0, len(named), across))
    write_at_edge(figure, 1, text, colour, yref="paper", yanchor="bottom", align="left", yshift=4)


def stroke(
    figure: go.Figure,
    x: tuple[Any, Any],
    y: tuple[Any, Any],
    colour: str,
    *,
    width: float = 1,
    dash: str | None = None,
    layer: str | None = "below",
    **more: Any,
) -> None:
    """A line from one place to another, behind the marks unless `layer` says otherwise."""
    line = {"color": colour, "width": width, "dash": dash}
    figure.add_shape(type="line", x0=x[0], x1=x[1], y0=y[0], y1=y[1], layer=layer, line=line, **more)


def ground(figure: go.Figure, y: Any) -> None:
    """The faint line on which a row stands, from edge to edge."""
    stroke(figure, (0, 1), (y, y), RULE, xref="paper")


def area(figure: go.Figure, x: tuple[Any, Any], y: tuple[Any, Any], colour: str, **more: Any) -> None:
    """A rectangle behind the marks, without an outline."""
    place = {"x0": x[0], "x1": x[1], "y0": y[0], "y1": y[1]}
    figure.add_shape(type="rect", layer="below", fillcolor=colour, line={"width": 0}, **place, **more)


class EndLabel(NamedTuple):
    """A direct label at the end of a line."""

    x: Any
    y: float
    text: str
    colour: str = INK


def end_labels(
    figure: go.Figure,
    labels: Sequence[EndLabel],
    *,
    y_range: tuple[float, float],
    plot_height: float,
    xref: Any = "x",
    yref: Any = "y",
    room: Any = 90,
) -> None:
    """Write labels to the right of their points, moved apart where they would collide.

    `y_range` and `plot_height` (pixels) give the scale; labels keep their order and stay at least one line
    apart. `room` widens the right margin in pixels.
    """
    per_pixel = (y_range[1] - y_range[0]) / plot_height
    step = (SMALL + 4) * per_pixel
    placed = spread([label.y for label in labels], step, *y_range)
    for (x, _, text, colour), y in zip(labels, placed, strict=True):
        write(figure, x, y, text, colour, side="left", xshift=6, xref=xref, yref=yref)
    figure.update_layout(margin_r=room)


def spread(values: Sequence[float], step: float, low: float, high: float) -> list[float]:
    """The values moved as little as needed so that neighbours are at least `step` apart, within low and high."""
    order = sorted(range(len(values)), key=lambda i: values[i])
    placed = [values[i] for i in order]
    for i in range(1, len(placed)):
        placed[i] = max(placed[i], placed[i - 1] + step)
    if placed:
        placed[-1] = min(placed[-1], max(high, values[order[-1]]))
    for i in range(len(placed) - 2, -1, -1):
        placed[i] = min(placed[i], placed[i + 1] - step)
    out = [0.0] * len(values)
    for i, value in zip(order, placed, strict=True):
        out[i] = value
    return out


def series_break(
    figure: go.Figure, x: Any, text: str, *, y: float = 1.0, xref: str = "x", yref: str = "paper"
) -> None:
    """Draw where a series changes its method: a dashed line with the reason, never a line across it."""
    stroke(figure, (x, x), (0, 1), FAINT, dash="dash", layer=None, xref=xref, yref="paper")
    write(figure, x, y, text, FAINT, side="left", xref=xref, yref=yref, yanchor="top", xshift=4)
