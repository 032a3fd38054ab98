"""A chapter explains: it opens with people, answers before it proves, and no sentence is a string of numbers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import telling
from telling import Cell, cells, chapters, numbers, sentences, told

from four_islands.data import load
from four_islands.data.load import Tables
from four_islands.measures import premiers
from four_islands.pages.primer import NOTE_MIME

TOLD = [path for path in chapters() if told(path)]
IDS = [path.stem for path in TOLD]
each_chapter = pytest.mark.parametrize("path", TOLD, ids=IDS)


def code(path: Path) -> list[Cell]:
    return [cell for cell in cells(path) if cell.kind == "code"]


@each_chapter
def test_a_chapter_has_scene_question_and_answer_in_this_order(path: Path) -> None:
    order = [tag for cell in cells(path) for tag in cell.tags if tag in {"scene", "question", "answer"}]
    assert order == ["scene", "question", "answer"]


@each_chapter
def test_in_jupyterlab_a_sentence_stands_without_the_code_that_says_it(path: Path) -> None:
    made = [cell for cell in json.loads(path.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    said = [cell["metadata"] for cell in made if "".join(cell["source"]).startswith("say(")]
    assert said and all(known.get("jupyter") == {"source_hidden": True} for known in said)


@each_chapter
def test_the_scene_is_told_in_100_to_220_words(path: Path) -> None:
    (scene,) = [cell for cell in cells(path) if "scene" in cell.tags]
    assert 100 <= len(scene.shown.split()) <= 220


@each_chapter
def test_the_short_answer_is_two_to_four_sentences_with_at_most_two_numbers(path: Path) -> None:
    (answer,) = [cell for cell in cells(path) if "answer" in cell.tags]
    said = list(sentences(answer.shown))
    assert 2 <= len(said) <= 4
    assert len(numbers(" ".join(said))) <= 2


@each_chapter
def test_a_chapter_is_written_by_hand_at_length(path: Path) -> None:
    assert 1_500 <= telling.words(path) <= 2_900, telling.words(path)


@each_chapter
def test_no_sentence_is_a_string_of_numbers(path: Path) -> None:
    wrong = [
        f"cell {cell.number}: {s}"
        for cell in cells(path)
        for s in sentences(cell.shown)
        if len(numbers(s)) > telling.SENTENCE_NUMBERS
    ]
    assert not wrong, "\n".join(wrong)


@each_chapter
def test_no_sentence_begins_with_a_numeral(path: Path) -> None:
    wrong = [
        f"cell {cell.number}: {s}" for cell in cells(path) for s in sentences(cell.shown) if s[0].isdigit()
    ]
    assert not wrong, "\n".join(wrong)


@each_chapter
def test_no_term_of_the_tables_reaches_the_reader(path: Path) -> None:
    wrong = [
        f"cell {cell.number}, “{found.group()}”: {s}"
        for cell in cells(path)
        for s in sentences(cell.shown)
        if (found := telling.TABLE_TERMS.search(s))
    ]
    assert not wrong, "\n".join(wrong)


@each_chapter
def test_a_title_is_one_clause_with_at_most_one_number(path: Path) -> None:
    titles = [figure["title"] for cell in cells(path) for figure in cell.figures]
    long = [t for t in titles if len(t) > telling.TITLE_LENGTH or len(numbers(t)) > telling.TITLE_NUMBERS]
    assert not long, "\n".join(long)


@each_chapter
def test_a_figure_has_words_before_and_after_it(path: Path) -> None:
    told_cells = [cell for cell in cells(path) if cell.shown.strip() or cell.figures]
    for before, cell, after in zip(told_cells, told_cells[1:], [*told_cells[2:], None], strict=False):
        if cell.figures:
            name = cell.figures[0]["id"]
            assert prose_of(before) and after is not None and prose_of(after), f"{name} stands without words"


def prose_of(cell: Cell) -> bool:
    """Whether the cell has a sentence, not only a heading."""
    return any(True for _ in sentences(cell.shown))


@each_chapter
def test_no_heading_stands_without_text(path: Path) -> None:
    for cell, after in zip(cells(path), [*cells(path)[1:], None], strict=False):
        last = cell.source.strip().splitlines()[-1] if cell.kind == "markdown" and cell.source.strip() else ""
        if last.startswith("#"):
            assert after is not None and (prose_of(after) or after.outputs), f"cell {cell.number}: {last}"


@each_chapter
def test_a_code_cell_has_one_thought(path: Path) -> None:
    wrong = [
        f"cell {c.number}: {c.lines} lines"
        for c in code(path)
        if c.lines > telling.CELL_LINES and "say(" not in c.source
    ]
    wrong += [
        f"cell {c.number}: a formatted string inside another"
        for c in code(path)
        if telling.nested_format(c.source)
    ]
    wrong += [
        f"cell {c.number}: the threshold {t} belongs into the package"
        for c in code(path)
        for t in telling.thresholds(c.source)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_a_chapter_says_once_what_a_newcomer_needs(path: Path) -> None:
    assert sum(NOTE_MIME in output.get("data", {}) for cell in code(path) for output in cell.outputs) == 1


def test_the_first_change_of_data_that_the_book_offers_is_allowed_and_seen(root: Path) -> None:
    page = re.sub(r"\s+", " ", (root / "book" / "rerun.md").read_text("utf-8"))
    found = re.search(r"write `(\w+)` for `(\w+)` in the row `(\w+)`, (\w+), of `data/(\w+)\.csv`", page)
    assert found
    new, old, term, name, table = found.groups()
    cells = Tables(root / "data").cells(table)
    row = cells["term_id"].index(term)
    assert cells["exit_code"][row] == old
    cells["exit_code"][row] = new
    stands = [
        premiers.reasons(exits, load("premierships")).set_index("reason")["names"].str.contains(name).idxmax()
        for exits in (load(table), Tables(root / "data", {table: cells}).checked(table))
    ]
    assert stands[0] != stands[1]


def test_the_checks_see_what_they_look_for() -> None:
    assert list(sentences("# Head\n\nOne man. He said: “No.” Then 12 left.")) == [
        "One man.",
        "He said: “No.”",
        "Then 12 left.",
    ]
    assert numbers("On 19 August 1956 he gave 3 of 12 papers, see Article 26.") == ["3", "12"]
    assert telling.nested_format("f'{f\"{a}\"}'") and not telling.nested_format('f"{a:{b}}"')
    assert telling.thresholds("x = a > 0.5") == ["a > 0.5"]
    assert telling.TABLE_TERMS.search("Six rows say so")
    assert telling.strip_imports("from a import (\n    b,\n)\nc = 1").strip() == "c = 1"
