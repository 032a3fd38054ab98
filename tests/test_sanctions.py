"""What must be true of Japan's measures, the official totals and the comparison with others."""

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import sanction_peers, sanctions


@pytest.fixture(scope="module")
def measures():
    return load("japan_measures")


@pytest.fixture(scope="module")
def peers():
    return load("peer_sanctions")


def some(**columns):
    row = {
        "measure_id": "JP-20220301-01",
        "record_type": "decision",
        "kind": "freeze_persons",
        "target_area": "russia",
        "dated_on": pd.Timestamp("2022-03-01"),
        "targets_count": 6,
        "source_ids": "a",
    }
    return pd.DataFrame([row | columns])


def test_every_measure_names_a_source_and_none_is_dated_before_its_announcement(measures):
    assert measures["source_ids"].str.len().gt(0).all()
    both = measures.dropna(subset=["announced_on", "decided_on"])
    assert both["announced_on"].le(both["decided_on"]).all()


def test_a_measure_is_dated_by_its_decision_else_its_announcement_else_its_start(measures):
    dated = measures["decided_on"].fillna(measures["announced_on"]).fillna(measures["in_force_on"])
    assert measures["dated_on"].eq(dated).all()
    assert measures["round_id"].eq("R" + measures["dated_on"].dt.strftime("%Y%m%d")).all()


def test_nothing_was_added_between_december_2014_and_february_2022(measures):
    between = sanctions.decisions(measures)
    assert not between["dated_on"].between("2014-12-10", "2022-02-22").any()


def test_our_rows_give_every_published_total_but_one(measures):
    checked = sanctions.reconcile(measures, load("japan_official_totals"))
    unequal = checked[checked["difference"].ne(0)]
    assert len(checked) == 20
    assert unequal["total_id"].tolist() == ["OT-20250912-freeze-persons-russia"]
    assert unequal["difference"].tolist() == [12], (
        "declared in the schema: unexplained, shown and not removed"
    )


def test_announcements_implementations_and_prolongations_do_not_count():
    rows = pd.concat([some(), some(record_type="implementation"), some(record_type="extension")])
    assert sanctions.total_on(rows, "freeze_persons", "russia_2022", "2022-12-31") == 6


def test_the_lists_of_2014_and_of_2022_are_counted_apart():
    old = some(dated_on=pd.Timestamp("2014-08-05"), targets_count=40)
    rows = pd.concat([old, some()])
    assert sanctions.total_on(rows, "freeze_persons", "list_2014", "2026-01-01") == 40
    assert sanctions.total_on(rows, "freeze_persons", "russia_2022", "2026-01-01") == 6
    assert sanctions.total_on(rows, "freeze_persons", "all", "2026-01-01") == 46


def test_belarus_is_left_out_where_the_scope_says_so():
    rows = pd.concat([some(), some(target_area="belarus", targets_count=7)])
    assert sanctions.total_on(rows, "freeze_persons", "all_but_belarus", "2026-01-01") == 6
    assert sanctions.total_on(rows, "freeze_persons", "russia_and_belarus_2022", "2026-01-01") == 13


def test_a_running_total_never_falls_and_adds_up(measures):
    steps = sanctions.cumulative(measures, "freeze_persons", "russia_and_ukraine_2022")
    assert steps["added_count"].gt(0).all()
    assert steps["total_count"].iloc[-1] == steps["added_count"].sum() == 1029


def test_japan_followed_the_eu_after_141_days_in_2014_and_after_3_in_2022(measures, peers):
    first = sanction_peers.first_freezes(measures, peers).set_index("year")
    assert first["lag_days"].to_dict() == {2014: 141, 2022: 3}
    assert first["announced_days"].to_dict() == {2014: 133, 2022: 0}


def test_a_third_country_name_counts_only_as_such(measures):
    year = sanctions.targets_by_year(measures).set_index(["year", "sort"])["added_count"]
    assert year[2022, "third_country"] == 0 < year[2023, "third_country"]
    assert year[2014].sum() == 82
    assert year.loc[2015:2021].sum() == 0


def test_shares_of_a_year_sum_to_a_hundred_and_a_year_without_names_has_none(measures):
    shares = sanctions.targets_by_year(measures).groupby("year")["share_percent"]
    assert shares.sum(min_count=1).dropna().round(6).eq(100).all()
    assert sanctions.targets_by_year(measures).query("year == 2018")["share_percent"].isna().all()


def test_japan_is_counted_on_the_day_of_the_other_list(measures, peers):
    beside = sanction_peers.beside_peers(measures, peers).set_index("record_id")
    assert beside.loc["eu-2014-07-30-stock", "japan_count"] == 0
    assert beside.loc["eu-2014-11-29-stock", "japan_count"] == 42
    assert sanction_peers.names_on(measures, "2014-12-31") == 82


def test_every_kind_has_a_lane_and_words(measures):
    assert set(measures["kind"]) <= set(sanctions.KINDS) == set(sanctions.LANES)


def test_quarters_count_every_decision_once(measures):
    assert sanctions.by_quarter(measures)["measures_count"].sum() == len(sanctions.decisions(measures))


def test_japan_alone_of_the_g7_expelled_nobody_in_2018():
    rows = load("expulsions").query("wave == 'skripal_2018' and is_g7")
    assert len(rows) == 7
    assert rows[rows["expelled_count"].eq(0)]["country"].tolist() == ["Japan"]
