"""Poll series: one question in a poll, and no leap from wave to wave that a mistyped digit would make."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rows, rule, told

NEIGHBOURS_DAYS = 800  # two years and some weeks: waves further apart may differ by anything
FEELINGS = ("cao-affinity-", "levada-attitude-")  # slow series; the rest answers to events
SLOW, FAST = (
    25,
    45,
)  # points; the farthest on record are 24 (South Korea, 2012) and 43 (relations with it, 2012)
_ONE = ["survey_id", "series_id", "country", "target", "response_code", "answer_level", "subgroup"]


@rule("polls", "series_id", "a series asks one question in a poll")
def series_ask_one_question(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """Two questions under one name would give a poll two answers of the same code."""
    first = answers.groupby(["poll_id", "series_id", "country", "target"])["question_id"].transform("first")
    return told(answers, answers["question_id"].ne(first), "{question_id} beside {first}", first=first)


@rule("polls", "value", "a share of one survey moves no further from wave to wave than any did on record")
def shares_do_not_jump(answers: pd.DataFrame, reach: Reach) -> Wrong:
    """A known break of the survey ends the comparison."""
    waves = reach("poll_waves").set_index("poll_id")
    shares = answers[answers["unit"].eq("percent")]
    shares = shares.assign(
        survey_id=shares["poll_id"].map(waves["survey_id"]),
        asked_on=shares["poll_id"].map(waves["fieldwork_started_on"]),
    ).dropna(subset=["asked_on"])
    before = shares.sort_values("asked_on").groupby(_ONE)[["value", "asked_on", "poll_id"]].shift()
    near = (shares["asked_on"] - before["asked_on"]).dt.days.le(NEIGHBOURS_DAYS)
    allowed = shares["series_id"].str.startswith(FEELINGS).map({True: SLOW, False: FAST})
    far = near & (shares["value"] - before["value"]).abs().gt(allowed)
    breaks, asked_before = reach("poll_series_breaks"), before["asked_on"]
    for row, one in rows(shares, far):
        own = breaks[breaks["survey_id"].eq(one["survey_id"])]
        days = own.loc[own["series_id"].isin(["all", one["series_id"]]), "break_on"]
        if not days.between(asked_before[row], one["asked_on"]).any():
            was = before.loc[row]
            yield row, f"{one['question_id']} {one['response_code']}: {one['value']:g} after {was['value']:g}"
