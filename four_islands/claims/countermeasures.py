"""What the essay says on Moscow's answer to the sanctions and on Washington's part, judged."""

from __future__ import annotations

from functools import partial

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import countermeasures, sanctions

ESSAY = "2022-09-01"
CRISIS = "2022-02-01"  # Washington spoke to Tokyo of sanctions in the weeks before the invasion
YEARS_BEFORE = "2019-03-21"  # three years
ALLIANCE = "alliance|American forces|bases"
FAR_EAST = "Far East"

chapter = Chapter("10_countermeasures")


def steps(load: Tables, kind: str) -> pd.DataFrame:
    """Russian steps of one kind from the crisis of 2022 to the essay."""
    rows = countermeasures.steps(load("russian_countermeasures", until=ESSAY))
    return rows[rows["kind"].eq(kind) & rows["announced_on"].between(CRISIS, ESSAY)]


def first_measure(load: Tables, which: str) -> pd.Timestamp:
    """The day of Japan's first measure of 2022, of any kind or of the kinds asked for."""
    rows = sanctions.decisions(load("japan_measures", until=ESSAY))
    rows = rows[rows["dated_on"].ge(CRISIS)]
    kinds = {"freeze": sanctions.FREEZES, "central_bank": ["freeze_central_bank"]}.get(which)
    return rows.loc[rows["kind"].isin(kinds) if kinds else rows.index, "dated_on"].min()


@chapter.assertion("C02a", figures=("countermeasures-timeline",))
def the_talks_were_broken_off(load: Tables, how: Choices) -> Outcome:
    """Did the Russian foreign ministry end the talks on a peace treaty after Japan's first measures of 2022?"""
    found = steps(load, "talks_ended")
    if found.empty:
        return undecided("No dated Russian statement that ends the talks was found.")
    day = found["announced_on"].min()
    after = (day - first_measure(load, "any")).days
    if after < 0:
        return fails(f"Moscow had ended the talks on {day:%-d %B %Y}, before Japan acted.", days=after)
    return holds(f"Moscow ended the talks on {day:%-d %B %Y}, after Japan's first measures.", days=after)


@chapter.assertion(
    "C02b",
    figures=("countermeasures-timeline",),
    first=Choice(
        "Japan's first measures grew heavier from day to day.",
        {
            "any": "after the first of any kind",
            "freeze": "after the first freeze",
            "central_bank": "after the freeze of the central bank",
        },
    ),
)
def japan_was_put_on_the_list(load: Tables, how: Choices) -> Outcome:
    """Did Japan's place on the list of unfriendly countries come after its first measures of 2022?"""
    found = steps(load, "unfriendly_list")
    if found.empty:
        return undecided("The day on which Japan was put on the list is not on record.")
    day = found["announced_on"].min()
    after = (day - first_measure(load, how.first)).days
    if after < 0:
        return fails(f"Japan was put on the list on {day:%-d %B %Y}, before it had acted.", days=after)
    return holds(f"Japan was put on the list on {day:%-d %B %Y}, after its first measures.", days=after)


def conditions(load: Tables, first: str, last: str, *, coded: bool = False) -> pd.DataFrame:
    """What Moscow said between two days that names a condition; where `coded`, only texts read in full."""
    said = load("offers", coded=coded)
    said = said[said["side"].eq("russia") & said["condition"].notna()]
    return said[said["made_on"].between(first, last)]


def naming(said: pd.DataFrame, words: str) -> pd.DataFrame:
    """Those that name one of the words, in their title or condition."""
    return said[said["title"].str.contains(words) | said["condition"].str.contains(words)]


an_answer = partial(
    chapter.assertion,
    figures=("countermeasures-reasons", "countermeasures-week"),
    reason=Choice(
        "“Unfriendly acts” is wider than sanctions.",
        {
            "strict": "the text must name Japan's sanctions",
            "wide": "“unfriendly acts” is enough, for sanctions are among them",
        },
    ),
    aim=Choice(
        "The list names 48 states and territories.",
        {"any": "a step at many states counts", "only": "only a step at Japan alone counts"},
    ),
)


def gave_as_reason(load: Tables, how: Choices, kind: str) -> bool:
    """Whether Moscow gave Japan's sanctions as its reason for a step of one kind."""
    found = steps(load, kind)
    if how.aim == "only":
        found = found[found["is_only_at_japan"].astype(bool)]
    reasons = ["japanese_sanctions"] + (["unfriendly_acts"] if how.reason == "wide" else [])
    return bool(found["stated_reason"].isin(reasons).any())


@an_answer(
    "C02c",
    sense=Choice(
        "A reason that a government gives may be an occasion that it takes.",
        {"given": "what Moscow gave as its reason", "moved": "what moved Moscow"},
    ),
)
def the_end_of_the_talks_was_an_answer(load: Tables, how: Choices) -> Outcome:
    """Did Moscow itself give Japan's sanctions as its reason when it ended the talks?

    Asked more strictly, it must also have named no other obstacle, Japan's alliance, in the three years before.
    """
    if not gave_as_reason(load, how, "talks_ended"):
        return fails("When it ended the talks Moscow gave another reason.")
    if how.sense == "given":
        return holds("Moscow named Japan's restrictions over Ukraine as its reason.")
    earlier = naming(conditions(load, YEARS_BEFORE, "2022-03-20"), ALLIANCE)
    if len(earlier):
        before = "Moscow had complained of Japan's alliance for years"
        sentence = f"{before}, and nothing found says whether that weighed more than the sanctions."
        return undecided(sentence, complaints=len(earlier))
    return holds("Moscow named Japan's restrictions, and in the years before no other obstacle.")


@an_answer("C02d")
def the_list_was_an_answer(load: Tables, how: Choices) -> Outcome:
    """Did Moscow itself give Japan's sanctions as its reason when it drew up the list of unfriendly countries?"""
    if gave_as_reason(load, how, "unfriendly_list"):
        return holds("The list answers unfriendly acts, and sanctions are among them.")
    return undecided("The list was aimed at many states and named no measure of Japan's.")


@chapter.assertion(
    "C37a",
    period=Choice(
        "The essay may mean the spring of 2022 or all the years of sanctions.",
        {
            "essay": "in 2022, up to the essay",
            "crimea": "from 2014 to the essay",
            "today": "from 2014 to the last day searched",
        },
    ),
    ask=Choice(
        "To ask for sanctions is not to ask for a gap to be closed.",
        {"gap": "asks to close a gap", "join": "any request for sanctions"},
    ),
    denial=Choice(
        "One official may deny what another asks.",
        {"weigh": "a denial speaks against", "ignore": "a denial does not matter"},
    ),
    senseless={
        "the one denial found is of 2014": lambda how: how.period == "essay" and how.denial == "ignore"
    },
)
def washington_pressed_tokyo(load: Tables, how: Choices) -> Outcome:
    """Is there a dated American statement that asks Tokyo to close a gap in its sanctions, and none that denies one?"""
    rows = load("us_requests", until=ESSAY)
    first = CRISIS if how.period == "essay" else "2014-01-01"
    last = "2100-01-01" if how.period == "today" else ESSAY
    rows = rows[rows["stated_on"].between(first, last)]
    kinds = ["asks_to_close_exemption"] + (["asks_for_sanctions"] if how.ask == "join" else [])
    asked = rows[rows["kind"].isin(kinds)]
    denied = rows["kind"].eq("denies_loophole").any() and how.denial == "weigh"
    if asked.empty and denied:
        return fails(
            "No request to close a gap was found, and a senior official had no concern about loopholes."
        )
    if asked.empty:
        return undecided(
            "No American request to close a gap was found; what allies ask in private leaves no public trace."
        )
    if denied:
        return undecided("Washington asked for more at one time and had no concern at another.")
    last_one = asked.sort_values("stated_on").iloc[-1]
    what = "to close a gap" if last_one["kind"] == "asks_to_close_exemption" else "for sanctions"
    return holds(f"In {last_one['stated_on']:%B %Y} Washington asked Tokyo {what}.", requests=len(asked))


@chapter.assertion(
    "C38a",
    figures=("countermeasures-reasons",),
    when=Choice(
        "A reason may be given on the day, before it or after it.",
        {
            "day": "in the statement of 21 March 2022",
            "years": "in the three years before",
            "since": "since then",
        },
    ),
    security=Choice(
        "The essay names the Far East; Moscow mostly speaks of the alliance.",
        {"far_east": "names the region", "bases": "names the alliance or bases"},
    ),
    read=Choice(
        "Of most of these words only a report was read.",
        {"report": "reports count", "full": "only texts read in full"},
    ),
    senseless={
        "the reasons of the day were read in the statement itself": lambda how: (
            how.when == "day" and how.read == "full"
        )
    },
)
def moscow_feared_for_its_far_east(load: Tables, how: Choices) -> Outcome:
    """Did Moscow give its safety as its reason when it ended the talks?

    Words of other years fit such a fear, but do not show that it moved Moscow.
    """
    if how.when == "day":
        ended = steps(load, "talks_ended")
        if ended["stated_reason"].eq("security").any():
            return holds("When it ended the talks Moscow named its security.")
        return fails("When it ended the talks Moscow named Japan's sanctions, and no danger to its Far East.")
    first, last = (YEARS_BEFORE, "2022-03-20") if how.when == "years" else ("2022-03-22", "2100-01-01")
    said = conditions(load, first, last, coded=how.read == "full")
    if said.empty:
        return undecided("No Russian text with conditions was read in full for these years.")
    named = naming(said, FAR_EAST if how.security == "far_east" else ALLIANCE)
    if len(named):
        when = named["made_on"].min()
        said_so = f"From {when:%B %Y} Moscow spoke of its security beside Japan's alliance"
        return undecided(f"{said_so}, but not as its reason to end the talks.", times=len(named))
    if how.when == "years":
        sentence = "In the years before, Moscow named the alliance, but in what was found not its Far East."
        return undecided(sentence)
    return fails("Since then Moscow has named Japan's course over Ukraine.")
