"""Make the student versions, the autograders and the answer keys from the masters: `make coursework`.

Otter-Grader does the splitting. This script refuses masters that would give an answer away, lays out for each a folder
with the tables it names, calls Otter, and refuses a student version in which anything of the solutions is left, and
a master whose own solutions lose a point to its own tests. What has not changed since is left as it is.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path

import nbformat
import yaml
from grade import BUILT, LIMIT_SECONDS, ROOT, mark

sys.path.append(str(ROOT))
from press.files import digest

MASTERS = ROOT / "notebooks" / "coursework"
TEST_LINES = re.compile(r"^\s*(?:close|same|right|slips)\b.*", re.M)
MARKED = re.compile(r"# ?SOLUTION|# SEED$")
SCAFFOLD = re.compile(r"[#@%!].*|.*\.\.\.,?|[\w., ]+ = [\[({]|[\])}]+,?|")  # a line that gives nothing away
FIRST_CELL = """\
# Initialize Otter
import otter
from course import saved_as
grader = otter.Notebook(saved_as("{}"))"""


def config_of(master: Path) -> dict:
    """The assignment's own settings, from the first cell of its master."""
    first = nbformat.read(master, 4).cells[0].source
    return yaml.safe_load(first.removeprefix("# ASSIGNMENT CONFIG"))


def lay_out(master: Path, folder: Path) -> None:
    """A folder with the master and all that it names."""
    folder.mkdir(parents=True)
    shutil.copy(master, folder)
    shutil.copy(ROOT / "coursework" / "requirements.txt", folder)
    files = config_of(master)["files"]
    for name in files:
        where = ROOT / name if name.startswith("data/") else ROOT / "coursework" / name
        (folder / name).parent.mkdir(exist_ok=True)
        shutil.copy(where, folder / name)


def readme(name: str, tables: list[str]) -> str:
    """What a student finds beside the notebook: how to begin, and what the tables hold."""
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["name"]: resource for resource in package["resources"]}
    lines = [
        f"# {name}",
        "",
        "You need Python 3.11 or later. In this folder:",
        "",
        "    python3 -m venv .venv                                     (Windows: py -m venv .venv)",
        "    .venv/bin/pip install -r requirements.txt jupyterlab      (Windows: .venv\\Scripts\\pip ...)",
        "    .venv/bin/jupyter lab                                     (Windows: .venv\\Scripts\\jupyter lab)",
        "",
        f"Open `{name}.ipynb`, answer where the three dots are, save, and hand in that one file.",
        "The checks in the notebook look at the form of an answer only; whether it is right is marked after you hand in.",
        "You may rename it, for instance after yourself.",
        "If a cell says SyntaxError, Python could not read it: look at the line it shows and the one before,",
        'often for a missing ) or ".',
        "If it says ModuleNotFoundError for course, open the notebook from this folder; for any other name, install as above.",
        "",
        f"The tables come from *{package['title']}* (CC BY 4.0). A blank cell means unknown.",
    ]
    for table in tables:
        about = described[table]
        lines += ["", f"## {table}", "", f"{about.get('title', table)}. {about.get('description', '')}", ""]
        lines += [
            f"- `{field['name']}`: {field.get('description', '')}" for field in about["schema"]["fields"]
        ]
    return "\n".join(lines) + "\n"


def faults(master: Path) -> list[str]:
    """Why a master cannot be built: where, and what is wanted."""
    found, inside, checks = [], "", 0
    question: dict = {}
    for number, cell in enumerate(nbformat.read(master, 4).cells, 1):
        if cell.cell_type == "raw":
            inside = cell.source.strip()
            if inside.startswith("# BEGIN QUESTION"):
                question, checks = yaml.safe_load(inside), 0
            elif inside == "# END QUESTION" and (wanted := other_points(question, checks)):
                found.append(f"{master.stem}, {question['name']}: {wanted}")
        elif inside == "# BEGIN TESTS" and cell.cell_type == "code":
            checks += 1
        elif inside == "# BEGIN SOLUTION" and cell.cell_type == "code":
            found += [f"{master.stem}, cell {number}, {fault}" for fault in unmarked(cell.source)]
    return found


def other_points(question: dict, checks: int) -> str:
    """What is wanted, where the points of a question are of another form than marking reads."""
    points, by_hand = question.get("points"), question.get("manual")
    each = [points] if by_hand else points if isinstance(points, list) else []
    if len(each) == (1 if by_hand else checks) and all(isinstance(worth, int | float) for worth in each):
        return ""
    wanted = "one number" if by_hand else f"a list of {checks} numbers, one for each check"
    return f"points is {'missing' if points is None else points}. Wanted is {wanted}."


def unmarked(source: str) -> list[str]:
    """The lines of a solution that no mark keeps from students, but for what an answer is written into."""
    lines = source.splitlines()
    try:
        tree = ast.parse(re.sub("^[%!]", "#", source, flags=re.M))
    except SyntaxError as error:
        at = min(error.lineno or 1, len(lines))
        return [f"line {at}: Python cannot read `{lines[at - 1].strip()}`: {error.msg}."]
    free: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            free |= {*range(node.lineno, node.body[0].lineno)}
        elif isinstance(node, ast.Import | ast.ImportFrom) or (
            isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        ):
            free |= {*range(node.lineno, (node.end_lineno or node.lineno) + 1)}
    found, hidden = [], False
    for at, line in enumerate(map(str.strip, lines), 1):
        hidden = (hidden or line.startswith("# BEGIN SOLUTION")) and not line.endswith("# END SOLUTION")
        if not (hidden or at in free or MARKED.search(line) or SCAFFOLD.fullmatch(line)):
            found.append(
                f"line {at}: `{line}` would reach students. End it with # SOLUTION; "
                "what they are to have belongs in a cell before the question."
            )
    return found


def leaks(master: Path, student: Path) -> list[str]:
    """Lines of the solutions or of the hidden tests that stand in the student version."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(student.rglob("*.ipynb")))
    shown = json.dumps(json.loads(text)) if text else ""
    found, inside = [], ""
    for cell in nbformat.read(master, 4).cells:
        if cell.cell_type == "raw":
            inside = cell.source
        elif inside == "# BEGIN SOLUTION" and cell.cell_type == "markdown":
            found += [line for line in cell.source.splitlines() if line]
        elif inside == "# BEGIN SOLUTION":
            found += [line.split("#")[0].strip() for line in cell.source.splitlines() if "# SOLUTION" in line]
        elif inside == "# BEGIN TESTS" and cell.source.startswith("# HIDDEN"):
            found += [match[0].strip() for match in TEST_LINES.finditer(cell.source)]
    wanted = [json.dumps(line)[1:-1] for line in found]
    return [line for line in [*wanted, "# SOLUTION", "# HIDDEN", "BEGIN PROMPT"] if line and line in shown]


def state(master: Path, built: Path) -> str:
    """Digest of what an assignment is made from, and of what was made of it."""
    name, files = master.stem, [file for file in config_of(master)["files"] if file.startswith("data/")]
    source = digest(ROOT, ["coursework", "data/datapackage.json", *files], master.read_text("utf-8"))
    return source + digest(built, [f"students/{name}", f"students/{name}.zip", f"teachers/{name}"])


def build(master: Path, built: Path) -> list[str]:
    """One master into `students/NAME`, `students/NAME.zip` and `teachers/NAME`; or why not, and none of them."""
    name, stamp = master.stem, built / f".{master.stem}.digest"
    if stamp.exists() and stamp.read_text() == state(master, built):
        return []
    from otter.assign import main as assign

    stamp.unlink(missing_ok=True)
    student, teacher = built / "students" / name, built / "teachers" / name
    clear(built, name)
    teacher.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        work, made = Path(scratch, "work"), Path(scratch, "made")
        lay_out(master, work)
        assign(str(work / master.name), str(made), no_pdfs=True, no_run_tests=True)
        shutil.move(made / "student", student)
        shutil.move(made / "autograder" / master.name, teacher / f"{name}-solutions.ipynb")
        shutil.move(next((made / "autograder").glob("*.zip")), teacher / "autograder.zip")
    paper = nbformat.read(student / master.name, 4)
    paper.cells[0].source = FIRST_CELL.format(name)
    nbformat.write(paper, student / master.name)
    shutil.copy(ROOT / "coursework" / "requirements.txt", student)
    tables = [Path(file).stem for file in config_of(master)["files"] if file.startswith("data/")]
    (student / "README.md").write_text(readme(name, tables), encoding="utf-8")
    left = [f"the student version still holds {line!r}" for line in leaks(master, student)[:1]]
    if wrong := left or lost(teacher):
        clear(built, name)
    else:
        shutil.make_archive(str(student), "zip", student.parent, name)
        stamp.write_text(state(master, built))
    return [f"{name}, {each}" for each in wrong]


def lost(teacher: Path) -> list[str]:
    """What the solutions lose to their own tests: by question and test, with the hint."""
    found = mark(teacher / f"{teacher.name}-solutions.ipynb", teacher / "autograder.zip", LIMIT_SECONDS)
    return [found.unreadable] if found.unreadable else found.stopped + found.failed


def clear(built: Path, name: str) -> None:
    """Remove what was made of one master."""
    for folder in (built / "students" / name, built / "teachers" / name):
        shutil.rmtree(folder, ignore_errors=True)
        folder.with_suffix(".zip").unlink(missing_ok=True)


def main() -> int:
    """Build every assignment of which something has changed; an old build never mixes with a new one."""
    parser = argparse.ArgumentParser(description="Build the student versions and the autograders.")
    parser.add_argument("--to", type=Path, default=BUILT, help="the folder to build in")
    built = parser.parse_args().to.resolve()
    masters = sorted(MASTERS.glob("*.ipynb"))
    if wrong := [fault for master in masters for fault in faults(master)]:
        raise SystemExit("\n".join(wrong))
    for old in {path.stem for path in (built / "students").glob("*")} - {path.stem for path in masters}:
        clear(built, old)
    with ProcessPoolExecutor() as pool:
        wrong = [*chain.from_iterable(pool.map(build, masters, [built] * len(masters)))]
    if wrong:
        raise SystemExit("\n".join([*wrong, "Not built: mend the solution or the test."]))
    where = built.relative_to(Path.cwd()) if built.is_relative_to(Path.cwd()) else built
    print(f"coursework: {len(masters)} assignments, whose solutions get every point, in {where}:")
    print("  students/ to hand out, teachers/ (solutions, autograders) to keep")
    return 0


if __name__ == "__main__":
    sys.exit(main())
