"""The rules only this subject knows, one module a part of the book; importing this package registers them all."""

from four_islands.rules import (
    approval,
    documents,
    domestic,
    grades,
    islands,
    leaders,
    ministers,
    opinion,
    persons,
    power,
    sanctions,
    seats,
    series,
    summits,
)
from four_islands.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "approval",
    "documents",
    "domestic",
    "grades",
    "islands",
    "leaders",
    "ministers",
    "opinion",
    "persons",
    "power",
    "sanctions",
    "seats",
    "series",
    "summits",
]
