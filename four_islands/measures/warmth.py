"""When relations were warm, when the world around them shifted, and whether the one followed the other.

Nothing here is warmth itself: meetings, texts and answers are what it leaves behind. Whether they came oftener after
a shift is asked against the same shifts moved along the calendar, so that no year is compared with none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import SimpleNamespace

import numpy as np
import pandas as pd

from four_islands.measures.power import distances, ratios
from four_islands.measures.summits import held, joint_texts, per_year

YEARS = range(1957, 2022)  # the first year after the declaration, and the last before the invasion
TOP = 0.2  # a shift is a year among the fifth in which the measure moved most
FIRST_YEARS = 3  # of a shift, for the text and the figure
MOSTLY = 0.9  # of the moved calendars: what comes out oftener than that is hardly chance
AT_HOME = ("home_japan", "home_russia", "both_homes", "process")  # no shift of the world, whoever names it
RIVALS = ("Russia", "United States")
PANELS = {
    "meetings": "Meetings of leaders",
    "texts": "Joint texts on the islands",
    "votes": "Distance of their UN votes (low: alike)",
    "affinity": "Japanese who feel close to Russia, per cent",
}


def warming(
    *,
    summits: pd.DataFrame,
    instruments: pd.DataFrame,
    points: pd.DataFrame,
    answers: pd.DataFrame,
    waves: pd.DataFrame,
    years: range,
) -> pd.DataFrame:
    """Four signs of warmth by year, for small multiples; a `piece` is a stretch that a line may join."""
    met = per_year(summits, years).rename(columns={"occasion": "series", "meetings": "value"})
    texts = joint_texts(instruments)["dated_on"].dt.year.value_counts().reindex(years, fill_value=0)
    agreed = texts.rename_axis("year").rename("value").reset_index()
    apart = distances(points, (("Japan", "Russia"),)).query("votes == 'all_votes'")
    apart = apart.rename(columns={"distance": "value"}).assign(series="votes")
    parts = {
        "meetings": met,
        "texts": agreed.assign(series="texts"),
        "votes": apart,
        "affinity": affinity(answers, waves).assign(series="affinity"),
    }
    columns = ["panel", "series", "year", "value", "low", "high", "piece"]
    named = [part.assign(panel=PANELS[key]).reindex(columns=columns) for key, part in parts.items()]
    rows = pd.concat(named, ignore_index=True)
    return rows[rows["year"].isin(years)].reset_index(drop=True)


def affinity(answers: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """Who feels close to Russia in the government's survey, by year and mode of interview."""
    asked = waves.set_index("poll_id")
    kept = answers[answers["series_id"].eq("cao-affinity-russia") & answers["subgroup"].eq("total")]
    kept = kept[kept["response_code"].eq("feel_affinity_net")]
    year = kept["poll_id"].map(asked["fieldwork_started_on"]).dt.year
    piece = kept["poll_id"].map(asked["mode_code"])
    rows = pd.DataFrame({"year": year, "value": kept["value"].astype(float), "piece": piece})
    return rows.drop_duplicates("year", keep="last")


def yearly(summits: pd.DataFrame, *, visits_only: bool = False) -> pd.Series:
    """Counted meetings by year of the span, or visits alone; a year without any is nought."""
    meetings = held(summits)
    if visits_only:
        meetings = meetings[meetings["occasion_kind"].eq("visit")]
    return meetings["held_on"].dt.year.value_counts().reindex(YEARS, fill_value=0).sort_index()


def texts_by_year(instruments: pd.DataFrame) -> pd.Series:
    """Joint texts on the islands by year of the span."""
    counts = joint_texts(instruments)["dated_on"].dt.year.value_counts()
    return counts.reindex(YEARS, fill_value=0).sort_index()


def largest_moves(series: pd.Series) -> list[int]:
    """The years among the fifth in which a yearly series moved most from the year before, either way."""
    moved = series.sort_index().diff().abs().dropna()
    moved = moved[moved.index.isin(YEARS)]
    count = round(TOP * len(moved))
    return sorted(int(year) for year in moved.nlargest(count).index)


def rivals_apart(points: pd.DataFrame) -> pd.Series:
    """How far Moscow and Washington stood apart in the General Assembly, by year."""
    return distances(points, (RIVALS,)).query("votes == 'all_votes'").set_index("year")["distance"]


def weight(capabilities: pd.DataFrame) -> pd.Series:
    """Moscow's weight against Japan's by year (CINC), as a logarithm, so that steps are proportions."""
    ratio = ratios(capabilities).query("measure == 'cinc'").set_index("year")["ratio"].astype(float)
    return pd.Series(np.log(ratio), index=ratio.index)


def shifts_of_votes(points: pd.DataFrame) -> list[int]:
    """Years in which Moscow and Washington moved most towards or from each other in the General Assembly."""
    return largest_moves(rivals_apart(points))


def shifts_of_power(capabilities: pd.DataFrame) -> list[int]:
    """Years in which Moscow's weight against Japan's moved most."""
    return largest_moves(weight(capabilities))


def shifts_of_scholars(windows: pd.DataFrame) -> list[int]:
    """Years in which an author sees a chance open by what lay outside the two capitals and their own talks."""
    world = windows[~windows["level"].isin(AT_HOME)]
    return sorted(set(world["opened_on"].dropna().dt.year.astype(int)))


def after(warm: pd.Series, shifts: Iterable[int], lag: int) -> float:
    """The mean of a yearly series in the years of shifts and the `lag` years that begin with them."""
    years = {year + k for year in shifts for k in range(lag)}
    return float(warm[warm.index.isin(years)].mean())


def moved_along(shifts: Iterable[int], warm: pd.Series) -> list[list[int]]:
    """The same shifts moved along the calendar, one year further each time, round the span and back to its start."""
    first, span = int(warm.index.min()), int(warm.index.max()) - int(warm.index.min()) + 1
    return [[first + (year - first + step) % span for year in shifts] for step in range(1, span)]


def share_beaten(warm: pd.Series, shifts: list[int], lag: int) -> float:
    """The share of the moved calendars after which the series was lower than after the shifts themselves."""
    usual = pd.Series([after(warm, moved, lag) for moved in moved_along(shifts, warm)])
    return float((usual < after(warm, shifts, lag)).mean())


def beside_false_dates(signs: Mapping[str, pd.Series], shifts: Mapping[str, list[int]]) -> pd.DataFrame:
    """What the first years of shifts brought, and what nine in ten of the moved calendars did, by dating and sign.

    All as multiples of the middle one of the moved calendars. A value above `high` beats nine in ten of them or more,
    one below 1 does not beat half.
    """
    rows = []
    for dating, every in shifts.items():
        for sign, warm in signs.items():
            years = [year for year in every if year in warm.index]
            usual = pd.Series([after(warm, moved, FIRST_YEARS) for moved in moved_along(years, warm)])
            inside = usual[usual.map(lambda one, all_of=usual: (all_of < one).mean()) < MOSTLY]
            found = pd.Series(
                {"value": after(warm, years, FIRST_YEARS), "low": usual.min(), "high": inside.max()}
            )
            beaten = float((usual < found["value"]).mean())
            rows.append({"dating": dating, "sign": sign, "beaten": beaten} | dict(found / usual.median()))
    return pd.DataFrame(rows)


def facts(
    summits: pd.DataFrame,
    *,
    instruments: pd.DataFrame,
    talks: pd.DataFrame,
    island_visits: pd.DataFrame,
) -> SimpleNamespace:
    """Every number of the chapter's text."""
    meetings = held(summits)
    kinds = meetings["occasion_kind"].value_counts()
    in_person = in_person_talks(talks)
    return SimpleNamespace(
        meetings=len(meetings),
        visits=int(kinds["visit"]),
        on_margins=int(kinds["multilateral"]),
        before_1991=int(meetings["held_on"].dt.year.lt(1991).sum()),
        last_on=meetings["held_on"].max(),
        texts=len(joint_texts(instruments)),
        texts_at_visits=texts_at_visits(meetings, instruments),
        island_visits_last_on=island_visits["visited_on"].max(),
        ministers_last_on=in_person["held_on"].max(),
        first_quiet=quiet(meetings, in_person, island_visits, since=1990),
        quiet=quiet(meetings, in_person, island_visits, since=2010),
    )


def texts_at_visits(meetings: pd.DataFrame, instruments: pd.DataFrame) -> int:
    """How many joint texts on the islands are dated within three days from the start of a visit."""
    visits = meetings.loc[meetings["occasion_kind"].eq("visit"), "held_on"]
    later = [day - visits for day in joint_texts(instruments)["dated_on"]]
    return sum(bool(days.between(pd.Timedelta(0), pd.Timedelta(days=3)).any()) for days in later)


def quiet(
    meetings: pd.DataFrame, talks: pd.DataFrame, island_visits: pd.DataFrame, *, since: int
) -> SimpleNamespace:
    """The longest time since a year without a journey to the islands, and how often leaders and ministers met in it."""
    days = island_visits["visited_on"].sort_values()
    days = days[days.dt.year >= since].reset_index(drop=True)
    last = int(days.diff().argmax())
    start, end = days[last - 1], days[last]
    met, talked = (int(frame["held_on"].between(start, end).sum()) for frame in (meetings, talks))
    return SimpleNamespace(start=start, end=end, meetings=met, talks=talked)


LEADERS = "Leaders meet"
MINISTERS = "Foreign ministers talk, in person"
ISLANDS = "Russian journeys to the islands"


def channels(summits: pd.DataFrame, talks: pd.DataFrame, island_visits: pd.DataFrame) -> pd.DataFrame:
    """Meetings of leaders, talks of ministers and visits to the islands, as events of three tracks."""
    parts = (
        (LEADERS, held(summits), "held_on", "place"),
        (MINISTERS, in_person_talks(talks), "held_on", "subject"),
        (ISLANDS, island_visits, "visited_on", "visitor"),
    )
    frames = [
        pd.DataFrame({"track": t, "on": rows[day], "label": rows[what]}) for t, rows, day, what in parts
    ]
    return pd.concat(frames, ignore_index=True)


def in_person_talks(talks: pd.DataFrame) -> pd.DataFrame:
    """Talks of the two foreign ministers face to face."""
    apart = talks["format"].isin(["telephone", "online"])
    return talks[talks["level"].eq("minister") & talks["held"] & ~apart]
