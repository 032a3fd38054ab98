"""How large the pictures of the book are, so that print can set their width."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from press.book.errors import PrintError

# Widths in millimetres: the text, the text with the outer margin; and the tallest picture that leaves room for words.
# See template.typ.
TEXT, WIDE, TALLEST = 108.0, 142.0, 164.0
SIZE = re.compile(rb"<svg\b[^>]*?\swidth=\"([\d.]+)[a-z]*\"[^>]*?\sheight=\"([\d.]+)[a-z]*\"", re.S)
BOX = re.compile(rb"<svg\b[^>]*?\sviewBox=\"[\d.+-]+[\s,]+[\d.+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\"", re.S)
PNG = b"\x89PNG\r\n\x1a\n"


def proportions(file: Path) -> float:
    """Height of a picture for a width of one. Raises `PrintError` for a file that is no SVG and no PNG."""
    if not file.is_file():
        raise PrintError(f"the picture {file.name} is not in the built site")
    head = file.read_bytes()[:4000]
    if head.startswith(PNG):
        width, height = struct.unpack(">II", head[16:24])
        return float(height / width)
    found = SIZE.search(head) or BOX.search(head)
    if not found:
        raise PrintError(f"the picture {file.name} is neither an SVG with a size nor a PNG")
    return float(found[2]) / float(found[1])


def width(file: Path, reach: str) -> float:
    """The width in millimetres at which a picture fills its reach without growing too tall for a page."""
    return min(WIDE if reach == "wide" else TEXT, TALLEST / proportions(file))
