"""Small tables on the page: the index is no riddle, numbers line up, and no cell can become markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

GAP = "–"


@dataclass(frozen=True)
class Table:
    """A frame as a reader's table: HTML on the page, text elsewhere. `formats` gives a format by column."""

    frame: pd.DataFrame
    caption: str
    formats: Mapping[str, str]

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/html": self.html(), "text/plain": self.text()}

    def cells(self) -> list[list[str]]:
        """Every value as the text that is shown."""
        columns = [str(c) for c in self.frame.columns]
        return [
            [shown(value, self.formats.get(name, "")) for name, value in zip(columns, row, strict=True)]
            for row in self.frame.itertuples(index=False)
        ]

    def html(self) -> str:
        """The table as HTML: first column as row heads, numbers to the right."""
        numeric = [pd.api.types.is_numeric_dtype(dtype) for dtype in self.frame.dtypes]
        side = ['class="number"' if is_number else 'class="word"' for is_number in numeric]
        heads = "".join(
            f'<th scope="col" {cls}>{escape(str(name))}</th>'
            for name, cls in zip(self.frame.columns, side, strict=True)
        )
        rows = []
        for row in self.cells():
            first, *rest = [escape(text) for text in row]
            others = "".join(f"<td {cls}>{text}</td>" for text, cls in zip(rest, side[1:], strict=True))
            rows.append(f'<tr><th scope="row" {side[0]}>{first}</th>{others}</tr>')
        caption = f"<caption>{escape(self.caption)}</caption>" if self.caption else ""
        return (
            f'<div class="table-scroll"><table class="book-table">{caption}<thead><tr>{heads}</tr></thead>'
            f"<tbody>{''.join(rows)}</tbody></table></div>"
        )

    def text(self) -> str:
        """The table as text with its caption first."""
        head = "\t".join(str(name) for name in self.frame.columns)
        body = "\n".join("\t".join(row) for row in self.cells())
        return f"{self.caption}\n{head}\n{body}" if self.caption else f"{head}\n{body}"


def table(frame: pd.DataFrame, caption: str = "", formats: Mapping[str, str] | None = None) -> Table:
    """Show a frame as a table; name the index columns first with `reset_index` where they matter.

    `formats` maps a column to a format such as `.1f` or `,`. Dates are shown as ISO days, what is missing as a dash.
    Raises `KeyError` for a format of a column that is not there.
    """
    formats = formats or {}
    if unknown := set(formats) - {str(c) for c in frame.columns}:
        raise KeyError(f"formats for columns that are not in the table: {', '.join(sorted(unknown))}")
    return Table(frame, caption, formats)


def shown(value: Any, form: str) -> str:
    """One value as text."""
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return GAP
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value, form) if form else str(value)
