"""The story: told of the day on which the other tables have it, and no land without a holder or with two."""

from __future__ import annotations

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, last_day, rule, told

# Where an event of the story may stand under its own id: the table, its key and its date.
ELSEWHERE = (
    ("instruments", "instrument_id", "dated_on"),
    ("offers", "offer_id", "made_on"),
    ("us_documents", "document_id", "dated_on"),
)


@rule("story_events", "event_id", "an event's id begins with the year of its date")
def story_ids_agree(events: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says what the columns say."""
    years = events["dated_on"].dt.year.astype(str)
    return told(events, events["event_id"].str[:4].ne(years), "{event_id} is dated {dated_on}")


@rule("story_events", "dated_on", "an event that stands in another table by its id has the date it has there")
def story_days_agree(events: pd.DataFrame, reach: Reach) -> Wrong:
    """As far as both are known: a day may fall in the month, and within the span, that the other table knows."""
    latest = events["until_on"].fillna(last_day(events["dated_on"], events["dated_on_precision"]))
    for name, key, date in ELSEWHERE:
        other = reach(name).set_index(key)
        first = events["event_id"].map(other[date])
        last = events["event_id"].map(last_day(other[date], other[f"{date}_precision"]))
        wrong = first.notna() & ((latest < first) | (events["dated_on"] > last))
        yield from told(events, wrong, "{event_id} on {dated_on}, {first} in {name}", first=first, name=name)


@rule(
    "holders", "from_on", "each land passes from holder to holder without a gap, and somebody holds it today"
)
def lands_are_held(holders: pd.DataFrame, reach: Reach) -> Wrong:
    """The day of change belongs to the new holder."""
    for land, spells in holders.sort_values("from_on").groupby("land"):
        after = spells["from_on"].shift(-1)
        wrong = spells["to_on"].ne(after) & (spells["to_on"].notna() | after.notna())
        wrong = wrong.reindex(holders.index, fill_value=False)
        yield from told(holders, wrong, "{land} held to {to_on}, next from {after}", land=land, after=after)
