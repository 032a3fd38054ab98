"""Every claim has a verdict, every verdict its evidence, and every number in a finding was computed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from four_islands.claims.ledger import (
    LedgerError,
    as_csv,
    as_json,
    figures,
    ledger,
    outputs,
    put_to_test,
    tally,
    tally_sentence,
)
from four_islands.claims.verdict import UNTESTABLE, VERDICT_MIME, VERDICTS, ClaimError, verdict
from four_islands.data import load
from four_islands.pages.ledger import PENDING, board, screen

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
# Figures that answer no single claim, and why they stand in the book all the same.
CONTEXT_FIGURES: dict[str, str] = {
    "affinity-russians": "the essay gives the feelings of one public; this is the other",
}
NUMBER = re.compile(r"(?<![\w.])[-\u2212]?\d[\d,]*(?:\.\d+)?")


def write(path: Path, *records: dict[str, Any]) -> Path:
    cells = [
        {"cell_type": "code", "source": "", "outputs": [{"data": {VERDICT_MIME: record}}]}
        for record in records
    ]
    path.write_text(json.dumps({"cells": cells}))
    return path


def record(claim: str = "C18", **changes: Any) -> dict[str, Any]:
    base = {
        "claim": claim,
        "verdict": "mixed",
        "rule": "r",
        "finding": "f",
        "figures": [],
        "tables": [],
        "would_change": "w",
    }
    return base | changes


def test_two_chapters_may_not_judge_one_claim(tmp_path: Path) -> None:
    one, two = write(tmp_path / "03.ipynb", record()), write(tmp_path / "04.ipynb", record())
    with pytest.raises(LedgerError, match="C18 has a verdict in 03 and another in 04"):
        ledger([one, two])


def test_a_verdict_may_not_name_a_figure_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="no-such-figure"):
        ledger([write(tmp_path / "03.ipynb", record(figures=["no-such-figure"]))])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"claim": "C99"}, "not a claim"),
        ({"verdict": "true"}, "not a verdict"),
        ({"numbers": {}}, "needs numbers"),
    ],
)
def test_a_verdict_without_its_parts_is_refused(changes: dict[str, Any], message: str) -> None:
    parts: dict[str, Any] = {
        "claim": "C18", "verdict": "mixed", "rule": "r", "finding": "f", "would_change": "w",
        "numbers": {"n": 1}, "figures": ["a"], "tables": ["premierships"],
    } | changes  # fmt: skip
    with pytest.raises(ClaimError, match=message):
        verdict(parts.pop("claim"), **parts)


def test_every_claim_of_the_first_edition_has_a_verdict() -> None:
    """Later claims have their assertions, and show as not yet judged until their outcomes are computed."""
    entries = ledger(NOTEBOOKS)
    judged = [e.claim for e in entries if e.verdict]
    assert judged == [f"C{number:02}" for number in range(1, 48)]
    assert sum(tally(entries).values()) == 47
    assert tally_sentence(entries).endswith(f"{len(entries) - 47} not yet judged.")


def test_the_board_explains_the_mark_of_a_claim_not_yet_judged(tmp_path: Path) -> None:
    entries = ledger([write(tmp_path / "03.ipynb", record())])
    assert f"</span> {PENDING}</li>" in board(entries, "claims.html")
    judged = [e for e in entries if e.verdict]
    assert PENDING not in board(judged, "claims.html")


def test_every_tested_claim_has_a_figure_and_a_table() -> None:
    assert [e.claim for e in put_to_test(ledger(NOTEBOOKS)) if not (e.figures and e.tables)] == []


def test_every_untestable_claim_says_why() -> None:
    assert [e.claim for e in ledger(NOTEBOOKS) if e.verdict in UNTESTABLE and len(e.finding) < 40] == []


def test_every_figure_serves_a_claim_or_has_a_reason() -> None:
    used = {name for e in ledger(NOTEBOOKS) for name in e.figures}
    assert sorted(set(figures(NOTEBOOKS)) - used - set(CONTEXT_FIGURES)) == []


def numbers_in(text: str) -> list[str]:
    """Numbers of a sentence that are results: years, days of dates and ids of claims are not."""
    text = re.sub(
        r"\bC\d{2}\b|\bG7\b|\bG8\b|\bFY\s?\d{4}\b|\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w*",
        " ",
        text,
    )
    text = re.sub(
        r"\b\d{4}-\d{2}(?:-\d{2})?\b|\b(?:1[89]|20)\d{2}(?:[-–/]\d{2,4})?\b(?!,\d)|Article \d+|Art\. \d+",
        " ",
        text,
    )
    return [found[0] for found in NUMBER.finditer(text)]


def is_computed(token: str, values: list[float]) -> bool:
    plain = token.replace(",", "").replace("\u2212", "-")
    decimals = len(plain.partition(".")[2])
    shown = float(plain)
    return any(abs(abs(round(scale * v, decimals)) - abs(shown)) < 1e-9 for v in values for scale in (1, 100))


def flat(value: Any) -> list[float]:
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [float(value)]
    if isinstance(value, str):
        return [float(token.replace(",", "")) for token in re.findall(r"\d[\d,]*(?:\.\d+)?", value)]
    items = value.values() if isinstance(value, dict) else value
    return [number for item in items for number in flat(item)]


def test_every_number_in_a_finding_was_computed() -> None:
    wrong = []
    for stem, found in outputs(NOTEBOOKS, VERDICT_MIME):
        values = flat(found["numbers"])
        wrong += [
            (stem, found["claim"], t) for t in numbers_in(found["finding"]) if not is_computed(t, values)
        ]
    assert wrong == [], "numbers in findings that are not among the verdict's `numbers`"


def test_the_number_check_can_fail() -> None:
    assert numbers_in("Of 38 terms, 63% ended by 2 May 2001 (C18); 1,204 days.") == ["38", "63", "1,204"]
    assert is_computed("63", [0.6316])
    assert is_computed("1,204", [1204.2])
    assert not is_computed("64", [0.6316])


# What the history of the notebooks refutes: rule and verdict entered it together, and most rules were reworded later.
REFUTED = re.compile(
    r"stated first|written (?:down )?before|before the result|before (?:its|the) values|rules? w\w+ \w+ before",
    re.I,
)


def test_no_page_chapter_or_verdict_says_that_its_rule_came_before_the_result() -> None:
    root = NOTEBOOKS[0].parent.parent
    said = [
        *NOTEBOOKS,
        *root.glob("book/*.md"),
        *root.glob("data/schema/*.yml"),
        *root.rglob("four_islands/**/*.py"),
    ]
    wrong = {path.name: found[0] for path in said if (found := REFUTED.search(path.read_text("utf-8")))}
    assert wrong == {}
    assert not REFUTED.search(screen(ledger(NOTEBOOKS), figures(NOTEBOOKS), ""))


def test_downloads_hold_every_claim() -> None:
    entries = ledger(NOTEBOOKS)
    assert as_csv(entries).count("\nC") == len(entries) == len(load("claims"))
    assert set(json.loads(as_json(entries))) == {e.claim for e in entries}


def test_markup_in_a_finding_is_inert_on_the_page(tmp_path: Path) -> None:
    bad = write(tmp_path / "03.ipynb", record(finding="<script>alert(1)</script>", rule="a & b"))
    html = screen(ledger([bad]), {}, "")
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_scale_has_seven_steps() -> None:
    assert len(VERDICTS) == len(set(VERDICTS)) == 7
