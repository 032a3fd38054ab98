"""Who faced whom, told as claims about the world, and the pairing behind them."""

from __future__ import annotations

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import counterparts, leaders


@pytest.fixture(scope="module")
def japan() -> pd.DataFrame:
    return leaders.japan(load("premierships"))


@pytest.fixture(scope="module")
def formal() -> pd.DataFrame:
    return leaders.russia(load("leaders_ussr_russia"), "formal")


@pytest.fixture(scope="module")
def met(japan: pd.DataFrame, formal: pd.DataFrame) -> pd.DataFrame:
    table = counterparts.pairs(japan, formal)
    return counterparts.with_meetings(table, load("summits"), load("leaders_ussr_russia"))


def spell(country: str, name: str, first: str, last: str, *, complete: bool = True) -> pd.DataFrame:
    return pd.DataFrame(
        {"country": [country], "spell_id": [name], "person_id": [name], "leader": [name],
         "started_on": [pd.Timestamp(first)], "seen_on": [pd.Timestamp(last)], "is_complete": [complete],
         "source_ids": ["s"]}
    )  # fmt: skip


@pytest.mark.parametrize(
    ("ours", "theirs", "ended_by"),
    [
        (("2000-01-01", "2001-01-01", True), ("1999-01-01", "2005-01-01", True), counterparts.JAPAN),
        (("2000-01-01", "2005-01-01", True), ("1999-01-01", "2001-01-01", True), counterparts.RUSSIA),
        (("2000-01-01", "2001-01-01", True), ("1999-01-01", "2001-01-01", True), counterparts.BOTH),
        (("2000-01-01", "2005-01-01", False), ("1999-01-01", "2004-12-01", False), counterparts.RUNNING),
    ],
)
def test_a_pair_ends_with_whoever_leaves_first(
    ours: tuple[str, str, bool], theirs: tuple[str, str, bool], ended_by: str
) -> None:
    one = spell("Japan", "a", ours[0], ours[1], complete=ours[2])
    other = spell("USSR/Russia", "b", theirs[0], theirs[1], complete=theirs[2])
    table = counterparts.pairs(one, other)
    assert table["ended_by"].tolist() == [ended_by]


def test_leaders_who_only_touch_on_one_day_are_no_pair() -> None:
    one = spell("Japan", "a", "2000-01-01", "2001-01-01")
    other = spell("USSR/Russia", "b", "2001-01-01", "2002-01-01")
    assert counterparts.pairs(one, other).empty


def test_pairs_cover_every_premiership(met: pd.DataFrame, japan: pd.DataFrame) -> None:
    assert set(met["term_id"]) == set(japan["spell_id"])


def test_every_completed_premiership_ends_exactly_one_pair(met: pd.DataFrame, japan: pd.DataFrame) -> None:
    ended = met[met["ended_by"].isin([counterparts.JAPAN, counterparts.BOTH])]["term_id"]
    assert ended.tolist() == japan.loc[japan["is_complete"], "spell_id"].tolist()


def test_the_longest_pair_is_abe_and_putin_then_sato_and_brezhnev(met: pd.DataFrame) -> None:
    longest = met.nlargest(2, "pair_days")
    assert longest["premier"].tolist() == ["Shinzo Abe", "Eisaku Sato"]
    assert longest["leader"].tolist() == ["Vladimir Putin", "Leonid Brezhnev"]


def test_no_counted_meeting_is_lost_in_the_pairing(met: pd.DataFrame) -> None:
    assert met["meetings"].sum() == len(counterparts.counted(load("summits")))


def test_sato_and_brezhnev_never_met_in_seven_years(met: pd.DataFrame) -> None:
    pair = met[met["premier"].eq("Eisaku Sato")].iloc[0]
    assert pair["meetings"] == 0
    assert pd.isna(pair["wait_days"])


def test_meetings_with_medvedev_belong_to_the_president_not_to_the_premier_of_the_day(
    japan: pd.DataFrame,
) -> None:
    paramount = counterparts.pairs(japan, leaders.russia(load("leaders_ussr_russia")))
    found = counterparts.with_meetings(paramount, load("summits"), load("leaders_ussr_russia"))
    assert found["meetings"].sum() < len(counterparts.counted(load("summits")))


def test_a_first_meeting_is_never_before_the_pair_began(met: pd.DataFrame) -> None:
    assert met["wait_days"].dropna().ge(0).all()


def test_first_meetings_count_from_taking_office(japan: pd.DataFrame) -> None:
    table = counterparts.first_meetings(japan, load("summits")).set_index("leader")
    assert table.loc["Ichiro Hatoyama", "wait_days"] == 679
    assert table["wait_days"].dropna().ge(0).all()
    assert table["meetings"].sum() == len(counterparts.counted(load("summits")))


def test_faced_counts_people_not_terms(met: pd.DataFrame) -> None:
    table = counterparts.faced(met)
    assert table.loc["Vladimir Putin", "pairs"] == 11
    assert table.loc["Vladimir Putin", "people"] == 10  # Abe came back
    assert table["pairs"].sum() == len(met)


def test_ministers_pair_like_leaders() -> None:
    ministers = leaders.ministers(load("foreign_ministers"))
    table = counterparts.pairs(ministers[ministers["country"].eq("Japan")],
                               ministers[ministers["country"].eq("USSR/Russia")])  # fmt: skip
    gromyko = table[table["leader"].eq("Andrei Gromyko")]
    assert gromyko["premier_id"].nunique() > 15


def test_only_one_pair_signed_a_ratified_text(met: pd.DataFrame) -> None:
    signed = counterparts.with_documents(met, load("instruments"))
    with_1956 = signed[signed["documents"].str.contains("1956")]
    assert with_1956["premier"].tolist() == ["Ichiro Hatoyama"]


def test_no_pair_is_given_a_text_that_was_only_announced(met: pd.DataFrame) -> None:
    signed = counterparts.with_documents(met, load("instruments"))
    assert not signed["documents"].str.contains("2005|2018").any()
    assert signed.loc[signed["documents"].str.contains("2013"), "premier"].tolist() == ["Shinzo Abe"]


def test_joint_texts_are_counted_by_time_together() -> None:
    pairs = pd.DataFrame({"texts": [1, 1], "pair_days": [3652, 3653]})
    assert counterparts.texts_per_decade(pairs) == pytest.approx(1.0)
