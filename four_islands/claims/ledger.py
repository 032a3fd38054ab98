"""The ledger: every claim of the essay with its assertions and what a chapter found on each.

Outcomes are read from the committed outputs of the notebooks, which nbval compares with a fresh run. So the ledger
cannot say anything else than the chapters, and the chapters nothing else than the data.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from four_islands.claims.outcome import OUTCOMES
from four_islands.claims.record import CLAIM_MIME, headline
from four_islands.data import load
from four_islands.prose import in_words, listed

PLOTLY_MIME = "application/vnd.plotly.v1+json"
PENDING = "not yet judged"
HEADLINES = (
    "right",
    "right in part, the rest not testable",
    "right in part, the rest open",
    "right in part, the rest open or not testable",
    "partly right",
    "wrong in part, the rest open",
    "wrong in part, the rest open or not testable",
    "wrong in part, the rest not testable",
    "wrong",
    "open",
    "not testable",
)


class LedgerError(ValueError):
    """A ledger that contradicts itself; the message names the claim and the notebooks."""


@dataclass(frozen=True)
class Entry:
    """One claim, what its assertions make of it, and the assertions as their chapters recorded them."""

    claim: str
    section: str
    paragraph: int
    kind: str
    text: str
    headline: str
    assertions: tuple[dict[str, Any], ...]

    @property
    def notebooks(self) -> list[str]:
        """The chapters that judge it."""
        return list(dict.fromkeys(a["notebook"] for a in self.assertions))


@dataclass(frozen=True)
class Figure:
    """A figure of the book as the ledger shows it."""

    id: str
    notebook: str
    title: str
    alt: str


def outputs(notebooks: Iterable[Path], mime: str) -> list[tuple[str, Any]]:
    """All outputs of one MIME type in the notebooks, with the stem of the notebook, in order."""
    return [
        (path.stem, shown[mime])
        for path in notebooks
        for shown in _shown(path, path.stat().st_mtime_ns)
        if mime in shown
    ]


@cache
def _shown(path: Path, _changed: int) -> list[dict[str, Any]]:
    """What the cells of a notebook show, read once though many pages ask."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    return [output["data"] for cell in cells for output in cell.get("outputs", []) if "data" in output]


def figures(notebooks: Sequence[Path]) -> dict[str, Figure]:
    """The book's figures by id."""
    found: dict[str, Figure] = {}
    for stem, content in outputs(notebooks, PLOTLY_MIME):
        meta = content.get("layout", {}).get("meta", {}).get("press")
        if meta:
            if meta["id"] in found:
                raise LedgerError(
                    f"figure {meta['id']!r} stands in {found[meta['id']].notebook} and in {stem}"
                )
            found[meta["id"]] = Figure(meta["id"], stem, meta["title"], meta["alt"])
    return found


def judged(notebooks: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """Every assertion that a chapter has judged or argued, by id, with the notebook it stands in.

    Raises `LedgerError` when two chapters judge one assertion, or one names a figure that is not in the book.
    """
    known, found = figures(notebooks), dict[str, dict[str, Any]]()
    for stem, record in outputs(notebooks, CLAIM_MIME):
        for a in record["assertions"]:
            name = a["assertion"]
            if name in found:
                raise LedgerError(
                    f"{name} is judged in {found[name]['notebook']} and again in {stem}; keep one"
                )
            if missing := [figure for figure in a["figures"] if figure not in known]:
                raise LedgerError(
                    f"{stem}: {name} names figures that are not in the book: {', '.join(missing)}"
                )
            found[name] = a | {"notebook": stem}
    return found


def ledger(notebooks: Sequence[Path]) -> list[Entry]:
    """All claims in order, each with the assertions its chapters recorded.

    A claim's headline waits until all its assertions are there.
    """
    found = judged(notebooks)
    named = load("assertions").groupby("claim_id", sort=False)["assertion_id"].agg(list).to_dict()
    entries = []
    for row in load("claims").to_dict("records"):
        ids = named.get(row["claim_id"], [])
        recorded = tuple(found[i] for i in ids if i in found)
        whole = len(recorded) == len(ids)
        entries.append(
            Entry(
                claim=row["claim_id"],
                section=row["section"],
                paragraph=int(row["paragraph"]),
                kind=row["kind"],
                text=row["claim"],
                headline=headline([a["outcome"] for a in recorded]) if whole and recorded else PENDING,
                assertions=recorded,
            )
        )
    return entries


def tally(entries: Sequence[Entry]) -> dict[str, int]:
    """How many claims got each headline, in order, none left out."""
    counts = Counter(e.headline for e in entries)
    return {name: counts[name] for name in (*HEADLINES, PENDING) if counts[name]}


def outcomes(entries: Sequence[Entry]) -> dict[str, int]:
    """How many assertions have each outcome, in order."""
    counts = Counter(a["outcome"] for e in entries for a in e.assertions)
    return {name: counts[name] for name in OUTCOMES if counts[name]}


def tally_sentence(entries: Sequence[Entry]) -> str:
    """What holds and what fails, counted in two sentences."""
    counts = outcomes(entries)
    total = sum(counts.values())
    verbs = {"holds": "hold", "fails": "fail", "open": "stay open", "not testable": "cannot be tested"}
    said = listed([f"{in_words(n)} {verbs[name]}" for name, n in counts.items()])
    pending = tally(entries).get(PENDING, 0)
    rest = f" {in_words(pending).capitalize()} claims are not yet judged." if pending else ""
    return (
        f"The essay's {len(entries)} claims come apart into statements that can be true or false alone. "
        f"Of {total} such statements {said}.{rest}"
    )


def as_csv(entries: Sequence[Entry]) -> str:
    """The ledger as CSV text, one assertion a row, lists separated by semicolons."""
    out = io.StringIO()
    columns = ("assertion", "text", "outcome", "sentence", "rule", "spread", "notebook", "figures", "tables")
    writer = csv.DictWriter(out, ["claim", "headline", "section", "paragraph", *columns], lineterminator="\n")
    writer.writeheader()
    for e in entries:
        head = {"claim": e.claim, "headline": e.headline, "section": e.section, "paragraph": e.paragraph}
        for a in e.assertions or [{}]:
            cells = {name: a.get(name, "") for name in columns}
            writer.writerow(head | {k: ";".join(v) if isinstance(v, list) else v for k, v in cells.items()})
    return out.getvalue()


def as_json(entries: Sequence[Entry]) -> str:
    """The ledger as JSON text, keyed by the stable id of the claim, with every way of counting."""
    return json.dumps({e.claim: asdict(e) for e in entries}, ensure_ascii=False, indent=1) + "\n"
