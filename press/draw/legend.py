"""The legend: one entry a trace, where the figure shows one."""

from collections.abc import Iterator
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from press.draw.colour import rgba
from press.draw.errors import Unsupported
from press.draw.fontspec import styled
from press.draw.model import Model, Trace
from press.draw.page import POINTS, Box, Page
from press.draw.samples import WIDTH, sample_of
from press.draw.text import Block
from press.draw.words import Words

_GAP, _ROW = 5.0, 1.45  # room beside a sample, line height
_SHARES = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}


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

    def extent(self) -> Box:
        """The room it takes."""
        return self.box


def legend_of(model: Model, page: Page, taken: Box | None) -> Legend | None:
    """Lay the legend out, if the figure shows one: by Plotly's rule, when two traces or more could have entries.

    Beside or below the plot it stands clear of the words of the axes, which take the box `taken`.
    """
    able = [t for t in model.traces if t.kind != "heatmap"]
    listed = [t for t in able if t.get("showlegend", True)]
    count = len(able) + sum(t.get("showlegend") is True for t in able)
    if model.get("legend.visible", True) is False or not model.get("showlegend", count > 1) or not listed:
        return None
    groups = _groups(listed, model)
    font = model.get("legend.font")
    names = [
        (
            t,
            styled(
                t.get("name", f"trace {t.index}"), model.layout, font, f"{t.path}.name", room=0.8 * page.width
            ),
        )
        for group in groups
        for t in group
    ]
    title = model.get("legend.title.text")
    head = (
        styled(
            title, model.layout, model.get("legend.title.font") or font, "layout.legend.title.text", grow=1.2
        )
        if title
        else None
    )
    taken = taken or page.plot
    if model.get("legend.orientation", "v") == "h":
        if len(groups) > 1 and any(len(group) > 1 for group in groups):
            raise Unsupported("layout.legend.orientation", "is 'h' with several traces in a legend group")
        return _rows(model, page, names, head, taken)
    first = {group[0].index for group in groups[1:]}
    return _column(model, page, names, head, taken=taken, first=first)


def _groups(listed: list[Trace], model: Model) -> list[list[Trace]]:
    """The entries in order; members of a legend group stand together, with a gap round them."""
    is_grouped = any(t.get("legendgroup") for t in model.traces)
    usual = ("grouped+" if is_grouped else "") + ("reversed" if _piles_up(model) else "normal")
    flags = set(str(model.get("legend.traceorder", usual)).split("+"))
    if flags - {"normal", "reversed", "grouped"}:
        raise Unsupported("layout.legend.traceorder", f"is {model.get('legend.traceorder')!r}")
    groups: dict[str, list[Trace]] = {}
    if "grouped" in flags and any(t.get("legendgroup") for t in listed):
        for trace in listed:
            groups.setdefault(str(trace.get("legendgroup") or f"trace {trace.index}"), []).append(trace)
    else:
        groups[""] = listed
    return [members[::-1] if "reversed" in flags else members for members in groups.values()]


def _piles_up(model: Model) -> bool:
    """Stacked bars and areas are listed from the top down, as they lie."""
    has_bars = any(t.kind == "bar" for t in model.traces) and model.get("barmode") == "stack"
    return has_bars or any(t.get("fill") in ("tonextx", "tonexty") for t in model.traces)


def _anchor(
    model: Model, page: Page, wide: float, high: float, default: tuple[float, float, str, str], *, taken: Box
) -> tuple[float, float]:
    x, y = float(model.get("legend.x", default[0])), float(model.get("legend.y", default[1]))
    across = model.get("legend.xanchor", default[2])
    down = model.get("legend.yanchor", default[3])
    if across == "auto":
        across = "left" if x < 1 / 3 else "right" if x > 2 / 3 else "center"
    if down == "auto":
        down = "bottom" if y < 1 / 3 else "top" if y > 2 / 3 else "middle"
    px, py = page.paper(x, y)
    if 1 < x <= 1.05:
        px = page.paper(1, 0)[0] + 10  # two hundredths of a narrow plot would touch it
    left, top = px - _SHARES[across] * wide, py - _SHARES[down] * high
    if x > 1 and across == "left":
        left = max(left, taken[2] + _GAP)
    if y < 0 and down == "top":
        top = max(top, taken[3] + _GAP)
    return left, top


def _column(
    model: Model,
    page: Page,
    names: list[tuple[Trace, Block]],
    head: Block | None,
    *,
    taken: Box,
    first: set[int],
) -> Legend:
    wide = max([WIDTH + _GAP + words.width for _, words in names] + ([head.width] if head else [])) + _GAP
    heights = [max(words.height, words.size * _ROW) for _, words in names]
    gap = float(model.get("legend.tracegroupgap", 10))
    high = sum(heights) + gap * len(first) + (head.height + _GAP if head else 0) + _GAP
    left, top = _anchor(model, page, wide, high, (1.02, 1, "left", "auto"), taken=taken)
    box = (left, top, left + wide, top + high)
    title = Words(head, left + 2, top) if head else None
    y = top + (head.height + _GAP if head else 0) + _GAP / 2
    entries = []
    for (trace, words), row in zip(names, heights, strict=True):
        y += gap if trace.index in first else 0.0
        entries.append(
            Entry(trace, Words(words, left + WIDTH + _GAP, y + (row - words.height) / 2), left, y + row / 2)
        )
        y += row
    return Legend(title, entries, box)


def _rows(
    model: Model, page: Page, names: list[tuple[Trace, Block]], head: Block | None, taken: Box
) -> Legend:
    """Entries side by side, in columns of one width, as many as fit."""
    cell = max(WIDTH + 2 * _GAP + words.width for _, words in names) + _GAP
    start = head.width + 2 * _GAP if head else 0.0
    left_edge, _, right_edge, _ = page.plot
    total = right_edge - left_edge
    packed = sum(WIDTH + 3 * _GAP + words.width for _, words in names)
    row = max(max(words.height, words.size * _ROW) for _, words in names)
    places: list[tuple[float, float]] = []
    if packed <= total - start:
        x = start
        for _, words in names:
            places.append((x, 0.0))
            x += WIDTH + 3 * _GAP + words.width
        wide = x
    else:
        columns = max(1, int((total - start) // cell))
        places = [(start + n % columns * cell, n // columns * row) for n in range(len(names))]
        wide = start + columns * cell
    high = places[-1][1] + row
    default = (0.0, -0.1, "left", "top")
    left, top = _anchor(model, page, wide, high, default, taken=taken)
    title = Words(head, left, top + (row - head.height) / 2) if head else None
    entries = [
        Entry(
            trace,
            Words(words, left + x + WIDTH + _GAP, top + y + (row - words.height) / 2),
            left + x,
            top + y + row / 2,
        )
        for (trace, words), (x, y) in zip(names, places, strict=True)
    ]
    return Legend(title, entries, (left, top, left + wide, top + high))


def artists(drawn: Legend, model: Model, to_page: Transform) -> Iterator[Artist]:
    """Background, samples and words."""
    is_even = model.get("legend.itemsizing") == "constant"
    back, border = model.get("legend.bgcolor"), float(model.get("legend.borderwidth", 0))
    if back or border:
        left, top, right, bottom = drawn.box
        yield Rectangle(
            (left, top),
            right - left,
            bottom - top,
            facecolor=rgba(back, "layout.legend.bgcolor") if back else "none",
            edgecolor=rgba(model.get("legend.bordercolor", "#444"), "layout.legend.bordercolor")
            if border
            else "none",
            linewidth=border * POINTS,
            transform=to_page,
        )
    if drawn.title:
        yield drawn.title
    for entry in drawn.entries:
        yield from sample_of(entry.trace, entry.left, entry.middle, to_page, is_even=is_even)
        yield entry.words
