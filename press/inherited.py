"""What a book made from another one keeps of it, told by the digests that the fork took.

What still has its digest is the work of those before, as it was. A table that was changed is made from theirs, and so is
a chapter that stands unchanged on changed tables; a chapter that was changed itself is its new author's.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from press.config import Settings
from press.readers import notebook
from press.run.freshness import CITED, components

KEPT, MADE_FROM = "kept", "made from"


def digest(*files: Path) -> str:
    """Short digest of a table with its description, of a page, or of the cells of a notebook without what they gave."""
    out = hashlib.sha256()
    for file in files:
        if file.suffix == ".ipynb":
            cells = [[cell["cell_type"], "".join(cell["source"])] for cell in notebook(file)["cells"]]
            out.update(json.dumps(cells).encode())
        else:
            out.update(file.read_bytes())
    return out.hexdigest()[:12]


def shares(book: Settings) -> dict[str, str]:
    """What came with the copy and is still there: kept as it was, or with something made from it in its place."""
    same = {
        name: before in {"", digest(*files)}  # a fork made before digests were taken has names alone
        for name, before in book.inherited.items()
        if (files := files_of(name, book)) and all(file.is_file() for file in files)
    }
    changed = {name for name in same if name.startswith("data/") and not same[name]}
    apart = changed - {f"data/{CITED}"}  # of which a chapter reads only what it cites
    lost = {name for name in same if apart and same[name] and apart & tables_of(name, book)}
    kept = {name for name in same if same[name]} - lost
    return dict.fromkeys(sorted(kept), KEPT) | dict.fromkeys(sorted(changed | lost), MADE_FROM)


def files_of(name: str, book: Settings) -> list[Path]:
    """The files that a table, a chapter or a page consists of; none where it is gone."""
    folder, _, stem = name.rpartition("/")
    if folder == "data":
        return [book.data / f"{stem}.csv", book.data / "schema" / f"{stem}.yml"]
    return [path for kind in ("ipynb", "md") if (path := book.root / f"{name}.{kind}").is_file()]


def tables_of(name: str, book: Settings) -> set[str]:
    """The tables that a chapter is computed from."""
    chapter = book.root / f"{name}.ipynb"
    files = [Path(file) for file in components(chapter, book)] if chapter.is_file() else []
    return {f"data/{file.stem}" for file in files if file.suffix == ".csv"}
