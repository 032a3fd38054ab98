"""Approval of the cabinet: how much it moves from poll to poll, and how much it moved around a given day.

Only changes between two polls of one pollster under one premier are counted: levels of different pollsters do not
compare, and a new premier starts anew. A fall after a move means little by itself; it is read against all the other
changes of the same pollster.
"""

from __future__ import annotations

from math import comb
from types import SimpleNamespace

import pandas as pd

from four_islands.data.words import words
from four_islands.measures.neighbours import NEIGHBOURS_DAYS, changes, regular

AROUND_DAYS = 65  # a poll before and one after an event lie at most two months and some days apart
FIELDWORK_DAYS = 2  # after the first day, where the last is not known: polls run from Friday to Sunday
SLACK = 1e-9  # shares are printed to a tenth of a point
HALF = 0.5
NINETY_FIVE = 1.96  # standard errors on each side of a 95 per cent interval
YARDSTICKS = {
    "tenth": lambda points: points.quantile(0.1),
    "sd": lambda points: points.mean() - points.std(),
    "five": lambda points: -5.0,
}
MID_MONTH = 15  # NHK's regular poll, of which only the month is known, is over by then


LABELS, HEADINGS = words(__file__, "LABELS", "HEADINGS")


def facts(readings: pd.DataFrame, moves: pd.DataFrame) -> SimpleNamespace:
    """The ordinary ups and downs of NHK's series, and what happened around the moves at every pollster."""
    nhk = spread(changes(readings)).to_dict("index")["nhk"]
    found = around(readings, moves)
    nagato = found[found["move_id"].eq("nagato-2016")]
    singapore = found[found["move_id"].eq("singapore-2018")]
    starred = [move for move, label in LABELS.items() if label.endswith("*")]
    away = moves[moves["move_id"].isin(starred)]
    loss, gain = middle(changes(readings))
    fell, measured, chance = unusual_falls(readings, away, pollsters="nhk", yardstick="five")
    meetings = moves["summit_id"].notna() & moves["move_id"].isin(list(LABELS))
    return SimpleNamespace(
        changes=int(nhk["changes"]),
        usual_loss=-loss,
        usual_gain=gain,
        starred=measured,
        hidden=round(NINETY_FIVE * nhk["sd"] / measured**0.5),
        five_fell=fell,
        five_luck=round(1 / as_many(fell, measured, chance / measured)),  # by luck once in so many tries
        five_lots=round(
            comb(len(LABELS), fell) / comb(measured, fell)
        ),  # dealt among all dots, all on steps once in so many
        drawn=len(LABELS),
        meetings=int(meetings.sum()),
        pollsters=int(found["pollster"].nunique()),
        nagato_pollsters=len(nagato),
        nagato_fell=int(nagato["change"].lt(0).sum()),
        singapore_rose=int(singapore["change"].gt(0).sum()),
        singapore_pollsters=len(singapore),
    )


def as_many(fell: int, measured: int, each: float) -> float:
    """How likely so many falls are, or more, if every move has the same chance of one.

    >>> as_many(1, 2, 0.5)
    0.75
    """
    return sum(comb(measured, k) * each**k * (1 - each) ** (measured - k) for k in range(fell, measured + 1))


def middle(changed: pd.DataFrame, pollster: str = "nhk") -> tuple[float, float]:
    """Between which two values eight in ten of a pollster's ordinary changes lie."""
    own = changed.loc[changed["pollster"].eq(pollster), "change"].astype(float)
    return float(own.quantile(0.1)), float(own.quantile(0.9))


def unusual_falls(
    readings: pd.DataFrame, moves: pd.DataFrame, *, pollsters: str, yardstick: str, steps: int = 1
) -> tuple[int, int, float]:
    """After how many moves approval fell unusually, after how many it was measured, and how many chance would give.

    A fall is unusual by the pollster's own changes: the lowest tenth, a standard deviation below the mean, or five
    points. `pollsters`: NHK alone, each (half of them must show it), or the mean over all.
    """
    ordinary = changes(readings, steps)
    limits = ordinary.groupby("pollster")["change"].agg(YARDSTICKS[yardstick]).astype(float)
    low = ordinary["change"].le(ordinary["pollster"].map(limits) + SLACK)
    chance = low.groupby(ordinary["pollster"]).mean()
    found = around(readings, moves, steps)
    if pollsters == "nhk":
        found = found[found["pollster"].eq("nhk")]
    if found.empty:
        return 0, 0, 0.0
    found = found.assign(limit=found["pollster"].map(limits), chance=found["pollster"].map(chance))
    by = found.assign(fell=found["change"].le(found["limit"] + SLACK)).groupby("move_id")
    mean = by["change"].mean().le(by["limit"].mean() + SLACK)
    fell = mean if pollsters == "mean" else by["fell"].mean().ge(HALF)
    return int(fell.sum()), len(fell), float(by["chance"].mean().sum())


def spread(changed: pd.DataFrame) -> pd.DataFrame:
    """For each pollster how many changes there are, how wide they spread, and how often five points were lost."""
    by = changed.groupby("pollster")["change"]
    found = by.agg(changes="size", mean="mean", sd="std", lowest_tenth=lambda points: points.quantile(0.1))
    return found.assign(falls_of_five=by.agg(lambda points: points.le(-5).mean()))


def around(readings: pd.DataFrame, moves: pd.DataFrame, steps: int = 1) -> pd.DataFrame:
    """The last poll before and the first after each move, by pollster, and how ordinary the change between them was.

    `as_low` is the share of the pollster's own changes that were as low or lower. A poll that overlaps the move is
    left out, and so is one of which only the month is known when the move falls in its first half. With `steps` the
    second, third ... poll after the move, held against changes over as many polls.
    """
    own = {name: part.to_numpy() for name, part in changes(readings, steps).groupby("pollster")["change"]}
    allowed = pd.Timedelta(days=AROUND_DAYS + NEIGHBOURS_DAYS * (steps - 1))
    last = moves["ended_on"].fillna(moves["moved_on"])
    found = []
    for pollster, polls in regular(readings).groupby("pollster"):
        starts, ends = polls["fieldwork_started_on"].to_numpy(), _ends(polls).to_numpy()
        terms, shares = polls["term_id"].to_numpy(), polls["approve_percent"].astype(float).to_numpy()
        names, cited = polls["reading_id"].tolist(), polls["source_ids"].tolist()
        for move, start, end in zip(moves["move_id"], moves["moved_on"], last, strict=True):
            before = (ends < start.to_datetime64()).nonzero()[0]
            after = (starts > end.to_datetime64()).nonzero()[0]
            if not len(before) or len(after) < steps:
                continue
            one, two = int(before[-1]), int(after[steps - 1])
            if starts[two] - starts[one] > allowed or terms[one] != terms[two]:
                continue
            change = float(shares[two] - shares[one])
            as_low = float((own[pollster] <= change + SLACK).mean()) if pollster in own else float("nan")
            both = ";".join(dict.fromkeys([cited[one], cited[two]]))
            found.append((move, pollster, names[one], names[two], round(change, 1), as_low, both))
    columns = ["move_id", "pollster", "before_id", "after_id", "change", "as_low", "source_ids"]
    return pd.DataFrame(found, columns=columns)


def _ends(polls: pd.DataFrame) -> pd.Series:
    """The last day of fieldwork: as printed, a few days after the first, or the middle of a month."""
    starts = polls["fieldwork_started_on"]
    ends = polls["fieldwork_ended_on"].fillna(starts + pd.Timedelta(days=FIELDWORK_DAYS))
    rough = polls["fieldwork_started_on_precision"].eq("month")
    return ends.mask(rough, starts + pd.Timedelta(days=MID_MONTH - 1))
