"""The files that a person edits and a build reads first: settings, contents, citation, notebooks.

A fault in one of them stops the build with the file, the line and the next step, whoever comes to read it first.
"""

from __future__ import annotations

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import yaml


class PressError(RuntimeError):
    """A build that cannot go on. The message is for the person at the keyboard: what, where, what to do."""


def fault(path: Path, line: int | None, says: str) -> PressError:
    """The error that names a file, a line of it, and the next step."""
    name = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return PressError(
        f"{name}{f', line {line}' if line else ''}: {says}\n"
        f"  Mend it and run the command again, or take back the committed file: git checkout -- {name}"
    )


def text(path: Path) -> str:
    """The content of a file that must be there, must hold something, and must not be half of a merge."""
    try:
        content = path.read_text("utf-8")
    except FileNotFoundError:
        raise fault(path, None, "this file is missing") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise fault(path, line, "this is not text in UTF-8; save it as UTF-8") from None
    if not content.strip():
        raise fault(path, None, "this file is empty")
    if marks := re.search(r"^<<<<<<< ", content, re.M):
        line = content.count("\n", 0, marks.start()) + 1
        raise fault(
            path, line, "a merge stopped here (<<<<<<<); keep one of the two versions and take out the marks"
        )
    return content


def toml(path: Path) -> dict[str, Any]:
    """A TOML file."""
    content = text(path)
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+)", str(error))
        raise fault(
            path, int(place[1]) if place else content.count("\n") + 1, f"not readable TOML: {error}"
        ) from None


def tree(path: Path) -> Any:
    """What a YAML file says. Raises a `PressError` with the line where it cannot be read."""
    content = text(path)
    try:
        return yaml.safe_load(content)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise fault(
            path, mark.line + 1 if mark else None, f"not readable YAML: {error.problem or error}"
        ) from None
    except yaml.YAMLError as error:
        raise fault(path, None, f"not readable YAML: {error}") from None


def mapping(path: Path, *keys: str) -> dict[str, Any]:
    """A YAML file of `key: value`, with these keys in it."""
    found = tree(path)
    if not isinstance(found, dict):
        raise fault(path, 1, "it must consist of lines `key: value`")
    if missing := [key for key in keys if not found.get(key)]:
        raise fault(path, None, f"it must have a line `{missing[0]}: ...`")
    return found


def citation(root: Path) -> dict[str, Any]:
    """CITATION.cff, with what every page needs of it."""
    path = root / "CITATION.cff"
    found = mapping(path, "title", "authors", "version", "date-released", "license")
    released = str(found["date-released"])
    try:
        found["date-released"] = date.fromisoformat(released)
    except ValueError:
        says = f"date-released is {released!r}; write the day as 2026-11-23"
        raise fault(path, _line(path, "date-released"), says) from None
    for author in found["authors"] if isinstance(found["authors"], list) else [found["authors"]]:
        if not isinstance(author, dict) or not (
            "name" in author or {"given-names", "family-names"} <= author.keys()
        ):
            says = f"the author {author!r} needs a `name`, or `given-names` and `family-names`"
            raise fault(path, _line(path, "authors"), says)
    return found


def names(cited: dict[str, Any]) -> tuple[str, ...]:
    """The names of the authors of a work as CITATION.cff lists them."""
    return tuple(
        author.get("name") or f"{author['given-names']} {author['family-names']}"
        for author in cited.get("authors", [])
    )


def _line(path: Path, key: str) -> int:
    lines = path.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 1)


def notebook(path: Path) -> dict[str, Any]:
    """A notebook as JSON."""
    content = text(path)
    try:
        found = json.loads(content)
    except json.JSONDecodeError as error:
        raise fault(path, error.lineno, f"not a readable notebook: {error.msg}") from None
    cells = found.get("cells") if isinstance(found, dict) else None
    if not isinstance(cells, list):
        raise fault(path, 1, "not a notebook: it has no list of cells")
    for number, cell in enumerate(cells, 1):
        if not isinstance(cell, dict) or not {"cell_type", "source"} <= cell.keys():
            raise fault(path, None, f"not a notebook: cell {number} lacks its type or its source")
    language = found.get("metadata", {}).get("kernelspec", {}).get("language", "python")
    if language != "python":
        raise fault(path, None, f"a notebook for {language}; the book runs notebooks for Python only")
    return found


def check(root: Path) -> None:
    """Read what no other step of a build would name: the contents, the configuration, the citation."""
    from sphinx_external_toc.parsing import MalformedError, parse_toc_data  # only a build needs it

    contents = root / "_toc.yml"
    try:
        pages = parse_toc_data(mapping(contents, "format", "root"))
    except MalformedError as error:
        raise fault(contents, None, f"not a table of contents: {error}") from None
    for name in pages:
        page = root / f"{name.removesuffix('.md')}.md"
        cell = (
            re.search(r"^[`:~]{3,} *\{code-cell\}", page.read_text("utf-8"), re.M) if page.is_file() else None
        )
        if cell:
            line = page.read_text("utf-8").count("\n", 0, cell.start()) + 1
            says = "a page of text is not run, so this cell would have no output; make the page a notebook: jupytext --to ipynb"
            raise fault(page, line, says)
    mapping(root / "_config.yml", "title")
    citation(root)
    for path in sorted((root / "book").glob("*.bib")):
        for number, entry in enumerate(path.read_text("utf-8").splitlines(), 1):
            found = re.match(r"\s*doi\s*=\s*[{\"](.*?)[}\"],?\s*$", entry, re.IGNORECASE)
            if found and not re.fullmatch(r"10\.\d{4,9}/\S+", found[1]):
                says = f"the DOI {found[1]!r}; write it bare, such as 10.5281/zenodo.1234567"
                raise fault(path, number, says)
