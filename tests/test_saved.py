"""A chapter saved in JupyterLab differs in git by what was changed in it, and by nothing else."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from jupyter_server.services.contents.filemanager import FileContentsManager

from press.config import settings
from press.run import saved
from press.run.freshness import shown
from press.run.launch import made

ROOT = Path(__file__).resolve().parent.parent


def alone(folder: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The largest notebook of a folder of this book, alone in a repository of its own."""
    (tmp_path / folder).mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    if not (notebooks := [*(ROOT / folder).glob("*.ipynb")]):
        pytest.skip(f"this book has no notebook in {folder}")
    largest = max(notebooks, key=lambda path: path.stat().st_size)
    shutil.copy(largest, tmp_path / folder)
    who = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    for command in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "Start"]):
        made(tmp_path, *command)
    monkeypatch.setattr(saved, "own", lambda: settings(tmp_path))
    return tmp_path / folder / largest.name


@pytest.fixture
def chapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The chapter with the most figures."""
    return alone("notebooks", tmp_path, monkeypatch)


def as_javascript(value: Any) -> Any:
    """JSON after a browser has read and written it: it has one kind of number."""
    if isinstance(value, dict):
        return {key: as_javascript(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_javascript(each) for each in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def save(chapter: Path, hook: str = "press.run.saved.hook", **change: str) -> None:
    """Open the chapter and save it as JupyterLab does, the first cell of each kind changed."""
    manager = FileContentsManager(root_dir=str(chapter.parent), **({"post_save_hook": hook} if hook else {}))
    model = manager.get(chapter.name)
    content = as_javascript(json.loads(json.dumps(model["content"])))
    content["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    content["metadata"]["language_info"] = {
        "name": "python",
        "version": "3.11.7",
        "mimetype": "text/x-python",
    }
    for number, cell in enumerate(content["cells"]):
        if cell["cell_type"] == "code":
            cell["execution_count"] = number + 40
    for kind, source in change.items():
        next(cell for cell in content["cells"] if cell["cell_type"] == kind)["source"] = source
    manager.save({"type": "notebook", "content": content}, chapter.name)


def lines_changed(chapter: Path) -> list[str]:
    told = made(chapter.parent, "diff", "--numstat").split("\t")
    return told[:2]


def test_saving_without_a_change_changes_nothing(chapter: Path) -> None:
    save(chapter)
    assert lines_changed(chapter) == [""]


def test_a_chapter_run_again_to_the_same_end_is_fresh_whoever_saved_it(chapter: Path) -> None:
    before = json.loads(chapter.read_text("utf-8"))
    save(chapter, hook="")
    after = json.loads(chapter.read_text("utf-8"))
    assert before["cells"] != after["cells"]
    assert before["metadata"]["press"]["outputs"] == shown(after)


@pytest.mark.parametrize("kind", ["markdown", "code"])
def test_a_changed_cell_is_the_only_change(chapter: Path, kind: str) -> None:
    save(chapter, **{kind: "1 + 1"})
    assert lines_changed(chapter) == ["1", "1"]


def test_an_assignment_differs_in_git_by_the_line_that_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    master = alone("notebooks/coursework", tmp_path, monkeypatch)
    save(master)
    assert lines_changed(master) == [""]
    first = next(c for c in json.loads(master.read_text("utf-8"))["cells"] if c["cell_type"] == "markdown")
    save(master, markdown="".join(first["source"]).replace(" ", "  ", 1))
    assert lines_changed(master) == ["1", "1"]


def test_what_another_editor_saved_is_put_right_by_make_notebooks(chapter: Path) -> None:
    save(chapter, hook="")
    assert lines_changed(chapter) != [""]
    book = settings(chapter.parent.parent)
    (path,) = saved.changed(book)
    saved.restore(path, book)
    assert lines_changed(chapter) == [""]


def test_a_chapter_committed_as_another_editor_wrote_it_keeps_the_numbers_of_its_cells(chapter: Path) -> None:
    kept = json.loads(chapter.read_text("utf-8"))
    save(chapter, hook="")
    made(
        chapter.parent, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-qam", "Saved"
    )
    saved.restore(chapter, settings(chapter.parent.parent))
    now = json.loads(chapter.read_text("utf-8"))
    for before, after in zip(kept["cells"], now["cells"], strict=True):
        assert after["source"] == before["source"]
        assert after.get("execution_count") == before.get("execution_count")


def test_make_lab_names_the_hook() -> None:
    assert "--FileContentsManager.post_save_hook=press.run.saved.hook" in (ROOT / "Makefile").read_text(
        "utf-8"
    )


def test_the_lab_that_make_starts_wraps_long_lines() -> None:
    (folder,) = re.findall(r'app_settings_dir="\$\(CURDIR\)/([^"]+)"', (ROOT / "Makefile").read_text("utf-8"))
    told = json.loads((ROOT / folder / "overrides.json").read_text("utf-8"))
    assert told["@jupyterlab/notebook-extension:tracker"]["codeCellConfig"]["lineWrap"] is True
