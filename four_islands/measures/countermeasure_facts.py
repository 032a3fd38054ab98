"""The numbers that the chapter on Moscow's answer says in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from four_islands.measures import countermeasures, sanctions


@dataclass(frozen=True)
class Facts:
    """What the chapter says in words, by name."""

    steps: int
    on_sanctions: int
    on_security: int
    barred: int
    bans: int
    members_barred: int
    list_after_freeze: int
    list_before_tariff: int
    talks_after_tariff: int
    slowest: int
    within_a_week: int
    chance_week: int
    late_statements: int
    late_within: int


def facts(measures: pd.DataFrame, found: pd.DataFrame) -> Facts:
    """All of them, from the tables."""
    moves = countermeasures.since_2022(found)
    taken, rounds = countermeasures.steps(moves), sanctions.rounds(measures)
    on: Any = moves.set_index("move_id")["announced_on"]
    ours = sanctions.decisions(measures)
    freeze = ours.loc[ours["kind"].eq("freeze_persons") & ours["dated_on"].ge("2022-01-01"), "dated_on"].min()
    tariff = ours.loc[ours["kind"].eq("tariff_status"), "announced_on"].min()
    bans = taken[taken["kind"].eq("entry_ban")]["targets_count"].dropna()
    every, late = (
        countermeasures.by_wait(rounds, moves, first)
        for first in (countermeasures.INVASION, countermeasures.SPRING_OVER)
    )
    week, late_week = every.iloc[0], late.iloc[0]
    return Facts(
        steps=len(taken),
        on_sanctions=int(taken["stated_reason"].eq("japanese_sanctions").sum()),
        on_security=int(taken["stated_reason"].eq("security").sum()),
        barred=int(bans.sum()),
        bans=len(bans),
        members_barred=int(bans.max()),
        list_after_freeze=(on["RU-20220307"] - freeze).days,
        list_before_tariff=(tariff - on["RU-20220307"]).days,
        talks_after_tariff=(on["RU-20220321-01"] - tariff).days,
        slowest=int(countermeasures.named_answers(found)["lag_days"].max()),
        within_a_week=int(week["count"]),
        chance_week=round(float(week["expected"])),
        late_statements=int(late["count"].sum()),
        late_within=int(late_week["count"]),
    )
