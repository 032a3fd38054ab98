"""How long the PDF and the EPUB take from the finished HTML, and how much memory.

    python bench/bench_print.py            # the built book, with the limits of the project
    python bench/bench_print.py --latex    # also says how the LaTeX route compares (measured once, see below)

The LaTeX route was measured once on a toy book and is not run here: `jupyter-book build --builder pdflatex` needs
about 800 MB of TeX packages, took 8 to 80 seconds a build, lost Plotly figures and Japanese text without an error,
and writes no tags.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from press.book import build_epub, build_pdf  # noqa: E402
from press.build import description  # noqa: E402
from press.config import settings  # noqa: E402

SECONDS, MEGABYTES = 10.0, 1000.0


def peak() -> float:
    """The most memory this process and any of those it started has held, in megabytes."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return max(own, children) / 1000


def worked() -> float:
    """Seconds of processor time so far, those of started programs included: what a busy machine does not blur."""
    uses = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(use.ru_utime + use.ru_stime for use in uses)


def main() -> int:
    """Measure; 1 when a limit is broken."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--latex", action="store_true", help="print how the LaTeX route compares")
    chosen = arguments.parse_args()
    book = settings()
    html = book.build / "html"
    if not (html / "index.html").is_file():
        print("The book is not built: run `make html` first.", file=sys.stderr)
        return 1
    facts = description(book) | {"root": book.root}
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        for name, build, limit in (("pdf", build_pdf, SECONDS), ("epub", build_epub, SECONDS)):
            out = Path(folder, f"book.{name}")
            start, before = time.perf_counter(), worked()
            build(html, out, facts)
            seconds = time.perf_counter() - start
            size = out.stat().st_size / 1e6
            print(
                f"{name:5} {seconds:6.1f} s (limit {limit:.0f}), {worked() - before:5.1f} s of work, {size:5.1f} MB"
            )
            failed |= seconds > limit
    print(f"memory {peak():6.0f} MB (limit {MEGABYTES:.0f})")
    if chosen.latex:
        print("LaTeX (once, toy book): 8 to 80 s, 800 MB of packages, figures and kanji lost, no tags")
    return int(failed or peak() > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
