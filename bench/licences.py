"""The page of licences, `book/licences.md`: what is inside the book, and what it is built with (see `make lock`)."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from press import fonts
from press.config import own
from press.files import write

PAGE = Path("book", "licences.md")
SILENT = "not stated in the package"
# What a package's own words leave out.
KNOWN = {"pypandoc-binary": "MIT; the program pandoc inside it: GPL-2.0-or-later"}
NEED = re.compile(r"([a-z][\w-]*)\s*(?:[><=][^#]*?)?(?:#\s*(.*))?$")


def licence(package: str) -> str:
    """The licence of an installed package, in its own short words."""
    if package in KNOWN:
        return KNOWN[package]
    try:
        about = metadata(package).json
    except PackageNotFoundError:
        return SILENT
    classed = [
        str(c).split(" :: ")[-1] for c in about.get("classifier", []) if str(c).startswith("License ::")
    ]
    plain = str(about.get("license", "")).partition("\n")[0]
    return str(about.get("license_expression", "")) or ", ".join(classed) or plain or SILENT


def needs(root: Path) -> list[tuple[str, str]]:
    """The packages the book is built and checked with, and what each is for."""
    lines = (root / "requirements.txt").read_text("utf-8").splitlines()
    return [(m[1], (m[2] or "").strip()) for m in map(NEED.match, lines) if m]


def inside() -> list[tuple[str, str]]:
    """The font files that are put into the book, by their own name tables: the design, and its licence."""
    from fontTools.ttLib import TTFont

    rows = []
    for path in (fonts.sans(), fonts.sans_bold(), fonts.serif()):
        names = TTFont(path, lazy=True)["name"]
        rows.append((f"{names.getDebugName(4)}, {names.getDebugName(0)}", names.getDebugName(14)))
    return rows


def page(root: Path) -> str:
    """The page."""
    noto = "\n".join(f"| {name} | [SIL Open Font License 1.1]({address}) |" for name, address in inside())
    tools = "\n".join(f"| {name} | {why} | {licence(name)} |" for name, why in needs(root))
    return f"""(licences)=
# Licences of what the book uses

The licences of the text and the data, {{download}}`LICENSE-TEXT-AND-DATA.md <../LICENSE-TEXT-AND-DATA.md>`, and of the code,
{{download}}`LICENSE <../LICENSE>`, come with the book. What others made keeps its own licence.

## Inside the book

Letters of these designs are inside the PDF, as a subset in the site, and drawn in the figures of all three editions:

| design | licence |
| --- | --- |
{noto}

The PDF also holds letters of Libertinus Serif (SIL Open Font License 1.1), New Computer Modern Math (GUST Font License)
and DejaVu Sans Mono (Bitstream Vera licence), which come with the program Typst. The site carries plotly.js (MIT), the
search of Sphinx (BSD) and style sheets of its theme (BSD).

## Tools

The book is built and checked with these packages; what of them travels with it is named above. Pandoc, which turns
pages into Typst and EPUB, is free software under the GNU General Public License, version 2 or later; it is run as a
program of its own, and what it writes is not bound by its licence. Names of licences are the packages' own words.

| package | what it does here | licence |
| --- | --- | --- |
{tools}
"""


if __name__ == "__main__":
    write(own().root / PAGE, page(own().root))
