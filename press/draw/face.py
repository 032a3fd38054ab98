"""The face of the letters: its files, how wide its words run, which letters it has. Which face, whoever draws says."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.ft2font import LoadFlags

_MEASURED_AT = 100  # points; large enough that FreeType's 1/64 pixel grid does not matter
_PER_PIXEL = 64  # FreeType reports widths in 1/64 of a pixel


@dataclass(frozen=True)
class Face:
    """Two font files, regular and bold; upright letters are slanted where a label asks for italics."""

    regular: Path
    bold: Path

    def file(self, bold: bool) -> str:
        """The file of a weight."""
        return str(self.bold if bold else self.regular)

    def properties(self, size: float, bold: bool = False) -> FontProperties:
        """Font properties that name the file itself, so that no other installed font can take its place."""
        return FontProperties(fname=self.file(bold), size=size)

    def width(self, text: str, bold: bool = False) -> float:
        """Advance width of `text` for a size of 1, spaces at its ends included."""
        return _width(self.file(bold), text) if text else 0.0

    def has_glyphs(self, text: str, bold: bool = False) -> bool:
        """Whether the face has a glyph for every character of `text`."""
        return _has_glyphs(self.file(bold), text)


_OWN = Path(mpl.get_data_path(), "fonts", "ttf")
PLAIN = Face(_OWN / "DejaVuSans.ttf", _OWN / "DejaVuSans-Bold.ttf")


def _ink(file: str, text: str) -> float:
    font = get_font(file)
    font.set_size(_MEASURED_AT, 72)
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    width, _ = font.get_width_height()
    return width / _PER_PIXEL / _MEASURED_AT


@lru_cache(maxsize=20_000)
def _width(file: str, text: str) -> float:
    # The ink of two bars is constant: what stands between them is the advance, spaces and kerning included.
    return _ink(file, f"|{text}|") - _ink(file, "||")


@lru_cache(maxsize=4096)
def _has_glyphs(file: str, text: str) -> bool:
    font = get_font(file)
    return all(font.get_char_index(ord(char)) for char in text)
