"""What the three levels are read by: days, thresholds and terms of office, all in this one place.

Change a number here and the grid, its figures and the outcomes made from it change with it.
"""

from __future__ import annotations

from dataclasses import dataclass

from four_islands.data.words import words

LEVELS = {"domestic": "Politics at home", "alliance": "The alliance", "order": "The regional order"}


@dataclass(frozen=True, slots=True)
class Text:
    """The text or proposal of one approach that came nearest to a treaty, and the day on which the levels are read."""

    day: str
    name: str


# The six approaches of the first edition, each read on the day of its text.
TEXTS = (
    Text("1956-10-19", "Joint Declaration"),
    Text("1973-10-10", "Moscow communiqué"),
    Text("1993-10-13", "Tokyo Declaration"),
    Text("1998-04-18", "Kawana proposal"),
    Text("2001-03-25", "Irkutsk Statement"),
    Text("2018-11-14", "Singapore agreement"),
)

# Tokyo spoke of a treaty again: drawn beside the six days and counted nowhere.
SPOKEN_AGAIN = "2026-02-20"

INAUGURATIONS = words(__file__, "INAUGURATIONS")

FIRST_QUARTER, LAST_QUARTER = (
    "1952-07-01",
    "2021-10-01",
)  # from the occupation's end to the last seats counted
SETTLED_DAYS = 365  # a premier this long in office knows the file and is not about to be tried out
WORD_DAYS = 730  # a statement of the same administration speaks for two years around it
POLL_DAYS = 400  # a yearly poll speaks for the day nearest to it
WHOLE_TERM_DAYS = 5 * 366  # longer than any parliament: any count since the last election
LONGEST_NAMED_YEARS = 4  # a longer span that an author names is an era, not an opening
POST_SOVIET = 1991  # first year for those who would set Moscow only beside its weaker self
TREND_YEARS = 10  # against what both sides could remember
