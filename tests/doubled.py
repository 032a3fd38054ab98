"""A false statement for every rule that many tables share, made from the rows themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from four_islands.data import BrokenTableError, Tables, table, tables
from four_islands.data.rules import RULES, witnesses
from four_islands.data.rules.doubles import DAYS, NAMED, SAME, TOLD, plain
from four_islands.data.rules.evidence import promising
from four_islands.data.rules.neighbours import prose
from four_islands.data.schema import data_dir

Cells = dict[str, str]
False_ = tuple[Cells, Cells]  # the row, and what is written into it


def statements() -> dict[tuple[str, str], False_]:
    """By table and rule: the row, and what is written into it."""
    sound = Tables(data_dir())
    made = {
        "ids tell the day": (DAYS, day_moved),
        "ids hold their words": (NAMED, other_word),
        "one goes with one": (SAME, other_partner),
        "nothing comes after its sources": (TOLD, after_all),
        "sources name the day": (witnesses.TOLD, day_beside),
        "tables share their days": (
            {
                n: " ".join(one.split(":")[0] for one in told.split(", "))
                for n, told in witnesses.ELSEWHERE.items()
            },
            day_beside,
        ),
        "words tell the count": (witnesses.COUNTED, one_more),
        "promised notes are there": (
            {n: "" for n in tables() if "note" in table(n).names and promising(n)},
            bare,
        ),
        "letters keep their places": ({n: "" for n in tables() if prose(n)}, turned),
    }
    return {
        (name, rule): next(
            one
            for one in make(name, about, rows(sound, name), sound)
            if passes(sound, name, *one)
            and (make not in {day_beside, one_more} or seen(sound, name, rule, *one))
        )
        for rule, (told, make) in made.items()
        for name, about in told.items()
    }


def rows(sound: Tables, name: str) -> list[Cells]:
    """The rows of a table as written."""
    cells = sound.cells(name)
    return [dict(zip(cells, row, strict=True)) for row in zip(*cells.values(), strict=True)]


def passes(sound: Tables, name: str, where: Cells, write: Cells) -> bool:
    """Whether the change keeps the rules of every cell, so that the rule in question has its say."""
    cells = {column: list(values) for column, values in sound.cells(name).items()}
    row = next(i for i, one in enumerate(rows(sound, name)) if where.items() <= one.items())
    for column, value in write.items():
        cells[column][row] = value
    try:
        Tables(data_dir(), {**{n: sound.cells(n) for n in tables()}, name: cells}).typed(name)
    except BrokenTableError:
        return False
    return True


def key(name: str, row: Cells) -> Cells:
    """What finds the row again."""
    return {column: row[column] for column in table(name).primary_key}


def later(day: str, days: int = 1) -> str:
    """The day after, or another."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def day_moved(name: str, about: tuple[str, str], found: list[Cells], _: Tables) -> Iterator[False_]:
    for row in found:
        if row[about[1]] and row[about[1]] in row[about[0]]:
            yield key(name, row), {about[1]: later(row[about[1]])}
            yield key(name, row), {about[1]: later(row[about[1]], -1)}


def day_beside(name: str, columns: str, found: list[Cells], _: Tables) -> Iterator[False_]:
    """A day earlier or later."""
    for row in found:
        for at in columns.split():
            for days in (1, -1) if row[at] else ():
                yield key(name, row), {at: later(row[at], days)}


def one_more(name: str, column: str, found: list[Cells], _: Tables) -> Iterator[False_]:
    """A count that is larger by a tenth."""
    for row in found:
        if row[column]:
            yield key(name, row), {column: str(round(float(row[column]) * 1.1) + 1)}


def seen(sound: Tables, name: str, rule: str, where: Cells, write: Cells) -> bool:
    """Whether a rule sees the change: of the second readings, which know only some of the days and counts."""
    row = next(i for i, one in enumerate(rows(sound, name)) if where.items() <= one.items())
    frame = sound.typed(name).copy()
    for column, value in write.items():
        is_day = table(name).column(column).type == "date"
        frame.loc[row, column] = pd.Timestamp(value) if is_day else float(value)
    return any(any(one.find(frame, sound.typed)) for one in RULES[name] if one.name == rule)


def other_word(name: str, about: tuple[str, str], found: list[Cells], _: Tables) -> Iterator[False_]:
    column = about[1].split()[0]
    for row in found:
        for other in found:
            if row[column] and other[column] and plain(other[column]) not in plain(row[about[0]]):
                yield key(name, row), {column: other[column]}


def other_partner(name: str, pairs: str, found: list[Cells], sound: Tables) -> Iterator[False_]:
    this, others = pairs.split(", ", maxsplit=1)[0].split(": ")
    column = others.split()[0]
    often = Counter(row[this] for row in found if row[column])
    for row in found:
        for other in found:
            if often[row[this]] > 1 and row[column] and other[column] not in {"", row[column]}:
                yield key(name, row), {column: other[column]}


def after_all(name: str, column: str, found: list[Cells], sound: Tables) -> Iterator[False_]:
    published = {row["source_id"]: row["published_on"] for row in rows(sound, "sources")}
    for row in found:
        days = [published[source] for source in row["source_ids"].split(";")]
        exact = row.get(f"{column}_precision", "day") == "day" and row[column]
        if exact and all(len(day) == 10 for day in days):
            yield key(name, row), {column: later(max(days))}


def bare(name: str, _: str, found: list[Cells], __: Tables) -> Iterator[False_]:
    column, codes = next(iter(promising(name).items()))
    for row in found:
        yield key(name, row), {column: codes[0], "note": ""}


def turned(name: str, _: str, found: list[Cells], __: Tables) -> Iterator[False_]:
    yield key(name, found[0]), {prose(name)[-1]: "Mosocw"}
