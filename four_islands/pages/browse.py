"""A page for each table, `data/NAME.html`: every row with an address of its own and its sources spelled out.

Without a script it is a plain table; `filter.js` of the press searches and filters it, `rows.js` sorts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import shorten
from typing import Any

from sphinx.application import Sphinx

from four_islands.data import csvs, xlsx
from four_islands.data.datapackage import owner
from four_islands.data.schema import SOURCE_IDS, SOURCES, Table, data_dir, table, tables
from four_islands.pages.columns import column_fold
from press.config import built, report_at
from press.figure import spreadsheet
from press.kept import Known, files, kept, remembered

ROWS = 900  # of one page; those after them stand on a further page
CHOICES, FILTERS = 12, 5  # most values that a column is filtered by, and most filters of a table
LANGUAGES = {"ja": "in Japanese", "ru": "in Russian"}
TOLD = {SOURCES, "claims", "assertions", "polls"}  # whose words the search finds on other pages
KEYS = re.compile(r"_(?:id|ids|key|code|claims)$|^note$")  # columns that name other rows, and asides
LEADS = {
    "title",
    "label",
    "summary",
    "event",
    "description",
    "subject",
    "act",
    "statement",
    "position",
    "document",
}
LETTERS = {"day": 10, "month": 7, "": 10}  # of a date that says no more
LONGEST = 80  # letters of a row among the hits of a search


@dataclass(frozen=True)
class Browsed:
    """A table as its page shows it: the key of each row, and the columns in which something stands."""

    about: Table
    cells: csvs.Cells

    @property
    def keys(self) -> list[str]:
        """What tells each row from all others."""
        return [" ".join(key) for key in zip(*(self.cells[k] for k in self.about.primary_key), strict=True)]

    @property
    def columns(self) -> dict[str, str]:
        """The columns beside key and sources, each with its class; first what a row is about, for narrow screens."""
        key = self.about.primary_key[0] if len(self.about.primary_key) == 1 else ""
        shown = [c for c in self.about.columns if c.name not in {key, SOURCE_IDS} and any(self.cells[c.name])]
        lead = next((c.name for c in shown if c.name in LEADS), "")
        shown.sort(key=lambda column: column.name != lead)
        return {c.name: ' class="number"' if c.type in {"integer", "number"} else "" for c in shown}

    @property
    def filters(self) -> dict[str, list[str]]:
        """The columns with few codes, and these; how exact a value is says too little to filter by."""
        found = {}
        for column in self.about.columns:
            values = sorted(set(self.cells[column.name]) - {""})
            coded = (column.codes or column.type == "boolean") and not column.separator
            if coded and 1 < len(values) <= CHOICES and not column.name.endswith("_precision"):
                found[column.name] = values
        return dict(list(found.items())[:FILTERS])


def anchor(key: str) -> str:
    """The key of a row as the end of an address."""
    return re.sub(r"[^\w.]+", "-", key).strip("-")


def spelled(cells: csvs.Cells) -> dict[str, str]:
    """Each source in words, as a link, by its id."""
    fields = ("source_id", "publisher", "title", "published_on", "url", "language")
    found = {}
    for name, publisher, title, published, url, language in zip(*(cells[f] for f in fields), strict=True):
        words = escape(f"{publisher}, {title}")
        link = f'<a href="{escape(url)}">{words}</a>' if url.startswith("http") else words
        more = ", ".join(filter(None, (published, LANGUAGES.get(language, ""))))
        found[name] = f"{link} ({more})" if more else link
    return found


def rows(of: Browsed, known: dict[str, str], repository: str) -> list[str]:
    """The rows: the key, which is the address, under it the way to report an error, what stands in each, its sources."""
    columns, filters, found = of.columns, of.filters, []
    for at, key in enumerate(of.keys):
        marks = "".join(f' data-{n.replace("_", "")}="{escape(of.cells[n][at])}"' for n in filters)
        line = "".join(f"<td{cls}>{escape(of.cells[name][at])}</td>" for name, cls in columns.items())
        if SOURCE_IDS in of.cells:
            line += f"<td>{'; '.join(known[name] for name in of.cells[SOURCE_IDS][at].split(';'))}</td>"
        form = report_at(repository, f"{of.about.name}, {key}", "../")
        name, here, report = escape(key), escape(anchor(key)), escape(form)
        found.append(
            f'<tr id="{here}" data-item{marks}><th scope="row"><a href="#{here}">{name}</a> <a class="browse-report" '
            f'href="{report}" aria-label="Report an error in row {name}">Report an error</a></th>{line}</tr>'
        )
    return found


def page(of: Browsed, part: list[str], parts: dict[str, str]) -> str:
    """A table, or one part of it, between its filters and its files; `parts` are names of pages and the links to them."""
    about, filters = of.about, ""
    for name, values in of.filters.items():
        options = "".join(f"<option>{escape(value)}</option>" for value in values)
        choice = (
            f'<select data-filter="{name.replace("_", "")}"><option value="">all</option>{options}</select>'
        )
        filters += f"<label>{name}{choice}</label>"
    heads = {"row": "", **of.columns, **({"sources": ""} if SOURCE_IDS in of.cells else {})}
    head = "".join(f'<th scope="col"{cls}>{name}</th>' for name, cls in heads.items())
    breaking = [name.replace("_", "_\u200b") for name in heads]  # on cards, where no word should be broken
    names = "".join(f'.browse td:nth-child({n}){{--name:"{name}"}}' for n, name in enumerate(breaking, 1))
    files = " ".join(
        f'<a class="press-file" href="{about.name}.{form}" download>{form.upper()}</a>'
        for form in ("csv", "xlsx")
    )
    more = (
        f'<nav aria-label="Parts of this table"><p>{" · ".join(parts.values())}</p></nav>'
        if len(parts) > 1
        else ""
    )
    book = f'<a href="../book/data.html#data-{about.name.replace("_", "-")}">What breaks the table, and where it is used</a>'
    return (
        f"<section><h1>{escape(about.title)}</h1>"
        f"<p>{escape(about.counts)} {book}. The key of a row is a link to cite it by. {files}</p>{column_fold(about)}{more}"
        '<div data-list="rows"><form class="press-filter" hidden>'
        f'<label>Search<input type="search" data-search></label>{filters}<output aria-live="polite" data-count></output>'
        f'</form><style>{names}</style><div class="table-scroll browse"><table class="book-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(part)}</tbody></table></div></div>"
        f'<p class="press-cite"><!--press:cite data/{about.name}--></p></section>'
    )


def pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """The pages of all tables."""
    folder, repository = data_dir(), built(app.srcdir).repository
    known = spelled(csvs.read(table(SOURCES), folder / f"{SOURCES}.csv"))
    for name in tables():
        of = Browsed(table(name), csvs.read(table(name), folder / f"{name}.csv"))
        lines = rows(of, known, repository)
        starts = range(0, max(len(lines), 1), ROWS)
        names = [f"data/{name}" + (f"-{n}" if n > 1 else "") for n in range(1, len(starts) + 1)]
        for here, start in zip(names, starts, strict=True):
            links = {}
            for n, there in enumerate(names, 1):
                next_one = ' rel="next"' if n == names.index(here) + 2 else ""
                link = f'<a href="{there.removeprefix("data/")}.html"{next_one}>Part {n}</a>'
                links[there] = f"<b>Part {n} of {len(lines):,} rows</b>" if there == here else link
            body = page(of, lines[start : start + ROWS], links)
            about = f"{of.about.title}, row by row, with the sources of each: search, sort, filter."
            yield (
                here,
                {
                    "title": of.about.title,
                    "body": body,
                    "about": about,
                    "filtered": True,
                    "rows": True,
                    "cited": f"data/{name}",
                },
                "page.html",
            )


def made_of(app: Sphinx) -> object:
    """What the pages are made of, besides code."""
    return files(data_dir().parent, data_dir().name), built(app.srcdir).repository


def hits(app: Sphinx) -> list[tuple[str, str, str, str]]:
    """The rows that have words, for the search."""
    code = files(data_dir().parent, data_dir().name, __name__.partition(".")[0])
    return [tuple(hit) for hit in remembered(app, "rows", code, found_rows)]


def found_rows() -> list[tuple[str, str, str, str]]:
    """Of each row with words: its kind, the words with day and table, its key, its address."""
    found = []
    for name in sorted(set(tables()) - TOLD):
        of = Browsed(table(name), csvs.read(table(name), data_dir() / f"{name}.csv"))
        columns = [c for c in of.about.columns if not (c.codes or c.separator or KEYS.search(c.name))]
        words = [of.cells[c.name] for c in columns if c.type == "string"]
        day = next((c.name for c in columns if c.type == "date"), "")
        for at, key in enumerate(of.keys):
            parts = dict.fromkeys(cells[at] for cells in words if cells[at])
            said = ", ".join(
                part for part in parts if not any(part in other for other in parts if other != part)
            )
            exact = of.cells.get(f"{day}_precision", {at: "day"})[at]
            dated = of.cells[day][at][: LETTERS.get(exact, 4)] if day else ""
            title = ", ".join(filter(None, (shorten(said, LONGEST, placeholder=" …"), dated)))
            if said:
                found.append(("Row", f"{title} ({name})", key, f"data/{name}.html#{anchor(key)}"))
    return found


def script(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
    """The script that sorts."""
    if context.get("rows"):
        app.add_js_file("rows.js", loading_method="defer")


def write_sheets(app: Sphinx, error: Exception | None) -> None:
    """Write each table as a spreadsheet beside its CSV."""
    if error is None and app.builder.format == "html":
        known, whose = Known(app, "sheets"), owner()
        code = [Path(file).read_bytes() for file in (spreadsheet.__file__, xlsx.__file__)]
        for name in tables():
            of, rows_in = table(name), data_dir() / f"{name}.csv"
            sheet = Path(app.outdir, "data", f"{name}.xlsx")
            if known.is_stale(sheet, code, whose, of, rows_in.read_bytes()):
                sheet.write_bytes(xlsx.workbook(of, csvs.read(of, rows_in), whose))
        known.save()


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `four_islands.pages.directives`."""
    app.connect("html-collect-pages", kept(pages, made_of))
    app.connect("html-page-context", script)
    app.connect("press-hits", hits)
    app.connect("build-finished", write_sheets, priority=600)
