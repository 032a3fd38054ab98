"""Sentences whose numbers are computed, so that prose cannot drift from the data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from inspect import cleandoc
from string import Formatter
from typing import Any

# Characters that CommonMark or HTML would act on; a value from a table must stay what it is.
SPECIAL = re.compile(r"([\\`*_{}\[\]<>|~$&^]|^[-+#=](?= )|^\d+(?=[.)] ))")


@dataclass(frozen=True)
class Sentence:
    """Markdown with computed values, shown as text in the notebook and on the page."""

    text: str

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/markdown": self.text, "text/plain": self.text}


# Numbers that prose writes as words; larger ones stay numerals.
WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(number: float) -> str:
    """A whole number as prose writes it: in words to ten, with thousands parted above.

    >>> in_words(3), in_words(12), in_words(1204)
    ('three', '12', '1,204')
    """
    if number != int(number) or number < 0:
        raise ValueError(f"{number} is no count; give it a format such as .1f")
    return WORDS[int(number)] if number < len(WORDS) else f"{int(number):,}"


class Inert(Formatter):
    """Fills a template; values that are text are escaped, so that a cell of a table cannot become markup.

    Two formats of its own: `{n:words}` writes a count as prose does, `{n:Words}` with a capital.
    """

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:
        """Look a value up; say what there is where a record lacks the name."""
        try:
            return super().get_field(field_name, args, kwargs)
        except AttributeError as error:
            holder, _, name = field_name.partition(".")
            known = list(getattr(kwargs.get(holder), "__dict__", {}))
            near = get_close_matches(name, known, n=3, cutoff=0.5) or known
            raise AttributeError(f"{{{field_name}}}: `{holder}` has no {name}, but {listed(near)}") from error

    def format_field(self, value: Any, format_spec: str) -> str:
        """Format as usual; escape what is text."""
        if format_spec in ("words", "Words"):
            text = in_words(value)
            return text.capitalize() if format_spec == "Words" else text
        text = str(super().format_field(value, format_spec))
        return escape(text) if isinstance(value, str) else text


def escape(text: str) -> str:
    """Text that Markdown and HTML show as it stands."""
    return SPECIAL.sub(lambda m: f"\\{m[1]}" if not m[1].isdigit() else f"{m[1]}\\", text.replace("\n", " "))


def say(template: str, /, **values: Any) -> Sentence:
    """Markdown in which every computed value is named: `say("The median is {days:.0f} days.", days=median)`.

    Whole paragraphs may be given: indentation is taken off. Raises `KeyError` when a value is missing and `ValueError`
    when one is given but not used: a number that was meant to be in the sentence is in the sentence.
    """
    used = {name.split(".")[0].split("[")[0] for _, name, _, _ in Formatter().parse(template) if name}
    if unused := set(values) - used:
        raise ValueError(f"values never used in the sentence: {', '.join(sorted(unused))}")
    return Sentence(Inert().vformat(cleandoc(template), (), values))


def listed(items: list[str]) -> str:
    """Words as a list: `a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
