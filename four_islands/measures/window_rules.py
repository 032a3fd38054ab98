"""The rules of the window table, all in this one place: the windows, the thresholds, and other reasonable ones.

Change a number here and the table, its charts and the sentences made from it change with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

LEVELS = {
    "domestic": "Domestic politics",
    "alliance": "Alliance",
    "balance": "Balance of power",
}
STATES = ("favourable", "mixed", "unfavourable", "unknown")


@dataclass(frozen=True, slots=True)
class Window:
    """A window: whole calendar years, the day it opened, and the day on which the levels are read."""

    name: str
    years: tuple[int, int]
    opened: str  # first talks or meeting in the years
    key: str  # the text or proposal that came nearest to a treaty
    event: str


WINDOWS = (
    Window("1955-56", (1955, 1956), "1955-06-01", "1956-10-19", "Joint Declaration"),
    Window("1972-73", (1972, 1973), "1972-01-27", "1973-10-10", "Moscow communique"),
    Window("1991-93", (1991, 1993), "1991-04-16", "1993-10-13", "Tokyo Declaration"),
    Window("1997-98", (1997, 1998), "1997-06-01", "1998-04-18", "Kawana proposal"),
    Window("2000-01", (2000, 2001), "2000-04-29", "2001-03-25", "Irkutsk Statement"),
    Window("2016-19", (2016, 2019), "2016-05-06", "2018-11-14", "Singapore agreement"),
)


# Seats of the LDP, of 500, as members joined it after the election of 1996; the sources are in that election's row.
SEATS_LATER = {"1997-09-05": 251, "1998-06-01": 261}
# First days of American presidents: what one administration said does not speak for the next.
INAUGURATIONS = (
    "1953-01-20", "1961-01-20", "1963-11-22", "1969-01-20", "1974-08-09", "1977-01-20", "1981-01-20", "1989-01-20",
    "1993-01-20", "2001-01-20", "2009-01-20", "2017-01-20", "2021-01-20",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """Every threshold of the table. A level is favourable if all its known measures are, unfavourable if none is."""

    read_on: str = "key"  # the day a level is read: "key", or "opened" for the day the window opened
    settled_days: int = 365  # a premier this long in office is settled
    majority_share: float = 0.5  # the premier's party holds more than this share of lower-house seats
    use_opinion: bool = True  # count affinity to Russia among the domestic measures
    opinion_days: int = 400  # a poll this near to the day still speaks for it
    power_measure: str = "cinc"  # Russia over Japan
    power_quantile: float = 0.5  # weak means below this quantile of the whole series
    votes: str = "final_passage"  # which votes in the General Assembly
    votes_quantile: float = 0.5  # near means below this quantile of the whole series
    only_own_words: bool = False  # leave out what one government says of another's position


BASE = Rules()
VARIANTS: dict[str, Rules] = {
    "as stated": BASE,
    "read when it opened": replace(BASE, read_on="opened"),
    "half a year settles a premier": replace(BASE, settled_days=182),
    "two years settle a premier": replace(BASE, settled_days=730),
    "45% of seats will do": replace(BASE, majority_share=0.45),
    "without opinion": replace(BASE, use_opinion=False),
    "power by modelled GDP": replace(BASE, power_measure="latent_gdp"),
    "power by market GDP": replace(BASE, power_measure="market_gdp"),
    "weak means lowest third": replace(BASE, power_quantile=1 / 3),
    "all votes": replace(BASE, votes="all_votes"),
    "near means lowest third": replace(BASE, votes_quantile=1 / 3),
    "American words only": replace(BASE, only_own_words=True),
}
