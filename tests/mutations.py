"""One plausible wrong cell at a time: which a rule stops, which a chapter shows, which `make moved` lists.

Of the columns that a chapter's table must keep sound, from a seed: numbers 10 per cent off, dates a day off, another
legal category or key, another text of the column or two letters in each other's place. Of a cell that no rule stops: which
rule stops a larger slip in it, and where else the book tells what it should be.
`python tests/mutations.py SEED COUNT` prints them as JSON, a line each.
"""

from __future__ import annotations

import contextlib
import importlib
import io
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import corruption
import pandas as pd
import survivors
from IPython.core.interactiveshell import InteractiveShell

from four_islands.data import BrokenTableError, Tables
from four_islands.data.keys import foreign_keys
from four_islands.data.schema import Column, DataError, data_dir, table, tables
from press.config import own
from press.figure.chart import Chart
from press.run.freshness import code_cells, components
from press.run.moved import compared, published

loader: Any = importlib.import_module("four_islands.data.load")  # its name is taken by its function
CSV = re.compile(r"data/\w+\.csv")
IN_TIME: list[Callable[[Mutation], Mutation]] = []  # what the processes of a pool do with a wrong cell
SHARES = {"number": 0.36, "date": 0.24, "category": 0.24, "text": 0.16}


@dataclass
class Mutation:
    """One wrong cell, and what became of it."""

    kind: str
    table: str
    column: str
    line: int
    old: str
    new: str
    rules: list[str] = field(default_factory=list)  # that stopped it
    is_named: bool = False  # a message names table, line and column
    shown: str = ""  # the first chapter that shows another value; the error where its code stopped
    moved: str = ""  # the first thing that `make moved` lists
    wider: str = ""  # of a survivor: the rule that stops a larger slip in this cell
    told: str = ""  # of a survivor: where else the book tells the right value
    judged: bool = False  # the chapters were run with it


class Asked(Tables):
    """The tables, with the names of those that a chapter asked for."""

    names: set[str]

    def checked(self, name: str) -> Any:
        self.names.add(name)
        return super().checked(name)

    def cells(self, name: str) -> Any:
        self.names.add(name)
        return super().cells(name)


class Unchecked(Tables):
    """Tables whose wrong cell no rule stops: what would a chapter show?"""

    def checked(self, name: str) -> Any:
        return self.typed(name)

    def typed(self, name: str) -> Any:
        if name not in self._typed:
            cells = self.cells(name)
            self._typed[name] = pd.DataFrame(
                {column.name: loader._typed(column, cells[column.name]) for column in table(name).columns}
            )
        return self._typed[name]


class Mutations:
    """The sound book, on which one cell after another is changed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.sound = Asked(data_dir())
        self.sound.names = set()
        self.cells = {name: self.sound.cells(name) for name in tables()}
        for name in tables():
            self.sound.checked(name)
        self.watching = corruption.watchers(self.sound)
        self.code = {path: code_cells(json.loads(path.read_text("utf-8"))) for path in own().chapters}
        self.reads = {
            path: {name[5:-4] for name in components(path, own()) if CSV.fullmatch(name)}
            for path in self.code
        }
        self.before: dict[Path, list[dict[str, Any]]] = {}

    def first(self, path: Path) -> None:
        """Run a chapter on the sound tables, and see which it asks for."""
        os.environ["MPLBACKEND"] = "agg"
        os.chdir(own().notebooks)
        Chart.png = lambda self: b""  # type: ignore[method-assign]  # drawn from the same JSON that is compared
        loader._now = lambda: self.sound
        self.sound.names = set()
        self.before[path] = self.run(path)
        self.reads[path] &= self.sound.names

    def cells_of(self, kind: str) -> list[tuple[str, Column]]:
        """The columns of one kind in the tables that a chapter reads."""
        read = sorted(set().union(*self.reads.values()))
        return [
            (name, column)
            for name in read
            for column in table(name).columns
            if not column.keep and kind_of(name, column) == kind and any(self.cells[name][column.name])
        ]

    def plan(self, count: int) -> Iterator[Mutation]:
        """So many wrong cells."""
        for kind, share in SHARES.items():
            columns = self.cells_of(kind)
            seen: set[tuple[str, str, int]] = set()
            while len(seen) < round(share * count):
                name, column = self.random.choice(columns)
                values = self.cells[name][column.name]
                row = self.random.choice([row for row, cell in enumerate(values) if cell])
                new = self.wrong(name, column, row)
                if new != values[row] and (name, column.name, row) not in seen:
                    seen.add((name, column.name, row))
                    yield Mutation(kind, name, column.name, row + 2, values[row], new)

    def wrong(self, name: str, column: Column, row: int) -> str:  # noqa: PLR0911 - one a kind
        """A plausible wrong value for a cell."""
        old, choose = self.cells[name][column.name][row], self.random.choice
        if column.type == "integer":
            step = max(1, round(abs(int(old)) * 0.1))
            return str(int(old) + choose([-step, step]))
        if column.type == "number":
            places = len(old.partition(".")[2])
            step = max(abs(float(old)) * 0.1, 10**-places)
            return f"{float(old) + choose([-step, step]):.{places}f}"
        if column.type == "date":
            return (date.fromisoformat(old) + timedelta(days=choose([-1, 1]))).isoformat()
        if column.type == "boolean":
            return "false" if old == "true" else "true"
        pool = set(column.codes)
        for key in foreign_keys(table(name)):
            if column.name in key.columns and not pool:
                at = key.columns.index(column.name)
                pool = {keys[at] for keys in self.sound.keys(key.table, key.references)}
        if pool:
            return choose(sorted(pool - {"", old}) or [old])
        values = self.cells[name][column.name]
        others = sorted(set(values) - {"", old})
        turned = [i for i in range(len(old) - 1) if old[i : i + 2].isalpha() and old[i] != old[i + 1]]
        if turned and not (2 <= len(others) < len(values) * 0.6 and self.random.random() < 0.7):
            i = choose(turned)
            return old[:i] + old[i + 1] + old[i] + old[i + 2 :]
        return choose(others) if len(others) > 1 else f"{old}s"

    def tables_with(self, what: Mutation, kind: type[Tables] = Tables) -> Tables:
        """All tables, one cell changed."""
        cells = list(self.cells[what.table][what.column])
        cells[what.line - 2] = what.new
        changed = {**self.cells, what.table: {**self.cells[what.table], what.column: cells}}
        made = kind(data_dir(), changed)
        for name in set(tables()) - ({what.table} if kind is Unchecked else self.watching[what.table]):
            made._typed[name], made._checked[name] = self.sound.typed(name), self.sound.checked(name)
        return made

    def run(self, chapter: Path) -> list[dict[str, Any]]:
        """What each cell of a chapter shows; an error ends it."""
        shell: Any = InteractiveShell.instance()
        shell.reset(new_session=False)
        caught: list[dict[str, Any]] = []
        shell.displayhook.write_output_prompt = lambda: None
        shell.displayhook.write_format_data = lambda data, *_, **__: caught.append(data)
        shell.display_pub.publish = lambda data, *_, **__: caught.append(data)
        shown: list[dict[str, Any]] = []
        for source in self.code[chapter]:
            caught.clear()
            with contextlib.redirect_stdout(io.StringIO()):
                done = shell.run_cell(source)
            outputs = [{"data": json.loads(json.dumps(data, default=str))} for data in caught]
            shown.append({"source": source, "outputs": outputs})
            if error := done.error_before_exec or done.error_in_exec:
                shown.append({"source": f"{type(error).__name__}: {error}", "outputs": []})
                break
        return shown

    def try_(self, what: Mutation, *, chapters: bool = True) -> Mutation:
        """See what becomes of one wrong cell, by the rules and in the chapters."""
        self.stop(what)
        if not what.rules:
            what.told = survivors.witness(self.cells, asdict(what))
            others = survivors.larger(self.cells, asdict(what))
            larger = (self.stop(replace(what, new=new, rules=[])) for new in others)
            what.wider = next((found.rules[0] for found in larger if found.rules), "")
        if chapters:
            self.see(what, self.tables_with(what, Unchecked))
            what.judged = True
        return what

    def stop(self, what: Mutation) -> Mutation:
        """Which rules stop it?"""
        changed = self.tables_with(what)
        for name in sorted(self.watching[what.table]):
            try:
                changed.checked(name)
            except BrokenTableError as error:
                what.rules += [found.rule for found in error.findings]
                told = f"data/{what.table}.csv" in str(error) and what.column in str(error)
                what.is_named |= told and bool(re.search(rf"\b{what.line}\b", str(error)))
            except DataError as error:
                what.rules.append(type(error).__name__)
        return what

    def see(self, what: Mutation, changed: Tables) -> None:
        """Run the chapters that read the table until one has moved."""
        for path in self.code:
            if what.table in self.reads[path] and path not in self.before:
                self.first(path)
            if what.table not in self.reads[path]:
                continue
            loader._now = lambda: changed
            now = self.run(path)
            if now == self.before[path]:
                continue
            stopped = now[-1]["source"] if now[-1]["source"] != self.code[path][-1] else ""
            what.shown = f"{path.stem} {stopped}" if stopped else what.shown or path.stem
            if what.rules:
                return
            old, new = (published({"cells": cells}, path.stem) for cells in (self.before[path], now))
            if found := compared(old, new):
                what.moved = f"{found[0].where}: {found[0].what}"[:200]
            if found or stopped:
                return


def kind_of(name: str, column: Column) -> str:
    """How a column is made wrong; empty where it is a name of its row."""
    about = table(name)
    keys = {part for key in foreign_keys(about) for part in key.columns} - set(about.primary_key)
    if column.type in {"integer", "number"}:
        return "number"
    if column.type == "date":
        return "date"
    if column.codes or column.type == "boolean" or column.name in keys:
        return "category"
    return "text" if not column.unique and column.name not in about.primary_key else ""


def judged(seed: int, count: int, *, chapters: bool = True, seconds: float = 3600) -> Iterator[Mutation]:
    """Each wrong cell with what became of it; without `chapters`, or when the time is over, by the rules alone.

    Each processor has a copy of the sound book and what its chapters show.
    """
    book, begun = Mutations(seed), time.monotonic()
    plan = list(book.plan(count))
    if not chapters:
        yield from (book.try_(what, chapters=False) for what in plan)
        return
    for path in book.code:
        book.first(path)
    book.random.shuffle(plan)  # time may end it
    IN_TIME.append(lambda what: book.try_(what, chapters=time.monotonic() - begun < seconds))
    with get_context("fork").Pool() as pool:
        yield from pool.imap(_in_time, plan)
    IN_TIME.clear()


def _in_time(what: Mutation) -> Mutation:
    """In a process of the pool, which knows the book from the one that made it."""
    return IN_TIME[-1](what)


if __name__ == "__main__":
    for found in judged(*map(int, sys.argv[1:3])):
        print(json.dumps(asdict(found), ensure_ascii=False), flush=True)
