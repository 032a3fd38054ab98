"""What the essay says of treaties and declarations, judged: the tests of chapter 2 on peace and on the four names."""

from __future__ import annotations

import pandas as pd

from four_islands.claims import promise
from four_islands.claims.kit import Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import instruments as texts
from four_islands.prose import in_words

chapter = promise.chapter

ESSAY = "2022-09-01"  # the day the essay came out
YEARS = 75  # the essay's number
MOST = 0.5
ANNOUNCED = pd.Timestamp("1945-08-15")
MONGOLIA = "mongolia"  # no word that ends a war was found, nor one that Japan held a war to be on
SURRENDER_PAPERS = ("1945-general-order-1", "1945-surrender")
# One sense of "peace treaty" for all tests that need one.
TREATY = Choice(
    "Some call any agreement that ends a war a peace treaty.",
    {"named": "a treaty of peace by name", "effect": "any agreement that ended the state of war"},
)
WHOLE = Choice(
    "An agreement may end a war and leave a peace treaty to later talks.",
    {"whole": "nothing may be left to a later peace treaty", "war": "it is enough that the war is over"},
)


def made_peace(wars: pd.DataFrame, how: Choices) -> pd.Series:
    """Which states have a peace treaty with Japan, in the sense chosen."""
    has = wars["has_peace_treaty"].astype(bool)
    if how.treaty == "effect":
        has = has | wars["how_ended"].isin(texts.IN_WRITING)
    return has & ~wars["treaty_still_to_come"].astype(bool) if how.whole == "whole" else has


def moscow_made_peace(load: Tables, how: Choices) -> bool:
    """Whether the declaration of 1956 is a peace treaty, in the sense chosen."""
    wars = load("belligerents")
    return bool(made_peace(wars, how)[wars["state_id"].eq("ussr")].any())


@chapter.assertion("C06a")
def the_declaration_ended_the_state_of_war(load: Tables, how: Choices) -> Outcome:
    """Did the Joint Declaration, in force, end the state of war in its own words?"""
    document = load("instruments").set_index("instrument_id").loc[texts.PROMISE]
    wars = load("belligerents").set_index("state_id")
    if pd.isna(document["in_force_on"]) or wars.loc["ussr", "how_ended"] not in texts.IN_WRITING:
        return fails("No text in force between the two ends the state of war.")
    return holds(f"By its first article the state of war ended on {document['in_force_on']:%-d %B %Y}.")


@chapter.assertion("C06b", treaty=TREATY, whole=WHOLE)
def the_declaration_is_no_peace_treaty(load: Tables, how: Choices) -> Outcome:
    """Is the declaration something other than a peace treaty?"""
    if moscow_made_peace(load, how):
        return fails("It did what a peace treaty does, all but the border.")
    return holds("The declaration itself says that talks on a peace treaty are to go on.")


@chapter.assertion(
    "C06c",
    start=Choice(
        "Japan announced its surrender before it signed.",
        {"signed": "from 2 September 1945", "announced": "from 15 August 1945"},
    ),
    end=Choice(
        "The essay's day, or the last day of talks on a treaty.",
        {"essay": "to the essay", "talks": "to the end of the talks in March 2022"},
    ),
    treaty=TREATY,
    whole=WHOLE,
)
def no_peace_treaty_for_75_years(load: Tables, how: Choices) -> Outcome:
    """Did at least 75 full years pass between the end of the war and the essay without a peace treaty?"""
    days = load("instruments", until="2022-03-21").set_index("instrument_id")["dated_on"]
    start = days["1945-surrender"] if how.start == "signed" else ANNOUNCED
    end = pd.Timestamp(ESSAY) if how.end == "essay" else days["2022-talks-ended"]
    if moscow_made_peace(load, how):
        end = days[texts.PROMISE]
    years = texts.whole_years(start, end)
    if years >= YEARS:
        span = f"From {start:%-d %B %Y} to {end:%-d %B %Y} it was {years} full years"
        return holds(f"{span}, and there was no treaty.", years=years)
    return fails(f"Only {years} years passed to {end:%B %Y}.", years=years)


@chapter.assertion(
    "C09a",
    figures=("instruments-named",),
    weight=Choice(
        "A quarrel may have one point or several.",
        {
            "point": "it is enough that both argue from the name",
            "main": "most of each case must be about the name",
        },
    ),
    words=Choice(
        "A case is put by a government, and by scholars who set it out.",
        {"own": "governments' own texts", "all": "records and scholars too"},
    ),
)
def the_quarrel_is_over_a_name(load: Tables, how: Choices) -> Outcome:
    """Of the readings of texts up to 1951, do both governments' turn on what “the Kuril Islands” covers?"""
    rows = load("instrument_readings")
    days = load("instruments").set_index("instrument_id")["dated_on"]
    rows = rows[rows["instrument_id"].map(days).le(days["1951-san-francisco"])]
    if how.words == "own":
        rows = rows[rows["stated_by"].eq("government")]
    shares = {side: rows[rows["reader"].eq(side)]["is_on_extent"].mean() for side in ("japan", "russia")}
    if any(pd.isna(share) for share in shares.values()):
        return undecided("Of one government no text of its own was read.")
    if how.weight == "point":
        if min(shares.values()) > 0:
            return holds("Both governments argue from what the name covers.")
        return fails("One of the two governments does not argue from the name.")
    if min(shares.values()) > MOST:
        return holds("Most of what either government argues turns on the name.")
    who = "each argues" if max(shares.values()) <= MOST else "one of them argues"
    return fails(f"At least half of what {who} is about something other than what the name covers.")


@chapter.assertion(
    "C09b",
    figures=("instruments-named",),
    texts=Choice(
        "The surrender had papers of its own.",
        {"four": "the four agreements", "papers": "with the papers of the surrender"},
    ),
    name=Choice(
        "A text may name some of the four.", {"any": "not one is named", "all": "not all four are named"}
    ),
)
def no_agreement_names_the_islands(load: Tables, how: Choices) -> Outcome:
    """Do Cairo, Yalta, Potsdam and San Francisco leave the four islands without a name?"""
    ids = texts.WARTIME + (SURRENDER_PAPERS if how.texts == "papers" else ())
    rows = load("instruments").set_index("instrument_id").loc[list(ids)]
    if rows["names_islands"].eq("unknown").any():
        return undecided("Of one of the texts the part on territory was not read.")
    named = rows["names_islands"].eq("all-four") if how.name == "all" else texts.names_one_of_the_four(rows)
    if named.any():
        return fails(f"The islands are named in the {rows[named]['short_title'].iloc[0]}.")
    return holds("None of these texts names one of the islands.", texts=len(rows))


@chapter.assertion(
    "C46a",
    treaty=TREATY,
    whole=WHOLE,
    states=Choice(
        "With Mongolia no text was found that ends a war.",
        {"all": "all states of the table", "clear": "without Mongolia"},
    ),
)
def russia_alone_has_no_treaty(load: Tables, how: Choices) -> Outcome:
    """Of the states that were at war with Japan, is Russia the only one without a peace treaty?"""
    wars = load("belligerents", until=ESSAY)
    if how.states == "clear":
        wars = wars[wars["state_id"].ne(MONGOLIA)]
    lacking = wars[~made_peace(wars, how)]
    number = int(lacking["states_counted"].sum())
    if lacking.empty:
        return fails("In this sense no state lacks a peace treaty, and Russia does not either.", without=0)
    if lacking["state_id"].tolist() == ["ussr"]:
        return holds("Only with Moscow is a peace treaty still to come.", without=number)
    if "ussr" not in lacking["state_id"].tolist():
        return fails("In this sense Russia does have one, and another state does not.", without=number)
    none = "no treaty of peace by name"
    if how.treaty == "effect":
        none = "no agreement that ended the war and left nothing to a later treaty"
    said = f"Of the states once at war with Japan at least {in_words(number)} have {none}; Russia is one of them."
    return fails(said, without=number)


@chapter.assertion(
    "C48a",
    ended=Choice(
        "A war can end by law before there is a treaty of peace.",
        {"war": "when both states end the state of war", "treaty": "only by a peace treaty"},
    ),
    treaty=TREATY,
)
def the_war_has_not_ended(load: Tables, how: Choices) -> Outcome:
    """Is there no text in force that officially ended the war between the two?"""
    signed = load("instruments").set_index("instrument_id").loc[texts.PROMISE]
    wars = load("belligerents").set_index("state_id")
    is_over = wars.loc["ussr", "how_ended"] in texts.IN_WRITING and pd.notna(signed["in_force_on"])
    if is_over and (how.ended == "war" or how.treaty == "effect"):
        return fails(f"Both states ended it by a text in force since {signed['in_force_on']:%-d %B %Y}.")
    return holds("No peace treaty was ever signed, and in this sense the war has no official end.")


@chapter.assertion("C54a", figures=("instruments-named",))
def potsdam_left_four_main_islands(load: Tables, how: Choices) -> Outcome:
    """Does the Potsdam Declaration leave Japan four main islands and such minor ones as the Allies determine?"""
    text = load("instruments").set_index("instrument_id").loc["1945-potsdam"]
    if "four main islands and such minor islands as the Allies determine" in text["says"]:
        return holds("It says so, and determines none of the minor ones.")
    return fails("The text says something else.")
