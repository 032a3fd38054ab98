"""A small built site with everything a page of the book can hold, written as Sphinx writes it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from PIL import Image

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200">'
    '<rect width="400" height="200" fill="#cccccc"/></svg>'
)

SITE = Path(__file__).resolve().parent / "print_site"
FOLDERS = {
    "index": "book/",
    "islands": "notebooks/",
    "tenure": "notebooks/",
    "constructs": "book/",
    "glossary": "book/",
    "genindex": "",
}
PAGE = """<!DOCTYPE html>
<html lang="en"><body><nav>The theme</nav><article class="bd-article">{body}</article></body></html>
"""


def page(name: str) -> str:
    """The content of a page as the site has it."""
    return (SITE / f"{name}.html").read_text("utf-8")


def write_site(folder: Path, **changed: str) -> Path:
    """Write the site; `changed` replaces pages by name. Returns the folder of its HTML."""
    html = folder / "html"
    shutil.copyfile(SITE / "_toc.yml", folder / "_toc.yml")
    for name, place in FOLDERS.items():
        file = html / f"{place}{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE.format(body=changed.get(name, page(name))), "utf-8")
    (html / "figures").mkdir(exist_ok=True)
    (html / "figures" / "area.print.svg").write_text(SVG, "utf-8")
    Image.new("RGB", (40, 20), "grey").save(html / "figures" / "photo.jpg")
    return html


def facts(root: Path) -> dict[str, Any]:
    """The facts of an edition."""
    return {
        "title": "Four Islands, No Treaty",
        "subtitle": "A data book",
        "authors": ["Four Islands, No Treaty contributors"],
        "version": "1.2.3",
        "date": "2026-11-23",
        "language": "en-GB",
        "keywords": ["Japan", "Russia"],
        "licence": "CC BY 4.0",
        "address": "",
        "description": "A book of tests.",
        "paper": {"boxes": {"verdict": "verdict-head"}, "small": ["outcome-paper"], "unpaged": ["verdict-"]},
        "root": root,
    }
