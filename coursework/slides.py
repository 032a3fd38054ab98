"""Slides for teachers: every chapter with its claims, its finding, its figures and what holds, whole and readable.

They are made from the notebooks as committed and drawn by the press, so a slide cannot say anything else than the
book. Run by `make slides`, for one chapter by `make slides NAME=02`: a PDF to show, and the same in HTML, which a
browser or an editor of text changes. A slide has 16 to 9, and no word on it, in a figure neither, is smaller than 14
points.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from html import escape
from itertools import pairwise
from pathlib import Path
from textwrap import shorten
from typing import Any

import cuts
import nbformat
import yaml

from press.book.facts import array, facts, string
from press.book.pdf import compile_pdf
from press.build import description
from press.config import Settings, settings
from press.figure.chart import PLOTLY_MIME, source_line
from press.files import write
from press.web.html import split

CLAIM_MIME = "application/vnd.four-islands.claim+json"  # what a chapter records of a claim
LINES, LETTERS = 17, 108  # of 16 points on one slide, with room to spare
ROOM = 21  # such lines, up to the foot
SIZES = (24, 22, 20, 18, 16)  # of the letters of a list, in points: the largest that fits
BESIDE = 7  # lines of claims for which there is room beside the finding
HERE = Path(__file__).parent


@dataclass
class Figure:
    """A figure, what stands around it on its slides, and between which of its heights each slide shows it."""

    id: str
    title: str
    subtitle: str
    alt: str
    footer: str
    body: dict[str, Any]
    number: str = ""
    cuts: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=lambda: [0, 0])  # of its columns, shown again after a cut

    @property
    def file(self) -> str:
        """The name of its drawing."""
        return f"{self.id}.svg"


@dataclass
class Chapter:
    """What a chapter gives to the slides."""

    title: str
    stem: str = ""
    number: str = ""
    claims: list[str] = field(default_factory=list)
    finding: str = ""
    figures: list[Figure] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    exercises: list[str] = field(default_factory=list)


def plain(text: str, numbers: dict[str, str] | None = None) -> str:
    """Markdown as text: no emphasis, no roles, no escapes; a figure by its number."""
    text = re.sub(r"\{numref\}`(?:fig-)?([^`]*)`", lambda m: (numbers or {}).get(m[1], m[1]), text)
    text = re.sub(r"\{[\w:]+\}`([^`]*)`", r"\1", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?<!\\)(\*\*|\*|`)", "", text)
    return " ".join(re.sub(r"\\([^\w\s])", r"\1", text).split())


def chapters_of(book: Settings) -> list[Chapter]:
    """The chapters in the book's order and numbered as there."""
    found, at, numbers = [], 0, dict[str, str]()
    for part in yaml.safe_load((book.root / "_toc.yml").read_text("utf-8"))["parts"]:
        for entry in part["chapters"]:
            at += bool(part.get("numbered"))
            path = book.root / f"{entry['file']}.ipynb"
            if path.is_file():
                chapter = chapter_of(path)
                chapter.number = f"{at}. " if part.get("numbered") else ""
                for n, figure in enumerate(chapter.figures, 1):
                    figure.number = f"Figure {chapter.number.replace('. ', '.')}{n}"
                    numbers[figure.id] = figure.number
                found.append(chapter)
    for chapter in found:
        chapter.exercises = [plain(each, numbers) for each in chapter.exercises]
        chapter.finding = plain(chapter.finding, numbers)
    return found


def chapter_of(path: Path) -> Chapter:
    """Read one notebook: its short answer, its claims, its figures, its exercises."""
    chapter, heading = Chapter(path.stem, path.stem), ""
    cells = nbformat.read(path, 4).cells
    code = [cell.outputs for cell in cells if cell.cell_type == "code"]
    if code and not any(code):
        raise SystemExit(f"{path.name} has never been run. `make notebooks` runs it.")
    for cell in cells:
        outputs = [output.get("data", {}) for output in cell.get("outputs", [])]
        if cell.cell_type == "markdown":
            heads = re.findall(r"^#+ (.+)$", cell.source, re.M)
            if cell.source.startswith("# "):
                chapter.title = plain(heads[0])
            heading = heads[-1] if heads else heading
            if heading == "Exercises":  # an item goes on over lines until the next number or an empty line
                chapter.exercises = re.findall(r"^\d+\. (.+(?:\n(?!\d+\. ).+)*)", cell.source, re.M)
        if "answer" in cell.metadata.get("tags", []):
            said = cell.source if cell.cell_type == "markdown" else outputs[0]["text/markdown"]
            chapter.finding = re.sub(r"^#.*$", "", said, flags=re.M)
        for data in outputs:
            add(chapter, data)
    return chapter


def chosen(chapters: list[Chapter], name: str) -> list[Chapter]:
    """The chapter of this number or file name; all of them where none is named."""
    found = [each for each in chapters if name in ("", each.stem) or each.stem.startswith(f"{name:0>2}_")]
    if not found:
        known = ", ".join(chapter.stem for chapter in chapters)
        raise SystemExit(f"There is no chapter {name!r}. There are: {known}.")
    return found


def add(chapter: Chapter, data: dict[str, Any]) -> None:
    """Put one output where it belongs on the slides."""
    if CLAIM_MIME in data:
        record = data[CLAIM_MIME]
        chapter.claims.append(plain(f"{record['claim']} {record['text']}"))
        for a in record["assertions"]:
            chapter.outcomes.append(plain(f"{a['assertion']}: {a['outcome']}. {a['text']} {a['sentence']}"))
    elif PLOTLY_MIME in data:
        meta, body = split(data[PLOTLY_MIME], chapter.title)
        footer = shorten(source_line(meta), LETTERS, placeholder=" ... All under the figure in the book.")
        chapter.figures.append(Figure(meta["id"], meta["title"], meta["subtitle"], meta["alt"], footer, body))


def lines_of(item: str, size: float = 16) -> float:
    """The height of an item in lines of 16 points, with the space below it."""
    return (-(-len(item) * size // (LETTERS * 16)) + 0.6) * size / 16


def parted(items: list[str]) -> Iterator[list[str]]:
    """The items, as many on a slide as there is room for."""
    page, lines = list[str](), 0.0
    for item in items:
        need = lines_of(item)
        if page and lines + need > LINES:
            yield page
            page, lines = [], 0
        page.append(item)
        lines += need
    if page:
        yield page


def listed(kind: str, heading: str, items: list[str]) -> tuple[str, ...]:
    """A slide of a list, its letters as large as fit."""
    fitting = (size for size in SIZES if sum(lines_of(item, size) for item in items) <= ROOM)
    return (kind, heading, str(next(fitting, SIZES[-1])), *items)


def slides(chapters: list[Chapter]) -> Iterator[tuple[str, ...]]:
    """Every slide after the first: its kind, its heading, and what it holds."""
    for chapter in chapters:
        fits = sum(-(-len(claim) // LETTERS) for claim in chapter.claims) <= BESIDE
        head = f"{chapter.number}{chapter.title}"
        yield ("opening", head, chapter.finding, *(chapter.claims if fits else []))
        for claims in parted([] if fits else chapter.claims):
            yield listed("outcomes", "The essay argues", claims)
        for figure in chapter.figures:
            for n, (top, end) in enumerate(pairwise(figure.cuts), 1):
                title = (
                    figure.title
                    if len(figure.cuts) == 2
                    else f"{figure.title} ({n} of {len(figure.cuts) - 1})"
                )
                about = f"{figure.number}. {figure.subtitle}"
                yield (
                    "chart",
                    title,
                    about,
                    figure.file,
                    figure.alt,
                    figure.footer,
                    str(top),
                    str(end),
                    str(figure.cuts[-1]),
                    *(str(at) for at in (figure.heads if n > 1 else (0, 0))),
                )
        for kind, heading, items in (
            ("outcomes", "What the essay says, and what holds", chapter.outcomes),
            ("exercises", "To discuss", chapter.exercises),
        ):
            for n, page in enumerate(parted(items)):
                yield listed(kind, heading if not n else f"{heading}, continued", page)


def typst(book: dict[str, Any], pages: list[tuple[str, ...]]) -> str:
    """The slides as a Typst document."""
    calls = [f"#{kind}({string(head)}, {array(map(string, rest))})" for kind, head, *rest in pages]
    return "\n".join(
        [f"#let facts = {facts(book)}", (HERE / "slides.typ").read_text("utf-8"), "#cover()", *calls]
    )


def html(book: dict[str, Any], pages: list[tuple[str, ...]]) -> str:
    """The slides as a page."""
    out = []
    for kind, head, *rest in pages:
        title, told = f"<h2>{escape(head)}</h2>", [escape(each) for each in rest]
        items = "".join(f"<li>{each}</li>" for each in told[1:])
        if kind == "chart":
            about, file, alt, footer, top, end, _, *heads = told
            bands = [("", *heads)] if heads != ["0", "0"] else []
            shown = "".join(
                f'<div style="height:{int(below) - int(above)}px">'
                f'<img src="{file}" alt="{words}" style="margin-top:-{above}px"></div>'
                for words, above, below in (*bands, (alt, top, end))
            )
            inside = f"{title}<p>{about}</p>{shown}<footer>{footer}</footer>"
        elif kind == "opening":
            inside = f"{title}<blockquote>{told[0]}</blockquote><ul>{items}</ul>"
        else:
            tag = "ol" if kind == "exercises" else "ul"
            inside = (
                f'{title}<{tag} style="font-size:{float(told[0]) * cuts.PIXELS / 72:g}px">{items}</{tag}>'
            )
        out.append(f'<section class="{kind}">{inside}</section>')
    words = {key: escape(str(book[key])) for key in ("title", "subtitle", "version", "date", "licence")}
    words |= {
        "authors": escape(", ".join(book["authors"])),
        "slides": "\n".join(out),
        "language": book["language"],
    }
    page = (HERE / "slides.html").read_text("utf-8")
    return re.sub(r"\{\{(\w+)\}\}", lambda m: words[m[1]], page)


def main() -> int:
    """Write `_build/coursework/slides.pdf` and the folder `slides` beside it; of one chapter, `slides-02_...`."""
    book, name = settings(), "".join(sys.argv[1:])
    about = description(book)
    about |= {"title": f"{about['title']}: slides", "description": "Every figure of the book, for teaching."}
    out = book.build / "coursework"
    with tempfile.TemporaryDirectory() as folder:
        chapters = chosen(chapters_of(book), name)
        deck = f"slides-{chapters[0].stem}" if name else "slides"
        figures = [figure for chapter in chapters for figure in chapter.figures]
        with ProcessPoolExecutor(os.cpu_count() or 1) as pool:
            places = [str(Path(folder, figure.file)) for figure in figures]
            bodies = [json.loads(json.dumps(figure.body)) for figure in figures]
            for figure, shown in zip(figures, pool.map(cuts.drawn, bodies, places), strict=True):
                figure.cuts, figure.heads = shown
        pages = list(slides(chapters))
        write(
            out / f"{deck}.pdf",
            compile_pdf(typst(about, pages), Path(folder), date.fromisoformat(about["date"])),
        )
        for place in places:
            write(out / deck / Path(place).name, Path(place).read_bytes())
        write(out / deck / "index.html", html(about, pages))
    where = out.relative_to(book.root)
    print(f"slides: {len(chapters)} chapters, {len(figures)} figures, {len(pages) + 1} slides in {where}:")
    print(f"  {deck}.pdf to show, {deck}/index.html to change (F2) and show")
    return 0


if __name__ == "__main__":
    sys.exit(main())
