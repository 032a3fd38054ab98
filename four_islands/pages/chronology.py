"""The chronology: what the tables date, in order of time, one line each with people, chapter and sources.

An event that stands in several tables is told once: in the words of the story where the story tells it, else in those
of the document or offer. A meeting on whose days and place something else is told is left to that line.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

import pandas as pd

from four_islands.data import load, sources
from four_islands.data.schema import DataError
from four_islands.measures.islands import FOUR

# The periods of the page, each up to the day on which the next begins.
PERIODS = {
    "to-1945": "1700-01-01",
    "1945-1956": "1945-01-01",
    "1957-1985": "1957-01-01",
    "1986-1999": "1986-01-01",
    "2000-2011": "2000-01-01",
    "2012-2021": "2012-01-01",
    "since-2022": "2022-01-01",
}
SAME = {"2020-constitution": "2020-russian-constitution"}  # an offer that the other tables know by another id
COLUMNS = ["id", "day", "precision", "until", "what", "people", "place", "chapter", "source_ids"]


def lines() -> pd.DataFrame:
    """Every dated event of the tables, once, in order of time."""
    told = _shaped(load("story_events"), "event_id", "dated_on", "until_on")
    for more in (_documents(), _offers(), _landings(), _alliance()):
        new = ~more["id"].isin(told["id"]) & ~more.apply(_is_same, axis=1, told=told)
        told = pd.concat([told, more[new]], ignore_index=True)
    meetings = _meetings()
    told = pd.concat([told, meetings[~meetings.apply(_is_told, axis=1, told=told)]], ignore_index=True)
    spoken = {offer: turn for turn, offer in enumerate(load("offers")["offer_id"].replace(SAME))}
    told = told.assign(turn=told["id"].map(spoken).fillna(-1))
    return told.sort_values(["day", "precision", "turn", "id"], ignore_index=True)[COLUMNS]


def period(name: str) -> pd.DataFrame:
    """The lines of one period. Raises `DataError` for a name that is none, listing those that are."""
    if name not in PERIODS:
        raise DataError(f"{name!r} is no period of the chronology; there are: {', '.join(PERIODS)}")
    starts = [pd.Timestamp(day) for day in PERIODS.values()] + [pd.Timestamp.max]
    at = list(PERIODS).index(name)
    every = lines()
    return every[every["day"].ge(starts[at]) & every["day"].lt(starts[at + 1])]


def html(name: str, root: str) -> str:
    """One period as HTML; `root` leads from the page to the root of the site."""
    return "".join(entry(row, root) for row in period(name).to_dict("records"))


def entry(row: dict[Any, Any], root: str) -> str:
    """One line: day, what happened, who took part, the chapter, and on screens the sources."""
    named = str(row["people"]).split(";") if isinstance(row["people"], str) else []
    people = ", ".join(name for name in named if name not in row["what"])
    place = str(row["place"]) if isinstance(row["place"], str) else ""
    who = "; ".join(escape(part) for part in (people, place) if part)
    who = f" <em>{who}.</em>" if who else ""
    number = int(str(row["chapter"])[:2])
    link = f' <a href="{root}notebooks/{row["chapter"]}.html">chapter {number}</a>'
    return (
        f'<div class="chronology-line" id="on-{escape(row["id"])}">'
        f"<p><strong>{when(row)}.</strong> {escape(stop(row['what']))}{who}{link} "
        f'<span class="correction-sources press-chrome">Sources: {cited(str(row["source_ids"]))}.</span></p></div>'
    )


def cited(ids: str) -> str:
    """The sources as links; of one publisher, the second is "another"."""
    links, named = [], set[str]()
    for source in sources(ids):
        year = source.label.removeprefix(source.publisher.replace("; ", " and "))
        words = escape(f"another{year}" if source.publisher in named else source.label)
        named.add(source.publisher)
        links.append(
            f'<a href="{escape(source.url)}">{words}</a>' if source.url.startswith("http") else words
        )
    return "; ".join(links)


def stop(text: str) -> str:
    """Text that ends as a sentence does."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def when(row: dict[Any, Any]) -> str:
    """The date as exactly as it is known; a span with its end."""
    form = {"day": "%-d %B %Y", "month": "%B %Y"}.get(row["precision"], "%Y")
    start = row["day"].strftime(form)
    if pd.isna(row["until"]):
        return start
    end = row["until"].strftime(form)
    return start if end == start else f"{start} to {end}"


def _shaped(frame: pd.DataFrame, key: str, day: str, until: str = "", **columns: Any) -> pd.DataFrame:
    """A table in the shape of the page: `key`, `day` and `until` name its columns, `columns` are computed."""
    named = {"id": frame[key], "day": frame[day], "until": frame[until] if until else None}
    exact = frame.get(f"{day}_precision", "day")
    return frame.assign(**named, precision=exact, **columns).reindex(columns=COLUMNS).reset_index(drop=True)


def _documents() -> pd.DataFrame:
    papers = load("instruments")
    told = [f"{title}: {says}" for title, says in zip(papers["short_title"], papers["says"], strict=True)]
    return _shaped(papers, "instrument_id", "dated_on", what=told, chapter="02_instruments")


def _offers() -> pd.DataFrame:
    offers = load("offers").replace({"offer_id": SAME})
    people = offers["speaker"].str.replace(" and ", ";")
    named = {"what": offers["title"], "people": people, "chapter": "12_offers"}
    return _shaped(offers, "offer_id", "made_on", "ended_on", **named)


def _landings() -> pd.DataFrame:
    landed = load("landings")
    landed = landed[~landed["island_id"].isin(FOUR)]  # of the four the story tells in one line
    names = load("islands").set_index("island_id")["name_english"]
    told = [f"Soviet troops land on {names.get(island, island.title())}" for island in landed["island_id"]]
    landed = landed.assign(id="landing-" + landed["island_id"])
    return _shaped(landed, "id", "landed_on", "occupied_on", what=told, chapter="01_islands")


def _alliance() -> pd.DataFrame:
    dates = load("alliance_dates")
    return _shaped(dates, "date_id", "dated_on", what=dates["event"], chapter="08_washington")


def _meetings() -> pd.DataFrame:
    met = load("summits")
    met = met[met["counted"]]
    premiers = load("premierships").set_index("term_id")
    names = premiers["name_family"] + " " + premiers["name_given"]
    leaders = load("leaders_ussr_russia").set_index("row_id")
    russians = leaders["name_given"] + " " + leaders["name_family"]
    people = met["japan_term_id"].map(names) + ";" + met["russia_term_id"].map(russians)
    named = {"what": "The leaders meet: " + met["occasion"], "people": people, "chapter": "13_summits"}
    return _shaped(met, "summit_id", "held_on", "ended_on", **named)


def _is_same(line: pd.Series, told: pd.DataFrame) -> bool:
    """Whether a line told before has the same day and speaker: a paper and the offer in it are one event."""
    if line["precision"] != "day" or not isinstance(line["people"], str):
        return False
    that_day = told[told["day"].eq(line["day"]) & told["precision"].eq("day")]
    return any(
        any(name in f"{row['people']} {row['what']}" for name in line["people"].split(";"))
        for row in that_day.to_dict("records")
    )


def _is_told(meeting: pd.Series, told: pd.DataFrame) -> bool:
    """Whether another line tells of these days at this place."""
    first = meeting["day"] - pd.Timedelta(days=1)
    last = meeting["until"] if pd.notna(meeting["until"]) else meeting["day"]
    if meeting["precision"] == "month":
        last = meeting["day"] + pd.offsets.MonthEnd(0)
    near = told[told["day"].between(first, last + pd.Timedelta(days=1))]
    place = re.compile(re.escape(str(meeting["place"]).split(" ")[0]))
    families = [name.split(" ")[0] for name in str(meeting["people"]).split(";")[:1]]
    return any(
        place.search(f"{row['place']} {row['what']}") or families[0] in f"{row['people']} {row['what']}"
        for row in near.to_dict("records")
    )
