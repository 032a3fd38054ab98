"""The directives by which the book's pages ask for the ledger, the board, the corrections; a Sphinx extension.

The ledger page and the cover are made from what the notebooks recorded, so plain `jupyter-book build .` writes them too.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from docutils.statemachine import StringList
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from four_islands.claims.ledger import Entry, as_csv, as_json, figures, judged, ledger, tally_sentence
from four_islands.claims.record import SIGNS, headline
from four_islands.pages import browse, cast, reference, smaller
from four_islands.pages.corrections import entries as corrections
from four_islands.pages.filled import filled
from four_islands.pages.ledger import anchor, board, number, paper, screen, squares
from press.config import built
from press.kept import note, remembered

LEDGER = "book/claims"  # the page


def chapters(root: Path) -> list[Path]:
    """The notebooks of the book."""
    return built(root).chapters


def recorded(root: Path) -> object:
    """What the pages show of the notebooks: the entries of the ledger, and the figures."""
    return ledger(chapters(root)), figures(chapters(root))


class BookDirective(SphinxDirective):
    """What the directives share: the entries of the ledger, and a rebuild when one of them or the code changes."""

    def notebooks(self) -> list[Path]:
        """The chapters of the book; the page depends on what they record."""
        note(self.env, recorded)
        note(self.env, reference.made_of)
        return chapters(Path(self.env.srcdir))

    def entries(self) -> list[Entry]:
        """All claims with what came out."""
        return ledger(self.notebooks())

    @property
    def root(self) -> str:
        """The way from this page to the root of the site."""
        return "../" * self.env.docname.count("/")


class Ledger(BookDirective):
    """`{claims-ledger}`: every claim, filterable on screen, a table in print."""

    def run(self) -> list[nodes.Node]:
        """The list and the table."""
        entries = self.entries()
        html = screen(entries, figures(self.notebooks()), self.root) + paper(entries, self.root)
        self.env.metadata[self.env.docname]["book_ledger"] = "yes"
        return [nodes.raw("", html, format="html")]


class Board(BookDirective):
    """`{claims-board}`: all claims at a glance; the argument names the ledger page."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """The board."""
        return [nodes.raw("", board(self.entries(), self.arguments[0]), format="html")]


class Tally(BookDirective):
    """`{claims-tally}`: what holds and what fails, counted."""

    def run(self) -> list[nodes.Node]:
        """The sentences."""
        return [nodes.paragraph("", tally_sentence(self.entries()))]


class Findings(BookDirective):
    """`{claims-findings} C20a C12b`: what came out on some assertions, each as its chapter computed it."""

    required_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """A numbered list."""
        found = judged(self.notebooks())
        out = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        for name in self.arguments[0].split():
            if name not in found:
                raise self.error(f"{name} is not judged yet; name an assertion that a chapter has judged")
            a = found[name]
            text = nodes.paragraph("", "")
            text += nodes.strong("", f"{SIGNS[a['outcome']]} {a['text']} ")
            text += nodes.Text(a["sentence"])
            out += nodes.list_item("", text)
        return [out]


class Text(BookDirective):
    """`{claims-text}`: paragraphs whose counts and outcomes `pages.filled` fills in; `:lang:` names another language."""

    has_content = True
    option_spec: ClassVar = {"lang": unchanged}

    def run(self) -> list[nodes.Node]:
        """The paragraphs."""
        try:
            text = filled("\n".join(self.content), self.entries())
        except (KeyError, ValueError) as error:
            raise self.error(f"claims-text: {error}") from error
        box = nodes.container()
        self.state.nested_parse(StringList(text.splitlines(), self.env.docname), self.content_offset, box)
        if lang := self.options.get("lang"):
            start, end = (nodes.raw("", tag, format="html") for tag in (f'<div lang="{lang}">', "</div>"))
            return [start, *box.children, end]
        return box.children


class Corrections(BookDirective):
    """`{essay-corrections}`: the essay's statements that the sources correct."""

    def run(self) -> list[nodes.Node]:
        """The list."""
        note(self.env, reference.made_of, "data")
        return [nodes.raw("", corrections(self.root), format="html")]


def shown(app: Sphinx) -> list[Entry]:
    """The claims that the book's ledger lists; none where the book has no page for them."""
    return ledger(chapters(Path(app.srcdir))) if LEDGER in app.env.found_docs else []


def add_files(app: Sphinx, error: Exception | None) -> None:
    """Write the ledger beside the pages, as CSV and JSON."""
    if error is None and app.builder.format == "html" and (entries := shown(app)):
        Path(app.outdir, "claims.csv").write_text(as_csv(entries), "utf-8")
        Path(app.outdir, "claims.json").write_text(as_json(entries), "utf-8")


def verdicts(app: Sphinx) -> dict[str, bytes]:
    """The ledger once more, to go with the tables; there it is not mistaken for the table of claims."""
    return {"outcomes.csv": as_csv(entries).encode()} if (entries := shown(app)) else {}


def facets(app: Sphinx) -> dict[str, dict[str, list[tuple[str, str]]]]:
    """Which claims a figure bears on, for the gallery of figures."""
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for entry in shown(app):
        claim = (f"Claim {number(entry.claim)}", f"{LEDGER}.html#{anchor(entry.claim)}")
        for figure in (figure for a in entry.assertions for figure in a["figures"]):
            claims = found.setdefault(figure, {"Claim": []})["Claim"]
            if claim not in claims:
                claims.append(claim)
    return found


def hits(app: Sphinx) -> list[tuple[str, str, str, str]]:
    """Claims and people, for the search: kind, title, text, address."""
    claims = [
        (f"Claim {number(e.claim)}", e.text, e.headline, f"{LEDGER}.html#{anchor(e.claim)}")
        for e in shown(app)
    ]
    if "book/cast" not in app.env.found_docs:
        return claims
    return claims + [
        ("Person", f"{name} {native}".strip(), f"{office}, {years}", f"book/cast.html#{where}")
        for name, native, office, years, _, where in everybody(app)
    ]


def everybody(app: Sphinx) -> list[list[str]]:
    """The people of the book's cast, each once: name, native name, office, years, when, anchor."""
    if "book/cast" not in app.env.found_docs:
        return []
    made_of = reference.made_of(Path(app.srcdir), "data")
    return remembered(app, "people", made_of, people)


def people() -> list[list[str]]:
    """The people of the cast, each once."""
    found = {p.anchor: p for group in cast.GROUPS for p in cast.people(group)}
    return [[p.name, p.native, p.office, p.years, p.when, p.anchor] for p in found.values()]


def asides(app: Sphinx) -> list[tuple[str, str, str]]:
    """People, for the margin of the chapters that name them: name, line, address."""
    return [
        (name, f"<b>{escape(name)}</b>, {when}.", f"book/cast.html#{where}")
        for name, _, _, _, when, where in everybody(app)
    ]


def margin(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The claims that a chapter judges as squares under its contents, where a wide screen has room, each a link to its box."""
    body, contents = context.get("body") or "", context.get("generate_toc_html")
    if not contents or 'id="verdict-c' not in body:
        return
    entries = ledger(chapters(Path(app.srcdir)))
    judged_here = [(e, [a for a in e.assertions if a["notebook"] == Path(page).name]) for e in entries]
    here = squares(
        [replace(e, headline=headline([a["outcome"] for a in part])) for e, part in judged_here if part],
        "#verdict-",
    )
    parts = [str(int(e.claim[1:])) for e, part in judged_here if part and len(part) < len(e.assertions)]
    only = f"<p>Only a part of {', '.join(parts)} is judged here.</p>" if parts else ""
    head = '<div class="page-toc tocsection onthispage" id="margin-claims">Claims judged here</div>'
    board = f'<div class="board-row">{here}</div>{only}'
    nav = f'</nav>{head}<nav class="page-toc claims-board" aria-labelledby="margin-claims">{board}'
    context["generate_toc_html"] = lambda: Markup(contents()) + Markup(nav)  # noqa: S704


def add_script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The filter's script on the ledger page, that of the choices where a chapter has claims."""
    if doctree is not None and any("outcome" in n["classes"] for n in doctree.findall(nodes.container)):
        app.add_js_file("outcomes.js", loading_method="defer")
    if doctree is not None and app.env.metadata.get(page, {}).get("book_ledger"):
        app.add_js_file("filter.js", loading_method="defer")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx; pages are read again when this module changes."""
    app.add_directive("claims-ledger", Ledger)
    app.add_directive("claims-board", Board)
    app.add_directive("claims-tally", Tally)
    app.add_directive("claims-findings", Findings)
    app.add_directive("claims-text", Text)
    app.add_directive("essay-corrections", Corrections)
    reference.setup(app)
    browse.setup(app)
    app.connect("html-page-context", add_script)
    app.connect("html-page-context", margin, priority=890)
    app.connect("press-data", verdicts)
    app.connect("press-facets", facets)
    app.connect("press-hits", hits)
    app.connect("press-asides", asides)
    smaller.setup(app)
    app.connect("build-finished", add_files)
    version = int(hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12], 16)
    return {"version": "1", "env_version": version, "parallel_read_safe": True, "parallel_write_safe": True}
