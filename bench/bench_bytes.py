"""Bytes before interaction: what a browser fetches, gzipped, for a first visit to a page and for one after another.

Run `python -m bench.bench_bytes` on a built book. Pictures count when the browser asks for them, which it does for
those near the view; HTML, styles and scripts count as a server would send them, compressed with gzip.
"""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

PHONE = {"width": 390, "height": 844}


def pages_of(site: Path) -> list[Path]:
    """The pages of the book."""
    return sorted([*site.glob("book/*.html"), *site.glob("notebooks/*.html")])


def weight(file: Path) -> int:
    """Size of a file as it is sent."""
    content = file.read_bytes()
    return min(len(content), len(gzip.compress(content, 9, mtime=0)))


def fetched(browser: Any, page: Path) -> set[Path]:
    """The files that a browser asks for when it opens a page on a phone and nobody touches anything."""
    context = browser.new_context(viewport=PHONE, device_scale_factor=2)
    tab, files = context.new_page(), set()
    tab.on("request", lambda request: files.add(Path(unquote(urlsplit(request.url).path))))
    tab.goto(page.as_uri(), wait_until="load")
    tab.wait_for_timeout(150)
    context.close()
    return {file for file in files if file.is_file()}


def first_and_next(browser: Any, site: Path) -> dict[str, dict[str, int]]:
    """Bytes of every page for a reader who comes for the first time, and for one who comes from another page."""
    sizes: dict[str, dict[str, int]] = {"first": {}, "next": {}}
    for page in pages_of(site):
        asked, name = fetched(browser, page), page.relative_to(site).as_posix()
        sizes["first"][name] = sum(map(weight, asked))
        sizes["next"][name] = sum(weight(file) for file in asked if "_static" not in file.parts)
    return sizes


def main() -> None:
    """Print the table."""
    import shutil

    from playwright.sync_api import sync_playwright

    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        sizes = first_and_next(running, Path(__file__).resolve().parent.parent / "_build" / "html")
        running.close()
    print(f"{'page':<40}{'first, kB':>12}{'next, kB':>12}")
    for name, size in sizes["first"].items():
        print(f"{name:<40}{size / 1000:>12.1f}{sizes['next'][name] / 1000:>12.1f}")


if __name__ == "__main__":
    main()
