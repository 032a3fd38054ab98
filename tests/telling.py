"""What makes a chapter readable, as far as a program can tell: its anatomy, its cells, its computed sentences."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
PLOTLY = "application/vnd.plotly.v1+json"

CELL_LINES = 12  # of a code cell, imports and blank lines aside
SENTENCE_NUMBERS = 2
TITLE_NUMBERS = 1
TITLE_LENGTH = 90
# Words of the tables and of our own trade, which no reader should have to learn.
TABLE_TERMS = re.compile(
    r"\b(pairs? of (?:leaders|premiers)|rungs?|levers?|spells?|readings?|departures?|positions? \(|"
    r"line of control|self-styled|courtship|strongman|rows?)\b",
    re.I,
)
MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# A year, a date, a fiscal year or an article of a treaty is a name, not a number to be taken in.
NAMES = re.compile(
    rf"\b\d{{1,2}} (?:{MONTH})\b|\b(?:{MONTH}) \d{{1,2}}\b|\b1[789]\d\d(?:[-–]\d\d(?:\d\d)?)?\b|\b20\d\d(?:[-–]\d\d(?:\d\d)?)?\b"
    r"|\b(?:Article|Articles|paragraph|chapter|Figure|Table|Order No\.|SCAPIN|G|C)[ -]?\d+[a-z]?\b|`[^`]*`|\{[a-z]+\}"
)
NUMBER = re.compile(r"(?<![\w.-])\d[\d,.]*\d|(?<![\w.-])\d")
SENTENCE_END = re.compile(r"(?<=[.!?][”\")]) +|(?<=[.!?]) +(?=[A-ZÀ-ÞЀ-Я“\"(0-9])")


@dataclass(frozen=True)
class Cell:
    """One cell of a notebook: where it stands, what kind it is, what it says."""

    number: int
    kind: str
    source: str
    tags: tuple[str, ...]
    outputs: tuple[dict[str, Any], ...]

    @property
    def lines(self) -> int:
        """Lines of code, blank ones and imports aside."""
        return sum(
            bool(line.strip())
            and not line.startswith(("import ", "from "))
            and not line.startswith("    from ")
            for line in strip_imports(self.source).splitlines()
        )

    @property
    def shown(self) -> str:
        """The Markdown of the cell: its own, or what its code said."""
        if self.kind == "markdown":
            return self.source
        return "\n\n".join("".join(o["data"].get("text/markdown", "")) for o in self.outputs if said(o))

    @property
    def figures(self) -> list[dict[str, Any]]:
        """The figures of the cell, as their metadata."""
        return [
            o["data"][PLOTLY]["layout"]["meta"]["press"] for o in self.outputs if PLOTLY in o.get("data", {})
        ]


def said(output: dict[str, Any]) -> bool:
    """Whether an output is prose: Markdown and nothing that a page draws in its place."""
    kinds = output.get("data", {})
    return "text/markdown" in kinds and not any(kind.startswith("application/") for kind in kinds)


def strip_imports(source: str) -> str:
    """Code without its import statements, those over several lines too."""
    if not re.search(r"^(import|from) ", source, re.M):
        return source
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for i in range(node.lineno - 1, node.end_lineno or node.lineno):
                lines[i] = ""
    return "\n".join(lines)


@cache
def cells(path: Path) -> tuple[Cell, ...]:
    """The cells of a notebook."""
    found = json.loads(path.read_text("utf-8"))["cells"]
    return tuple(
        Cell(
            i,
            c["cell_type"],
            "".join(c["source"]),
            tuple(c["metadata"].get("tags", ())),
            tuple(c.get("outputs", ())),
        )
        for i, c in enumerate(found, 1)
    )


def chapters() -> list[Path]:
    """The chapters of the book, in order."""
    return sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))


def told(path: Path) -> bool:
    """Whether a chapter has been told: it opens with a scene."""
    return any("scene" in cell.tags for cell in cells(path))


def sentences(markdown: str) -> Iterator[str]:
    """The sentences of running text, without headings, lists of links, directives and code."""
    text = re.sub(r"^(:::|```).*$|^#.*$|^\|.*$|^:\w+:.*$", "", markdown, flags=re.M)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", re.sub(r"\{\w+(?::\w+)?\}`[^`]*`", "", text))
    for block in re.split(r"\n\s*\n|\n(?=[-*] |\d+\. )", text):
        plain = re.sub(r"^(?:[-*] |\d+\. )", "", " ".join(block.replace("*", "").replace("\\", "").split()))
        yield from (s for s in SENTENCE_END.split(plain) if s)


def numbers(sentence: str) -> list[str]:
    """The numbers a reader has to take in: years, dates and names apart."""
    return NUMBER.findall(NAMES.sub(" ", sentence))


def nested_format(source: str) -> bool:
    """Whether a formatted string stands inside another."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            inner = [n for n in ast.walk(node) if isinstance(n, ast.JoinedStr) and n is not node]
            if any(n.values and not is_spec(node, n) for n in inner):
                return True
    return False


def is_spec(outer: ast.JoinedStr, inner: ast.JoinedStr) -> bool:
    """Whether the inner string is only the format of a value."""
    return any(isinstance(v, ast.FormattedValue) and v.format_spec is inner for v in ast.walk(outer))


def thresholds(source: str) -> list[str]:
    """Comparisons with a literal number, which belong into the package under a name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(isinstance(s, ast.Constant) and type(s.value) in (int, float) for s in sides):
                found.append(ast.unparse(node))
    return found


def words(path: Path) -> int:
    """Words written by hand: Markdown cells, and the templates of computed sentences."""
    count = 0
    for cell in cells(path):
        if cell.kind == "markdown":
            count += len(re.findall(r"[\w’'-]+", cell.source))
        else:
            for node in ast.walk(ast.parse(cell.source)):
                if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"say", "primer"}:
                    texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                    count += sum(len(re.findall(r"[\w’'-]+", str(text))) for text in texts)
    return count


if __name__ == "__main__":
    for chapter in chapters():
        figures = [f for cell in cells(chapter) for f in cell.figures]
        state = "told" if told(chapter) else "-"
        print(f"{chapter.stem:<20}{words(chapter):>6} words by hand {len(figures):>3} figures  {state}")
