"""Where a chapter can be run: the addresses of Binder, Colab and Codespaces.

The repository's address is one setting (`repository` of `[tool.press]`, or the `origin` remote, or the CI
environment). Without it there are no places, and a page leads to the instructions instead of to a dead button.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from press.config import PressError, Settings, table

COLAB_BRANCH = "colab"


@dataclass(frozen=True)
class Place:
    """Somewhere to run a chapter, and what to expect there."""

    name: str
    address: str
    hint: str


def options(root: Path) -> dict[str, Any]:
    """`[tool.press.launch]`: the branch readers start from, and what a notebook imports beyond the book."""
    return {"branch": "main", "needs": [], "wheels": []} | table(root, "launch")


def places(book: Settings, path: str = "") -> list[Place]:
    """Where the notebook at this path of the repository can be run; the whole book where no path is given."""
    branch, address = quote(options(book.root)["branch"], safe=""), urlsplit(book.repository)
    host, name = address.netloc, address.path.strip("/").removesuffix(".git")
    if not host or name.count("/") < 1:
        return []
    kinds = {"github.com": f"gh/{name}", "gitlab.com": f"gl/{quote(name, safe='')}"}
    binder = kinds.get(host, f"git/{quote(book.repository, safe='')}")
    tree = f"lab/tree/{path or book.notebooks.relative_to(book.root).as_posix()}"
    lab = f"https://mybinder.org/v2/{binder}/{branch}?urlpath={quote(tree)}"
    found = [Place("Binder", lab, "free, no account, slow to start")]
    if host == "github.com":
        if path and has_branch(book.root, COLAB_BRANCH):
            colab = f"https://colab.research.google.com/github/{name}/blob/{COLAB_BRANCH}/{quote(path)}"
            found.append(Place("Colab", colab, "needs a Google account"))
        codespace = f"https://codespaces.new/{name}/tree/{branch}?quickstart=1"
        found.append(Place("Codespaces", codespace, "the whole book to work on; needs a GitHub account"))
    return found


def clone_address(book: Settings) -> str:
    """What `git clone` takes."""
    return book.repository.rstrip("/").removesuffix(".git") + ".git"


def has_branch(root: Path, name: str) -> bool:
    """Whether the branch exists here or at `origin`, as far as this copy knows."""
    refs = (f"refs/heads/{name}", f"refs/remotes/origin/{name}")
    return any(not git(root, "rev-parse", "--verify", "--quiet", ref).returncode for ref in refs)


def requirements(book: Settings) -> list[str]:
    """The lines of requirements.txt that running a notebook needs, without their reasons."""
    lines = (book.root / "requirements.txt").read_text("utf-8").splitlines()
    stated = {
        re.split(r"[<>=!~; \[]", line)[0]: line.split("#")[0].strip() for line in lines if line[:1] not in "#"
    }
    needs: list[str] = options(book.root)["needs"]
    if lacking := [name for name in needs if name not in stated]:
        raise PressError(
            f"pyproject.toml, [tool.press.launch] needs: not in requirements.txt: {', '.join(lacking)}"
        )
    return [stated[name] for name in needs]


def state(book: Settings) -> str:
    """What the links depend on outside the files of the book, as a short text: another state is another site."""
    lite = book.build / "lite" / "jupyter-lite.json"
    made_at = lite.stat().st_mtime_ns if lite.is_file() else 0
    known = (book.repository, has_branch(book.root, COLAB_BRANCH), made_at)
    return hashlib.sha256(repr(known).encode()).hexdigest()[:16]


def git(root: Path, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run git in the repository."""
    return subprocess.run(
        ["git", "-C", str(root), *arguments], input=text, capture_output=True, encoding="utf-8", check=False
    )


def made(root: Path, *arguments: str, text: str | None = None) -> str:
    """What git answers. Raises `PressError` with its words when it refuses."""
    done = git(root, *arguments, text=text)
    if done.returncode:
        raise PressError(f"git {arguments[0]}: {done.stderr.strip()}")
    return done.stdout.strip()
