"""Statements in order of time, one column each, in lanes by what they ask for; a hollow mark is known from others alone.

No mark can lie on another, for columns follow each other at one distance whatever the days between them; a line shows
where the record is silent for long.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

LANE_PIXELS = 58
DAY_PIXELS = 66  # of the upright names of the months below the lanes
NAME_AT = 0.42  # of a lane, above its marks
SIZE = 12


@form
def voices(
    said: pd.DataFrame,
    lanes: Sequence[str],
    heard: Mapping[str, str],
    about: About,
    *,
    divide: tuple[str, str],
    named: Mapping[str, str],
) -> Chart:
    """`said` has `side`, `statement`, `lane`, `heard` (a key of `heard`), `place`, `dated_on`, `when`,
    `label`, `after`.

    The second of `heard` is drawn hollow. `divide` names the columns before and after the long silence; `named` writes
    words beside a statement.
    """
    height = style.from_top(lanes)
    cue = style.cue(said["side"].iloc[0])
    figure = style.base(LANE_PIXELS * len(height) + 100 + DAY_PIXELS)
    for y in height.values():
        pen.ground(figure, y)
    own = next(iter(heard))
    for code, word in heard.items():
        of = said[said["heard"].eq(code)]
        if of.empty:
            continue
        at = of["place"].tolist(), of["lane"].map(height).tolist()
        words = style.told(
            of.assign(label=of["label"].map(style.folded)), "{when}<br>{label}<br>{word}", word=word
        )
        fill = cue.colour if code == own else "#ffffff"
        pen.points(figure, *at, fill, words, symbol=cue.marker, size=SIZE, edge=(cue.colour, 2), name=word)
    for lane, y in height.items():
        pen.write_at_edge(figure, y + NAME_AT, f"<b>{lane}</b>")
    between = int(said[~said["after"]]["place"].max()) + 0.5
    for y in height.values():  # at the marks only, so that no line runs through a name
        pen.stroke(figure, (between, between), (y - 0.22, y + 0.22), style.INK, width=1.5, layer=None)
    for text, anchor, shift in ((divide[0], "right", -6), (divide[1], "left", 6)):
        pen.write(figure, between, len(height) - 0.28, text, style.FAINT, xanchor=anchor, xshift=shift)
    for one in said[said["statement"].isin(named)].itertuples():
        pen.write(figure, one.place, height[one.lane] - 0.32, named[str(one.statement)], style.FAINT)
    inorder = said.sort_values("place")
    figure.update_layout(
        xaxis={"range": [-0.8, len(said) - 0.2], "fixedrange": True, "tickangle": -90}
        | {"tickvals": inorder["place"].tolist(), "ticktext": inorder["when"].tolist()},
        yaxis=style.unseen(-0.6, len(height) - 0.05) | {"fixedrange": True},
        margin=style.margin(t=44, b=20 + DAY_PIXELS),
        showlegend=True,
        legend=style.LEGEND,
    )
    ends = inorder.groupby(["lane", "heard"], sort=False)["when"].agg(["size", "first", "last"]).reset_index()
    span = ("from " + ends["first"] + " to " + ends["last"]).where(ends["size"].gt(1), ends["first"])
    told = style.told(
        ends.assign(heard=ends["heard"].map(heard), span=span), "{lane}, {heard}: {size}, {span}"
    )
    return about.chart(figure, inorder[["dated_on", "lane", "heard", "label"]], told)
