"""A picture that an author gives for a figure which the press refuses to draw: PNG, JPEG or SVG."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Any

from PIL import Image

RASTERS = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}
NOTE = "The picture was given by the author and not drawn from the data by the press."
PER_INCH = 192  # pixels of the raster of an SVG


def size(file: Path) -> tuple[float, float]:
    """Width and height in pixels. Raises `ValueError` for a file that is none of the three kinds, or an SVG without a size."""
    from lxml import etree  # a chapter that gives no picture runs without it

    try:
        if file.suffix != ".svg":
            with Image.open(file, formats=[RASTERS[file.suffix]]) as picture:
                return picture.size
        root: Any = etree.parse(file).getroot()
        box = [float(end) for end in (root.get("viewBox") or "").replace(",", " ").split()] or [
            float(root.attrib[name].removesuffix("px")) for name in ("width", "height")
        ]
        return box[-2], box[-1]
    except (OSError, KeyError, ValueError, etree.LxmlError) as error:
        raise ValueError(f"the picture {file} is neither a PNG nor a JPEG nor an SVG with a size") from error


def as_svg(file: Path) -> bytes:
    """The picture as an SVG: itself, or one that holds it."""
    if file.suffix == ".svg":
        return file.read_bytes()
    width, height = size(file)
    data = base64.b64encode(file.read_bytes()).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" href="data:image/{RASTERS[file.suffix]};base64,{data}"/></svg>'
    ).encode("ascii")


def as_png(file: Path) -> bytes:
    """The picture as a PNG."""
    if file.suffix == ".png":
        return file.read_bytes()
    if file.suffix == ".svg":
        import typst  # heavy, and seldom needed

        page = f'#set page(width: auto, height: auto, margin: 0pt)\n#image("{file.name}")'
        compiled: Any = typst.compile
        return bytes(compiled(page.encode(), root=str(file.parent), format="png", ppi=PER_INCH))
    out = io.BytesIO()
    Image.open(file).convert("RGB").save(out, "PNG")
    return out.getvalue()
