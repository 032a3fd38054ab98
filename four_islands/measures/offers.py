"""Who put what on the islands, and when: both sides on one scale, silence left out, and money beside it.

The coding is in the table `offers`; the functions here only count it. Talks and texts that put no number are no
position: they are kept apart, and no count of numbers uses them.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

SCALE = {"other": "another number or plan", "0": "none", "2": "two", "4": "four"}  # in drawing order
SIDES = {"russia": "Moscow", "japan": "Tokyo"}
PARTIES = SIDES | {"both": "both together"}
# Put by a government to the other, published or not: what was implied, explored, reported or kept inside is left out.
OPEN = ("made", "committed", "repeated", "conditional", "denied", "barred")
GIVING = ("made", "committed", "repeated", "conditional", "implied")  # two islands said to be on the table
END_OF_SOVIET_UNION = pd.Timestamp("1991-12-25")
PERIOD = pd.DateOffset(
    years=1
)  # what a source says to have been held for longer is held to the end that it names
DAYS_A_YEAR = 365.25
# What a Russian statement since 1991 does with the two islands, in the order in which it is drawn.
TWO = "two, after a treaty"
TWO_IF = "two, on one more condition"
FORMULA = "another formula"
SILENT = "a treaty, and no number"
CLOSED = "no island, or no talks"


def of_side(offers: pd.DataFrame, side: str, *, open_only: bool = False) -> pd.DataFrame:
    """What one side put in numbers or as a formula, in order of time; joint texts count for both sides.

    Talks and texts that put none are left out: silence is no position. With `open_only`, only what a government
    said to the other in the open.
    """
    kept = offers[offers["side"].isin([side, "both"]) & offers["islands"].notna()]
    if open_only:
        kept = kept[kept["status"].isin(OPEN)]
    return kept.sort_values(["made_on", "offer_id"]).reset_index(drop=True)


def shown_dates(offers: pd.DataFrame) -> pd.Series:
    """Each date as far as it is known: a day, a month, a year, or the years of a period."""
    made, ended, known = offers["made_on"], offers["ended_on"], offers["made_on_precision"]
    shown = made.dt.strftime("%Y").where(known.isin(["year", "period"]), made.dt.strftime("%b %Y"))
    shown = shown.mask(known.eq("day"), made.dt.strftime("%-d %b %Y"))
    longer = known.eq("period") & ended.dt.year.gt(made.dt.year)
    return shown.mask(longer, shown + " to " + ended.dt.strftime("%Y")).astype(object)


def bars(offers: pd.DataFrame) -> pd.DataFrame:
    """Each position and how long it stood: what a government put by itself runs until it puts another number.

    What both put, or one only hinted, has its day and ends nothing. A position that the table gives as a period of
    years runs to the end of it. It is not firm where a text of both has meanwhile another number, or where a law
    bars a transfer and nobody put a number.
    """
    rows = offers[offers["islands"].notna()].sort_values(["made_on", "offer_id"])
    put = rows["side"].eq("both").map({True: "together", False: "alone"})
    rows = rows.assign(force=put.where(rows["status"].isin(OPEN), "hinted"), party=rows["side"].map(PARTIES))
    own = rows[rows["force"].eq("alone")]
    held = own.groupby("side")["made_on"].shift(-1).fillna(offers["made_on"].max())
    held = held.where(~own["ended_on"].gt(own["made_on"] + PERIOD))
    until = held.reindex(rows.index).fillna(rows["ended_on"]).fillna(rows["made_on"])
    rows = rows.assign(until_on=until, shown=shown_dates(rows)).reset_index(drop=True)
    joint = rows[rows["force"].eq("together")]
    firm = [not _is_doubtful(row, joint) for row in rows.to_dict("records")]
    return rows.assign(is_firm=pd.Series(firm, index=rows.index, dtype=bool))


def _is_doubtful(row: Any, joint: pd.DataFrame) -> bool:
    """Whether a number rests on a law alone, or both agreed on another before its time was over."""
    meanwhile = joint["made_on"].gt(row["made_on"]) & joint["made_on"].lt(row["until_on"])
    return row["status"] == "barred" or bool((meanwhile & joint["islands"].ne(row["islands"])).any())


def without_number(offers: pd.DataFrame) -> pd.DataFrame:
    """Talks, texts and statements that put no number."""
    rows = offers[offers["islands"].isna()].sort_values("made_on")
    return rows.assign(party=rows["side"].map(PARTIES), shown=shown_dates(rows)).reset_index(drop=True)


def departures(offers: pd.DataFrame) -> pd.DataFrame:
    """What Tokyo put short of all four at once: fewer, in stages, later, by a court."""
    return offers[offers["departs_from_all_at_once"].eq(True).fillna(False)].sort_values("made_on")


def record_of_two(offers: pd.DataFrame, since: pd.Timestamp = END_OF_SOVIET_UNION) -> pd.DataFrame:
    """Moscow's statements since a day, each marked by what it does with the two islands; silence is marked as such."""
    rows = offers[offers["side"].isin(["russia", "both"]) & offers["made_on"].gt(since)]
    rows = rows.sort_values("made_on")
    two = rows["islands"].eq("2").fillna(False)
    standing = pd.Series(SILENT, index=rows.index)
    standing = standing.mask(rows["islands"].eq("other").fillna(False), FORMULA)
    standing = standing.mask(two & rows["status"].isin(GIVING), TWO)
    standing = standing.mask(two & rows["status"].eq("conditional"), TWO_IF)
    closed = rows["islands"].eq("0").fillna(False) | rows["status"].eq("broken_off")
    return rows.assign(standing=standing.mask(closed, CLOSED), shown=shown_dates(rows))


def named(offers: pd.DataFrame, offer_id: str) -> pd.Series:
    """One position by its id; raises KeyError if the table has none of that name."""
    rows = offers[offers["offer_id"].eq(offer_id)]
    if rows.empty:
        raise KeyError(f"no position {offer_id!r} in the table offers")
    return rows.iloc[0]


def facts(offers: pd.DataFrame) -> SimpleNamespace:
    """Every number of the chapter's text, from the table of positions."""
    denial, kawana = named(offers, "1976-no-question"), named(offers, "1998-kawana")
    months = {
        name: round((named(offers, name)["made_on"] - kawana["made_on"]).days / (DAYS_A_YEAR / 12))
        for name in ("1998-yeltsin-counter", "2000-putin-1956")
    }
    two = named(offers, "2020-constitution")["made_on"] - named(offers, "2000-putin-1956")["made_on"]
    return SimpleNamespace(
        without_number=len(offers) - len(bars(offers)),
        two_years=two.days / DAYS_A_YEAR,  # in which Moscow's own number was two, since Putin took it up
        denial_years=round(
            (denial["ended_on"] - denial["made_on"]).days / DAYS_A_YEAR
        ),  # of “nothing to settle”
        first_answer_months=months["1998-yeltsin-counter"],  # from Kawana to the Russian counter-proposal
        refusal_months=months["2000-putin-1956"],  # from Kawana to Putin's words
    )


MONEY = "Tokyo offers money or plans"
PROMISE = "Moscow, alone or with Tokyo, names the promise of two"
REFUSAL = "Moscow rules any island out, or ends the talks"


def offered(inducements: pd.DataFrame) -> pd.DataFrame:
    """Japan's offers of money or plans since the Soviet Union ended."""
    given = inducements["act"].isin(["offered", "conditioned", "resumed"])
    return inducements[given & inducements["announced_on"].gt(END_OF_SOVIET_UNION)]


def money_and_words(inducements: pd.DataFrame, offers: pd.DataFrame) -> pd.DataFrame:
    """Japan's offers of money since 1991 and what Moscow said of two islands, as events of three tracks; hints are open."""
    given = offered(inducements)
    record = record_of_two(offers)
    parts = [
        given.assign(track=MONEY, on=given["announced_on"], label=given["description"]),
        record[record["standing"].isin([TWO, TWO_IF])].assign(track=PROMISE),
        record[record["standing"].eq(CLOSED)].assign(track=REFUSAL),
    ]
    parts[1:] = [part.assign(on=part["made_on"], label=part["title"]) for part in parts[1:]]
    events = pd.concat(parts, ignore_index=True)
    events["is_open"] = events["status"].eq("implied")
    return events[["track", "on", "label", "is_open"]].reset_index(drop=True)


def in_answer(inducements: pd.DataFrame, years: int = 3) -> list[tuple[str, str]]:
    """The years after Japan's offers of money in which Moscow might have answered, as spans of days that do not meet."""
    spans: list[tuple[pd.Timestamp, pd.Timestamp]] = []
    for day in sorted(offered(inducements)["announced_on"]):
        end = day + pd.DateOffset(years=years)
        if spans and day <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((day, end))
    return [(f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}") for start, end in spans]


def in_grey(inducements: pd.DataFrame, offers: pd.DataFrame, years: int = 3) -> SimpleNamespace:
    """How many of Moscow's namings of the two fall into those years, and what part of the time to its first No they are.

    `chance` is how many would fall there if they came at any time alike.
    """
    spans = [tuple(pd.Timestamp(day) for day in span) for span in in_answer(inducements, years)]
    events = money_and_words(inducements, offers)
    named = events.loc[events["track"].eq(PROMISE), "on"]
    inside = sum(any(start < day <= end for start, end in spans) for day in named)
    time = events.loc[events["track"].eq(REFUSAL), "on"].min() - spans[0][0]
    grey = sum(((end - start) for start, end in spans), pd.Timedelta(0))
    share = grey / time
    return SimpleNamespace(inside=inside, named=len(named), share=share, chance=round(share * len(named)))
