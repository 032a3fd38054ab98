"""A print drawing: the same bytes every time, vector, in the book's fonts, nothing cut off, nothing lost."""

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import matplotlib as mpl
import pytest
from draw_examples import SUPPORTED
from draw_refusals import REFUSED
from draw_table import TARGET, refusal, table
from drawings import FACE, draw, extract, plotted, words
from lxml import etree

import press.draw
from press.draw import Unsupported, png_bytes, svg_bytes
from press.draw.outlines import joined
from press.draw.words import Words

WIDTHS = {"book page": 6.2, "phone": 3.6}
HEADINGS = {
    "title": "A finding long enough to need more than one line on the page of a book, and three on a phone",
    "subtitle": "Per cent of answers, by year",
    "footer": "Source: nobody. As of 2026-10-07.",
}


def boxes_of(drawing):
    return [artist.extent() for artist in drawing.get_children() if isinstance(artist, Words)]


@pytest.mark.parametrize("name", SUPPORTED)
def test_a_drawing_shows_the_numbers_of_its_figure(name):
    figure = SUPPORTED[name]()
    assert extract(draw(figure, width=6.2, height=4)) == plotted(figure)


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", SUPPORTED)
def test_no_words_leave_the_page(name, width):
    drawing = draw(SUPPORTED[name](), width=width, height=4, **HEADINGS)
    for left, top, right, bottom in boxes_of(drawing):
        assert left >= -0.5
        assert top >= -0.5
        assert right <= width * 96 + 0.5
        assert bottom <= drawing.page.height + 0.5


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_headings_and_source_line_take_no_height_from_the_plot(width):
    bare, dressed = (draw(SUPPORTED["bars"](), width=width, height=4, **words) for words in ({}, HEADINGS))
    heights = [bottom - top for _, top, _, bottom in (bare.page.plot, dressed.page.plot)]
    assert heights[0] == pytest.approx(heights[1])
    assert dressed.get_size_inches()[1] * 96 == pytest.approx(dressed.page.height)


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
@pytest.mark.parametrize("name", SUPPORTED)
def test_words_stand_in_the_drawing_as_they_stand_in_the_figure(name, width):
    figure = SUPPORTED[name]()
    found = " ".join(words(draw(figure, width=width, height=4, **HEADINGS))).split()
    for text in HEADINGS.values():
        assert set(text.split()) <= set(found)
    for note in figure.layout.annotations:
        plain = note.text.replace("<br>", " ").replace("<b>", "").replace("</b>", "")
        assert set(plain.replace("<i>", "").replace("</i>", "").split()) <= set(found)


@pytest.mark.parametrize("name", REFUSED)
def test_what_print_does_not_know_is_refused_by_name(name):
    with pytest.raises(Unsupported) as refused:
        draw(REFUSED[name], width=6, height=4)
    assert str(refused.value).startswith(("data[0]", "layout.", "frames"))


def test_the_table_of_support_is_up_to_date():
    assert TARGET.read_text(encoding="utf-8") == table(), "run: python tests/draw_table.py"
    assert all(refusal(spec) for spec in REFUSED.values())


@pytest.mark.parametrize("name", ["markers", "subplots", "bars", "annotations"])
def test_the_same_figure_gives_the_same_bytes(name):
    first, second = (draw(SUPPORTED[name](), width=6, height=4, **HEADINGS) for _ in range(2))
    assert svg_bytes(first) == svg_bytes(second)
    assert png_bytes(first) == png_bytes(second)


def test_the_machines_own_matplotlib_settings_change_nothing():
    figure = SUPPORTED["lines"]()
    expected = svg_bytes(draw(figure, width=6, height=4))
    with mpl.rc_context(
        {"lines.linewidth": 9, "font.size": 30, "axes.facecolor": "red", "svg.fonttype": "none"}
    ):
        assert svg_bytes(draw(figure, width=6, height=4)) == expected


def test_another_process_gives_the_same_bytes():
    code = (
        "import hashlib; from drawings import draw; from press.draw import svg_bytes; from draw_examples import SUPPORTED;"
        "print(hashlib.sha256(svg_bytes(draw(SUPPORTED['lines'](), width=6, height=4))).hexdigest())"
    )
    here = Path(__file__).parent
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], cwd=here, capture_output=True, check=True, text=True
        ).stdout
        for _ in range(2)
    }
    assert len(runs) == 1


def test_the_folder_alone_draws_in_the_letters_that_come_with_matplotlib(tmp_path):
    shutil.copytree(Path(press.draw.__file__).parent, tmp_path / "press" / "draw")
    code = "from press.draw import draw, svg_bytes; print(len(svg_bytes(draw({'data': [{'y': [2, 1]}]}, width=6, height=4))))"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, check=True, text=True)
    assert int(done.stdout) > 5000


def test_threads_do_not_disturb_each_other():
    figures = [SUPPORTED[name]() for name in ("lines", "bars", "shapes", "heatmap")]
    expected = [svg_bytes(draw(figure, width=6, height=4)) for figure in figures]
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda figure: svg_bytes(draw(figure, width=6, height=4)), figures * 3))
    assert drawn == expected * 3


LETTERS = """<g style="fill: #222" transform="translate(5 9) scale(0.09 -0.09)">
 <defs>
  <path id="F-1" d="M 10 0
L 30 40
Q 5 6 7 -8
z
M 12 2
L 14 4
z
" transform="scale(0.015625)"/>
  <path id="F-3" transform="scale(0.015625)"/>
 </defs>
 <use xlink:href="#F-1"/>
 <use xlink:href="#F-3" transform="translate(1 0)"/>
 <use xlink:href="#F-1" transform="translate(2 0.5)"/>
</g>"""


def test_the_letters_of_a_text_become_one_outline_at_the_same_places():
    one = "l20 40q-25-34-23-48z"  # from 10, 0; the second ring begins 2, 2 from there
    path = f"m10 0{one}m2 2l2 2zm126 30{one}m2 2l2 2z"  # 128 and 32 farther: 2 and 0.5 in units of 1/64
    assert joined(LETTERS) == (
        '<g style="fill: #222" transform="translate(5 9) scale(0.09 -0.09)">'
        f'<path transform="scale(0.015625)" d="{path}"/></g>'
    )
    assert b'transform="scale(0.015625)"/>' not in svg_bytes(draw(SUPPORTED["lines"](), width=6, height=4))


def test_letters_written_in_another_way_are_refused_and_not_lost():
    with pytest.raises(ValueError, match="the letter F-1"):
        joined(LETTERS.replace("<g style", "<g class"))
    with pytest.raises(ValueError, match=r"a text in a way .*: <use "):
        joined(LETTERS.replace('(2 0.5)"/>', '(2 0.5)" opacity="1"/>'))


def test_svg_holds_letters_as_outlines_on_clear_ground():
    root = etree.fromstring(svg_bytes(draw(SUPPORTED["markers"](), width=6, height=4, **HEADINGS)))
    assert not root.findall(".//{*}text")
    assert not root.findall(".//{*}image")
    assert root.get("width") == "432pt"
    first = next(root.iter("{*}g")).find(".//{*}path")
    assert "fill: none" in first.get("style")


def test_png_is_drawn_on_white():
    assert png_bytes(draw(SUPPORTED["lines"](), width=6, height=4), dpi=50)[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("text", ["Etorofu", "Итуруп ё", "択捉島 ・ー", "–—−•“”’€ āō"])
@pytest.mark.parametrize("bold", [False, True])
def test_the_fonts_have_every_script_of_the_book(text, bold):
    assert FACE.has_glyphs(text, bold)
    assert FACE.width(text, bold) > 0


def test_a_space_at_the_end_of_a_run_has_width():
    assert FACE.width("a ") > FACE.width("a")
    assert FACE.width("a b") == pytest.approx(FACE.width("a ") + FACE.width("b"), abs=0.02)
