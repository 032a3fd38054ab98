"""Addresses as paper shows them."""

import re
from urllib.parse import unquote


def readable(address: str) -> str:
    """An address with its letters as letters: %E5%8C%97 says nothing on paper. Kept as it is where that is unsafe."""
    plain = unquote(address)
    return plain if plain.isprintable() and not re.search(r"[\s<>\"]|\ufffd", plain) else address
