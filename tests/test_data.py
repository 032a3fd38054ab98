"""A table loads whole and typed, or is refused with a message a volunteer can act on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from four_islands.data import BrokenTableError, DataError, Tables, load, sources, table, tables
from four_islands.data import cells as checks
from four_islands.data.schema import SHARED, Column

SCHEMA = """
name: rounds
title: Rounds of talks
counts: One row is one round.
description: Invented for the tests.
breaks: []
as_of: 2020-12-31
primary_key: [round_id]
foreign_keys:
  - {columns: [place_id], table: places, references: [place_id]}
columns:
  - {name: round_id, type: string, required: true, pattern: "R[0-9]{2}", example: R01, description: Key.}
  - {name: held_on, type: date, required: true, description: First day.}
  - {name: held_on_precision, type: string, codes: {day: Day, month: Month, year: Year}, description: How exact.}
  - {name: ended_on, type: date, description: Last day.}
  - {name: place_id, type: string, description: Where.}
  - {name: kind, type: string, codes: {visit: A visit, call: A call}, description: What sort.}
  - {name: days, type: integer, unit: days, minimum: 1, maximum: 9, description: How long.}
  - {name: warmth, type: number, minimum: -1, maximum: 1, description: How warm.}
  - {name: in_person, type: boolean, description: Face to face.}
  - {name: source_ids, type: string, required: true, description: Sources.}
"""
PLACES = """
name: places
title: Places
counts: One row is one town.
description: Invented for the tests.
as_of: 2020-12-31
primary_key: [place_id]
columns:
  - {name: place_id, type: string, required: true, description: Key.}
"""
HEADER = "round_id,held_on,held_on_precision,ended_on,place_id,kind,days,warmth,in_person,source_ids"
SOUND = [
    HEADER,
    "R01,2001-03-25,day,2001-03-26,irkutsk,visit,2,0.5,true,talks-2001",
    'R02,2003-01-01,year,,tokyo,call,,-0.25,false,"talks-2001;talks-2003"',
]
SOURCES = [
    "source_id,publisher,title,published_on,language,url,url_kind,archive_url,tier,licence,read_on,note",
    "talks-2001,A,First,2001,ja,,none,,scholarly,not stated,2026-11-23,",
    "talks-2003,B,Second,2003-02,ru,,none,,scholarly,not stated,2026-11-23,",
]


@pytest.fixture
def folder(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small data folder of its own, with one sound table."""
    (tmp_path / "schema").mkdir()
    shutil.copy(root / "data/schema/sources.yml", tmp_path / "schema")
    (tmp_path / "schema/rounds.yml").write_text(SCHEMA)
    (tmp_path / "schema/places.yml").write_text(PLACES)
    (tmp_path / "sources.csv").write_text("\n".join(SOURCES) + "\n")
    (tmp_path / "places.csv").write_text("place_id\nirkutsk\ntokyo\n")
    (tmp_path / "rounds.csv").write_text("\n".join(SOUND) + "\n")
    monkeypatch.setenv("FOUR_ISLANDS_DATA", str(tmp_path))
    return tmp_path


def refusal(folder: Path, old: str, new: str) -> str:
    """What the loader says when one piece of the sound table is replaced."""
    path = folder / "rounds.csv"
    text = "\n".join(SOUND) + "\n"
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())
    before = path.read_bytes()
    with pytest.raises(DataError) as error:
        load("rounds")
    assert path.read_bytes() == before
    return str(error.value)


def test_columns_have_the_types_of_the_schema(folder: Path) -> None:
    rounds = load("rounds")
    assert {name: str(dtype) for name, dtype in rounds.dtypes.items()} == {
        "round_id": "str",
        "held_on": "datetime64[us]",
        "held_on_precision": "str",
        "ended_on": "datetime64[us]",
        "place_id": "str",
        "kind": "str",
        "days": "Int64",
        "warmth": "Float64",
        "in_person": "boolean",
        "source_ids": "str",
    }
    assert rounds.loc[1, "ended_on"] is pd.NaT
    assert rounds.loc[1, "days"] is pd.NA
    assert rounds["warmth"].tolist() == [0.5, -0.25]


def test_a_loaded_table_can_be_changed_without_changing_the_next(folder: Path) -> None:
    rounds = load("rounds")
    rounds.loc[0, "days"] = 7
    assert load("rounds").loc[0, "days"] == 2


def test_a_changed_file_is_read_again(folder: Path) -> None:
    load("rounds")
    (folder / "rounds.csv").write_text("\n".join(SOUND[:2]) + "\n")
    assert len(load("rounds")) == 1


def test_an_empty_table_has_its_columns(folder: Path) -> None:
    (folder / "rounds.csv").write_text(HEADER + "\n")
    assert load("rounds").empty
    assert str(load("rounds")["days"].dtype) == "Int64"


def test_sources_come_most_cited_first(folder: Path) -> None:
    assert [source.id for source in sources(load("rounds"))] == ["talks-2001", "talks-2003"]
    assert [source.publisher for source in sources("talks-2003;talks-2001")] == ["A", "B"]
    assert [source.id for source in sources(["talks-2003"])] == ["talks-2003"]
    with pytest.raises(DataError, match="no source 'nobody'"):
        sources("nobody")
    with pytest.raises(DataError, match="no column source_ids"):
        sources(load("rounds")[["days"]])


def test_an_unknown_table_is_named_with_the_known_ones(folder: Path) -> None:
    with pytest.raises(DataError, match=r"no table 'round'.*places, rounds, sources"):
        load("round")
    with pytest.raises(DataError, match="no table"):
        load("../places")


def test_a_missing_data_folder_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FOUR_ISLANDS_DATA", str(tmp_path / "nowhere"))
    with pytest.raises(DataError, match="FOUR_ISLANDS_DATA names"):
        load("premierships")


def test_a_message_names_file_line_column_value_rule_and_a_right_value(folder: Path) -> None:
    assert refusal(folder, "visit", "vist") == (
        "data/rounds.csv breaks 1 rule in 1 place. Nothing was loaded and no file was changed.\n\n"
        'line 2, column kind: "vist"\n'
        "    rule (code): one of the codes visit, call\n"
        "    right: visit"
    )


def test_many_breaches_are_counted_and_cut_short(folder: Path) -> None:
    lines = [f"R{n:02d},2001-03-25,day,,irkutsk,walk,2,0.5,true,talks-2001" for n in range(30)]
    (folder / "rounds.csv").write_text("\n".join([HEADER, *lines]) + "\n")
    with pytest.raises(BrokenTableError) as error:
        load("rounds")
    assert "breaks 1 rule in 30 places" in str(error.value)
    assert "and 27 more, lines 5, 6, 7" in str(error.value)
    assert len(str(error.value).splitlines()) < 12


CELLS = [  # the rule, what is replaced, by what
    ("code", "visit", "Visit"),
    ("date", "2001-03-25", "2001-02-30"),
    ("date", "2001-03-25", "25/03/2001"),
    ("integer", "visit,2,", "visit,2.0,"),
    ("integer", "visit,2,", 'visit,"1,000",'),
    ("integer", "visit,2,", "visit,02,"),
    ("number", "0.5", "0.5%"),
    ("number", "0.5", "5e-1"),
    ("number", "0.5", "nan"),
    ("boolean", "true", "TRUE"),
    ("boolean", "true", "yes"),
    ("range", "visit,2,", "visit,10,"),
    ("range", "0.5", "-1.5"),
    ("pattern", "R01", "R1"),
    ("pattern", "R01", "R011"),
    ("required", "2001-03-25,day", ","),
    ("foreign key", "irkutsk", "irkutzk"),
    ("foreign key", "talks-2001;talks-2003", "talks-2001;talks-2004"),
    ("foreign key", "talks-2001;talks-2003", "talks-2001; talks-2003"),
    ("foreign key", "talks-2001;talks-2003", "talks-2001;"),
    ("primary key", "R02", "R01"),
    ("precision", "2003-01-01,year", "2003-01-02,year"),
    ("precision", "2001-03-25,day", "2001-03-25,"),
    ("date order", "2001-03-26", "2001-03-24"),
    ("as of", "2003-01-01,year", "2023-01-01,year"),
    ("formula", "irkutsk", "=HYPERLINK(1)"),
    ("formula", "irkutsk", "+1"),
    ("formula", "irkutsk", "@SUM(1)"),
    ("formula", "irkutsk", "-cmd"),
    ("spaces", "irkutsk", " =1"),
    ("spaces", "irkutsk", "irkutsk "),
    ("spaces", "irkutsk", "\u3000irkutsk"),
    ("markup", "irkutsk", "<b>irkutsk</b>"),
    ("markup", "irkutsk", "<script>alert(1)</script>"),
    ("markup", "irkutsk", "&lt;b&gt;"),
    ("markup", "irkutsk", "[x](http://a)"),
    ("markup", "irkutsk", "{ref}`irkutsk`"),
    ("invisible", "irkutsk", "irk\u200butsk"),
    ("invisible", "irkutsk", "irk\u202eutsk"),
    ("invisible", "irkutsk", '"irk\nutsk"'),
    ("invisible", "irkutsk", "\tirkutsk"),
    ("invisible", "irkutsk", "\ufeffirkutsk"),
    ("composed", "irkutsk", "\u0438\u0306"),
    ("length", "irkutsk", "x" * 5000),
]


@pytest.mark.parametrize(("rule", "old", "new"), CELLS)
def test_a_bad_cell_is_refused_with_its_line_and_its_rule(
    rule: str, old: str, new: str, folder: Path
) -> None:
    says = refusal(folder, old, new)
    assert "data/rounds.csv" in says
    assert "line " in says
    assert "column " in says
    assert f"rule ({rule})" in says
    assert "right: " in says


@pytest.mark.parametrize(
    ("old", "new", "right"),
    [
        ("irkutsk", "irkutzk", 'irkutsk (there is no "irkutzk")'),
        (
            "irkutsk",
            "kyoto",
            'the place_id of a row in data/places.csv, added there if need be (there is no "kyoto")',
        ),
        ("talks-2001;talks-2003", "talks-2001;asahi-1999", 'there if need be (there is no "asahi-1999")'),
        ("visit", "vist", "visit"),
        ("visit", "walk", "the one of its codes that is meant: visit, call"),
        ("2003-01-01,year", "2003-01-01,decade", "the one of its codes that is meant: day, month, year"),
    ],
)
def test_a_name_is_proposed_only_where_it_is_near(old: str, new: str, right: str, folder: Path) -> None:
    says = next(line for line in refusal(folder, old, new).splitlines() if "right: " in line)
    assert says.endswith(right)


def test_no_row_of_another_table_is_proposed_at_random(folder: Path) -> None:
    schema = folder / "schema" / "rounds.yml"
    pair = "foreign_keys:\n  - {columns: [place_id, kind], table: rounds, references: [place_id, held_on]}\n"
    schema.write_text(schema.read_text("utf-8").replace("foreign_keys:\n", pair), encoding="utf-8")
    with pytest.raises(
        BrokenTableError, match=r"right: the place_id and held_on of a row in data/rounds\.csv, "
    ):
        load("rounds")


def test_a_day_after_the_table_moves_the_table_and_falsifies_no_date(folder: Path) -> None:
    says = refusal(folder, "2003-01-01,year", "2023-01-01,year")
    assert "move `as_of` of data/schema/rounds.yml" in says
    assert "right: 2020-12-31" not in says


def test_hidden_characters_are_shown_by_number(folder: Path) -> None:
    assert "irk\\u202eutsk" in refusal(folder, "irkutsk", "irk\u202eutsk")


FILES = {
    "UTF-16": (lambda text: text.encode("utf-16"), "UTF-16"),
    "a byte-order mark": (lambda text: text.encode("utf-8-sig"), "byte-order mark"),
    "Shift-JIS": (
        lambda text: text.replace("irkutsk", "東京").encode("cp932"),
        "line 2: byte 0x.. is not UTF-8",
    ),
    "Windows-1251": (lambda text: text.replace("irkutsk", "Токио").encode("cp1251"), "is not UTF-8"),
    "CRLF": (lambda text: text.replace("\n", "\r\n").encode(), "line 1: a carriage return"),
    "a lone CR": (lambda text: text.replace("visit", "vi\rsit").encode(), "line 2: a carriage return"),
    "NUL": (lambda text: text.replace("visit", "vi\0sit").encode(), "line 2: a NUL"),
    "an open quotation mark": (
        lambda text: text.replace("irkutsk", '"irkutsk').encode(),
        "quotation mark is missing",
    ),
    "semicolons": (lambda text: text.replace(",", ";").encode(), "is separated by ';', not by commas"),
    "nothing": (lambda _: b"", "is empty; its first line must be: round_id"),
    "a missing column": (
        lambda text: "\n".join(line.split(",", 1)[1] for line in text.splitlines()).encode(),
        "line 1.*missing: round_id",
    ),
    "an extra column": (
        lambda text: "\n".join(f"{line},x" for line in text.splitlines()).encode(),
        'not in the schema: "x"',
    ),
    "a column twice": (
        lambda text: text.replace("warmth", "days", 1).encode(),
        "missing: warmth; twice: days",
    ),
    "columns in another order": (
        lambda text: text.replace("days,warmth", "warmth,days", 1).encode(),
        "the order differs",
    ),
    "a short line": (lambda text: text.replace(",visit", "", 1).encode(), "(?s)line 2.*a line has 10 cells"),
    "a long line": (
        lambda text: text.replace("visit", "visit,visit", 1).encode(),
        "(?s)line 2.*a line has 10 cells",
    ),
    "a blank line": (lambda text: (text + "\n").encode(), "(?s)line 4.*blank line"),
    "no file": (None, "rounds.csv is missing"),
}


@pytest.mark.parametrize("case", FILES, ids=lambda case: case.replace(" ", "-"))
def test_an_unsound_file_is_refused_as_a_whole(case: str, folder: Path) -> None:
    change, says = FILES[case]
    path = folder / "rounds.csv"
    if change is None:
        path.unlink()
    else:
        path.write_bytes(change("\n".join(SOUND) + "\n"))
    with pytest.raises(DataError, match=says):
        load("rounds")


SCHEMAS = {
    "an unknown key": ("title:", "titel:", "unknown key `titel`"),
    "a name that is not the file's": ("name: rounds", "name: round", "own stem, rounds"),
    "an unknown type": ("type: boolean", "type: bool", "column in_person: `type`"),
    "no description": (", description: How warm.", "", "column warmth: `description` is missing"),
    "a bad pattern": ("R[0-9]{2}", "R[0-9", "not a regular expression"),
    "a key that is no column": ("primary_key: [round_id]", "primary_key: [id]", "primary_key names id"),
    "a search without a day": ("title:", "searched_until: last year\ntitle:", "`searched_until: last year`"),
    "a census without its rule": ("title:", "is_census: true\ntitle:", "a census needs `inclusion`"),
    "bad YAML": ("columns:", "columns: [", "not readable as YAML"),
    "a foreign key to no column": (
        "references: [place_id]",
        "references: [id]",
        "points at id of data/places.csv",
    ),
    "a foreign key to no table": ("table: places", "table: towns", "no table 'towns'"),
}


@pytest.mark.parametrize("case", SCHEMAS, ids=lambda case: case.replace(" ", "-"))
def test_an_unsound_schema_is_refused(case: str, folder: Path) -> None:
    old, new, says = SCHEMAS[case]
    assert old in SCHEMA
    (folder / "schema/rounds.yml").write_text(SCHEMA.replace(old, new, 1))
    with pytest.raises(DataError, match=says):
        load("rounds")


def test_words_that_yaml_takes_for_truth_stay_words(folder: Path) -> None:
    (folder / "schema/rounds.yml").write_text(SCHEMA.replace("call: A call", "no: Norway, on: Ontario"))
    assert set(table("rounds").column("kind").codes) == {"visit", "no", "on"}


def test_a_publisher_is_spelt_one_way() -> None:
    names = pd.Series(load("sources")["publisher"].unique())
    bare = names.str.lower().str.removeprefix("the ").str.replace(r"\W", "", regex=True)
    assert sorted(names[bare.duplicated(keep=False)]) == []


def test_what_all_tables_share_is_defined_once() -> None:
    for name in tables():
        for column in table(name).columns:
            if column.name in SHARED:
                assert column.codes == SHARED[column.name].get("codes", {}), (
                    f"{name}: write {{name: {column.name}}}"
                )


def test_every_table_of_the_book_is_described_and_loads() -> None:
    assert len(tables()) > 40
    for name in tables():
        assert len(load(name)) > 0


@given(
    st.lists(
        st.text(max_size=6) | st.sampled_from([" a", "a ", "-1", "-a", "=", "&lt;", "$$", "JavaScript:"])
    )
)
def test_the_quick_look_through_a_column_never_passes_a_bad_value(values: list[str]) -> None:
    column = Column("note", "string", "Text.")
    bad = any(is_bad(value) for value in values if value for _, _, is_bad in checks._text_rules(column))
    assert not (bad and checks._is_plain({*values} - {""}))


@given(
    at=st.integers(0, 400),
    cut=st.integers(0, 30),
    put=st.binary(max_size=20) | st.text(max_size=8).map(str.encode),
)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_load_soundly_or_are_refused_in_words(at: int, cut: int, put: bytes, folder: Path) -> None:
    sound = ("\n".join(SOUND) + "\n").encode()
    (folder / "rounds.csv").write_bytes(sound[:at] + put + sound[at + cut :])
    try:
        rounds = Tables(folder).checked("rounds")
    except DataError as error:
        assert str(error).startswith(("data/rounds.csv", "There is no"))
        assert not checks.INVISIBLE.search(str(error).replace("\n", ""))
    else:
        assert list(rounds.columns) == HEADER.split(",")
