"""The essay's claims and the verdicts of the chapters.

A chapter records a verdict as the output of a cell; the ledger page, the chapter openings and the cover are
built from these records, so they cannot say anything else than the notebooks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from four_islands.data import load
from four_islands.prose import Sentence, escape

VERDICT_MIME = "application/vnd.four-islands.verdict+json"
VERDICTS = (
    "supported",
    "supported with a caveat",
    "mixed",
    "contradicted",
    "not contradicted so far",
    "argued and not testable",
    "not testable with these data",
)
UNTESTABLE = VERDICTS[5:]


class ClaimError(ValueError):
    """A verdict that may not be published; the message names the claim and what is missing."""


@dataclass(frozen=True)
class Verdict:
    """What the evidence says of one claim: the rule, and the finding with its numbers."""

    claim: str
    verdict: str
    rule: str
    finding: str
    numbers: Mapping[str, Any]
    figures: Sequence[str]
    tables: Sequence[str]
    would_change: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        text = f"{self.claim}: {self.verdict}. {self.finding}"
        markdown = (
            f"**{self.claim} – {self.verdict}.** {escape(self.finding)}\n\n"
            f"*Rule:* {escape(self.rule)} *What would change this verdict:* {escape(self.would_change)}"
        )
        return {VERDICT_MIME: asdict(self), "text/markdown": markdown, "text/plain": text}


def verdict(
    claim: str,
    *,
    verdict: str,
    rule: str,
    finding: str,
    would_change: str,
    numbers: Mapping[str, Any] | None = None,
    figures: Sequence[str] = (),
    tables: Sequence[str] = (),
) -> Verdict:
    """Record the verdict on one claim.

    `rule` says what gives which verdict, `numbers` the computed values that the finding quotes.
    Raises `ClaimError` for an unknown claim or verdict, and for a tested claim without numbers, figure or table.
    """
    known = load("claims")["claim_id"].tolist()
    if claim not in known:
        raise ClaimError(
            f"{claim!r} is not a claim of the essay (data/claims.csv has {known[0]} to {known[-1]})"
        )
    if verdict not in VERDICTS:
        raise ClaimError(f"{claim}: {verdict!r} is not a verdict; choose one of: {', '.join(VERDICTS)}")
    if verdict not in UNTESTABLE:
        missing = [
            name
            for name, value in (("numbers", numbers), ("figures", figures), ("tables", tables))
            if not value
        ]
        if missing:
            raise ClaimError(f"{claim} is {verdict!r}, so it needs {', '.join(missing)}")
    values = {key: plain_number(value) for key, value in (numbers or {}).items()}
    return Verdict(claim, verdict, rule, finding, values, list(figures), list(tables), would_change)


def claim_number(claim: str) -> int:
    """The number of a claim as prose says it: `C07` is claim 7."""
    return int(claim.removeprefix("C"))


def plain_number(value: Any) -> Any:
    """A value as JSON knows it; floats rounded to nine digits so that platforms agree."""
    if hasattr(value, "item"):
        value = value.item()
    if isinstance(value, float):
        return round(value, 9)
    if isinstance(value, int | str | bool) or value is None:
        return value
    return str(value)


def claims_tested(*claims: str) -> Sentence:
    """The claims a chapter tests, in the book's own words, as a list."""
    rows = {str(row["claim_id"]): row for row in load("claims").to_dict("records")}
    unknown = [claim for claim in claims if claim not in rows]
    if unknown:
        raise ClaimError(f"unknown claims: {', '.join(unknown)}")
    lines = [
        f"- **{claim}** (paragraph {rows[claim]['paragraph']}): {escape(str(rows[claim]['claim']))}"
        for claim in claims
    ]
    return Sentence("The essay argues:\n\n" + "\n".join(lines))
