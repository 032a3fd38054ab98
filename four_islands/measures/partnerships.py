"""What the chapter on partnerships says: who met whom, what a change cost in days, what long and short ones signed."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.data.words import words
from four_islands.measures import counterparts, leaders, tenure, waits
from four_islands.measures.counterparts import RUNNING
from four_islands.measures.waits import Ratio

CASE, MOSCOW = words(__file__, "CASE", "MOSCOW")
DAYS = {
    "move_id": "announced_on",
    "talk_id": "held_on",
    "event_id": "happened_on",
}  # when, in tables of such rows
SANCTIONS = "First sanctions,<br>over Crimea"
ESSAY = "2022-09-01"  # the day the essay came out
ABE, ABE_FIRST, HOSOKAWA, MORI = "JP35", "JP29", "JP22", "JP27"
HATOYAMA, TANAKA = "JP07", "JP12"  # the two who came before 1991
HASHIMOTO, OBUCHI = "JP25", "JP26"  # the one who proposed at Kawana, and the one who went for the answer
SINCE = "1945-08-17"


def between_the_lanes(summits: pd.DataFrame, instruments: pd.DataFrame) -> pd.DataFrame:
    """Meetings and joint texts as events of one kind each, with words."""
    met = counterparts.counted(summits)
    who = met["japan_leader"] + " and " + met["russia_leader"] + ", " + met["place"]
    texts = counterparts.signed(instruments).assign(kind="text")
    texts = texts.rename(columns={"dated_on": "held_on", "short_title": "label"})
    visits = met["occasion_kind"].eq("visit").astype(object)
    frames = [met.assign(kind="meeting", label=who, is_visit=visits), texts.assign(is_visit=None)]
    columns = ["kind", "held_on", "label", "is_visit", "source_ids"]
    return pd.concat([frame[columns] for frame in frames], ignore_index=True).sort_values("held_on")


def case(offers: pd.DataFrame, measures: pd.DataFrame, *moscow: pd.DataFrame) -> pd.DataFrame:
    """The steps of the case in order of time: the day, the side, and words short enough for a telephone.

    `measures` are Japan's; the first of its sanctions is a step too. `moscow` are tables with steps of Moscow that are no
    offers: countermeasures, talks of the ministers, security events.
    """
    steps = offers[offers["offer_id"].isin(CASE)]
    steps = steps.assign(label=steps["offer_id"].map(CASE))
    first = measures.nsmallest(1, "dated_on").rename(columns={"dated_on": "made_on"})
    first = first[["made_on", "source_ids"]].assign(side="japan", label=SANCTIONS)
    return pd.concat([steps, first, *map(by_moscow, moscow)]).sort_values("made_on").reset_index(drop=True)


def by_moscow(table: pd.DataFrame) -> pd.DataFrame:
    """The steps of Moscow in one table, by the name of its first column."""
    key = str(table.columns[0])
    found = table[table[key].isin(MOSCOW)]
    steps = found.assign(made_on=found[DAYS[key]], side="russia", label=found[key].map(MOSCOW))
    return steps[["made_on", "source_ids", "side", "label"]]


def by_length(met: pd.DataFrame, years: float = tenure.LONG_YEARS) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Partnerships of so many years and more, and the shorter ones."""
    long = met["pair_days"].ge(years * tenure.DAYS_PER_YEAR)
    return met[long], met[~long]


def texts_ratio(long: pd.DataFrame, short: pd.DataFrame) -> Ratio:
    """How many times as many texts per year long partnerships signed, with the exact interval."""
    years = [counterparts.years_together(part) for part in (long, short)]
    return waits.rate_ratio(int(long["texts"].sum()), years[0], int(short["texts"].sum()), years[1])


def started_between(japan: pd.DataFrame, one: str, other: str) -> int:
    """How many premierships began after one and before another."""
    begun = japan.set_index("spell_id")["started_on"]
    return int((begun.gt(begun[one]) & begun.lt(begun[other])).sum())


def facts(
    met: pd.DataFrame,
    premierships: pd.DataFrame,
    moscow: pd.DataFrame,
    summits: pd.DataFrame,
) -> SimpleNamespace:
    """All of them from the tables; `met` are the partners of `four_islands.measures.counterparts`."""
    japan, meetings = leaders.japan(premierships), waits.meetings(summits)
    finished = met[met["ended_by"].ne(RUNNING)]
    silent = met[met["meetings"].eq(0)].nlargest(1, "pair_days").iloc[0]
    first = waits.first_waits(japan, meetings)
    visits = waits.meetings(summits, "visit")
    visited, visits_in_place = waits.first_waits(japan, visits), waits.gaps(japan, visits)[0]
    in_place, across = waits.gaps(japan, meetings)
    met_after = first.set_index("spell_id")["tenure_days"]  # days to the first meeting
    days = waits.first_waits(japan, visits, SINCE).set_index("spell_id")["tenure_days"]  # to the first visit
    expected = round(waits.expected(visits_in_place, visited["term_days"]))
    late = finished["started_on"].ge(waits.RUSSIA_ALONE) & finished["ended_on"].le(ESSAY)
    late_long, late_short = by_length(finished[late])
    mori, abe = (met[met["term_id"].eq(term)].iloc[0] for term in (MORI, ABE))  # each with Putin alone
    return SimpleNamespace(
        premierships=len(japan),
        in_moscow=int(leaders.russia(moscow, "formal")["person_id"].nunique()),
        meetings=len(meetings),
        meetings_before_1991=int(meetings["held_on"].lt("1991-01-01").sum()),
        silent=str(silent["pair"]).replace("–", " and "),
        silent_years=float(silent["pair_days"] / tenure.DAYS_PER_YEAR),
        abe_first=int(meetings["japan_term_id"].eq(ABE_FIRST).sum()),
        abe=int(meetings["japan_term_id"].isin([ABE, ABE_FIRST]).sum()),
        hatoyama=int(days[HATOYAMA]),
        tanaka=int(days[TANAKA]),
        between=started_between(japan, HATOYAMA, TANAKA),
        hashimoto_met=int(met_after[HASHIMOTO]),
        hashimoto=int(days[HASHIMOTO]),
        hashimoto_held=int(visited.set_index("spell_id")["term_days"][HASHIMOTO]),
        obuchi=int(days[OBUCHI]),
        hosokawa=int(days[HOSOKAWA]),  # days to his visit
        mori_wait=int(met_after[MORI]),
        mori_meetings=int(mori["meetings"]),
        mori_texts=int(mori["texts"]),
        mori_months=round(mori["pair_days"] / tenure.DAYS_PER_YEAR * 12),
        abe_putin_texts=int(abe["texts"]),  # of the second premiership
        abe_putin_years=float(abe["pair_days"] / tenure.DAYS_PER_YEAR),
        new_premiers=len(first),
        first_wait=waits.middle(first),
        chance_day=waits.middle(waits.from_any_day(in_place)),
        across_change=waits.middle(across),  # from the last meeting of one premier to the first of the next
        gap_in_place=waits.middle(waits.day_by_day(in_place)),  # the gap on a day picked by chance
        new_premiers_visited=int(visited["is_complete"].sum()),
        first_visit=waits.middle(visited),
        chance_visit=waits.middle(waits.from_any_day(visits_in_place)),
        expected_visits=expected,
        texts=int(finished["texts"].sum()),
        long_late_years=counterparts.years_together(late_long),
        long_late_texts=int(late_long["texts"].sum()),
        short_late_years=counterparts.years_together(late_short),
        short_late_texts=int(late_short["texts"].sum()),
        ratio=texts_ratio(*by_length(finished)),
    )
