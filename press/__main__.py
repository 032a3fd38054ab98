"""The command line of the press: `python -m press book`."""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from press import release as bundle
from press.build import build
from press.config import PressError, Settings, settings
from press.run.moved import report
from press.run.notebooks import check, refresh
from press.watch import watch
from press.web import permalinks

COMMANDS = {
    "book": "notebooks, HTML, PDF and EPUB",
    "html": "notebooks and HTML",
    "pdf": "notebooks, HTML and PDF",
    "notebooks": "run the stale notebooks (all, or those named)",
    "check": "stop when a committed notebook is stale",
    "moved": "list the published numbers, records and rows that differ from the last edition; stop at one without a reason",
    "release": "everything, and the bundle for archives",
    "verify": "build anew and say what differs from a published bundle",
    "watch": "show the book in a browser, anew whenever a file is saved",
    "permalinks": "list the figures, tables, boxes and pages of the built site that keep their address",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 when it is done, 1 with a message when it cannot be."""
    parser = argparse.ArgumentParser(prog="python -m press", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        if name == "notebooks":
            command.add_argument("paths", nargs="*", type=Path, help="notebooks; default: all chapters")
        if name == "verify":
            command.add_argument("bundle", type=Path, help="the folder of the published bundle")
        if name == "moved":
            command.add_argument("--since", help="a tag, branch or commit; default: the last edition's tag")
    chosen = parser.parse_args(arguments)
    try:
        book = settings()
        do(book, chosen)
    except (PressError, OSError) as error:
        says = of_the_machine(error) if isinstance(error, OSError) else error
        print(f"\nThe book was not built.\n{says}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


def do(book: Settings, chosen: argparse.Namespace) -> None:
    """Run the command that was chosen."""
    if chosen.command == "check":
        check(book)
    elif chosen.command == "moved":
        print(report(book, chosen.since or None))
    elif chosen.command == "permalinks":
        print(permalinks.renew(book))
    elif chosen.command == "watch":
        watch(book)
    elif chosen.command == "release":
        print(report(book))
        build(book, anew=True)
        print(bundle.release(book))
    elif chosen.command == "verify":
        build(book, anew=True)
        print(bundle.compare(book, chosen.bundle.resolve()))
    elif chosen.command == "notebooks" and chosen.paths:
        refresh(book, [path.resolve() for path in chosen.paths])
    else:
        build(book, upto={"book": "epub"}.get(chosen.command, chosen.command))


def of_the_machine(error: OSError) -> str:
    """What the disk or the system refused, and what to do about it."""
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        (_, place, says), *more = error.args[0]
        says = f"{place}: {says}" + (f" (and {len(more)} more files)" if more else "")
    else:
        says = f"{error.filename}: {error.strerror}" if error.filename else str(error)
    if "No space left" in says:
        return f"{says}\n  Free some space on the disk and run the command again; the last good book stays."
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return f"{says}\n  A file stands where a folder must be. Move it away and run the command again."
    if isinstance(error, FileNotFoundError) and error.filename == "git":
        return "git was not found. Install it and run the command again."
    return (
        f"{says}\n  See whether the file or folder is there and may be written, then run the command again."
    )


if __name__ == "__main__":
    sys.exit(main())
