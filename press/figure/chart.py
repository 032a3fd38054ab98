"""A figure that knows its finding, its measure, its sources and its numbers."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from press.figure import own
from press.figure.plain import plain, rows_as_json
from press.figure.signs import printed_in
from press.figure.source import Source

__all__ = ["CONFIG", "PLOTLY_MIME", "Chart", "ChartError", "Source", "source_line"]

PLOTLY_MIME = "application/vnd.plotly.v1+json"
# The buttons of a live figure are named one by one: Plotly's own set has one that uploads the figure, and may grow.
TOOLS = [["zoom2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]]
# On a touch screen Plotly takes one tap for a double click, which would change or reset the axes, as would a drag along
# one; a button resets them.
CONFIG = {
    "modeBarButtons": TOOLS,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "doubleClick": False,
    "showAxisDragHandles": False,
    "scrollZoom": False,
    "locale": "en",
}
ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# A finding longer than this is a paragraph, not a title.
TITLE_LIMIT = 140
# Characters of a title line and of a subtitle line in a 760-pixel figure.
TITLE_WIDTH, SUBTITLE_WIDTH = 72, 96
LINE_HEIGHT, TITLE_GAP = 22, 18
PNG_WIDTH_INCHES, PNG_DPI = 7.9, 110


class ChartError(ValueError):
    """A chart that may not be published: the message names the chart and the missing or wrong part."""


@dataclass(frozen=True)
class Chart:
    """A Plotly figure with everything a reader needs to trust and to cite it.

    `title` states the finding, `subtitle` the measure and its unit, `alt` the finding with its numbers for
    those who do not see the figure. `rows` is the tidy frame of exactly what is plotted; its CSV is what
    readers download. `as_of` is the ISO date up to which the data are known. The same definition serves the
    notebook, the page and the print: see `press.draw`. For a figure of a kind that is not drawn there, `picture` names
    a PNG, JPEG or SVG beside the notebook, which then stands in its place in all media; the page says so.

    Raises `ChartError` when a part is missing, so a figure without sources cannot reach a page.
    """

    figure: go.Figure
    id: str
    title: str
    subtitle: str
    alt: str
    sources: Sequence[Source]
    as_of: str
    rows: pd.DataFrame
    note: str = ""
    picture: str = ""
    _bundle: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ChartError(
                f"chart id {self.id!r}: use lower-case words joined by hyphens, e.g. 'tenure-survival'"
            )
        for name in ("title", "subtitle", "alt"):
            if not str(getattr(self, name)).strip():
                raise ChartError(f"chart {self.id!r} has no {name}")
        if len(self.title) > TITLE_LIMIT:
            raise ChartError(
                f"chart {self.id!r}: the title has {len(self.title)} characters, at most {TITLE_LIMIT}"
            )
        if not self.sources:
            raise ChartError(f"chart {self.id!r} names no source")
        try:
            date.fromisoformat(self.as_of)
        except ValueError:
            raise ChartError(
                f"chart {self.id!r}: as_of {self.as_of!r} is not a date like 2026-10-07"
            ) from None
        if self.rows.empty:
            raise ChartError(f"chart {self.id!r} plots no rows")
        if self.picture:
            try:
                own.size(Path(self.picture))
            except ValueError as error:
                raise ChartError(f"chart {self.id!r}: {error}") from None
            if self._is_drawn():
                raise ChartError(f"chart {self.id!r} is of a kind that is drawn; it needs no picture")

    @property
    def meta(self) -> dict[str, Any]:
        """What travels with the figure in `layout.meta`: all but the drawing itself."""
        return {
            "id": self.id,
            "title": self.title,
            "subtitle": self.subtitle,
            "alt": self.alt,
            "as_of": self.as_of,
            "note": self.note,
            "sources": [
                {"id": s.id, "label": s.label, "title": s.title, "url": s.url, "tier": s.tier}
                for s in unique(self.sources)
            ],
            "rows": rows_as_json(self.rows),
        } | ({"picture": self.picture} if self.picture else {})

    def to_json(self) -> dict[str, Any]:
        """The figure as Plotly JSON of plain lists: equal for equal data, whatever the machine."""
        figure = go.Figure(self.figure)
        margin_top = figure.layout.margin.t if figure.layout.margin.t is not None else 16
        heading, extra = heading_of(self.title, self.subtitle)
        figure.update_layout(
            title={
                "text": heading,
                "x": 0,
                "xref": "container",
                "xanchor": "left",
                "pad": {"l": 8, "t": 12},
                "y": 1,
                "yanchor": "top",
                "yref": "container",
                "font": {"size": 17},
            },
            margin_t=margin_top + extra,
            meta={"press": self.meta | {"margin_top": margin_top}},
        )
        if figure.layout.height is not None:
            figure.update_layout(height=figure.layout.height + extra)
        return plain(figure.to_plotly_json())

    def png(self) -> bytes:
        """The figure as a picture with title, subtitle and source line, drawn as for print; or that of the author."""
        from press.draw import png_bytes

        return own.as_png(Path(self.picture)) if self.picture else png_bytes(self._drawing(), dpi=PNG_DPI)

    def _drawing(self) -> Any:
        from press import fonts
        from press.draw import draw  # Matplotlib is slow to import

        height = (self.figure.layout.height or 420) / 96
        return draw(
            printed_in(plain(self.figure.to_plotly_json())),
            width=PNG_WIDTH_INCHES,
            height=height,
            **printed_in({"title": self.title, "subtitle": self.subtitle, "footer": source_line(self.meta)}),
            face=fonts.face(),
        )

    def _is_drawn(self) -> bool:
        from press.draw import Unsupported

        try:
            return bool(self._drawing())
        except Unsupported:
            return False

    def _repr_mimebundle_(
        self, include: Any = None, exclude: Any = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Interactive figure, picture and description: each viewer takes the best it can show.

        The picture's own metadata hold its words for those who do not see it, as nbconvert asks.
        """
        import base64

        if not self._bundle:
            self._bundle.update(
                {
                    PLOTLY_MIME: self.to_json() | {"config": CONFIG},
                    "image/png": base64.b64encode(self.png()).decode("ascii"),
                    "text/plain": f"{self.title}\n{self.subtitle}\n\n{self.alt}",
                }
            )
        return dict(self._bundle), {"image/png": {"alt": self.alt}}


def unique(sources: Sequence[Source]) -> list[Source]:
    """The sources in order, each once."""
    return list({source.id: source for source in sources}.values())


def heading_of(title: str, subtitle: str) -> tuple[str, int]:
    """Title and subtitle as Plotly text, broken into lines, and the height in pixels they need."""
    lines = [f"<b>{escape(line)}</b>" for line in textwrap.wrap(title, TITLE_WIDTH)]
    small = [escape(line) for line in textwrap.wrap(subtitle, SUBTITLE_WIDTH)]
    lines += [f'<span style="font-size:13px;color:#5a5a5a">{line}</span>' for line in small]
    return "<br>".join(lines), LINE_HEIGHT * len(lines) + TITLE_GAP


def source_line(meta: dict[str, Any]) -> str:
    """The line under a figure: who says so, and up to which day."""
    labels = list(dict.fromkeys(source["label"] for source in meta["sources"]))
    shown = "; ".join(labels[:4]) + (f" and {len(labels) - 4} more" if len(labels) > 4 else "")
    more = [meta["note"], own.NOTE if meta.get("picture") else ""]
    return " ".join([f"Sources: {shown}. As of {meta['as_of']}.", *filter(None, more)])


def escape(text: str) -> str:
    """Text that Plotly shows as it stands: its labels understand a little HTML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
