"""The page and the spreadsheet of each table: every row, with an address of its own."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from xlsxwriter.utility import xl_rowcol_to_cell

from four_islands.data import csvs, table, tables, xlsx
from four_islands.data.datapackage import owner
from four_islands.data.schema import data_dir
from four_islands.pages import browse
from press.figure import spreadsheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.fixture(scope="module")
def bodies(root: Path) -> dict[str, str]:
    app: Any = SimpleNamespace(srcdir=root)
    return {name: context["body"] for name, context, _ in browse.pages(app)}


@pytest.mark.parametrize("name", tables())
def test_every_row_stands_on_the_pages_of_its_table_under_an_address_of_its_own(
    name: str, bodies: dict[str, str]
) -> None:
    cells = csvs.read(table(name), data_dir() / f"{name}.csv")
    parts = [body for page, body in bodies.items() if re.fullmatch(rf"data/{name}(-\d+)?", page)]
    ids = [at for body in parts for at in re.findall(r'<tr id="([^"]+)"', body)]
    assert ids == [browse.anchor(key) for key in browse.Browsed(table(name), cells).keys]
    assert len(set(ids)) == len(ids)
    assert all(len(gzip.compress(body.encode(), 9)) < 130_000 for body in parts)


@pytest.mark.parametrize("name", tables())
def test_the_page_of_a_table_says_what_each_column_holds(name: str, bodies: dict[str, str]) -> None:
    (fold,) = re.findall(r'<details class="press-columns".*?</details>', bodies[f"data/{name}"])
    assert "`" not in fold
    for column in table(name).columns:
        assert f"<li><code>{column.name}</code> ({column.type}" in fold
        assert all(f"<code>{code}</code> " in fold for code in column.codes)


def test_the_name_of_a_column_breaks_between_its_words_on_a_card(bodies: dict[str, str]) -> None:
    names = re.findall(r'--name:"([^"]+)"', bodies["data/island_visits"])
    assert any("_" in name for name in names)
    assert not [name for name in names if "_" in name.replace("_\u200b", "")]


def test_a_row_names_its_sources_in_words(bodies: dict[str, str]) -> None:
    row = re.search(r'<tr id="2015-07-18-skvortsova".*?</tr>', bodies["data/island_visits"])
    assert row
    assert ">Doktor Piter, Japan calls the health minister" in row[0]
    assert "in Russian" in row[0]
    assert "Report an error in row 2015-07-18-skvortsova" in row[0]


def test_a_row_with_words_is_found_by_them_at_its_own_address(bodies: dict[str, str]) -> None:
    found = {address: (title, key) for _, title, key, address in browse.found_rows()}
    assert found["data/acting_premiers.html#JA03"] == ("Kishi, Nobusuke, 1957-01 (acting_premiers)", "JA03")
    ids = {page: set(re.findall(r'<tr id="([^"]+)"', body)) for page, body in bodies.items()}
    places = [address.replace(".html", "").split("#") for address in found]
    assert all(row in ids[page] | ids.get(f"{page}-2", set()) for page, row in places)
    assert not any(page.startswith(("data/sources", "data/polls")) for page, _ in places)


@pytest.mark.parametrize("name", ["premierships", "polls"])
def test_a_spreadsheet_holds_what_the_csv_holds(name: str) -> None:
    about = table(name)
    cells = csvs.read(about, data_dir() / f"{name}.csv")
    of = owner()
    book = xlsx.workbook(about, cells, of)
    assert book == xlsx.workbook(about, cells, of)
    parts = zipfile.ZipFile(io.BytesIO(book))
    shared = ["".join(s.itertext()) for s in ElementTree.fromstring(parts.read("xl/sharedStrings.xml"))]
    found = {}
    for cell in ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml")).iter(f"{{{MAIN}}}c"):
        value = cell.findtext(f"{{{MAIN}}}v", "")
        kind = {"s": lambda v: shared[int(v)], "b": lambda v: v == "1"}.get(cell.get("t"), float)
        found[cell.get("r")] = kind(value)
    types = {
        c.name: {"integer": float, "number": float, "boolean": "true".__eq__}.get(c.type, str)
        for c in about.columns
    }
    wanted: dict[str, str | float] = {}
    for at, column in enumerate(about.names):
        for row, value in enumerate([column, *cells[column]]):
            if value:
                wanted[xl_rowcol_to_cell(row, at)] = types[column](value) if row else value
    assert [(type(found[at]), found[at]) for at in wanted] == [(type(v), v) for v in wanted.values()]
    assert len(found) == len(wanted)
    core = ElementTree.fromstring(parts.read("docProps/core.xml"))
    said = {part.tag.rpartition("}")[2]: part.text for part in core}
    assert said["title"] == about.title and said["creator"] in {
        ", ".join(of.authors),
        ", ".join(of.compilers),
        ", ".join([*of.authors, *of.compilers]),
    }
    assert f"version {of.version}" in said["description"] and "Creative Commons" in said["description"]


def test_a_spreadsheet_of_a_figure_has_numbers_answers_and_text_that_is_no_formula() -> None:
    columns = {"year": [1956, None], "share": [0.5, 2], "held": [True, False], "said": ["=A1", "1956-10-19"]}
    parts = zipfile.ZipFile(io.BytesIO(spreadsheet.workbook("x-" * 20, "Title", columns)))
    sheet = ElementTree.fromstring(parts.read("xl/worksheets/sheet1.xml"))
    kinds = {cell.get("r"): cell.get("t") for cell in sheet.iter(f"{{{MAIN}}}c") if cell.get("r")[1] != "1"}
    assert kinds == {"A2": None, "B2": None, "B3": None, "C2": "b", "C3": "b", "D2": "s", "D3": "s"}
    assert not list(sheet.iter(f"{{{MAIN}}}f"))
