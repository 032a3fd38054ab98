"""A reader who finds a wrong row or figure is led to somebody to tell, and what it is about goes with him."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from press.cite.report import whom
from press.config import report_at, settings

CITED = 'title: "A"\nversion: 1\ndate-released: "2026-11-26"\nlicense: MIT\nauthors: [{name: B}]\n'


@pytest.mark.parametrize("repository", ["", "https://codeberg.org/a/b", "https://github.com/a/b"])
def test_the_way_to_report_keeps_the_table_and_the_row(repository: str) -> None:
    link = urlsplit(report_at(repository, "polls, a & 択捉", "../"))
    on_github = "github.com" in repository
    assert parse_qs(link.query)["table" if on_github else "about"] == ["polls, a & 択捉"]
    assert on_github or (link.path, link.fragment) == ("../book/extend.html", "report-an-error")


def test_it_is_said_whom_to_tell(tmp_path: Path) -> None:
    def said(repository: str, more: str = "") -> str:
        (tmp_path / "CITATION.cff").write_text(CITED + more, "utf-8")
        (tmp_path / "pyproject.toml").write_text(
            f'[project]\nversion = "1"\n[tool.press]\npackage = "p"\npdf = "p"\nrepository = "{repository}"\n'
        )
        return whom(settings(tmp_path))

    assert "issue in the repository this copy came from" in said("")
    assert 'href="https://codeberg.org/a/b"' in said("https://codeberg.org/a/b")
    named = 'contact: [{family-names: Doe, given-names: "<J>", email: j@doe.example}]\n'
    assert said("https://github.com/a/b", named).startswith(
        'Write to &lt;J&gt; Doe, <a href="mailto:j@doe.example">'
    )


@pytest.mark.browser
@pytest.mark.built
def test_a_report_of_a_row_comes_with_its_place_filled_in(browser: Any, site: Path) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    table = next(site.glob("data/*.csv")).with_suffix(".html")
    page.goto(table.as_uri())
    link = page.locator(".browse tbody a", has_text="Report").first
    if "issues/new" in link.get_attribute("href"):
        pytest.skip("the repository of this edition has a form")
    row = link.get_attribute("aria-label").removeprefix("Report an error in row ")
    page.goto(link.evaluate("(a) => a.href"))
    text = page.locator("#report-an-error textarea").input_value()
    assert text.startswith(f"About: {table.stem}, {row}\nTable: {table.stem}\nRow: {row}\nColumn: \n")
    assert settings().version in text
    assert page.locator(".press-whom").inner_text()
    page.close()
