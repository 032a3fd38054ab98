"""A chart that lacks what a reader needs is refused; one that has it says the same everywhere."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from press.figure.chart import PLOTLY_MIME, Chart, ChartError, Source, source_line
from press.figure.plain import cell, rows_as_csv, rows_as_json, unpack
from press.web.html import split

ROWS = pd.DataFrame(
    {"year": [2014, 2022], "count": [3, 5], "day": pd.to_datetime(["2014-03-18", "2022-02-24"])}
)
SOURCE = Source(
    id="s", publisher="Ministry", title="Notice", published_on="2022-02-24", url="https://example.org/a"
)
PARTS = {
    "id": "toy-line",
    "title": "Five in 2022",
    "subtitle": "Measures a year",
    "alt": "Three in 2014, five in 2022.",
    "sources": [SOURCE],
    "as_of": "2022-12-31",
    "rows": ROWS,
}


def figure() -> go.Figure:
    return go.Figure(go.Scatter(x=ROWS["day"], y=ROWS["count"]), layout={"height": 300, "margin": {"t": 10}})


@pytest.mark.parametrize(
    ("part", "value", "message"),
    [
        ("id", "Toy Line", "lower-case"),
        ("title", " ", "no title"),
        ("title", "x" * 141, "141 characters"),
        ("subtitle", "", "no subtitle"),
        ("alt", "", "no alt"),
        ("sources", [], "no source"),
        ("as_of", "2022", "not a date"),
        ("rows", ROWS.head(0), "no rows"),
    ],
)
def test_a_chart_without_a_part_is_refused_by_name(part: str, value: object, message: str) -> None:
    with pytest.raises(ChartError, match=message):
        Chart(figure(), **(PARTS | {part: value}))


def test_the_same_data_give_the_same_json() -> None:
    one, two = Chart(figure(), **PARTS).to_json(), Chart(figure(), **PARTS).to_json()
    assert json.dumps(one, sort_keys=True) == json.dumps(two, sort_keys=True)
    assert "bdata" not in json.dumps(one)


def test_the_page_gets_back_the_figure_without_its_heading() -> None:
    meta, body = split(Chart(figure(), **PARTS).to_json(), "fallback")
    assert meta["id"] == "toy-line"
    assert "title" not in body["layout"]
    assert body["layout"]["height"] == 300
    assert body["layout"]["margin"]["t"] == 10


def test_the_bundle_has_figure_picture_and_description() -> None:
    bundle, _ = Chart(figure(), **PARTS)._repr_mimebundle_()
    assert set(bundle) == {PLOTLY_MIME, "image/png", "text/plain"}
    assert "Three in 2014" in bundle["text/plain"]


def test_a_notebook_shows_a_figure_without_a_button_that_uploads_it() -> None:
    config = Chart(figure(), **PARTS)._repr_mimebundle_()[0][PLOTLY_MIME]["config"]
    assert {button for group in config["modeBarButtons"] for button in group} == {
        "zoom2d",
        "pan2d",
        "zoomIn2d",
        "zoomOut2d",
        "resetScale2d",
    }
    assert (config["showSendToCloud"], config["plotlyServerURL"], config["displaylogo"]) == (False, "", False)
    assert (config["doubleClick"], config["showAxisDragHandles"]) == (False, False)


def test_rows_keep_dates_gaps_and_whole_numbers() -> None:
    frame = pd.DataFrame(
        {"day": [pd.Timestamp("2022-02-24"), pd.NaT], "n": pd.array([1, None], dtype="Int64")}
    )
    assert rows_as_json(frame) == {"columns": ["day", "n"], "data": [["2022-02-24", 1], [None, None]]}
    assert cell(float("nan")) is None


def test_a_formula_in_a_cell_is_disarmed_in_the_download() -> None:
    text = rows_as_csv({"columns": ["a"], "data": [["=cmd|' /C calc'!A0"], ["-3"], [None], [-3]]})
    assert text.splitlines() == ["a", "'=cmd|' /C calc'!A0", "-3", '""', "-3"]


def test_the_source_line_names_publishers_and_the_day() -> None:
    assert source_line(Chart(figure(), **PARTS).meta) == "Sources: Ministry (2022). As of 2022-12-31."


def test_packed_arrays_are_unpacked_with_their_shape() -> None:
    import base64

    import numpy as np

    packed = {"dtype": "f8", "bdata": base64.b64encode(np.arange(4.0).tobytes()).decode(), "shape": "2,2"}
    assert unpack({"z": packed}) == {"z": [[0.0, 1.0], [2.0, 3.0]]}


def test_the_picture_carries_its_words_where_nbconvert_looks_for_them() -> None:
    _, about = Chart(figure(), **PARTS)._repr_mimebundle_()
    assert about == {"image/png": {"alt": PARTS["alt"]}}
