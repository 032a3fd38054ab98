"""What the essay says on Japan's sanctions, judged: the invasion of 2022, Crimea in 2014, the spy of 2018, Kabul 1979."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, either, fails, holds, undecided
from four_islands.measures import power, sanction_kinds, sanction_peers, sanctions
from four_islands.prose import in_words

INVASION, ESSAY = "2022-02-24", "2022-09-01"
RECOGNITION = "2022-02-23"  # Japan's first measures, the day before the invasion, belong to the same case
LATE_DAYS = 30  # a month: the time in which the EU passed several rounds
SMALL = 0.5  # of the other's names
MOST_SIGNS = 2  # of three
QUIET = ("2015-01-01", "2021-12-31")
QUIET_YEARS = in_words(int(QUIET[1][:4]) - int(QUIET[0][:4]) + 1)
OWNERS = ("Kovalchuk", "Usmanov", "Vekselberg")  # business of their own
MANAGERS = ("Sechin", "Kostin", "Chemezov")  # heads of companies that the state owns
PARTNERS = {"eu": "eu", "us": "united_states"}
FIRST_YEAR = ("2022-02-26", "2023-02-25")
VOTES_BEFORE = range(1974, 1980)

chapter = Chapter("09_sanctions")


def taken(load: Tables, kind: str) -> pd.DataFrame:
    """Decisions of one kind between the invasion and the essay, by the day that counts."""
    rows = sanctions.decisions(load("japan_measures", until=ESSAY))
    return rows[rows["kind"].eq(kind) & rows["dated_on"].between(INVASION, ESSAY)]


@chapter.assertion("C01a", figures=("sanctions-kinds",))
def the_central_bank_was_frozen(load: Tables, how: Choices) -> Outcome:
    """Did Japan freeze assets of Russia's central bank after the invasion and before the essay?"""
    found = taken(load, "freeze_central_bank")
    if found.empty:
        return fails("Among Japan's measures of these months there is no freeze of the central bank.")
    day = found["dated_on"].min()
    days = (day - pd.Timestamp(INVASION)).days
    return holds(f"Japan froze the central bank's assets on {day:%-d %B %Y}.", days=days)


@chapter.assertion(
    "C01b",
    figures=("sanctions-kinds",),
    who=Choice(
        "“Oligarch” has no legal meaning.",
        {"business": "heads of state companies too", "owners": "only owners of private business"},
    ),
)
def magnates_were_frozen(load: Tables, how: Choices) -> Outcome:
    """Do the persons whose assets Japan froze between the invasion and the essay include business magnates?"""
    names = OWNERS if how.who == "owners" else OWNERS + MANAGERS
    found = taken(load, "freeze_persons")
    found = found[found["summary"].str.contains("|".join(names))]
    if found.empty:
        return fails("The summaries of Japan's lists name officials and soldiers only.")
    sentence = f"Magnates stand on Japan's lists from {found['dated_on'].min():%-d %B %Y}."
    return holds(sentence, lists=len(found))


@chapter.assertion(
    "C01c",
    figures=("sanctions-kinds",),
    day=Choice(
        "The law came weeks after the announcement.",
        {"law": "the day the law took effect", "announced": "the day it was announced"},
    ),
)
def the_tariff_status_was_withdrawn(load: Tables, how: Choices) -> Outcome:
    """Was Russia's most-favoured-nation status withdrawn after the invasion and before the essay?"""
    found = taken(load, "tariff_status")
    days = found["in_force_on" if how.day == "law" else "announced_on"]
    if found.empty:
        return fails("Among Japan's measures of these months the tariff status is not touched.")
    if days.isna().all():
        return undecided("The day on which the status ended is not on record.")
    said = "Russia lost the status by law" if how.day == "law" else "Japan announced the loss of the status"
    return holds(f"{said} on {days.min():%-d %B %Y}.")


@chapter.assertion(
    "C35a",
    figures=("sanctions-lag", "sanctions-peers"),
    sign=Choice(
        "Nobody has said what makes a sanction a token: three signs are late, few names and no follow-up.",
        {
            "most": "two of the three signs are enough",
            "all": "all three signs are needed",
            "late": "late",
            "few": "fewer than half as many names",
            "stopped": "not followed up",
            "weight": "little lost by Russia",
        },
    ),
    peer=Choice("Japan can be held against either partner.", {"eu": "the EU", "us": "the United States"}),
    on=Choice(
        "Japan's second list came ten days after the last count of the EU's.",
        {"year_end": "at the end of 2014", "same_day": "on the day of the EU's count, 29 November"},
    ),
    senseless={
        "these signs compare no numbers": lambda how: (
            how.sign in ("late", "stopped", "weight") and (how.peer, how.on) != ("eu", "year_end")
        ),
        "the American number is one of the whole year": lambda how: how.peer == "us" and how.on == "same_day",
    },
)
def the_sanctions_of_2014_were_token(load: Tables, how: Choices) -> Outcome:
    """Did Japan freeze assets more than a month after the EU, list fewer than half its partner's names, and then stop?

    The month runs from the EU's first freeze over Crimea.
    """
    if how.sign == "weight":
        return weighed(load)
    measures = load("japan_measures", until=QUIET[1], absence=True)
    peers = load("peer_sanctions")
    lag = int(sanction_peers.first_freezes(measures, peers).query("year == 2014")["lag_days"].iloc[0])
    ours, theirs = sanction_peers.names_of_2014(measures, peers, PARTNERS[how.peer], how.on == "same_day")
    frozen = sanctions.decisions(measures).query("kind in @sanctions.FREEZES")
    later = int(frozen.loc[frozen["dated_on"].between(*QUIET), "targets_count"].sum())
    signs = {"late": lag > LATE_DAYS, "few": ours < SMALL * theirs, "stopped": later == 0}
    numbers = {"lag_days": lag, "names": ours, "peer_names": theirs, "added_2015_21": later}
    needed = {"most": MOST_SIGNS, "all": len(signs)}.get(how.sign)
    token = sum(signs.values()) >= needed if needed else signs[how.sign]
    after = f"{lag} days after the EU's first freeze over Crimea"
    both = f"Japan froze assets {after}, and in the {QUIET_YEARS} years after 2014 it added {later or 'no'} names."
    said = {
        "late": f"Japan froze its first assets {after}.",
        "few": f"Japan's lists held {ours} names, its partner's {theirs}.",
        "stopped": f"In the {QUIET_YEARS} years to 2021 Japan added {later or 'no'} names.",
    }.get(how.sign, both)
    whose = f"the EU's {theirs} of late November"
    if how.peer == "us":
        whose = f"the {theirs} that the United States added"
    many = f"Japan was late and then stopped, but by the end of 2014 it listed {ours} names, more than half of {whose}."
    return either(token, said, many if needed and signs["late"] and signs["stopped"] else said, **numbers)


def weighed(load: Tables) -> Outcome:
    """What the measures of 2014 cost Russia, where anybody measured it."""
    rows = load("sanctions_weight").query("actor == 'japan' and measures_of == '2014'")
    costs = rows[rows["value"].notna()]
    if costs.empty:
        judged = int(rows["measure"].eq("symbolic").sum())
        sentence = "No figure of what the measures of 2014 cost Russia was found; those who judged them called them symbolic."
        return undecided(sentence, judged_symbolic=judged)
    return fails("A cost of the measures of 2014 is on record.", figures=len(costs))


@chapter.assertion(
    "C36a",
    figures=("sanctions-kinds", "sanctions-peers"),
    further=Choice(
        "Further may mean more names, more kinds or other kinds.",
        {
            "kinds": "more kinds of measure",
            "names": "more names",
            "new": "kinds never used before",
            "every": "every earlier kind again, and new ones",
        },
    ),
    before=Choice(
        "The full list begins in 2014; of earlier steps there are finds.",
        {"1979": "since the Afghan war", "2014": "since Crimea"},
    ),
    span=Choice(
        "The essay came out in the middle of the first year.",
        {"essay": "to the day of the essay", "year": "the first twelve months"},
    ),
)
def further_than_before(load: Tables, how: Choices) -> Outcome:
    """Did Japan after February 2022 list more names, and use more or other kinds of measure, than in any earlier case?"""
    measures = load("japan_measures", until=FIRST_YEAR[1])
    early = load("measures_before_2014")
    both = sanction_kinds.with_family(measures, early if how.before == "1979" else early.iloc[:0])
    end = ESSAY if how.span == "essay" else FIRST_YEAR[1]
    now = both[both["dated_on"].between(RECOGNITION, end)]
    earlier = both[both["dated_on"].lt("2022-01-01")]
    kinds, before = set(now["family"]), set(earlier["family"])
    if how.further == "names":
        rows = sanctions.on_russia(measures).query("kind in @sanctions.FREEZES or kind == 'export_list'")
        many = int(rows.loc[rows["dated_on"].between(RECOGNITION, end), "targets_count"].sum())
        few = int(rows.loc[rows["dated_on"].lt("2022-01-01"), "targets_count"].sum())
        said = f"Japan listed {many:,} names, against {few:,} in all the years before."
        return holds(said) if many > few else fails(said)
    if how.further == "kinds":
        most = int(earlier.groupby("occasion")["family"].nunique().max())
        when = "By the day of the essay" if how.span == "essay" else "In the first twelve months"
        since = {
            "1979": "in no crisis found since 1979 had it used more than",
            "2014": "over Crimea it had used",
        }
        said = f"{when} Japan had used {len(kinds)} kinds of measure; {since[how.before]} {in_words(most)}."
        if len(kinds) > most:
            return holds(said, kinds=len(kinds), most_before=most)
        return fails(f"Japan used {len(kinds)} kinds of measure, and {most} in an earlier case.")
    new = len(kinds - before)
    if how.further == "new":
        said = f"Of the kinds of measure {new} had not been used before."
        return holds(said, new=new) if new else fails("Every kind of measure had been used before.")
    if before <= kinds:
        return holds("Japan used every earlier kind of measure again, and new ones beside it.", new=new)
    left = " and ".join(sorted(kind.lower() for kind in before - kinds))
    return fails(f"What was done in an earlier case was not repeated: {left}.", new=new)


@chapter.assertion("C43a")
def nobody_was_expelled_in_2018(load: Tables, how: Choices) -> Outcome:
    """Does the count of Russian diplomats expelled after the Salisbury poisoning give Japan a zero?"""
    rows = load("expulsions").query("wave == 'skripal_2018'")
    japan = rows[rows["country"].eq("Japan")]["expelled_count"].dropna()
    if japan.empty:
        return undecided("Whether Japan expelled anybody in 2018 is not on record.")
    if japan.iloc[0]:
        return fails(f"Japan expelled {int(japan.iloc[0])} in 2018.")
    others = int(rows[rows["is_g7"]]["expelled_count"].gt(0).sum())
    return holds(f"Japan expelled nobody; {in_words(others)} other members of the G7 did.", others=others)


@chapter.assertion(
    "C71b",
    figures=("sanctions-kinds",),
    sign=Choice(
        "Taking a side shows in deeds and in votes.",
        {
            "measures": "steps against Moscow",
            "boycott": "the Olympic Games of 1980",
            "votes": "votes in the UN",
        },
    ),
    when=Choice("What was done at once may not have lasted.", {"1980": "in 1980", "1985": "to 1985"}),
    senseless={"the Games were held once": lambda how: how.sign == "boycott" and how.when == "1985"},
)
def afghanistan_confirmed_japan_in_the_west(load: Tables, how: Choices) -> Outcome:
    """After the invasion of Afghanistan, did Japan take steps against Moscow and vote nearer to the United States?"""
    if how.sign == "votes":
        return votes_moved(load, range(1980, int(how.when) + 1))
    early = load("measures_before_2014")
    steps = sanction_kinds.early_measures(early).query("occasion == 'afghanistan'")
    later = early.query("actor == 'japan' and record_type == 'statement' and dated_on >= '1983-01-01'")
    if how.sign == "boycott":
        return boycotted(steps)
    if steps.empty:
        return undecided("No Japanese step over Afghanistan is in the table, which is a list of finds.")
    if how.when == "1985":
        return lasted(later[later["occasion"].str.contains("afghanistan")], len(steps))
    return holds("Japan put off exchanges and credit and stayed away from the Games.", steps=len(steps))


def lasted(later: pd.DataFrame, steps: int) -> Outcome:
    """Whether the steps of 1980 still stood, by the last Japanese word on them."""
    if later.empty:
        return undecided("Whether the steps of 1980 lasted is not on record.")
    last = later.sort_values("dated_on").iloc[-1]
    year = last["dated_on"].year
    if "eased" in last["summary"]:
        return undecided(f"In {year} the measures stood in words and had been eased in practice.")
    return holds(f"In {year} the foreign minister said that the measures stayed.", steps=steps)


def boycotted(steps: pd.DataFrame) -> Outcome:
    """Whether Japan stayed away from the Games."""
    if steps["kind"].eq("sport").any():
        return holds("Japan stayed away from the Moscow Games of 1980.")
    return undecided("No decision of Japan on the Moscow Games is in the table.")


def votes_moved(load: Tables, years: range) -> Outcome:
    """Japan's distance from the United States in the General Assembly, before and after."""
    gaps = power.distances(load("un_ideal_points"), (("Japan", "United States"),))
    gaps = gaps[gaps["votes"].eq("final_passage")]
    before, after = (gaps.loc[gaps["year"].isin(span), "distance"].mean() for span in (VOTES_BEFORE, years))
    moved = 100 * abs(after / before - 1)
    when = "In 1980" if len(years) == 1 else f"From 1980 to {years[-1]}"
    before_then = f"than in the {in_words(len(VOTES_BEFORE))} years before"
    nearer, farther = (
        f"{when} the distance of Japan's UN votes from America's was {moved:.0f} per cent {sign} {before_then}."
        for sign in ("smaller", "larger")
    )
    return either(after < before, nearer, farther, before=before, after=after, moved_percent=moved)
