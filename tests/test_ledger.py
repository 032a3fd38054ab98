"""Every assertion is judged once, the ledger says what the chapters say, and no rule changes in silence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html as lxml_html

from four_islands.claims import alliance, lock
from four_islands.claims.ledger import (
    PENDING,
    Entry,
    LedgerError,
    as_csv,
    as_json,
    figures,
    judged,
    ledger,
    outcomes,
    tally,
    tally_sentence,
)
from four_islands.claims.outcome import ClaimError
from four_islands.claims.record import CLAIM_MIME, claim
from four_islands.data import load
from four_islands.pages import smaller
from four_islands.pages.filled import filled
from four_islands.pages.ledger import assertion, board, paper, screen
from four_islands.pages.outcomes import divided
from four_islands.pages.outcomes import fold as folded
from press.web.permalinks import listed

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NUMBER = re.compile(r"(?<![\w.])[-\u2212]?\d[\d,]*(?:\.\d+)?")


def record(claim: str = "C18", ids: tuple[str, ...] = ("C18a", "C18b"), **changes: Any) -> dict[str, Any]:
    base = {
        "text": "Terms are short.",
        "outcome": "holds",
        "sentence": "They are.",
        "rule": "Are they?",
        "spread": "holds by the one rule",
        "numbers": {},
        "choices": {},
        "ways": [],
        "figures": [],
        "tables": [],
    }
    return {
        "claim": claim,
        "headline": "right",
        "text": "t",
        "paragraph": 10,
        "assertions": [base | changes | {"assertion": i} for i in ids],
    }


def write(path: Path, *records: dict[str, Any]) -> Path:
    cells = [
        {"cell_type": "code", "source": "", "outputs": [{"data": {CLAIM_MIME: found}}]} for found in records
    ]
    path.write_text(json.dumps({"cells": cells}))
    return path


def entry(paths: list[Path], claim: str) -> Any:
    return next(e for e in ledger(paths) if e.claim == claim)


def test_two_chapters_may_not_judge_one_assertion(tmp_path: Path) -> None:
    one, two = write(tmp_path / "03.ipynb", record()), write(tmp_path / "04.ipynb", record())
    with pytest.raises(LedgerError, match="C18a is judged in 03 and again in 04"):
        ledger([one, two])


def test_two_chapters_may_share_a_claim_and_its_headline_waits_for_both(tmp_path: Path) -> None:
    one = write(tmp_path / "03.ipynb", record(ids=("C18a",)))
    two = write(tmp_path / "04.ipynb", record(ids=("C18b",), outcome="fails"))
    assert entry([one], "C18").headline == PENDING
    assert entry([one, two], "C18").headline == "partly right"
    assert entry([one, two], "C18").notebooks == ["03", "04"]


def test_an_assertion_may_not_name_a_figure_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no-such-figure"):
        ledger([write(tmp_path / "03.ipynb", record(figures=["no-such-figure"]))])


def test_the_book_judges_every_assertion_in_the_chapter_the_table_names() -> None:
    named = load("assertions").set_index("assertion_id")["chapter"].to_dict()
    assert {name: a["notebook"] for name, a in judged(NOTEBOOKS).items()} == named


def unfounded(found: dict[str, dict[str, Any]], kinds: dict[str, str]) -> list[str]:
    """The assertions with an outcome that neither a table, nor a reason in the table of assertions, stands behind."""
    of = {"test": ("holds", "fails", "open"), "argue": ("not testable",), "no_data": ("open",)}
    return [
        name
        for name, a in found.items()
        if a["outcome"] not in of[kinds[name]]
        or (kinds[name] == "test") != (bool(a["rule"]) and bool(a["ways"]) and bool(a["tables"]))
        or (kinds[name] != "test" and len(a["sentence"]) < 40)
    ]


def test_every_tested_assertion_reads_a_table_and_every_other_gives_its_reason() -> None:
    kinds = load("assertions").set_index("assertion_id")["testable"].to_dict()
    assert unfounded(judged(NOTEBOOKS), kinds) == []


def test_what_has_no_data_stays_open_and_says_what_would_decide() -> None:
    (without,) = claim(alliance.chapter, "C49").record["assertions"]
    assert (without["outcome"], without["tables"], without["rule"]) == ("open", [], "")
    assert "would decide" in without["sentence"]


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("test", {"outcome": "open", "tables": []}),
        ("test", {"tables": ["polls"], "ways": []}),
        ("no_data", {"outcome": "holds", "rule": "", "sentence": "x" * 40}),
        ("no_data", {"outcome": "open", "tables": ["polls"], "ways": [{}]}),
        ("argue", {"outcome": "not testable", "rule": "", "sentence": "Why not."}),
    ],
)
def test_an_outcome_without_table_or_reason_is_found(kind: str, changes: dict[str, Any]) -> None:
    (found,) = record(ids=("C18a",), **changes)["assertions"]
    assert unfounded({"C18a": found}, {"C18a": kind}) == ["C18a"]


def test_at_least_forty_assertions_are_tested_and_twenty_in_four_ways_or_more() -> None:
    ways = [len(a["ways"]) for a in judged(NOTEBOOKS).values()]
    assert sum(n > 0 for n in ways) >= 40
    assert sum(n >= 4 for n in ways) >= 20


def test_the_tally_counts_every_claim_and_every_assertion() -> None:
    entries = ledger(NOTEBOOKS)
    assert sum(tally(entries).values()) == len(load("claims"))
    assert sum(outcomes(entries).values()) == len(load("assertions"))
    assert f"Of {len(load('assertions'))} such statements" in tally_sentence(entries)


def numbers_in(text: str) -> list[str]:
    """Numbers of a sentence that are results: years, days of dates and names such as Article 26 are not."""
    text = re.sub(
        r"\bC\d{2}[a-z]?\b|\bG[78]\b|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*",
        " ",
        text,
    )
    text = re.sub(
        r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b(?:1[89]|20)\d{2}(?:[-–/]\d{2,4}|s)?\b(?!,\d)|Article \d+", " ", text
    )
    return [found[0] for found in NUMBER.finditer(text)]


def is_computed(token: str, values: list[float]) -> bool:
    plain = token.replace(",", "").replace("\u2212", "-")
    decimals = len(plain.partition(".")[2])
    shown = abs(float(plain))
    return any(abs(abs(round(scale * v, decimals)) - shown) < 1e-9 for v in values for scale in (1, 100))


def flat(value: Any) -> list[float]:
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, str):
        return [float(token.replace(",", "")) for token in re.findall(r"\d[\d,]*(?:\.\d+)?", value)]
    items = value.values() if isinstance(value, dict) else value
    return [number for item in items for number in flat(item)]


def test_every_number_in_an_outcome_was_computed() -> None:
    wrong = []
    for name, a in judged(NOTEBOOKS).items():
        said = a["sentence"] if a["rule"] else ""
        values = flat(a["numbers"])
        wrong += [(name, t, said) for t in numbers_in(said) if not is_computed(t, values)]
    assert wrong == [], "numbers in sentences that are not among the outcome's `numbers`"


def test_the_number_check_can_fail() -> None:
    assert numbers_in("Of 38 terms, 63% ended by 2 May 2001 (C18a); 1,204 days.") == ["38", "63", "1,204"]
    assert is_computed("63", [0.6316])
    assert is_computed("1,204", [1204.2])
    assert not is_computed("64", [0.6316])


# What the history of the notebooks refutes: rule and outcome entered it together, and most rules were reworded later.
REFUTED = re.compile(
    r"stated first|written (?:down )?before|before the result|before (?:its|the) values|rules? w\w+ \w+ before",
    re.I,
)


def test_no_page_chapter_or_outcome_says_that_its_rule_came_before_the_result() -> None:
    said = [
        *NOTEBOOKS,
        *ROOT.glob("book/*.md"),
        *ROOT.glob("data/schema/*.yml"),
        *ROOT.glob("four_islands/**/*.py"),
    ]
    wrong = {path.name: found[0] for path in said if (found := REFUTED.search(path.read_text("utf-8")))}
    assert wrong == {}
    assert not REFUTED.search(screen(ledger(NOTEBOOKS), figures(NOTEBOOKS), ""))


def test_every_rule_is_in_the_lock_as_it_stands() -> None:
    locked = lock.read((ROOT / "book" / "rules.lock").read_text("utf-8"))
    differ = lock.changed(judged(NOTEBOOKS), locked)
    assert not differ, (
        f"rules that are not those of book/rules.lock: {', '.join(differ)}. "
        'Give the day and the reason: python -m four_islands.claims.lock 2026-11-26 "why"'
    )


def test_a_changed_rule_gets_a_new_day_and_reason_and_the_others_keep_theirs() -> None:
    rules = {i: a for a in record()["assertions"] for i in [a["assertion"]]}
    first = lock.read(lock.renewed(rules, {}, "2026-01-01", "first written"))
    rules["C18b"] = rules["C18b"] | {"rule": "Are most of them?"}
    assert lock.changed(rules, first) == ["C18b"]
    then = lock.read(lock.renewed(rules, first, "2026-02-02", "counts most"))
    assert (then["C18a"]["since"], then["C18b"]["since"]) == ("2026-01-01", "2026-02-02")
    assert then["C18b"]["why"] == "counts most"
    assert lock.changed({}, first) == ["C18a", "C18b"]


def test_downloads_hold_every_claim() -> None:
    entries = ledger(NOTEBOOKS)
    assert {row.split(",")[0] for row in as_csv(entries).splitlines() if row.startswith("C")} >= {
        e.claim for e in entries
    }
    assert set(json.loads(as_json(entries))) == {e.claim for e in entries}


def test_every_assertion_has_an_address_that_stays_and_a_link_to_it() -> None:
    kept = {name: link.page for name, link in listed(ROOT).items() if name.startswith("outcome-")}
    assert kept == {
        f"outcome-{name.lower()}": f"notebooks/{a['notebook']}" for name, a in judged(NOTEBOOKS).items()
    }
    for name, a in judged(NOTEBOOKS).items():
        link = f'<a href="../go/outcome-{name.lower()}.html">'
        assert link in assertion(a, figures(NOTEBOOKS), "../") and (link in folded(a) or not a["rule"]), name


def test_markup_in_a_sentence_is_inert_on_the_page(tmp_path: Path) -> None:
    bad = write(
        tmp_path / "03.ipynb", record(sentence="<script>x</script>.", text="<script>alert(1)</script>")
    )
    assert "&lt;script&gt;" in screen(ledger([bad]), {}, "")
    for html in (screen(ledger([bad]), {}, ""), paper(ledger([bad]), "")):
        assert "<script>" not in html


def test_the_board_shows_number_and_mark_of_every_claim_and_explains_the_marks(tmp_path: Path) -> None:
    html = board(ledger([write(tmp_path / "03.ipynb", record())]), "claims.html")
    assert '<span aria-hidden="true">18<br>✓</span>' in html
    assert f"</span> {PENDING}</li>" in html


def test_a_page_says_what_came_out_and_stops_where_it_has_no_words() -> None:
    claims = {"assertion": "C08c", "outcome": "fails", "numbers": {"first": 1998}}
    entry = Entry("C08", "introduction", 1, "", "", "wrong", (claims,))
    assert (
        filled("{fails:words} of {claims}: {C08c:never|in {C08c.first}|open}", [entry]) == "one of 1: in 1998"
    )
    for wrong in ("{C08c:never}", "{C08c:never|in {C08c.last}|open}"):
        with pytest.raises(ValueError, match="C08c came out as fails"):
            filled(wrong, [entry])


@pytest.mark.built
def test_the_margin_of_a_chapter_has_a_square_for_each_claim_it_judges(site: Path) -> None:
    for file in sorted((site / "notebooks").glob("*.html")):
        page = lxml_html.parse(file)
        squares = page.xpath("//nav[@aria-labelledby='margin-claims']//a/@href")
        assert {link[1:] for link in squares} == {
            name for name in page.xpath("//@id") if re.fullmatch(r"verdict-c\d+", name)
        }, file.name
        for square in page.xpath("//nav[@aria-labelledby='margin-claims']//a"):
            (box,) = page.xpath(
                f"//*[@id='{square.get('href')[1:]}']//p[contains(@class, 'verdict-head')]/strong"
            )
            said = square.xpath("string(span[@class='visually-hidden'])").partition(": ")[2]
            assert box.text_content().endswith(f": {said}."), (file.name, said, box.text_content())
        parts = page.xpath("string(//nav[@aria-labelledby='margin-claims']/p)")
        boxes = page.xpath("//p[contains(@class, 'verdict-head')]/strong/text()")
        partly = {re.findall(r"\d+", text)[0] for text in boxes if "the part judged in this chapter" in text}
        assert set(re.findall(r"\d+", parts)) == partly, (file.name, parts)


def test_an_open_one_says_what_it_turns_on_or_on_which_side_most_ways_are() -> None:
    choices = {
        "end": {"options": {"a": "on the 15th", "b": "on the 2nd"}},
        "who": {"options": {"x": "all", "y": "some"}},
    }

    def said(*found: str) -> str:
        named = [{"end": end, "who": who} for end in "ab" for who in "xy"]
        ways = [{"way": way, "outcome": out} for way, out in zip(named, found, strict=True)]
        return divided({"choices": choices, "ways": ways})

    assert said("holds", "holds", "fails", "fails") == "Yes by “on the 15th”; no by “on the 2nd”."
    assert said("open", "fails", "open", "fails") == "No by “some”; undecided by “all”."
    assert said("holds", "holds", "fails", "open") == "Yes by “on the 15th”; no or undecided by “on the 2nd”."
    assert (
        said("holds", "fails", "fails", "open")
        == "By the ways of counting most often no, at times yes and undecided."
    )
    assert said("holds", "fails", "fails", "holds") == "By the ways of counting as often yes as no."
    choices["end"]["options"]["c"] = "on no day"  # senseless in every way
    assert said("holds", "holds", "fails", "fails") == "Yes by “on the 15th”; no by “on the 2nd”."


@pytest.mark.built
def test_a_brief_claim_says_its_verdict_and_folds_what_it_rests_on(site: Path) -> None:
    page = lxml_html.parse(site / "notebooks" / "12_offers.html")
    box = page.xpath("//div[@id='verdict-c14']")[0]  # of which this chapter judges one of two assertions
    (words,) = load("assertions").query("assertion_id == 'C14b'")["text"]
    head, fold = box.xpath("p")[0].text_content(), box.xpath("details")[0]
    assert (
        head.startswith("✗ Claim 14, the part judged in this chapter: wrong.")
        and f" {words} In August 1961" in head
    )
    assert fold.get("open") is None and fold.xpath(".//*[@id='outcome-c14b']")
    assert not page.xpath("//div[@id='verdict-c15']/details[@class='verdict-why']")


@pytest.mark.built
def test_the_parts_of_a_brief_claim_that_agree_have_one_sign(site: Path) -> None:
    heads = [
        box.xpath("string(p[1])")
        for box in lxml_html.parse(site / "notebooks" / "08_washington.html").xpath(
            "//div[contains(@class, 'verdict-brief')]"
        )
    ]
    signs = {head.split("Claim ")[1][:2]: head[0] for head in heads}
    assert (signs["33"], signs["65"], signs["53"]) == ("○", "✓", "C")  # 53: one part open, one not testable


@pytest.mark.parametrize(
    ("headlines", "said"),
    [
        (
            ["right", "open", "right"],
            "Smaller statements of the essay: two right, one open",
        ),
        (
            ["open", "right in part, the rest open"],
            "Smaller statements of the essay: one open, one right in part and otherwise open",
        ),
    ],
)
def test_a_fold_of_smaller_statements_says_how_they_came_out(headlines: list[str], said: str) -> None:
    assert smaller.summary(headlines) == said


@pytest.mark.built
def test_brief_claims_that_follow_each_other_stand_in_one_fold(site: Path) -> None:
    folds = 0
    for file in sorted((site / "notebooks").glob("*.html")):
        page = lxml_html.parse(file)
        for fold in page.xpath("//details[@class='verdict-more']"):
            held = fold.xpath("div[contains(@class, 'cell')]//div[contains(@class, 'verdict-brief')]")
            assert fold.get("open") is None and len(held) > 1
            assert fold.xpath("string(summary)").startswith("Smaller statements of the essay: ")
            folds += 1
        cells = "div[contains(@class, 'cell')][.//div[contains(@class, 'verdict-brief')]]"
        assert not page.xpath(f"//section/{cells}/following-sibling::*[1][self::{cells}]"), file.name
    assert folds > 5


def test_a_line_of_the_lock_with_a_comma_in_its_reason_is_named():
    with pytest.raises(ClaimError, match=r"rules.lock, line 3: it must have .* quotation marks"):
        lock.read(
            "assertion,digest,since,why\nC01a,0,2026-11-26,first\nC02a,0,2026-11-26,meetings, not talks\n"
        )
