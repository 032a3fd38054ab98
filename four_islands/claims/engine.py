"""Every reasonable way at once: a test of an assertion, its choices, and the run of all of them.

The idea is the multiverse analysis of Steegen and others (2016) and the specification curve of Simonsohn and others
(2020); the words are theirs. A *decision* is a choice a fair colleague could take otherwise, an *option* one way to
take it, a *universe* one option for each. The first option of each decision is the one this book would take alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import cleandoc
from itertools import product
from types import SimpleNamespace
from typing import Any

import pandas as pd

from four_islands.claims.outcome import SIDES, ClaimError, Outcome, undecided
from four_islands.claims.tables import Tables, UnansweredError

# An outcome stands when at least this share of the universes agree on it; below, the answer hangs on the rule.
STANDS = 0.75

Rule = Callable[[Any, Any], Outcome]


@dataclass(frozen=True)
class Choice:
    """One decision: why a colleague could take it otherwise, and the options with their words for readers."""

    why: str
    options: Mapping[str, str]


@dataclass(frozen=True)
class Test:
    """One assertion as a function, with the decisions it leaves open."""

    assertion: str
    run: Rule
    choices: Mapping[str, Choice]
    senseless: Mapping[str, Callable[[Any], bool]]
    figures: Sequence[str]

    @property
    def rule(self) -> str:
        """The rule as readers see it: the docstring of the function."""
        return " ".join(cleandoc(self.run.__doc__ or "").split())

    def universes(self) -> list[dict[str, str]]:
        """All combinations of options, the book's own first, without those that make no sense together."""
        names = list(self.choices)
        every = product(*(self.choices[name].options for name in names))
        ways = [dict(zip(names, options, strict=True)) for options in every]
        return [w for w in ways if not any(no(SimpleNamespace(**w)) for no in self.senseless.values())]

    def way(self, asked: Mapping[str, str]) -> dict[str, str]:
        """The universe with the options asked for, and the first option of every other decision."""
        for name, option in asked.items():
            if name not in self.choices:
                raise ClaimError(
                    f"{self.assertion} has no choice {name!r}; it has: {', '.join(self.choices) or 'none'}"
                )
            if option not in self.choices[name].options:
                options = ", ".join(self.choices[name].options)
                raise ClaimError(f"{self.assertion}: {name} cannot be {option!r}; choose one of: {options}")
        return {name: asked.get(name, next(iter(choice.options))) for name, choice in self.choices.items()}

    def outcome(self, tables: Tables, way: Mapping[str, str]) -> Outcome:
        """What comes out in one universe; `open` where a table cannot answer."""
        try:
            return self.run(tables, SimpleNamespace(**way))
        except UnansweredError as reason:
            return undecided(str(reason))


@dataclass(frozen=True)
class Judgement:
    """All universes of a test: what comes out in each, and what stands."""

    test: Test
    ways: Sequence[tuple[dict[str, str], Outcome]]
    tables: Sequence[str]

    @property
    def counts(self) -> dict[str, int]:
        """Universes by outcome, the commonest first."""
        return dict(Counter(outcome.outcome for _, outcome in self.ways).most_common())

    @property
    def own(self) -> Outcome:
        """What comes out in the universe this book would choose alone."""
        return self.ways[0][1]

    @property
    def outcome(self) -> Outcome:
        """The outcome that stands: the one most universes agree on, in the book's own words where they are among them."""
        name, count = next(iter(self.counts.items()))
        if count < STANDS * len(self.ways):
            return self.both()
        if self.own.outcome == name:
            return self.own
        return next(outcome for _, outcome in self.ways if outcome.outcome == name)

    def both(self) -> Outcome:
        """What comes out in two universes that disagree and differ in as little as any: the choice on which it hangs."""
        sides = [way for way in self.ways if way[1].outcome != "open"]
        if len({outcome.outcome for _, outcome in sides}) == 1:
            sides = list(self.ways)
        one, other = min(
            ((a, b) for a in sides[:1] for b in sides if a[1].outcome != b[1].outcome),
            key=lambda pair: sum(pair[0][0][key] != pair[1][0][key] for key in self.test.choices),
        )
        said, numbers = {}, dict(self.own.numbers)
        for (way, outcome), (against, _) in ((one, other), (other, one)):
            chosen = [c.options[way[key]] for key, c in self.test.choices.items() if way[key] != against[key]]
            side = (
                f"{SIDES[outcome.outcome]}: {outcome.sentence.removesuffix('.')} (rule: {'; '.join(chosen)})."
            )
            said[outcome.outcome] = side
            numbers |= {f"{key}_if_it_{outcome.outcome}": value for key, value in outcome.numbers.items()}
        return undecided(" ".join(said[name] for name in SIDES if name in said), **numbers)

    def spread(self) -> str:
        """The universes in words: `holds in 22 of 24 ways of counting, fails in 2 (those with unit: person)`."""
        if len(self.ways) == 1:
            return f"{self.own.outcome} by the one rule"
        first, *others = self.counts.items()
        said = f"{first[0]} in {first[1]} of {len(self.ways)} ways of counting"
        return ", ".join([said, *(f"{name} in {count}{self.where(name)}" for name, count in others)])

    def where(self, name: str) -> str:
        """The options that all universes with this outcome share and no other has, in brackets; empty if none."""
        inside = [way for way, outcome in self.ways if outcome.outcome == name]
        outside = [way for way, outcome in self.ways if outcome.outcome != name]
        marks = [
            self.test.choices[key].options[option]
            for key, option in inside[0].items()
            if all(way[key] == option for way in inside) and all(way[key] != option for way in outside)
        ]
        return f" (all with the choice “{'” and “'.join(marks)}”)" if marks else ""


class Chapter:
    """The tests of one chapter: `assertion` adds one, `run` and `judge` ask it. `name` is the notebook's stem."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.tests: dict[str, Test] = {}

    def assertion(
        self,
        assertion: str,
        /,
        *,
        figures: Sequence[str] = (),
        senseless: Mapping[str, Callable[[Any], bool]] | None = None,
        **choices: Choice,
    ) -> Callable[[Rule], Rule]:
        """Make a function the test of an assertion, with a keyword for each choice.

        `figures` show the rows that the test reads; `senseless` names the combinations that say nothing together.
        """

        def add(run: Rule) -> Rule:
            if assertion in self.tests:
                raise ClaimError(f"{assertion} has two tests in {self.name}; keep one")
            if not run.__doc__:
                raise ClaimError(f"{assertion}: a test needs a docstring, which is the rule readers see")
            self.tests[assertion] = Test(assertion, run, choices, senseless or {}, tuple(figures))
            return run

        return add

    def test(self, assertion: str) -> Test:
        """The test of an assertion. Raises `ClaimError` where this chapter has none."""
        if assertion not in self.tests:
            raise ClaimError(f"{self.name} has no test of {assertion}; it has: {', '.join(self.tests)}")
        return self.tests[assertion]

    def run(self, assertion: str, tables: Tables | None = None, /, **choices: str) -> Outcome:
        """What comes out of one way of counting; the book's own where nothing is chosen."""
        test = self.test(assertion)
        return test.outcome(tables or Tables(), test.way(choices))

    def judge(self, assertion: str, tables: Tables | None = None, /) -> Judgement:
        """All ways of counting at once."""
        test, tables = self.test(assertion), tables or Tables()
        return Judgement(test, [(way, test.outcome(tables, way)) for way in test.universes()], tables.asked)

    def rejudged(self, table: str, frame: pd.DataFrame) -> dict[str, bool]:
        """The tests that ask a table, and whether each comes out the same with `frame` in its place."""
        own = {name: self.judge(name) for name in self.tests}
        return {
            name: judged.outcome.outcome == self.judge(name, Tables({table: frame})).outcome.outcome
            for name, judged in own.items()
            if table in judged.tables
        }
