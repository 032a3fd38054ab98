"""Mark a folder of submissions: `make grade NAME=02_counting_rules FROM=folder`.

Each notebook in the folder is one submission; its file name is taken as the student's name. Beside them appear
`grades.csv`, one row a student, and `feedback/STUDENT.md`, one page each, that says which points were lost and why.
Runs students' code on this machine, without a container: mark only what you would run yourself, or use
`otter grade`, which does the same inside Docker.
"""

from __future__ import annotations

import argparse
import csv
import os
import re
import shutil
import signal
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NoReturn

import nbformat
from otter.run import main as run_otter
from otter.test_files import GradingResults

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "_build" / "coursework"
LIMIT_SECONDS = 300  # for one submission; a loop without an end would hold up all the others
TRIES = 2  # a kernel now and then fails to start when several start at once
UNREAD_ERRORS = ("SyntaxError", "IndentationError", "TabError")
UNREAD = (
    ". Python could not read the cell, so nothing in it ran. Look at that line and the one before, "
    'often for a missing ) or " or :'
)
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Mark:
    """What one submission got, question by question, and what to tell the student."""

    student: str
    points: dict[str, float] = field(default_factory=dict)
    possible: dict[str, float] = field(default_factory=dict)
    hints: dict[str, list[str]] = field(default_factory=dict)
    stopped: list[str] = field(default_factory=list)
    unreadable: str = ""

    @property
    def total(self) -> float:
        """All points."""
        return sum(self.points.values())

    @property
    def best(self) -> float:
        """All points there were."""
        return sum(self.possible.values())

    def page(self) -> str:
        """The student's feedback in Markdown."""
        if self.unreadable:
            return f"# {self.student}\n\nNot marked: {self.unreadable}\n"
        lines = [f"# {self.student}: {self.total:g} of {self.best:g} points", ""]
        if self.stopped:
            lines += ["These cells stopped with an error, so what they define is missing below:", ""]
            lines += [f"- {each}" for each in self.stopped] + [""]
        for question, got in self.points.items():
            lines.append(f"## {question}: {got:g} of {self.possible[question]:g}")
            lines += ["", *(f"- {hint}" for hint in self.hints[question] or ["All right."]), ""]
        return "\n".join(lines) + "\nQuestions that are answered in words are marked by hand.\n"


def errors_in(notebook: nbformat.NotebookNode, written: set[str]) -> list[str]:
    """The errors of the student's own cells, each in one line with its place and the next step."""
    found, place = [], 0
    for cell in notebook.cells:
        if cell.cell_type != "code" or cell.source not in written:
            continue
        place += 1
        for output in cell.get("outputs", []):
            if output.output_type != "error":
                continue
            line = re.search(r"line (\d+)", "\n".join([*output.traceback, output.evalue]))
            where = f"code cell {place}" + (f", line {line[1]}" if line else "")
            says = f"{where}: {output.ename}: {COLOUR.sub('', output.evalue).splitlines()[0] if output.evalue else ''}"
            found.append(says + (UNREAD if output.ename in UNREAD_ERRORS else ""))
    return found


def hint_of(message: str) -> str:
    """The sentence of a failed check, without the code around it."""
    lines = COLOUR.sub("", message).strip().splitlines()
    return lines[-1].removeprefix("AssertionError: ").strip()


def mark(submission: Path, autograder: Path, limit: int = LIMIT_SECONDS) -> Mark:
    """One submission, marked."""
    found = Mark(submission.stem)
    try:
        notebook = nbformat.read(submission, 4)
        nbformat.validate(notebook)
    except Exception as error:
        found.unreadable = (
            f"{submission.name} is not a notebook ({type(error).__name__}). Hand in the saved .ipynb file."
        )
        return found
    handed_in = notebook.metadata.get("otter", {}).get("assignment_name", "no assignment of ours")
    if handed_in != autograder.parent.name:
        wanted = autograder.parent.name
        found.unreadable = (
            f"{submission.name} is {handed_in}, not {wanted}. Hand in the notebook of this assignment."
        )
        return found
    try:
        results = run(submission.resolve(), autograder.resolve(), limit)
    except Exception as error:
        reason = str(error).strip().splitlines()
        found.unreadable = f"the marking stopped with {type(error).__name__}: {reason[0] if reason else ''}"
        return found
    for name, test in results.results.items():
        found.points[name], found.possible[name] = test.score, test.possible
        failed = [hint_of(each.message or "") for each in test.test_case_results if not each.passed]
        found.hints[name] = list(dict.fromkeys(failed))
    written = {cell.source for cell in notebook.cells if cell.cell_type == "code"}
    found.stopped = errors_in(results.notebook, written)
    return found


def run(submission: Path, autograder: Path, limit: int) -> GradingResults:
    """What Otter finds. The notebook runs under the name that the assignment gave it."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as scratch:
        named = shutil.copy(submission, Path(scratch) / f"{autograder.parent.name}.ipynb")
        os.chdir(scratch)
        if hasattr(signal, "SIGALRM"):  # Windows has none
            signal.signal(signal.SIGALRM, out_of_time)
            signal.alarm(limit)
        try:
            for attempt in range(TRIES):
                results = run_otter(str(named), autograder=str(autograder), output_dir="", no_logo=True)
                if not results.has_catastrophic_failure():
                    return results
                print(f"attempt {attempt + 1} failed: {results.catastrophic_error}", file=sys.stderr)
            raise RuntimeError(f"the notebook could not be run: {results.catastrophic_error}")
        finally:
            if hasattr(signal, "SIGALRM"):
                signal.alarm(0)
            os.chdir(here)


def out_of_time(_number: int, _frame: object) -> NoReturn:
    """Stop a submission that does not end."""
    raise TimeoutError("the notebook ran too long; is there a loop without an end?")


def quiet() -> None:
    """Otter and the kernels it starts print a page for each submission; the feedback says it better."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def grade(name: str, folder: Path, built: Path = BUILT, limit: int = LIMIT_SECONDS) -> list[Mark]:
    """Every notebook of the folder, marked; writes grades.csv and the feedback pages."""
    autograder = built / "teachers" / name / "autograder.zip"
    if not autograder.exists():
        known = (
            ", ".join(sorted(path.name for path in (built / "teachers").glob("*")))
            or "none; run `make coursework`"
        )
        raise SystemExit(f"There is no autograder for {name!r}. Built: {known}.")
    submissions = sorted(folder.glob("*.ipynb"))
    if not submissions:
        raise SystemExit(f"No notebook (.ipynb) lies in {folder}. Put one file for each student there.")
    with ProcessPoolExecutor(initializer=quiet) as pool:
        marks = list(pool.map(partial(mark, autograder=autograder, limit=limit), submissions))
    feedback = folder / "feedback"
    shutil.rmtree(feedback, ignore_errors=True)
    feedback.mkdir()
    questions = list(dict.fromkeys(question for each in marks for question in each.points))
    with (folder / "grades.csv").open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["student", *questions, "points", "of", "remark"])
        for each in marks:
            (feedback / f"{each.student}.md").write_text(each.page(), encoding="utf-8")
            remark = each.unreadable or ("a cell stopped with an error" if each.stopped else "")
            scores = [each.points.get(question, "") for question in questions]
            sums = ["", ""] if each.unreadable else [each.total, each.best]
            rows.writerow([each.student, *scores, *sums, remark])
    return marks


def main() -> int:
    """Mark from the command line."""
    parser = argparse.ArgumentParser(description="Mark a folder of submissions of one assignment.")
    parser.add_argument("name", help="the assignment, for instance 02_counting_rules")
    parser.add_argument("folder", type=Path, help="a folder with one .ipynb for each student")
    parser.add_argument("--built", type=Path, default=BUILT, help="where `make coursework` has built")
    parser.add_argument("--limit", type=int, default=LIMIT_SECONDS, help="seconds for one submission")
    asked = parser.parse_args()
    for each in grade(asked.name, asked.folder, asked.built, asked.limit):
        print(f"{each.student:30} {each.unreadable or f'{each.total:g} of {each.best:g}'}")
    print(f"written: {asked.folder / 'grades.csv'} and {asked.folder / 'feedback'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
