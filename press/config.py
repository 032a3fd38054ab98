"""What the press knows of the book it prints: `[tool.press]` and `[project]` of pyproject.toml, and the work folder."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from press.readers import PressError, fault, toml, tree

ROOT = Path(__file__).resolve().parent.parent
HELP = "book/extend"  # the page; `press.js` puts a text to copy there, which names what the link was about


@dataclass(frozen=True)
class Licence:
    """Terms under which a part of the book may be used: name in the SPDX list, in words, address, file, what it covers."""

    id: str
    name: str
    address: str
    file: str
    covers: str


@dataclass(frozen=True)
class Tongue:
    """A language whose letters tell it from the book's own, so that words in it can be marked where a page does not.

    `letters` are ranges of a regular expression. `spaced` says whether its words stand apart from each other.
    """

    code: str
    letters: str
    spaced: bool = True


@dataclass(frozen=True)
class Settings:
    """The book's settings; see `[tool.press]` in pyproject.toml for what each means."""

    root: Path
    package: str
    loaders: tuple[str, ...]
    data: Path
    notebooks: Path
    stem: str
    version: str
    repository: str
    site: str
    prepare: tuple[str, ...]
    doi: str = ""
    permanent: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    inherited: dict[str, str] = field(default_factory=dict, hash=False)  # see `press.inherited`
    language: str = "en"
    tongues: tuple[Tongue, ...] = ()
    licences: tuple[Licence, ...] = ()
    terms: str = ""
    figure_terms: str = ""
    paper: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def build(self) -> Path:
        """The folder of everything that is built."""
        return self.root / "_build"

    @property
    def chapters(self) -> list[Path]:
        """The notebooks that `_toc.yml` names, in full or by a pattern, in order; without contents, all of them."""
        contents = self.root / "_toc.yml"
        named = (
            re.findall(r'"([^"]+)"', json.dumps(tree(contents), ensure_ascii=False))
            if contents.is_file()
            else ["*"]
        )
        found = [(path, path.relative_to(self.root)) for path in sorted(self.notebooks.glob("*.ipynb"))]
        return [
            path
            for path, page in found
            if any(fnmatch(f"{name}", each) for name in (page, page.with_suffix("")) for each in named)
        ]


def settings(root: Path = ROOT) -> Settings:
    """Read the settings. Raises `PressError` where pyproject.toml lacks them."""
    file = root / "pyproject.toml"
    if not file.is_file():
        raise PressError(
            f"{root} is not a copy of a book: it has no pyproject.toml. Go to the root of your copy and run `make install` there."
        )
    project = toml(file)
    press: dict[str, Any] = project.get("tool", {}).get("press", {})
    for table, key, there in (
        ("project", "version", project.get("project", {})),
        ("tool.press", "package", press),
        ("tool.press", "pdf", press),
    ):
        if key not in there:
            raise fault(file, None, f"[{table}] must have a line `{key} = ...`")
    return Settings(
        root=root,
        package=press["package"],
        loaders=tuple(press.get("loaders", ["load"])),
        data=root / press.get("data", "data"),
        notebooks=root / press.get("notebooks", "notebooks"),
        stem=press["pdf"],
        version=project["project"]["version"],
        repository=press.get("repository", "") or repository_address(root),
        site=(press.get("site", "") or os.environ.get("PRESS_SITE", "")).rstrip("/"),
        prepare=tuple(press.get("prepare", [])),
        doi=press.get("doi", ""),
        permanent=tuple(press.get("permanent", [])),
        aliases=tuple(tuple(names) for names in press.get("aliases", [])),
        inherited={
            name if "/" in name else f"data/{name}": mark
            for name, _, mark in (each.partition("@") for each in press.get("fork", {}).get("inherited", []))
        },
        language=press.get("language", "en"),
        tongues=tuple(Tongue(**tongue) for tongue in press.get("tongues", [])),
        licences=tuple(Licence(**licence) for licence in press.get("licences", [])),
        terms=press.get("terms", ""),
        figure_terms=press.get("figure_terms", ""),
        paper=press.get("paper", {}),
    )


def table(root: Path, name: str) -> dict[str, Any]:
    """One more table of the settings, `[tool.press.NAME]`, which only one command reads."""
    found: dict[str, Any] = toml(root / "pyproject.toml")["tool"]["press"].get(name, {})
    return found


def command(work: Callable[[], str], failed: str) -> int:
    """Do the work of a command and print what it says; 1, with the reason, where it cannot be done."""
    try:
        print(work())
    except (PressError, OSError, subprocess.SubprocessError) as error:
        print(f"{failed}\n{error}", file=sys.stderr)
        return 1
    return 0


@cache
def built(root: str | os.PathLike[str]) -> Settings:
    """The settings of the copy that a build reads, asked once in a process."""
    return settings(Path(root))


def own() -> Settings:
    """The settings of this very copy, read once."""
    return built(ROOT)


def repository_address(root: Path) -> str:
    """The https address of the repository, from the CI environment or the `origin` remote; empty where neither is public."""
    server, name = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    if server and name:
        return f"{server}/{name}"
    git = subprocess.run(
        ["git", "-C", str(root), "remote", "get-url", "origin"], capture_output=True, text=True, check=False
    )
    return https_address(git.stdout.strip()) if git.returncode == 0 else ""


def https_address(remote: str) -> str:
    """A git remote as an https address; empty for a local path, which is no address for readers."""
    if match := re.fullmatch(
        r"(?:https?://(?:[^@/]+@)?|ssh://git@|git@)([\w.-]+\.[a-z]{2,})[:/]([\w.~/-]+?)(?:\.git)?/?", remote
    ):
        return f"https://{match[1]}/{match[2]}"
    return ""


def report_at(repository: str, about: str, root: str) -> str:
    """Where to report an error in a row, a table or a figure; `root` leads from the page to the root of the site."""
    if repository.startswith("https://github.com/"):
        return f"{repository}/issues/new?template=data_correction.yml&table={quote(about)}"
    return f"{root}{HELP}.html?about={quote(about)}#report-an-error"
