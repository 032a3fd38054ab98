"""What several tests need: the repository, the built book, and a browser where there is one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox

from press.config import settings

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site. `make test` builds it first; run `make html` before running these tests alone."""
    folder = ROOT / "_build" / "html"
    if not (folder / "index.html").is_file():
        pytest.fail("the book is not built: run `make book` first")
    return folder


def pdf_file(kind: str = "pdf") -> Path:
    """The built book on paper, or as the other kind."""
    book = settings()
    file = book.build / kind / f"{book.stem}.{kind}"
    if not file.is_file():
        pytest.fail(f"{file.name} is not built: run `make book` first")
    return file


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Path]:
    """Every page a reader can open, search and index aside."""
    return sorted([*site.glob("book/*.html"), *site.glob("notebooks/*.html")])


def chromium() -> str | None:
    return next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))),
        None,
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium; skips where there is none, unless REQUIRE_BROWSER=1."""
    path = chromium()
    if path is None:
        reason = "no Chromium on this machine"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    from playwright.sync_api import sync_playwright

    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
    ]
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture(scope="session")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """A headless Firefox of desktop size; skips where there is none, unless REQUIRE_BROWSER=1."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if path is None:
        reason = "no Firefox on this machine"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    running = Firefox(path, tmp_path_factory.mktemp("firefox"))
    running.size(1440, 900)
    yield running
    running.close()
