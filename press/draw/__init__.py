"""Plotly figures as vector drawings for print, without a browser.

>>> from press.draw import draw, svg_bytes
>>> svg = svg_bytes(draw({"data": [{"y": [3, 1, 2]}]}, width=6, height=4))

What the drawing does not know raises `Unsupported` and names the attribute; nothing is drawn differently.
"""

from typing import Any

import plotly.graph_objects as go
from matplotlib.figure import Figure

from press.draw import bars, boxes
from press.draw.compose import put_down, solve
from press.draw.decode import get, plain
from press.draw.errors import Unsupported
from press.draw.fills import stack
from press.draw.house import dress
from press.draw.model import build
from press.draw.page import PIXELS, Page
from press.draw.save import png_bytes, svg_bytes

__all__ = ["Unsupported", "draw", "png_bytes", "svg_bytes"]


def draw(
    figure: dict[str, Any] | go.Figure, *, width: float, height: float,
    title: str = "", subtitle: str = "", footer: str = "",
) -> Figure:  # fmt: skip
    """Draw a Plotly figure `width` by `height` inches, with finding, measure and source line where given.

    A title in the figure's own layout is drawn if no `title` is given.
    """
    data, layout = plain(figure)
    page = Page(width * PIXELS, height * PIXELS)
    own = layout.get("title")
    own = {"text": own} if isinstance(own, str) else own or {}
    head = dress(page, title, subtitle or ("" if title else get(own, "subtitle.text", "")), footer,
                 own="" if title else get(own, "text", ""))  # fmt: skip
    model = build(data, layout)
    bars.prepare(model)
    boxes.prepare(model)
    stack(model.traces)
    parts = solve(model, page)
    parts.words += head
    drawing = Figure(figsize=(width, height))
    put_down(drawing, model, page, parts)
    drawing._press_axes = model.axes  # noqa: SLF001
    return drawing
