"""The facts of the title page, and Python values as Typst writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from press.languages import code, runs


def facts(book: dict[str, Any]) -> str:
    """Title, authors, version, date and the rest as a Typst dictionary."""
    language, _, region = str(book.get("language", "en")).partition("-")
    values = {
        "title": string(book.get("whole", book["title"])),
        "called": spoken(book["title"]),
        "subtitle": spoken(book.get("subtitle", "")),
        "authors": array(map(string, book["authors"])),
        "by": spoken(", ".join(book["authors"])),
        "version": string(book["version"]),
        "date": string(book["date"]),
        "year": string(str(book["date"])[:4]),
        "language": string(language),
        "region": string(region) if region else "none",
        "keywords": array(map(string, book.get("keywords", []))),
        "licence": string(book.get("licence", "")),
        "address": string(book.get("address", "")),
        "description": string(book.get("description", "")),
        "about": spoken(book.get("description", "")),
        "cover": string(book.get("cover", "")),
    }
    return "(" + ", ".join(f"{key}: {value}" for key, value in values.items()) + ")"


def string(text: str) -> str:
    """Text as a Typst string."""
    plain = " ".join(str(text).split())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def spoken(text: str) -> str:
    """Text as a Typst expression in which words of other languages say so."""

    def run(found: re.Match[str]) -> str:
        language, _, region = code(found).partition("-")
        return (
            f'" + text(lang: "{language}", region: {string(region) if region else "none"}, "{found[0]}") + "'
        )

    return runs().sub(run, string(text))


def label(name: str) -> str:
    """A Typst label."""
    return f"label({string(name)})"


def array(items: Iterable[str]) -> str:
    """A Typst array."""
    return "(" + "".join(f"{item}, " for item in items) + ")"
