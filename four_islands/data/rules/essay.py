"""The essay taken apart: every claim has its assertions, each lettered, placed and, where argued, explained."""

from __future__ import annotations

from string import ascii_lowercase

import pandas as pd

from four_islands.data.rules.registry import Reach, Wrong, rule, told


@rule("assertions", "claim_id", "every claim has an assertion")
def claims_are_taken_apart(assertions: pd.DataFrame, reach: Reach) -> Wrong:
    """A claim without one would never get an outcome; shown at the row after which it belongs."""
    claims = reach("claims")["claim_id"]
    for claim in claims[~claims.isin(assertions["claim_id"])]:
        yield max(int(assertions["claim_id"].lt(claim).sum()) - 1, 0), f"{claim} has no assertion"


@rule("assertions", "assertion_id", "the assertions of a claim are lettered from a without a gap")
def assertions_are_lettered(assertions: pd.DataFrame, reach: Reach) -> Wrong:
    """The id says whose part it is, and a lost part leaves a gap."""
    place = assertions.groupby("claim_id").cumcount()
    right = assertions["claim_id"] + place.map(lambda n: ascii_lowercase[n])
    wrong = assertions["assertion_id"].ne(right)
    return told(assertions, wrong, "{assertion_id} stands where {right} belongs", right=right)


@rule("assertions", "paragraph", "an assertion stands in the paragraph of its claim")
def assertions_stand_with_their_claim(assertions: pd.DataFrame, reach: Reach) -> Wrong:
    """Both tables give the paragraph, so that either can be read alone."""
    paragraph = assertions["claim_id"].map(reach("claims").set_index("claim_id")["paragraph"])
    wrong = assertions["paragraph"].ne(paragraph)
    return told(
        assertions, wrong, "{assertion_id} in paragraph {paragraph}, its claim in {theirs}", theirs=paragraph
    )


@rule("assertions", "why", "what is not tested says why")
def arguments_say_why(assertions: pd.DataFrame, reach: Reach) -> Wrong:
    """Not testable, and open for want of data, are statements too, and have to be defended."""
    wrong = assertions["testable"].ne("test") & assertions["why"].isna()
    return told(assertions, wrong, "{assertion_id} gives no reason")


@rule("assertions", "testable", "what would have been is argued, not tested")
def counterfactuals_are_argued(assertions: pd.DataFrame, reach: Reach) -> Wrong:
    """What would have happened cannot be tested by what did."""
    wrong = assertions["kind"].eq("counterfactual") & assertions["testable"].eq("test")
    return told(assertions, wrong, "{assertion_id} is counterfactual and called testable")
