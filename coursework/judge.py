"""Mark one submission: `python judge.py SUBMISSION AUTOGRADER SECONDS` prints its mark as JSON.

The hidden tests and their helpers live in this process, in a folder the submission is not told of; the submission runs
in another one (see `paper`), and only what it computed comes over, as data.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import nbformat
import plain
from paper import Ended, Paper
from stops import told

LONGEST_HINT = 300
MISSING = " has no answer yet"  # as `course.given` says it
DUMPABLE = 4  # PR_SET_DUMPABLE
ASKED = re.compile(r"^## Question (\d+)(?s:.*)_Points:_ ([\d.]+)", re.M)
UNTOUCHED = "_Type your answer here, replacing this text._"


@dataclass
class Mark:
    """What one submission got, question by question, and what to tell the student."""

    points: dict[str, float] = field(default_factory=dict)
    possible: dict[str, float] = field(default_factory=dict)
    hints: dict[str, list[str]] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)  # by the tests' names, which no student reads
    unreadable: str = ""


@dataclass(frozen=True)
class Question:
    """One question: its checks in order, and what each is worth."""

    name: str
    checks: tuple[Callable[..., None], ...]
    points: tuple[float, ...]


def questions(autograder: Path) -> list[Question]:
    """The questions of an assignment, from the file that Otter-Grader made."""
    found = []
    with zipfile.ZipFile(autograder) as archive:
        for name in sorted(name for name in archive.namelist() if re.fullmatch(r"tests/\w+\.py", name)):
            checks: list[Callable[..., None]] = []
            sys.modules["otter"], sys.modules["otter.test_files"] = collector(checks)
            scope: dict[str, Any] = {}
            exec(compile(archive.read(name), name, "exec"), scope)  # noqa: S102 - the teacher's own file
            found.append(Question(scope["name"], tuple(checks), tuple(scope["points"])))
    return found


def collector(checks: list[Callable[..., None]]) -> tuple[ModuleType, ModuleType]:
    """An `otter.test_files` whose `test_case` collects the checks instead of running them on a notebook."""

    def test_case(**_: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:
        return lambda check: checks.append(check) or check  # type: ignore[func-returns-value]

    above, module = ModuleType("otter"), ModuleType("otter.test_files")
    module.test_case = test_case  # type: ignore[attr-defined]
    return above, module


def read(submission: Path, assignment: str) -> str:
    """Why the file cannot be marked as this assignment; empty where it can."""
    try:
        notebook = nbformat.read(submission, 4)
        nbformat.validate(notebook)
    except Exception as error:
        return f"this is not a notebook ({type(error).__name__}). Hand in the saved .ipynb file."
    handed_in = notebook.metadata.get("otter", {}).get("assignment_name")
    if handed_in != assignment:
        known = isinstance(handed_in, str) and re.fullmatch(r"[0-9]{2}_[a-z_]{1,40}", handed_in)
        what = handed_in if known else "no assignment of ours"
        return f"this is {what}, not {assignment}. Hand in the notebook of this assignment."
    return ""


def mark(submission: Path, autograder: Path, seconds: float) -> Mark:
    """One submission, marked."""
    found = Mark(unreadable=read(submission, autograder.parent.name))
    if found.unreadable:
        return found
    asked = questions(autograder)
    with tempfile.TemporaryDirectory() as ours, tempfile.TemporaryDirectory() as theirs:
        with zipfile.ZipFile(autograder) as archive:
            files = [name for name in archive.namelist() if name.startswith("files/")]
            archive.extractall(ours, files)
        paper = Paper(submission, Path(ours) / "files", Path(theirs), seconds)
        os.chdir(Path(ours) / "files")
        sys.path.insert(0, str(Path(ours) / "files"))
        try:
            paper.run()
            found.answers, code, places = answered(submission)
            found.stopped = told(paper.stopped, code, places)
            stopped = {places.get(stop.number) for stop in paper.stopped}
            values = {
                name: paper.value(name) for each in asked for check in each.checks for name in wanted(check)
            }
            for question in asked:
                judge(question, paper, values, found, has_stopped=question.name in stopped)
        except Ended as end:
            found.unreadable = (
                f"{end}. Run the notebook from its first cell to its last before handing it in."
            )
        finally:
            paper.close()
            os.chdir("/")
    return found


def wanted(check: Callable[..., None]) -> tuple[str, ...]:
    """The names of the notebook that a check asks for."""
    return check.__code__.co_varnames[: check.__code__.co_argcount]


def answered(submission: Path) -> tuple[dict[str, str], dict[int, str], dict[int, str]]:
    """The student's own cells by question, words too; each code cell by its number, and its question."""
    answers: dict[str, str] = {}
    code: dict[int, str] = {}
    places: dict[int, str] = {}
    since: list[tuple[int, str]] = []
    words: list[str] = []
    name, number = "", 0
    for cell in nbformat.read(submission, 4).cells:
        if cell.cell_type == "markdown" and (question := ASKED.search(cell.source)):
            since, words = [], []
            name = f"q{question[1]}"
        elif cell.source.startswith("<!-- END QUESTION"):
            answers[name] = "\n\n".join(words).replace(UNTOUCHED, "").strip()
        else:
            words.append(cell.source)
        if cell.cell_type == "code":
            number += 1
            code[number] = cell.source
            if asked := re.search(r"""grader\.check\(["'](\w+)""", cell.source):
                answers[asked[1]] = "\n\n".join(source for _, source in since)
                places |= {at: asked[1] for at, _ in since}
            since.append((number, cell.source))
    return answers, code, places


def judge(
    question: Question, paper: Paper, values: dict[str, str | None], found: Mark, *, has_stopped: bool
) -> None:
    """The points and the hints of one question; a cause that several names share is told once."""
    name, hints = question.name, dict[str, list[str]]()
    found.points[name], found.possible[name] = 0, sum(question.points)
    for check, worth in zip(question.checks, question.points, strict=True):
        hint = ""
        try:
            check(*(answer(paper, each, values[each]) for each in wanted(check)))
        except AssertionError as error:
            hint = str(error)
        except Ended as end:
            hint = f"the check called a function of the notebook and did not come back: {end}."
        except Exception as error:
            hint = (
                f"this could not be judged ({type(error).__name__}): {', '.join(wanted(check))} is of another "
                "form than the question asks for."
            )
        found.points[name] += 0 if hint else worth
        found.failed += [f"{name}, {check.__name__}: {one_line(hint)}"] if hint else []
        who, sign, why = one_line(hint).partition(MISSING)
        if sign and has_stopped and any(values[each] is None for each in wanted(check)):
            why = ": the cell stopped before it came to this, as told above."
        elif sign and re.search(r"^\s*\.\.\.\s*$", found.answers.get(name, ""), re.M):
            why = ". Put your answer where the three dots are and run the cell."
        if hint and who not in hints.setdefault(sign + why, []):
            hints[sign + why].append(who)
    other = hints.pop("", [])  # each in its own words
    found.hints[name] = other + [
        f"{' and '.join(who)}{why.replace(' has', ' have', 1) if len(who) > 1 else why}"
        for why, who in hints.items()
    ]


def answer(paper: Paper, name: str, text: str | None) -> Any:
    """What the notebook defines under a name; a function is called over there."""
    if text is None:
        return None
    value = plain.load(text)
    return (lambda *arguments: paper.call(name, arguments)) if isinstance(value, plain.Function) else value


def one_line(text: str) -> str:
    """A hint on one line, at a length to read."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return text if len(text) <= LONGEST_HINT else text[:LONGEST_HINT].rsplit(" ", 1)[0] + " ..."


def unseen() -> None:
    """On Linux keep this process's memory and channels from others of the same user (not from root)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DUMPABLE, 0)


if __name__ == "__main__":
    unseen()
    print(
        json.dumps(asdict(mark(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(), float(sys.argv[3]))))
    )
