"""The built site: every figure of the notebooks is there, with its files, and nothing leads nowhere."""

import csv
import io
import json
import math
import re
import sys
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import numpy as np
import PIL.Image
import pytest
from docutils import nodes
from docutils.utils import new_document
from lxml import html

from press.config import settings
from press.figure.chart import PLOTLY_MIME
from press.figure.signs import YEAR, printed
from press.web import together
from press.web.assets import write_all
from press.web.html import card, inert_json, picture, split
from press.web.site import package

pytestmark = pytest.mark.built
ROOT = Path(__file__).parent.parent


def charts() -> dict[str, tuple[str, dict]]:
    """Every figure of the notebooks: id -> notebook stem and Plotly JSON."""
    found = {}
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if PLOTLY_MIME in output.get("data", {}):
                    content = output["data"][PLOTLY_MIME]
                    found[content["layout"]["meta"]["press"]["id"]] = (path.stem, content)
    return found


def own_pages(site: Path) -> list[Path]:
    """Every page of the site, also those that lead on; JupyterLite has its own."""
    return sorted(set(site.rglob("*.html")) - set((site / "lite").rglob("*.html")))


def test_every_figure_stands_on_its_page_with_alt_text_and_size(site: Path) -> None:
    for name, (stem, content) in charts().items():
        page = html.parse(site / "notebooks" / f"{stem}.html")
        (figure,) = page.xpath(f'//figure[@id="fig-{name}"]')
        (image,) = figure.xpath('.//img[contains(@class, "press-static")]')
        assert image.get("alt") == content["layout"]["meta"]["press"]["alt"]
        assert int(image.get("height")) > 100
        assert figure.xpath(".//figcaption")


def test_every_figure_has_its_files_and_the_csv_is_what_is_plotted(site: Path) -> None:
    for name, (_, content) in charts().items():
        for kind in ("wide.svg", "narrow.svg", "print.svg", "svg", "png", "csv", "xlsx"):
            assert (site / "figures" / f"{name}.{kind}").stat().st_size > 20, f"{name}.{kind}"
        rows = content["layout"]["meta"]["press"]["rows"]
        text = (site / "figures" / f"{name}.csv").read_text("utf-8")
        head, *body = list(csv.reader(io.StringIO(text)))
        assert head == rows["columns"]
        assert [[c.lstrip("'") for c in row] for row in body] == [
            ["" if v is None else str(v).lstrip("'") for v in row] for row in rows["data"]
        ]


def test_the_numbers_of_a_live_figure_are_those_of_the_notebook(site: Path) -> None:
    for name, (stem, content) in charts().items():
        page = html.parse(site / "notebooks" / f"{stem}.html")
        (place,) = page.xpath(f'//figure[@id="fig-{name}"]//div[@data-live]')
        script = (site / "notebooks" / place.get("data-live")).resolve().read_text("utf-8")
        head, _, value = script.removesuffix(");\n").partition(",")
        assert head == f'pressFigure("{name}"'
        shown = json.loads(value)
        assert shown["figure"] == split(content, "x")[1]
        assert shown["rows"] == content["layout"]["meta"]["press"]["rows"]


def test_nothing_stands_exactly_on_the_end_of_a_logarithmic_axis() -> None:
    """There a browser's logarithm decides whether it is shown: Firefox and Chromium differ in the last digit."""
    on_the_end, axes = [], 0
    for name, (_, content) in charts().items():
        layout = content["layout"]
        for key in [k for k in layout if k[1:5] == "axis" and layout[k].get("type") == "log"]:
            axes += 1
            ends, letter, ref = layout[key]["range"], key[0], key.replace("axis", "")
            places = [
                (trace.get("name"), math.log10(value))
                for trace in content["data"]
                if trace.get(f"{letter}axis", letter) == ref and trace.get("mode") != "lines"
                for value in trace.get(letter) or ()
                if value and value > 0
            ]
            places += [
                (note["text"], note[letter])
                for note in layout.get("annotations", ())
                if note.get(f"{letter}ref", letter) == ref
            ]
            on_the_end += [(name, key, what) for what, at in places if any(abs(at - e) < 1e-6 for e in ends)]
    if not axes:
        pytest.skip("no figure has a logarithmic axis")
    assert on_the_end == []


def test_text_has_the_signs_of_print_and_not_of_a_keyboard(site: Path, pages: list[Path]) -> None:
    apart = "ancestor-or-self::*[self::script or self::style or self::code or self::pre or self::textarea or self::title]"
    typed = re.compile(rf"""['"]|(?<![\w/.=-]){YEAR}-(?:{YEAR}|1[3-9]|[2-9]\d)(?![\w-])|\S - \S""")
    found = [
        (page.name, str(text).strip()[:80])
        for page in [*pages, site / "figures.html", site / "genindex.html", *site.glob("go/fig-*.html")]
        for text in html.parse(page).xpath(f"//body//text()[not(parent::*[{apart}])]")
        if typed.search(text) and not text.lstrip().startswith("http")
    ]
    assert found == []
    shown = printed("Japan's talks of 1955-56 - in the 'North', 1972-01")
    assert shown == "Japan’s talks of 1955–56 – in the ‘North’, 1972-01"
    assert printed("https://a.jp/japan's_1955-1956.html") == "https://a.jp/japan's_1955-1956.html"


def test_no_line_parts_a_chapter_from_its_number_and_no_source_repeats_its_author(pages: list[Path]) -> None:
    for page in pages:
        article = html.parse(page).xpath("//article")
        for text in article[0].xpath(".//text()[not(ancestor::code or ancestor::pre)]") if article else []:
            assert not re.search(r"\b([Cc]hapter|[Ff]igure)[ \n]\d", text), (page.name, text)
        said = " ".join(article[0].text_content().split()) if article else ""
        assert not re.search(r"\b(\w+) \[\1, \d{4}\]", said), page.name


def test_a_source_gives_the_year_alone_after_the_name_of_its_author() -> None:
    def shown(before: str, *sources: str) -> str:
        links = [nodes.reference("", source) for source in sources]
        page = nodes.paragraph(
            "", "", nodes.Text(before), nodes.inline("", "", *links, classes=["bibtex-citation"])
        )
        document = new_document("page")
        document += page
        together.YearAlone(document).run()
        return page.astext()

    assert shown("Rotnem ", "Rotnem, 2007") == "Rotnem 2007"
    assert shown("Chiozza and Choi's ", "Chiozza and Choi, 2003") == "Chiozza and Choi's 2003"
    assert shown("", "Rotnem, 2007") == "Rotnem, 2007"
    assert (
        shown("Bailey, Strezhnev and Voeten ", "Bailey et al., 2017") == "Bailey, Strezhnev and Voeten 2017"
    )
    assert shown("Hara and Bailey ", "Bailey et al., 2017") == "Hara and Bailey Bailey et al., 2017"
    assert shown("Vanhara ", "Hara, 1995") == "Vanhara Hara, 1995"
    assert shown("Bukh ", "Bukh, 2010", "Hara, 1995") == "Bukh Bukh, 2010Hara, 1995"


def test_every_page_has_an_icon_that_is_there(site: Path) -> None:
    wrong = []
    for page in own_pages(site):
        icons = html.parse(page).xpath("//link[@rel='icon']/@href")
        if not icons or not all((page.parent / icon).is_file() for icon in icons):
            wrong.append(page.relative_to(site).as_posix())
    assert wrong == []


def test_every_page_a_search_can_list_has_one_description(site: Path) -> None:
    wrong = []
    for page in own_pages(site):
        tree = html.parse(page)
        texts = tree.xpath("//meta[@name='description']/@content")
        if not tree.xpath("//meta[@name='robots']") and (len(texts) != 1 or not 40 < len(texts[0]) < 600):
            wrong.append((page.relative_to(site).as_posix(), texts))
    assert wrong == []


def test_links_inside_the_book_lead_somewhere(site: Path, pages: list[Path]) -> None:
    ids = {page: set(html.parse(page).xpath("//@id")) for page in pages}
    dead = []
    for page in pages:
        for link in html.parse(page).xpath(
            '//a/@href | //img/@src | //script/@src | //link[@rel="stylesheet"]/@href'
        ):
            parts = urlsplit(link)
            if parts.scheme or link.startswith("//"):
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            if not target.exists() or (
                parts.fragment and target in ids and unquote(parts.fragment) not in ids[target]
            ):
                dead.append(f"{page.relative_to(site)}: {link}")
    assert dead == []


def test_a_page_asks_no_foreign_server(pages: list[Path]) -> None:
    foreign = [
        (page.name, address)
        for page in pages
        for address in html.parse(page).xpath(
            "//script/@src | //link[@rel='stylesheet' or @rel='preload']/@href | //img/@src"
        )
        if address.startswith(("http:", "https:", "//"))
    ]
    assert foreign == []


def test_every_image_has_alt_text(pages: list[Path]) -> None:
    bare = [
        (p.name, i.get("src"))
        for p in pages
        for i in html.parse(p).xpath("//img[not(ancestor::a[normalize-space()])]")  # there the link says it
        if not i.get("alt", "").strip()
    ]
    assert bare == []


def test_hostile_text_is_inert_in_every_part_of_a_figure() -> None:
    bad = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\0'
    source = {"id": "s", "label": bad, "title": bad, "url": "javascript:alert(1)", "tier": ""}
    meta = {
        "id": "x",
        "title": bad,
        "subtitle": bad,
        "alt": bad,
        "as_of": bad,
        "note": bad,
        "sources": [source],
    }
    meta["rows"] = {"columns": [bad], "data": [[bad]]}
    text = picture(meta, {"layout": {}}, "") + card(meta, "") + inert_json({"a": bad})
    tree = html.fragment_fromstring(f"<div>{text}</div>")
    assert not tree.xpath("//script | //*[@onerror]")
    assert not [a for a in tree.xpath("//@href") if a.startswith("javascript")]
    assert "</script" not in inert_json({"a": bad})


def test_a_figure_is_drawn_once_and_then_kept(tmp_path: Path) -> None:
    name, (_, content) = next(iter(charts().items()))
    meta, figure = split(content, "x")
    record = {"docname": "a", "meta": meta, "figure": figure}
    assert write_all([record], tmp_path / "out", tmp_path / "cache") == 1
    first = {f.name: f.read_bytes() for f in (tmp_path / "out").iterdir()}
    assert f"{name}.wide.svg" in first
    assert PIL.Image.open(tmp_path / "out" / f"{name}.png").width == 1920
    assert write_all([record], tmp_path / "out", tmp_path / "cache") == 0
    figure["layout"]["height"] = figure["layout"].get("height", 420) + 10
    assert write_all([record], tmp_path / "out", tmp_path / "cache") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="pictures differ by a few pixels between systems")
def test_the_readme_shows_the_figure_as_it_is_now(site: Path) -> None:
    if "readme-figure.png" not in (ROOT / "README.md").read_text("utf-8"):
        pytest.skip("the readme shows no figure")
    shown = (ROOT / "book" / "_static" / "readme-figure.png").read_bytes()
    is_same = shown == (site / "figures" / "tenure-spells.png").read_bytes()  # no bytes in a message
    assert is_same, "run `make readme` and commit the picture"


def test_nothing_of_the_machine_that_built_it_is_published(site: Path) -> None:
    assert not [path for path in site.rglob(".*") if path.is_file()]


def test_the_data_page_leads_to_the_description_beside_its_tables(site: Path) -> None:
    page = html.parse(site / "book" / "data.html")
    (link,) = page.xpath('//a[contains(@href, "datapackage.json")]/@href')
    described = (site / "book" / link).resolve()
    for resource in json.loads(described.read_text("utf-8"))["resources"]:
        assert (described.parent / resource["path"]).is_file(), resource["path"]


def test_all_tables_come_in_one_archive_that_stands_alone_and_is_the_same_each_time(site: Path) -> None:
    book = settings()
    page = html.parse(site / "book" / "data.html")
    (link,) = page.xpath('//a[contains(@href, "-data.zip")]')
    file = (site / "book" / link.get("href")).resolve()
    assert f"{file.stat().st_size / 1e6:.1f} MB" in link.getparent().text_content()
    more = {f.name: f.read_bytes() for f in site.glob("data/*.csv") if not (book.data / f.name).is_file()}
    assert file.read_bytes() == package(book, more) == package(book, more)
    with zipfile.ZipFile(file) as archive:
        names = [Path(name).name for name in archive.namelist()]
        inside = json.loads(
            archive.read(next(n for n in archive.namelist() if n.endswith("datapackage.json")))
        )
    legal = {"CITATION.cff", *more, *(terms.file for terms in book.licences)}
    assert {*legal, *(table["path"] for table in inside["resources"])} <= set(names)


def test_the_page_of_licences_has_the_files_that_it_names(site: Path) -> None:
    page = html.parse(site / "book" / "licences.html")
    links = page.xpath('//article//a[contains(@href, "LICENSE")]/@href')
    assert len(links) == 2
    assert all((site / "book" / link).is_file() for link in links)


@pytest.mark.parametrize("name", ["power-votes", "offers-money"])
def test_the_tails_of_the_last_line_are_not_cut_from_a_picture(site: Path, name: str) -> None:
    """The last two lines of each have letters that go up and down: as lines of ink they are equally high."""
    if not (file := site / "figures" / f"{name}.png").is_file():
        pytest.skip("not a figure of this edition")
    inked = np.asarray(PIL.Image.open(file).convert("L")).min(axis=1) < 200
    edges = np.flatnonzero(np.diff(np.pad(inked, 1).astype(int)))
    *_, before, last = edges[1::2] - edges[::2]
    # A title in Chinese characters stands a little higher; a tail is a fifth of the line.
    assert last >= 0.88 * before, "the last line of ink is lower than the one before it: cut"


def test_the_words_of_a_figure_leave_no_blank_and_no_minus_nought() -> None:
    for name, (_, content) in charts().items():
        alt = content["layout"]["meta"]["press"]["alt"]
        assert not re.search(r": [,;.]|: $|-0(\.0+)?(?!\d|\.\d)", alt), name
