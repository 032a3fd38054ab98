"""Run one submission and hand out, as plain data, what is asked for by name. The other end of `paper.Paper`.

The submission shares this process and may change anything in it; so nothing here knows a right answer, and what it
says is taken for the submission's own word. Requests come by standard input, answers go by standard output, one line
of JSON each; cells see neither.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import IO, Any, NoReturn

import plain
from IPython.core.interactiveshell import InteractiveShell

CELL_SECONDS = 30  # for one cell or one call; a loop without an end costs its own question only
MEMORY_BYTES = 8 << 30
CELL_FILE = "<ipython-input-"


def private() -> tuple[IO[str], IO[str]]:
    """The two channels under numbers of their own; a cell that reads or prints finds nothing."""
    requests, replies = os.fdopen(os.dup(0), encoding="utf-8"), os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return requests, replies


def without_checks() -> None:
    """An `otter` whose checks do nothing: marking has checks of its own, and a renamed notebook breaks none of them."""

    class Notebook:
        def __init__(self, *_: Any, **__: Any) -> None: ...

        def __getattr__(self, _: str) -> Callable[..., None]:
            return lambda *_, **__: None

    module = ModuleType("otter")
    module.Notebook = Notebook  # type: ignore[attr-defined]
    sys.modules["otter"] = module


def limited(do: Callable[[], Any]) -> Any:
    """What `do` gives; a `TimeoutError` inside it where it takes too long."""
    signal.setitimer(signal.ITIMER_REAL, CELL_SECONDS)
    try:
        return do()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def out_of_time(_number: int, _frame: object) -> NoReturn:
    """Stop what does not end."""
    raise TimeoutError


def lines_of(error: BaseException) -> list[int]:
    """The lines of cells that an error passed through."""
    if isinstance(error, SyntaxError):
        return [error.lineno or 0]
    found, trace = [], error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.startswith(CELL_FILE):
            found.append(trace.tb_lineno)
        trace = trace.tb_next
    return found


def call(function: Callable[..., Any], arguments: list[Any]) -> dict[str, Any]:
    """What a function of the submission returns, or how it stopped; and its arguments where it changed them."""
    before = plain.dump(arguments)
    try:
        value = plain.dump(limited(lambda: function(*arguments)))
    except Exception as error:
        return {"error": [plain.kind(error), (lines_of(error) or [0])[-1]]}
    after = plain.dump(arguments)
    return {"value": value} | ({"arguments": after} if after != before else {})


def main(notebook: Path) -> int:
    """Run the cells, then answer until nobody asks."""
    requests, replies = private()

    def say(**words: Any) -> None:
        replies.write(json.dumps(words) + "\n")
        replies.flush()

    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):  # not every system has it
        pass
    signal.signal(signal.SIGALRM, out_of_time)
    sys.path.insert(0, "")
    without_checks()
    shell = InteractiveShell.instance()
    for shown in ("matplotlib", "config"):  # how a notebook shows its figures is nothing to marking
        shell.magics_manager.magics["line"][shown] = lambda _: None
    cells = [cell for cell in json.loads(notebook.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, 1):
        say(cell=number)
        source = "".join(cell["source"])
        done = limited(partial(shell.run_cell, source, silent=True))
        if error := done.error_before_exec or done.error_in_exec:
            missed = error.name if isinstance(error, NameError) else None
            say(stopped=[plain.kind(error), (lines_of(error) or [0])[0], missed])
    say(ready=True)
    for line in requests:
        asked = json.loads(line)
        name = asked["name"]
        if name not in shell.user_ns:
            say(missing=True)
        elif "arguments" in asked:
            say(**call(shell.user_ns[name], plain.load(asked["arguments"])))
        else:
            say(value=plain.dump(shell.user_ns[name]))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
