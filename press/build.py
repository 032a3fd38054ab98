"""From notebooks to the book: HTML, PDF and EPUB, each step skipped when nothing it reads has changed."""

from __future__ import annotations

import calendar
import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from lxml import html

from press import readers
from press.config import PressError, Settings
from press.files import digest, only_one, same, swap_folder, write
from press.run import launch
from press.run.freshness import code_cells
from press.run.notebooks import refresh
from press.web.edition import state

# What a page can depend on. The order does not matter; what is not listed cannot change the book.
INPUTS = """_config.yml _toc.yml pyproject.toml requirements.lock CITATION.cff README.md
    book notebooks data press"""
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Of the site, in a process of its own; `press.web.application` is imported there.
APPLICATION = [sys.executable, "-m", "press.web.application"]


def build(
    book: Settings,
    *,
    upto: str = "epub",
    anew: bool = False,
    say: Callable[[str], None] = print,
    sphinx: Callable[[], str] | None = None,
) -> None:
    """Build the book up to a form: `notebooks`, `html`, `pdf` or `epub`.

    A step that fails raises `PressError` and leaves the last good result where it was. With `anew` nothing that an
    earlier build kept is used: Sphinx completes what it has, and forgets index entries in doing so. `sphinx` builds the
    pages in this process and says what is wrong.
    """
    start = time.perf_counter()
    os.umask(0o022)  # a book is for everybody to read, whatever its builder keeps to himself
    readers.check(book.root)
    papers = {"pdf": ["pdf"], "epub": ["pdf", "epub"]}.get(upto, [])
    with only_one(book.build / ".lock"), promised([book.build / kind for kind in papers]):
        stamp = book.build / f".{upto}.whole"
        if not anew and stamp.is_file() and stamp.read_text() == state_of(book):
            say(f"all       {time.perf_counter() - start:7.1f} s  {book.build} (unchanged)")
            return
        if anew:
            shutil.rmtree(book.build / ".work", ignore_errors=True)
            (book.build / ".html.digest").unlink(missing_ok=True)
        steps: dict[str, Callable[[], str]] = {
            "data": lambda: prepare(book),
            "notebooks": lambda: notebooks(book, say),
            "html": lambda: site(book, sphinx),
        }

        def timed(name: str, step: Callable[[], str]) -> None:
            start = time.perf_counter()
            result = step()
            say(f"{name:<10}{time.perf_counter() - start:7.1f} s  {result}")

        for name in [*steps][: [*steps, *papers].index(upto) + 1]:
            timed(name, steps[name])
        with ThreadPoolExecutor() as pool:  # pandoc and Typst work outside Python, so that two go at once
            jobs: list[Future[None]] = []
            for kind in papers:
                jobs.append(pool.submit(timed, kind, partial(paper, book, kind, jobs[:])))
            for job in jobs:
                job.result()
        read = None if upto == "notebooks" else (book.build / ".html.digest").read_text()
        write(stamp, state_of(book, read))


@contextmanager
def promised(folders: Sequence[Path]) -> Iterator[None]:
    """Folders that tell the pages what to offer; one that is still empty at the end goes."""
    for folder in folders:
        folder.mkdir(exist_ok=True)
    try:
        yield
    finally:
        for folder in folders:
            with suppress(OSError):
                folder.rmdir()


def state_of(book: Settings, read: str | None = None) -> str:
    """Everything that a build reads (where given, as it was when the pages were made), and all that one has made, in short."""
    made = [book.build / kind for kind in ("html", "pdf", "epub")]
    files = sorted(file for folder in made for file in folder.rglob("*"))
    stand = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
    return hashlib.sha256(repr((sys.version, read or read_by_pages(book), stand)).encode()).hexdigest()


def read_by_pages(book: Settings) -> str:
    """What the pages depend on, in short."""
    inputs = (*INPUTS.split(), book.package)
    return digest(book.root, inputs, launch.state(book), json.dumps(state(book), sort_keys=True))


def prepare(book: Settings) -> str:
    """Run the modules that write generated files, such as the description of the data.

    They may read everything but what notebooks say and show.
    """
    stamp = book.build / ".prepared"
    if stamp.is_file() and stamp.read_text() == read_by_modules(book):
        return "unchanged"
    stamp.unlink(missing_ok=True)  # a build that is killed leaves no word on what it was about to replace
    for module in book.prepare:
        done = subprocess.run(
            [sys.executable, "-m", module], cwd=book.root, capture_output=True, text=True, check=False
        )
        if done.returncode:
            refused(done.stderr)
            raise PressError(f"{module} stopped:\n{(done.stderr or done.stdout).strip()}")
    write(stamp, read_by_modules(book))
    return "checked" if book.prepare else "nothing to prepare"


def read_by_modules(book: Settings) -> str:
    """What `prepare` depends on, in short."""
    code = [code_cells(readers.notebook(path)) for path in book.chapters]
    return digest(book.root, (*INPUTS.replace("notebooks", "").split(), book.package), json.dumps(code))


def notebooks(book: Settings, say: Callable[[str], None]) -> str:
    """Refresh what is stale."""
    ran = refresh(book, say=say)
    return f"{len(ran)} of {len(book.chapters)} notebooks ran"


def site(book: Settings, sphinx: Callable[[], str] | None = None) -> str:
    """Build the HTML beside the old one and put it in its place when it is whole."""
    target, stamp = book.build / "html", book.build / ".html.digest"
    now = read_by_pages(book)
    if stamp.is_file() and stamp.read_text() == now and (target / "index.html").is_file():
        return f"{target / 'index.html'} (unchanged)"
    work, unfinished = book.build / ".work", book.build / ".work.unfinished"
    cited, known = sorted(map(str, book.root.glob("book/*.bib"))), work / ".made-by"
    maker = digest(book.root, (*cited, "press", book.package))
    # Killed while it wrote, Sphinx may have kept half of its index; and it leaves what a changed module or the list of
    # references says as it was on pages that were not touched.
    if unfinished.exists() or (work.is_dir() and not (known.is_file() and known.read_text() == maker)):
        shutil.rmtree(work, ignore_errors=True)
    write(known, maker)
    write(unfinished, "")
    said = sphinx() if sphinx else apart(book)
    built = work / "_build" / "html"
    if said or not (built / "index.html").is_file():
        refused(said)
        raise PressError(f"Sphinx stopped; the last good site stays in {target}\n{complaints(said)}")
    fresh = book.build / ".html.new"
    shutil.rmtree(fresh, ignore_errors=True)
    # Sphinx's own note in .buildinfo says where its packages are; it is not for readers.
    ignored = shutil.ignore_patterns(".buildinfo")
    shutil.copytree(built, fresh, ignore=ignored, copy_function=partial(copied, built, target))
    check_site(fresh)
    for place in (fresh, *fresh.rglob("*")):  # a copy has the mode of what it was copied from
        place.chmod(0o755 if place.is_dir() else 0o644)
    for kind in ("pdf", "epub"):
        offer(book, kind, fresh)
    stamp.unlink(missing_ok=True)
    swap_folder(fresh, target)
    write(stamp, now)
    return f"{target / 'index.html'}"


def copied(built: Path, last: Path, source: str, target: str) -> None:
    """Copy a file of the built site, or give its last copy another name where that is as it was."""
    old = last / Path(source).relative_to(built)
    if same(Path(source), old):
        with suppress(OSError):  # where a disk knows no second name
            Path(target).hardlink_to(old)
            return
    shutil.copy2(source, target)


def apart(book: Settings) -> str:
    """Run Sphinx in a process of its own; what it complains of."""
    command = [*APPLICATION, str(book.root), str(book.build / ".work")]
    done = subprocess.run(
        command, cwd=book.root, env=surroundings(book), capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr if done.returncode else ""


def surroundings(book: Settings) -> dict[str, str]:
    """The environment in which Sphinx writes the same pages on every machine."""
    return os.environ | {
        "PRESS_UNFINISHED": str(book.build / ".work.unfinished"),
        "PYTHONHASHSEED": "0",
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(epoch(book.root))),
    }


def paper(book: Settings, kind: str, before: Sequence[Future[None]] = ()) -> str:
    """Build the PDF or the EPUB from the finished HTML. The EPUB waits for the PDF, whose pages it names."""
    from press.book import build_epub, build_pdf  # pandoc and Typst are loaded only when needed

    out = book.build / kind / f"{book.stem}.{kind}"
    stamp = book.build / f".{kind}.digest"
    html_stamp = book.build / ".html.digest"
    now = html_stamp.read_text() + digest(book.root, ("press/book",)) if html_stamp.is_file() else ""
    if now and stamp.is_file() and stamp.read_text() == now and out.is_file():
        return f"{out} (unchanged)"
    stamp.unlink(missing_ok=True)
    if kind == "pdf":
        build_pdf(book.build / "html", out, description(book))
    else:

        def printed() -> Path:
            for job in before:
                job.result()
            return book.build / "pdf" / f"{book.stem}.pdf"

        build_epub(book.build / "html", out, description(book), printed)
    offer(book, kind, book.build / "html")
    write(stamp, now)
    return str(out)


def offer(book: Settings, kind: str, site: Path) -> None:
    """Put the book as it was last made beside the pages, which offer it."""
    made = book.build / kind / f"{book.stem}.{kind}"
    if made.is_file():
        shutil.copyfile(made, site / made.name)


def description(book: Settings) -> dict[str, Any]:
    """Title, authors, version and date as the title page and the metadata give them."""
    config = readers.mapping(book.root / "_config.yml", "title")
    citation = readers.citation(book.root)
    title, _, subtitle = str(config["title"]).partition(": ")
    return {
        "title": title,
        "whole": str(config["title"]),
        "subtitle": subtitle or citation.get("abstract", "").split(". ")[0],
        "authors": list(readers.names(citation)),
        "version": book.version,
        "date": str(citation["date-released"]),
        "language": book.language,
        "keywords": list(citation.get("keywords", [])),
        "licence": book.terms,
        "address": book.site or book.repository,
        "description": citation.get("abstract", ""),
        "cover": f"/figures/{book.paper['cover']}.print.svg" if book.paper.get("cover") else "",
        "paper": book.paper,
        "root": book.root,
    }


def check_site(folder: Path) -> None:
    """Raise `PressError` for a site without pages or figures: an empty book is never a finished one."""
    if not list((folder / "figures").glob("*.wide.svg")):
        raise PressError("the built site has no figure; its renderer did not run. Try `make clean book`.")
    for page in sorted(file for part in ("book", "notebooks") for file in (folder / part).rglob("*.html")):
        if not html.parse(page).xpath("//article[normalize-space()]"):
            name = page.relative_to(folder)
            raise PressError(
                f"{name} has no text: something on the page, such as a tag without its end, swallows it"
            )


def refused(log: str) -> None:
    """Raise as an error of this process what the machine refused to a child of it: room, or the right to write."""
    told = re.findall(r"\[Errno (\d+)\] [^:\n]+(?:: '([^'\n]+)')?(?: -> '([^'\n]+)')?", log)
    for number, path, to in [*told, *((number, "", "") for number in re.findall(r"OSError\((\d+), ", log))]:
        if int(number) in {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS}:
            raise OSError(int(number), os.strerror(int(number)), to or path or None)


def complaints(log: str) -> str:
    """The warnings and errors of a Sphinx run, each once, without its progress."""
    signs = ("WARNING", "ERROR", "Error", "error:", "rror in")
    log = COLOUR.sub("", log)
    lines = [line for line in log.splitlines() if any(sign in line for sign in signs)]
    return "\n".join(dict.fromkeys(lines[:40])) or "\n".join(log.splitlines()[-15:])


def epoch(root: Path) -> int:
    """The release date of CITATION.cff in seconds, so that two builds of one edition are equal."""
    return calendar.timegm(readers.citation(root)["date-released"].timetuple())
