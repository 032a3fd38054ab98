"""A fault in a file that a person edits stops the build with the file, the line and the next step."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from press import fonts
from press.__main__ import of_the_machine
from press.build import complaints, refused, surroundings
from press.config import PressError, settings
from press.watch import watch

ROOT = Path(__file__).resolve().parent.parent
NOT_COPIED = ("_build", ".venv*", ".git", "__pycache__", ".*_cache", ".hypothesis", "bench", "tests")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(
        shutil.copytree(
            ROOT, tmp_path_factory.mktemp("faults") / "book", ignore=shutil.ignore_patterns(*NOT_COPIED)
        )
    )


def first_chapter() -> str:
    return min((ROOT / "notebooks").glob("*.ipynb")).relative_to(ROOT).as_posix()


class Fault(NamedTuple):
    """A way to break a file, what must be said of it, and whether the line can be named."""

    name: str
    title: str
    breaking: Callable[[str], str | None]
    says: str
    has_line: bool


def without(key: str) -> Callable[[str], str]:
    return lambda text: re.sub(rf"^{key}\b.*\n", "", text, flags=re.M)


def dated(text: str) -> str:
    return re.sub("date-released.*", "date-released: 23/11/2026", text)


FAULTS = [
    Fault("_toc.yml", "broken", lambda text: f"{text}a: [b\n", "not readable YAML", True),
    Fault("_toc.yml", "misspelt", lambda text: text.replace("chapters:", "chapter:"), "'chapters'", False),
    Fault("_toc.yml", "empty", lambda _: "", "empty", False),
    Fault("_config.yml", "broken", lambda text: f"{text}a: 'b\n", "not readable YAML", True),
    Fault("_config.yml", "a list", lambda _: "- a\n", "key: value", True),
    Fault("CITATION.cff", "missing", lambda _: None, "missing", False),
    Fault("CITATION.cff", "broken", lambda text: f"a: b: c\n{text}", "not readable YAML", True),
    Fault("CITATION.cff", "no date", without("date-released"), "date-released", False),
    Fault("CITATION.cff", "another date", dated, "2026-11-23", True),
    Fault("CITATION.cff", "no names", lambda text: text.replace("- name:", "- nom:"), "a `name`", True),
    Fault("pyproject.toml", "broken", lambda text: f"{text}[[[\n", "not readable TOML", True),
    Fault("pyproject.toml", "no package", without("package"), "[tool.press]", False),
    Fault("pyproject.toml", "no version", without("version"), "[project]", False),
    Fault(
        "book/references.bib",
        "a DOI as an address",
        lambda text: (
            f"@misc{{cut,\n  doi = {{https://doi.org/10.1/x}},\n  title = {{T}},\n  year = {{2020}},\n}}\n{text}"
        ),
        "write it bare",
        True,
    ),
    Fault(first_chapter(), "empty", lambda _: "", "empty", False),
    Fault(first_chapter(), "an object", lambda _: "{}", "no list of cells", True),
    Fault(first_chapter(), "cell", lambda _: '{"cells": [{"cell_type": "code"}]}', "cell 1", False),
    Fault(first_chapter(), "cut off", lambda text: text[: len(text) // 2], "not a readable notebook", True),
    Fault(
        first_chapter(),
        "half merged",
        lambda text: text.replace("\n", "\n<<<<<<< HEAD\n", 1),
        "a merge",
        True,
    ),
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.name}-{fault.title}")
def test_a_fault_names_its_file_its_line_and_what_to_do(copy: Path, fault: Fault) -> None:
    file, right = copy / fault.name, (ROOT / fault.name).read_text("utf-8")
    broken = fault.breaking(right)
    assert broken != right
    file.unlink() if broken is None else file.write_text(broken, "utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "press", "html"],
            cwd=copy,
            env=os.environ | {"PYTHONPATH": str(copy)},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        file.write_text(right, "utf-8")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    (told,) = re.findall(
        rf"^{re.escape(fault.name)}(?:, line (\d+))?: .*{re.escape(fault.says)}", done.stderr, re.M
    )
    assert bool(told) == fault.has_line
    if told and broken:
        pairs = zip(broken.splitlines(), [*right.splitlines(), ""], strict=False)
        first = next(number for number, (new, old) in enumerate(pairs, 1) if new != old)
        assert abs(int(told) - first) <= 1  # a parser may find it on the line before or after
    assert f"git checkout -- {fault.name}" in done.stderr


def test_what_the_disk_refuses_is_told_in_two_lines() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "_build/html/index.html")
    locked = PermissionError(errno.EACCES, os.strerror(errno.EACCES), "_build/pdf/book.pdf")
    copying = shutil.Error([("a", f"_build/{name}", str(full)) for name in "xyz"])
    assert "_build/html/index.html" in of_the_machine(full) and "Free some space" in of_the_machine(full)
    assert "_build/pdf/book.pdf" in of_the_machine(locked) and "may be written" in of_the_machine(locked)
    assert "_build/x" in of_the_machine(copying) and "2 more files" in of_the_machine(copying)
    assert "Free some space" in of_the_machine(copying)
    missing = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "git")
    assert "git was not found. Install it" in of_the_machine(missing)
    taken = FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), "_build")
    assert "Move it away" in of_the_machine(taken)
    assert all(of_the_machine(error).count("\n") <= 1 for error in (full, locked, copying, missing, taken))


def test_what_the_disk_refuses_to_sphinx_is_known_however_sphinx_words_it() -> None:
    for said in (
        "Theme error:\nReason: OSError(28, 'No space left on device')",
        "OSError: [Errno 28] No space left on device: '_build/.work/a.doctree'",
    ):
        with pytest.raises(OSError, match="No space left") as found:
            refused(said)
        assert "Free some space" in of_the_machine(found.value)
    refused("Theme error:\nReason: OSError(2, 'No such file or directory')")


@pytest.mark.parametrize("port", ["taken", "no number", "123456"])
def test_a_port_that_is_not_to_be_had_is_told_with_another(
    port: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = settings()
    with socket.create_server(("127.0.0.1", 0)) as server:
        here = surroundings(book) | {"PORT": str(server.getsockname()[1]) if port == "taken" else port}
        monkeypatch.setattr(os, "environ", here)
        with pytest.raises(PressError, match=rf"PORT {here['PORT']} cannot be used .* make watch PORT=8001"):
            watch(book)


def test_letters_that_are_not_installed_are_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pylopdf_fonts_jp", None)
    with pytest.raises(PressError, match=r"pylopdf_fonts_jp.* is not installed. Run `make install`"):
        fonts.sans()


def test_complaints_of_a_build_carry_no_codes_for_colours() -> None:
    assert complaints("\x1b[91mWARNING: too long\x1b[39;49;00m\nall else\n") == "WARNING: too long"
