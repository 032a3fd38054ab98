"""An own walk of the tags of the PDF: the conditions of the Matterhorn protocol 1.1 (PDF/UA-1) that a program can test.

Each test names the conditions it covers. The others of the protocol ask a person (whether an alternative text is apt), or
things that this book has none of (forms, layers, embedded files, scripts, encryption): `test_what_the_book_has_none_of`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest
from conftest import pdf_file
from pypdf import PdfReader
from pypdf.generic import IndirectObject

pdfium = pytest.importorskip("pypdfium2", reason="pypdfium2 reads the marks of the page")
pytestmark = pytest.mark.built

STANDARD = re.compile(
    "Document|Part|Art|Sect|Div|BlockQuote|Caption|TOCI?|Index|NonStruct|Private|P|H[1-6]?|L|LI|Lbl|LBody|Table|T[RHD]|"
    "THead|TBody|TFoot|Span|Quote|Note|Reference|BibEntry|Code|Link|Annot|Figure|Formula|Form"
)
PARENTS = {  # what may stand only in certain others (09-004 to 09-008)
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
    "THead": {"Table"},
    "TBody": {"Table"},
    "TFoot": {"Table"},
    "LI": {"L"},
    "LBody": {"LI"},
    "TOCI": {"TOC"},
}
CHILDREN = {  # what may hold only certain others
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI", "Caption", "L"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI", "TOC", "Caption"},
}


@dataclass
class Tag:
    """One element of the structure, with its own kind (after the role map) and its dictionary."""

    kind: str
    node: Any
    parent: Tag | None = None
    children: list[Tag] = field(default_factory=list)
    objects: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator[Tag]:
        yield self
        for child in self.children:
            yield from child.walk()

    def attribute(self, name: str) -> Any:
        own = self.node.get("/A", [])
        for entry in own if isinstance(own, list) else [own]:
            if name in entry.get_object():
                return entry.get_object()[name]
        return None


@pytest.fixture(scope="module")
def reader() -> PdfReader:
    return PdfReader(pdf_file())


@pytest.fixture(scope="module")
def tags(reader: PdfReader) -> Tag:
    root = reader.root_object["/StructTreeRoot"]
    roles = root.get("/RoleMap", {})

    def grow(node: Any, parent: Tag) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                grow(child, parent)
        elif isinstance(node, dict) and "/S" in node:
            kind = str(node["/S"])
            for _ in range(9):  # 02-003: a role map that runs in a circle never ends
                kind = str(roles.get(kind, kind))
            tag = Tag(kind[1:], node, parent)
            parent.children.append(tag)
            if "/K" in node:
                grow(node["/K"], tag)
        elif isinstance(node, dict) and "/Obj" in node:
            parent.objects.append(node["/Obj"])

    top = Tag("Root", root)
    grow(root["/K"], top)
    return top


def test_every_tag_is_a_standard_one(tags: Tag) -> None:
    """02-001, 02-003, 02-004."""
    assert {tag.kind for tag in tags.walk() if not STANDARD.fullmatch(tag.kind)} == {"Root"}


def test_tags_stand_where_they_may(tags: Tag) -> None:
    """09-004 to 09-008: tables, lists, contents."""
    for tag in tags.walk():
        if tag.kind in PARENTS:
            assert tag.parent is not None
            assert tag.parent.kind in PARENTS[tag.kind], (tag.parent.kind, tag.kind)
        if tag.kind in CHILDREN:
            wrong = {child.kind for child in tag.children} - CHILDREN[tag.kind]
            assert not wrong, (tag.kind, wrong)


def test_the_captions_of_tables_and_figures_are_theirs(tags: Tag) -> None:
    """A caption stands in its table, or in one division with its figure."""
    for tag in tags.walk():
        if tag.kind == "Caption":
            assert tag.parent is not None
            assert tag.parent.kind == "Table" or "Figure" in {t.kind for t in tag.parent.walk()}
            assert tag.parent.children[0] is tag


def test_headings_begin_at_one_and_skip_no_level(tags: Tag) -> None:
    """14-002, 14-003, 14-006, 14-007."""
    levels = [int(tag.kind[1]) for tag in tags.walk() if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "H" not in {tag.kind for tag in tags.walk()}


def test_figures_and_formulas_have_words(tags: Tag) -> None:
    """13-004, 17-002, 17-003; 19-001 is for a person."""
    for tag in tags.walk():
        if tag.kind in {"Figure", "Formula"}:
            assert str(tag.node.get("/Alt", tag.node.get("/ActualText", ""))).strip()


def test_heads_of_tables_say_what_they_head(tags: Tag) -> None:
    """15-003."""
    heads = [tag for tag in tags.walk() if tag.kind == "TH"]
    assert heads
    assert all(tag.attribute("/Scope") in {"/Row", "/Column", "/Both"} for tag in heads)


def test_rows_of_a_table_are_as_wide_as_each_other(tags: Tag) -> None:
    """15-004 and 15-005 where no cell spans rows."""
    for table in (tag for tag in tags.walk() if tag.kind == "Table"):
        cells = [cell for cell in table.walk() if cell.kind in {"TH", "TD"}]
        if any(int(cell.attribute("/RowSpan") or 1) > 1 for cell in cells):
            continue
        rows = [row for row in table.walk() if row.kind == "TR"]
        assert len({sum(int(c.attribute("/ColSpan") or 1) for c in row.children) for row in rows}) == 1


def test_every_note_has_a_name_of_its_own(tags: Tag) -> None:
    """19-003, 19-004."""
    names = [tag.node.get("/ID") for tag in tags.walk() if tag.kind == "Note"]
    assert all(names)
    assert len(set(map(str, names))) == len(names)


def test_the_language_is_told_everywhere(reader: PdfReader, tags: Tag) -> None:
    """11-001 to 11-006: of the document, and of words in another language."""
    assert re.fullmatch(r"[a-z]{2}-[A-Z]{2}", str(reader.root_object["/Lang"]))
    told = {str(tag.node["/Lang"]) for tag in tags.walk() if "/Lang" in tag.node}
    told |= {str(lang) for tag in tags.walk() if (lang := tag.attribute("/Lang"))}
    assert all(re.fullmatch(r"[a-z]{2}(-[A-Z]{2})?", lang) for lang in told)


def test_links_are_tagged_described_and_in_the_order_of_the_structure(reader: PdfReader, tags: Tag) -> None:
    """28-002, 28-004, 28-005, 28-007 to 28-012."""
    held = {
        ref.idnum
        for tag in tags.walk()
        if tag.kind == "Link"
        for ref in map(reference, tag.node["/K"])
        if ref
    }
    held |= {o.indirect_reference.idnum for tag in tags.walk() for o in tag.objects if o.indirect_reference}
    for number, page in enumerate(reader.pages, start=1):
        annotations = [a.get_object() for a in page.get("/Annots", [])]
        assert not annotations or page.get("/Tabs") == "/S", f"page {number}"
        for annotation in annotations:
            assert annotation["/Subtype"] == "/Link"
            assert annotation.indirect_reference.idnum in held, f"page {number}: a link outside the tags"
            assert str(annotation.get("/Contents", "")).strip(), (
                f"page {number}: a link without a description"
            )
            assert "/StructParent" in annotation


def reference(child: Any) -> Any:
    node = child.get_object() if isinstance(child, IndirectObject) else child
    return node.raw_get("/Obj") if isinstance(node, dict) and "/Obj" in node else None


def test_everything_on_a_page_is_tagged_or_an_artifact() -> None:
    """01-003, 01-004, 01-005."""
    for number, page in enumerate(pdfium.PdfDocument(pdf_file()), start=1):
        for item in page.get_objects(max_depth=1):
            marks = {
                name_of(pdfium.raw.FPDFPageObj_GetMark(item.raw, n))
                for n in range(pdfium.raw.FPDFPageObj_CountMarks(item.raw))
            }
            numbered = pdfium.raw.FPDFPageObj_GetMarkedContentID(item.raw) >= 0
            assert numbered != ("Artifact" in marks), f"page {number}: {marks}"


def name_of(mark: Any) -> str:
    import ctypes

    buffer, length = ctypes.create_string_buffer(64), ctypes.c_ulong()
    place = ctypes.cast(buffer, ctypes.POINTER(pdfium.raw.FPDF_WCHAR))
    pdfium.raw.FPDFPageObjMark_GetName(mark, place, 64, ctypes.byref(length))
    return buffer.raw[: length.value].decode("utf-16-le").rstrip("\0")


def test_the_document_says_what_it_is(reader: PdfReader) -> None:
    """06-001 to 06-004, 07-001, 07-002, 05-001."""
    xmp = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert re.search(r"<dc:title>.*\S.*</dc:title>", xmp, re.S)
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.root_object["/MarkInfo"]["/Marked"]
    assert "true" not in str(reader.root_object["/MarkInfo"].get("/Suspects", "")).lower()


def test_every_font_is_embedded_and_means_letters(reader: PdfReader) -> None:
    """31-001 to 31-009, 31-027, 31-028: composite fonts, their files and their maps to Unicode."""
    seen: dict[int, Any] = {}
    for page in reader.pages:
        for font in (page.get("/Resources", {}).get("/Font") or {}).values():
            seen[id(font.get_object())] = font.get_object()
    assert seen
    for font in seen.values():
        assert font["/Subtype"] == "/Type0"
        assert "/ToUnicode" in font
        descendant = font["/DescendantFonts"][0].get_object()
        descriptor = descendant["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys()
        ours, theirs = font.get("/CIDSystemInfo"), descendant["/CIDSystemInfo"]
        assert ours is None or ours["/Registry"] == theirs["/Registry"]
        mapped = re.findall(rb"<[0-9A-Fa-f]+>\s*<([0-9A-Fa-f]*)>", font["/ToUnicode"].get_data())
        assert not {b"0000", b"FEFF", b"FFFE", b"feff", b"fffe"}.intersection(mapped)


def test_what_the_book_has_none_of(reader: PdfReader) -> None:
    """20-001 to 20-003, 21-001, 24-001, 25-001, 26-001, 26-002, 28-014 to 28-018, 29-001, 30-001."""
    root = reader.root_object
    assert not {"/AcroForm", "/OCProperties", "/OpenAction", "/AA"}.intersection(root)
    assert "/EmbeddedFiles" not in root.get("/Names", {})
    assert not reader.is_encrypted
