"""Damage the tables at random, from a seed, and count what the rules catch: `python tests/corruption.py`.

Each edit is one a careless hand makes. Some break a stated rule by construction (a code that is not in the list, a
row twice, a source that does not exist): all of those must be caught. Others may give another value that is
possible (a date a few days off): of those the share that is caught says how far the tables check each other.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from four_islands.data import BrokenTableError, Tables
from four_islands.data.rules import RULES
from four_islands.data.schema import SOURCE_IDS, Column, DataError, Table, data_dir, table, tables

SEED = 1956
EDITS = 1500

Rows = list[list[str]]
Edit = Callable[
    [random.Random, Table, Rows], bool | None
]  # whether it breaks a stated rule; None: not possible here


@dataclass
class Tally:
    """What became of the edits of one kind."""

    made: int = 0
    caught: int = 0
    certain: int = 0  # edits that break a stated rule
    missed: list[str] = field(default_factory=list)  # of those


def _pick(
    random_: random.Random, about: Table, rows: Rows, fits: Callable[[Column], object]
) -> tuple[int, int] | None:
    """A filled cell in a column that fits."""
    columns = [number for number, column in enumerate(about.columns) if fits(column)]
    cells = [(row, column) for column in columns for row in range(len(rows)) if rows[row][column]]
    return random_.choice(cells) if cells else None


def mistype_a_code(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """Two letters of a code change places, or one is lost."""
    cell = _pick(random_, about, rows, lambda column: column.codes and not column.separator)
    if not cell:
        return None
    row, column = cell
    code = rows[row][column]
    at = random_.randrange(len(code))
    rows[row][column] = code[:at] + code[at + 1 :]
    wrong = rows[row][column]
    return wrong not in about.columns[column].codes and (bool(wrong) or about.columns[column].required)


def take_another_code(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A code that exists but is not the right one."""
    cell = _pick(random_, about, rows, lambda column: len(column.codes) > 1)
    if not cell:
        return None
    row, column = cell
    rows[row][column] = random_.choice(
        [code for code in about.columns[column].codes if code != rows[row][column]]
    )
    return False


def break_a_source(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A letter of a source id is doubled."""
    cell = _pick(random_, about, rows, lambda column: column.name == SOURCE_IDS)
    if not cell:
        return None
    row, column = cell
    at = random_.randrange(len(rows[row][column]))
    rows[row][column] = rows[row][column][: at + 1] + rows[row][column][at:]
    return True


def break_a_reference(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A key that points to another table points to nothing."""
    keys = {key.columns[0] for key in about.foreign_keys if len(key.columns) == 1}
    cell = _pick(random_, about, rows, lambda column: column.name in keys)
    if not cell:
        return None
    rows[cell[0]][cell[1]] += "x"
    return True


def write_an_impossible_day(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """Day and month change places, or the day is 31 where there is none."""
    cell = _pick(random_, about, rows, lambda column: column.type == "date")
    if not cell:
        return None
    rows[cell[0]][cell[1]] = rows[cell[0]][cell[1]][:4] + random_.choice(
        ["-13-01", "-02-30", "/03/01", "-3-1"]
    )
    return True


def shift_a_date(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A date moves by some days or years."""
    cell = _pick(random_, about, rows, lambda column: column.type == "date")
    if not cell:
        return None
    day = date.fromisoformat(rows[cell[0]][cell[1]])
    days = random_.choice([-3653, -365, -30, -3, -1, 1, 3, 30, 365, 3653])
    rows[cell[0]][cell[1]] = (day + timedelta(days=days)).isoformat()
    return False


def move_a_date_to_the_future(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A date after the day the table runs to."""
    cell = _pick(random_, about, rows, lambda column: column.type == "date")
    if not cell:
        return None
    rows[cell[0]][cell[1]] = f"20{random_.randrange(30, 99)}-01-01"
    return True


def swap_two_dates(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """Start and end change places."""
    names = about.names
    if "started_on" not in names or "ended_on" not in names:
        return None
    first, second = names.index("started_on"), names.index("ended_on")
    whole = [row for row in rows if row[first] and row[second] and row[first] != row[second]]
    if not whole:
        return None
    row = random_.choice(whole)
    row[first], row[second] = row[second], row[first]
    return True


def drop_a_digit(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A number loses one digit."""
    cell = _pick(random_, about, rows, lambda column: column.type in {"integer", "number"})
    if not cell or len(rows[cell[0]][cell[1]]) < 2:
        return None
    number = rows[cell[0]][cell[1]]
    at = random_.randrange(len(number))
    rows[cell[0]][cell[1]] = number[:at] + number[at + 1 :]
    return False


def put_a_number_out_of_range(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A number grows past the largest its column allows."""
    cell = _pick(random_, about, rows, lambda column: column.type != "date" and column.maximum is not None)
    if not cell:
        return None
    rows[cell[0]][cell[1]] = str(
        int(float(str(about.columns[cell[1]].maximum))) + 1 + random_.randrange(1000)
    )
    return True


def spoil_a_number(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A letter for a digit, a thousands separator, a per cent sign."""
    cell = _pick(random_, about, rows, lambda column: column.type in {"integer", "number"})
    if not cell:
        return None
    rows[cell[0]][cell[1]] += random_.choice(["O", ",000", "%", " ", "."])
    return True


def change_a_share(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """Ten points more on one share of a question whose shares are complete."""
    if about.name != "polls":
        return None
    at = about.names.index
    whole = [
        row
        for row in rows
        if (row[at("shares_complete")], row[at("overlaps")], row[at("unit")]) == ("true", "false", "percent")
    ]
    row = random_.choice(whole)
    row[at("value")] = f"{(float(row[at('value')]) + 10) % 100:g}"
    return True


def double_a_row(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A row stands twice."""
    row = random_.randrange(len(rows))
    rows.insert(row, list(rows[row]))
    return True


def delete_a_row(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A row is lost."""
    if len(rows) < 2:
        return None
    del rows[random_.randrange(len(rows))]
    return False


def blank_a_required_cell(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A value that every row needs is lost."""
    cell = _pick(random_, about, rows, lambda column: column.required or column.name in about.primary_key)
    if not cell:
        return None
    rows[cell[0]][cell[1]] = ""
    return True


def swap_two_columns(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """The cells of two columns change places in every row, under the old header."""
    first, second = random_.sample(range(len(about.columns)), 2)
    for row in rows:
        row[first], row[second] = row[second], row[first]
    return False


def insert_a_formula(random_: random.Random, about: Table, rows: Rows) -> bool | None:
    """A cell that a spreadsheet would execute, or a page would show as markup."""
    cell = _pick(random_, about, rows, lambda column: column.type == "string")
    if not cell:
        return None
    rows[cell[0]][cell[1]] = random_.choice(
        ["=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "<script>x</script>", "a\u202eb"]
    )
    return True


KINDS: tuple[Edit, ...] = (
    mistype_a_code,
    take_another_code,
    break_a_source,
    break_a_reference,
    write_an_impossible_day,
    shift_a_date,
    move_a_date_to_the_future,
    swap_two_dates,
    drop_a_digit,
    put_a_number_out_of_range,
    spoil_a_number,
    change_a_share,
    double_a_row,
    delete_a_row,
    blank_a_required_cell,
    swap_two_columns,
    insert_a_formula,
)


def watchers(sound: Tables) -> dict[str, set[str]]:
    """For each table the tables that must be loaded again when it changes: those that point at it or reach it."""
    watching: dict[str, set[str]] = {name: {name} for name in tables()}
    for name in tables():
        for key in table(name).foreign_keys:
            watching[key.table].add(name)
        for rule in RULES.get(name, []):
            reached: list[str] = []
            list(
                rule.find(
                    sound.typed(name), lambda other, seen=reached: seen.append(other) or sound.typed(other)
                )
            )
            for other in reached:
                watching[other].add(name)
    return watching


def damage(seed: int = SEED, edits: int = EDITS) -> tuple[dict[str, Tally], Counter[str]]:
    """Make the edits one at a time on sound tables; what was caught by kind of edit, and by which rule."""
    random_ = random.Random(seed)
    sound = Tables(data_dir())
    cells = {name: sound.cells(name) for name in tables()}
    watching = watchers(sound)
    tallies = {edit.__name__.replace("_", " "): Tally() for edit in KINDS}
    rules: Counter[str] = Counter()
    names = tables()
    made = 0
    while made < edits:
        edit, name = KINDS[made % len(KINDS)], random_.choice(names)
        if edit is change_a_share:
            name = "polls"
        about = table(name)
        before = [list(row) for row in zip(*(cells[name][column] for column in about.names), strict=True)]
        rows = [list(row) for row in before]
        certain = edit(random_, about, rows)
        if certain is None or rows == before:
            continue
        made += 1
        tally = tallies[edit.__name__.replace("_", " ")]
        tally.made += 1
        tally.certain += certain
        changed = {column: [row[at] for row in rows] for at, column in enumerate(about.names)}
        broken = [*_broken(Tables(data_dir(), {**cells, name: changed}), watching[name])]
        rules.update(set(broken))
        tally.caught += bool(broken)
        if certain and not broken:
            was, now = next((a, b) for a, b in zip(before, rows, strict=False) if a != b)
            tally.missed.append(f"{name}: {[(a, b) for a, b in zip(was, now, strict=True) if a != b]}")
    return tallies, rules


def _broken(changed: Tables, names: set[str]) -> Iterator[str]:
    """The rules that the changed tables break."""
    for name in sorted(names):
        try:
            changed.checked(name)
        except BrokenTableError as error:
            yield from (finding.rule for finding in error.findings)
        except DataError as error:
            yield str(error)


def report(tallies: dict[str, Tally], rules: Counter[str]) -> str:
    """The shares caught, by kind of edit and by rule, as a reader wants them."""
    made = sum(tally.made for tally in tallies.values())
    caught = sum(tally.caught for tally in tallies.values())
    lines = [f"{'edit':34}{'made':>6}{'caught':>8}{'share':>8}{'break a stated rule':>21}{'missed':>8}"]
    for kind, tally in tallies.items():
        share = f"{tally.caught / tally.made:.0%}" if tally.made else "-"
        lines.append(
            f"{kind:34}{tally.made:6}{tally.caught:8}{share:>8}{tally.certain:21}{len(tally.missed):8}"
        )
    lines.append(f"{'all':34}{made:6}{caught:8}{caught / made:8.0%}")
    lines += ["", f"{'rule':60}{'edits it caught':>16}"]
    lines += [f"{rule:60}{count:16}" for rule, count in rules.most_common()]
    return "\n".join(lines)


if __name__ == "__main__":
    print(report(*damage(*(int(argument) for argument in sys.argv[1:]))))
