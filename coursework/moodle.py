"""Whose paper is which: one file a student in a folder, or what Moodle hands over, a folder or a file a student."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from pathlib import Path

MOODLE = re.compile(r"(.+)_(\d+)_assignsubmission_file")


def papers(folder: Path) -> dict[Path, str]:
    """Every submission with its student's name; those of one name in Moodle with its number, and then with the file's.

    A student's folder in which there is no notebook is a paper too, one that cannot be read.
    """
    every = [path for path in folder.rglob("*") if path.suffix == ".ipynb" or MOODLE.match(path.name)]
    forms: dict[Path, list[str]] = {}
    for path in sorted(every, reverse=True):  # what lies in a folder before the folder
        parts = path.relative_to(folder).parts
        if any(part.startswith((".", "__")) for part in parts) or any(path in each.parents for each in forms):
            continue
        if names := next(filter(None, map(MOODLE.match, parts)), None):
            number = f"{names[1]}_{names[2]}"
            forms[path] = [names[1], number, f"{number}_{path.stem}"]
        elif path.parent == folder:
            forms[path] = [path.stem]
    known = Counter(chain.from_iterable(forms.values()))
    return {path: min(forms[path], key=known.__getitem__) for path in sorted(forms)}
