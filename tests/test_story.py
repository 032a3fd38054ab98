"""The prologue: nothing is told that no table has, the maps paint who held what, the timeline says it readably."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from four_islands.charts import borders, style
from four_islands.charts import story as chart
from four_islands.charts.about import About
from four_islands.data import load, region
from four_islands.data.coastline import contains
from four_islands.measures import story
from press.web import assets

NOTEBOOK = Path(__file__).resolve().parents[1] / "notebooks" / "00_story.ipynb"
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\b(\d{{1,2}}) ({MONTHS})(?: (\d{{4}}))?\b")


def prose() -> str:
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    return "\n".join(
        "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "markdown" or "say(" in "".join(cell["source"])
    )


def dated() -> set[pd.Timestamp]:
    """Every day of the tables the story draws on."""
    columns = [
        ("story_events", ["dated_on", "until_on"]),
        ("instruments", ["dated_on", "in_force_on"]),
        ("offers", ["made_on"]),
        ("landings", ["landed_on", "occupied_on"]),
        ("surrender_dates", ["fell_on"]),
    ]
    return {day for name, names in columns for column in names for day in load(name)[column].dropna()}


def test_every_day_the_prologue_names_stands_in_a_table() -> None:
    days = dated()
    without_year = {(day.day, day.strftime("%B")) for day in days}
    told = [found.groups() for found in DAY.finditer(prose())]
    lost = [
        (day, month, year)
        for day, month, year in told
        if (
            pd.Timestamp(f"{day} {month} {year}") not in days
            if year
            else (int(day), month) not in without_year
        )
    ]
    assert len(told) > 15 and lost == []


def test_the_prologue_counts_the_drowned_as_the_table_does() -> None:
    people = load("story_events").set_index("event_id")["persons"]
    assert f"{people['1854-shimoda-tsunami']} people drowned" in prose()


HOLDERS = pd.DataFrame(
    {
        "land": ["a", "a", "b"],
        "from_on": pd.to_datetime(["1855-02-07", "1875-05-07", "1855-02-07"]),
        "to_on": pd.to_datetime(["1875-05-07", None, None]),
        "holder": ["japan", "russia", "japan"],
    }
)


def test_a_day_of_change_belongs_to_the_new_holder() -> None:
    assert story.held_on(HOLDERS, "1875-05-06").to_dict() == {"a": "japan", "b": "japan"}
    assert story.held_on(HOLDERS, "1875-05-07").to_dict() == {"a": "russia", "b": "japan"}


def test_a_land_without_a_holder_is_named() -> None:
    with pytest.raises(ValueError, match="on 1850-01-01 there is not one holder of a, b"):
        story.held_on(HOLDERS, "1850-01-01")


def holders_of(day: str) -> dict[str, str]:
    painted = story.painted(load("coastline_region"), load("holders"), day)
    return painted.drop_duplicates("part").set_index("part")["holder"].to_dict()


def test_the_four_islands_keep_one_colour_on_the_first_three_maps_and_change_on_the_last() -> None:
    assert [holders_of(day)["four-islands"] for day in story.BORDERS.values()] == ["japan"] * 3 + ["russia"]


def test_sakhalin_is_cut_at_the_fiftieth_parallel_only_where_two_held_it() -> None:
    assert "north-sakhalin" not in holders_of(story.BORDERS["1875"])
    cut = story.painted(load("coastline_region"), load("holders"), story.BORDERS["1905"])
    south = cut[cut["part"].eq("south-sakhalin")]
    assert south["latitude"].max() == story.PARALLEL and set(south["holder"]) == {"japan"}
    assert cut[cut["part"].eq("north-sakhalin")]["latitude"].min() == story.PARALLEL


def test_every_known_point_of_the_region_lies_in_its_outline() -> None:
    inside = {name: point for _, points in region.WINDOWS.values() for name, point in points.items()}
    for land, ring in load("coastline_region").groupby("land_id"):
        points = list(zip(ring["longitude"].astype(float), ring["latitude"].astype(float), strict=True))
        assert points[0] == points[-1] and contains(points, inside[str(land)])


def test_a_file_without_the_kurils_is_refused_by_the_names_it_lacks(tmp_path: Path) -> None:
    path = tmp_path / "land.json"
    path.write_text(json.dumps({"features": []}), encoding="utf-8")
    with pytest.raises(SystemExit, match="no outline around asia, atlasov, etorofu"):
        region.main(str(path))


def timeline() -> chart.FoldOut:
    events, holders = load("story_events"), load("holders")
    terms = story.in_office(load("premierships"), load("leaders_ussr_russia"))
    return chart.story_timeline(
        story.named(events), holders, terms, About("story-timeline", "t", "s", of=[events, holders])
    )


def test_every_label_stands_level_with_its_mark_and_none_is_on_another() -> None:
    events = story.named(load("story_events"))
    labels = {f"{row.dated_on.year} {row.label}" for row in events.itertuples()}
    drawn = timeline()
    for figure, sheet in ((drawn.figure, chart.Sheet()), (drawn.fold or drawn.figure, chart.FOLD)):
        written = [a for a in figure.layout.annotations if a.text in labels]
        assert len(written) == len(labels)
        heights = [a.y for a in written]
        assert all(below - above >= sheet.line - 0.01 for above, below in pairwise(heights))
        marks = [y for t in figure.data if t.name in chart.KINDS.values() for y in t.y]
        assert sorted(marks) == heights
        assert not [a for a in figure.layout.annotations if a.y > figure.layout.yaxis.range[0]]


def test_the_leaf_of_the_printed_book_tells_each_event_in_a_sentence() -> None:
    fold = timeline().fold
    assert fold is not None
    assert fold.layout.height <= assets.FOLD[1], "lines would stand closer than the type is tall"
    told = [a for a in fold.layout.annotations if a.x == chart.FOLD.at(chart.TOLD)]
    wanted = "".join(story.named(load("story_events"))["what"])
    assert "".join(a.text for a in told).replace(" ", "") == wanted.replace(" ", "")
    assert all(below.y - above.y >= chart.FOLD.line - 0.01 for above, below in pairwise(told))
    terms = story.in_office(load("premierships"), load("leaders_ussr_russia"))
    assert set(terms[terms["is_named"]]["name"]) <= {a.text for a in fold.layout.annotations}


def test_the_chart_says_where_its_scale_changes() -> None:
    (note,) = [a for a in timeline().figure.layout.annotations if "from here on years are taller" in a.text]
    (line,) = [s for s in timeline().figure.layout.shapes if s.line.dash == "dash"]
    assert note.y == line.y0


def test_time_only_runs_down_and_a_year_is_as_tall_as_its_labels() -> None:
    down = chart.scale([(1945.1, 1), (1945.5, 2), (1945.6, 1)], chart.Sheet(10, 0, 1))
    places = [down(year) for year in range(chart.FIRST, chart.LAST)]
    assert places == sorted(set(places))
    assert down(1880) == 25 and down(1940) == 85
    assert round(down(1945.6) - down(1945.1)) == 30
    assert round(down(2000) - down(1990)) == 40


def test_a_label_has_room_on_a_telephone() -> None:
    room = 344 * (1 - chart.LABEL) - 30  # pixels of the narrow drawing, less what the axis takes
    longest = max(load("story_events")["label"].dropna(), key=len)
    assert (len(longest) + 5) * style.SMALL * 0.52 <= room, longest


def test_all_maps_share_one_scale() -> None:
    coast, held = load("coastline_region"), load("holders")
    outlines = {year: story.painted(coast, held, day) for year, day in story.BORDERS.items()}
    lines = story.border_lines(load("map_lines"))
    figure = borders.border_maps(outlines, lines, About("story-maps", "t", "s", of=[coast, held])).figure
    widths = [round(max(t.x) - min(t.x), 1) for t in figure.data if "Etorofu" in t.name]
    assert len(widths) == len(story.BORDERS) and len(set(widths)) == 1
    claimed = [t.name for t in figure.data if "claimed" in t.name]
    assert claimed == ["1945: border as claimed"]
