"""Where the essay is wrong or imprecise by the sources: one entry a statement, each with its sources."""

from __future__ import annotations

from html import escape
from typing import Any

from four_islands.claims.record import claim_number
from four_islands.data import load, sources

KINDS = {
    "error": "The sources say otherwise",
    "spelling": "A misspelling",
    "imprecise": "Imprecise",
    "overstated": "Said more strongly than the documents do",
    "incomplete": "Something is left out",
    "not-confirmed": "Not confirmed by the sources read",
    "stands": "Questioned, and it stands",
}


def entries(root: str) -> str:
    """All corrections in the order of the essay, as HTML; `root` leads from the page to the root of the site."""
    table = load("corrections").sort_values(["essay_paragraph", "correction_id"], key=order)
    return "".join(entry(row, root) for row in table.to_dict("records"))


def order(column: Any) -> Any:
    """Paragraphs in the order of numbers: some cells name more than one."""
    if column.name != "essay_paragraph":
        return column
    return column.astype(str).str.extract(r"(\d+)", expand=False).astype(int)


def entry(row: dict[Any, Any], root: str) -> str:
    """One statement of the essay beside what the sources say."""
    claims = [c for c in str(row["claim_ids"]).split(";") if c.startswith("C")]
    links = ", ".join(
        f'<a href="{root}book/claims.html#claim-{c.lower()}">claim {claim_number(c)}</a>' for c in claims
    )
    named = "; ".join(source_link(s) for s in sources(str(row["source_ids"])))
    note = f" {escape(row['note'])}" if isinstance(row["note"], str) and row["note"] else ""
    kind = KINDS[row["finding"]]
    return (
        f'<div class="correction" id="correction-{escape(row["correction_id"])}">'
        f'<p class="correction-head"><strong>{escape(kind)}</strong> (paragraph {escape(str(row["essay_paragraph"]))}'
        f"{'; ' + links if links else ''})</p>"
        f"<p><em>The essay:</em> {escape(row['essay_says'])}</p>"
        f"<p><em>The sources:</em> {escape(row['sources_say'])}{note}</p>"
        f'<p class="correction-sources">Sources: {named}.</p></div>'
    )


def source_link(source: Any) -> str:
    """A source with its title, linked where it has an address."""
    text = f"{escape(source.label)}, {escape(source.title)}"
    return f'<a href="{escape(source.url)}">{text}</a>' if source.url.startswith("http") else text
