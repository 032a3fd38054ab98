"""Where a reader says what is wrong: a form with the place filled in, else a page that keeps the place and says whom to tell."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from sphinx.application import Sphinx

from press import readers
from press.config import Settings, built
from press.web.nodes import esc

HELP = "book/extend"  # the page; `press.js` puts a text to copy there, which names what the link was about
PLACE = "<!--press:whom-->"


def address(repository: str, about: str, root: str) -> str:
    """Where to report an error in a row, a table or a figure; `root` leads from the page to the root of the site."""
    if repository.startswith("https://github.com/"):
        return f"{repository}/issues/new?template=data_correction.yml&table={quote(about)}"
    return f"{root}{HELP}.html?about={quote(about)}#report-an-error"


def whom(book: Settings) -> str:
    """Whom to tell of an error, as HTML: whom CITATION.cff names for that, else the repository."""
    cited = readers.citation(book.root)
    for contact, name in zip(
        cited.get("contact", []), readers.names({"authors": cited.get("contact", [])}), strict=True
    ):
        if at := contact.get("email"):
            return f'Write to {esc(name)}, <a href="mailto:{esc(at)}">{esc(at)}</a>.'
        if at := contact.get("website"):
            return f'Write to {esc(name)}, <a href="{esc(at)}">{esc(at)}</a>.'
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
