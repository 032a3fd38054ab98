"""The poll charts draw what their rows say, and no line where nothing is known."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import pytest

from four_islands.charts import approval, shares, style
from four_islands.charts import polls as poll_charts
from four_islands.charts.about import About, known_until
from four_islands.charts.publics import publics
from four_islands.charts.questions import questions
from four_islands.data import load, sources
from four_islands.measures import affinity, formulas, polls
from press.draw import draw
from press.figure.chart import Chart, ChartError

FACTS = {"title": "A finding", "subtitle": "% of respondents", "as_of": "2026-11-23"}


@pytest.fixture(scope="module")
def answers() -> pd.DataFrame:
    return polls.with_waves(load("polls"), load("poll_waves"))


@pytest.fixture(scope="module")
def russia(answers: pd.DataFrame) -> Chart:
    readings = affinity.series(answers, load("poll_series_breaks"), "Russia")
    readings = polls.named(readings).assign(line="Russia")
    return poll_charts.series(
        readings,
        about=About("t-russia", sources=sources(readings), **FACTS),
        breaks=[("2020-10-22", "by mail")],
    )


def traces(chart: Chart, mode: str) -> list[dict[str, object]]:
    return [trace for trace in chart.to_json()["data"] if trace.get("mode") == mode]


def test_a_figure_is_as_of_its_earliest_table_or_of_the_last_day_it_draws() -> None:
    moves, later = load("premier_moves"), pd.DataFrame({"on": pd.to_datetime(["2020-11-06", None])})
    assert known_until("t", [moves], moves) == "2019-12-31"
    assert known_until("t", [moves], later) == "2020-11-06"


def test_a_chart_that_has_lost_its_sources_is_told_how_to_name_its_tables() -> None:
    counted = pd.DataFrame({"year": [1956], "texts": [1]})
    with pytest.raises(ChartError, match=r"chart 't' names no source; .*About\(\.\.\., of=\[table\]\)"):
        About("t", "One", "Texts").chart(go.Figure(), counted, ["1956: 1"])


def test_every_row_of_a_series_is_a_point(russia: Chart) -> None:
    points = sorted(y for trace in traces(russia, "markers") for y in trace["y"])
    assert points == sorted(russia.rows["value"].astype(float))


def test_readings_without_an_interval_are_open(russia: Chart) -> None:
    is_open = {
        trace["marker"]["symbol"].endswith("-open"): len(trace["y"]) for trace in traces(russia, "markers")
    }
    assert is_open[True] == russia.rows["low_percent"].isna().sum()
    assert not [
        t for t in traces(russia, "markers") if t["marker"]["symbol"].endswith("-open") and "error_y" in t
    ]


def test_no_line_crosses_the_change_of_mode(russia: Chart) -> None:
    lines = [trace for trace in traces(russia, "lines") if None not in trace["x"]]
    assert lines
    for line in lines:
        assert len({day < "2020-10-22" for day in line["x"]}) == 1


def test_no_line_bridges_a_gap_of_years(russia: Chart) -> None:
    for line in (trace for trace in traces(russia, "lines") if None not in trace["x"]):
        assert pd.Series(pd.to_datetime(line["x"])).diff().max() <= poll_charts.LONGEST_JOIN


def test_the_stacked_bars_are_the_rows(answers: pd.DataFrame) -> None:
    menus = formulas.menu(answers)
    about = About("t-menu", sources=sources(menus), **FACTS)
    colours = dict.fromkeys(formulas.MENU_LABELS, "#123f69")
    chart = shares.shares(menus, about, labels=formulas.MENU_LABELS, colours=colours)
    drawn = sorted(x for trace in chart.to_json()["data"] for x in trace["x"])
    assert drawn == pytest.approx(sorted(chart.rows["value"].astype(float)))


def put(*rows: tuple[str, str, float]) -> pd.DataFrame:
    """Questions by hand, as heading, words and share."""
    frame = pd.DataFrame(rows, columns=["heading", "label", "value"])
    return frame.assign(low=frame["value"], high=frame["value"], polls=1, source_ids="")


def test_each_bar_stands_under_its_own_question_and_begins_at_nought(answers: pd.DataFrame) -> None:
    about = About("t-questions", sources=sources(answers.head(1)), **FACTS)
    chart = questions(
        put(("A", "one", 80), ("A", "two", 60), ("B", "three", 10)),
        about,
        colours={"A": "#5b4bb3", "B": "#8a6a00"},
    )
    drawn = chart.to_json()
    bars = {trace["x"][0]: trace["y"][0] for trace in drawn["data"]}
    words = {note["text"]: note["y"] for note in drawn["layout"]["annotations"]}
    assert drawn["layout"]["xaxis"]["range"][0] == 0
    for share, label in ((80, "one"), (60, "two"), (10, "three")):
        assert 0 < words[label] - bars[share] < 20
    assert words["<b>B</b>"] < bars[60]


def test_beside_a_bargain_stands_the_share_against_it_in_the_same_polls(answers: pd.DataFrame) -> None:
    put = formulas.experiment(answers)
    about = About("t-against", sources=sources(put), **FACTS)
    chart = questions(put, about, colours=dict.fromkeys(put["heading"], "#8a6a00"))
    texts = [note["text"] for note in chart.to_json()["layout"]["annotations"]]
    assert [text for text in texts if "against" in text] == ["42–43%, against 45–46%", "38%, against 40%"]
    bargains = answers[answers["series_id"].isin(["treaty-before-territory", "formula-two-plus-joint"])]
    against = bargains.query("response_code == 'against' and subgroup == 'total'")["value"]
    assert sorted(against) == [40, 45, 46] and put["against_low"].notna().sum() == 2


def test_a_heading_stands_between_the_moves_above_and_below_it(answers: pd.DataFrame) -> None:
    changed = pd.DataFrame(
        {"move_id": ["a", "b"], "pollster": "nhk", "change": [-1.0, 2.0], "source_ids": ""}
    )
    words = {"usual": (-8, 5), "usual_word": "usual", "first": "nhk", "rest": "others"}
    about = About("t-strip", sources=sources(answers.head(1)), **FACTS)
    labels, headings = {"a": "First", "b": "Second"}, {"b": "Heading"}
    chart = approval.strip(changed, about, labels=labels, headings=headings, **words)
    at = {note["text"]: note["y"] for note in chart.to_json()["layout"]["annotations"]}
    assert at["First"] + approval.BAND < at["<b>Heading</b>"] < at["Second"]


def test_a_move_without_polls_on_both_sides_is_no_row(answers: pd.DataFrame) -> None:
    changed = pd.DataFrame(
        {"move_id": ["a", "a"], "pollster": ["nhk", "ann"], "change": [-1.0, 2.0], "source_ids": ""}
    )
    about = About("t-strip", sources=sources(answers.head(1)), **FACTS)
    chart = approval.strip(
        changed,
        about,
        labels={"a": "First", "b": "Second"},
        usual=(-8, 5),
        usual_word="usual",
        first="nhk",
        rest="others",
    )
    texts = [note["text"] for note in chart.to_json()["layout"]["annotations"]]
    assert "First" in texts and "Second" not in texts


def test_two_publics_stand_above_one_another_on_one_axis_of_time(answers: pd.DataFrame) -> None:
    against = formulas.against_handover(answers).assign(line="no")
    both = pd.concat([against.assign(panel="A"), against[1:].assign(panel="B")])
    about = About("t-publics", sources=sources(against), **FACTS)
    cues = {panel: {"no": style.cue("Russia")} for panel in ("A", "B")}
    layout = publics(both, about, cues=cues, room=90).to_json()["layout"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis2"]["domain"][1]
    assert layout["xaxis"]["range"] == layout["xaxis2"]["range"]


def test_all_forms_can_be_printed(russia: Chart) -> None:
    assert draw(russia.figure, width=6, height=4)
