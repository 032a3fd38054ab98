"""Addresses: of places in the book, and of other sites as paper shows them."""

import re
from functools import cache
from urllib.parse import unquote

from press.config import own


@cache
def printable() -> re.Pattern[str]:
    """The letters of this book's languages, and ASCII signs without the quotation marks and brackets that end an address."""
    return re.compile(rf"(?!.*\s)[!#-;=?-~\u00a1-\u024f{''.join(t.letters for t in own().tongues)}]+")


def readable(address: str) -> str:
    """An address with its letters as letters: %E5%8C%97 says nothing on paper.

    Kept as it is where it would hold more than the scripts of this book's type, spaces or signs that end an address.
    """
    plain = unquote(address)
    return plain if printable().fullmatch(plain) else address


def target_id(docname: str, anchor: str) -> str:
    """The id of a place in the book: unique over all pages, made of letters, digits, full stops and hyphens."""
    page = re.sub(r"[^A-Za-z0-9]+", "-", docname).strip("-")
    place = re.sub(r"[^\w.-]+", "-", unquote(anchor))
    return f"{page}--{place}" if anchor else page
