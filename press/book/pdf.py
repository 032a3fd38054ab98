"""Set the book: pandoc turns the clean pages into Typst, Typst into a tagged PDF."""

from __future__ import annotations

import calendar
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from press import fonts
from press.book import gate, pages, pandoc, places
from press.book.errors import PrintError
from press.book.facts import array, facts, label, spoken, string
from press.book.index import Term
from press.config import own
from press.files import write

HERE = Path(__file__).resolve().parent
MARK = "//@page "
# Bottom margins, in the order in which they are tried; the last with all figures where they are named.
LAYOUTS = ("24mm", "24.4mm", "23.6mm", "24mm")
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

    Beside it stands, for `build_epub`, with which words its pages begin. `book` holds title, subtitle, authors, version, date,
    language, keywords, licence, address and description.
    Raises `PrintError` when a page holds what print does not know, when Typst refuses the result, or when
    anything of the pages is missing from the finished file.
    """
    chapters, terms = pages.read(html_dir, book)
    source = typst_source(chapters, terms, book)
    pdf = compile_pdf(source, html_dir, date.fromisoformat(book["date"]), pages.kept(book, "places"))
    starts = gate.check_pdf(pdf, chapters, terms, pages.kept(book, "sheets.json"))
    write(out, pdf)
    write(out.with_suffix(".json"), json.dumps([named(pdf), starts]))


def named(pdf: bytes) -> str:
    """The name that a PDF gives itself."""
    found = re.search(rb"<xmpMM:DocumentID>([^<]+)", pdf)
    return found[1].decode() if found else ""


def typst_source(chapters: list[pages.Page], terms: list[Term], book: dict[str, Any]) -> str:
    """The whole book as one Typst document; a line with `MARK` begins each of its pieces."""
    named = zip((page.entry.docname for page in chapters), pages.document(chapters), strict=True)
    bodies = pandoc.pages(named, "typst-smart", HERE / "filter.lua", pages.kept(book, "pandoc"))
    template = (HERE / "template.typ").read_text("utf-8")
    index = "\n".join(
        f"#index-entry({depth}, {spoken(term)}, {array(map(label, places))})" for depth, term, places in terms
    )
    set_ = [f"{MARK}{page.entry.docname}\n{body}" for page, body in zip(chapters, bodies, strict=True)]
    back = f"#back-index[\n{index}\n]" if terms else ""
    front = f"{MARK}\n#front-matter()"
    return "\n".join([f"#let facts = {facts(book)}", template, front, *set_, f"{MARK}\n{back}"])


def compile_pdf(source: str, root: Path, day: date, folder: Path | None = None) -> bytes:
    """Compile a Typst document. Warnings are errors: they tell of lost glyphs, fonts or page numbers.

    Typst 0.15 now and then loses count of its own tags where something is broken over pages beside a floating
    figure, or finds no rest, and stops. A page a fraction of a millimetre shorter breaks elsewhere; where that does not help the
    figures stand where they are named, which has always been sound.
    """
    head, *pieces = source.split(f"\n{MARK}")
    chapters = {name: body for name, _, body in (piece.partition("\n") for piece in pieces) if name}

    def look(opened: places.Places) -> list[places.Spot]:
        chosen = "\n".join([head, *(chapters[name] for name in opened)])
        spots: list[places.Spot] = ask(laid_out(chosen, LAYOUTS[0], opened, looking=True), root).get(
            "spots", []
        )
        return spots  # none where the book cannot be set, which the real run will tell

    keys = {name: digest(head, body, root) for name, body in chapters.items()}
    found = places.solve(keys, look, folder)
    for number, bottom in enumerate(LAYOUTS, start=1):
        layout = laid_out(source, bottom, found if number < len(LAYOUTS) else {})
        pdf, error = compile_once(layout, root, day)
        if pdf:
            return pdf
        if not any(words in error for words in UNLUCKY):
            break
    raise PrintError(f"Typst refused the book: {located(layout, error)}")


def digest(head: str, body: str, root: Path) -> str:
    """What the places of a chapter's figures rest on: the template, the chapter, its pictures, and how they are found."""
    pictures = (root / name for name in re.findall(r'"/([^"]+\.\w+)"', body))
    content = [picture.read_bytes() for picture in pictures if picture.is_file()]
    code = Path(places.__file__).read_bytes()
    return hashlib.sha256(b"\0".join([head.encode(), body.encode(), code, *content])).hexdigest()[:24]


def laid_out(source: str, bottom: str, found: places.Places, *, looking: bool = False) -> str:
    """A document with its bottom margin, the places of its figures and the leading of its chapters."""
    figures = "".join(
        f"{string(name)}: ({place}, {scale}), "
        for chapter in found.values()
        for name, (place, scale) in chapter.figures.items()
    )
    leadings = "".join(f"{string(name)}: {places.WAYS[chapter.way][0]}, " for name, chapter in found.items())
    splits = "".join(f"{string(name)}: {chapter.split}, " for name, chapter in found.items() if not looking)
    return (
        f"#let foot-margin = {bottom}\n#let looking = {str(looking).lower()}\n"
        f"#let places = ({figures or ':'})\n#let leadings = ({leadings or ':'})\n"
        f"#let splits = ({splits or ':'})\n{source}"
    )


def compile_once(source: str, root: Path, day: date) -> tuple[bytes, str]:
    """Compile a Typst document to a tagged PDF; nothing and the complaint where Typst errs or warns."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "book.pdf")
        answer = ask(source, root, out, calendar.timegm(day.timetuple()))
        if "error" in answer:
            return b"", f"{answer['error']}\n{answer['diagnostic']}"
        if answer["warnings"]:
            return b"", "it warns:\n" + "\n".join(dict.fromkeys(answer["warnings"]))
        return out.read_bytes(), ""


def ask(source: str, root: Path, out: Path | None = None, timestamp: int = 0) -> dict[str, Any]:
    """What the compiler answers; see `compiler`."""
    request = {
        "source": source,
        "root": str(root.resolve()),
        "fonts": [str(place) for place in fonts.folders()],
        "timestamp": timestamp,
        "out": str(out or ""),
    }
    command = [sys.executable, "-P", str(HERE / "compiler.py")]
    done = subprocess.run(
        command, input=json.dumps(request), capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        return {"error": "the compiler died:", "diagnostic": done.stderr[-600:]}
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def located(source: str, diagnostic: str) -> str:
    """A message of the compiler, with the page it belongs to; of letters that no font has, in one sentence."""
    match = re.search(r":(\d+):\d+", diagnostic)
    before = source.splitlines()[: int(match[1])] if match else []
    page = next((line.removeprefix(MARK) for line in reversed(before) if line.startswith(MARK)), "")
    lost = re.search(r'the text `"(.*?)"` could not be displayed', diagnostic)
    if page and lost:
        text = re.sub(r"\\u\{(\w+)\}", lambda number: chr(int(number[1], 16)), lost[1])
        return f"{written(page, text)}: no font of the book has {text!a}. Write it in words or take it out."
    return f"on the page {page}: {diagnostic}" if page else diagnostic


def written(page: str, text: str) -> str:
    """The file of a page, with the line where a text stands, if it stands there as it is."""
    for file in (own().root / f"{page}.md", own().root / f"{page}.ipynb"):
        if file.is_file():
            lines = enumerate(file.read_text("utf-8").splitlines(), 1)
            line = next((f", line {number}" for number, words in lines if text in words), "")
            return f"{file.relative_to(own().root)}{line}"
    return page
