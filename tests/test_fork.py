"""`make fork` gives a book of one's own that builds, or changes nothing and says why."""

from __future__ import annotations

import ast
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import machine
import pytest
import yaml
from lxml import html

from press.build import check_site
from press.config import PressError, settings
from press.fork import Wish, plan, read_wish, ready
from press.web.cover import charts

ROOT = Path(__file__).resolve().parent.parent
NAME, AUTHOR, REPO = 'Two "Rocks" & a Sea', "Ada Lovelace; José Núñez", "git@github.com:ada/two-rocks.git"


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
    environment |= {"PYTHONPATH": str(folder), "GIT_CONFIG_GLOBAL": os.devnull}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )


def git(folder: Path, *arguments: str) -> str:
    name = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    done = run(folder, "git", *name, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment_of(folder: Path, name: str, python: str) -> None:
    """An environment that `make` takes for installed, and whose Python is a script of ours."""
    place = folder / name / "bin" / "python"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(f"#!/bin/sh\n{python}\n", "utf-8")
    place.chmod(0o755)
    (folder / name / ".ready").touch()


def fork(folder: Path, keep: str = "example", name: str = NAME, author: str = AUTHOR):
    environment_of(folder, ".venv", f'exec "{sys.executable}" "$@"')
    return run(folder, "make", "fork", f"NAME={name}", f"AUTHOR={author}", f"REPO={REPO}", f"KEEP={keep}")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean repository with the files of this one as they are now."""
    folder = tmp_path_factory.mktemp("fresh") / "book"
    listed = git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Start")
    return folder


@pytest.fixture
def copy(fresh: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "--quiet", str(fresh), "book")
    return tmp_path / "book"


@pytest.fixture(scope="module")
def forked(fresh: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book forked with the example chapters, committed and built."""
    return built_fork(fresh, tmp_path_factory.mktemp("forked"), "example")


def built_fork(fresh: Path, folder: Path, keep: str) -> Path:
    git(folder, "clone", "--quiet", str(fresh), "book")
    done = fork(folder / "book", keep)
    assert done.returncode == 0, done.stderr
    project = tomllib.loads((folder / "book" / "pyproject.toml").read_text("utf-8"))["project"]
    parts = project["entry-points"]["myst_nb.mime_renderers"]
    told = (
        folder / "book" / "four_islands_no_treaty.egg-info"
    )  # before the installed one, which is the parent's
    told.mkdir()
    (told / "PKG-INFO").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 0.1.0\n")
    lines = [f"{name} = {place}" for name, place in parts.items()]
    (told / "entry_points.txt").write_text("\n".join(["[myst_nb.mime_renderers]", *lines, ""]))
    built = run(folder / "book", sys.executable, "-m", "press", "html")
    assert built.returncode == 0, built.stderr + built.stdout
    git(folder / "book", "add", "--all")
    git(folder / "book", "commit", "--quiet", "--message", "Fork")
    return folder / "book"


def test_the_fork_builds_the_examples_with_their_figures_under_the_new_name(forked: Path) -> None:
    site = forked / "_build" / "html"
    assert sorted(path.stem for path in (site / "notebooks").glob("*.html")) == ["01_example", "02_example"]
    assert (site / "figures" / "example-votes.wide.svg").is_file()
    assert (site / "figures" / "example-survival.wide.svg").is_file()
    page = html.parse(site / "notebooks" / "01_example.html")
    assert NAME in page.findtext(".//title")
    assert page.xpath('//figure[@id="fig-example-survival"]//img/@alt')
    links = page.xpath('//a[contains(@href, "mybinder.org")]/@href')
    assert links == [
        "https://mybinder.org/v2/gh/ada/two-rocks/main?urlpath=lab/tree/notebooks/01_example.ipynb"
    ]
    assert page.xpath('//a[starts-with(@href, "https://codespaces.new/ada/two-rocks/")]')


def test_citation_and_licences_name_the_new_authors_and_keep_the_old(forked: Path) -> None:
    citation = yaml.safe_load((forked / "CITATION.cff").read_text("utf-8"))
    before = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["title"] == NAME
    assert [author["name"] for author in citation["authors"]] == ["Ada Lovelace", "José Núñez"]
    assert citation["references"][0]["title"] == before["title"]
    assert citation["repository-code"] == "https://github.com/ada/two-rocks"
    licence = (forked / "LICENSE").read_text("utf-8")
    assert before["authors"][0]["name"] in licence
    assert "Ada Lovelace" in licence
    assert before["authors"][0]["name"] in (forked / "LICENSE-TEXT-AND-DATA.md").read_text("utf-8")
    assert (forked / "README.md").read_text("utf-8").startswith(f"# {NAME}\n")
    assert "ada/two-rocks/actions/workflows/book.yml/badge.svg" in (forked / "README.md").read_text("utf-8")
    assert settings(forked).stem == "two-rocks-a-sea"


def authors_of(bib: Path) -> list[str]:
    (names,) = re.findall(r"^  author = \{(.*)\},$", bib.read_text("utf-8"), re.M)
    return re.findall(r"\{([^}]*)\}", names)


def test_tables_that_came_along_are_cited_as_ours_and_tables_of_their_own_as_the_forkers(
    forked: Path,
) -> None:
    before = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    ours, hers = [author["name"] for author in before["authors"]], ["Ada Lovelace", "José Núñez"]
    data = forked / "_build" / "html" / "data"
    assert authors_of(data / "premierships.bib") == authors_of(data / "leaders_south_atlantic.bib") == ours
    (item,) = json.loads((data / "premierships.csl.json").read_text("utf-8"))
    assert item["container-title"] == before["title"]
    assert item["issued"]["date-parts"] == [[int(part) for part in before["date-released"].split("-")]]
    assert f"as kept in {NAME}" in item["note"]
    page = (forked / "_build" / "html" / "book" / "data.html").read_text("utf-8")
    assert f"Compiled by {ours[0]} for" in page
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    assert found
    sets = [each for each in json.loads(found[1])["@graph"] if each["@type"] == "Dataset"]
    assert len(sets) > 1
    for each in sets:  # the sources of the examples stand in the list of sources, which is hers therefore
        whose = hers if each["identifier"] == "sources" else ours
        assert [creator["name"] for creator in each["creator"]] == whose, each["identifier"]
    (item,) = json.loads((data / "sources.csl.json").read_text("utf-8"))
    assert f"from that of {ours[0]} in {before['title']}, version {before['version']}" in item["note"]
    assert f"{item['version']}" == "0.1.0" and "as kept in" not in item["note"]

    settings_file = forked / "pyproject.toml"
    right = settings_file.read_text("utf-8")
    hers_now, count = re.subn(r'"data/premierships@\w+",', "", right)  # as if she had compiled it anew
    assert count == 1
    settings_file.write_text(hers_now, "utf-8")
    assert run(forked, sys.executable, "-m", "press", "html").returncode == 0
    assert authors_of(data / "premierships.bib") == hers
    assert authors_of(data / "trade.bib") == ours
    git(forked, "checkout", "--quiet", "--", ".")
    assert run(forked, sys.executable, "-m", "press", "html").returncode == 0


def test_the_forks_data_package_is_the_forkers_and_names_the_compilers(forked: Path) -> None:
    before = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    package = json.loads((forked / "data" / "datapackage.json").read_text("utf-8"))
    assert package["title"] == f"{NAME}: the data"
    assert package["name"] == "two-rocks-a-sea"
    assert before["abstract"][:40] not in package["description"]
    roles = {person["title"]: person["roles"] for person in package["contributors"]}
    assert [*roles] == ["Ada Lovelace", "José Núñez", before["authors"][0]["name"]]
    assert "maintainer" in roles["Ada Lovelace"] and "maintainer" not in roles[before["authors"][0]["name"]]
    for resource in package["resources"]:
        kept = resource["name"] != "sources"  # with the sources of the examples it is another table
        assert resource["compiledFor" if kept else "compiledFrom"] == before["title"], resource["name"]
    assert (forked / "data" / "README.md").read_text("utf-8").startswith(f"# The data of {NAME}\n")


def test_the_forks_own_checks_pass(forked: Path) -> None:
    environment_of(forked, ".venv", f'exec "{sys.executable}" "$@"')
    assert run(forked, "make", "fresh").returncode == 0
    garrison = forked / "data" / "garrison_estimates.csv"
    right = garrison.read_bytes()
    garrison.write_bytes(right.replace(b",9500,", b",9600,", 1))
    done = run(forked, "make", "fresh")
    garrison.write_bytes(right)
    assert done.returncode and "datapackage" in done.stdout + done.stderr
    tests = [
        "tests/test_notebooks.py",
        "tests/test_site.py",
        "tests/test_launch.py",
        "tests/test_data_use.py",
        "tests/test_data_package.py",
        "tests/test_cite.py",
    ]
    done = run(forked, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *tests)
    assert done.returncode == 0, done.stdout[-3000:]
    assert git(forked, "status", "--porcelain") == ""


WORDS = [
    'Two "Great" Rocks',
    '"',
    "It's \\ a 'rock'",
    "The $5 Question, $HOME and $$",
    "`touch INJECTED`",
    "$(touch INJECTED) ${HOME} $(shell touch INJECTED)",
    'x"; touch INJECTED; echo "',
    "$(NAME) $(MAKE)",
    "Rocks & Stones; <b> | # 1 %",
    "-n --keep=all",
    "二つの岩 & «камни»",
]


@pytest.mark.parametrize("words", WORDS)
def test_make_hands_on_the_words_as_they_were_written(words: str, tmp_path: Path) -> None:
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / "coursework").mkdir()
    shutil.copy(ROOT / "coursework" / "requirements.lock", tmp_path / "coursework")
    (tmp_path / words).mkdir()
    for name in (".venv", ".venv-coursework"):
        environment_of(tmp_path, name, "printf '%s\\n' \"$@\" >told")
    done = run(tmp_path, "make", "fork", f"NAME={words}", f"AUTHOR={words}", f"REPO={words}", "KEEP=all")
    assert done.returncode == 0, done.stderr
    told = (tmp_path / "told").read_text("utf-8").splitlines()
    assert told[2:] == [f"--name={words}", f"--author={words}", f"--repo={words}", "--keep=all"]
    done = run(tmp_path, "make", "grade", f"NAME={words}", f"FROM={words}")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "told").read_text("utf-8").splitlines()[-2:] == [words, words]
    assert not (tmp_path / "INJECTED").exists()


def test_a_build_after_a_killed_one_starts_clean(forked: Path) -> None:
    """As Sphinx leaves its folder when it dies while it writes the index: pages written, index cut off."""
    page, mark = forked / "book" / "rerun.md", forked / "_build" / ".work.unfinished"
    build = (sys.executable, "-m", "press", "html")
    right = page.read_text("utf-8")
    assert run(forked, *build).returncode == 0
    assert not mark.exists()
    (index,) = (forked / "_build" / ".work").rglob("searchindex.js")
    index.write_bytes(index.read_bytes()[:1000])
    mark.touch()
    page.write_text(f"{right}\nOne line more.\n", "utf-8")
    done = run(forked, *build)
    page.write_text(right, "utf-8")
    assert done.returncode == 0, done.stderr
    assert not mark.exists()
    assert "One line more." in (forked / "_build" / "html" / "book" / "rerun.html").read_text("utf-8")


KILLED_IN_PLACE = """
import os, runpy, signal, sys
from press import build
put = build.swap_folder
build.swap_folder = lambda *folders: (put(*folders), os.kill(os.getpid(), signal.SIGKILL))
sys.argv = ["press", "html"]
runpy.run_module("press", run_name="__main__")
"""


def test_a_build_killed_once_its_pages_are_in_place_does_not_pass_for_the_one_before(forked: Path) -> None:
    page, build = forked / "book" / "rerun.md", (sys.executable, "-m", "press", "html")
    right = page.read_text("utf-8")
    assert run(forked, *build).returncode == 0
    page.write_text(f"{right}\nA line that goes.\n", "utf-8")
    assert run(forked, sys.executable, "-c", KILLED_IN_PLACE).returncode == -signal.SIGKILL
    page.write_text(right, "utf-8")
    assert run(forked, *build).returncode == 0
    assert "A line that goes." not in (forked / "_build" / "html" / "book" / "rerun.html").read_text("utf-8")


@pytest.mark.parametrize("seed", [11, 23])
def test_a_build_killed_at_any_time_leaves_the_last_site_and_the_next_one_succeeds(
    forked: Path, seed: int
) -> None:
    site, mark = forked / "_build" / "html" / "index.html", forked / "_build" / ".work.unfinished"
    page = forked / "book" / "rerun.md"
    right, before = page.read_text("utf-8"), site.read_bytes()
    page.write_text(f"{right}\nA line of {seed}.\n", "utf-8")
    environment = os.environ | {"PYTHONPATH": str(forked)}
    press = subprocess.Popen(
        [sys.executable, "-m", "press", "html"], cwd=forked, env=environment, start_new_session=True
    )
    while not mark.exists() and press.poll() is None:
        time.sleep(0.01)
    time.sleep(random.Random(seed).uniform(0, 4))
    os.killpg(press.pid, signal.SIGKILL)
    press.wait()
    assert site.read_bytes() == before
    done = run(forked, sys.executable, "-m", "press", "html")
    page.write_text(right, "utf-8")
    assert done.returncode == 0, done.stderr
    assert not mark.exists()


def test_a_name_with_signs_of_markup_is_a_name_on_every_page(copy: Path) -> None:
    name, author = "Of $5, *two* and <img src=x onerror=alert(1)> $6", "<b>Ada</b>"
    done = fork(copy, name=name, author=author)
    assert done.returncode == 0, done.stderr
    done = machine.press(copy, "book")
    assert done.returncode == 0, done.stderr
    for page in (copy / "_build" / "html").glob("[bn]*/*.html"):
        tree = html.parse(page)
        assert not tree.xpath("//*[@onerror] | //math | //img[@src='x'] | //b[.='Ada']"), page
        assert name in tree.findtext(".//title"), page
    assert html.parse(copy / "_build/html/book/index.html").xpath("string(//h1)").startswith(name)


def test_a_page_that_swallows_its_text_stops_the_build(tmp_path: Path) -> None:
    for name in ("figures/a.wide.svg", "book/a.html"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("<body><script><article>Text.</article></body>", "utf-8")
    with pytest.raises(PressError, match=r"book/a.html has no text"):
        check_site(tmp_path)


def test_a_formula_is_drawn_without_a_script_and_one_that_is_none_is_named(forked: Path) -> None:
    page = forked / "book" / "rerun.md"
    right = page.read_text("utf-8")
    try:
        page.write_text(f"{right}\nA formula $x^2 + \\alpha$.\n\n$$ \\frac{{a}}{{b}} $$ (half)\n", "utf-8")
        done = machine.press(forked, "book")
        assert done.returncode == 0, done.stderr
        site = html.parse(forked / "_build" / "html" / "book" / "rerun.html")
        assert len(site.xpath("//article//math")) == 2
        assert not site.xpath("//script[contains(@src, '//')] | //script[contains(., 'MathJax')]")
        page.write_text(f"{right}\nA formula $\\frac{{a$.\n", "utf-8")
        done = machine.press(forked, "html")
        assert done.returncode == 1
        assert re.search(r"rerun\.md:\d+: WARNING: the formula", done.stderr)
    finally:
        page.write_text(right, "utf-8")


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What the press said, in one sentence and what to do: no traceback, no list."""
    assert done.returncode == 1, done.stdout + done.stderr
    says = done.stderr.strip().removeprefix("The book was not built.\n")
    assert "Traceback" not in done.stdout + done.stderr
    assert len(says.splitlines()) <= 3, says
    return says


@pytest.mark.skipif(not machine.has("unshare", "mount"), reason="only root mounts a small disk")
@pytest.mark.parametrize("share", [0.03, 0.2, 0.4, 0.6, 0.75, 0.9])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(forked: Path, share: float) -> None:
    assert run(forked, sys.executable, "-m", "press", "book").returncode == 0
    whole, needed = (
        machine.of(forked),
        sum(f.stat().st_size for f in (forked / "_build").rglob("*") if f.is_file()),
    )
    done, left = machine.on_a_small_disk(forked, round(needed * share / 1024))
    assert "No space left" in sentence(done) and "Free some space" in done.stderr
    for kind in machine.BOOK:
        own = {name for name in left if name.startswith(kind)}
        assert own in (set(), {name for name in whole if name.startswith(kind)})


@pytest.mark.skipif(not machine.has("setpriv"), reason="only root gives a tree away")
@pytest.mark.parametrize("fault", ["the tree", "the build", "the PDF"])
def test_what_may_not_be_written_is_named_and_the_last_book_stays(forked: Path, fault: str) -> None:
    page = forked / "book" / "rerun.md"
    assert machine.press(forked, "book").returncode == 0
    before, right = (
        {name: (forked / "_build" / name).read_bytes() for name in machine.of(forked)},
        page.read_text(),
    )
    page.write_text(f"{right}\nA line for {fault}.\n")
    places = {"the tree": "", "the build": "_build", "the PDF": "_build/pdf"}
    names = subprocess.run(["find", str(forked / places[fault])], capture_output=True, text=True, check=True)
    foreign = names.stdout.splitlines()
    try:
        for name in foreign:
            os.chown(name, 12345, 12345)
        done = machine.press(forked, "book", before=machine.WITHOUT)
    finally:
        for name in foreign:
            os.chown(name, 0, 0)
        page.write_text(right)
    assert re.search(r"Permission denied|Operation not permitted", sentence(done))
    assert "may be written" in done.stderr
    kept = {name: (forked / "_build" / name).read_bytes() for name in machine.of(forked)}
    same = {name for name in before if fault != "the PDF" or name.startswith("pdf")}
    assert {name: kept[name] for name in same} == {name: before[name] for name in same}


def test_a_file_where_the_build_must_be_and_a_machine_without_git_are_told(forked: Path) -> None:
    build, away = forked / "_build", forked / ".away"
    build.rename(away)
    build.touch()
    try:
        assert "A file stands where a folder must be" in sentence(machine.press(forked, "html"))
    finally:
        build.unlink()
        away.rename(build)
    assert "git was not found. Install it" in sentence(
        machine.press(forked, "moved", before=("env", "PATH=/nowhere"))
    )


def test_a_book_is_readable_by_a_web_server_whatever_its_builder_keeps_to_himself(forked: Path) -> None:
    for file in (forked / "book").rglob("*.md"):
        file.chmod(0o600)
    shutil.rmtree(forked / "_build" / "html")
    assert machine.press(forked, "book", before=("sh", "-c", 'umask 077; exec "$@"', "sh")).returncode == 0
    for kind in machine.BOOK:
        for place in (forked / "_build" / kind, *(forked / "_build" / kind).rglob("*")):
            assert place.stat().st_mode & 0o777 == (0o755 if place.is_dir() else 0o644), place


def test_a_second_fork_is_refused(forked: Path) -> None:
    done = fork(forked)
    assert done.returncode
    assert "forked already" in done.stderr
    assert git(forked, "status", "--porcelain") == ""


def test_uncommitted_changes_are_safe(copy: Path) -> None:
    (copy / "README.md").write_text("mine")
    done = fork(copy)
    assert done.returncode
    assert "README.md" in done.stderr
    assert (copy / "README.md").read_text() == "mine"
    assert git(copy, "status", "--porcelain").strip() == "M README.md"


def test_an_error_on_the_way_puts_everything_back(copy: Path) -> None:
    broken = copy / "examples" / "another_dispute" / "leaders_south_atlantic.csv"
    broken.write_text(broken.read_text("utf-8").replace("1983-12-10", "1983-13-10"), "utf-8")
    git(copy, "commit", "--quiet", "--all", "--message", "Break the example")
    done = fork(copy)
    assert done.returncode
    assert "1983-13-10" in done.stderr
    assert git(copy, "status", "--porcelain") == ""
    assert len(list((copy / "notebooks").glob("*.ipynb"))) == len(list((ROOT / "notebooks").glob("*.ipynb")))


def test_nothing_of_ours_stays_where_nothing_is_kept_and_what_stays_builds_and_passes(
    fresh: Path, tmp_path: Path
) -> None:
    """Tables, sources, rules, tests, coursework and pages go in one step."""
    book = built_fork(fresh, tmp_path, "nothing")
    assert sorted(path.stem for path in (book / "data").glob("*.csv")) == [
        "leaders_south_atlantic",
        "sources",
        "un_votes_south_atlantic",
    ]
    cited = {row.split(",")[0] for row in (book / "data" / "sources.csv").read_text("utf-8").splitlines()[1:]}
    assert cited >= {"archigos-4-1", "wikipedia-unga-2065"} and len(cited) < 10
    assert not [*(book / "four_islands" / "claims").glob("*.py")]
    walk = "[import_module(m.name) for m in walk_packages(four_islands.__path__, 'four_islands.')]"
    code = (
        f"import four_islands; from importlib import import_module; from pkgutil import walk_packages; {walk}"
    )
    assert run(book, sys.executable, "-c", code).stderr == ""
    ours = {path.stem for path in (ROOT / "data").glob("*.csv")} - {"sources"}
    told = git(
        book,
        "ls-files",
        "-z",
        "--",
        "*.md",
        "*.yml",
        "*.toml",
        "*.json",
        "*.bib",
        "*.ipynb",
        ".github",
        "Makefile",
    )
    for name in filter(None, told.split("\0")):
        text = (book / name).read_text("utf-8")
        for word in NOT_THEIRS.findall(text.replace("Four Islands, No Treaty", "")):
            assert (name, word) in SAID_STILL, f"{name} says {word}"
        named = {match for match in re.findall(r"(?:data/|load\(\")(\w+)", text) if match in ours}
        assert not named, f"{name} names {named}"
    environment_of(book, ".venv", f'exec "{sys.executable}" "$@"')
    assert run(book, "make", "fresh").returncode == 0
    tests = [
        f"tests/test_{name}.py"
        for name in ("notebooks", "site", "launch", "cite", "rooms", "freshness", "print")
    ]
    done = run(book, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *tests)
    assert done.returncode == 0, done.stdout[-3000:]


NOT_THEIRS = re.compile(r"Japan|Russia|Kuril|Etorofu|Tokyo|Moscow|premier|\bessay|claims?\b|JP01")
SAID_STILL = {  # languages of sources, letters of the type, an example of a publisher
    ("data/README.md", "Japan"),
    ("data/README.md", "Russia"),
    ("book/data.md", "Japan"),
    ("book/data.md", "Russia"),
    ("book/licences.md", "Japan"),
    ("data/schema/sources.yml", "Japan"),
    ("data/datapackage.json", "Japan"),
    ("pyproject.toml", "Japan"),
}


@pytest.mark.parametrize("keep", ["example", "nothing"])
def test_no_text_of_the_fork_leads_to_what_is_gone_or_bears_our_name(copy: Path, keep: str) -> None:
    """Read from the plan, so that no fork need be built for it."""
    book = settings(copy)
    changes = plan(book, Wish("New", "A", "https://example.org/a/b", keep), ready(book))
    listed = git(
        copy, "ls-files", "-z", "--", "*.md", ".github", ".devcontainer", ".binder", "Makefile", "_toc.yml"
    )
    assert "Schedules" not in str(changes[copy / "book" / "teach.md"])
    ours = yaml.safe_load((copy / "CITATION.cff").read_text("utf-8"))["title"]
    named = {"README.md", "LICENSE-TEXT-AND-DATA.md", "book/index.md", "book/data.md", "data/README.md"}
    for name in filter(None, listed.split("\0")):
        new = changes.get(copy / name, (copy / name).read_text("utf-8"))
        if new is None or name.startswith("data/") or name == "book/data.md":  # written anew from the tables
            continue
        assert isinstance(new, str)
        for path in re.findall(r"(?:notebooks|book|examples|tests|bench)/\w+(?:\.\w+)?", new):
            gone = [
                each for each in changes if changes[each] is None and f"{each}".startswith(f"{copy / path}")
            ]
            assert not gone, f"{name} leads to {path}, which is gone"
        assert name in named or ours not in new, name
        assert not re.search(r"make fork|KEEP=", new) or name == "Makefile", name


GIVEN = {  # names that a test may say: of what it writes itself, or of what need not be there
    "test_chapter_page": "cast.html",
    "test_cite": ".*tenure.*",
    "test_data_corruption": "01_islands|11_trade",
    "test_moved": ".*14_power.*",
    "test_print": "book/glossary",
    "test_slides": "instruments-(named|promise)|sanctions-kinds|windows-(cases|levels)",
    "test_versions": ".*trade.*",
}


@pytest.mark.parametrize("keep", ["example", "nothing"])
def test_no_test_that_stays_asks_for_what_goes_unless_it_is_skipped_without_it(copy: Path, keep: str) -> None:
    """A chapter, a page, a table, a figure or a folder of ours, by its name; else `make test` of the fork is red."""
    book = settings(copy)
    changes = plan(book, Wish("New", "A", "https://example.org/a/b", keep), ready(book))
    lost, wrong = names_lost(copy, changes), list[str]()
    for path in sorted((copy / "tests").glob("test_*.py")):
        if (text := changes.get(path, path.read_text("utf-8"))) is not None:
            given = re.compile(GIVEN.get(path.stem, ""))
            named = sorted(names_asked(ast.parse(text)) & lost)
            wrong += [f"{path.name} asks for {name}" for name in named if not given.fullmatch(name)]
    assert not wrong, "\n".join(wrong)


def names_lost(root: Path, changes: dict[Path, str | bytes | None]) -> set[str]:
    """The names that nothing has in a fork any more: of files, pages, folders, figures and tables."""
    listed = {root / name for name in git(root, "ls-files", "-z").split("\0") if name}
    gone = {path for path, new in changes.items() if new is None}
    here, left = names_of(root, gone), names_of(root, {*listed, *changes} - gone)
    here |= {each["layout"]["meta"]["press"]["id"] for path in gone for each in charts_of(path)}
    return here - left


def charts_of(path: Path) -> list[dict[str, Any]]:
    return charts(path) if path.suffix == ".ipynb" else []


def names_of(root: Path, paths: set[Path]) -> set[str]:
    """How a test may call these files: with and without ending and folder, as pages, and as tables."""
    places = {path.relative_to(root) for path in paths}
    found = {f"{folder}" for path in places for folder in path.parents}
    found |= {f"{path.with_suffix('')}" for path in places}
    found |= {f"{path.stem}{end}" for path in places for end in (path.suffix, ".html")}
    found |= {path.stem for path in places if path.suffix == ".ipynb"}
    return found | {f"load {path.stem}" for path in places if path.suffix == ".csv"}


def names_asked(module: ast.Module) -> set[str]:
    """What stands in the functions that skip nothing, and in the constants they use, as `names_of` has it."""
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    skip = {"skip", "skipif", "is_file", "exists"}
    skip |= {node.name for node in functions if words_of(node) & skip}
    known = {
        target.id: node
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    found, todo = set[str](), [node for node in functions if not words_of(node) & skip]
    while todo:
        for part in ast.walk(todo.pop()):
            if isinstance(part, ast.Name) and part.id in known:
                todo.append(known.pop(part.id))
            elif isinstance(part, ast.Constant) and (name := PLACE.fullmatch(str(part.value))):
                found |= {name[1], f"{name[1]}{name[2] or ''}".rpartition("/")[2]}
            elif isinstance(part, ast.Call) and getattr(part.func, "id", "") == "load":
                found |= {f"load {each.value}" for each in part.args if isinstance(each, ast.Constant)}
    return found


PLACE = re.compile(r"(?:\.\./)?(?:figures/|go/)?(?:fig-)?([\w/-]+)(\.\w+)?[\w.]*(?:#.*)?")


ASKING = """
MAP = "islands-map"
STEPS = "notebooks/12_offers.html"
def test_ends(browser, site):
    for chapter in ("04_counterparts", "08_washington"):
        browser.goto((site / "notebooks" / f"{chapter}.html").as_uri())
    browser.goto((site / "book" / "claims.html").as_uri() + "#claim-c18")
    assert load("premierships")["exit"] and MAP in site
def test_steps(site):
    if not (site / STEPS).is_file():
        pytest.skip("not a page of this edition")
"""


def test_what_a_test_asks_for_is_seen_and_what_it_looks_for_first_is_let_pass() -> None:
    """The lines that made a fork's own `make test` red, in November 2026."""
    asked = names_asked(ast.parse(ASKING))
    assert asked >= {"04_counterparts", "08_washington", "claims.html", "load premierships", "islands-map"}
    assert "notebooks/12_offers" not in asked


def words_of(function: ast.FunctionDef) -> set[str]:
    """The names a function uses."""
    return {getattr(node, "attr", getattr(node, "id", "")) for node in ast.walk(function)} | {
        each.arg for each in function.args.args
    }


def test_the_chapters_can_be_kept(copy: Path) -> None:
    book = settings(copy)
    changes = plan(book, Wish("New", "A", "https://example.org/a/b", "all"), ready(book))
    toc = changes[copy / "_toc.yml"]
    assert isinstance(toc, str)
    for path in (copy / "notebooks").glob("*.ipynb"):
        assert path not in changes
        assert 0 < toc.find(f"notebooks/{path.stem}\n") < toc.find("notebooks/91_example\n"), path.stem


def test_the_guides_worked_example_runs_as_printed(copy: Path) -> None:
    guide = (copy / "book" / "extend.md").read_text("utf-8")
    (block,) = (code for code in re.findall(r"```bash\n(.*?)```", guide, re.S) if "cp examples" in code)
    commands, last = block.strip().rsplit("\n", 1)
    assert last == "make html"
    assert run(copy, "sh", "-ec", commands).returncode == 0
    assert {"file": "notebooks/92_example"} in [
        chapter
        for part in yaml.safe_load((copy / "_toc.yml").read_text("utf-8"))["parts"]
        for chapter in part["chapters"]
    ]
    assert run(copy, sys.executable, "-m", "four_islands.data.datapackage").returncode == 0
    for name, figure in (("91_example", "example-survival"), ("92_example", "example-votes")):
        done = run(copy, sys.executable, "-m", "press", "notebooks", f"notebooks/{name}.ipynb")
        assert done.returncode == 0, done.stderr
        assert figure in (copy / "notebooks" / f"{name}.ipynb").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "author", "repo", "keep", "says"),
    [
        ("", "A", REPO, "all", "NAME"),
        ("A", " ", REPO, "all", "AUTHOR"),
        ("A", "two\nlines", REPO, "all", "AUTHOR"),
        ("A", "B", "", "all", "REPO"),
        ("A", "B", r"C:\books\mine", "all", "REPO"),
        ("A", "B", "/home/me/book", "all", "REPO"),
        ("A", "B", 'https://github.com/a/b"><script>', "all", "REPO"),
        ("A", "B", REPO, "some", "KEEP"),
    ],
)
def test_a_bad_wish_is_refused_with_an_example(
    name: str, author: str, repo: str, keep: str, says: str
) -> None:
    with pytest.raises(PressError, match=says):
        read_wish(name, author, repo, keep)


def test_a_saved_word_is_on_its_page_soon_and_an_error_is_told_and_survived(
    forked: Path, tmp_path: Path
) -> None:
    page, css, said = (
        forked / "notebooks" / "01_example.ipynb",
        forked / "book/_static/book.css",
        tmp_path / "said",
    )
    before, style = page.read_text("utf-8"), css.read_text("utf-8")
    environment = os.environ | {"PYTHONPATH": str(forked), "PORT": "0"}
    command = [sys.executable, "-u", "-m", "press", "watch"]
    with said.open("w") as out:
        watching = subprocess.Popen(command, cwd=forked, env=environment, stdout=out, stderr=out)

    def soon(holds: Callable[[], bool]) -> None:
        end = time.monotonic() + 120
        while not holds():
            assert time.monotonic() < end, said.read_text("utf-8")
            time.sleep(0.2)

    def address() -> str:
        return re.findall(r"(http://\S+/)  shows", said.read_text("utf-8"))[-1]

    def shown(path: str = "notebooks/01_example.html") -> str:
        with suppress(OSError), urlopen(address() + path) as answer:  # it may be beginning again
            return answer.read().decode()
        return ""

    def save(words: str) -> None:
        notebook = json.loads(before)
        next(c for c in notebook["cells"] if c["cell_type"] == "markdown")["source"] += f"\n\n{words}"
        page.write_text(json.dumps(notebook), "utf-8")

    try:
        soon(lambda: "shows the book" in said.read_text("utf-8"))
        assert "/.watched.js" in shown()
        number, state, place = (
            re.search(r'class="section-number">[^<]*', shown()),
            shown(".watched"),
            address(),
        )
        save("A word just saved.")
        soon(lambda: "A word just saved." in shown())
        soon(lambda: shown(".watched") not in ("", state))
        assert "watched" not in (forked / "_build/html/notebooks/01_example.html").read_text("utf-8")
        save("See {doc}`no-such-page`.")
        soon(lambda: "no-such-page" in said.read_text("utf-8"))
        assert re.search(r"01_example\.ipynb:\d+: WARNING: .*no-such-page", said.read_text("utf-8"))
        assert "A word just saved." in shown()
        save("A mended word.")
        soon(lambda: "A mended word." in shown())
        assert number
        assert number[0] in shown()
        css.write_text(
            style + "\n.just-saved { color: red }\n", "utf-8"
        )  # it begins again, at the same address
        link = re.search(r"style\.css\?v=\w+", shown())
        soon(lambda: "just-saved" in shown("_static/style.css"))
        assert link
        assert link[0] not in shown()  # a browser that has kept the old style asks for the new one
        assert address() == place
        watching.send_signal(signal.SIGINT)
        assert watching.wait(30) == 130
    finally:
        watching.kill()
        page.write_text(before, "utf-8")
        css.write_text(style, "utf-8")


def test_the_search_and_the_site_hold_nothing_of_a_ledger_that_has_no_page(forked: Path) -> None:
    site = forked / "_build" / "html"
    hits = json.loads(re.search(r"\[.*\]", (site / "_static" / "hits.js").read_text("utf-8"), re.S)[0])
    told = [value.partition("#")[0] for hit in hits for value in hit if ".html" in str(value)]
    assert told
    assert {address for address in told if not (site / address).is_file()} == set()
    assert not [*site.glob("claims.*"), *site.rglob("outcomes.csv")]
    for page in ("data/README.md", "book/data.md"):
        assert "outcomes.csv" not in (forked / page).read_text("utf-8")


def test_an_example_and_its_figure_are_cited_as_ours_until_the_example_is_changed(forked: Path) -> None:
    ours = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))["authors"][0]["name"]
    hers = ["Ada Lovelace", "José Núñez"]
    site, chapter = forked / "_build" / "html", forked / "notebooks" / "01_example.ipynb"
    files = [site / "cite" / "notebooks-01_example.bib", site / "figures" / "example-survival.bib"]
    # The tests above leave pages that they built from changed notebooks.
    assert run(forked, sys.executable, "-m", "press", "html").returncode == 0
    assert [authors_of(file) for file in files] == [[ours], [ours]]
    assert f"as kept in Chapter 1 of {NAME}".replace("&", r"\&") in files[0].read_text("utf-8")
    picture = (site / "figures" / "example-survival.svg").read_text("utf-8")
    assert f"<dc:creator>{ours}</dc:creator>" in picture
    assert authors_of(site / "cite" / "book-extend.bib") == authors_of(site / "cite" / "book.bib") == hers
    right = chapter.read_text("utf-8")
    notebook = json.loads(right)
    next(c for c in notebook["cells"] if c["cell_type"] == "markdown")["source"] += "\n\nA word of mine."
    chapter.write_text(json.dumps(notebook), "utf-8")
    try:
        assert run(forked, sys.executable, "-m", "press", "html").returncode == 0
        assert [authors_of(file) for file in files] == [hers, hers]
        assert authors_of(site / "figures" / "example-votes.bib") == [ours]
    finally:
        chapter.write_text(right, "utf-8")
