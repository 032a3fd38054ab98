"""Partnerships of two leaders: how long a first meeting took, and what came of long and of short ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from four_islands.charts import style
from four_islands.charts.about import About
from four_islands.measures.tenure import DAYS_PER_YEAR
from press.figure.chart import Chart

WAIT_PIXELS, DOT_PIXELS = 24, 10
AXIS_PIXELS = 60
SIGNED, UNSIGNED = style.CATEGORIES[2], "#8c8c8c"
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
    words = [
        f"{row.leader}: {'first meeting after' if row.is_complete else 'no meeting in'} {row.tenure_days:,} days"
        for row in rows.itertuples()
    ]
    for met, dash in ((True, "solid"), (False, "dot")):
        ends: list[float | None] = []
        places: list[str | None] = []
        for name, days, complete in zip(names, rows["tenure_days"], rows["is_complete"], strict=True):
            if complete == met:
                ends += [0, days, None]
                places += [name, name, None]
        figure.add_scatter(
            x=ends,
            y=places,
            mode="lines",
            line={"color": colour, "width": 2, "dash": dash},
            hoverinfo="skip",
            name="met" if met else "did not meet",
        )
        at = [i for i, complete in enumerate(rows["is_complete"]) if complete == met]
        figure.add_scatter(
            x=rows.loc[at, "tenure_days"],
            y=[names[i] for i in at],
            mode="markers",
            name="met" if met else "did not meet",
            marker={"color": colour, "symbol": "circle" if met else "circle-open", "size": 9},
            hovertext=[words[i] for i in at],
            hoverinfo="text",
        )
    figure.update_layout(
        xaxis={
            "title": {"text": "days in office"},
            "rangemode": "tozero",
            "range": [0, rows["tenure_days"].max() * 1.04],
        },
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
    rows = rows.assign(place=rows.groupby(["texts", "pile"]).cumcount()).reset_index(drop=True)
    carry = rows[rows["pair"].isin(named)].groupby("pair")["years"].idxmax()  # of two premierships the longer
    grounds, top = _grounds(rows)
    figure = style.base(round(DOT_PIXELS * top) + AXIS_PIXELS)
    for texts, ground in grounds.items():
        part = rows[rows["texts"].eq(texts)]
        figure.add_scatter(
            x=part["pile"],
            y=ground + part["place"],
            mode="markers",
            name=TEXTS[texts],
            marker={
                "color": SIGNED if texts else UNSIGNED,
                "size": 8,
                "symbol": "diamond" if texts else "circle",
            },
            hovertext=[_words(row) for row in part.itertuples()],
            hoverinfo="text",
        )
        style.ground(figure, ground - 0.9)
        style.write(
            figure,
            1,
            ground + float(part["place"].max()) + 2.2,
            f"<b>{TEXTS[texts]}</b>: {len(part)}",
            style.INK if texts else style.FAINT,
            xref="paper",
            xanchor="right",
            yanchor="bottom",
        )
        _names(figure, part[part.index.isin(carry)], ground, rows["years"].max() / 2)
    figure.update_layout(
        xaxis={
            "title": {"text": "years in office together"},
            "range": [-0.1, rows["years"].max() + 0.5],
            "dtick": 1,
        },
        yaxis={"visible": False, "range": [-2.4, top - 2.4]},
    )
    columns = ["pair", "started_on", "ended_on", "pair_days", "meetings", "texts", "documents"]
    told = [f"{TEXTS[n]}: {int(rows['texts'].eq(n).sum())} of {len(rows)} partnerships" for n in grounds]
    longest = [
        f"{row['pair']}, {row['years']:.1f} years: {_met(row['meetings'])}"
        for row in rows.loc[sorted(carry)].to_dict("records")
    ]
    return about.chart(figure, rows[columns], [*told, *longest])


def _grounds(rows: pd.DataFrame) -> tuple[dict[int, float], float]:
    """The ground of each row, fewest texts at the foot, and the height of all, in dots."""
    grounds, at = {}, 0.0
    for texts, part in rows.groupby("texts"):
        grounds[int(str(texts))] = at
        at += float(part["place"].max()) + GROUND + 1
    return grounds, at + 1


def _names(figure: go.Figure, part: pd.DataFrame, ground: float, half: float) -> None:
    """Names over their dots, to the left of a dot in the right half and to the right in the left half."""
    for row in part.to_dict("records"):
        to_left = row["years"] > half
        style.write(
            figure,
            row["pile"],
            ground + row["place"] + 0.5,
            row["pair"],
            yanchor="bottom",
            xanchor="right" if to_left else "left",
            xshift=6 if to_left else -6,
        )


def _met(meetings: int) -> str:
    return "no meeting found" if meetings == 0 else "1 meeting" if meetings == 1 else f"{meetings} meetings"


def _words(row: Any) -> str:
    """What is told of one partnership."""
    text = f"<br>joint text {row.documents}" if row.documents else ""
    return f"{row.pair}<br>{row.years:.1f} years, {_met(row.meetings)}{text}"
