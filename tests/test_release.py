"""The bundle of an edition: equal when built twice, complete, described by the standards, and refused when unsound."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib import resources
from pathlib import Path

import pytest
from rocrate.rocrate import ROCrate

from press.cite import edition
from press.cite.archive import codemeta, zenodo
from press.config import PressError, Settings, settings
from press.release import CRATE, SUMS, archive, bundle, compare, release, unsound, verify

ROOT = Path(__file__).parent.parent
SMALL = (
    "CITATION.cff",
    "LICENSE",
    "LICENSE-TEXT-AND-DATA.md",
    "pyproject.toml",
    "Makefile",
    "book/changes.yml",
)


def small_book(root: Path) -> Settings:
    """A folder with an edition in it: real papers, a tiny site, and two tables."""
    for name in SMALL:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, root / name)
    for name in ("datapackage.json", "sources.csv"):
        (root / "data").mkdir(exist_ok=True)
        shutil.copyfile(ROOT / "data" / name, root / "data" / name)
    for name, text in (
        ("html/index.html", "<p>択捉島</p>"),
        ("html/b/c.html", "<p>c</p>"),
        ("html/data/more.csv", "a\n"),  # that the book adds to its tables
        ("html/.buildinfo", "not for readers"),
        (f"pdf/{settings(root).stem}.pdf", "%PDF"),
        (f"epub/{settings(root).stem}.epub", "PK"),
    ):
        (root / "_build" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "_build" / name).write_text(text, "utf-8")
    return settings(root)


def test_two_builds_in_two_folders_are_equal_to_the_byte(tmp_path: Path) -> None:
    sums = []
    for name in ("one", "two/deeper"):
        book = small_book(tmp_path / name)
        for file in (tmp_path / name).rglob("*"):
            os.utime(file, (len(sums) * 1e6 + 1e9,) * 2)
        release(book)
        sums.append((book.build / "release" / SUMS).read_text("utf-8"))
    assert sums[0] == sums[1]


def test_the_bundle_has_every_form_and_its_checksums_hold(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    release(book)
    out = book.build / "release"
    name = f"{book.stem}-{book.version}"
    assert {file.name for file in out.iterdir()} == {
        *(f"{name}{end}" for end in (".pdf", ".epub", "-site.zip", "-data.zip", "-notebooks.zip")),
        *(
            "CITATION.cff",
            "LICENSE",
            "LICENSE-TEXT-AND-DATA.md",
            ".zenodo.json",
            "codemeta.json",
            CRATE,
            SUMS,
        ),
    }
    for line in (out / SUMS).read_text("utf-8").splitlines():
        digest, file = line.split("  ")
        assert hashlib.sha256((out / file).read_bytes()).hexdigest() == digest
    with zipfile.ZipFile(out / f"{name}-site.zip") as files:
        assert files.namelist() == [
            f"{name}-site/{file}" for file in ("b/c.html", "data/more.csv", "index.html")
        ]
    with zipfile.ZipFile(out / f"{name}-data.zip") as files:
        assert {f"{name}-data/{file}" for file in ("more.csv", "sources.csv", "LICENSE")} <= set(
            files.namelist()
        )


def test_the_reference_library_reads_the_crate(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    release(book)
    crate = ROCrate(str(book.build / "release"))
    assert crate.name == edition(book).title
    assert crate.root_dataset["version"] == book.version
    assert {entity.id for entity in crate.root_dataset["hasPart"]} == {
        file.name for file in (book.build / "release").iterdir()
    } - {CRATE}
    assert all(entity["description"] for entity in crate.root_dataset["hasPart"])


def test_the_crate_uses_no_word_that_the_standard_does_not_define(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    release(book)
    shipped = json.loads(resources.files("rocrate").joinpath("data/ro-crate.jsonld").read_text("utf-8"))
    graph = json.loads((book.build / "release" / CRATE).read_text("utf-8"))["@graph"]
    words = {word for entity in graph for word in entity if not word.startswith("@")}
    assert words | {entity["@type"] for entity in graph} <= shipped["@context"].keys()
    assert len({entity["@id"] for entity in graph}) == len(graph)


@pytest.mark.parametrize(
    "harm", ["a changed file", "a strange file", "a lost file", "another version of the data"]
)
def test_an_unsound_bundle_is_refused(tmp_path: Path, harm: str) -> None:
    book = small_book(tmp_path)
    of = edition(book)
    out = tmp_path / "out"
    if harm == "another version of the data":
        package = json.loads((book.data / "datapackage.json").read_text("utf-8")) | {"version": "9.9.9"}
        (book.data / "datapackage.json").write_text(json.dumps(package), "utf-8")
    bundle(book, of, out)
    if harm == "a changed file":
        next(out.glob("*.pdf")).write_text("%PDF other", "utf-8")
    elif harm == "a strange file":
        (out / "notes.txt").write_text("?", "utf-8")
    elif harm == "a lost file":
        next(out.glob("*.epub")).unlink()
    with pytest.raises(PressError, match="not sound"):
        verify(out, of, str(tmp_path))


def test_a_published_bundle_is_built_again_and_what_differs_is_named(tmp_path: Path) -> None:
    book = small_book(tmp_path / "book")
    release(book)
    published = Path(shutil.copytree(book.build / "release", tmp_path / "published"))
    assert "the same to the byte" in compare(book, published)
    (book.build / "html" / "index.html").write_text("<p>another</p>", "utf-8")
    with pytest.raises(PressError, match=r"-site.zip: .*-site/index.html(\n|$)") as error:
        compare(book, published)
    assert "b/c.html" not in str(error.value)
    (published / "CITATION.cff").write_text("cut off", "utf-8")
    with pytest.raises(PressError, match="damaged"):
        compare(book, published)
    with pytest.raises(PressError, match="no bundle"):
        compare(book, tmp_path)


def test_a_path_of_this_machine_is_found_in_an_archive(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(f"built in {tmp_path}", "utf-8")
    stamp = edition(settings()).released.timetuple()
    archive(tmp_path / "a.zip", "a", [(tmp_path / "page.html", Path("page.html"))], stamp)
    assert list(unsound(tmp_path / "a.zip", str(tmp_path))) == ["a/page.html names a folder of this machine"]


def test_an_edition_without_its_entry_in_the_changes_is_refused(tmp_path: Path) -> None:
    book = small_book(tmp_path)
    text = (tmp_path / "book" / "changes.yml").read_text("utf-8")
    (tmp_path / "book" / "changes.yml").write_text(text.replace(book.version, "0.0.1"), "utf-8")
    with pytest.raises(PressError, match="needs its entry"):
        release(book)


def test_there_is_a_doi_only_where_one_is_set() -> None:
    of = edition(settings())
    without = json.dumps([zenodo(replace(of, doi="")), codemeta(replace(of, doi=""))])
    assert "doi" not in without.lower()
    of = replace(of, doi="10.5281/zenodo.1234567")
    assert zenodo(of)["doi"] == "10.5281/zenodo.1234567"
    assert codemeta(of)["identifier"] == "https://doi.org/10.5281/zenodo.1234567"


def test_cffconvert_accepts_the_citation_file(tmp_path: Path) -> None:
    """Run in an environment of its own, kept under _build: it wants an older jsonschema than the book's data checks do."""
    env = ROOT / "_build" / ".cffconvert"
    program = env / "bin" / "cffconvert"
    if not program.is_file():
        subprocess.run([sys.executable, "-m", "venv", env], check=True)
        made = subprocess.run(
            [env / "bin" / "pip", "install", "-q", "cffconvert==2.0.0"],
            capture_output=True,
            text=True,
            check=False,
        )
        if made.returncode:
            shutil.rmtree(env)
            pytest.skip("cffconvert could not be installed; no package registry in reach?")
    done = subprocess.run(
        [program, "--validate", "-i", ROOT / "CITATION.cff"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "path",
    [*sorted((ROOT / ".github" / "workflows").glob("*.yml")), ROOT / ".github" / "dependabot.yml"],
    ids=lambda path: path.stem,
)
def test_zizmor_has_nothing_against_the_workflows(path: Path) -> None:
    done = subprocess.run(
        [
            Path(sys.executable).with_name("zizmor"),
            "--offline",
            "--quiet",
            "--no-progress",
            "--pedantic",
            path,
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
