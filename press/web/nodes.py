"""The figure of a page as document nodes, and how they are written as HTML."""

from __future__ import annotations

import html
from typing import Any

from docutils import nodes


def esc(text: str) -> str:
    """Text as HTML shows it, attributes included."""
    return html.escape(text.replace("\0", "\N{REPLACEMENT CHARACTER}"), quote=True)


class press_figure(nodes.figure):  # noqa: N801 - docutils finds the visitor by the name of the class
    """A figure whose caption stands before the drawing and holds only title and measure."""


class press_caption(nodes.caption):  # noqa: N801
    """Number, finding and measure of a figure."""


def visit_figure(writer: Any, node: press_figure) -> None:
    """Open the figure."""
    writer.body.append(writer.starttag(node, "figure", CLASS=""))


def depart_figure(writer: Any, node: press_figure) -> None:
    """Close the figure."""
    writer.body.append("</figure>\n")


def visit_caption(writer: Any, node: press_caption) -> None:
    """Open the caption; the number and the link to the figure are Sphinx's own."""
    writer.body.append('<figcaption><p class="press-title">')
    writer.add_fignumber(node.parent)
    writer.body.append('<span class="caption-text">')


def depart_caption(writer: Any, node: press_caption) -> None:
    """Close the finding, and set the measure under it."""
    writer.body.append("</span>")
    writer.add_permalink_ref(node.parent, "Link to this figure")
    subtitle = f'<p class="press-subtitle">{esc(node["subtitle"])}</p>' if node["subtitle"] else ""
    writer.body.append(f"</p>{subtitle}</figcaption>\n")
