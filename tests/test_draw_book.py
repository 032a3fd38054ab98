"""Every figure of the book: print shows the screen's numbers, and all its words stand on the page, none on another."""

import base64
import io
import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from drawings import draw, extract, plotted
from PIL import Image, ImageChops

from press.draw import png_bytes
from press.draw.page import overlap
from press.draw.words import Words
from press.figure.chart import PNG_DPI, PNG_WIDTH_INCHES, source_line
from press.figure.signs import printed
from press.web.assets import PRINT, on_paper
from press.web.html import height_of, split

PLOTLY = "application/vnd.plotly.v1+json"
PIXELS = {"desktop": 760, "book page": PRINT, "phone": 345}  # the phone narrower than what is published
USUAL_HEIGHT = 450
PICTURES: dict[str, str] = {}  # those that stand in the notebooks, beside the figures


def figures() -> dict[str, dict[str, Any]]:
    """The figures in the committed outputs of the notebooks, by id."""
    found = {}
    for path in sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb")):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                if PLOTLY in output.get("data", {}):
                    body = output["data"][PLOTLY]
                    layout = {key: value for key, value in body["layout"].items() if key != "title"}
                    name = layout.get("meta", {}).get("press", {}).get("id", path.stem)
                    found[name] = {"data": body["data"], "layout": layout}
                    PICTURES[name] = output["data"].get("image/png", "")
    return found


FIGURES = figures()


def drawing_of(name: str, width: float):
    figure = FIGURES[name]
    height = figure["layout"].get("height", USUAL_HEIGHT)
    if width == PRINT:
        figure = split(figure, name)[1]
        width, height = on_paper(height_of(figure))
    return draw(figure, width=width / 96, height=height / 96), width, height


def ink(words: Words) -> tuple[float, float, float, float]:
    """The box of the letters alone, without the room that lines keep above and below them."""
    left, top, right, bottom = words.extent()
    size = words.text.size
    if words.angle:
        return left + 2, top + 2, right - 2, bottom - 2
    return left + 0.5, top + 0.17 * size, right - 0.5, bottom - 0.24 * size


@pytest.mark.parametrize("name", FIGURES)
def test_screen_and_print_show_the_same_numbers(name):
    assert extract(drawing_of(name, PIXELS["book page"])[0]) == plotted(FIGURES[name])


@pytest.mark.parametrize("width", PIXELS.values(), ids=PIXELS)
@pytest.mark.parametrize("name", FIGURES)
def test_words_stand_on_the_page_and_not_on_each_other(name, width):
    drawing, width, height = drawing_of(name, width)
    words = [a for a in drawing.get_children() if isinstance(a, Words) and a.text.plain.strip()]
    for label in words:
        left, top, right, bottom = label.extent()
        assert left >= -1, label.text.plain
        assert top >= -1, label.text.plain
        assert right <= width + 1, label.text.plain
        assert bottom <= height + 1, label.text.plain
    level = [label for label in words if not label.angle]
    for one, other in combinations(level, 2):
        assert not overlap(ink(one), ink(other)), f"{one.text.plain!r} lies on {other.text.plain!r}"


@pytest.mark.parametrize("name", FIGURES)
def test_the_picture_in_a_notebook_is_the_drawing_of_its_figure(name):
    meta, body = split(FIGURES[name], name)
    heading = {"title": meta["title"], "subtitle": meta["subtitle"], "footer": printed(source_line(meta))}
    again = png_bytes(draw(body, width=PNG_WIDTH_INCHES, height=height_of(body) / 96, **heading), dpi=PNG_DPI)
    there, here = (
        Image.open(io.BytesIO(data)).convert("RGB") for data in (base64.b64decode(PICTURES[name]), again)
    )
    assert there.size == here.size
    assert ImageChops.difference(there, here).getbbox() is None
