"""Plotly figures as vector drawings for print, without a browser.

>>> from press.draw import draw, svg_bytes
>>> svg = svg_bytes(draw({"data": [{"y": [3, 1, 2]}]}, width=6, height=4))

What the drawing does not know raises `Unsupported` and names the attribute; README.md says where paper differs.
"""

from typing import Any

import plotly.graph_objects as go

from press.draw import bars
from press.draw.allow import check_figure
from press.draw.colourscale import share_out
from press.draw.compose import Drawing, put_down, solve
from press.draw.decode import get, plain
from press.draw.errors import Unsupported
from press.draw.face import PLAIN, Face
from press.draw.house import dress
from press.draw.model import build
from press.draw.page import PIXELS, Page
from press.draw.save import png_bytes, svg_bytes

__all__ = ["PLAIN", "Drawing", "Face", "Unsupported", "draw", "png_bytes", "svg_bytes"]


def draw(
    figure: dict[str, Any] | go.Figure,
    *,
    width: float,
    height: float,
    title: str = "",
    subtitle: str = "",
    footer: str = "",
    face: Face = PLAIN,
) -> Drawing:
    """Draw a Plotly figure `width` by `height` inches; finding, measure and source line, where given, come on top.

    Letters are those of `face`: Matplotlib's own, unless others are given. A title in the figure's own layout is drawn
    if no `title` is given.
    """
    data, layout = plain(figure)
    share_out(data, layout)
    check_figure(data, layout)
    page = Page(width * PIXELS, height * PIXELS)
    own = layout.get("title")
    own = {"text": own} if isinstance(own, str) else own or {}
    under = "" if title else get(own, "subtitle.text", "")
    head = dress(page, face, title, subtitle or under, footer, own="" if title else get(own, "text", ""))
    model = build(data, layout, face)
    bars.prepare(model)
    parts = solve(model, page)
    parts.words += head
    drawing = Drawing(figsize=(width, page.height / PIXELS))
    put_down(drawing, model, page, parts)
    return drawing
