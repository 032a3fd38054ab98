"""What the essay says of Washington and the alliance, judged on tables made by hand and on the book's own."""

from types import SimpleNamespace

import pandas as pd
import pytest

from four_islands.claims.alliance import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load
from four_islands.measures import washington as dc

ABOUT = SimpleNamespace(title="Made by hand", searched_until="2026-01-01", as_of="2026-01-01", is_census=True)
KNOWN = "mod-white-paper-2019-islands", "csmonitor-1983-05-03-okhotsk"  # one official source, one newspaper


def day(text):
    return pd.Timestamp(text)


def paper(dated_on, **columns):
    row = {
        "document_id": f"{dated_on}-paper",
        "dated_on": day(dated_on),
        "dated_on_precision": "day",
        "frus_number": 1,
        "audience": "internal",
        "sender": "Dulles",
        "addressee": "Allison",
        "says": "",
        "read": "full",
        "bears_on_okinawa": "silent",
        "bears_on_separation": "silent",
        "bears_on_china": "silent",
        "on_concession": "silent",
        "reason_given": "none",
        "event_id": "",
    }
    return row | columns


def position(stated_on, **columns):
    row = {"stated_on": day(stated_on), "words": "own", "on_settlement": "neutral", "on_claim": "silent"}
    return row | columns


def offer(made_on, side="russia", islands="2", status="made", **said):
    row = {"made_on": day(made_on), "side": side, "islands": islands, "status": status, "condition": None}
    return row | {"speaker": "Putin", "title": "An offer", "event_id": "", "source_ids": "a"} | said


def frames(**rows):
    return {name: pd.DataFrame(found) for name, found in rows.items()}


def run(assertion, how, **rows):
    return chapter.run(assertion, Tables(frames(**rows), lambda _: ABOUT), **how)


RECORD = paper("1956-08-19", document_id=dc.WARNING, audience="to-japan", bears_on_okinawa="supports")
OTHER = paper("1956-08-20")
TREATY = [
    {
        "date_id": "1960-treaty",
        "dated_on": day("1960-01-19"),
        "side": "both",
        "topic": "alliance",
        "event": "",
        "source_ids": "a",
    }
]
PARTY = [{"date_id": "1955-party", "dated_on": day("1955-11-15")}]
SEA = {"topic": "sea", "statement": "Soviet missile submarines hid behind the islands."}
TROOPS = offer("1960-01-27", status="conditional", condition="Withdrawal of all foreign troops")
SAID = [offer(f"201{n}-05-01", condition="American forces", speaker="Lavrov") for n in (7, 8, 9)]
DECADES = [offer(f"{year}-01-01", side="japan", islands="4") for year in range(1952, 2030, 10)]
NO_WORDS = [{"phrase": "inherent_territory", "is_used": True, "said_on": day("2009-07-10")}]
DROPPED = [{"phrase": "inherent_territory", "is_used": False, "said_on": day("2019-01-31")}]
VISIT = {"office_rank": "premier", "visited_on": day("2019-08-02")}
ARMS = {"kind": "missiles", "place": "Etorofu", "happened_on": day("2016-11-01")}
SPOKE = {
    "move_id": "joint-declaration-1956",
    "actor": "Yoshida Shigeru",
    "stance": "against",
    "source_ids": "national-diet-library-yoshida-group",
}

BRANCHES = [
    ("C32a", {}, {"us_documents": [RECORD]}, "holds", "plain words"),
    (
        "C32a",
        {},
        {"us_documents": [RECORD | {"bears_on_okinawa": "silent"}]},
        "fails",
        "not speak of Okinawa",
    ),
    ("C32a", {}, {"us_documents": [OTHER]}, "open", "No record"),
    (
        "C32a",
        {"about": "two"},
        {"us_documents": [RECORD | {"event_id": "talk"}], "offers": [offer("1956-08-19")]},
        "open",
        "No record",
    ),
    ("C33a", {"evidence": "setting"}, {"us_documents": [RECORD]}, "holds", "tie the islands"),
    ("C33a", {"evidence": "setting", "bar": "two"}, {"us_documents": [RECORD]}, "open", "do not say why"),
    ("C33a", {}, {"us_documents": [RECORD | {"reason_given": "argument"}]}, "fails", "helping Japan bargain"),
    ("C33a", {}, {"us_documents": [RECORD]}, "open", "do not say why"),
    (
        "C33c",
        {"evidence": "setting"},
        {"us_documents": [RECORD | {"bears_on_china": "supports"}]},
        "holds",
        "Communist China",
    ),
    ("C33c", {}, {"us_documents": [RECORD | {"reason_given": "argument"}]}, "fails", "than China"),
    ("C33c", {}, {"us_documents": [RECORD]}, "open", "do not tie"),
    (
        "C33b",
        {"papers": "all"},
        {"us_documents": [OTHER | {"bears_on_separation": "supports"}]},
        "holds",
        "use in keeping",
    ),
    (
        "C33b",
        {"papers": "all"},
        {"us_documents": [OTHER | {"bears_on_separation": "against"}]},
        "fails",
        "leave the choice",
    ),
    ("C33b", {}, {"us_documents": [OTHER | {"bears_on_separation": "supports"}]}, "open", "or none does"),
    (
        "C64a",
        {},
        {"us_positions": [position("1956-08-19", on_settlement="discourages")]},
        "holds",
        "hold Japan back (one) than encourage a settlement (none)",
    ),
    (
        "C64a",
        {"mixed": "against"},
        {"us_positions": [position("1956-09-07", on_settlement="conditional")]},
        "holds",
        "hold Japan back (one) than encourage a settlement (none)",
    ),
    ("C64a", {"mixed": "against"}, {"us_positions": [position("1955-09-18")]}, "open", "as the other"),
    (
        "C64a",
        {},
        {"us_positions": [position("2010-11-01", on_settlement="encourages")]},
        "fails",
        "encourage a settlement (one) than hold Japan back (none)",
    ),
    (
        "C64a",
        {"period": "1950s"},
        {"us_positions": [position("2010-11-01", on_settlement="encourages")]},
        "open",
        "as the other",
    ),
    (
        "C64a",
        {},
        {"us_positions": [position("2016-02-09", on_settlement="discourages", words="reported")]},
        "open",
        "as the other",
    ),
    (
        "C65a",
        {},
        {
            "us_documents": [
                paper("1955-03-10", bears_on_okinawa="supports", addressee="National Security Council")
            ]
        },
        "holds",
        "In March 1955 Dulles told the National Security Council that",
    ),
    ("C65a", {}, {"us_documents": [OTHER | {"bears_on_okinawa": "supports"}]}, "open", "not the whole file"),
    (
        "C65a",
        {"when": "all"},
        {"us_documents": [OTHER | {"bears_on_okinawa": "supports", "audience": "to-japan"}]},
        "open",
        "not the whole file",
    ),
    (
        "C65a",
        {"when": "all", "rank": "any"},
        {"us_documents": [OTHER | {"bears_on_okinawa": "supports"}]},
        "holds",
        "told Allison that",
    ),
    (
        "C65b",
        {},
        {"us_documents": [paper("1955-04-20", bears_on_china="supports", says="may press to recognise")]},
        "holds",
        "recognise Peking next",
    ),
    (
        "C65b",
        {},
        {"us_documents": [paper("1955-04-20", bears_on_china="supports")]},
        "open",
        "not the whole file",
    ),
    (
        "C65b",
        {"words": "firm"},
        {"us_documents": [paper("1955-04-20", bears_on_china="supports")]},
        "holds",
        "keep away",
    ),
    ("C66a", {}, {"political_cost": [SPOKE]}, "holds", "even if his followers had to leave"),
    (
        "C66a",
        {"source": "official"},
        {"political_cost": [SPOKE | {"source_ids": "time-1956"}]},
        "open",
        "No such act",
    ),
    (
        "C66a",
        {"act": "ratification"},
        {"us_documents": [paper("1956-10-23", says="Yoshida's group")]},
        "holds",
        "ratification",
    ),
    ("C67a", {}, {"us_documents": [OTHER | {"bears_on_separation": "supports"}]}, "holds", "see a use"),
    ("C67a", {}, {"us_documents": [OTHER]}, "open", "No paper read"),
    (
        "C67a",
        {"proof": "weighed"},
        {"us_documents": [OTHER | {"bears_on_separation": "against"}]},
        "fails",
        "leave the choice",
    ),
    (
        "C67a",
        {"proof": "effect"},
        {"instruments": [{"kind": "ratified-declaration", "dated_on": day("1956-10-19")}]},
        "fails",
        "on 19 October 1956",
    ),
    (
        "C67a",
        {"proof": "effect"},
        {"instruments": [{"kind": "ratified-declaration", "dated_on": day("1950-10-19")}]},
        "holds",
        "No text",
    ),
    (
        "C76b",
        {},
        {"us_positions": [position("1956-09-07", on_claim="backs_four")]},
        "holds",
        "back the claim",
    ),
    (
        "C76b",
        {},
        {"us_positions": [position("1956-08-01", on_claim="backs_four")]},
        "fails",
        "advise on no terms",
    ),
    (
        "C76b",
        {"what": "firm"},
        {"us_documents": [paper("1956-09-07", audience="to-japan", on_concession="discourages")]},
        "holds",
        "in writing",
    ),
    (
        "C76b",
        {"what": "firm", "period": "later", "who": "reported"},
        {"us_positions": [position("2016-02-09", on_settlement="discourages", words="reported")]},
        "holds",
        "told by others",
    ),
    (
        "C29a",
        {},
        {"island_facts": [SEA | {"source_ids": KNOWN[0]}, SEA | {"source_ids": KNOWN[1]}]},
        "holds",
        "Independent",
    ),
    ("C29a", {}, {"island_facts": [SEA | {"source_ids": KNOWN[0]}]}, "open", "too few"),
    (
        "C29a",
        {"witness": "official"},
        {"island_facts": [SEA | {"source_ids": f"{KNOWN[1]};jukes-southern-kuriles"}]},
        "open",
        "too few",
    ),
    (
        "C29a",
        {},
        {"island_facts": [SEA | {"statement": "Means to close the sea.", "source_ids": ";".join(KNOWN)}]},
        "open",
        "too few",
    ),
    ("C30a", {}, {"alliance_dates": TREATY, "offers": [TROOPS]}, "holds", "Eight days after"),
    (
        "C30a",
        {"harder": "denied"},
        {"alliance_dates": TREATY, "offers": [offer("1961-08-12", status="denied")]},
        "holds",
        "settled",
    ),
    (
        "C30a",
        {"lasting": "stayed"},
        {"alliance_dates": TREATY, "offers": [TROOPS, offer("1972-01-27", status="implied")]},
        "fails",
        "in 1972",
    ),
    (
        "C30a",
        {"harder": "denied"},
        {"alliance_dates": TREATY, "offers": [offer("1959-08-12", status="denied")]},
        "fails",
        "other reasons",
    ),
    ("C31a", {}, {"alliance_dates": TREATY, "offers": SAID}, "holds", "between 2017 and 2019"),
    ("C31a", {"count": "two"}, {"alliance_dates": TREATY, "offers": SAID}, "open", "Too few"),
    ("C31a", {}, {"alliance_dates": TREATY, "offers": [TROOPS]}, "fails", "No Russian statement"),
    (
        "C34a",
        {"bargain": "order"},
        {"alliance_dates": PARTY, "offers": [offer("1955-08-01", "japan", "4")]},
        "holds",
        "first programme",
    ),
    (
        "C34a",
        {"first": "words"},
        {"alliance_dates": PARTY, "offers": [offer("1955-08-01", "japan", "4")]},
        "fails",
        "from August 1955",
    ),
    (
        "C34a",
        {},
        {
            "alliance_dates": PARTY,
            "offers": [offer("1955-08-01", "japan", "4")],
            "literature": [{"work_id": "hellmann1969", "seen": "catalogue"}],
        },
        "open",
        "catalogue entry only",
    ),
    (
        "C34a",
        {},
        {
            "alliance_dates": PARTY,
            "offers": [offer("1955-08-01", "japan", "4")],
            "literature": [{"work_id": "hellmann1969", "seen": "full"}],
        },
        "holds",
        "bears it out",
    ),
    ("C34b", {"texts": "talks"}, {"offers": DECADES, "official_wording": NO_WORDS}, "holds", "every decade"),
    (
        "C34b",
        {"texts": "talks"},
        {"offers": DECADES[1:], "official_wording": NO_WORDS},
        "open",
        "For the 1950s",
    ),
    (
        "C34b",
        {"texts": "talks", "silence": "unsaid"},
        {"offers": DECADES, "official_wording": DROPPED},
        "fails",
        "In 2019",
    ),
    ("C53a", {}, {"security_events": [ARMS]}, "holds", "New weapons"),
    ("C53a", {}, {"security_events": [ARMS | {"happened_on": day("2005-01-01")}]}, "fails", "No more of it"),
    ("C53a", {"sign": "visits", "since": "2014"}, {"island_visits": [VISIT]}, "holds", "came more often"),
    (
        "C53a",
        {"sign": "visits", "since": "2014"},
        {"island_visits": [VISIT | {"visited_on": day("2010-11-01")}]},
        "fails",
        "No more of it",
    ),
    (
        "C53a",
        {"sign": "law"},
        {"offers": [offer("2020-07-01", islands="0", status="barred")]},
        "holds",
        "constitution of 2020",
    ),
    (
        "C53a",
        {"sign": "offers"},
        {"offers": [offer("2012-03-01", status="implied"), offer("2018-11-14", status="repeated")]},
        "fails",
        "in 2018 for the last time",
    ),
    (
        "C53a",
        {"sign": "offers"},
        {"offers": [offer("2004-11-14", status="repeated")]},
        "holds",
        "No Russian word",
    ),
]


@pytest.mark.parametrize(("assertion", "how", "rows", "outcome", "words"), BRANCHES)
def test_every_branch_says_what_it_should(assertion, how, rows, outcome, words):
    found = run(assertion, how, **rows)
    assert (found.outcome, words in found.sentence) == (outcome, True), found


def test_two_more_words_against_in_august_1956_leave_the_verdict_on_a_frozen_dispute_open():
    said = load("us_positions")
    warning = said[said["position_id"].eq("1956-dulles-warning")]
    talks = [
        warning.assign(position_id=f"1956-08-{n}", stated_on=day(f"1956-08-{n}"), event_id=None)
        for n in (24, 28)
    ]
    again = chapter.rejudged("us_positions", pd.concat([said, *talks]))
    assert again["C64a"] and chapter.judge("C64a").outcome.outcome == "open"


OUTCOMES = {
    "C29a": ("open", 8),
    "C30a": ("open", 8),
    "C31a": ("holds", 8),
    "C32a": ("holds", 2),
    "C33a": ("open", 9),
    "C33b": ("open", 6),
    "C33c": ("open", 9),
    "C34a": ("open", 4),
    "C34b": ("open", 4),
    "C53a": ("open", 7),
    "C64a": ("open", 12),
    "C65a": ("holds", 4),
    "C65b": ("holds", 4),
    "C66a": ("holds", 4),
    "C67a": ("open", 3),
    "C76b": ("holds", 7),
}


@pytest.mark.parametrize("assertion", OUTCOMES)
def test_the_outcome_on_the_tables_of_the_book(assertion):
    judged = chapter.judge(assertion)
    assert (judged.outcome.outcome, len(judged.ways)) == OUTCOMES[assertion], judged.spread()


def test_every_assertion_of_the_chapter_that_can_be_tested_has_a_test():
    rows = load("assertions").query("chapter == '08_washington' and testable == 'test'")
    assert set(rows["assertion_id"]) == set(chapter.tests)


def edited(name, change, value):
    frame = load(name)
    frame.loc[frame[list(change)].eq(pd.Series(change)).all(axis=1), list(value)] = list(value.values())
    return Tables({name: frame})


def test_a_record_that_said_nothing_of_okinawa_would_refute_the_warning():
    tables = edited("us_documents", {"document_id": dc.WARNING}, {"bears_on_okinawa": "silent"})
    assert chapter.judge("C32a", tables).outcome.outcome == "fails"


def test_one_reading_of_the_mixed_papers_would_decide_the_aim_of_keeping_the_two_apart():
    tables = edited("us_documents", {"bears_on_separation": "mixed"}, {"bears_on_separation": "against"})
    assert chapter.judge("C33b", tables).counts["fails"] > chapter.judge("C33b").counts["fails"]


def test_a_paper_read_in_part_is_not_counted():
    tables = edited("us_documents", {"document_id": dc.WARNING}, {"read": "excerpt"})
    assert chapter.judge("C32a", tables).outcome.outcome == "open"


def test_without_the_words_of_the_foreign_minister_and_the_president_bases_are_no_line():
    frame = load("alliance_dates")
    offers = load("offers")
    tables = Tables(
        {
            "alliance_dates": frame[frame["side"].ne("Russia")],
            "offers": offers[offers["made_on"] < "2018-12-01"],
        }
    )
    assert chapter.judge("C31a", tables).outcome.outcome == "fails"
