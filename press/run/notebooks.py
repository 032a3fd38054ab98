"""Run stale notebooks, several at once, and keep what they show."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from press.config import PressError, Settings
from press.files import write
from press.run.freshness import components, shown, stale_reasons

CELL_TIMEOUT_SECONDS = 300
# The same words and numbers on every machine, whatever its locale, zone or hash seed.
KERNEL_ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "TZ": "UTC",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "agg",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}


def left_alone(book: Settings) -> list[str]:
    """A line on each notebook beside the chapters that is none of them: a draft, or one forgotten in `_toc.yml`."""
    others = sorted({*book.notebooks.glob("*.ipynb")} - {*book.chapters})
    return [
        f"  {name}.ipynb is left alone; to make it a chapter add `- file: {name}` to _toc.yml"
        for name in (path.relative_to(book.root).with_suffix("").as_posix() for path in others)
    ]


def stale(book: Settings, paths: Sequence[Path] | None = None) -> dict[Path, list[str]]:
    """Stale notebooks with the reasons."""
    found = {path: stale_reasons(path, book) for path in (book.chapters if paths is None else paths)}
    return {path: reasons for path, reasons in found.items() if reasons}


def refresh(
    book: Settings, paths: Sequence[Path] | None = None, say: Callable[[str], None] = print
) -> list[Path]:
    """Run the stale notebooks and write their outputs; return those that ran.

    A notebook that raises keeps its old file. Raises `PressError` naming notebook, cell and error.
    """
    from press.run import saved  # it takes the kept form from here

    for line in left_alone(book) if paths is None else ():
        say(line)
    for path in saved.changed(book):
        saved.restore(path, book)
    todo = stale(book, paths)
    failures: list[str] = []
    with ThreadPoolExecutor(max_workers=max(1, os.cpu_count() or 1)) as pool:
        jobs = {pool.submit(run, path, book): path for path in todo}
        for done, job in enumerate(as_completed(jobs), 1):
            name = jobs[job].relative_to(book.root).as_posix()
            try:
                say(f"  [{done}/{len(todo)}] {name} ran in {job.result():.1f} s ({todo[jobs[job]][0]})")
            except PressError as error:
                failures.append(str(error))
    if failures:
        raise PressError("\n\n".join(failures))
    return list(todo)


def run(path: Path, book: Settings) -> float:
    """Run one notebook from its own folder and write it back; return the seconds it took."""
    import nbformat  # slow to import, and not needed when nothing is stale
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    before = components(path, book)
    start = time.perf_counter()
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=CELL_TIMEOUT_SECONDS,
        kernel_name="python3",
        record_timing=False,
        extra_arguments=[
            "--IPKernelApp.log_level=40"
        ],  # its notice about local sockets is not news to a reader
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        client.execute(env=os.environ | KERNEL_ENVIRONMENT)
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise PressError(failure(path.relative_to(book.root), notebook, error)) from error
    after = components(path, book)
    if after != before:
        raise PressError(
            f"{path.relative_to(book.root)}: its inputs changed while it ran; run `make notebooks` again"
        )
    write(path, serialise(notebook, {"computed_from": after, "outputs": shown(notebook)}))
    return time.perf_counter() - start


def failure(path: Path, notebook: Any, error: Exception) -> str:
    """One clear message: notebook, cell, first line of its code, and the error itself."""
    for number, cell in enumerate(notebook.cells, 1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            first = next((line for line in cell.source.splitlines() if line.strip()), "")
            what = next(o for o in cell.outputs if o.output_type == "error")
            where = f"{path}, cell {number} (`{first.strip()}`) raised {what.ename}: {what.evalue}"
            return f"{where}\n  Mend the cell or the data it reads, then run `make notebooks`."
    last = str(error).strip().splitlines()[-1] if str(error).strip() else type(error).__name__
    return f"{path}: {last}"


def serialise(notebook: Any, press: dict[str, Any]) -> str:
    """The notebook as text that is equal for equal results: no times, no widget state, no run numbers that jump."""
    plain = json.loads(json.dumps(notebook))
    plain["metadata"] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    } | ({"press": press} if press else {})
    for cell in plain["cells"]:
        cell["metadata"].pop("execution", None)
    for number, cell in enumerate((cell for cell in plain["cells"] if cell["cell_type"] == "code"), 1):
        cell["execution_count"] = number if cell["execution_count"] else None
        cell["outputs"] = [merge_text(output) for output in cell["outputs"]]
        for output in cell["outputs"]:
            if "execution_count" in output:
                output["execution_count"] = number
    return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def merge_text(output: dict[str, Any]) -> dict[str, Any]:
    """Text as lists of lines, as notebooks keep it, so that changes show line by line."""
    for holder in (output.get("data", {}), output):
        for key in ("text/plain", "text/markdown", "text/html", "text"):
            if isinstance(holder.get(key), str):
                holder[key] = holder[key].splitlines(keepends=True)
    return output


def check(book: Settings) -> None:
    """Raise `PressError` when a committed notebook is stale, naming it and the command that refreshes it."""
    for line in left_alone(book):
        print(line)
    if old := stale(book):
        lines = [
            f"  {path.relative_to(book.root)}: {'; '.join(reasons[:3])}" for path, reasons in old.items()
        ]
        raise PressError(
            "stale notebooks:\n" + "\n".join(lines) + "\nRun `make notebooks` and commit the result."
        )
