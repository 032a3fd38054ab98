"""What a reader can look for: figures and sections by name, and what a book adds; one thing under all its names.

`[tool.press] aliases` lists the names. The index that Sphinx wrote for the search in the browser is completed: each
page in which one name of a group occurs is entered under all of them. `hits.js` lists what is found while a reader
types; a book adds to it by answering the event `press-hits` with kind, title, text and address of what it has.
"""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.search.en import SearchEnglish
from sphinx.util.index_entries import split_index_msg

from press.cite.pages import DATA
from press.config import Settings, built
from press.files import write
from press.web.gallery import shelf
from press.web.site import ARCHIVE, described

Hit = tuple[str, str, str, str]
HEAD, TAIL = "Search.setIndex(", ")"


def complete(index: dict[str, Any], aliases: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    """The index with every page of a group of names under each of the names."""
    language = SearchEnglish({})
    terms = dict(index["terms"])
    for names in aliases:
        stems = [language.stem(word.lower()) for name in names for word in language.split(name)]
        found = sorted({page for stem in stems for page in pages(terms, stem)})
        if found:
            terms |= {stem: found if len(found) > 1 else found[0] for stem in stems}
    return {**index, "terms": terms}


def pages(terms: dict[str, Any], stem: str) -> set[int]:
    """The pages with a word; a name in ideographs stands without spaces, so it may be a part of a longer run."""
    runs = [stem] if stem.isascii() else [term for term in terms if stem in term]
    found = [terms[run] for run in runs if run in terms]
    return {page for entry in found for page in (entry if isinstance(entry, list) else [entry])}


def finish(app: Sphinx, error: Exception | None) -> None:
    """Complete the index that the build wrote."""
    file = Path(app.outdir) / "searchindex.js"
    if error is not None or app.builder.format != "html" or not file.is_file():
        return
    index = json.loads(file.read_text("utf-8").removeprefix(HEAD).removesuffix(TAIL))
    aliases = built(app.srcdir).aliases
    index["indexentries"] = entries(app, index["docnames"])
    done = complete(index, aliases)
    write(file, HEAD + json.dumps(done, ensure_ascii=True, sort_keys=True, separators=(", ", ": ")) + TAIL)
    found = [named(hit, aliases) for hit in hits(app, index)]
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    write(file.parent / "_static" / "hits.js", f"window.pressHits = {text};\n")


def entries(app: Sphinx, docnames: list[str]) -> dict[str, list[tuple[int, str, bool]]]:
    """The terms of the index with their places. Of pages that a later build leaves as they are, Sphinx forgets them."""
    known, found = app.env.get_domain("index").entries, dict[str, list[tuple[int, str, bool]]]()  # type: ignore[attr-defined]
    for place, name in enumerate(docnames):
        terms = {
            (term, target, main == "main")
            for kind, value, target, main, _ in known.get(name, [])
            for term in split_index_msg(kind, value)
        }
        for term, target, is_main in sorted(terms):
            found.setdefault(term.lower(), []).append((place, target, is_main))
    return found


def hits(app: Sphinx, index: dict[str, Any]) -> list[Hit]:
    """Files, pages, figures, what the book adds, sections: kind, title, text, address."""
    pages = index["docnames"]
    titles = [unescape(re.sub(r"<[^>]+>", "", title)) for title in index["titles"]]
    sections = [
        ("Section", unescape(re.sub(r"<[^>]+>", "", title)), titles[page], f"{pages[page]}.html#{anchor}")
        for title, places in index["alltitles"].items()
        for page, anchor in places
        if anchor
    ]
    figures = [
        (
            f"Figure {f.number}",
            f.meta["title"],
            f"{f.name} {f.meta['subtitle']} {f.meta['alt']}",
            f"{f.page}.html",
        )
        for f in shelf(app)
    ]
    more = [hit for answer in app.emit("press-hits") for hit in answer]
    return [
        *offered(built(app.srcdir)),
        *(("Page", title, "", f"{name}.html") for name, title in zip(pages, titles, strict=True)),
        *figures,
        *more,
        *sections,
    ]


def offered(book: Settings) -> list[Hit]:
    """What can be taken whole."""
    tables = ("File", "All tables (ZIP)", "download data CSV", f"{DATA}/{ARCHIVE.format(book.stem)}")
    return [
        ("File", "The whole book (PDF)", "download print paper", f"{book.stem}.pdf"),
        ("File", "The whole book (EPUB)", "download reading device e-book", f"{book.stem}.epub"),
        *([tables] if described(book) else []),
    ]


def named(hit: Hit, aliases: tuple[tuple[str, ...], ...]) -> Hit:
    """A hit with the other names of what it speaks of in its text."""
    kind, title, text, address = hit
    said = f"{title} {text}".lower()
    others = [
        name
        for names in aliases
        if any(n.lower() in said for n in names)
        for name in names
        if name.lower() not in said
    ]
    return kind, title, " ".join([text, *others]), address


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_event("press-hits")
    app.connect("build-finished", finish)
