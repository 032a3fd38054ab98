"""Every number of the text on when the leaders met: meetings, visits, texts, and the years without a journey."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd

from four_islands.measures.summits import held, joint_texts
from four_islands.measures.warmth import YEARS, in_person_talks

FIRST = 1990  # where the figure of journeys begins
LAST_OF_MANY = "2003-12-31"  # texts came at most visits before, and hardly at one since
STRETCH = pd.Timedelta(days=3 * 365.25)  # without a journey: the figure marks what is longer
VISIT_DAYS = pd.Timedelta(days=3)  # from the first day of a visit to its text


def facts(
    summits: pd.DataFrame, *, instruments: pd.DataFrame, talks: pd.DataFrame, island_visits: pd.DataFrame
) -> SimpleNamespace:
    """All of them from the tables."""
    meetings, in_person = held(summits), in_person_talks(talks)
    kinds = meetings["occasion_kind"].value_counts()
    visits = with_text(meetings, instruments)
    early = visits["held_on"].le(LAST_OF_MANY)
    stretches = quiet(meetings, in_person, island_visits)
    talks_end = in_person["held_on"].max()
    return SimpleNamespace(
        meetings=len(meetings),
        visits=len(visits),
        on_margins=int(kinds["multilateral"]),
        before_1991=int(meetings["held_on"].dt.year.lt(1991).sum()),
        abe_putin=int(meetings["pair"].eq("Abe-Putin").sum()),
        last_on=meetings["held_on"].max(),
        texts=len(joint_texts(instruments)),
        early_visits=int(early.sum()),
        early_with_text=int(visits.loc[early, "has_text"].sum()),
        late_visits=int((~early).sum()),
        late_with_text=int(visits.loc[~early, "has_text"].sum()),
        false_sets=len(YEARS) - 1,
        ministers_last_on=talks_end,
        island_visits_last_on=island_visits["visited_on"].max(),
        journeys_since_talks=int(island_visits["visited_on"].gt(talks_end).sum()),
        quiet=stretches,
        between=counted(meetings, in_person, island_visits, stretches[1].end, stretches[2].start),
    )


def with_text(meetings: pd.DataFrame, instruments: pd.DataFrame) -> pd.DataFrame:
    """Visits in order of time, and whether a joint text on the islands is dated within three days of their start."""
    visits = meetings[meetings["occasion_kind"].eq("visit")].reset_index(drop=True)
    texts = joint_texts(instruments)["dated_on"]
    found = [bool(texts.between(day, day + VISIT_DAYS).any()) for day in visits["held_on"]]
    return visits.assign(has_text=pd.Series(found, index=visits.index))


def quiet(meetings: pd.DataFrame, talks: pd.DataFrame, island_visits: pd.DataFrame) -> list[SimpleNamespace]:
    """The long stretches without a journey to the islands, and how often leaders and ministers met in them."""
    days = island_visits["visited_on"].sort_values()
    days = days[days.dt.year >= FIRST]
    return [counted(meetings, talks, island_visits, a, b) for a, b in pairwise(days) if b - a > STRETCH]


def counted(
    meetings: pd.DataFrame,
    talks: pd.DataFrame,
    island_visits: pd.DataFrame,
    start: pd.Timestamp,
    end: pd.Timestamp,
) -> SimpleNamespace:
    """Meetings of leaders, talks of ministers and journeys from one day to another."""
    met, talked = (int(frame["held_on"].between(start, end).sum()) for frame in (meetings, talks))
    went = int(island_visits["visited_on"].between(start, end).sum())
    return SimpleNamespace(start=start, end=end, meetings=met, talks=talked, journeys=went)


def listed(shifts: Mapping[str, list[int]]) -> pd.DataFrame:
    """The years of each list of shifts, as readers see them."""
    years = [", ".join(str(year) for year in every if year in YEARS) for every in shifts.values()]
    return pd.DataFrame({"list": list(shifts), "years": years})
