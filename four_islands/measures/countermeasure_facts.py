"""The numbers that the chapter on Moscow's answer says in words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from four_islands.measures import countermeasures, sanctions


def facts(measures: pd.DataFrame, found: pd.DataFrame) -> SimpleNamespace:
    """All of them, from the tables."""
    moves = countermeasures.since_2022(found)
    taken, rounds = countermeasures.steps(moves), sanctions.rounds(measures)
    on: Any = moves.set_index("move_id")["announced_on"]
    ours = sanctions.decisions(measures)
    freeze = ours.loc[ours["kind"].eq("freeze_persons") & ours["dated_on"].ge("2022-01-01"), "dated_on"].min()
    tariff = ours.loc[ours["kind"].eq("tariff_status"), "announced_on"].min()
    bans = taken[taken["kind"].eq("entry_ban")]["targets_count"].dropna()
    waits, later = (
        countermeasures.by_wait(rounds, moves, first)
        for first in (countermeasures.INVASION, countermeasures.SPRING_OVER)
    )
    frozen = ours.loc[ours["kind"].eq("freeze_persons") & ours["dated_on"].dt.year.eq(2022), "targets_count"]
    on_sanctions = taken[taken["stated_reason"].eq("japanese_sanctions")]
    least = on_sanctions[~on_sanctions["move_id"].isin(countermeasures.UNNAMED)]["announced_on"].nunique()
    lines = taken["stated_reason"].map(countermeasures.LINES).value_counts()
    week, late, upper = waits.iloc[0], later.iloc[0], later.iloc[:-1]
    return SimpleNamespace(
        steps=len(taken),
        on_sanctions=len(on_sanctions),
        on_sanctions_least=least,  # one statement counted once, and only steps whose own words name the sanctions
        next_reason=int(lines.drop(countermeasures.LINES["japanese_sanctions"]).max()),
        on_security=int(taken["stated_reason"].eq("security").sum()),
        barred=int(bans.sum()),
        bans=len(bans),
        members_barred=int(bans.max()),
        most_frozen=int(frozen.max()),
        list_after_freeze=(on["RU-20220307"] - freeze).days,
        list_before_tariff=(tariff - on["RU-20220307"]).days,
        talks_after_tariff=(on["RU-20220321-01"] - tariff).days,
        slowest=int(countermeasures.named_answers(found)["days"].max()),
        within_a_week=int(week["count"]),
        spring_week=int(week["count"] - late["count"]),
        week_high=int(week["high"]),  # chance gives more in fewer than one draw of twenty
        later_week=int(late["count"]),
        chance_later=round(float(late["expected"])),
        later_upper=int(upper["count"].sum()),
        chance_upper=round(float(upper["expected"].sum())),
    )
