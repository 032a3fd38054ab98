"""Tables of the printed book stay on the page, whatever stands in them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from press.book import places
from press.book.addresses import readable
from press.book.sheets import PADDING, PHRASE, REACHES, join_heads, lay_out

WORDS = st.text(alphabet="abcdefghij KLM0123456789_/.-択捉島Итуруп", max_size=120)
TABLES = st.lists(st.lists(WORDS, min_size=1, max_size=9), min_size=1, max_size=12)


def table_of(rows: list[list[str]]) -> tuple[etree._Element, etree._Element]:
    sheet = etree.Element("div", {"class": "sheet"})
    table = etree.SubElement(sheet, "table")
    head = etree.SubElement(etree.SubElement(table, "thead"), "tr")
    body = etree.SubElement(table, "tbody")
    for n in range(max(map(len, rows))):
        etree.SubElement(head, "th").text = f"column {n}"
    for row in rows:
        line = etree.SubElement(body, "tr")
        for n in range(max(map(len, rows))):
            etree.SubElement(line, "td").text = row[n] if n < len(row) else ""
    return sheet, table


@settings(max_examples=150, deadline=None)
@given(rows=TABLES, within=st.sampled_from(["text", "full"]))
def test_columns_share_the_width_and_no_more(rows: list[list[str]], within: str) -> None:
    sheet, table = table_of(rows)
    lay_out(sheet, table, within)
    shares = [float(re.search(r"[\d.]+", col.get("style"))[0]) for col in table.iter("col")]  # type: ignore[index]
    assert sum(shares) <= 100.2
    assert all(share > 0 for share in shares)
    assert sheet.get("data-reach") in {*REACHES, "whole", "pages"}
    assert 6 <= float(sheet.get("data-size").removesuffix("pt")) <= 9


@settings(max_examples=100, deadline=None)
@given(rows=TABLES)
def test_laying_out_changes_no_word(rows: list[list[str]]) -> None:
    sheet, table = table_of(rows)
    before = "".join(table.itertext())
    lay_out(sheet, table, "text")
    after = "".join(table.itertext()).replace("\u200b", "")
    assert re.sub(r"\s", "", after) == re.sub(r"\s", "", before)


def test_the_names_of_rows_have_room_where_long_ids_and_longer_reasons_stand_beside_them() -> None:
    few = [["Claim 1", "c01", "mixed", "right in part, the rest open", "why it has changed " * 5]] * 30
    long = [
        "What a figure is called in full",
        "fig-of-countermeasures",
        "five panels among them",
        "four panels",
        "why",
    ]
    sheet, table = table_of([*few, long])
    lay_out(sheet, table, "full")
    share = re.search(r"[\d.]+", table.find(".//col").get("style"))[0]  # type: ignore[index]
    assert float(share) / 100 * REACHES["full"] - PADDING >= PHRASE * float(
        sheet.get("data-size").removesuffix("pt")
    )


def test_a_word_longer_than_the_page_gets_places_to_break() -> None:
    sheet, table = table_of([["x" * 400, "short"]])
    lay_out(sheet, table, "text")
    assert "\u200b" in "".join(table.itertext())


@pytest.mark.parametrize(
    ("cells", "right"),
    [
        (["1.5", "-2", "–"], True),
        (["1956", "1,168", "0"], True),
        (["1956", "about 5"], False),
        (["", ""], False),
    ],
)
def test_columns_of_numbers_are_set_to_the_right(cells: list[str], right: bool) -> None:
    sheet, table = table_of([[cell] for cell in cells])
    lay_out(sheet, table, "text")
    assert ("right" in (table.find(".//td").get("style") or "")) is right


def test_a_long_table_may_break_and_a_short_one_may_not() -> None:
    words = "some words that fill a line of the column quite well"
    for count, reaches in ((3, {"whole"}), (60, {"text", "pages"})):
        sheet, table = table_of([["a", words]] * count)
        lay_out(sheet, table, "text")
        assert sheet.get("data-reach") in reaches


def test_the_two_heads_of_pandas_become_one() -> None:
    table = etree.fromstring(
        "<table><thead><tr><th></th><th>area</th></tr><tr><th>island</th><th></th></tr></thead></table>"
    )
    join_heads(table)
    assert [cell.text for cell in table.iter("th")] == ["island", "area"]


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("https://a.org/S%E2%80%93J_1956", "https://a.org/S–J_1956"),
        ("https://a.org/?q=%22%E5%8C%97%22&a=1%2C2", "https://a.org/?q=%22北%22&a=1,2"),
        ("https://a.org/x%2Fy%26z%20", "https://a.org/x%2Fy%26z%20"),
        ("https://a.org/1-%D8%A7%D9%84%D9%8A-%D8%A7%D9%84/", "https://a.org/1-…/"),
        ("https://a.org/%E5%8C", "https://a.org/%E5%8C"),
    ],
)
def test_addresses_show_letters_that_the_type_has_and_no_runs_of_signs(address: str, shown: str) -> None:
    assert readable(address) == shown


def test_the_columns_of_a_last_page_end_as_high_as_each_other() -> None:
    kinds = ["piece", "piece", "heading", "piece", "piece", "end"]
    spots = [
        {"kind": kind, "n": n, "page": 2, "right": False, "y": places.HEAD + 100 * n}
        for n, kind in enumerate(kinds)
    ]
    filled, split = places.balanced(spots)
    assert split == 4, "the piece after a heading stays with it"
    assert filled == pytest.approx(250 / (places.FOOT - places.HEAD))
