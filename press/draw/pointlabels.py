"""Words at the points of a scatter trace."""

from collections.abc import Iterator
from typing import Any

from press.draw.decode import at
from press.draw.fontspec import styled
from press.draw.markers import marker_sizes
from press.draw.model import Model, Trace
from press.draw.scatter import inside, modes
from press.draw.words import Words, beside


def labels(trace: Trace, model: Model) -> Iterator[Words]:
    """The words at the points."""
    drawn, sizes = modes(trace), marker_sizes(trace, len(trace.x))
    for n in inside(trace) if "text" in drawn else []:
        if (shown := at(trace.get("text"), n, "")) == "":
            continue
        font = {key: at(value, n) for key, value in trace.get("textfont", {}).items()}
        words = styled(shown, model, font, f"{trace.path}.text", opacity=float(trace.get("opacity", 1)))
        position = str(at(trace.get("textposition"), n, "middle center"))
        yield _placed(trace, n, position, words, sizes[n] / 1.6 + 1 if "markers" in drawn else 0.0)


def _placed(trace: Trace, n: int, position: str, words: Any, gap: float) -> Words:
    x = trace.xaxis.pixel(trace.xaxis.place(trace.x[n]))
    y = trace.yaxis.pixel(trace.yaxis.place(trace.y[n]))
    vertical, _, horizontal = position.partition(" ")
    down, dy = {"top": (1.0, -gap), "middle": (0.5, 0.0), "bottom": (0.0, gap)}[vertical]
    across, dx = {"left": (1.0, -gap), "center": (0.5, 0.0), "right": (0.0, gap)}[horizontal or "center"]
    return beside(words, x + dx, y + dy, across=across, down=down)
