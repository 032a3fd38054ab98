"""The ledger as it stands on a page: a list that can be filtered, a board of all claims, and a table for print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from four_islands.claims.ledger import HEADLINES, PENDING, Entry, Figure
from four_islands.claims.record import SIGNS
from four_islands.pages.outcomes import slug, strip

SECTIONS = {
    "introduction": "Introduction",
    "domestic": "Domestic politics",
    "alliance": "The alliance",
    "balance": "The balance of power",
    "prospects": "Prospects",
}
# A mark for each headline besides its colour, and the colour of the outcome that weighs most in it.
MARKS = dict(
    zip(
        (*HEADLINES, PENDING),
        ("✓", "✓–", "✓○", "✓○–", "✓✗", "✗○", "✗○–", "✗–", "✗", "○", "–", "·"),
        strict=True,
    )
)
_COLOURS = "holds holds holds holds mixed fails fails fails fails open not-testable not-testable"
COLOURS = dict(zip(MARKS, _COLOURS.split(), strict=True))


def anchor(claim: str) -> str:
    """The stable address of a claim on the ledger page."""
    return f"claim-{claim.lower()}"


def style(headline: str) -> str:
    """The style class of a headline."""
    return slug(COLOURS[headline])


def number(claim: str) -> str:
    """A claim's number as the board shows it: `C07` is 7."""
    return str(int(claim.removeprefix("C")))


def badge(headline: str) -> str:
    """A headline as coloured words with their mark."""
    mark = f'<span aria-hidden="true">{MARKS[headline]}</span>'
    return f'<span class="badge-verdict {style(headline)}">{mark}&nbsp;{escape(headline)}</span>'


def board(entries: Sequence[Entry], page: str) -> str:
    """All claims as small numbered squares with their mark, by section, each a link to its entry on `page`."""
    rows = []
    for section, name in SECTIONS.items():
        cells = squares([e for e in entries if e.section == section], f"{page}#claim-")
        rows.append(f'<div class="board-row"><span class="board-name">{name}</span>{cells}</div>')
    used = [h for h in (*HEADLINES, PENDING) if any(e.headline == h for e in entries)]
    key = "".join(
        f'<li><span class="board-key {style(h)}" aria-hidden="true">{MARKS[h]}</span> {h}</li>' for h in used
    )
    return f'<div class="claims-board press-chrome">{"".join(rows)}<ul class="board-legend">{key}</ul></div>'


def squares(entries: Sequence[Entry], start: str) -> str:
    """Claims as small numbered squares with their mark; `start` is the link to each without its number."""
    cells = "".join(
        f'<li><a class="{style(e.headline)}" href="{start}{e.claim.lower()}" title="{e.headline}: {escape(e.text)}">'
        f'<span aria-hidden="true">{number(e.claim)}<br>{MARKS[e.headline]}</span>'
        f'<span class="visually-hidden">Claim {number(e.claim)}: {e.headline}</span></a></li>'
        for e in entries
    )
    return f"<ul>{cells}</ul>"


def screen(entries: Sequence[Entry], figures: Mapping[str, Figure], root: str) -> str:
    """The list for the screen: filters, then one line a claim that unfolds to its assertions."""
    filters = "".join(
        f'<label>{label}<select data-filter="{key}"><option value="">all</option>{option(choices)}</select></label>'
        for key, label, choices in (
            ("section", "Level", SECTIONS),
            ("kind", "Kind", {k: k for k in sorted({e.kind for e in entries})}),
            ("headline", "Comes out", {h: h for h in HEADLINES if any(e.headline == h for e in entries)}),
        )
    )
    items = "".join(item(e, figures, root) for e in entries)
    return (
        '<div class="ledger press-chrome" data-list="claims">'
        f'<form class="press-filter" hidden><label>Search<input type="search" data-search></label>{filters}'
        f'<output aria-live="polite" data-count></output></form>{items}</div>'
    )


def option(choices: Mapping[str, str]) -> str:
    """The options of a select box."""
    return "".join(
        f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices.items()
    )


def item(e: Entry, figures: Mapping[str, Figure], root: str) -> str:
    """One claim of the list."""
    names = [f for a in e.assertions for f in a["figures"]]
    shown = figures[names[0]] if names else None
    picture = (
        f'<a href="{root}notebooks/{shown.notebook}.html#fig-{shown.id}"><img class="ledger-figure" loading="lazy" '
        f'width="360" src="{root}figures/{shown.id}.narrow.svg" alt="{escape(shown.alt)}"></a>'
        if shown
        else ""
    )
    body = "".join(assertion(a, figures, root) for a in e.assertions)
    return (
        f'<details class="claim" data-item id="{anchor(e.claim)}" data-section="{e.section}" data-kind="{e.kind}" '
        f'data-headline="{escape(e.headline)}"><summary><span class="claim-id">{e.claim}</span> '
        f'<span class="claim-text">{escape(e.text)}</span> {badge(e.headline)}</summary>'
        f"<dl>{body}</dl>{picture}</details>"
    )


def assertion(a: Mapping[str, object], figures: Mapping[str, Figure], root: str) -> str:
    """One assertion: its outcome, its words, what came out, and the way to its rule, figures and rows."""
    chapter, name = f"{root}notebooks/{a['notebook']}.html", str(a["assertion"])
    links = [f'<a href="{chapter}#outcome-{name.lower()}">rule and chapter</a>']
    links += [f'<a href="{chapter}#fig-{f}">{escape(figures[f].title)}</a>' for f in as_list(a["figures"])]
    links += [
        f'<a href="{root}book/data.html#data-{t.replace("_", "-")}">{escape(t.replace("_", " "))}</a>'
        for t in as_list(a["tables"])
    ]
    ways = strip(a) if len(as_list(a["ways"])) > 1 else ""
    return (
        f'<dt class="{slug(str(a["outcome"]))}">{SIGNS[str(a["outcome"])]}&nbsp;{a["outcome"]}</dt>'
        f"<dd><em>{escape(str(a['text']))}</em> {escape(str(a['sentence']))}{ways}"
        f'<span class="claim-links"><a href="{root}go/outcome-{name.lower()}.html">{name}</a>: {"; ".join(links)}</span></dd>'
    )


def as_list(value: object) -> list[str]:
    """A list of a record, typed."""
    return list(value) if isinstance(value, list) else []


def paper(entries: Sequence[Entry], root: str) -> str:
    """The same list as a plain table of two lines a claim: what is printed. The details stand in the chapters."""
    rows = []
    for e in entries:
        signs = "\u00a0".join(SIGNS[str(a["outcome"])] for a in e.assertions)
        judged = dict.fromkeys(str(a["notebook"]) for a in e.assertions)
        where = "; ".join(
            f'<a class="paged" href="{root}notebooks/{name}.html#verdict-{e.claim.lower()}">{int(name[:2])}</a>'
            for name in judged
        )
        rows.append(
            f'<tr data-id="{anchor(e.claim)}"><td>{e.claim}</td><td>{escape(e.text)}</td>'
            f"<td>{e.headline}</td><td>{signs}</td><td>{where}</td></tr>"
        )
    head = "<tr><th>Id</th><th>Claim</th><th>Comes out</th><th>Parts</th><th>Chapter</th></tr>"
    return (
        f'<table class="print-only claims-table"><thead>{head}</thead><tbody>{"".join(rows)}</tbody></table>'
    )
