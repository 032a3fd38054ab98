"""What the essay says of single moves, judged: Kawana, Singapore, the Soviet conditions, the years of Abe."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.claims.offers_record import chapter, two_share
from four_islands.data.schema import SOURCES
from four_islands.measures import offers as record

GOVERNMENTS = {
    "japan": "Ministry of Foreign Affairs of Japan|Prime Minister's Office of Japan",
    "russia": "President of Russia|Ministry of Foreign Affairs of Russia",
}
INDEPENDENT = 2  # publishers, neither of them a government
ABE = ("2012-12-26", "2020-09-16")  # his second term
GAVE = {
    "islands": "In Singapore Tokyo took the promise of two as the basis, and Moscow put no more than before.",
    "words": "Tokyo softened its official words, and Moscow put no more islands than before.",
    "money": "Tokyo put forward a plan of eight points, and Moscow put no more islands than before.",
}
TIED = {"foreign troops": "to foreign troops in Japan", "Okinawa": "to Okinawa"}  # what a condition asked for
THIRD = {"us": "foreign troops|United States|Okinawa", "china": "China"}  # words of a title or a condition


def publishers(load: Tables, row: pd.Series) -> pd.Series:
    """Who published the sources of a row."""
    # By its constant: a chapter runs again for the sources that its rows cite, not for any other.
    known = load(SOURCES).set_index("source_id")["publisher"]
    return known.reindex(row["source_ids"].split(";")).dropna()


@chapter.assertion(
    "C21a",
    figures=("offers-scale",),
    source=Choice(
        "The text was never published.",
        {"both": "both governments speak of it", "press": "independent press is enough"},
    ),
)
def hashimoto_proposed_a_line_with_russian_rule(load: Tables, how: Choices) -> Outcome:
    """Do sources of both governments, or two of the press, tell of that proposal?"""
    row = record.named(load("offers"), "1998-kawana")
    told = publishers(load, row)
    is_it = row["side"] == "japan" and row["islands"] == "4" and "administration" in row["islands_detail"]
    if not is_it:
        return fails("What was put at Kawana was something else.")
    official = {side for side, names in GOVERNMENTS.items() if told.str.contains(names).any()}
    press = told[~told.str.contains("|".join(GOVERNMENTS.values()))]
    if how.source == "both" and len(official) == len(GOVERNMENTS):
        return holds("Both governments have spoken of it; the Russian rule for a time is told by the press.")
    if how.source == "press" and press.nunique() >= INDEPENDENT:
        return holds("The press told of a border north of Etorofu and Russian rule for a time.")
    return undecided("The text was never published, and too few tell of it to be sure.")


@chapter.assertion(
    "C21b",
    figures=("offers-scale",),
    refusal=Choice(
        "A counter-proposal is a refusal, or it is not.",
        {"words": "refused in words", "counter": "a counter-proposal is enough"},
    ),
)
def moscow_turned_kawana_down(load: Tables, how: Choices) -> Outcome:
    """By the end of 2000, had Moscow refused the proposal?"""
    table = load("offers")
    counter = table["offer_id"].eq("1998-yeltsin-counter") & table["side"].eq("russia")
    if how.refusal == "counter" and counter.any():
        answered = table.loc[counter, "made_on"].min()
        return holds(f"In {answered:%B %Y} Moscow answered with a proposal of its own.")
    asked = record.named(table, "2000-mori-kawana")
    if "not a basis" in str(asked["reply"]):
        return holds(f"In {asked['made_on']:%B %Y} Putin called it no basis for a compromise.")
    return fails("No refusal is on record.")


@chapter.assertion(
    "C22a",
    figures=("offers-scale",),
    word=Choice(
        "What was let be seen has no text.",
        {
            "joint": "by the sentence agreed in Singapore",
            "inner": "by what officials told",
            "diet": "by answers in parliament",
        },
    ),
)
def abe_let_two_islands_be_seen(load: Tables, how: Choices) -> Outcome:
    """Did what Abe agreed, what his officials told, or what he answered in parliament point to two islands?"""
    row = record.named(load("offers"), "2018-singapore")
    if how.word == "joint":
        if row["islands"] == "2":
            return holds("In Singapore he agreed to talks on the basis of the declaration that promises two.")
        return undecided("The agreed sentence names no number.")
    if how.word == "inner":
        told = load("alliance_dates").query("date_id == '2018-abe'")
        if len(told) and "two returned islands" in told["event"].iloc[0]:
            return holds("His officials told of a promise of no American bases on two returned islands.")
        return undecided("No account from inside his government was found.")
    wording = load("official_wording").query("wording_id == '2019-policy-speech'")
    if len(wording) and "sovereignty" in str(wording["note"].iloc[0]):
        return undecided("In parliament he spoke of islands under Japan's sovereignty, and gave no number.")
    return fails("In parliament he held to all four.")


@chapter.assertion(
    "C22b",
    figures=("offers-scale",),
    scale=Choice(
        "A concession can be measured by right, by rule or by land.",
        {
            "right": "islands that would be Japan's by right",
            "land": "land that would be Japan's in the end",
            "rule": "islands Japan would govern at once",
        },
    ),
    meant=Choice(
        "Whether Abe meant two and no more was never said.",
        {"two": "two and no more", "first": "two first, talks on the others"},
    ),
)
def singapore_gave_up_more_than_kawana(load: Tables, how: Choices) -> Outcome:
    """Would the plan of 2018 have left Japan with less than the plan of 1998?"""
    table = load("offers")
    then, later = record.named(table, "1998-kawana"), record.named(table, "2018-singapore")
    if how.scale == "rule":
        at_once = 0.0 if "administration" in then["islands_detail"] else float(then["islands"])
        if at_once < float(later["islands"]):
            sentence = (
                "At Kawana Japan would have governed none of the four for a time, "
                "the promise of 1956 gives it two after a treaty."
            )
            return fails(sentence)
        return holds("In 2018 Japan would have governed fewer islands at once.")
    if how.meant == "first":
        return undecided("If the other two were to be talked of later, what Japan gave up was left open.")
    size = {"2": 2.0, "4": 4.0} if how.scale == "right" else {"2": two_share(load), "4": 100.0}
    before, after = size[then["islands"]], size[later["islands"]]
    if after < before and how.scale == "right":
        sentence = "Kawana asked for the right to all four, Singapore rests on a promise of two."
        return holds(sentence, left=after)
    if after < before:
        return holds(f"Kawana asked for all the land, Singapore for {after:.0f} per cent of it.", left=after)
    return fails("By number both plans were alike.", left=after)


@chapter.assertion(
    "C40a",
    figures=("offers-scale",),
    third=Choice(
        "The essay has both Washington and Beijing in mind.",
        {"any": "either", "us": "the United States", "china": "China"},
    ),
    tie=Choice(
        "A warning is a lever too, though it offers nothing.",
        {"offer": "an offer on a condition", "threat": "also a warning without an offer"},
    ),
)
def moscow_used_the_islands_as_a_lever(load: Tables, how: Choices) -> Outcome:
    """Before 1991, did Moscow tie the islands to what Japan did with a third country?"""
    rows = load("offers").query("side == 'russia' and state == 'Soviet Union'")
    if how.tie == "offer":
        rows = rows[rows["status"].eq("conditional")]
    named = "|".join(THIRD.values()) if how.third == "any" else THIRD[how.third]
    words = rows["title"].fillna("") + " " + rows["condition"].fillna("")
    found = rows[words.str.contains(named)].sort_values("made_on")
    if found.empty:
        return fails("No Soviet offer or warning of that kind is on record.", found=0)
    first, last = found["made_on"].min().year, found["made_on"].max().year
    when = f"in {first}" if first == last else f"between {first} and {last}"
    tied = [to for word, to in TIED.items() if words[found.index].str.contains(word).any()]
    if tied and found["status"].eq("conditional").all():
        return holds(f"Moscow tied the islands {' and '.join(tied)} {when}.", found=len(found))
    return holds(f"Moscow did so {when}.", found=len(found))


@chapter.assertion(
    "C40b",
    figures=("offers-scale",),
    offer=Choice(
        "An offer can be made in hints.", {"plain": "an offer of two islands", "hint": "a hint of it counts"}
    ),
    source=Choice(
        "Accounts written later may know more, or less.",
        {"day": "papers of the time", "later": "later accounts too"},
    ),
)
def gromyko_offered_two_in_1976(load: Tables, how: Choices) -> Outcome:
    """Do reports of Gromyko's visit of January 1976 have two islands for dropping the clause? A hint may have escaped them."""
    rows = load("offers")
    rows = rows[rows["made_on"].dt.year.eq(1976) & rows["side"].ne("japan")]
    kinds = ["made", "conditional", "repeated"] + (["implied"] if how.offer == "hint" else [])
    kinds += ["disputed"] if how.source == "later" else []
    found = rows[rows["islands"].eq("2").fillna(False) & rows["status"].isin(kinds)]
    if len(found):
        return holds("A report of the visit has the offer.", found=len(found))
    if how.offer == "hint":
        return undecided("A private hint cannot be ruled out: the minutes of both sides are closed.")
    return fails("American cables on the visit have a warning about the treaty with China, and no offer.")


@chapter.assertion(
    "C42a",
    figures=("offers-scale", "offers-money"),
    concession=Choice(
        "Giving way may show in number, in words or in money.",
        {"islands": "in what was asked for", "words": "in official words", "money": "in plans and money"},
    ),
    moscow=Choice(
        "The essay sets Tokyo against Moscow.",
        {"compare": "Moscow must not have moved nearer", "alone": "only Tokyo's moves count"},
    ),
)
def japan_made_the_concessions(load: Tables, how: Choices) -> Outcome:
    """Under Abe, from 2012 to 2020, did Tokyo give way, and Moscow not?"""
    table = load("offers")
    if how.concession == "islands":
        given = record.departures(table)["made_on"].between(*ABE).sum()
    elif how.concession == "words":
        phrases = load("bluebook_wording").sort_values("edition_year")
        before = phrases.groupby("phrase")["is_used"].shift()
        gone = before.eq(True) & phrases["is_used"].eq(False)
        given = (gone & phrases["edition_year"].between(2013, 2020)).sum()
    else:
        plans = load("inducements")
        given = (plans["act"].eq("offered") & plans["announced_on"].between(*ABE)).sum()
    if not given:
        return fails("No such move of Tokyo's is on record for these years.", given=0)
    if how.moscow == "compare" and nearer(table):
        return fails("Moscow moved nearer too.", given=int(given))
    return holds(GAVE[how.concession], given=int(given))


def nearer(table: pd.DataFrame) -> bool:
    """Whether Moscow put more islands in these years than in its last word before them."""
    rows = record.of_side(table, "russia", open_only=True)
    rows = rows[rows["islands"].isin(["0", "2", "4"])]
    during = rows[rows["made_on"].between(*ABE)]["islands"].astype(int)
    before = rows[rows["made_on"].lt(ABE[0])]["islands"].astype(int)
    return bool(len(during) and len(before) and during.max() > before.iloc[-1])


@chapter.assertion(
    "C42b",
    figures=("offers-scale",),
    who=Choice("The essay speaks of Abe.", {"abe": "Abe himself", "government": "his government"}),
    refuse=Choice(
        "One can refuse by saying no, or by keeping to one's own order of steps.",
        {"words": "by the word no", "order": "by keeping to islands first, then a treaty"},
    ),
)
def abe_did_not_turn_down_a_treaty_without_conditions(load: Tables, how: Choices) -> Outcome:
    """After Putin's words of 12 September 2018, is no refusal by Abe (or his government) on record?"""
    reply = str(record.named(load("offers"), "2018-vladivostok")["reply"])
    if how.who == "government" and how.refuse == "order" and "attribution first" in reply:
        return fails("His government kept to its order: first whose the islands are, then a treaty.")
    if "refused" in reply or "rejected" in reply:
        return fails("A refusal is on record.")
    return holds("On the stage he gave no answer, and no refusal of his is in the record.")


@chapter.assertion(
    "C42c",
    phrase=Choice(
        "The Bluebook had three phrases of Japan's right, and only one is a plain claim.",
        {"any": "any of the three phrases", "japans_sovereignty": "only that Japan has sovereignty"},
    ),
    never=Choice(
        "The essay calls it without precedent.",
        {"first": "dropped in 2019, and nothing before", "drop": "dropped in 2019"},
    ),
)
def the_bluebook_dropped_its_claim_for_the_first_time(load: Tables, how: Choices) -> Outcome:
    """Did the edition of 2019 drop a statement of Japan's right, and is none known to have been dropped before?"""
    wording = load("bluebook_wording", until="2019-12-31").sort_values(["phrase", "edition_year"])
    if how.phrase != "any":
        wording = wording[wording["phrase"].eq(how.phrase)]
    before = wording.groupby("phrase")["is_used"].shift()
    gone = wording[before.eq(True) & wording["is_used"].eq(False)]
    if not gone["edition_year"].eq(2019).any():
        return fails("The edition of 2019 dropped no such phrase.")
    earlier = gone[gone["edition_year"].lt(2019)]["edition_year"]
    if how.never == "drop":
        return holds(
            "The edition of 2019 left a sentence out, that of 2020 restored it.", earlier=len(earlier)
        )
    if len(earlier):
        sentence = f"A sentence went in 2019, but stronger words had gone as early as {earlier.min()}."
        return fails(sentence, earlier=len(earlier))
    return undecided(
        f"It went in 2019; of editions before {wording['edition_year'].min()} no report was found."
    )
