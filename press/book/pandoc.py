"""Run the pandoc that comes in its wheel."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypandoc

from press.book.errors import PrintError

LINES_SHOWN = 6


def run(html: str, to: str, options: Sequence[str], *, out: Path | None = None, epoch: int = 0) -> str:
    """Convert the clean HTML of the book; return the text, or write `out`.

    `epoch` is the time that pandoc writes where a format wants one. Warnings are errors: pandoc warns when it
    drops something.
    """
    command = [
        pypandoc.get_pandoc_path(),
        "--from=html-auto_identifiers",
        f"--to={to}",
        "--wrap=none",
        "--fail-if-warnings",
        *options,
    ]
    if out is not None:
        command += ["--output", str(out)]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(epoch), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, input=html.encode("utf-8"), capture_output=True, env=environment, check=False
    )
    if done.returncode:
        message = "\n".join(done.stderr.decode("utf-8", "replace").strip().splitlines()[:LINES_SHOWN])
        raise PrintError(f"pandoc refused the book:\n{message}")
    return done.stdout.decode("utf-8")
