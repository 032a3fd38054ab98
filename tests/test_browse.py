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

from four_islands.data import csvs, table, tables, xlsx
from four_islands.data.schema import data_dir
from four_islands.pages import browse


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


def test_a_row_names_its_sources_in_words(bodies: dict[str, str]) -> None:
    row = re.search(r'<tr id="2015-07-18-skvortsova".*?</tr>', bodies["data/island_visits"])
    assert row
    assert ">Doktor Piter, Japan calls the health minister" in row[0]
    assert "in Russian" in row[0]
    assert "Report an error in row 2015-07-18-skvortsova" in row[0]


@pytest.mark.parametrize("name", ["premierships", "polls"])
def test_a_spreadsheet_holds_what_the_csv_holds(name: str) -> None:
    cells = csvs.read(table(name), data_dir() / f"{name}.csv")
    book = xlsx.workbook(table(name), cells)
    assert book == xlsx.workbook(table(name), cells)
    sheet = ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(book)).read("xl/sheet.xml"))
    names = {"m": xlsx.MAIN}
    found = [
        ["".join(c.itertext()) for c in row.findall("m:c", names)]
        for row in sheet.iterfind(".//m:row", names)
    ]
    assert found == [table(name).names, *map(list, zip(*cells.values(), strict=True))]
