"""What the essay says of bargains, plans and money, judged; and the one `chapter` with all tests of chapter 12."""

from __future__ import annotations

import pandas as pd

from four_islands.claims import offers_deals
from four_islands.claims.kit import Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.claims.offers_record import ESSAY, MOST, put
from four_islands.measures import offers as record

chapter = offers_deals.chapter

SOVIET_TERMS = ("1955-06-01", "1960-12-31")
PERIODS = {
    "all": ("1991-12-26", ESSAY),
    "1990s": ("1991-12-26", "1999-12-31"),
    "abe": ("2012-12-26", "2021-12-31"),
}
SPANS = {"all": "between 1991 and 2022", "1990s": "in the 1990s", "abe": "under Abe and Suga"}
GAINS = {"paid": ("resumed",), "offered": ("offered", "conditioned", "resumed")}
PLANS = ("1992-large-scale", "1997-hashimoto-yeltsin-plan", "2016-eight-points")
LAG = {"three": 3, "five": 5}  # years in which Moscow might have answered
NEARER = {"word": "named the promise of two again", "number": "put more islands than before"}
YEARS = range(1992, 2020)  # for the base rate: years that leave at least three to see what followed
SPECIAL = "free zone|special"


@chapter.assertion(
    "C51a",
    working=Choice(
        "A trial is not yet a business, but it is more than nothing.",
        {"business": "a business in operation", "trial": "a trial counts"},
    ),
    plans=Choice(
        "Only for the plans of 2017 is there a list of projects.",
        {"2017": "the five projects of 2017", "all": "all plans since 1996"},
    ),
)
def joint_activity_came_to_nothing(load: Tables, how: Choices) -> Outcome:
    """Of the joint projects agreed for the islands, did none become a working business (or even a trial)?"""
    events = load("cooperation_events", until=ESSAY).set_index("cooperation_id")
    ended = load("russian_countermeasures").query("kind == 'dialogue_ended'")
    ended = ended[ended["summary"].str.contains("joint economic activity")]
    if "CO-20190629" in events.index and how.working == "trial":
        return fails("A trial tour was agreed on in June 2019, and a first one was made that year.")
    if how.plans == "all":
        return undecided("What became of the plans of 1996 to 2000 was not found.")
    stalled = "CO-20210724" in events.index
    if stalled and len(ended):
        return holds("Five projects were named in 2017, little had moved by 2021, and Moscow left in 2022.")
    return undecided("No report on how the five projects ended was found.")


@chapter.assertion(
    "C56a",
    figures=("offers-scale",),
    demand=Choice(
        "The essay speaks of a treaty that nobody has drafted.",
        {"most": "most texts on two islands say so", "any": "one such text is enough"},
    ),
    text=Choice(
        "A draft binds more than a remark.", {"formal": "texts and drafts only", "said": "statements too"}
    ),
    years=Choice("Terms change with time.", {"all": "to the essay", "1955": "the talks of 1955 to 1960"}),
)
def two_islands_mean_recognising_the_rest(load: Tables, how: Choices) -> Outcome:
    """Do Moscow's texts that offer two islands ask Japan to recognise its sovereignty over the other two?"""
    until = ESSAY if how.years == "all" else SOVIET_TERMS[1]
    rows = load("offers", until=until)
    rows = rows[rows["side"].ne("japan") & rows["made_on"].between(SOVIET_TERMS[0], until)]
    named = rows["islands"].eq("2").fillna(False) | rows["islands_detail"].str.contains("declaration of 1956")
    kinds = ["made", "committed", "conditional"] if how.text == "formal" else [*record.GIVING, "left_open"]
    rows = rows[named & rows["status"].isin(kinds)]
    asks = rows["condition"].fillna("").str.contains("ecogni")
    if rows.empty:
        return undecided("No such text is on record for these years.")
    numbers = {"asking": int(asks.sum()), "texts": len(rows)}
    if how.demand == "any" and asks.any():
        return holds(f"Moscow's offer of {rows[asks]['made_on'].min().year} asked for it.", **numbers)
    if asks.mean() > MOST:
        return holds("Most of the texts ask for it.", **numbers)
    return fails("The declaration of 1956 promises two islands and says nothing of the others.", **numbers)


@chapter.assertion(
    "C72a",
    figures=("offers-scale",),
    who=Choice(
        "The rank of a speaker decides what a word is worth.",
        {"government": "by a government", "politician": "by a politician too"},
    ),
    what=Choice("The essay names two kinds of proposal.", {"either": "either kind", "each": "both kinds"}),
)
def special_status_or_joint_development_was_proposed(load: Tables, how: Choices) -> Outcome:
    """Between 1990 and 2000, did Moscow propose a special status for the islands, or their joint development?"""
    rows = load("offers").query("side == 'russia' and '1990-01-01' <= made_on <= '2000-12-31'")
    if how.who == "government":
        rows = rows[rows["status"].ne("explored")]
    joint = rows[rows["islands_detail"].str.contains("[Jj]oint economic")]
    special = rows[rows["islands_detail"].str.contains(SPECIAL)]
    if how.what == "each" and (joint.empty or special.empty):
        sentence = "Of the two kinds only one is on record; the written answer of 1998 was never published."
        return undecided(sentence)
    found = pd.concat([joint, special])
    if found.empty:
        return fails("No such proposal is on record.")
    return holds(f"Moscow proposed it in {listed_years(found)}.", found=len(found))


def listed_years(rows: pd.DataFrame) -> str:
    """The years of some rows in order, each once."""
    return " and ".join(str(year) for year in sorted(set(rows["made_on"].dt.year)))


@chapter.assertion(
    "C75b",
    figures=("offers-money",),
    gain=Choice(
        "A promise is not yet a gain.",
        {"paid": "money paid or released", "offered": "money or plans offered too"},
    ),
    tied=Choice(
        "A benefit may have had nothing to do with the talks.",
        {"any": "whatever its reason", "islands": "tied to the islands by a source"},
    ),
    period=Choice(
        "Governments differ, and so does what is known.",
        {"all": "1991 to 2022", "1990s": "the 1990s", "abe": "under Abe and Suga"},
    ),
)
def moscow_drew_benefits_while_talks_led_nowhere(load: Tables, how: Choices) -> Outcome:
    """While no island was handed over, did Moscow get money or plans from Tokyo?"""
    since, until = PERIODS[how.period]
    rows = load("inducements", until=until)
    rows = rows[rows["act"].isin(GAINS[how.gain]) & rows["announced_on"].between(since, until)]
    if how.tied == "islands":
        rows = rows[rows["tied_to_islands"].eq(True).fillna(False)]
    loans = load("cooperation_events", until=until)
    loans = loans[loans["amount_unit"].eq("usd_million") & loans["happened_on"].between(since, until)]
    found = len(rows) + (len(loans) if how.tied == "any" else 0)
    if found and how.gain == "paid":
        return holds("Loans were released while the talks went on, and no island changed hands.", found=found)
    if found:
        return holds("Money or plans were offered while the talks went on.", found=found)
    kind = "payment" if how.gain == "paid" else "offer or payment"
    tied = " that a source ties to the islands" if how.tied == "islands" else ""
    return fails(f"No {kind}{tied} is on record {SPANS[how.period]}.", found=0)


@chapter.assertion(
    "C77a",
    figures=("offers-money",),
    base=Choice(
        "Moscow may have come nearer in other years too.",
        {"placebo": "no oftener than after other years", "plain": "after no more than half of the offers"},
    ),
    offers=Choice(
        "A great plan is not a loan.",
        {"all": "every offer on record", "plans": "the plans of 1992, 1997 and 2016"},
    ),
    nearer=Choice(
        "Moscow can come nearer by number or by word.",
        {"word": "the promise of two named again", "number": "more islands than before"},
    ),
    within=Choice("An answer takes time.", {"three": "within three years", "five": "within five years"}),
)
def money_brought_japan_no_nearer(load: Tables, how: Choices) -> Outcome:
    """After Japan's offers of money, did Moscow come nearer no oftener than after other years (or after half)?"""
    plans = load("inducements", until=ESSAY)
    plans = plans[plans["act"].isin(GAINS["offered"]) & plans["announced_on"].between(*PERIODS["all"])]
    if how.offers == "plans":
        plans = plans[plans["inducement_id"].isin(PLANS)]
    moscow = put(load, "russia", since="1955-06-01", until=ESSAY)
    lag = LAG[how.within]
    after = [came_nearer(moscow, day, lag, how.nearer) for day in plans["announced_on"]]
    usual = [came_nearer(moscow, pd.Timestamp(year, 1, 1), lag, how.nearer) for year in YEARS]
    if not after:
        return undecided("No offer of money is on record for these years.")
    rate, base = sum(after) / len(after), sum(usual) / len(usual)
    numbers = {"followed": sum(after), "offers": len(after), "rate": rate, "base": base}
    moved = NEARER[how.nearer]
    if not any(after):
        return holds(f"After none of Japan's offers has Moscow {moved}.", **numbers)
    if how.base == "placebo" and rate <= base:
        return holds(f"Moscow {moved} no oftener after Japan's offers than after other years.", **numbers)
    if how.base == "placebo":
        return fails(f"Moscow {moved} oftener after Japan's offers than after other years.", **numbers)
    if rate <= MOST:
        return holds(f"After most of Japan's offers Moscow has not {moved}.", **numbers)
    return fails(f"After most of Japan's offers Moscow {moved}.", **numbers)


def came_nearer(moscow: pd.DataFrame, day: pd.Timestamp, years: int, by: str) -> bool:
    """Whether Moscow named two islands, or put more than in its last word, in the years after a day."""
    later = moscow[moscow["made_on"].gt(day) & moscow["made_on"].le(day + pd.DateOffset(years=years))]
    later = later[later["islands"].isin(["0", "2", "4"])]
    if by == "word":
        return bool((later["islands"].eq("2") & later["status"].isin(record.GIVING)).any())
    before = moscow[moscow["made_on"].le(day) & moscow["islands"].isin(["0", "2", "4"])]
    return bool(len(later) and len(before) and later["islands"].max() > before["islands"].iloc[-1])
