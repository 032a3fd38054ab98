"""How a claim stands on a page: its assertions, what came out, the strip of all ways of counting, and the controls.

Without a script the page has the sentence, the rule and a table of all ways. `outcomes.js` turns the choices into
controls: the reader changes one, and sentence and outcome follow. All results are computed before; none in the page.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from html import escape
from typing import Any, ClassVar

from docutils import nodes

from four_islands.claims.outcome import SIDES
from four_islands.claims.record import CLAIM_MIME, SIGNS

# Said once a page, above its first box.
STANDING = (
    "Each statement that can be tested was tested by every rule that seemed fair. What at least three in four of them say "
    "is its verdict; otherwise it is open."
)
# Paper has no folds.
ALL_WAYS = (
    ' <span class="press-chrome">The fold under each has them all, and says what keeps one open.</span>'
)
WHY = '<details class="verdict-why press-chrome"><summary>What it rests on</summary>'
SAID = {"holds": "yes", "fails": "no"}
COUNTED = (*SAID.values(), "undecided")
MANY = 60  # ways of counting above which a strip shows small squares without their signs


class ClaimRenderer:
    """Renders a judged claim as a box; a `myst_nb.mime_renderers` entry point."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", CLAIM_MIME, 1)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """The box's nodes; None for any other MIME type."""
        if data.mime_type != CLAIM_MIME:
            return None
        found = box(data.content if isinstance(data.content, dict) else json.loads(data.string))
        page = renderer.renderer.document
        if not any("verdict" in earlier["classes"] for earlier in page.findall(nodes.container)):
            said = nodes.raw("", ALL_WAYS, format="html")
            return [nodes.paragraph("", "", nodes.Text(STANDING), said, classes=["verdict-how"]), found]
        return [found]


def slug(outcome: str) -> str:
    """An outcome as a style class: a colour and a sign of its own for each."""
    return f"outcome-{outcome.replace(' ', '-')}"


def box(record: Mapping[str, Any]) -> nodes.container:
    """A claim with its assertions, one under the other; what an assertion says the claim does not say again."""
    node = nodes.container(classes=["verdict"], ids=[f"verdict-{record['claim'].lower()}"])
    part = ", the part judged in this chapter" if record.get("is_part") else ""
    verdict = f"Claim {int(record['claim'][1:])}{part}: {record['headline']}."
    node["headline"] = record["headline"]
    found, words, is_brief, is_said = record["assertions"], record["text"], record.get("is_brief"), False
    if is_brief:
        node["classes"].append("verdict-brief")
    if is_brief and len({a["outcome"] for a in found}) == 1:  # parts that agree have one sign
        verdict = f"{SIGNS[found[0]['outcome']]} {verdict}"
    if is_brief and len(found) == 1:
        words = found[0]["text"]
        if is_said := found[0]["outcome"] in ("holds", "fails"):
            words += f" {found[0]['sentence']}"
    ruled = next((a for a in found if a["rule"] and not is_brief), None)  # its fold has the claim's own words
    said = "" if ruled or (len(found) == 1 and not is_brief) else f" {words}"
    node += nodes.paragraph("", "", nodes.strong("", verdict), nodes.Text(said), classes=["verdict-head"])
    shown = [one(a, claim=words if a is ruled else "", again=not is_brief or len(found) > 1) for a in found]
    node += (
        [nodes.raw("", WHY, format="html"), *shown, nodes.raw("", "</details>", format="html")]
        if is_brief
        else shown
    )
    if is_brief and not is_said:
        told = " ".join(short(a, alone=len(found) == 1) for a in found)
        node += nodes.paragraph("", told, classes=["verdict-how", "outcome-paper"])
    return node


def one(a: Mapping[str, Any], claim: str = "", *, again: bool = True) -> nodes.container:
    """One assertion: sign and outcome, its words (unless they were said), what came out, and how it was judged.

    What speaks for and against an open one is in its fold, with the words of `claim`; paper, which has no folds, says it.
    """
    node = nodes.container(classes=["outcome", slug(a["outcome"])], ids=[f"outcome-{a['assertion'].lower()}"])
    said = nodes.paragraph("", "", classes=["outcome-said"])
    said += nodes.strong("", f"{SIGNS[a['outcome']]} {a['outcome'].capitalize()}.", classes=["outcome-sign"])
    said += [nodes.Text(" "), *([nodes.emphasis("", a["text"]), nodes.Text(" ")] if again else [])]
    folded = ["outcome-folded"] if is_folded(a) else []
    said += nodes.inline("", "", *sides(a["sentence"]), classes=["outcome-sentence", *folded])
    if folded:
        said += nodes.raw("", f'<span class="press-chrome">{escape(divided(a))}</span>', format="html")
    node += said
    if a["rule"]:
        how = nodes.paragraph("", "", classes=["verdict-how", "outcome-paper"])
        how += nodes.emphasis("", f"{a['assertion']}. ")
        how += nodes.Text(f"{a['rule']} ({a['spread']}.)")
        node += how
        node += nodes.raw("", fold(a, claim), format="html")
    return node


def is_folded(a: Mapping[str, Any]) -> bool:
    """Whether what came out has two sides, which a screen shows on demand."""
    return bool(a["rule"]) and a["outcome"] == "open" and len({way["outcome"] for way in a["ways"]}) > 1


def divided(a: Mapping[str, Any]) -> str:
    """What an open one turns on: the choice that settles most ways of counting; where none does, on which side most are."""
    said = [SAID.get(way["outcome"], "undecided") for way in a["ways"]]
    best, most = "", 0
    for name, choice in a["choices"].items():
        sides: dict[tuple[str, ...], list[str]] = {}
        settled = 0
        for option, words in choice["options"].items():
            own = [one for one, way in zip(said, a["ways"], strict=True) if way["way"][name] == option]
            if own:  # an option may be senseless in every way that is left
                sides.setdefault(tuple(s for s in COUNTED if s in own), []).append(words)
                settled += len(own) if len({*own}) == 1 else 0
        if settled > most:
            found = sorted(sides, key=lambda side: (len(side), COUNTED.index(side[0])))
            best = "; ".join(f"{either_of(side)} by {joined(sides[side])}" for side in found)
            most = settled
    if best:
        return f"{best[:1].upper()}{best[1:]}."
    (first, most), (second, more), *third = Counter(said).most_common()
    if most == more:
        first, second = sorted((first, second), key=COUNTED.index)
        return f"By the ways of counting as often {first} as {second}."
    others = " and ".join([second, *(other for other, _ in third)])
    return f"By the ways of counting {'mostly' if most > len(said) / 2 else 'most often'} {first}, at times {others}."


def either_of(side: tuple[str, ...]) -> str:
    """The outcomes of one option in words: "yes", "no or undecided", "yes, no or undecided"."""
    return " or ".join([*([", ".join(side[:-1])] if side[:-1] else []), side[-1]])


def joined(options: list[str]) -> str:
    """Rules in quotation marks, so that the eye parts them from the answer."""
    quoted = [f"“{option}”" for option in options]
    return " and ".join([*([", ".join(quoted[:-1])] if quoted[:-1] else []), quoted[-1]])


def short(a: Mapping[str, Any], *, alone: bool) -> str:
    """One assertion of a brief claim, on paper: what came out, after its words where they were not said."""
    said = "" if alone else f"{SIGNS[a['outcome']]} {a['text']} "
    return f"{said}{a['sentence']} ({a['assertion']}.)"


def sides(words: str) -> list[nodes.Node]:
    """A sentence with the names of its readings set off, so that the eye finds them, and its rules stepping back."""
    pieces = re.split(rf"\b({'|'.join(SIDES.values())})(?=: )|( \(rule: .*?\))(?=\.)", words)
    return [
        nodes.inline("", piece, classes=["outcome-by"])
        if piece.startswith(" (rule: ")
        else nodes.strong("", piece)
        if piece in SIDES.values()
        else nodes.Text(piece)
        for piece in pieces
        if piece
    ]


def fold(a: Mapping[str, Any], claim: str = "") -> str:
    """The claim where it was not said, the rule, the strip, the choices and all ways, folded; for screens."""
    parts = [f"<p>{escape(a['sentence'])}</p>"] if is_folded(a) else []
    parts += [f"<p>The claim: {escape(claim)}</p>"] if claim else []
    parts += [f'<p class="outcome-rule">{escape(a["rule"])}</p>', f"<p>{sentence(a['spread'])}</p>"]
    if len(a["ways"]) > 1:
        parts += [strip(a), choices(a["choices"], a["ways"][0]["way"]), ways(a)]
    links = [f'<a href="#fig-{f}">the figure</a>' for f in a["figures"]]
    links += [
        f'<a href="../book/data.html#data-{t.replace("_", "-")}">{t.replace("_", " ")}</a>'
        for t in a["tables"]
    ]
    evidence = f"Evidence: {', '.join(links)}. " if links else ""
    own = f'<a href="../go/outcome-{a["assertion"].lower()}.html">Link to {a["assertion"]}</a>'
    parts.append(f'<p class="outcome-where">{evidence}{own}</p>')
    both = "for and against, " if is_folded(a) else ""
    count = f", {len(a['ways'])} ways of counting" if len(a["ways"]) > 1 else ""
    return (
        f'<details class="outcome-how press-chrome" data-outcome="{a["assertion"]}">'
        f"<summary>{a['assertion']}: {both}the rule{count}</summary>{''.join(parts)}</details>"
    )


def sentence(words: str) -> str:
    """Words as a sentence of HTML."""
    return escape(words[:1].upper() + words[1:]) + "."


def strip(a: Mapping[str, Any]) -> str:
    """All ways as a row of small marks, in the order of the table, the book's own first."""
    marks = "".join(f'<i class="{slug(w["outcome"])}">{SIGNS[w["outcome"]]}</i>' for w in a["ways"])
    many = " many" if len(a["ways"]) > MANY else ""
    return f'<div class="outcome-strip{many}" aria-hidden="true">{marks}</div>'


def choices(named: Mapping[str, Any], own: Mapping[str, str]) -> str:
    """The choices with their reasons; the script puts controls in their place, set to the book's own way.

    A notebook keeps its keys sorted, so the first option of a record need not be the book's.
    """
    items = []
    for name, choice in named.items():
        options = "".join(
            f'<option value="{escape(option)}"{" selected" if option == own[name] else ""}>{escape(words)}</option>'
            for option, words in choice["options"].items()
        )
        select = f'<select data-choice="{escape(name)}" disabled>{options}</select>'
        items.append(f"<label><span>{escape(choice['why'])}</span> {select}</label>")
    return (
        f'<form class="outcome-choices">{"".join(items)}<p class="outcome-now" aria-live="polite"></p></form>'
    )


def ways(a: Mapping[str, Any]) -> str:
    """Every way of counting as a table: what the page shows without a script, and what the script reads."""
    names = list(a["choices"])
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in [*names, "outcome", "what comes out"])
    rows = []
    for w in a["ways"]:
        cells = "".join(
            f"<td>{escape(choice['options'][w['way'][name]])}</td>" for name, choice in a["choices"].items()
        )
        rows.append(
            f'<tr data-outcome="{slug(w["outcome"])}">{cells}<td>{SIGNS[w["outcome"]]} {w["outcome"]}</td>'
            f"<td>{escape(w['sentence'])}</td></tr>"
        )
    return (
        '<details class="outcome-ways"><summary>All ways as a table</summary><div class="table-scroll">'
        f'<table class="book-table"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div></details>'
    )
