"""Every outcome has been seen to change: in one way of counting, the tests of an assertion reach two of them."""

from __future__ import annotations

import json
import subprocess
import sys
from functools import cache

import pytest
from conftest import ROOT
from test_claims_figures import TESTS

ONE_SIDED = {
    "C10b": "No count that was read says whether anybody was left behind, so no cell of the tables can decide it.",
}


@cache
def seen() -> dict[str, list[str]]:
    """What the other tests of claims have reached, run in a process of their own."""
    run = [sys.executable, "tests/seen.py"]
    return json.loads(
        subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    )


@pytest.mark.parametrize("assertion", sorted(TESTS))
def test_an_outcome_follows_the_tables(assertion: str) -> None:
    found = seen().get(assertion, [])
    assert (len(found) > 1) is (assertion not in ONE_SIDED), (
        f"{assertion}: its tests reach {' and '.join(found) or 'nothing'} in any one way of counting. Change a cell so "
        "that the outcome follows, or say in ONE_SIDED why no cell can."
    )
