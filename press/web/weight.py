"""What a page carries: none of the theme's scripts, no script or handler in the page itself, no rule that no page uses.

Sphinx' themes put their scripts and snippets into templates, so the pages are rewritten as they are rendered, before
they are written. `press/web/static/shell.js` does what the theme's scripts did. When the build ends, the style sheets become
one, `press.web.styles` leaves out of it what no page uses, and the files that no page asks for go.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.config import own
from press.files import write
from press.languages import marked
from press.web.sheet import laid
from press.web.styles import lean, pages_of, words
from press.web.webfont import faces, own_face

# `file:` lets the book be read from the disk in browsers for which a file is not its own origin. Plotly sets styles.
POLICY = (
    "default-src 'self' file:; style-src 'self' file: 'unsafe-inline'; img-src 'self' file: data:; "
    "font-src 'self' file: data:; object-src 'none'; base-uri 'self'; form-action 'self' file:"
)
SEARCHING = {
    "documentation_options.js",
    "doctools.js",
    "sphinx_highlight.js",
    "searchtools.js",
    "language_data.js",
    "searchindex.js",
}
REPLACED = {
    "fontawesome.js",
    "bootstrap.js",
    "pydata-sphinx-theme.js",
    "sphinx-book-theme.js",
    "clipboard.min.js",
    "copybutton.js",
    "copybutton_funcs.js",
    "design-tabs.js",
    "sphinx-thebe.js",
    "togglebutton.js",
}
SHEET = re.compile(r'<link\b[^>]*rel="stylesheet"[^>]*>\s*')
STYLE = "style.css"
STYLES_LEFT_OUT = ("copybutton.css", "sphinx-design", "togglebutton.css", "sphinx-thebe.css")
UNUSED_FILES = (
    "scripts",
    "vendor",
    "sbt-webpack-macros.html",
    "webpack-macros.html",
    *sorted(REPLACED),
    *("check-solid.svg", "copy-button.svg", "play-solid.svg", "file.png", "minus.png", "plus.png"),
)
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>\s*", re.S)
# Parts of the theme's frame that are never shown in this book, or only made work for its scripts.
DEAD = re.compile(
    r'<link rel="preload" as="script"[^>]*>\s*'
    r'|<header id="pst-header".*?</header>\s*'
    r'|<div class="pst-async-banner-revealer.*?</aside>\s*</div>\s*'
    r'|<button type="button" class="btn rounded-pill" id="pst-back-to-top">.*?</button>\s*'
    r'|<div class="sidebar-primary-items__end sidebar-primary__section">\s*<div class="sidebar-primary-item">\s*'
    r'<div id="ethical-ad-placement".*?</div></div>\s*</div>\s*'
    r'|<div id="jb-print-docs-body".*?(?=<div id="searchbox">)'
    r'|<footer class="bd-footer">\s*</footer>\s*'
    r"|<!--(?!press:|\[if).*?-->\s*",
    re.S,
)
# What the theme and Sphinx write, and what is right: no handler in the page, a name and a role for what has none.
FIELD = 'search-button-field search-button__button pst-js-only"'
BETTER = {
    f'{FIELD} title="Search" aria-label="Search"': FIELD,  # its text names it
    'onclick="window.print()"': 'type="button" data-act="print"',
    'onclick="toggleFullScreen()"': 'type="button" data-act="fullscreen" aria-label="Full screen"',
    'data-bs-toggle="dropdown"': 'data-act="menu"',
    'placeholder="Search this book..."': 'placeholder="Search this book"',
    'aria-label="Search this book..."': 'aria-label="Search this book"',
    'role="doc-biblioentry"': 'role="listitem"',
    'id="pst-primary-sidebar" class': 'id="pst-primary-sidebar" role="navigation" aria-label="Book" class',
}
BALLAST = re.compile(r'\s+data-bs-(?:placement|toggle|title)="[^"]*"')
ICON = re.compile(r'<(i|span) class="([^"]*\bfa[sb]?[ -][^"]*)"')


def slim(page: str) -> str:
    """The page without inline scripts and handlers, foreign icons and what they need."""
    found = re.search(r'<html\b[^>]*data-content_root="([^"]*)"', page)
    if found is None:
        return page
    up, searching = found[1], 'id="search-results"' in page

    def keep(script: re.Match[str]) -> str:
        address = re.search(r'\bsrc="([^"]*)"', script[1])
        if address is None:
            return script[0] if re.search(r'type="application/(?:ld\+)?json"', script[1]) else ""
        name = address[1].split("?")[0].rsplit("/", 1)[-1]
        return "" if name in REPLACED or (name in SEARCHING and not searching) else script[0]

    head, end, body = page.partition("</head>")
    head = SHEET.sub("", DEAD.sub("", SCRIPT.sub(keep, head)))
    style = f'<link rel="stylesheet" href="{up}_static/{STYLE}?v={version()}" />'
    style += own_face(body, own().build / ".figures")
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />'
    head = head.replace('<meta charset="utf-8" />', f'<meta charset="utf-8" />\n    {policy}', 1)
    head = head.replace(
        "<title>", f'{style}\n    <script src="{up}_static/boot.js"></script>\n    <title>', 1
    )
    body = DEAD.sub("", SCRIPT.sub(keep, body))
    for old, new in BETTER.items():
        body = body.replace(old, new)
    body = marked(laid(BALLAST.sub("", body)))
    body = ICON.sub(lambda m: f'<{m[1]} aria-hidden="true" class="{" ".join(m[2].split())}"', body)
    return head + end + body


@cache
def version() -> str:
    """A mark of the styles, by which a browser tells them from those it has kept."""
    folders = (Path(__file__).parent / "static", own().root / "book" / "_static")
    files = [file for folder in folders for file in sorted(folder.glob("*.css"))]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def wrap(app: Sphinx) -> None:
    """Let every page pass through `slim` between its template and its file."""
    bridge: Any = getattr(app.builder, "templates", None)
    if app.builder.format != "html" or bridge is None:
        return
    render: Callable[[str, dict[str, Any]], str] = bridge.render
    named = {app.config.project, app.config.author, app.config.html_title}
    bridge.render = lambda template, context: slim(as_text(render(template, context), named))


def as_text(page: str, named: Iterable[str]) -> str:
    """The page with the book's title and authors as text, where the theme took them for markup."""
    for name in named:
        if "<" in name:
            page = page.replace(name, name.replace("<", "&lt;").replace(">", "&gt;"))
    return page


def finish(app: Sphinx, error: Exception | None) -> None:
    """Leave out of the style sheets what no page uses, and the files that no page asks for."""
    if error is not None or app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    for name in UNUSED_FILES:
        place = static / name
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)
    for file in static.rglob("*.map"):
        file.unlink()
    site = Path(app.outdir)
    letters = faces(site, pages_of(site), Path(app.srcdir) / "_build" / ".figures")
    write(static / STYLE, letters + "".join(sheets(app, static, words(site))))
    for file in static.rglob("*.css"):
        if file.name != STYLE:
            file.unlink()


def sheets(app: Sphinx, static: Path, used: set[str]) -> Iterator[str]:
    """All style sheets in the order in which the theme's pages name them; of others' sheets what a page can use."""
    named = [str(sheet.filename) for sheet in app.builder._css_files]  # type: ignore[attr-defined]
    for name in ("basic.css", "styles/pydata-sphinx-theme.css", *(n.removeprefix("_static/") for n in named)):
        places = [folder / name for folder in (*theme_folders(app), static)]
        file = next((place for place in places if place.is_file()), None)
        if file and not any(part in name for part in STYLES_LEFT_OUT):
            text = re.sub(r"@(?:charset|import)[^;]*;", "", file.read_text("utf-8"))
            yield text if file.parent == static and "mystnb" not in name else lean(text, used)


def theme_folders(app: Sphinx) -> list[Path]:
    """Where the theme and those it is built on keep their static files, its own first."""
    theme: Any = getattr(app.builder, "theme", None)
    return [Path(folder) / "static" for folder in theme.get_theme_dirs()] if theme else []


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`. The setting makes it write every page anew when code or style changes."""
    here = Path(__file__).parent
    frame = [*sorted(here.glob("*.py")), here.parent / "languages.py"]
    app.add_config_value(
        "press_frame",
        hashlib.sha256(b"".join(file.read_bytes() for file in frame)).hexdigest() + version(),
        "html",
    )
    app.add_js_file("shell.js", loading_method="defer")
    app.add_css_file("shell.css", priority=900)
    app.connect("builder-inited", wrap)
    # One page is written each time: else Sphinx writes neither the pages without a source nor the files beside the pages.
    app.connect("env-updated", lambda app, _: [app.config.root_doc])
    app.connect("build-finished", finish, priority=900)
