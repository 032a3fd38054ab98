"""What the chart forms of the sanctions chapters promise about gaps, empty rows, unequal totals and zooming."""

import pandas as pd
import pytest

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.charts.dots import NONE_COLOUR, dots
from four_islands.charts.equal_axes import equal_axes
from four_islands.charts.lag import lag
from four_islands.charts.parts import pairs_of_bars
from four_islands.charts.timeline import timeline
from four_islands.charts.units import MARK, ROW_PIXELS, units
from press.draw import draw
from press.figure.chart import Source, plain

WORDS = {
    "title": "A finding",
    "subtitle": "A measure",
    "as_of": "2026-01-01",
    "sources": [Source("a", "Publisher", "Title", "2022", "", "primary_document", "en", "not stated")],
}
RANGES = {"all": ("2022-01-01", "2022-12-31"), "March": ("2022-03-01", "2022-04-01")}


def texts(chart):
    return [note.text for note in chart.figure.layout.annotations]


def day(text):
    return pd.Timestamp(text)


@pytest.fixture
def events():
    return pd.DataFrame(
        {
            "side": ["Japan", "Japan", "Russia"],
            "lane": ["Banks", "Goods", "Talks"],
            "dated_on": [day("2022-03-01"), day("2022-03-08"), day("2022-03-21")],
            "until_on": [day("2022-03-31"), pd.NaT, pd.NaT],
            "size_count": [2, None, None],
            "label": ["Two banks", "Goods", "Talks ended"],
        }
    )


@pytest.fixture
def ladder(events):
    lanes = {"Japan": ["Banks", "Goods"], "Russia": ["Talks"]}
    return timeline(events, lanes, ranges=RANGES, about=About("toy-timeline", **WORDS))


def test_every_event_of_a_timeline_has_a_mark_on_its_day(ladder, events):
    marks = [x for trace in ladder.figure.data if trace.mode == "markers" for x in trace.x]
    assert sorted(marks) == sorted(events["dated_on"].dt.strftime("%Y-%m-%d"))
    assert len(ladder.rows) == len(events)


def test_a_timeline_writes_words_below_one_day_of_a_lane(events):
    named = {("Russia", "Talks"): ("2022-03-21", "the talks end")}
    chart = timeline(
        events, {"Russia": ["Talks"]}, ranges=RANGES, about=About("toy-timeline", **WORDS), named=named
    )
    (words,) = [one for one in chart.figure.layout.annotations if one.text == "the talks end"]
    assert words.x == "2022-03-21"
    assert words.yshift < 0


def test_a_timeline_offers_each_window_each_side_and_each_lane(ladder):
    buttons, listed = ladder.figure.layout.updatemenus
    assert [button.label for button in buttons.buttons] == list(RANGES)
    assert [button.label for button in listed.buttons][:3] == ["All kinds", "Japan alone", "Russia alone"]
    assert len(listed.buttons) == 3 + 3


def test_paper_shows_the_first_window_of_a_timeline(ladder):
    assert list(ladder.figure.layout.xaxis.range) == list(RANGES["all"])
    draw(plain(ladder.figure.to_plotly_json()), width=6, height=4)


def test_a_lag_shows_the_day_of_each_side_and_the_days_between():
    row = {
        "label": "2014",
        "leader_on": day("2014-03-17"),
        "announced_on": day("2014-07-28"),
        "decided_on": day("2014-08-05"),
    }
    rows = pd.DataFrame([row | {"announced_days": 133, "lag_days": 141}])
    chart = lag(rows, leader="European Union", follower="Japan", about=About("toy-lag", **WORDS))
    assert any("141 days" in text and "5 Aug 2014" in text for text in texts(chart))
    assert any("17 Mar 2014" in text for text in texts(chart))


def test_a_lag_without_an_announcement_of_its_own_names_one_day():
    row = {"label": "2014", "leader_on": day("2014-04-29"), "announced_days": 115, "lag_days": 115}
    row |= {"announced_on": day("2014-08-22"), "decided_on": day("2014-08-22")}
    chart = lag(pd.DataFrame([row]), leader="Japan", follower="Russia", about=About("toy-lag", **WORDS))
    assert not any("announced" in text for text in texts(chart))


def test_a_value_nobody_gave_is_not_a_zero():
    rows = pd.DataFrame(
        {"label": ["Japan", "Japan", "Canada"], "occasion": ["2018", "2022", "2018"], "value": [0, 8, 4]}
    )
    chart = pairs_of_bars(rows, {"2018": "#5b4bb3", "2022": "#007a8a"}, about=About("toy-pairs", **WORDS))
    assert "not known" in texts(chart)
    assert "0" in texts(chart)


def test_a_cell_without_a_measure_keeps_a_small_point_that_is_seen():
    cells = pd.DataFrame({"kind": ["A", "B"], "when": ["1980", "1980"], "n": [4, 0]})
    chart = dots(
        cells, row="kind", column="when", count="n", colour="#c2410c", about=About("toy-dots", **WORDS)
    )
    none, taken = chart.figure.data
    assert (len(none.x), len(taken.x)) == (1, 1)
    assert max(none.marker.size) < min(taken.marker.size)
    assert none.marker.color == NONE_COLOUR
    assert "1980: A 4" in chart.alt
    draw(plain(chart.figure.to_plotly_json()), width=4, height=3)


def test_each_panel_has_a_scale_of_its_own_and_one_span_of_months():
    rows = pd.DataFrame(
        {
            "occasion": ["then", "now, later"],
            "sort": "persons",
            "state": "Japan",
            "dated_on": [day("2014-03-17"), day("2022-03-01")],
            "months": [1.0, 2.0],
            "names_count": [10, 1000],
        }
    )
    looks = {"Japan": style.cue("Japan")}
    chart = equal_axes(rows, ["Japan"], looks, months=36, about=About("toy-equal", **WORDS))
    layout = chart.figure.layout
    assert (layout.yaxis.range[1], layout.yaxis2.range[1]) == pytest.approx((10.8, 1080))
    assert list(layout.xaxis.range) == list(layout.xaxis2.range)
    assert chart.figure.data[0].line.shape == "hv"
    draw(plain(chart.figure.to_plotly_json()), width=4, height=4)


def test_a_unit_chart_has_a_mark_for_each_thing_and_their_number_in_the_name():
    things = pd.DataFrame(
        {"label": ["A", "A", "B"], "look": ["full", "open", "full"], "said": ["x", "y", "z"]}
    )
    looks = {"full": ("#1d5fa6", "square"), "open": ("#707070", "square-open")}
    chart = units(things, looks, about=About("toy-units", **WORDS), chance={"A": 1.5})
    assert sum(len(trace.x) for trace in chart.figure.data) == 3
    assert {"A: <b>2</b>", "B: <b>1</b>"} <= set(texts(chart))
    (stroke,) = chart.figure.layout.shapes
    assert stroke.x0 == 1.0
    assert max(stroke.y0, stroke.y1) < 1 - MARK / 2 / ROW_PIXELS  # below the mark, so that it crosses none
    draw(plain(chart.figure.to_plotly_json()), width=4, height=3)
