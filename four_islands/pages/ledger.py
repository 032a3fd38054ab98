"""The ledger as it stands on a page: a list that can be filtered, a board of all claims, and a table for print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from four_islands.claims.ledger import Entry, Figure
from four_islands.claims.verdict import VERDICTS

SECTIONS = {
    "introduction": "Introduction",
    "domestic": "Domestic politics",
    "alliance": "The alliance",
    "balance": "The balance of power",
    "prospects": "Prospects",
}
# A mark for each verdict besides its colour.
MARKS = dict(zip(VERDICTS, ("✓", "✓…", "±", "✗", "○", "–", "?"), strict=True))
PENDING = "not yet judged"


def anchor(claim: str) -> str:
    """The stable address of a claim on the ledger page."""
    return f"claim-{claim.lower()}"


def style(verdict: str) -> str:
    """The style class of a verdict."""
    return f"verdict-{VERDICTS.index(verdict) + 1}" if verdict else "verdict-0"


def badge(verdict: str) -> str:
    """Verdict as a coloured word with its mark."""
    name = verdict or PENDING
    mark = f'<span aria-hidden="true">{MARKS.get(verdict, "·")}</span>'
    return f'<span class="badge-verdict {style(verdict)}">{mark} {escape(name)}</span>'


def board(entries: Sequence[Entry], page: str) -> str:
    """All claims as small marked squares, by section, each a link to its entry on `page`."""
    rows = []
    for section, name in SECTIONS.items():
        cells = "".join(
            f'<li><a class="{style(e.verdict)}" href="{page}#{anchor(e.claim)}" '
            f'title="{escape(e.claim)}: {escape(e.verdict or PENDING)}">'
            f'<span aria-hidden="true">{MARKS.get(e.verdict, "·")}</span>'
            f'<span class="visually-hidden">{escape(e.claim)}: {escape(e.verdict or PENDING)}</span></a></li>'
            for e in entries
            if e.section == section
        )
        rows.append(f'<div class="board-row"><span class="board-name">{name}</span><ul>{cells}</ul></div>')
    key = "".join(
        f'<li><span class="board-key {style(v)}" aria-hidden="true">{MARKS[v]}</span> {v}</li>'
        for v in VERDICTS
    )
    if not all(e.verdict for e in entries):
        key += f'<li><span class="board-key {style("")}" aria-hidden="true">·</span> {PENDING}</li>'
    return f'<div class="claims-board press-chrome">{"".join(rows)}<ul class="board-legend">{key}</ul></div>'


def screen(entries: Sequence[Entry], figures: Mapping[str, Figure], root: str) -> str:
    """The list for the screen: filters, then one line a claim that unfolds to test, finding, figure and links."""
    kinds = sorted({e.kind for e in entries})
    filters = "".join(
        f'<label>{label}<select data-filter="{key}"><option value="">all</option>{options}</select></label>'
        for key, label, options in (
            ("section", "Level", option(SECTIONS)),
            ("kind", "Kind", option({k: k for k in kinds})),
            ("verdict", "Verdict", option({v: v for v in VERDICTS if any(e.verdict == v for e in entries)})),
        )
    )
    items = "".join(item(e, figures, root) for e in entries)
    return (
        '<div class="ledger press-chrome" data-ledger>'
        f'<form class="ledger-filter" hidden><label>Search<input type="search" data-search></label>{filters}'
        f'<output aria-live="polite" data-count></output></form>{items}</div>'
    )


def option(choices: Mapping[str, str]) -> str:
    """The options of a select box."""
    return "".join(
        f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices.items()
    )


def item(e: Entry, figures: Mapping[str, Figure], root: str) -> str:
    """One claim of the list."""
    chapter = f"{root}notebooks/{e.notebook}.html"
    shown = [figures[name] for name in e.figures]
    picture = (
        f'<a href="{chapter}#fig-{shown[0].id}"><img class="ledger-figure" loading="lazy" width="360" '
        f'src="{root}figures/{shown[0].id}.narrow.svg" alt="{escape(shown[0].alt)}"></a>'
        if shown
        else ""
    )
    links = [f'<a href="{chapter}#verdict-{e.claim.lower()}">the chapter</a>'] if e.notebook else []
    links += [f'<a href="{root}notebooks/{f.notebook}.html#fig-{f.id}">{escape(f.title)}</a>' for f in shown]
    tables = ", ".join(
        f'<a href="{root}book/data.html#data-{t.replace("_", "-")}">{escape(t)}</a>' for t in e.tables
    )
    facts = [
        ("What could test it", escape(e.test)),
        ("Watch out for", escape(e.caution)),
        ("Rule", escape(e.rule)),
        ("Finding", escape(e.finding)),
        ("What would change it", escape(e.would_change)),
        ("Where", "; ".join(links)),
        ("Rows", tables),
    ]
    body = "".join(f"<dt>{term}</dt><dd>{text}</dd>" for term, text in facts if text)
    return (
        f'<details class="claim" id="{anchor(e.claim)}" data-section="{e.section}" data-kind="{e.kind}" '
        f'data-verdict="{escape(e.verdict)}"><summary><span class="claim-id">{e.claim}</span> '
        f'<span class="claim-text">{escape(e.text)}</span> {badge(e.verdict)}</summary>'
        f"<dl>{body}</dl>{picture}</details>"
    )


def paper(entries: Sequence[Entry]) -> str:
    """The same list as a plain table: what is printed."""
    rows = "".join(
        f"<tr><td>{e.claim}</td><td>{escape(e.text)}</td><td>{escape(e.verdict or PENDING)}</td><td>{escape(e.finding)}</td></tr>"
        for e in entries
    )
    head = "<tr><th>Id</th><th>Claim</th><th>Verdict</th><th>Finding</th></tr>"
    return f'<table class="print-only claims-table"><thead>{head}</thead><tbody>{rows}</tbody></table>'
