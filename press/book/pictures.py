"""How large the pictures of the book are set in print, and how small they may become."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image

from press.book.errors import PrintError

# In millimetres: the width of the text, and the tallest picture that leaves room for its title. See template.typ.
TEXT, TALLEST = 108.0, 178.0
TYPE, SMALLEST = 9.0, 7.1  # points; that of a drawing as large as it was drawn, and the smallest there may be
NATURAL, POINT = 0.84, 25.4 / 72  # how small other pictures may become
SVG = re.compile(rb"<svg\b[^>]*?\swidth=\"([\d.]+)([a-z]*)\"[^>]*?\sheight=\"([\d.]+)[a-z]*\"", re.S)
BOX = re.compile(rb"<svg\b[^>]*?\sviewBox=\"[\d.+-]+[\s,]+[\d.+-]+[\s,]+([\d.]+)()[\s,]+([\d.]+)\"", re.S)


def measured(file: Path) -> tuple[float, float]:
    """The width in millimetres at which a picture fills the text but not more than a page; and its smallest scale.

    Raises `PrintError` for a file that is no SVG, PNG or JPEG.
    """
    if not file.is_file():
        raise PrintError(f"the picture {file.name} is not in the built site")
    content = file.read_bytes()
    drawn = SVG.search(content[:4000]) or BOX.search(content[:4000])
    if drawn:
        width, height = float(drawn[1]) * (1 if drawn[2] == b"pt" else 0.75), float(drawn[3])
        height *= width / float(drawn[1])
        wide = min(TEXT, TALLEST * width / height)
        return wide, min(SMALLEST / TYPE * width * POINT / wide, 1.0)
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            return min(TEXT, TALLEST * picture.width / picture.height), NATURAL
    except OSError as error:
        raise PrintError(
            f"the picture {file.name} is neither an SVG with a size nor a PNG or JPEG"
        ) from error
