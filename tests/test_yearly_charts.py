"""Strips, yearly series, small multiples, squares, tracks and the scale of positions: a gap stays a gap, unknown is not no."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from four_islands.charts import style
from four_islands.charts.about import About, spoken
from four_islands.charts.among import among
from four_islands.charts.annual import MID_YEAR, Look
from four_islands.charts.calendars import calendars
from four_islands.charts.heatstrip import State, heatstrip
from four_islands.charts.multiples import Panel, Said, multiples
from four_islands.charts.scale import CLEAR, LETTER, Mark, _words, scale
from four_islands.charts.tracks import Note, Track, tracks
from four_islands.claims.ledger import PLOTLY_MIME, outputs
from press.draw import draw
from press.figure.chart import Chart, Source

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
SOURCES = [Source(id="a", publisher="A", title="A source", url="https://example.org/a")]
WORDS = {
    "id": "toy-chart",
    "title": "T",
    "subtitle": "S",
    "sources": SOURCES,
    "as_of": "2026-01-01",
}
STATES = {
    "yes": State("#c2410c", "●", "yes"),
    "no": State("#f3d9c8", "–", "no"),
    "unknown": State("#dedede", "?", "unknown"),
}


@pytest.fixture(scope="module")
def series() -> pd.DataFrame:
    return pd.DataFrame({"series": "a", "year": [2000, 2001, 2003, 2004], "value": [1.0, 2.0, 3.0, 4.0]})


@pytest.fixture(scope="module")
def strip() -> Chart:
    cells = pd.DataFrame({"what": "w", "year": [2000, 2001, 2002], "state": ["yes", "unknown", "no"]})
    return heatstrip(cells, STATES, row="what", column="year", state="state", about=About(**WORDS))


def annual(rows: pd.DataFrame) -> Chart:
    """One yearly series in one panel."""
    return multiples(
        rows.assign(panel="p"),
        [Panel("p", {"a": Look("#1d5fa6", word="a")}, words={"a": 2003})],
        about=About(**WORDS),
    )


def lines_of(chart: Chart) -> list[list[int]]:
    """The years each line joins."""
    return [[int(x) for x in trace.x] for trace in chart.figure.data if trace.fill is None]


def test_no_line_crosses_a_missing_year(series: pd.DataFrame) -> None:
    assert lines_of(annual(series)) == [[2000, 2001], [2003, 2004]]


def test_no_line_joins_two_pieces_of_a_series(series: pd.DataFrame) -> None:
    pieces = series.assign(year=[2000, 2001, 2002, 2003], piece=["x", "x", "y", "y"])
    assert lines_of(annual(pieces)) == [[2000, 2001], [2002, 2003]]


def test_a_band_needs_both_ends(series: pd.DataFrame) -> None:
    banded = series.assign(low=[0.5, None, 2.0, 3.0], high=[1.5, 2.5, 4.0, 5.0])
    chart = annual(banded)
    bands = [[int(x) for x in trace.x] for trace in chart.figure.data if trace.fill == "toself"]
    assert bands == [[2003, 2004, 2004, 2003]]


def test_the_rows_are_what_is_plotted(series: pd.DataFrame) -> None:
    chart = annual(series)
    drawn = [(int(x), y) for trace in chart.figure.data for x, y in zip(trace.x, trace.y, strict=True)]
    assert drawn == list(zip(chart.rows["year"], chart.rows["value"], strict=True))


def yearly_figures_with_dates() -> Iterator[tuple[str, dict[str, Any]]]:
    """The book's figures with an axis of years and a dated line or span across it."""
    for stem, figure in outputs(sorted(NOTEBOOKS.glob("*.ipynb")), PLOTLY_MIME):
        dated = [
            shape
            for shape in figure["layout"].get("shapes", [])
            if isinstance(shape["x0"], int | float) and 1900 < shape["x0"] < 2100
        ]
        if dated:
            yield f"{stem}: {figure['layout']['meta']['press']['id']}", figure


def test_the_total_of_a_year_never_stands_before_an_event_of_its_first_half() -> None:
    """Invasion in February, year drawn on 1 January: the year of the invasion would stand before it."""
    found = dict(yearly_figures_with_dates())
    assert "11_trade: trade-total" in found
    early = {
        (name, x)
        for name, figure in found.items()
        for trace in figure["data"]
        for x in values(trace["x"])
        if x % 1 != MID_YEAR
    }
    assert early == set()


def test_a_tick_stands_below_the_points_of_its_year(series: pd.DataFrame) -> None:
    axis = annual(series).figure.layout.xaxis
    assert [int(text) + MID_YEAR for text in axis.ticktext] == list(axis.tickvals)


def values(xs: Any) -> list[float]:
    """The numbers of a trace, which Plotly may have packed."""
    if isinstance(xs, dict):
        return np.frombuffer(base64.b64decode(xs["bdata"]), xs["dtype"]).astype(float).tolist()
    return [float(x) for x in xs]


def test_every_state_has_its_own_colour_and_sign(strip: Chart) -> None:
    z = list(strip.figure.data[0].z[0])
    assert z == [0, 2, 1]
    signs = [note.text for note in strip.figure.layout.annotations if note.text in {"●", "–", "?"}]
    assert signs == ["●", "?", "–"]


def test_narrow_cells_of_which_nothing_is_known_are_hatched_run_by_run() -> None:
    words = ["unknown", "yes", "unknown", "unknown", "no", "unknown"]
    cells = pd.DataFrame({"what": [*"vvvvww"], "year": [2000, 2001, 2002, 2003, 2002, 2003], "state": words})
    chart = heatstrip(
        cells, STATES, row="what", column="year", state="state", signs=False, about=About(**WORDS)
    )
    (hatched,) = [trace for trace in chart.figure.data if trace.type == "bar"]
    ends = [(x - wide / 2, x + wide / 2) for x, wide in zip(hatched.x, hatched.width, strict=True)]
    assert sorted(zip(hatched.base, ends, strict=True)) == [
        (-0.19, (2.5, 3.5)),
        (0.81, (-0.5, 0.5)),
        (0.81, (1.5, 3.5)),
    ]
    assert hatched.marker.pattern.shape == "/"
    assert any("▨" in note.text for note in chart.figure.layout.annotations)


def test_an_unknown_state_is_an_error_not_a_guess() -> None:
    cells = pd.DataFrame({"what": ["w"], "year": [2000], "state": ["maybe"]})
    with pytest.raises(ValueError, match="maybe"):
        heatstrip(cells, STATES, row="what", column="year", state="state", about=About(**WORDS))


def test_stacked_bars_fit_their_panel(series: pd.DataFrame) -> None:
    rows = pd.concat([series, series.assign(series="b")]).assign(panel="p")
    panel = Panel("p", {"a": Look("#1d5fa6"), "b": Look("#c2410c")}, kind="bar")
    chart = multiples(rows, [panel], about=About(**WORDS))
    assert chart.figure.layout.yaxis.range[1] > 2 * series["value"].max()


def test_a_bar_with_a_fill_has_its_colour_as_an_outline(series: pd.DataFrame) -> None:
    rows = pd.concat([series, series.assign(series="b")]).assign(panel="p")
    looks = {"a": Look(RUSSIA), "b": Look(RUSSIA, fill="#ffffff")}
    full, hollow = multiples(rows, [Panel("p", looks, kind="bar")], about=About(**WORDS)).figure.data
    assert (full.marker.color, full.marker.line.width) == (RUSSIA, 0)
    edge = hollow.marker.line
    assert (hollow.marker.color, edge.color, edge.width) == ("#ffffff", RUSSIA, 1.4)


def test_a_stem_joins_a_mark_to_the_foot_of_its_words_on_every_scale(series: pd.DataFrame) -> None:
    said = Said("a", [2001], "two<br>lines", (2000.0, 3.5), [2001])
    panel = Panel("p", {"a": Look(RUSSIA)}, top=5.0, said=[said])
    figure = multiples(series.assign(panel="p"), [panel], about=About(**WORDS)).figure
    (stem,) = [s for s in figure.layout.shapes if s.type == "line"]
    assert (stem.y0, stem.y1) == (2.0, 3.0)


def test_what_is_heard_of_a_figure_is_short_and_says_when_counts_were_more_than_nought(
    series: pd.DataFrame,
) -> None:
    rows = series.assign(panel="p", value=[0.0, 2.0, 3.0, 0.0])
    counted = multiples(rows, [Panel("p", {"a": Look("#1d5fa6")}, kind="bar")], about=About(**WORDS))
    assert counted.alt == "T. p, a: from 2001 to 2003, most in 2003, 3."
    assert (
        annual(series.assign(value=[0.0346197, 2.0, 3.0, 5.68024])).alt
        == "T. p, a: 0.0346 in 2000, 5.68 in 2004."
    )
    assert spoken(["x: -5 to -5 points", "y: 5 to 5.5%"]) == "x: -5 points; y: 5 to 5.5%."
    assert spoken(["Who? It was he.", "Okinawa?: yes"]) == "Who? It was he; Okinawa: yes."


def test_a_grid_of_many_cells_is_spoken_by_line_and_state_with_its_years_in_spans():
    grid = [f"At home, {year}: {'good' if year % 10 < 7 else 'bad'}" for year in range(1950, 1980)]
    assert spoken(grid) == (
        "At home, good: 1950 to 1956, 1960 to 1966, 1970 to 1976; "
        "At home, bad: 1957 to 1959, 1967 to 1969, 1977 to 1979."
    )
    assert spoken(grid[:4]).endswith("At home, 1953: good.")  # so few are told one by one
    assert spoken([f"{mark} for {n}" for n, mark in enumerate(grid)]).endswith("and 6 more.")  # no two alike


def test_panels_stand_below_one_another(series: pd.DataFrame) -> None:
    rows = pd.concat([series.assign(panel=name) for name in "pqr"])
    chart = multiples(rows, [Panel(name, {"a": Look("#1d5fa6")}) for name in "pqr"], about=About(**WORDS))
    layout = chart.figure.layout
    assert (
        layout.yaxis.domain[0] > layout.yaxis2.domain[1] > layout.yaxis2.domain[0] > layout.yaxis3.domain[1]
    )


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


RUSSIA = "#1d5fa6"


def positions() -> Chart:
    bars = pd.DataFrame(
        {
            "party": ["M", "T"],
            "islands": ["0", "4"],
            "force": ["alone", "hinted"],
            "title": ["first", "second"],
            "made_on": [day("1990-01-01"), day("1995-01-01")],
            "until_on": [day("1997-01-01"), day("1995-06-01")],
            "shown": ["1990", "1995"],
            "offer_id": ["m", "t"],
            "status": "made",
        }
    )
    silent = bars.head(1).assign(made_on=day("1994-01-01"), title="talks")
    parties = {"M": Mark("Moscow", RUSSIA), "T": Mark("Tokyo", "#c2410c")}
    return scale(
        bars,
        silent,
        About(**WORDS),
        lanes={"0": "none", "4": "four"},
        parties=parties,
        hint="hinted",
        span=("1985-01-01", "2000-01-01"),
        named={"t": "named"},
    )


def places(chart: Chart, mode: str, symbol: str | None = None) -> list[tuple[Any, ...]]:
    """The places of all marks of one kind, those of the key aside."""
    of = [t for t in chart.figure.data if t.mode == mode and symbol in (None, t.marker.symbol)]
    return [at for t in of for at in zip(t.x, t.y, strict=True) if at[0]]


def test_a_side_s_own_number_is_a_dot_on_its_day_and_a_thin_line_until_the_next() -> None:
    chart = positions()
    (drawn,) = [t for t in chart.figure.data if t.mode == "lines" and t.x]
    assert drawn.x[:2] == ("1990-01-01", "1997-01-01") and drawn.y[:2] == (1, 1)
    assert drawn.line.color == style.tint(RUSSIA, 0.5)
    assert places(chart, "markers", "circle") == [("1990-01-01", 1)]


def test_a_hint_is_a_ring_below_its_line_and_has_no_bar() -> None:
    ((day_of_it, height),) = places(positions(), "markers", "circle-open")
    assert day_of_it == "1995-01-01" and 1.5 < height < 2


def test_silence_stands_at_the_foot_and_never_at_none() -> None:
    assert ("1994-01-01", 0) in places(positions(), "markers")


def test_a_bar_without_a_word_is_named_by_its_year_where_there_is_room() -> None:
    written = {note.text: note.x for note in positions().figure.layout.annotations}
    assert (written["1990"], written["named"]) == ("1990-01-01", "1995-01-01")


def test_a_given_word_makes_way_to_the_left_for_the_next() -> None:
    bars = pd.DataFrame(
        {"word": ["1991", "Kawana"], "force": "alone", "made_on": [day("1991-04-16"), day("1998-04-18")]}
    )
    span = ("1946-01-01", "2027-01-01")
    written = {text: moment for moment, text, side in _words(bars, "four", span) if side == "left"}
    year = pd.Timedelta(days=365.25)
    assert written["Kawana"] == day("1998-04-18")
    assert 81 * (CLEAR + 4 * LETTER) * year <= written["Kawana"] - written["1991"] + pd.Timedelta(days=2)


def test_a_given_word_that_ends_before_its_mark_is_held_at_its_end() -> None:
    bars = pd.DataFrame(
        {
            "word": ["No to Kawana", "Irkutsk"],
            "force": "alone",
            "made_on": [day("2000-09-05"), day("2001-03-25")],
        }
    )
    span = ("1946-01-01", "2027-01-01")
    written = {text: (moment, side) for moment, text, side in _words(bars, "two", span)}
    assert written["Irkutsk"][1] == "left" and written["Irkutsk"][0].round("D") == day("2001-03-25")
    end, side = written["No to Kawana"]
    assert side == "right" and day("1998-01-01") < end < day("2000-09-05")


def lines_of_events() -> Chart:
    events = pd.DataFrame(
        {
            "track": ["talks", "talks", "visits"],
            "label": "x",
            "on": [day("1991-04-16"), day("1993-10-13"), day("2010-11-01")],
        }
    )
    looks = {"talks": Track("#1d5fa6"), "visits": Track("#c2410c", "square")}
    return tracks(
        events,
        looks,
        About(**WORDS),
        span=("1990-01-01", "2020-01-01"),
        bands=[("1994-01-01", "2010-10-31")],
        notes=[
            Note("talks", "0.5 a year", day("1990-01-01"), day("1994-01-01")),
            Note("visits", "the first", day("2010-11-01")),
        ],
    )


def test_an_event_stands_on_its_day_in_its_track() -> None:
    talks, visits = lines_of_events().figure.data
    assert talks.x == ("1991-04-16", "1993-10-13") and visits.x == ("2010-11-01",)
    assert talks.y[0] > visits.y[0]


def test_a_band_lies_behind_every_track() -> None:
    figure = lines_of_events().figure
    (band,) = [s for s in figure.layout.shapes if s.type == "rect"]
    assert (band.x0, band.x1, band.layer) == ("1994-01-01", "2010-10-31", "below")
    assert band.y0 < min(t.y[0] for t in figure.data) < max(t.y[0] for t in figure.data) < band.y1


def test_a_span_without_a_name_lies_on_another_and_no_word_stands_above_it(series: pd.DataFrame) -> None:
    spans = [(2000, 2004, "s"), (2002, 2004, "")]
    panels = [Panel("p", {"a": Look("#1d5fa6")})]
    layout = multiples(series.assign(panel="p"), panels, shaded=spans, about=About(**WORDS)).figure.layout
    assert [(shape.x0, shape.x1) for shape in layout.shapes] == [(2000, 2004), (2002, 2004)]
    assert [note.text for note in layout.annotations] == ["<b>p</b>", "s"]


def test_the_point_of_a_moment_without_measures_is_hollow() -> None:
    named = pd.DataFrame({"label": ["a", "b"], "ratio": [0.6, 1.4], "acted": [True, False]})
    ordinary = pd.Series({2000: 0.9, 2001: 1.1})
    how = {"floor": 0.8, "colour": "#c2410c", "ticks": {0.5: "half", 2: "twice"}, "across": "x"}
    marks = {trace.name: trace.marker for trace in among(named, ordinary, About(**WORDS), **how).figure.data}
    assert (marks["a"].color, marks["b"].color, marks["b"].line.color) == ("#c2410c", "#ffffff", style.INK)


def test_words_below_a_track_stand_at_their_day_or_amid_their_span_and_are_read_out() -> None:
    chart = lines_of_events()
    talks, visits = (trace.y[0] for trace in chart.figure.data)
    written = {note.text: (note.x, note.y) for note in chart.figure.layout.annotations}
    assert written["0.5 a year"][0] == "1992-01-01" and visits < written["0.5 a year"][1] < talks
    assert written["the first"][0] == "2010-11-01" and written["the first"][1] < visits
    (line,) = [s for s in chart.figure.layout.shapes if s.type == "line" and s.xref != "paper"]
    assert "1990-01-01" < line.x0 < line.x1 < "1994-01-01" and written["0.5 a year"][1] < line.y0 < talks
    assert "talks, January 1990 to January 1994: 0.5 a year; visits, November 2010: the first." in chart.alt


def beside_false_dates() -> Chart:
    rows = pd.DataFrame({"dating": list("ppq"), "sign": list("abc"), "value": [0.8, 1.4, 1.9], "beaten": 0.5})
    return calendars(rows.assign(low=0.5, high=1.5), About(**WORDS), across="times the usual")


def test_every_mark_has_the_bar_of_chance_behind_it_under_the_heading_of_its_dating() -> None:
    figure = beside_false_dates().figure
    assert [(s.x0, s.x1) for s in figure.layout.shapes if s.type == "rect"] == [(0.5, 1.5)] * 3
    assert [trace.x[0] for trace in figure.data] == [0.8, 1.4, 1.9]
    assert [n.text for n in figure.layout.annotations] == ["<b>p</b>", "a", "b", "<b>q</b>", "c"]


@pytest.mark.parametrize("form", ["annual", "heatstrip", "multiples", "scale", "tracks", "calendars"])
def test_print_draws_every_form(form: str, series: pd.DataFrame, strip: Chart) -> None:
    chart = {
        "annual": lambda: annual(series),
        "heatstrip": lambda: strip,
        "multiples": lambda: multiples(
            series.assign(panel="p"),
            [Panel("p", {"a": Look("#1d5fa6")})],
            shaded=[(2000, 2001, "s")],
            about=About(**WORDS),
        ),
        "scale": positions,
        "tracks": lines_of_events,
        "calendars": beside_false_dates,
    }[form]()
    assert draw(chart.figure, width=5, height=4)
