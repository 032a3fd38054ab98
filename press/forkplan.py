"""What becomes of each file when a copy of this book becomes somebody's own. `press.fork` writes it."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from press.config import PressError, Settings
from press.inherited import digest
from press.prune import Changes, pruned
from press.run.freshness import CITED

INDEX = """\
# {name}

This book is a copy of *{before}* that has become another book. It holds worked examples of two kinds so far:
{examples}.

Put your own dataset in their place: {{ref}}`extend` says how. {{ref}}`rerun` says how to run a chapter, and
{{ref}}`data` lists the tables that came with the copy.
"""
README = """\
# {name}

A data book by {author}. It was made from *{before}*, whose code, data and licences it keeps.

"""
BADGE = "[![The last build]({0}/actions/workflows/book.yml/badge.svg)]({0}/actions/workflows/book.yml)\n\n"


@dataclass(frozen=True)
class Wish:
    """What the new book is called, whose it is, where it will stand, and whether the chapters stay."""

    name: str
    author: str
    repository: str
    keep: str

    @property
    def stem(self) -> str:
        """The name of the PDF and the EPUB."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-") or "book"

    @property
    def words(self) -> str:
        """The name in Markdown."""
        return plain(self.name)

    @property
    def authors(self) -> list[str]:
        """Each author; `;` between several."""
        return [author.strip() for author in self.author.split(";") if author.strip()]


def plain(text: str) -> str:
    """Text in Markdown, where a dollar, a star or an angle is one."""
    return re.sub(r"([\\`*_{}\[\]<>$|~^#])", r"\\\1", text)


def plan(book: Settings, wish: Wish, table: dict[str, Any]) -> Changes:
    """Every file that will change, with its new content; None where it goes."""
    root, before = book.root, yaml.safe_load((book.root / "CITATION.cff").read_text("utf-8"))
    example = root / table["example"]
    chapters_go, digit = wish.keep != "all", "9" if wish.keep == "all" else "0"
    chapters = [f"{digit}{path.stem[1:]}" for path in sorted(example.glob("*.ipynb"))]
    out: Changes = {}

    def edit(name: str, *changes: tuple[str, str | Callable[[re.Match[str]], str]]) -> None:
        text = (root / name).read_text("utf-8")
        for pattern, new in changes:
            text, count = re.subn(
                pattern, new if callable(new) else lambda _, new=new: new, text, count=1, flags=re.M
            )
            if not count:
                raise PressError(f"{name} has nothing like `{pattern}`; it is not as this command knows it")
        out[root / name] = text

    quoted = json.dumps(wish.name, ensure_ascii=False), json.dumps(wish.author, ensure_ascii=False)
    toml = ", ".join(f"{{ name = {json.dumps(author, ensure_ascii=False)} }}" for author in wish.authors)
    edit("_config.yml", (r"^title: .*$", f"title: {quoted[0]}"), (r"^author: .*$", f"author: {quoted[1]}"))
    edit(
        "pyproject.toml",
        (r"^description = .*$", f"description = {quoted[0]}"),
        (r"^authors = .*$", f"authors = [{toml}]"),
        (r"^version = .*$", 'version = "0.1.0"'),
        (r'^pdf = "[^"]*"', f'pdf = "{wish.stem}"'),
        (r'^repository = "[^"]*"', f"repository = {json.dumps(wish.repository)}"),
        (r'^site = "[^"]*"', 'site = ""'),
        (r'^doi = "[^"]*"', 'doi = ""'),
        (
            r"(?:^#.*\n)*^\[tool\.press\.fork\]$(?s:.*?)(?=^\[tool\.ruff\])",  # what was for this step alone
            "[tool.press.fork]\n"
            f"made_from = {json.dumps(before['title'], ensure_ascii=False)}\n"
            + inherited(recorded(book, example, digit, wish.keep))
            + "\n\n",
        ),
    )
    edit("LICENSE", (r"^Copyright .*$", lambda m: f"{m[0]}\nCopyright (c) {today():%Y} {wish.author}"))
    edit(
        "LICENSE-TEXT-AND-DATA.md",
        (
            r"attribution to (\"[^\"]+\")",
            lambda m: f"attribution to {quoted[1]} and to {m[1]}, on whose book this one is built",
        ),
    )
    cuts = table.get("cut", {}) | (table.get("cut_chapters", {}) if chapters_go else {})
    for file, headings in cuts.items():
        edit(
            file,
            *(
                (rf"^(\([\w-]+\)=\n)?## {re.escape(each)}\n(?s:.*?)(?=^(\([\w-]+\)=$|## )|\Z)", "")
                for each in headings
            ),
        )
    first_part = README.format(name=wish.words, author=plain(wish.author), before=before["title"])
    first_part += BADGE.format(wish.repository) if "//github.com/" in wish.repository else ""
    readme = re.sub(
        r"\A(?s:.*?)(?=^## )", lambda _: first_part, str(out[root / "README.md"]), count=1, flags=re.M
    )
    out[root / "README.md"] = readme.replace(book.stem, wish.stem)
    out[root / "CITATION.cff"] = citation(wish, before, book)
    changes = [
        {
            "version": "0.1.0",
            "date": f"{today():%Y-%m-%d}",
            "summary": f"Made from {before['title']}.",
            "numbers": [],
        }
    ]
    out[root / "book" / "changes.yml"] = yaml.safe_dump(changes, sort_keys=False, allow_unicode=True)
    if chapters_go:
        examples = " and ".join(f"{{doc}}`../notebooks/{each}`" for each in chapters)
        out[root / "book" / "index.md"] = INDEX.format(
            name=wish.words, before=before["title"], examples=examples
        )
        out[root / "book" / "references.bib"] = "% The works that your chapters cite.\n"
        out |= dict.fromkeys(book.notebooks.glob("*.ipynb"))
    else:
        made_from = f"# {wish.words}\n\nMade from *{before['title']}*.\n"
        edit("book/index.md", (r"^# .*\n\n\*\*.*\*\*\n", made_from))
    steps = {"all": 1, "example": 2, "nothing": 3}[wish.keep]
    for part in ("words_always", "words", "words_nothing")[:steps]:
        replace(root, table.get(part, {}), out, part)
    for pattern in [each for part in ("drop", "chapters", "tables")[:steps] for each in table[part]]:
        found = [path for path in root.glob(pattern) if path.is_file()]
        if not found:
            raise PressError(f"pyproject.toml, [tool.press.fork]: there is no {pattern}")
        out |= dict.fromkeys(found)
    if wish.keep == "nothing":
        out = pruned(book, example, table["keep"], table["subject"]) | out
    place(book, example, digit, out)
    if chapters_go:
        out[root / "pyproject.toml"] = without(str(out[root / "pyproject.toml"]), root, out)
    out[root / "_toc.yml"] = contents(root, out, [f"{book.notebooks.name}/{each}" for each in chapters])
    return out


def replace(root: Path, files: dict[str, Any], out: Changes, part: str) -> None:
    """Put new words in the place of old ones, file by file."""
    for file, words in files.items():
        text = str(out.get(root / file) or (root / file).read_text("utf-8"))
        for old, new in words:
            if old not in text:
                raise PressError(f"pyproject.toml, [tool.press.fork.{part}]: {file} does not hold {old!r}")
            text = text.replace(old, new)
        out[root / file] = text


def place(book: Settings, example: Path, digit: str, out: Changes) -> None:
    """Put the examples among tables, descriptions and notebooks, and their sources behind those that stay."""
    folders = {".csv": book.data, ".yml": book.data / "schema", ".ipynb": book.notebooks}
    for path in sorted(example.iterdir()):
        name = f"{digit}{path.name[1:]}" if path.suffix == ".ipynb" else path.name
        new = folders[path.suffix] / name
        known = out.get(new) or (new.read_text("utf-8") if new.is_file() else None)
        rows = path.read_text("utf-8").partition("\n")[2]
        out[new] = path.read_bytes() if known is None else f"{known!s}{rows}"


def without(text: str, root: Path, changes: Changes) -> str:
    """The settings without the pages that go and the words of the chapters."""
    for path in (path for path, new in changes.items() if new is None):
        text = text.replace(f'"{path.relative_to(root).with_suffix("").as_posix()}", ', "")
    text = re.sub(r"(?m)^(aliases|index) = \[(?s:.*?)^\]", r"\1 = []", text)
    return re.sub(r"(?m)^small = \[.*?\]", "small = []", text)


def citation(wish: Wish, before: dict[str, Any], book: Settings) -> str:
    """The new CITATION.cff, which names the book before as what this one is built on."""
    known = {key: before[key] for key in ("title", "authors", "version", "date-released") if key in before}
    address = before.get("repository-code") or book.repository
    reference = (
        {"type": "data"}
        | known
        | ({"repository-code": address} if address and address != wish.repository else {})
    )
    new = {
        "cff-version": "1.2.0",
        "message": "If you use this book or its data, please cite it as below.",
        "type": "dataset",
        "title": wish.name,
        "abstract": f"A data book made from {before['title']}.",
        "authors": [{"name": author} for author in wish.authors],
        "version": "0.1.0",
        "date-released": f"{today():%Y-%m-%d}",
        "license": before["license"],
        "repository-code": wish.repository,
        "references": [reference],
    }
    return yaml.safe_dump(new, sort_keys=False, allow_unicode=True, width=120)


def recorded(book: Settings, example: Path, digit: str, keep: str) -> dict[str, str]:
    """What comes with the copy and stays the work of those before until it changes, each with its digest."""
    tables = {path: path.with_suffix(".yml") for path in example.glob("*.csv")}
    ours = book.data.glob(f"{CITED}.csv" if keep == "nothing" else "*.csv")
    tables |= {path: book.data / "schema" / f"{path.stem}.yml" for path in ours}
    found = {f"data/{path.stem}": digest(path, about) for path, about in tables.items() if about.is_file()}
    place = book.notebooks.name
    found |= {f"{place}/{digit}{path.stem[1:]}": digest(path) for path in example.glob("*.ipynb")}
    if keep == "all":
        found |= {f"{place}/{path.stem}": digest(path) for path in book.chapters}
        pages = [path for path in book.root.glob("book/*.md") if not path.with_suffix(".yml").is_file()]
        found |= {f"book/{path.stem}": digest(path) for path in pages}
    return found


def inherited(found: dict[str, str]) -> str:
    """What was recorded, as a line of pyproject.toml."""
    names = ", ".join(json.dumps(f"{name}@{found[name]}") for name in sorted(found))
    lines = textwrap.fill(names, 100, initial_indent="    ", subsequent_indent="    ")
    return f"inherited = [\n{lines},\n]"


def contents(root: Path, changes: Changes, chapters: list[str]) -> str:
    """The new _toc.yml: the parts without what goes, and the examples in a part of their own.

    It stands behind the last chapter that stays, whose numbers so stay too, else after the first part.
    """
    toc = yaml.safe_load((root / "_toc.yml").read_text("utf-8"))
    gone = {path.relative_to(root).with_suffix("").as_posix() for path, new in changes.items() if new is None}
    parts = []
    for part in toc["parts"]:
        kept = [entry for entry in part["chapters"] if entry["file"] not in gone]
        parts += [part | {"chapters": kept}] if kept else []
    files = [{"file": chapter} for chapter in chapters]
    ours = [
        n for n, part in enumerate(parts) if any(c["file"].startswith("notebooks/") for c in part["chapters"])
    ]
    parts.insert(max(ours, default=0) + 1, {"caption": "Worked examples", "numbered": 1, "chapters": files})
    return yaml.safe_dump(toc | {"parts": parts}, sort_keys=False, allow_unicode=True)


def today() -> datetime:
    """Now, in UTC."""
    return datetime.now(UTC)
