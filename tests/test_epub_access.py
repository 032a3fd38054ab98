"""What the EPUB does for those who do not see it, and why it claims no conformance to WCAG 2.2, level AA.

The criteria gone through by hand on the built EPUB, with DAISY Ace 1.4 (no finding), epubcheck (none), and pictures of
pages at 320 and 600 pixels, light and dark:

    1.1.1         met: text alternatives of all drawings and of the cover; below
    1.3.1         met: headings, lists, heads of tables with what they head, titles of tables, notes; below, Ace
    1.3.2         met: the gate finds the words of the pages in their order
    1.3.3 1.3.4   met: read in chapters 0, 8 and 12; nothing is tied to an orientation
    1.4.1         NOT met: colour alone tells in `story-timeline`, `story-maps`, and where marks of one shape are coloured by side
    1.4.3         met: the least contrast of a text is 5.9 : 1 by day and 8 : 1 at night, that of words in drawings 5 : 1
    1.4.4 1.4.10  met: no page is wider than 320 pixels but its tables, which scroll
    1.4.5         met: words in drawings are labels of charts and maps
    1.4.11        NOT met: pale tints (below 3 : 1) carry meaning in about twenty drawings, such as `countermeasures-timeline`,
                  `counterparts-lanes`, `offers-bluebook`, `sanctions-kinds`, `summits-warming`, `windows-years`
    1.4.12        met: nothing has a fixed height
    2.1.1 2.1.2   met: there are links, and nothing else to operate
    2.4.1 2.4.5   met: contents, index, list of pages, landmarks
    2.4.2 2.4.6   met: every file is called as its page; below
    2.4.3 2.4.4   met: links in their order; the numbers of the index stand in the paragraph of their word
    2.4.7 2.4.11  the reading device's
    2.5.8         met: links stand in lines of text
    3.1.1 3.1.2   met: below, and test_print_tongues.py
    4.1.2         met: Ace
    the others    nothing to judge: no sound, film, time limit, flash, gesture, form or message
"""

from __future__ import annotations

import re
import zipfile
from itertools import pairwise
from typing import Any

import pytest
from conftest import pdf_file
from lxml import etree

pytestmark = pytest.mark.built
XHTML = {"h": "http://www.w3.org/1999/xhtml"}


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    with zipfile.ZipFile(pdf_file("epub")) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def pages(files: dict[str, bytes]) -> dict[str, Any]:
    return {name: etree.fromstring(text) for name, text in files.items() if "/text/" in name}


def test_everything_to_be_seen_has_words(pages: dict[str, Any]) -> None:
    for name, page in pages.items():
        bare = page.xpath("//h:img[not(@alt) or @alt = '']", namespaces=XHTML)
        drawn = page.xpath("//*[local-name() = 'svg'][not(@aria-label)]")
        assert not [*bare, *drawn], name


def test_heads_of_tables_say_what_they_head(pages: dict[str, Any]) -> None:
    heads = [head for page in pages.values() for head in page.xpath("//h:th", namespaces=XHTML)]
    assert heads
    assert {head.get("scope") for head in heads} == {"row", "col"}


def test_every_file_has_a_title_and_a_language_and_skips_no_heading(pages: dict[str, Any]) -> None:
    for name, page in pages.items():
        assert page.get("lang") == "en-GB", name
        assert not re.search(r"xhtml|^$", page.findtext("h:head/h:title", namespaces=XHTML)), name
        ranks = [int(rank.tag[-1]) for rank in page.iter() if re.search(r"}h[1-6]$", str(rank.tag))]
        assert all(after - before <= 1 for before, after in pairwise(ranks)), name


def test_the_pages_of_the_printed_book_are_listed_in_their_order(files: dict[str, bytes]) -> None:
    contents = files["EPUB/nav.xhtml"].decode()
    listed = [int(page) for page in re.findall(r'#page-(\d+)">\1<', contents)]
    assert listed == sorted(set(listed))
    assert max(listed) - len(listed) < 8  # title, contents and plates bear no mark
    assert 'property="source-of">pagination' in files["EPUB/content.opf"].decode()


def test_no_conformance_is_claimed_that_the_drawings_do_not_keep(files: dict[str, bytes]) -> None:
    package = files["EPUB/content.opf"].decode()
    assert "conformsTo" not in package
    assert "It does not say that it conforms to WCAG" in package
