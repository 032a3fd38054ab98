"""The figures an assertion points to are drawn from rows that its test read, and without which it says otherwise."""

from __future__ import annotations

from importlib import import_module

import pytest
from drawn import drawn

from four_islands.claims.engine import Test
from four_islands.claims.outcome import ClaimError
from four_islands.claims.shown import must_show
from four_islands.data import load

CHAPTERS = {name.split("_", 1)[1] for name in load("assertions")["chapter"]}
TESTS = {name: test for c in sorted(CHAPTERS) for name, test in import_module(f"four_islands.claims.{c}").chapter.tests.items()}
PAIRS = [(name, figure) for name, test in TESTS.items() for figure in test.figures]


@pytest.mark.parametrize(("assertion", "figure"), PAIRS)
def test_a_figure_draws_rows_that_the_test_rests_on(assertion: str, figure: str) -> None:
    must_show(TESTS[assertion], figure, drawn()[figure])
