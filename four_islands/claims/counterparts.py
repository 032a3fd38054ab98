"""What the essay says of the changes of premier and what they cost, judged: who ended partnerships, waits, and texts."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, either, fails, holds, undecided
from four_islands.measures import counterparts, leaders, partnerships, waits
from four_islands.prose import in_words

ESSAY = "2022-09-01"  # the day the essay came out
MOST = 0.5
LONG = {"four": 4, "two": 2}  # years
SINCE = {"1956": waits.RELATIONS, "1991": waits.RUSSIA_ALONE}
BEGINNING = {"1956": "the Joint Declaration of 1956", "1991": "the end of the Soviet Union"}
NAMES_ISLANDS = ("two", "two-large", "three", "all-four", "border")
RATIFIED = "ratified-declaration"
SAID = {
    "meeting": (
        "From one premier's last {what} to the first of the next, half of the gaps lasted",
        "while one premier stays, half of all days fall into gaps of",
    ),
    "office": (
        "In half of the new premierships a {what} took",
        "under a premier already in office, half of the waits from a day picked by chance lasted",
    ),
}

WHO = Choice(
    "From 2008 to 2012 Medvedev was president and Putin prime minister.",
    {"formal": "who held the highest office", "paramount": "who led in fact"},
)
ERA = Choice(
    "In the Cold War leaders met only on visits, and hardly ever.",
    {"1991": "since the end of the Soviet Union", "1956": "since the Joint Declaration of 1956"},
)

chapter = Chapter("04_counterparts")


def by_then(load: Tables, texts: pd.DataFrame, how: Choices) -> pd.DataFrame:
    """The partnerships that had ended when the essay came out, with their meetings and the texts given."""
    premiers, moscow, summits = load("premierships"), load("leaders_ussr_russia"), load("summits")
    met = counterparts.partners(premiers, moscow, summits, texts, how.who)
    return met[met["ended_by"].ne(counterparts.RUNNING) & met["ended_on"].le(ESSAY)]


@chapter.assertion(
    "C20a",
    figures=("counterparts-lanes",),
    who=WHO,
    pairs=Choice(
        "Two leaders who never met are hardly partners.",
        {"all": "all who overlapped", "met": "only those who met"},
    ),
    since=Choice(ERA.why, {era: ERA.options[era] for era in ("1956", "1991")}),
)
def partnerships_end_in_tokyo(load: Tables, how: Choices) -> Outcome:
    """Did more than half of the partnerships that have ended end because the premier left?"""
    met = by_then(load, load("instruments"), how)
    met = met[met["ended_on"].ge(SINCE[how.since])]
    met = met[met["meetings"].gt(0)] if how.pairs == "met" else met
    tokyo, ended = int(met["ended_by"].eq(counterparts.JAPAN).sum()), len(met)
    numbers = {"in_tokyo": tokyo, "ended": ended}
    between = f"partnerships that came to an end between {BEGINNING[how.since]} and the essay of 2022"
    yes = f"The premier's leaving ended {tokyo} of the {ended} {between}."
    no = f"The premier's leaving ended only {tokyo} of the {ended} {between}."
    return either(tokyo > MOST * ended, yes, no, **numbers)


@chapter.assertion(
    "C20b",
    figures=("counterparts-waits",),
    since=ERA,
    clock=Choice(
        "A change costs from the new premier's first day, or from the last meeting before it.",
        {"office": "from taking office", "meeting": "from the last meeting with the premier before"},
    ),
    met=Choice(
        "A quarter of an hour at a summit of many restores little.",
        {
            "any": "any meeting face to face",
            "visit": "only visits",
            "call": "telephone calls too, where found",
        },
    ),
)
def a_change_of_premier_costs_time(load: Tables, how: Choices) -> Outcome:
    """After a change of premier, did the two sides wait longer for a meeting than they do when the premier stays?

    A change may come on any day, so both are set against a day picked by chance while a premier stays: the gap across a
    change against the whole gap into which that day falls, the wait from taking office against what is left of it. Waits
    without a meeting are cut off, not left out. The list of meetings is a minimum, so every wait is at most so long.
    """
    japan = leaders.japan(load("premierships"))
    met = waits.meetings(load("summits", until=f"{waits.INVASION:%Y-%m-%d}"), how.met)
    within, after = waits.gaps(japan, met, SINCE[how.since])
    usual = waits.day_by_day(within)
    if how.clock == "office":
        usual, after = waits.from_any_day(within), waits.first_waits(japan, met, SINCE[how.since])
    stays, changes = waits.middle(usual), waits.middle(after)
    numbers = {"usual_days": stays, "after_change_days": changes, "changes": len(after)}
    said, others = SAID[how.clock]
    what = "visit" if how.met == "visit" else "meeting"
    said = said.format(what=what)
    if changes <= stays:
        return fails(f"{said} at most {changes:.0f} days; {others} {stays:.0f} or more.", **numbers)
    if changes == float("inf"):
        return holds(f"More than half of the new premierships ended without a {what}.", **numbers)
    if how.clock == "office" and how.met == "visit":
        had = int(after["is_complete"].sum())
        likely = round(waits.expected(within, after["term_days"]))
        due = f"had visits come as they do to premiers already in office, about {in_words(likely)} would"
        shown = f"Of {len(after)} new premierships {in_words(had)} brought a visit"
        return holds(f"{shown}; {due}; so small a difference may be chance.", **numbers, visited=had)
    return holds(f"{said} more than {changes:.0f} days; {others} at most {stays:.0f}.", **numbers)


@chapter.assertion(
    "C20c",
    long=Choice("Long has no number.", {"four": "four years and more", "two": "two years and more"}),
    texts=Choice(
        "Texts differ in weight.",
        {
            "joint": "all joint texts on the islands",
            "islands": "those that name islands",
            "binding": "only ratified ones",
        },
    ),
    who=WHO,
    drop=Choice(
        "Abe and Putin alone are a quarter of the long years.",
        {"all": "all", "without": "without the longest"},
    ),
)
def leaders_with_more_time_agree_on_more(load: Tables, how: Choices) -> Outcome:
    """Did long partnerships sign more joint texts for each year together than short ones, beyond what chance allows?"""
    papers = load("instruments")
    if how.texts == "islands":
        papers = papers[papers["names_islands"].isin(NAMES_ISLANDS)]
    if how.texts == "binding":
        papers = papers[papers["kind"].eq(RATIFIED)]
    met = by_then(load, papers, how)
    met = met.drop(index=met["pair_days"].idxmax()) if how.drop == "without" else met
    long, short = partnerships.by_length(met, LONG[how.long])
    ratio = partnerships.texts_ratio(long, short)
    numbers = {
        "ratio": ratio.ratio,
        "low": ratio.low,
        "high": ratio.high,
        "long": len(long),
        "short": len(short),
        "long_texts": int(long["texts"].sum()),
        "short_texts": int(short["texts"].sum()),
        "long_years": counterparts.years_together(long),
        "short_years": counterparts.years_together(short),
    }
    texts = "Joint texts that name islands, signed" if how.texts == "islands" else "Joint texts signed"
    return by_ratio(ratio, numbers, texts)


def by_ratio(ratio: waits.Ratio, numbers: dict[str, float], texts: str) -> Outcome:
    """What a ratio with its interval says, in a sentence for each case."""
    if not numbers["long_texts"] or not numbers["short_texts"]:
        return one_sided(ratio, numbers)
    long, short = (
        f"{in_words(numbers[f'{side}_texts'])} in {numbers[f'{side}_years']:.0f} years"
        for side in ("long", "short")
    )
    said = f"{texts} from 1945 to the essay of 2022: by long partnerships {long}, by short ones {short}"
    if ratio.low > 1:
        return holds(f"{said}.", **numbers)
    if ratio.high < 1:
        return fails(f"{said}.", **numbers)
    return undecided(f"{said}; so few texts may fall this way by chance.", **numbers)


def one_sided(ratio: waits.Ratio, numbers: dict[str, float]) -> Outcome:
    """The same where one side signed nothing, so that there is no ratio to speak of."""
    long, short = int(numbers["long_texts"]), int(numbers["short_texts"])
    if not long and not short:
        return undecided("No such text was signed in the days of either.", **numbers)
    none, some = ("short", f"long ones signed {long}") if long else ("long", f"short ones signed {short}")
    said = f"No {none} partnership signed such a text, and {some}"
    if ratio.low > 1:
        return holds(f"{said}.", **numbers)
    return (
        fails(f"{said}.", **numbers)
        if ratio.high < 1
        else undecided(f"{said}; that could be chance.", **numbers)
    )
