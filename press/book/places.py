"""Where the figures stand, and how loosely a chapter is set, so that its pages are full.

A figure stands where it is named if it fits there, made a little smaller if that is enough, else on top of the next page,
with the text flowing on before it; it never leaves its section (`template.typ` sees to that). A chapter whose last page
would hold a few lines is set a little tighter or looser.

Found by setting the chapters and looking where things fell, a few times over: what one figure does moves the next.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from press.files import write

Spot = dict[str, Any]
HEAD, FOOT = (
    24 / 25.4 * 72,
    216 / 25.4 * 72,
)  # the ends of the text, in points from the top of the page; see template.typ
AROUND = 34.0  # what stands above a figure, and between its title and its picture
FULL = 0.41  # of the text's height, which the last page of a chapter should have
# Parts of the usual distance of lines, and of the size of figures, in the order in which they are tried.
WAYS = [(1.0, 1.0), (0.95, 0.95), (1.06, 1.0), (0.91, 0.88), (1.12, 1.0), (1.0, 0.92), (0.88, 0.84)]
WAYS += [(0.97, 0.88), (0.93, 0.92), (1.09, 0.95), (1.0, 0.84), (1.03, 0.92), (1.16, 1.0), (0.9, 1.0)]
PASSES = 120  # each but the first few for one or two chapters


@dataclass
class Chapter:
    """How a chapter is set: which of the ways, place and scale of its figures, and which of these are decided."""

    way: int = 0
    figures: dict[str, tuple[str, float]] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    settled: bool = False
    split: int = 0
    best: tuple[float, int, dict[str, tuple[str, float]], int] = (-1.0, 0, {}, 0)

    def settle(self) -> None:
        """Take the fullest of the ways tried."""
        if self.best[0] >= 0:
            _, self.way, self.figures, self.split = self.best
        self.settled = True


Places = dict[str, Chapter]


def solve(keys: Mapping[str, str], look: Callable[[Places], list[Spot]], kept: Path | None = None) -> Places:
    """The places of all figures. `look` sets some chapters with what is known and says where things fell, in order.

    `keys` names the chapters, each with a digest of what it holds: where that is as in an earlier run, so are the places,
    which stand in `kept`.
    """
    book = {name: Chapter() for name in keys}
    files = {name: kept / f"{key}.json" for name, key in keys.items()} if kept else {}
    for name, file in files.items():
        if file.is_file():
            way, figures, split = json.loads(file.read_text("utf-8"))
            places = {path: tuple(place) for path, place in figures.items()}
            book[name] = Chapter(way, places, settled=True, split=split)
    for _ in range(PASSES):
        opened = {name: chapter for name, chapter in book.items() if not chapter.settled}
        if not opened:
            break
        fell: dict[str, list[Spot]] = {name: [] for name in opened}
        for spot in look(opened):
            fell[spot["chapter"]].append(spot)
        for name, spots in fell.items():
            decide(opened[name], spots)
    for chapter in book.values():
        if not chapter.settled:
            chapter.settle()
    for name, file in files.items():
        write(file, json.dumps([book[name].way, book[name].figures, book[name].split]))
    return book


def decide(chapter: Chapter, spots: list[Spot]) -> None:
    """Give the next figure its place; when all have theirs, try another way where the last page is too empty."""
    largest = WAYS[chapter.way][1]
    found = next_place(spots, chapter.decided, largest)
    if found:
        chapter.figures |= found
        chapter.decided |= found.keys()
        return
    last = spots[-1] if spots else {"page": 0, "y": 0.0}
    filled = (last["y"] - HEAD) / (FOOT - HEAD)
    one_page = not spots or last["page"] == spots[0]["page"]
    split = 0
    if any(spot["kind"] == "piece" for spot in spots):
        filled, split = balanced(spots)
    chapter.best = max(
        chapter.best, (filled, chapter.way, dict(chapter.figures), split), key=lambda way: way[0]
    )
    if filled >= FULL or one_page or chapter.way + 1 == len(WAYS):
        chapter.settle()
    else:
        chapter.way += 1
        chapter.figures = {
            spot["id"]: ("none", max(WAYS[chapter.way][1], spot["least"]))
            for spot in spots
            if spot["kind"] == "figure"
        }
        chapter.decided = set()


def balanced(spots: list[Spot]) -> tuple[float, int]:
    """How full the last page is of a chapter in two columns, and the piece that begins the second one, as high as the first."""
    end = spots[-1]
    last = [(before, spot) for before, spot in pairwise([end, *spots]) if spot["page"] == end["page"]]
    top = min(spot["y"] for _, spot in last)

    def flown(spot: Spot) -> float:
        return float(spot["y"] - top + spot["right"] * (FOOT - top))

    half = flown(end) / 2
    after = [
        spot["n"]
        for before, spot in last
        if spot["kind"] == "piece" and before["kind"] != "heading" and flown(spot) >= half
    ]
    return half / (FOOT - HEAD), after[0] if after else 0


def next_place(spots: list[Spot], decided: set[str], largest: float) -> dict[str, tuple[str, float]]:
    """The first figure of a chapter that does not fit where it is named, and where it goes."""
    for spot in spots:
        if spot["kind"] != "figure" or spot["id"] in decided:
            continue
        room = FOOT - spot["y"] - AROUND - spot["title"]
        size = max(largest, spot["least"])
        if max(size * spot["image"], spot["notes"]) <= room:
            continue
        scale = int(100 * room / spot["image"]) / 100
        if scale >= spot["least"] and spot["notes"] <= room:
            return {spot["id"]: ("none", scale)}
        return {spot["id"]: ("none" if spot["alone"] else "top", size)}
    return {}
