"""Small multiples: yearly series stacked above one another on one axis of time, each with its own scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from four_islands.charts.annual import MID_YEAR, Look, lines, mid_years, year_step, year_ticks
from press.figure.chart import Chart

PANEL_PIXELS = 150
HEAD_PIXELS = 38  # above each panel, for its name
FOOT_PIXELS = 30
ALONE = 1.6  # how much taller a panel is that stands alone
SPAN_PIXELS = 18  # between the first panel and its name, for the names of the shaded spans
LEVEL_UP = 5  # pixels from the line to compare with up to its word
STEM = 0.1  # from the middle of a text of two lines down to its foot, as a share of the panel
NEAR = 0.12  # of the years shown: where a line climbs within this reach, a word on it keeps to the other side


@dataclass(frozen=True, slots=True)
class Said:
    """Words set beside a line: open marks on some of its years, and a text at a place in the panel."""

    series: str
    years: Sequence[int]
    text: str
    at: tuple[float, float]  # year and value of the middle of its left edge
    stems: Sequence[int] = ()  # years whose marks a thin line ties to the text


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel: its name, its series, and whether it shows lines or bars."""

    name: str
    looks: Mapping[str, Look]
    kind: str = "line"  # or "bar"
    top: float | None = None
    words: Mapping[str, float] = field(default_factory=dict)  # series to label at a year, inside the panel
    level: tuple[float, str] | None = None  # a thin line across, at a value to compare with, and its word
    said: Sequence[Said] = ()


@form
def multiples(
    rows: pd.DataFrame,
    panels: Sequence[Panel],
    about: About,
    *,
    span: tuple[float, float] | None = None,
    shaded: Sequence[tuple[float, float, str]] = (),
    gaps: Sequence[int] = (),
) -> Chart:
    """Panels from the top; `rows` has `panel`, `series`, `year`, `value` and, for a band, `low` and `high`.

    `span` and `shaded` are moments in years (1991.0 is 1 January); `shaded` spans are drawn behind every panel and
    named between the first and its name (an empty name is not written: a span on another makes it darker). `gaps` are
    years without a value, hatched in every panel.
    """
    tall, room = round(PANEL_PIXELS * (ALONE if len(panels) == 1 else 1)), SPAN_PIXELS if shaded else 0
    height, slots = style.slots(len(panels), tall, HEAD_PIXELS, FOOT_PIXELS + room)
    figure = style.base(height, barmode="stack", bargap=0.15, margin=style.margin(t=4 + room))
    first, last = span or (float(rows["year"].min()), float(rows["year"].max()) + 1)
    for panel, (n, lower, upper, is_last) in zip(panels, slots, strict=True):
        on = {"xaxis": f"x{n}", "yaxis": f"y{n}"}
        refs: dict[str, Any] = {"xref": f"x{n}", "yref": f"y{n}"}
        part = rows[rows["panel"].eq(panel.name)]
        top = panel.top or 1.12 * _highest(part, panel.kind)
        xaxis = year_ticks(first, last, year_step(last - first)) | {"domain": [0, 1]}
        shown = {"showticklabels": is_last, "ticks": "outside" if is_last else ""}
        yaxis = {"range": [0, top], "domain": [lower, upper]} | _ticks(panel.kind, top)
        style.axes(figure, n, xaxis | shown, yaxis)
        for x0, x1, _ in shaded:
            pen.area(figure, (x0, x1), (0, top), "rgba(120,120,120,0.12)", **refs)
        if panel.level is not None:
            value, word = panel.level
            # above the grid, which may run there too
            pen.stroke(figure, (first, last), (value, value), style.INK, layer="above", **refs)
            pen.write(
                figure, first, value, word, xshift=4, side="left", yanchor="bottom", yshift=LEVEL_UP, **refs
            )
        for name, look in panel.looks.items() if panel.kind == "bar" else ():
            one = part[part["series"].eq(name)]
            said = style.told(one, "{word}, {year}<br>{value:g}", word=look.word or name)
            x, y = mid_years(one["year"]), one["value"].tolist()
            edge = (look.colour, 1.4) if look.fill else None
            pen.bars(figure, x, y, look.fill or look.colour, said, edge=edge, name=name, **on)
        if panel.kind != "bar":
            lines(figure, part, panel.looks, **on)
        if gaps:
            hatched = {"color": "rgba(0,0,0,0)", "line": {"width": 0}}
            hatched["pattern"] = {"shape": "/", "fgcolor": style.FAINT}
            figure.add_bar(
                x=mid_years(gaps),
                y=[top] * len(gaps),
                width=1,
                name="no value found",
                marker=hatched,
                hoverinfo="text",
                hovertext=[f"{year}: no value found" for year in gaps],
                **on,
            )
        pen.name_panel(figure, upper, panel.name, up=4 + (0 if n else room))
        for words in panel.said:
            _say(figure, part, words, on, refs, stem=STEM * top)
        for name, year in panel.words.items():
            line, near = part[part["series"].eq(name)], NEAR * (last - first)
            _name(figure, line, name, panel.looks[name], year=year, reach=near, refs=refs)
    for x0, x1, text in (one for one in shaded if one[2]):
        above = {"yref": "paper", "yanchor": "bottom", "xanchor": "center"}
        pen.write(figure, (x0 + x1) / 2, slots[0][2], text, style.FAINT, **above)
    told = [one.text.replace("<br>", " ") for panel in panels for one in panel.said]
    counted = {panel.name for panel in panels if panel.kind == "bar"}
    return about.chart(figure, rows, told + _marks(rows, counted))


def _name(
    figure: go.Figure,
    line: pd.DataFrame,
    name: str,
    look: Look,
    *,
    year: float,
    reach: float,
    refs: Mapping[str, str],
) -> None:
    """The word on a line: above it and its band at a year, or before the year in which it begins."""
    values = line.set_index("year").reindex(columns=["value", "high"]).max(axis=1)
    if year not in values:
        return
    value = float(values[year])
    rises = [bool(values.loc[a:b].max() > value) for a, b in ((year - reach, year), (year, year + reach))]
    anchor = ("center", "right", "left")[rises[1] - rises[0]]
    place: dict[str, Any] = {"xanchor": anchor, "yanchor": "bottom", "yshift": 6}
    if year == values.index.min():
        place = {"xanchor": "right", "xshift": -8}
    pen.write(figure, year + MID_YEAR, value, look.word or name, look.colour, **refs, **place)


def _say(
    figure: go.Figure,
    part: pd.DataFrame,
    said: Said,
    on: Mapping[str, str],
    refs: Mapping[str, Any],
    *,
    stem: float,
) -> None:
    """Open marks on a line, and what they stand for; a `stem` ends so far below the middle of the text."""
    marked = part[part["series"].eq(said.series) & part["year"].isin(list(said.years))]
    told, x = said.text.replace("<br>", " "), mid_years(marked["year"])
    for year, value in marked.loc[marked["year"].isin(list(said.stems)), ["year", "value"]].to_numpy():
        ends = (float(value), said.at[1] - stem)
        pen.stroke(figure, (year + MID_YEAR,) * 2, ends, style.FAINT, layer="below", **refs)
    edge = (style.INK, 1.5)
    pen.points(
        figure, x, marked["value"].tolist(), "#ffffff", [told] * len(x), size=9, edge=edge, name=told, **on
    )
    pen.write(figure, *said.at, said.text, side="left", **refs)


def _ticks(kind: str, top: float) -> dict[str, int]:
    """Few ticks; whole numbers for counts."""
    return {"dtick": max(1, round(top / 4))} if kind == "bar" else {"nticks": 5}


def _highest(part: pd.DataFrame, kind: str) -> float:
    """The top of a panel's data: of the stacked bars, or of the lines and their bands."""
    if kind == "bar":
        return float(part.groupby("year")["value"].sum().max())
    return float(part[[c for c in ("value", "high") if c in part]].max().max())


def _marks(rows: pd.DataFrame, counted: set[str]) -> list[str]:
    """Each line by its first and its last year; each count by the years between which it is more than nought, and its most."""
    is_count = rows["panel"].isin(counted)
    found = rows[rows["value"].notna() & ~(is_count & rows["value"].eq(0))].reset_index(drop=True)
    by, shown = ["panel", "series"], ["value", "year"]
    groups = found.groupby(by, sort=False)
    ends, tops = groups[shown], groups["value"].idxmax()
    most = found.loc[tops].set_index(by)[shown].add_suffix("_most")
    both = pd.concat([ends.first(), ends.last().add_suffix("_last"), most], axis=1).reset_index()
    words = {
        False: "{panel}, {series}: {value:g} in {year}, {value_last:g} in {year_last}",
        True: "{panel}, {series}: from {year} to {year_last}, most in {year_most}, {value_most:g}",
    }
    return [
        said
        for is_in, part in both.groupby(both["panel"].isin(counted), sort=False)
        for said in style.told(part, words[bool(is_in)])
    ]
