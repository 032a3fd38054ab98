"""What a chapter shows and the ledger reads: a claim of the essay with all its assertions and what came out.

A record is the output of a notebook cell, so nbval compares it with a fresh run, and the ledger, the cover and the
chapter heads cannot say anything else than the chapters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from four_islands.claims.engine import Chapter, Judgement
from four_islands.claims.outcome import ClaimError, plain_number
from four_islands.claims.tables import Tables
from four_islands.data import load
from four_islands.prose import escape

CLAIM_MIME = "application/vnd.four-islands.claim+json"
SIGNS = {"holds": "✓", "fails": "✗", "open": "○", "not testable": "–"}


@dataclass(frozen=True)
class ClaimRecord:
    """A claim, its headline, and its assertions with outcome, sentence, rule and ways."""

    record: dict[str, Any]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        part = ", the part judged here" if self.record["is_part"] else ""
        lines = [
            f"**{self.record['claim']}{part}: {self.record['headline']}.** {escape(self.record['text'])}"
        ]
        for a in self.record["assertions"]:
            lines.append(
                f"- {SIGNS[a['outcome']]} *{escape(a['text'])}* {escape(a['sentence'])} ({a['assertion']}: {a['spread']})"
            )
        text = "\n\n".join(lines)
        return {CLAIM_MIME: self.record, "text/markdown": text, "text/plain": text}


def claim_number(claim: str) -> int:
    """The number of a claim as prose says it: `C07` is claim 7."""
    return int(claim.removeprefix("C"))


def headline(outcomes: Sequence[str]) -> str:
    """What the outcomes of its assertions make of a claim, in a word or three.

    >>> headline(["holds", "fails", "holds"]), headline(["holds", "not testable"]), headline(["open"])
    ('partly right', 'right in part, the rest not testable', 'open')
    """
    found = set(outcomes) - {"not testable"}
    if not found:
        return "not testable"
    if len(found) == 1 and "open" not in found:
        word = {"holds": "right", "fails": "wrong"}[found.pop()]
        return f"{word} in part, the rest not testable" if "not testable" in outcomes else word
    if {"holds", "fails"} <= found:
        return "partly right"
    rest = "the rest open or not testable" if "not testable" in outcomes else "the rest open"
    first = {"holds": "right", "fails": "wrong"}.get(next(iter(found - {"open"}), ""))
    return f"{first} in part, {rest}" if first else "open"


# What comes out of an assertion that no test decides, and how it was judged, by its code in the table of assertions.
UNTESTED = {
    "argue": ("not testable", "a judgement, argued with both readings"),
    "no_data": ("open", "open for want of data"),
}


def claim(chapter: Chapter, name: str, tables: Tables | None = None, *, brief: bool = False) -> ClaimRecord:
    """A claim of the essay with its assertions of this chapter: those with a test are judged, the others say why not.

    A brief one shows its verdict, and what it rests on where a reader asks for it.

    Raises `ClaimError` for a claim that is not in the table, for one without an assertion in this chapter, and for an
    assertion that should have a test here and has none.
    """
    claims = {row["claim_id"]: row for row in load("claims").to_dict("records")}
    if name not in claims:
        raise ClaimError(f"{name!r} is not a claim of the essay: see data/claims.csv")
    assertions = load("assertions").query("claim_id == @name")
    rows = assertions[assertions["chapter"].eq(chapter.name)].to_dict("records")
    if not rows:
        raise ClaimError(f"{name} has no assertion of {chapter.name} in data/assertions.csv")
    judged = [judged_or_argued(chapter, row, tables) for row in rows]
    return ClaimRecord(
        {
            "claim": name,
            "headline": headline([a["outcome"] for a in judged]),
            "is_part": len(rows) < len(assertions),
            "is_brief": brief,
            "text": claims[name]["claim"],
            "paragraph": int(claims[name]["paragraph"]),
            "assertions": judged,
        }
    )


def judged_or_argued(chapter: Chapter, row: dict[Any, Any], tables: Tables | None) -> dict[str, Any]:
    """One assertion as the record holds it."""
    name, shared = row["assertion_id"], {"assertion": row["assertion_id"], "text": row["text"]}
    if row["testable"] == "test":
        return shared | as_record(chapter.judge(name, tables))
    outcome, spread = UNTESTED[row["testable"]]
    empty: dict[str, Any] = {"numbers": {}, "choices": {}, "ways": [], "figures": [], "tables": []}
    return shared | {"outcome": outcome, "sentence": row["why"], "rule": "", "spread": spread} | empty


def as_record(judged: Judgement) -> dict[str, Any]:
    """A judgement as plain JSON: the outcome that stands, its rule, and every way with its own outcome."""
    stands, test = judged.outcome, judged.test
    return {
        "outcome": stands.outcome,
        "sentence": stands.sentence,
        "rule": test.rule,
        "spread": judged.spread(),
        "numbers": {key: plain_number(value) for key, value in stands.numbers.items()},
        "choices": {n: {"why": c.why, "options": dict(c.options)} for n, c in test.choices.items()},
        "ways": [{"way": way, "outcome": o.outcome, "sentence": o.sentence} for way, o in judged.ways],
        "figures": list(test.figures),
        "tables": list(judged.tables),
    }
