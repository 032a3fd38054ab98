"""The figures at a glance, measured again: builds that must be equal, releases, the lowest versions, the site in a browser.

`python tests/glance.py STAGE...` adds to `bench/glance.json`, from which `torture.py` writes the table. PYTHONS names
other interpreters with the packages of requirements.lock and the book (`pip install --no-deps -e .`), LOWEST one with the
lowest that requirements.txt allows and the book. Stages: builds, cold, releases, incremental, together, walk, lock, tests.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any

import machine

ROOT = Path(__file__).resolve().parent.parent
RESULT = ROOT / "bench" / "glance.json"
# Where others build too: commands that wait for one's turn, with `|` between; each build takes the next.
TURNS = cycle([turn.split() for turn in os.environ.get("TURNS", "").split("|")])
AT_ONCE = 8 if "TURNS" in os.environ else 1
OTHER = {"TZ": "Asia/Tokyo", "LC_ALL": "de_DE.UTF-8", "PYTHONHASHSEED": "random"}


def copy(to: Path) -> Path:
    """The committed files, without anything built."""
    subprocess.run(["git", "clone", "-q", str(ROOT), str(to)], check=True)
    return to


def press(
    book: Path, *words: str, python: str = sys.executable, before: tuple[str, ...] = (), **more: str
) -> float:
    """Run the press on a copy; the seconds it took. Raises where it fails."""
    begun = time.perf_counter()
    more = {"PATH": f"{Path(python).parent}:{os.environ['PATH']}", "PYTHONDONTWRITEBYTECODE": ""} | more
    done = machine.press(book, *words, python=python, before=(*next(TURNS), *before), **more)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return time.perf_counter() - begun


def sums(book: Path) -> dict[str, str]:
    """The bytes of everything that is published: pages, PDF, EPUB and tables."""
    found = {}
    for folder in ("_build/html", "_build/pdf", "_build/epub", "data"):
        for file in sorted((book / folder).rglob("*")):
            if file.is_file():
                found[str(file.relative_to(book))] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def differing(one: dict[str, str], other: dict[str, str]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def builds() -> dict[str, Any]:
    """Clean builds that differ in everything but the book."""
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        first, far = copy(Path(folder, "a")), Path(folder, "another place with a longer name", "b" * 40)
        far.parent.mkdir()
        right = pool.submit(press, first, "book", LC_ALL="C", TZ="UTC", PYTHONHASHSEED="1")
        masked = ("sh", "-c", 'umask 077; exec "$@"', "sh")
        more = {
            "other path, HOME, TZ, locale, umask, hash seed": pool.submit(
                one_more, far, before=masked, HOME=folder, **OTHER
            )
        }
        for python in filter(None, os.environ.get("PYTHONS", "").split(":")):
            cut = ("unshare", "-n") if "3.13" in python else ()
            version = subprocess.check_output([python, "-V"], text=True).strip()
            name = f"{version}{', without a network' if cut else ''}"
            more[name] = pool.submit(one_more, Path(folder, version), python=python, before=cut)
        if low := os.environ.get("LOWEST"):
            more["lowest versions"] = pool.submit(one_more, Path(folder, "low"), python=low)
        right.result()
        found = sums(first)
        return {
            "files": len(found),
            "differ": {name: differing(found, job.result()) for name, job in more.items()},
        }


def cold() -> dict[str, Any]:
    """One clean build, by the clock."""
    with tempfile.TemporaryDirectory() as folder:
        return {"seconds": round(press(copy(Path(folder, "a")), "book"))}


def one_more(to: Path, **how: Any) -> dict[str, str]:
    """Build once more; its bytes, or why it failed."""
    try:
        press(copy(to), "book", **how)
        return sums(to)
    except RuntimeError as error:
        return {f"failed: {str(error)[-300:]}": ""}
    finally:
        shutil.rmtree(to, ignore_errors=True)


def releases() -> dict[str, Any]:
    """Three releases, one of them by another Python where there is one."""
    pythons = [*filter(None, os.environ.get("PYTHONS", "").split(":")), sys.executable, sys.executable][:1]
    pythons += [sys.executable, sys.executable]
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(AT_ONCE) as pool:
        books = [copy(Path(folder, "x" * number, "book")) for number in range(1, 4)]
        for job in [
            pool.submit(press, book, "release", python=python)
            for book, python in zip(books, pythons, strict=True)
        ]:
            job.result()
        found = {(book / "_build" / "release" / "SHA256SUMS").read_bytes() for book in books}
    return {"releases": len(books), "different": len(found)}


def incremental(seed: int = 5) -> dict[str, Any]:
    """Edit, revert and build again, seven times, each compared with the clean build."""
    choose, equal = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as folder:
        book = copy(Path(folder, "a"))
        press(book, "book")
        right = sums(book)
        pages = sorted((book / "book").glob("*.md"))
        for number in range(7):
            page = choose.choice(pages)
            text = page.read_text("utf-8")
            page.write_text(f"{text}\n\nLine {number}.\n", "utf-8")
            press(book, "html")
            page.write_text(text, "utf-8")
            press(book, "book")
            equal += sums(book) == right
    return {"rounds": 7, "equal": equal}


def together() -> dict[str, Any]:
    """Every wrong cell of the torture that no rule stopped and a chapter shows, all at once: do the tests of the subject fail?

    Cells that have changed since, or that stand in one place, are left out; a table that a rule now stops does not load.
    """
    stages = json.loads((ROOT / "bench" / "torture.json").read_text("utf-8"))
    cells = {
        (cell["table"], cell["line"], cell["column"]): cell
        for stage in stages
        if stage.startswith("tables ")
        for cell in stages[stage]
        if cell["shown"] and not cell["rules"]
    }
    made = tables = loads = 0
    with tempfile.TemporaryDirectory() as folder:
        book = copy(Path(folder, "a"))
        for name in {table for table, _, _ in cells}:
            file = book / "data" / f"{name}.csv"
            with file.open(encoding="utf-8", newline="") as text:
                head, *rows = csv.reader(text)
            for (table, line, column), cell in cells.items():
                if table == name and rows[line - 2][head.index(column)] == cell["old"]:
                    rows[line - 2][head.index(column)] = cell["new"]
                    made += 1
            with file.open("w", encoding="utf-8", newline="") as out:
                csv.writer(out, lineterminator="\n").writerows([head, *rows])
            loads += not ran(book, "-c", f"from four_islands.data import load; load({name!r})").returncode
            tables += 1
        own = [
            file for file in sorted(book.glob("tests/test_*.py")) if SUBJECT.search(file.read_text("utf-8"))
        ]
        done = ran(book, "-m", "pytest", "-n", "2", "-m", "not built and not browser", *map(str, own))
    red = re.findall(r"^(?:FAILED|ERROR) tests/(\w+)", done.stdout, re.MULTILINE)
    counts = {"cells": made, "tables": tables, "load": loads, "modules": len(own)}
    return counts | {"red": len(red), "red modules": len(set(red))}


def ran(book: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Python in a copy, with the copy's own modules and tables."""
    own = os.environ | {"PYTHONPATH": str(book)}
    return subprocess.run(
        [sys.executable, *words], cwd=book, env=own, capture_output=True, text=True, check=False
    )


SUBJECT = re.compile(r"from four_islands\.(measures|claims)")


def walk() -> dict[str, Any]:
    """Open every page of the built site in Chromium, unfold and scroll it, and count what it asks and keeps."""
    import functools
    import http.server
    import threading

    from playwright.sync_api import sync_playwright

    site = ROOT / "_build" / "html"
    handler: Any = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(handler, directory=str(site))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    home, count, stored = f"http://127.0.0.1:{server.server_port}/", Counter[str](), set()
    files = [file for file in sorted(site.rglob("*.html")) if "_static" not in file.parts]
    leading_on = re.compile(r"http-equiv=.?refresh|location.(?:replace|href)", re.IGNORECASE)
    pages = [f.relative_to(site).as_posix() for f in files if not leading_on.search(f.read_text("utf-8"))]
    with sync_playwright() as playwright:
        context = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        ).new_context()
        context.add_init_script(
            "window.__v=[];document.addEventListener('securitypolicyviolation',e=>window.__v.push(e.blockedURI))"
        )
        page = context.new_page()
        own = (home, "data:", "blob:", "about:")
        page.on(
            "request",
            lambda r: count.update(["requests", *([] if r.url.startswith(own) else ["third-party"])]),
        )
        page.on("pageerror", lambda _: count.update(["errors"]))
        for name in pages:
            page.goto(home + name, wait_until="load")
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            page.evaluate(
                "async () => { for (let y = 0; y < document.body.scrollHeight; y += 900) { scrollTo(0, y); "
                "await new Promise(r => setTimeout(r, 5)) } }"
            )
            page.wait_for_timeout(60)
            seen = page.evaluate(SEEN)
            stored |= set(seen.pop("keys"))
            count.update({"pages": 1} | seen)
        cookies = len(context.cookies())
    server.shutdown()
    return {"html files": len(files), **count, "cookies": cookies, "stored": sorted(stored)}


SEEN = """() => ({
  violations: (window.__v || []).length,
  policy: document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length,
  inline: [...document.querySelectorAll('script:not([src])')].filter(s => !/json/.test(s.type)).length
    + [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => /^on/.test(a.name))).length,
  keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
})"""


def lock() -> dict[str, Any]:
    """Pins, those without a hash, and what the linter of workflows finds."""
    found: dict[str, Any] = {}
    for name in ("requirements.lock", "coursework/requirements.lock"):
        text = (ROOT / name).read_text("utf-8")
        blocks = re.split(r"\n(?=\S)", text)
        pins = [block for block in blocks if re.match(r"[A-Za-z0-9_.-]+(\[.*\])?==", block)]
        found[name] = {
            "pins": len(pins),
            "hashes": text.count("--hash="),
            "bare": sum("--hash=" not in p for p in pins),
        }
    command = [
        str(Path(sys.executable).parent / "zizmor"),
        "--offline",
        "--persona=auditor",
        "--format=json",
        ".github",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    found["zizmor"] = len(json.loads(done.stdout))
    return found


def tests() -> dict[str, Any]:
    """The whole suite, and the last line that it says."""
    done = subprocess.run(["make", "test"], cwd=ROOT, capture_output=True, text=True, check=False)
    ends = [line for line in done.stdout.splitlines() if re.search(r"\d (passed|failed|error)", line)]
    return {"says": ends[-1].strip("= ") if ends else f"stopped: {done.stderr[-300:]}"}


def table() -> str:
    """The old figures beside the new ones."""
    found = json.loads(RESULT.read_text("utf-8")) if RESULT.is_file() else {}
    rows = [":::{table} Two measurements", ":class: press-changed", ""]
    rows += ["| what | first measured | measured again | when and where |", "| --- | --- | --- | --- |"]
    for stage, name, old, told in ROWS:
        one = found.get(stage)
        now = told(one) if one else "not measured again"
        when = f"{one['on']}, {one['machine']}, commit {one['commit']}" if one else ""
        rows.append(f"| {name} | {old} | {now} | {when} |")
    return "\n".join([*rows, ":::"])


def differ(one: dict[str, Any], *kinds: str) -> str:
    """What the builds of some kinds had in common with the first."""
    own = {kind: files for kind, files in one["differ"].items() if any(word in kind for word in kinds)}
    told = (
        f"{kind}: "
        + (
            f"different: {len(files)} ({', '.join(files[:3])}{', ...' * (len(files) > 3)})"
            if files
            else "identical"
        )
        for kind, files in own.items()
    )
    return f"{one['files']:,} files; " + "; ".join(told) if own else "not measured again"


ROWS: list[tuple[str, str, str, Callable[[dict[str, Any]], str]]] = [
    (
        "builds",
        "two clean builds with another path, HOME, TZ, locale, umask, hash seed",
        "1,428 files compared, all identical but `html/.buildinfo`",
        lambda one: differ(one, "path"),
    ),
    (
        "builds",
        "the same on other Pythons",
        "3.12.1, and 3.13.0 without a network: identical but for `.buildinfo`; 3.14 was not to be had",
        lambda one: f"{differ(one, 'Python')}; 3.14 was not to be had",
    ),
    (
        "builds",
        "the lowest versions that `requirements.txt` allows",
        "passes; EPUB identical, PDF and 3 HTML files differ",
        lambda one: differ(one, "lowest"),
    ),
    (
        "releases",
        "three releases in three places",
        "`SHA256SUMS` identical",
        lambda one: (
            "`SHA256SUMS` identical" if one["different"] == 1 else f"{one['different']} kinds of `SHA256SUMS`"
        ),
    ),
    (
        "incremental",
        "edit, revert, build, against a clean build",
        "7 of 7 identical (a small book)",
        lambda one: f"{one['equal']} of {one['rounds']} identical (the whole book)",
    ),
    (
        "together",
        "wrong cells that no rule stopped and a chapter shows, all at once",
        "104; all tables load; 7 tests fail, in 5 of the subject's 23 modules",
        lambda one: (
            f"{one['cells']}; {one['load']} of {one['tables']} tables load; {one['red']} tests fail, "
            f"in {one['red modules']} of the subject's {one['modules']} modules"
        ),
    ),
    (
        "cold",
        "a cold build of the whole book",
        "53 s",
        lambda one: f"{one['seconds']} s",
    ),
    (
        "walk",
        "the site in Chromium",
        "36 pages of 206 files, 869 requests: 0 third-party, 0 violations of the policy, 0 inline scripts or handlers, "
        "0 cookies, 1 key of storage; policy on 36 of 36",
        lambda one: (
            f"{one['pages']} pages of {one['html files']} files, {one['requests']:,} requests: {one.get('third-party', 0)} "
            f"third-party, {one['violations']} violations of the policy, {one['inline']} inline scripts or handlers, "
            f"{one['cookies']} cookies, storage keys: {len(one['stored'])}; policy on {one['policy']} of {one['pages']}"
        ),
    ),
    (
        "lock",
        "the lock",
        "219 pins, all hashed (3,251 hashes); coursework 120 pins, 2,192 hashes; zizmor: no findings",
        lambda one: (
            f"{one['requirements.lock']['pins']} pins, {one['requirements.lock']['bare'] or 'none'} without a hash "
            f"({one['requirements.lock']['hashes']:,} hashes); coursework {one['coursework/requirements.lock']['pins']} pins, "
            f"{one['coursework/requirements.lock']['hashes']:,} hashes; zizmor: {one['zizmor'] or 'no'} findings"
        ),
    ),
    (
        "tests",
        "`make test`, whole",
        "1,846 passed, 9 skipped, 0 failed; 32 min 39 s on a loaded machine",
        lambda one: one["says"],
    ),
]


def main(*stages: str) -> None:
    """Measure, and keep it with the day and the machine."""
    result = json.loads(RESULT.read_text("utf-8")) if RESULT.is_file() else {}
    for stage in stages or ("builds", "cold", "releases", "incremental", "together", "walk", "lock", "tests"):
        begun = time.perf_counter()
        found = globals()[stage]()
        commit = subprocess.check_output(["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, text=True).strip()
        result[stage] = found | {
            "on": f"{datetime.now(UTC):%Y-%m-%d}",
            "commit": commit,
            "machine": f"{platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[1]:.0f}",
            "took": round(time.perf_counter() - begun),
        }
        RESULT.write_text(json.dumps(result, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
