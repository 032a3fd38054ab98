"""Where the book's fonts are: files in their wheels, one design for Latin, Cyrillic and Japanese.

Regular weights come from `pylopdf-fonts-jp`, the bold sans from `noto-cjk-sans-jp-bold`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from press.draw.face import Face


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


def face() -> Face:
    """The face of drawings."""
    from press.draw.face import Face  # Matplotlib is slow to import

    return Face(sans(), sans_bold())
