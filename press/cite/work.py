"""What can be cited: one edition of the book, and its chapters, figures and tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from press import readers
from press.config import Licence, PressError, Settings
from press.inherited import KEPT, shares

Kind = Literal["book", "chapter", "figure", "table"]
DOI = re.compile(r"10\.\d{4,9}/\S+")


@dataclass(frozen=True)
class Edition:
    """One published state of the whole: whom to name, which version, of which day, at which address.

    `site`, `repository` and `doi` are empty where there is none; nothing is cited with an address it does not have.
    """

    title: str
    authors: tuple[str, ...]
    version: str
    released: date
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    site: str = ""
    repository: str = ""
    doi: str = ""
    stem: str = "book"
    language: str = "en"

    @property
    def address(self) -> str:
        """Where the edition is found: its DOI before its site before its repository."""
        return f"https://doi.org/{self.doi}" if self.doi else self.site or self.repository

    def at(self, path: str) -> str:
        """The full address of a place of the site; empty while the site has none."""
        return f"{self.site}/{path}" if self.site else ""


@dataclass(frozen=True)
class Work:
    """One thing to cite. `path` is its place on the site, `within` what it is a part of, as a reader calls it.

    Where a book keeps it of an earlier one, `edition` is that one and `kept_in` the book; where something of an earlier
    one was changed, `after` is that one.
    """

    kind: Kind
    key: str
    title: str
    edition: Edition
    path: str = ""
    number: str = ""
    as_of: str = ""
    kept_in: Edition | None = None
    after: Edition | None = None

    @property
    def address(self) -> str:
        """The address to cite: of the thing itself where the site has one, else of the edition."""
        if self.kind == "book":
            return self.edition.address
        return self.place.at(self.path) or self.edition.address or self.place.address

    @property
    def place(self) -> Edition:
        """The edition on whose site it stands, and which numbers it."""
        return self.kept_in or self.edition

    @property
    def numbered(self) -> str:
        """Its number or name in the edition that is cited, which had no chapter or figure of the number it has here."""
        return "" if self.kept_in and self.kind != "table" else self.number

    @property
    def within(self) -> str:
        """What kind of part this is, as a citation says it; empty for the book."""
        if self.kind == "chapter":
            return f"Chapter {self.numbered}".strip() if self.number else "Page"
        if self.kind == "table":
            return f"Data table {self.number}"
        return f"Figure {self.numbered}".strip() if self.kind == "figure" else ""

    @property
    def terms(self) -> str:
        """The licence of a figure or a table in few letters."""
        if self.kind not in {"figure", "table"} or not self.edition.licences:
            return ""
        return self.edition.licences[0].id.replace("-", " ")

    @property
    def credit(self) -> str:
        """A line to stand under a figure elsewhere."""
        of = self.edition
        parts = (f"{self.within}: {self.title}", of.title, f"version {of.version}", self.terms, self.address)
        return ", ".join(filter(None, parts))

    @property
    def version(self) -> str:
        """Version; for a part its edition's DOI; for data the day up to which they are known."""
        doi = f" (doi:{self.edition.doi})" if self.edition.doi and self.kind != "book" else ""
        kept = ""
        if (here := self.kept_in) is not None:
            part = f"{replace(self, kept_in=None).within} of " if self.number and not self.numbered else ""
            kept = f", as kept in {part}{here.title}, version {here.version}"
        elif (of := self.after) is not None:
            kept = f", from that of {', '.join(of.authors)} in {of.title}, version {of.version}"
        return (
            f"Version {self.edition.version}{doi}"
            + (f", data as of {self.as_of}" if self.as_of else "")
            + kept
        )

    @property
    def doi(self) -> str:
        """The DOI, which names the whole edition and no part of it."""
        return self.edition.doi if self.kind == "book" else ""


def edition(book: Settings) -> Edition:
    """The edition that this folder builds. Raises `PressError` for a DOI that is none, and for differing versions."""
    citation = readers.citation(book.root)
    if book.doi and not DOI.fullmatch(book.doi):
        raise PressError(
            f"[tool.press] doi is {book.doi!r}; write the bare DOI, such as 10.5281/zenodo.1234567, or leave it empty"
        )
    if str(citation["version"]) != book.version:
        raise PressError(
            f"CITATION.cff says version {citation['version']}, pyproject.toml {book.version}; write the same in both"
        )
    return Edition(
        title=str(citation["title"]),
        authors=readers.names(citation),
        version=book.version,
        released=citation["date-released"],
        abstract=str(citation.get("abstract", "")),
        keywords=tuple(citation.get("keywords", [])),
        licences=licences(citation["license"], book),
        site=book.site,
        repository=book.repository,
        doi=book.doi,
        stem=book.stem,
        language=book.language,
    )


def before(of: Edition, book: Settings) -> Edition:
    """The edition of the book that this one was made from, and of which it keeps something; this one where it is the first."""
    cited = next(iter(readers.citation(book.root).get("references", [])), None) if book.inherited else None
    if cited is None:
        return of
    return Edition(
        title=str(cited["title"]),
        authors=readers.names(cited),
        version=str(cited.get("version", "")),
        released=date.fromisoformat(str(cited["date-released"])),
        licences=of.licences,
        repository=str(cited.get("repository-code", "")),
        doi=str(cited.get("doi", "")),
        stem=re.sub(r"[^a-z0-9]+", "-", str(cited["title"]).lower()).strip("-"),
    )


def whose(of: Edition, book: Settings) -> dict[str, dict[str, Any]]:
    """What is not of this edition alone, and the editions that a `Work` of it names; by chapter, page, and `data/TABLE`."""
    earlier = before(of, book)
    kept, changed = {"edition": earlier, "kept_in": of}, {"edition": of, "after": earlier}
    return {name: kept if share == KEPT else changed for name, share in shares(book).items()}


def licences(named: str | list[str], book: Settings) -> tuple[Licence, ...]:
    """The licences that CITATION.cff names, as the settings describe them. Raises `PressError` for one they do not know."""
    known = {licence.id: licence for licence in book.licences}
    names = [named] if isinstance(named, str) else named
    for name in names:
        if name not in known:
            raise PressError(
                f"CITATION.cff names the licence {name}; describe it in pyproject.toml, [[tool.press.licences]]"
            )
    return tuple(known[name] for name in names)


def whole(of: Edition) -> Work:
    """The book itself as a thing to cite."""
    return Work("book", "book", of.title, of)
