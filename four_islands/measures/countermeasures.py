"""What Moscow did, when, after what, and for which reason it gave.

Nearness in time is no proof of an answer: in March 2022 Japan decided something nearly every few days, so that almost
any step of anybody falls within a week of a round. `chance_share` gives that base rate.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures import sanctions

WEEK = 7
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
SHORT = {  # in a line of words; what one statement ended together stands together
    "unfriendly_list": "unfriendly list",
    "talks_ended": "ends treaty talks",
    "exchanges_ended": "visits",
    "dialogue_ended": "joint projects",
    "diplomatic": "blocks Black Sea status",
    "expulsion": "expulsion of diplomats",
    "entry_ban": "entry ban",
    "fisheries": "fishing accord suspended",
    "energy": "oil and gas decree",
    "relief": "relief",
    "territory": "Kuril tax law",
    "undesirable_organisation": "body outlawed",
    "symbolic_law": "victory day law",
    "trade": "seafood ban",
    "agreement_ended": "agreement ended",
}
LANES = {  # kinds that a reader would call one thing share a lane
    "unfriendly_list": "Unfriendly list, diplomatic steps",
    "diplomatic": "Unfriendly list, diplomatic steps",
    "expulsion": "Expulsions",
    "talks_ended": "Treaty talks, joint projects, visits ended",
    "dialogue_ended": "Treaty talks, joint projects, visits ended",
    "exchanges_ended": "Treaty talks, joint projects, visits ended",
    "entry_ban": "Entry bans",
    "fisheries": "Fishing and seafood",
    "trade": "Fishing and seafood",
    "energy": "Energy decrees",
    "territory": "Laws on the Kurils and on 3 September",
    "symbolic_law": "Laws on the Kurils and on 3 September",
    "undesirable_organisation": "Organisations outlawed",
    "agreement_ended": "Other agreements ended",
}


def since_2022(moves: pd.DataFrame) -> pd.DataFrame:
    """The rows since the invasion; the only earlier step found, of 2014, belongs to another story."""
    return moves[moves["announced_on"].ge("2022-01-01")].reset_index(drop=True)


def steps(moves: pd.DataFrame) -> pd.DataFrame:
    """The steps that count: what eased matters for Japan (kind relief) is no countermeasure."""
    return moves[moves["kind"].ne("relief")].sort_values(["announced_on", "move_id"])


def within_a_week(rounds: pd.DataFrame, moves: pd.DataFrame, days: int = WEEK) -> pd.DataFrame:
    """Every pair of a Japanese round and a Russian step made public on that day or up to `days` days later.

    One step can follow several rounds; `is_last_round` marks the round nearest before it.
    """
    pairs = rounds[["dated_on", "kinds"]].merge(steps(moves), how="cross")
    pairs["after_days"] = (pairs["announced_on"] - pairs["dated_on"]).dt.days
    pairs = pairs[pairs["after_days"].between(0, days)]
    nearest = pairs.groupby("move_id")["after_days"].transform("min")
    return (
        pairs.assign(is_last_round=pairs["after_days"].eq(nearest))
        .sort_values(["dated_on", "announced_on", "move_id"])
        .reset_index(drop=True)
    )


def since_last_round(rounds: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Each Russian step with the last Japanese round on or before its day, and the days between."""
    days = rounds[["dated_on"]].rename(columns={"dated_on": "round_on"}).sort_values("round_on")
    frame = pd.merge_asof(steps(moves), days, left_on="announced_on", right_on="round_on")
    return frame.assign(after_days=(frame["announced_on"] - frame["round_on"]).dt.days)


def chance_share(
    rounds: pd.DataFrame, first: pd.Timestamp | str, last: pd.Timestamp | str, days: int = WEEK
) -> float:
    """The share of all days from `first` to `last` that lie on or within `days` days after a Japanese round.

    A step on a day drawn at random would fall within a week of a round with this probability.
    """
    span = pd.date_range(first, last, freq="D")
    covered = {day + pd.Timedelta(days=n) for day in rounds["dated_on"] for n in range(days + 1)}
    return sum(day in covered for day in span) / len(span)


def both_sides(measures: pd.DataFrame, moves: pd.DataFrame) -> pd.DataFrame:
    """Decisions of both sides on one axis: side, lane, dated_on, until_on (effect), size_count (names), label.

    Japan's measures stand at their decision, Russia's steps at the day they became public. Only names count for the
    size of a mark: persons, bodies and banks.
    """
    japan = sanctions.decisions(measures)
    named = japan["targets_unit"].isin(["persons", "bodies", "banks"])
    ours = pd.DataFrame(
        {
            "side": "Japan",
            "lane": japan["kind"].map(sanctions.LANES),
            "dated_on": japan["dated_on"],
            "until_on": japan["in_force_on"].where(japan["in_force_on"] > japan["dated_on"]),
            "size_count": japan["targets_count"].where(named),
            "label": japan["summary"],
            "source_ids": japan["source_ids"],
        }
    )
    russia = steps(moves)
    theirs = pd.DataFrame(
        {
            "side": "Russia",
            "lane": russia["kind"].map(LANES),
            "dated_on": russia["announced_on"],
            "until_on": russia["in_force_on"].where(russia["in_force_on"] > russia["announced_on"]),
            "size_count": russia["targets_count"],
            "label": russia["summary"],
            "source_ids": russia["source_ids"],
        }
    )
    return pd.concat([ours, theirs]).sort_values(["dated_on", "side"], kind="stable").reset_index(drop=True)


def barred(moves: pd.DataFrame) -> pd.DataFrame:
    """The entry bans whose names were published, with the running sum. A person named twice would count twice."""
    rows = steps(moves)
    rows = rows[rows["kind"].eq("entry_ban") & rows["targets_count"].notna()]
    return rows.assign(total_count=rows["targets_count"].cumsum())


def by_reason(moves: pd.DataFrame) -> pd.DataFrame:
    """How many steps carry each stated reason: reason, steps_count, only_at_japan_count; most frequent first."""
    rows = steps(moves)
    counted = rows.groupby("stated_reason", as_index=False).agg(
        steps_count=("move_id", "size"), only_at_japan_count=("is_only_at_japan", "sum")
    )
    return counted.assign(reason=counted["stated_reason"].map(REASONS)).sort_values(
        ["steps_count", "reason"], ascending=[False, True]
    )
