"""The bundle of an edition, for archives: `make release` writes it to `_build/release/` and checks it.

Two builds of one commit give the same bytes: archives hold their files in order, all of the day of release. The bundle
is put in place only after it has been read back: checksums, archives, RO-Crate, versions, and no path of this machine.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from press.cite.archive import codemeta, crate, zenodo
from press.cite.work import Edition, edition
from press.config import PressError, Settings
from press.files import SKIPPED, swap_folder, write, zipped
from press.web.changes import changes

SUMS = "SHA256SUMS"
CRATE = "ro-crate-metadata.json"
# What a notebook needs to run again: itself, the package, the data, the press that draws, and the exact environment.
WORKSHOP = """notebooks press data book _config.yml _toc.yml Makefile README.md pyproject.toml requirements.txt
    requirements.lock"""


def release(book: Settings) -> str:
    """Write the bundle of the built book and check it. Raises `PressError`, and leaves the last bundle, if it is unsound."""
    of = edition(book)
    newest = changes(book.root)[0]
    if (newest.version, newest.released) != (of.version, of.released):
        raise PressError(
            f"book/changes.yml begins with version {newest.version} of {newest.released}, CITATION.cff has "
            f"{of.version} of {of.released}; an edition needs its entry in the list of changes"
        )
    fresh = book.build / ".release.new"
    shutil.rmtree(fresh, ignore_errors=True)
    bundle(book, of, fresh)
    verify(fresh, of, str(book.root))
    target = book.build / "release"
    swap_folder(fresh, target)
    files = [file for file in target.iterdir() if file.is_file()]
    return f"{target}: {len(files)} files, {sum(file.stat().st_size for file in files) / 1e6:.0f} MB"


def bundle(book: Settings, of: Edition, out: Path) -> None:
    """Put the edition together in `out`."""
    name = f"{book.stem}-{of.version}"
    stamp = of.released.timetuple()
    for kind in ("pdf", "epub"):
        made = book.build / kind / f"{book.stem}.{kind}"
        if not made.is_file():
            raise PressError(f"{made} is missing: run `make book` first")
        write(out / f"{name}.{kind}", made.read_bytes())
    site = book.build / "html"
    archive(out / f"{name}-site.zip", f"{name}-site", ((f, f.relative_to(site)) for f in within(site)), stamp)
    legal = [
        (book.root / file, Path(file)) for file in ("CITATION.cff", *(terms.file for terms in of.licences))
    ]
    data = [(f, f.relative_to(book.data)) for f in within(book.data)]
    added = [(f, Path(f.name)) for f in sorted(site.glob("data/*.csv")) if not (book.data / f.name).exists()]
    archive(out / f"{name}-data.zip", f"{name}-data", [*data, *added, *legal], stamp)
    workshop = [f for part in (*WORKSHOP.split(), book.package) for f in within(book.root / part)]
    files = [*((f, f.relative_to(book.root)) for f in workshop), *legal]
    archive(out / f"{name}-notebooks.zip", f"{name}-notebooks", files, stamp)
    for source, path in legal:
        write(out / path, source.read_bytes())
    write(out / ".zenodo.json", as_json(zenodo(of)))
    write(out / "codemeta.json", as_json(codemeta(of)))
    write(out / CRATE, as_json(crate(of, {f.name: f.read_bytes() for f in sorted(out.iterdir())})))
    write(out / SUMS, sums(out))


def within(place: Path) -> Iterator[Path]:
    """The files of a folder in order, or the file itself, without caches and hidden files."""
    for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
        hidden = any(part.startswith(".") for part in file.relative_to(place).parts)
        if file.is_file() and not SKIPPED.intersection(file.parts) and not hidden:
            yield file


def archive(path: Path, folder: str, files: Iterable[tuple[Path, Path]], stamp: time.struct_time) -> None:
    """Write a zip archive with one folder in it."""
    write(path, zipped(folder, files, stamp))


def sums(folder: Path) -> str:
    """Checksums as `sha256sum --check` reads them."""
    files = [file for file in sorted(folder.iterdir()) if file.name != SUMS]
    return "".join(f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files)


def as_json(value: object) -> str:
    """JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def verify(folder: Path, of: Edition, root: str) -> None:
    """Read the bundle back. Raises `PressError` with everything that is wrong."""
    wrong = []
    if (folder / SUMS).read_text("utf-8") != sums(folder):
        wrong.append(f"{SUMS} does not fit the files")
    for file in sorted(folder.iterdir()):
        if file.suffix == ".zip":
            wrong += [f"{file.name}: {text}" for text in unsound(file, root)]
        elif root.encode() in file.read_bytes():
            wrong.append(f"{file.name} names a folder of this machine")
    wrong += [f"{CRATE}: {text}" for text in crate_faults(folder)]
    (data,) = folder.glob("*-data.zip")
    with zipfile.ZipFile(data) as files:
        package = json.loads(files.read(f"{data.stem}/datapackage.json"))
    if package.get("version") != of.version:
        wrong.append(f"the data package has version {package.get('version')}, the edition {of.version}")
    if wrong:
        raise PressError("the bundle is not sound:\n" + "\n".join(wrong))


def compare(book: Settings, published: Path) -> str:
    """Put the built book together once more beside a published bundle. Raises `PressError` with everything that differs."""
    if not (published / SUMS).is_file():
        raise PressError(f"{published} is no bundle: it has no {SUMS}. Say which: make verify FROM=folder")
    if (published / SUMS).read_text("utf-8") != sums(published):
        raise PressError(
            f"{published / SUMS} does not fit the files beside it: the copy is damaged; fetch it again"
        )
    fresh = book.build / ".release.new"
    shutil.rmtree(fresh, ignore_errors=True)
    bundle(book, edition(book), fresh)
    theirs, ours = members(published), members(fresh)
    shutil.rmtree(fresh)
    differ = sorted(name for name in theirs.keys() | ours.keys() if theirs.get(name) != ours.get(name))
    if differ:
        where = [
            f"{name}{'' if name in theirs and name in ours else ' (in one of them only)'}" for name in differ
        ]
        raise PressError(
            f"Of {len(theirs)} files these are not what this folder builds:\n" + "\n".join(where)
        )
    return f"{len(theirs)} files of {published} are the same to the byte"


def members(folder: Path) -> dict[str, str]:
    """The digest of each file of a bundle, and of each in its archives."""
    found: dict[str, str] = {}
    for file in sorted(folder.iterdir()):
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as inside:
                found |= {
                    f"{file.name}: {n}": hashlib.sha256(inside.read(n)).hexdigest() for n in inside.namelist()
                }
        found[file.name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found


def unsound(file: Path, root: str) -> Iterator[str]:
    """What is wrong with an archive."""
    with zipfile.ZipFile(file) as files:
        if bad := files.testzip():
            yield f"{bad} cannot be read back"
        if not files.namelist():
            yield "is empty"
        for name in files.namelist():
            if root.encode() in files.read(name):
                yield f"{name} names a folder of this machine"


def crate_faults(folder: Path) -> Iterator[str]:
    """What the reference library, and the files themselves, say against the RO-Crate."""
    from rocrate.rocrate import ROCrate  # slow to import, needed here only

    try:
        read = ROCrate(str(folder))
    except (ValueError, KeyError) as error:
        yield str(error)
        return
    for field in ("name", "description", "datePublished", "license", "author", "version"):
        if not read.root_dataset.get(field):
            yield f"the root has no {field}"
    described = {entity.id: entity for entity in read.get_entities() if entity.type == "File"}
    there = {file.name for file in folder.iterdir()} - {CRATE}
    yield from (f"{name} is not described" for name in sorted(there - described.keys()))
    yield from (f"{name} is described but not there" for name in sorted(described.keys() - there))
    for name in sorted(there & described.keys() - {SUMS}):
        if described[name]["sha256"] != hashlib.sha256((folder / name).read_bytes()).hexdigest():
            yield f"{name} has another checksum"
