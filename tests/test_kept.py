"""What is not made again: nothing where all stands as it stood, everything that shows what has changed."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes

from four_islands.pages.reference import made_of
from press import build, kept
from press.config import ROOT, PressError, Settings, built, own
from press.files import write
from press.web import cover, edition

HERE = (
    "pyproject.toml",
    "_config.yml",
    "_toc.yml",
    "CITATION.cff",
    "requirements.lock",
    "LICENSE",
    "LICENSE-DATA",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small copy of a book: its settings, a style, a module, a table, a chapter."""
    for name in HERE:
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, tmp_path / name)
    for name in (
        "book/_static/book.css",
        "press/kept.py",
        "four_islands/prose.py",
        "data/trade.csv",
        "book/cite.md",
    ):
        write(tmp_path / name, (ROOT / name).read_bytes())
    write(tmp_path / "notebooks" / "01.ipynb", '{"cells": [{"cell_type": "code", "source": "1"}]}')
    return tmp_path


@pytest.fixture
def app(root: Path) -> Any:
    """As much of Sphinx as writes the pages."""
    built.cache_clear()
    config = dict.fromkeys(kept.SHOWN, "")
    env = SimpleNamespace(
        titles={"index": nodes.title("", "A book")}, toctree_includes={"index": ["book/cite"]}
    )
    return SimpleNamespace(
        srcdir=root, outdir=root / "out", doctreedir=root / "trees", config=config, env=env
    )


def pages(app: Any) -> Iterator[kept.Page]:
    for name in ("data/trade", "go/fig-x"):
        yield name, {"body": app.body.get(name, "")}, "page.html"


def written(app: Any, body: dict[str, str] | None = None) -> list[str]:
    """Let the pages be written as Sphinx does; which were."""
    app.body = body or {}
    names = []
    for name, context, _ in kept.kept(pages)(app):
        write(Path(app.outdir, f"{name}.html"), context["body"])
        names.append(name)
    return names


def test_a_page_is_written_again_only_when_it_says_something_else_or_is_gone(app: Any) -> None:
    assert written(app) == ["data/trade", "go/fig-x"]
    assert written(app) == []
    assert written(app, {"go/fig-x": "A new drawing"}) == ["go/fig-x"]
    Path(app.outdir, "data/trade.html").unlink()
    assert written(app, {"go/fig-x": "A new drawing"}) == ["data/trade"]


@pytest.mark.parametrize(
    "path",
    ["book/_static/book.css", "press/kept.py", "four_islands/prose.py", "_toc.yml", "requirements.lock"],
)
def test_what_surrounds_every_page_makes_all_of_them_anew(app: Any, root: Path, path: str) -> None:
    written(app)
    (root / path).write_text((root / path).read_text() + "\n# changed\n")
    assert written(app) == ["data/trade", "go/fig-x"]


@pytest.mark.parametrize("what", ["title", "contents", "theme"])
def test_titles_contents_and_settings_stand_on_every_page(app: Any, what: str) -> None:
    written(app)
    if what == "title":
        app.env.titles["index"] = nodes.title("", "Another book")
    elif what == "contents":
        app.env.toctree_includes["index"] = []
    else:
        app.config["html_theme_options"] = {"logo": "x"}
    assert len(written(app)) == 2


def test_pages_are_not_even_made_while_what_all_are_made_of_stands(app: Any, root: Path) -> None:
    app.body, made = {}, []

    def counted(app: Any) -> Iterator[kept.Page]:
        made.append(1)
        yield from pages(app)

    def build_once(what: str) -> list[str]:
        names = [name for name, _, _ in kept.kept(counted, lambda _: what)(app)]
        for name in names:
            write(Path(app.outdir, f"{name}.html"), "page")
        return names

    assert [len(build_once("a")), len(build_once("a")), len(made)] == [2, 0, 1]
    assert [len(build_once("b")), len(made)] == [0, 2]  # made of something else, they say the same
    Path(app.outdir, "data/trade.html").unlink()
    assert build_once("b") == ["data/trade"]
    (root / "_toc.yml").write_text("format: other")
    assert len(build_once("b")) == 2


def first_line(root: Path, name: str) -> str:
    return (root / name).read_text("utf-8").splitlines()[0]


def test_a_page_is_read_again_only_when_it_would_see_something_else(app: Any, root: Path) -> None:
    app.env.srcdir, app.env.docname = root, "index"
    kept.note(app.env, first_line, "book/cite.md")
    assert kept.outdated(app, app.env) == []
    (root / "book" / "cite.md").write_text(first_line(root, "book/cite.md") + "\nmore\n")
    assert kept.outdated(app, app.env) == []
    (root / "book" / "cite.md").write_text("# Another head\n")
    assert kept.outdated(app, app.env) == ["index"]
    (root / "book" / "cite.md").unlink()
    assert kept.outdated(app, app.env) == ["index"]
    kept.purge(app, app.env, "index")
    assert kept.outdated(app, app.env) == []


@pytest.mark.parametrize(
    ("path", "again"),
    [("data/trade.csv", True), ("four_islands/prose.py", True), ("book/cite.md", False)],
)
def test_the_pages_made_of_tables_see_the_tables_and_the_code(root: Path, path: str, again: bool) -> None:
    before = made_of(root, "data")
    (root / path).write_text((root / path).read_text() + "\n")
    assert (made_of(root, "data") != before) == again


def test_the_cover_sees_what_a_chapter_says_of_itself_and_not_its_other_words(root: Path) -> None:
    head = '{"cell_type": "markdown", "metadata": {}, "source": "# Title"}'
    path = root / "notebooks" / "01.ipynb"

    def seen(*cells: str) -> object:
        path.write_text(f'{{"cells": [{head}, {", ".join(cells)}]}}')
        return cover.brief(root, "notebooks/01")

    prose = '{"cell_type": "markdown", "metadata": {}, "source": "A word"}'
    answer = '{"cell_type": "markdown", "metadata": {"tags": ["answer"]}, "source": "It holds."}'
    assert seen(prose, answer) == seen(prose.replace("word", "verb"), answer)
    assert seen(prose, answer) != seen(prose, answer.replace("holds", "fails"))


def test_what_is_remembered_is_asked_again_when_it_is_made_of_something_else(app: Any) -> None:
    asked: list[str] = []
    for made in ("a", "a", "b"):
        assert kept.remembered(app, "people", made, lambda made=made: asked.append(made) or [made]) == [made]
    assert asked == ["a", "b"]


def test_of_a_site_only_the_files_that_are_new_are_copied(tmp_path: Path) -> None:
    built, last, fresh = (tmp_path / name for name in ("built", "last", "fresh"))
    for name in ("same", "other"):
        write(built / name, "as built")
    shutil.copytree(built, last)
    (built / "other").write_text("as built, anew")
    (built / "new").write_text("new")
    shutil.copytree(built, fresh, copy_function=partial(build.copied, built, last))
    assert {file.name: file.read_text() for file in fresh.iterdir()} == {
        "same": "as built",
        "other": "as built, anew",
        "new": "new",
    }
    assert (fresh / "same").samefile(last / "same")
    assert not any(file.samefile(built / file.name) for file in fresh.iterdir())


def test_prose_and_data_leave_other_pages_alone(app: Any, root: Path) -> None:
    written(app)
    for name in ("book/cite.md", "data/trade.csv", "notebooks/01.ipynb"):
        write(root / name, (root / name).read_text() + " ")
    assert written(app) == []


@pytest.fixture
def book(root: Path) -> Settings:
    """The settings of the copy, with a site that an earlier build made."""
    write(root / "_build" / "html" / "index.html", "<p>")
    write(root / "_toc.yml", "file: notebooks/01")
    return replace(own(), root=root, data=root / "data", notebooks=root / "notebooks")


INPUTS = [
    "data/trade.csv",
    "book/cite.md",
    "notebooks/01.ipynb",
    "four_islands/prose.py",
    "press/kept.py",
    "_toc.yml",
]


@pytest.mark.parametrize(
    "path", [*INPUTS, "requirements.lock", "book/_static/book.css", "_build/html/index.html"]
)
def test_a_build_is_skipped_only_while_all_it_reads_and_all_it_made_stand(book: Settings, path: str) -> None:
    before = build.state_of(book)
    assert build.state_of(book) == before
    write(book.root / path, (book.root / path).read_text() + " ")
    assert build.state_of(book) != before


def test_a_word_saved_while_the_pages_are_made_is_not_taken_for_built(
    book: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def site(book: Settings, _: object) -> str:
        write(book.build / ".html.digest", build.read_by_pages(book))
        write(book.root / "book" / "cite.md", "saved meanwhile")
        return "made"

    said: list[str] = []
    monkeypatch.setattr(build.readers, "check", lambda _: None)
    monkeypatch.setattr(build, "prepare", lambda _: "")
    monkeypatch.setattr(build, "notebooks", lambda *_: "")
    monkeypatch.setattr(build, "site", site)
    for _ in range(3):
        build.build(book, upto="html", say=said.append)
    assert [line.split()[0] for line in said] == ["data", "notebooks", "html"] * 2 + ["all"]


def test_a_form_is_offered_once_it_is_made_or_about_to_be(
    book: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def site(book: Settings, _: object) -> str:
        write(book.build / ".html.digest", "made")
        offered.append(edition.forms(book.root))
        return ""

    def paper(book: Settings, kind: str, _: object) -> str:
        if kind == "epub":
            raise PressError("no room")
        write(book.build / kind / f"{book.stem}.{kind}", "whole")
        return ""

    offered: list[list[str]] = []
    monkeypatch.setattr(build.readers, "check", lambda _: None)
    for step, stub in (("prepare", str), ("notebooks", lambda *_: ""), ("site", site), ("paper", paper)):
        monkeypatch.setattr(build, step, stub)
    build.build(book, upto="html")
    with pytest.raises(PressError, match="no room"):
        build.build(book, upto="epub")
    build.build(book, upto="html")
    assert offered == [[], ["pdf", "epub"], ["pdf"]]


@pytest.mark.parametrize(
    ("path", "again"), [("data/trade.csv", True), ("four_islands/prose.py", True), ("book/cite.md", True)]
)
def test_the_description_of_the_data_is_made_again_for_what_it_reads(
    book: Settings, path: str, again: bool
) -> None:
    before = build.read_by_modules(book)
    write(book.root / path, (book.root / path).read_text() + " ")
    assert (build.read_by_modules(book) != before) == again


def test_the_description_of_the_data_hangs_on_the_code_of_a_notebook_and_not_on_its_words(
    book: Settings,
) -> None:
    before, path = build.read_by_modules(book), book.notebooks / "01.ipynb"
    prose = '{"cells": [{"cell_type": "markdown", "source": "A word"}, {"cell_type": "code", "source": "1"}]}'
    path.write_text(prose)
    assert build.read_by_modules(book) == before
    path.write_text(prose.replace('"1"', '"2"'))
    assert build.read_by_modules(book) != before


@pytest.mark.parametrize(
    ("path", "forgotten"),
    [
        ("book/references.bib", True),
        ("press/kept.py", True),
        ("four_islands/prose.py", True),
        ("book/cite.md", False),
        ("data/trade.csv", False),
    ],
)
def test_a_changed_module_or_list_of_references_has_every_page_read_again(
    book: Settings, monkeypatch: pytest.MonkeyPatch, path: str, forgotten: bool
) -> None:
    """What they say stands on pages that were not touched, and Sphinx leaves those as they were."""
    write(book.root / "book" / "references.bib", "@book{one,}")
    stopped = SimpleNamespace(returncode=1, stdout="", stderr="")
    monkeypatch.setattr(build.subprocess, "run", lambda *_, **__: stopped)
    monkeypatch.setattr(build, "read_by_pages", lambda _: "")
    page = book.build / ".work" / "page"
    for _ in range(2):  # the first makes the mark
        with pytest.raises(PressError, match="Sphinx stopped"):
            build.site(book)
        (book.build / ".work.unfinished").unlink()
        write(page, "as it was")
    write(book.root / path, "changed")
    with pytest.raises(PressError, match="Sphinx stopped"):
        build.site(book)
    assert page.exists() is not forgotten
