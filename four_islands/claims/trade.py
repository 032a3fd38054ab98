"""What the essay says on trade, judged: that it went on, that quarrels did not stop it, and what 2022 changed."""

from __future__ import annotations

import pandas as pd

from four_islands.claims.kit import Chapter, Choice, Choices, Outcome, Tables, either, fails, holds, undecided
from four_islands.measures import quarrels, trade

ESSAY = 2022  # the year in which the essay came out
DAY = "2022-09-01"
HALF = 0.5  # of the trade there had been; below it one would not say that it went on
MOSTLY = 0.5  # of the quarrels; more than these, and unusual falls are the rule
BY_CHANCE = 1  # quarrel with an unusual fall that one year in ten would give among so few
GOOD_YEARS = range(2010, 2014)

MEASURE = Choice(
    "Prices, the yen and Japan's own growth move the value of trade.",
    {"constant": "dollars of 2024", "share_percent": "share of Japan's trade", "value": "dollars of the day"},
)
chapter = Chapter("11_trade")


def by_year(load: Tables) -> pd.DataFrame:
    """The yearly series, indexed by year."""
    return trade.by_year(load("trade_yearly"), load("price_levels")).set_index("year")


@chapter.assertion(
    "C07a",
    figures=("trade-total",),
    since=Choice(
        "The state of war ended in December 1956; the treaty of commerce was signed a year later.",
        {"1957": "from 1957", "1958": "from 1958, the first full year after the treaty"},
    ),
)
def they_traded_in_every_year(load: Tables, how: Choices) -> Outcome:
    """In every full year from the Joint Declaration to the essay, did Japan and the Soviet Union or Russia trade?

    A year without a value counts where a source gives its change on the year before: what grew or shrank was there.
    """
    years = by_year(load)
    known = years.loc[(years.index >= int(how.since)) & (years.index < ESSAY)]
    amounts = known["value"].astype(float)
    if not amounts.gt(0).all():
        year = int(known.index[int(amounts.argmin())])
        return fails(f"In {year} there was no trade.", year=year)
    missing = set(range(int(how.since), ESSAY)) - set(known.index) - set(load("trade")["year"])
    if missing:
        return undecided(
            f"For {min(missing)} no value was found; Japan's customs have it.", missing=len(missing)
        )
    least = float(known["share_percent"].min())
    share = f"where the value is known, it was at least {least:.1f} per cent of Japan's trade"
    sentence = f"From {how.since} on the two countries traded in every year; {share}."
    return holds(sentence, years=len(known), least_share=least)


@chapter.assertion(
    "C07b",
    figures=("trade-quarrels", "trade-total"),
    sense=Choice(
        "In spite of a quarrel can mean that trade was not stopped, or that it was not even dented.",
        {"alive": "at least half of it must go on", "unhurt": "it must fall no more than in ordinary years"},
    ),
    over=Choice(
        "In 1960, 1976 and 1978 the two quarrelled, and Tokyo took no measures.",
        {"measures": "quarrels with measures by Tokyo", "all": "all seven quarrels"},
    ),
    measure=MEASURE,
    span=Choice(
        "A quarrel may take time to show.",
        {"two": "the mean of the two years after", "one": "the year after"},
    ),
)
def quarrels_did_not_stop_it(load: Tables, how: Choices) -> Outcome:
    """After each political quarrel before 2022, did trade go on?

    Set against the year before, at least half of it must be left; or, asked more strictly, it must not have fallen
    deeper than in nine of ten ordinary years, one quarrel apart, which chance alone may give. It fails where most
    quarrels are followed by such a fall.
    """
    acted = quarrels.with_measures(load("measures_before_2014"), load("japan_measures"))
    untouched = {**quarrels.WITHOUT_MEASURES, **acted}
    asked = [y for y in (untouched if how.over == "all" else acted) if y < ESSAY]
    span = 2 if how.span == "two" else 1
    after, floor = quarrels.beside_ordinary(by_year(load), how.measure, span, asked, untouched)
    deepest, unusual = float(after.min()), int(after.lt(floor).sum())
    numbers = {"quarrels": len(after), "unusual": unusual, "left_at_least": deepest, "floor": floor}
    if how.sense == "alive":
        if deepest >= HALF:
            sentence = (
                "After the worst of the quarrels before 2022 more than half of the trade was still there."
            )
            return holds(sentence, **numbers)
        return fails("After the worst of the quarrels before 2022 less than half of it was left.", **numbers)
    if unusual <= BY_CHANCE:
        return holds("After the quarrels before 2022 trade fell no more than in ordinary years.", **numbers)
    if unusual > MOSTLY * len(after):
        which = " in which Tokyo took measures" if how.over == "measures" else ""
        sentence = (
            f"After most quarrels before 2022{which} trade fell deeper than in nine of ten ordinary years."
        )
        return fails(sentence, **numbers)
    sentence = "After some quarrels trade fell unusually far, after others not; the price of oil fell in the same years."
    return undecided(sentence, **numbers)


@chapter.assertion(
    "C35b",
    figures=("trade-total",),
    sign=Choice(
        "Business shows in what governments offer, in goods and in firms.",
        {
            "offers": "offers and money from Tokyo",
            "share_percent": "share of Japan's trade",
            "constant": "trade in dollars of 2024",
            "firms": "Japanese firms in Russia",
        },
    ),
    base=Choice(
        "The year before Crimea was the best there ever was.",
        {"2013": "against 2013", "mean": "against the mean of 2010-13"},
    ),
    after=Choice(
        "The cooperation plan came two years after Crimea.",
        {"all": "2015 to 2021", "plan": "2017 to 2021, with the plan"},
    ),
    senseless={
        "offers and firms are not measured against a year": lambda how: (
            how.sign in ("offers", "firms") and (how.base == "mean" or how.after == "plan")
        )
    },
)
def business_went_on_after_crimea(load: Tables, how: Choices) -> Outcome:
    """After Crimea, did Tokyo go on offering business, or did at least half of the trade (on average) or as many firms remain?"""
    if how.sign == "offers":
        events = load("cooperation_events")
        new = events[events["kind"].isin(["offer", "institution", "projects", "money"])]
        new = new[new["happened_on"].between("2014-03-18", "2021-12-31")]
        if len(new):
            sentence = "Two years after Crimea Tokyo offered a plan of cooperation, and put money into it."
            return holds(sentence, steps=len(new))
        return fails("After Crimea Tokyo offered no new business.", steps=0)
    if how.sign == "firms":
        ties = load("economic_ties")
        firms = (
            ties[ties["indicator"].eq("japanese_firms_in_russia")].set_index("year")["value"].astype(float)
        )
        before, last = float(firms.loc[:2013].iloc[-1]), float(firms.loc[2015:2021].iloc[-1])
        yes = "More Japanese firms worked in Russia in 2021 than at the last count before Crimea."
        no = "Fewer Japanese firms worked in Russia in 2021 than at the last count before Crimea."
        return either(last >= before, yes, no, before=before, last=last)
    series = by_year(load)[how.sign].astype(float)
    before = float(series[2013] if how.base == "2013" else series.loc[list(GOOD_YEARS)].mean())
    kept = float(series.loc[2017 if how.after == "plan" else 2015 : 2021].mean()) / before
    if kept >= HALF:
        return holds("Trade shrank after Crimea, but on average more than half of it went on.", kept=kept)
    return fails("After Crimea trade fell on average to less than half.", kept=kept)


@chapter.assertion(
    "C68a",
    figures=("trade-spared",),
    sign=Choice(
        "Politics may enter business at many doors, and need not enter at all of them.",
        {
            "plan": "the government's own plan",
            "bans": "goods that Tokyo forbade to sell or buy",
            "gas": "the gas of Sakhalin",
            "exports": "what Japan sells",
            "imports": "what Japan buys",
            "both": "what it sells and buys together",
        },
    ),
    until=Choice(
        "The essay was written in the first summer of the war.",
        {"essay": "as it stood in 2022", "2024": "as it stood in 2024"},
    ),
    senseless={
        "the plan was put on hold once, and the first bans stood": lambda how: (
            how.sign in ("plan", "bans") and how.until == "2024"
        )
    },
)
def business_no_longer_apart_from_politics(load: Tables, how: Choices) -> Outcome:
    """Since the invasion did Tokyo end its own business with Russia or forbid goods, or did at least half of the trade go?"""
    year = ESSAY if how.until == "essay" else int(how.until)
    if how.sign == "plan":
        return plan_on_hold(load)
    if how.sign == "bans":
        return goods_forbidden(load)
    if how.sign == "gas":
        return gas_given_up(load, year)
    flows = trade.yen_flows(load("trade"))
    asked = flows if how.sign == "both" else flows[flows["flow"].eq(how.sign)]
    values = asked.groupby("year")["value"].sum().astype(float)
    left = float(values[year] / values[2021])
    verb = {"exports": "sold to", "imports": "bought from", "both": "traded with"}[how.sign]
    if left <= HALF:
        return holds(f"By {year} Japan {verb} Russia less than half of what it had in 2021.", left=left)
    return fails(f"In {year} Japan still {verb} Russia more than half of what it had in 2021.", left=left)


def plan_on_hold(load: Tables) -> Outcome:
    """Whether the government stopped its own plan between the invasion and the essay."""
    events = load("cooperation_events", until=DAY)
    ended = events[events["kind"].eq("suspension") & events["happened_on"].between(quarrels.WAR, DAY)]
    if len(ended):
        return holds("Within weeks Tokyo put its own plan of cooperation on hold.", steps=len(ended))
    return fails("Tokyo went on with its plan of cooperation.", steps=0)


def goods_forbidden(load: Tables) -> Outcome:
    """Whether Tokyo forbade goods in the trade with Russia between the invasion and the essay."""
    steps = load("japan_measures", until=DAY)
    bans = steps[steps["kind"].isin(["export_goods", "import_ban"]) & steps["target_area"].eq("russia")]
    new = bans[bans["record_type"].eq("decision") & bans["in_force_on"].between(quarrels.WAR, DAY)]
    if len(new):
        return holds("Within months Tokyo forbade goods in the trade with Russia.", steps=len(new))
    return fails("Tokyo forbade no goods in the trade with Russia.", steps=0)


def gas_given_up(load: Tables, year: int) -> Outcome:
    """Whether Japan stopped buying Russian gas by a year."""
    gas = trade.goods(load("trade_goods"), "lng", "volume").set_index("year")["value"].astype(float)
    if year not in gas.index:
        return undecided(f"How much gas Japan bought in {year} was not found.")
    if gas[year] > 0:
        sentence = "Japan stayed in the project on Sakhalin and went on buying its gas."
        return fails(sentence, million_tonnes=float(gas[year]))
    return holds("Japan stopped buying Russian gas.", million_tonnes=0.0)
