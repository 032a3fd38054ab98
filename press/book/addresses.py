"""Addresses: of places in the book, and of other sites as paper shows them."""

import re
from functools import cache
from urllib.parse import quote, unquote

from press.config import own

ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
RUN = re.compile(r"(?:%[0-9A-Fa-f]{2}[-+_]?){6,}")


@cache
def printable() -> re.Pattern[str]:
    """The letters of this book's languages, dashes, and signs that neither end an address nor divide it."""
    return re.compile(
        rf"(?!\s)[!(),*:~\u00a1-\u024f\u2010-\u2019{''.join(t.letters for t in own().tongues)}]"
    )


def readable(address: str) -> str:
    """An address with its letters as letters: %E5%8C%97 says nothing on paper.

    Signs and letters that this book's type does not have stay as they are; of a run of them paper only says that it is there.
    """

    def letters(match: re.Match[str]) -> str:
        plain = unquote(match[0])
        if "\N{REPLACEMENT CHARACTER}" in plain:
            return match[0]
        return "".join(c if printable().fullmatch(c) else quote(c, safe="") for c in plain)

    return RUN.sub("…", ESCAPED.sub(letters, address))


def target_id(docname: str, anchor: str) -> str:
    """The id of a place in the book: unique over all pages, made of letters, digits, full stops and hyphens."""
    page = re.sub(r"[^A-Za-z0-9]+", "-", docname).strip("-")
    place = re.sub(r"[^\w.-]+", "-", unquote(anchor))
    return f"{page}--{place}" if anchor else page
