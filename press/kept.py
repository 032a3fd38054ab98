"""What Sphinx would write at every build, written again only where something that it shows has changed.

A page that a program makes is left as it stands when what its maker says and what surrounds it on every page (titles,
contents, settings, styles, the code that makes pages) are as they were.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.config import built
from press.files import digest, write

Page = tuple[str, dict[str, Any], str]
FRAME = (
    "press _config.yml _toc.yml pyproject.toml requirements.lock CITATION.cff book/_static book/_templates"
)
SHOWN = ("html_theme_options", "html_context", "html_baseurl", "press_edition")  # settings that a page shows


class Known:
    """Digests of what an earlier build wrote, kept in its work folder."""

    def __init__(self, app: Sphinx, name: str) -> None:
        self.file = Path(app.doctreedir) / f"{name}.json"
        self.before = json.loads(self.file.read_text("utf-8")) if self.file.is_file() else {}
        self.now: dict[str, str] = {}

    def is_stale(self, path: Path, *made_of: object) -> bool:
        """Must a file be written, since it is not there or is made of something else?"""
        now = self.now[str(path)] = hashlib.sha256(repr(made_of).encode()).hexdigest()
        return now != self.before.get(str(path)) or not path.is_file()

    def save(self) -> None:
        """Keep the digests, once everything is written."""
        write(self.file, json.dumps(self.now))


def kept(pages: Callable[[Sphinx], Iterator[Page]]) -> Callable[[Sphinx], Iterator[Page]]:
    """Those of the pages that must be written."""

    @wraps(pages)
    def changed(app: Sphinx) -> Iterator[Page]:
        known, around = Known(app, pages.__module__), frame(app)
        for name, context, template in pages(app):
            if known.is_stale(Path(app.outdir, f"{name}.html"), around, sorted(context.items()), template):
                yield name, context, template
        known.save()

    return changed


def frame(app: Sphinx) -> tuple[object, ...]:
    """What every page shows or is made by."""
    book, env = built(app.srcdir), app.env
    titles = [(name, title.astext()) for name, title in sorted(env.titles.items())]
    config = [repr(app.config[name]) for name in SHOWN]
    return (
        digest(book.root, (*FRAME.split(), book.package)),
        titles,
        sorted(env.toctree_includes.items()),
        config,
    )
