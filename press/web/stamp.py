"""What a picture says of itself when it has left the book: in the file, by the names of Dublin Core, and in its foot line."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageOps
from PIL.PngImagePlugin import PngInfo

from press.cite.work import Edition, Work
from press.web.nodes import esc

PNG_NAMES = {"Creator": "Author", "Rights": "Copyright"}  # as PNG calls them


def credit(
    meta: dict[str, Any], edition: Edition, kept_in: Edition | None = None, after: Edition | None = None
) -> dict[str, str]:
    """Title, makers, terms and place of a figure, as a `Work` knows them; `Source` is its foot line."""
    work = Work(
        "figure",
        meta["id"],
        meta["title"],
        edition,
        f"go/fig-{meta['id']}.html",
        kept_in=kept_in,
        after=after,
    )
    of, terms = edition, edition.licences[0]
    version = work.version.replace("Version", "version", 1)
    source = f"{of.title}, {version}, figure {meta['id']}. {terms.name}. {work.address}"
    return {
        "Title": meta["title"],
        "Creator": ", ".join(of.authors),
        "Description": meta.get("alt", ""),
        "Publisher": of.title,
        "Rights": f"{terms.name}, {terms.address}",
        "Source": source.strip(),
    }


def svg(drawing: bytes, about: dict[str, str]) -> bytes:
    """A drawing that knows what it is."""
    known = "".join(f"<dc:{name.lower()}>{esc(text)}</dc:{name.lower()}>" for name, text in about.items())
    return drawing.replace(b"<cc:Work>", f"<cc:Work>{known}".encode(), 1)


def png(picture: bytes, about: dict[str, str], margin: int) -> bytes:
    """A picture that knows what it is, with so many white pixels round it."""
    image, known, out = Image.open(io.BytesIO(picture)), PngInfo(), io.BytesIO()
    for name, text in about.items():
        known.add_itxt(PNG_NAMES.get(name, name), text)
    wide = ImageOps.expand(image.convert("RGB"), margin, "white")
    if image.mode == "P":  # a drawing, of few colours
        wide = wide.quantize(palette=image, dither=Image.Dither.NONE)
    wide.save(out, "PNG", optimize=True, dpi=image.info.get("dpi"), pnginfo=known)
    return out.getvalue()
