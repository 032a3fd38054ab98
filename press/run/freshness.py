"""Is a notebook's committed output still what its code, its data and the package would give?

Each notebook carries, in its metadata, a digest of everything it was computed from: its code cells, the tables
it loads (found as literal arguments of the loader calls), the tables those point to, and every module of the
package and of the press that it imports, directly or through another, with the words beside it in a `.yml`. Reading
the syntax tree is enough for that; nothing is run. A second digest, of what that run showed, tells its outputs from
those of another run.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import json
import re
import threading
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

try:  # LibYAML reads the descriptions ten times as fast, where the wheel has it
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

from press.config import PressError, Settings
from press.readers import fault
from press.readers import notebook as read_notebook

# The table that every loader call reads besides the one it names: of it, only the rows that are named somewhere.
CITED = "sources"
WORD = re.compile(r"[\w.-]+")
PASTED = re.compile(r"\]\(attachment:")


def components(path: Path, book: Settings) -> dict[str, str]:
    """What the notebook depends on, by name, with a short digest of each."""
    cells = code_cells(read_notebook(path))
    if pasted := PASTED.search(content := path.read_text("utf-8")):
        says = "a pasted picture, which only Jupyter finds; save it beside the notebook: ![what it shows](picture.png)"
        raise fault(path, content.count("\n", 0, pasted.start()) + 1, says)
    tree = tree_of(cells, path)
    modules = closure(imported(tree), book.root, book.loaders)
    named = loaded(tree, book.loaders).union(*(module_reads(file, book.loaders)[1] for file in modules))
    tables = foreign(named | {CITED}, book.data)
    beside = [words for file in modules if (words := file.with_suffix(".yml")).is_file()]
    files = [
        *modules,
        *beside,
        *files_named(tree, path.parent, book.root),
        *(f for name in sorted(tables) for f in table_files(name, book.data)),
    ]
    out = {"code": short(json.dumps(cells).encode())}
    for file in files:
        out[file.relative_to(book.root).as_posix()] = file_digest(file, file.stat().st_mtime_ns)
    if CITED not in named:
        about = table_files(CITED, book.data)
        named = set(WORD.findall(json.dumps(cells, ensure_ascii=False)))
        named = named.union(*(words_of(file, file.stat().st_mtime_ns) for file in files if file not in about))
        for file in about:
            out[file.relative_to(book.root).as_posix()] = part_digest(file, named)
    return out


def part_digest(file: Path, named: set[str]) -> str:
    """Short digest of what a notebook can reach of the cited table: the rows whose key is named; not its last day."""
    lines = file.read_text("utf-8").splitlines()
    if file.suffix == ".csv":
        kept = [row for row in csv.reader(lines) if row and row[0] in named]
    else:
        kept = [[line] for line in lines if not line.startswith("as_of:")]
    return short(json.dumps(kept).encode())


@cache
def words_of(file: Path, _changed: int) -> frozenset[str]:
    """Everything in a file that could be a key."""
    return frozenset(WORD.findall(file.read_text("utf-8")))


def stale_reasons(path: Path, book: Settings) -> list[str]:
    """Why the notebook must be run again; empty when it is fresh."""
    notebook = read_notebook(path)
    press = notebook.get("metadata", {}).get("press", {})
    recorded: dict[str, str] = press.get("computed_from", {})
    if not recorded:
        return ["it was never executed by `make notebooks`"]
    now = components(path, book)
    changed = sorted(name for name in now if recorded.get(name) != now[name])
    gone = sorted(set(recorded) - set(now))
    reasons = [f"{'its code' if name == 'code' else name} changed" for name in changed]
    reasons += [f"{name} is no longer used" for name in gone]
    return (
        reasons if press.get("outputs") == shown(notebook) else [*reasons, "its outputs are of another run"]
    )


def shown(notebook: dict[str, Any]) -> str:
    """Short digest of the outputs, equal whichever editor saved them: text in one piece, 35.0 as 35, no run numbers."""
    outputs = [
        output
        | {
            "data": {kind: text if kind.endswith("json") else "".join(text) for kind, text in data.items()},
            "text": "".join(output.get("text", "")),
            "execution_count": None,
        }
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
        for data in [output.get("data", {})]
    ]
    plain = json.loads(
        json.dumps(outputs), parse_float=lambda n: int(x) if (x := float(n)).is_integer() else x
    )
    return short(json.dumps(plain, sort_keys=True).encode())


# Notebooks are checked in threads, and Python 3.11 loses count of its depth when two threads parse at once
# (python/cpython#106905: "AST constructor recursion depth mismatch").
_PARSING = threading.Lock()


def code_cells(notebook: dict[str, Any]) -> list[str]:
    """Sources of the code cells, in order."""
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def tree_of(cells: list[str], path: Path) -> ast.Module:
    """The syntax tree of the code cells of a notebook, one after the other."""
    tree = ast.Module([], [])
    for number, cell in enumerate(cells, 1):
        tree.body += parse(cell, path, f"code cell {number}, ").body
    return tree


def parse(source: str, path: Path, where: str = "") -> ast.Module:
    """The syntax tree of Python source. Raises `PressError` naming the file, the place in it and the line."""
    try:
        with _PARSING:
            try:
                return ast.parse(source)
            except SyntaxError:
                return ast.parse(without_magics(source))
    except SyntaxError as error:
        raise PressError(
            f"{path}: Python cannot read {where}line {error.lineno}: {error.msg}\n    {(error.text or '').rstrip()}\n"
            "  Mend the line and run the command again."
        ) from error


def without_magics(source: str) -> str:
    """A cell as Python alone reads it: without lines for IPython or the shell, and cells wholly for these."""
    head, _, body = source.lstrip().partition("\n")
    if head.startswith("%%"):
        return body if head.split()[0] in {"%%time", "%%timeit", "%%capture"} else ""
    return re.sub(r"(?m)^([ \t]*)(?:[%!?].*|.*\?)$", r"\1pass", source)


def imported(tree: ast.AST) -> set[str]:
    """Dotted names of everything the tree imports, inside functions too."""
    names, queue = set[str](), [tree]
    while queue:  # statements alone: most of a tree are expressions
        node = queue.pop()
        for block in ("body", "orelse", "finalbody", "handlers", "cases"):
            queue.extend(getattr(node, block, ()))
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def closure(names: Iterable[str], root: Path, loaders: tuple[str, ...]) -> list[Path]:
    """Files below `root` that the names stand for, and what those import in turn."""
    found: set[Path] = set()
    queue = list(names)
    while queue:
        for file in module_files(queue.pop(), root):
            if file not in found:
                found.add(file)
                queue.extend(module_reads(file, loaders)[0])
    return sorted(found)


def module_reads(file: Path, loaders: tuple[str, ...]) -> tuple[frozenset[str], frozenset[str]]:
    """What a module imports, and which tables it loads; read once, however many notebooks share it."""
    return _module_reads(file, file.stat().st_mtime_ns, loaders)


@cache
def _module_reads(
    file: Path, _changed: int, loaders: tuple[str, ...]
) -> tuple[frozenset[str], frozenset[str]]:
    text = file.read_text("utf-8")
    tree, names_tables = parse(text, file), any(word in text for word in (*loaders, "TABLES"))
    return frozenset(imported(tree)), frozenset(loaded(tree, loaders) if names_tables else ())


@cache
def module_files(name: str, root: Path) -> list[Path]:
    """The files that importing a dotted name runs, packages included."""
    parts = name.split(".")
    files = []
    for depth in range(1, len(parts) + 1):
        base = root.joinpath(*parts[:depth])
        files += [file for file in (base.with_suffix(".py"), base / "__init__.py") if file.is_file()]
    return files


def loaded(tree: ast.AST, loaders: tuple[str, ...]) -> set[str]:
    """Table names given as literals to a loader call, and those in a constant `TABLES`.

    Where a loader is called in a loop over names, any word of the file may be one of them.
    """
    calls = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in loaders
        and node.args
    ]
    named = {word for call in calls for word in words(call)}
    if any(isinstance(call, ast.Name) for call in calls):
        named |= words(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(ast.unparse(name) == "TABLES" for name in node.targets):
            named |= words(node.value)
    return named


def words(tree: ast.AST) -> set[str]:
    """The single words among the strings of the code."""
    return {text for text in strings(tree) if text.isidentifier()}


def strings(tree: ast.AST) -> set[str]:
    """The strings of the code."""
    values = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {value for value in values if isinstance(value, str)}


def files_named(tree: ast.AST, folder: Path, root: Path) -> list[Path]:
    """The files of the book that strings of a notebook name: what it may read without the loader."""
    named = (text for text in strings(tree) if re.fullmatch(r"[\w ./-]+\.\w+", text))
    places = {(folder / text).resolve() for text in named}
    return sorted(place for place in places if place.is_relative_to(root) and place.is_file())


def foreign(tables: set[str], data: Path) -> set[str]:
    """The tables and those their foreign keys point to: the loader reads them too."""
    found: set[str] = set()
    queue = list(tables)
    while queue:
        name = queue.pop()
        if name in found:
            continue
        found.add(name)
        schema = data / "schema" / f"{name}.yml"
        if schema.is_file():
            queue.extend(foreign_tables(schema, schema.stat().st_mtime_ns))
    return found


@cache
def foreign_tables(schema: Path, _changed: int) -> tuple[str, ...]:
    """The tables that one table's foreign keys point to."""
    keys = yaml.load(schema.read_text("utf-8"), Loader=Loader).get("foreign_keys") or []
    return tuple(key["table"] for key in keys)


def table_files(name: str, data: Path) -> list[Path]:
    """The CSV of a table and its description, where they exist."""
    return [file for file in (data / f"{name}.csv", data / "schema" / f"{name}.yml") if file.is_file()]


@cache
def file_digest(path: Path, _changed: int) -> str:
    """Short digest of a file's bytes; cached while its time stamp stands."""
    return short(path.read_bytes())


def short(data: bytes) -> str:
    """Sixteen hexadecimal digits of SHA-256: enough to see a change, short enough to read."""
    return hashlib.sha256(data).hexdigest()[:16]
