"""How large the pictures of the book are, so that print can set their width."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from press.book.errors import PrintError

# In millimetres: the width of the text, and the tallest picture that leaves room for its title. See template.typ.
TEXT, TALLEST = 108.0, 172.0
SIZE = re.compile(rb"<svg\b[^>]*?\swidth=\"([\d.]+)[a-z]*\"[^>]*?\sheight=\"([\d.]+)[a-z]*\"", re.S)
BOX = re.compile(rb"<svg\b[^>]*?\sviewBox=\"[\d.+-]+[\s,]+[\d.+-]+[\s,]+([\d.]+)[\s,]+([\d.]+)\"", re.S)
PNG = b"\x89PNG\r\n\x1a\n"


def proportions(file: Path) -> float:
    """Height of a picture for a width of one. Raises `PrintError` for a file that is no SVG, PNG or JPEG."""
    if not file.is_file():
        raise PrintError(f"the picture {file.name} is not in the built site")
    content = file.read_bytes()
    head = content[:4000]
    if head.startswith(PNG):
        width, height = struct.unpack(">II", head[16:24])
        return float(height / width)
    if head.startswith(b"\xff\xd8"):
        return jpeg_proportions(content, file.name)
    found = SIZE.search(head) or BOX.search(head)
    if not found:
        raise PrintError(f"the picture {file.name} is neither an SVG with a size nor a PNG or JPEG")
    return float(found[2]) / float(found[1])


def jpeg_proportions(content: bytes, name: str) -> float:
    """Height of a JPEG for a width of one: its segments are walked up to the one that begins the picture."""
    place = 2
    while place + 9 <= len(content) and content[place] == 0xFF:
        kind, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if 0xC0 <= kind <= 0xCF and kind not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return float(height / width)
        place += 2 + length
    raise PrintError(f"the picture {name} is a JPEG without a size")


def width(file: Path) -> float:
    """The width in millimetres at which a picture fills the text without growing too tall for a page."""
    return min(TEXT, TALLEST / proportions(file))
