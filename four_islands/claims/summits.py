"""What the essay says on warmth between the two, judged: did it follow shifts in the world, and was it ever enough?"""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import warmth

LAG = {"three": 3, "five": 5}
SIGN = {"summits": "meetings of leaders", "visits": "visits", "texts": "joint texts"}

chapter = Chapter("13_summits")


def signs(load: Tables, warm: str) -> pd.Series:
    """One sign of warmth by year."""
    if warm == "texts":
        return warmth.texts_by_year(load("instruments"))
    return warmth.yearly(load("summits"), visits_only=warm == "visits")


def shifts(load: Tables, which: str) -> list[int]:
    """The years in which the world around the two shifted."""
    if which == "votes":
        return warmth.shifts_of_votes(load("un_ideal_points"))
    if which == "power":
        return warmth.shifts_of_power(load("capabilities"))
    return warmth.shifts_of_scholars(load("windows_in_literature"))


@chapter.assertion(
    "C39a",
    figures=("summits-shifts", "summits-warming"),
    shift=Choice(
        "The essay names no measure of a shift; authors name years, but chose them because ties were warm.",
        {
            "power": "a shift is a year in which Moscow's strength beside Japan's moved most",
            "votes": "a shift is a year in which Moscow's votes and Washington's moved most, to or from each other",
            "literature": "a shift is a year in which an author sees a chance that came, at least in part, from the "
            "world outside",
        },
    ),
    warmth=Choice(
        "Warmth shows in more than one thing.",
        {
            "summits": "warmth is all meetings of leaders",
            "visits": "warmth is visits alone",
            "texts": "warmth is joint texts on the islands",
        },
    ),
    lag=Choice(
        "A shift takes time to be felt.", {"three": "the year and two more", "five": "the year and four more"}
    ),
)
def shifts_in_the_world_brought_them_closer(load: Tables, how: Choices) -> Outcome:
    """Were the years after a shift warmer than after nine in ten of the same shifts moved along the calendar?"""
    warm = signs(load, how.warmth)
    dated = [year for year in shifts(load, how.shift) if warm.index.min() <= year <= warm.index.max()]
    if not dated:
        return undecided("No shift falls into the years of this series.")
    beaten, sign = warmth.share_beaten(warm, dated, LAG[how.lag]), SIGN[how.warmth]
    if beaten >= warmth.MOSTLY:
        return holds(f"More {sign} followed than after nine in ten false lists of years.", beaten=beaten)
    if beaten < warmth.EVEN:
        return fails(f"No more {sign} followed than after the middle false list of years.", beaten=beaten)
    return undecided(f"More {sign} followed than usual, but luck often brings as many.", beaten=beaten)
