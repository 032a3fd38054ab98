"""What every page says of its edition, as a Sphinx setting: when it changes, every page is written again."""

from __future__ import annotations

import subprocess
from dataclasses import astuple
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.config import Config

from press.cite.work import edition
from press.config import Settings, built
from press.inherited import shares

SOURCES = {".md", ".ipynb"}


def state(book: Settings) -> dict[str, Any]:
    """The edition and the days on which its pages last changed."""
    return {
        "edition": [str(value) for value in astuple(edition(book))],
        "shares": sorted(shares(book).items()),
        "aliases": [list(names) for names in book.aliases],
        "changed": changed(book.root),
        "forms": forms(book.root),
    }


def forms(root: Path) -> list[str]:
    """What the pages offer of the whole book: what is made, and what the running build will make, which has its folder."""
    return [kind for kind in ("pdf", "epub") if (root / "_build" / kind).is_dir()]


def changed(root: Path) -> dict[str, str]:
    """The day of the last commit to each page's source, as git knows it; empty without a whole git history."""

    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True, check=False)
        return done.stdout.strip() if done.returncode == 0 else ""

    if (
        git("rev-parse", "--is-shallow-repository") != "false"
        or Path(git("rev-parse", "--show-toplevel")) != root
    ):
        return {}
    found: dict[str, str] = {}
    day = ""
    for text in git("log", "--format=%cs", "--name-only", "--no-renames").splitlines():
        path = Path(text)
        if path.suffix in SOURCES:
            found.setdefault(path.with_suffix("").as_posix(), day)
        elif len(text) == len("2026-11-23") and text[4] == text[7] == "-":
            day = text
    return found


def configure(app: Sphinx, config: Config) -> None:
    """Give Sphinx the version and the address of the site, which it uses for links in the head of the pages."""
    book = built(app.srcdir)
    config.version = config.release = book.version  # type: ignore[attr-defined]
    if book.site:
        config.html_baseurl = f"{book.site}/"  # type: ignore[attr-defined]


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_config_value("press_edition", state(built(app.srcdir)), "html", types=[dict])
    app.connect("config-inited", configure)
