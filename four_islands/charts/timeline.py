"""Events by kind down a ladder of lanes, one side or two, on one axis of time.

The lane's name stands above its events, so that a telephone keeps the whole width for time. Buttons go from all years
to one week, a list shows one side or one kind alone; on paper the first of each is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.charts.windows import AXIS_PIXELS, BUTTON_PIXELS, Span, Window, windows
from four_islands.charts.windows import lanes as lane_list
from press.figure.chart import Chart

LANE_PIXELS = 50
TOP, BOTTOM = 10, AXIS_PIXELS + 2 * BUTTON_PIXELS
SIDE_GAP = 0.4  # lanes left free between two sides
SMALLEST, LARGEST = 7.0, 22.0  # pixels across a marker
BELOW = 8.5  # pixels from the edge of a marker down to words on it
NAME_ABOVE = 0.42  # of a lane, from the events up to its name
DAY = "%Y-%m-%d"


@form
def timeline(
    events: pd.DataFrame,
    lanes: Mapping[str, Sequence[str]],
    about: About,
    *,
    ranges: Mapping[str, Window],
    named: Mapping[tuple[str, str], tuple[str, str]] | None = None,
) -> Chart:
    """Events as markers in lanes, `lanes` giving the lanes of each side from the top.

    `events` has `side`, `lane`, `dated_on`, `label` and, if known, `until_on` (a line runs there: effect after decision)
    and `size_count` (the area of the marker). `ranges` names the time windows; the first is the one shown and printed.
    `named` writes words below one day of a lane: by side and lane the day and the words.
    """
    heights = _heights(lanes)
    largest = float(events["size_count"].max()) if "size_count" in events and len(events) else 0.0
    figure = style.base(round(LANE_PIXELS * (max(heights.values()) + 1) + TOP + BOTTOM))
    for (side, lane), height in heights.items():
        part = events[events["side"].eq(side) & events["lane"].eq(lane)].sort_values("dated_on")
        _lane(figure, part, (side, lane), height, largest)
    for (side, lane), (day, words) in (named or {}).items():
        marked = events[events["side"].eq(side) & events["lane"].eq(lane) & events["dated_on"].eq(day)]
        below = -max(_sizes(marked, largest), default=SMALLEST) / 2 - BELOW
        pen.write(figure, day, heights[side, lane], words, style.cue(side).colour, side="left", yshift=below)
    if len(lanes) > 1:
        _headings(figure, lanes, heights)
    first = next(iter(ranges.values()))
    figure.update_layout(
        margin=style.margin(t=TOP, b=BOTTOM),
        xaxis={"type": "date", "range": list(first)},
        yaxis=style.unseen(*_span(heights.values())) | {"fixedrange": True},
        updatemenus=[*windows(ranges), *lane_list(_spans(heights))],
    )
    return about.chart(figure, _rows(events), _marks(events, first))


def _heights(lanes: Mapping[str, Sequence[str]]) -> dict[tuple[str, str], float]:
    """The height of every lane, the first side on top."""
    named = [(side, lane) for side, names in lanes.items() for lane in names]
    gaps = {side: SIDE_GAP * up for side, up in style.from_top(lanes).items()}  # the top side stands highest
    return {key: len(named) - 1 - i + gaps[key[0]] for i, key in enumerate(named)}


def _span(heights: Iterable[float]) -> Span:
    """The part of the ladder that shows these lanes with their names."""
    places = list(heights)
    return min(places) - 0.5, max(places) + 0.75


def _spans(heights: Mapping[tuple[str, str], float]) -> dict[str, Span]:
    """What the list offers: everything, each side where there are two, each lane."""
    sides = dict.fromkeys(side for side, _ in heights)
    named = {"All kinds": _span(heights.values())}
    for side in sides if len(sides) > 1 else ():
        named[f"{side} alone"] = _span(height for (of, _), height in heights.items() if of == side)
    for (side, lane), height in heights.items():
        named[f"{side}: {lane}" if len(sides) > 1 else lane] = _span([height])
    return named


def _lane(
    figure: go.Figure, part: pd.DataFrame, lane: tuple[str, str], height: float, largest: float
) -> None:
    side, name = lane
    cue = style.cue(side)
    pen.ground(figure, height)
    pen.write_at_edge(
        figure, height + NAME_ABOVE, f"<b>{name}</b>", cue.colour, align="left", yanchor="middle"
    )
    if part.empty:
        return
    lasting = part[part["until_on"].notna()] if "until_on" in part else part[:0]
    if len(lasting):
        days = pen.broken(*(lasting[day].dt.strftime(DAY) for day in ("dated_on", "until_on")))
        y, effect = [height if day else None for day in days], f"{side}: {name}, to effect"
        pen.path(figure, days, y, style.fade(cue.colour, 0.55), 3, name=effect)
    fill = cue.colour if cue.marker.endswith("-open") else style.fade(cue.colour, 0.6)
    said = style.told(part.assign(label=part["label"].map(style.folded)), "{dated_on:%-d %B %Y}<br>{label}")
    look = {"symbol": cue.marker, "size": _sizes(part, largest), "edge": (cue.colour, 1)}
    x, y = part["dated_on"].dt.strftime(DAY), [height] * len(part)
    pen.points(figure, x, y, fill, said, name=f"{side}: {name}", **look)


def _sizes(part: pd.DataFrame, largest: float) -> list[float]:
    """Areas in proportion to the count, events without a count at the smallest size."""
    if "size_count" not in part or largest <= 0:
        return [SMALLEST + 2] * len(part)
    counts = part["size_count"].fillna(0).astype(float)
    return [round(max(SMALLEST, LARGEST * (count / largest) ** 0.5), 2) for count in counts]


def _headings(
    figure: go.Figure, lanes: Mapping[str, Sequence[str]], heights: Mapping[tuple[str, str], float]
) -> None:
    for side, names in lanes.items():
        y, colour = heights[side, names[0]] + NAME_ABOVE, style.cue(side).colour
        at = {"size": style.FONT_SIZE + 1, "xref": "paper", "xanchor": "right", "yanchor": "middle"}
        pen.write(figure, 1, y, f"<b>{side}</b>", colour, **at)


def _rows(events: pd.DataFrame) -> pd.DataFrame:
    columns = [c for c in ("side", "lane", "dated_on", "until_on", "size_count", "label") if c in events]
    return events.sort_values(["dated_on", "side", "lane"], kind="stable")[columns]


def _marks(events: pd.DataFrame, shown: Window) -> list[str]:
    """Each lane by its number of events, its first and its last, and how many of them stand in the window shown."""
    seen = events["dated_on"].between(pd.Timestamp(shown[0]), pd.Timestamp(shown[1]))
    lanes = events.assign(seen=seen).groupby(["side", "lane"], sort=False)
    ends = lanes["dated_on"].agg(["size", "min", "max"]).assign(seen=lanes["seen"].sum()).reset_index()
    part = ends["seen"].map(", {} of them in the time shown".format).where(ends["seen"] < ends["size"], "")
    return style.told(ends.assign(part=part), "{side}, {lane}: {size} from {min:%B %Y} to {max:%B %Y}{part}")
