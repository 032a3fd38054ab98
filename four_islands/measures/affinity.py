"""How Japanese and Russians see each other: the Cabinet Office series, Pew, and polls in Russia.

Nothing here joins readings across a change of method. Since 2020 the Cabinet Office asks by mail, and without an
interviewer hardly anyone is recorded as undecided, so both sides of every question rose at that moment.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures import polls

COUNTRIES = ("Russia", "China", "South Korea", "United States")
SURVEY = "cao-diplomacy"
FACE_TO_FACE, MAIL = "face_to_face", "mail"
ATTITUDE_OF_RUSSIANS = "levada-attitude-jp"
TRUST_OF_RUSSIANS = "mofa-trust"


def series(
    answers: pd.DataFrame,
    breaks: pd.DataFrame,
    country: str,
    *,
    question: str = "affinity",
    side: str = "positive",
) -> pd.DataFrame:
    """One Cabinet Office series: the share on one side, with intervals and the stretches between breaks.

    `question` is affinity, relations (are they good) or importance (is their development important).
    """
    name = f"cao-{question}-{country.lower().replace(' ', '-')}"
    of_series = (
        answers["series_id"].eq(name)
        & answers["answer_level"].eq("net")
        & answers["answer_side"].eq(side)
        & answers["poll_id"].str.startswith(SURVEY)
    )
    readings = polls.with_intervals(answers[of_series].assign(country_seen=country))
    known = polls.breaks_of(breaks, SURVEY, name)
    return polls.with_stretches(readings.sort_values("seen_on"), known).reset_index(drop=True)


def all_series(
    answers: pd.DataFrame, breaks: pd.DataFrame, *, question: str = "affinity", side: str = "positive"
) -> pd.DataFrame:
    """The same question about the four countries, one below the other."""
    return pd.concat(
        [series(answers, breaks, country, question=question, side=side) for country in COUNTRIES],
        ignore_index=True,
    )


def mode_of(readings: pd.DataFrame) -> pd.Series:
    """The mode of each reading; before 2020 the survey was always by interview, whether or not a page says so."""
    return readings["mode_code"].where(readings["mode_code"].ne("not_stated"), FACE_TO_FACE)


def record_lows(readings: pd.DataFrame) -> pd.DataFrame:
    """The lowest reading of each country inside each mode, with how many readings there are to be lowest of."""
    frame = readings.assign(mode=mode_of(readings))
    held = frame.groupby(["country_seen", "mode"])["value"].size().rename("readings")
    lowest = frame.loc[frame.groupby(["country_seen", "mode"])["value"].idxmin()]
    columns = [
        "country_seen",
        "mode",
        "year",
        "value",
        "low_percent",
        "high_percent",
        "poll_id",
        "source_ids",
    ]
    return lowest[columns].merge(held.reset_index(), on=["country_seen", "mode"]).reset_index(drop=True)


def below_russia(readings: pd.DataFrame, country: str = "China") -> list[str]:
    """The waves in which another country was felt even less close than Russia."""
    wide = readings.pivot(index="poll_id", columns="country_seen", values="value")
    both = wide[["Russia", country]].dropna()
    return sorted(str(wave) for wave in both.index[both[country] < both["Russia"]])


def change_in_mode(readings: pd.DataFrame, before: int, after: int) -> float:
    """The change in points between two years of one mode; an error where the mode changed between them."""
    first, last = (readings[readings["year"].eq(year)].iloc[0] for year in (before, after))
    modes = mode_of(pd.DataFrame([first, last]))
    if modes.nunique() > 1:
        raise ValueError(f"{before} and {after} were asked in different ways; their difference means nothing")
    return float(last["value"] - first["value"])


def seen_by_russians(answers: pd.DataFrame) -> pd.DataFrame:
    """What Russians think of Japan: good and bad attitudes in the Levada polls, one row a reading and side."""
    levada = answers[answers["series_id"].eq(ATTITUDE_OF_RUSSIANS)]
    return polls.with_intervals(levada).assign(stretch=0)


def trusted_by_russians(answers: pd.DataFrame) -> pd.DataFrame:
    """The share of Russians who say Japan can be trusted, in surveys commissioned by Japan's foreign ministry."""
    trust = answers[answers["series_id"].eq(TRUST_OF_RUSSIANS) & answers["answer_side"].eq("positive")]
    return polls.with_intervals(trust).assign(stretch=0)


def pew(answers: pd.DataFrame) -> pd.DataFrame:
    """Unfavourable views of Russia in Pew's surveys, by country and year."""
    asked = answers["series_id"].eq("pew-russia") & answers["answer_side"].eq("negative")
    return polls.with_intervals(answers[asked]).sort_values(["year", "value"]).reset_index(drop=True)
