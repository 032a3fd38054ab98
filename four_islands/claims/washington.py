"""What the essay says of Washington in 1956, judged: the warning, its reasons, the fears behind it."""

from __future__ import annotations

from functools import partial

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import washington as dc

WARNED = pd.Timestamp("1956-08-19")
TOP = ("Dulles", "National Security Council")

chapter = Chapter("08_washington")

PAPERS = Choice(
    "A paper written after an act may explain it or excuse it.",
    {"before": "up to the day of the warning", "all": "all papers", "internal": "those for American eyes"},
)
why_warned = partial(
    chapter.assertion,
    figures=("washington-motives",),
    senseless={
        "an account needs no second paper": lambda how: how.evidence == "account" and how.bar == "two"
    },
    papers=PAPERS,
    evidence=Choice(
        "That a thing was on their minds is not yet that it was the reason.",
        {
            "account": "only papers that say why the warning was given",
            "setting": "any paper that speaks of it",
        },
    ),
    bar=Choice("Nobody has said how many papers make a motive.", {"one": "one paper", "two": "two papers"}),
)


def read_papers(load: Tables, how: Choices) -> pd.DataFrame:
    """The papers that were read whole, as many as the way of counting admits."""
    papers = load("us_documents", coded=True)
    if how.papers == "before":
        return papers[papers["dated_on"] <= WARNED]
    return papers[papers["audience"].eq("internal")] if how.papers == "internal" else papers


@chapter.assertion(
    "C32a",
    figures=("washington-storyboard",),
    about=Choice(
        "The clause speaks of title to the Kurils, the question was about two islands.",
        {"terms": "the Soviet terms as such", "two": "an offer of two islands"},
    ),
)
def dulles_warned_of_okinawa(load: Tables, how: Choices) -> Outcome:
    """Does the American record of the talk of 19 August 1956 show that Dulles tied Okinawa to the Soviet terms?"""
    papers = load("us_documents", coded=True)
    record = papers[papers["document_id"].eq(dc.WARNING) & papers["audience"].eq("to-japan")]
    if how.about == "two":
        asked = load("offers").query("islands == '2'")["event_id"]
        record = record[record["event_id"].isin(asked)]
    if record.empty:
        return undecided("No record of the talk was read that shows what Dulles answered.")
    if record["bears_on_okinawa"].ne("supports").all():
        return fails("The record of the talk does not speak of Okinawa.")
    return holds("The American record of 19 August 1956 has the warning in plain words.")


def motive(load: Tables, how: Choices, column: str, said: tuple[str, str, str]) -> Outcome:
    """A motive by its column: papers that speak of it, or only those in which the warning is explained.

    `said` are the sentences for holds, fails and open.
    """
    papers = read_papers(load, how)
    named = int(papers[column].eq("supports").sum())
    explained = int(papers["reason_given"].isin(dc.EXPLAINED).sum())
    if how.evidence == "account" and explained:
        return fails(said[1], explained=explained)
    if how.evidence == "account" or named < {"one": 1, "two": 2}[how.bar]:
        return undecided(said[2], papers=len(papers))
    return holds(said[0], papers=len(papers), named=named)


@why_warned("C33a")
def okinawa_was_the_reason(load: Tables, how: Choices) -> Outcome:
    """Do American papers show that the warning was given because of Okinawa?

    Asked loosely, a paper that speaks of Okinawa is enough; asked strictly, a paper must give it as the reason.
    """
    said = (
        "Papers read whole tie the islands in the north to Okinawa, some from long before the warning.",
        "Where Dulles explains the warning he speaks of helping Japan bargain; Okinawa's use is not his reason.",
        "These papers do not say why the warning was given.",
    )
    return motive(load, how, "bears_on_okinawa", said)


@chapter.assertion(
    "C33b",
    figures=("washington-motives",),
    papers=PAPERS,
    against=Choice(
        "Other papers leave the choice to Japan or welcome its peace.",
        {"weigh": "they are weighed against it", "ignore": "one paper that states the aim is enough"},
    ),
)
def keeping_japan_from_moscow_was_the_reason(load: Tables, how: Choices) -> Outcome:
    """Do more papers serve an aim of keeping Japan and the Soviet Union apart than leave the choice to Japan?

    A paper that serves the aim need not say that the warning was given for it; one that holds both counts for neither.
    """
    counts = read_papers(load, how)["bears_on_separation"].value_counts()
    apart = int(counts.get("supports", 0))
    free = int(counts.get("against", 0)) if how.against == "weigh" else 0
    numbers = {"apart": apart, "free": free}
    if apart == free:
        sentence = (
            "As many papers see a use in keeping the two apart as leave the choice to Japan, or none does."
        )
        return undecided(sentence, **numbers)
    if apart < free:
        return fails(
            "More papers leave the choice to Japan than see a use in a Japanese No to Moscow.", **numbers
        )
    if how.against == "ignore":
        return holds("There are papers that see a use in keeping the two apart.", **numbers)
    return holds("More papers see a use in keeping the two apart than leave the choice to Japan.", **numbers)


@why_warned("C33c")
def keeping_japan_from_china_was_the_reason(load: Tables, how: Choices) -> Outcome:
    """Do American papers show that the warning was given to keep Japan from Communist China?

    Asked loosely, a paper that speaks of China is enough; asked strictly, a paper must give it as the reason.
    """
    said = (
        "Papers on the talks with Moscow ask that Japan stay away from Communist China.",
        "Where Dulles explains the warning he gives other reasons than China.",
        "These papers do not tie the warning to China.",
    )
    return motive(load, how, "bears_on_china", said)


FEAR = Choice("Fears change with the talks.", {"before": "before the warning", "all": "up to December 1957"})


def fears(load: Tables, how: Choices, column: str) -> pd.DataFrame:
    """Papers for American eyes that name a consequence of peace, before the warning or at any time."""
    papers = load("us_documents", coded=True)
    papers = papers[papers["audience"].eq("internal") & papers[column].eq("supports")]
    return papers[papers["dated_on"] < WARNED] if how.when == "before" else papers


def first_of(papers: pd.DataFrame, sentence: str) -> Outcome:
    """Whether a paper says so; the sentence may name cells of the first one by their column in braces."""
    if papers.empty:
        return undecided("No paper that was read says so; one volume is not the whole file.")
    first = papers.sort_values("dated_on").iloc[0]
    return holds(sentence.format_map(first), papers=len(papers))


@chapter.assertion(
    "C65a",
    figures=("washington-motives",),
    when=FEAR,
    rank=Choice(
        "A desk may fear what the Secretary does not.",
        {"top": "the Secretary or the Council", "any": "any desk"},
    ),
)
def washington_feared_for_okinawa(load: Tables, how: Choices) -> Outcome:
    """Does a paper for American eyes say that a return of islands in the north would bring pressure over Okinawa?"""
    found = fears(load, how, "bears_on_okinawa")
    if how.rank == "top":
        found = found[found["sender"].isin(TOP)]
    found = found.assign(addressee=found["addressee"].map(article))
    told = "In {dated_on:%B %Y} {sender} told {addressee} that a Soviet return of islands would bring such pressure."
    return first_of(found, told)


def article(body: str) -> str:
    """A body with its article, a person without."""
    return f"the {body}" if body.rsplit(maxsplit=1)[-1] in {"Council", "Department"} else body


@chapter.assertion(
    "C65b",
    figures=("washington-motives",),
    when=FEAR,
    words=Choice(
        "To be firm towards Peking is less than to fear recognition.",
        {"recognition": "names recognition", "firm": "asks Japan to keep away or be firm"},
    ),
)
def washington_feared_recognition_of_peking(load: Tables, how: Choices) -> Outcome:
    """Does a paper for American eyes fear that peace with Moscow would lead Tokyo on to Peking?"""
    found = fears(load, how, "bears_on_china")
    if how.words == "recognition":
        found = found[found["says"].str.contains("recogni")]
    if how.words == "firm":
        return first_of(found, "Papers on the talks with Moscow ask that Japan keep away from Peking.")
    named = "In {dated_on:%B %Y} {sender} wrote that Moscow might press Japan to recognise Peking next."
    return first_of(found, named)


@chapter.assertion(
    "C67a",
    figures=("washington-motives", "washington-storyboard"),
    proof=Choice(
        "An aim and an effect are two things.",
        {
            "stated": "one paper sees a use",
            "weighed": "more papers for than against",
            "effect": "the two stayed apart",
        },
    ),
)
def the_islands_were_a_wedge(load: Tables, how: Choices) -> Outcome:
    """Do papers for American eyes see a use for the islands in keeping Japan and Moscow apart?

    Asked by what came of it: after the warning, did the two stay without relations?
    """
    if how.proof == "effect":
        texts = load("instruments")
        made = texts[texts["kind"].eq("ratified-declaration") & texts["dated_on"].gt(WARNED)]
        if made.empty:
            return holds("No text that restores relations followed the warning.")
        return fails(f"Relations were restored all the same, on {made['dated_on'].min():%-d %B %Y}.")
    papers = load("us_documents", coded=True)
    counts = papers[papers["audience"].eq("internal")]["bears_on_separation"].value_counts()
    used = int(counts.get("supports", 0))
    free = int(counts.get("against", 0)) if how.proof == "weighed" else 0
    if used > free:
        return holds("Papers of 1956 see a use in a Japan set against Moscow.", used=used, free=free)
    if used < free:
        sentence = "More of the papers leave the choice to Japan than see a use in a quarrel."
        return fails(sentence, used=used, free=free)
    return undecided("No paper read states such an aim, or as many speak against it.", used=used, free=free)
