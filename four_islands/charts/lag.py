"""How long after a first mover another one moved: from day zero to the announcement and to the decision."""

from __future__ import annotations

import pandas as pd

from four_islands.charts import pen, style
from four_islands.charts.about import About, form
from press.figure.chart import Chart

ROW_PIXELS = 164
MARK, RING = 13, 19  # pixels; the ring goes round a mark of the same day
CLEAR = 14  # pixels from a mark to its words
LINE_AT, NAME_AT, BELOW_AT = 0.06, 0.38, -0.29  # of a row
ASIDE = 0.12  # of a row: first steps stand below the line and announcements above it, or close days would hide each other


@form
def lag(rows: pd.DataFrame, about: About, *, leader: str, follower: str) -> Chart:
    """One row an occasion: `label`, `leader_on`, `announced_on`, `decided_on`, `announced_days`, `lag_days`.

    Day zero is the day of `leader`; an open marker is the announcement of `follower`, a full one its decision.
    """
    rows = rows.reset_index(drop=True)
    last = len(rows) - 1
    longest = max(float(rows["lag_days"].max()), 1.0)
    first, second = style.cue(leader), style.cue(follower)
    figure = style.base(ROW_PIXELS * len(rows) + 50)
    for i, row in enumerate(rows.to_dict("records")):
        y = last - i
        is_announced = row["announced_on"] != row["decided_on"]
        waited, name = [0, row["lag_days"]], f"{row['label']}, wait"
        pen.path(figure, waited, [y, y], style.fade(second.colour, 0.4), 6, name=name)
        marks = (
            (0, -ASIDE, first, first.marker, leader, row["leader_on"]),
            (
                row["announced_days"],
                ASIDE,
                second,
                "circle-open",
                f"{follower} announces",
                row["announced_on"],
            ),
            (row["lag_days"], 0, second, second.marker, f"{follower} decides", row["decided_on"]),
        )
        for days, up, cue, symbol, act, on in marks if is_announced else marks[::2]:
            size = RING if act.endswith("announces") else MARK
            look = {"symbol": symbol, "size": size, "edge": (cue.colour, 2), "name": act}
            pen.points(figure, [days], [y + up], cue.colour, [f"{act}: {on:%-d %B %Y}"], **look)
        began = f"{leader}<br>{row['leader_on']:%-d %b %Y}"
        pen.write(figure, 0, y + NAME_AT, f"<b>{row['label']}</b>", style.INK, side="left")
        pen.write(figure, 0, y + BELOW_AT, began, first.colour, side="left", xshift=CLEAR)
        decided = f"{row['decided_on']:%-d %b %Y}"
        if is_announced:
            decided += f" (announced {row['announced_on']:%-d %b})"
        is_long = row["lag_days"] > 0.5 * longest
        at, side, shift = (BELOW_AT, "right", 6) if is_long else (LINE_AT, "left", CLEAR)
        said = f"<b>{row['lag_days']} days:</b> {follower}<br>{decided}"
        pen.write(figure, row["lag_days"], y + at, said, second.colour, side=side, xshift=shift)
    days = {"title": {"text": f"days after the {leader}’s first freeze in each case"}, "dtick": 30}
    figure.update_layout(
        xaxis={"range": [-0.035 * longest, 1.04 * longest]} | days,
        yaxis=style.unseen(-0.62, last + 0.6),
        margin=style.margin(left=12, r=12),
    )
    return about.chart(figure, rows, style.told(rows, "{label}: {lag_days} days"))
