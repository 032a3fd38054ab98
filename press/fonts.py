"""Where the book's fonts are: files in their wheels, one design for Latin, Cyrillic and Japanese.

Regular weights come from `pylopdf-fonts-jp`, the bold sans from `noto-cjk-sans-jp-bold`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from press.readers import PressError

if TYPE_CHECKING:
    from press.draw.face import Face


def package(name: str) -> Any:
    """A package that holds font files."""
    try:
        return import_module(name)
    except ModuleNotFoundError:
        raise PressError(
            f"{name}, which holds letters of the book, is not installed. Run `make install`."
        ) from None


def sans() -> Path:
    """Noto Sans JP, regular."""
    return Path(package("pylopdf_fonts_jp").sans_path())


def sans_bold() -> Path:
    """Noto Sans JP, bold (its file name says CJK; the letters are the same)."""
    return Path(str(package("noto_cjk_sans_jp_bold").FONT_PATH))


def serif() -> Path:
    """Noto Serif JP, regular."""
    return Path(package("pylopdf_fonts_jp").serif_path())


def folders() -> list[Path]:
    """The folders of the font files, for programs that take a search path (Typst)."""
    return sorted({path().parent for path in (sans, sans_bold, serif)})


def face() -> Face:
    """The face of drawings."""
    from press.draw.face import Face  # Matplotlib is slow to import

    return Face(sans(), sans_bold())
