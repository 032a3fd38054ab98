"""The rules only this subject knows, one module a part of the book; importing this package registers them all."""

from four_islands.rules import (
    comparison,
    documents,
    islands,
    leaders,
    opinion,
    power,
    sanctions,
    summits,
    superlatives,
    trade,
)
from four_islands.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "comparison",
    "documents",
    "islands",
    "leaders",
    "opinion",
    "power",
    "sanctions",
    "summits",
    "superlatives",
    "trade",
]
