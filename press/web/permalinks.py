"""Addresses that stay: `go/NAME.html` leads to a figure, a table, a box, wherever it now stands.

`book/permalinks.csv` lists every name ever published with the page it is on, the version it came with, and, where it
is gone, its successor. Pages are listed too, so that a page that moves leaves a way behind. `make permalinks` adds
what is new; names of the edition in preparation may still be dropped, published ones never.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path

from lxml import html as lxml_html
from sphinx.application import Sphinx

from press.config import PressError, Settings, built
from press.files import write
from press.web.nodes import esc
from press.web.weight import POLICY

FILE = Path("book", "permalinks.csv")
FOLDER = "go"
COLUMNS = ["name", "page", "since", "successor"]
REDIRECT = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{name}</title>{about}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta http-equiv="refresh" content="0; url={link}">{canonical}</head>
<body><p>What you are looking for is at <a href="{link}">{link}</a>.</p></body></html>
"""
UNLISTED = '<meta name="robots" content="noindex">'


@dataclass(frozen=True)
class Permalink:
    """A name (an anchor, or a page, which has a slash), its page, its first version, and what took its place."""

    name: str
    page: str
    since: str
    successor: str = ""

    @property
    def is_page(self) -> bool:
        """Whether the name is a page's."""
        return "/" in self.name


def listed(root: Path) -> dict[str, Permalink]:
    """The list, by name. Raises `PressError` for a successor that is not listed itself, or a circle of them."""
    file = root / FILE
    if not file.is_file():
        return {}
    with file.open(encoding="utf-8", newline="") as lines:
        found = {row["name"]: Permalink(**row) for row in csv.DictReader(lines)}
    for name in found:
        target(found, name)
    return found


def target(links: dict[str, Permalink], name: str) -> Permalink:
    """Where a name leads in the end."""
    seen: list[str] = []
    while True:
        if name not in links or name in seen:
            raise PressError(f"{FILE.as_posix()}: {' -> '.join([*seen, name])} leads nowhere")
        if not links[name].successor:
            return links[name]
        seen.append(name)
        name = links[name].successor


def anchors(site: Path, pages: Iterable[str], patterns: Iterable[str]) -> dict[str, str]:
    """The names in the built pages that keep an address: anchor or page, to page."""
    found: dict[str, str] = {}
    for page in sorted(pages):
        found[page] = page
        tree = lxml_html.fromstring((site / f"{page}.html").read_bytes())
        for element in tree.iter():
            name = element.get("id") or ""
            if any(fnmatch(name, pattern) for pattern in patterns):
                found.setdefault(name, page)
    return found


def renewed(links: dict[str, Permalink], there: dict[str, str], version: str) -> dict[str, Permalink]:
    """The list with what is new added, moved pages noted, and what only this unpublished version had dropped.

    Raises `PressError` for a name of an earlier version that is gone without a successor.
    """
    kept = {}
    for name, link in links.items():
        if link.successor:
            kept[name] = link
        elif name in there:
            kept[name] = replace(link, page=there[name])
        elif link.since != version:
            raise PressError(
                f"{name} was published with version {link.since} and is gone. Name its successor in "
                f"{FILE.as_posix()}, column successor; names that were published lead somewhere for ever."
            )
    return kept | {name: Permalink(name, page, version) for name, page in there.items() if name not in kept}


def as_csv(links: dict[str, Permalink]) -> str:
    """The list as text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([[getattr(links[name], column) for column in COLUMNS] for name in sorted(links)])
    return out.getvalue()


def renew(book: Settings) -> str:
    """Bring the list up to the built site."""
    site = book.build / "html"
    if not (site / "index.html").is_file():
        raise PressError("the book is not built: run `make html` first")
    before = listed(book.root)
    after = renewed(before, anchors(site, pages(site), book.permanent), book.version)
    write(book.root / FILE, as_csv(after))
    new, gone = sorted(after.keys() - before.keys()), sorted(before.keys() - after.keys())
    return f"{FILE.as_posix()}: {len(after)} names, {len(new)} new, {len(gone)} dropped"


def pages(site: Path) -> list[str]:
    """The pages of the book in a built site: those that have a source."""
    folder = site / "_sources"
    return sorted(
        name
        for file in folder.rglob("*")
        if file.is_file()
        and (site / f"{(name := file.relative_to(folder).as_posix().split('.')[0])}.html").is_file()
    )


def write_redirects(app: Sphinx, error: Exception | None) -> None:
    """Write a page for each name that leads to where it is now; no script, a link for who does not follow."""
    if error is not None or app.builder.format != "html":
        return
    book = built(app.srcdir)
    own = app.env.__dict__.get("press_figures", {})
    for path, text in redirects(listed(book.root), book.site).items():
        if (
            path.removeprefix(f"{FOLDER}/fig-").removesuffix(".html") not in own
        ):  # that is the page of the figure itself
            write(Path(app.outdir) / path, with_icon(app, path, text))


def redirects(links: dict[str, Permalink], site: str) -> dict[str, str]:
    """The pages that lead on, by their path: one for each name, and one for each page that has moved."""
    found = {}
    for name, link in links.items():
        aim = target(links, name)
        place = f"{aim.page}.html" + ("" if aim.is_page else f"#{aim.name}")
        if not link.is_page:
            found[f"{FOLDER}/{name}.html"] = redirect(name, f"../{place}", site, place)
        elif aim.name != name:
            found[f"{name}.html"] = redirect(name, "../" * name.count("/") + place, site, place)
    return found


def redirect(name: str, link: str, site: str, place: str, about: str = UNLISTED) -> str:
    """A page that leads on."""
    canonical = f'<link rel="canonical" href="{esc(f"{site}/{place}")}">' if site else ""
    return REDIRECT.format(name=esc(name), link=esc(link), canonical=canonical, about=about, policy=POLICY)


def with_icon(app: Sphinx, path: str, page: str) -> str:
    """The page with the icon that the theme gives all others; a browser that finds none asks for one in vain."""
    if not app.config.html_favicon:
        return page
    icon = f"{'../' * path.count('/')}_static/{Path(app.config.html_favicon).name}"
    return page.replace("</head>", f'<link rel="icon" href="{esc(icon)}"></head>', 1)


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.connect("build-finished", write_redirects)
