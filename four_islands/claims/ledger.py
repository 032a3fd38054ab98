"""The claims ledger: every claim of the essay with the verdict that a chapter computed for it.

The verdicts are read from the committed outputs of the notebooks, which nbval compares with a fresh run. So the
ledger cannot say anything else than the chapters, and the chapters nothing else than the data.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from four_islands.claims.verdict import UNTESTABLE, VERDICT_MIME, VERDICTS
from four_islands.data import load
from four_islands.prose import listed

PLOTLY_MIME = "application/vnd.plotly.v1+json"


class LedgerError(ValueError):
    """A ledger that contradicts itself; the message names the claim and the notebooks."""


@dataclass(frozen=True)
class Entry:
    """One claim with its test and its verdict; `verdict` is empty while no chapter has recorded one."""

    claim: str
    section: str
    paragraph: int
    kind: str
    text: str
    test: str
    caution: str
    notebook: str
    verdict: str
    rule: str
    finding: str
    would_change: str
    figures: tuple[str, ...]
    tables: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """A figure of the book as the ledger shows it."""

    id: str
    notebook: str
    title: str
    alt: str


def outputs(notebooks: Iterable[Path], mime: str) -> list[tuple[str, Any]]:
    """All outputs of one MIME type in the notebooks, with the stem of the notebook, in order."""
    found = []
    for path in notebooks:
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if mime in output.get("data", {}):
                    found.append((path.stem, output["data"][mime]))
    return found


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


def ledger(notebooks: Sequence[Path]) -> list[Entry]:
    """All claims in order, each with the verdict its chapter recorded.

    Raises `LedgerError` when two chapters judge the same claim or a verdict names a figure that is not in the book.
    """
    known = figures(notebooks)
    records: dict[str, tuple[str, dict[str, Any]]] = {}
    for stem, record in outputs(notebooks, VERDICT_MIME):
        claim = record["claim"]
        if claim in records:
            raise LedgerError(f"{claim} has a verdict in {records[claim][0]} and another in {stem}; keep one")
        if missing := [name for name in record["figures"] if name not in known]:
            raise LedgerError(
                f"{stem}: the verdict on {claim} names figures that are not in the book: {', '.join(missing)}"
            )
        records[claim] = (stem, record)
    return [
        entry(row, *records.get(str(row["claim_id"]), ("", {}))) for row in load("claims").to_dict("records")
    ]


def entry(row: dict[Any, Any], notebook: str, record: dict[str, Any]) -> Entry:
    """A row of the table of claims joined with its recorded verdict."""
    caution = row["caution"]
    return Entry(
        claim=row["claim_id"],
        section=row["section"],
        paragraph=int(row["paragraph"]),
        kind=row["kind"],
        text=row["claim"],
        test=row["test"],
        caution=caution if isinstance(caution, str) else "",
        notebook=notebook,
        verdict=record.get("verdict", ""),
        rule=record.get("rule", ""),
        finding=record.get("finding", ""),
        would_change=record.get("would_change", ""),
        figures=tuple(record.get("figures", ())),
        tables=tuple(record.get("tables", ())),
    )


def tally(entries: Sequence[Entry]) -> dict[str, int]:
    """How many claims got each verdict, in the order of the scale."""
    counts = Counter(e.verdict for e in entries if e.verdict)
    return {verdict: counts[verdict] for verdict in VERDICTS}


def put_to_test(entries: Sequence[Entry]) -> list[Entry]:
    """The claims that were put to a test."""
    return [e for e in entries if e.verdict and e.verdict not in UNTESTABLE]


def tally_sentence(entries: Sequence[Entry]) -> str:
    """The verdicts counted in a sentence, none left out."""
    counts = [f"{n} {verdict}" for verdict, n in tally(entries).items() if n]
    pending = sum(not e.verdict for e in entries)
    counts += [f"{pending} not yet judged"] if pending else []
    return f"Of the essay's {len(entries)} claims, the book finds {listed(counts)}."


def as_csv(entries: Sequence[Entry]) -> str:
    """The ledger as CSV text, one claim a row, lists separated by semicolons."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(Entry.__dataclass_fields__), lineterminator="\n")
    writer.writeheader()
    for e in entries:
        writer.writerow({k: ";".join(v) if isinstance(v, tuple) else v for k, v in asdict(e).items()})
    return out.getvalue()


def as_json(entries: Sequence[Entry]) -> str:
    """The ledger as JSON text, keyed by the stable id of the claim."""
    return json.dumps({e.claim: asdict(e) for e in entries}, ensure_ascii=False, indent=1) + "\n"
