"""Plotly figures on the page: a picture that says its values, and a way to the chart behind it.

`FigureRenderer` is registered as a `myst_nb.mime_renderers` entry point. It turns a figure's JSON into a
numbered figure with caption and alt text, a picture that is there without JavaScript, and a foot with all one can do
with it. `press.js` shows the values of its marks, and the chart itself on demand. `press.web.assets` draws the pictures.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes

from press.config import own
from press.figure.chart import PLOTLY_MIME, source_line
from press.figure.own import size
from press.figure.signs import printed, printed_in
from press.web.nodes import esc, press_caption, press_figure

# Pixel widths of the drawings of a figure for screens: page, phone.
WIDE, NARROW = 760, 360
NARROW_BELOW = 560
WORDS_LARGER = (
    4 / 3
)  # a figure of words, narrower than the column, has its letters as large as the text around it
ASSETS = "figures"
DEFAULT_HEIGHT = 450
LINKED = 20  # sources of a figure that its page links; `press.js` links the others when the card is opened


class FigureRenderer:
    """Renders `application/vnd.plotly.v1+json` for every builder, before any other form of the output."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", PLOTLY_MIME, 1)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """The figure's nodes; None for any other MIME type."""
        if data.mime_type != PLOTLY_MIME:
            return None
        content = data.content if isinstance(data.content, dict) else json.loads(data.string)
        env = renderer.renderer.sphinx_env
        docname = env.docname if env else ""
        meta, figure = split(content, f"{docname.rsplit('/', 1)[-1]}-cell-{(data.cell_index or 0) + 1}")
        if not meta["alt"]:
            renderer.logger.warning(
                f"{docname}, cell {(data.cell_index or 0) + 1}: a figure has no alt text; return a press.figure.chart.Chart",
                subtype="no_alt_text",
                line=data.line,
            )
        if meta.get("picture") and env:
            given = Path(env.srcdir, docname).parent / meta["picture"]
            env.note_dependency(str(given))
            meta["own"], (width, height) = str(given), size(given)
            wide = min(width, WIDE)
            figure["layout"] |= {"width": wide, "height": height * wide / width}
        if env:
            remember(env, docname, meta, figure)
        return [figure_node(renderer.renderer.document, meta, figure, root="../" * docname.count("/"))]


def split(content: dict[str, Any], fallback_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the page says about a figure, and the figure without its heading, which the page sets in type."""
    figure = json.loads(json.dumps({"data": content.get("data", []), "layout": content.get("layout", {})}))
    layout = figure["layout"]
    meta = (layout.pop("meta", None) or {}).get("press")
    if meta is None:
        title = layout.get("title") or {}
        plain = re.sub(
            r"<[^>]+>", " ", title.get("text", "") if isinstance(title, dict) else str(title)
        ).strip()
        return {
            "id": slug(fallback_id),
            "title": plain,
            "subtitle": "",
            "alt": "",
            "as_of": "",
            "note": "",
            "sources": [],
            "rows": None,
        }, figure
    margin = layout.setdefault("margin", {})
    extra = margin.get("t", meta["margin_top"]) - meta["margin_top"]
    margin["t"] = meta["margin_top"]
    if layout.get("height"):
        layout["height"] -= extra
    layout.pop("title", None)
    return meta | {part: printed(meta[part]) for part in ("title", "subtitle", "note")}, printed_in(figure)


def slug(text: str) -> str:
    """Text as an id."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "figure"


def remember(env: Any, docname: str, meta: dict[str, Any], figure: dict[str, Any]) -> None:
    """Keep the figure with its page, so that its files can be drawn when the build ends."""
    store: dict[str, dict[str, Any]] = env.__dict__.setdefault("press_figures", {})
    known = {"docname": docname, "meta": meta, "figure": figure}
    store[meta["id"]] = known | {"digest": content_digest(meta, figure)}


def content_digest(meta: dict[str, Any], figure: dict[str, Any]) -> str:
    """A figure and all that is said of it, in short."""
    text = json.dumps([meta, figure], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def figure_node(
    document: nodes.document, meta: dict[str, Any], figure: dict[str, Any], root: str
) -> press_figure:
    """A numbered figure: caption and subtitle, picture, source line, folded card."""
    node = press_figure(classes=["press-figure"])
    name = f"fig-{meta['id']}"
    node["ids"].append(name)
    node["names"].append(name)
    document.note_explicit_target(node, node)
    if meta["title"]:
        node += press_caption("", meta["title"], subtitle=meta["subtitle"])
    node += raw(picture(meta, figure, root))
    line = re.sub(r"\d{4}-\d\d-\d\d", r'<span class="press-day">\g<0></span>', esc(credited(meta)))
    source = f'<p class="press-source">{line}</p>' if meta["sources"] else ""
    node += raw(source + foot(meta, root) + (card(meta, root) if meta["sources"] else ""))
    return node


def credited(meta: dict[str, Any]) -> str:
    """The line under a figure: a source without a year goes unsaid where one of the same publisher has one."""
    dated = {source["label"].rpartition(" (")[0] for source in meta["sources"]}
    return source_line(meta | {"sources": [s for s in meta["sources"] if s["label"] not in dated]})


def raw(text: str) -> nodes.raw:
    """A piece of HTML."""
    return nodes.raw("", text, format="html")


def inert_json(value: Any) -> str:
    """JSON that cannot end its script element, whatever a cell holds."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029")
    )


def height_of(figure: dict[str, Any], width: float = WIDE) -> int:
    """Height of the drawing in CSS pixels: that of the figure, or less where a map on one scale needs less at this width."""
    layout = figure["layout"]
    height, x, y = (layout.get(key) for key in ("height", "xaxis", "yaxis"))
    height = round(height or DEFAULT_HEIGHT)
    if not (x and y and "range" in x and "range" in y and y.get("scaleanchor") == "x"):
        return height
    across, down = (abs(axis["range"][1] - axis["range"][0]) for axis in (x, y))
    left, right, top, bottom = (layout["margin"].get(side, 0) for side in "lrtb")
    return min(height, round((width - left - right) * down / across + top + bottom))


def width_of(figure: dict[str, Any]) -> int:
    """Width of the drawing for a page in CSS pixels: its own where it asks for less than the column."""
    return min(round(figure["layout"].get("width") or WIDE), WIDE)


def picture(meta: dict[str, Any], figure: dict[str, Any], root: str) -> str:
    """The static drawing: narrow for phones, wide otherwise, with its size, so that nothing jumps."""
    height, low, base = height_of(figure), height_of(figure, NARROW), f"{root}{ASSETS}/{meta['id']}"
    width, given = width_of(figure), ""
    if meta.get("picture"):
        low, given = round(height * NARROW / width), " data-own"
    larger = 1.0 if meta.get("picture") else WORDS_LARGER
    most = f' style="max-width: {min(width * larger, WIDE):.0f}px"' if width < WIDE else ""
    return (
        f'<div class="press-plot"{most}{given} data-print="{base}.print.svg" data-live="{base}.js" data-id="{esc(meta["id"])}">'
        f'<picture><source media="(max-width: {NARROW_BELOW}px)" srcset="{base}.narrow.svg" width="{NARROW}" height="{low}">'
        f'<img class="press-static" src="{base}.wide.svg" alt="{esc(meta["alt"])}" '
        f'width="{width}" height="{height}" loading="lazy" decoding="async">'
        f"</picture></div>"
    )


def foot(meta: dict[str, Any], root: str) -> str:
    """What one can do with a figure, in a row under it; the buttons show where a script can make them work."""
    base, rows = f"{root}{ASSETS}/{meta['id']}", meta["rows"]
    table = ""
    if rows:
        count = len(rows["data"])
        what = f"Table<span class='press-count'> of {count:,} row{'s' * (count != 1)}</span>"
        table = f'<details class="press-table" data-rows="{count}"><summary>{what}</summary></details>'
    files = "".join(
        f'<a class="press-file" href="{base}.{kind}" download>{kind.upper()}</a>'
        for kind in (["csv", "xlsx"] if rows else []) + ["svg", "png"]
    )
    acts = {"credit": "Copy credit"} if meta["sources"] else {}
    buttons = "".join(
        f'<button type="button" data-do="{act}">{word}</button>'
        for act, word in (acts | {"link": "Copy link", "explore": "Explore"}).items()
    )
    return f'<div class="press-foot press-chrome">{table}{files}{buttons}<span class="press-said" role="status"></span></div>'


def card(meta: dict[str, Any], root: str) -> str:
    """The folded card under a figure: sources, licence, how to cite."""
    items = "".join(
        f"<li>{source_item(source if number < LINKED else {**source, 'url': ''})}</li>"
        for number, source in enumerate(meta["sources"])
    )
    return (
        '<details class="press-card"><summary>Sources and citation of this figure</summary>'
        f'<p class="press-cite" data-figure="{meta["id"]}"><!--press:cite {meta["id"]}--></p>'
        f'<p class="press-h">Sources</p><ul class="press-sources">{items}</ul>'
        f'<p class="press-asof">Data as of <time datetime="{esc(meta["as_of"])}">{esc(meta["as_of"])}</time>. '
        f"{esc(own().figure_terms)}</p></details>"
    )


def source_item(source: dict[str, str]) -> str:
    """One source, linked where it has an address."""
    label = f"{esc(source['label'])}: {esc(source['title'])}" if source["title"] else esc(source["label"])
    if re.match(r"https?://[^\s\"<>]+$", source["url"]):
        return f'<a href="{esc(source["url"])}" rel="noopener">{label}</a>'
    return label
