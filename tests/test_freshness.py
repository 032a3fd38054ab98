"""A notebook is stale when its code, its tables or its modules changed, and for no other reason."""

import json
from pathlib import Path

import pytest

from press import readers
from press.config import PressError, Settings, https_address, settings
from press.readers import notebook as read_notebook
from press.run.freshness import (
    CITED,
    closure,
    code_cells,
    components,
    imported,
    loaded,
    module_reads,
    stale_reasons,
    tree_of,
)
from press.run.notebooks import check, refresh


@pytest.fixture
def book(tmp_path: Path) -> Settings:
    """A small book: one package, two tables, two notebooks."""
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "__init__.py").write_text("")
    (tmp_path / "pkg" / "data.py").write_text("def load(name):\n    return name\n")
    (tmp_path / "pkg" / "topic.py").write_text(
        "from pkg.data import load\n\n\ndef measure():\n    return load('kings')\n"
    )
    (tmp_path / "pkg" / "other.py").write_text("X = 1\n")
    schema = tmp_path / "data" / "schema"
    schema.mkdir(parents=True)
    for name, keys in (
        ("kings", "[{columns: [realm], table: realms, references: [realm]}]"),
        ("realms", "[]"),
        ("wars", "[]"),
    ):
        (tmp_path / "data" / f"{name}.csv").write_text("a\n1\n")
        (schema / f"{name}.yml").write_text(f"name: {name}\nforeign_keys: {keys}\n")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").write_text(
        '[project]\nversion = "1"\n[tool.press]\npackage = "pkg"\npdf = "book"\nloaders = ["load"]\n'
    )
    write(
        tmp_path / "notebooks" / "01.ipynb",
        "import sys\nsys.path.insert(0, '..')\nfrom pkg.topic import measure\nmeasure()",
    )
    return settings(tmp_path)


def write(path: Path, code: str) -> None:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {},
        "source": code,
        "outputs": [],
        "execution_count": None,
    }
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    path.write_text(
        json.dumps({"cells": [cell], "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5})
    )


def notebook(book: Settings) -> Path:
    return book.notebooks / "01.ipynb"


def test_a_notebook_depends_on_the_tables_and_modules_it_reaches(book: Settings) -> None:
    found = set(components(notebook(book), book))
    assert {"code", "pkg/topic.py", "pkg/data.py", "data/kings.csv", "data/realms.csv"} <= found
    assert not found & {"pkg/other.py", "data/wars.csv"}


@pytest.mark.parametrize(
    "code",
    [
        "from pkg.data import load\nlist_of = ('wars', 'no table')\nall = {name: load(name) for name in list_of}",
        "from pkg import lists\nfrom pkg.data import load\nall = {name: load(name) for name in lists.TABLES}",
    ],
)
def test_tables_loaded_in_a_loop_count_as_read(book: Settings, code: str) -> None:
    (book.root / "pkg" / "lists.py").write_text("TABLES = ('wars',)\n")
    write(notebook(book), code)
    assert "data/wars.csv" in components(notebook(book), book)


@pytest.mark.parametrize("file", ["data/kings.csv", "data/realms.csv", "pkg/data.py"])
def test_a_change_of_what_it_reads_makes_it_stale_by_name(book: Settings, file: str) -> None:
    refresh(book, say=lambda _: None)
    assert stale_reasons(notebook(book), book) == []
    changed = book.root / file
    changed.write_text(changed.read_text() + "# changed\n")
    assert stale_reasons(notebook(book), book) == [f"{file} changed"]
    with pytest.raises(PressError, match="make notebooks"):
        check(book)


def test_outputs_of_another_run_are_not_those_of_its_code(book: Settings) -> None:
    refresh(book, say=lambda _: None)
    notebook(book).write_text(notebook(book).read_text().replace("'kings'", "'princes'"))
    assert stale_reasons(notebook(book), book) == ["its outputs are of another run"]
    refresh(book, say=lambda _: None)
    assert "'kings'" in notebook(book).read_text()


def test_a_new_source_makes_no_notebook_stale_but_those_whose_rows_cite_it(book: Settings) -> None:
    kings, sources = book.data / "kings.csv", book.data / "sources.csv"
    about = book.data / "schema" / "sources.yml"
    kings.write_text("a,source_ids\n1,bede-731;ghost\n")
    sources.write_text("source_id,title\nbede-731,History\n")
    about.write_text("name: sources\nas_of: 2020-01-01\n")
    refresh(book, say=lambda _: None)
    sources.write_text(sources.read_text() + "asser-893,Life\n")
    about.write_text("name: sources\nas_of: 2020-01-02\n")
    assert stale_reasons(notebook(book), book) == []
    for changed in ("bede-731,A History\n", "bede-731,History\nghost,Seen\n"):
        sources.write_text(f"source_id,title\n{changed}")
        assert stale_reasons(notebook(book), book) == ["data/sources.csv changed"]
    write(
        notebook(book),
        "import sys\nsys.path.insert(0, '..')\nfrom pkg.data import load\nload('sources')",
    )
    refresh(book, say=lambda _: None)
    sources.write_text(sources.read_text() + "asser-893,Life\n")
    assert stale_reasons(notebook(book), book) == ["data/sources.csv changed"]


def test_a_change_elsewhere_leaves_it_fresh(book: Settings) -> None:
    refresh(book, say=lambda _: None)
    for file in ("data/wars.csv", "pkg/other.py"):
        (book.root / file).write_text("changed\n")
    assert refresh(book, say=lambda _: None) == []


def test_a_notebook_that_raises_is_named_and_left_alone(book: Settings) -> None:
    write(notebook(book), "1 / 0")
    before = notebook(book).read_bytes()
    with pytest.raises(PressError, match=r"01\.ipynb, cell 1 .*ZeroDivisionError"):
        refresh(book, say=lambda _: None)
    assert notebook(book).read_bytes() == before


@pytest.mark.parametrize(
    "magic",
    ["%matplotlib inline", "!ls", "?len", "len?", "%%bash\nls -l", "%%time\nfrom pkg.topic import measure"],
)
def test_lines_for_ipython_do_not_stop_the_book(book: Settings, magic: str) -> None:
    code = "from pkg.topic import measure\n"
    write(notebook(book), magic if magic.startswith("%%") else f"{code}if True:\n    {magic}\n{magic}")
    assert ("pkg/topic.py" in components(notebook(book), book)) is (not magic.startswith("%%bash"))


def test_a_notebook_of_another_language_is_refused(book: Settings) -> None:
    notebook(book).write_text(notebook(book).read_text().replace('"language": "python"', '"language": "R"'))
    before = notebook(book).read_bytes()
    with pytest.raises(PressError, match=r"01\.ipynb: a notebook for R"):
        refresh(book, say=lambda _: None)
    assert notebook(book).read_bytes() == before


def test_a_cell_in_a_page_of_text_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: intro\n")
    (tmp_path / "intro.md").write_text(
        "---\njupytext: {}\n---\n# Title\n\n```{code-cell} ipython3\n1 + 1\n```\n"
    )
    with pytest.raises(PressError, match=r"intro\.md, line 6: .*jupytext --to ipynb"):
        readers.check(tmp_path)


def test_a_file_that_is_read_without_the_loader_makes_its_notebook_stale(book: Settings) -> None:
    (book.notebooks / "rain.csv").write_text("mm\n3\n")
    write(notebook(book), "import csv\nprint(list(csv.reader(open('rain.csv'))))")
    refresh(book, say=lambda _: None)
    assert stale_reasons(notebook(book), book) == []
    (book.notebooks / "rain.csv").write_text("mm\n4\n")
    assert stale_reasons(notebook(book), book) == ["notebooks/rain.csv changed"]


def test_a_pasted_picture_is_refused_with_its_line(book: Settings) -> None:
    cells = json.loads(notebook(book).read_text())
    cells["cells"].append(
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "![x](attachment:x.png)"}
    )
    notebook(book).write_text(json.dumps(cells, indent=1))
    with pytest.raises(
        PressError, match=r"01\.ipynb, line \d\d: a pasted picture.*save it beside the notebook"
    ):
        refresh(book, say=lambda _: None)


def test_a_notebook_that_the_contents_do_not_name_is_left_alone_and_told(
    book: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (book.root / "_toc.yml").write_text("root: intro\nchapters: [{file: notebooks/01}]\n")
    scratch, told = book.notebooks / "my try.ipynb", list[str]()
    write(scratch, "1 / 0")
    before = scratch.read_bytes()
    assert refresh(book, say=told.append) == [notebook(book)]
    line = "  notebooks/my try.ipynb is left alone; to make it a chapter add `- file: notebooks/my try` to _toc.yml"
    assert told[0] == line
    check(book)
    assert capsys.readouterr().out == f"{line}\n"
    assert scratch.read_bytes() == before
    (book.root / "_toc.yml").write_text("root: intro\nchapters: [{glob: notebooks/*}]\n")
    with pytest.raises(PressError, match="ZeroDivisionError"):
        refresh(book, say=told.append)


def test_code_that_python_cannot_read_is_named(book: Settings) -> None:
    write(notebook(book), "def broken(:\n    pass")
    with pytest.raises(PressError, match=r"01\.ipynb: Python cannot read code cell 1, line 1"):
        refresh(book, say=lambda _: None)


def test_a_file_that_is_no_notebook_is_named(book: Settings) -> None:
    notebook(book).write_text("{")
    with pytest.raises(PressError, match=r"01\.ipynb, line 1: not a readable notebook"):
        refresh(book, say=lambda _: None)


def test_the_chapters_of_this_book_are_fresh() -> None:
    check(settings())


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("git@example.org:a/b.git", "https://example.org/a/b"),
        ("https://user:secret@example.org/a/b.git", "https://example.org/a/b"),
        ("ssh://git@example.org/a/b", "https://example.org/a/b"),
        ("/srv/git/b", ""),
        ("", ""),
    ],
)
def test_only_a_public_remote_is_an_address(remote: str, address: str) -> None:
    assert https_address(remote) == address


def test_plain_jupyter_book_warns_of_a_stale_notebook(
    book: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    from types import SimpleNamespace

    from press.web import sphinx

    told: list[str] = []
    monkeypatch.setattr(sphinx.log, "warning", lambda message, *args, **_: told.append(message % args))
    refresh(book, say=lambda _: None)
    sphinx.tell_stale(SimpleNamespace(srcdir=str(book.root)))
    assert told == []
    (book.root / "data" / "kings.csv").write_text("a\n2\n")
    sphinx.tell_stale(SimpleNamespace(srcdir=str(book.root)))
    assert told == ["notebooks/01.ipynb is stale: data/kings.csv changed. Run `make notebooks`."]


def test_words_beside_a_module_count_as_part_of_it(book: Settings) -> None:
    words = book.root / "pkg" / "topic.yml"
    words.write_text("A: b\n")
    assert "pkg/topic.yml" in components(notebook(book), book)
    words.unlink()
    assert "pkg/topic.yml" not in components(notebook(book), book)


def test_no_chapter_runs_again_for_a_source_that_no_row_of_its_tables_cites() -> None:
    book = settings()
    for path in sorted((book.root / "notebooks").glob("*.ipynb")):
        tree = tree_of(code_cells(read_notebook(path)), path)
        modules = closure(imported(tree), book.root, book.loaders)
        whole = [file.name for file in modules if CITED in module_reads(file, book.loaders)[1]]
        assert whole == [] and CITED not in loaded(tree, book.loaders), path.name
