"""From a figure's numbers to a page: solve ranges, ticks and margins together, then put everything down."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from matplotlib.figure import Figure

from press.draw import annotations
from press.draw.axislabels import set_ticks, titles
from press.draw.errors import Unsupported
from press.draw.frame import background, frame
from press.draw.kinds import kind
from press.draw.legend import Legend, legend_of
from press.draw.legend import artists as legend_artists
from press.draw.model import Model
from press.draw.page import Box, Page, overlap, union
from press.draw.panel import Panel
from press.draw.ranges import set_ranges
from press.draw.shapes import draw_shapes
from press.draw.words import Words

_ROUNDS = 8  # margins and tick labels depend on each other; they settle in two or three
_SETTLED = 0.5  # pixels
_WORDS, _NOTES, _LEGEND = 5.0, 6.0, 7.0  # layers above panels and shapes


@dataclass
class Parts:
    """What stands on the page besides traces and frames."""

    words: list[Words] = field(default_factory=list)
    labels: list[Words] = field(default_factory=list)
    notes: list[annotations.Note] = field(default_factory=list)
    legend: Legend | None = None

    def boxes(self) -> Iterator[Box]:
        """The room each takes."""
        yield from (words.extent() for words in [*self.words, *self.labels])
        yield from (note.extent() for note in self.notes)
        if self.legend:
            yield self.legend.box


class Drawing(Figure):
    """A Matplotlib figure that remembers what its axes mean and where its plot area lies."""

    model: Model
    page: Page
    parts: Parts


def solve(model: Model, page: Page) -> Parts:
    """Find ranges, ticks and margins that fit each other."""
    parts = Parts()
    for _ in range(_ROUNDS):
        for axis in model.axes.values():
            page.fit(axis)
        set_ranges(model)
        parts = _parts(model, page)
        if page.widen(parts.boxes()) < _SETTLED:
            break
    movable: list[Words | annotations.Note] = [*parts.words, *parts.labels, *parts.notes]
    for label in movable:
        label.move(*page.shift(label.extent()))
    if parts.legend:
        _check_legend(parts.legend.box, parts, page)
    return parts


def _check_legend(box: Box, parts: Parts, page: Page) -> None:
    """Every name stands whole on the page, and on nothing that must be read."""
    if max(map(abs, page.shift(box))) > _SETTLED:
        raise Unsupported("layout.legend", "has more names than fit on the page")
    if any(overlap(box, words.extent(), -1) for words in parts.words):
        raise Unsupported("layout.legend", "would cover the labels of an axis")


def _parts(model: Model, page: Page) -> Parts:
    words: list[Words] = []
    used = {axis.name: axis for pair in model.panels() for axis in pair}
    for axis in used.values():
        labels = set_ticks(axis, model, page)
        words += [*labels, *titles(axis, model, page, labels)]
    return Parts(
        words,
        [label for trace in model.traces for label in kind(trace).labels(trace, model)],
        list(annotations.notes(model, page)),
        legend_of(model, page, union(label.extent() for label in words)),
    )


def put_down(figure: Drawing, model: Model, page: Page, parts: Parts) -> None:
    """Add every artist to `figure`."""
    figure.model, figure.page, figure.parts = model, page, parts
    to_page = page.transform(figure)
    draw_shapes(figure, model, page, to_page)
    for artist in [*background(model, page, to_page), *frame(model, page, to_page)]:
        figure.add_artist(artist)
    for number, (x, y) in enumerate(model.panels()):
        panel = Panel(figure, page, x, y, 2 + number * 0.01)
        figure.add_axes(panel)
        for trace in model.traces:
            if (trace.xaxis, trace.yaxis) == (x, y):
                kind(trace).draw(trace, model, panel, kind(trace).layer + trace.index * 0.002)
    for words in [*parts.words, *parts.labels]:
        words.set_zorder(_WORDS)
        figure.add_artist(words)
    for number, note in enumerate(parts.notes):
        for artist in annotations.artists(note, to_page):
            artist.set_zorder(_NOTES + number * 0.0001)
            figure.add_artist(artist)
    if parts.legend:
        for artist in legend_artists(parts.legend, model, to_page):
            artist.set_zorder(_LEGEND)
            figure.add_artist(artist)
