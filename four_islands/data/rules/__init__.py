"""The rules only this subject knows, one module a part of the book; importing this package registers them all."""

from four_islands.data.rules import (  # noqa: F401 - each registers its rules
    age,
    approval,
    comparison,
    documents,
    domestic,
    doubles,
    essay,
    evidence,
    geography,
    grades,
    islands,
    leaders,
    ministers,
    neighbours,
    persons,
    polls,
    power,
    sanctions,
    seats,
    series,
    story,
    summits,
    superlatives,
    trade,
    witnesses,
)
from four_islands.data.rules.registry import RULES, Rule

__all__ = ["RULES", "Rule"]
