"""The figures an assertion points to are drawn from rows that its test read, and without which it says otherwise."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

import pytest
from drawn import drawn
from shown import must_show

from four_islands import claims
from four_islands.claims.outcome import ClaimError

MODULES = [import_module(f"{claims.__name__}.{found.name}") for found in iter_modules(claims.__path__)]
TESTS = {
    name: test
    for module in MODULES
    if "chapter" in vars(module)
    for name, test in module.chapter.tests.items()
}
PAIRS = [(name, figure) for name, test in TESTS.items() for figure in test.figures]
# The test reads what these figures draw, and says the same without it, for a reason.
READ_ONLY = {
    (
        "C16d",
        "instruments-promise",
    ): "The test looks for the promise in a paper of that visit, and it is not there.",
    (
        "C38a",
        "countermeasures-reasons",
    ): "The test looks for security among the reasons drawn, and it is not there.",
    ("C40b", "offers-scale"): "The test looks for an offer of 1976 among those drawn, and there is none.",
    (
        "C68a",
        "trade-spared",
    ): "The shade says what was left of each good; the rows drawn keep only its value in 2021.",
}


@pytest.mark.parametrize(("assertion", "figure"), PAIRS)
def test_a_figure_draws_rows_that_the_test_rests_on(assertion: str, figure: str) -> None:
    must_show(TESTS[assertion], figure, drawn()[figure], rests=(assertion, figure) not in READ_ONLY)


@pytest.mark.parametrize(("assertion", "figure"), READ_ONLY)
def test_a_figure_that_came_to_matter_is_no_exception(assertion: str, figure: str) -> None:
    with pytest.raises(ClaimError, match="without which the test says the same"):
        must_show(TESTS[assertion], figure, drawn()[figure])


@pytest.mark.parametrize(
    ("assertion", "figure", "why"),
    [
        ("C18a", "summits-warming", "C18a: the figure 'summits-warming' draws rows of .* reads premierships"),
        (
            "C25a",
            "solidarity-hokkaido",
            "C25a: the figure 'solidarity-hokkaido' draws rows of polls without which",
        ),
    ],
)
def test_a_figure_of_other_rows_is_named(assertion: str, figure: str, why: str) -> None:
    with pytest.raises(ClaimError, match=f"{why}.*Name a figure"):
        must_show(TESTS[assertion], figure, drawn()[figure])
