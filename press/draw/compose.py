"""From a figure's numbers to a page: solve ranges, ticks and margins together, then put everything down."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from matplotlib.figure import Figure

from press.draw import annotations, colouraxis
from press.draw.axislabels import set_ticks, titles
from press.draw.frame import draw_background, draw_frame
from press.draw.kinds import kind
from press.draw.legend import Legend, legend_of
from press.draw.legend import artists as legend_artists
from press.draw.model import Model
from press.draw.page import Box, Page
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
    notes: list[annotations.Note] = field(default_factory=list)
    legend: Legend | None = None
    keys: list[colouraxis.ColourBar] = field(default_factory=list)

    def boxes(self) -> Iterator[Box]:
        """The room each takes."""
        yield from (words.extent() for words in self.words)
        yield from (note.extent() for note in self.notes)
        if self.legend:
            yield self.legend.extent()
        yield from (key.extent() for key in self.keys)


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
    movable: list[Words | annotations.Note] = [*parts.words, *parts.notes]
    for label in movable:
        label.move(*page.shift(label.extent()))
    return parts


def _parts(model: Model, page: Page) -> Parts:
    words: list[Words] = []
    used = {axis.name: axis for pair in model.panels() for axis in pair}
    # An axis laid over another takes its ticks from that one.
    for axis in sorted(used.values(), key=lambda axis: axis.get("overlaying") is not None):
        labels = set_ticks(axis, model, page)
        words += [*labels, *titles(axis, model, page, labels)]
    for trace in model.traces:
        words += kind(trace).labels(trace, model)
    return Parts(
        words,
        list(annotations.notes(model, page)),
        legend_of(model, page),
        list(colouraxis.bars(model, page)),
    )


def put_down(figure: Figure, model: Model, page: Page, parts: Parts) -> None:
    """Add every artist to `figure`."""
    to_page = page.transform(figure)
    draw_background(figure, model, page, to_page)
    draw_frame(figure, model, page, to_page)
    draw_shapes(figure, model, page, to_page)
    for number, (x, y) in enumerate(model.panels()):
        panel = Panel(figure, page, x, y, 2 + number * 0.01)
        figure.add_axes(panel)
        for trace in model.traces:
            if (trace.xaxis, trace.yaxis) == (x, y):
                kind(trace).draw(trace, model, panel, kind(trace).layer + trace.index * 0.002)
    for words in parts.words:
        words.set_zorder(_WORDS)
        figure.add_artist(words)
    for number, note in enumerate(parts.notes):
        for artist in annotations.artists(note, to_page):
            artist.set_zorder(_NOTES + number * 0.0001)
            figure.add_artist(artist)
    for key in parts.keys:
        for artist in colouraxis.artists(key, to_page):
            artist.set_zorder(_LEGEND)
            figure.add_artist(artist)
    if parts.legend:
        for artist in legend_artists(parts.legend, model, to_page):
            artist.set_zorder(_LEGEND)
            figure.add_artist(artist)
