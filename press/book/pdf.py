"""Set the book: pandoc turns the clean pages into Typst, Typst into a tagged PDF."""

from __future__ import annotations

import calendar
import json
import os
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

from press import fonts
from press.book import gate, pages, pandoc
from press.book.errors import PrintError
from press.book.facts import array, facts, label, string
from press.book.index import Term
from press.files import write

HERE = Path(__file__).resolve().parent
# Bottom margin and place of the figures, in the order in which they are tried: floating figures leave fewer gaps.
LAYOUTS = (("24mm", "auto"), ("24.4mm", "auto"), ("23.6mm", "auto"), ("24mm", "none"))
# What Typst says when a layout, not the book, is at fault: issues 8776 and 8487, and layouts that swing to and fro
# between two states (`pages` has seen to it that every label is there).
UNLUCKY = (
    "tags weren't properly closed",
    "parent group",
    "does not exist in the document",
    "did not converge",
)


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

    Typst 0.15 now and then loses count of its own tags where something is broken over pages beside a floating
    figure, or finds no rest, and stops. A page a fraction of a millimetre shorter breaks elsewhere; where that does not help the
    figures stand where they are named, which has always been sound.
    """
    for bottom, place in LAYOUTS:
        layout = f"#let foot-margin = {bottom}\n#let figure-place = {place}\n"
        pdf, error = compile_once(layout + source, root, day)
        if pdf:
            return pdf
        if not any(words in error for words in UNLUCKY):
            break
    raise PrintError(f"Typst refused the book: {located(layout + source, error)}")


def compile_once(source: str, root: Path, day: date) -> tuple[bytes, str]:
    """Compile a Typst document to a tagged PDF; nothing and the complaint where Typst errs or warns."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "book.pdf")
        request = {
            "source": source,
            "root": str(root.resolve()),
            "fonts": [str(place) for place in fonts.folders()],
            "timestamp": calendar.timegm(day.timetuple()),
            "out": str(out),
        }
        done = subprocess.run(
            [sys.executable, "-P", str(HERE / "compiler.py")],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        if done.returncode:
            return b"", f"the compiler died:\n{done.stderr[-600:]}"
        answer = json.loads(done.stdout)
        if "error" in answer:
            return b"", f"{answer['error']}\n{answer['diagnostic']}"
        if answer["warnings"]:
            return b"", "it warns:\n" + "\n".join(dict.fromkeys(answer["warnings"]))
        return out.read_bytes(), ""


def located(source: str, diagnostic: str) -> str:
    """A message of the compiler, with the chapter it belongs to."""
    match = re.search(r":(\d+):\d+", diagnostic)
    if not match:
        return diagnostic
    before = "\n".join(source.splitlines()[: int(match[1])])
    chapter = re.findall(r'#chapter\(.*?(?:true|false), "(.*?)", "', before)
    return f"in the chapter {chapter[-1]!r}: {diagnostic}" if chapter else diagnostic
