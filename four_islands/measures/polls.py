"""Poll answers with the poll behind them: who was asked, how many, and how far chance alone could move a share.

A share gets a Wilson interval only where the sample size is known and the sample was drawn at random; every other
share is shown as a bare point. The interval is the least doubt there is: it knows nothing of non-response, wording
or clustering. A design effect widens it, and the chapters show both the plain and the widened one.
"""

from __future__ import annotations

import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from four_islands.data.words import words

LEVEL = 0.95
DESIGN_EFFECT = 1.5  # the surveys draw districts, then people; 1.3 to 2 is usual, none of them prints its own
NOT_RANDOM = ("panel", "self_selected", "convenience", "census_like")
SPLITTING = ("mode", "wording", "base", "population", "sponsor")  # kinds of break that no line crosses
SHORT = words(__file__, "SHORT")
WHO = ["poll_id", "survey_id", "pollster", "sampling_code", "sample_size", "sample_size_status"]
HOW = ["fieldwork_started_on", "fieldwork_started_on_precision", "fieldwork_ended_on", "mode_code"]
WAVE = [*WHO, *HOW, "response_rate_percent"]


def with_waves(answers: pd.DataFrame, waves: pd.DataFrame) -> pd.DataFrame:
    """The answers with the facts of their poll, `seen_on` (the middle of fieldwork) and its year."""
    joined = answers.merge(waves[WAVE], on="poll_id", how="left", validate="many_to_one")
    start = joined["fieldwork_started_on"]
    middle = start + (joined["fieldwork_ended_on"] - start) / 2
    joined = joined.assign(seen_on=middle.dt.normalize(), year=middle.dt.year.astype("Int64"))
    return joined.sort_values(["seen_on", "poll_id", "answer_id"]).reset_index(drop=True)


def with_intervals(answers: pd.DataFrame, *, design_effect: float = 1.0) -> pd.DataFrame:
    """Add `low_percent` and `high_percent`, the 95% Wilson interval; blank where chance cannot be reckoned.

    A design effect of 1.5 counts 1,500 clustered interviews as worth 1,000 independent ones.

    >>> frame = pd.DataFrame({"value": [50.0], "sample_size": [1000], "sampling_code": ["probability"],
    ...                       "subgroup": ["total"], "unit": ["percent"], "answer_level": ["option"]})
    >>> with_intervals(frame)[["low_percent", "high_percent"]].round(1).to_numpy().tolist()
    [[46.9, 53.1]]
    """
    known = has_interval(answers)
    size = answers.loc[known, "sample_size"].astype(float) / design_effect
    low, high = proportion_confint(
        answers.loc[known, "value"].astype(float) / 100 * size, size, alpha=1 - LEVEL, method="wilson"
    )
    return answers.assign(
        low_percent=pd.Series(low, index=size.index, dtype="Float64") * 100,
        high_percent=pd.Series(high, index=size.index, dtype="Float64") * 100,
    )


def has_interval(answers: pd.DataFrame) -> pd.Series:
    """True where the sample size is known, the sample random or not said to be otherwise, and all were asked."""
    random = answers["sample_size"].notna() & ~answers["sampling_code"].isin(NOT_RANDOM)
    share = answers["unit"].eq("percent") & answers["answer_level"].ne("estimate")
    return random & share & answers["subgroup"].eq("total")


def breaks_of(breaks: pd.DataFrame, survey: str, series: str) -> pd.DataFrame:
    """The breaks of one series in one survey, those of the whole survey among them, in order of time."""
    of_series = breaks["survey_id"].eq(survey) & breaks["series_id"].isin([series, "all"])
    return breaks[of_series].sort_values("break_on").reset_index(drop=True)


def with_stretches(series: pd.DataFrame, breaks: pd.DataFrame) -> pd.DataFrame:
    """Number the stretches between breaks in `stretch`, from 0; only readings of one stretch may be joined."""
    days = breaks.loc[breaks["kind_code"].isin(SPLITTING), "break_on"].tolist()
    # A reading known only by its year stands at 1 January; it is before a break of that same year.
    count = [sum(started >= day for day in days) for started in series["fieldwork_started_on"]]
    return series.assign(stretch=pd.Series(count, index=series.index, dtype="Int64"))


def sum_of(answers: pd.DataFrame, codes: list[str], response: str) -> pd.DataFrame:
    """One row a question with the shares of several exclusive answers added, where all of them were published."""
    part = answers[answers["response_code"].isin(codes) & ~answers["overlaps"]]
    complete = part.groupby("question_id")["response_code"].transform("nunique").eq(len(codes))
    part = part[complete]
    sums = part.groupby("question_id")["value"].sum()
    sources = part.groupby("question_id")["source_ids"].agg(lambda cells: ";".join(dict.fromkeys(cells)))
    first = part.drop_duplicates("question_id").copy()
    return first.assign(
        value=first["question_id"].map(sums).astype("Float64"),
        source_ids=first["question_id"].map(sources),
        response_en=response,
        response_code="_or_".join(codes),
        answer_id="",
        value_origin="derived_sum",
        answer_level="net",
    )


def rest(answers: pd.DataFrame, label: str = "other, undecided or not published") -> pd.DataFrame:
    """For each question, what is missing from 100 as one more row, so that bars show it as missing, not as nothing."""
    held = answers[~answers["overlaps"]]
    sums = held.groupby("question_id")["value"].sum()
    first = held.drop_duplicates("question_id").copy()
    first = first.assign(
        value=(100 - first["question_id"].map(sums)).clip(lower=0).astype("Float64"),
        response_en=label,
        response_code="rest",
        answer_side="neutral",
        answer_id="",
        value_origin="derived_sum",
    )
    return first[first["value"].gt(0)]


def when(row: pd.Series) -> str:
    """The time of fieldwork as far as it is known: `Nov 2018`, or `2018` where only the year is."""
    day = row["fieldwork_started_on"]
    if pd.isna(day):
        return "undated"
    return f"{day:%Y}" if row["fieldwork_started_on_precision"] == "year" else f"{day:%b %Y}"


def named(answers: pd.DataFrame) -> pd.DataFrame:
    """Add `poll`: the pollster in short and the month, as a chart names a poll."""
    plain = answers["pollster"].str.replace(r" \(.*?\)| / .*| Shimbun| with .*| News$", "", regex=True)
    short = answers["pollster"].map(SHORT).fillna(plain)
    months = [when(row) for _, row in answers.iterrows()]
    return answers.assign(poll=[f"{one}, {month}" for one, month in zip(short, months, strict=True)])
