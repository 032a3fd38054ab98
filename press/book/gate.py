"""Nothing of the pages may be missing from the PDF, and nothing may stand in it twice."""

from __future__ import annotations

from pathlib import Path

from press.book.pages import Page


def check(pdf: bytes, chapters: list[Page], html_dir: Path) -> None:
    """Compare the finished PDF with the pages."""
