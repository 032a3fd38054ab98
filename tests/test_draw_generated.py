"""Generated figures: print shows the same points in the same order, the same ranges, the same words, or refuses."""

import math
from datetime import date

import plotly.graph_objects as go
import pytest
from drawings import FACE, draw, extract, words
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from press.draw import Unsupported

FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

numbers = st.floats(-1e6, 1e6, allow_nan=False, width=32).map(lambda x: round(x, 3) + 0.0)
days = st.dates(min_value=date(1855, 1, 1), max_value=date(2100, 12, 31)).map(str)
# Letters of the scripts of the book that its fonts have.
letters = st.sampled_from([c for c in map(chr, range(0x41, 0x450)) if c.isalpha() and FACE.has_glyphs(c)])
names = st.text(letters, min_size=1, max_size=8)
sides = {"number": numbers, "date": days, "name": names}


@st.composite
def points(draw_from, kind, unique=False):
    count = draw_from(st.integers(1, 12))
    xs = draw_from(st.lists(sides[kind], min_size=count, max_size=count, unique=unique))
    ys = draw_from(st.lists(st.one_of(numbers, st.none()), min_size=count, max_size=count))
    return xs, ys


@st.composite
def line_figures(draw_from):
    kind = draw_from(st.sampled_from(sorted(sides)))
    figure = go.Figure()
    expected = {}
    for index in range(draw_from(st.integers(1, 3))):
        xs, ys = draw_from(points(kind))
        figure.add_scatter(
            x=xs,
            y=ys,
            mode=draw_from(st.sampled_from(["lines", "markers", "lines+markers"])),
            line_shape=draw_from(st.sampled_from(["linear", "hv", "vh", "hvh"])),
            line_dash=draw_from(st.sampled_from(["solid", "dash", "dot", "dashdot", "5px,2px"])),
            connectgaps=draw_from(st.booleans()),
            marker_symbol=draw_from(st.sampled_from(["circle", "square-open", "star", "x-thin", 2, 101])),
        )
        expected[index] = [(x, y) for x, y in zip(xs, ys, strict=True) if y is not None]
    figure.update_xaxes(type={"number": "linear", "date": "date", "name": "category"}[kind])
    return figure, expected


@st.composite
def bar_figures(draw_from):
    kind = draw_from(st.sampled_from(sorted(sides)))
    lies = draw_from(st.booleans())
    mode = draw_from(st.sampled_from(["group", "stack", "relative", "overlay"]))
    figure = go.Figure(layout={"barmode": mode})
    expected = {}
    for index in range(draw_from(st.integers(1, 3))):
        xs, ys = draw_from(points(kind, unique=True))
        figure.add_bar(
            **({"x": ys, "y": xs, "orientation": "h"} if lies else {"x": xs, "y": ys}),
            width=draw_from(st.sampled_from([None, 0.5])),
        )
        expected[index] = [(y, x) if lies else (x, y) for x, y in zip(xs, ys, strict=True) if y is not None]
    axis = {"type": {"number": "linear", "date": "date", "name": "category"}[kind]}
    figure.update_layout(**{"yaxis" if lies else "xaxis": axis})
    return figure, expected


def drawn_or_refused(figure):
    try:
        return draw(figure, width=6, height=4)
    except Unsupported:
        assume(False)
        raise


def same(found, expected):
    if isinstance(expected, str):
        return found == expected
    return found == pytest.approx(expected, rel=1e-9, abs=1e-6)


@FEW
@given(st.one_of(line_figures(), bar_figures()))
def test_points_and_their_order_are_the_same(case):
    figure, expected = case
    drawing = drawn_or_refused(figure)
    found = extract(drawing)
    for index, wanted in expected.items():
        if index not in found:
            assert not wanted
            continue
        shown = list(zip(found[index].x, found[index].y, strict=True))
        assert len(shown) == len(wanted)
        assert all(same(a, c) and same(b, d) for (a, b), (c, d) in zip(shown, wanted, strict=True))


@FEW
@given(line_figures())
def test_an_automatic_range_holds_every_point(case):
    figure, expected = case
    drawing = drawn_or_refused(figure)
    low, high = drawing.axes[0].get_ylim()
    for points_of in expected.values():
        assert all(low <= y <= high for _, y in points_of)


@FEW
@given(line_figures(), numbers, numbers, st.booleans())
def test_a_given_range_is_kept(case, low, high, is_reversed):
    figure, _ = case
    assume(abs(high - low) > 1e-2)
    ends = sorted((low, high), reverse=is_reversed)
    figure.update_yaxes(range=ends)
    assert drawn_or_refused(figure).axes[0].get_ylim() == pytest.approx(tuple(ends))


@FEW
@given(
    st.lists(st.floats(1e-3, 1e7), min_size=1, max_size=8),
    st.tuples(st.integers(-3, 0), st.integers(1, 6)),
)
def test_logarithmic_axes_hold_values_and_ranges_of_exponents(values, exponents):
    figure = go.Figure(go.Scatter(x=list(range(len(values))), y=values))
    figure.update_yaxes(type="log", range=list(exponents))
    drawing = draw(figure, width=6, height=4)
    assert drawing.axes[0].get_ylim() == pytest.approx(tuple(10.0**e for e in exponents))
    assert extract(drawing)[0].y == pytest.approx(values)


@FEW
@given(st.lists(names, min_size=1, max_size=6, unique=True), st.lists(names, min_size=1, max_size=6))
def test_chosen_labels_and_annotations_are_set_as_written(labels, notes):
    figure = go.Figure(go.Scatter(x=list(range(len(labels))), y=[1] * len(labels)))
    figure.update_xaxes(tickvals=list(range(len(labels))), ticktext=labels)
    for note in notes:
        figure.add_annotation(x=0, y=1, text=note, showarrow=False)
    found = words(draw(figure, width=6, height=4))
    assert found[: len(labels)] == labels
    assert found[-len(notes) :] == notes


@FEW
@given(st.lists(st.tuples(numbers, st.floats(0, 1e3), st.floats(0, 1e3)), min_size=1, max_size=8))
def test_error_bars_reach_as_far_as_given(cells):
    values, up, down = (list(column) for column in zip(*cells, strict=True))
    figure = go.Figure(go.Scatter(y=values, error_y={"array": up, "arrayminus": down}))
    found = extract(drawn_or_refused(figure))[0].errors.get("y", [])
    wanted = [(v - d, v + u) for v, u, d in cells if u or d]
    assert len(found) == len(wanted)
    for one, other in zip(found, wanted, strict=True):
        assert one == pytest.approx(other)


@FEW
@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.floats(-50, 50)), min_size=3, max_size=3), min_size=1, max_size=4
    )
)
def test_heatmap_cells_keep_their_values_and_holes(rows):
    assume(any(cell is not None for row in rows for cell in row))
    scale = [[0, "#ffffff"], [1, "#000000"]]
    figure = go.Figure(go.Heatmap(z=rows, x=["a", "b", "c"], colorscale=scale, showscale=False))
    found = extract(draw(figure, width=6, height=4))[0]
    wanted = [
        ("abc"[c], float(r), cell)
        for r, row in enumerate(rows)
        for c, cell in enumerate(row)
        if cell is not None
    ]
    assert list(zip(found.x, found.y, found.z, strict=True)) == wanted
    assert not any(math.isnan(value) for value in found.z)
