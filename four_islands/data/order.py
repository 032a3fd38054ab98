"""The rules of time: dates as exact as they claim, in their order, and none after the day the table runs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from four_islands.data.broken import FIRST_LINE, Finding
from four_islands.data.csvs import Cells
from four_islands.data.schema import PRECISIONS, Table

# What comes first and what cannot come before it, wherever a table has both columns.
ORDERED = (
    ("started_on", "ended_on"),
    ("started_on", "last_seen_on"),
    ("alt_started_on", "alt_ended_on"),
    ("held_on", "ended_on"),
    ("made_on", "ended_on"),
    ("from_on", "to_on"),
    ("landed_on", "occupied_on"),
    ("signed_on", "in_force_on"),
    ("dated_on", "in_force_on"),
    ("announced_on", "in_force_on"),
    ("decided_on", "in_force_on"),
    ("fieldwork_started_on", "fieldwork_ended_on"),
    ("fieldwork_ended_on", "published_on"),
    ("period_starts_on", "period_ends_on"),
    ("period_from", "period_until"),
)

_STANDS_AS = {
    "month": "-01",
    "year": "-01-01",
    "decade": "0-01-01",
}  # how a date ends that is less than a day
_LASTS_TO = {"month": (8, "31"), "year": (5, "12-31"), "decade": (3, "9-12-31"), "period": (0, "9999-12-31")}


def check_order(table: Table, cells: Cells) -> Iterator[Finding]:
    """The dates that contradict their precision, each other, or the day the table says it runs to."""
    dates = [column.name for column in table.columns if column.type == "date"]
    for name in dates:
        sibling = precision_of(name, cells)
        if sibling:
            says = (
                f"{sibling} is one of {', '.join(PRECISIONS)}, blank only with a blank date; "
                "a month stands as its first day, a year as 1 January"
            )
            finding = Finding("precision", says, f"{name}+{sibling}", (), (), "2014-03-01, month")
            yield from _at(finding, cells, [name, sibling], _is_imprecise)
        if not table.column(name).maximum:
            says = f"no date after {table.as_of}, the day the table says it runs to"
            right = (
                f"if the date is true, move `as_of` of data/schema/{table.name}.yml to it; else mend the date"
            )
            finding = Finding("as of", says, name, (), (), right)
            if max(cells[name], default="") > table.as_of:
                yield from _at(finding, cells, [name], lambda day: day > table.as_of)
    for first, second in ORDERED:
        if first in dates and second in dates:
            columns = [first, second, precision_of(second, cells)]
            finding = Finding(
                "date order",
                f"{second} is not before {first}",
                f"{first}+{second}",
                (),
                (),
                f"the same day or later for {second}",
            )
            yield from _at(finding, cells, [*filter(None, columns)], _is_disordered)


def precision_of(name: str, cells: Cells) -> str:
    """The column that says how exact a date is: `held_on_precision`, or `held_precision`; none for most dates."""
    candidates = (f"{name}_precision", f"{name.removesuffix('_on')}_precision")
    return next((candidate for candidate in candidates if candidate in cells), "")


def _is_imprecise(day: str, precision: str) -> bool:
    if not day or not precision:
        return bool(day or precision)
    return precision not in PRECISIONS or not day.endswith(_STANDS_AS.get(precision, ""))


def _is_disordered(first: str, second: str, precision: str = "") -> bool:
    """Whether even the last day the second date can mean is before the first."""
    if precision in _LASTS_TO:
        kept, rest = _LASTS_TO[precision]
        return bool(first and second) and second[:kept] + rest < first
    return bool(second) and second < first


def _at(finding: Finding, cells: Cells, columns: list[str], is_bad: Callable[..., bool]) -> Iterator[Finding]:
    """The finding with the lines on which the columns hold bad values, if there are any."""
    rows = enumerate(zip(*(cells[name] for name in columns), strict=True), FIRST_LINE)
    wrong = [(line, ", ".join(row)) for line, row in rows if is_bad(*row)]
    if wrong:
        lines, shown = zip(*wrong, strict=True)
        yield replace(finding, lines=lines, values=shown)
