"""What the essay says of Washington over the years, judged on American words; with Yoshida's resistance in 1956."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.claims.washington import WARNED, chapter
from four_islands.measures import washington as dc
from four_islands.prose import in_words

ESSAY = "2022-09-01"
DECLARED = pd.Timestamp("1956-10-19")  # the Joint Declaration
TALKS_OVER = pd.Timestamp("1957-12-31")  # the last year of the volume the papers come from

WHO = Choice(
    "What others report of Washington may be what they wished to hear.",
    {"own": "American words only", "reported": "also as told by others"},
)


def in_force(load: Tables, how: Choices) -> pd.DataFrame:
    """American positions up to the essay, those told by others only where the way of counting admits them."""
    said = load("us_positions", until=ESSAY)
    return said[said["words"].ne("reported")] if how.who == "own" else said


@chapter.assertion(
    "C64a",
    figures=("washington-positions",),
    period=Choice(
        "Governments differ, and so do the papers that are open.",
        {"all": "1955 to the essay of 2022", "1950s": "1955 and 1956", "later": "since 1990"},
    ),
    who=WHO,
    mixed=Choice(
        "The aide-memoire wants the war ended and the Soviet terms refused.",
        {
            "out": "words that both encourage and discourage are left out",
            "against": "words that both encourage and discourage count as discouraging",
        },
    ),
)
def washington_wanted_no_settlement(load: Tables, how: Choices) -> Outcome:
    """Do more American words push Tokyo away from a settlement with Moscow than towards one?

    Words that give no advice count for neither side.
    """
    said = in_force(load, how)
    if how.period != "all":
        early = said["stated_on"] <= TALKS_OVER
        said = said[early] if how.period == "1950s" else said[~early]
    counts = said["on_settlement"].value_counts()
    towards, away = int(counts.get("encourages", 0)), int(counts.get("discourages", 0))
    if how.mixed == "against":
        away += int(counts.get("conditional", 0))
    numbers = {"towards": towards, "away": away}
    if towards == away:
        return undecided("As many American words on record push one way as the other.", **numbers)
    whose = "Washington's own statements" if how.who == "own" else "its statements, also as told by others,"
    pro, contra = (in_words(n) if n else "none" for n in (towards, away))
    when = {"all": "From 1955 to 2022", "1950s": "In 1955 and 1956", "later": "Since 1990"}[how.period]
    if away > towards:
        sentence = f"{when} more of {whose} hold Japan back ({contra}) than encourage a settlement ({pro})."
        return holds(sentence, **numbers)
    sentence = f"{when} more of {whose} encourage a settlement ({pro}) than hold Japan back ({contra})."
    return fails(sentence, **numbers)


@chapter.assertion(
    "C66a",
    act=Choice(
        "Words against a journey are less than work against a treaty.",
        {"spoke": "spoke or wrote against it", "ratification": "worked against ratification"},
    ),
    source=Choice(
        "Accounts differ in weight.", {"any": "any source", "official": "an archive's own paper or page"}
    ),
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
        said = "Yoshida meant to stop the journey even if his followers had to leave the party, and his group opposed it."
    else:
        papers = load("us_documents", coded=True)
        found = papers[papers["dated_on"].ge(DECLARED) & papers["says"].str.contains("Yoshida")]
        said = "After the declaration Yoshida's group still tried to stop ratification, the American embassy wrote."
    if found.empty:
        return undecided("No such act of Yoshida or his followers was found in what was read.")
    return holds(said, found=len(found))


@chapter.assertion(
    "C76b",
    figures=("washington-positions",),
    what=Choice(
        "To back a claim is less than to advise against giving way.",
        {"claim": "backs the claim to four", "firm": "advises against giving way"},
    ),
    period=Choice("Governments differ.", {"1950s": "from the aide-memoire to 1957", "later": "since 1990"}),
    who=WHO,
    senseless={
        "advice in the 1950s is read from the papers": lambda how: (
            how.what == "firm" and how.period == "1950s" and how.who == "reported"
        )
    },
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
