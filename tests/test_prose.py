"""Numbers in prose are computed, and a cell of a table cannot become markup."""

from types import SimpleNamespace

import pytest

from four_islands.prose import escape, listed, say


def test_values_are_set_into_the_sentence() -> None:
    assert say("The median is {days:,.0f} days.", days=1204.4).text == "The median is 1,204 days."


def test_a_value_that_is_not_used_is_refused() -> None:
    with pytest.raises(ValueError, match="share"):
        say("The median is {days}.", days=3, share=0.5)


def test_a_value_that_is_missing_is_refused() -> None:
    with pytest.raises(KeyError, match="days"):
        say("The median is {days}.")


@pytest.mark.parametrize(
    ("raw", "inert"),
    [
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("*x* [a](b)", r"\*x\* \[a\](b)"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("1991-93", "1991-93"),
        ("a\nb", "a b"),
    ],
)
def test_markup_in_a_value_is_inert(raw: str, inert: str) -> None:
    assert escape(raw) == inert
    assert say("{v}", v=raw).text == inert


def test_words_are_joined() -> None:
    assert [listed(list("abc")[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


def test_a_name_that_a_record_lacks_is_told_with_those_that_are_near() -> None:
    facts = SimpleNamespace(usual_gap=105, first_wait=86)
    with pytest.raises(
        AttributeError, match=r"\{facts.usual_visit\}: `facts` has no usual_visit, but usual_gap"
    ):
        say("Half within {facts.usual_visit:.0f} days.", facts=facts)
