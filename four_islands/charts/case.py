"""One case down the page: meetings as dots on a line of time, what each side did beside it in its own colour."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

HEIGHT = 620
TOP, BOTTOM = 30, 12
MIDDLE, FROM, BESIDE, WORDS = 0.5, 0.02, 0.055, 0.07  # on an axis from 0 to 1: the line, a tick, its words
LINE_PIXELS = 15  # a line of words
DAY = "%Y-%m-%d"
SIDES = {"japan": ("Japan", -1), "russia": ("Russia", 1), "both": ("both", -1)}


@form
def case(steps: pd.DataFrame, meetings: pd.DataFrame, about: About, *, span: tuple[str, str]) -> Chart:
    """Steps with words to the left (Japan, or both sides together) and right (Russia) of a line of time with the meetings.

    `steps` has `made_on`, `side` (japan, russia, both) and `label`, lines parted by `<br>`; `meetings` has `held_on`,
    `place` and `occasion_kind`: a visit is a full dot, a meeting on the margins of a gathering an open one.
    """
    first, last = (pd.Timestamp(day) for day in span)
    figure = style.base(HEIGHT)
    pen.stroke(figure, (MIDDLE, MIDDLE), (f"{first:{DAY}}", f"{last:{DAY}}"), style.RULE, width=2)
    for kind, symbol in (("visit", "circle"), ("other", "circle-open")):
        part = meetings[meetings["occasion_kind"].eq("visit").eq(kind == "visit")]
        x, y = [MIDDLE] * len(part), part["held_on"].dt.strftime(DAY)
        said = style.told(part, "{place}<br>{held_on:%-d %B %Y}")
        pen.points(figure, x, y, style.INK, said, symbol=symbol, size=9, name=kind)
    for sign in (-1, 1):
        of_side = [side for side, (_, at) in SIDES.items() if at == sign]
        _words(figure, steps[steps["side"].isin(of_side)].sort_values("made_on"), sign, (first, last))
    years = [f"{year}-01-01" for year in range(first.year + 1, last.year + 1)]
    figure.update_layout(
        xaxis=style.unseen(0, 1) | {"fixedrange": True},
        yaxis={"type": "date", "range": [f"{last:{DAY}}", f"{first:{DAY}}"]}
        | {"showgrid": False, "tickformat": "%Y", "tickvals": years},
        margin=style.margin(t=TOP, b=BOTTOM),
    )
    both = f'<span style="color:{style.INK}"> or both</span>' if steps["side"].eq("both").any() else ""
    for side, sign, also in (("Japan", -1, both), ("Russia", 1, "")):
        at = {"yref": "paper", "yanchor": "bottom", "yshift": 6, "xanchor": "right" if sign < 0 else "left"}
        pen.write(figure, MIDDLE + sign * WORDS, 1, f"<b>{side}</b>{also}", style.cue(side).colour, **at)
    return about.chart(figure, _rows(steps, meetings), _told(steps, meetings))


def _words(
    figure: go.Figure, steps: pd.DataFrame, sign: int, span: tuple[pd.Timestamp, pd.Timestamp]
) -> None:
    """The steps of one side, each tied by a tick to its day, moved apart where their words would collide."""
    first, last = span
    pixel = (last - first) / (HEIGHT - TOP - BOTTOM)  # the time one pixel stands for
    lines = steps["label"].str.count("<br>").add(1).max() * LINE_PIXELS + 4 if len(steps) else 0
    places = pen.spread(
        [(day - first) / pixel for day in steps["made_on"]], float(lines), 8, (last - first) / pixel - 8
    )
    for step, place in zip(steps.itertuples(), places, strict=True):
        colour = style.INK if step.side == "both" else style.cue(SIDES[str(step.side)][0]).colour
        beside = f"{first + place * pixel:{DAY}}"
        tick = (MIDDLE + sign * FROM, MIDDLE + sign * BESIDE)
        pen.stroke(figure, tick, (f"{step.made_on:{DAY}}", beside), colour, width=1.5, layer=None)
        at = {"side": "right" if sign < 0 else "left", "yanchor": "middle"}
        pen.write(figure, MIDDLE + sign * WORDS, beside, str(step.label), colour, **at)


def _rows(steps: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Exactly what is drawn, in order of time."""
    acts = pd.DataFrame(
        {"on": steps["made_on"], "side": steps["side"], "what": steps["label"].str.replace("<br>", " ")}
    )
    met = pd.DataFrame({"on": meetings["held_on"], "side": "both", "what": "meeting, " + meetings["place"]})
    return pd.concat([acts, met], ignore_index=True).sort_values("on").reset_index(drop=True)


def _told(steps: pd.DataFrame, meetings: pd.DataFrame) -> list[str]:
    first, last = meetings["held_on"].min(), meetings["held_on"].max()
    sides = {side: name for side, (name, _) in SIDES.items()}
    acts = steps.assign(side=steps["side"].map(sides), what=steps["label"].str.replace("<br>", " "))
    met = f"{len(meetings)} meetings from {first:%B %Y} to {last:%B %Y}"
    return [met, *style.told(acts, "{made_on:%B %Y}, {side}: {what}")]
