"""What can come out of a test of an assertion: four outcomes, each with a plain sentence and its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

OUTCOMES = {
    "holds": "The evidence bears it out.",
    "fails": "The evidence contradicts it.",
    "open": "It could be tested, and what was found does not decide.",
    "not testable": "A judgement, a motive or a might-have-been: argued in the text, with both readings.",
}

# How an open outcome names the readings that disagree, in the order in which they are told.
SIDES = {"holds": "For it", "fails": "Against it", "open": "Undecided"}


class ClaimError(ValueError):
    """An assertion that cannot be judged as asked; the message names it and says what to do."""


@dataclass(frozen=True)
class Outcome:
    """One result of one way of counting.

    `sentence` is what a reader is told: plain, with at most two numbers, one written by hand for each branch.
    `numbers` are the computed values behind it, by name.
    """

    outcome: str
    sentence: str
    numbers: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.outcome not in OUTCOMES:
            raise ClaimError(f"{self.outcome!r} is no outcome; choose one of: {', '.join(OUTCOMES)}")
        if not self.sentence.endswith("."):
            raise ClaimError(f"the sentence of an outcome ends with a full stop: {self.sentence!r}")


def holds(sentence: str, **numbers: Any) -> Outcome:
    """The evidence bears the assertion out."""
    return Outcome("holds", sentence, numbers)


def fails(sentence: str, **numbers: Any) -> Outcome:
    """The evidence contradicts the assertion."""
    return Outcome("fails", sentence, numbers)


def undecided(sentence: str, **numbers: Any) -> Outcome:
    """What was found does not decide; the sentence says what would."""
    return Outcome("open", sentence, numbers)


def either(test: object, yes: str, no: str, **numbers: Any) -> Outcome:
    """The evidence bears the assertion out where the test is met, and contradicts it where it is not."""
    return holds(yes, **numbers) if test else fails(no, **numbers)


def plain_number(value: Any) -> Any:
    """A value as JSON knows it; floats rounded to nine digits so that platforms agree."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, int | str | bool) or value is None:
        return value
    return str(value)
