"""The islands' nature, the days of 1945 and the people: each branch of each rule, and the book's own tables."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.claims.islands import PROVEN_OIL, chapter
from four_islands.claims.tables import Tables
from four_islands.data import load


def with_(**frames: pd.DataFrame) -> Tables:
    return Tables(frames)


BOOK = {
    "C04a": "open",
    "C04b": "open",
    "C04c": "open",
    "C04d": "open",
    "C05a": "holds",
    "C10a": "open",
    "C10b": "open",
    "C14a": "holds",
}


@pytest.mark.parametrize("name", BOOK)
def test_what_comes_out_of_the_tables_of_the_book(name: str) -> None:
    assert chapter.judge(name).outcome.outcome == BOOK[name]


def test_ice_free_holds_of_freezing_and_fails_of_drift_ice() -> None:
    assert chapter.run("C04a").outcome == "fails" and chapter.run("C04a").numbers["years"] == 5
    assert chapter.run("C04a", meaning="frozen").outcome == "holds"
    assert chapter.run("C04a", meaning="frozen", witness="bulletins").outcome == "open"
    no_ice = load("sea").query("topic != 'ice'")
    assert chapter.run("C04a", with_(sea=no_ice)).outcome == "open"


def test_fish_is_measured_against_the_next_zone_or_by_a_treaty() -> None:
    assert chapter.run("C04b").outcome == "holds"
    assert chapter.run("C04b", waters="islands").outcome == "open"
    assert chapter.run("C04b", yardstick="accord").outcome == "holds"
    poor = load("sea").assign(value=lambda f: f["value"].mask(f["sea_id"].eq("SE-25"), 20.0))
    assert chapter.run("C04b", with_(sea=poor)).outcome == "fails"
    small = chapter.run("C04b", with_(sea=poor), yardstick="value")
    assert small.outcome == "fails" and "small catch in itself" in small.sentence
    nothing = load("sea").query("topic != 'safe_fishing'")
    assert chapter.run("C04b", with_(sea=nothing), yardstick="accord").outcome == "open"


def test_a_register_is_a_reserve_and_not_a_mine() -> None:
    assert chapter.run("C04c").outcome == "holds"
    assert chapter.run("C04c", proof="mined").outcome == "open"
    unlisted = load("island_facts").query("fact_id != 'kudryavy-reserves'")
    assert chapter.run("C04c", with_(island_facts=unlisted)).outcome == "open"


def test_an_inferred_amount_of_oil_decides_nothing() -> None:
    assert chapter.run("C04d").outcome == chapter.run("C04d", proof="inferred").outcome == "open"
    drilled = load("sea").assign(measure=lambda f: f["measure"].replace("hydrocarbons_inferred", PROVEN_OIL))
    assert chapter.run("C04d", with_(sea=drilled)).outcome == "holds"


def test_a_landing_in_december_would_not_be_the_end_of_the_war() -> None:
    late = load("landings").assign(landed_on=pd.Timestamp("1945-12-01"))
    assert chapter.run("C05a", with_(landings=late)).outcome == "fails"


def test_the_first_and_the_last_day_are_told() -> None:
    assert chapter.run("C05a").sentence.endswith("landed on them between 28 August and 3 September 1945.")
    held = chapter.run("C05a", taken="occupied").sentence
    assert held.endswith("took hold of them between 28 August and 5 September 1945.")


def test_after_the_announcement_all_and_after_the_signature_one() -> None:
    assert chapter.run("C10a").outcome == "holds"
    signed = chapter.run("C10a", end="instrument")
    assert signed.outcome == "fails" and signed.numbers["before"] == 3


def test_the_day_of_the_signature_itself_is_not_after_it() -> None:
    same = load("landings").assign(landed_on=pd.Timestamp("1945-09-02"))
    assert chapter.run("C10a", with_(landings=same), end="instrument").outcome == "fails"
    later = load("landings").assign(landed_on=pd.Timestamp("1945-09-03"))
    assert chapter.run("C10a", with_(landings=later), end="instrument").outcome == "holds"


def test_those_who_fled_were_not_removed_and_no_count_says_that_all_others_were() -> None:
    assert chapter.run("C10b", who="everybody").outcome == "fails"
    by_moscow = chapter.run("C10b", who="everybody", counter="russia")
    assert by_moscow.outcome == "fails" and by_moscow.numbers["left"] == 7954
    assert chapter.run("C10b").outcome == chapter.run("C10b", counter="russia").outcome == "open"


def test_another_survey_could_end_the_seven_per_cent() -> None:
    grown = load("island_areas").assign(
        area_km2=lambda f: f["area_km2"].mask(f["island_id"].eq("shikotan"), 900.0)
    )
    assert chapter.run("C14a", with_(island_areas=grown)).outcome == "fails"
