"""Draw a figure for its slides: whole where there is room, else over several, each with the heads of its columns."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from math import ceil
from pathlib import Path
from typing import Any

import matplotlib.image as pictures
import numpy as np

from press import fonts
from press.draw import Drawing, draw, png_bytes, svg_bytes
from press.web.html import DEFAULT_HEIGHT

PIXELS = 96
SCALE = 14 / 12 * PIXELS / 72  # from the 12 pixels of a figure's smallest words to 14 points
WIDTH, HEIGHT = 1184, 490  # of the place for a figure, in pixels of a slide of 1280 to 720
SQUEEZED = {
    "names": 0.8,
    "scale": 0.65,
    "map": 0.6,
}  # how much lower a figure may be drawn to go on one slide
SHORTER = 0.9  # and to go on fewer
SEEN = 90  # pixels of a figure within which the next slide begins, in the middle of the widest gap
LINE = 20  # pixels of a line of words in a figure


def drawn(body: dict[str, Any], place: str) -> tuple[list[int], list[int]]:
    """Draw one figure for its slides: the heights between which each of them shows it, where one has not room for it,
    and those of the heads that the later ones show again."""
    height, room = body["layout"].get("height") or DEFAULT_HEIGHT, HEIGHT / SCALE
    axes = [axis for name, axis in body["layout"].items() if name.startswith("yaxis")]
    fewest = 1 if height * squeezed(axes) <= room else ceil(height * SHORTER / room)
    height = min(height, fewest * room)
    picture = draw(body, width=WIDTH / SCALE / PIXELS, height=height / PIXELS, face=fonts.face())
    Path(place).write_bytes(svg_bytes(picture))
    cuts, repeated = [0], heads(body["layout"])
    over, has_panels = named(picture), len({tuple(axis.get("domain") or ()) for axis in axes}) > 1
    if height > room:
        Path(place).with_suffix(".png").write_bytes(png_bytes(picture))
        pixels = pictures.imread(Path(place).with_suffix(".png"))[..., :3].min(axis=2)
        per, ink = len(pixels) / height, np.abs(np.diff(pixels, axis=1)).sum(axis=1)
        high = repeated[1] - repeated[0]
        later = room - high
        while height - cuts[-1] > room - (here := high if len(cuts) > 1 else 0):
            left = 1 + ceil((height - cuts[-1] - room + here) / later)
            share = (height - cuts[-1] + (left - 1) * high + here) / left - here
            end = cuts[-1] + min(room - here, share + SEEN / 2)
            start = min(max(end - SEEN, height - (left - 1) * later), end - 2)  # the rest must have room too
            first = cuts[-1] + room / 3 if has_panels else start - 2 * LINE
            start, end = ([(top, low) for top, low in over if first < top < low <= end] or [(start, end)])[-1]
            cuts.append(int(start + gap(ink[int(start * per) : int(end * per)]) / per) + 1)
    return [round(cut * SCALE) for cut in (*cuts, height)], [round(at * SCALE) for at in repeated]


def heads(layout: dict[str, Any]) -> tuple[float, float]:
    """Between which heights of a figure its columns are named: over its top axis, or in a row of words over the first
    heading of its rows. Nowhere where no column has a name."""
    above, across = layout["margin"]["t"], layout.get("xaxis", {})
    if across.get("side") == "top" and across.get("ticktext"):
        return 0, above
    bottom, top = (layout.get("yaxis", {}).get("range") or (0, 0))[:2]
    if across.get("visible", True) or not isinstance(top, int | float) or bottom >= top:
        return 0, 0
    words = [each for each in layout.get("annotations", ()) if each.get("yref", "y") == "y"]
    bold = max((each["y"] for each in words if each["text"].startswith("<b>")), default=top)
    over = sorted((each for each in words if each["y"] > bold), key=lambda each: each["y"])
    for at, row in groupby(over, key=lambda each: each["y"]):
        named = {each["x"]: each["text"] for each in row}
        if len(named) > 2:
            half = LINE / 2 * (1 + max(text.count("<br>") for text in named.values()))
            inner = (layout.get("height") or DEFAULT_HEIGHT) - above - layout["margin"]["b"]
            middle = above + (top - at) / (top - bottom) * inner
            return middle - half, middle + half
    return 0, 0


def squeezed(axes: list[dict[str, Any]]) -> float:
    """How low a figure may be drawn, as a part of its height."""
    if any(axis.get("scaleanchor") for axis in axes):
        return SQUEEZED["map"]
    return SQUEEZED["scale" if all(map(is_scale, axes)) else "names"]


def named(picture: Drawing) -> list[tuple[float, float]]:
    """The heights right over the words that name a row or a panel, those under a heading left out."""
    names = [note for note in picture.parts.notes if (note.spec.get("xref"), note.spec["x"]) == ("paper", 0)]
    starts = sorted(note.extent()[1] for note in names)
    return [(at - LINE / 2, at) for before, at in pairwise([0, *starts]) if at - before > 1.6 * LINE]


def is_scale(axis: dict[str, Any]) -> bool:
    """Whether an axis measures, so that it can be drawn shorter; one of names cannot."""
    named = [text for text in axis.get("ticktext") or () if not re.fullmatch(r"[\d.,%\s\u2212-]*", str(text))]
    return bool(axis.get("scaleanchor")) or (axis.get("visible", True) and not named)


def gap(ink: np.ndarray) -> int:
    """The middle of the longest run of lines with next to nothing on them."""
    best, run = (0, len(ink)), 0
    for at, is_empty in enumerate(ink <= ink.min() + 0.5):
        run = run + 1 if is_empty else 0
        best = max(best, (run, at - run // 2))
    return best[1]
