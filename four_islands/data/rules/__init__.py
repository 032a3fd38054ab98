"""The rules only this subject knows, one module a part of the book; importing this package registers them all."""

from four_islands.data.rules import (
    approval,
    documents,
    essay,
    evidence,
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
    trade,
)
from four_islands.data.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "approval",
    "documents",
    "essay",
    "evidence",
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
    "trade",
]
