"""Strips, yearly series, small multiples and the scale of positions: a gap stays a gap, unknown is not no."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from four_islands.charts.about import About
from four_islands.charts.annual import MID_YEAR, Look
from four_islands.charts.heatstrip import State, heatstrip
from four_islands.charts.multiples import Panel, multiples
from four_islands.charts.scale import Force, scale
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
    assert {"11_trade: trade-total", "11_trade: trade-yen"} <= set(found)
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


def test_an_unknown_state_is_an_error_not_a_guess() -> None:
    cells = pd.DataFrame({"what": ["w"], "year": [2000], "state": ["maybe"]})
    with pytest.raises(ValueError, match="maybe"):
        heatstrip(cells, STATES, row="what", column="year", state="state", about=About(**WORDS))


def test_stacked_bars_fit_their_panel(series: pd.DataFrame) -> None:
    rows = pd.concat([series, series.assign(series="b")]).assign(panel="p")
    panel = Panel("p", {"a": Look("#1d5fa6"), "b": Look("#c2410c")}, kind="bar")
    chart = multiples(rows, [panel], about=About(**WORDS))
    assert chart.figure.layout.yaxis.range[1] > 2 * series["value"].max()


def test_panels_stand_below_one_another(series: pd.DataFrame) -> None:
    rows = pd.concat([series.assign(panel=name) for name in "pqr"])
    chart = multiples(rows, [Panel(name, {"a": Look("#1d5fa6")}) for name in "pqr"], about=About(**WORDS))
    layout = chart.figure.layout
    assert (
        layout.yaxis.domain[0] > layout.yaxis2.domain[1] > layout.yaxis2.domain[0] > layout.yaxis3.domain[1]
    )


def positions() -> Chart:
    rows = pd.DataFrame(
        {
            "side": ["M", "T"], "lane": ["0", "4"], "force": ["open", "hinted"], "label": ["first", "second"],
            "made_on": pd.to_datetime(["1990-01-01", "1995-01-01"]), "shown": ["1990", "1995"], "key": ["m", "t"],
        }
    )  # fmt: skip
    forces = {"open": Force("open", "circle"), "hinted": Force("hinted", "circle", is_filled=False)}
    return scale(rows, {"0": "none", "4": "four"}, forces, {"M": "Russia", "T": "Japan"}, span=("1985-01-01", "2000-01-01"),
                 named={"t": "named"}, about=About(**WORDS))  # fmt: skip


def test_each_position_is_one_marker_on_its_own_side() -> None:
    heights = [trace.y[0] for trace in positions().figure.data]
    assert len(heights) == 2 and heights[0] > heights[1]


@pytest.mark.parametrize("form", ["annual", "heatstrip", "multiples", "scale"])
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
    }[form]()
    assert draw(chart.to_json(), width=5, height=4)
