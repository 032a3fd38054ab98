"""The files beside the pages: each figure as SVG, PNG, CSV and XLSX, and what its marks say.

They are made once and kept until the figure's JSON changes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from press.cite.work import edition, whose
from press.config import own
from press.figure.own import as_png, as_svg
from press.figure.plain import rows_as_csv
from press.figure.spreadsheet import workbook
from press.files import same, write
from press.web.cards import card, thumb
from press.web.html import NARROW, content_digest, credited, height_of, inert_json, width_of
from press.web.live import script
from press.web.stamp import credit, png, svg

PIXELS_PER_INCH = 96
# Of drawings for paper, in pixels: widths and heights. A figure up to the first height is drawn as it is; a taller one
# wider, so that print makes its type smaller, but no wider than keeps that at seven points. Up to the last height it leaves
# room for a heading on its page; a still taller one takes all of it.
PRINT, PRINT_WIDEST = 430, 500
PRINT_TALLEST, PRINT_TALL, PRINT_PAGE = 620, 720, 824
FOLD = (1194, 774)  # of a leaf that folds out
# Pixels of a picture and of its margins, together the 1,920 of a slide; a hair more, as what is less than a pixel is cut off.
PNG_WIDE, PNG_MARGIN = 1824.01, 48


def write_all(figures: Iterable[dict[str, Any]], folder: Path, cache: Path) -> int:
    """Write every figure's files into `folder`; return how many figures had to be drawn.

    Drawings come from `cache`, which is keyed by the figure's JSON and the drawing code, so an unchanged figure
    costs a copy.
    """
    code, of = drawing_code(), edition(own())
    others = whose(of, own())
    todo, wanted = [], set()
    for found in figures:
        figure = found | {"credit": credit(found["meta"], **others.get(found["docname"], {"edition": of}))}
        key = digest(figure, code)
        wanted.add((figure["meta"]["id"], key))
        if not (cache / key / "done").is_file():
            todo.append((figure, str(cache / key)))
    if len(todo) > 1:
        with ProcessPoolExecutor(max_workers=max(1, os.cpu_count() or 1)) as pool:
            list(pool.map(draw_into, *zip(*todo, strict=True)))
    for figure, place in todo[:1] if len(todo) == 1 else []:
        draw_into(figure, place)
    folder.mkdir(parents=True, exist_ok=True)
    for name, key in sorted(wanted):
        for file in sorted((cache / key).glob("figure.*")):
            target = folder / f"{name}{file.name.removeprefix('figure')}"
            if not same(file, target):
                shutil.copy2(file, target)
    return len(todo)


def draw_into(figure: dict[str, Any], place: str) -> None:
    """Draw one figure in all its forms into a folder of the cache."""
    from press.draw.errors import Unsupported  # only the drawing processes need Matplotlib

    meta, body, folder = figure["meta"], figure["figure"], Path(place)
    try:
        _draw(meta, body, folder, figure["credit"])
    except Unsupported as error:
        where = f"{figure.get('docname', 'a page')}, figure {meta['id']}"
        raise Unsupported(f"{where}: {error.path}", error.reason) from error
    write(folder / "done", "")


def _draw(meta: dict[str, Any], body: dict[str, Any], folder: Path, about: dict[str, str]) -> None:
    from press import fonts
    from press.draw import draw, png_bytes, svg_bytes
    from press.draw.marks import packed

    pixels, width = height_of(body), width_of(body)
    paper, tall = on_paper(pixels)

    def drawn(width: float, high: float, **more: Any) -> Any:
        """The figure in a size of so many pixels."""
        return draw(
            body, width=width / PIXELS_PER_INCH, height=high / PIXELS_PER_INCH, face=fonts.face(), **more
        )

    if given := meta.get("own"):
        files = dict.fromkeys(("wide", "narrow", "print"), as_svg(Path(given)))
        small = large = as_png(Path(given))
        whole, values = files["wide"], packed({})
    else:
        shown = {
            "wide": drawn(width, pixels),
            "narrow": drawn(NARROW, height_of(body, NARROW)),
            "print": drawn(paper, min(tall, height_of(body, paper))),
        }
        files = {name: svg_bytes(drawing) for name, drawing in shown.items()}
        if fold := meta.get("fold"):
            across, down = (side / PIXELS_PER_INCH for side in FOLD)
            files["fold"] = svg_bytes(draw(fold, width=across, height=down, face=fonts.face()))
        small, values = (
            png_bytes(shown["wide"], dpi=PIXELS_PER_INCH),
            packed({name: shown[name] for name in ("wide", "narrow")}),
        )
        footer = (credited(meta) + " " if meta["sources"] else "") + about["Source"]
        words = {"title": meta["title"], "subtitle": meta["subtitle"], "footer": footer}
        titled = drawn(width, pixels, **words)
        whole, large = svg_bytes(titled), png_bytes(titled, dpi=PNG_WIDE * PIXELS_PER_INCH / width)
    for name, content in files.items():
        write(folder / f"figure.{name}.svg", content)
    write(folder / "figure.js", script(meta, body))
    write(folder / "figure.marks.js", f"pressMarks({inert_json(meta['id'])},{inert_json(values)});\n")
    write(folder / "figure.thumb.webp", thumb(small))
    write(folder / "figure.card.png", card(small, meta["title"], about["Publisher"]))
    write(folder / "figure.svg", svg(whole, about))
    write(folder / "figure.png", png(large, about, PNG_MARGIN))
    if meta["rows"]:
        rows = meta["rows"]
        write(folder / "figure.csv", rows_as_csv(rows))
        columns = dict(zip(rows["columns"], zip(*rows["data"], strict=True), strict=True))
        sheet = workbook(meta["id"], meta["title"], columns, about["Creator"], about["Source"])
        write(folder / "figure.xlsx", sheet)


def on_paper(height: float) -> tuple[float, float]:
    """Width and height of a figure's drawing for paper, in pixels."""
    tallest = PRINT_TALL if height <= PRINT_PAGE else PRINT_PAGE
    return min(max(PRINT, PRINT * height / PRINT_TALLEST), PRINT_WIDEST), min(height, tallest)


def digest(figure: dict[str, Any], code: str) -> str:
    """Key of a drawing: what is drawn and by which code."""
    content = figure.get("digest") or content_digest(figure["meta"], figure["figure"])
    given = figure["meta"].get("own")
    picture = as_svg(Path(given)).hex() if given else ""
    text = json.dumps([content, figure.get("credit"), code, picture], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def drawing_code() -> str:
    """Digest of the code that draws, so that a change of it draws everything anew."""
    here = Path(__file__).resolve().parents[1]
    files = [
        *sorted((here / "draw").glob("*.py")),
        *(
            here / name
            for name in (
                "fonts.py",
                "web/assets.py",
                "web/cards.py",
                "web/stamp.py",
                "web/live.py",
                "figure/chart.py",
                "figure/own.py",
                "figure/spreadsheet.py",
            )
        ),
    ]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()
