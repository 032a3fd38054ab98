"""What a drawing takes from a figure: templates, packed arrays, titles, room for words, Plotly's own defaults."""

import plotly.graph_objects as go
import pytest
from drawings import FACE, draw, extract, words
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D

from press.draw import Unsupported
from press.draw.colour import rgba
from press.draw.decode import plain, unpack
from press.draw.text import block
from press.draw.words import Words

INK = (0, 0, 0, 1)


def page(figure, width=6.0, height=4.0, **heading):
    return draw(figure, width=width, height=height, **heading)


def lines(drawing):
    return [artist for artist in drawing.axes[0].get_children() if isinstance(artist, Line2D)]


def test_packed_arrays_are_read_as_numbers():
    packed = {"dtype": "i2", "bdata": "AQACAAMA", "shape": "3"}
    assert unpack({"x": packed}) == {"x": [1, 2, 3]}
    assert unpack(
        {"dtype": "f8", "bdata": "AAAAAAAA8D8AAAAAAAAAQAAAAAAAAAhAAAAAAAAAEEA=", "shape": "2, 2"}
    ) == [
        [1.0, 2.0],
        [3.0, 4.0],
    ]


def test_a_packed_hole_is_a_gap():
    assert unpack({"dtype": "f8", "bdata": "AAAAAAAA8D8AAAAAAAD4fw=="}) == [1.0, None]


def test_traces_and_axes_take_what_they_lack_from_the_template():
    template = {
        "layout": {"xaxis": {"gridcolor": "#123456"}, "colorway": ["#aa0000"]},
        "data": {"scatter": [{"line": {"width": 5}}]},
    }
    data, layout = plain({"data": [{"y": [1]}], "layout": {"template": template, "xaxis2": {"side": "top"}}})
    assert data[0]["line"]["width"] == 5
    assert layout["xaxis2"] == {"gridcolor": "#123456", "side": "top"}
    drawing = page({"data": [{"y": [1, 2], "mode": "lines"}], "layout": {"template": template}})
    assert to_hex(lines(drawing)[0].get_color()) == "#aa0000"


def test_a_template_may_be_given_by_name():
    assert plain({"layout": {"template": "plotly_white"}})[1]["plot_bgcolor"] == "white"
    with pytest.raises(Unsupported, match=r"layout\.template"):
        plain({"layout": {"template": "of another house"}})


def test_a_gap_breaks_the_line_unless_it_is_to_be_bridged():
    assert len(lines(page({"data": [{"y": [1, 2, None, 3, 4], "mode": "lines"}]}))) == 2
    assert len(lines(page({"data": [{"y": [1, 2, None, 3, 4], "mode": "lines", "connectgaps": True}]}))) == 1


def test_a_trace_switched_off_is_not_drawn():
    assert extract(page({"data": [{"y": [1]}, {"y": [2], "visible": False}]})).keys() == {0}


def test_the_legend_shows_when_two_traces_have_entries():
    assert "second" not in words(page({"data": [{"y": [1], "name": "second"}]}))
    both = {"data": [{"y": [1], "name": "first"}, {"y": [1], "name": "second"}]}
    assert {"first", "second"} <= set(words(page(both)))
    assert "second" not in words(page(both | {"layout": {"showlegend": False}}))


def test_a_figures_own_title_stands_where_none_is_given():
    figure = {"data": [{"y": [1, 2]}], "layout": {"title": {"text": "its own"}}}
    assert "its own" in words(page(figure))
    assert "its own" not in words(page(figure, title="another"))


def test_long_findings_break_between_words():
    finding = "A finding " * 12
    headline = words(page({"data": [{"y": [1, 2]}]}, width=3.6, title=finding))[-1]
    assert headline.count("\n") >= 2
    assert headline.split() == finding.split()


def test_japanese_breaks_between_letters():
    laid = block("北方領土返還要求運動都道府県民会議", 12, INK, face=FACE, room=60)
    assert len(laid.lines) > 2
    assert laid.width <= 60


@given(st.text("ab cdé Ж島<>&", max_size=30), st.floats(20, 300))
def test_breaking_lines_loses_no_letter(text, room):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    laid = block(escaped, 12, INK, face=FACE, room=room)
    assert laid.plain.replace("\n", "").replace(" ", "") == text.replace(" ", "")


def test_styles_of_words_stay_with_their_words():
    laid = block('plain <b>bold <i>both</i></b> <span style="color:#f00">red</span>', 12, INK)
    runs = {run.text.strip(): run for run in laid.lines[0]}
    assert runs["bold"].bold
    assert not runs["bold"].italic
    assert runs["both"].bold
    assert runs["both"].italic
    assert runs["red"].colour == "#f00"


def test_long_categories_break_before_they_turn():
    names = ["a rather long answer", "another long answer", "the third long answer", "and one more answer"]
    drawing = page({"data": [{"type": "bar", "x": names, "y": [1, 2, 3, 4]}]}, width=4.5)
    labels = [a for a in drawing.get_children() if isinstance(a, Words) and "answer" in a.text.plain]
    assert [label.text.plain.replace("\n", " ") for label in labels] == names
    assert not any(label.angle for label in labels)


def test_a_label_outside_the_range_is_hidden_and_one_on_the_paper_is_not():
    notes = [
        {"x": 99, "y": 1, "text": "far away", "showarrow": False},
        {"x": 2, "xref": "paper", "y": 1, "text": "on the paper", "showarrow": False},
    ]
    found = words(
        page({"data": [{"y": [1, 2]}], "layout": {"annotations": notes, "xaxis": {"range": [0, 2]}}})
    )
    assert "far away" not in found
    assert "on the paper" in found


def test_axes_that_match_have_one_range():
    figure = {
        "data": [{"y": [0, 1]}, {"y": [5, 9], "yaxis": "y2"}],
        "layout": {"yaxis": {"domain": [0, 0.4]}, "yaxis2": {"domain": [0.6, 1], "matches": "y"}},
    }
    axes = page(figure).model.axes
    assert axes["y"].range == axes["y2"].range


def test_axes_of_one_scale_have_units_of_one_length():
    figure = go.Figure(go.Scatter(x=[0, 10], y=[0, 1])).update_yaxes(scaleanchor="x", scaleratio=2)
    x, y = page(figure).model.axes["x"], page(figure).model.axes["y"]
    unit_x, unit_y = (abs(a.length / (a.range[1] - a.range[0])) for a in (x, y))
    assert unit_y == pytest.approx(2 * unit_x)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rgb(255, 0, 0)", (1, 0, 0, 1)),
        ("rgba(0,0,255,.5)", (0, 0, 1, 0.5)),
        ("#0f0", (0, 1, 0, 1)),
        ("LightSalmon", (1, 160 / 255, 122 / 255, 1)),
        ("transparent", (0, 0, 0, 0)),
    ],
)
def test_colours_are_read_in_every_notation(text, expected):
    assert rgba(text) == pytest.approx(expected)
