"""The cells of a submission that stopped, each told in one line: where, with what, and the next step."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNREAD_ERRORS = ("SyntaxError", "IndentationError", "TabError")
UNREAD = (
    ". Python could not read the cell, so nothing in it ran. Look at that line and the one before, "
    'often for a missing ) or " or :'
)
TOO_LONG = ". It ran too long and was stopped; is there a loop without an end?"


@dataclass(frozen=True)
class Stop:
    """One cell that raised: its number, the type of the error, its line, the name that it missed."""

    number: int
    error: str
    line: int
    missed: str = ""


def told(stops: list[Stop], code: dict[int, str], places: dict[int, str]) -> list[str]:
    """Every stop in a line. Never the words of the error itself: a name it missed is told only where the student's own
    earlier cell, which stopped as well, was to give it."""
    lines = []
    for at, stop in enumerate(stops):
        stopped = [each.number for each in stops[:at] if stop.missed]
        givers = [number for number in stopped if gives(code.get(number, ""), stop.missed)]
        if givers:
            more = f". It uses {stop.missed}, which {place(givers[-1], places)}, was to give: mend that cell first"
        else:
            more = UNREAD if stop.error in UNREAD_ERRORS else TOO_LONG if stop.error == "TimeoutError" else ""
        line = f", line {stop.line}" if stop.line else ""
        lines.append(f"{place(stop.number, places)}{line}: {stop.error}{more}")
    return lines


def place(number: int, places: dict[int, str]) -> str:
    """A code cell, with its question where it has one."""
    return f"{places[number]}, code cell {number}" if number in places else f"code cell {number}"


def gives(source: str, name: str) -> bool:
    """Whether a cell was to define a name; read by its letters, since Python may not be able to read it."""
    assigned = rf"^[^\S\n]*(?:\w+\s*,\s*)*{name}\b(?:\s*,\s*\w+)*(?:\s*:[^=\n]+)?\s*=(?!=)"
    return bool(re.search(rf"{assigned}|\b(?:def|class|import|as|for)\s+{name}\b", source, re.M))
