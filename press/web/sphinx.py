"""The press as a Sphinx extension: the figures' files, the script and the style, and a check that nothing is empty."""

from __future__ import annotations

import hashlib
import os
import shutil
from functools import cache
from pathlib import Path
from typing import Any

import plotly
import pybtex.plugin
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from press import kept
from press.cite import pages as citation
from press.cite import report, sources
from press.config import settings
from press.run.notebooks import stale
from press.web import (
    asides,
    changes,
    chapter,
    cover,
    edition,
    gallery,
    launchpage,
    mathml,
    meta,
    permalinks,
    search,
    sheet,
    site,
    steps,
    together,
    weight,
)
from press.web.assets import write_all
from press.web.html import ASSETS
from press.web.nodes import (
    depart_caption,
    depart_figure,
    press_caption,
    press_figure,
    visit_caption,
    visit_figure,
)

log = logging.getLogger(__name__)
STATIC = Path(__file__).resolve().parent / "static"


def purge(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Forget the figures of a page that is read again."""
    store: dict[str, Any] = env.__dict__.setdefault("press_figures", {})
    for name in [name for name, figure in store.items() if figure["docname"] == docname]:
        del store[name]


def merge(app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment) -> None:
    """Take over the figures that another reading process found."""
    store: dict[str, Any] = env.__dict__.setdefault("press_figures", {})
    store.update(
        {n: f for n, f in other.__dict__.get("press_figures", {}).items() if f["docname"] in docnames}
    )
    seen: dict[str, Any] = env.__dict__.setdefault("press_seen", {})
    seen |= {name: views for name, views in other.__dict__.get("press_seen", {}).items() if name in docnames}


def copy_static(app: Sphinx, *_: object) -> None:
    """Add the press' own script and style, and Plotly's script from its wheel; the book serves all of them itself.

    They are there before a page is written, so that the first build knows their checksums as later ones do.
    """
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    for file in sorted(STATIC.iterdir()):
        shutil.copyfile(file, folder / file.name)
    script = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    target = folder / "plotly.min.js"
    if not target.is_file() or target.stat().st_size != script.stat().st_size:
        shutil.copyfile(script, target)


def tell_stale(app: Sphinx) -> None:
    """Warn of notebooks whose outputs are not those of their code and data; under `-W` that stops the build."""
    root = Path(app.srcdir)
    if (root / "pyproject.toml").is_file() and not os.environ.get(
        "PRESS_UNFINISHED"
    ):  # the press has just looked
        for path, reasons in stale(settings(root)).items():
            message = "%s is stale: %s. Run `make notebooks`."
            log.warning(
                message, path.relative_to(root), "; ".join(reasons[:3]), type="press", subtype="stale"
            )


def finish(app: Sphinx, error: Exception | None) -> None:
    """Draw the figures of an HTML build and write their files."""
    if error is not None or app.builder.format != "html":
        return
    figures: dict[str, Any] = app.env.__dict__.get("press_figures", {})
    if not figures:
        log.warning("the book has no figure at all", type="press", subtype="empty")
    cache = Path(app.srcdir) / "_build" / ".figures"
    drawn = write_all([figures[name] for name in sorted(figures)], Path(app.outdir) / ASSETS, cache)
    log.info("press: %d figures, %d drawn anew", len(figures), drawn)


def lean(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Leave out scripts and styles that no page of such a book needs, one of which asks a foreign server."""
    unwanted = ("thebe", "design-tabs", "sphinx-design", "togglebutton")

    def wanted(asset: Any) -> bool:
        name, body = (
            str(getattr(asset, "filename", None) or ""),
            str(getattr(asset, "attributes", {}).get("body", "")),
        )
        return not any(word in name or word in body.lower() for word in (*unwanted, "togglehint"))

    for key in ("script_files", "css_files"):
        context[key] = [asset for asset in context.get(key, []) if wanted(asset)]


def written(app: Sphinx, _doctree: Any, docname: str) -> None:
    """Note a page that this build writes."""
    app.__dict__.setdefault("press_written", set()).add(docname)


def complained(app: Sphinx, _error: Exception | None) -> None:
    """Have the pages of a build that warned read again by the next, which would not say it again of pages that stand."""
    for docname in app.__dict__.pop("press_written", ()):
        if app._warncount:
            Path(app.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)


def whole(_app: Sphinx, error: Exception | None) -> None:
    """Take away the mark of an unfinished build, last of all and only where nothing was raised."""
    if error is None and (mark := os.environ.get("PRESS_UNFINISHED")):
        Path(mark).unlink(missing_ok=True)


def reading_code() -> int:
    """A number that changes with the code that turns notebooks into pages, so that Sphinx reads them again."""
    here = Path(__file__).resolve().parents[1]
    names = (
        "web/html.py",
        "web/nodes.py",
        "web/cover.py",
        "web/steps.py",
        "web/asides.py",
        "figure/chart.py",
        "web/sphinx.py",
    )
    code = b"".join((here / name).read_bytes() for name in names)
    return int(hashlib.sha256(code).hexdigest()[:12], 16)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    pybtex.plugin.find_plugin = cache(
        pybtex.plugin.find_plugin
    )  # asked at each citation, it reads all of the environment
    app.add_enumerable_node(press_figure, "figure", html=(visit_figure, depart_figure))
    app.add_node(press_caption, html=(visit_caption, depart_caption))
    app.connect("builder-inited", tell_stale)
    app.connect("env-before-read-docs", copy_static)  # at each build of an application that is kept
    app.connect("env-purge-doc", purge)
    app.connect("env-merge-info", merge)
    app.connect("build-finished", finish)
    app.add_js_file("press.js", loading_method="defer")
    app.add_css_file("press.css")
    app.connect("html-page-context", lean, priority=900)
    app.connect("doctree-resolved", written)
    app.connect("build-finished", complained)
    app.connect("build-finished", whole, priority=999)
    for part in (
        kept,
        cover,
        gallery,
        edition,
        chapter,
        asides,
        citation,
        report,
        sources,
        changes,
        meta,
        permalinks,
        search,
        sheet,
        site,
        steps,
        together,
        launchpage,
        mathml,
        weight,
    ):
        part.setup(app)
    return {
        "version": "1",
        "env_version": reading_code(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
