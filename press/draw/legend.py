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
    groups, font, room = _groups(listed, model), model.get("legend.font"), 0.8 * page.width
    names = [
        (t, styled(t.get("name", f"trace {t.index}"), model, font, f"{t.path}.name", room=room))
        for group in groups
        for t in group
    ]
    head = None
    if title := model.get("legend.title.text"):
        look = model.get("legend.title.font") or font
        head = styled(title, model, look, "layout.legend.title.text", grow=1.2)
    if model.get("legend.orientation", "v") == "h":
        if len(groups) > 1 and any(len(group) > 1 for group in groups):
            raise Unsupported("layout.legend.orientation", "is 'h' with several traces in a legend group")
        places, wide, high = _rows(page, names, head)
        usual = (0.0, -0.1, "left", "top")
    else:
        places, wide, high = _column(model, names, head, {group[0].index for group in groups[1:]})
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
    return has_bars or any(t.get("fill") == "tonexty" for t in model.traces)


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


def _column(
    model: Model, names: Names, head: Block | None, first: set[int]
) -> tuple[list[tuple[float, float]], float, float]:
    """The entries below each other, a gap before the `first` of a group: their places, width and height of all."""
    gap, y = float(model.get("legend.tracegroupgap", 10)), (head.height + _GAP if head else 0) + _GAP / 2
    places = []
    for trace, block in names:
        y += gap if trace.index in first else 0.0
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
