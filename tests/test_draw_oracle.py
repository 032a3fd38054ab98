"""The judge of a drawing is the browser: what plotly.js draws and print draws differently is an error; print may refuse."""

import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import plotly
import plotly.graph_objects as go
import pytest
from draw_examples import SUPPORTED
from drawings import draw, extract
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from oracle_figures import LISTED, REFUSED, generated

from press.draw import Unsupported
from press.draw.allow import IGNORED
from press.draw.colour import rgba
from press.draw.colourscale import limits
from press.draw.decode import merged
from press.draw.scatter import inside
from press.draw.ticks import find_ticks

pytestmark = pytest.mark.browser
SCRIPT = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
SIZES = ((595, 400), (345, 420), (760, 300))

READ = """async (figure) => {
  const place = document.createElement('div');
  document.getElementById('figure').replaceChildren(place);
  await Plotly.newPlot(place, figure.data, figure.layout, {staticPlot: true});
  const layout = place._fullLayout, all = (name, from) => [...(from || place).querySelectorAll(name)];
  const found = {axes: {}, bars: {}, limits: {}, colours: {}, cells: {}, errors: {}, lines: {}};
  for (const [key, axis] of Object.entries(layout)) {
    if (!/^[xy]axis/.test(key) || !axis._id) continue;
    const ticks = axis.visible && axis.showticklabels ? (axis._vals || []).map(tick => tick.text) : [];
    found.axes[axis._id] = {range: axis.range.map(end => axis.r2l(end)), type: axis.type, length: axis._length,
      ticks: ticks.filter(text => text)};
  }
  found.legend = all('.legend .legendtext').map(text => text.getAttribute('data-unformatted'));
  found.notes = all('.annotation-text').map(text => text.getAttribute('data-unformatted'));
  for (const group of place.calcdata) {
    const trace = group[0].trace, n = trace.index;
    if (trace.visible !== true) continue;
    const axis = name => layout[name[0] + 'axis' + name.slice(1)];
    const xa = axis(trace.xaxis), ya = axis(trace.yaxis), lies = trace.orientation === 'h';
    if (trace.type === 'heatmap') {
      const { cmin, cmax } = layout[trace.coloraxis] ?? { cmin: trace.zmin, cmax: trace.zmax };
      found.limits[n] = [cmin, cmax];
    }
    const own = all('.trace' + (trace.type === 'scatter' ? '.scatter' : '.bars')).filter(
      node => node.__data__ && node.__data__[0] && node.__data__[0].trace.index === n);
    const stands = bar => typeof bar.s === 'number' && isFinite(bar.p) && bar.s0 !== undefined;
    if (trace.type === 'bar') found.bars[n] = group.filter(stands).map(
      bar => [bar.p0, bar.p1, bar.s0, bar.s1]);
    if (trace.type === 'bar') found.colours[n] = own.flatMap(node => all('.point > path', node)).filter(
      path => path.getAttribute('d') !== 'M0,0Z').map(path => path.style.fill);
    if (trace.type === 'scatter') found.colours[n] = own.flatMap(node => all('path.point', node)).map(path => path.style.fill);
    if (trace.type === 'scatter') found.lines[n] = own.flatMap(node => all('path.js-line', node)).map(path => path.style.stroke);
    if (trace.error_x || trace.error_y) found.errors[n] = Object.fromEntries(['x', 'y'].map(letter => [letter,
      own.flatMap(node => all('path.' + letter + 'error', node)).map(path => {
        const box = path.getBBox(), axis = letter === 'x' ? xa : ya;
        const ends = letter === 'x' ? [box.x, box.x + box.width] : [box.y, box.y + box.height];
        return ends.map(end => axis.p2l(end)).sort((a, b) => a - b);
      })]));
    if (trace.type === 'heatmap') {
      const image = all('.hm image').find(node => node.parentNode.__data__[0].trace.index === n);
      const picture = new Image(); picture.src = image.getAttribute('xlink:href') || image.getAttribute('href');
      await picture.decode();
      const canvas = document.createElement('canvas'); canvas.width = picture.width; canvas.height = picture.height;
      const context = canvas.getContext('2d'); context.drawImage(picture, 0, 0);
      const scale = [picture.width / image.width.baseVal.value, picture.height / image.height.baseVal.value];
      const {x: xs, y: ys, z} = group[0];
      found.cells[n] = z.flatMap((row, r) => Array.from(row, (value, c) => {
        if (value === undefined || value === null) return null;
        const px = xa.c2p((xs[c] + xs[c + 1]) / 2), py = ya.c2p((ys[r] + ys[r + 1]) / 2);
        const at = [(px - image.x.baseVal.value) * scale[0], (py - image.y.baseVal.value) * scale[1]];
        return [...context.getImageData(at[0], at[1], 1, 1).data].slice(0, 3);
      })).filter(cell => cell);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module")
def page(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    host = tmp_path_factory.mktemp("screen") / "host.html"
    host.write_text(f'<meta charset="utf-8"><div id="figure"></div><script src="{SCRIPT.as_uri()}"></script>')
    page = browser.new_page()
    page.goto(host.as_uri())
    return page


GENERATED = dict(generated())
FIGURES = {**GENERATED, **LISTED, **SUPPORTED}
# Generated figures and examples at one of the sizes, those once drawn wrongly at all three.
WHERE = [(name, SIZES[number % 3]) for number, name in enumerate([*GENERATED, *SUPPORTED])] + [
    (name, size) for name in LISTED for size in SIZES
]


def seen_and_drawn(page: Any, figure: go.Figure, size: tuple[int, int]) -> tuple[Any, Any]:
    width, height = size
    spec = json.loads(figure.to_json())
    drawing = draw(spec, width=width / 96, height=height / 96)
    left, top, right, bottom = drawing.page.plot
    axes = {key: {"automargin": False} for key in spec["layout"] if re.match("[xy]axis", key)}
    spec["layout"] = merged(
        spec["layout"],
        axes
        | {
            "width": width,
            "height": height,
            "xaxis": {"automargin": False},
            "yaxis": {"automargin": False},
            "margin": {"l": left, "r": width - right, "t": top, "b": height - bottom, "autoexpand": False},
        },
    )
    return page.evaluate(READ, spec), drawing


def marks(drawing: Any, trace: Any) -> list[Any]:
    panel = next(p for p in drawing.axes if p.get_label() == f"{trace.xaxis.name}{trace.yaxis.name}")
    return [mark for mark in panel.get_children() if mark.get_gid() == trace.gid]


def same(found: Any, expected: Any, span: float = 1.0) -> bool:
    return np.shape(found) == np.shape(expected) and np.allclose(found, expected, rtol=1e-6, atol=1e-6 * span)


def differences(screen: Any, drawing: Any) -> list[str]:
    found: list[str] = []

    def compare(what: str, print_: Any, screen_: Any, is_same: bool) -> None:
        if not is_same:
            found.append(f"{what}: print {print_}, screen {screen_}")

    used = {axis.name: axis for pair in drawing.model.panels() for axis in pair}
    compare("axes", sorted(used), sorted(screen["axes"]), set(used) == set(screen["axes"]))
    for name in set(used) & set(screen["axes"]):
        axis, seen = used[name], screen["axes"][name]
        span = abs(seen["range"][1] - seen["range"][0])
        compare(f"{name} type", axis.type, seen["type"], axis.type == seen["type"])
        # Words at data points widen an automatic range by their own width, and the browser has other fonts.
        is_widened = drawing.parts.notes and axis.get("range") is None
        slack = span * (0.05 if is_widened else 0.004)
        is_same = np.allclose(axis.range, seen["range"], rtol=0, atol=slack)
        compare(f"{name} range", axis.range, seen["range"], is_same)
        ticks = [re.sub("</?small>", "", tick.label) for tick in axis.ticks if tick.label]
        if axis.get("showticklabels", True) and not is_widened:
            # The browser counts whole pixels, and lets labels collide that print thins out.
            own, axis.length = axis.length, math.copysign(seen["length"], axis.length)
            free = [re.sub("</?small>", "", tick.label) for tick in find_ticks(axis)]
            axis.length = own
            compare(
                f"{name} ticks",
                ticks,
                seen["ticks"],
                sorted(seen["ticks"]) in (sorted(ticks), sorted(filter(None, free))),
            )
    for trace in drawing.model.traces:
        {"bar": compare_bars, "heatmap": compare_cells, "scatter": compare_points}[trace.kind](
            compare, trace, marks(drawing, trace), screen
        )
        compare_errors(compare, trace, extract(drawing)[trace.index].errors, screen)
    compare_words(compare, drawing, screen)
    return found


def compare_bars(compare: Any, trace: Any, own: list[Any], screen: Any) -> None:
    n, rectangles = str(trace.index), [mark for mark in own if isinstance(mark, Rectangle)]
    boxes = [mark.get_bbox() for mark in rectangles]
    drawn = [(b.y0, b.y1, b.x0, b.x1) if trace.is_horizontal else (b.x0, b.x1, b.y0, b.y1) for b in boxes]
    drawn, seen = ([sorted(b[:2]) + sorted(b[2:]) for b in bars] for bars in (drawn, screen["bars"][n]))
    stands = trace.yaxis if trace.is_horizontal else trace.xaxis
    if (
        stands.type == "date" and len({bar[0] for bar in seen}) == 1
    ):  # a day wide on paper, a millisecond on the screen
        drawn, seen = ([bar[2:] for bar in bars] for bars in (drawn, seen))
    compare(f"bars {n}", drawn, seen, same(drawn, seen, np.abs(np.asarray(seen)).max(initial=0)))
    compare_colours(compare, n, [mark.get_facecolor() for mark in rectangles if not mark.get_hatch()], screen)


def compare_points(compare: Any, trace: Any, own: list[Any], screen: Any) -> None:
    faces = [
        face
        for mark in own
        if isinstance(mark, PathCollection)
        for face in np.broadcast_to(mark.get_facecolor(), (len(mark.get_offsets()), 4))
    ]
    strokes = [
        to_rgba(mark.get_color())
        for mark in own
        if isinstance(mark, Line2D) and mark.get_linestyle() != "None"
    ]
    if len(inside(trace)) == sum(not math.isnan(x + y) for x, y in zip(trace.x, trace.y, strict=True)):
        compare_colours(compare, str(trace.index), faces, screen)
    seen = {rgba(colour)[:3] for colour in screen["lines"][str(trace.index)]}
    drawn = {tuple(stroke[:3]) for stroke in strokes}
    compare(f"line {trace.index}", drawn, seen, drawn == seen)


def compare_colours(compare: Any, n: str, colours: list[Any], screen: Any) -> None:
    drawn = [tuple(map(float, colour[:3])) for colour in colours]
    seen = [rgba(colour)[:3] for colour in screen["colours"][n] if not colour.startswith("url")]
    compare(f"colours {n}", drawn, seen, len(drawn) == len(seen) and np.allclose(drawn, seen, atol=0.003))


def compare_cells(compare: Any, trace: Any, own: list[Any], screen: Any) -> None:
    n = str(trace.index)
    (cells,) = own
    drawn, seen = cells.get_facecolor()[:, :3], np.array(screen["cells"][n]) / 255
    compare(
        f"cells {n}",
        drawn.tolist(),
        seen.tolist(),
        drawn.shape == seen.shape and np.allclose(drawn, seen, atol=0.006),
    )
    compare(
        f"limits {n}",
        limits(trace.spec),
        screen["limits"][n],
        same(limits(trace.spec), screen["limits"][n]),
    )


def compare_errors(compare: Any, trace: Any, drawn: Any, screen: Any) -> None:
    """Both ends of every error bar, within the half stroke by which a browser measures them."""
    for letter in "xy":
        axis = trace.xaxis if letter == "x" else trace.yaxis
        span = abs(axis.range[1] - axis.range[0])
        ends = [sorted(map(axis.place, pair)) for pair in drawn.get(letter, [])]
        seen = [
            pair for pair in screen["errors"].get(str(trace.index), {}).get(letter, []) if pair[0] != pair[1]
        ]
        # Below zero, on a log axis, a bar runs off the plot.
        ends = [[-99 if math.isnan(end) else end for end in pair] for pair in ends]
        seen = [[-99 if axis.type == "log" and end < -30 else end for end in pair] for pair in seen]
        compare(
            f"errors {trace.index} {letter}",
            ends,
            seen,
            len(ends) == len(seen) and np.allclose(np.array(ends) / span, np.array(seen) / span, atol=0.008),
        )


def compare_words(compare: Any, drawing: Any, screen: Any) -> None:
    parts, page = drawing.parts, drawing.page
    names = (
        [re.sub(r"\s+", " ", entry.words.text.plain) for entry in parts.legend.entries]
        if parts.legend
        else []
    )
    compare(
        "legend", names, screen["legend"], names == [re.sub("<[^>]+>", "", name) for name in screen["legend"]]
    )
    for entry in parts.legend.entries if parts.legend else []:
        compare(
            "name on the page",
            entry.words.text.plain,
            "",
            max(map(abs, page.shift(entry.words.extent()))) < 0.5,
        )
    notes = [re.sub(r"\s+", " ", note.words.text.plain) for note in parts.notes]
    compare(
        "notes",
        notes,
        screen["notes"],
        notes == [re.sub("<[^>]+>", "", note.replace("<br>", " ")) for note in screen["notes"]],
    )


@pytest.mark.parametrize(("name", "size"), WHERE, ids=str)
def test_print_shows_what_the_screen_shows(page, name, size):
    screen, drawing = seen_and_drawn(page, FIGURES[name](), size)
    assert not differences(screen, drawing)


@pytest.mark.parametrize("name", REFUSED)
def test_what_print_cannot_show_it_refuses_by_name(name):
    figure, message = REFUSED[name]
    with pytest.raises(Unsupported, match=message):
        draw(figure(), width=6, height=4)


def filled(name: str) -> Any:
    """A value other than the usual one."""
    known = {
        "hovermode": "y",
        "hoversubplots": "axis",
        "dragmode": "lasso",
        "clickmode": "select",
        "uniformtext.minsize": 9,
        "spikemode": "across",
        "spikesnap": "data",
        "clicktoshow": "onoff",
        "itemclick": "toggleothers",
        "itemdoubleclick": "toggle",
        "groupclick": "toggleitem",
        "groupdoubleclick": "toggleitem",
        "hoverinfo": "text",
        "spikedistance": 5,
        "hoverdistance": 5,
        "selectdirection": "h",
        "hoverlabel": {"namelength": 3},
        "ids": ["p", "q"],
        "customdata": [7, 8],
        "hoverlabel.namelength": 3,
        "spikethickness": 9,
        "modebar": {"orientation": "v"},
        "newshape": {"opacity": 0.1},
        "activeshape": {"opacity": 0.1},
        "newselection": {"mode": "gradual"},
        "activeselection": {"opacity": 0.1},
        "transition": {"duration": 9},
        "textfont": {"size": 30},
        "fillpattern.fillmode": "overlay",
        "fillpattern.size": 3,
        "fillpattern.solidity": 0.9,
        "spikecolor": "red",
        "spikedash": "dot",
        "titleclick": "toggle",
        "titledoubleclick": "toggle",
    }
    return known.get(
        name, True if name.startswith(("fixed", "show", "capture", "edit", "auto", "hoverongaps")) else "else"
    )


def with_all(spec: dict[str, Any], names: frozenset[str]) -> None:
    for name in names:
        *parents, last = name.split(".")
        part = spec
        for parent in parents:
            part = part.setdefault(parent, {})
        part[last] = filled(name)


# What the house sets on paper, and the words that data carry.
HOUSE = (
    "autosize",
    "width",
    "height",
    "margin",
    "minreduced",
    "title",
    "name",
    "type",
    "visible",
    "automargin",
    "meta",
    "uid",
)


def test_what_print_leaves_out_changes_nothing_but_what_a_pointer_shows(page):
    plain = {
        "data": [
            {"type": "scatter", "x": [1, 2], "y": [3, 4], "offsetgroup": "1", "name": "a"},
            {"type": "bar", "x": [1, 2], "y": [3, 4], "name": "b"},
            {
                "type": "heatmap",
                "z": [[1, 2], [3, 4]],
                "showscale": False,
                "xaxis": "x2",
                "yaxis": "y2",
                "name": "d",
            },
        ],
        "layout": {
            "width": 600,
            "height": 400,
            "xaxis": {"domain": [0, 0.4]},
            "yaxis": {"anchor": "x"},
            "xaxis2": {"domain": [0.6, 1], "anchor": "y2"},
            "yaxis2": {"anchor": "x2"},
            "legend": {},
            "annotations": [{"x": 1, "y": 3, "text": "a note", "showarrow": False}],
            "shapes": [{"type": "rect", "x0": 1, "x1": 2, "y0": 3, "y1": 4}],
        },
    }
    other = json.loads(json.dumps(plain))
    left_out = {
        kind: frozenset(n for n in names if not n.startswith(HOUSE)) for kind, names in IGNORED.items()
    }
    for trace in other["data"]:
        with_all(trace, left_out[trace["type"]])
    layout = other["layout"]
    for key in ("xaxis", "yaxis"):
        with_all(layout[key], left_out["axis"])
    for key in ("annotations", "shapes"):
        with_all(layout[key][0], left_out[key[:-1]])
    with_all(layout["legend"], left_out["legend"])
    with_all(layout, left_out["layout"])
    assert other != plain
    assert page.evaluate(READ, other) == page.evaluate(READ, plain)


def test_more_than_two_hundred_figures_are_judged():
    assert len(FIGURES) + len(REFUSED) > 300
