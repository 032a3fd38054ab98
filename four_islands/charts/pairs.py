"""How long each new premier waited for the first meeting, and for the first visit."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

WAIT_PIXELS = 24
AXIS_PIXELS = 60
NAMES_PIXELS = 8  # between the names and nought, where a mark of the first days reaches over


@form
def waits(first: pd.DataFrame, about: About, *, usual: float, usual_visit: float) -> Chart:
    """A line for each premier from taking office to the first meeting, or as far as it was waited in vain; first on top.

    `first` is what `four_islands.measures.waits.first_waits` gives, with `label` and `visit_days`, the days to the first
    visit, empty where there was none. The yardsticks `usual` and `usual_visit` are the days by which half of the waits in
    place were over. A grey bar is the time in office, as far as the axis goes.
    """
    rows = first.sort_values("started_on").reset_index(drop=True)
    names = [f"{label}, {day.year}" for label, day in zip(rows["label"], rows["started_on"], strict=True)]
    figure = style.base(WAIT_PIXELS * len(rows) + AXIS_PIXELS)
    longest = 1.06 * max(rows["tenure_days"].max(), rows["visit_days"].max())
    terms = pen.broken([0] * len(rows), rows["term_days"].clip(upper=longest))
    pen.path(figure, terms, pen.broken(names, names), style.RULE, 11, name="in office")
    word = {"yref": "paper", "xanchor": "center", "yanchor": "bottom"}
    for mark, half in (("●", usual), ("◇", usual_visit)):
        pen.path(figure, [half, half], [names[0], names[-1]], style.INK, 1.2, line_dash="dash", name="usual")
        pen.write(figure, half, 1, f"{mark} {half:.0f} days", style.FAINT, **word)
    colour = style.cue("Japan").colour
    came = rows["is_complete"].map({True: "first meeting after", False: "no meeting in"})
    words = style.told(rows.assign(came=came), "{leader}: {came} {tenure_days:,} days")
    for met, dash, symbol in ((True, "solid", "circle"), (False, "dot", "circle-open")):
        at = [i for i, complete in enumerate(rows["is_complete"]) if complete == met]
        days, own, name = (
            rows.loc[at, "tenure_days"],
            [names[i] for i in at],
            "met" if met else "did not meet",
        )
        ends = pen.broken([0] * len(at), days)
        pen.path(figure, ends, pen.broken(own, own), colour, 2, line_dash=dash, name=name)
        look = {"symbol": symbol, "size": 9, "name": name}
        pen.points(figure, days, own, colour, [words[i] for i in at], **look)
    visits = rows[rows["visit_days"].notna()]
    seen = style.told(visits, "{leader}: first visit after {visit_days:,.0f} days")
    own = [names[i] for i in visits.index]
    ends = pen.broken(visits["tenure_days"], visits["visit_days"])
    pen.path(figure, ends, pen.broken(own, own), colour, 1, name="to a visit")
    look = {"symbol": "diamond-open", "size": 15, "edge": (style.INK, 1.6), "name": "visits"}
    pen.points(figure, visits["visit_days"], own, style.INK, seen, **look)
    figure.update_layout(margin=style.margin(t=24))
    figure.update_layout(
        xaxis={"title": {"text": "days in office"}, "rangemode": "tozero", "range": [0, longest]},
        yaxis={
            "type": "category",
            "categoryorder": "array",
            "categoryarray": names[::-1],
            "dtick": 1,
            "ticklabelstandoff": NAMES_PIXELS,
            "showgrid": False,
        },
    )
    columns = [
        "leader",
        "started_on",
        "first_met_on",
        "tenure_days",
        "is_complete",
        "visit_days",
        "term_days",
    ]
    return about.chart(figure, rows[columns], [*words, *seen])
