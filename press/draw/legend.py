"""The legend: one entry a trace, where the figure shows one."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.transforms import Transform

from press.draw.colour import rgba
from press.draw.errors import Unsupported
from press.draw.fontspec import styled
from press.draw.model import Model, Trace
from press.draw.page import POINTS, Box, Page, patch
from press.draw.samples import WIDTH, sample_of
from press.draw.text import Block
from press.draw.words import Words

_GAP, _ROW = 5.0, 1.45  # room beside a sample, line height
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}
Names = list[tuple[Trace, Block]]


@dataclass
class Entry:
    """A trace's sample and name, placed."""

    trace: Trace
    words: Words
    left: float
    middle: float


@dataclass
class Legend:
    """Title and entries with the box they take."""

    title: Words | None
    entries: list[Entry]
    box: Box


def legend_of(model: Model, page: Page, taken: Box | None) -> Legend | None:
    """Lay the legend out, if the figure shows one: by Plotly's rule, when two traces or more could have entries.

    Beside or below the plot it stands clear of the words of the axes, which take the box `taken`.
    """
    able = [t for t in model.traces if t.kind != "heatmap"]
    listed = [t for t in able if t.get("showlegend", True)]
    count = len(able) + sum(t.get("showlegend") is True for t in able)
    if model.get("legend.visible", True) is False or not model.get("showlegend", count > 1) or not listed:
        return None
    font, room = model.get("legend.font"), 0.8 * page.width
    is_reversed, is_grouped = _order(listed, model)
    names = [
        (t, styled(t.get("name", f"trace {t.index}"), model, font, f"{t.path}.name", room=room))
        for t in (reversed(listed) if is_reversed else listed)
    ]
    head = None
    if title := model.get("legend.title.text"):
        look = model.get("legend.title.font") or font
        head = styled(title, model, look, "layout.legend.title.text", grow=1.2)
    if model.get("legend.orientation", "v") == "h":
        places, wide, high = _rows(page, names, head)
        usual = (0.0, -0.1, "left", "top")
    else:
        places, wide, high = _column(
            names, head, float(model.get("legend.tracegroupgap", 10)) if is_grouped else 0.0
        )
        usual = (1.02, 1.0, "left", "auto")
    left, top = _anchor(model, page, (wide, high), usual, taken or page.plot)
    entries = [
        Entry(t, Words(block, left + x + WIDTH + _GAP, top + y - block.height / 2), left + x, top + y)
        for (t, block), (x, y) in zip(names, places, strict=True)
    ]
    down = (
        places[0][1] - head.height / 2 if head and places[0][0] else 0.0
    )  # beside the first row, or above it
    title = Words(head, left + (0 if places[0][0] else 2), top + down) if head else None
    return Legend(title, entries, (left, top, left + wide, top + high))


def _order(listed: list[Trace], model: Model) -> tuple[bool, bool]:
    """Whether the names are listed from the last, and whether they stand in groups, which are of one name each.

    Stacked bars and areas are listed from the top down, as they lie, unless they stand in groups.
    """
    has_bars = any(t.kind == "bar" for t in model.traces) and model.get("barmode") == "stack"
    piles_up = has_bars or any(t.get("fill") == "tonexty" for t in model.traces)
    groups = [group for t in listed if (group := t.get("legendgroup"))]
    if order := model.get("legend.traceorder"):
        if order not in ("normal", "reversed"):
            raise Unsupported("layout.legend.traceorder", f"is {order!r}")
        return order == "reversed", False
    if len(set(groups)) < len(groups):
        raise Unsupported("layout.legend", "has several traces in a group")
    return piles_up and not groups, bool(groups)


def _anchor(
    model: Model, page: Page, size: tuple[float, float], usual: tuple[float, float, str, str], taken: Box
) -> tuple[float, float]:
    x, y = float(model.get("legend.x", usual[0])), float(model.get("legend.y", usual[1]))
    across, down = model.get("legend.xanchor", usual[2]), model.get("legend.yanchor", usual[3])
    if across == "auto":
        across = "left" if x < 1 / 3 else "right" if x > 2 / 3 else "center"
    if down == "auto":
        down = "bottom" if y < 1 / 3 else "top" if y > 2 / 3 else "middle"
    px, py = page.paper(x, y)
    if 1 < x <= 1.05:
        px = page.paper(1, 0)[0] + 10  # two hundredths of a narrow plot would touch it
    left, top = px - _SHARES[across] * size[0], py - _SHARES[down] * size[1]
    if x > 1 and across == "left":
        left = max(left, taken[2] + _GAP)
    if y < 0 and down == "top":
        top = max(top, taken[3] + _GAP)
    return left, top


def _height(block: Block) -> float:
    return max(block.height, block.size * _ROW)


def _column(names: Names, head: Block | None, gap: float) -> tuple[list[tuple[float, float]], float, float]:
    """The entries below each other, with a `gap` between them: their places, width and height of all."""
    y = (head.height + _GAP if head else 0) + _GAP / 2
    places: list[tuple[float, float]] = []
    for _, block in names:
        y += gap if places else 0.0
        places.append((0.0, y + _height(block) / 2))
        y += _height(block)
    wide = max([WIDTH + _GAP + block.width for _, block in names] + ([head.width] if head else []))
    return places, wide + _GAP, y + _GAP / 2


def _rows(page: Page, names: Names, head: Block | None) -> tuple[list[tuple[float, float]], float, float]:
    """Entries side by side, in columns of one width where they take several rows, as many as fit."""
    start = head.width + 2 * _GAP if head else 0.0
    total = page.plot[2] - page.plot[0] - start
    widths = [WIDTH + 3 * _GAP + block.width for _, block in names]
    row = max(_height(block) for _, block in names)
    if sum(widths) <= total:
        places = [(start + sum(widths[:n]), row / 2) for n in range(len(names))]
        return places, start + sum(widths), row
    columns = max(1, int(total // max(widths)))
    places = [(start + n % columns * max(widths), (n // columns + 0.5) * row) for n in range(len(names))]
    return places, start + columns * max(widths), places[-1][1] + row / 2


def artists(drawn: Legend, model: Model, to_page: Transform) -> Iterator[Artist]:
    """Background, samples and words."""
    back, border = model.get("legend.bgcolor"), float(model.get("legend.borderwidth", 0))
    if back or border:
        edge = rgba(model.get("legend.bordercolor", "#444"), "layout.legend.bordercolor")
        yield patch(
            drawn.box,
            to_page,
            facecolor=rgba(back, "layout.legend.bgcolor") if back else "none",
            edgecolor=edge if border else "none",
            linewidth=border * POINTS,
        )
    if drawn.title:
        yield drawn.title
    for entry in drawn.entries:
        yield from sample_of(entry.trace, entry.left, entry.middle, to_page)
        yield entry.words
