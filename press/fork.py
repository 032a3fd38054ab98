"""Make a fresh copy of this book somebody's own: `make fork NAME="..." AUTHOR="..." REPO="..."`.

Title, authors, citation and links become the new owner's; the licences keep the names of those before. The chapters
are kept or dropped, or the tables and the code that knows them too, and worked examples are put among them. All new
contents are computed before the first file is written; if a later step fails, everything is put back. It works on a
copy without uncommitted changes, and once.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Any

from press.build import prepare
from press.config import PressError, Settings, command, https_address, settings, table
from press.files import write
from press.forkplan import Wish, plan
from press.run.launch import made


def read_wish(name: str, author: str, repo: str, keep: str) -> Wish:
    """The wish, checked. Raises `PressError` that says what is missing and how to give it."""
    usage = 'For instance: make fork NAME="Two Islands" AUTHOR="Ada Lovelace" REPO=https://github.com/ada/two-islands'
    name, author = name.strip(), author.strip()
    for label, value in (("NAME", name), ("AUTHOR", author)):
        if not value or len(value) > 200 or not value.isprintable():
            raise PressError(f"{label} must be one line of text.\n{usage}")
    if not (address := https_address(repo.strip())):
        raise PressError(f"REPO {repo!r} is not the address of a repository, by https or by git.\n{usage}")
    if keep not in {"all", "example", "nothing"}:
        raise PressError(
            f"KEEP is {keep!r}; it can be `all`, `example` (drop our chapters) or `nothing` (our tables and their code too)"
        )
    return Wish(name, author, address, keep)


def ready(book: Settings) -> dict[str, Any]:
    """`[tool.press.fork]`, if this copy can be forked. Raises `PressError` where it cannot."""
    own = table(book.root, "fork")
    if "made_from" in own:
        raise PressError(f"This copy was forked already, from {own['made_from']}. Nothing is left to do.")
    if Path(made(book.root, "rev-parse", "--show-toplevel")).resolve() != book.root.resolve():
        raise PressError("This folder is not a repository of its own. Clone the book with git, then fork it.")
    if changed := made(book.root, "status", "--porcelain"):
        raise PressError(f"There are uncommitted changes; commit or undo them first:\n{changed}")
    return own


def fork(book: Settings, wish: Wish) -> int:
    """Write the plan; return the number of files. On an error the copy is as it was."""
    changes = plan(book, wish, ready(book))
    try:
        for path, new in changes.items():
            path.unlink() if new is None else write(path, new)
        prepare(settings(book.root))
    except BaseException:
        made(book.root, "checkout", "--quiet", "HEAD", "--", ".")  # the copy was clean, so nothing is lost
        for path in [
            path for path, new in changes.items() if new is not None and not tracked(book.root, path)
        ]:
            path.unlink(missing_ok=True)
        raise
    shutil.rmtree(book.build, ignore_errors=True)
    return len(changes)


def tracked(root: Path, path: Path) -> bool:
    """Whether git knows the file."""
    return bool(made(root, "ls-files", "--", str(path)))


def main(arguments: list[str] | None = None) -> int:
    """Fork this copy; 0 when done, 1 with a message when not."""
    parser = argparse.ArgumentParser(
        prog="python -m press.fork", description="Make this copy of the book your own."
    )
    for name in ("name", "author", "repo"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--keep", default="example")
    chosen = parser.parse_args(arguments)

    def work() -> str:
        book, wish = settings(), read_wish(chosen.name, chosen.author, chosen.repo, chosen.keep)
        return (
            f"{fork(book, wish)} files are now those of {wish.name!r}. Next: `make book permalinks`, which also runs the "
            f"examples,\nthen `git add -A` and `git commit`, then `git remote set-url origin {wish.repository}.git` "
            "and `git push`."
        )

    return command(work, "Nothing was changed.")


if __name__ == "__main__":
    sys.exit(main())
