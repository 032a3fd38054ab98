"""The rules only this subject knows, one module a part of the book; importing this package registers them all."""

from four_islands.rules import documents, evidence, islands, leaders, opinion, power, sanctions, summits
from four_islands.rules.registry import RULES, Rule

__all__ = [
    "RULES",
    "Rule",
    "documents",
    "evidence",
    "islands",
    "leaders",
    "opinion",
    "power",
    "sanctions",
    "summits",
]
