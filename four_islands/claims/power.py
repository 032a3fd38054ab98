"""What the essay says on the balance of power, judged: the build-up of 1978, money and weakness, goodwill and Beijing."""

from __future__ import annotations

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, fails, holds, undecided
from four_islands.measures import beijing, money, power
from four_islands.prose import in_words

BUILD_UP = 1978  # the year in which Soviet ground forces came back to three of the islands
SPAN = ("1991-12-26", "1999-12-31")  # from the end of the Soviet Union to Yeltsin's last day
WEAK = range(1992, 2000)
OTHERS = {"before": range(1980, 1992), "after": range(2012, 2022)}
MOSTLY = 0.5
LEVEL = 0.2  # of Japan: two states within it count as nearly level
chapter = Chapter("14_power")


@chapter.assertion(
    "C40c",
    figures=("power-votes",),
    towards=Choice(
        "The essay names two capitals.", {"washington": "towards Washington", "beijing": "towards Beijing"}
    ),
    votes=Choice(
        "Two sets of votes at the United Nations are published.",
        {"all_votes": "all votes", "final_passage": "votes on final passage"},
    ),
    years=Choice("How long a move takes to show is open.", {"5": "five years each way", "3": "three years"}),
)
def the_build_up_moved_tokyo(load: Tables, how: Choices) -> Outcome:
    """After the build-up of 1978, did Tokyo stand nearer than before?

    Votes at the United Nations are asked, for want of better yearly signs. Nearer afterwards is not because of it: only
    a paper of the time that gives the reason could make this hold. If Tokyo stood no nearer it fails.
    """
    pair = ("Japan", "United States" if how.towards == "washington" else "China")
    capital = how.towards.capitalize()
    rows = power.distances(load("un_ideal_points"), (pair,))
    distance = rows[rows["votes"].eq(how.votes)].set_index("year")["distance"].astype(float)
    n = int(how.years)
    spans = (BUILD_UP - n, BUILD_UP - 1), (BUILD_UP + 1, BUILD_UP + n)
    numbers = {
        k: float(distance.loc[a:b].mean()) for k, (a, b) in zip(("before", "after"), spans, strict=True)
    }
    years = in_words(n)
    voted, than = (
        f"In the {years} years after the build-up Tokyo voted",
        f"to {capital} than in the {years} before",
    )
    if numbers["after"] < numbers["before"]:
        nearer = f"{voted} nearer {than}, but no paper read says that the troops were the reason."
        return undecided(nearer, **numbers)
    return fails(f"{voted} no nearer {than}.", **numbers)


@chapter.assertion(
    "C41a",
    figures=("power-money",),
    tie=Choice(
        "A tie may be said, or only timed.",
        {"said": "the source states the tie", "timed": "a step on the islands within half a year"},
    ),
    often=Choice(
        "One bargain is a bargain; a policy is more.", {"some": "more than once", "most": "in most cases"}
    ),
    act=Choice(
        "To release a loan that was frozen is a gift of another kind.",
        {"all": "offers, conditions and releases", "new": "offers and conditions"},
    ),
)
def money_was_used_to_bargain(load: Tables, how: Choices) -> Outcome:
    """From 1992 to 1999, did Tokyo tie money to the islands, in the words of the source or by its timing?"""
    rows = money.tokyos(load("inducements"))
    rows = rows[rows["announced_on"].between(*SPAN)]
    if how.act == "new":
        rows = rows[rows["act"].ne("resumed")]
    tied = rows["tied"] if how.tie == "said" else money.near_a_step(rows, load("offers"))
    found, of = int(tied.sum()), len(rows)
    numbers = {"tied": found, "announcements": of}
    if how.often == "most":
        if found > MOSTLY * of:
            return holds("Most of what Tokyo offered came with the islands.", **numbers)
        return fails("Most of the money came without a tie to the islands.", **numbers)
    if found > 1:
        were = "were tied to" if how.tie == "said" else "came within half a year of a step on"
        some = f"From 1992 to 1999 {in_words(found)} of Tokyo's {in_words(of)} announcements of money"
        plain = int((rows["act"].eq("conditioned") & rows["tied"]).sum())
        price = f"; in {in_words(plain)} they were the condition" if how.tie == "said" and plain else ""
        return holds(f"{some} {were} the islands{price}.", **numbers)
    return fails("There is hardly a case in which Tokyo tied money to the islands.", **numbers)


@chapter.assertion(
    "C41b",
    figures=("power-ratio",),
    measure=Choice(
        "Strength is measured in more than one way.",
        {
            "market_gdp": "output at exchange rates",
            "latent_gdp": "output at purchasing power",
            "cinc": "people, steel and arms",
        },
    ),
    against=Choice(
        "Weak can mean weaker than Japan, or weaker than at other times.",
        {
            "japan": "weaker than Japan",
            "before": "weaker beside Japan than in 1980-91",
            "after": "weaker beside Japan than in 2012-21",
        },
    ),
)
def russia_was_weak_beside_japan(load: Tables, how: Choices) -> Outcome:
    """From 1992 to 1999, was Russia weaker than Japan, or weaker beside Japan than before or after?"""
    ratio = power.ratios(load("capabilities"))
    by = ratio[ratio["measure"].eq(how.measure)].set_index("year")["ratio"].astype(float)
    then = float(by[by.index.isin(WEAK)].mean())
    if how.against == "japan":
        counted = (
            "Counting people, steel and arms, Russia was" if how.measure == "cinc" else "By output Russia was"
        )
        if then < 1:
            index = (
                ratio[ratio["measure"].eq("cinc") & ratio["year"].isin(WEAK)]["ratio"].astype(float).mean()
            )
            is_level = how.measure != "cinc" and abs(index - 1) < LEVEL
            level = "; by people, steel and arms the two were nearly level" if is_level else ""
            return holds(f"{counted} below Japan in the 1990s{level}.", ratio=then)
        return fails(f"{counted} not below Japan in the 1990s.", ratio=then)
    other = by[by.index.isin(OTHERS[how.against])]
    if other.empty:
        return undecided("For those years there is no value to compare with.", ratio=then)
    said = {"before": "in the 1980s", "after": "under Abe"}[how.against]
    if then < other.mean():
        sentence = f"Set beside Japan, Russia was weaker in the 1990s than {said}."
        return holds(sentence, ratio=then, other=float(other.mean()))
    return fails(
        f"Set beside Japan, Russia was no weaker in the 1990s than {said}.",
        ratio=then,
        other=float(other.mean()),
    )


@chapter.assertion(
    "C44a",
    figures=("power-votes", "power-scrambles"),
    sign=Choice(
        "Nearness shows in the air, in trade, in arms and in votes.",
        {
            "patrols": "joint patrols",
            "trade": "trade",
            "arms": "sales of arms",
            "all_votes": "all votes at the United Nations",
            "final_passage": "votes on final passage",
        },
    ),
    since=Choice(
        "Japan's goodwill has two beginnings.",
        {"2013": "since Abe's visit of 2013", "2016": "since the eight points of 2016"},
    ),
    senseless={
        "the shares of arms are known by spans": lambda how: how.sign == "arms" and how.since == "2016",
    },
)
def goodwill_did_not_keep_moscow_from_beijing(load: Tables, how: Choices) -> Outcome:
    """In the years of Japan's goodwill, 2013 or 2016 to 2021, did Moscow come nearer to Beijing than before?

    By votes in three of four years or more; by trade, arms and patrols from the first to the last known.
    """
    start = int(how.since)
    if how.sign == "patrols":
        return by_patrols(load, start)
    if how.sign == "arms":
        return by_arms(load)
    if how.sign == "trade":
        return by_trade(load, start)
    distance = beijing.votes(power.distances(load("un_ideal_points")), how.sign)
    nearer = beijing.nearer_in_votes(distance, start)
    if nearer < beijing.MOST:
        return fails("Too few of these years brought Moscow's votes nearer to Beijing's.", nearer=nearer)
    before = f"those before, from {beijing.BEFORE}"
    return holds(
        f"In most of these years Moscow voted nearer to Beijing than on average in {before}.", nearer=nearer
    )


def by_patrols(load: Tables, start: int) -> Outcome:
    """Whether joint patrols began in these years; the first was called so by the Russian ministry."""
    days = load("joint_patrols", until="2021-12-31")["started_on"].dt.year
    if days.between(start, beijing.UNTIL).any() and not days.lt(start).any():
        return holds("In 2019 Russian and Chinese bombers began to fly together past Japan.")
    return fails("No joint patrol began in these years.")


def by_arms(load: Tables) -> Outcome:
    """China's share of Russia's exports of arms, in the last span on record against the one before."""
    share = beijing.arms(load("russia_china"))
    before, after = float(share["value"].iloc[-2]), float(share["value"].iloc[-1])
    if after > before:
        return holds("A larger share of Russia's arms went to China than before.", before=before, after=after)
    return fails("No larger share of Russia's arms went to China than before.", before=before, after=after)


def by_trade(load: Tables, start: int) -> Outcome:
    """Trade of Russia and China from a year on."""
    after = beijing.growth(beijing.trade(load("russia_china")), start, beijing.UNTIL)
    if after <= 0:
        return fails("Russia's trade with China did not grow.", growth=after)
    return holds("Russia's trade with China grew.", growth=after)
