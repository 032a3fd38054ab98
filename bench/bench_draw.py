"""How long a print drawing takes: every example of `press.draw`, drawn and saved as SVG and as PNG.

Run with `python bench/bench_draw.py`. The aim is under 0.3 seconds a figure for the SVG.
"""

from __future__ import annotations

from statistics import median
from time import perf_counter

from press.draw import draw, png_bytes, svg_bytes
from press.draw.examples import SUPPORTED

ROUNDS = 5
AIM_SECONDS = 0.3


def timed(work, *args, **kwargs):
    start = perf_counter()
    work(*args, **kwargs)
    return perf_counter() - start


def main() -> None:
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


if __name__ == "__main__":
    main()
