"""What the essay says on how long leaders stay, judged: premiers in Tokyo, and the men in Moscow beside them."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, either, fails, holds, undecided
from four_islands.measures import leaders, tenure

ESSAY = "2022-09-01"  # the day the essay came out
OCCUPATION_ENDED = "1952-04-28"
YELTSIN = "1991-08-21"  # the datasets' first day of his lead, and of a Russia beside the Soviet Union
MOST = 0.5
MANY = 1 / 5  # so often that a partner must reckon with it each time
MONTHS = {"year": tenure.YEAR_DAYS, "half": tenure.YEAR_DAYS / 2}
TOO_FEW = 5  # leaders; from fewer no interval can be had

UNIT = Choice(
    "Yoshida Shigeru and Abe Shinzo served twice.",
    {"term": "each term in office", "person": "each person, all terms together"},
)
DAYS = Choice(
    "Official lists in Japan count the first day and the last.",
    {"elapsed": "days between the two", "inclusive": "both end days"},
)
SINCE = Choice(
    "Premiers under the occupation answered to the Allied commander.",
    {"1945": "from the surrender", "1952": "from the end of the occupation"},
)
chapter = Chapter("03_tenure")


def premiers(load: Tables, how: Choices) -> pd.DataFrame:
    """Premierships as they stood on the essay's day, with their days, counted as chosen."""
    dataset = getattr(how, "dataset", "book")
    if dataset == "archigos":
        spells = leaders.archigos(load("leaders_archigos")).query("country == 'Japan'")
    elif dataset == "parlgov":
        spells = leaders.parlgov(load("g7_cabinets_parlgov")).query("country == 'Japan'")
    else:
        spells = leaders.japan(load("premierships", until=ESSAY))
        if getattr(how, "acting", "out") == "in":
            spells = pd.concat([spells, leaders.acting(load("acting_premiers"))], ignore_index=True)
    first = OCCUPATION_ENDED if how.since == "1952" else tenure.SURRENDER_CABINET
    spells = tenure.as_known_on(tenure.since(spells, first), ESSAY)
    spells = tenure.with_days(spells, inclusive=how.days == "inclusive")
    return tenure.by_person(spells) if how.unit == "person" else spells


@chapter.assertion(
    "C18a",
    figures=("tenure-spells",),
    unit=UNIT,
    dataset=Choice(
        "Datasets differ by days, and in whom they call a leader.",
        {"book": "this book", "archigos": "Archigos, to 2015", "parlgov": "ParlGov"},
    ),
    since=SINCE,
    days=DAYS,
    acting=Choice(
        "Three men stood in for a premier who had died or fallen ill.",
        {"out": "premiers alone", "in": "with those who stood in"},
    ),
    senseless={
        "Archigos has the Allied commanders lead Japan until 1952": lambda how: (
            how.dataset == "archigos" and how.since == "1945"
        ),
        "the other datasets have their own rule for those who stood in": lambda how: (
            how.dataset != "book" and how.acting == "in"
        ),
    },
)
def most_premierships_end_within_two_years(load: Tables, how: Choices) -> Outcome:
    """Of the premierships that have ended, did more than half end within two years?"""
    days = premiers(load, how).query("is_complete")["tenure_days"]
    short, ended = int(days.lt(2 * tenure.YEAR_DAYS).sum()), len(days)
    numbers = {"short": short, "ended": ended, "median_days": float(days.median())}
    if how.unit == "person":
        yes = f"Of {ended} former prime ministers {short} served less than two years in all."
        no = f"Only {short} of {ended} former prime ministers served less than two years in all."
        return either(short > MOST * ended, yes, no, **numbers)
    if short > MOST * ended:
        return holds(
            f"Of {ended} premierships that had ended when the essay came out, {short} ended within two years.",
            **numbers,
        )
    return fails(
        f"Of {ended} premierships that had ended when the essay came out, only {short} ended within two years.",
        **numbers,
    )


@chapter.assertion(
    "C18b",
    figures=("tenure-spells",),
    unit=UNIT,
    months=Choice(
        "The essay sets months against one to two years, and gives no number.",
        {"year": "less than a year", "half": "less than half a year"},
    ),
    since=SINCE,
    days=DAYS,
)
def many_premierships_last_only_months(load: Tables, how: Choices) -> Outcome:
    """Of the premierships that have ended, did at least one in five last only months?"""
    days = premiers(load, how).query("is_complete")["tenure_days"]
    short, ended = int(days.lt(MONTHS[how.months]).sum()), len(days)
    numbers = {"short": short, "ended": ended}
    if how.months == "half":
        if short >= MANY * ended:
            return holds(
                f"Of {ended} that had ended by then {short} lasted less than half a year.", **numbers
            )
        return fails(
            f"Only {short} of {ended} that had ended by then lasted less than half a year.", **numbers
        )
    if short >= MANY * ended:
        return holds(f"Of {ended} that had ended by then {short} lasted less than a year.", **numbers)
    return fails(f"Only {short} of {ended} that had ended by then lasted less than a year.", **numbers)


@chapter.assertion(
    "C19a",
    figures=("tenure-survival", "tenure-spells"),
    measure=Choice(
        "Eight leaders can be compared with care in more than one way.",
        {
            "interval": "mean of the first eight years, with its interval",
            "each": "the same mean, each leader in Moscow left out in turn",
            "median": "the middle of the terms that have ended",
        },
    ),
    who=Choice(
        "From 2008 to 2012 Medvedev was president and Putin prime minister.",
        {"paramount": "who led in fact", "formal": "who held the highest office"},
    ),
    since=Choice(
        "Soviet and Russian rule were not alike.",
        {
            "1945": "begun since 1945",
            "stalin": "with Stalin's rule from 1923",
            "1991": "begun since August 1991",
        },
    ),
    unit=UNIT,
    senseless={
        "since 1991 there are too few leaders for an interval": lambda how: (
            how.since == "1991" and how.measure == "interval"
        )
    },
)
def leaders_in_moscow_stay_longer(load: Tables, how: Choices) -> Outcome:
    """By the measure chosen, do leaders in Moscow stay longer than premiers in Tokyo, beyond what chance or one man makes?

    A mean is taken over the first eight years in office. With its interval, the difference must leave out nought, or
    there are too few leaders to rule out chance; with each leader in turn, it must stand whoever is left out. A median
    asks for the longer middle one of the ended terms.
    """
    tokyo, moscow = both_sides(load, how)
    if how.measure == "median":
        return by_median(tokyo, moscow)
    here, there = tenure.mean_time(tokyo), tenure.mean_time(moscow)
    numbers = {"tokyo_years": here.years, "moscow_years": there.years, "leaders": len(moscow)}
    if there.years <= here.years:
        sentence = f"Leaders in Moscow stayed {there.years:.1f} of their first eight years, premiers in Tokyo {here.years:.1f}."
        return fails(sentence, **numbers)
    if how.measure == "interval":
        gap = tenure.difference(moscow, tokyo)
        numbers |= {"low": gap.low, "high": gap.high}
        if len(moscow) < TOO_FEW or gap.low <= 0:
            sentence = "Leaders in Moscow stayed longer, but there were too few of them to rule out chance."
            return undecided(sentence, **numbers)
    else:
        least = tenure.smallest_difference(moscow, tokyo)
        numbers |= {"least": least}
        if least <= 0:
            sentence = "Leaders in Moscow stayed longer, but one of them alone makes the difference."
            return undecided(sentence, **numbers)
    return holds(
        f"Of their first eight years in office leaders in Moscow stayed {there.years:.1f} on average, premiers in Tokyo "
        f"{here.years:.1f}.",
        **numbers,
    )


def both_sides(load: Tables, how: Choices) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Spells in Tokyo and in Moscow as they stood on the essay's day, counted as chosen."""
    moscow = leaders.russia(load("leaders_ussr_russia", until=ESSAY), how.who)
    tokyo = leaders.japan(load("premierships", until=ESSAY))
    first = YELTSIN if how.since == "1991" else tenure.SURRENDER_CABINET
    tokyo = tenure.since(tokyo, first)
    moscow = moscow if how.since == "stalin" else tenure.since(moscow, first)
    sides = []
    for spells in (tokyo, moscow):
        days = tenure.with_days(tenure.as_known_on(spells, ESSAY))
        sides.append(tenure.by_person(days) if how.unit == "person" else days)
    return sides[0], sides[1]


def by_median(tokyo: pd.DataFrame, moscow: pd.DataFrame) -> Outcome:
    """The comparison by completed terms alone."""
    here, there = (
        float(spells.loc[spells["is_complete"], "tenure_days"].median()) / tenure.DAYS_PER_YEAR
        for spells in (tokyo, moscow)
    )
    numbers = {"tokyo_median_years": here, "moscow_median_years": there}
    if pd.isna(there):
        return undecided("No leader in Moscow of these years has left yet.", **numbers)
    yes = f"Half of the leaders in Moscow who have left stayed over {there:.1f} years, in Tokyo {here:.1f}."
    no = f"Half of the leaders in Moscow who have left stayed no more than {there:.1f} years, in Tokyo {here:.1f}."
    return either(there > here, yes, no, **numbers)
