"""The works that the book argues with are in its bibliography, and belong to a chapter."""

from __future__ import annotations

import re
from pathlib import Path

from four_islands.data import load


def test_every_work_has_its_reference(root: Path) -> None:
    known = set(re.findall(r"(?m)^@\w+\{([^,\s]+),", (root / "book/references.bib").read_text("utf-8")))
    assert set(load("literature")["work_id"]) <= known


def test_every_work_belongs_to_a_chapter_that_is_there(root: Path) -> None:
    chapters = {path.stem for path in (root / "notebooks").glob("[0-9]*.ipynb")}
    assert set(load("literature")["chapter"]) <= chapters
