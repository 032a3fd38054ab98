"""What the chart forms of the sanctions chapters promise about gaps, empty rows, unequal totals and zooming."""

import pandas as pd
import pytest

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.charts.answers import answers
from four_islands.charts.dots import dots
from four_islands.charts.equal_axes import equal_axes
from four_islands.charts.lag import lag
from four_islands.charts.parts import pairs_of_bars, parts
from four_islands.charts.pieces import Piece, pieces
from four_islands.charts.steps import Look, steps
from four_islands.charts.timeline import timeline
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


def test_a_timeline_offers_each_window_each_side_and_each_lane(ladder):
    buttons, listed = ladder.figure.layout.updatemenus
    assert [button.label for button in buttons.buttons] == list(RANGES)
    assert [button.label for button in listed.buttons][:3] == ["All kinds", "Japan alone", "Russia alone"]
    assert len(listed.buttons) == 3 + 3


def test_paper_shows_the_first_window_of_a_timeline(ladder):
    assert list(ladder.figure.layout.xaxis.range) == list(RANGES["all"])
    draw(plain(ladder.figure.to_plotly_json()), width=6, height=4)


def toy_steps(published):
    totals = pd.DataFrame(
        {
            "series": "Names",
            "dated_on": [day("2022-03-01"), day("2022-04-01")],
            "added_count": [2, 3],
            "total_count": [2, 5],
        }
    )
    checks = pd.DataFrame(
        {"series": "Names", "as_of_on": [day("2022-05-01")], "targets_count": [published], "rows_count": [5]}
    )
    return steps(totals, checks, {"Names": Look("#c2410c")}, ranges=RANGES, about=About("toy-steps", **WORDS))


def test_a_published_total_that_our_rows_do_not_give_is_written_out():
    assert any("published: 4" in text and "1 fewer" in text for text in texts(toy_steps(4)))
    assert not any("published" in text for text in texts(toy_steps(5)))


def test_a_step_stands_to_the_end_of_the_first_window():
    line = toy_steps(5).figure.data[0]
    assert line.line.shape == "hv"
    assert list(line.x) == ["2022-03-01", "2022-04-01", "2022-12-31"]
    assert list(line.y) == [2, 5, 5]


def test_an_act_without_an_answer_keeps_its_row():
    acts = pd.DataFrame({"acted_on": [day("2022-03-01"), day("2022-06-01")], "label": ["a", "b"]})
    replies = pd.DataFrame(
        {"acted_on": [day("2022-03-01")], "after_days": [6], "label": ["list"], "is_aimed": [False]}
    )
    chart = answers(acts, replies, side="Japan", other="Russia", days=7, about=About("toy-answers", **WORDS))
    assert {"1 Mar 2022", "1 Jun 2022", "day 6: list"} <= set(texts(chart))
    assert chart.rows["reply"].isna().tolist() == [False, True]
    assert any(str(trace.marker.symbol).endswith("-open") for trace in chart.figure.data), "not aimed alone"


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


def test_no_line_crosses_a_year_nobody_gave_or_a_change_of_piece():
    rows = pd.DataFrame(
        {
            "series": "A",
            "year": [1990, 1991, 1992, 1994],
            "value": [1.0, 2.0, 3.0, 4.0],
            "value_precision": ["exact", "about", "exact", "exact"],
            "piece": ["ussr", "ussr", "russia", "russia"],
        }
    )
    chart = pieces(rows, {"A": Piece("#c2410c", "circle")}, about=About("toy-pieces", **WORDS))
    ussr, russia = chart.figure.data
    assert list(ussr.x) == [1990.5, 1991.5]
    assert list(russia.y) == [3.0, None, 4.0]
    assert russia.connectgaps is False
    assert list(ussr.marker.symbol) == ["circle", "circle-open"], "open where the value is only about right"


def test_a_value_nobody_gave_is_not_a_zero():
    rows = pd.DataFrame(
        {"label": ["Japan", "Japan", "Canada"], "occasion": ["2018", "2022", "2018"], "value": [0, 8, 4]}
    )
    chart = pairs_of_bars(rows, {"2018": "#5b4bb3", "2022": "#007a8a"}, about=About("toy-pairs", **WORDS))
    assert "not known" in texts(chart)
    assert "0" in texts(chart)


def test_parts_write_the_count_and_name_the_whole():
    rows = pd.DataFrame({"label": "2022", "part": ["P", "B"], "share_percent": [75.0, 25.0], "count": [3, 1]})
    chart = parts(rows, {"P": "#c2410c", "B": "#0b7a55"}, about=About("toy-parts", **WORDS))
    assert "<b>2022</b>: 4" in texts(chart)
    assert {"3", "1"} <= set(texts(chart))


def test_a_cell_without_a_measure_keeps_a_faint_point():
    cells = pd.DataFrame({"kind": ["A", "B"], "when": ["1980", "1980"], "n": [4, 0]})
    chart = dots(
        cells, row="kind", column="when", count="n", colour="#c2410c", about=About("toy-dots", **WORDS)
    )
    none, taken = chart.figure.data
    assert (len(none.x), len(taken.x)) == (1, 1)
    assert none.marker.size < min(taken.marker.size)
    assert "1980: A 4" in chart.alt
    draw(plain(chart.figure.to_plotly_json()), width=4, height=3)


def test_panels_of_one_sort_share_a_scale():
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
    assert list(chart.figure.layout.yaxis.range) == list(chart.figure.layout.yaxis2.range)
    assert chart.figure.data[0].line.shape == "hv"
    draw(plain(chart.figure.to_plotly_json()), width=4, height=4)
