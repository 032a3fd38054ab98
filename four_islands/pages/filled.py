"""Text of a page in which counts and outcomes of the ledger are filled in, so that it cannot say anything else.

`{fails}` is a count. `{C08c:words|words|words}` writes the words for what came out on C08c, in the order of OUTCOMES,
and `{C08c.days}` is one of its numbers. Where an outcome has no words, or words name a number that it does not have,
`ValueError` says so: a page stops the build rather than say what is no longer true.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from four_islands.claims.ledger import Entry, outcomes
from four_islands.claims.outcome import OUTCOMES
from four_islands.prose import Inert

MISSING = "\N{REPLACEMENT CHARACTER}"  # stands for a number that an outcome does not have


class Case:
    """What came out on an assertion: its numbers as attributes, and, as a format, the words for each outcome."""

    def __init__(self, judged: dict[str, Any]) -> None:
        self.judged = judged

    def __getattr__(self, name: str) -> Any:
        return self.judged["numbers"].get(name, MISSING)

    def __format__(self, words: str) -> str:
        said = dict(zip(OUTCOMES, words.split("|"), strict=False)).get(self.judged["outcome"])
        if not said or MISSING in said:
            raise ValueError(
                f"{self.judged['assertion']} came out as {self.judged['outcome']}: no words for it"
            )
        return said


def filled(text: str, entries: Sequence[Entry]) -> str:
    """The text with every count and outcome in its place."""
    counts = outcomes(entries)
    values: dict[str, Any] = {a["assertion"]: Case(a) for e in entries for a in e.assertions}
    values |= {name.replace("not testable", "argued"): counts.get(name, 0) for name in OUTCOMES}
    values |= {"claims": len(entries), "statements": sum(counts.values())}
    return Inert().vformat(text, (), values)
