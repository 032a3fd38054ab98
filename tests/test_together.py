"""The list of sources follows what the pages cite, also where its own text has not changed."""

from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

CONF = """
extensions = ["sphinxcontrib.bibtex", "press.web.together"]
bibtex_bibfiles = ["references.bib"]
html_theme = "basic"
"""
BIB = """
@book{ann, author={Ann, A.}, title={One}, year={2001}, publisher={P}}
@book{bob, author={Bob, B.}, title={Two}, year={2002}, publisher={P}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "conf.py").write_text(CONF)
    (tmp_path / "references.bib").write_text(BIB)
    (tmp_path / "index.rst").write_text("Book\n====\n\n.. toctree::\n\n   one\n   list\n")
    (tmp_path / "one.rst").write_text("One\n===\n\nSee :cite:p:`ann`.\n")
    (tmp_path / "list.rst").write_text("List\n====\n\n.. bibliography::\n")
    return tmp_path


def listed(root: Path) -> str:
    """Build what is out of date; the page that lists the sources."""
    with docutils_namespace():
        Sphinx(root, root, root / "out", root / "trees", "html", status=None, warning=None).build()
    return (root / "out" / "list.html").read_text("utf-8")


def test_a_work_that_a_page_begins_or_ceases_to_cite_comes_to_the_list_and_goes(root: Path) -> None:
    text = root / "one.rst"
    assert "Two" not in listed(root)
    text.write_text(text.read_text() + "\nAlso :cite:p:`bob`.\n")
    assert "Two" in listed(root)
    text.write_text("One\n===\n\nSee :cite:p:`bob`.\n")
    page = listed(root)
    assert "Two" in page and "<em>One</em>" not in page


def test_while_pages_cite_the_same_the_list_is_left_as_it_is(root: Path) -> None:
    listed(root)
    before = (root / "out" / "list.html").stat().st_mtime_ns
    text = root / "one.rst"
    text.write_text(text.read_text() + "\nMore.\n")
    listed(root)
    assert (root / "out" / "list.html").stat().st_mtime_ns == before
