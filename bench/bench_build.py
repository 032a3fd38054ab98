"""What the commands cost, beside stock Jupyter Book on the same notebooks in the same environment: `make bench`.

It works in a clone of the committed book, so that nothing here is touched, and writes `bench/speed.json` and, from it,
`book/speed.md` with its picture. Stock builds HTML alone, from the notebooks without this book's pages, which it could
not read; our way of showing figures is hidden from it. The two take turns.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

from bench.bench_data import write_big
from press.files import write

ROOT = Path(__file__).resolve().parent.parent
RESULT, PAGE, PICTURE = ROOT / "bench" / "speed.json", ROOT / "book" / "speed.md", ROOT / "book" / "speed.svg"
CHAPTER, TABLE = "notebooks/05_affinity.ipynb", "data/ldp_contests.csv"
PRESS = [sys.executable, "-m", "press"]
STOCK = [
    sys.executable,
    "-c",
    "from myst_nb.core import render; render.MIME_RENDER_ENTRY_GROUP = 'none'\n"
    "from jupyter_book.cli.main import main; main()",
    "build",
]
TOOLS = Path(sys.executable).parent
CHECK = f"{TOOLS}/ruff check -q . && {TOOLS}/ruff format -q --check . && {TOOLS}/mypy --no-error-summary"
FIRST, WATCH = "first build, every notebook run", "`make watch`: from saving a word to the page"
CHAPTERS, ROWS = "is every notebook fresh?", "load and check a table"
GOALS = {
    "nothing changed": "0.5 s",
    "one word, HTML": "3 s, and less than stock",
    "one word, whole book": "8 s",
    "one cell of a table, whole book": "12 s",
    FIRST: "half of stock's, by the clock",
    WATCH: "1.5 s, by the clock",
    "`make check`": "8 s",
    CHAPTERS: "11 times",
    ROWS: "11 times",
}
Run = tuple[float, float, float]  # processor seconds, seconds by the clock, megabytes of the largest process


def timed(command: list[str], folder: Path, package: Path) -> Run:
    """What a command takes, with all that it starts; it must succeed."""
    where = os.environ | {"PYTHONPATH": str(package)}
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        running = subprocess.Popen(command, cwd=folder, env=where, stdout=said, stderr=said)
        _, status, used = os.wait4(running.pid, 0)
        wall = time.perf_counter() - start
        running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode:
            said.seek(0)
            raise SystemExit(f"{command[-3:]} stopped:\n{said.read().decode()[-3000:]}")
    return used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024


def change(path: Path, edit: Callable[[dict[str, Any]], object]) -> None:
    """Change a notebook."""
    notebook = json.loads(path.read_text("utf-8"))
    edit(notebook)
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf-8")


def write_word(folder: Path, word: str = "Word") -> None:
    """One more word in a chapter."""

    def edit(notebook: dict[str, Any]) -> None:
        prose = next(c for c in notebook["cells"] if c["cell_type"] == "markdown" and len(c["source"]) > 300)
        prose["source"] += f" {word}."

    change(folder / CHAPTER, edit)


def write_cell(folder: Path) -> None:
    """Another note in the last row of a small table."""
    with (folder / TABLE).open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines)
    rows[-1][head.index("note")] += "x"
    with (folder / TABLE).open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([head, *rows])


def forget(folder: Path) -> None:
    """No build, and no notebook that counts as run."""
    shutil.rmtree(folder / "_build", ignore_errors=True)
    for path in (folder / "notebooks").glob("*.ipynb"):
        change(path, lambda notebook: notebook["metadata"].pop("press", None))


def plain_book(copy: Path, folder: Path) -> None:
    """The same notebooks as a stock book."""
    (folder / "notebooks").mkdir(parents=True)
    names = sorted(path.stem for path in (copy / "notebooks").glob("*.ipynb"))
    for name in names:
        shutil.copy(copy / "notebooks" / f"{name}.ipynb", folder / "notebooks")
    chapters = "".join(f"- file: notebooks/{name}\n" for name in names[1:])
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: notebooks/{names[0]}\nchapters:\n{chapters}")
    for kind in ("off", "force"):
        execute = f"execute:\n  execute_notebooks: '{kind}'\n  timeout: 300\n"
        (folder / f"{kind}.yml").write_text(f"title: Stock\n{execute}")


def watched(copy: Path, runs: int) -> list[Run]:
    """Seconds from saving a word to the page that has it."""
    where = os.environ | {"PYTHONPATH": str(copy), "PORT": "0"}
    watching = subprocess.Popen(
        [sys.executable, "-u", *PRESS[1:], "watch"], cwd=copy, env=where, stdout=subprocess.PIPE, text=True
    )
    assert watching.stdout
    try:
        found: list[Run] = []
        for number in range(runs):
            address = next(line for line in watching.stdout if "shows" in line).split()[0]
            page, start = f"{address}{CHAPTER.removesuffix('.ipynb')}.html", time.perf_counter()
            write_word(copy, f"Watched{number}")
            while f"Watched{number}".encode() not in urlopen(page).read():
                time.sleep(0.05)
            found.append((0, time.perf_counter() - start, 0))
        return found
    finally:
        watching.terminate()
        watching.wait()


def growth(copy: Path, place: Path) -> dict[str, list[float]]:
    """Processor seconds of two tasks, as the book is and with ten times as much."""
    fresh = [timed([*PRESS, "check"], copy, copy)[0]]
    for path in list((copy / "notebooks").glob("*.ipynb")):
        for number in range(9):
            shutil.copy(path, path.with_stem(f"{path.stem}_{number}"))
    fresh.append(timed([*PRESS, "check"], copy, copy)[0])
    rows = []
    for count in (10_000, 100_000):
        folder = place / str(count)
        folder.mkdir()
        write_big(folder, copy / "data" / "schema", count)
        code = "import os, sys; os.environ['FOUR_ISLANDS_DATA'] = sys.argv[1]; from four_islands.data import load; load('big')"
        rows.append(timed([sys.executable, "-c", code, str(folder)], copy, copy)[0])
    return {CHAPTERS: fresh, ROWS: rows}


def measure(runs: int) -> dict[str, object]:
    """All steps, ours and stock's in turn."""
    load, few = [round(os.getloadavg()[0], 1)], max(1, runs * 3 // 5)
    steps: dict[str, dict[str, list[Run]]] = {}
    with tempfile.TemporaryDirectory() as there:
        place = Path(there)
        copy, plain = place / "copy", place / "plain"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(copy)], check=True)
        plain_book(copy, plain)
        off, force = (
            [*STOCK, str(plain), "--config", str(plain / f"{kind}.yml")] for kind in ("off", "force")
        )

        def step(
            name: str, times: int, ours: list[str], before: Callable[[Path], object], theirs: list[str]
        ) -> None:
            found = steps[name] = {"ours": [], "stock": []}
            for _ in range(times):
                before(copy)
                found["ours"].append(timed(ours, copy, copy))
                if theirs:
                    before(plain)
                    found["stock"].append(timed(theirs, plain, copy))
            print(f"{name}: {median(run[0] for run in found['ours']):.1f} s", flush=True)

        step(FIRST, few, [*PRESS, "book"], forget, force)
        timed(off, plain, copy)
        step("nothing changed", runs, [*PRESS, "book"], lambda _: None, off)
        step("one word, HTML", runs, [*PRESS, "html"], write_word, off)
        timed([*PRESS, "book"], copy, copy)
        step("one word, whole book", runs, [*PRESS, "book"], write_word, [])
        step("one cell of a table, whole book", few, [*PRESS, "book"], write_cell, [])
        timed(["sh", "-c", CHECK], copy, copy)
        step("`make check`", runs, ["sh", "-c", CHECK], lambda _: None, [])
        steps[WATCH] = {"ours": watched(copy, runs), "stock": []}
        grown = growth(copy, place)
    load.append(round(os.getloadavg()[0], 1))
    machine = f"{os.cpu_count()} processors, {platform.system()} on {platform.machine()}, Python {platform.python_version()}"
    return {"machine": machine, "load": load, "steps": steps, "growth": grown}


def spread(values: list[float]) -> str:
    """The median, and from where to where."""
    return f"{median(values):.1f} ({min(values):.1f} to {max(values):.1f})" if any(values) else "–"


def page(result: dict[str, Any]) -> str:
    """The page of the appendix."""
    short, full = "", ""
    for name, found in result["steps"].items():
        at = 1 if "clock" in GOALS[name] else 0
        ours, stock = (
            median(run[at] for run in found[who]) if found[who] else 0 for who in ("ours", "stock")
        )
        theirs = f"{stock:.1f} | {ours / stock:.2f}" if stock else "– | –"
        short += f"| {name} | {ours:.1f} | {theirs} | {GOALS[name]} |\n"
        for who in (who for who in found if found[who]):
            seconds = [spread([run[at] for run in found[who]]) for at in (0, 1)]
            most = max(run[2] for run in found[who])
            megabytes = f"{most:.0f}" if most else "–"
            full += f"| {name} | {who} | {' | '.join(seconds)} | {megabytes} | {len(found[who])} |\n"
    grown = "".join(
        f"| {name} | {once:.1f} | {tenfold:.1f} | {tenfold / once:.1f} | {GOALS[name]} |\n"
        for name, (once, tenfold) in result["growth"].items()
    )
    start, end = result["load"]
    return TEXT.format(short=short, full=full, grown=grown, machine=result["machine"], start=start, end=end)


TEXT = """(speed)=
# How fast it is

What the commands cost those who write the book, measured by `make bench`, which also wrote this page. Stock is Jupyter
Book 1 as it comes, on the same notebooks, in the same environment and in turn with ours. It builds the HTML alone; our
whole book is HTML, PDF and EPUB.

Medians in seconds: of all processors together, which hardly change with what else a machine does, or of the clock where
the goal speaks of it.

| step | ours | stock's | ratio | goal |
| --- | --- | --- | --- | --- |
{short}
In the picture every bar is of processor seconds, that of the first build, too.

![The medians of the processor seconds, ours and stock's, as bars; the tables have the numbers.](speed.svg)

:::{{dropdown}} All that was measured, with the least and the most in brackets
:class-container: press-chrome
Memory, in megabytes, is that of the largest process.

| step | whose | processors | clock | memory | runs |
| --- | --- | --- | --- | --- | --- |
{full}:::

Processor seconds with ten times the chapters, and with ten times the rows (a hundred thousand instead of ten thousand),
once each:

| task | as it is | ten times | growth | goal: at most |
| --- | --- | --- | --- | --- |
{grown}
The machine: {machine}; load {start} at the start and {end} at the end. `make test` and the checks of a bare machine take
too long to be measured here.
"""


def picture(result: dict[str, Any]) -> str:
    """The processor seconds as bars, ours above stock's."""
    bars = [
        (name.replace("`", ""), who, median(run[0] for run in found[who]))
        for name, found in result["steps"].items()
        for who in ("ours", "stock")
        if found[who] and found[who][0][0]
    ]
    most, out = max(value for _, _, value in bars), ""
    for at, (name, who, value) in enumerate(bars):
        y, colour = 12 + 30 * at, "#0b5f8a" if who == "ours" else "#8a8a8a"
        out += f'<text x="368" y="{y + 15}" text-anchor="end">{name}: {who}</text>'
        out += f'<rect x="376" y="{y}" width="{300 * value / most:.1f}" height="20" fill="{colour}"/>'
        out += f'<text x="{382 + 300 * value / most:.1f}" y="{y + 15}">{value:.1f} s</text>\n'
    size = f'width="760" height="{30 * len(bars) + 20}" viewBox="0 0 760 {30 * len(bars) + 20}"'
    white = '<rect width="100%" height="100%" fill="#ffffff"/>'
    style = 'font-family="sans-serif" font-size="18" fill="#222222"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{white}<g {style}>\n{out}</g></svg>\n'


def main() -> None:
    """Measure and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--runs", type=int, default=5, help="of each step; of those over a minute three fifths"
    )
    result = measure(parser.parse_args().runs)
    write(RESULT, json.dumps(result, indent=1) + "\n")
    result = json.loads(RESULT.read_text("utf-8"))
    write(PAGE, page(result))
    write(PICTURE, picture(result))


if __name__ == "__main__":
    main()
