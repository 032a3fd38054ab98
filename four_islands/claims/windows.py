"""What the essay says of the three levels together, judged: its thesis, the invasion, and what came after."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import before_after, comparison, windows
from four_islands.measures.window_rules import LEVELS
from four_islands.prose import in_words, listed

ESSAY = pd.Timestamp("2022-09-01")
SEARCHED = "2026-03-31"  # offers, meetings and talks were looked for up to this day
MOST = 0.5
PAIR = 2
RARE = 0.1  # what one earlier year in ten did too is not the mark of 2022
AT_AN_END = ("broken_off", "denied", "barred")
IN_THE_GRID = (*windows.TABLES, "summits", "windows_in_literature")

READ: dict[str, Callable[..., pd.Series]] = {
    "domestic": windows.at_home,
    "alliance": windows.in_the_alliance,
    "order": windows.in_the_order,
}

chapter = Chapter("15_windows")
on_days = partial(  # of single days or quarters, with the state of each level
    chapter.assertion,
    figures=("windows-levels", "windows-years"),
    days=Choice(
        "Openings picked with hindsight may miss others.",
        {
            "texts": "the six texts that came nearest to a treaty",
            "named": "every quarter of the openings that the literature names",
            "meetings": "every meeting of the two leaders",
            "quarters": "every quarter from 1952 to 2021",
        },
    ),
    majority=Choice(
        "A treaty needs the Diet, and who can carry it there is open to argument.",
        {
            "party": "the premier's own party in the lower house",
            "coalition": "the government in the lower house",
            "houses": "the government in both houses",
        },
    ),
    public=Choice(
        "Some hold that what the public thinks weighs little.",
        {"asked": "opinion counts where it was asked", "left": "opinion is left out"},
    ),
    ally=Choice(
        "Silence can be consent, or just silence.",
        {
            "word": "Washington speaks for a settlement and not against",
            "quiet": "Washington does not speak against",
        },
    ),
    words=Choice(
        "Several American words are known from the Japanese side alone.",
        {"all": "words reported by others too", "own": "American words only"},
    ),
    order=Choice(
        "What makes an order favourable is itself disputed.",
        {
            "both": "Moscow is weaker beside Japan, and votes nearer to it, than in half of all years",
            "late": "the same, against half of the years since 1991",
            "outright": "Moscow is the weaker of the two, as is asked of other disputes",
            "weaker": "Moscow is weaker beside Japan than ten years before",
            "strained": "Moscow is further from Beijing than ten years before",
        },
    ),
)

SERIES = Choice(
    "Answers of one survey move together.", {"one": "one series for each survey or list", "all": "all series"}
)
BASE = Choice(
    "Something moves in every year.", {"placebo": "against the years before", "plain": "direction alone"}
)
WEIGH = Choice(
    "Counting heads treats a small move like a large one.",
    {"count": "by the number of series", "size": "by the size of the moves"},
)
SINCE = Choice(
    "A shock may pass.",
    {"first": "to the first reading after the invasion", "latest": "to the latest reading"},
)


@lru_cache(maxsize=16)
def grid(load: Tables, kind: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The days of one kind and every sign on them; all ways of counting choose among the same signs."""
    tables = {name: load(name) for name in IN_THE_GRID}
    on = windows.days(tables, kind)
    return on, windows.by_sign(windows.signs(tables, on["day"].drop_duplicates()))


@lru_cache(maxsize=256)
def level(load: Tables, kind: str, name: str, *chosen: str) -> pd.Series:
    """One level on the days of one kind, by its own choices: hundreds of universes share a few dozen of these."""
    _, wide = grid(load, kind)
    return READ[name](wide, *chosen)


def states(load: Tables, how: Choices) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The days and the state of each level on them, as chosen; where a term is read whole, counts reach further."""
    near = "near" if how.days == "texts" else "term"
    chosen = {
        "domestic": (how.majority, how.public, near),
        "alliance": (how.ally, how.words),
        "order": (how.order,),
    }
    found = {name: level(load, how.days, name, *options) for name, options in chosen.items()}
    return grid(load, how.days)[0], pd.DataFrame(found)


@on_days("C08a")
def no_level_was_ever_favourable(load: Tables, how: Choices) -> Outcome:
    """On every day looked at, did each level, taken alone, stay unfavourable by its own signs?"""
    _, found = states(load, how)
    times = {level: int(found[level].eq(True).sum()) for level in LEVELS}
    favourable = [LEVELS[level].lower() for level, n in times.items() if n]
    if len(favourable) == len(LEVELS):
        sentence = (
            "Each of the three was good at some time. That none of them led to a treaty is true, but then it says "
            "only that there is none."
        )
        return fails(sentence, days=len(found), **times)
    if favourable:
        sentence = f"Favourable at some time was {listed(favourable)}, taken alone."
        return fails(sentence, days=len(found), **times)
    if found.isna().to_numpy().any():
        sentence = "No level is known to have been favourable, and for some days a level has no sign."
        return undecided(sentence, **times)
    return holds("No level was favourable on any of the days looked at.", days=len(found), **times)


@on_days("C08c")
def never_all_three_together(load: Tables, how: Choices) -> Outcome:
    """On every day looked at, was at least one of the three levels not favourable?"""
    on, found = states(load, how)
    every = windows.together(found)
    met = list(every.index[every.eq(True)])
    numbers = {"days": len(every), "together": len(met), "unknown": int(every.isna().sum())}
    many = in_words(len(every))
    if met:
        numbers |= {"first": met[0].year, "last": met[-1].year}
        named = how.days in {"named", "quarters"}
        when = f"in {on.set_index('day')['label'][met[0]]}" if named else f"on {met[0]:%-d %B %Y}"
        if len(met) == 1:
            return fails(
                f"All three were favourable together once on the {many} days looked at, {when}.", **numbers
            )
        return fails(
            f"All three were favourable together on {in_words(len(met))} of the {many} days looked at, first {when}.",
            **numbers,
        )
    if numbers["unknown"]:
        return undecided(
            "On no day are all three known to have been favourable, but on some days a level has no sign.",
            **numbers,
        )
    return holds(f"On none of the {many} days looked at were all three favourable together.", **numbers)


@chapter.assertion(
    "C08b",
    figures=("windows-cases",),
    cases=Choice(
        "Not all disputes are alike.",
        {
            "all": "all disputes compared",
            "land": "land and islands only",
            "moscow": "Moscow as the holder",
        },
    ),
    settled=Choice(
        "A treaty can leave the land out, and land can be settled in part.",
        {
            "settled": "settled in full",
            "partly": "settled in full or in part",
            "treaty": "a treaty, land or no land",
        },
    ),
    order=Choice(
        "Only four states have a strength for every year, so the trend is known for few.",
        {"weaker": "the holder is weaker than the claimant", "trend": "it is weaker than ten years before"},
    ),
    unknown=Choice(
        "For several levels no evidence was found.",
        {"drop": "a level without evidence is left open", "against": "it counts as not favourable"},
    ),
)
def a_treaty_needs_all_three(load: Tables, how: Choices) -> Outcome:
    """Of the disputes that were settled, was every one settled with all three levels favourable?"""
    cases = comparison.levels(load("comparison_cases"), load("capabilities"), how.order)
    settled = cases[cases["outcome"].isin(comparison.SETTLED[how.settled])]
    settled = comparison.chosen(settled, how.cases)
    levels = settled[list(LEVELS)]
    without = levels.eq(False).any(axis=1) if how.unknown == "drop" else ~levels.eq(True).all(axis=1)
    numbers = {"settled": len(settled), "without": int(without.sum())}
    if numbers["without"] == 1:
        case = settled.loc[without, "case_name"].iloc[0]
        return fails(f"One dispute was settled although a level was not favourable: {case}.", **numbers)
    if numbers["without"]:
        each = f"{part(numbers['without'], len(settled))} settled disputes"
        if levels.columns[levels.eq(False).any()].tolist() == ["order"] and how.unknown == "drop":
            sentence = (
                f"As a rule for all treaties it is wrong: {each[0].lower()}{each[1:]} were settled although a level was "
                "not favourable, each time the other side's strength. For this treaty alone it cannot be tested."
            )
            return fails(sentence, **numbers)
        return fails(f"{each} were settled although a level was not favourable.", **numbers)
    if len(settled) and not settled[list(LEVELS)].isna().to_numpy().any():
        return holds("Every dispute that was settled had all three levels favourable.", **numbers)
    sentence = "No settled dispute has all three levels on record, so the rule was neither kept nor broken."
    return undecided(sentence, **numbers)


def part(some: int, of: int) -> str:
    """A part of a small number in words, at the head of a sentence.

    >>> part(0, 5), part(2, 5), part(5, 5)
    ('None of the five', 'Two of the five', 'All five')
    >>> part(2, 2)
    'Both'
    """
    if some == of:
        return "Both" if of == PAIR else f"All {in_words(of)}"
    return f"{in_words(some).capitalize() if some else 'None'} of the {in_words(of)}"


def moved(
    load: Tables,
    level: str,
    since: str,
    *,
    one_per_origin: bool = True,
    before: int = before_after.INVASION.year - 1,
) -> before_after.Shift:
    """One level across the invasion, as chosen."""
    return before_after.shift(stepped(load, since, before), level, one_per_origin=one_per_origin)


@lru_cache(maxsize=16)
def stepped(load: Tables, since: str, before: int) -> pd.DataFrame:
    """The steps of all series; three levels and all weights are read off the same ones."""
    tables = {name: load(name) for name in before_after.TABLES}
    return before_after.steps(before_after.readings(tables), since, before)


def judged(found: before_after.Shift, how: Choices, level: str) -> Outcome:
    """One rule for the three levels: most of it moved away from a settlement, and such a year is rare."""
    numbers = dict(vars(found))
    if found.series < before_after.FEWEST:
        return undecided(f"Too few signs of {level} were read in the same way before and after.", **numbers)
    by_size = how.weigh == "size"
    gone = found.mean_move > 0 if by_size else found.away > MOST * found.series
    if not gone and by_size:
        return fails(f"On average the signs of {level} did not move away from a settlement.", **numbers)
    counted = f"{part(found.away, found.series)} signs of {level} moved away from a settlement"
    if not gone:
        return fails(f"{counted}, which is not most of them.", **numbers)
    said = f"On average the signs of {level} moved away from a settlement" if by_size else counted
    if how.base == "plain":
        return holds(f"{said}.", **numbers)
    return against_other_years(said, found.as_far if by_size else found.as_many, found.years, numbers)


def against_other_years(said: str, alike: int, years: int, numbers: dict[str, Any]) -> Outcome:
    """A move is the mark of 2022 only if hardly any earlier year saw as much."""
    if not years:
        return undecided(f"{said}, but no earlier year can be compared.", **numbers)
    if alike > RARE * years:
        return undecided(f"{said}, but many a year before saw as much.", **numbers)
    few = "hardly any" if alike else "none"
    return holds(
        f"{said}, and {few} of the {in_words(years)} earlier years in which several can be compared saw as much.",
        **numbers,
    )


@chapter.assertion(
    "C47a", figures=("windows-before-after",), series=SERIES, base=BASE, weigh=WEIGH, since=SINCE
)
def harder_at_home(load: Tables, how: Choices) -> Outcome:
    """Did most signs of Japanese opinion and wording move away from a settlement in 2022, more than in other years?"""
    found = moved(load, "domestic", how.since, one_per_origin=how.series == "one")
    return judged(found, how, "Japanese politics")


@chapter.assertion("C47b", figures=("windows-before-after",), base=BASE, weigh=WEIGH, since=SINCE)
def harder_in_the_alliance(load: Tables, how: Choices) -> Outcome:
    """Did Japan and its ally come closer on Russia in 2022, in sanctions and in votes, more than in other years?"""
    return judged(moved(load, "alliance", how.since), how, "the alliance")


@chapter.assertion(
    "C47c",
    figures=("windows-before-after",),
    series=SERIES,
    base=BASE,
    weigh=WEIGH,
    since=SINCE,
    before=Choice(
        "In 2020 and 2021 the pandemic had stopped meetings already.",
        {"2021": "from the last year before the invasion", "2019": "from the last year before the pandemic"},
    ),
)
def harder_in_the_region(load: Tables, how: Choices) -> Outcome:
    """Did most signs of the regional order move away from a settlement in 2022, more than in other years?"""
    found = moved(load, "order", how.since, one_per_origin=how.series == "one", before=int(how.before))
    return judged(found, how, "the regional order")


@chapter.assertion(
    "C03a",
    sign=Choice(
        "It is open what the first sign of a settlement would be.",
        {
            "talks": "an offer, or talks of ministers on a treaty",
            "offer": "an offer by either side",
            "contact": "any meeting of the leaders or the ministers",
        },
    ),
    word=Choice(
        "A government can say one thing and the next week another.",
        {"last": "the last Russian word on a treaty", "most": "most Russian words since the essay"},
    ),
)
def no_settlement_in_sight(load: Tables, how: Choices) -> Outcome:
    """Since the essay, has there been no offer, talk or meeting on record, and does Moscow say that talks are at an end?"""
    said = load("offers", until=SEARCHED).query("made_on > @ESSAY").sort_values("made_on")
    talks = load("foreign_minister_talks", until=SEARCHED).query(
        "held_on > @ESSAY and held and level == 'minister'"
    )
    met = load("summits", until=SEARCHED).query("held_on > @ESSAY and counted")
    offers = said.query("status == 'made'")["made_on"]
    on_treaty = talks[talks["treaty_discussed"].eq(True)]["held_on"]
    looked_for = {
        "offer": [offers],
        "talks": [offers, on_treaty],
        "contact": [offers, talks["held_on"], met["held_on"]],
    }
    signs = pd.concat(looked_for[how.sign]).sort_values()
    russian = said[said["side"].eq("russia")]
    ended = russian["status"].isin(AT_AN_END)
    numbers = {"signs": len(signs), "russian_words": len(russian), "at_an_end": int(ended.sum())}
    if len(signs):
        return fails(f"Since the essay there was a first sign on {signs.iloc[0]:%-d %B %Y}.", **numbers)
    if russian.empty or not (ended.iloc[-1] if how.word == "last" else ended.mean() > MOST):
        sentence = "No offer, talk or meeting was found, and Moscow does not say that talks are at an end."
        return undecided(sentence, **numbers)
    if how.word == "last":
        last = f"{russian['made_on'].iloc[-1]:%-d %B %Y}"
        return holds(
            f"So far it is borne out: nothing of the kind was found, and on {last} Moscow still saw no talks.",
            **numbers,
        )
    return holds(
        "So far it is borne out: nothing of the kind was found, and Moscow mostly calls the subject closed.",
        **numbers,
    )
