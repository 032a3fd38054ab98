"""Whom a reader tells of an error, said on the page that a report without a form leads to (`press.config.report_at`)."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

from press import readers
from press.config import Settings, built
from press.web.nodes import esc

PLACE = "<!--press:whom-->"


def whom(book: Settings) -> str:
    """Whom to tell of an error, as HTML: whom CITATION.cff names for that, else the repository."""
    for contact in readers.citation(book.root).get("contact") or []:
        given = (contact.get(part, "") for part in ("given-names", "family-names"))
        name = esc(contact.get("name") or " ".join(filter(None, given)) or "the maintainer")
        mail, page = contact.get("email"), contact.get("website")
        if mail or page:
            link = f"mailto:{mail}" if mail else page
            return f'Write to {name}, <a href="{esc(link)}">{esc(mail or page)}</a>.'
    if book.repository:
        return f'Open an issue at <a href="{esc(book.repository)}">{esc(book.repository)}</a>.'
    return "Open an issue in the repository this copy came from, or tell whoever gave it to you."


def fill(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Say it on the page."""
    if PLACE in (context.get("body") or ""):
        context["body"] = context["body"].replace(PLACE, whom(built(app.srcdir)))


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.connect("html-page-context", fill)
