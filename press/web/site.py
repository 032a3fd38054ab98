"""What a site needs beside its pages: the tables at lasting places, a page for the bare address and one for wrong
ones, and, once the site has an address, a map for search engines and a feed of editions. A book can add files to its
tables: whoever answers the event `press-data` gives what each holds, by its name.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.cite.pages import DATA, tables, works
from press.cite.sources import PAGE as SOURCES
from press.cite.work import Edition, edition
from press.config import HELP, Settings, built, report_at
from press.files import write, zipped
from press.run.launch import options
from press.web.changes import FILE as CHANGES
from press.web.changes import Change, changes
from press.web.edition import forms
from press.web.gallery import PAGE as GALLERY
from press.web.nodes import esc
from press.web.permalinks import redirect, with_icon

SAID = {"download-source-button": "This page's source", "download-pdf-button": "Print this page"}
GROUND = {"light": "#ffffff", "dark": "#121212"}  # of the pages, for the browser's own bars
ARCHIVE = "{}-data.zip"  # all tables
LOST = """<section><h1>Not in the book</h1>
<p>There is no page at this address. The address may be wrong, or the page may have another name now.</p>
<ul><li><a href="{start}">The beginning of the book</a></li><li><a href="search.html">Search</a></li>{more}</ul></section>"""


def lost(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The page for wrong addresses, with the theme of all others."""
    chapters = [work for work in works(app).values() if work.kind == "chapter" and work.number]
    chapters.sort(key=lambda work: [int(part) for part in work.number.split(".")])
    more = "".join(
        f'<li><a href="{work.path}">{work.number}. {esc(work.title)}</a></li>' for work in chapters
    )
    body = LOST.format(start=f"{app.config.root_doc}.html", more=more)
    about = f"There is no page of {works(app)['book'].edition.title} at this address; its chapters are listed here."
    yield "404", {"title": "Not in the book", "body": body, "about": about}, "page.html"


def base(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Let the page for wrong addresses find its style from wherever it is shown; announce the feed on every page."""
    of = works(app)["book"].edition
    tags = ""
    if of.site and page == "404":
        tags += f'<base href="{esc(of.site)}/" /><meta name="robots" content="noindex" />'
    if of.site:
        tags += f'<link rel="alternate" type="application/atom+xml" title="Editions" href="{esc(of.at("feed.xml"))}" />'
    for scheme, colour in GROUND.items():
        tags += f'<meta name="theme-color" content="{colour}" media="(prefers-color-scheme: {scheme})" />'
    context["metatags"] = tags + context.get("metatags", "")


def whole(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """Offer the whole book in the head of every page, say what the page itself comes as, and where all of it comes from."""
    book, root = built(app.srcdir), "../" * page.count("/")
    whole_book = [
        {
            "type": "link",
            "text": f"The whole book ({kind.upper()})",
            "icon": "fas fa-book",
            "url": f"{root}{book.stem}.{kind}",
        }
        for kind in forms(book.root)
    ]
    buttons = context.setdefault("header_buttons", [])
    group = next((each for each in buttons if each.get("label") == "download-buttons"), None)
    if group is None:
        group = {"type": "group", "tooltip": "Download", "icon": "fas fa-download", "buttons": []}
        buttons.append(group | {"label": "download-buttons"})
    for button in group["buttons"]:
        button["text"] = SAID.get(button["label"], button["text"])
    group["buttons"] += whole_book
    links = {f"{root}{GALLERY}.html": "All figures"}
    source = next((s for s in (f"{page}.ipynb", f"{page}.md") if (book.root / s).is_file()), "")
    if source and (at := repository(book, source)):
        links |= at
    elif HELP in app.env.found_docs:
        links[report_at("", page, root)] = "Report an error"
    more = "".join(f' · <a href="{esc(link)}">{words}</a>' for link, words in links.items())
    context["theme_extra_footer"] = context["theme_extra_footer"].replace("</p>", f"{more}</p>")


def repository(book: Settings, source: str) -> dict[str, str]:
    """Where a page comes from and where to say what is wrong with it; nothing where no such place is known."""
    if not book.repository.startswith("https://github.com/"):
        return {}
    at, branch = book.repository, quote(options(book.root)["branch"], safe="")
    return {
        f"{at}/blob/{branch}/{source}": "Source of this page",
        f"{at}/commits/{branch}/{source}": "Its history",
        f"{at}/issues/new?template=problem.yml&where={quote(source)}": "Report an error",
    }


def write_tables(app: Sphinx, error: Exception | None) -> None:
    """Copy the data package to `data/`: its tables keep these addresses, whatever becomes of the pages."""
    if error is not None or app.builder.format != "html":
        return
    book, out = built(app.srcdir), Path(app.outdir) / DATA
    out.mkdir(exist_ok=True)
    for name in described(book):
        shutil.copyfile(book.data / name, out / name)
    more = added(app)
    for name, content in more.items():
        write(out / name, content)
    if described(book):
        write(out / ARCHIVE.format(book.stem), package(book, more))


def added(app: Any) -> dict[str, bytes]:
    """The files that the book adds to its tables."""
    return {name: content for answer in app.emit("press-data") for name, content in answer.items()}


def described(book: Settings) -> list[str]:
    """The files of the data package: its description, and the tables that this names."""
    file = book.data / "datapackage.json"
    return [file.name, *(table["path"] for table in tables(book.root))] if file.is_file() else []


def package(book: Settings, more: dict[str, bytes]) -> bytes:
    """All tables in one archive, with what is added to them, their description, the terms and the citation."""
    of = edition(book)
    legal = [book.root / name for name in ("CITATION.cff", *(terms.file for terms in of.licences))]
    files = [*(book.data / name for name in described(book)), book.data / "README.md", *legal]
    inside: list[tuple[Path | bytes, Path]] = [(content, Path(name)) for name, content in more.items()]
    inside += [(file, Path(file.name)) for file in files if file.is_file()]
    return zipped(f"{book.stem}-{of.version}-data", inside, of.released.timetuple())


class Tables(SphinxDirective):
    """`{press-tables}`: the way to all tables in one archive, with its size."""

    def run(self) -> list[nodes.Node]:
        """A paragraph, on the site only."""
        book, up = built(self.env.srcdir), "../" * self.env.docname.count("/")
        for name in described(book):
            self.env.note_dependency(str(book.data / name))
        link = f"{up}{DATA}/{ARCHIVE.format(book.stem)}"
        size = len(package(book, added(self.env.events)))
        said = "All tables, their description, the licences and the citation in one file: "
        said += f'<a href="{esc(link)}" download>{esc(link.rsplit("/", 1)[-1])}</a>, {size / 1e6:.1f} MB.'
        return [nodes.raw("", f'<p class="press-chrome">{said}</p>', format="html")]


def write_map(app: Sphinx, error: Exception | None) -> None:
    """Write `sitemap.xml`, `robots.txt` and `feed.xml`, which all need the address of the site."""
    if error is not None or app.builder.format != "html":
        return
    root, out = Path(app.srcdir), Path(app.outdir)
    of = works(app)["book"].edition
    if not of.site:
        for name in ("sitemap.xml", "robots.txt", "feed.xml"):
            (out / name).unlink(missing_ok=True)
        return
    pages = sorted({*app.env.found_docs, *([SOURCES] if (out / f"{SOURCES}.html").is_file() else [])})
    write(out / "sitemap.xml", sitemap(of, pages, app.config.press_edition["changed"]))
    write(out / "robots.txt", f"User-agent: *\nDisallow:\nSitemap: {of.at('sitemap.xml')}\n")
    if (root / CHANGES).is_file():
        write(out / "feed.xml", feed(of, changes(root)))


def write_front(app: Sphinx, error: Exception | None) -> None:
    """Write the page that leads from the bare address of the site to the beginning of the book."""
    if error is not None or app.builder.format != "html" or app.config.root_doc == "index":
        return
    of, start = works(app)["book"].edition, f"{app.config.root_doc}.html"
    about = f'<meta name="description" content="{esc(of.abstract)}">'
    front = redirect(of.title, start, of.site, start, about)
    write(Path(app.outdir) / "index.html", with_icon(app, "index.html", front))


def sitemap(of: Edition, pages: list[str], changed: dict[str, str]) -> str:
    """The pages of the book for search engines."""
    urls = "".join(
        f"<url><loc>{esc(of.at(f'{page}.html'))}</loc><lastmod>{changed.get(page, of.released.isoformat())}</lastmod></url>\n"
        for page in pages
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def feed(of: Edition, editions: list[Change]) -> str:
    """The editions as an Atom feed; a changed number stands in the entry."""
    entries = "".join(
        f"<entry><id>{esc(of.at(f'book/changes.html#version-{change.version}'))}</id>"
        f"<title>Version {esc(change.version)}</title><updated>{moment(change.released)}</updated>"
        f'<link href="{esc(of.at("book/changes.html"))}"/><content type="text">{esc(account(change))}</content></entry>\n'
        for change in editions
    )
    authors = "".join(f"<author><name>{esc(name)}</name></author>" for name in of.authors)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<id>{esc(of.at(''))}</id><title>{esc(of.title)}: editions and changed numbers</title>"
        f'<updated>{moment(editions[0].released)}</updated>{authors}<link href="{esc(of.at(""))}"/>'
        f'<link rel="self" href="{esc(of.at("feed.xml"))}"/>\n{entries}</feed>\n'
    )


def moment(day: date) -> str:
    """A day as a feed writes it."""
    return f"{day.isoformat()}T00:00:00Z"


def account(change: Change) -> str:
    """An edition in words, with every number that changed and every error found in it since."""
    numbers = [
        f"{n['what']} ({n['where']}): {n['before']} before, {n['after']} now. {n['why']}"
        for n in (*change.numbers, *change.errata)
    ]
    return "\n".join([change.summary, *numbers])


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_event("press-data")
    app.add_directive("press-tables", Tables)
    app.connect("html-collect-pages", lost)
    app.connect("html-page-context", base, priority=710)
    app.connect("html-page-context", whole, priority=860)
    app.connect("build-finished", write_tables)
    app.connect("build-finished", write_map)
    app.connect("build-finished", write_front)
