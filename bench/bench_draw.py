"""How long a print drawing takes: every example of `press.draw`, drawn and saved as SVG and as PNG.

Run with `python bench/bench_draw.py`; fails if a figure and its SVG take 0.3 seconds of processor time or more.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from draw_examples import SUPPORTED
from drawings import draw

from press.draw import png_bytes, svg_bytes

ROUNDS = 5
AIM_SECONDS = 0.3


def timed(work, *args, **kwargs):
    start = process_time()
    work(*args, **kwargs)
    return process_time() - start


def main() -> int:
    first = timed(lambda: svg_bytes(draw(SUPPORTED["lines"](), width=6.2, height=4)))
    print(f"first figure of a process, fonts read: {first:.3f} s")
    print(f"{'figure':<18}{'draw':>8}{'SVG':>8}{'PNG':>8}{'kB':>7}")
    slow = []
    for name, example in SUPPORTED.items():
        figure = example()
        drawing = draw(figure, width=6.2, height=4)
        seconds = [
            median(timed(*step) for _ in range(ROUNDS))
            for step in (
                (lambda f: draw(f, width=6.2, height=4), figure),
                (svg_bytes, drawing),
                (png_bytes, drawing),
            )
        ]
        print(
            f"{name:<18}" + "".join(f"{s:>8.3f}" for s in seconds) + f"{len(svg_bytes(drawing)) / 1000:>7.0f}"
        )
        if seconds[0] + seconds[1] > AIM_SECONDS:
            slow.append(name)
    print("over the aim:", ", ".join(slow) or "none")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
