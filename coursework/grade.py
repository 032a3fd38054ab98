"""Mark a folder of submissions: `make grade NAME=02_counting_rules FROM=folder`.

Each notebook in the folder is one submission; its file name is taken as the student's name, or where Moodle handed the
folder over, as it stands or as a ZIP, the name that Moodle gives. Beside them appear
`grades.csv`, one row a student, and `feedback/STUDENT.md`, one page each, that says which points were lost and why.
Both are written as each mark is known; what a hand wrote into `grades.csv` stays there. A submission is marked by a
process of its own (`judge`), so that one which takes its marker down costs only itself. It runs as you on this
machine, and no container holds it: mark only what you would run yourself, or use `otter grade`, which does the same
inside Docker.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import nbformat
from judge import ASKED, Mark, questions
from moodle import papers

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "_build" / "coursework"
LIMIT_SECONDS = 300  # for one submission; a loop without an end would hold up all the others
LONGEST_CELL = 40  # lines of a student's cell on the page
GRACE_SECONDS = 60  # for what the marker itself does
MACHINE = re.compile(r"\[machine: [^\]]*\]\s*")  # its own remark, told apart from one by hand
NUMBER = re.compile(r"\d*\.?\d+")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def mark(submission: Path, autograder: Path, limit: float) -> Mark:
    """One submission, marked by a process of its own."""
    judge: list[str | Path] = [
        sys.executable,
        Path(__file__).with_name("judge.py"),
        submission,
        autograder,
        str(limit),
    ]
    try:
        done = subprocess.run(
            judge, capture_output=True, check=False, timeout=limit + GRACE_SECONDS, start_new_session=True
        )
        if done.returncode == 0:
            return Mark(**json.loads(done.stdout))
        how = f"ended with {done.returncode}"
    except subprocess.TimeoutExpired:
        how = "took too long"
    except (ValueError, TypeError):
        how = "said something else than a mark"
    return Mark(
        unreadable=f"the marking was stopped by this notebook (its marker {how}). Look at it before you run it."
    )


def page(student: str, found: Mark, by_hand: dict[str, float], kept: dict[str, str]) -> str:
    """The student's feedback in Markdown. All that a student wrote, the file's name too, stands there as text."""
    if found.unreadable:
        return f"# {as_text(student)}\n\nNot marked: {as_text(found.unreadable)}\n"
    total, best = sum(found.points.values()), sum(found.possible.values())
    more = f", {sum(by_hand.values()):g} more by hand" if by_hand else ""
    written = {each: kept.get(column(each, of), "").strip().replace(",", ".") for each, of in by_hand.items()}
    marks = {question: float(words) for question, words in written.items() if NUMBER.fullmatch(words)}
    left = " and ".join(question for question in by_hand if question not in marks)
    in_all = f"{total + sum(marks.values()):g} of {best + sum(by_hand.values()):g}"
    lines = [f"# {as_text(student)}: {total:g} of {best:g} points by machine{more}", ""]
    lines += [f"Total: {in_all}{f' so far; {left} is still to be marked by hand' if left else ''}.", ""]
    if found.stopped:
        lines += ["These cells stopped with an error, so what they define is missing below:", ""]
        lines += [f"- {as_text(each)}" for each in found.stopped] + [""]
    for question, got in found.points.items():
        lines.append(f"## {question}: {got:g} of {found.possible[question]:g}")
        lines += ["", *(f"- {as_text(hint)}" for hint in found.hints[question] or ["All right."]), ""]
        lines += [fenced(found.answers.get(question, "")), ""] if found.hints[question] else []
    for question, of in by_hand.items():
        told = f"{marks[question]:g} of {of:g} by hand" if question in marks else f"marked by hand, of {of:g}"
        words = [f"> {as_text(line)}" for line in found.answers.get(question, "").splitlines()]
        lines += [f"## {question}: {told}", "", *(words or ["No answer."]), ""]
    return "\n".join(lines)


def column(question: str, points: float) -> str:
    """Where in grades.csv the mark by hand stands."""
    return f"{question} by hand (of {points:g})"


def fenced(source: str) -> str:
    """The student's own cell as Markdown shows it: as it was written, at a length to read."""
    marks = "`" * max(3, 1 + max(map(len, re.findall("`+", source)), default=0))
    shown = "".join(letter for letter in source if letter.isprintable() or letter == "\n").splitlines()
    return "\n".join([f"{marks}python", *(line[:200] for line in shown[:LONGEST_CELL]), marks])


def asked_in_words(solutions: Path) -> dict[str, float]:
    """The questions that are marked by hand, with their points."""
    cells = [cell.source for cell in nbformat.read(solutions, 4).cells if cell.cell_type == "markdown"]
    found = [ASKED.search(text) for text in cells if "BEGIN QUESTION" in text]
    return {f"q{match[1]}": float(match[2]) for match in found if match}


def row(found: Mark) -> dict[str, object]:
    """What the machine says in a row of grades.csv; no cell begins like a formula."""
    sums = (
        {} if found.unreadable else {"points": sum(found.points.values()), "of": sum(found.possible.values())}
    )
    remark = found.unreadable or ("a cell stopped with an error" if found.stopped else "")
    return {**found.points, **sums, "remark": as_cell(f"[machine: {remark}]") if remark else ""}


def written_by_hand(table: Path, own: list[str]) -> dict[str, dict[str, str]]:
    """What an earlier grades.csv holds beside the machine's own columns and remarks, by student."""
    if not table.exists():
        return {}
    text = table.read_bytes().decode("utf-8-sig", errors="replace")
    header = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    if "student" not in (rows.fieldnames or []) or "\ufffd" in text:
        raise SystemExit(
            f"{table} cannot be read, so what was written into it by hand would be lost. "
            "Save it as CSV UTF-8, or move it away."
        )
    found: dict[str, dict[str, str]] = {}
    for each in rows:
        each["remark"] = MACHINE.sub("", each.get("remark") or "")
        kept = {name: words for name, words in each.items() if name and name not in own and words}
        if kept:
            found.setdefault(each["student"] or "", {}).update(kept)
    return found


def write(
    table: Path, columns: list[str], rows: dict[str, dict[str, object]], by_hand: dict[str, dict[str, str]]
) -> None:
    """grades.csv, whole at every moment: the machine's rows and what was written by hand."""
    half = table.with_suffix(".half")
    with half.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.DictWriter(file, columns, restval="")
        sheet.writeheader()
        for student, machine in rows.items():
            kept = by_hand.get(student, {})
            remark = f"{machine.get('remark', '')} {kept.get('remark', '')}".strip()
            if machine or kept:
                sheet.writerow({"student": student, **machine, **kept, "remark": remark})
    half.replace(table)


def as_text(words: str) -> str:
    """Words that Markdown and HTML show as they are written."""
    words = "".join(letter if letter.isprintable() else " " for letter in words)
    return re.sub(r"([\\`*\[\]<>&|$~#!])", r"\\\1", words)


def as_cell(words: str) -> str:
    """Words that a spreadsheet shows as they are written."""
    words = "".join(letter if letter.isprintable() else " " for letter in words)
    return f"'{words}" if words.startswith(FORMULA) else words


def grade(
    name: str, folder: Path, out: Path, built: Path = BUILT, limit: float = LIMIT_SECONDS
) -> dict[str, Mark]:
    """Every notebook of the folder, marked; grades.csv and the feedback pages in `out` grow as marks are known."""
    autograder = built / "teachers" / name / "autograder.zip"
    if not autograder.exists():
        known = (
            ", ".join(sorted(path.name for path in (built / "teachers").glob("*")))
            or "none; run `make coursework`"
        )
        raise SystemExit(f"There is no autograder for {name!r}. Built: {known}.")
    submissions = papers(folder)
    if not submissions:
        raise SystemExit(f"No notebook (.ipynb) lies in {folder}. Put one file for each student there.")
    names = [question.name for question in questions(autograder)]
    by_hand = asked_in_words(autograder.with_name(f"{name}-solutions.ipynb"))
    table, own = out / "grades.csv", ["student", *names, "points", "of"]
    kept = written_by_hand(table, own)
    hand = [column(question, points) for question, points in by_hand.items()]
    columns = list(
        dict.fromkeys([*own, *hand, "remark", *(column for each in kept.values() for column in each)])
    )
    rows: dict[str, dict[str, object]] = {as_cell(student): {} for student in submissions.values()}
    if kept:
        print(f"written by hand: kept for {len(kept.keys() & rows)} papers")
    gone = [student for student in kept if student not in rows]
    for student in gone:
        words = ", ".join(f"{column} {value}" for column, value in kept[student].items())
        print(f"{student}: no paper of this name now, kept in its row: {words}")
    rows |= {student: {} for student in gone}
    feedback = out / "feedback"
    shutil.rmtree(feedback, ignore_errors=True)
    feedback.mkdir(parents=True)
    found: dict[str, Mark] = {}
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = {
            pool.submit(mark, path.resolve(), autograder.resolve(), limit): student
            for path, student in submissions.items()
        }
        for job in as_completed(jobs):
            student = jobs[job]
            found[student] = job.result()
            told = page(student, found[student], by_hand, kept.get(as_cell(student), {}))
            (feedback / f"{student}.md").write_text(told, encoding="utf-8")
            rows[as_cell(student)] = row(found[student])
            write(table, columns, rows, kept)
    return {student: found[student] for student in submissions.values()}


def main() -> int:
    """Mark from the command line."""
    parser = argparse.ArgumentParser(description="Mark a folder of submissions of one assignment.")
    parser.add_argument("name", help="the assignment, for instance 02_counting_rules")
    parser.add_argument(
        "folder", type=Path, help="a folder with one .ipynb for each student, or Moodle's folder or ZIP"
    )
    parser.add_argument("--built", type=Path, default=BUILT, help="where `make coursework` has built")
    parser.add_argument("--limit", type=float, default=LIMIT_SECONDS, help="seconds for one submission")
    asked = parser.parse_args()
    folder = out = asked.folder
    with tempfile.TemporaryDirectory() as unpacked:
        if folder.suffix == ".zip" and zipfile.is_zipfile(folder):
            with zipfile.ZipFile(folder) as archive:
                archive.extractall(unpacked)
            folder, out = Path(unpacked), folder.with_suffix("")
        if not folder.is_dir():
            raise SystemExit(f"{folder} is neither a folder nor a ZIP of one.")
        for student, found in grade(asked.name, folder, out, asked.built, asked.limit).items():
            points = f"{sum(found.points.values()):g} of {sum(found.possible.values()):g}"
            print(f"{student:30} {found.unreadable or points}")
    print(f"written: {out / 'grades.csv'} and {out / 'feedback'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
