"""What the essay says on Japan's sanctions, judged on tables made by hand and on the book's own."""

from types import SimpleNamespace

import pandas as pd
import pytest

from four_islands.claims.outcome import ClaimError
from four_islands.claims.record import claim
from four_islands.claims.sanctions import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load

ABOUT = SimpleNamespace(title="Made by hand", searched_until="2026-01-01", as_of="2026-01-01", is_census=True)


def day(text):
    return pd.Timestamp(text)


def measure(kind, dated_on, count=None, summary="", **columns):
    row = {
        "measure_id": f"{kind}-{dated_on}",
        "record_type": "decision",
        "kind": kind,
        "target_area": "russia",
        "dated_on": day(dated_on),
        "announced_on": day(dated_on),
        "in_force_on": day(dated_on),
        "targets_count": count,
        "summary": summary,
        "source_ids": "a",
    }
    return row | columns


def peer(name, basis, as_of_on, total):
    return {
        "record_id": f"{name}-{as_of_on}",
        "peer": name,
        "basis": basis,
        "as_of_on": day(as_of_on),
        "total_count": total,
        "source_ids": "a",
    }


def early(occasion, kind, dated_on, record_type="measure"):
    row = {"early_id": "MB-00", "actor": "japan", "target": "soviet_union", "source_ids": "a"}
    return row | {"occasion": occasion, "kind": kind, "dated_on": day(dated_on), "record_type": record_type}


PEERS = pd.DataFrame(
    [
        peer("eu", "first_listing", "2014-03-17", 21),
        peer("eu", "stock", "2014-11-29", 160),
        peer("eu", "additions_one_day", "2022-02-23", 300),
        peer("united_states", "additions_in_year", "2014-01-01", 95),
    ]
)
WAR = measure("freeze_persons", "2022-02-26", 200)


def judge(assertion, way=None, **frames):
    tables = Tables({name: pd.DataFrame(rows) for name, rows in frames.items()}, lambda name: ABOUT)
    return chapter.run(assertion, tables, **(way or {}))


def crimea(*more):
    """The tables of a Japan that froze after the EU in 2014, with what else is given."""
    return {"japan_measures": [WAR, *more], "peer_sanctions": PEERS}


def test_a_freeze_of_the_central_bank_counts_only_between_the_invasion_and_the_essay():
    bank = measure("freeze_central_bank", "2022-03-01")
    assert judge("C01a", japan_measures=[bank]).outcome == "holds"
    assert judge("C01a", japan_measures=[WAR]).outcome == "fails"
    assert judge("C01a", japan_measures=[bank | {"dated_on": day("2022-10-01")}]).outcome == "fails"
    assert judge("C01a", japan_measures=[bank | {"dated_on": day("2022-02-23")}]).outcome == "fails"


def test_a_head_of_a_state_company_is_a_magnate_only_for_some():
    lists = [measure("freeze_persons", "2022-03-03", 18, "Officials and businessmen, among them Sechin")]
    assert judge("C01b", {"who": "business"}, japan_measures=lists).outcome == "holds"
    assert judge("C01b", {"who": "owners"}, japan_measures=lists).outcome == "fails"


def test_an_announced_loss_of_tariff_status_is_no_law():
    promised = measure("tariff_status", "2022-03-16", in_force_on=pd.NaT)
    assert judge("C01c", {"day": "announced"}, japan_measures=[promised]).outcome == "holds"
    assert judge("C01c", {"day": "law"}, japan_measures=[promised]).outcome == "open"
    assert judge("C01c", japan_measures=[WAR]).outcome == "fails"


def test_late_and_never_followed_up_makes_a_token_though_the_names_are_many():
    many = crimea(measure("freeze_persons", "2014-08-05", 150))
    assert judge("C35a", {"sign": "most"}, **many).outcome == "holds"
    assert judge("C35a", {"sign": "all"}, **many).outcome == "fails"
    assert judge("C35a", {"sign": "few"}, **many).outcome == "fails"


def test_few_names_are_counted_on_the_day_that_was_chosen():
    two_lists = crimea(
        measure("freeze_persons", "2014-08-05", 42), measure("freeze_persons", "2014-12-09", 60)
    )
    assert judge("C35a", {"sign": "few", "on": "same_day"}, **two_lists).outcome == "holds"
    assert judge("C35a", {"sign": "few", "on": "year_end"}, **two_lists).outcome == "fails"
    assert judge("C35a", {"sign": "few", "peer": "us"}, **two_lists).outcome == "fails"


def test_a_prompt_freeze_is_not_late_and_a_later_list_follows_it_up():
    prompt = crimea(measure("freeze_persons", "2014-04-01", 100), measure("freeze_persons", "2016-05-01", 10))
    assert judge("C35a", {"sign": "late"}, **prompt).outcome == "fails"
    assert judge("C35a", {"sign": "stopped"}, **prompt).outcome == "fails"
    assert judge("C35a", {"sign": "most"}, **prompt).outcome == "fails"


def test_a_token_cannot_be_weighed_where_nobody_weighed_it():
    row = {"actor": "japan", "measures_of": "2014", "measure": "symbolic", "value": None}
    assert judge("C35a", {"sign": "weight"}, sanctions_weight=[row]).outcome == "open"
    assert judge("C35a", {"sign": "weight"}, sanctions_weight=[row | {"value": 9.0}]).outcome == "fails"


def test_seven_years_without_a_name_are_read_only_from_a_full_list():
    sample = SimpleNamespace(**vars(ABOUT) | {"is_census": False})
    tables = Tables({"japan_measures": pd.DataFrame([WAR]), "peer_sanctions": PEERS}, lambda name: sample)
    assert chapter.run("C35a", tables).outcome == "open"


@pytest.mark.parametrize(
    ("further", "before", "outcome"),
    [
        ("kinds", "1979", "fails"),
        ("kinds", "2014", "holds"),
        ("names", "1979", "holds"),
        ("new", "1979", "holds"),
        ("every", "1979", "fails"),
        ("every", "2014", "holds"),
    ],
)
def test_further_is_judged_by_kinds_by_names_and_by_what_was_new(further, before, outcome):
    measures = [measure("freeze_persons", "2014-08-05", 40), WAR, measure("import_ban", "2022-03-01")]
    old = [early("afghanistan", kind, "1980-01-01") for kind in ("sport", "contacts", "economy")]
    way = {"further": further, "before": before}
    assert judge("C36a", way, japan_measures=measures, measures_before_2014=old).outcome == outcome


def test_fewer_names_and_no_new_kind_went_no_further():
    measures = [measure("freeze_persons", "2014-08-05", 400), WAR]
    frames = {"japan_measures": measures, "measures_before_2014": [early("poland", "sport", "1982-01-01")]}
    assert judge("C36a", {"further": "names"}, **frames).outcome == "fails"
    assert judge("C36a", {"further": "new"}, **frames).outcome == "fails"


def test_a_missing_count_of_expelled_diplomats_is_no_zero():
    row = {"wave": "skripal_2018", "country": "Japan", "is_g7": True, "expelled_count": 0}
    other = row | {"country": "Italy", "expelled_count": 2}
    assert judge("C43a", expulsions=[row, other]).outcome == "holds"
    assert judge("C43a", expulsions=[row | {"expelled_count": 2}, other]).outcome == "fails"
    assert judge("C43a", expulsions=[row | {"expelled_count": None}, other]).outcome == "open"


def test_the_side_japan_took_after_kabul_shows_in_deeds_and_votes():
    steps = [early("afghanistan", "sport", "1980-02-01")]
    words = early("afghanistan", "statement", "1983-03-03", "statement") | {"summary": "Measures stay."}
    assert judge("C71b", measures_before_2014=steps).outcome == "holds"
    assert judge("C71b", {"sign": "boycott"}, measures_before_2014=steps).outcome == "holds"
    assert judge("C71b", {"when": "1985"}, measures_before_2014=steps).outcome == "open"
    assert judge("C71b", {"when": "1985"}, measures_before_2014=[*steps, words]).outcome == "holds"
    eased = early("afghanistan_and_poland", "statement", "1985-11-27", "statement")
    eased["summary"] = "Still in force, eased in practice."
    assert judge("C71b", {"when": "1985"}, measures_before_2014=[*steps, words, eased]).outcome == "open"
    nothing = [early("poland", "economy", "1982-01-01")]
    assert judge("C71b", measures_before_2014=nothing).outcome == "open"
    assert judge("C71b", {"sign": "boycott"}, measures_before_2014=nothing).outcome == "open"


@pytest.mark.parametrize(("gap", "outcome"), [(0.2, "holds"), (0.9, "fails")])
def test_votes_move_west_when_the_distance_to_washington_shrinks(gap, outcome):
    points = [
        {
            "votes": votes,
            "year": year,
            "state": state,
            "ideal_point": point,
            "interval_low": point,
            "interval_high": point,
        }
        for votes in ("final_passage", "all_votes")
        for year in range(1974, 1981)
        for later in (gap if votes == "final_passage" else 1.1 - gap,)  # the other votes moved the other way
        for state, point in (("Japan", 0.0), ("United States", 0.5 if year < 1980 else later))
    ]
    assert judge("C71b", {"sign": "votes"}, un_ideal_points=points).outcome == outcome


def test_the_books_own_tables_give_these_outcomes():
    found = {name: chapter.judge(name).outcome.outcome for name in chapter.tests}
    assert found == {
        "C01a": "holds",
        "C01b": "holds",
        "C01c": "holds",
        "C35a": "open",
        "C36a": "holds",
        "C43a": "holds",
        "C71b": "open",
    }


def test_the_word_token_hangs_on_what_is_counted():
    assert chapter.judge("C35a").counts == {"holds": 7, "fails": 4, "open": 1}


def test_counted_from_the_freeze_over_state_funds_no_outcome_of_the_word_token_changes():
    """As the fold says under the claim."""
    peers, own = load("peer_sanctions"), chapter.judge("C35a")
    peers["basis"] = peers["basis"].replace("other_regime", "first_listing")
    late = chapter.run("C35a", Tables({"peer_sanctions": peers}), sign="late")
    assert late.numbers["lag_days"] == 153
    again = chapter.judge("C35a", Tables({"peer_sanctions": peers}))
    assert [o.outcome for _, o in again.ways] == [o.outcome for _, o in own.ways]


def test_more_names_over_there_make_those_of_2014_few():
    peers = load("peer_sanctions")
    is_count = peers["record_id"].eq("eu-2014-11-29-stock")
    peers.loc[is_count, "total_count"] = 400
    assert chapter.run("C35a", Tables({"peer_sanctions": peers}), sign="few").outcome == "holds"


def test_a_claim_of_two_chapters_shows_here_only_what_is_judged_here():
    record = claim(chapter, "C35").record
    assert [a["assertion"] for a in record["assertions"]] == ["C35a"]
    with pytest.raises(ClaimError, match="C18"):
        claim(chapter, "C18")
