"""Partnerships of two leaders: how long a first meeting took, and what came of long and of short ones."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import pen, style
from four_islands.charts.about import About
from four_islands.measures.tenure import DAYS_PER_YEAR
from press.figure.chart import Chart

WAIT_PIXELS, DOT_PIXELS = 24, 10
AXIS_PIXELS = 60
LOOKS = {True: (style.CATEGORIES[2], "diamond", style.INK), False: ("#8c8c8c", "circle", style.FAINT)}
BIN = 0.25  # years that share a pile
GROUND = 4.6  # dots between two rows: their names and the ground line
TEXTS = ("no joint text", "one joint text", "two joint texts", "three joint texts")


def waits(first: pd.DataFrame, about: About) -> Chart:
    """A line for each premier from taking office to the first meeting, or as far as it was waited in vain; first on top.

    `first` is what `four_islands.measures.waits.first_waits` gives, with `label`.
    """
    rows = first.sort_values("started_on").reset_index(drop=True)
    names = [f"{label}, {day.year}" for label, day in zip(rows["label"], rows["started_on"], strict=True)]
    figure = style.base(WAIT_PIXELS * len(rows) + AXIS_PIXELS)
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
    longest = rows["tenure_days"].max() * 1.04
    figure.update_layout(
        xaxis={"title": {"text": "days in office"}, "rangemode": "tozero", "range": [0, longest]},
        yaxis={"type": "category", "categoryorder": "array", "categoryarray": names[::-1], "showgrid": False},
    )
    columns = ["leader", "started_on", "first_met_on", "tenure_days", "is_complete"]
    return about.chart(figure, rows[columns], words)


def lengths(met: pd.DataFrame, about: About, *, named: Sequence[str]) -> Chart:
    """Every partnership a dot at its length, a row for each number of joint texts, most texts on top.

    `met` has `pair`, `pair_days`, `meetings`, `texts` and `documents`; `named` are the pairs that carry their names, with two
    premierships the longer one.
    """
    rows = met.assign(years=met["pair_days"] / DAYS_PER_YEAR).sort_values(["texts", "pair_days"])
    rows = rows.assign(pile=rows["years"].div(BIN).astype(int) * BIN + BIN / 2)
    rows = rows.assign(
        place=rows.groupby(["texts", "pile"]).cumcount(),
        met=rows["meetings"].map(_met),
        text=("<br>joint text " + rows["documents"]).where(rows["documents"].ne(""), ""),
    ).reset_index(drop=True)
    carry = rows[rows["pair"].isin(named)].groupby("pair")["years"].idxmax()  # of two premierships the longer
    grounds, top = _grounds(rows)
    figure = style.base(round(DOT_PIXELS * top) + AXIS_PIXELS)
    for texts, ground in grounds.items():
        part = rows[rows["texts"].eq(texts)]
        colour, symbol, ink = LOOKS[bool(texts)]
        look = {"symbol": symbol, "size": 8, "name": TEXTS[texts]}
        said = style.told(part, "{pair}<br>{years:.1f} years, {met}{text}")
        pen.points(figure, part["pile"], ground + part["place"], colour, said, **look)
        pen.ground(figure, ground - 0.9)
        up, at = ground + float(part["place"].max()) + 2.2, {"xref": "paper", "xanchor": "right"}
        pen.write(figure, 1, up, f"<b>{TEXTS[texts]}</b>: {len(part)}", ink, yanchor="bottom", **at)
        _names(figure, part[part.index.isin(carry)], ground, rows["years"].max() / 2)
    years = {"title": {"text": "years in office together"}, "dtick": 1}
    figure.update_layout(
        xaxis={"range": [-0.1, rows["years"].max() + 0.5]} | years, yaxis=style.unseen(-2.4, top - 2.4)
    )
    columns = ["pair", "started_on", "ended_on", "pair_days", "meetings", "texts", "documents"]
    told = [f"{TEXTS[n]}: {int(rows['texts'].eq(n).sum())} of {len(rows)} partnerships" for n in grounds]
    longest = style.told(rows.loc[sorted(carry)], "{pair}, {years:.1f} years: {met}")
    return about.chart(figure, rows[columns], [*told, *longest])


def _grounds(rows: pd.DataFrame) -> tuple[dict[int, float], float]:
    """The ground of each row, fewest texts at the foot, and the height of all, in dots."""
    grounds, at = {}, 0.0
    for texts, part in rows.groupby("texts"):
        grounds[int(str(texts))] = at
        at += float(part["place"].max()) + GROUND + 1
    return grounds, at + 1


def _names(figure: go.Figure, part: pd.DataFrame, ground: float, half: float) -> None:
    """Names over their dots, in the right half to the left and else to the right; over a pile they stand a line higher."""
    for row in part.to_dict("records"):
        at = {"xanchor": "right", "xshift": 6} if row["years"] > half else {"xanchor": "left", "xshift": -6}
        pen.write(figure, row["pile"], ground + 1.8 * row["place"] + 0.5, row["pair"], yanchor="bottom", **at)


def _met(meetings: int) -> str:
    return "no meeting found" if meetings == 0 else "1 meeting" if meetings == 1 else f"{meetings} meetings"
