"""What goes with our tables where a fork keeps nothing of ours. It is read from the code, so no list of it can grow old.

Of the package stay the modules that `[tool.press.fork] keep` names by their path, those that match a pattern of it
and name no table and no word of our subject, and what these and the examples import. A test goes that imports what
goes, or names a table that goes.
"""

from __future__ import annotations

import ast
import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from press.config import Settings
from press.readers import notebook
from press.run import freshness
from press.run.freshness import CITED

NAMES = re.compile(r"(?:data/)?(\w+?)(?:\.csv)?")
Changes = dict[Path, str | bytes | None]


def pruned(book: Settings, example: Path, keep: Iterable[str], subject: str) -> Changes:
    """Tables, their descriptions, the code that knows them and its tests: None for what goes; and the sources left."""
    tables = {path.stem for path in book.data.glob("*.csv")} - {CITED}
    out: Changes = {book.data / f"{name}.csv": None for name in tables}
    out |= {book.data / "schema" / f"{name}.yml": None for name in tables}
    words, modules, exact = re.compile(subject), files(book), set(keep)
    roots = [
        path
        for pattern in keep
        for path in book.root.glob(pattern)
        if pattern == str(path.relative_to(book.root))
        or not (named(path) & tables or words.search(path.read_text("utf-8")))
    ]
    stay = closure([*roots, *example.glob("*.ipynb")], modules)
    gone = {path for path in modules.values() if path not in stay}
    out |= {file: None for path in gone for file in (path, path.with_suffix(".yml")) if file.is_file()}
    for path in stay:  # a package that imports all its modules
        text = path.read_text("utf-8")
        lost = [each.stem for each in gone if each.parent == path.parent]
        if path.name == "__init__.py" and lost:
            text = re.sub(rf"(?m)^    (?:{'|'.join(lost)}),\n", "", text)
            out[path] = re.sub(r"(?m)^from \S+ import \(.*\n\)\n", "", text)
    tests = {path.stem: path for path in (book.root / "tests").glob("*.py")}
    left = {path for path in tests.values() if str(path.relative_to(book.root)) not in exact}
    lost_names = {name for name, path in modules.items() if path in gone}
    while more := {path for path in left if named(path) & tables or imported(path) & lost_names}:
        left -= more
        out |= dict.fromkeys(more)
        lost_names |= {path.stem for path in more}
    masters = book.notebooks / "coursework"
    return out | dict.fromkeys(masters.glob("*.ipynb")) | {book.data / f"{CITED}.csv": cited(book, example)}


def files(book: Settings) -> dict[str, Path]:
    """The modules of the package by their names."""
    found = {}
    for path in sorted((book.root / book.package).rglob("*.py")):
        parts = path.relative_to(book.root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def closure(roots: Iterable[Path], modules: dict[str, Path]) -> set[Path]:
    """The roots and every module that they import, directly or through another; a package's own list does not count."""
    found: set[Path] = set()
    todo = list(roots)
    while todo:
        path = todo.pop()
        if path in found:
            continue
        found.add(path)
        todo += [each for each in modules.values() if each == path.with_name("__init__.py")]
        own = path.parent if path.name == "__init__.py" else None
        for name in imported(path):
            parents = [name.rsplit(".", up)[0] for up in range(name.count(".") + 1)]
            todo += [modules[each] for each in parents if each in modules and modules[each].parent != own]
    return found


@cache
def tree(path: Path) -> ast.AST:
    """The syntax of a module, or of the code cells of a notebook."""
    if path.suffix == ".ipynb":
        return freshness.tree_of(freshness.code_cells(notebook(path)), path)
    return freshness.parse(path.read_text("utf-8"), path)


def imported(path: Path) -> set[str]:
    """The names that a file imports: modules, and what is taken from them."""
    return freshness.imported(tree(path))


def named(path: Path) -> set[str]:
    """The words that stand alone in the strings of a module, as names of tables do."""
    return {match[1] for text in freshness.strings(tree(path)) if (match := NAMES.fullmatch(text))}


def cited(book: Settings, example: Path) -> str:
    """The table of sources with the rows alone that the examples cite."""
    words = {
        word
        for file in example.glob("*.csv")
        for row in csv.DictReader(io.StringIO(file.read_text("utf-8")))
        for word in (row.get("source_ids") or "").split(";")
    }
    lines = list(csv.reader(io.StringIO((book.data / f"{CITED}.csv").read_text("utf-8"))))
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([lines[0], *(row for row in lines[1:] if row[0] in words)])
    return out.getvalue()
