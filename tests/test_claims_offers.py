"""What the essay says on offers: each rule on frames made by hand, branch by branch, then on the book's own tables."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from four_islands.claims.offers import chapter
from four_islands.claims.tables import Tables
from four_islands.data import load
from four_islands.data.schema import Table

BLANK: dict[str, Any] = {
    "made_on_precision": "day",
    "ended_on": pd.NaT,
    "side": "russia",
    "state": "Russia",
    "islands": None,
    "islands_detail": "",
    "status": "repeated",
    "condition": None,
    "reply": None,
    "title": "",
    "departs_from_all_at_once": pd.NA,
    "source_ids": "a;b",
}


def about(name: str) -> Table:
    return Table(
        name, name, "One row is one thing.", "", "2026-01-01", (), ("id",), searched_until="2026-01-01"
    )


def words(*given: dict[str, Any]) -> pd.DataFrame:
    """Positions by hand: a day and what matters of each."""
    rows = [BLANK | {"offer_id": f"{i:04d}-row"} | row for i, row in enumerate(given)]
    frame = pd.DataFrame(rows).astype({"made_on": "datetime64[ns]", "ended_on": "datetime64[ns]"})
    return frame.astype({"islands": "str", "departs_from_all_at_once": "boolean"}).assign(
        islands=lambda f: f["islands"].where(f["islands"].isin(["0", "2", "4", "other"]), None)
    )


def out(assertion: str, tables: dict[str, pd.DataFrame], **how: str) -> tuple[str, str]:
    found = chapter.run(assertion, Tables(tables, about), **how)
    return found.outcome, found.sentence


def tokyo(day: str, islands: str, *, less: bool = False, status: str = "made") -> dict[str, Any]:
    return {
        "made_on": day,
        "side": "japan",
        "state": "Japan",
        "islands": islands,
        "status": status,
        "departs_from_all_at_once": less,
    }


def moscow(day: str, islands: str | None, status: str = "repeated", **more: Any) -> dict[str, Any]:
    return {"made_on": day, "islands": islands, "status": status} | more


def soviet(day: str, islands: str | None, status: str = "made", **more: Any) -> dict[str, Any]:
    return moscow(day, islands, status, state="Soviet Union") | more


LATE = tokyo("1992-01-01", "4", less=True)
AIRED = [tokyo(f"{year}-01-01", "other", less=True, status="explored") for year in range(1960, 2022, 10)]


@pytest.mark.parametrize(
    ("rows", "how", "says"),
    [
        (
            [tokyo("1990-01-01", "2", less=True)],
            {"silence": "carry"},
            ("holds", "For 33 years, from 1956 to 1990, Tokyo"),
        ),
        ([tokyo("1990-01-01", "2", less=True)], {}, ("fails", "No run of years")),
        (
            [tokyo(f"{y}-01-01", "2", less=True) for y in range(1960, 2022, 10)],
            {"silence": "carry"},
            ("fails", "was 10"),
        ),
        (
            [LATE, tokyo("1970-01-01", "2", less=True)],
            {"moves": "timing", "silence": "carry"},
            ("holds", "For 31 years"),
        ),
        (AIRED, {"moves": "offers", "silence": "carry"}, ("holds", "For 66 years")),
        (AIRED, {"moves": "aired", "silence": "carry"}, ("fails", "was 10")),
        (
            [tokyo("1960-01-01", "4"), tokyo("1985-01-01", "4")],
            {"silence": "between"},
            ("holds", "For 25 years"),
        ),
        (
            [tokyo("1960-01-01", "4"), tokyo("1970-01-01", "4")],
            {"silence": "between"},
            ("fails", "was 10"),
        ),
        (
            [tokyo("1960-01-01", "4"), tokyo("1965-01-01", "2", less=True), tokyo("1985-01-01", "4")],
            {"silence": "between"},
            ("fails", "No run of years"),
        ),
        (
            [tokyo("1960-01-01", "4"), tokyo("1970-01-01", "4")],
            {"silence": "between", "long": "total"},
            ("fails", "come to 10 in all"),
        ),
    ],
)
def test_decades_of_insistence_are_counted_between_what_was_less(
    rows: list[dict[str, Any]], how: dict[str, str], says: tuple[str, str]
) -> None:
    outcome, sentence = out("C13a", {"offers": words(*rows)}, **how)
    assert outcome == says[0] and says[1] in sentence


def test_by_the_books_table_the_longest_insistence_is_told_with_its_years() -> None:
    inside = {"long": "run", "silence": "between"}
    number, timing = (chapter.run("C13a", moves=moves, **inside) for moves in ("offers", "timing"))
    assert "27 years, from 1973 to 2000," in number.sentence and number.numbers["until"] == 2000
    assert (
        "from 1973 to 1991, was 17.5 years, short of two decades." in timing.sentence
        and timing.numbers["since"] == 1973
    )


def test_a_soviet_refusal_ends_ever_since_and_a_condition_may() -> None:
    steady = words(soviet("1955-08-01", "2"), soviet("1970-01-01", "2"))
    assert out("C14b", {"offers": steady})[0] == "holds"
    refused = words(soviet("1955-08-01", "2"), soviet("1961-08-12", "0", "denied"), soviet("1970-01-01", "2"))
    assert out("C14b", {"offers": refused}) == (
        "fails",
        "In August 1961 Moscow called the question settled, and later said that there was none.",
    )
    assert out("C14b", {"offers": refused}, ever="most")[0] == "holds"
    tied = words(soviet("1955-08-01", "2"), soviet("1960-01-27", "2", "conditional"))
    assert out("C14b", {"offers": tied}, ever="most", silence="carry")[0] == "holds"
    assert out("C14b", {"offers": tied}, ever="most", conditions="plain", silence="carry")[0] == "fails"


def test_a_paper_kept_inside_is_no_offer() -> None:
    inside = words(soviet("1955-08-01", "2"), soviet("1973-01-01", "0", "internal"))
    assert out("C14b", {"offers": inside}, ever="most", silence="carry")[0] == "holds"


def test_silence_is_no_refusal_and_the_last_word_counts() -> None:
    kept = [moscow("2000-09-05", "2"), moscow("2005-11-21", None, "left_open"), moscow("2018-11-14", "2")]
    assert out("C15a", {"offers": words(*kept)})[0] == "holds"
    shut = words(*kept, moscow("2020-07-01", "0", "barred"))
    assert out("C15a", {"offers": shut}) == (
        "fails",
        "When Moscow last put a number before the essay, in July 2020, it was no island.",
    )
    assert out("C15a", {"offers": shut}, until="2019")[0] == "holds"
    other = words(
        moscow("1998-11-12", "other"), moscow("1999-01-01", "other"), moscow("2018-11-14", "2", "implied")
    )
    assert out("C15a", {"offers": other}, hints="hints")[0] == "fails"
    assert out("C15a", {"offers": words(moscow("2012-03-01", "2", "implied"))})[0] == "open"
    texts = pd.DataFrame(
        {"dated_on": pd.to_datetime(["1998-11-12"]), "parties": "Japan;Russia", "affirms_1956": "general"}
    )
    silent = words(moscow("2012-03-01", "2", "implied"))
    assert out("C15a", {"offers": silent, "instruments": texts}, general="general")[0] == "holds"


def test_they_came_closest_where_the_numbers_met() -> None:
    apart = [tokyo("1990-01-01", "4"), moscow("1991-01-01", "2")]
    met = words(*apart, moscow("2001-03-25", "2", side="both"))
    assert out("C63a", {"offers": met}) == ("holds", "They met in joint texts on two islands, first in 2001.")
    assert "never met" in out("C63a", {"offers": met}, joint="alone")[1]
    nearer = words(*apart, moscow("1995-01-01", "4"))
    assert out("C63a", {"offers": nearer})[0] == "fails"
    old = words(tokyo("1960-01-01", "4"), moscow("1991-01-01", "2"))
    assert out("C63a", {"offers": old}, silence="dated")[0] == "open"
    assert out("C63a", {"offers": old}, silence="carry")[0] == "holds"


def test_the_first_soviet_refusal_is_the_one_that_is_named():
    assert out("C14b", {"offers": load("offers")})[1].startswith("In August 1961 Moscow called")


def test_what_was_only_thought_aloud_is_not_what_the_two_came_closest_on():
    aloud = words(tokyo("2001-01-01", "2", status="explored"), moscow("2001-02-01", "2"))
    assert out("C63a", {"offers": aloud})[0] == "open"


def test_dividing_needs_a_way_put_forward() -> None:
    none = words(tokyo("1990-01-01", "4"))
    assert out("C52a", {"offers": none})[0] == "holds"
    one = words(moscow("1990-01-01", "2"))
    assert out("C52a", {"offers": one}) == (
        "fails",
        "Two islands for one side were put forward in 1990 already.",
    )
    assert out("C52a", {"offers": one}, who="both") == (
        "holds",
        "Only one side put it forward, and the other did not take it up.",
    )
    parted = words(
        tokyo("1998-04-18", "4", less=True) | {"islands_detail": "Russian administration for a time"}
    )
    assert out("C52a", {"offers": parted}, divide="right")[0] == "fails"
    half = words(
        tokyo("2009-01-01", "other", status="explored") | {"islands_detail": "three and 20 per cent"}
    )
    assert out("C52a", {"offers": half}, divide="half")[0] == "holds"
    assert out("C52a", {"offers": half}, divide="half", idea="aired")[0] == "fails"


KAWANA = tokyo("1998-04-18", "4", less=True) | {
    "offer_id": "1998-kawana",
    "islands_detail": "Russian administration for an open period",
}
NAMES = ["Ministry of Foreign Affairs of Japan", "President of Russia", "BBC News", "Jamestown Foundation"]


def sources(*names: str) -> pd.DataFrame:
    return pd.DataFrame({"source_id": [chr(97 + i) for i in range(len(names))], "publisher": names})


@pytest.mark.parametrize(
    ("names", "source", "outcome"),
    [
        (NAMES[:2], "both", "holds"),
        (NAMES[1:3], "both", "open"),
        (NAMES[2:], "press", "holds"),
        (NAMES[2:3], "press", "open"),
        (NAMES[:2], "press", "open"),
    ],
)
def test_kawana_needs_both_governments_or_two_of_the_press(
    names: list[str], source: str, outcome: str
) -> None:
    frames = {"offers": words(KAWANA), "sources": sources(*names)}
    assert out("C21a", frames, source=source)[0] == outcome


def test_something_else_at_kawana_and_an_open_answer_fail() -> None:
    frames = {"offers": words(KAWANA | {"islands": "2"}), "sources": sources(*NAMES[:2])}
    assert out("C21a", frames)[0] == "fails"
    mori = {"offer_id": "2000-mori-kawana", "made_on": "2000-09-04", "reply": "Putin: a basis for talks"}
    counter = moscow("1998-11-12", "other", offer_id="1998-yeltsin-counter")
    assert out("C21b", {"offers": words(mori)}) == ("fails", "No refusal is on record.")
    assert out("C21b", {"offers": words(mori, counter)}, refusal="counter")[0] == "holds"
    refused = words(mori | {"reply": "Putin: not a basis for compromise"})
    assert out("C21b", {"offers": refused}) == (
        "holds",
        "In September 2000 Putin called it no basis for a compromise.",
    )


SINGAPORE = moscow("2018-11-14", "2", offer_id="2018-singapore", side="both")


def test_what_singapore_showed_depends_on_the_witness() -> None:
    frames = {"offers": words(SINGAPORE)}
    assert out("C22a", frames)[0] == "holds"
    assert out("C22a", {"offers": words(SINGAPORE | {"islands": None})})[0] == "open"
    told = pd.DataFrame({"date_id": ["2018-abe"], "event": ["No bases on two returned islands"]})
    assert out("C22a", frames | {"alliance_dates": told}, word="inner")[0] == "holds"
    assert out("C22a", frames | {"alliance_dates": told.head(0)}, word="inner")[0] == "open"
    diet = pd.DataFrame({"wording_id": ["2019-policy-speech"], "note": ["Japan has sovereignty"]})
    assert out("C22a", frames | {"official_wording": diet}, word="diet")[0] == "open"
    assert out("C22a", frames | {"official_wording": diet.assign(note="All four")}, word="diet")[0] == "fails"


def test_which_plan_gave_up_more_hangs_on_the_scale() -> None:
    both = {"offers": words(KAWANA, SINGAPORE)}
    assert out("C22b", both)[0] == "holds"
    assert (
        out("C22b", both, scale="land")[1] == "Kawana asked for all the land, Singapore for 7 per cent of it."
    )
    assert out("C22b", both, scale="rule")[0] == "fails"
    assert out("C22b", both, meant="first")[0] == "open"
    at_once = {"offers": words(KAWANA | {"islands_detail": "at once"}, SINGAPORE)}
    assert out("C22b", at_once, scale="rule")[0] == "holds"
    alike = {"offers": words(KAWANA, SINGAPORE | {"islands": "4"})}
    assert out("C22b", alike) == ("fails", "By number both plans were alike.")


def test_a_lever_needs_a_third_country() -> None:
    tied = soviet("1960-01-27", "2", "conditional", condition="Withdrawal of all foreign troops")
    warned = soviet("1976-01-10", None, "left_open", title="Gromyko warns about the China treaty")
    assert (
        out("C40a", {"offers": words(tied)})[1]
        == "Moscow tied the islands to foreign troops in Japan in 1960."
    )
    assert out("C40a", {"offers": words(tied)}, third="china")[0] == "fails"
    assert out("C40a", {"offers": words(warned)})[0] == "fails"
    assert (
        out("C40a", {"offers": words(tied, warned)}, tie="threat")[1]
        == "Moscow did so between 1960 and 1976."
    )


def test_no_offer_of_1976_unless_a_paper_has_it() -> None:
    warned = soviet("1976-01-10", None, "left_open")
    assert out("C40b", {"offers": words(warned)})[0] == "fails"
    assert out("C40b", {"offers": words(warned)}, offer="hint")[0] == "open"
    hinted = words(soviet("1976-01-10", "2", "implied"))
    assert out("C40b", {"offers": hinted})[0] == "fails"
    assert out("C40b", {"offers": hinted}, offer="hint")[0] == "holds"


def test_concessions_are_tokyos_unless_moscow_came_nearer() -> None:
    less = tokyo("2018-11-14", "2", less=True)
    assert out("C42a", {"offers": words(less)})[0] == "holds"
    assert out("C42a", {"offers": words(tokyo("2005-01-01", "2", less=True))})[0] == "fails"
    both = words(less, moscow("2011-01-01", "0", "denied"), moscow("2014-01-01", "2", "made"))
    assert out("C42a", {"offers": both})[1] == "Moscow moved nearer too."
    assert out("C42a", {"offers": both}, moscow="alone")[0] == "holds"
    plans = pd.DataFrame({"act": ["offered"], "announced_on": pd.to_datetime(["2016-05-06"])})
    assert out("C42a", {"offers": words(less), "inducements": plans}, concession="money")[0] == "holds"
    phrases = pd.DataFrame({"edition_year": [2018, 2019], "phrase": "x", "is_used": [True, False]})
    assert out("C42a", {"offers": words(less), "bluebook_wording": phrases}, concession="words")[0] == "holds"


def test_no_answer_is_no_refusal_but_the_old_order_may_be() -> None:
    row = {
        "offer_id": "2018-vladivostok",
        "made_on": "2018-09-12",
        "reply": "Abe gave no answer; Tokyo kept to attribution first",
    }
    frames = {"offers": words(row)}
    assert out("C42b", frames)[0] == "holds"
    assert out("C42b", frames, who="government", refuse="order")[0] == "fails"
    assert out("C42b", {"offers": words(row | {"reply": "Abe refused"})})[1] == "A refusal is on record."


def editions(**phrases: str) -> pd.DataFrame:
    """The editions from 2017 on, a letter each: y for used, n for not."""
    rows = [
        {"phrase": phrase, "edition_year": 2017 + i, "is_used": letter == "y"}
        for phrase, used in phrases.items()
        for i, letter in enumerate(used)
    ]
    return pd.DataFrame(rows).astype({"is_used": "boolean"})


def test_the_first_drop_is_the_first_of_any_phrase() -> None:
    alone = editions(japans_sovereignty="yyny", inherent_territory="yyyy")
    assert out("C42c", {"bluebook_wording": alone})[1].endswith(
        "of editions before 2017 no report was found."
    )
    assert out("C42c", {"bluebook_wording": alone}, never="drop")[0] == "holds"
    after = editions(japans_sovereignty="yyny", inherent_territory="ynnn")
    assert out("C42c", {"bluebook_wording": after})[1].endswith("stronger words had gone as early as 2018.")
    assert out("C42c", {"bluebook_wording": after}, never="drop")[0] == "holds"
    assert out("C42c", {"bluebook_wording": after}, phrase="japans_sovereignty")[0] == "open"
    kept = editions(japans_sovereignty="yyyy", inherent_territory="ynnn")
    assert out("C42c", {"bluebook_wording": kept}) == ("fails", "The edition of 2019 dropped no such phrase.")


EVENTS = pd.DataFrame({"cooperation_id": ["CO-20190629", "CO-20210724"]})
ENDED = pd.DataFrame({"kind": ["dialogue_ended"], "summary": ["Dialogue on joint economic activity ended."]})


def test_a_trial_is_no_business_and_silence_no_failure() -> None:
    frames = {"cooperation_events": EVENTS, "russian_countermeasures": ENDED}
    assert out("C51a", frames)[0] == "holds"
    assert out("C51a", frames, working="trial")[0] == "fails"
    assert out("C51a", frames, plans="all")[0] == "open"
    assert out("C51a", frames | {"cooperation_events": EVENTS.head(1)})[0] == "open"


def test_one_text_that_asks_is_not_most() -> None:
    draft = soviet("1955-08-01", "2", condition="A treaty recognising sovereignty over the others")
    promise = soviet("1956-10-19", "2", "committed", side="both")
    both = {"offers": words(draft, promise)}
    assert out("C56a", both)[0] == "fails"
    assert out("C56a", both, demand="any") == ("holds", "Moscow's offer of 1955 asked for it.")
    assert out("C56a", {"offers": words(draft)}) == ("holds", "Most of the texts ask for it.")
    assert out("C56a", {"offers": words(tokyo("1956-01-01", "4"))})[0] == "open"


def test_a_politicians_word_is_not_a_governments() -> None:
    zone = soviet("1990-01-16", "other", "explored", islands_detail="free zone; peace treaty within 15 years")
    joint = moscow("1998-11-12", "other", "made", islands_detail="Joint economic management now")
    assert out("C72a", {"offers": words(zone, joint)})[1] == "Moscow proposed it in 1998."
    assert out("C72a", {"offers": words(zone, joint)}, what="each")[0] == "open"
    assert (
        out("C72a", {"offers": words(zone, joint)}, who="politician", what="each")[1]
        == "Moscow proposed it in 1990 and 1998."
    )
    assert out("C72a", {"offers": words(zone)})[0] == "fails"


def money(*rows: tuple[str, str, bool]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["announced_on", "act", "tied_to_islands"])
    frame["inducement_id"] = [f"{day[:4]}-x" for day in frame["announced_on"]]
    return frame.astype({"announced_on": "datetime64[ns]", "tied_to_islands": "boolean"})


NO_LOANS = pd.DataFrame({"amount_unit": ["points"], "happened_on": pd.to_datetime(["2016-05-06"])})


def test_a_promise_is_no_payment() -> None:
    frames = {"inducements": money(("1998-11-12", "offered", True)), "cooperation_events": NO_LOANS}
    assert out("C75b", frames)[0] == "fails"
    assert out("C75b", frames, gain="offered", tied="islands") == (
        "holds",
        "Money or plans were offered while the talks went on.",
    )
    paid = frames | {"inducements": money(("1998-11-12", "resumed", False))}
    assert out("C75b", paid)[1] == "Loans were released while the talks went on, and no island changed hands."
    assert out("C75b", paid, period="abe")[0] == "fails"


def test_the_old_promise_named_again_is_nearer_by_word_alone() -> None:
    frames = {
        "inducements": money(("1999-01-01", "offered", False)),
        "offers": words(soviet("1956-10-19", "2", "committed"), moscow("2000-09-05", "2")),
    }
    says = "Moscow named the promise of two again oftener after Japan's offers than after other years."
    assert out("C77a", frames) == ("fails", says)
    assert out("C77a", frames, base="plain")[0] == "fails"
    none = "After none of Japan's offers has Moscow put more islands than before."
    assert out("C77a", frames, nearer="number") == ("holds", none)
    late = frames | {"inducements": money(("2010-01-01", "offered", False))}
    assert out("C77a", late)[0] == "holds" and out("C77a", late, base="plain")[0] == "holds"
    assert out("C77a", frames | {"inducements": money(("1980-01-01", "offered", False))})[0] == "open"


@pytest.mark.parametrize(
    ("assertion", "outcome", "ways"),
    [
        ("C13a", "open", 9),
        ("C14b", "fails", 8),
        ("C15a", "open", 16),
        ("C21a", "holds", 2),
        ("C21b", "holds", 2),
        ("C22a", "open", 3),
        ("C22b", "open", 6),
        ("C40a", "holds", 6),
        ("C40b", "open", 4),
        ("C42a", "holds", 6),
        ("C42b", "holds", 4),
        ("C42c", "open", 4),
        ("C51a", "open", 4),
        ("C52a", "open", 12),
        ("C56a", "open", 8),
        ("C63a", "holds", 8),
        ("C72a", "holds", 4),
        ("C75b", "open", 12),
        ("C77a", "open", 16),
    ],
)
def test_what_stands_on_the_books_own_tables(assertion: str, outcome: str, ways: int) -> None:
    judged = chapter.judge(assertion)
    assert (judged.outcome.outcome, len(judged.ways)) == (outcome, ways), judged.spread()


def test_every_assertion_of_the_chapter_to_be_tested_has_a_test() -> None:
    wanted = load("assertions").query("chapter == '12_offers' and testable == 'test'")["assertion_id"]
    assert set(wanted) == set(chapter.tests)


@pytest.mark.parametrize(
    ("table", "key", "write", "assertion", "outcome"),
    [
        ("offers", ("offer_id", "2000-mori-kawana"), {"reply": "Putin: a basis for talks"}, "C21b", "open"),
        ("offers", ("offer_id", "1976-gromyko-tokyo"), {"islands": "2", "status": "made"}, "C40b", "holds"),
        ("offers", ("offer_id", "2018-singapore"), {"islands": None}, "C22a", "open"),
        ("offers", ("offer_id", "1998-kawana"), {"side": "russia"}, "C21a", "fails"),
    ],
)
def test_an_edited_table_changes_the_outcome(
    table: str, key: tuple[str, str], write: dict[str, Any], assertion: str, outcome: str
) -> None:
    frame = load(table).copy()
    for column, value in write.items():
        frame.loc[frame[key[0]].eq(key[1]), column] = value
    assert chapter.judge(assertion, Tables({table: frame})).outcome.outcome == outcome
