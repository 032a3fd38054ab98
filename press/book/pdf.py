"""Set the book: pandoc turns the clean pages into Typst, Typst into a tagged PDF."""

from __future__ import annotations

import calendar
import os
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import typst

from press import fonts
from press.book import gate, pages, pandoc
from press.book.errors import PrintError
from press.book.facts import array, facts, label, string
from press.book.index import Term
from press.files import write

HERE = Path(__file__).resolve().parent
# Bottom margin and place of the figures, in the order in which they are tried: floating figures leave fewer gaps.
LAYOUTS = (("24mm", "auto"), ("24.4mm", "auto"), ("24mm", "none"))
TAGS_LOST = "typst-pdf"  # part of the path that an internal error of the PDF writer names


def build_pdf(html_dir: Path, out: Path, book: dict[str, Any]) -> None:
    """Write the PDF of the built site to `out`: tagged (PDF/UA-1, PDF/A-2a), equal for equal pages.

    `book` holds title, subtitle, authors, version, date, language, keywords, licence, address and description.
    Raises `PrintError` when a page holds what print does not know, when Typst refuses the result, or when
    anything of the pages is missing from the finished file.
    """
    chapters, terms = pages.read(html_dir, book)
    source = typst_source(chapters, terms, book)
    pdf = compile_pdf(source, html_dir, date.fromisoformat(book["date"]))
    gate.check_pdf(pdf, chapters, terms)
    write(out, pdf)


def typst_source(chapters: list[pages.Page], terms: list[Term], book: dict[str, Any]) -> str:
    """The whole book as one Typst document."""
    pieces = pages.document(chapters)
    # pandoc uses one core: as many pandocs as cores, each with its share of the chapters in order.
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        body = "\n".join(pool.map(as_typst, batched(pieces, os.cpu_count() or 1)))
    template = (HERE / "template.typ").read_text("utf-8")
    index = "\n".join(
        f"#index-entry({depth}, {string(term)}, {array(map(label, places))})" for depth, term, places in terms
    )
    index = f"#back-index[\n{index}\n]" if terms else ""
    return "\n".join([f"#let facts = {facts(book)}", template, "#front-matter()", body, index])


def batched(pieces: list[str], parts: int) -> list[str]:
    """The pieces joined to about equally long runs, in order."""
    runs, goal = [""], sum(map(len, pieces)) / parts
    for piece in pieces:
        if len(runs[-1]) + len(piece) / 2 > goal and runs[-1]:
            runs.append("")
        runs[-1] += piece
    return runs


def as_typst(html: str) -> str:
    """Clean HTML as Typst, in the forms of `template.typ`."""
    return pandoc.run(
        f"<html><body>{html}</body></html>", "typst-smart", [f"--lua-filter={HERE / 'filter.lua'}"]
    )


def compile_pdf(source: str, root: Path, day: date) -> bytes:
    """Compile a Typst document. Warnings are errors: they tell of lost glyphs, fonts or page numbers.

    Typst 0.15 now and then loses count of its own tags where a paragraph is broken over pages beside a floating
    figure, and stops. A page a fraction of a millimetre shorter breaks elsewhere; where that does not help the
    figures stand where they are named, which has always been sound.
    """
    for bottom, place in LAYOUTS:
        try:
            return compile_once(
                f"#let foot-margin = {bottom}\n#let figure-place = {place}\n{source}", root, day
            )
        except typst.TypstError as error:
            if not any(words in error.message for words in TAGS_LOST) or place == "none":
                raise PrintError(
                    f"Typst refused the book: {error.message}\n{located(source, error.diagnostic)}"
                ) from None
    raise AssertionError("unreachable")


def compile_once(source: str, root: Path, day: date) -> bytes:
    """Compile a Typst document to a tagged PDF. Raises `PrintError` on a warning, `typst.TypstError` on an error."""
    compiler: Any = typst.Compiler(  # type: ignore[misc]
        input=source.encode("utf-8"),
        root=str(root.resolve()),
        font_paths=[str(folder) for folder in fonts.folders()],
        ignore_system_fonts=True,
    )
    pdf, warnings = compiler.compile_with_warnings(
        format="pdf", pdf_standards=["ua-1", "a-2a"], timestamp=calendar.timegm(day.timetuple())
    )
    if warnings:
        raise PrintError(
            "Typst warns:\n" + "\n".join(dict.fromkeys(located(source, w.diagnostic) for w in warnings))
        )
    if not isinstance(pdf, bytes):
        raise PrintError("Typst made no PDF")
    return pdf


def located(source: str, diagnostic: str) -> str:
    """A message of the compiler, with the chapter it belongs to."""
    match = re.search(r":(\d+):\d+", diagnostic)
    if not match:
        return diagnostic
    before = "\n".join(source.splitlines()[: int(match[1])])
    chapter = re.findall(r'#chapter\(.*?(?:true|false), "(.*?)", "', before)
    return f"in the chapter {chapter[-1]!r}: {diagnostic}" if chapter else diagnostic
