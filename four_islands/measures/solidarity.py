"""How firm the support for sanctions is: every poll found, ordered by what its question puts on the other scale.

Support "in some form" adds the answers that accept sanctions: adequate and stronger, or strengthen and keep. The
sum is made only where all its parts were published.
"""

from __future__ import annotations

import pandas as pd

from four_islands.measures import polls

ESSAY_SHARE = 73.0  # "more than 73 percent" in the essay
ESSAY_POLL = "kyodo-2022-04"
INVASION = pd.Timestamp("2022-02-24")
# What the question puts against the sanctions, from least to most.
PRICES = {
    "none": "No cost named",
    "before": "Before the invasion, step with Washington or own way",
    "cost": "Even at a cost to daily life or energy bills",
}
PARTS = {  # series -> the answers that mean support, and the price its question names
    "sanctions-support": (["support"], "none"),
    "sanctions-level": (["appropriate", "stronger"], "none"),
    "sanctions-2025-menu": (["strengthen", "keep_as_they_are"], "none"),
    "sanctions-at-a-cost": (["should_be_continued"], "cost"),
    "energy-cut-at-a-cost": (["yes"], "cost"),
}


def support(answers: pd.DataFrame) -> pd.DataFrame:
    """Support for sanctions in some form: one row a poll and question, with its price and interval."""
    nationwide = answers[answers["country"].eq("Japan") & answers["subgroup"].eq("total")]
    found = []
    for series, (codes, price) in PARTS.items():
        asked = nationwide[nationwide["series_id"].eq(series)]
        if series == "energy-cut-at-a-cost":  # one pollster offers yes and no, the other approve
            asked = asked.assign(response_code=asked["response_code"].replace("approve", "yes"))
        found.append(polls.sum_of(asked, codes, "supports sanctions in some form").assign(price=price))
    early = nationwide[
        nationwide["series_id"].eq("keep-step-or-own-way") & nationwide["fieldwork_started_on"].lt(INVASION)
    ]
    found.append(
        polls.sum_of(early, ["keep_step_with_the_us"], "keep step with the US").assign(price="before")
    )
    rows = polls.with_intervals(polls.named(pd.concat(found, ignore_index=True)))
    return rows.sort_values("value").reset_index(drop=True)


def spring(rows: pd.DataFrame) -> pd.DataFrame:
    """The polls of the first weeks: March and April 2022."""
    return rows[rows["seen_on"].between(INVASION, pd.Timestamp("2022-04-30"))].reset_index(drop=True)


def essays_poll(answers: pd.DataFrame) -> pd.Series:
    """The one poll whose figure the essay gives: Kyodo, 16-17 April 2022, the only one just above 73."""
    rows = support(answers)
    near = rows[rows["value"].between(ESSAY_SHARE, ESSAY_SHARE + 1, inclusive="neither")]
    near = near[near["fieldwork_started_on"].lt("2022-09-01")]  # the essay appeared on 1 September 2022
    if len(near) != 1:
        raise ValueError(
            f"{len(near)} polls lie between {ESSAY_SHARE:g} and {ESSAY_SHARE + 1:g}; the match is lost"
        )
    return near.iloc[0]


def worry_about_china(answers: pd.DataFrame) -> pd.DataFrame:
    """Worry that the invasion leads to Chinese force over Taiwan or elsewhere: one row a poll, widest wording net."""
    asked = answers[
        answers["series_id"].eq("china-worry")
        & answers["answer_side"].eq("positive")
        & answers["subgroup"].eq("total")
    ]
    nets = asked.sort_values("value").drop_duplicates("question_id", keep="last")  # the net is the largest
    return polls.with_intervals(polls.named(nets)).sort_values("value").reset_index(drop=True)


def own_way(answers: pd.DataFrame) -> pd.DataFrame:
    """Keep step with the United States and the West, or go one's own way: before and after the invasion."""
    asked = answers[answers["series_id"].eq("keep-step-or-own-way") & answers["subgroup"].eq("total")]
    sides = (
        asked["response_code"].str.startswith(("keep_step", "together")).map({True: "step", False: "own way"})
    )
    return polls.with_intervals(polls.named(asked.assign(side=sides))).reset_index(drop=True)


def hokkaido(answers: pd.DataFrame) -> pd.DataFrame:
    """What Hokkaido and its border area wanted in May 2022, while the nation backed sanctions."""
    return answers[answers["series_id"].eq("hokkaido-line-on-russia")].reset_index(drop=True)
