"""What Sphinx would write at every build, written again only where something that it shows has changed.

A page that looked at other files (`note`) is read again when it would see something else. A page that a program makes is
left as it stands when what its maker says and what surrounds it on every page (titles, contents, settings, styles, the
code that makes pages) are as they were.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.config import PressError, built
from press.files import digest, write

Page = tuple[str, dict[str, Any], str]
Seen = TypeVar("Seen")
FRAME = (
    "press _config.yml _toc.yml pyproject.toml requirements.lock CITATION.cff book/_static book/_templates"
)
WHOLE = "all"  # under which the mark of all pages of a kind is kept
SHOWN = ("html_theme_options", "html_context", "html_baseurl", "press_edition")  # settings that a page shows


class Known:
    """Digests of what an earlier build wrote, kept in its work folder."""

    def __init__(self, app: Sphinx, name: str) -> None:
        self.file = Path(app.doctreedir) / f"{name}.json"
        self.before = json.loads(self.file.read_text("utf-8")) if self.file.is_file() else {}
        self.now: dict[str, str] = {}

    def is_stale(self, path: Path, *made_of: object) -> bool:
        """Must a file be written, since it is not there or is made of something else?"""
        now = self.now[str(path)] = mark(*made_of)
        return now != self.before.get(str(path)) or not path.is_file()

    def save(self) -> None:
        """Keep the digests, once everything is written."""
        write(self.file, json.dumps(self.now))


def kept(
    pages: Callable[[Sphinx], Iterator[Page]], made_of: Callable[[Sphinx], object] | None = None
) -> Callable[[Sphinx], Iterator[Page]]:
    """Those of the pages that must be written; they are not even made while what all are made of is as it was."""

    @wraps(pages)
    def changed(app: Sphinx) -> Iterator[Page]:
        known, around = Known(app, pages.__module__), frame(app)
        whole = mark(around, made_of(app)) if made_of else ""
        there = [path for path in known.before if path != WHOLE]
        if whole and known.before.get(WHOLE) == whole and all(Path(path).is_file() for path in there):
            return
        for name, context, template in pages(app):
            if known.is_stale(Path(app.outdir, f"{name}.html"), around, sorted(context.items()), template):
                yield name, context, template
        known.now[WHOLE] = whole
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


def mark(*made_of: object) -> str:
    """What something is made of, in short."""
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def files(root: Path, *names: str) -> str:
    """Files and folders below a root, in short."""
    return digest(root, names)


def note(env: BuildEnvironment, look: Callable[..., Seen], *of: object) -> Seen:
    """What `look(root, *of)`, a function of a module, gives; once that is something else, this page is read again."""
    store: dict[str, Any] = env.__dict__.setdefault("press_seen", {})
    seen = look(Path(env.srcdir), *of)
    store.setdefault(env.docname, {})[look, of] = mark(seen)
    return seen


def outdated(app: Sphinx, env: BuildEnvironment, *_: object) -> list[str]:
    """The pages that would see something else than when they were read."""
    store: dict[str, Any] = env.__dict__.get("press_seen", {})
    now: dict[Any, str] = {}
    for look, of in {view for seen in store.values() for view in seen}:
        try:
            now[look, of] = mark(look(Path(app.srcdir), *of))
        except (OSError, PressError):  # what it looked at is gone
            now[look, of] = ""
    return [name for name, seen in store.items() if any(now[view] != was for view, was in seen.items())]


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget what a page saw that is read again."""
    env.__dict__.get("press_seen", {}).pop(docname, None)


def remembered(app: Sphinx, name: str, made_of: str, make: Callable[[], Any]) -> Any:
    """What `make` gives, as JSON, asked again only when it would be made of something else."""
    file = Path(app.doctreedir) / f"{name}.json"
    if file.is_file():
        before = json.loads(file.read_text("utf-8"))
        if before["made_of"] == made_of:
            return before["value"]
    value = make()
    write(file, json.dumps({"made_of": made_of, "value": value}))
    return value


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.connect("env-get-outdated", outdated)
    app.connect("env-purge-doc", purge)
