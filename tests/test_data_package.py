"""The data stand alone: described for programs and for readers, and readable without this package."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from frictionless import Package

from four_islands.data import datapackage, load, table, tables
from four_islands.data.broken import Finding
from four_islands.data.rules import neighbours
from press.config import settings
from press.web.site import package as archived

PANDAS = {"string": "str", "integer": "Int64", "number": "Float64", "boolean": "boolean"}
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
BARE = re.compile(r"(?<!\})`((?:book|data)/\w[\w./]*\.\w+)`")  # a file that a page names and does not lead to


@pytest.fixture(scope="module")
def described(root: Path) -> dict[str, Any]:
    return json.loads((root / "data/datapackage.json").read_text(encoding="utf-8"))


def types(described: dict[str, Any], name: str) -> dict[str, str]:
    resource = next(resource for resource in described["resources"] if resource["name"] == name)
    return {field["name"]: field["type"] for field in resource["schema"]["fields"]}


@pytest.fixture
def copied(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the data, and of the place where the book's page goes."""
    shutil.copytree(root / "data", tmp_path / "data")
    (tmp_path / "book").mkdir()
    for name in ("pyproject.toml", "CITATION.cff"):
        shutil.copy(root / name, tmp_path)
    monkeypatch.setenv("FOUR_ISLANDS_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(datapackage, "ROOT", tmp_path)
    return tmp_path


def test_the_generated_files_are_up_to_date() -> None:
    assert datapackage.main(["--check"]) == 0, "run `make data` and commit the result"


def test_frictionless_finds_the_package_valid(root: Path) -> None:
    report = Package(str(root / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "note"])[:5]
    assert len(report.tasks) == len(tables())


def test_frictionless_finds_a_broken_package_invalid(copied: Path) -> None:
    path = copied / "data/premierships.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("1945-08-17", "1945-08-71", 1), encoding="utf-8")
    assert not Package(str(copied / "data/datapackage.json")).validate().valid


def test_the_description_names_licence_version_contributors_and_sources(described: dict[str, Any]) -> None:
    assert described["version"] == datapackage.owner().version
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert described["contributors"][0]["roles"]
    for resource in described["resources"]:
        assert resource["counts"]
        assert resource["asOf"]
        assert resource["sources"]
        assert resource["schema"]["primaryKey"]
        assert all(field["description"] for field in resource["schema"]["fields"])


def test_pandas_reads_the_same_from_the_description_alone(described: dict[str, Any], root: Path) -> None:
    for name in tables():
        kinds = types(described, name)
        alone = pd.read_csv(
            root / f"data/{name}.csv",
            dtype={column: PANDAS[kind] for column, kind in kinds.items() if kind in PANDAS},
            parse_dates=[column for column, kind in kinds.items() if kind == "date"],
            keep_default_na=False,
            na_values=[""],
        )
        dates = [column for column, kind in kinds.items() if kind == "date"]
        alone[dates] = alone[dates].astype("datetime64[us]")
        pd.testing.assert_frame_equal(alone, load(name), check_dtype=True, obj=name)


def test_duckdb_reads_the_same_from_the_description_alone(described: dict[str, Any], root: Path) -> None:
    database = duckdb.connect()
    for name in tables():
        columns = {column: DUCKDB[kind] for column, kind in types(described, name).items()}
        database.execute(
            f"CREATE TABLE {name} AS SELECT * FROM read_csv($1, header = true, columns = {columns}, nullstr = '')",
            [str(root / f"data/{name}.csv")],
        )
        ours = load(name)
        assert database.execute(f"SELECT count(*) FROM {name}").fetchone() == (len(ours),)
        for column, kind in columns.items():
            values = [row[0] for row in database.execute(f'SELECT "{column}" FROM {name}').fetchall()]
            wanted = [None if pd.isna(value) else value for value in ours[column]]
            assert values == [value.date() if value and kind == "DATE" else value for value in wanted], column


def test_duckdb_joins_rows_to_their_sources(root: Path) -> None:
    unknown = duckdb.execute(
        "SELECT count(*) FROM (SELECT unnest(string_split(source_ids, ';')) AS source_id FROM read_csv($1, header=true))"
        " ANTI JOIN read_csv($2, header=true) USING (source_id)",
        [str(root / "data/summits.csv"), str(root / "data/sources.csv")],
    ).fetchone()
    assert unknown == (0,)


@pytest.mark.parametrize("page", ["data/README.md", "book/data.md"])
def test_the_lines_printed_for_programs_run_in_the_unpacked_archive(
    page: str, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zipfile.ZipFile(io.BytesIO(archived(settings(root), {}))).extractall(tmp_path)
    (folder,) = tmp_path.iterdir()
    monkeypatch.chdir(folder)
    lines = dict(re.findall(r"```(python|r|sql)\n(.*?)```", (root / page).read_text("utf-8"), re.S))
    names: dict[str, Any] = {}
    exec(lines["python"], names)
    (frame,) = [value for value in names.values() if isinstance(value, pd.DataFrame)]
    assert len(frame) and len(frame) == len(duckdb.connect().execute(lines["sql"]).fetchall())
    if rscript := shutil.which("Rscript"):
        subprocess.run([rscript, "-e", lines["r"]], check=True)


def test_no_page_sends_a_reader_to_a_file_without_a_link(root: Path) -> None:
    for_workers = {"extend", "rerun", "teach", "torture", "speed"}
    pages = [path for path in sorted(root.glob("book/*.md")) if path.stem not in for_workers]
    named = [(path.name, file) for path in pages for file in BARE.findall(path.read_text("utf-8"))]
    assert named == []


def in_r(folder: Path, described: dict[str, Any], scratch: Path) -> subprocess.CompletedProcess[str]:
    """The tables of a folder as base R reads them."""
    if not (rscript := shutil.which("Rscript")):
        pytest.skip("R is not installed here: no Rscript")
    kinds = [(name, *kind) for name in tables() for kind in types(described, name).items()]
    with (scratch / "columns.csv").open("w", encoding="utf-8") as file:
        csv.writer(file).writerows([("table", "column", "type"), *kinds])
    script = Path(__file__).with_name("read_tables.R")
    return subprocess.run(
        [rscript, "--vanilla", script, folder, scratch / "columns.csv"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )


def test_r_reads_the_same_from_the_description_alone(
    described: dict[str, Any], root: Path, tmp_path: Path
) -> None:
    done = in_r(root / "data", described, tmp_path)
    assert done.returncode == 0, done.stderr
    wanted = []
    for name in tables():
        with (root / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in types(described, name):
            known = [row[column] for row in rows if row[column]]
            wanted.append([name, column, *map(str, (len(rows), len(known), sum(map(len, known))))])
    assert [line.split("\t") for line in done.stdout.splitlines()] == wanted


def test_r_stops_at_a_cell_that_is_not_of_its_type(
    described: dict[str, Any], copied: Path, tmp_path: Path
) -> None:
    path = copied / "data" / "premierships.csv"
    path.write_text(path.read_text("utf-8").replace("1946-05-22", "22 May 1946", 1), "utf-8")
    done = in_r(copied / "data", described, tmp_path)
    assert done.returncode and "premierships, ended_on: '22 May 1946' is no date" in done.stderr


def test_every_csv_has_a_schema_and_every_schema_a_csv(root: Path) -> None:
    assert {path.stem for path in (root / "data").glob("*.csv")} == set(tables())


def test_a_table_without_a_schema_is_refused(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copied / "data/stray.csv").write_text("a\n1\n")
    assert datapackage.main([]) == 1
    assert "no description of stray" in capsys.readouterr().err


def test_all_broken_tables_are_told_at_once(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("summits", "trade"):
        path = copied / f"data/{name}.csv"
        path.write_text(path.read_text("utf-8").replace(",high,", ",hihg,", 1), "utf-8")
    assert datapackage.main([]) == 1
    says = capsys.readouterr().err
    assert says.count("data/summits.csv breaks") == says.count("data/trade.csv breaks") == 1


def test_a_table_in_another_encoding_is_named_whatever_other_tables_ask_of_it(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = copied / "data/premierships.csv"
    path.write_bytes(path.read_text("utf-8").encode("cp932", "replace"))
    neighbours.vocabulary.cache_clear()
    assert datapackage.main([]) == 1
    says = capsys.readouterr().err
    assert re.search(r"data/premierships\.csv.*line \d+: byte 0x.. is not UTF-8", says, re.DOTALL), says


def test_what_a_rule_says_of_a_row_is_not_cut_but_a_long_note_is() -> None:
    said = "Meeting on 25 September 2012, 26 September by sources; if both are right, its note says 25 September 2012"
    found = str(Finding("day", "a day that its sources name", "dated_on", (7, 8), (said, "x" * 500)))
    assert said in found and "(500 characters)" in found and "x" * 300 not in found


def test_every_source_is_cited(root: Path) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in [*root.glob("notebooks/**/*.ipynb")])
    cited = {
        source_id
        for name in tables()
        if "source_ids" in table(name).names
        for cell in load(name)["source_ids"].dropna()
        for source_id in cell.split(";")
    }
    unused = sorted(one for one in set(load("sources")["source_id"]) - cited if one not in code)
    assert not unused, (
        f"{len(unused)} rows of sources.csv that no row of any table cites: {', '.join(unused[:20])}"
    )


def test_writing_twice_gives_the_same_bytes_and_checking_writes_nothing(copied: Path) -> None:
    generated = [copied / "data/datapackage.json", copied / "data/README.md", copied / "book/data.md"]
    assert datapackage.main(["--check"]) == 1
    assert not generated[2].exists()
    assert datapackage.main([]) == 0
    first = [path.read_bytes() for path in generated]
    for path in generated:
        path.unlink()
    assert datapackage.main([]) == 0
    assert [path.read_bytes() for path in generated] == first
    assert datapackage.main(["--check"]) == 0


def test_any_change_of_a_cell_is_noticed_by_the_check(copied: Path) -> None:
    datapackage.main([])
    path = copied / "data/summits.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Irkutsk", "Irkusk", 1), encoding="utf-8")
    assert datapackage.main(["--check"]) == 1


def test_nothing_is_written_when_one_table_is_broken(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    datapackage.main([])
    before = (copied / "data/datapackage.json").read_bytes()
    path = copied / "data/summits.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",visit,", ",vist,", 1), encoding="utf-8")
    assert datapackage.main([]) == 1
    assert "data/summits.csv breaks" in capsys.readouterr().err
    assert (copied / "data/datapackage.json").read_bytes() == before
    assert not list((copied / "data").glob(".*"))


def test_the_codebook_explains_every_table_and_column(root: Path) -> None:
    text = (root / "data/README.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, flags=re.MULTILINE | re.DOTALL))
    for name in tables():
        assert all(f"| `{column}` |" in sections[name] for column in table(name).names), name


def test_the_books_page_links_every_file(root: Path) -> None:
    text = (root / "book/data.md").read_text(encoding="utf-8")
    assert all(f"<../data/{name}.csv>" in text for name in tables())


def test_the_books_page_says_how_a_spreadsheet_reads_kanji_and_days(root: Path) -> None:
    items = (root / "book/data.md").read_text("utf-8").split("\n- ")
    (says,) = [item for item in items if "LibreOffice" in item]
    for words in ("XLSX", "*Data, From Text/CSV*", "*65001: Unicode (UTF-8)*", "*Do not detect data types*"):
        assert words in says
    assert says in (root / "data/README.md").read_text("utf-8")


def test_files_hold_one_line_a_row_and_end_with_a_line_feed(root: Path) -> None:
    for name in tables():
        raw = (root / f"data/{name}.csv").read_bytes()
        assert raw.endswith(b"\n"), name
        with (root / f"data/{name}.csv").open(encoding="utf-8", newline="") as file:
            assert raw.count(b"\n") == sum(1 for _ in csv.reader(file)), name


def test_every_selection_says_what_it_lacks_and_where_it_would_be() -> None:
    ours = {"coastline", "coastline_region", "map_lines", "corrections", "poll_series_breaks", "sources"}
    silent = {name for name in tables() if not table(name).is_census and not table(name).gaps}
    assert silent <= ours, silent
