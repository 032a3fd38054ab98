"""The book for reading devices: the same clean pages as the PDF, in an EPUB that is equal for equal pages."""

from __future__ import annotations

import calendar
import html as htmllib
import io
import json
import re
import tempfile
import uuid
import zipfile
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import typst
from lxml import etree

from press import fonts
from press.book import epubgate, pagelist, pages, pandoc
from press.book.errors import PrintError
from press.book.facts import facts
from press.book.index import Term
from press.files import write
from press.languages import marked

HERE = Path(__file__).resolve().parent
# The oldest date a zip archive can hold: the same in every build.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)
COVER_PPI = 220
SVG = "{http://www.w3.org/2000/svg}"


def build_epub(
    html_dir: Path, out: Path, book: dict[str, Any], printed: Callable[[], Path] | None = None
) -> None:
    """Write the EPUB of the built site to `out`. See `build_pdf` for `book` and for what stops the build.

    `printed` waits for the PDF; the EPUB then says where its pages begin.
    """
    chapters, terms = pages.read(html_dir, book)
    released = date.fromisoformat(book["date"])
    pieces = [imprint(book), *pages.document(chapters), index(terms)]
    names = ["the imprint", *(page.entry.docname for page in chapters), "the index"]
    with tempfile.TemporaryDirectory() as folder:
        pieces = [with_pictures(piece, html_dir, Path(folder)) for piece in pieces]
        read = pandoc.pages(
            zip(names, pieces, strict=True), "json", HERE / "epub.lua", pages.kept(book, "pandoc")
        )
        whole = [json.loads(page) for page in read]
        source = json.dumps(whole[0] | {"blocks": [block for page in whole for block in page["blocks"]]})
        cover, raw, metadata = (
            Path(folder, "cover.png"),
            Path(folder, "book.epub"),
            Path(folder, "metadata.xml"),
        )
        cover.write_bytes(draw_cover(book, html_dir))
        metadata.write_text(dublin_core(book), "utf-8")
        options = [
            f"--resource-path={folder}",
            f"--css={HERE / 'epub.css'}",
            f"--epub-cover-image={cover}",
            f"--epub-metadata={metadata}",
            "--split-level=2",
            "--toc-depth=3",
            "--mathml",
            f"--metadata=title:{book['title']}",
            f"--metadata=lang:{book.get('language', 'en')}",
        ]
        when = calendar.timegm(released.timetuple())
        pandoc.run(source, "epub3", options, source="json", out=raw, epoch=when)
        files = unpacked(raw.read_bytes())
        if printed:
            add_pages(files, printed())
        epub = repacked(files)
    epubgate.check_epub(epub, chapters, terms)
    write(out, epub)


def with_pictures(source: str, html_dir: Path, folder: Path) -> str:
    """Point the pictures to files for pandoc: drawings without the parts that readers of EPUB refuse."""

    def place(match: re.Match[str]) -> str:
        name = htmllib.unescape(match[1])
        original = html_dir / name
        if not original.is_file():
            raise PrintError(f"the picture {name} is not in the built site")
        copy = folder / re.sub(r"[^A-Za-z0-9._-]+", "-", name)
        copy.write_bytes(bare_svg(original.read_bytes()) if copy.suffix == ".svg" else original.read_bytes())
        return f'<img src="{htmllib.escape(copy.name)}"'

    return re.sub(r'<img src="/([^"]+)"', place, source)


def bare_svg(drawing: bytes) -> bytes:
    """A drawing without document type, metadata, and names that nothing refers to (some occur twice)."""
    tree = etree.fromstring(drawing, etree.XMLParser(load_dtd=False, resolve_entities=False, no_network=True))
    for metadata in tree.findall(SVG + "metadata"):
        tree.remove(metadata)
    text = etree.tostring(tree, encoding="unicode")
    for element in tree.iter():
        if element.tag == SVG + "path" and element.get("d") is None:
            element.set("d", "M0 0")  # the shape of a space, which has none
        name = element.get("id")
        if name is not None and f"#{name}" not in text:
            del element.attrib["id"]
    return etree.tostring(tree, encoding="utf-8", xml_declaration=True)


def dublin_core(book: dict[str, Any]) -> str:
    """The metadata of the edition."""
    name = f"{book['title']}/{book['version']}/{book['date']}"
    fields = [
        ("identifier", f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}"),
        *(("creator", author) for author in book["authors"]),
        ("description", book.get("description", "")),
        ("rights", book.get("licence", "")),
        ("date", book["date"]),
        *(("subject", keyword) for keyword in book.get("keywords", [])),
        *([("source", book["address"])] if book.get("address") else []),
    ]
    return "\n".join(f"<dc:{tag}>{htmllib.escape(str(text))}</dc:{tag}>" for tag, text in fields if text)


def imprint(book: dict[str, Any]) -> str:
    """The page that says what edition this is."""
    lines = [
        f"<strong>{htmllib.escape(book['title'])}</strong>. {htmllib.escape(book.get('subtitle', ''))}",
        htmllib.escape(book.get("description", "")),
        f"Version {htmllib.escape(book['version'])} of {htmllib.escape(book['date'])}.",
        htmllib.escape(book.get("licence", "")),
        f"<strong>How to cite.</strong> {htmllib.escape(', '.join(book['authors']))} ({book['date'][:4]}). "
        f"<em>{htmllib.escape(book['title'])}</em> (version {htmllib.escape(book['version'])}).",
    ]
    if book.get("address"):
        address = htmllib.escape(book["address"])
        lines.append(
            f'Live figures, the plotted rows and the notebooks with the code: <a href="{address}">{address}</a>'
        )
    lines.append("The chapters follow.")
    return marked("<h1>About this edition</h1>" + "".join(f"<p>{line}</p>" for line in lines if line))


def index(terms: Iterable[Term]) -> str:
    """The index as a list of links: a device has no page numbers."""
    items = []
    for depth, term, places in terms:
        links = ", ".join(f'<a href="#{place}">{n}</a>' for n, place in enumerate(places, start=1))
        items.append(f'<p class="term-{min(depth, 2)}">{htmllib.escape(term)} {links}</p>')
    return marked(f"<h1>Index</h1>{''.join(items)}") if items else ""


def draw_cover(book: dict[str, Any], html_dir: Path) -> bytes:
    """The cover as a picture, set in the type of the printed title page."""
    source = f"#let facts = {facts(book)}\n" + (HERE / "cover.typ").read_text("utf-8")
    compiler: Any = typst.Compiler(  # type: ignore[misc]
        input=source.encode("utf-8"),
        root=str(html_dir.resolve()),
        font_paths=[str(folder) for folder in fonts.folders()],
        ignore_system_fonts=True,
    )
    picture = compiler.compile(format="png", ppi=COVER_PPI)
    if not isinstance(picture, bytes):
        raise PrintError(
            f"_config.yml: the title, of {len(book['title'])} characters, is too long for a cover; shorten it"
        )
    return picture


# What pandoc does not say: the drawings are there to be seen, and for whom they are described.
ACCESS = """
    <meta property="schema:accessMode">visual</meta>
    <meta property="schema:accessibilitySummary">Every figure has a text alternative with its numbers; tables have heads; words \
in other languages are marked; formulas are MathML. It does not say that it conforms to WCAG: some drawings tell by colour \
or by pale tints alone.</meta>"""
PAGED = """
    <meta property="schema:accessibilityFeature">pageNavigation</meta>
    <meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
    <dc:source id="printed">{}</dc:source>
    <meta refines="#printed" property="source-of">pagination</meta>"""
TEXTUAL = '<meta property="schema:accessMode">textual</meta>'
FIGURE = re.compile(r"(<figure[^>]*>)(.*?)(<figcaption.*?</figcaption>)\s*(</figure>)", re.S)
HEADING = re.compile(r"<h\d[^>]*>(.*?)</h\d>", re.S)
TABLE_PART = re.compile(r"<(thead|tbody)>.*?</\1>", re.S)
TABLE_TITLE = re.compile(r'<div class="title">((?:(?!</?div).)*)</div>\s*(<table[^>]*>)', re.S)
SCOPES = {"thead": "col", "tbody": "row"}
TITLE = re.compile(
    r'<h1 (?:class="title|id="toc-title)(?:(?!</h1).)*</h1>', re.S
)  # of the whole, as pandoc writes it
COVER = "The cover: the title and a picture of the book"
PACKAGE, CONTENTS = "EPUB/content.opf", "EPUB/nav.xhtml"


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The files of an archive, as we want them."""
    with zipfile.ZipFile(io.BytesIO(archive)) as old:
        return {name: mended(name, old.read(name)) for name in old.namelist() if not name.endswith("/")}


def mended(name: str, content: bytes) -> bytes:
    """A file of the archive as we want it, for every reader: titles of pages and above figures, what a head of a table heads."""
    if name.endswith(".xhtml"):
        text = FIGURE.sub(r"\1\n\3\2\4", content.decode())
        if (heading := HEADING.search(text)) and name != CONTENTS:
            title = " ".join(re.sub(r"<[^>]+>", " ", heading[1]).split())
            foreign = re.fullmatch(
                r'\s*<span[^>]*( lang="[\w-]+")[^>]*>(?:(?!<span).)*</span>\s*', heading[1]
            )
            called = f"<title{foreign[1] if foreign else ''}>{title}</title>"
            text = re.sub(r"<title>.*?</title>", lambda _: called, text, count=1)
        text = TITLE.sub(lambda found: marked(found[0]), text)
        text = TABLE_PART.sub(lambda part: re.sub(r"<th\b", f'<th scope="{SCOPES[part[1]]}"', part[0]), text)
        text = TABLE_TITLE.sub(r"\2\n<caption>\1</caption>", text)
        return text.replace("<svg ", f'<svg role="img" aria-label="{COVER}" ', 1).encode()
    if name == PACKAGE:
        return content.decode().replace(TEXTUAL, TEXTUAL + ACCESS).encode()
    return content


def add_pages(files: dict[str, bytes], pdf: Path) -> None:
    """Say where the pages of the printed book begin, and of which book."""
    name, starts = json.loads(pdf.with_suffix(".json").read_text("utf-8"))
    package: Any = etree.fromstring(files[PACKAGE])
    spine = [str(item) for item in package.xpath("//*[local-name() = 'itemref']/@idref")]
    places = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
    texts = {places[item]: files[f"EPUB/{places[item]}"] for item in spine}
    texts.pop("nav.xhtml", None)
    marked, items = pagelist.mark_pages(texts, starts)
    files |= {f"EPUB/{place}": text for place, text in marked.items()}
    title = "Pages of the printed book"
    pages = f'<nav epub:type="page-list" role="doc-pagelist" hidden="hidden"><h2>{title}</h2><ol>{items}</ol></nav>'
    files[CONTENTS] = files[CONTENTS].replace(b"</body>", f"{pages}</body>".encode())
    source = htmllib.escape(f"{pdf.name}, {name}")
    files[PACKAGE] = files[PACKAGE].replace(ACCESS.encode(), (ACCESS + PAGED.format(source)).encode())


def repacked(files: dict[str, bytes]) -> bytes:
    """An archive with fixed dates and order, its type first and uncompressed, as the standard wants."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for name in ["mimetype", *sorted(files.keys() - {"mimetype"})]:
            entry = zipfile.ZipInfo(name, ZIP_DATE)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            new.writestr(entry, files[name])
    return out.getvalue()
