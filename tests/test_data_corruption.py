"""Careless edits are caught: every one that breaks a stated rule, and a good share of the rest."""

from __future__ import annotations

import corruption


def test_every_edit_that_breaks_a_stated_rule_is_caught() -> None:
    tallies, rules = corruption.damage(seed=1956, edits=1020)
    print(corruption.report(tallies, rules))
    missed = [f"{kind}: {edit}" for kind, tally in tallies.items() for edit in tally.missed]
    assert not missed, "\n".join(missed)
    assert all(tally.made for tally in tallies.values())
    assert sum(tally.caught for tally in tallies.values()) > 0.75 * sum(
        tally.made for tally in tallies.values()
    )


def test_the_same_seed_gives_the_same_edits() -> None:
    assert corruption.damage(seed=7, edits=34) == corruption.damage(seed=7, edits=34)
