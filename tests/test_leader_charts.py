"""The charts on leaders draw every leader once, in the right place, and name nobody on a mark."""

from __future__ import annotations

from importlib import import_module
from inspect import isfunction, signature
from pkgutil import iter_modules
from typing import Any

import pandas as pd
import pytest

from four_islands import charts
from four_islands.charts.about import About
from four_islands.charts.case import case
from four_islands.charts.lanes import lanes
from four_islands.charts.pairs import waits as wait_lines
from four_islands.charts.skyline import skyline
from four_islands.charts.spells import spells
from four_islands.charts.survival import survival
from four_islands.data import load
from four_islands.measures import leaders, partnerships, premiers, tenure, waits
from press.draw import draw
from press.figure.chart import Chart, ChartError


@pytest.fixture(scope="module")
def everyone() -> pd.DataFrame:
    return premiers.everyone(
        load("premierships"), load("leaders_ussr_russia"), load("g7_heads_of_government")
    )


def about(name: str, *frames: pd.DataFrame) -> About:
    return About(name, "A finding", "years", of=frames)


def markers(chart: Chart) -> list[dict[str, object]]:
    return [trace for trace in chart.to_json()["data"] if trace.get("mode") == "markers"]


@pytest.fixture(scope="module")
def piles(everyone: pd.DataFrame) -> Chart:
    return spells(everyone, about("t-spells", load("premierships")), by="country")


@pytest.mark.parametrize(
    ("lacking", "more", "says"),
    [
        (["share"], {}, r"^survival\(...\) found no share in what it was given; the columns are: country, "),
        (["country"], {}, r"^survival\(...\) found no country in "),
        ([], {"until": 0}, r"^survival\(...\): until is 0; give a number of years above nought"),
        ([], {"until": "five"}, r"^survival\(...\): until is 'five'; give a number"),
    ],
)
def test_a_table_without_its_columns_and_a_wrong_span_are_told_in_a_sentence(
    everyone: pd.DataFrame, lacking: list[str], more: dict[str, Any], says: str
) -> None:
    curves = tenure.survival(everyone).drop(columns=lacking)
    with pytest.raises(ChartError, match=says):
        survival(curves, about("toy", everyone), **more)


def test_every_form_tells_what_it_was_not_given() -> None:
    for module in iter_modules(charts.__path__, "four_islands.charts."):
        for name, form in vars(import_module(module.name)).items():
            if isfunction(form) and form.__module__ == module.name and "about" in signature(form).parameters:
                assert hasattr(form, "__wrapped__"), f"{module.name}.{name} lacks @form"


def test_every_leader_is_one_dot_in_the_half_year_of_the_stay(piles: Chart, everyone: pd.DataFrame) -> None:
    dots = [(x, y) for trace in markers(piles) for x, y in zip(trace["x"], trace["y"], strict=True)]
    assert len(dots) == len(set(dots)) == len(everyone)
    years = sorted(everyone["tenure_days"] / tenure.YEAR_DAYS)
    assert all(abs(x - y) <= 0.25 for (x, _), y in zip(sorted(dots), years, strict=True))


def test_who_still_sits_is_an_open_dot(piles: Chart, everyone: pd.DataFrame) -> None:
    is_open = sum(len(t["x"]) for t in markers(piles) if t["marker"]["symbol"] == "circle-open")
    assert is_open == (~everyone["is_complete"]).sum()


@pytest.fixture(scope="module")
def city(everyone: pd.DataFrame) -> Chart:
    tokyo, moscow = leaders.japan(load("premierships")), leaders.russia(load("leaders_ussr_russia"))
    tokyo, moscow = (frame.assign(label=leaders.short_names(frame)) for frame in (tokyo, moscow))
    texts = premiers.texts_under(everyone.query("country == 'Japan'"), load("instruments"))
    texts = texts.rename(columns={"short_title": "label"})
    return skyline(tokyo, moscow, texts, about("t-skyline", load("premierships")), towers=4)


def test_a_block_is_as_high_as_its_term_is_long(city: Chart) -> None:
    blocks = [t for t in city.to_json()["data"] if t.get("fill") == "tozeroy"]
    drawn = [
        (pd.Timestamp(t["x"][i]), pd.Timestamp(t["x"][i + 2]), t["y"][i + 1])
        for t in blocks
        for i in range(0, len(t["x"]), 4)
    ]
    assert len(drawn) == len(load("premierships"))
    assert all(abs((end - start).days / tenure.DAYS_PER_YEAR - high) < 1e-9 for start, end, high in drawn)


def test_only_towers_are_named_and_the_long_spans_of_moscow(city: Chart) -> None:
    names = [note["text"] for note in city.to_json()["layout"]["annotations"]]
    assert names[:6] == ["Yoshida", "Ikeda", "Sato", "Nakasone", "Koizumi", "Abe"]
    assert names[6:12] == ["Stalin", "Khrushchev", "Brezhnev", "Gorbachev", "Yeltsin", "Putin"]
    assert names[12:] == [str(year) for year in premiers.NAMED_TEXTS]


def test_who_never_met_has_a_dotted_line_and_a_ring() -> None:
    japan = leaders.japan(load("premierships"))
    first = waits.first_waits(japan, waits.meetings(load("summits")))
    visited = waits.first_waits(japan, waits.meetings(load("summits"), "visit"))
    days = visited["tenure_days"].where(visited["is_complete"])
    first = first.assign(label=leaders.short_names(first), visit_days=days)
    chart = wait_lines(first, about("t-waits", load("premierships")), usual=97, usual_visit=391)
    diamonds = [
        x for trace in markers(chart) if trace["marker"]["symbol"] == "diamond-open" for x in trace["x"]
    ]
    assert sorted(diamonds) == sorted(days.dropna())
    rings = [x for trace in markers(chart) if trace["marker"]["symbol"] == "circle-open" for x in trace["x"]]
    assert sorted(rings) == sorted(first.loc[~first["is_complete"], "tenure_days"])


def test_a_joint_text_reaches_from_lane_to_lane() -> None:
    japan, russia = leaders.japan(load("premierships")), leaders.russia(load("leaders_ussr_russia"), "formal")
    terms = pd.concat([japan, russia], ignore_index=True)
    terms = terms.assign(side=terms["country"], label=leaders.short_names(terms))
    events = partnerships.between_the_lanes(load("summits"), load("instruments"))
    chart = lanes(terms, events, about("t-lanes", load("premierships")), since="1945-08-17")
    data = {trace["name"]: trace for trace in chart.to_json()["data"] if trace["mode"] == "markers"}
    assert len(data["meetings"]["x"]) == 70
    assert data["meetings"]["marker"]["symbol"].count("circle") == 19  # visits; the others are rings
    joined = next(trace for trace in chart.to_json()["data"] if trace["name"] == "joint texts")
    assert joined["x"][:2] == [0.34, 0.66]
    assert len(joined["x"]) == 3 * 10


def test_the_case_shows_visits_full_and_other_meetings_open() -> None:
    summits = load("summits")
    met = summits[summits["counted"] & summits["japan_term_id"].eq(partnerships.ABE)]
    chart = case(
        partnerships.case(load("offers"), load("japan_measures")),
        met,
        about("t-case", summits),
        span=("2012-10-01", "2022-07-01"),
    )
    full, rings = (len(trace["x"]) for trace in markers(chart))
    assert full == met["occasion_kind"].eq("visit").sum()
    assert full + rings == len(met) == 24


@pytest.mark.parametrize("width", [350, 720])
def test_they_can_be_drawn_at_the_width_of_a_telephone_and_of_a_page(
    width: int, piles: Chart, city: Chart
) -> None:
    for chart in (piles, city):
        assert draw(chart.figure, width=width / 96, height=chart.figure.layout.height / 96)
