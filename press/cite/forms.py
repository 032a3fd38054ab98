"""A citation in four forms: a sentence, BibTeX, RIS and CSL-JSON.

None of them holds a day of access, so that equal editions give equal files; the copy button adds the day.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from babel import Locale

from press.cite.work import Work

TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
TEX |= {letter: f"\\{letter}" for letter in "{}$&%#_"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
BIBTEX = {"book": "book", "chapter": "incollection", "figure": "misc", "table": "misc"}
RIS = {"book": "BOOK", "chapter": "CHAP", "figure": "FIGURE", "table": "DATA"}
CSL = {"book": "book", "chapter": "chapter", "figure": "figure", "table": "dataset"}


def plain(work: Work) -> str:
    """The citation as a sentence, ready to paste."""
    of = work.edition
    released = f"{of.released.day} {of.released:%B %Y}"
    parts = [", ".join(of.authors)]
    if work.kind == "book":
        parts.append(of.title)
    else:
        end = "" if work.title[-1] in ".?!" else "."
        parts.append(f"“{work.title}{end}” {work.within} in {of.title}")
    text = ". ".join(parts) + f". {work.version}, {released}." + (f" {work.terms}." if work.terms else "")
    return f"{text} {work.address}" if work.address else text


def bibtex(work: Work) -> str:
    """The citation for BibTeX and biblatex; the title keeps its capitals, letters stay as they are (UTF-8)."""
    of = work.edition
    fields = {
        "author": " and ".join(f"{{{tex(name)}}}" for name in of.authors),
        "title": f"{{{tex(work.title)}}}",
        "booktitle": f"{{{tex(of.title)}}}" if work.kind == "chapter" else "",
        "chapter": work.numbered if work.kind == "chapter" else "",
        "howpublished": f"{work.within} in {{{tex(of.title)}}}" if work.kind in {"figure", "table"} else "",
        "edition": tex(work.version) if work.kind in {"book", "chapter"} else "",
        "note": tex(work.version) if work.kind in {"figure", "table"} else "",
        "publisher": f"{{{tex(', '.join(of.authors))}}}" if work.kind in {"book", "chapter"} else "",
        "year": str(of.released.year),
        "month": MONTHS[of.released.month - 1],
        "doi": work.doi,
        "url": work.address,
        "language": str(Locale.parse(of.language[:2]).english_name).lower(),
    }
    return bib_entry(BIBTEX[work.kind], key(work), fields)


def bib_entry(kind: str, name: str, fields: dict[str, str]) -> str:
    """An entry of BibTeX from the fields that hold something; months are words of BibTeX itself."""
    lines = [f"  {k} = {v if k == 'month' else f'{{{v}}}'}" for k, v in fields.items() if v]
    return f"@{kind}{{{name},\n" + ",\n".join(lines) + "\n}\n"


def ris_entry(fields: list[tuple[str, str]]) -> str:
    """An entry of RIS from the fields that hold something."""
    return "".join(f"{tag}  - {one_line(value)}\n" for tag, value in fields if value) + "ER  - \n"


def ris(work: Work) -> str:
    """The citation for reference managers that read RIS."""
    of = work.edition
    fields = [
        ("TY", RIS[work.kind]),
        ("ID", key(work)),
        *(("AU", undivided(name)) for name in of.authors),
        ("TI", work.title),
        ("T2", of.title if work.kind != "book" else ""),
        ("M1", work.numbered if work.kind in {"chapter", "figure"} else ""),
        ("ET", work.version),
        ("PY", str(of.released.year)),
        ("DA", of.released.strftime("%Y/%m/%d")),
        ("PB", ", ".join(of.authors)),
        ("DO", work.doi),
        ("UR", work.address),
        ("LA", of.language[:2]),
    ]
    return ris_entry(fields)


def csl(work: Work) -> str:
    """The citation as CSL-JSON, for Zotero, pandoc and other processors of citation styles."""
    of = work.edition
    item: dict[str, Any] = {
        "id": key(work),
        "type": CSL[work.kind],
        "title": work.title,
        "author": [{"literal": name} for name in of.authors],
        "issued": {"date-parts": [[of.released.year, of.released.month, of.released.day]]},
        "version": of.version,
        "language": of.language,
        "publisher": ", ".join(of.authors),
    }
    if work.kind != "book":
        item |= {"container-title": of.title, "genre": work.within}
    if work.kind == "chapter" and work.numbered:
        item["chapter-number"] = work.numbered
    item |= {"abstract": of.abstract} if work.kind == "book" else {"note": work.version}
    item |= {"DOI": work.doi} if work.doi else {}
    item |= {"URL": work.address} if work.address else {}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


FORMS: dict[str, tuple[str, Callable[[Work], str]]] = {
    "bib": ("BibTeX", bibtex),
    "ris": ("RIS", ris),
    "csl.json": ("CSL-JSON", csl),
}


def key(work: Work) -> str:
    """The citation key: the book and its year, then the part."""
    base = f"{work.edition.stem}-{work.edition.released.year}"
    return base if work.kind == "book" else f"{base}-{re.sub(r'[^A-Za-z0-9]+', '-', work.key).strip('-')}"


def tex(text: str) -> str:
    """Text that TeX prints as it stands."""
    return "".join(TEX.get(letter, letter) for letter in one_line(text))


def undivided(name: str) -> str:
    """A name without commas: what reads RIS or page metadata takes a comma for the end of a family name."""
    return name.replace(",", "")


def one_line(text: str) -> str:
    """Text on a single line."""
    return " ".join(text.split())
