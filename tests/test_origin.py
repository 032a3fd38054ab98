"""The finished book says what it was made from: tables and citations byte by byte, pages by their notebooks, paper by pages.

Each comparison yields what differs, and is shown a copy of the site with a fault that presence alone does not betray.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import html
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from four_islands.claims.ledger import as_csv, as_json, ledger
from press.book import epubgate, gate, pages
from press.book.errors import PrintError
from press.book.expected import signs
from press.build import description
from press.cite import sources
from press.cite.forms import FORMS
from press.cite.pages import stem, works
from press.config import own
from press.web.weight import POLICY

pytestmark = pytest.mark.built
CLAIM = "application/vnd.four-islands.claim+json"
# What the prose of a page may stand in; what other directives show is made by a program.
HOLDS_PROSE = re.compile(
    r"\{(admonition|note|tip|important|warning|seealso|dropdown|margin|sidebar|list-table)\}(.*)"
)
INLINE = {"text", "code_inline", "softbreak", "hardbreak"}
MARKS = {
    "link_open",
    "link_close",
    "em_open",
    "em_close",
    "strong_open",
    "strong_close",
    "span_open",
    "span_close",
}


def tables(site: Path) -> Iterator[str]:
    """The published tables and ledger that are not what they were made from."""
    book = own()
    for path in (*sorted(book.data.glob("*.csv")), book.data / "datapackage.json"):
        yield from differing(site / "data" / path.name, path.read_bytes())
    if not (book.root / "book" / "claims.md").is_file():
        return
    entries = ledger(sorted(book.notebooks.glob("*.ipynb")))
    yield from differing(site / "claims.csv", as_csv(entries))
    yield from differing(site / "data" / "outcomes.csv", as_csv(entries))
    yield from differing(site / "claims.json", as_json(entries))


def citations(site: Path) -> Iterator[str]:
    """The citation files that are not what their works give."""
    book = own()
    doctrees = book.build / ".work" / "_build" / ".doctrees"
    env = pickle.loads((doctrees / "environment.pickle").read_bytes())
    config = SimpleNamespace(root_doc=pages.outline(book.root / "_toc.yml")[0].docname)
    for key, work in works(SimpleNamespace(srcdir=str(book.root), env=env, config=config)).items():  # type: ignore[arg-type]
        for ending, (_, form) in FORMS.items():
            yield from differing(site / f"{stem(key, work)}.{ending}", form(work))
    for ending, text in sources.files(sources.rows(book)).items():
        yield from differing(site / f"{sources.FILES}.{ending}", text)


def differing(path: Path, wanted: str | bytes) -> Iterator[str]:
    """A file that is not there, or holds other bytes."""
    data = wanted.encode() if isinstance(wanted, str) else wanted
    if not path.is_file() or path.read_bytes() != data:
        yield f"{path.parent.name}/{path.name} is not what it was made from"


def policies(site: Path) -> Iterator[str]:
    """The pages that do not forbid what the book never does."""
    for page in sorted(set(site.rglob("*.html")) - set((site / "lite").rglob("*.html"))):
        if html.parse(page).xpath("//meta[@http-equiv='Content-Security-Policy']/@content") != [POLICY]:
            yield f"{page.relative_to(site)} has another policy, or none"


def prose(site: Path) -> Iterator[str]:
    """What a notebook or a page says and the article does not, each in its order."""
    for docname in (entry.docname for entry in pages.outline(own().root / "_toc.yml")):
        article = html.parse(site / f"{docname}.html").xpath("//article")[0]
        for aside in article.find_class("press-aside"):  # of the margin, and said again in cast or glossary
            aside.drop_tree()
        text, at = plain(article.text_content()), 0
        for piece in said(docname):
            found = text.find(plain(piece), at)
            if found < 0:
                yield f"{docname} does not say, or not here: {piece[:90]!r}"
            at = max(at, found)


@cache
def said(docname: str) -> tuple[str, ...]:
    """What a page must say, from its source."""
    source = own().root / f"{docname}.ipynb"
    if not source.is_file():
        return tuple(words(source.with_suffix(".md").read_text("utf-8")))
    found: list[str] = []
    for cell in json.loads(source.read_text("utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            found += words("".join(cell["source"]))
        for data in (output.get("data", {}) for output in cell.get("outputs", [])):
            if CLAIM in data:
                found += [part["sentence"] for part in data[CLAIM]["assertions"] if part.get("sentence")]
            elif "text/html" in data:
                found += html.fromstring("".join(data["text/html"])).xpath(
                    "//td//text() | //th//text() | //caption//text()"
                )
            elif "text/markdown" in data:
                found += words("".join(data["text/markdown"]))
    return tuple(found)


def words(text: str) -> Iterator[str]:
    """The running text of Markdown, cut where a role, a picture or a formula stands."""
    extensions = {
        "amsmath",
        "attrs_inline",
        "colon_fence",
        "deflist",
        "dollarmath",
        "fieldlist",
        "substitution",
        "tasklist",
    }
    parser = create_md_parser(MdParserConfig(enable_extensions=extensions), RendererHTML)
    for token in parser.parse(text):
        if holds := HOLDS_PROSE.fullmatch(token.info.strip()):
            yield from words(holds[2].strip())
            yield from words(re.sub(r"\A(?::[\w-]+:.*\n|---\n(?:.*\n)*?---\n)+", "", token.content))
        piece = ""
        for child in [*(token.children or []), None]:
            if child is not None and (child.type in INLINE or child.type in MARKS):
                piece += child.content if child.type in INLINE else ""
                continue
            yield from [piece] if signs(piece) else []
            piece = ""


def plain(text: str) -> str:
    """Text without spaces, and with the marks that Sphinx makes typographic in one form."""
    for typed, mark in {"[“”«»„]": '"', "[‘’]": "'", "---?|[–—]": "-", r"\.\.\.": "…"}.items():
        text = re.sub(typed, mark, text)
    return signs(text)


def paper(site: Path) -> Iterator[str]:
    """What the pages say and the PDF or the EPUB beside them does not."""
    read = pages.read(site, description(own()))
    for kind, check in ((".pdf", gate.check_pdf), (".epub", epubgate.check_epub)):
        try:
            check((site / f"{own().stem}{kind}").read_bytes(), *read)
        except PrintError as error:
            yield str(error)


@pytest.mark.parametrize(
    "check", [tables, citations, policies, prose, paper], ids=lambda check: check.__name__
)
def test_the_finished_book_says_what_it_was_made_from(
    site: Path, check: Callable[[Path], Iterator[str]]
) -> None:
    assert list(check(site)) == []


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site again, by links: a fault is written beside, not into, the file."""
    return Path(shutil.copytree(site, tmp_path_factory.mktemp("origin") / "html", copy_function=os.link))


def without(pattern: str, new: str = "", count: int = 1) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(pattern.encode(), new.encode(), data, count=count, flags=re.S)


def thinned(data: bytes) -> bytes:
    """An EPUB without three paragraphs of a chapter."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        name = max(old.namelist(), key=lambda n: old.read(n).count(b"<p>"))
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item, without("<p>.*?</p>", count=3)(content) if item.filename == name else content)
    return out.getvalue()


FAULTS = [
    ("data/trade.csv", lambda data: data[:-40], tables, "data/trade.csv"),
    ("claims.csv", lambda data: b"\n".join(data.splitlines()[:-3]) + b"\n", tables, "claims.csv"),
    ("cite/all-sources.bib", lambda _: b"", citations, "cite/all-sources.bib"),
    ("data/trade.ris", without("TY"), citations, "data/trade.ris"),
    ("cite/notebooks-03_tenure.bib", without("title"), citations, "cite/notebooks-03_tenure.bib"),
    ("notebooks/03_tenure.html", without("<table.*?</table>"), prose, "notebooks/03_tenure"),
    (
        "notebooks/14_power.html",
        without(r"(<p>[A-Z][^<]{20,}?)(\d\d+)", r"\g<1>99"),
        prose,
        "notebooks/14_power",
    ),
    ("notebooks/14_power.html", without(r"<p>(?:(?!</p>).){200,}?</p>"), prose, "notebooks/14_power"),
    ("book/teach.html", without(r"<p>(?:(?!</p>).){200,}?</p>"), prose, "book/teach"),
    ("notebooks/12_offers.html", without("<meta http-equiv[^>]*>"), policies, "notebooks/12_offers.html"),
    ("go/claim-c01.html", without("<meta http-equiv[^>]*>"), policies, "go/claim-c01.html"),
    (f"{own().stem}.epub", thinned, paper, "the EPUB is not the book of the pages"),
]


@pytest.mark.parametrize(
    ("name", "breaking", "check", "says"), FAULTS, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_fault_in_the_finished_book_is_named(
    copy: Path,
    name: str,
    breaking: Callable[[bytes], bytes],
    check: Callable[[Path], Iterator[str]],
    says: str,
) -> None:
    file = copy / name
    right = file.read_bytes()
    assert breaking(right) != right
    file.unlink()
    file.write_bytes(breaking(right))
    found = list(check(copy))
    file.write_bytes(right)
    assert len(found) >= 1
    assert says in found[0]
