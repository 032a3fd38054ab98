"""The rows behind every figure of the book, by table: the notebooks are run again and their charts ask."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.api.types import is_numeric_dtype
from shown import joined, places

from four_islands.charts.about import About
from four_islands.data import table
from press.figure.chart import Chart

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("[0-9]*.ipynb"))


def behind(about: About, rows: pd.DataFrame) -> dict[str, set[int]]:
    """The places of the rows of each table that a figure was drawn from: those of `of` that stand in what is drawn.

    A row stands in the drawn frame where its keys, words, days and sources do, so far as the frame has kept them under
    their names. Where it has hardly any such row - a count, a curve - all of `of` is behind it.
    """
    found: dict[str, set[int]] = {}
    for frame in about.of or [rows]:
        for name in frame.attrs.get("tables", ()):
            keys = set(table(name).primary_key)
            kept = [c for c in rows if c in frame and (c in keys or not is_numeric_dtype(frame[c]))]
            same, met = joined(frame, kept), joined(rows, kept)
            is_kept = bool(kept) and met.isin(same).sum() >= min(len(rows), len(frame)) / 2
            found.setdefault(name, set()).update(places(name, frame[same.isin(met)] if is_kept else frame))
    return found


@cache
def drawn() -> dict[str, dict[str, set[int]]]:
    """The rows behind every figure, by its id; the cells that show claims are passed over, for they draw nothing."""
    found: dict[str, dict[str, set[int]]] = {}
    chart = About.chart

    def noted(about: About, figure: Any, rows: pd.DataFrame, marks: Iterable[str]) -> Chart:
        found[about.id] = behind(about, rows)
        return chart(about, figure, rows, marks)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(About, "chart", noted)
        for path in NOTEBOOKS:
            names: dict[str, Any] = {"display": lambda *_: None}
            for cell in json.loads(path.read_text("utf-8"))["cells"]:
                code = "".join(cell["source"])  # JupyterLab saves a list of lines
                if cell["cell_type"] == "code" and not code.startswith("claim("):
                    exec(code, names)
    return found
