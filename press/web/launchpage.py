"""The links to `press.run.launch`'s places on the pages: a button in the head of a chapter, and the directive `launch`."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.config import Settings, built
from press.kept import note
from press.run.launch import Place, places

HELP_PAGE = "book/rerun"
LITE = "lite/lab/index.html"


def buttons(book: Settings, page: str) -> list[Place]:
    """What the head of a chapter's page offers: the services there are, and always the instructions."""
    up, found = "../" * page.count("/"), places(book, f"{page}.ipynb")
    if (book.build / "lite" / "lab" / "index.html").is_file():
        hint = "JupyterLite: nothing to install; works on a served site, not from the disk"
        found.insert(0, Place("In the browser", f"{up}{LITE}?path={quote(page)}.ipynb", hint))
    return [*found, Place("On your machine", f"{up}{HELP_PAGE}.html", "How to run this chapter")]


def add_buttons(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Put the places of a chapter into the head of its page."""
    book = built(app.srcdir)
    if not (book.root / f"{page}.ipynb").is_file() or HELP_PAGE not in app.env.found_docs:
        return
    links = [
        {"type": "link", "text": place.name, "url": place.address, "tooltip": place.hint}
        for place in buttons(book, page)
    ]
    group = {"type": "group", "tooltip": "Run this chapter", "icon": "fas fa-rocket", "buttons": links}
    context.setdefault("header_buttons", []).insert(0, group | {"label": "launch-buttons"})


def add_lite(app: Sphinx, error: Exception | None) -> None:
    """Put the edition that runs in the browser beside the pages that link to it."""
    made = Path(app.srcdir) / "_build" / "lite"
    if error is None and app.builder.format == "html" and made.is_dir():
        shutil.copytree(made, Path(app.outdir) / "lite", dirs_exist_ok=True)


def offered(root: Path) -> list[Place]:
    """Where the whole book can be run."""
    return places(built(root))


class Launch(SphinxDirective):
    """`{launch}`: the places for the whole book as a list, or how to get them where there is no address."""

    def run(self) -> list[nodes.Node]:
        """The list, or the sentence."""
        found = note(self.env, offered)  # the remote may have changed, and no file says so
        if not found:
            text = (
                "This edition was built without the address of its repository, so no page can link to these services. "
                "Push your copy to GitHub or GitLab and build it again: the address is read from the remote "
                "called origin, and every chapter then offers them in its head."
            )
            # To the builder, who looks at the screen; paper goes to readers.
            return [nodes.note("", nodes.paragraph("", text), classes=["press-chrome"])]
        items = []
        for place in found:
            link = nodes.reference("", place.name, refuri=place.address, internal=False)
            items.append(nodes.list_item("", nodes.paragraph("", "", link, nodes.Text(f": {place.hint}."))))
        return [nodes.bullet_list("", *items)]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.add_directive("launch", Launch)
    app.connect("html-page-context", add_buttons, priority=850)
    app.connect("build-finished", add_lite)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
