"""The press knows nothing of what the book is about: another book takes it as it is."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# What this book is about, in which languages and under whose terms: for `[tool.press]` and the pages to say.
SUBJECT = re.compile(
    r"claim|verdict|outcome|ledger|essay|japan|russia|cyrillic|\bkuril|tokyo|moscow|premier|treaty|four.islands"
    r"|\bCC[ -]?BY\b|\bMIT\b|\ben[-_]GB\b|\b(?:ja|ru)-[A-Z]{2}\b|[\u0400-\u04ff\u3041-\u9fff]",
    re.IGNORECASE,
)
# Lines that may say so all the same: file, words, reason.
ALLOWED = (
    (
        "press/draw/*",
        "Japanese",
        "the letters that the type of the drawings has, and how a line of them breaks",
    ),
    ("press/fonts.py", "Latin, Cyrillic and Japanese", "the letters that the wheels of type hold"),
    (
        "press/web/static/press.js",
        "en-GB",
        "the order of day, month and year in a citation, whatever the browser's",
    ),
)
FILES = [
    file
    for file in sorted((ROOT / "press").rglob("*"))
    if file.suffix in {".py", ".js", ".css", ".typ", ".lua", ".md"} and "__pycache__" not in file.parts
]


def told(file: Path) -> list[str]:
    """The lines of a file that name the subject, but for those that may."""
    allowed = [words for pattern, words, _ in ALLOWED if file.relative_to(ROOT).match(pattern)]
    return [
        f"{file.relative_to(ROOT)}:{number}: {line.strip()[:90]}"
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if SUBJECT.search(line) and not any(words in line for words in allowed)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_file_of_the_press_names_the_subject(file: Path) -> None:
    assert not told(file)


def test_what_is_allowed_is_still_there() -> None:
    for pattern, words, _ in ALLOWED:
        texts = [file.read_text("utf-8") for file in ROOT.glob(pattern) if file.is_file()]
        assert any(words in text for text in texts), (
            f"nothing in {pattern} says {words!r} any more: take it out"
        )


def test_the_settings_say_what_the_press_no_longer_knows() -> None:
    press = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["press"]
    assert press["language"]
    assert press["tongues"]
    assert [licence["id"] for licence in press["licences"]]
