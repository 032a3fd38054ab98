"""What the essay says on Japanese opinion after the invasion of 2022, judged: sanctions, and the fear of China."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import polls, solidarity
from four_islands.prose import in_words

ESSAY = "2022-09-01"  # the day the essay came out
MOST = 0.5
MANY = {"half": 50.0, "third": 100 / 3}
CHINA = "China|Chinese|Taiwan"
chapter = Chapter("07_solidarity")


def answers(load: Tables) -> pd.DataFrame:
    """Answers with the facts of their poll, of polls before the essay."""
    joined = polls.with_waves(load("polls", until=ESSAY), load("poll_waves"))
    return joined[joined["seen_on"].lt(ESSAY)]


@chapter.assertion(
    "C25a",
    figures=("solidarity-support", "solidarity-level"),
    polls=Choice(
        "The essay names no poll.",
        {"one": "one national poll is enough", "most": "more than half of the polls must show it"},
    ),
    question=Choice(
        "Some questions named what sanctions would cost at home.",
        {
            "any": "any question on sanctions counts",
            "plain": "only questions that named no cost count",
            "cost": "only questions that named a cost count",
        },
    ),
)
def more_than_73_per_cent_favoured_sanctions(load: Tables, how: Choices) -> Outcome:
    """Before the essay, did more than 73 per cent in a national poll favour sanctions on Russia?"""
    found = solidarity.support(answers(load))
    if how.question != "any":
        found = found[found["price"].eq({"plain": "none", "cost": "cost"}[how.question])]
    above, count = found[found["value"].gt(solidarity.ESSAY_SHARE)], len(found)
    numbers = {"above": len(above), "polls": count}
    if count == 0:
        return undecided("No national poll of this kind was found.", **numbers)
    enough = len(above) > MOST * count if how.polls == "most" else len(above) > 0
    passed = f"{in_words(len(above))} of {in_words(count)} polls"
    if not enough:
        where = f"Where a cost was named, {passed}" if how.question == "cost" else f"Only {passed}"
        return fails(f"{where} passed 73 per cent.", **numbers)
    priced = above.loc[above["price"].eq("cost"), "value"].astype(float)
    if how.polls == "one" and len(priced):
        least = priced.min()
        said = f"Asked to go on even if it hurt at home, {least:.1f} per cent said yes."
        return holds(said, share=float(least), **numbers)
    if how.question == "plain":
        return holds(f"With no cost named, {passed} passed 73 per cent.", **numbers)
    return holds(f"In {passed} more than 73 per cent did.", **numbers)


@chapter.assertion(
    "C26a",
    many=Choice("“Many” has no number.", {"half": "more than half", "third": "more than a third"}),
    worry=Choice(
        "Some polls set the very worried apart from the somewhat worried.",
        {"worried": "all who worried", "very": "the very worried alone"},
    ),
    question=Choice(
        "One poll asked of other regions, with China as an example.",
        {"any": "all polls", "named": "only questions about China or Taiwan alone"},
    ),
)
def many_feared_that_china_would_follow(load: Tables, how: Choices) -> Outcome:
    """In every national poll that asked, did many worry that the war would encourage China?"""
    asked = answers(load)
    worry = solidarity.worry_about_china(asked)
    if how.worry == "very":
        worry = asked.query(
            "series_id == 'china-worry' and response_code == 'very_worried' and subgroup == 'total'"
        )
    if how.question == "named":
        words = worry["question_en"]
        worry = worry[words.str.contains(CHINA) & ~words.str.contains("other regions")]
    if worry.empty:
        return undecided("No poll found asked about it.")
    low, count = float(worry["value"].min()), len(worry)
    numbers = {"lowest": low, "polls": count}
    if low <= MANY[how.many]:
        return fails(f"In one poll only {low:.0f} per cent did.", **numbers)
    if how.worry == "very":
        return holds(f"In {in_words(count)} polls at least {low:.0f} per cent worried very much.", **numbers)
    said = (
        f"In {in_words(count)} polls of March 2022 at least {low:.0f} per cent worried about Chinese force."
    )
    return holds(said, **numbers)
