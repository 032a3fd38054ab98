"""From a figure's numbers to a page: solve ranges, ticks and margins together, then put everything down."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from press.draw import bars, scatter
from press.draw.autorange import find_range
from press.draw.axis import Axis
from press.draw.axislabels import set_ticks, titles
from press.draw.errors import Unsupported
from press.draw.frame import draw_background, draw_frame, panel_box
from press.draw.model import Extreme, Model, Trace
from press.draw.page import Page
from press.draw.text import Words

_ROUNDS = 6  # margins and tick labels depend on each other; they settle in two or three
_SETTLED = 0.5  # pixels


@dataclass(frozen=True)
class Kind:
    """How one trace type reaches the page."""

    draw: Callable[[Trace, Axes, float], None]
    extremes: Callable[[Trace, Model, str], Iterator[Extreme]]
    labels: Callable[[Trace, Model], Iterator[Words]]
    order: float


def _no_labels(trace: Trace, model: Model) -> Iterator[Words]:
    _ = trace, model
    return iter(())


KINDS = {
    "bar": Kind(bars.draw, bars.extremes, _no_labels, 2.0),
    "scatter": Kind(scatter.draw, scatter.extremes, scatter.labels, 4.0),
}


def kind(trace: Trace) -> Kind:
    """How the type of `trace` is drawn."""
    if trace.kind not in KINDS:
        raise Unsupported(f"{trace.path}.type", f"is {trace.kind!r}")
    return KINDS[trace.kind]


def solve(model: Model, page: Page) -> list[Words]:
    """Find ranges, ticks and margins that fit each other; return the words of the plot."""
    words: list[Words] = []
    for _ in range(_ROUNDS):
        for axis in model.axes.values():
            page.fit(axis)
        for axis in model.axes.values():
            axis.range = find_range(axis, _extremes(model, axis))
        words = _words(model, page)
        if page.widen(label.extent() for label in words) < _SETTLED:
            break
    return words


def _extremes(model: Model, axis: Axis) -> list[Extreme]:
    return [
        extreme for trace in model.on(axis) for extreme in kind(trace).extremes(trace, model, axis.name[0])
    ]


def _words(model: Model, page: Page) -> list[Words]:
    words: list[Words] = []
    used = {axis.name: axis for pair in model.panels() for axis in pair}
    for axis in used.values():
        labels = set_ticks(axis, model, page)
        words += [*labels, *titles(axis, model, page, labels)]
    for trace in model.traces:
        words += kind(trace).labels(trace, model)
    return words


def put_down(figure: Figure, model: Model, page: Page, words: list[Words]) -> None:
    """Add every artist to `figure`."""
    to_page = page.transform(figure)
    draw_background(figure, model, page, to_page)
    draw_frame(figure, model, page, to_page)
    for number, (x, y) in enumerate(model.panels()):
        panel = _panel(figure, page, x, y, 2 + number * 0.01)
        for trace in model.traces:
            if (trace.xaxis, trace.yaxis) == (x, y):
                kind(trace).draw(trace, panel, kind(trace).order + trace.index * 0.002)
    for label in words:
        label.set_zorder(5)
        figure.add_artist(label)


def _panel(figure: Figure, page: Page, x: Axis, y: Axis, order: float) -> Axes:
    panel = Axes(figure, page.fraction(panel_box(x, y)), frameon=False, label=f"{x.name}{y.name}")
    panel.set_zorder(order)
    panel.xaxis.set_visible(False)
    panel.yaxis.set_visible(False)
    for axis, set_scale, set_lim in (
        (x, panel.set_xscale, panel.set_xlim),
        (y, panel.set_yscale, panel.set_ylim),
    ):
        if axis.type == "log":
            set_scale("log", nonpositive="clip")
            set_lim(10 ** axis.range[0], 10 ** axis.range[1], auto=False)
        else:
            set_lim(*axis.range, auto=False)
    figure.add_axes(panel)
    return panel
