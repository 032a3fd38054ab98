"""What Moscow did, when, after what, and for which reason it gave.

Nearness in time is no proof of an answer: in March 2022 Japan decided something nearly every few days, so that almost
any step of anybody falls within a week of a round. `by_wait` puts what happened beside what chance would give.
"""

from __future__ import annotations

from math import comb

import pandas as pd

from four_islands.measures import sanctions

INVASION, SPRING_OVER = "2022-02-26", "2022-05-01"  # Japan's first round, and the end of the crowded weeks
LAST_SEARCHED = "2026-02-28"  # of the table of Russian steps
WAITS = {"0–7": (0, 7), "8–14": (8, 14), "15–28": (15, 28), "29–56": (29, 56), "57+": (57, 10_000)}
RANGES = {  # the windows of the timeline
    "2022-26": ("2022-02-01", "2026-03-31"),
    "2022": ("2022-02-15", "2023-01-01"),
    "8 weeks": ("2022-02-20", "2022-04-24"),
}
TAIL = 0.05  # left out of the chance band at either end
REASONS = {
    "japanese_sanctions": "Japan's sanctions",
    "reply_in_kind": "A like step by Japan",
    "unfriendly_acts": "Unfriendly acts of many states",
    "price_cap": "The oil price cap",
    "territorial_campaign": "Campaigns for the islands",
    "payment_dispute": "Payments owed",
    "food_safety": "Food safety",
    "espionage": "Alleged espionage",
    "security": "Russia's security",
    "economic_policy": "Regional development",
    "not_read": "No reason read",
}
ANSWERS = {  # the steps for which Moscow named the Japanese step they answer, in a reader's words
    "RU-20140822": "2014: an entry ban for a visa ban",
    "RU-20220427": "April 2022: diplomats for diplomats",
    "RU-20220715": "July 2022: deputies for deputies",
    "RU-20250303": "March 2025: an entry ban for sanctions",
}
JAPAN_LANES = {  # kinds that a reader would call one thing share a lane
    "Names frozen: persons, firms": ["freeze_persons", "freeze_bodies"],
    "Banks and payments": [
        "freeze_banks",
        "freeze_central_bank",
        "securities_ban",
        "swift",
        "supervision",
        "investment",
    ],
    "Exports banned": ["export_goods", "export_list", "services"],
    "Imports, tariffs, oil price": ["import_ban", "tariff_status", "price_cap"],
    "Diplomats expelled, visas, talks": ["expulsion", "visa", "talks_frozen"],
}
RUSSIA_LANES = {
    "Treaty talks, joint projects, visits": [
        "talks_ended",
        "dialogue_ended",
        "exchanges_ended",
        "agreement_ended",
    ],
    "Diplomats expelled, entry bans": ["expulsion", "entry_ban"],
    "Fish, oil and gas": ["fisheries", "trade", "energy"],
    "Laws, lists, organisations": [
        "unfriendly_list",
        "diplomatic",
        "territory",
        "symbolic_law",
        "undesirable_organisation",
    ],
}


def since_2022(moves: pd.DataFrame) -> pd.DataFrame:
    """The rows since the invasion; the only earlier step found, of 2014, belongs to another story."""
    return moves[moves["announced_on"].ge("2022-01-01")].reset_index(drop=True)


def steps(moves: pd.DataFrame) -> pd.DataFrame:
    """The steps that count: what eased matters for Japan (kind relief) is no countermeasure."""
    return moves[moves["kind"].ne("relief")].sort_values(["announced_on", "move_id"])


def waited(rounds: pd.DataFrame, days: pd.DatetimeIndex) -> list[int]:
    """For each day the days gone by since the last Japanese round on or before it."""
    last = pd.merge_asof(
        pd.DataFrame({"day": days.as_unit("ns")}).sort_values("day"),
        pd.DataFrame({"round_on": pd.DatetimeIndex(rounds["dated_on"]).as_unit("ns")}).sort_values(
            "round_on"
        ),
        left_on="day",
        right_on="round_on",
    )
    return [int(n) for n in (last["day"] - last["round_on"]).dt.days]


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


def both_sides(measures: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Decisions of both sides on one axis: side, lane, dated_on, until_on (effect), size_count (names), label.

    Japan's measures stand at their decision, Russia's steps at the day they became public. Only names count for the
    size of a mark: persons, bodies and banks.
    """
    japan, russia = sanctions.decisions(measures), steps(moves)
    named = japan["targets_unit"].isin(["persons", "bodies", "banks"])
    sides = [
        ("Japan", JAPAN_LANES, japan.assign(size_count=japan["targets_count"].where(named))),
        (
            "Russia",
            RUSSIA_LANES,
            russia.assign(dated_on=russia["announced_on"], size_count=russia["targets_count"]),
        ),
    ]
    frames = []
    for side, named_lanes, rows in sides:
        lanes = {kind: lane for lane, kinds in named_lanes.items() for kind in kinds}
        frames.append(
            pd.DataFrame(
                {
                    "side": side,
                    "lane": rows["kind"].map(lanes),
                    "dated_on": rows["dated_on"],
                    "until_on": rows["in_force_on"].where(rows["in_force_on"] > rows["dated_on"]),
                    "size_count": rows["size_count"],
                    "label": rows["summary"],
                    "source_ids": rows["source_ids"],
                }
            )
        )
    return pd.concat(frames).sort_values(["dated_on", "side"], kind="stable").reset_index(drop=True)


def named_answers(moves: pd.DataFrame) -> pd.DataFrame:
    """The steps for which Moscow named what they answer: label, leader_on, decided_on, lag_days, source_ids."""
    named = steps(moves).dropna(subset="answers_on")
    days = (named["announced_on"] - named["answers_on"]).dt.days
    return pd.DataFrame(
        {
            "label": named["move_id"].map(ANSWERS),
            "leader_on": named["answers_on"],
            "announced_on": named["announced_on"],
            "decided_on": named["announced_on"],
            "announced_days": days,
            "lag_days": days,
            "source_ids": named["source_ids"],
        }
    ).reset_index(drop=True)


def by_reason(moves: pd.DataFrame) -> pd.DataFrame:
    """How many steps carry each stated reason: reason, steps_count, only_at_japan_count; most frequent first."""
    rows = steps(moves)
    counted = rows.groupby("stated_reason", as_index=False).agg(
        steps_count=("move_id", "size"), only_at_japan_count=("is_only_at_japan", "sum")
    )
    return counted.assign(reason=counted["stated_reason"].map(REASONS)).sort_values(
        ["steps_count", "reason"], ascending=[False, True]
    )


def one_by_one(moves: pd.DataFrame) -> pd.DataFrame:
    """Each step with its reason and aim, the commonest reason first: label, look (the aim), said, source_ids."""
    rows, order = steps(moves), by_reason(moves)["stated_reason"].tolist()
    rows = rows.sort_values("stated_reason", key=lambda reasons: reasons.map(order.index), kind="stable")
    said = rows["announced_on"].dt.strftime("%-d %B %Y") + ": " + rows["summary"]
    aim = rows["is_only_at_japan"].astype(bool).map({True: "at Japan alone", False: "at many states"})
    return pd.DataFrame(
        {
            "label": rows["stated_reason"].map(REASONS),
            "look": aim,
            "said": said,
            "source_ids": rows["source_ids"],
        }
    )
