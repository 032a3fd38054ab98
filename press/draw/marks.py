"""What the marks of a drawing say and where they stand: all that a page needs to show values without a chart library."""

import html
import math
import re
from collections.abc import Iterator

from press.draw import bars, heatmap, scatter
from press.draw.compose import Drawing
from press.draw.decode import at
from press.draw.model import Trace
from press.draw.page import Box, union
from press.draw.slots import axes_of

Mark = tuple[str, Box]
_HAIR = 1.5  # pixels; a mark within another of the same words is the same mark


def marks(drawing: Drawing) -> list[Mark]:
    """The words of every mark, as a pointer would bring them up, and its box on the page; a point's box is empty.

    Neighbours on one line that say the same are one mark: a span has one, not one at either end.
    """
    found: list[Mark] = []
    for trace in drawing.model.traces:
        if trace.get("hoverinfo") not in ("skip", "none"):
            last = ""
            for said, box in _of(trace):
                text = _plain(said)
                if text and text == last:
                    found[-1] = (text, union([found[-1][1], box]) or box)
                elif text:
                    found.append((text, box))
                last = text if trace.kind == "scatter" else ""
    return [
        mark for n, mark in enumerate(found) if not any(_repeats(mark, m) for m in found[:n] if m is not mark)
    ]


def _of(trace: Trace) -> Iterator[Mark]:
    if trace.kind == "scatter":
        for n in scatter.inside(trace):
            x = trace.xaxis.pixel(trace.xaxis.place(trace.x[n]))
            y = trace.yaxis.pixel(trace.yaxis.place(trace.y[n]))
            yield _words(trace, n), (x, y, x, y)
    elif trace.kind == "bar":
        stands, measured = axes_of(trace)
        for n, (base, size) in enumerate(zip(trace.base, bars.sizes(trace), strict=True)):
            ends = [measured.place(end) for end in (base, base + size)]
            if not any(map(math.isnan, ends)) and not math.isnan(trace.position[n]):
                side = trace.width[n] / 2
                long = sorted(measured.pixel(end) for end in ends)
                wide = sorted(stands.pixel(trace.position[n] + end) for end in (-side, side))
                (left, right), (top, bottom) = (long, wide) if trace.is_horizontal else (wide, long)
                yield _words(trace, n), (left, top, right, bottom)
    elif trace.kind == "heatmap":
        xs = [trace.xaxis.pixel(edge) for edge in heatmap.edges(trace, "x")]
        ys = [trace.yaxis.pixel(edge) for edge in heatmap.edges(trace, "y")]
        said = trace.get("hovertext") or trace.get("text") or []
        for r, row in enumerate(heatmap.grid(trace)):
            for c, value in enumerate(row):
                if not math.isnan(value):
                    (left, right), (top, bottom) = sorted(xs[c : c + 2]), sorted(ys[r : r + 2])
                    text = said[r][c] if said else f"{value:g}"
                    yield str(text), (left, top, right, bottom)


def _words(trace: Trace, n: int) -> str:
    """What a point says: its own words, else its name, else its name and its values."""
    name = str(trace.get("name") or "")
    if trace.get("hoverinfo") == "name":
        return name
    if said := at(trace.get("hovertext"), n) or at(trace.get("text"), n):
        return str(said)
    values = f"{trace.xaxis.text(trace.x[n])}, {trace.yaxis.text(trace.y[n])}"
    return f"{name}: {values}" if name else values


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br\s*/?>", "\n", text))).strip()


def _repeats(mark: Mark, before: Mark) -> bool:
    (text, box), (other, frame) = mark, before
    return text == other and all(
        a >= b - _HAIR if n < 2 else a <= b + _HAIR for n, (a, b) in enumerate(zip(box, frame, strict=True))
    )


def packed(drawings: dict[str, Drawing]) -> dict[str, list[str] | list[int]]:
    """The marks of several drawings of one figure: the words once, then for each drawing word, left, top, width, height."""
    found = {name: marks(drawing) for name, drawing in drawings.items()}
    words = list(dict.fromkeys(text for listed in found.values() for text, _ in listed))
    number = {text: n for n, text in enumerate(words)}
    places = {
        name: [
            value
            for text, (left, top, right, bottom) in listed
            for value in (number[text], round(left), round(top), round(right - left), round(bottom - top))
        ]
        for name, listed in found.items()
    }
    return {"words": words, **places}
