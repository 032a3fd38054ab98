"""Tick labels read as on the screen: d3's formats, Plotly's round numbers and calendar steps."""

import pytest
from drawings import draw, words

from press.draw import Unsupported
from press.draw.tickformat import format_date, format_number
from press.draw.values import date, date_text

NUMBERS = [
    (1234.5, ",.0f", "1,235"),
    (0.125, ".1%", "12.5%"),
    (0.25, ".0%", "25%"),
    (-3, "+.2f", "\u22123.00"),
    (3, "+d", "+3"),
    (12345, "~s", "12.345k"),
    (1500000, ".2s", "1.5M"),
    (1234567, ",d", "1,234,567"),
    (0, ".1f", "0.0"),
    (-0.04, ".1f", "0.0"),
    (1234567.891, ",", "1,234,567.891"),
    (42, "$,.2f", "$42.00"),
    (-5, "(.0f", "(5)"),
]
DATES = [
    ("1956-10-19", "%Y", "1956"),
    ("1956-10-19", "%b %Y", "Oct 1956"),
    ("1956-10-19", "%-d %B %Y", "19 October 1956"),
    ("1956-10-09", "%d/%m/%y", "09/10/56"),
    ("2022-02-24 05:30", "%-H:%M", "5:30"),
    ("2022-02-24", "%a", "Thu"),
]


@pytest.mark.parametrize(("value", "spec", "text"), NUMBERS)
def test_numbers_are_written_as_d3_writes_them(value, spec, text):
    assert format_number(value, spec, "") == text


@pytest.mark.parametrize(("day", "spec", "text"), DATES)
def test_dates_are_written_as_d3_writes_them(day, spec, text):
    assert format_date(date(day, ""), spec, "") == text


@pytest.mark.parametrize("spec", [">10", "012d", "_<5", "b", "~~"])
def test_a_format_nobody_knows_is_refused(spec):
    with pytest.raises(Unsupported):
        format_number(1, spec, "layout.xaxis.tickformat")


@pytest.mark.parametrize(
    "text", ["1855-02-07", "2022-02-24T05:30:00", "1945-09-02T09:04:15.250", "0800-01-01"]
)
def test_a_date_read_and_written_is_the_same(text):
    assert date_text(date(text, "")) == text


def labels(low, high, axis=None, cells=None, **size):
    figure = {
        "data": [{"x": cells or [low, high], "y": [1] * (len(cells) if cells else 2), "mode": "lines"}],
        "layout": {"xaxis": {"range": [low, high]} | (axis or {}), "yaxis": {"visible": False}},
    }
    return words(draw(figure, **({"width": 6, "height": 3} | size)))


# What Plotly 4 itself writes for a plot as wide as these, seen in a browser.
@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 4, ["0", "0.5", "1", "1.5", "2", "2.5", "3", "3.5", "4"]),
        (0, 1000, ["0", "200", "400", "600", "800", "1000"]),
        (0, 3e6, ["0", "0.5M", "1M", "1.5M", "2M", "2.5M", "3M"]),
        (-20, 20, ["\u221220", "\u221210", "0", "10", "20"]),
        ("1945-01-01", "2026-01-01", ["1950", "1960", "1970", "1980", "1990", "2000", "2010", "2020"]),
        (
            "2022-01-01",
            "2022-06-30",
            ["Jan 2022", "Feb 2022", "Mar 2022", "Apr 2022", "May 2022", "Jun 2022"],
        ),
    ],
)
def test_automatic_ticks_are_plotlys(low, high, expected):
    assert labels(low, high) == expected


def test_an_axis_of_days_names_the_year_once():
    assert labels("2022-03-01", "2022-03-10")[0].endswith("\n2022")
    assert "\n" not in "".join(labels("2022-03-01", "2022-03-10")[1:])


def test_a_narrow_axis_has_fewer_ticks_rather_than_colliding_ones():
    wide = labels(0, 1e5, {"tickformat": ",.2f"})
    narrow = labels(0, 1e5, {"tickformat": ",.2f"}, width=2.2)
    assert len(narrow) < len(wide)


def test_a_suffix_and_a_prefix_surround_the_number():
    assert labels(0, 4, {"ticksuffix": " km", "tickprefix": "~", "dtick": 2}) == ["~0 km", "~2 km", "~4 km"]


def test_ticks_outside_the_range_are_left_out():
    assert labels(0, 10, {"tickvals": [-5, 5, 15], "ticktext": ["a", "b", "c"]}) == ["b"]


def test_categories_keep_the_order_of_the_data_or_the_one_given():
    cells = ["b", "a", "c"]
    assert labels(-0.5, 2.5, {"type": "category"}, cells) == cells
    assert labels(-0.5, 2.5, {"categoryorder": "array", "categoryarray": ["c", "b", "a"]}, cells) == [
        "c",
        "b",
        "a",
    ]
