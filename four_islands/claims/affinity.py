"""What the essay says on feelings and trust between Japan and Russia, judged."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.data.schema import SOURCES
from four_islands.measures import affinity, polls

WAR = pd.Timestamp("2022-02-24")
ESSAY = "2022-09-01"  # the day the essay came out; the first yearly survey after it is that of October 2022
SERIES = {
    "affinity": "cao-affinity-russia",
    "relations": "cao-relations-russia",
    "pew": "pew-russia",
}
WARM = {"affinity": "positive", "relations": "positive", "pew": "negative"}
SAID = {
    "affinity": "felt close to Russia",
    "relations": "called relations with Russia good",
    "pew": "saw Russia unfavourably",
}
IN = {"first": "In the first survey after the invasion", "lowest": "In the coldest survey since the invasion"}
RECORD = "lowest ever|record low"
PHRASES = {"any": 1, "both": 2}
chapter = Chapter("05_affinity")


@chapter.assertion(
    "C24a",
    figures=("affinity-russia", "affinity-countries", "affinity-good-important"),
    measure=Choice(
        "Coldness can be asked for in more than one way.",
        {
            "affinity": "feels close to Russia or not",
            "relations": "calls relations good or not",
            "pew": "sees Russia favourably or not",
        },
    ),
    compared=Choice(
        "In 2020 the government's survey changed from interviews to the post.",
        {"mail": "with earlier surveys by post", "held": "with every survey found, by whatever means"},
    ),
    wave=Choice(
        "The first survey after the invasion may have caught the shock only.",
        {"first": "the first after the invasion", "lowest": "the coldest since"},
    ),
    ever=Choice(
        "The years before 2003 were not found; newspapers speak for them.",
        {
            "press": "a newspaper must call it the lowest since 1978",
            "found": "against the years found",
        },
    ),
    senseless={
        "papers spoke of affinity alone": lambda how: how.ever == "press" and how.measure != "affinity",
        "Pew asked once since, and in one way": lambda how: (
            how.measure == "pew" and (how.compared == "held" or how.wave == "lowest")
        ),
    },
)
def japanese_are_colder_than_ever(load: Tables, how: Choices) -> Outcome:
    """Is the answer after the invasion colder than in every earlier survey it can be compared with?"""
    asked = polls.with_waves(load("polls"), load("poll_waves"))
    asked = asked[
        asked["series_id"].eq(SERIES[how.measure])
        & asked["country"].eq("Japan")
        & asked["answer_side"].eq(WARM[how.measure])
        & asked["subgroup"].eq("total")
        & (asked["answer_level"].eq("net") | asked["series_id"].eq("pew-russia"))
    ].sort_values("seen_on")
    if how.compared == "mail" and how.measure in ("affinity", "relations"):
        asked = asked[affinity.mode_of(asked).eq(affinity.MAIL)]
    towards = 1 if WARM[how.measure] == "positive" else -1
    asked = asked.assign(warmth=asked["value"].astype(float) * towards)
    after, before = asked[asked["seen_on"].ge(WAR)], asked[asked["seen_on"].lt(WAR)]
    if after.empty or before.empty:
        return undecided("There is no survey on both sides of the invasion to compare.")
    wave = (after if how.wave == "first" else after.sort_values("warmth")).iloc[0]
    coldest = float(before["warmth"].min())
    share, numbers = float(wave["value"]), {"share": float(wave["value"]), "earlier": len(before)}
    if wave["warmth"] >= coldest:
        return fails(f"An earlier survey was as cold: {abs(coldest):.0f} per cent.", **numbers)
    if how.ever == "press":
        cited = ";".join(load("polls").query("poll_id == @wave.poll_id")["source_ids"]).split(";")
        # By its constant: a chapter runs again for the sources that its rows cite, not for any other.
        known = load(SOURCES)
        titles = known.loc[known["source_id"].isin(cited), "title"]
        if not titles.str.contains(RECORD, case=False).any():
            sentence = "No newspaper that was read says how it compares with the years not found."
            return undecided(sentence, **numbers)
        called = "the lowest since 1978, as far as newspapers report the years before 2003"
        called = f"at that time {called}" if how.wave == "first" else called
        return holds(f"{IN[how.wave]} {share:.0f} per cent {SAID[how.measure]}, {called}.", **numbers)
    sentence = (
        f"{IN[how.wave]} {share:.0f} per cent {SAID[how.measure]}, and no earlier survey found was as cold."
    )
    return holds(sentence, **numbers)


@chapter.assertion(
    "C45a",
    sign=Choice(
        "A government's trust is not measured; it shows in words and deeds.",
        {"words": "words of its yearly report", "deeds": "meetings of ministers and common projects"},
    ),
    much=Choice("A collapse is more than a change.", {"any": "one sign of it", "both": "two signs of it"}),
    deeds=Choice(
        "Some of what the two did together went on.",
        {"ended": "only what ended counts", "kept": "what went on counts too"},
    ),
    senseless={"words are no deeds": lambda how: how.sign == "words" and how.deeds == "kept"},
)
def tokyos_trust_has_collapsed(load: Tables, how: Choices) -> Outcome:
    """After February 2022, did harder words return to the yearly report, or did meetings and common projects end?"""
    if how.sign == "words":
        return words_hardened(load, how)
    talks = load("foreign_minister_talks", until=ESSAY)
    since = talks[talks["held_on"].between(WAR, ESSAY) & talks["level"].eq("minister")]
    shunned = len(since) > 0 and not since["held"].any()
    projects = load("cooperation_events", until=ESSAY)
    stopped = projects["kind"].eq("suspension") & projects["happened_on"].between(WAR, ESSAY)
    signs = int(shunned) + int(stopped.any())
    kept = projects["kind"].eq("exemption") & projects["happened_on"].between(WAR, ESSAY)
    if how.deeds == "kept" and kept.any() and signs >= PHRASES[how.much]:
        sentence = "Talks and projects ended, but Japan stayed in the gas project Sakhalin-2, out of trust or of need."
        return undecided(sentence, signs=signs)
    if signs >= PHRASES[how.much]:
        sentence = "Common projects were put on hold, and the ministers met in one hall without a talk."
        return holds(sentence, signs=signs)
    if shunned or stopped.any():
        return undecided("Either talks or projects went on, as far as the lists reach.", signs=signs)
    return fails("Talks and projects went on.", signs=signs)


def words_hardened(load: Tables, how: Choices) -> Outcome:
    """Whether words came back that the yearly report had left out."""
    report = load("bluebook_wording", until="2022-04-22")
    used = report.set_index(["edition_year", "phrase"])["is_used"]
    came_back = sum(
        bool(used.get((2022, phrase), False)) and not bool(used.get((2021, phrase), True))
        for phrase in ("illegal_occupation", "inherent_territory")
    )
    if used.empty:
        return undecided("No wording of the report is on record.")
    if came_back >= PHRASES[how.much]:
        sentence = "Words that had been left out for years returned to the report of April 2022."
        return holds(sentence, back=came_back)
    return fails("The report of 2022 used the same words as that of 2021.", back=came_back)
