"""What Moscow did, when, after what, and for which reason it gave.

Nearness in time is no proof of an answer: in March 2022 Japan decided something nearly every few days, so that almost
any step of anybody falls within a week of a round. `by_wait` puts what happened beside what chance would give.
"""

from __future__ import annotations

from math import comb

import pandas as pd

from four_islands.data.words import words
from four_islands.measures import sanctions

INVASION, SPRING_OVER = "2022-02-26", "2022-05-01"  # Japan's first round, and the end of the crowded weeks
LAST_SEARCHED = "2026-02-28"  # of the table of Russian steps
WAITS = {
    "Within a week of a round": (0, 7),
    "8 to 14 days after it": (8, 14),
    "15 to 28 days": (15, 28),
    "29 to 56 days": (29, 56),
    "More than eight weeks": (57, 10_000),
}
RANGES, REASONS, LINES, ANSWERS, JAPAN_LANES, RUSSIA_LANES = words(
    __file__, "RANGES", "REASONS", "LINES", "ANSWERS", "JAPAN_LANES", "RUSSIA_LANES"
)
SPRING, LATER = "March and April 2022", "from May 2022 on"
UNNAMED = ("RU-20220903", "RU-20231109")  # coded for the sanctions, though their own words do not name them
TAIL = 0.05  # left out of the chance band at either end


def since_2022(moves: pd.DataFrame) -> pd.DataFrame:
    """The rows since the invasion; the only earlier step found, of 2014, belongs to another story."""
    return moves[moves["announced_on"].ge("2022-01-01")].reset_index(drop=True)


def steps(moves: pd.DataFrame) -> pd.DataFrame:
    """The steps that count: what eased matters for Japan (kind relief) is no countermeasure."""
    return moves[moves["kind"].ne("relief")].sort_values(["announced_on", "move_id"])


def waited(rounds: pd.DataFrame, days: pd.DatetimeIndex) -> list[int]:
    """For each day the days gone by since the last Japanese round on or before it."""
    held = pd.DatetimeIndex(rounds["dated_on"]).sort_values()
    days = days.sort_values()
    last = held[held.searchsorted(days, side="right") - 1]
    return [int(n) for n in (days - last).days]


def band(days: int, share: float, tail: float = TAIL) -> tuple[int, int]:
    """The middle nine tenths of what comes up when `days` days are drawn and each falls here with chance `share`.

    >>> band(22, 0.1)
    (0, 5)
    """
    so_far, low = 0.0, -1
    for hits in range(days + 1):
        so_far += comb(days, hits) * share**hits * (1 - share) ** (days - hits)
        if low < 0 and so_far >= tail:
            low = hits
        if so_far >= 1 - tail:
            return low, hits
    return low, days


def by_wait(rounds: pd.DataFrame, moves: pd.DataFrame, first: str, last: str = LAST_SEARCHED) -> pd.DataFrame:
    """Russian steps by the days since the last Japanese round, beside chance: wait, count, expected, low, high.

    What one statement ended together counts once: days, not steps, are drawn. Chance is a day drawn evenly from `first`
    to `last`; it leaves out that steps of one time have one cause, the war.
    """
    days = pd.DatetimeIndex(sorted(set(steps(moves)["announced_on"])))
    found = waited(rounds, days[(days >= pd.Timestamp(first)) & (days <= pd.Timestamp(last))])
    every = waited(rounds, pd.date_range(first, last, freq="D"))
    rows = []
    for wait, (low, high) in WAITS.items():
        share = sum(low <= n <= high for n in every) / len(every)
        count = sum(low <= n <= high for n in found)
        rows.append((wait, count, share * len(found), *band(len(found), share)))
    return pd.DataFrame(rows, columns=["wait", "count", "expected", "low", "high"])


def day_by_day(rounds: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Each day with a Russian step since the invasion by the wait since the last round: label (the wait), look, said.

    The later days stand first in a line, so that a stroke of chance for them alone can be held against them.
    """
    taken = steps(moves).query("announced_on >= @INVASION")
    together = taken.groupby("announced_on")["summary"].transform(" ".join)
    found = taken.assign(summary=together).drop_duplicates("announced_on")
    days = pd.DatetimeIndex(found["announced_on"])
    label = [next(w for w, (low, high) in WAITS.items() if low <= n <= high) for n in waited(rounds, days)]
    look = found["announced_on"].lt(SPRING_OVER).map({True: SPRING, False: LATER})
    said = found["announced_on"].dt.strftime("%-d %B %Y") + ": " + found["summary"]
    drawn = pd.DataFrame({"label": label, "look": look, "said": said, "source_ids": found["source_ids"]})
    order = [*WAITS, LATER, SPRING]
    return drawn.sort_values(["label", "look"], key=lambda column: column.map(order.index), kind="stable")


def both_sides(measures: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Decisions of both sides on one axis: side, lane, dated_on, until_on (effect), size_count (names), label.

    Japan's measures stand at their decision, Russia's steps at the day they became public. Only names count for the
    size of a mark: persons, bodies and banks.
    """
    japan, russia = sanctions.decisions(measures), steps(moves)
    named = japan["targets_unit"].isin(["persons", "bodies", "banks"])
    japan = japan.assign(size_count=japan["targets_count"].where(named))
    russia = russia.assign(dated_on=russia["announced_on"], size_count=russia["targets_count"])
    columns = ["side", "lane", "dated_on", "until_on", "size_count", "label", "source_ids"]
    frames = []
    for side, named_lanes, rows in (("Japan", JAPAN_LANES, japan), ("Russia", RUSSIA_LANES, russia)):
        lane = rows["kind"].map({kind: lane for lane, kinds in named_lanes.items() for kind in kinds})
        until = rows["in_force_on"].where(rows["in_force_on"] > rows["dated_on"])
        frames.append(rows.assign(side=side, lane=lane, until_on=until, label=rows["summary"])[columns])
    return pd.concat(frames).sort_values(["dated_on", "side"], kind="stable").reset_index(drop=True)


def named_answers(moves: pd.DataFrame) -> pd.DataFrame:
    """The steps for which Moscow named, or plainly matched, what they answer: what for what, both days, the wait."""
    named = steps(moves).dropna(subset="answers_on")
    days = {"Japan's step": named["answers_on"], "Russia's answer": named["announced_on"]}
    waits = (named["announced_on"] - named["answers_on"]).dt.days
    shown = {side: on.dt.strftime("%-d %B %Y") for side, on in days.items()}
    return pd.DataFrame({"what for what": named["move_id"].map(ANSWERS), **shown, "days": waits})


def by_reason(moves: pd.DataFrame) -> pd.DataFrame:
    """How many steps carry each stated reason: reason, steps_count, only_at_japan_count; most frequent first."""
    rows = steps(moves)
    counted = rows.groupby("stated_reason", as_index=False).agg(
        steps_count=("move_id", "size"), only_at_japan_count=("is_only_at_japan", "sum")
    )
    counted = counted.assign(reason=counted["stated_reason"].map(REASONS))
    return counted.sort_values(["steps_count", "reason"], ascending=[False, True])


def one_by_one(moves: pd.DataFrame) -> pd.DataFrame:
    """Each step with its reason and aim, in the order of the lines: label, look (the aim), said, source_ids."""
    rows, order = steps(moves), list(LINES)
    rows = rows.sort_values("stated_reason", key=lambda reasons: reasons.map(order.index), kind="stable")
    said = rows["announced_on"].dt.strftime("%-d %B %Y") + ": " + rows["summary"]
    aim = rows["is_only_at_japan"].astype(bool).map({True: "at Japan alone", False: "not at Japan alone"})
    reason = rows["stated_reason"].map(LINES)
    return pd.DataFrame({"label": reason, "look": aim, "said": said, "source_ids": rows["source_ids"]})
