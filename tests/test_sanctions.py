"""What must be true of Japan's measures, the official totals and the comparison with others."""

import pandas as pd
import pytest

from four_islands.data import load
from four_islands.measures import sanction_facts, sanction_kinds, sanction_peers, sanctions


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


def test_the_freeze_over_state_funds_came_first_and_is_not_counted_as_one_over_crimea(measures, peers):
    funds = sanction_peers.over_state_funds(peers)
    counted = sanction_peers.first_freezes(measures, peers).set_index("year").loc[2014, "eu_on"]
    assert funds["as_of_on"] == pd.Timestamp("2014-03-05") < counted == pd.Timestamp("2014-03-17")
    first = measures.set_index("measure_id").loc["JP-20140805-01", "summary"]
    assert "Yanukovych first" in first and "Yanukovych" in funds["note"]


def test_a_third_country_name_counts_only_as_such(measures):
    year = sanctions.names_by_year(measures)
    assert year.loc[2022, "third_country"] == 0 < year.loc[2023, "third_country"]
    assert year.loc[2014].sum() == 82
    assert year.loc[2015:2021].sum().sum() == 0


def test_belarus_is_no_part_of_the_names_against_russia():
    rows = pd.concat([some(), some(target_area="belarus", targets_count=7)])
    assert sanctions.names_by_year(rows).loc[2022, "persons"] == 6


def test_japan_is_counted_on_the_day_that_is_asked(measures):
    assert sanction_peers.names_on(measures, "2014-07-30") == 0
    assert sanction_peers.names_on(measures, "2014-11-29") == 42
    assert sanction_peers.names_on(measures, "2014-12-31") == 82


def test_both_crises_are_counted_from_the_first_list_of_the_eu(measures, peers):
    rows = sanction_peers.on_equal_axes(measures, peers)
    assert rows["months"].between(0, sanction_peers.MONTHS + 0.1).all()
    first = rows.sort_values("months").groupby(["occasion", "sort", "state"])["names_count"].first()
    crimea, invasion = sanction_peers.OCCASIONS
    assert first[crimea, "persons", "Japan"] == 0
    assert first[invasion, "persons", "Japan"] == 66, "the list of 2014 was still in force"


def test_what_a_state_added_in_a_year_is_no_list(measures):
    row = {"peer": "eu", "as_of_on": pd.Timestamp("2022-06-01"), "bodies_count": 9, "source_ids": "a"}
    stock, flow = (
        {"basis": "stock", "persons_count": 500},
        {"basis": "additions_in_year", "persons_count": 400},
    )
    rows = sanction_peers.on_equal_axes(measures, pd.DataFrame([row | stock, row | flow]))
    europe = rows[rows["state"].eq("European Union") & rows["sort"].eq("persons")]
    assert europe["names_count"].tolist() == [500]


def test_every_measure_of_both_tables_has_a_kind_and_an_occasion(measures):
    both = sanction_kinds.with_family(measures, load("measures_before_2014"))
    assert both.notna().all().all()
    assert set(both["family"]) == set(sanction_kinds.FAMILIES)


def test_the_closer_control_of_exports_in_1980_stands_among_exports_too(measures):
    early = load("measures_before_2014")
    assert set(sanction_kinds.TWOFOLD) <= set(early["early_id"])
    counts = sanction_kinds.by_family(measures, early).set_index(["family", "occasion"])["measures_count"]
    assert counts["Exports: goods", sanction_kinds.EARLY["afghanistan"]] == 1
    below = list(sanction_kinds.FAMILIES)[4:]
    assert sum(counts[one, when] for one in below for when in sanction_kinds.EARLY.values()) == 1


def test_no_step_found_before_2014_froze_anything(measures):
    counts = sanction_kinds.by_family(measures, load("measures_before_2014"))
    early = counts[counts["occasion"].isin(sanction_kinds.EARLY.values())]
    assert (
        early[early["family"].str.startswith("Freeze")]["measures_count"].sum()
        == 0
        < early["measures_count"].sum()
    )


def test_a_step_against_poland_or_of_another_state_is_none_of_japan_against_moscow():
    row = {"record_type": "measure", "actor": "japan", "target": "soviet_union"}
    others = [{"target": "poland"}, {"actor": "united_states"}, {"record_type": "statement"}]
    frame = pd.DataFrame([row, *(row | other for other in others)])
    assert len(sanction_kinds.early_measures(frame)) == 1


def test_the_facts_of_the_chapter(measures, peers):
    others = {
        "expulsions": load("expulsions"),
        "early": load("measures_before_2014"),
        "weights": load("sanctions_weight"),
    }
    facts = sanction_facts.facts(measures, load("japan_official_totals"), peers, **others)
    assert (facts.lag_2014, facts.lag_2022, facts.added_between) == (141, 3, 0)
    assert (round(facts.share_in_november), round(facts.share_at_year_end)) == (26, 51)
    assert (facts.totals, facts.totals_met, facts.widest_gap) == (15, 14, 12)
    assert (facts.expelled_2018, facts.others_2018, facts.expelled_2022) == (0, 6, 8)


def test_by_weight_europe_banned_more_than_twice_the_share_of_exports():
    shares = sanction_facts.by_weight(load("sanctions_weight")).set_index(["label", "occasion"])["value"]
    exports = next(iter(sanction_facts.WEIGHED))
    assert shares[exports, "European Union"] > 2 * shares[exports, "Japan"] > 0


def test_japan_alone_of_the_g7_expelled_nobody_in_2018():
    rows = load("expulsions").query("wave == 'skripal_2018' and is_g7")
    assert len(rows) == 7
    assert rows[rows["expelled_count"].eq(0)]["country"].tolist() == ["Japan"]
