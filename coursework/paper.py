"""A submission in a process of its own: run it, then ask for what it defines.

What comes back is data (see `plain`), never code. The process has a folder of its own, a bare environment and a time
limit. That is no container: it can read what its user can read.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import plain
from stops import Stop

HERE = Path(__file__).resolve().parent
KILLED_WITH_PARENT = 1  # PR_SET_PDEATHSIG
NAME = re.compile(r"[A-Za-z_]\w{0,40}")


class Ended(BaseException):
    """The process of the submission is gone. No `Exception`: a check must not take it for a wrong answer."""


class Paper:
    """One submission at work. `stopped` are the cells that raised, in order."""

    def __init__(self, notebook: Path, files: Path, scratch: Path, seconds: float) -> None:
        tools, work = scratch / "tools", scratch / "work"
        tools.mkdir()
        shutil.copytree(files, work)
        for name in ("run_paper.py", "plain.py"):
            shutil.copy(HERE / name, tools)
        shutil.copy(notebook, work / "submission.ipynb")
        self.ends, self.rest, self.cell = time.monotonic() + seconds, b"", 0
        self.stopped: list[Stop] = []
        self.seconds = seconds
        self.process = subprocess.Popen(
            [sys.executable, tools / "run_paper.py", "submission.ipynb"],
            cwd=work,
            env=environment(work),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - this process has one thread
        )

    def run(self) -> None:
        """Let the cells run. Raises `Ended`."""
        while not (told := self.line()).get("ready"):
            if isinstance(told.get("cell"), int):
                self.cell = told["cell"]
            elif told.get("stopped"):
                error, line, missed = told["stopped"]
                missed = missed if isinstance(missed, str) and NAME.fullmatch(missed) else ""
                self.stopped.append(Stop(self.cell, plainly(error), int(line), missed))
        self.cell = 0

    def value(self, name: str) -> str | None:
        """What a name stands for, as text for `plain.load`; None where the notebook defines nothing of the name."""
        return self.ask(name=name).get("value")

    def call(self, name: str, arguments: tuple[Any, ...]) -> Any:
        """What a function of the submission returns. Raises an error of the name that it stopped with, and `Ended`."""
        told = self.ask(name=name, arguments=plain.dump(list(arguments)))
        if told.get("error"):
            error, line = told["error"]
            raise type(plainly(error), (Exception,), {})(f"in line {int(line)} of its cell" if line else "")
        if told.get("arguments"):
            for mine, theirs in zip(arguments, plain.load(told["arguments"]), strict=False):
                if isinstance(mine, dict) and isinstance(
                    theirs, dict
                ):  # changed in place, as a call in one process is
                    mine.clear()
                    mine.update(theirs)
        return plain.load(told.get("value", ""))

    def ask(self, **words: Any) -> dict[str, Any]:
        """One request, one answer. Raises `Ended`."""
        try:
            assert self.process.stdin
            self.process.stdin.write(json.dumps(words).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            raise Ended(self.epitaph()) from None
        return self.line()

    def line(self) -> dict[str, Any]:
        """The next line the process writes. Raises `Ended`."""
        assert self.process.stdout
        while b"\n" not in self.rest:
            left = self.ends - time.monotonic()
            if left <= 0 or not select.select([self.process.stdout], [], [], left)[0]:
                raise Ended(f"{self.place()} ran on after the {self.seconds:g} seconds of a notebook")
            more = os.read(self.process.stdout.fileno(), 1 << 20)
            self.rest += more
            if not more or len(self.rest) > 2 * plain.LONGEST:
                raise Ended(self.epitaph())
        text, _, self.rest = self.rest.partition(b"\n")
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        if not isinstance(told, dict):
            raise Ended(self.epitaph())
        return told

    def place(self) -> str:
        """What was at work last."""
        return f"code cell {self.cell}" if self.cell else "a function of the notebook"

    def epitaph(self) -> str:
        """How the process ended."""
        return f"{self.place()} ended the Python that ran it"

    def close(self) -> None:
        """End the process and all that it started in its session."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def environment(work: Path) -> dict[str, str]:
    """What the process sees of this machine's settings: next to nothing."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL", "TMPDIR") if name in os.environ}
    own = {
        "HOME": str(work),
        "IPYTHONDIR": str(work / ".ipython"),
        "MPLBACKEND": "agg",
        "PLOTLY_RENDERER": "json",
    }
    return kept | own | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONNOUSERSITE": "1"}


def die_with_parent() -> None:
    """On Linux a submission that kills its marker ends with it, and goes on nowhere."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(KILLED_WITH_PARENT, signal.SIGKILL)


def plainly(name: object) -> str:
    """The type of an error as a name and nothing else."""
    return name if isinstance(name, str) and NAME.fullmatch(name) else "Error"
