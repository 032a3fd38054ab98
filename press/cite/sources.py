"""The sources of the tables as citations: a page of the site, and files for reference managers.

The page is on the site only. In print, the tables' sources are named under each figure, and a thousand addresses
would be no use on paper.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from babel import Locale
from sphinx.application import Sphinx

from press.cite.forms import MONTHS, bib_entry, ris_entry, tex, undivided
from press.cite.pages import DATA, FOLDER, works
from press.config import Settings, built
from press.files import digest, write
from press.kept import Known, kept
from press.web.html import source_item
from press.web.nodes import esc

PAGE = "book/sources"
FILES = f"{FOLDER}/all-sources"
ENDINGS = ("bib", "ris", "csl.json")
Row = dict[str, str]


def rows(book: Settings) -> list[Row]:
    """The sources, in the order of the table."""
    file = book.data / "sources.csv"
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def date_parts(row: Row) -> list[int]:
    """Year, month and day of publication, as far as the source gives them."""
    return [int(part) for part in re.findall(r"\d+", row["published_on"])[:3]]


def csl(row: Row) -> dict[str, Any]:
    """A source as CSL-JSON."""
    read = [int(part) for part in row["read_on"].split("-")] if row["read_on"] else []
    item: dict[str, Any] = {
        "id": row["source_id"],
        "type": "webpage" if row["url"] else "document",
        "title": row["title"],
        "author": [{"literal": row["publisher"]}],
        "issued": {"date-parts": [date_parts(row)]} if date_parts(row) else None,
        "accessed": {"date-parts": [read]} if read and row["url"] else None,
        "language": row["language"],
        "URL": row["url"],
        "archive_location": row["archive_url"],
    }
    return {key: value for key, value in item.items() if value}


def bibtex(row: Row) -> str:
    """A source for BibTeX."""
    parts = date_parts(row)
    fields = {
        "author": f"{{{tex(row['publisher'])}}}",
        "title": f"{{{tex(row['title'])}}}",
        "year": str(parts[0]) if parts else "",
        "month": MONTHS[parts[1] - 1] if len(parts) > 1 else "",
        "url": row["url"],
        "urldate": row["read_on"] if row["url"] else "",
        "language": row["language"],
    }
    return bib_entry("misc", row["source_id"], fields)


def ris(row: Row) -> str:
    """A source in RIS."""
    parts = date_parts(row)
    fields = [
        ("TY", "ELEC" if row["url"] else "GEN"),
        ("ID", row["source_id"]),
        ("AU", undivided(row["publisher"])),
        ("TI", row["title"]),
        ("PY", str(parts[0]) if parts else ""),
        ("DA", "/".join(f"{part:02d}" for part in parts)),
        ("Y2", row["read_on"].replace("-", "/") if row["url"] else ""),
        ("UR", row["url"]),
        ("L2", row["archive_url"]),
        ("LA", row["language"]),
    ]
    return ris_entry(fields)


def listed(group: list[Row], language: str) -> str:
    """The sources of a letter: of one publisher together, the publisher named once."""
    items = []
    for publisher, found in groupby(group, key=lambda row: row["publisher"]):
        first, *rest = found
        if rest:
            titles = "".join(entry({**row, "publisher": ""}, language) for row in (first, *rest))
            items.append(f"<li>{esc(publisher)}<ul>{titles}</ul></li>")
        else:
            items.append(entry(first, language))
    return f"<ul>{''.join(items)}</ul>"


def entry(row: Row, language: str) -> str:
    """A source as the page lists it, with its publisher unless that is named above."""
    label, title = (row["publisher"], row["title"]) if row["publisher"] else (row["title"], "")
    source = {"label": label, "title": title, "url": row["url"]}
    when = f", {row['published_on']}" if row["published_on"] else ""
    kind = row["tier"].replace("_", " ")
    return (
        f"<li>{source_item(source)}{esc(when)}. "
        f'<span class="press-tier">{esc(kind)}{esc(tongue(row["language"], language))}</span> '
        f"<code>{esc(row['source_id'])}</code></li>"
    )


def tongue(code: str, language: str) -> str:
    """The language of a source in words, where it is not that of the book."""
    own = language[:2]
    return "" if code in {"", own} else f", in {Locale.parse(own).languages.get(code, code)}"


def page(book: Settings) -> str:
    """The page of sources, under the letter their publishers begin with."""
    ordered = sorted(
        rows(book), key=lambda row: (row["publisher"].casefold(), row["published_on"], row["source_id"])
    )
    groups: dict[str, list[Row]] = {}
    for row in ordered:
        first = row["publisher"][:1].upper()
        groups.setdefault(first if "A" <= first <= "Z" else "Other", []).append(row)
    files = " ".join(
        f'<a class="press-file" href="../{place}.{ending}" download>{label}</a>'
        for place, ending, label in (
            (f"{DATA}/sources", "csv", "CSV"),
            (f"{DATA}/sources", "xlsx", "XLSX"),
            (FILES, "bib", "BibTeX"),
            (FILES, "ris", "RIS"),
            (FILES, "csl.json", "CSL-JSON"),
        )
    )
    letters = " ".join(f'<a href="#letter-{letter}">{letter}</a>' for letter in groups)
    lists = "".join(
        f'<section id="letter-{letter}"><h2>{letter}</h2>{listed(group, book.language)}</section>'
        for letter, group in groups.items()
    )
    return (
        f"<section><h1>Sources of the tables</h1><p>The tables rest on {len(ordered):,} sources, by publisher. The short name "
        f"is the one that <code>source_ids</code> in the tables uses. All of them as a file: {files}</p>"
        f'<p class="press-letters">{letters}</p>{lists}</section>'
    )


def collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Give Sphinx the page of sources to write with the theme of all others."""
    book = built(app.srcdir)
    if rows(book):
        about = (
            f"The sources of the tables of {works(app)['book'].edition.title}, by publisher: each with its title, its "
            "day, its language and, where it has one, its address."
        )
        context = {"title": "Sources of the tables", "body": page(book), "about": about}
        yield PAGE, context | {"cited": f"{DATA}/sources"}, "page.html"


def files(ordered: list[Row]) -> dict[str, str]:
    """The citations of all sources, by the ending of their file."""
    return {
        "bib": "\n".join(bibtex(row) for row in ordered),
        "ris": "\n".join(ris(row) for row in ordered),
        "csl.json": json.dumps([csl(row) for row in ordered], ensure_ascii=False, indent=1) + "\n",
    }


def write_files(app: Sphinx, error: Exception | None) -> None:
    """Write the citations of all sources beside the tables."""
    if error is not None or app.builder.format != "html":
        return
    book, known = built(app.srcdir), Known(app, "sources")
    made_of = digest(book.root, (str(book.data / "sources.csv"), "press/cite"))
    stale = [known.is_stale(Path(app.outdir, f"{FILES}.{ending}"), made_of) for ending in ENDINGS]
    if any(stale) and (ordered := rows(book)):
        for ending, text in files(ordered).items():
            write(Path(app.outdir, f"{FILES}.{ending}"), text)
    known.save()


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.connect("html-collect-pages", kept(collect))
    app.connect("build-finished", write_files)
