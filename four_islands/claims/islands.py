"""Chapter 01, the islands: what they are worth by nature, when they were taken, what became of their people."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, either, fails, holds, undecided
from four_islands.measures import islands
from four_islands.prose import in_words

chapter = Chapter("01_islands")

WITHIN_A_MONTH = 31  # days: what "as the war ended" can bear
MOST_OF_THE_LAND = 50.0  # per cent
LARGE_CATCH = 100.0  # thousand tonnes a year, the size of the catch of a small fishing nation
SEVEN = 7
PROVEN_OIL = "hydrocarbons_proven"  # what such a measure would be called; none was found

SURRENDER = Choice(
    "Two days are called the end of the war.",
    {"announcement": "15 August, when Japan announced it", "instrument": "2 September, when it was signed"},
)
TAKEN = Choice(
    "A first landing is not yet control of an island.",
    {"landed": "the day of the first landing", "occupied": "the day on which the whole island was held"},
)


@chapter.assertion(
    "C04a",
    meaning=Choice(
        "Encyclopaedias say ice-free of water that does not freeze over; a captain means no ice at all.",
        {"drift": "no drift ice either", "frozen": "never frozen over"},
    ),
    witness=Choice(
        "Ice bulletins are written day by day; encyclopaedias repeat each other.",
        {"any": "whoever says it", "bulletins": "the ice service alone"},
    ),
)
def the_straits_are_free_of_ice(load: Tables, how: Choices) -> Outcome:
    """Are the two straits beside Etorofu free of ice all year?"""
    sea, facts = load("sea"), load("island_facts")
    ice = sea[sea["topic"].eq("ice") & sea["place"].str.contains(islands.STRAITS)]
    seen = ice[ice["source_ids"].str.contains("jma-")]
    said = facts[facts["topic"].eq("ice") & facts["statement"].str.contains("freeze")]
    if how.meaning == "drift":
        drifting = ice[ice["measure"].isin(["drift_ice", "outflow"])] if how.witness == "any" else seen
        years = seen["dated_on"].dropna().dt.year.nunique()
        if len(drifting):
            sentence = f"Drift ice passed out through them in {in_words(years)} winters of which the table has a bulletin."
            return fails(sentence, years=years)
        return undecided("No report on drift ice in the two straits was read.")
    if how.witness == "bulletins" or said.empty:
        sentence = "The bulletins speak of drift ice and not of freezing; monthly ice cover of the straits would decide."
        return undecided(sentence)
    return holds("They do not freeze over, say encyclopaedias, though drift ice fills them in late winter.")


@chapter.assertion(
    "C04b",
    yardstick=Choice(
        "Rich is a comparison.",
        {
            "neighbour": "against the zone to the north",
            "value": "a large catch in itself",
            "accord": "worth a treaty of both states",
        },
    ),
    waters=Choice(
        "The Russian statistics count a zone that is wider than the waters of the four islands.",
        {"zone": "the zone as counted", "islands": "the waters of the four alone"},
    ),
)
def the_waters_are_rich_in_fish(load: Tables, how: Choices) -> Outcome:
    """Is more fish caught there than in the zone next to it, or so much that both states made a treaty of it?"""
    sea = load("sea").set_index("sea_id")
    if how.yardstick == "accord":
        quota = sea[sea["topic"].eq("safe_fishing") & sea["measure"].eq("quota")]
        if quota.empty:
            return undecided("No accord on fishing is in the table.")
        return holds(
            "Both governments made an accord so that Japanese boats may fish there, and paid for it."
        )
    if how.waters == "islands":
        sentence = "The catch is counted for a wider zone; for the waters of the four alone none was found."
        return undecided(sentence)
    own, north = float(sea["value"]["SE-25"]), float(sea["value"]["SE-85"])
    enough = own > (north if how.yardstick == "neighbour" else LARGE_CATCH)
    said = f"About {own:.0f} thousand tonnes a year are taken in the South Kuril zone"
    more, no_more = {
        "neighbour": ("more than in the zone to the north", "no more than next door"),
        "value": ("a large catch in itself", "a small catch in itself"),
    }[how.yardstick]
    return either(enough, f"{said}, {more}.", f"{said}, {no_more}.", own=own, north=north)


@chapter.assertion(
    "C04c",
    proof=Choice(
        "A deposit on a register is not a mine.",
        {"reserve": "reserves on a state register", "mined": "ore that was mined"},
    ),
)
def the_islands_are_rich_in_ores(load: Tables, how: Choices) -> Outcome:
    """Is there a registered reserve of an ore on the islands, or a mine?"""
    facts = load("island_facts").set_index("fact_id")
    if "kudryavy-reserves" not in facts.index or how.proof == "mined":
        return undecided("That any ore was mined is not documented.")
    tonnes = float(facts["amount"]["kudryavy-reserves"])
    sentence = f"On Etorofu {tonnes:.1f} tonnes of rhenium, a rare metal, are on a register."
    return holds(sentence, tonnes=tonnes)


@chapter.assertion(
    "C04d",
    proof=Choice(
        "What geologists infer is no reserve.",
        {"reserve": "a proven or registered reserve", "inferred": "an amount a ministry infers"},
    ),
)
def the_waters_are_rich_in_oil(load: Tables, how: Choices) -> Outcome:
    """Is oil off the islands on record as more than a guess?"""
    sea = load("sea")
    if sea["measure"].eq(PROVEN_OIL).any():
        return holds("Oil is proven off the islands.")
    guesses = sea[sea["measure"].eq("hydrocarbons_inferred")]
    if how.proof == "inferred" and len(guesses):
        amount = float(guesses["value"].iloc[0])
        sentence = f"A ministry infers {amount:.0f} million tonnes for a wider region; a survey by the islands would decide."
        return undecided(sentence, amount=amount)
    return undecided("No survey of the shelf by the islands was found; one would decide.")


def _days(load: Tables, how: Choices) -> pd.DataFrame:
    """Each of the four with the day it was taken and its distance from the day that ended the war."""
    landings = load("landings")
    ours = landings[landings["island_id"].isin(islands.FOUR)]
    ends = load("surrender_dates").set_index("date_id")["fell_on"]
    day = ours["landed_on"] if how.taken == "landed" else ours["occupied_on"].fillna(ours["landed_on"])
    return ours.assign(day=day, after=(day - ends[how.end]).dt.days)


@chapter.assertion("C05a", end=SURRENDER, taken=TAKEN)
def the_islands_were_taken_as_the_war_ended(load: Tables, how: Choices) -> Outcome:
    """Were all four taken within a month of the day that ended the war?"""
    days = _days(load, how)
    late = days[days["after"].abs().gt(WITHIN_A_MONTH)]["island_id"]
    if len(late):
        return fails(f"{str(late.iloc[0]).capitalize()} was taken more than a month from the end of the war.")
    first, last = days["day"].min(), days["day"].max()
    done = {"landed": "landed on them", "occupied": "took hold of them"}[how.taken]
    return holds(f"Soviet troops {done} between {first:%-d %B} and {last:%-d %B} 1945.")


@chapter.assertion(
    "C10a",
    end=SURRENDER,
    taken=TAKEN,
    all=Choice(
        "The sentence speaks of the islands as a whole.",
        {"each": "each of the four", "most": "most of their land"},
    ),
)
def the_islands_were_taken_after_the_surrender(load: Tables, how: Choices) -> Outcome:
    """Was each island taken after Japan had surrendered?"""
    days = _days(load, how)
    after = days[days["after"].gt(0)]["island_id"].tolist()
    if how.all == "most":
        areas = islands.areas_by_series(load("island_areas")).iloc[0]
        enough = 100 * areas[after].sum() / areas.sum() > MOST_OF_THE_LAND
    else:
        enough = len(after) == len(days)
    if enough:
        sentence = "Japan had announced its surrender before the first Soviet soldier landed on any of them."
        return holds(sentence)
    before = len(days) - len(after)
    sentence = f"By the signature of 2 September {in_words(before)} of the four had been landed on already."
    return fails(sentence, before=before)


@chapter.assertion(
    "C10b",
    who=Choice(
        "About half of the inhabitants are said to have left in boats before anybody could send them away.",
        {"stayed": "all who had stayed", "everybody": "everybody who lived there in 1945"},
    ),
    counter=Choice(
        "Each side counted for itself.",
        {"japan": "passenger lists studied in Japan", "russia": "Soviet counts"},
    ),
)
def every_japanese_inhabitant_was_removed(load: Tables, how: Choices) -> Outcome:
    """Do the counts show that all the Japanese of 1945 were sent away?"""
    counts = load("population_counts")
    removal = counts[counts["topic"].eq("removal")]
    ships = removal[removal["count_id"].eq("removal-1947-48-ship-lists")]
    if how.counter == "russia" and how.who == "everybody":
        left = islands.at_most_1946(counts, load("island_populations"))
        return fails(f"By the Soviet report of 1946 at most {left:,} were there to be sent away.", left=left)
    if how.counter == "russia":
        return undecided(
            "The Soviet counts read stop in 1946 or take in Sakhalin; the archive's totals would decide."
        )
    shipped = int(ships["persons"].iloc[0]) if len(ships) else 0
    people = islands.resident_shares(load("island_populations"))
    lived = int(people.loc[people["resident_kind"].eq("japanese-1945"), "four"].iloc[-1])
    if how.who == "everybody" and 0 < shipped < lived:
        sentence = f"Ships carried more than {shipped:,} away, of the {lived:,} who had lived there."
        return fails(sentence, shipped=shipped, lived=lived)
    sentence = f"Ships carried more than {shipped:,} away; that nobody was left behind stands in no count that was read."
    return undecided(sentence, shipped=shipped)


@chapter.assertion(
    "C14a",
    figures=("islands-shares",),
    survey=Choice(
        "Surveys differ by year and by what they call an island.",
        {
            "gsi-2022-with-rocks": "Japan's survey of 2022, with rocks",
            "gsi-2022-islands-only": "the same without rocks",
            "gsi-2021": "Japan's survey of 2021",
            "press-2016": "a newspaper's figures of 2016",
        },
    ),
)
def two_of_the_four_are_seven_per_cent(load: Tables, how: Choices) -> Outcome:
    """Is the share of Shikotan and the Habomai group in the land of the four seven per cent, rounded?"""
    areas = islands.areas_by_series(load("island_areas")).loc[how.survey]
    share = float(100 * areas[list(islands.TWO)].sum() / areas.sum())
    said = f"They make {share:.1f} per cent of the land."
    return either(round(share) == SEVEN, said, said, share=share)
