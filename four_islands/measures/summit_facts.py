"""Every number of the text on when the leaders met: meetings, visits, texts, and the years without a journey."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd

from four_islands.measures.summits import between_both, held, joint_texts
from four_islands.measures.warmth import FIRST_YEARS, YEARS, in_person_talks

ABE = "JP35"  # his second premiership
FIRST = 1990  # where the figure of journeys begins
LAST_OF_MANY = "2003-12-31"  # texts came at most visits before, and hardly at one since
YEAR_DAYS = 365.25
THIN = range(YEARS[0], 1991)  # of the span: before meetings were usual
STRETCH = pd.Timedelta(days=3 * YEAR_DAYS)  # without a journey: the figure marks what is longer
VISIT_DAYS = pd.Timedelta(days=3)  # from the first day of a visit to its text


def facts(
    summits: pd.DataFrame, *, instruments: pd.DataFrame, talks: pd.DataFrame, island_visits: pd.DataFrame
) -> SimpleNamespace:
    """All of them from the tables."""
    meetings = held(summits)
    kinds = meetings["occasion_kind"].value_counts()
    visits = with_text(meetings, joint_texts(instruments))
    with_paper = with_text(meetings, between_both(instruments))["has_text"]
    early = visits["held_on"].le(LAST_OF_MANY)
    stretches = quiet(meetings, island_visits)
    talks_end = in_person_talks(talks)["held_on"].max()
    year = meetings["held_on"].dt.year
    return SimpleNamespace(
        meetings=len(meetings),
        on_margins=int(kinds["multilateral"]),
        before_1991=int(year.lt(1991).sum()),
        thin_years=len(THIN),
        in_thin_years=int(year.isin(THIN).sum()),
        abe_putin=int(meetings["pair"].eq("Abe-Putin").sum()),
        last_on=meetings["held_on"].max(),
        texts=len(joint_texts(instruments)),
        early_visits=int(early.sum()),
        early_with_text=int(visits.loc[early, "has_text"].sum()),
        early_with_paper=int(with_paper[early].sum()),
        late_visits=int((~early).sum()),
        late_with_text=int(visits.loc[~early, "has_text"].sum()),
        late_with_paper=int(with_paper[~early].sum()),
        span=len(YEARS),
        false_sets=len(YEARS) - 1,
        journeys_since_talks=int(island_visits["visited_on"].gt(talks_end).sum()),
        quiet=stretches,
        between=counted(meetings, island_visits, stretches[1].end, stretches[2].start),
    )


def with_text(meetings: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Visits in order of time, and whether one of some texts is dated within three days of their start."""
    visits = meetings[meetings["occasion_kind"].eq("visit")].reset_index(drop=True)
    return visits.assign(has_text=followed(visits["held_on"], texts))


def followed(days: pd.Series, texts: pd.DataFrame) -> pd.Series:
    """For each day whether one of some texts is dated within three days of it."""
    found = [bool(texts["dated_on"].between(day, day + VISIT_DAYS).any()) for day in days]
    return pd.Series(found, index=days.index, dtype=bool)


def quiet(meetings: pd.DataFrame, island_visits: pd.DataFrame) -> list[SimpleNamespace]:
    """The long stretches without a journey to the islands, and how often leaders met in them."""
    days = island_visits["visited_on"].sort_values()
    days = days[days.dt.year >= FIRST]
    return [counted(meetings, island_visits, a, b) for a, b in pairwise(days) if b - a > STRETCH]


def counted(
    meetings: pd.DataFrame, island_visits: pd.DataFrame, start: pd.Timestamp, end: pd.Timestamp
) -> SimpleNamespace:
    """Meetings of leaders, in all and by the year, and journeys from one day to another."""
    met = int(meetings["held_on"].between(start, end).sum())
    went = int(island_visits["visited_on"].between(start, end).sum())
    yearly = met / ((end - start).days / YEAR_DAYS)
    return SimpleNamespace(start=start, end=end, meetings=met, yearly=yearly, journeys=went)


def with_abe(
    summits: pd.DataFrame, island_visits: pd.DataFrame, premierships: pd.DataFrame
) -> SimpleNamespace:
    """Meetings of Abe and Putin from the start of his second premiership to that of the last quiet stretch."""
    meetings = held(summits)
    start = premierships.set_index("term_id")["started_on"][ABE]
    return counted(meetings, island_visits, start, quiet(meetings, island_visits)[-1].start)


def from_year(year: int, summits: pd.DataFrame, instruments: pd.DataFrame) -> SimpleNamespace:
    """Meetings and joint texts in the years that begin with a shift."""
    years = range(year, year + FIRST_YEARS)
    met = held(summits)["held_on"].dt.year.isin(years)
    texts = joint_texts(instruments)["dated_on"].dt.year.isin(years)
    return SimpleNamespace(start=year, end=years[-1], meetings=int(met.sum()), texts=int(texts.sum()))


def listed(shifts: Mapping[str, list[int]]) -> pd.DataFrame:
    """The years of each list of shifts, as readers see them."""
    years = [", ".join(str(year) for year in every if year in YEARS) for every in shifts.values()]
    return pd.DataFrame({"list": list(shifts), "years": years})
