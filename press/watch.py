"""The book while it is written: `make watch` shows it in a browser, and shows it anew when a file is saved.

One process keeps Sphinx and all that it has read, so that a word costs a second. Where more than pages has changed
(code, data, settings), it begins again.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from press.build import INPUTS, build, surroundings
from press.config import PressError, Settings
from press.files import SKIPPED

EVERY = 0.2  # seconds between two looks at the files
PORT = 8000
STATE = "/.watched"
# A page asks whether the site is still the one it came with. Nothing of this is written to a file.
SCRIPT = """let known;
setInterval(async () => {
  const now = await fetch("STATE", {cache: "no-store"}).then((r) => r.text(), () => known);
  if (known !== undefined && now !== known) location.reload();
  known = now;
}, 300);""".replace("STATE", STATE)


class Page(SimpleHTTPRequestHandler):
    """Gives out the built site, with a script that reloads its pages."""

    def __init__(self, *request: object, book: Settings) -> None:
        self.book = book
        super().__init__(*request, directory=str(book.build / "html"))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """One file."""
        path = Path(self.translate_path(self.path))
        if self.path == STATE:
            self.answer(digest(self.book), "text/plain")
        elif self.path == f"{STATE}.js":
            self.answer(SCRIPT, "text/javascript")
        elif path.suffix == ".html" and path.is_file():
            tag = f'<script src="{STATE}.js"></script></body>'
            self.answer(tag.join(path.read_text("utf-8").rsplit("</body>", 1)), "text/html; charset=utf-8")
        else:
            super().do_GET()

    def answer(self, text: str, kind: str) -> None:
        """A text that is never kept."""
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def digest(book: Settings) -> str:
    """A mark of the site as it stands."""
    stamp = book.build / ".html.digest"
    return str(stamp.stat().st_mtime_ns) if stamp.is_file() else ""


def stand(book: Settings) -> dict[Path, int]:
    """All files that the book is made of, and when each was changed."""
    places = [book.root / name for name in (*INPUTS.split(), book.package)]
    files = [file for place in places for file in (place.rglob("*") if place.is_dir() else [place])]
    return {
        file: file.stat().st_mtime_ns
        for file in files
        if not SKIPPED.intersection(file.parts) and not file.name.startswith(".") and file.is_file()
    }


def is_page(file: Path, book: Settings) -> bool:
    """Can Sphinx take up the change of a file as it runs?"""
    return file.suffix in {".md", ".ipynb"} and file.is_relative_to(book.root) and file.is_file()


def again(book: Settings) -> None:
    """Begin this process anew, in the environment in which all machines write the same pages."""
    os.chdir(book.root)
    port = os.environ.get("PORT") or str(PORT)
    os.execve(sys.executable, [sys.executable, "-m", "press", "watch"], surroundings(book) | {"PORT": port})  # noqa: S606


def watch(book: Settings) -> None:
    """Serve the book, and build it at every change, until Ctrl-C."""
    if os.environ.get("PRESS_UNFINISHED") != surroundings(book)["PRESS_UNFINISHED"]:
        again(book)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
    from sphinx.util.docutils import docutils_namespace, patch_docutils

    from press.web.application import Application

    port = os.environ["PORT"]
    try:
        server = ThreadingHTTPServer(("127.0.0.1", int(port)), partial(Page, book=book))
    except (OSError, ValueError, OverflowError) as error:
        raise PressError(f"PORT {port} cannot be used ({error}). Try another: make watch PORT=8001") from None
    os.environ["PORT"] = str(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with patch_docutils(), docutils_namespace():
        kept: Application | None = None

        def sphinx() -> str:
            nonlocal kept
            kept = kept or Application(book.root, book.build / ".work")
            return kept()

        while True:
            before = stand(book)
            try:
                build(book, upto="html", sphinx=sphinx)
            except (PressError, OSError) as error:
                print(f"\n{error}", file=sys.stderr)
            print(f"http://127.0.0.1:{server.server_port}/  shows the book; Ctrl-C ends", flush=True)
            while (after := stand(book)) == before:
                time.sleep(EVERY)
            changed = {file for file, _ in before.items() ^ after.items()}
            if (book.build / ".work.unfinished").exists() or not all(is_page(file, book) for file in changed):
                again(book)
