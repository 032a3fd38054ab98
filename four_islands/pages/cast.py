"""Who is who: the people of the story with office, years, name as they write it, and what the tables say they did.

Premiers, leaders and ministers come from the tables of offices, envoys and foreigners from `story_people`. A line says
only what a table dates: meetings counted, positions put, or the first event in which the story names the person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any

import pandas as pd

from four_islands.data import load, tables
from four_islands.data.schema import DataError
from four_islands.prose import in_words, listed

LANGUAGES = {"japan": "ja", "russia": "ru"}
NOTHING = "Of these the tables have the term alone, without a meeting or a position:"


@dataclass(frozen=True)
class Person:
    """One person of the cast; `native` is empty where no table has the name in its own script."""

    name: str
    native: str
    side: str
    office: str
    years: str
    part: str
    in_office: bool = True  # whether the years are those of the office, not of the part in the story

    @property
    def anchor(self) -> str:
        """The place of the person on the page."""
        return f"who-{re.sub('[^a-z]+', '-', self.name.lower())}"

    @property
    def names(self) -> str:
        """Name in Latin letters and in its own script, as HTML."""
        lang = LANGUAGES.get(self.side)
        script = f' <span lang="{lang}">{escape(self.native)}</span>' if self.native and lang else ""
        return f'<strong id="{self.anchor}">{escape(self.name)}</strong>{script}'

    @property
    def when(self) -> str:
        """Office and the years in it, where they are known, as HTML."""
        return escape(f"{self.office}, {self.years}" if self.in_office else self.office)

    def html(self) -> str:
        """The person as one paragraph."""
        here = "" if self.in_office else f" (in this story {escape(self.years)})"
        return f'<p class="cast-line">{self.names}, {self.when}{here}. {escape(self.part)}</p>'


@cache
def people(group: str) -> list[Person]:
    """The people of one group, in order of time. Raises `DataError` for a name that is no group."""
    if group not in GROUPS:
        raise DataError(f"{group!r} is no group of the cast; there are: {', '.join(GROUPS)}")
    return GROUPS[group]()


def html(group: str) -> str:
    """One group as HTML; those of whom the tables tell nothing stand together at the end."""
    every = people(group)
    paragraphs = [person.html() for person in every if person.part != NOTHING]
    if silent := [f"{person.names} ({escape(person.years)})" for person in every if person.part == NOTHING]:
        paragraphs.append(f'<p class="cast-line">{NOTHING} {listed(silent)}.</p>')
    return "".join(paragraphs)


def years(stays: pd.DataFrame) -> str:
    """Years in office, each stay apart; an open one runs on."""
    spans = []
    for first, last in zip(stays["started_on"], stays["ended_on"], strict=True):
        if pd.isna(last):
            spans.append(f"since {first.year}")
        else:
            spans.append(str(first.year) if first.year == last.year else f"{first.year}–{last.year}")
    return listed(spans)


def part(name: str, meetings: pd.Series, offers: pd.DataFrame) -> str:
    """What a person did: meetings by partner, then positions by year; failing both, what the story tells first."""
    counts = meetings.value_counts(sort=False)
    met = [f"{other} {times(number)}" for other, number in counts.items()]
    put = offers.sort_values("made_on")
    words = [f"Met {listed(met)}"] if met else []
    words += [f"{title} ({day.year})" for title, day in zip(put["title"], put["made_on"], strict=True)]
    return f"{'. '.join(words)}." if words else told(name)


def times(number: int) -> str:
    """How often, in words."""
    return {1: "once", 2: "twice"}.get(number, f"{in_words(number)} times")


def told(name: str) -> str:
    """The first thing the story tells of somebody, or that there is none."""
    events = load("story_events").sort_values("dated_on")
    mine = events[events["people"].fillna("").str.split(";").map(lambda named: name in named)]
    return NOTHING if mine.empty else f"In {mine.iloc[0]['dated_on'].year}: {mine.iloc[0]['what']}"


def put_by(family: str, side: str, stays: pd.DataFrame) -> pd.DataFrame:
    """The positions a person put while in office, so that two of one family name stay apart."""
    offers = load("offers")
    theirs = "russia" if side == "japan" else "japan"
    keep = pd.Series(False, index=offers.index)
    for first, last in zip(stays["started_on"], stays["ended_on"], strict=True):
        keep |= offers["made_on"].ge(first) & (offers["made_on"].le(last) if pd.notna(last) else True)
    named = offers["speaker"].fillna("").str.contains(rf"\b{family}\b")
    return offers[keep & named & offers["side"].ne(theirs)]


def _meetings(terms: pd.DataFrame, key: str, term: str, partner: str) -> pd.DataFrame:
    """Counted meetings with the `person_id` of one side and the partner's name."""
    met = load("summits").query("counted")
    return met.merge(terms[[term, "person_id"]], left_on=key, right_on=term)[["person_id", partner]]


def _called(one: Any, side: str) -> str:
    """A name as at home: in Japan the family first."""
    names = [one["name_family"], one["name_given"]]
    return " ".join(names if side == "japan" else names[::-1])


def _of_terms(terms: pd.DataFrame, side: str, native: Any, office: Any, met: Any = None) -> list[Person]:
    """People of a table of terms; `native` and `office` say them of the first term, `met` has the meetings."""
    found = []
    for person, stays in terms.groupby("person_id", sort=False):
        one = stays.iloc[0]
        mine = pd.Series(dtype=str) if met is None else met.loc[met["person_id"].eq(person)].iloc[:, 1]
        did = part(_called(one, side), mine, put_by(one["name_family"], side, stays))
        found.append(Person(_called(one, side), native(one), side, office(one), years(stays), did))
    return found


def _premiers() -> list[Person]:
    terms = load("premierships").sort_values("started_on")
    met = _meetings(terms, "japan_term_id", "term_id", "russia_leader")
    return _of_terms(terms, "japan", lambda one: one["name_ja"], lambda _: "premier", met)


def _moscow() -> list[Person]:
    """Leaders in fact, and Medvedev, who was president while Putin led."""
    terms = load("leaders_ussr_russia").sort_values("started_on")
    met = _meetings(terms, "russia_term_id", "row_id", "japan_leader")
    tops = terms[terms["record_type"].eq("paramount_spell") | terms["person_id"].eq("medvedev-dmitry")]
    offices = {"paramount_spell": "leader in Moscow"}
    return _of_terms(
        tops,
        "russia",
        lambda one: one["name_ru"],
        lambda one: offices.get(one["record_type"], "president, then premier"),
        met,
    )


def _ministers() -> list[Person]:
    """Foreign ministers of whom the story or the positions tell, premiers apart."""
    ministers = load("foreign_ministers").sort_values("started_on")
    ministers = ministers[~ministers["person_id"].isin(load("premierships")["person_id"])]
    known = load("persons")[["person_id", "name_native"]].dropna().to_numpy() if "persons" in tables() else ()
    scripts = dict(known)
    found: dict[str, Person] = {}
    for side, office in (("japan", "foreign minister of Japan"), ("russia", "foreign minister in Moscow")):
        own = ministers[ministers["country"].eq("JPN").eq(side == "japan")]
        everyone = _of_terms(
            own, side, lambda one: str(scripts.get(one["person_id"], "")), lambda _, o=office: o
        )
        found |= dict(zip(own["person_id"].drop_duplicates(), everyone, strict=True))
    in_order = [found[person] for person in ministers["person_id"].drop_duplicates()]
    return [person for person in in_order if person.part != NOTHING]


def _others() -> list[Person]:
    found = []
    for one in load("story_people").sort_values("years").to_dict("records"):
        native = one["name_native"] if isinstance(one["name_native"], str) else ""
        name = _called(one, one["side"])
        found.append(
            Person(name, native, one["side"], one["office"], one["years"], one["part"], in_office=False)
        )
    return found


GROUPS = {"premiers": _premiers, "moscow": _moscow, "ministers": _ministers, "others": _others}
