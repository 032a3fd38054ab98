"""Writing files and folders so that nobody ever sees half of one. What is read is in `readers`."""

from __future__ import annotations

import fcntl
import hashlib
import io
import json
import os
import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from press.config import PressError

SKIPPED = {"__pycache__", ".ipynb_checkpoints"}


def write(path: Path, content: bytes | str) -> None:
    """Write a file whole or not at all; one that holds just that is left as it is."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def zipped(folder: str, files: Iterable[tuple[Path | bytes, Path]], stamp: time.struct_time) -> bytes:
    """A zip archive with one folder in it, of files, or what these hold, and their names there; equal for equal files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file, name in sorted(files, key=lambda pair: pair[1].as_posix()):
            entry = zipfile.ZipInfo(f"{folder}/{name.as_posix()}", stamp[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
            entry.create_system = 3
            content = file if isinstance(file, bytes) else file.read_bytes()
            archive.writestr(entry, content, compresslevel=9)
    return out.getvalue()


def same(file: Path, other: Path) -> bool:
    """Is one file the untouched copy of another, as far as size and time tell?"""
    if not other.is_file():
        return False
    one, two = file.stat(), other.stat()
    return (one.st_size, one.st_mtime_ns) == (two.st_size, two.st_mtime_ns)


def swap_folder(fresh: Path, path: Path) -> None:
    """Put a finished folder in the place of the old one; the old one stays until the new one stands."""
    old = path.with_name(f".{path.name}.old")
    if not path.exists() and old.exists():  # an earlier swap was cut off between its two steps
        old.rename(path)
    shutil.rmtree(old, ignore_errors=True)
    if path.exists():
        path.rename(old)
    fresh.rename(path)
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold a lock file while building. Raises `PressError` when another build holds it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise PressError("another build is running in this folder; wait for it to end") from None
        yield


def digest(root: Path, names: Iterable[str], *more: str) -> str:
    """Digest of the content of files and folders below `root`, and of what else matters."""
    around = [*more, *sorted(os.environ.get(name, "") for name in ("PRESS_SITE", "GITHUB_REPOSITORY"))]
    out = hashlib.sha256(json.dumps(around).encode())
    for name in names:
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for file in files:
            if file.is_file() and not SKIPPED.intersection(file.parts) and not file.name.startswith("."):
                name_of = file.relative_to(root).as_posix().encode()
                out.update(name_of + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return out.hexdigest()
