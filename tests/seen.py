"""Which outcomes the tests of each assertion have reached, in one way of counting: `python tests/seen.py`.

Two outcomes in one way come from two tables: a cell was changed and the outcome followed. Two outcomes of two ways do
not show that, and are not joined.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

import pytest

from four_islands.claims.engine import Test
from four_islands.claims.outcome import Outcome
from four_islands.claims.tables import Tables

HERE = Path(__file__).resolve().parent
LEFT_OUT = ("test_claims_figures.py", "test_claims_outcomes.py")  # they judge nothing themselves


def seen() -> dict[str, list[str]]:
    """The most outcomes that any one way of each assertion came to. Raises `RuntimeError` where a test fails."""
    reached: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    outcome = Test.outcome

    def noted(test: Test, tables: Tables, way: Mapping[str, str]) -> Outcome:
        found = outcome(test, tables, way)
        reached[test.assertion][repr(sorted(way.items()))].add(found.outcome)
        return found

    files = [str(path) for path in sorted(HERE.glob("test_claims_*.py")) if path.name not in LEFT_OUT]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Test, "outcome", noted)
        if pytest.main(["-n", "0", "-p", "no:cacheprovider", "--no-summary", *files]):
            raise RuntimeError("a test of a claim fails: run pytest tests/test_claims_*.py")
    return {name: sorted(max(ways.values(), key=len)) for name, ways in sorted(reached.items())}


if __name__ == "__main__":
    print(json.dumps(seen()))
