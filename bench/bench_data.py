"""How long loading takes: `python bench/bench_data.py`; fails if a stated limit is passed.

Each table of the book must load in 0.2 s, its checks and foreign keys included, in a process that has loaded
nothing yet. A table of 100,000 rows with every kind of column must validate in 2 s and 500 MB.
"""

from __future__ import annotations

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

ROWS = 100_000
LOAD_SECONDS, VALIDATE_SECONDS, MEGABYTES = 0.2, 2.0, 500

SCHEMA = """
name: big
title: A large table
counts: One row is one invented event.
description: Invented for the benchmark.
as_of: 2026-12-31
primary_key: [event_id]
foreign_keys: [{columns: [place_id], table: places, references: [place_id]}]
columns:
  - {name: event_id, type: string, required: true, unique: true, pattern: "E[0-9]{6}", description: Key.}
  - {name: started_on, type: date, required: true, minimum: 1900-01-01, description: First day.}
  - {name: started_on_precision, type: string, codes: {day: Day, month: Month, year: Year}, description: How exact.}
  - {name: ended_on, type: date, description: Last day.}
  - {name: place_id, type: string, required: true, description: Where.}
  - {name: kind, type: string, required: true, codes: {a: A, b: B, c: C}, description: What.}
  - {name: share_percent, type: number, minimum: 0, maximum: 100, description: Share.}
  - {name: people, type: integer, minimum: 0, description: People.}
  - {name: counted, type: boolean, required: true, description: Whether it counts.}
  - {name: title, type: string, required: true, description: Title.}
  - {name: source_ids, type: string, required: true, description: Sources.}
  - {name: confidence, type: string, codes: {high: H, medium: M, low: L}, description: Grade.}
  - {name: note, type: string, description: Note.}
"""
PLACES = """
name: places
title: Places
counts: One row is one place.
description: Invented for the benchmark.
as_of: 2026-12-31
primary_key: [place_id]
columns: [{name: place_id, type: string, required: true, description: Key.}]
"""


def write_big(folder: Path, schema: Path, rows: int = ROWS) -> None:
    """A sound table of many rows, the same each time."""
    random_ = random.Random(1956)
    (folder / "schema").mkdir()
    (folder / "schema/big.yml").write_text(SCHEMA)
    (folder / "schema/places.yml").write_text(PLACES)
    (folder / "schema/sources.yml").write_bytes((schema / "sources.yml").read_bytes())
    (folder / "places.csv").write_text("place_id\n" + "".join(f"p{n}\n" for n in range(500)))
    sources = "".join(f"s-{n},P,T{n},2020,ja,,none,,scholarly,not stated,2026-11-23,\n" for n in range(1000))
    (folder / "sources.csv").write_text(
        "source_id,publisher,title,published_on,language,url,url_kind,archive_url,tier,licence,read_on,note\n"
        + sources
    )
    lines = [
        "event_id,started_on,started_on_precision,ended_on,place_id,kind,share_percent,people,counted,title,source_ids,confidence,note"
    ]
    for n in range(rows):
        day = date(1945, 1, 1) + timedelta(days=random_.randrange(29000))
        end = (day + timedelta(days=random_.randrange(90))).isoformat() if n % 3 else ""
        lines.append(
            f"E{n:06d},{day},day,{end},p{random_.randrange(500)},{random_.choice('abc')},{random_.random() * 100:.1f},"
            f"{random_.randrange(100000)},{random_.choice(['true', 'false'])},Event {n} of the islands 択捉島 Итуруп,"
            f"s-{random_.randrange(1000)};s-{random_.randrange(1000)},high,Note on event {n} with some words in it"
        )
    (folder / "big.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def measure(name: str) -> None:
    """Load one table in this process and print the seconds and the megabytes at the peak."""
    from four_islands.data import load

    started = time.perf_counter()
    rows = len(load(name))
    seconds = time.perf_counter() - started
    print(rows, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def loaded(name: str, folder: Path | None = None) -> tuple[int, float, float]:
    """Rows, seconds and megabytes of loading a table in a process of its own; the best of three tries."""
    environment = {**os.environ, **({"FOUR_ISLANDS_DATA": str(folder)} if folder else {})}
    command = [sys.executable, __file__, name]
    tries = []
    for _ in range(3):
        words = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=True
        ).stdout.split()
        tries.append((int(words[0]), float(words[1]), float(words[2])))
    return min(tries, key=lambda one: one[1])


def main() -> int:
    """Measure every table and the large one."""
    from four_islands.data.load import data_dir, tables

    slow = []
    for name in tables():
        rows, seconds, megabytes = loaded(name)
        slow += [name] if seconds > LOAD_SECONDS else []
        print(f"{name:26}{rows:8,} rows{seconds:8.3f} s{megabytes:8.0f} MB")
    with tempfile.TemporaryDirectory() as folder:
        write_big(Path(folder), data_dir() / "schema")
        rows, seconds, megabytes = loaded("big", Path(folder))
    print(f"{'(100,000 invented rows)':26}{rows:8,} rows{seconds:8.3f} s{megabytes:8.0f} MB")
    if seconds > VALIDATE_SECONDS or megabytes > MEGABYTES:
        slow.append("100,000 rows")
    if slow:
        print(f"over the limit: {', '.join(slow)}", file=sys.stderr)
    return int(bool(slow))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(sys.argv[1])
    else:
        sys.exit(main())
