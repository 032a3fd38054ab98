"""Give a notebook that an editor has saved the form in which it is kept: git then shows what was changed, and nothing else.

Jupyter writes lists of lines, numbers cells as they were run, and turns 35.0 into 35. A cell that says what the last
commit says is taken from there as it stands. `make lab` does so after each save, `make notebooks` for all chapters.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from press.config import Settings, own
from press.files import write
from press.run.launch import git
from press.run.notebooks import serialise


def hook(*, os_path: str, **_: Any) -> None:
    """What Jupyter calls once a file is saved (`FileContentsManager.post_save_hook`)."""
    restore(Path(os_path), own())


def changed(book: Settings) -> list[Path]:
    """The files among the notebooks that differ from the last commit."""
    told = git(book.root, "diff", "--name-only", "--relative", "HEAD", "--", str(book.notebooks)).stdout
    return [path for name in told.splitlines() if (path := book.root / name).is_file()]


def restore(path: Path, book: Settings) -> None:
    """Write the notebook in its kept form; its time stays, so that an editor does not take it for changed by another."""
    import nbformat  # slow to import, and not needed where nothing was saved

    before = git(book.root, "show", f"HEAD:./{Path(os.path.relpath(path, book.root)).as_posix()}")
    if not path.is_relative_to(book.notebooks) or path.suffix != ".ipynb" or before.returncode:
        return
    saved = nbformat.read(path, as_version=4)
    now = json.loads(serialise(saved, saved.metadata.get("press", {})))
    known = {cell["id"]: cell for cell in json.loads(before.stdout)["cells"]}
    # An assignment is kept with its lines apart, and as if never run.
    if path.parent != book.notebooks:
        for cell in now["cells"]:
            cell["source"] = cell["source"].splitlines(keepends=True)
            if cell["cell_type"] == "code":
                cell["execution_count"] = None
    now["cells"] = [known[cell["id"]] if cell == known.get(cell["id"]) else cell for cell in now["cells"]]
    text, then = json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n", path.stat()
    if text != path.read_text("utf-8"):
        write(path, text)
        os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
