"""What the essay says each side stood for, judged: the record of positions on the two islands and on all four.

The tests of chapter 12 stand in three modules and in one `chapter`, which `four_islands.claims.offers` hands on whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import offers as record
from four_islands.measures.islands import TWO, areas_by_series

ESSAY = "2022-09-01"  # the day the essay came out
DECLARED = "1956-10-19"
LAST_YEAR_OF_MEETINGS = "2019-12-31"
DECADES = 20  # years, the least that "decades" can mean
MOST = 0.5
DIVISIONS = {
    "number": "Two islands for one side were",
    "right": "The right for one and the rule for the other were",
    "half": "A share of the land was",
}
NEAR = 5  # years for which a word may be set against the other side's
UNSAID = ("internal", "disputed", "explored")  # not put by one government to the other
SILENCE = Choice(
    "Both sides were often silent on numbers.",
    {"unknown": "silence is left out", "carry": "the last number holds until another is named"},
)

chapter = Chapter("12_offers")


def put(load: Tables, side: str, *, since: str, until: str) -> pd.DataFrame:
    """The numbers and formulas one side put to the other in a span of time, joint texts among them."""
    rows = record.of_side(load("offers", until=until), side)
    rows = rows[rows["made_on"].between(since, until)]
    return rows[~rows["status"].isin(UNSAID)].reset_index(drop=True)


def weights(rows: pd.DataFrame, silence: str, until: str) -> pd.Series:
    """What each position counts for: one, or the days until the next."""
    if silence == "unknown":
        return pd.Series(1.0, index=rows.index)
    following = rows["made_on"].shift(-1).fillna(pd.Timestamp(until))
    return (following - rows["made_on"]).dt.days.astype(float)


def share(rows: pd.DataFrame, marked: pd.Series, silence: str, until: str) -> float:
    """The share of the marked positions, by number or by the days they held."""
    weight = weights(rows, silence, until)
    return float(weight[marked].sum() / weight.sum())


@chapter.assertion(
    "C13a",
    figures=("offers-scale",),
    moves=Choice(
        "All at once may be given up in number, in time, or only in thought.",
        {
            "offers": "to start from a smaller number is giving way, to wait is not",
            "timing": "a return in stages, or later, is giving way too",
            "aired": "ideas aired and taken back count as well",
        },
    ),
    long=Choice(
        "Decades may mean years in one run or years in all.", {"run": "in one run", "total": "in all"}
    ),
    silence=Choice(
        "For most years no Japanese statement is on record.",
        {
            "between": "only years between two demands for all four",
            "carry": "the standing claim holds until less is put",
        },
    ),
    senseless={
        "the times between departures always add up to the whole": lambda how: (
            how.long == "total" and how.silence == "carry"
        )
    },
)
def tokyo_insisted_for_decades(load: Tables, how: Choices) -> Outcome:
    """From 1956 to the essay, did Tokyo ask for all four at once for twenty years or more, silence left out or carried?"""
    table = load("offers", until=ESSAY)
    less = record.departures(table).query("made_on <= @ESSAY and made_on >= @DECLARED")
    aired, later = less["status"].eq("explored"), less["islands"].eq("4")
    less = less[{"offers": ~aired & ~later, "timing": ~aired, "aired": aired | ~aired}[how.moves]]
    if how.silence == "carry":
        days = [pd.Timestamp(DECLARED), *less["made_on"], pd.Timestamp(ESSAY)]
        spans = list(pairwise(days))
    else:
        asked = table[table["side"].eq("japan") & table["islands"].eq("4").fillna(False)]
        asked = asked[~asked["offer_id"].isin(less["offer_id"]) & ~asked["status"].isin(UNSAID)]
        spans = bracketed(list(asked["made_on"]), list(less["made_on"]))
    if how.long == "run":
        return in_one_run(max(spans, key=lambda span: span[1] - span[0], default=None))
    counted = sum((b - a).days for a, b in spans) / record.DAYS_A_YEAR
    if counted >= DECADES:
        return holds(f"For {counted:.0f} years in all Tokyo put nothing less than all four.", years=counted)
    return fails(
        f"The years in which Tokyo put nothing less than all four come to {counted:.0f} in all.",
        years=counted,
    )


def in_one_run(longest: tuple[pd.Timestamp, pd.Timestamp] | None) -> Outcome:
    """Whether the longest time with nothing less than all four lasted for decades, and from when to when it ran."""
    if longest is None:
        return fails("No run of years with nothing less than all four was found.", years=0.0)
    a, b = longest
    counted, when = (b - a).days / record.DAYS_A_YEAR, f"from {a:%Y} to {b:%Y}"
    numbers = {"years": counted, "since": float(a.year), "until": float(b.year)}
    if counted >= DECADES:
        sentence = f"For {counted:.0f} years, {when}, Tokyo put nothing less than all four."
        return holds(sentence, **numbers)
    sentence = f"Tokyo's longest run with nothing less than all four, {when}, was {counted:.1f} years, short of two decades."
    return fails(sentence, **numbers)


def bracketed(asked: Sequence[pd.Timestamp], less: Sequence[pd.Timestamp]) -> list[tuple[Any, Any]]:
    """The times from one demand for all four to the last before anything less was put."""
    spans: list[tuple[Any, Any]] = []
    for a, b in pairwise(sorted(asked)):
        if any(a <= day <= b for day in less):
            continue
        if spans and spans[-1][1] == a:
            spans[-1] = (spans[-1][0], b)
        else:
            spans.append((a, b))
    return spans


@chapter.assertion(
    "C14b",
    figures=("offers-scale",),
    ever=Choice(
        "Ever since can mean without a break, or as a rule.",
        {"always": "never taken back", "most": "more often than not"},
    ),
    conditions=Choice(
        "From 1960 the offer had a new condition.",
        {"conditional": "conditions allowed", "plain": "only after a treaty, nothing more"},
    ),
    silence=SILENCE,
)
def moscow_offered_two_ever_since(load: Tables, how: Choices) -> Outcome:
    """When the Soviet Union put a number between 1955 and 1991, were the two islands on offer?"""
    last = str(record.END_OF_SOVIET_UNION.date())
    rows = put(load, "russia", since="1955-06-01", until=last)
    rows = rows[rows["state"].eq("Soviet Union")].reset_index(drop=True)
    giving = record.GIVING if how.conditions == "conditional" else tuple(set(record.GIVING) - {"conditional"})
    offered = rows["islands"].eq("2") & rows["status"].isin(giving)
    part = share(rows, offered, how.silence, last)
    refused = rows[rows["islands"].eq("0")]
    if how.ever == "always" and len(refused):
        first = refused["made_on"].min()
        sentence = f"In {first:%B %Y} Moscow called the question settled, and later said that there was none."
        return fails(sentence, share=part)
    if how.ever == "always":
        return holds("No Soviet refusal is on record.", share=part)
    if part > MOST:
        return holds("More often than not the two islands were on offer.", share=part)
    return fails("For most of the time the two islands were not on offer on those terms.", share=part)


@chapter.assertion(
    "C15a",
    figures=("offers-scale",),
    until=Choice(
        "The offer may have ended before the essay came out.",
        {
            "essay": "to the day of the essay",
            "2019": "to the end of 2019, the year in which leaders last met",
        },
    ),
    silence=SILENCE,
    general=Choice(
        "Some joint texts affirm all earlier agreements without naming 1956.",
        {"named": "1956 or the two named", "general": "general words count too"},
    ),
    hints=Choice(
        "Some of Moscow's words were hints.", {"said": "only what was said outright", "hints": "hints too"}
    ),
)
def russia_kept_the_two_on_offer(load: Tables, how: Choices) -> Outcome:
    """Since the Soviet Union ended, was it mostly the two islands when Russia put a number, and still at the end?"""
    until = ESSAY if how.until == "essay" else LAST_YEAR_OF_MEETINGS
    rows = put(load, "russia", since="1991-12-26", until=until)[["made_on", "islands", "status"]]
    if how.hints == "said":
        rows = rows[rows["status"].isin(record.OPEN)]
    if how.general == "general":
        texts = load("instruments", until=until)
        both = texts["parties"].str.contains("Japan") & texts["parties"].str.contains("Russia")
        texts = texts[both & texts["affirms_1956"].eq("general")]
        texts = texts[texts["dated_on"].between("1991-12-26", until)]
        more = pd.DataFrame({"made_on": texts["dated_on"], "islands": "2", "status": "implied"})
        rows = pd.concat([rows, more])
    rows = rows.sort_values("made_on", kind="stable").reset_index(drop=True)
    if rows.empty:
        return undecided("No number of Moscow's is on record for these years.")
    offered = rows["islands"].eq("2")
    part = share(rows, offered, how.silence, until)
    if not offered.iloc[-1]:
        return fails(
            f"When Moscow last put a number before the essay, in {rows['made_on'].iloc[-1]:%B %Y}, it was no island.",
            share=part,
        )
    if part > MOST:
        return holds("When Moscow put a number it was mostly the two islands.", share=part)
    return fails("More often than not Moscow put something else than two islands.", share=part)


@chapter.assertion(
    "C63a",
    figures=("offers-scale",),
    joint=Choice(
        "A joint text names what both can live with, not what each wants.",
        {"count": "joint texts count for both", "alone": "only what each said by itself"},
    ),
    measure=Choice(
        "Two of four islands are a small part of the land.", {"islands": "in islands", "land": "in land"}
    ),
    silence=Choice(
        "A word may be set against an older one of the other side.",
        {"carry": "the last word holds", "dated": "only words within five years of each other"},
    ),
)
def two_islands_are_where_they_came_closest(load: Tables, how: Choices) -> Outcome:
    """When the numbers of the two sides lay closest together, did Moscow's stand at two?"""
    two = two_share(load) if how.measure == "land" else 2.0
    size = {"0": 0.0, "2": two, "4": 100.0 if how.measure == "land" else 4.0}
    gaps = []
    sides = {s: put(load, s, since="1955-06-01", until=ESSAY) for s in record.SIDES}
    if how.joint == "alone":
        sides = {s: rows[rows["side"].eq(s)] for s, rows in sides.items()}
    tokyo, moscow = sides["japan"], sides["russia"]
    moscow, tokyo = moscow[moscow["islands"].isin(size)], tokyo[tokyo["islands"].isin(size)]
    for word in pd.concat([moscow, tokyo]).drop_duplicates("offer_id").to_dict("records"):
        day = word["made_on"]
        ours, theirs = last_word(moscow, day, how.silence), last_word(tokyo, day, how.silence)
        if ours and theirs:
            gaps.append((abs(size[ours] - size[theirs]), ours, day.year))
    if not gaps:
        return undecided("On no day is a number of both sides on record.")
    least = min(gap for gap, _, _ in gaps)
    at = {ours for gap, ours, _ in gaps if gap == least}
    years = sorted({year for gap, _, year in gaps if gap == least})
    if at != {"2"}:
        return fails("They came as close over something else than two islands.", gap=least, years=len(years))
    if least == 0:
        sentence = f"They met in joint texts on two islands, first in {years[0]}."
        return holds(sentence, gap=0.0, years=len(years))
    return holds("Speaking alone they never met; nearest was Tokyo's four and Moscow's two.", gap=least)


def two_share(load: Tables) -> float:
    """The share of the two in the land of the four, per cent, by the survey of the Japanese government."""
    areas = areas_by_series(load("island_areas")).query("series == 'gsi-2021'")
    return 100 * float(areas[list(TWO)].to_numpy().sum()) / float(areas.to_numpy().sum())


def last_word(rows: pd.DataFrame, day: pd.Timestamp, silence: str) -> str:
    """The number in force on a day, empty where there is none or it is too old."""
    before = rows[rows["made_on"] <= day]
    if silence == "dated":
        before = before[before["made_on"] > day - pd.DateOffset(years=NEAR)]
    return str(before["islands"].iloc[-1]) if len(before) else ""


@chapter.assertion(
    "C52a",
    figures=("offers-scale",),
    divide=Choice(
        "Sovereignty can be divided by island, by right or by area.",
        {
            "number": "some islands for each",
            "right": "the right for one, the rule for the other",
            "half": "a share of the land",
        },
    ),
    idea=Choice(
        "An idea aired and taken back is no offer.",
        {"offered": "put by a government", "aired": "aired as well"},
    ),
    who=Choice(
        "What one side would divide stays whole while the other refuses.",
        {"either": "one side is enough to divide", "both": "both must be ready"},
    ),
)
def sovereignty_is_treated_as_whole(load: Tables, how: Choices) -> Outcome:
    """Has neither government (or not both) put forward a way to divide the islands?"""
    table = load("offers", until=ESSAY).query("made_on <= @ESSAY")
    table = table[table["islands"].notna() & ~table["status"].isin(["internal", "disputed"])]
    if how.idea == "offered":
        table = table[table["status"].ne("explored")]
    words = table["islands_detail"]
    kinds = {
        "number": table["islands"].eq("2") & table["status"].isin(record.GIVING),
        "right": table["islands"].eq("4") & words.str.contains("administration|flexible"),
        "half": words.str.contains("per cent|quarter"),
    }
    found = table[kinds[how.divide]]
    ready = [side for side in record.SIDES if found["side"].isin([side, "both"]).any()]
    divided = len(ready) == len(record.SIDES) if how.who == "both" else bool(ready)
    if not divided and not ready:
        return holds("No government put a division of that kind to the other.", found=0)
    if not divided:
        return holds("Only one side put it forward, and the other did not take it up.", found=len(found))
    first = found["made_on"].min().year
    return fails(f"{DIVISIONS[how.divide]} put forward in {first} already.", found=len(found))
