"""Slides for teachers, one PDF: every chapter with its claims, its finding, its figures and what holds.

They are made from the notebooks as committed and drawn by the press, so a slide cannot say anything else than the
book. Run by `make slides`.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import nbformat

from four_islands.claims.record import CLAIM_MIME
from press import fonts
from press.book.facts import array, facts, string
from press.book.pdf import compile_pdf
from press.build import description
from press.config import settings
from press.draw import draw, svg_bytes
from press.figure.chart import PLOTLY_MIME, source_line
from press.files import write
from press.web.html import DEFAULT_HEIGHT, split

PIXELS = 96
WIDTH_OF_HEIGHT = 1.9  # a figure fills the slide under its title; a tall one stays as narrow as it must
NARROWEST, WIDEST = 620, 980  # pixels; wider than that, its words would be too small to read from the back
TEMPLATE = Path(__file__).with_name("slides.typ")


@dataclass
class Figure:
    """A drawn figure and what stands around it on its slide."""

    title: str
    subtitle: str
    alt: str
    footer: str
    body: dict[str, Any]
    file: str = ""


@dataclass
class Chapter:
    """What a chapter gives to the slides."""

    title: str
    claims: list[str] = field(default_factory=list)
    finding: str = ""
    figures: list[Figure] = field(default_factory=list)
    outcomes: list[tuple[str, str, str]] = field(default_factory=list)
    exercises: list[str] = field(default_factory=list)


def plain(text: str) -> str:
    """Markdown as text: no emphasis, no roles, no escapes."""
    text = re.sub(r"\{[\w:]+\}`([^`]*)`", r"\1", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?<!\\)(\*\*|\*|`)", "", text)
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", text).split())


def chapter_of(path: Path) -> Chapter:
    """Read one notebook: its short answer, its claims, its figures, its exercises."""
    chapter, heading = Chapter(path.stem), ""
    for cell in nbformat.read(path, 4).cells:
        outputs = [output.get("data", {}) for output in cell.get("outputs", [])]
        if cell.cell_type == "markdown":
            heads = re.findall(r"^#+ (.+)$", cell.source, re.M)
            if cell.source.startswith("# "):
                chapter.title = plain(heads[0])
            heading = heads[-1] if heads else heading
            if heading == "Exercises":  # an item goes on over lines until the next number or an empty line
                items = re.findall(r"^\d+\. (.+(?:\n(?!\d+\. ).+)*)", cell.source, re.M)
                chapter.exercises = [plain(item) for item in items]
        if "answer" in cell.metadata.get("tags", []):
            said = cell.source if cell.cell_type == "markdown" else outputs[0]["text/markdown"]
            chapter.finding = plain(re.sub(r"^#.*$", "", said, flags=re.M))
        for data in outputs:
            add(chapter, data)
    return chapter


def add(chapter: Chapter, data: dict[str, Any]) -> None:
    """Put one output where it belongs on the slides."""
    if CLAIM_MIME in data:
        record = data[CLAIM_MIME]
        chapter.claims.append(plain(f"{record['claim']} {record['text']}"))
        for a in record["assertions"]:
            chapter.outcomes.append((a["assertion"], a["outcome"], plain(f"{a['text']} {a['sentence']}")))
    elif PLOTLY_MIME in data:
        meta, body = split(data[PLOTLY_MIME], chapter.title)
        chapter.figures.append(Figure(meta["title"], meta["subtitle"], meta["alt"], source_line(meta), body))


def drawn(body: dict[str, Any], place: str) -> None:
    """Draw one figure for a slide."""
    height = body["layout"].get("height") or DEFAULT_HEIGHT
    width = min(max(height * WIDTH_OF_HEIGHT, NARROWEST), WIDEST)
    Path(place).write_bytes(
        svg_bytes(draw(body, width=width / PIXELS, height=height / PIXELS, face=fonts.face()))
    )


def typst(book: dict[str, Any], chapters: list[Chapter]) -> str:
    """The slides as a Typst document."""
    lines = [f"#let facts = {facts(book)}", TEMPLATE.read_text("utf-8"), "#cover()"]
    for number, chapter in enumerate(chapters, 1):
        lines.append(
            f"#opening({number}, {string(chapter.title)}, {array(map(string, chapter.claims))}, {string(chapter.finding)})"
        )
        for figure in chapter.figures:
            words = (figure.title, figure.subtitle, figure.file, figure.alt, figure.footer)
            lines.append(f"#chart({', '.join(map(string, words))})")
        if chapter.outcomes:
            rows = array(array(map(string, row)) for row in chapter.outcomes)
            lines.append(f"#outcomes({rows})")
        if chapter.exercises:
            lines.append(f"#exercises({array(map(string, chapter.exercises))})")
    return "\n".join(lines)


def main() -> int:
    """Write `_build/coursework/slides.pdf`."""
    book = settings()
    about = description(book)
    about |= {"title": f"{about['title']}: slides", "description": "Every figure of the book, for teaching."}
    with tempfile.TemporaryDirectory() as folder:
        chapters = [chapter_of(path) for path in sorted(book.notebooks.glob("*.ipynb"))]
        figures = [figure for chapter in chapters for figure in chapter.figures]
        for number, figure in enumerate(figures):
            figure.file = f"figure-{number}.svg"
        with ProcessPoolExecutor(os.cpu_count() or 1) as pool:
            places = [str(Path(folder, figure.file)) for figure in figures]
            list(pool.map(drawn, [json.loads(json.dumps(figure.body)) for figure in figures], places))
        pdf = compile_pdf(typst(about, chapters), Path(folder), date.fromisoformat(about["date"]))
    out = book.build / "coursework" / "slides.pdf"
    write(out, pdf)
    print(f"slides: {len(chapters)} chapters, {len(figures)} figures in {out.relative_to(book.root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
