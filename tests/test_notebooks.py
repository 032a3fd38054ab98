"""The notebooks are chapters: one title, honest outputs, no typed results, nothing that only works here."""

import json
import re
from io import StringIO
from itertools import pairwise
from pathlib import Path
from tokenize import generate_tokens
from typing import Any

import pytest

from press.figure.chart import PLOTLY_MIME

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
# A percentage, a decimal or a number with a thousands separator in prose is a result, and results are computed.
RESULT = re.compile(r"\d+(?:\.\d+)?\s?(?:%|per cent)|(?<![\d.])\d+\.\d+(?![\d.])|\b\d{1,3}(?:,\d{3})+\b")
CONVENTION = "95 per cent"  # the level of the intervals, chosen and not found
HIDING = re.compile(r"NBVAL_|nbval-|raises-exception|skip-execution")

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path: Path, kind: str) -> list[dict[str, Any]]:
    return [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == kind]


def text(cell: dict[str, Any]) -> str:
    return "".join(cell["source"])


def outputs(path: Path) -> list[dict[str, Any]]:
    return [output for cell in cells(path, "code") for output in cell["outputs"]]


def headings(path: Path) -> list[int]:
    lines = [line for cell in cells(path, "markdown") for line in text(cell).splitlines()]
    return [len(match[1]) for line in lines if (match := re.match(r"(#+) ", line))]


def test_has_one_title_and_skips_no_level(path: Path) -> None:
    levels = headings(path)
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_cells_bear_their_numbers_and_texts_are_whole(path: Path) -> None:
    code = cells(path, "code")
    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    assert all(isinstance(cell["source"], str) for cell in json.loads(path.read_text("utf-8"))["cells"])


def test_no_heading_is_computed_for_the_contents_would_miss_it(path: Path) -> None:
    assert [
        line for cell in cells(path, "code") for line in text(cell).splitlines() if line[:3] == "## "
    ] == []


def test_holds_outputs_without_errors_or_warnings(path: Path) -> None:
    kinds = [output["output_type"] for output in outputs(path)]
    assert kinds, f"{path.name} has no outputs; run `make notebooks`"
    assert not {"error", "stream"} & set(kinds), f"{path.name} prints, warns or fails in a cell"


def test_shows_no_code_before_it_is_asked_for(path: Path) -> None:
    bare = [cell for cell in cells(path, "code") if "hide-input" not in cell["metadata"].get("tags", [])]
    assert [text(cell)[:60] for cell in bare] == []


def test_hides_nothing_from_the_check(path: Path) -> None:
    assert not HIDING.search(path.read_text("utf-8"))


def is_told(cell: dict[str, Any]) -> bool:
    """A scene quotes its witnesses and a method box makes up its example: neither is a result of the data."""
    return "scene" in cell["metadata"].get("tags", []) or ":class: method" in text(cell)


def test_types_no_result_into_its_prose(path: Path) -> None:
    typed = [
        (found[0], text(cell)[:60])
        for cell in cells(path, "markdown")
        if not is_told(cell)
        for found in RESULT.finditer(text(cell))
        if found[0] != CONVENTION
    ]
    assert not typed, f"{path.name}: compute these with `say` instead of typing them: {typed}"


def test_no_cell_of_code_is_longer_than_fourteen_lines(path: Path) -> None:
    """Cells that only hold text for `say` are prose, and as long as a passage."""
    code = [text(cell).strip() for cell in cells(path, "code")]
    long = [
        cell[:60] for cell in code if not cell.startswith("say(") and len(re.findall(r"(?m)^.*\S", cell)) > 14
    ]
    assert not long, f"{path.name}: part the cell that begins so into imports, loading and showing: {long}"


def test_works_anywhere(path: Path) -> None:
    code = "\n".join(text(cell) for cell in cells(path, "code"))
    assert not re.search(
        r"""["'](/|[A-Z]:\\|~/)|\brequests\.(get|post)|urlopen|read_csv|filterwarnings""", code
    )
    assert not [token for token in generate_tokens(StringIO(code).readline) if token.string == ";"]


def test_shows_between_one_and_eight_figures(path: Path) -> None:
    figures = [output for output in outputs(path) if PLOTLY_MIME in output.get("data", {})]
    assert 1 <= len(figures) <= 8


def test_every_figure_is_a_chart_with_alt_text_and_sources(path: Path) -> None:
    for output in outputs(path):
        if PLOTLY_MIME in output.get("data", {}):
            meta = output["data"][PLOTLY_MIME]["layout"]["meta"]["press"]
            assert meta["alt"]
            assert meta["sources"]
            assert re.search(r"\d", meta["alt"]), f"{meta['id']}: the alt text states no number"


def test_ends_with_what_it_cannot_say_and_exercises(path: Path) -> None:
    if path.stem == "00_story":
        pytest.skip("the prologue tells and judges nothing")
    titles = [
        line[3:].lower()
        for cell in cells(path, "markdown")
        for line in text(cell).splitlines()
        if line.startswith("## ")
    ]
    for wanted in ("what would change", "cannot say", "sources|further reading", "exercises"):
        assert any(re.search(wanted, title) for title in titles), f"{path.name} has no section '{wanted}'"
