"""Describe `data/` for whoever takes it without the book: `python -m four_islands.data.datapackage`.

Writes `data/datapackage.json` (Data Package, version 2), the codebook `data/README.md` and the book's page
`book/data.md`, all from `data/schema/*.yml` and the tables themselves, so they cannot disagree. Every table is
checked first and nothing is written unless all are sound. `--check` writes nothing and fails if a file differs.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from four_islands.data import codebook, descriptor, load
from four_islands.data.schema import DataError, data_dir, table, tables
from press import readers
from press.config import settings
from press.inherited import shares

ROOT = Path(__file__).resolve().parents[2]


def documents() -> dict[Path, str]:
    """Every generated file and its text, once every table has been loaded and found sound."""
    strays = sorted({path.stem for path in data_dir().glob("*.csv")} - set(tables()))
    if strays:
        raise DataError(f"data/schema/ has no description of {', '.join(strays)}; every table needs one.")
    described, wrong = [], {}
    for name in tables():
        try:
            described.append((table(name), load(name)))
        except DataError as error:
            wrong[str(error)] = name  # a broken table is told once, however many tables point to it
    if wrong:
        raise DataError("\n\n".join(wrong))
    package = descriptor.package(described, owner())
    return {
        data_dir() / "datapackage.json": json.dumps(package, ensure_ascii=False, indent=2) + "\n",
        data_dir() / "README.md": codebook.readme(described, owner()),
        ROOT / "book" / "data.md": codebook.page(described, chapters(), owner()),
    }


def owner() -> descriptor.Owner:
    """Whose data these are, by `CITATION.cff` and pyproject.toml."""
    book, citation = settings(ROOT), readers.citation(ROOT)
    before: dict[str, Any] = next(iter(citation.get("references", [])), {}) if book.inherited else {}
    return descriptor.Owner(
        name=book.stem,
        title=str(citation["title"]),
        abstract=str(citation.get("abstract", "")),
        version=book.version,
        authors=readers.names(citation),
        shares=shares(book),
        before=str(before.get("title", "")),
        compilers=readers.names(before),
        judges=(ROOT / "book" / "claims.md").is_file(),
    )


def chapters() -> dict[str, list[str]]:
    """The notebooks of the book that load each table by name."""
    found: dict[str, list[str]] = {}
    for path in settings(ROOT).chapters:
        cells = readers.notebook(path)["cells"]
        code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        for name in sorted(set(re.findall(r"""\bload\(["'](\w+)["']\)""", code))):
            found.setdefault(name, []).append(path.stem)
    return found


def write(path: Path, text: str) -> None:
    """Replace a file in one step: a reader sees the old text or the new, never half of it."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the generated files, or with `--check` only compare them."""
    parser = argparse.ArgumentParser(prog="python -m four_islands.data.datapackage", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if a generated file differs"
    )
    check = parser.parse_args(arguments).check
    try:
        wanted = documents()
    except (DataError, readers.PressError) as error:
        print(error, file=sys.stderr)
        return 1
    changed = {
        path: text
        for path, text in wanted.items()
        if not path.is_file() or path.read_bytes() != text.encode()
    }
    for path, text in changed.items():
        where = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
        print(f"{where} is not what the tables and schemas give" if check else f"wrote {where}")
        if not check:
            write(path, text)
    if check and changed:
        print(
            "Run `python -m four_islands.data.datapackage` (or `make data`) and commit the result.",
            file=sys.stderr,
        )
    return int(check and bool(changed))


if __name__ == "__main__":
    sys.exit(main())
