"""How Japanese and Russians see each other: the Cabinet Office series, Pew, and polls in Russia.

Nothing here joins readings across a change of method. Since 2020 the Cabinet Office asks by mail, and without an
interviewer hardly anyone is recorded as undecided, so both sides of every question rose at that moment.
"""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd

from four_islands.measures import polls

COUNTRIES = ("Russia", "China", "South Korea", "United States")
SURVEY = "cao-diplomacy"
FIRST_YEAR = 2003  # of Russia in this book; two lone readings of China before that stay in the table
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
    of_series = answers["series_id"].eq(name) & answers["poll_id"].str.startswith(SURVEY)
    of_series &= answers["answer_level"].eq("net") & answers["answer_side"].eq(side)
    readings = polls.with_intervals(answers[of_series].assign(country_seen=country))
    known = polls.breaks_of(breaks, SURVEY, name)
    return polls.with_stretches(readings.sort_values("seen_on"), known).reset_index(drop=True)


def all_series(
    answers: pd.DataFrame, breaks: pd.DataFrame, *, question: str = "affinity", side: str = "positive"
) -> pd.DataFrame:
    """The same question about the four countries, one below the other."""
    of = [series(answers, breaks, country, question=question, side=side) for country in COUNTRIES]
    return pd.concat(of, ignore_index=True)


def mode_of(readings: pd.DataFrame) -> pd.Series:
    """The mode of each reading; before 2020 the survey was always by interview, whether or not a page says so."""
    return readings["mode_code"].where(readings["mode_code"].ne("not_stated"), FACE_TO_FACE)


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


def by_russians(answers: pd.DataFrame) -> pd.DataFrame:
    """Both Russian series for a chart of two panels: the attitude to Japan, and whether it can be trusted."""
    attitude = seen_by_russians(answers)
    side = attitude["answer_side"].map({"positive": "Good", "negative": "Bad"})
    attitude = attitude.assign(panel="Attitude to Japan (Levada Center)", line=side)
    trust = trusted_by_russians(answers).assign(
        panel="Can Japan be trusted? (for Japan's foreign ministry)", line="Yes"
    )
    return polls.named(pd.concat([attitude, trust], ignore_index=True))


def facts(answers: pd.DataFrame, breaks: pd.DataFrame, waves: pd.DataFrame) -> SimpleNamespace:
    """The numbers of the chapter's prose, each from one place."""
    close = all_series(answers, breaks)
    close = close[close["year"].ge(FIRST_YEAR)]
    wide = close.pivot_table(index="year", columns="country_seen", values="value")
    russia = close[close["country_seen"].eq("Russia")]
    asked = russia.set_index("year")["value"].astype(float)
    interviews = russia.loc[mode_of(russia).eq(FACE_TO_FACE), "value"].astype(float)
    wave = waves.set_index("poll_id")
    rates = wave.loc[wave["survey_id"].eq(SURVEY), "response_rate_percent"].dropna()
    good = series(answers, breaks, "Russia", question="relations").set_index("year")["value"].astype(float)
    importance = series(answers, breaks, "Russia", question="importance")
    matter = importance.set_index("year")["value"].astype(float)
    abroad = pew(answers)
    japan = abroad[abroad["country"].eq("Japan")].set_index("year")["value"].astype(float)
    good_views = seen_by_russians(answers).query("answer_side == 'positive'").sort_values("seen_on")
    liked = good_views["value"].astype(float)
    moved = {name: float(wide[name][2022] - wide[name][2021]) for name in ("Russia", "South Korea", "China")}
    trust = trusted_by_russians(answers).sort_values("seen_on")["value"].astype(float)
    return SimpleNamespace(
        before=asked[2021],
        after=asked[2022],
        lowest=asked.min(),
        interview_low=interviews.min(),
        interview_high=interviews.max(),
        answered=float(rates.iloc[-1]),
        answered_first=float(rates.iloc[0]),
        fall=-moved["Russia"],
        korea_rise=moved["South Korea"],
        china_fall=-moved["China"],
        korea_fall=float(wide["South Korea"][2011] - wide["South Korea"][2012]),
        good_before=good[2021],
        good_after=good[2022],
        important=matter.iloc[-1],
        important_before=matter[2021],
        pew=japan[2022],
        pew_before=japan[2017],
        russians_best=liked.max(),
        russians_worst=liked.min(),
        russians_last=liked.iloc[-1],
        trust_best=trust.max(),
        trust_last=trust.iloc[-1],
    )
