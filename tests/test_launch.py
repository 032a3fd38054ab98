"""Every address at the head of a chapter leads to something that is there; without a repository there is none."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from lxml import html

from press.config import PressError, Settings, settings
from press.run.colab import colab_cell, with_first_cell, write_colab
from press.run.freshness import code_cells, components, imported, parse, read_notebook
from press.run.launch import git, options, places, requirements
from press.run.lite import stage
from press.web.launchpage import HELP_PAGE, buttons

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted(ROOT.glob("notebooks/*.ipynb"))


@pytest.fixture
def book() -> Settings:
    return replace(settings(ROOT), repository="https://github.com/somebody/a-book")


@pytest.fixture
def clone(book: Settings, tmp_path: Path) -> Settings:
    """A small repository with one chapter, so that writing a branch cannot touch this one."""
    for name in ("pyproject.toml", "requirements.txt", NOTEBOOKS[0].relative_to(ROOT).as_posix()):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    git(tmp_path, "init", "--quiet")
    for key, value in (("user.name", "Test"), ("user.email", "test@example.org")):
        git(tmp_path, "config", key, value)
    return replace(book, root=tmp_path, notebooks=tmp_path / "notebooks")


def test_addresses_name_the_repository_the_branch_and_a_file_of_the_tree(book: Settings) -> None:
    for notebook in NOTEBOOKS:
        path = notebook.relative_to(ROOT).as_posix()
        found = {place.name: urlsplit(place.address) for place in places(book, path)}
        branch = options(ROOT)["branch"]
        assert found["Binder"].path == f"/v2/gh/somebody/a-book/{branch}"
        opened = unquote(found["Binder"].query).removeprefix("urlpath=lab/tree/")
        assert (ROOT / opened).is_file()
        assert found["Codespaces"].path == f"/somebody/a-book/tree/{branch}"


def test_what_the_services_build_from_is_in_the_tree() -> None:
    build = (ROOT / ".binder" / "postBuild").read_text("utf-8")
    assert os.access(ROOT / ".binder" / "postBuild", os.X_OK)
    for name in re.findall(r"-r (\S+)", build):
        assert (ROOT / name).is_file()
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    command, target = container["postCreateCommand"].split()
    assert command == "make"
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.M)
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["requires-python"]
    python = (ROOT / ".binder" / "runtime.txt").read_text("utf-8").strip()
    assert python.removeprefix("python-") == wanted.removeprefix(">=")


def test_without_an_address_a_page_leads_to_the_instructions_only(book: Settings) -> None:
    page = f"notebooks/{NOTEBOOKS[0].stem}"
    bare = replace(book, repository="", root=book.root)
    shown = [place.address for place in buttons(bare, page) if urlsplit(place.address).netloc]
    assert shown == []
    assert buttons(bare, page)[-1].address == f"../{HELP_PAGE}.html"


@pytest.mark.parametrize(
    ("repository", "binder", "names"),
    [
        ("https://gitlab.com/a/b/c", "/v2/gl/a%2Fb%2Fc/", {"Binder"}),
        ("https://git.example.org/a/b", "/v2/git/https%3A%2F%2Fgit.example.org%2Fa%2Fb/", {"Binder"}),
        ("https://github.com/a/b.git", "/v2/gh/a/b/", {"Binder", "Codespaces"}),
    ],
)
def test_other_hosts_get_what_works_for_them(
    book: Settings, repository: str, binder: str, names: set[str]
) -> None:
    found = {place.name: place.address for place in places(replace(book, repository=repository))}
    assert found.keys() == names
    assert binder in found["Binder"]


def test_colab_is_offered_once_its_branch_is_there_and_holds_the_file(clone: Settings) -> None:
    path = f"notebooks/{NOTEBOOKS[0].name}"
    assert "Colab" not in {place.name for place in places(clone, path)}
    write_colab(clone)
    (address,) = [place.address for place in places(clone, path) if place.name == "Colab"]
    branch, _, file = urlsplit(address).path.removeprefix("/github/somebody/a-book/blob/").partition("/")
    text = git(clone.root, "show", f"{branch}:{file}").stdout
    first, *rest = json.loads(text)["cells"]
    assert "clone" in "".join(first["source"])
    assert ["".join(cell["source"]) for cell in rest] == [
        "".join(cell["source"]) for cell in read_notebook(NOTEBOOKS[0])["cells"]
    ]
    assert not any(cell.get("outputs") for cell in rest)


def test_colab_is_refused_without_a_repository_on_github(book: Settings) -> None:
    with pytest.raises(PressError, match="GitHub"):
        write_colab(replace(book, repository="https://gitlab.com/a/b"))


def test_the_first_cell_fetches_the_book_into_an_empty_folder_and_once(
    book: Settings, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Run in a Python that sees no installed package, as a fresh service would be; pip finds all there already."""
    origin = tmp_path_factory.mktemp("origin")
    assert git(ROOT, "clone", "--quiet", "--bare", ROOT.as_uri(), str(origin)).returncode == 0
    # A service that runs tests has often no branch checked out.
    assert git(origin, "update-ref", "refs/heads/read", "HEAD").returncode == 0
    cell = colab_cell(book).replace(json.dumps(book.repository + ".git"), json.dumps(origin.as_uri()))
    cell = cell.replace(f'"--branch", "{options(ROOT)["branch"]}"', '"--branch", "read"')
    cell = cell.replace('"install", "--quiet"', '"install", "--quiet", "--dry-run", "--no-deps"')
    after = "import importlib.util as u, os; print(u.find_spec('four_islands').origin, os.getcwd())"
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"{cell}\n{cell}\n{after}"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": ""},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [
        str(tmp_path / "book" / "four_islands" / "__init__.py"),
        str(tmp_path / "book" / "notebooks"),
    ]


def test_the_edition_for_the_browser_has_chapters_package_and_data_where_the_repository_has_them(
    book: Settings, tmp_path: Path
) -> None:
    stage(book, tmp_path)
    for name in (
        "four_islands/__init__.py",
        "press/figure/chart.py",
        "data/sources.csv",
        "data/schema/sources.yml",
    ):
        assert (tmp_path / name).read_bytes() == (ROOT / name).read_bytes()
    for path in NOTEBOOKS:
        first, *rest = code_cells(read_notebook(tmp_path / "notebooks" / path.name))
        assert set(options(ROOT)["needs"]) <= set(first.split())
        assert (tmp_path / "notebooks" / re.findall(r'insert\(0, "(.+)"\)', first)[0] / "press").is_dir()
        assert rest == code_cells(read_notebook(path))


def test_a_first_cell_changes_nothing_else() -> None:
    notebook = read_notebook(NOTEBOOKS[0])
    changed = with_first_cell(notebook, "x")
    assert code_cells(changed)[1:] == code_cells(notebook)
    assert notebook == read_notebook(NOTEBOOKS[0])


def test_a_chapter_in_the_browser_keeps_its_figures_where_python_cannot_be_fetched(
    book: Settings, tmp_path: Path
) -> None:
    stage(book, tmp_path)
    first, *rest = read_notebook(tmp_path / NOTEBOOKS[0].relative_to(ROOT))["cells"]
    assert "the network" in first["source"][1]
    kept = nbformat.read(NOTEBOOKS[0], as_version=4)["cells"]
    assert [cell.get("outputs") for cell in rest] == [cell.get("outputs") for cell in kept]


def test_an_output_in_the_browser_is_one_text_for_no_server_joins_its_lines(
    book: Settings, tmp_path: Path
) -> None:
    stage(book, tmp_path)
    told = [
        value
        for path in NOTEBOOKS
        for cell in json.loads((tmp_path / path.relative_to(ROOT)).read_text("utf-8"))["cells"]
        for output in cell.get("outputs", [])
        for kind, value in output.get("data", {}).items()
        if kind.startswith(("text/", "image/"))
    ]
    assert told and not any(isinstance(value, list) for value in told)


def test_what_the_notebooks_import_is_what_the_first_cell_installs(book: Settings) -> None:
    names: set[str] = set()
    for path in NOTEBOOKS:
        names |= imported(parse("\n\n".join(code_cells(read_notebook(path))), path))
        for file in components(path, book):
            if file.endswith(".py"):
                names |= imported(parse((ROOT / file).read_text("utf-8"), ROOT / file))
    tops = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"four_islands", "press"}
    known = packages_distributions()
    used = {known[top][0].lower() for top in tops}
    stated = {re.split(r"[<>=]", line)[0] for line in requirements(book)}
    come_along = {"numpy", "scipy", "pillow"}  # with pandas, statsmodels and matplotlib
    for_pages = {"docutils", "sphinx_external_toc"}
    for_pictures = {"lxml", "typst"}  # asked for only where an author gives a picture
    assert used - come_along - for_pages - for_pictures <= stated


@pytest.mark.built
def test_every_chapter_has_a_button_and_the_help_page_is_there(site: Path) -> None:
    for path in NOTEBOOKS:
        page = html.parse(site / "notebooks" / f"{path.stem}.html")
        links = page.xpath('//div[contains(@class, "dropdown-launch-buttons")]//a/@href')
        assert f"../{HELP_PAGE}.html" in links
        assert (site / f"{HELP_PAGE}.html").is_file()


def test_a_typing_error_names_notebook_cell_and_line(tmp_path: Path, book: Settings) -> None:
    cells = [
        {"cell_type": "code", "source": "x = 1"},
        {"cell_type": "code", "source": "y = 2\nif y = 3:\n    pass"},
    ]
    path = tmp_path / "mine.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    with pytest.raises(PressError, match=r"mine\.ipynb: Python cannot read code cell 2, line 2"):
        components(path, book)


def test_a_folder_that_is_no_book_is_named_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(PressError, match="make install"):
        settings(tmp_path)


def test_a_missing_package_is_named_with_the_next_step(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); import four_islands"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": ""},
    )
    assert "lacks" in done.stderr
    assert "pandas" in done.stderr
    assert "make lab" in done.stderr


@pytest.mark.parametrize("folder", [ROOT, ROOT / "notebooks"], ids=["repository", "own folder"])
def test_a_chapter_runs_by_jupyter_execute(folder: Path) -> None:
    """The smallest chapter; nbval runs them all."""
    chapter = min(NOTEBOOKS, key=lambda path: len(code_cells(read_notebook(path))))
    before = chapter.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "jupyter", "execute", os.path.relpath(chapter, folder)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert chapter.read_bytes() == before
