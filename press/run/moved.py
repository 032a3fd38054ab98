"""Which published numbers, records and rows of charts differ from an earlier edition: `make moved`.

Both editions are read from the outputs of their notebooks, the earlier one through git. A thing has moved when it stands
in both under one permanent name and says something else. A sentence is compared by its numbers, and where its words in
the code are the same: new words are an author's own act, a new number under old words may be nobody's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from press.config import PressError, Settings
from press.run.launch import git, made
from press.web.changes import changes

FIGURE = "application/vnd.plotly.v1+json"
RECORD = re.compile(r"application/vnd\.[\w-]+\.(\w+)\+json")
NOTHING = "(not there)"
LONGEST = 160  # characters of a value in the list
SOURCES = "its sources"  # listed, and named by no reason: what they tell is in the rows
NUMBER = re.compile(
    r"\d[\d,.]*|\b(?:none|once|twice|one|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)

SHORT = 40  # characters up to which a value is compared whole; what is longer is a sentence

Published = dict[tuple[str, str], list[str]]  # what it says, in lines, by permanent name and kind


@dataclass(frozen=True, order=True)
class Move:
    """One published thing that changed: its permanent name, what it is, and what it said before and says now."""

    where: str
    what: str
    before: str
    after: str

    def __str__(self) -> str:
        what, *values = (
            text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
            for text in (self.what, self.before, self.after)
        )
        return "{}: {}\n    before: {}\n    after:  {}".format(self.where, what, *values)


def report(book: Settings, since: str | None = None) -> str:
    """All moves since an edition. Raises `PressError` with those that the newest entry of `book/changes.yml` does not name."""
    base = since or last_edition(book)
    if base is None:
        return "No earlier edition has a tag v…: nothing that was published can have moved."
    found = moves(book, base)
    newest = changes(book.root)[0]
    silent = without_reason(found, newest.numbers)
    if silent:
        raise PressError(
            "\n".join(map(str, silent))
            + f"\nOf {len(found)} things that moved since {base}, {len(silent)} are not "
            f"named in book/changes.yml, version {newest.version}, with these values. Put the value right, or add the "
            "name under `numbers` with what, before, after and why."
        )
    return "\n".join(
        [*map(str, found), f"{len(found)} things moved since {base}; book/changes.yml names them."]
    )


def without_reason(found: list[Move], reasons: Sequence[dict[str, str]]) -> list[Move]:
    """The moves that no entry names. One that gives values is a reason for these; one in other words, for all of a place."""
    silent: list[Move] = []
    for where, group in groupby(found, key=lambda move: move.where):
        moved, about = list(group), [each for each in reasons if where in each["where"].split(", ")]
        exact = [each for each in about if is_value(each) or any(gives(each, move) for move in moved)]
        if len(exact) == len(about):
            silent += [m for m in moved if m.what != SOURCES and not any(gives(each, m) for each in exact)]
    return silent


def gives(reason: dict[str, str], move: Move) -> bool:
    """Whether what an entry says of before and after stands in the two values; 3,500 and 3500.0 are one number."""
    pairs = ((reason["before"], move.before), (reason["after"], move.after))
    return all(
        re.search(rf"(?<![\w.]){re.escape(bare(part))}(?!\w|\.\d)", bare(whole)) for part, whole in pairs
    )


def bare(text: str) -> str:
    """Text with each number in its shortest form."""
    return re.sub(r"(?<=\d)(,(?=\d{3})|\.0\b)", "", text)


def is_value(reason: dict[str, str]) -> bool:
    """Whether an entry says before and after in numbers alone."""
    return not any(letter.isalpha() for letter in reason["before"] + reason["after"])


def last_edition(book: Settings) -> str | None:
    """The newest tag of an edition before this commit; None where there is none."""
    return git(book.root, "describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^").stdout.strip() or None


def moves(book: Settings, base: str) -> list[Move]:
    """What differs between the notebooks of a commit and those in this folder."""
    before: Published = {}
    after: Published = {}
    for name in made(book.root, "ls-tree", "-r", "--name-only", base, "--", book.notebooks.name).splitlines():
        if name.endswith(".ipynb"):
            before |= published(json.loads(made(book.root, "show", f"{base}:{name}")), name)
    for path in book.chapters:
        after |= published(json.loads(path.read_text("utf-8")), path.relative_to(book.root).as_posix())
    return compared(before, after)


def compared(before: Published, after: Published) -> list[Move]:
    """What stands in both under one name and says something else."""
    return sorted(
        Move(*name, *pair)
        for name in before.keys() & after.keys()
        for pair in differences(before[name], after[name])
        if says_otherwise(*name, *pair)
    )


def says_otherwise(where: str, what: str, before: str, after: str) -> bool:
    """Is it more than other words? A row and a short value of a record count whole, a sentence by its numbers."""
    is_value = max(len(before), len(after)) < SHORT and "/" not in where  # the name of a page has its folder
    return (
        what.startswith(("rows of ", SOURCES)) or is_value or NUMBER.findall(before) != NUMBER.findall(after)
    )


def published(notebook: dict[str, Any], path: str) -> Published:
    """What a notebook says."""
    page = path.removesuffix(".ipynb")
    out: Published = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            meta = data.get(FIGURE, {}).get("layout", {}).get("meta", {}).get("press")
            if meta:
                rows = meta["rows"] or {"columns": [], "data": []}
                named = (dict(zip(rows["columns"], row, strict=True)) for row in rows["data"])
                kind = f"rows of {', '.join(rows['columns'])}"  # other columns are another drawing, not numbers that moved
                out[f"fig-{meta['id']}", kind] = [json.dumps(row, ensure_ascii=False) for row in named]
                out[f"fig-{meta['id']}", SOURCES] = [", ".join(one["id"] for one in meta.get("sources", ()))]
            elif own := next(
                (found for name in data if name != FIGURE and (found := RECORD.fullmatch(name))), None
            ):
                out |= recorded(data[own[0]], own[1], page)
            elif "text/markdown" in data:
                out[page, "".join(cell["source"])] = "".join(data["text/markdown"]).split("\n\n")
            elif "text/html" in data and "text/plain" in data:
                out[page, f"rows of the table of\n{''.join(cell['source'])}"] = "".join(
                    data["text/plain"]
                ).split("\n")
    return out


def recorded(record: dict[str, Any], kind: str, page: str) -> Published:
    """What a record of the book's own says, word by word; its name is its kind with what stands under that name in it."""
    where = f"{kind}-{record[kind].lower()}" if kind in record else page
    return {(where, f"{kind}{path}"): [text] for path, text in leaves(record)}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The single values of a record with the way to each."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path} {key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value, 1):
            yield from leaves(inner, f"{path} {place}")
    else:
        yield path, str(value)


def differences(before: list[str], after: list[str]) -> list[tuple[str, str]]:
    """The lines that only one of two editions has, side by side in their order."""
    gone = [line for line in before if line not in after]
    new = [line for line in after if line not in before]
    return list(zip_longest(gone, new, fillvalue=NOTHING))
