"""The rules of keys: never blank, never twice, and found where they point."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from four_islands.data.broken import FIRST_LINE, Finding, quoted
from four_islands.data.cells import found, nearest
from four_islands.data.csvs import Cells
from four_islands.data.schema import SOURCE_IDS, SOURCES, ForeignKey, Table

Keys = Callable[[str, tuple[str, ...]], set[tuple[str, ...]]]  # (table, columns) -> keys there


def check_keys(table: Table, cells: Cells, keys: Keys) -> Iterator[Finding]:
    """The rows whose keys are blank, repeated, or found nowhere."""
    yield from _blank(table, cells)
    yield from _repeated(table, table.primary_key, cells)
    for column in table.columns:
        if column.unique and (column.name,) != table.primary_key:
            yield from _repeated(table, (column.name,), cells)
    for key in foreign_keys(table):
        yield from (_orphans if len(key.columns) == 1 else _orphan_rows)(table, key, cells, keys)


def foreign_keys(table: Table) -> tuple[ForeignKey, ...]:
    """The declared foreign keys, and the one every table has: its source ids stand in sources.csv."""
    declared = {key.columns for key in table.foreign_keys}
    if SOURCE_IDS in table.names and (SOURCE_IDS,) not in declared:
        return (*table.foreign_keys, ForeignKey((SOURCE_IDS,), SOURCES, ("source_id",)))
    return table.foreign_keys


def separator(table: Table, column: str) -> str:
    """What stands between several values in one cell of a column; empty where a cell holds one."""
    return table.column(column).separator or (";" if column == SOURCE_IDS else "")


def _blank(table: Table, cells: Cells) -> Iterator[Finding]:
    for name in table.primary_key:
        column = table.column(name)
        if not column.required and "" in cells[name]:
            yield found("primary key", "a row's key is never blank", column, cells[name], {""})


def _rows(cells: Cells, columns: tuple[str, ...]) -> list[tuple[str, ...]]:
    return list(zip(*(cells[name] for name in columns), strict=True))


def _repeated(table: Table, columns: tuple[str, ...], cells: Cells) -> Iterator[Finding]:
    rows = _rows(cells, columns)
    if len(set(rows)) == len(rows):
        return
    first: dict[tuple[str, ...], int] = {}
    again = [
        (line, row)
        for line, row in enumerate(rows, FIRST_LINE)
        if any(row) and first.setdefault(row, line) != line
    ]
    if again:
        yield Finding(
            "primary key" if columns == table.primary_key else "unique",
            f"no two rows have the same {' and '.join(columns)}",
            "+".join(columns),
            tuple(line for line, _ in again),
            tuple(f"{', '.join(row)} (first on line {first[row]})" for _, row in again),
            "one row each: delete the second, or give it a key of its own",
        )


def _says(key: ForeignKey) -> str:
    return f"found in data/{key.table}.csv as {' and '.join(key.references)}"


def _a_row(key: ForeignKey) -> str:
    """What is wanted where no row is near: any one named here would be true of something else."""
    return f"the {' and '.join(key.references)} of a row in data/{key.table}.csv, added there if need be"


def _orphans(table: Table, key: ForeignKey, cells: Cells, keys: Keys) -> Iterator[Finding]:
    """Cells of one column whose value, or one of their values, is not in the other table."""
    column = table.column(key.columns[0])
    known = {value for (value,) in keys(key.table, key.references)}
    between = separator(table, column.name)

    def missing(cell: str) -> list[str]:
        return [part for part in (cell.split(between) if between else [cell]) if part not in known]

    lost = {cell for cell in set(cells[column.name]) if cell and missing(cell)}
    if lost:
        finding = found("foreign key", _says(key), column, cells[column.name], lost)
        unknown = missing(finding.values[0])[0]
        right = nearest(unknown, known) or _a_row(key)
        yield replace(finding, right=f"{right} (there is no {quoted(unknown)})")


def _orphan_rows(table: Table, key: ForeignKey, cells: Cells, keys: Keys) -> Iterator[Finding]:
    """Rows whose key of several columns is not in the other table; a key with a blank part points nowhere."""
    known = keys(key.table, key.references)
    lost = [
        (n, row)
        for n, row in enumerate(_rows(cells, key.columns), FIRST_LINE)
        if all(row) and row not in known
    ]
    if lost:
        lines, rows = zip(*lost, strict=True)
        values = tuple(", ".join(row) for row in rows)
        yield Finding("foreign key", _says(key), "+".join(key.columns), lines, values, _a_row(key))
