"""What a broken rule says: where, what stands there, which rule, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from four_islands.data.schema import DataError

SHOWN = 3  # examples of one broken rule in a message
LISTED = 12  # line numbers or rules in a message
SAID = 240  # characters of a value in a message: what a rule says of a row fits, a long note does not
FIRST_LINE = 2  # of the data: line 1 is the header

# Characters no reader can see and no cell needs: controls (a line break or NUL among them), zero-width
# characters, those that turn the direction of text round, byte-order marks, signs of a failed decoding.
UNSEEN = r"\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffd\ufff9-\ufffb"
INVISIBLE = re.compile(rf"[\n{UNSEEN}]")


@dataclass(frozen=True)
class Finding:
    """One broken rule in one column."""

    rule: str  # its short name, for counting
    says: str  # the rule in words
    column: str
    lines: tuple[int, ...]  # line numbers as a text editor shows them
    values: tuple[str, ...]
    right: str = ""

    def __str__(self) -> str:
        shown = [
            f"line {line}, column {self.column}: {quoted(value, SAID)}"
            for line, value in zip(self.lines[:SHOWN], self.values[:SHOWN], strict=True)
        ]
        more = self.lines[SHOWN:]
        if more:
            named = ", ".join(str(line) for line in more[:LISTED]) + (", ..." if len(more) > LISTED else "")
            shown.append(f"and {len(more)} more, line{'s' * (len(more) > 1)} {named}")
        shown.append(f"    rule ({self.rule}): {self.says}")
        if self.right:
            shown.append(f"    right: {self.right}")
        return "\n".join(shown)


class BrokenTableError(DataError):
    """A table that breaks rules; `findings` lists them for programs."""

    def __init__(self, table: str, findings: Iterable[Finding]) -> None:
        self.table = table
        self.findings = tuple(findings)
        rules = len(self.findings)
        places = sum(len(finding.lines) for finding in self.findings)
        head = (
            f"data/{table}.csv breaks {rules} rule{'s' * (rules > 1)} in {places} place{'s' * (places > 1)}. "
            "Nothing was loaded and no file was changed."
        )
        shown = [str(finding) for finding in self.findings[:LISTED]]
        if rules > LISTED:
            shown.append(f"... and {rules - LISTED} more broken rules.")
        super().__init__("\n\n".join([head, *shown]))


def quoted(value: str, longest: int = 80) -> str:
    """A cell as a message shows it: in quotation marks, unseen characters by number, cut when long."""
    seen = INVISIBLE.sub(lambda found: f"\\u{ord(found.group()):04x}", value)
    return f'"{seen[:longest]}..." ({len(value)} characters)' if len(seen) > longest else f'"{seen}"'
