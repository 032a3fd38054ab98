"""Run the pandoc that comes in its wheel."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypandoc

from press.book.errors import PrintError
from press.files import write

LINES_SHOWN = 6


def pages(named: Iterable[tuple[str, str]], to: str, filter_: Path, folder: Path | None) -> list[str]:
    """Convert clean pages, given with their names, each by itself; those that have not changed come from `folder`."""

    def convert(page: tuple[str, str]) -> str:
        name, html = page
        key = hashlib.sha256(filter_.read_bytes() + to.encode() + html.encode()).hexdigest()[:24]
        place = folder / key if folder else None
        if place and place.is_file():
            return place.read_text("utf-8")
        options = [f"--lua-filter={filter_}"]
        try:
            text = run(f"<html><body>{html}</body></html>", to, options)
        except PrintError as error:
            raise PrintError(f"{name}: {error}") from error
        if place:
            write(place, text)
        return text

    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(pool.map(convert, named))


def run(
    text: str,
    to: str,
    options: Sequence[str],
    *,
    source: str = "html-auto_identifiers",
    out: Path | None = None,
    epoch: int = 0,
) -> str:
    """Convert the clean HTML of the book, or what pandoc made of it; return the text, or write `out`.

    `epoch` is the time that pandoc writes where a format wants one. Warnings are errors: pandoc warns when it
    drops something.
    """
    command = [
        pypandoc.get_pandoc_path(),
        f"--from={source}",
        f"--to={to}",
        "--wrap=none",
        "--fail-if-warnings",
        *options,
    ]
    if out is not None:
        command += ["--output", str(out)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, input=text.encode("utf-8"), capture_output=True, env=environment, check=False
    )
    if done.returncode:
        message = "\n".join(done.stderr.decode("utf-8", "replace").strip().splitlines()[:LINES_SHOWN])
        raise PrintError(f"pandoc refused the book:\n{message}")
    return done.stdout.decode("utf-8")
