"""What depends on the data and not on an attribute: a drawing shows the bars, colours, whiskers and names of the screen."""

import pickle

import plotly.express as px
import plotly.graph_objects as go
import pytest
from drawings import draw
from matplotlib.patches import Rectangle

from press.draw import Unsupported
from press.draw.colourscale import limits
from press.draw.legend import legend_of
from press.draw.page import overlap
from press.draw.words import Words
from press.web.assets import write_all

SCALE = [[0, "#ff0000"], [0.5, "#ffffff"], [1, "#0000ff"]]
WHITE = (1.0, 1.0, 1.0, 1.0)


def drawn(*traces, **layout):
    return draw(go.Figure(list(traces), {"template": "none", **layout}), width=6, height=4)


def rectangles(drawing, panel=0):
    """Left, bottom, width and height of the bars of a panel."""
    marks = drawing.axes[panel].get_children()
    bounds = [mark.get_bbox().bounds for mark in marks if isinstance(mark, Rectangle) and mark.get_gid()]
    return [tuple(round(float(side), 3) for side in sides) for sides in bounds]


def entries(drawing):
    legend = legend_of(drawing.model, drawing.page, None)
    return [entry.words.text.plain for entry in legend.entries] if legend else []


def test_values_of_one_place_stand_on_each_other():
    first, second, other = rectangles(drawn(go.Bar(x=["a", "a", "b"], y=[10, 20, 5])))
    assert first[1:] == (0, 0.8, 10)
    assert second[1:] == (10, 0.8, 20)
    assert other[1:] == (0, 0.8, 5)


def test_losses_of_one_place_hang_below_its_gains():
    assert [bar[1] for bar in rectangles(drawn(go.Bar(x=["a"] * 4, y=[1, -2, 3, -4])))] == [0, 0, 1, -2]


def test_bars_over_each_other_and_bars_with_a_base_do_not_pile_up():
    twice = go.Bar(x=["a", "a"], y=[10, 20])
    assert [bar[1] for bar in rectangles(drawn(twice, barmode="overlay"))] == [0, 0]
    assert [bar[1] for bar in rectangles(drawn(twice.update(base=[1, 2])))] == [1, 2]


def test_a_long_table_in_groups_shows_the_sum_of_each_group():
    rows = {"port": ["a", "a", "b"], "sea": ["n", "n", "s"], "tonnes": [10, 20, 5]}
    drawing = draw(px.bar(rows, x="port", y="tonnes", color="sea", barmode="group"), width=6, height=4)
    assert drawing.axes[0].get_ylim()[1] > 30
    # Each sea has its slot, whether or not the other stands beside it.
    assert {bar[2] for bar in rectangles(drawing)} == {0.4}


def test_slots_are_shared_by_panels_over_one_axis():
    figure = px.bar(
        x=["a", "b"] * 2,
        y=[1, 2, 3, 2],
        color=["n", "n", "s", "s"],
        facet_row=["n", "n", "s", "s"],
        barmode="group",
    )
    drawing = draw(figure, width=6, height=5)
    assert [rectangles(drawing, panel)[0][0] for panel in (0, 1)] == [-0.4, 0.0]


def test_stacks_stand_side_by_side_where_they_have_different_groups():
    traces = [go.Bar(x=["a"], y=[y], offsetgroup=group) for y, group in ((3, "1"), (1, "2"), (2, "1"))]
    bars = rectangles(drawn(*traces, barmode="stack"))
    assert [(left, bottom) for left, bottom, _, _ in bars] == [(-0.4, 0), (0, 0), (-0.4, 3)]


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        ({}, (-3, 5)),
        ({"zmid": 0}, (-5, 5)),
        ({"zmid": 10}, (-3, 23)),
        ({"zmin": 0}, (-3, 5)),  # one end alone does not count
        ({"zmin": 0, "zmax": 2}, (0, 2)),
        ({"zmin": 0, "zmax": 2, "zmid": 9}, (0, 2)),
        ({"zmin": 0, "zmax": 2, "zauto": True}, (-3, 5)),
        ({"zmin": 0, "zauto": False}, (0, 5)),
    ],
)
def test_a_colour_scale_ends_where_it_ends_on_the_screen(spec, expected):
    assert limits(spec | {"z": [[-3, 0], [5, None]]}) == expected


def test_one_value_is_painted_in_the_middle_of_its_scale():
    assert limits({"z": [[4]]}) == (3.5, 4.5)


def test_zero_is_white_where_the_scale_turns_round_zero():
    drawing = drawn(go.Heatmap(z=[[-3, 0, 5]], colorscale=SCALE, zmid=0, showscale=False))
    (cells,) = (mark for mark in drawing.axes[0].get_children() if hasattr(mark, "cells"))
    assert tuple(cells.get_facecolor()[1]) == WHITE


def test_a_shared_scale_of_points_is_refused_by_the_trace_that_asks_for_it():
    with pytest.raises(Unsupported, match="histogram2d"):
        draw(px.density_heatmap(x=[1, 2, 2], y=[1, 2, 2]), width=6, height=4)
    with pytest.raises(Unsupported, match=r"data\[0\]\.marker\.coloraxis"):
        draw(px.scatter(x=[1, 2], y=[1, 2], color=[1, 2]), width=6, height=4)


def test_a_template_does_not_ask_for_a_key_of_colours():
    figure = go.Figure(go.Scattergl(y=[1, 2], mode="markers", marker={"color": ["#f00", "#00f"]}))
    assert draw(figure, width=6, height=4)


def test_the_name_of_an_estimate_shows_beside_its_band_without_one():
    estimate, band = (
        go.Scatter(y=[1, 2], name="estimate"),
        go.Scatter(y=[2, 1], name="band", showlegend=False),
    )
    assert entries(drawn(estimate, band)) == ["estimate"]


def test_a_heatmap_has_no_entry():
    cells = go.Heatmap(z=[[1, 2], [3, 4]], colorscale=SCALE, showscale=False)
    assert entries(drawn(cells, cells)) == []
    assert entries(drawn(cells, go.Scatter(y=[1], name="path", showlegend=True))) == ["path"]
    with pytest.raises(Unsupported, match="showlegend"):
        drawn(cells.update(showlegend=True))


def test_names_of_areas_over_each_other_are_listed_from_the_top():
    areas = [go.Scatter(y=[1, 2], fill="tonexty", name=name) for name in "ab"]
    assert entries(drawn(*areas)) == ["b", "a"]
    assert entries(drawn(*(area.update(legendgroup=area.name) for area in areas))) == ["a", "b"]


@pytest.mark.parametrize("orientation", ["v", "h"])
def test_a_legend_whose_names_do_not_all_stand_on_the_page_is_refused(orientation):
    lines = [go.Scatter(y=[n, n + 1], name=f"a series with number {n}") for n in range(60)]
    with pytest.raises(Unsupported, match=r"layout\.legend"):
        drawn(*lines, legend={"orientation": orientation})


@pytest.mark.parametrize(
    "layout",
    [
        {"legend": {"orientation": "h"}, "xaxis": {"title": {"text": "an axis"}}},
        {"legend": {"x": 1.02}, "yaxis": {"side": "right", "tickformat": ",.6f"}},
    ],
    ids=["below", "beside an axis at the right"],
)
def test_a_legend_stands_clear_of_the_words_of_the_axes(layout):
    lines = [go.Scatter(y=[n, n + 1], name=f"series {n}") for n in range(12)]
    drawing = draw(go.Figure(lines, layout), width=4, height=3)
    found = [mark for mark in drawing.get_children() if isinstance(mark, Words)]
    names = [mark.extent() for mark in found if mark.text.plain.startswith("series")]
    others = [mark.extent() for mark in found if not mark.text.plain.startswith("series")]
    assert len(names) == 12
    assert not any(overlap(name, other) for name in names for other in others)


def test_a_trace_that_only_a_click_would_show_is_refused():
    with pytest.raises(Unsupported, match=r"data\[1\]\.visible"):
        drawn(go.Scatter(y=[1]), go.Scatter(y=[2], visible="legendonly"))


@pytest.mark.parametrize(
    "error", [Unsupported("data[0].type", "is 'histogram'"), Unsupported("layout.images")]
)
def test_a_refusal_says_the_same_in_another_process(error):
    copied = pickle.loads(pickle.dumps(error))
    assert (str(copied), copied.path, copied.reason) == (str(error), error.path, error.reason)


def test_a_refusal_at_the_end_of_a_build_names_page_and_cell(tmp_path):
    figure = {"data": [{"type": "histogram", "x": [1]}], "layout": {}}
    meta = {"id": "04-fishing-cell-7", "title": "", "subtitle": "", "sources": [], "rows": None}
    with pytest.raises(Unsupported) as refused:
        write_all(
            [{"docname": "notebooks/04_fishing", "meta": meta, "figure": figure}],
            tmp_path,
            tmp_path / "cache",
        )
    assert str(refused.value) == (
        "notebooks/04_fishing, figure 04-fishing-cell-7: data[0].type is 'histogram', which is not drawn in print"
    )
