"""One version, one day of release, wherever an edition says which it is."""

import json
import re
import tomllib
import zipfile
from pathlib import Path

import pytest
import yaml
from lxml import html
from pypdf import PdfReader

from press.config import PressError, settings
from press.web.changes import changes, places
from press.web.permalinks import Permalink

ROOT = Path(__file__).parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
RELEASED = str(CITATION["date-released"])


def test_the_citation_file_the_data_package_and_the_changes_agree() -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))
    newest = changes(ROOT)[0]
    assert VERSION == CITATION["version"] == package["version"] == newest.version
    assert newest.released.isoformat() == RELEASED


def test_a_version_has_three_numbers() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


@pytest.mark.built
def test_every_page_of_the_site_has_the_version_and_the_day(site: Path, pages: list[Path]) -> None:
    for page in [*pages, site / "404.html", site / "search.html"]:
        (foot,) = html.parse(page).xpath("//p[@class='press-edition']")
        assert f"Version {VERSION}," in foot.text_content(), page.name
        assert foot.xpath("time/@datetime")[0] == RELEASED


@pytest.mark.built
def test_every_figure_carries_the_version_in_its_citation(site: Path) -> None:
    for file in site.glob("figures/*.csl.json"):
        (item,) = json.loads(file.read_text("utf-8"))
        kept = item["note"].rpartition(", version ")[2]  # a fork's own stands behind that of its original
        assert VERSION in (item["version"], kept), file.name


@pytest.mark.built
def test_the_data_of_the_site_are_the_data_of_the_edition(site: Path) -> None:
    package = json.loads((site / "data" / "datapackage.json").read_text("utf-8"))
    assert package["version"] == VERSION
    for resource in package["resources"]:
        assert (site / "data" / resource["path"]).read_bytes() == (
            ROOT / "data" / resource["path"]
        ).read_bytes()


@pytest.mark.built
def test_the_printed_book_says_its_version(site: Path) -> None:
    book = settings()
    reader = PdfReader(book.build / "pdf" / f"{book.stem}.pdf")
    front = " ".join(page.extract_text() for page in reader.pages[:6])
    assert VERSION in front


@pytest.mark.built
def test_the_book_for_reading_devices_says_its_version(site: Path) -> None:
    book = settings()
    with zipfile.ZipFile(book.build / "epub" / f"{book.stem}.epub") as files:
        text = "".join(
            files.read(n).decode("utf-8") for n in files.namelist() if n.endswith((".opf", ".xhtml"))
        )
    assert VERSION in text


def test_a_place_to_which_two_old_names_lead_is_named_once() -> None:
    kept = Permalink("fig-trade-total", "notebooks/11_trade", "0.1.0")
    gone = Permalink("fig-trade-yen", "notebooks/11_trade", "0.1.0", "fig-trade-total")
    links = {link.name: link for link in (kept, gone)}
    both, late = places(["fig-trade-total", "fig-trade-yen"], links), places(["fig-trade-yen"], links)
    assert len(both) == 1 and ">figure" in both[0] and ">now figure" in late[0]


def test_a_list_of_changes_that_is_no_yaml_is_refused_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "changes.yml").write_text("- version: 1.0.0\n    date: 2026-11-26\n", "utf-8")
    with pytest.raises(PressError, match=r"changes\.yml, line 2"):
        changes(tmp_path)
