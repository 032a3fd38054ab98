"""What is right in every text, for the page, for paper and for reading devices: print's own signs, and the words of other
languages marked, told by their letters.
"""

from __future__ import annotations

import re
from functools import cache

from press.config import own
from press.figure.signs import QUOTES, SIGNS, printed

# Text between two tags, and what holds text that is no prose, or can hold no element.
BETWEEN = re.compile(
    r"<(script|style|title|option|textarea|code|pre|svg|q?\w+(?=\s[^>]*\blang=))\b[^>]*>.*?</\1>|(?<=>)[^<>]+",
    re.S,
)
# On a page the word for a chapter or a figure and its number stay on one line.
BOUND = (re.compile(r"\b([Cc]hapters?|[Ff]igures?|[Tt]ables?)\s(?=\d)"), "\\1\xa0")
PAGE_SIGNS = (*SIGNS, *QUOTES, BOUND)
# The start of an element with a language of its own, without its last sign, and that language.
SPOKEN = re.compile(r'(<(?!script|style|title|option|textarea|code|pre|svg)[^>]*\blang="(\w\w)[^>]*)>')


@cache
def runs() -> re.Pattern[str]:
    """What tells the words of another language in a text: their letters, and what joins them."""
    patterns = []
    for tongue in own().tongues:
        letters = f"[{tongue.letters}]"
        joined = rf"{letters}(?:[\s\u00a0«»–—,.-]*{letters})*" if tongue.spaced else f"{letters}+"
        patterns.append(f"(?P<{tongue.code.replace('-', '_')}>{joined})")
    return re.compile("|".join(patterns) or r"(?!)")


def code(run: re.Match[str]) -> str:
    """The language of a run."""
    return str(run.lastgroup).replace("_", "-")


def marked(page: str, within: str = "") -> str:
    """HTML with print's signs, and words in other languages marked where nothing has done it; `within` is that of the whole."""

    def piece(text: re.Match[str]) -> str:
        if text[1] is None:
            return runs().sub(
                lambda run: (
                    run[0] if code(run)[:2] == within else f'<span lang="{code(run)}">{run[0]}</span>'
                ),
                printed(text[0], PAGE_SIGNS),
            )
        if text[1] == "option" and " value=" in text[0]:  # else its words are what a script looks for
            start, end, words = text[0].partition(">")
            return f"{start}{end}{printed(words, PAGE_SIGNS)}"
        told = SPOKEN.match(text[0])
        return f"{told[1]}{marked(text[0][told.end(1) :], told[2])}" if told else text[0]

    return BETWEEN.sub(piece, page)
