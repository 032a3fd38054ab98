"""Print's own signs in place of those of a keyboard: apostrophes, quotation marks, dashes."""

from __future__ import annotations

import re
from typing import Any

YEAR = r"(?:1[5-9]|20)\d\d"
SIGNS = (
    (re.compile(rf"(?<![\w/.=-])({YEAR})-(?={YEAR}(?![\w-])|(?:1[3-9]|[2-9]\d)(?![\w-]))"), "\\1–"),
    (re.compile(r"(?<=\S) - (?=\S)"), " – "),
    (re.compile(r"""(?<=[^\s(\[“"])'|'(?=s\b)|&#(?:x27|39);(?=s\b)|(?<=[^\s(\[“"])&#(?:x27|39);"""), "’"),
    (re.compile(r"(?:'|&#(?:x27|39);)(?=\d\d\b)"), "’"),  # a year without its century
    (re.compile(r"'(?=\w)|&#(?:x27|39);(?=\w)"), "‘"),
)
QUOTES = ((re.compile(r'(?<![^\s(\[])(?:"|&quot;)(?=\S)'), "“"), (re.compile('"|&quot;'), "”"))


def printed(text: str, signs: tuple[tuple[re.Pattern[str], str], ...] = SIGNS) -> str:
    """Text with dashes and apostrophes as print has them."""
    if not text.lstrip().startswith(("http:", "https:")):  # an address stays as it is
        for old, new in signs:
            text = old.sub(new, text)
    return text


def printed_in(cells: Any) -> Any:
    """The same for every text in a figure, or in another thing that JSON can hold; tags and names of type stay."""
    if isinstance(cells, str):
        return "".join(part if part[:1] == "<" else printed(part) for part in re.split(r"(<[^<>]*>)", cells))
    if isinstance(cells, list):
        return [printed_in(cell) for cell in cells]
    if isinstance(cells, dict):
        return {key: cell if key == "family" else printed_in(cell) for key, cell in cells.items()}
    return cells
