"""A machine that refuses: a disk that is full, a tree that belongs to somebody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

BOOK = ("html", "pdf", "epub")
# Root may write everywhere; a process without these rights stands where every other user does.
WITHOUT = ("setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner,-chown")
SMALL = 'mount -t tmpfs -o size="$1"k none _build && shift && "$@"; code=$?; find _build -type f; exit $code'


def has(*tools: str) -> bool:
    """Whether this is root, with these tools: nobody else mounts a disk or gives a tree away."""
    return os.geteuid() == 0 and all(map(shutil.which, tools))


def press(
    book: Path, *words: str, python: str = sys.executable, before: tuple[str, ...] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    """Run the press on a book."""
    command = (*before, python, "-m", "press", *words)
    environment = os.environ | {"PYTHONPATH": str(book), "PYTHONDONTWRITEBYTECODE": "1"} | more
    return subprocess.run(command, cwd=book, env=environment, capture_output=True, text=True, check=False)


def on_a_small_disk(book: Path, kilobytes: int) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """Build on a disk of this size, which holds nothing but what is built; the files of the book that are left."""
    before = ("unshare", "-m", "sh", "-c", SMALL, "sh", str(kilobytes))
    done = press(book, "book", before=before)
    left = {line.removeprefix("_build/") for line in done.stdout.splitlines() if line.startswith("_build/")}
    return done, {name for name in left if name.split("/")[0] in BOOK}


def of(book: Path) -> set[str]:
    """The files of the finished book."""
    build = book / "_build"
    return {
        str(file.relative_to(build)) for kind in BOOK for file in (build / kind).rglob("*") if file.is_file()
    }
