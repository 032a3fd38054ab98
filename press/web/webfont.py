"""The letters that a reader's machine may lack, served with the book: those of its other languages without spaces.

Only the letters that stand on the pages, in two files: those of the chapters' text, which are few, and those of the
pages and cards that list sources or names, which a browser asks for where they are shown. A third holds all letters of
the figures, in the face in which they are drawn, for the chart that a reader opens from a drawing.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from press.config import own
from press.files import write
from press.fonts import sans
from press.web.html import ASSETS

FAMILY, DRAWN = "Book letters", "Book figures"
ARROWS = "▲▼"  # that Plotly draws beside the buttons of a figure
FEW = 24  # letters that the style of all pages has
FOLDED = re.compile(r'<details class="press-card">.*?</details>', re.S)


def faces(site: Path, pages: Iterable[Path], kept_in: Path) -> str:
    """Write the fonts into the site; return the rules that name them."""
    running, aside = set[str](), set[str]()
    for page in pages:
        text = page.read_text("utf-8")
        aside.update(letters().findall(text))
        if page.parent.name == own().notebooks.name or page.stem == "index":
            running.update(letters().findall(FOLDED.sub("", text)))
    figures = [file.read_text("utf-8") for file in (site / ASSETS).glob("*.js")]
    drawn = {letter for text in [*figures, ARROWS] for letter in text if letter.isprintable()}
    rules = ""
    for family, chosen in ((FAMILY, running), (FAMILY, aside - running), (DRAWN, drawn)):
        if chosen:
            font = cut("".join(sorted(chosen)), kept_in)
            name = f"letters-{hashlib.sha256(font).hexdigest()[:10]}.woff"
            if chosen is running:  # so few that they come with the style, and no line moves when they arrive
                name = inline(font)
            else:
                write(site / "_static" / name, font)
            rules += face(family, name, "" if family == DRAWN else chosen)
    return rules


def own_face(body: str, kept_in: Path) -> str:
    """A style with the letters that one page shows, so that no line moves when they arrive; nothing where they are few."""
    shown = set(letters().findall(FOLDED.sub("", body)))
    if len(shown) <= FEW:
        return ""
    return f"<style>{face(FAMILY, inline(cut(''.join(sorted(shown)), kept_in)), shown)}</style>"


@cache
def letters() -> re.Pattern[str]:
    """The letters of the languages without spaces."""
    return re.compile(f"[{''.join(t.letters for t in own().tongues if not t.spaced)}]")


def inline(font: bytes) -> str:
    """A font as an address."""
    return f"data:font/woff;base64,{base64.b64encode(font).decode()}"


def face(family: str, name: str, reach: Iterable[str]) -> str:
    """The rule that names a font, for some letters or for all."""
    wait = "block" if name.startswith("data:") else "swap"
    points = ",".join(f"U+{ord(letter):X}" for letter in sorted(reach))
    only = f";unicode-range:{points}" if points else ""
    return f'@font-face{{font-family:"{family}";src:url({name}) format("woff");font-display:{wait}{only}}}'


def cut(letters: str, kept_in: Path) -> bytes:
    """The book's font with these letters alone, kept until they change."""
    kept = kept_in / f"letters-{hashlib.sha256(letters.encode()).hexdigest()[:24]}.woff"
    if not kept.is_file():
        from fontTools import subset  # slow to import, and not needed where no letter is new
        from fontTools.ttLib import TTFont

        options = subset.Options(flavor="woff", layout_features=[], name_IDs=[], hinting=False)
        font = TTFont(sans(), recalcTimestamp=False)
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff"
        out = io.BytesIO()
        font.save(out)
        write(kept, out.getvalue())
    return kept.read_bytes()
