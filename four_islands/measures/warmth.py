"""When relations were warm, when the world around them shifted, and whether the one followed the other.

Nothing here is warmth itself: meetings, texts and answers are what it leaves behind. Whether they came oftener after
a shift is asked against the same shifts moved along the calendar, so that no year is compared with none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from four_islands.measures.power import distances, ratios
from four_islands.measures.summits import announced, held, joint_texts, per_year

YEARS = range(1957, 2022)  # the first year after the declaration, and the last before the invasion
TOP = 0.2  # a shift is a year among the fifth in which the measure moved most
FIRST_YEARS = 3  # of a shift, for the text and the figure
EVEN = 0.5  # below this share no more came than usual
MOSTLY = 0.9  # of the moved calendars: what comes out oftener than that is hardly chance
AT_HOME = (
    "home_japan",
    "home_russia",
    "both_homes",
    "process",
)  # what a chance hung on, where it was not the world
RIVALS = ("Russia", "United States")
PANELS = {"meetings": "Meetings of leaders", "texts": "Joint texts on the islands"}
READ, REPORTED, ANNOUNCED = "texts", "known from reports, counted", "announced without a text, not counted"


def warming(summits: pd.DataFrame, instruments: pd.DataFrame, years: range) -> pd.DataFrame:
    """Meetings by kind and joint texts by year, for small multiples; doubtful texts apart, and only their years."""
    met = per_year(summits, years).rename(columns={"occasion": "series", "meetings": "value"})
    texts = joint_texts(instruments)
    by_report, parts = texts["read"].eq("report"), [met.assign(panel=PANELS["meetings"])]
    agreed = {READ: texts[~by_report], REPORTED: texts[by_report], ANNOUNCED: announced(instruments)}
    for series, papers in agreed.items():
        counts = papers["dated_on"].dt.year.value_counts()
        if series == READ:
            counts = counts.reindex(years, fill_value=0)
        counts = counts.rename_axis("year").rename("value").reset_index()
        parts.append(counts.assign(series=series, panel=PANELS["texts"]))
    return pd.concat(parts, ignore_index=True)


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


def shifts_by_direction(points: pd.DataFrame) -> dict[str, list[int]]:
    """The shifts by votes, those towards each other and those apart."""
    moved, shifts = rivals_apart(points).sort_index().diff(), shifts_of_votes(points)
    return {
        "towards": [year for year in shifts if moved[year] < 0],
        "apart": [year for year in shifts if moved[year] > 0],
    }


def shifts_of_power(capabilities: pd.DataFrame) -> list[int]:
    """Years in which Moscow's weight against Japan's moved most."""
    return largest_moves(weight(capabilities))


def shifts_of_scholars(windows: pd.DataFrame) -> list[int]:
    """Years in which an author sees a chance that hung, at least in part, on more than home or the talks themselves."""
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
    one below 1 does not beat half. `verdict` says so: yes, no, and between the two open.
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
            verdict = "yes" if beaten >= MOSTLY else "no" if beaten < EVEN else "open"
            named = {"dating": dating, "sign": sign, "verdict": verdict, "beaten": beaten}
            rows.append(named | dict(found / usual.median()))
    return pd.DataFrame(rows)


def usual_sum(warm: pd.Series, shifts: Iterable[int], lag: int = FIRST_YEARS) -> int:
    """What came in all, and not by the year, in the first years of the middle one of the moved calendars."""
    years = [year for year in shifts if year in warm.index]
    return int(pd.Series([sum_after(warm, moved, lag) for moved in moved_along(years, warm)]).median())


def sum_after(warm: pd.Series, shifts: Iterable[int], lag: int = FIRST_YEARS) -> int:
    """What came in all in the years of shifts and those that follow."""
    return int(warm[warm.index.isin({year + k for year in shifts for k in range(lag)})].sum())


LEADERS = "Leaders meet"
ISLANDS = "Russian journeys to the islands"


def channels(summits: pd.DataFrame, island_visits: pd.DataFrame) -> pd.DataFrame:
    """Meetings of leaders and visits to the islands, as events of two tracks."""
    parts = (
        (LEADERS, held(summits), "held_on", "place"),
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
