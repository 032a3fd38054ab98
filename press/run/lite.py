"""The edition that runs in the browser: JupyterLab and Python as static files, with chapters, package and data inside.

    python -m press.run.lite      builds _build/lite; the next `make html` links each chapter to it

The files of the book keep their places, so a chapter finds the package and the tables as in a copy of the repository,
and a reader can change them. The browser fetches Pyodide itself from its public server on first use.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

from press.config import PressError, Settings, command, settings
from press.files import only_one, swap_folder, write
from press.run.colab import with_first_cell
from press.run.launch import options

REQUIREMENTS = "requirements-jupyterlite.txt"
SUFFIXES = {".py", ".csv", ".yml", ".json", ".css", ".js", ".typ", ".lua", ".md", ".toml", ".txt"}
FIRST_CELL = """\
# Run this first. Python runs in this page; the first time it fetches what the book needs, which takes a minute or two
# and the network. Where the kernel stays "Unknown", it could not be fetched; what stands below is as it was published.
%pip install -q {needs}
import sys

sys.path.insert(0, "{up}")"""


def build_lite(book: Settings) -> str:
    """Build the edition beside the old one and put it in its place when it is whole; say how to try it."""
    work = book.build / ".lite"
    with only_one(book.build / ".lite.lock"):
        shutil.rmtree(work, ignore_errors=True)
        tool = environment(book)
        stage(book, work / "files")
        wheels(book, work / "pypi")
        lab = [
            "-m",
            "jupyter",
            "lite",
            "build",
            "--apps",
            "lab",
            "--no-sourcemaps",
            "--no-unused-shared-packages",
        ]
        places = ["--lite-dir", work, "--contents", work / "files", "--output-dir", work / "site"]
        finished([str(tool), *lab, *map(str, places)], work, "JupyterLite did not build")
        if not (work / "site" / "lab" / "index.html").is_file():
            raise PressError("JupyterLite ended without a page; `make clean lite` starts afresh")
        target = book.build / "lite"
        swap_folder(work / "site", target)
        shutil.rmtree(work)
    return f"{target / 'index.html'} (to try it: python -m http.server -d {target})"


def environment(book: Settings) -> Path:
    """The Python that has JupyterLite, made anew when its requirements change."""
    folder, wanted = book.root / ".venv" / "lite", (book.root / REQUIREMENTS).read_bytes()
    python, stamp = folder / "bin" / "python", folder / ".ready"
    digest = hashlib.sha256(wanted).hexdigest()
    if not stamp.is_file() or stamp.read_text() != digest:
        venv.create(folder, clear=True, with_pip=True)
        pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]
        says = "JupyterLite could not be installed; the other ways to run a chapter remain"
        finished([str(python), *pip, REQUIREMENTS], book.root, says)
        stamp.write_text(digest)
    return python


def stage(book: Settings, folder: Path) -> None:
    """Copy what a chapter needs, each file where it is in the repository; the chapters get a first cell.

    Outputs are joined into one text each: no server does it here, and a list of lines would be shown with commas.
    """
    import nbformat  # slow to import, and not needed by the pages

    for path in parts(book):
        target = folder / path.relative_to(book.root)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    up = "/".join([".."] * len(book.notebooks.relative_to(book.root).parts))
    cell = FIRST_CELL.format(needs=" ".join(options(book.root)["needs"]), up=up)
    for path in book.chapters:
        changed = with_first_cell(nbformat.read(path, as_version=4), cell, keep=True)
        write(folder / path.relative_to(book.root), json.dumps(changed, ensure_ascii=False, indent=1) + "\n")


def parts(book: Settings) -> Iterator[Path]:
    """The files of the package, the press and the data."""
    for top in (book.root / book.package, book.root / "press", book.data):
        for path in sorted(top.rglob("*")):
            if path.is_file() and path.suffix in SUFFIXES and "__pycache__" not in path.parts:
                yield path


def wheels(book: Settings, folder: Path) -> None:
    """The wheels that Pyodide does not bring, in the versions this environment has."""
    names: list[str] = options(book.root)["wheels"]
    pinned = [f"{name}=={importlib.metadata.version(name)}" for name in names]
    pip = ["-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--wheel-dir"]
    finished([sys.executable, *pip, str(folder), *pinned], book.root, "A wheel could not be had")
    if foreign := [path.name for path in folder.glob("*.whl") if not path.name.endswith("-none-any.whl")]:
        raise PressError(f"These run on one kind of machine only, not in a browser: {', '.join(foreign)}")


def finished(command: Sequence[str], folder: Path, says: str) -> None:
    """Run a command; raise `PressError` with its last words when it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise PressError(f"{says}:\n" + "\n".join((done.stdout + done.stderr).strip().splitlines()[-8:]))


if __name__ == "__main__":
    sys.exit(command(lambda: build_lite(settings()), "The edition for the browser was not built."))
