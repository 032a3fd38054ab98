"""How the book's pages show a verdict; a Sphinx side of `four_islands.claims`.

Registered as a `myst_nb.mime_renderers` entry point. Each verdict is also kept in the build environment, from
which the ledger page and the cover are made.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx

from four_islands.claims import VERDICT_MIME, VERDICTS


class VerdictRenderer:
    """Renders a recorded verdict as a box: claim, verdict, finding, rule, and what would change it."""

    mime_priority_overrides: ClassVar[list[tuple[str, str, int]]] = [("*", VERDICT_MIME, 1)]

    @staticmethod
    def handle_mime(renderer: Any, data: Any, inline: bool) -> list[nodes.Element] | None:
        """The box's nodes; None for any other MIME type."""
        if data.mime_type != VERDICT_MIME:
            return None
        record = data.content if isinstance(data.content, dict) else json.loads(data.string)
        env = renderer.renderer.sphinx_env
        if env:
            store = env.__dict__.setdefault("book_verdicts", {})
            store.setdefault(env.docname, {})[record["claim"]] = record
        return [box(record)]


def box(record: dict[str, Any]) -> nodes.container:
    """One verdict as a box."""
    node = nodes.container(
        classes=["verdict", verdict_class(record["verdict"])], ids=[f"verdict-{record['claim'].lower()}"]
    )
    head = nodes.paragraph("", "", classes=["verdict-head"])
    head += nodes.strong("", f"Claim {record['claim'].removeprefix('C').lstrip('0')}: {record['verdict']}")
    node += head
    node += nodes.paragraph("", record["finding"])
    how = nodes.paragraph("", "", classes=["verdict-how"])
    how += nodes.emphasis("", "Rule, stated first. ")
    how += nodes.Text(record["rule"] + " ")
    how += nodes.emphasis("", "What would change it. ")
    how += nodes.Text(record["would_change"])
    node += how
    return node


def verdict_class(verdict: str) -> str:
    """The style class of a verdict: a colour and a mark of its own for each."""
    return f"verdict-{VERDICTS.index(verdict) + 1}"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx; pages are read again when this module changes."""
    version = int(hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12], 16)
    return {"version": "1", "env_version": version, "parallel_read_safe": True, "parallel_write_safe": True}
