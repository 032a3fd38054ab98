"""The chapters for Colab, which opens a single notebook and nothing beside it.

A branch of its own holds each chapter with one more cell in front, which fetches the book and what it needs; the
notebooks of the book stay free of it. Push the branch, and the pages offer Colab:

    python -m press.run.colab
    git push --force origin colab
"""

from __future__ import annotations

import copy
import json
import sys
from typing import Any
from urllib.parse import urlsplit

from press.config import PressError, Settings, command, settings
from press.run.launch import COLAB_BRANCH, clone_address, made, options, requirements

FIRST_CELL = """\
# Run this first. It fetches the book and what it needs; inside a copy of the book it does nothing.
import importlib.util, os, subprocess, sys

if importlib.util.find_spec({package}) is None:
    if not os.path.isdir("book"):
        subprocess.run(["git", "clone", "--quiet", "--depth", "1", "--branch", {branch}, {repository}, "book"], check=True)
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", *{needs}], check=True)
    sys.path.insert(0, os.path.abspath("book"))
    os.chdir({notebooks})"""


def with_first_cell(notebook: dict[str, Any], source: str, *, keep: bool = False) -> dict[str, Any]:
    """The notebook with one more code cell in front, without outputs unless they are to be kept."""
    out = copy.deepcopy(notebook)
    for cell in out["cells"]:
        if cell["cell_type"] == "code" and not keep:
            cell |= {"outputs": [], "execution_count": None}
    first: dict[str, Any] = {
        "cell_type": "code",
        "id": "fetch",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
    }
    out["cells"].insert(0, first | {"source": source.splitlines(keepends=True)})
    out["metadata"].pop("press", None)
    return out


def colab_cell(book: Settings) -> str:
    """The first cell of a chapter in Colab."""
    folder = book.notebooks.relative_to(book.root).as_posix()
    return FIRST_CELL.format(
        package=json.dumps(book.package),
        branch=json.dumps(options(book.root)["branch"]),
        repository=json.dumps(clone_address(book)),
        needs=json.dumps(requirements(book)),
        notebooks=json.dumps(f"book/{folder}"),
    )


def write_colab(book: Settings) -> str:
    """Write the branch for Colab without touching the work tree or the index; say which commit it is."""
    if urlsplit(book.repository).netloc != "github.com":
        raise PressError(
            "Colab opens notebooks from GitHub only, and this book has no address there. "
            "Set `repository` in pyproject.toml, [tool.press], or add the remote `origin`."
        )
    cell, folder, lines = colab_cell(book), book.notebooks.relative_to(book.root).as_posix(), []
    for path in book.chapters:
        text = json.dumps(
            with_first_cell(json.loads(path.read_text("utf-8")), cell), ensure_ascii=False, indent=1
        )
        blob = made(book.root, "hash-object", "-w", "--stdin", text=text + "\n")
        lines.append(f"100644 blob {blob}\t{path.name}")
    tree = made(book.root, "mktree", text="\n".join(lines) + "\n")
    for part in reversed(folder.split("/")):
        tree = made(book.root, "mktree", text=f"040000 tree {tree}\t{part}\n")
    commit = made(book.root, "commit-tree", tree, "-m", "Chapters for Colab, made by `make colab`")
    made(book.root, "update-ref", f"refs/heads/{COLAB_BRANCH}", commit)
    return f"branch {COLAB_BRANCH} is {commit[:12]}; publish it with: git push --force origin {COLAB_BRANCH}"


if __name__ == "__main__":
    sys.exit(command(lambda: write_colab(settings()), "The branch was not written."))
