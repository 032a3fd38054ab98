"""The figures an assertion points to show rows of the tables that its test read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from four_islands.claims.ledger import PLOTLY_MIME, judged, outputs
from four_islands.data import load

NOTEBOOKS = sorted((Path(__file__).resolve().parents[1] / "notebooks").glob("[0-9]*.ipynb"))
JUDGED = judged(NOTEBOOKS)
METAS = [content["layout"].get("meta", {}).get("press") for _, content in outputs(NOTEBOOKS, PLOTLY_MIME)]
DRAWN = {meta["id"]: {source["id"] for source in meta["sources"]} for meta in METAS if meta}
A_TENTH = 0.1  # of a figure's sources; two tables share a source now and then by accident
HALF = 0.5  # of a table's sources: a small table may stand beside a large one in one figure


@cache
def of_table(name: str) -> set[str]:
    """The sources of the rows of a table."""
    frame = load(name)
    cells = [cell for column in frame if "source_id" in column for cell in frame[column].dropna()]
    return {source for cell in cells for source in str(cell).split(";")}


def shows(figure: str, tables: list[str]) -> bool:
    """Whether one of the tables stands behind a tenth of what a figure cites, or half of it is cited there."""
    drawn, known = DRAWN[figure], [of_table(name) for name in tables]
    return any(len(drawn & of) >= min(A_TENTH * len(drawn), HALF * len(of)) > 0 for of in known)


@pytest.mark.parametrize("assertion", [name for name, a in JUDGED.items() if a["figures"]])
def test_a_figure_plots_rows_that_the_test_read(assertion: str) -> None:
    found = JUDGED[assertion]
    assert [figure for figure in found["figures"] if not shows(figure, found["tables"])] == []


def test_a_figure_of_other_rows_is_found() -> None:
    assert not shows("summits-warming", ["belligerents"])
    assert not shows("offers-money", ["cooperation_events", "russian_countermeasures"])
