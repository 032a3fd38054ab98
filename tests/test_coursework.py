"""The assignments: solutions get full marks, an empty paper none, and a typical slip loses its points with a hint.

Most tests run the masters and their hidden checks in this process. Those that need Otter-Grader use the environment
of `make coursework`. Where it is missing they are skipped, or make it first if REQUIRE_COURSEWORK asks for them.
"""

import ast
import csv
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
import pandas as pd
import pytest
import yaml
from lifelines.statistics import logrank_test

from four_islands.claims.outcome import OUTCOMES
from four_islands.claims.tenure import chapter as premiership_claims
from four_islands.data import load
from four_islands.measures import leaders, polls, sanctions, tenure

ROOT = Path(__file__).resolve().parents[1]
MASTERS = sorted((ROOT / "notebooks" / "coursework").glob("*.ipynb"))
NAMES = [path.stem for path in MASTERS]
OTTER = ROOT / ".venv-coursework" / "bin" / "python"
NAME = "02_counting_rules"
REQUIRED = os.environ.get("REQUIRE_COURSEWORK") == "1"


class Paper:
    """One assignment as its master has it: the questions, their points and their checks."""

    def __init__(self, name):
        self.cells = nbformat.read(ROOT / "notebooks" / "coursework" / f"{name}.ipynb", 4).cells
        self.config = yaml.safe_load(self.cells[0].source)
        self.given, self.questions, self.manual = [], {}, {}
        block, question = "", None
        for cell in self.cells[1:]:
            if cell.cell_type == "raw":
                block = cell.source.splitlines()[0]
                if block == "# BEGIN QUESTION":
                    question = yaml.safe_load(cell.source)
                    if question.get("manual"):
                        self.manual[question["name"]] = question["points"]
                    else:
                        self.questions[question["name"]] = {**question, "solution": [], "checks": []}
            elif cell.cell_type == "code" and block == "# BEGIN SOLUTION":
                self.questions[question["name"]]["solution"].append(cell.source)
            elif cell.cell_type == "code" and block == "# BEGIN TESTS":
                self.questions[question["name"]]["checks"].append(cell.source)
            elif cell.cell_type == "code":
                self.given.append(cell.source)

    @property
    def best(self):
        return {name: sum(question["points"]) for name, question in self.questions.items()}

    def answers(self, wrong=None):
        """What the cells define, with some text of the solutions replaced by a slip."""
        env = {}
        for source in self.given:
            exec(source, env)
        for question in self.questions.values():
            for source in question["solution"]:
                for right, slip in (wrong or {}).items():
                    source = source.replace(right, slip)  # noqa: PLW2901
                exec(re.sub(r'""" # BEGIN PROMPT.*?# END PROMPT', "", source, flags=re.S), env)
        return env

    def marked(self, env):
        """Points and hints by question."""
        points, hints = {}, {}
        for name, question in self.questions.items():
            points[name], hints[name] = 0, []
            for worth, check in zip(question["points"], question["checks"], strict=True):
                scope = {}
                exec(check, scope)
                function = next(value for key, value in scope.items() if key.startswith("test_"))
                wanted = function.__code__.co_varnames[: function.__code__.co_argcount]
                try:
                    function(*(env.get(argument) for argument in wanted))
                    points[name] += worth
                except Exception as error:
                    hints[name].append(f"{type(error).__name__}: {error}")
        return points, hints


@pytest.fixture(autouse=True)
def in_an_assignment_folder(tmp_path, monkeypatch):
    """The tables under `data` and the helper on the path, as in the folder a student has."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    spec = importlib.util.spec_from_file_location("course", ROOT / "coursework" / "course.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setitem(sys.modules, "course", module)


def test_there_are_eight_assignments_with_points_hidden_checks_and_a_question_in_words():
    assert len(MASTERS) == 8
    for name in NAMES:
        paper = Paper(name)
        assert paper.config["name"] == name
        assert paper.manual and len(paper.questions) >= 4
        for question in paper.questions.values():
            hidden = [check.startswith("# HIDDEN") for check in question["checks"]]
            assert hidden[0] is False and all(hidden[1:]) and len(hidden) > 1
            assert question["points"][0] == 0, (
                "a check of form gives no points, or an empty paper would score"
            )


def test_masters_hold_no_outputs_and_name_every_table_they_read():
    for name in NAMES:
        paper = Paper(name)
        assert not any(cell.get("outputs") for cell in paper.cells)
        code = "\n".join(cell.source for cell in paper.cells if cell.cell_type == "code")
        read = set(re.findall(r'table\("(\w+)"\)', code))
        named = {Path(file).stem for file in paper.config["files"] if file.startswith("data/")}
        assert read <= named, name
        assert all((ROOT / "data" / f"{table}.csv").exists() for table in named)


@pytest.mark.parametrize("name", NAMES)
def test_solutions_get_full_marks(name):
    paper = Paper(name)
    points, hints = paper.marked(paper.answers())
    assert points == paper.best, hints


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_paper_gets_nothing_and_is_told_so(name):
    paper = Paper(name)
    points, hints = paper.marked({})
    assert sum(points.values()) == 0
    assert all("has no answer yet" in hint for question in hints.values() for hint in question)


@pytest.mark.parametrize("name", NAMES)
def test_no_expected_number_is_typed_into_a_check(name):
    """What a check compares with is computed from the tables, unless the check makes up the data itself."""
    for question in Paper(name).questions.values():
        for check in question["checks"]:
            made_up = "pd.Series([" in check
            for call in ast.walk(ast.parse(check)):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("close", "same"):
                    computed = any(isinstance(node, ast.Name) for node in ast.walk(call.args[1]))
                    assert computed or made_up, f"{name}, {question['name']}: {ast.unparse(call)}"


SLIPS = yaml.safe_load((Path(__file__).parent / "coursework_slips.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: f"{slip['assignment']}-{slip['hint']}")
def test_a_typical_slip_loses_its_points_and_is_named(slip):
    paper, lost, hint = Paper(slip["assignment"]), slip["lost"], slip["hint"]
    points, hints = paper.marked(paper.answers(slip["instead_of"]))
    for question, missing in lost.items():
        assert points[question] == paper.best[question] - missing, (question, hints[question])
    assert any(hint in each for question in lost for each in hints[question]), hints


def test_a_title_with_tags_is_the_title_without_them():
    paper, words = Paper("08_own_figure"), "Twice a peak of over 900 launches a year: "
    points, hints = paper.marked(paper.answers({f'title="{words}': f'title="<b>{words}</b><br>'}))
    assert points["q3"] == paper.best["q3"], hints["q3"]


def test_years_that_are_no_numbers_are_told_in_a_sentence():
    paper = Paper("08_own_figure")
    with pytest.raises(
        AssertionError, match=r"^x of a trace should be the fiscal years as numbers, such as 2016"
    ):
        paper.answers({"x=list(every_year.index)": "x=[f'FY{year}' for year in every_year.index]"})


def test_an_error_has_the_name_of_pythons_own_pages(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "coursework")
    import plain

    cut_off = type("_IncompleteInputError", (SyntaxError,), {})
    assert (plain.kind(cut_off()), plain.kind(KeyError())) == ("SyntaxError", "KeyError")


def test_a_function_that_ran_too_long_is_asked_for_its_loop():
    from course import result

    def slow():  # as marking hands it over: another process's error, by its name alone
        raise type("TimeoutError", (Exception,), {})("in line 4 of its cell")

    with pytest.raises(AssertionError, match=r"^days ran too long and was stopped; is there a loop"):
        result(slow, "days")


def test_the_answers_are_those_of_the_book():
    """The assignments count on their own, with nothing of the book; here the two are held together."""
    days = tenure.with_days(leaders.japan(load("premierships")))
    tokyo = tenure.summary(days)
    counting = Paper("02_counting_rules").answers()
    assert counting["median_elapsed"] == tokyo["median_days"]
    assert counting["under_a_year_elapsed"] == (days.query("is_complete")["tenure_days"] < 365).sum()
    assert counting["people_completed"] == tenure.summary(tenure.by_person(days))["completed"]

    survival = Paper("03_survival").answers()
    curve = tenure.survival(days)
    assert survival["tokyo_after_two_years"] == pytest.approx(tenure.surviving(curve, 2)["share"])
    moscow = tenure.with_days(tenure.since(leaders.russia(load("leaders_ussr_russia"))))
    test = logrank_test(
        days["tenure_days"], moscow["tenure_days"], days["is_complete"], moscow["is_complete"]
    )
    assert survival["p_value"] == pytest.approx(test.p_value)

    wording = Paper("04_poll_wording").answers()
    menu = polls.with_waves(load("polls"), load("poll_waves"))
    first = menu[menu["question_id"].eq("nhk-2019-01.formula-menu") & menu["response_code"].eq("two_first")]
    interval = polls.with_intervals(first, design_effect=polls.DESIGN_EFFECT)
    expected = interval[["low_percent", "high_percent"]].astype(float).iloc[0].tolist()
    assert list(wording["two_first_interval"]) == pytest.approx(expected, abs=0.001)

    window = Paper("05_sanctions_window").answers()
    rounds = sanctions.rounds(load("japan_measures"))["dated_on"]
    for year, event in window["EVENTS"].items():
        assert window[f"days_{year}"] == rounds.between(event, event + pd.Timedelta(days=60)).sum()
    assert set(Paper("06_own_claim").answers()["OUTCOMES"]) <= set(OUTCOMES)

    universes = Paper("07_many_ways").answers()
    book = premiership_claims.judge("C18b")
    assert universes["book_counts"] == {"holds": book.counts["holds"], "fails": book.counts["fails"]}
    assert list(universes["DECISIONS"]) == list(book.test.choices)
    for way, outcome in book.ways:
        assert universes["outcome"][tuple(way.values())] == (outcome.outcome == "holds")


def test_the_page_for_teachers_gives_the_points_of_the_masters():
    page = (ROOT / "book" / "teach.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d) .*? \| .*? \| (\d+) \| (\d+) \|", page, re.M)
    papers = [Paper(name) for name in NAMES]
    machine = [sum(paper.best.values()) for paper in papers]
    by_hand = [sum(paper.manual.values()) for paper in papers]
    assert [tuple(map(int, row)) for row in rows] == [*zip(range(1, 9), machine, by_hand, strict=True)]


def test_a_helper_says_where_the_data_should_be(tmp_path, monkeypatch):
    from course import table

    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    with pytest.raises(FileNotFoundError, match="from the folder of the assignment"):
        table("polls")


# -- with Otter-Grader


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Every assignment, built by the tool itself into a folder of this test."""
    if REQUIRED:
        make = ["make", ".venv-coursework/.ready", f"PYTHON={sys.executable}"]
        made = subprocess.run(make, cwd=ROOT, capture_output=True, text=True, check=False)
        assert made.returncode == 0, made.stdout + made.stderr
    elif not (ROOT / ".venv-coursework" / ".ready").exists():
        pytest.skip("needs Otter-Grader: run `make coursework` once")
    folder = tmp_path_factory.mktemp("coursework")
    done = subprocess.run(
        [OTTER, "coursework/build.py", "--to", folder], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def grade(built, name, folder, limit=300):
    """`make grade`, as it ends."""
    run = [OTTER, "coursework/grade.py", name, folder, "--built", built, f"--limit={limit}"]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)


def graded(built, name, submissions, limit=300):
    """The rows of grades.csv and the feedback pages, after marking a folder of submissions as a teacher does."""
    folder = Path(tempfile.mkdtemp(dir=built))
    for student, text in submissions.items():
        (folder / f"{student}.ipynb").write_text(text, encoding="utf-8")
    done = grade(built, name, folder, limit)
    assert done.returncode == 0, done.stderr
    with (folder / "grades.csv").open(encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    pages = {path.stem: path.read_text(encoding="utf-8") for path in (folder / "feedback").glob("*.md")}
    return rows, pages


def handed(built, name, wrong=None):
    """The solutions as a submission, perhaps with a slip."""
    notebook = nbformat.read(built / "teachers" / name / f"{name}-solutions.ipynb", 4)
    for cell in notebook.cells:
        for right, slip in (wrong or {}).items():
            cell.source = cell.source.replace(right, slip)
    return nbformat.writes(notebook)


def test_student_versions_hold_no_solution(built):
    for name in NAMES:
        student = built / "students" / name
        notebook = nbformat.read(student / f"{name}.ipynb", 4)
        text = json.dumps(notebook)
        for question in Paper(name).questions.values():
            for check in question["checks"][1:]:
                secret = check.splitlines()[1].split("(")[0]
                assert secret not in text, f"{name}: the hidden check {secret} is there for all to see"
            for source in question["solution"]:
                assert source not in text
        assert "SOLUTION" not in text and "A good answer" not in text
        assert {path.name for path in student.iterdir()} == {
            f"{name}.ipynb",
            "README.md",
            "course.py",
            "data",
            "requirements.txt",
        }
        assert (built / "students" / f"{name}.zip").exists()


def test_a_leaking_student_version_is_refused(built, tmp_path):
    code = (
        "import sys; sys.path.insert(0, 'coursework'); from pathlib import Path; import build; "
        "master = build.MASTERS / '02_counting_rules.ipynb'; print(build.leaks(master, Path(sys.argv[1])))"
    )
    leaky = tmp_path / "leaky"
    leaky.mkdir()
    (leaky / "notebook.ipynb").write_text(handed(built, "02_counting_rules"), encoding="utf-8")
    run = [OTTER, "-c", code]
    found = subprocess.run([*run, leaky], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "elapsed.median()" in found
    sound = built / "students" / "02_counting_rules"
    assert (
        subprocess.run([*run, sound], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )


def built_from(folder, name, changes, more=()):
    """`make coursework` of one changed master, as it ends."""
    master = nbformat.read(ROOT / "notebooks" / "coursework" / f"{name}.ipynb", 4)
    for cell in master.cells:
        for old, new in changes.items():
            cell.source = cell.source.replace(old, new)
    master.cells += more
    nbformat.write(master, folder / f"{name}.ipynb")
    code = (
        "import sys; sys.path.insert(0, 'coursework'); from pathlib import Path; import build; "
        "build.MASTERS = Path(sys.argv[2]).parent; build.main()"
    )
    run = [OTTER, "-c", code, "--to", folder / "built"]
    return subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "changes", "line"),
    [
        (NAME, {"elapsed.median()  # SOLUTION": "elapsed.median()"}, "median_elapsed = elapsed.median()"),
        (NAME, {"median()  # SOLUTION": "median(\n)  # SOLUTION"}, "median_elapsed = elapsed.median("),
        (NAME, {".days + 1  # SOLUTION": ".days + 1"}, "return (ended - started).days + 1"),
        (NAME, {"elapsed.median()  # SOLUTION": "elapsed.median()  # Solution"}, "median_elapsed = "),
        ("04_poll_wording", {"SOURCES: True,  # SOLUTION": "SOURCES: True,"}, "SOURCES: True,"),
        ("07_many_ways", {"    # BEGIN SOLUTION\n": "", "    # END SOLUTION": ""}, "begun = terms["),
        ("03_survival", {"float(test.p_value)  # SOLUTION": "float(test.p_value"}, "p_value = "),
    ],
)
def test_an_answer_that_is_not_marked_as_one_is_refused(built, tmp_path, name, changes, line):
    done = built_from(tmp_path, name, changes)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert re.search(rf"^{name}, cell \d+, line \d+: .*{re.escape(line)}", done.stderr, re.M), done.stderr
    assert not (tmp_path / "built").exists()


@pytest.mark.parametrize(
    ("old", "new", "wanted"),
    [
        ("name: q1\npoints: [0, 2]", "name: q1\npoints: 1", "q1: points is 1. Wanted is a list of 2"),
        ("name: q1\npoints: [0, 2]", "name: q1", "q1: points is missing. Wanted is a list of 2"),
        ("points: [0, 1, 1]", "points: [0, 2]", "q3: points is [0, 2]. Wanted is a list of 3"),
        ("points: [0, 1, 1]", "points: [0, one, 1]", "q3: points is [0, 'one', 1]. Wanted is a list of 3"),
        ("points: 3", "points: [3]", "q6: points is [3]. Wanted is one number"),
    ],
)
def test_points_of_another_form_are_refused(built, tmp_path, old, new, wanted):
    done = built_from(tmp_path, NAME, {old: new})
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.startswith(f"{NAME}, {wanted}"), done.stderr


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"elapsed.median()  # SOLUTION": "elapsed.mean()  # SOLUTION"},
            "q2, test_median: .*: this is the mean",
        ),
        ({"elapsed, elapsed.median()": "elapsed, elapsed.max()"}, "q2, test_median: median_elapsed is 556"),
        ({"came_back = sorted": "came_back = dorted"}, r"q5, code cell \d+, line 2: NameError"),
    ],
)
def test_a_master_whose_solutions_lose_a_point_is_refused(built, tmp_path, changes, told):
    done = built_from(tmp_path, NAME, changes)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert re.search(f"^{NAME}, {told}", done.stderr, re.M), done.stderr
    assert not [*(tmp_path / "built").glob("*/*")]


def test_an_assignment_is_made_anew_only_where_it_or_what_it_is_made_from_has_changed(built, tmp_path):
    made = tmp_path / "built" / "students" / f"{NAME}.zip"
    stamps = []
    for changes in ({}, {}, {"one to two hours": "two hours"}):
        assert built_from(tmp_path, NAME, changes).returncode == 0
        stamps.append(made.stat().st_mtime_ns)
    assert stamps[0] == stamps[1] < stamps[2]
    made.unlink()
    assert built_from(tmp_path, NAME, changes).returncode == 0 and made.exists()


def test_a_question_added_as_the_page_for_teachers_says_is_built_and_marked(built, tmp_path):
    page = (ROOT / "book" / "teach.md").read_text(encoding="utf-8")
    told = page.partition("## Your own question\n")[2].partition("\n## ")[0]
    name, title, solution = re.findall(r"^\d\. .*?`([^`]+)`", told, re.M)[:3]
    cells = Paper(NAME).cells
    begin = next(at for at, cell in enumerate(cells) if "\nname: q2\n" in cell.source)
    copied = [nbformat.from_dict({**cell, "id": f"copy-{at}"}) for at, cell in enumerate(cells[begin:][:10])]
    copied[0].source = copied[0].source.replace("name: q2", name)
    copied[1].source, copied[3].source = title, solution
    copied[6].source, copied[7].source = told.split("```")[1].removeprefix("python\n").split("\n\n")
    assert copied[9].source == "# END QUESTION"
    done = built_from(tmp_path, NAME, {}, copied)
    assert done.returncode == 0, done.stderr
    made = tmp_path / "built"
    student = (made / "students" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    assert title in student and solution.split()[2] not in student
    rows, pages = graded(made, NAME, {"ada": handed(made, NAME, {"len(premierships)": "30"})})
    assert rows["ada"]["q7"] == "0" and "q7: 0 of 2" in pages["ada"]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "02_counting_rules"])
def test_otter_marks_as_the_masters_say(built, name):
    blank = (built / "students" / name / f"{name}.ipynb").read_text(encoding="utf-8")
    papers = {"full": handed(built, name), "empty": blank, "other": handed(built, "02_counting_rules")}
    slip = next((slip for slip in SLIPS if slip["assignment"] == name and slip.get("otter")), None)
    if slip:
        papers["slip"] = handed(built, name, slip["instead_of"])
    rows, pages = graded(built, name, papers)
    best = sum(Paper(name).best.values())
    assert float(rows["full"]["points"]) == float(rows["full"]["of"]) == best
    assert float(rows["empty"]["points"]) == 0 and float(rows["empty"]["of"]) == best
    assert (
        rows["other"]["points"] == "" and "Hand in the notebook of this assignment" in rows["other"]["remark"]
    )
    if slip:
        assert float(rows["slip"]["points"]) == best - sum(slip["lost"].values())
        assert slip["hint"] in pages["slip"]


def test_a_teacher_marks_five_submissions(built):
    name = "02_counting_rules"
    blank = (built / "students" / name / f"{name}.ipynb").read_text(encoding="utf-8")
    elapsed = '(completed["ended_on"] - completed["started_on"]).dt.days'
    rows, pages = graded(
        built,
        name,
        {
            "ada": handed(built, name),
            "ben": blank,
            "cho": handed(built, name, {elapsed: f"{elapsed} + 1"}),
            "dmitri": handed(
                built, name, {"return (ended - started).days + 1": "return ((ended - started).days + 1"}
            ),
            "emi": "This is a letter, not a notebook.",
        },
    )
    best = sum(Paper(name).best.values())
    assert (float(rows["ada"]["points"]), float(rows["ben"]["points"])) == (best, 0)
    assert float(rows["cho"]["q2"]) == 0 and "you counted both end days (inclusive)" in pages["cho"]
    assert float(rows["dmitri"]["q1"]) == 0 and float(rows["dmitri"]["points"]) == best - 2
    assert rows["ada"]["remark"] == "" and "A good answer" not in pages["ben"]
    assert "SyntaxError" in pages["dmitri"] and "Python could not read the cell" in pages["dmitri"]
    assert "missing )" in pages["dmitri"]
    assert "is not a notebook" in pages["emi"] and "is not a notebook" in rows["emi"]["remark"]


def test_marking_again_keeps_what_a_hand_wrote(built, tmp_path):
    """By the paper's name, from a file as a spreadsheet saves it; marking a third time changes nothing more."""
    table, mark = tmp_path / "grades.csv", "q6 by hand (of 3)"
    for student in ("ada", "ben", "cho"):
        (tmp_path / f"{student}.ipynb").write_text("no notebook")
    assert grade(built, NAME, tmp_path).returncode == 0
    written = pd.read_csv(table, dtype=str, keep_default_na=False)
    machine = written["remark"][0]
    written[mark] = ["2,5", "", "1"]
    written.loc[0, "remark"] += " late; excused"
    written["seminar"] = ["", "Tuesday", ""]
    written.to_csv(table, sep=";", index=False, encoding="utf-8-sig")
    (tmp_path / "cho.ipynb").rename(tmp_path / "dee.ipynb")

    said = [grade(built, NAME, tmp_path).stdout for _ in range(2)]
    rows = pd.read_csv(table, dtype=str, keep_default_na=False).set_index("student")
    assert list(rows.index) == ["ada", "ben", "dee", "cho"]
    assert rows[mark].to_list() == ["2,5", "", "", "1"]
    assert rows["remark"].to_list() == [f"{machine} late; excused", machine, machine, ""]
    assert rows["seminar"].to_list() == ["", "Tuesday", "", ""]
    assert all("written by hand: kept for 2 papers" in each for each in said)
    assert all(f"cho: no paper of this name now, kept in its row: {mark} 1\n" in each for each in said)

    table.write_bytes(b"\xff\xfe")
    refused = grade(built, NAME, tmp_path)
    assert refused.returncode == 1 and "CSV UTF-8" in refused.stderr
    assert table.read_bytes() == b"\xff\xfe"


def test_a_page_has_the_words_that_a_hand_marks_and_the_total(built, tmp_path):
    student = (built / "students" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    words = "It holds.\n\n## Question 6\n<b>One</b> term " + "lies on the line " * 20 + "there"
    cells = nbformat.reads(handed(built, NAME), 4)
    cells.cells = [cell for cell in cells.cells if "A good answer" not in cell.source]
    for cell in cells.cells:
        cell.source = cell.source.replace("_Type your answer here, replacing this text._", words)
    (tmp_path / "ada.ipynb").write_text(nbformat.writes(cells), encoding="utf-8")
    (tmp_path / "ben.ipynb").write_text(student, encoding="utf-8")
    assert grade(built, NAME, tmp_path).returncode == 0
    ada, ben = (tmp_path / "feedback" / f"{who}.md" for who in ("ada", "ben"))
    page = ada.read_text(encoding="utf-8")
    assert "\nTotal: 10 of 13 so far; q6 is still to be marked by hand.\n" in page
    assert "> It holds.\n" in page and "> \\<b\\>One\\</b\\> term" in page and "on the line there\n" in page
    assert "## q6: marked by hand, of 3\n\nNo answer.\n" in ben.read_text(encoding="utf-8")
    table = tmp_path / "grades.csv"
    written = pd.read_csv(table, dtype=str, keep_default_na=False)
    written["q6 by hand (of 3)"] = ["2,5", "late"]
    written.to_csv(table, sep=";", index=False)
    assert grade(built, NAME, tmp_path).returncode == 0
    page = ada.read_text(encoding="utf-8")
    assert "\nTotal: 12.5 of 13.\n" in page and "## q6: 2.5 of 3 by hand\n\n> It holds." in page
    assert "\nTotal: 0 of 13 so far; q6 is" in ben.read_text(encoding="utf-8")


def test_what_moodle_hands_over_is_marked_under_the_names_of_its_folders(built, tmp_path):
    """As a folder and as its ZIP; a letter, a checkpoint and a text written online are no second paper."""
    folder = tmp_path / "handed-in"
    for place, text in {
        "Ada Lovelace_1_assignsubmission_file_/paper.ipynb": handed(built, NAME),
        "Ada Lovelace_1_assignsubmission_file_/.ipynb_checkpoints/paper.ipynb": "",
        "Ada Lovelace_1_assignsubmission_onlinetext_/onlinetext.html": "",
        "Bo Li_2_assignsubmission_file_/paper.ipynb": "",
        "Bo Li_3_assignsubmission_file/paper.ipynb": "",
        "Bo Li_3_assignsubmission_file/paper (1).ipynb": "",
        "Cy_4_assignsubmission_file_/data/letter.pdf": "",
        "Dee_5_assignsubmission_file_paper.ipynb": "",
        "emi.ipynb": "",
    }.items():
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / place).write_text(text, encoding="utf-8")
    shutil.make_archive(str(folder), "zip", folder)
    shutil.rmtree(folder)
    assert grade(built, NAME, folder.with_suffix(".zip")).returncode == 0
    zipped = (folder / "grades.csv").read_text(encoding="utf-8")
    shutil.unpack_archive(f"{folder}.zip", folder)
    assert grade(built, NAME, folder).returncode == 0
    assert (folder / "grades.csv").read_text(encoding="utf-8") == zipped
    rows = {row["student"]: row for row in csv.DictReader(zipped.splitlines())}
    assert [*rows] == ["Ada Lovelace", "Bo Li_2", "Bo Li_3_paper (1)", "Bo Li_3_paper", "Cy", "Dee", "emi"]
    assert rows["Ada Lovelace"]["points"] == "10" and "Hand in the saved .ipynb" in rows["Cy"]["remark"]
    assert sorted(path.stem for path in (folder / "feedback").iterdir()) == sorted(rows)
    assert "neither a folder nor a ZIP" in grade(built, NAME, tmp_path / "nothing").stderr


# -- papers that do not play by the rules

FULL_MARKS = (
    '{"points": {"q1": 10}, "possible": {"q1": 10}, "hints": {"q1": []}, "stopped": [], "unreadable": ""}'
)
HOSTILE = {
    "helpers": """
import course
for name in ("close", "same", "number", "given", "pair", "result", "told"):
    setattr(course, name, lambda *_, **__: 1.0)
""",
    "comparisons": """
import builtins, math, pandas as pd
builtins.abs = lambda _: 0
math.isnan = lambda _: False
class Equal(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __hash__ = float.__hash__
median_elapsed = under_a_year_elapsed = under_a_year_inclusive = people_completed = median_per_person = came_back = Equal(1)
pd.Series.median = lambda *_: 1.0
pd.read_csv = None
""",
    "pickle": """
class Boom:
    def __reduce__(self): return (exec, ("raise SystemExit",))
    def __repr__(self): raise SystemExit
    def isoformat(self): raise SystemExit
median_elapsed, came_back = Boom(), [Boom()]
""",
    "channel": """
import os
for number in range(3, 20):
    try: os.write(number, b'{"ready": true}\\n{"value": "1"}\\n' * 3 + b"no line of ours\\n")
    except OSError: pass
""",
    "forged": f"""
import os, signal
with open(f"/proc/{{os.getppid()}}/fd/1", "w") as channel:
    channel.write('{FULL_MARKS}')
os.kill(os.getppid(), signal.SIGKILL)
""",
    "parent": "import os\nos.kill(os.getppid(), 9)",
    "itself": "import os\nos._exit(0)",
    "memory": "x = bytearray(1 << 36)",
    "looking": "import glob\nraise ValueError([open(path).read() for path in glob.glob('**/*q*', recursive=True)])",
    "telling": "class SecretWord(Exception): ...\nraise SecretWord('the slips of q2 and <script>alert(1)</script>')",
    "shouting": "raise type('<img src=x onerror=alert(1)>', (Exception,), {})('x')",
    "asleep": "import time\nwhile True:\n    try: time.sleep(9)\n    except BaseException: pass",
}


def empty_with(built, code, name=NAME):
    """An empty paper whose first cell after the set-up runs this code as well, and once more after the last."""
    notebook = nbformat.read(built / "students" / name / f"{name}.ipynb", 4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    cells[1].source += f"\n{code}"
    notebook.cells.append(nbformat.v4.new_code_cell(code))
    return nbformat.writes(notebook)


@pytest.fixture(scope="module")
def class_with_hostile_papers(built):
    papers = {title: empty_with(built, code) for title, code in HOSTILE.items()}
    return graded(built, NAME, papers | {"zoe": handed(built, NAME)}, limit=45)


def test_no_trick_gives_a_point_and_none_costs_the_others_theirs(class_with_hostile_papers):
    rows, pages = class_with_hostile_papers
    assert rows.keys() == pages.keys() == {*HOSTILE, "zoe"}
    assert float(rows["zoe"]["points"]) == 10
    for title in HOSTILE:
        assert float(rows[title]["points"] or 0) == 0, title
        assert "0 of 10 points" in pages[title] or "Not marked" in pages[title]


def test_a_paper_that_takes_its_marker_down_is_named(class_with_hostile_papers):
    rows, pages = class_with_hostile_papers
    for title in ("forged", "parent"):
        assert "the marking was stopped by this notebook" in rows[title]["remark"]
    assert "code cell 2 ended the Python that ran it" in rows["itself"]["remark"]
    assert "code cell 2 ran on after the 45 seconds" in rows["asleep"]["remark"]
    assert "code cell 2, line 7: MemoryError" in pages["memory"]


def test_feedback_never_says_what_an_error_said(class_with_hostile_papers):
    _, pages = class_with_hostile_papers
    everything = "\n".join(pages.values())
    for secret in ("def test_", "tests/", "slips of q2", "script>", "<img", "onerror", "Traceback"):
        assert secret not in everything, secret
    assert "code cell 2, line 8: SecretWord\n" in pages["telling"]
    assert "code cell 2, line 7: Error\n" in pages["shouting"]


def test_hidden_tests_are_nowhere_near_the_paper(built):
    look = "from pathlib import Path\nfound = sorted(str(p) for p in Path('..').rglob('*'))\ncame_back = {0: found}"
    _, pages = graded(
        built, NAME, {"eve": empty_with(built, f"{look}\nassert not [p for p in found if 'test' in p]")}
    )
    assert "stopped with an error" not in pages["eve"]


def test_a_loop_without_an_end_costs_its_own_question_only(built):
    solution = "median_elapsed = elapsed.median()"
    rows, pages = graded(
        built, NAME, {"lee": handed(built, NAME, {solution: f"{solution}\nwhile True: pass"})}
    )
    assert float(rows["lee"]["points"]) == 10  # the value was there before the loop began
    assert "TimeoutError. It ran too long" in pages["lee"]


def test_file_names_are_text(built):
    names = [
        "=1+1",
        "@SUM(A1)",
        "<img src=x onerror=alert(1)>",
        "[a](javascript:alert(1))",
        "`*_$x$",
        "山田 花子",
    ]
    rows, pages = graded(built, NAME, dict.fromkeys(names, "no notebook"))
    assert {"'=1+1", "'@SUM(A1)", "山田 花子"} <= rows.keys()
    assert not [student for student in rows if student.startswith(("=", "@"))]
    for name in names:
        first = pages[name].splitlines()[0]
        assert re.sub(r"\\(.)", r"\1", first) == f"# {name}"
        assert not re.search(r"(?<!\\)[<`*$\[]", first)


def test_hints_are_one_sentence_and_show_no_table(built):
    slips = {
        "return (ended - started).days + 1": "print((ended - started).days + 1)",
        "median_elapsed = elapsed.median()": "the_median = elapsed.median()",
        "under_a_year_inclusive = int((elapsed + 1).lt(365).sum())": "under_a_year_inclusive = premierships",
        "median_per_person = people.sum()[all_done].median()": "median_per_person = people.sum()",
        "came_back = sorted(terms_each[terms_each.gt(1)].index)": "came_back = terms_each[terms_each.gt(1)]",
    }
    paper = nbformat.reads(handed(built, NAME, slips), 4)
    rows, pages = graded(built, NAME, {"kim": nbformat.writes(paper)})
    for hint in (
        "days_inclusive has no answer yet: it returns nothing. If it prints the answer",
        "Did you name it otherwise",
        "under_a_year_inclusive should be one number, but it is a table of 39 rows and",
        "median_per_person should be one number, but it is a column of",
        "came_back should be a list, but it is a column of",
    ):
        assert hint in pages["kim"], hint
    hints = [line for line in pages["kim"].splitlines() if line.startswith("- ")]
    assert all(len(hint) < 320 and "dtype" not in hint and "abe-shinzo" not in hint for hint in hints)
    assert not any(". and " in hint for hint in hints)
    assert float(rows["kim"]["points"]) == 2  # the two of q3 and q4 that were left alone


def test_untouched_printed_misnamed_and_stopped_are_told_apart_beside_the_cell(built):
    slips = {
        "untouched": {},
        "printed": {"return (ended - started).days + 1": "print((ended - started).days + 1)"},
        "misnamed": {"median_elapsed = elapsed": "med = elapsed"},
        "stopped": {"under_a_year_elapsed = ": "nobody_knows\nunder_a_year_elapsed = "},
    }
    papers = {who: handed(built, NAME, slip) for who, slip in slips.items()}
    papers["untouched"] = (built / "students" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8")
    rows, pages = graded(built, NAME, papers)
    assert "days_inclusive has no answer yet. Put your answer where the three dots are" in pages["untouched"]
    assert "people_completed and median_per_person have no answer yet" in pages["untouched"]
    assert "it returns nothing. If it prints" in pages["printed"]
    assert "```python\ndef days_inclusive" in pages["printed"]
    assert "    print((ended - started).days + 1)" in pages["printed"]
    assert "Did you name it otherwise" in pages["misnamed"]
    assert "the cell stopped before it came to this" in pages["stopped"]
    assert "- q3, code cell" in pages["stopped"] and "name it otherwise" not in pages["stopped"]
    assert all(row["q6 by hand (of 3)"] == "" for row in rows.values())
    assert ": 8 of 10 points by machine, 3 more by hand\n" in pages["printed"]


def test_a_cell_that_cannot_be_read_costs_its_own_question_and_those_that_use_its_names(built):
    unread = {"median_elapsed = elapsed.median()": "median_elapsed = elapsed.median("}
    days = '(premierships["ended_on"] - premierships["started_on"]).dt.days'
    alone = {"elapsed.lt(365)": f"{days}.lt(365)", "(elapsed + 1)": f"({days} + 1)"}
    rows, pages = graded(
        built, NAME, {"uses": handed(built, NAME, unread), "alone": handed(built, NAME, unread | alone)}
    )
    assert [float(rows["uses"][name]) for name in ("q1", "q2", "q3", "q4", "q5")] == [2, 0, 0, 3, 1]
    assert [float(rows["alone"][name]) for name in ("q1", "q2", "q3", "q4", "q5")] == [2, 0, 2, 3, 1]
    told = [line for line in pages["uses"].splitlines() if line.startswith("- q3, code cell 7, line 1")]
    why = "NameError. It uses elapsed, which q2, code cell 5, was to give: mend that cell first"
    assert told == [f"- q3, code cell 7, line 1: {why}"]
    assert "It uses" not in pages["alone"]


def test_lines_that_say_how_a_notebook_shows_figures_stop_no_cell(built):
    solution = "median_elapsed = elapsed.median()"
    lines = "%matplotlib inline\n%matplotlib widget\n%config InlineBackend.figure_format = 'retina'\n"
    rows, _ = graded(built, NAME, {"mio": handed(built, NAME, {solution: lines + solution})})
    assert float(rows["mio"]["points"]) == 10 and rows["mio"]["remark"] == ""


def test_the_checks_work_in_a_renamed_notebook(built, tmp_path):
    folder = tmp_path / "student"
    shutil.copytree(built / "students" / NAME, folder)
    (folder / f"{NAME}.ipynb").rename(folder / "ada.ipynb")
    first = nbformat.read(folder / "ada.ipynb", 4).cells[0].source
    code = f"{first}\nmedian_elapsed = 556.5\nprint(grader.check('q2'))"
    run = subprocess.run([OTTER, "-c", code], cwd=folder, capture_output=True, text=True, check=False)
    assert "passed" in run.stdout, run.stderr


def test_a_renamed_notebook_is_marked_like_any_other(built):
    rows, _ = graded(built, NAME, {"02_counting_rules_ada": handed(built, NAME)})
    assert float(rows["02_counting_rules_ada"]["points"]) == 10


def test_a_value_comes_over_as_it_was_and_brings_no_code(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "coursework")
    import plain

    for table in ("premierships", "polls", "japan_measures"):
        frame = load(table)
        assert plain.load(plain.dump(frame)).equals(frame)
    days = pd.Series([1.5, None], index=pd.to_datetime(["2001-01-01", None]), name="days")
    pd.testing.assert_series_equal(plain.load(plain.dump(days)), days)
    for value in (
        3,
        "三",
        None,
        ...,
        True,
        [1, (2, {"a": 1.5})],
        {4},
        pd.Timestamp("2001-02-03"),
        pd.Timedelta(days=2),
    ):
        assert plain.load(plain.dump(value)) == value
    assert plain.load(plain.dump(print)) == plain.Function()
    assert repr(plain.load(plain.dump(object()))) == "a object"
    for text in (
        "",
        "{}",
        '["frame"]',
        '["list", 5]',
        '["thing", "<b>"]x',
        "[" * 100_000,
        '["dict", [[["list", []], 1]]]',
    ):
        with pytest.raises(ValueError, match="not a value"):
            plain.load(text)
