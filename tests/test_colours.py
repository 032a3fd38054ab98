"""Colours that tell things apart can be told apart by colour-blind readers too: measured in the figures and in the outcomes."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from test_draw_book import FIGURES

from four_islands.charts.style import CUES
from press.draw.colour import rgba
from press.draw.decode import at

# Machado, Oliveira and Fernandes (2009), the whole defect: what eyes without one kind of cone make of linear light.
EYES = {
    "all cones": np.eye(3),
    "no red": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.01182, 0.04294, 0.968881],
    ],
    "no blue": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.3039],
    ],
}
TO_XYZ = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
WHITE = [0.9505, 1.0, 1.089]
APART = 10.0  # in CIELAB; two is the least that an eye sees side by side


def lab(colour: str, eye: str) -> Any:
    """A colour on white paper as an eye sees it."""
    *mixed, alpha = rgba(colour)
    shown = np.array(mixed) * alpha + 1 - alpha
    linear = np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)
    xyz = np.array(TO_XYZ) @ np.clip(np.array(EYES[eye]) @ linear, 0, 1) / WHITE
    root = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


def apart(one: str, other: str) -> float:
    """How far two colours are apart for the eye that tells them worst."""
    return min(float(np.linalg.norm(lab(one, eye) - lab(other, eye))) for eye in EYES)


def series(figure: dict[str, Any]) -> dict[tuple[Any, ...], set[str]]:
    """The colours of a figure by what else marks its series: kind, symbol, dash, width, hatching. Bands are left out."""
    found = defaultdict(set)
    for trace in figure["data"]:
        if trace.get("visible", True) is not True:
            continue
        marker, line, mode = trace.get("marker") or {}, trace.get("line") or {}, trace.get("mode", "")
        for n in range(len(trace.get("x") or [])):
            colour, symbol = at(marker.get("color"), n), str(at(marker.get("symbol"), n, "circle"))
            if trace["type"] == "bar":
                found["bar", str(at((marker.get("pattern") or {}).get("shape"), n))].add(colour)
            elif mode == "markers":
                found["point", symbol.removesuffix("-open")].add(colour)
        if "lines" in mode and line.get("width", 2):
            symbol = str(marker.get("symbol")) if "markers" in mode else ""
            found["line", line.get("dash", "solid"), round(line.get("width", 2)), symbol].add(
                line.get("color")
            )
    return {cue: {one for one in colours if one and rgba(one)[3] > 0.5} for cue, colours in found.items()}


@pytest.mark.parametrize("name", FIGURES)
def test_series_that_only_their_colour_parts_are_apart_for_every_eye(name: str) -> None:
    for cue, colours in series(FIGURES[name]).items():
        near = [pair for pair in combinations(sorted(colours), 2) if apart(*pair) < APART]
        assert not near, cue


def test_outcomes_are_a_ramp_of_their_own_and_apart_for_every_eye() -> None:
    style = (Path(__file__).parent.parent / "book" / "_static" / "book.css").read_text("utf-8")
    outcome = dict(re.findall(r"^\.outcome-(holds|mixed|fails|open) { --outcome: (#\w+); }", style, re.M))
    assert [
        name
        for name in sorted(outcome, key=lambda name: lab(outcome[name], "all cones")[0])
        if name != "open"
    ] == [
        "holds",
        "mixed",
        "fails",
    ]
    assert not {*outcome.values()} & {cue.colour for cue in CUES.values()}
    for one, other in combinations(outcome.values(), 2):
        assert apart(one, other) > APART, (one, other)


def test_two_colours_that_some_eyes_mix_are_found() -> None:
    assert apart("#1d5fa6", "#c2410c") > APART > apart("#0b7a55", "#a8325a")
