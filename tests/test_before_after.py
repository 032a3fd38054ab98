"""Before and after February 2022: every series is read on both sides in one way, and the count follows the data."""

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import before_after
from four_islands.measures.before_after import AWAY, INVASION, SERIES, TOWARDS, compared, since, tally


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return {name: load(name) for name in before_after.TABLES}


def test_every_series_is_read_on_both_sides(tables: dict[str, pd.DataFrame]) -> None:
    rows = compared(tables)
    assert len(rows) == len(SERIES)
    assert (rows["before_on"] < INVASION).all()
    assert (rows["after_on"] >= INVASION).all()


def test_the_first_reading_after_is_never_later_than_the_latest(tables: dict[str, pd.DataFrame]) -> None:
    assert (compared(tables, "first")["after_on"] <= compared(tables)["after_on"]).all()


def test_the_direction_flips_with_the_data(tables: dict[str, pd.DataFrame]) -> None:
    polls = tables["polls"].copy()
    close = polls["series_id"].eq("cao-affinity-russia") & polls["response_code"].eq("feel_affinity_net")
    polls.loc[close & polls["poll_id"].eq("cao-diplomacy-2024-10"), "value"] = 60.0
    before = compared(tables).set_index("series")["direction"]
    after = compared(tables | {"polls": polls}).set_index("series")["direction"]
    assert before["Japanese who feel close to Russia"] == AWAY
    assert after["Japanese who feel close to Russia"] == TOWARDS
    assert tally(compared(tables | {"polls": polls})).loc["domestic", TOWARDS] == 1


def test_a_series_without_a_reading_after_is_refused(tables: dict[str, pd.DataFrame]) -> None:
    goods = tables["trade_goods"]
    with pytest.raises(ValueError, match="LNG: no reading after"):
        compared(tables | {"trade_goods": goods[goods["year"] < 2022]})


def test_what_came_since_starts_on_the_day(tables: dict[str, pd.DataFrame]) -> None:
    day = pd.Timestamp("2022-09-01")
    events = since(tables, day)
    assert events["dated_on"].min() >= day
    assert set(events["lane"]) <= {lane for lanes in before_after.LANES.values() for lane in lanes}
