"""The printed book holds every word of the pages, once and in order, or is not made at all."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from lxml import html
from printing import SVG, facts, page, write_site
from pypdf import PdfReader

from press.book import PrintError, build_epub, build_pdf, epubgate, gate, index, pages
from press.book.epub import draw_cover
from press.book.facts import facts as as_typst
from press.book.pdf import compile_pdf, typst_source, written
from press.book.tagged import read


@pytest.fixture(scope="module")
def toy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("toy")
    write_site(folder)
    return folder


@pytest.fixture(scope="module")
def pdf(toy: Path) -> Path:
    build_pdf(toy / "html", toy / "book.pdf", facts(toy))
    return toy / "book.pdf"


@pytest.fixture(scope="module")
def epub(toy: Path) -> Path:
    build_epub(toy / "html", toy / "book.epub", facts(toy))
    return toy / "book.epub"


def refused(folder: Path, **changed: str) -> str:
    """The message with which a changed site is refused."""
    html = write_site(folder, **changed)
    with pytest.raises(PrintError) as refusal:
        build_pdf(html, folder / "book.pdf", facts(folder))
    assert not (folder / "book.pdf").exists(), "a book that is refused must not be written"
    return str(refusal.value)


# -- what is printed -----------------------------------------------------------------------------------------


def text_of(pdf: Path) -> str:
    return " ".join(read(pdf.read_bytes()).text().split())


@pytest.mark.parametrize(
    "words",
    [
        "What is argued over",
        "There were 39 premierships.",
        "Figure 1",
        "Two islands are a fourteenth of the land",
        "Square kilometres",
        "Sources: A survey (2022). As of 2026-10-07.",
        "3182.7",
        "Claim 18: mixed",
        "A word of caution.",
        "What the note says.",
        "A note beside the text.",
        "What it means.",
        "A few quoted words.",
        "☐ an open task",
        "☑ a task done",
        "One tab",
        "Words of the first.",
        "Other tab",
        "Words of the second.",
        "bare output",
        "An output that was hidden.",
        "Figure 9 A glued table",
        "glued cell",
        "Hint",
        "Some words of the hint.",
        "✓ Holds.",
        "20 of 39 ended early.",
        "C18a. Holds if more than half ended early. (In all ways.)",
        "A row for paper",
        "択捉島",
        "Итуруп и Шикотан",
        "https://example.org/a?b=1&c=2",
        "https://example.org/survey",
        "Part 1",
        "Index",
    ],
)
def test_the_pdf_says_what_the_page_says(pdf: Path, words: str) -> None:
    assert words.replace(" ", "") in text_of(pdf).replace(" ", "").replace("\u00ad", "")


@pytest.mark.parametrize(
    "words",
    [
        "secret_code",
        "Show code cell source",
        "Contents of the screen",
        "The theme",
        "Controls of the",
        "Filters of the",
        "Contents of a page",
        "Fold of",
        "Unfold of",
    ],
)
def test_what_is_for_screens_stays_there(pdf: Path, words: str) -> None:
    assert words not in text_of(pdf)


def test_signs_of_other_languages_are_only_signs(pdf: Path) -> None:
    signs = r"""# $ @ * _ ~ \ [x] <y> {z} = + -- ... "q" 'r' `s` %t &amp; //u /*v*/"""
    assert signs.replace(" ", "") in text_of(pdf).replace(" ", "")


def test_a_number_of_a_cell_that_looks_like_code_is_printed_as_it_is(tmp_path: Path) -> None:
    hostile = "#panic() $x$ \\input{y} <script>alert(1)</script> =1+1 {{z}} **w** ]](]; @v"
    escaped = hostile.replace("<", "&lt;").replace(">", "&gt;")
    html = write_site(tmp_path, tenure=page("tenure").replace("Another", f"{escaped} Another"))
    build_pdf(html, tmp_path / "book.pdf", facts(tmp_path))
    assert hostile.replace(" ", "") in text_of(tmp_path / "book.pdf").replace(" ", "").replace("\u00ad", "")


def test_a_link_far_away_says_its_page(pdf: Path) -> None:
    assert re.search(r"the first chapter \(p\.\s\d+\)", text_of(pdf))


def test_the_index_gives_pages(pdf: Path) -> None:
    assert re.search(r"spell, \d+(, \d+)+", text_of(pdf)), "the glossary and the chapter that uses the word"


# -- what the reader's machine is told -----------------------------------------------------------------------


def test_the_pdf_names_itself(pdf: Path) -> None:
    reader = PdfReader(pdf)
    assert reader.metadata is not None
    assert reader.metadata.title == "Four Islands, No Treaty"
    assert reader.metadata.author == "Four Islands, No Treaty contributors"
    assert reader.root_object["/Lang"] == "en-GB"
    xmp = reader.root_object["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp


def test_the_title_that_the_machine_is_told_is_not_cut_at_its_colon(tmp_path: Path) -> None:
    book = facts(tmp_path) | {"title": "Two Rocks", "whole": "Two Rocks: the price"}
    assert 'title: "Two Rocks: the price", called: "Two Rocks"' in as_typst(book)


def test_the_pdf_has_bookmarks_and_table_heads(pdf: Path) -> None:
    titles = [" ".join(item.title.split()) for item in flat(PdfReader(pdf).outline)]
    assert any("What is argued over" in title for title in titles)
    assert "The rows" in titles
    kinds = [element.kind for element in read(pdf.read_bytes()).walk()]
    assert "TH" in kinds
    assert "Figure" in kinds
    assert "Note" in kinds


def flat(outline: list) -> list:  # type: ignore[type-arg]
    return [x for item in outline for x in (flat(item) if isinstance(item, list) else [item])]


def test_languages_are_marked(toy: Path) -> None:
    chapters, terms = pages.read(toy / "html", facts(toy))
    source = typst_source(chapters, terms, facts(toy))
    assert '(lang: "ja", region: "JP")[択捉島]' in source
    assert '(lang: "ru", region: "RU")[Итуруп и Шикотан]' in source


def test_two_builds_are_equal(toy: Path, pdf: Path, epub: Path, tmp_path: Path) -> None:
    build_pdf(toy / "html", tmp_path / "again.pdf", facts(toy))
    build_epub(toy / "html", tmp_path / "again.epub", facts(toy))
    assert pdf.read_bytes() == (tmp_path / "again.pdf").read_bytes()
    assert epub.read_bytes() == (tmp_path / "again.epub").read_bytes()


# -- what is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "construct",
    [
        '<iframe src="https://example.org"></iframe>',
        "<video src='x.mp4'></video>",
        "<button>Press</button>",
        "<canvas></canvas>",
        "<object data='x'></object>",
        "<select><option>a</option></select>",
        "<blink>x</blink>",
    ],
)
def test_an_unknown_construct_is_refused_with_page_and_element(tmp_path: Path, construct: str) -> None:
    message = refused(tmp_path, tenure=page("tenure").replace("</section>", f"{construct}</section>"))
    assert "notebooks/tenure" in message
    assert re.match(r"<(\w+)", construct)[1] in message  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('alt="Two islands have 7 per cent of the land."', 'alt=""', "without alt text"),
        ('href="tenure.html#tenure"', 'href="tenure.html#gone"', "does not exist"),
        ('href="tenure.html#tenure"', 'href="gone.html"', "not in the book"),
        ("<h2>The rows", "<h3>The rows", "jumps from 1 to 3"),
        ("<h2>The rows", "<h1>The rows", "second title"),
        ('id="rows"', 'id="fig-area"', "occurs twice"),
        ("area.print.svg", "gone.print.svg", "gone.print.svg"),
        ("<td>1498.8</td>", "<td>\ue123</td>", "Typst"),
    ],
)
def test_a_broken_page_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in page("islands")
    broken = page("islands").replace(old, new)
    if "<h2>" in old:
        broken = broken.replace("</h2>", f"</{new[1:3]}>")
    assert said in refused(tmp_path, islands=broken)


def test_a_missing_page_is_refused(tmp_path: Path) -> None:
    html = write_site(tmp_path)
    (html / "notebooks" / "tenure.html").unlink()
    with pytest.raises(PrintError, match=r"tenure\.html is not in the built site"):
        build_pdf(html, tmp_path / "book.pdf", facts(tmp_path))


# -- what the gate finds: the book is spoilt between pandoc and Typst ----------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("There were 39 premierships.", "", "missing"),
        ("There were 39 premierships.", "There were 38 premierships.", "missing"),
        (
            "There were 39 premierships.",
            "There were 39 premierships.\n\nThere were 39 premierships.",
            "on no page",
        ),
        ("3182.7", "", "missing"),
        ("3182.7", "3182.8", "missing"),
        ("Square kilometres", "", "missing"),
        ("What the note says.", "What the note hides.", "a footnote is missing"),
        ("A note beside the text.", "", "missing"),
        ("A word of caution.", "", "missing"),
        ("[The rows]", "[Rows]", "missing"),
        ("択捉島", "国後島", "missing"),
        ("[source elsewhere]", "[source]", "missing"),
        ('"https://example.org/a?b=1&c=2")[', '"https://example.org/")[', "address of a link is not printed"),
        ('#index-entry(0, "spell"', '#index-entry(0, "spelling bee"', "stands"),
    ],
)
def test_the_gate_finds_what_is_lost_changed_or_doubled(toy: Path, old: str, new: str, said: str) -> None:
    chapters, terms = pages.read(toy / "html", facts(toy))
    source = typst_source(chapters, terms, facts(toy))
    assert old in source
    spoilt = compile_pdf(source.replace(old, new), toy / "html", date(2026, 11, 23))
    if "index-entry" in old:
        with pytest.raises(PrintError, match="missing from the index"):
            gate.check_pdf(spoilt, chapters, [*terms, (0, "never printed", [])])
        return
    with pytest.raises(PrintError, match=said):
        gate.check_pdf(spoilt, chapters, terms)


def test_the_gate_finds_a_lost_figure(toy: Path) -> None:
    chapters, terms = pages.read(toy / "html", facts(toy))
    source = typst_source(chapters, terms, facts(toy))
    spoilt = source.replace("image(path, alt: alt, width: width * scale)", "[]")
    assert spoilt != source
    pdf = compile_pdf(spoilt, toy / "html", date(2026, 11, 23))
    with pytest.raises(PrintError, match="3 figures on the pages, 2 in the PDF"):
        gate.check_pdf(pdf, chapters, terms)


def test_a_figure_may_stand_on_the_title_page_and_must_be_there(toy: Path, tmp_path: Path) -> None:
    book = facts(toy) | {"cover": "/figures/area.print.svg"}
    build_pdf(toy / "html", tmp_path / "book.pdf", book)
    build_epub(toy / "html", tmp_path / "book.epub", book)
    with pytest.raises(PrintError, match="cover: the site has no /figures/gone"):
        build_pdf(toy / "html", tmp_path / "book.pdf", book | {"cover": "/figures/gone.print.svg"})


def test_a_figure_with_a_drawing_for_a_leaf_that_folds_out_stands_on_one(tmp_path: Path) -> None:
    html = write_site(tmp_path)
    (html / "figures" / "area.fold.svg").write_text(SVG, "utf-8")
    build_pdf(html, tmp_path / "book.pdf", facts(tmp_path))
    pages = PdfReader(tmp_path / "book.pdf").pages
    sides = {float(page.mediabox.width) for page in pages}
    assert max(sides) == pytest.approx(2 * min(sides))
    assert len({round(page.mediabox.height) for page in pages}) == 1
    assert "Figure 1" in next(page for page in pages if page.mediabox.width > 500).extract_text()


def test_a_chapter_opens_with_its_first_figure_without_its_words(toy: Path) -> None:
    chapters, _ = pages.read(toy / "html", facts(toy) | {"cover": "/figures/area.print.svg"})
    openings = {one.entry.docname: one.body.find("h1").get("data-picture") for one in chapters}
    assert openings["notebooks/islands"] == "/figures/area.print.svg"
    assert openings["book/glossary"] is None


def test_the_epub_says_where_the_pages_of_the_printed_book_begin(
    toy: Path, pdf: Path, tmp_path: Path
) -> None:
    build_epub(toy / "html", tmp_path / "book.epub", facts(toy), lambda: pdf)
    starts = json.loads(pdf.with_suffix(".json").read_text("utf-8"))[1]
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        contents = archive.read("EPUB/nav.xhtml").decode()
        texts = {
            name: archive.read(f"EPUB/{name}").decode() for name in re.findall(r"text/\w+\.xhtml", contents)
        }
        assert 'property="source-of">pagination' in archive.read("EPUB/content.opf").decode()
    listed = re.findall(r'<a href="(text/\w+\.xhtml)#page-(\d+)">(\d+)</a>', contents)
    del starts[-1]  # the index
    assert [int(number) for _, number, _ in listed] == [number for number, _ in starts]
    for (name, number, shown), (_, words) in zip(listed, starts, strict=True):
        _, mark, after = texts[name].partition(f'id="page-{number}"')
        assert mark
        assert number == shown
        text = re.sub(r"<[^>]+>", "", after.partition(">")[2])
        assert gate.signs(text).startswith(words[:6])


def test_every_file_of_the_epub_has_the_title_of_its_page(epub: Path) -> None:
    with zipfile.ZipFile(epub) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if "/text/" in name]
    titles = [re.search(r"<title>(.*?)</title>", text)[1] for text in texts]  # type: ignore[index]
    assert "xhtml" not in "".join(titles)
    assert len(set(titles)) > len(titles) / 2


def test_the_index_gives_the_page_of_the_word_and_not_of_its_paragraph() -> None:
    text = "<p>One <b>Yalta is</b> here, <i>then</i> Kawana; <a>Irkutsk</a>.</p>"
    body = html.fromstring(f"<body>{text}</body>")
    index.note_uses("d", body, ["Yalta", "Kawana", "Irkutsk"])
    shown = re.sub(r'<span id="d--use-0-(\w+)"></span>', r"[\1]", html.tostring(body, encoding="unicode"))
    assert (
        "<p>[Irkutsk]One <b>[Yalta]Yalta is</b> here, <i>then</i> [Kawana]Kawana; <a>Irkutsk</a>.</p>"
        in shown
    )


def test_the_index_finds_names_of_the_tables(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "people.csv").write_text(
        "family,given\nShikotan,Ada\nNobody,Bob\nAnother,Eve\n", "utf-8"
    )
    book = facts(tmp_path)
    both = {"table": "people", "seek": "{family}", "as": "{family}, {given}", "without": ["Another"]}
    book["paper"] |= {"index": [both, both | {"as": "{given}", "only": {"given": "Bob"}}]}
    spoken = page("tenure").replace("Another", "Shikotan and Nobody said so. Another")
    html = write_site(tmp_path, tenure=spoken)
    _, terms = pages.read(html, book)
    assert [words for _, words, _ in terms] == ["Bob", "Shikotan, Ada", "spell"]
    book["paper"] |= {"index": [{"table": "gone", "seek": "{family}", "as": "{family}"}]}
    with pytest.raises(PrintError, match="no table gone"):
        pages.read(html, book)


def test_two_persons_of_one_family_name_have_each_their_own_entry() -> None:
    people = index.People()
    kind = {"meant": ["Abe Shinzo"], "others": ["Kimura"]}
    for name in ("Abe Shintaro", "Abe Shinzo", "Kono Yohei", "Kono Taro", "Kimura Toshio", "Aso Taro"):
        people.add(name, name.split()[0], name, kind)
    page = (
        "<p>Abe, Kono and Aso met.</p><p>Abe Shintaro came; Abe slept.</p><h2 data-rank='2'>On</h2>"
        "<p>Abe [1993] and [Abe, 1993] wrote; Kimura read; Kimura Toshio and Kono Taro spoke.</p>"
        "<table><tr><td>Kono Yohei</td></tr></table><p>Kono and Abe left.</p>"
    )
    body = html.fromstring(f"<body>{page}</body>")
    used = index.note_uses("d", body, [], people)
    assert {who: len(places) for who, places in used.items()} == {
        "Abe Shinzo": 1,
        "Abe Shintaro": 2,
        "Aso Taro": 1,
        "Kimura Toshio": 1,
        "Kono Taro": 1,
        "Kono Yohei": 1,
    }


@pytest.mark.parametrize("code", [True, ["notebooks/islands"]])
def test_a_book_may_print_its_code_or_that_of_a_chapter(tmp_path: Path, code: bool | list[str]) -> None:
    html = write_site(tmp_path)
    book = facts(tmp_path)
    book["paper"] |= {"code": code}
    build_pdf(html, tmp_path / "book.pdf", book)
    assert "secret_code = 1" in text_of(tmp_path / "book.pdf")


def test_the_address_of_a_link_in_a_box_stands_beside_it(tmp_path: Path) -> None:
    link = 'A word of caution <a class="reference external" href="https://example.net/far">elsewhere</a>.'
    html = write_site(tmp_path, islands=page("islands").replace("A word of caution.", link))
    build_pdf(html, tmp_path / "book.pdf", facts(tmp_path))
    words = " ".join(one.extract_text() for one in PdfReader(tmp_path / "book.pdf").pages)
    assert "elsewhere https://example.net/far" in " ".join(words.split())


def test_a_box_that_runs_on_says_so_on_its_next_pages_to_those_who_see_them(tmp_path: Path) -> None:
    long = "<p>A word of caution.</p>"
    html = write_site(tmp_path, islands=page("islands").replace(long, long * 60))
    build_pdf(html, tmp_path / "book.pdf", facts(tmp_path))
    texts = [one.extract_text() for one in PdfReader(tmp_path / "book.pdf").pages]
    held = [n for n, text in enumerate(texts) if long[3:-4] in text]
    assert len(held) > 1
    assert [n for n, text in enumerate(texts) if "Note, continued" in text] == held[1:]
    assert "continued" not in text_of(tmp_path / "book.pdf")


def test_a_broken_formula_and_a_strange_picture_are_refused_with_their_page(tmp_path: Path) -> None:
    spoilt = page("tenure").replace(
        "</section>", '<p><img alt="A map." src="../figures/area.gif"></p></section>'
    )
    (tmp_path / "html" / "figures").mkdir(parents=True)
    (tmp_path / "html" / "figures" / "area.gif").write_bytes(b"GIF89a")
    assert re.search(r"notebooks/tenure.*area\.gif", refused(tmp_path, tenure=spoilt))
    matrix = '<div class="math">\\[ \\begin{matrix} a \\cr b \\undefined \\end{matrix} \\]</div>'
    assert "notebooks/tenure: pandoc" in refused(
        tmp_path, tenure=page("tenure").replace("</section>", matrix + "</section>")
    )


def test_the_title_of_a_figure_stands_above_it_in_the_epub_and_the_drawings_are_said_to_be_visual(
    epub: Path,
) -> None:
    with zipfile.ZipFile(epub) as archive:
        texts = [archive.read(name).decode() for name in archive.namelist() if name.endswith(".xhtml")]
        figure = next(
            re.search(r"<figure.*?</figure>", text, re.S) for text in texts if "fourteenth" in text
        )[0]  # type: ignore[index]
        assert figure.index("<figcaption") < figure.index("<img")
        package = archive.read("EPUB/content.opf").decode()
        assert '"schema:accessMode">visual' in package
        assert "schema:accessibilitySummary" in package


def test_the_gate_finds_what_an_epub_lost(toy: Path, epub: Path) -> None:
    chapters, terms = pages.read(toy / "html", facts(toy))
    epubgate.check_epub(epub.read_bytes(), chapters, terms)
    for old, new in ((b"39 premierships", b"38 premierships"), (b"What the note says.", b"")):
        with pytest.raises(PrintError, match="missing"):
            epubgate.check_epub(changed(epub.read_bytes(), old, new), chapters, terms)
    with pytest.raises(PrintError, match="figures on the pages"):
        epubgate.check_epub(changed(epub.read_bytes(), b"<img ", b"<i "), chapters, terms)


def changed(epub: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as archive, zipfile.ZipFile(out, "w") as copy:
        for name in archive.namelist():
            copy.writestr(
                name, archive.read(name).replace(old, new) if name.endswith(".xhtml") else archive.read(name)
            )
    return out.getvalue()


# -- independent judges, where they are installed ------------------------------------------------------------


def test_epubcheck_has_nothing_to_say(epub: Path) -> None:
    program, java = shutil.which("epubcheck"), shutil.which("java")
    if not program or not java:
        pytest.skip("epubcheck is not installed")
    done = subprocess.run([java, "-jar", program, str(epub)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_pdfua_has_nothing_to_say(pdf: Path) -> None:
    pytest.importorskip("pdfua", reason="pdfua is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "pdfua", "check", str(pdf)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_letters_that_no_font_has_are_named_with_their_page(tmp_path: Path) -> None:
    spoilt = page("islands").replace("</p>", " \N{GRINNING FACE}</p>", 1)
    write_site(tmp_path)
    message = refused(tmp_path, islands=spoilt)
    assert re.match(r"Typst refused the book: notebooks/islands: no font of the book has .*1f600", message)
    assert message.endswith("Write it in words or take it out.")
    assert written("book/cite", "version") == "book/cite.md, line 4"


def test_a_title_too_long_for_a_cover_is_told_where_it_stands(toy: Path) -> None:
    with pytest.raises(PrintError, match=r"_config.yml: the title, of 336 characters, .* shorten it"):
        draw_cover(facts(toy) | {"title": "A very long title of a book " * 12}, toy / "html")
