"""The editions of the book as `book/changes.yml` lists them: for the page of changes, the feed and the release."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.readers import PressError, tree
from press.web.cover import PLACE
from press.web.html import raw
from press.web.nodes import esc
from press.web.permalinks import Permalink, listed, target

FILE = Path("book", "changes.yml")
NUMBER = ("what", "where", "before", "after", "why")
ERRATA = "Found wrong in this edition after it came out, and put right since:"


@dataclass(frozen=True)
class Change:
    """One edition: its version and day, what it is about, the published numbers it altered, and its own errors."""

    version: str
    released: date
    summary: str
    numbers: tuple[dict[str, str], ...] = ()
    errata: tuple[dict[str, str], ...] = ()


def changes(root: Path) -> list[Change]:
    """All editions, newest first. Raises `PressError` for an entry that lacks something, or stands in the wrong place."""
    found = []
    for entry in tree(root / FILE):
        name = f"{FILE.as_posix()}, version {entry.get('version', '?')}"
        for field in ("version", "date", "summary"):
            if not entry.get(field):
                raise PressError(f"{name}: {field} is missing")
        numbers, errata = (
            tuple({k: str(v) for k, v in number.items()} for number in entry.get(field) or [])
            for field in ("numbers", "errata")
        )
        for number in (*numbers, *errata):
            if set(number) != set(NUMBER):
                raise PressError(f"{name}: a changed number has {', '.join(NUMBER)}, and nothing else")
        day = date.fromisoformat(str(entry["date"]))
        found.append(Change(str(entry["version"]), day, str(entry["summary"]), numbers, errata))
    if [c.released for c in found] != sorted((c.released for c in found), reverse=True):
        raise PressError(f"{FILE.as_posix()}: the newest edition stands first")
    return found


class Changes(SphinxDirective):
    """`{press-changes}`: the list of editions."""

    def run(self) -> list[nodes.Node]:
        """A section an edition."""
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / FILE))
        return [self.edition(change, listed(root)) for change in changes(root)]

    def edition(self, change: Change, links: dict[str, Permalink]) -> nodes.section:
        """One edition: heading, day and summary, and the table of changed numbers where there are any."""
        day = f"{change.released.day} {change.released:%B %Y}"
        section = nodes.section(
            ids=[f"version-{change.version.replace('.', '-')}"], names=[f"version {change.version}"]
        )
        section += nodes.title("", f"Version {change.version}")
        section += nodes.paragraph("", f"{day}. {change.summary}")
        if change.numbers:
            section += table(change.numbers, links)
        else:
            section += nodes.paragraph("", "No number published before has changed.")
        if change.errata:
            section += nodes.paragraph("", ERRATA)
            section += table(change.errata, links)
        return section


def table(numbers: tuple[dict[str, Any], ...], links: dict[str, Permalink]) -> nodes.table:
    """Changed numbers as a table."""
    group = nodes.tgroup(cols=len(NUMBER))
    group.extend(nodes.colspec(colwidth=1) for _ in NUMBER)
    head = nodes.thead("", row([name.capitalize() for name in NUMBER]))
    group += head
    group += nodes.tbody("", *(row([number[name] for name in NUMBER]) for number in numbers))
    for cell in group.findall(lambda node: isinstance(node, nodes.entry) and node.parent.index(node) == 1):
        cell[0][:] = [raw(", ".join(places(cell.astext().split(", "), links)))]
    return nodes.table("", group, classes=["press-changed"])


def places(names: list[str], links: dict[str, Permalink]) -> list[str]:
    """The names of one change in a reader's words; a place to which two of them lead stands once."""
    found: dict[str, str] = {}
    for name in names:
        link = place(name, links)
        found.setdefault(link.replace(">now ", ">"), link)
    return list(found.values())


def place(name: str, links: dict[str, Permalink]) -> str:
    """A permanent name as a link in a reader's words; what now stands where it led, if it is gone."""
    name = next((link for link in links if link.endswith(f"-{name.lower()}")), name)
    if name not in links:
        return esc(name)
    now = target(links, name)
    kind, _, rest = now.name.partition("-")
    words = {
        "fig": f"figure {PLACE.format(f'{now.page}#{now.name}')}",
        "data": f"table of {rest.replace('-', ' ')}",
    }.get(
        kind,
        f"chapter {PLACE.format(f'{now.page}#')}"
        if now.is_page
        else f"{kind} {re.sub(r'^[a-z]0*', '', rest)}",
    )
    at = "" if now.is_page else f"#{now.name}"
    gone = "" if now.name == name else "now "
    return f'<a href="../{now.page}.html{at}">{gone}{words}</a>'


def row(cells: list[str]) -> nodes.row:
    """One row of a table."""
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", cell)) for cell in cells))


def setup(app: Sphinx) -> None:
    """Register with Sphinx; part of `press.web.sphinx`."""
    app.add_directive("press-changes", Changes)
