"""The forms ask for what a row needs, and the hooks run commands that exist."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from bench import bench_build, licences
from four_islands.data import table
from press.config import settings

ROOT = Path(__file__).resolve().parent.parent
SOURCE_FIELDS = {"publisher", "title", "published_on", "url", "tier", "read_on"}


def test_a_data_correction_must_name_its_source() -> None:
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "data_correction.yml").read_text("utf-8"))
    fields = {field["id"]: field for field in form["body"] if "id" in field}
    required = {name for name, field in fields.items() if field.get("validations", {}).get("required")}
    assert {"table", "column", "right"} | SOURCE_FIELDS <= required
    assert set(table("sources").names) >= SOURCE_FIELDS
    (tier,) = (column for column in table("sources").columns if column.name == "tier")
    assert len(fields["tier"]["attributes"]["options"]) == len(tier.codes)


def test_every_form_is_one_that_github_can_show() -> None:
    for path in (ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text("utf-8"))
        if path.stem != "config":
            assert {"name", "description", "body"} <= form.keys()
            ids = [field["id"] for field in form["body"] if "id" in field]
            assert len(ids) == len(set(ids)) > 0


def test_the_hooks_run_commands_that_exist() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for hook in hooks:
        if hook["entry"].startswith("make "):
            assert re.search(rf"^{hook['entry'].split()[1]}:", makefile, re.M)
        else:
            assert find_spec(hook["entry"].split()[2])


def test_the_guides_name_commands_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for name in ("README.md", "CONTRIBUTING.md", "book/extend.md", "book/rerun.md"):
        text = (ROOT / name).read_text("utf-8")
        blocks = "\n".join(re.findall(r"```\w+\n(.*?)```", text, re.S))
        named = {*re.findall(r"(?<!\})`make ([a-z]+)", text), *re.findall(r"^make ([a-z]+)", blocks, re.M)}
        assert named <= targets, name


def test_every_path_named_in_the_guides_exists() -> None:
    named = re.compile(
        r"`((?:four_islands|press|notebooks|data|book|tests|bench|coursework|examples)/[\w./*-]*)`"
    )
    made = {"data/NAME.csv", "data/schema/NAME.yml"}  # a pattern that the reader fills in
    wrong = []
    guides = (
        "README.md",
        "CONTRIBUTING.md",
        "book/extend.md",
        "book/rerun.md",
        "book/teach.md",
        "book/claims.md",
    )
    for name in filter(lambda each: (ROOT / each).is_file(), guides):
        for path in set(named.findall((ROOT / name).read_text("utf-8"))) - made:
            wrong += [f"{name}: {path}"] if not list(ROOT.glob(path.rstrip("/"))) else []
    assert not wrong, wrong


def shell_of(path: Path) -> str:
    """All that a workflow or a script runs, in order, with the variables it sets."""
    if path.suffix != ".yml":
        return path.read_text("utf-8")
    steps = [
        step
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
        for step in job.get("steps", [])
    ]
    return "\n".join(
        f"{' '.join(f'{key}={value}' for key, value in step.get('env', {}).items())} {step['run']}"
        for step in steps
        if "run" in step
    )


TESTING = [
    ROOT / ".ci" / "run",
    *(ROOT / ".github" / "workflows" / f"{name}.yml" for name in ("book", "release")),
]


@pytest.mark.parametrize("path", TESTING, ids=lambda path: path.stem)
def test_what_is_committed_is_found_fresh_before_a_build_can_repair_it(path: Path) -> None:
    made = re.findall(r"^[^#\n]*?\bmake (.+)$", shell_of(path), re.M)
    assert made[0].split()[0] == "fresh"
    assert any("test" in targets.split() for targets in made[1:])
    recipe = re.search(r"^fresh: .*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert recipe
    assert re.findall(r"-m (\S+ \S+)$", recipe[1], re.M) == [
        "press check",
        *(f"{module} --check" for module in settings(ROOT).prepare),
    ]


@pytest.mark.parametrize("path", TESTING, ids=lambda path: path.stem)
def test_no_test_is_skipped_where_everything_must_be_tested(path: Path) -> None:
    asked = {
        name
        for file in (ROOT / "tests").glob("*.py")
        for name in re.findall(r"REQUIRE_[A-Z]+", file.read_text("utf-8"))
    }
    assert asked >= {"REQUIRE_BROWSER", "REQUIRE_COURSEWORK"}
    assert {name for name in asked if f"{name}=1" in shell_of(path)} == asked


def test_the_page_of_licences_says_what_the_packages_say() -> None:
    text = licences.page(ROOT)
    assert (ROOT / licences.PAGE).read_text("utf-8") == text, "run `python -m bench.licences`"
    assert "| pypandoc-binary |" in text and "pandoc inside it: GPL-2.0-or-later" in text
    assert text.count("SIL Open Font License 1.1](") == 3


def test_the_page_of_speed_is_written_from_its_result() -> None:
    if not bench_build.RESULT.is_file():
        pytest.skip("nobody has run `make bench` yet")
    result = json.loads(bench_build.RESULT.read_text("utf-8"))
    assert bench_build.PAGE.read_text("utf-8") == bench_build.page(result), "run `make bench`"
    assert bench_build.PICTURE.read_text("utf-8") == bench_build.picture(result), "run `make bench`"


def test_every_step_that_is_measured_stands_in_the_tables_and_has_a_goal() -> None:
    steps = [name for name in bench_build.GOALS if name not in (bench_build.CHAPTERS, bench_build.ROWS)]
    found = {name: {"ours": [[1.0, 2.0, 3.0]], "stock": [[2.0, 5.0, 3.0]]} for name in steps}
    grown = {bench_build.CHAPTERS: [1.0, 4.0], bench_build.ROWS: [1.0, 9.0]}
    text = bench_build.page({"machine": "two", "load": [0, 1], "steps": found, "growth": grown})
    assert "| nothing changed | 1.0 | 2.0 | 0.50 | 0.5 s |" in text
    assert f"| {bench_build.FIRST} | 2.0 | 5.0 | 0.40 |" in text
    assert f"| {bench_build.CHAPTERS} | 1.0 | 4.0 | 4.0 | 11 times |" in text
