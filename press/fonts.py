"""Find the book's fonts in their wheels: one design for Latin, Cyrillic and Japanese.

Regular weights come from `pylopdf-fonts-jp`, the bold sans from `noto-cjk-sans-jp-bold`. Noto Sans JP has no
italic; drawings slant the upright letters where a label asks for one.
"""

from functools import cache, lru_cache
from importlib import import_module
from pathlib import Path

from matplotlib.font_manager import FontProperties, fontManager, get_font
from matplotlib.ft2font import LoadFlags

_MEASURED_AT = 100  # points; large enough that FreeType's 1/64 pixel grid does not matter
_PER_PIXEL = 64  # FreeType reports widths in 1/64 of a pixel


def sans() -> Path:
    """Noto Sans JP, regular."""
    return Path(import_module("pylopdf_fonts_jp").sans_path())


def sans_bold() -> Path:
    """Noto Sans JP, bold (its file name says CJK; the letters are the same)."""
    return Path(str(import_module("noto_cjk_sans_jp_bold").FONT_PATH))


def serif() -> Path:
    """Noto Serif JP, regular."""
    return Path(import_module("pylopdf_fonts_jp").serif_path())


def folders() -> list[Path]:
    """The folders of the font files, for programs that take a search path (Typst)."""
    return sorted({path().parent for path in (sans, sans_bold, serif)})


@cache
def register() -> str:
    """Make the fonts known to Matplotlib by name; return the name of the sans."""
    for path in (sans, sans_bold, serif):
        fontManager.addfont(str(path()))
    return "Noto Sans JP"


@lru_cache(maxsize=256)
def properties(size: float, bold: bool = False) -> FontProperties:
    """Font properties that name the file itself, so that no other installed font can take its place."""
    return FontProperties(fname=str(sans_bold() if bold else sans()), size=size)


def _ink(text: str, bold: bool) -> float:
    font = get_font(str(sans_bold() if bold else sans()))
    font.set_size(_MEASURED_AT, 72)
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    width, _ = font.get_width_height()
    return width / _PER_PIXEL / _MEASURED_AT


@lru_cache(maxsize=20_000)
def width(text: str, bold: bool = False) -> float:
    """Advance width of `text` for a size of 1, spaces at its ends included."""
    if not text:
        return 0.0
    # The ink of two bars is constant: what stands between them is the advance, spaces and kerning included.
    return _ink(f"|{text}|", bold) - _ink("||", bold)


@lru_cache(maxsize=4096)
def has_glyphs(text: str, bold: bool = False) -> bool:
    """Whether the font has a glyph for every character of `text`."""
    font = get_font(str(sans_bold() if bold else sans()))
    return all(font.get_char_index(ord(char)) for char in text)
