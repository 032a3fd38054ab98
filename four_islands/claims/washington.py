"""What the essay says of Washington, judged: the warning of August 1956, its reasons, and American words since."""

from __future__ import annotations

from types import SimpleNamespace as Choices

import pandas as pd

from four_islands.claims.engine import Chapter, Choice
from four_islands.claims.outcome import Outcome, fails, holds, undecided
from four_islands.claims.tables import Tables
from four_islands.measures import washington as dc

ESSAY = "2022-09-01"
WARNED = pd.Timestamp("1956-08-19")
DECLARED = pd.Timestamp("1956-10-19")  # the Joint Declaration
TALKS_OVER = pd.Timestamp("1957-12-31")  # the last year of the volume the papers come from
TOP = ("Dulles", "National Security Council")

chapter = Chapter("08_washington")

PAPERS = Choice(
    "A paper written after an act may explain it or excuse it.",
    {"before": "up to the day of the warning", "all": "all papers", "internal": "those for American eyes"},
)
EVIDENCE = Choice(
    "That a thing was on their minds is not yet that it was the reason.",
    {"account": "only papers that say why the warning was given", "setting": "any paper that speaks of it"},
)
BAR = Choice("Nobody has said how many papers make a motive.", {"one": "one paper", "two": "two papers"})
MIXED = Choice(
    "Half of the papers help peace with one hand and hinder it with the other.",
    {"out": "papers that hold both are left out", "for": "they count for it"},
)
WHO = Choice(
    "What others report of Washington may be what they wished to hear.",
    {"own": "American words only", "reported": "also as told by others"},
)
ONE_RULE_ENOUGH = {
    "an account needs no second paper": lambda how: how.evidence == "account" and how.bar == "two",
}


def read_papers(load: Tables, how: Choices) -> pd.DataFrame:
    """The papers that were read whole, as many as the way of counting admits."""
    papers = load("us_documents", coded=True)
    if how.papers == "before":
        return papers[papers["dated_on"] <= WARNED]
    return papers[papers["audience"].eq("internal")] if how.papers == "internal" else papers


def in_force(load: Tables, how: Choices) -> pd.DataFrame:
    """American positions up to the essay, those told by others only where the way of counting admits them."""
    said = load("us_positions", until=ESSAY)
    return said[said["words"].ne("reported")] if how.who == "own" else said


@chapter.assertion(
    "C32a",
    choices={
        "about": Choice(
            "The clause speaks of title to the Kurils, the question was about two islands.",
            {"terms": "the Soviet terms as such", "two": "an offer of two islands"},
        )
    },
    figures=("washington-storyboard",),
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
    if how.evidence == "account":
        return fails(said[1], explained=explained) if explained else undecided(said[2], papers=len(papers))
    enough = named >= {"one": 1, "two": 2}[how.bar]
    return (
        holds(said[0], papers=len(papers), named=named) if enough else undecided(said[2], papers=len(papers))
    )


@chapter.assertion(
    "C33a",
    choices={"papers": PAPERS, "evidence": EVIDENCE, "bar": BAR},
    senseless=ONE_RULE_ENOUGH,
    figures=("washington-motives",),
)
def okinawa_was_the_reason(load: Tables, how: Choices) -> Outcome:
    """Do American papers show that the warning was given because of Okinawa?"""
    return motive(load, how, "bears_on_okinawa", (
        "Papers read whole tie the islands in the north to Okinawa, some from long before the warning.",
        "Where Dulles explains the warning he speaks of helping Japan bargain; Okinawa's use is not his reason.",
        "The papers that this way of counting admits do not say why the warning was given.",
    ))  # fmt: skip


@chapter.assertion(
    "C33b",
    choices={
        "papers": PAPERS,
        "mixed": MIXED,
        "against": Choice(
            "Other papers leave the choice to Japan or welcome its peace.",
            {"weigh": "they are weighed against it", "ignore": "one paper that states the aim is enough"},
        ),
    },
    figures=("washington-motives",),
)
def keeping_japan_from_moscow_was_the_reason(load: Tables, how: Choices) -> Outcome:
    """Do more papers serve an aim of keeping Japan and the Soviet Union apart than leave the choice to Japan?"""
    counts = read_papers(load, how)["bears_on_separation"].value_counts()
    apart = int(counts.get("supports", 0)) + (int(counts.get("mixed", 0)) if how.mixed == "for" else 0)
    free = int(counts.get("against", 0)) if how.against == "weigh" else 0
    numbers = {"apart": apart, "free": free}
    if apart == free:
        return undecided(
            "As many papers serve such an aim as leave the choice to Japan, or none does.", **numbers
        )
    if apart < free:
        return fails("More papers leave the choice to Japan than see a use in a Japanese No.", **numbers)
    return holds("Papers see a use in keeping the two apart, and fewer leave the choice to Japan.", **numbers)


@chapter.assertion(
    "C33c",
    choices={"papers": PAPERS, "evidence": EVIDENCE, "bar": BAR},
    senseless=ONE_RULE_ENOUGH,
    figures=("washington-motives",),
)
def keeping_japan_from_china_was_the_reason(load: Tables, how: Choices) -> Outcome:
    """Do American papers show that the warning was given to keep Japan from Communist China?"""
    return motive(load, how, "bears_on_china", (
        "Papers on the talks with Moscow ask that Japan stay away from Communist China.",
        "Where Dulles explains the warning he does not speak of China.",
        "The papers that this way of counting admits do not tie the warning to China.",
    ))  # fmt: skip


@chapter.assertion(
    "C64a",
    choices={
        "period": Choice(
            "Governments differ, and so do the papers that are open.",
            {"all": "1955 to the essay", "1950s": "1955 to 1957", "later": "since 1990"},
        ),
        "who": WHO,
        "neutral": Choice(
            "To give no advice may be a way of holding back.",
            {"out": "words that push neither way are left out", "against": "they count against a settlement"},
        ),
    },
    figures=("washington-positions",),
)
def washington_wanted_no_settlement(load: Tables, how: Choices) -> Outcome:
    """Do more American words push Tokyo away from a settlement with Moscow than towards one?"""
    said = in_force(load, how)
    if how.period != "all":
        early = said["stated_on"] <= TALKS_OVER
        said = said[early] if how.period == "1950s" else said[~early]
    counts = said["on_settlement"].value_counts()
    towards, away = int(counts.get("encourages", 0)), int(counts.get("discourages", 0))
    if how.neutral == "against":
        away += int(counts.get("neutral", 0)) + int(counts.get("conditional", 0))
    numbers = {"towards": towards, "away": away}
    if towards == away:
        return undecided("As many American words on record push one way as the other.", **numbers)
    if away > towards:
        return holds("More American words on record hold back than encourage.", **numbers)
    return fails("More American words on record encourage a settlement than discourage one.", **numbers)


FEAR = Choice("Fears change with the talks.", {"before": "before the warning", "all": "up to December 1957"})


def fears(load: Tables, how: Choices, column: str) -> pd.DataFrame:
    """Papers for American eyes that name a consequence of peace, before the warning or at any time."""
    papers = load("us_documents", coded=True)
    papers = papers[papers["audience"].eq("internal") & papers[column].eq("supports")]
    return papers[papers["dated_on"] < WARNED] if how.when == "before" else papers


@chapter.assertion(
    "C65a",
    choices={
        "when": FEAR,
        "rank": Choice(
            "A desk may fear what the Secretary does not.",
            {"top": "the Secretary or the Council", "any": "any desk"},
        ),
    },
    figures=("washington-motives",),
)
def washington_feared_for_okinawa(load: Tables, how: Choices) -> Outcome:
    """Does a paper for American eyes say that a return of islands in the north would bring pressure over Okinawa?"""
    found = fears(load, how, "bears_on_okinawa")
    if how.rank == "top":
        found = found[found["sender"].isin(TOP)]
    if found.empty:
        return undecided("No paper that was read says so; one volume is not the whole file.")
    first = found.sort_values("dated_on").iloc[0]
    return holds(
        f"{first['sender']} said so to {article(first['addressee'])} in {first['dated_on']:%B %Y}.",
        papers=len(found),
    )


def article(body: str) -> str:
    """A body with its article, a person without."""
    return f"the {body}" if body.rsplit(maxsplit=1)[-1] in {"Council", "Department"} else body


@chapter.assertion(
    "C65b",
    choices={
        "when": FEAR,
        "words": Choice(
            "To be firm towards Peking is less than to fear recognition.",
            {"recognition": "names recognition", "firm": "asks Japan to keep away or be firm"},
        ),
    },
    figures=("washington-motives",),
)
def washington_feared_recognition_of_peking(load: Tables, how: Choices) -> Outcome:
    """Does a paper for American eyes fear that peace with Moscow would lead Tokyo on to Peking?"""
    found = fears(load, how, "bears_on_china")
    if how.words == "recognition":
        found = found[found["says"].str.contains("recogni")]
    if found.empty:
        return undecided("No paper that was read says so; one volume is not the whole file.")
    first = found.sort_values("dated_on").iloc[0]
    if how.words == "firm":
        return holds(
            "Papers on the talks with Moscow ask that Japan keep away from Peking.", papers=len(found)
        )
    return holds(
        f"In {first['dated_on']:%B %Y} {first['sender']} wrote that Moscow might press Japan to recognise Peking next.",
        papers=len(found),
    )


@chapter.assertion(
    "C66a",
    choices={
        "act": Choice(
            "Words against a journey are less than work against a treaty.",
            {"spoke": "spoke or wrote against it", "ratification": "worked against ratification"},
        ),
        "source": Choice(
            "Accounts differ in weight.", {"any": "any source", "official": "an archive's own paper or page"}
        ),
    },
)
def yoshida_resisted(load: Tables, how: Choices) -> Outcome:
    """Is it on record that Yoshida or his followers worked against the peace that Hatoyama sought?"""
    if how.act == "spoke":
        acts = load("political_cost")
        found = acts[
            acts["move_id"].eq("joint-declaration-1956")
            & acts["actor"].str.contains("Yoshida")
            & acts["stance"].eq("against")
        ]
        if how.source == "official":
            found = found[found["source_ids"].str.contains("national-diet-library")]
        said = "Yoshida threatened to leave the party over the journey to Moscow, and his group opposed it."
    else:
        papers = load("us_documents", coded=True)
        found = papers[papers["dated_on"].ge(DECLARED) & papers["says"].str.contains("Yoshida")]
        said = "After the declaration Yoshida's group still tried to stop ratification, the American embassy wrote."
    if found.empty:
        return undecided("No such act of Yoshida or his followers was found in what was read.")
    return holds(said, found=len(found))


@chapter.assertion(
    "C67a",
    choices={
        "proof": Choice(
            "An aim and an effect are two things.",
            {
                "stated": "one paper sees a use",
                "weighed": "more papers for than against",
                "effect": "the two stayed apart",
            },
        ),
        "mixed": MIXED,
    },
    senseless={"an effect is not read from papers": lambda how: how.proof == "effect" and how.mixed == "for"},
    figures=("washington-motives", "washington-storyboard"),
)
def the_islands_were_a_wedge(load: Tables, how: Choices) -> Outcome:
    """Do papers for American eyes see a use for the islands in keeping Japan and Moscow apart, or did they part?"""
    if how.proof == "effect":
        texts = load("instruments")
        made = texts[texts["kind"].eq("ratified-declaration") & texts["dated_on"].gt(WARNED)]
        if made.empty:
            return holds("No text that restores relations followed the warning.")
        return fails(f"Relations were restored all the same, on {made['dated_on'].min():%-d %B %Y}.")
    papers = load("us_documents", coded=True)
    counts = papers[papers["audience"].eq("internal")]["bears_on_separation"].value_counts()
    used = int(counts.get("supports", 0)) + (int(counts.get("mixed", 0)) if how.mixed == "for" else 0)
    free = int(counts.get("against", 0)) if how.proof == "weighed" else 0
    if used > free:
        return holds("Papers of 1956 see a use in a Japan set against Moscow.", used=used, free=free)
    if used < free:
        return fails(
            "More of the papers leave the choice to Japan than see a use in a quarrel.", used=used, free=free
        )
    return undecided("No paper read states such an aim, or as many speak against it.", used=used, free=free)


@chapter.assertion(
    "C76b",
    choices={
        "what": Choice(
            "To back a claim is less than to advise against giving way.",
            {"claim": "backs the claim to four", "firm": "advises against giving way"},
        ),
        "period": Choice(
            "Governments differ.", {"1950s": "from the aide-memoire to 1957", "later": "since 1990"}
        ),
        "who": WHO,
    },
    senseless={
        "advice in the 1950s is read from the papers": lambda how: (
            how.what == "firm" and how.period == "1950s" and how.who == "reported"
        )
    },
    figures=("washington-positions",),
)
def washington_encouraged_firmness(load: Tables, how: Choices) -> Outcome:
    """Did Washington back Japan's claim to all four, or advise Tokyo against giving way?"""
    if how.what == "firm" and how.period == "1950s":
        papers = load("us_documents", coded=True)
        told = papers[papers["dated_on"].gt(WARNED) & papers["audience"].eq("to-japan")]
        found = told[told["on_concession"].eq("discourages")]
        said = "In September 1956 Washington told Japan in writing that it had no right to give the islands away."
    else:
        words = in_force(load, how)
        early = words["stated_on"].between(WARNED, TALKS_OVER)
        words = words[early] if how.period == "1950s" else words[words["stated_on"] >= dc.LATER]
        column, code = ("on_claim", "backs_four") if how.what == "claim" else ("on_settlement", "discourages")
        found = words[words[column].eq(code)]
        said = (
            "American statements back the claim to all four."
            if how.what == "claim"
            else "An American warning against a deal is told by others."
        )
    if found.empty:
        return fails("The American statements on record ask for a treaty and advise on no terms.")
    return holds(said, found=len(found))
