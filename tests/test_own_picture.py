"""A figure of a kind that is refused stands as its author's picture in page, paper and EPUB, and says whose it is."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from PIL import Image
from printing import SVG, facts, page, write_site
from pypdf import PdfReader
from test_chart import PARTS
from test_chart import figure as drawn

from press.book import build_epub, build_pdf
from press.draw import Unsupported
from press.figure.chart import PLOTLY_MIME, Chart, ChartError
from press.figure.own import NOTE
from press.web.assets import write_all
from press.web.html import FigureRenderer

ROWS = pd.DataFrame({"island": ["a", "b"], "share": [60, 40]})
KINDS = ("png", "jpg", "svg")


def pie(**more: Any) -> Chart:
    figure = go.Figure(go.Pie(labels=ROWS["island"], values=ROWS["share"]))
    return Chart(figure, **PARTS | {"rows": ROWS, **more})


@pytest.fixture(params=KINDS)
def given(request: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a red picture beside a notebook."""
    (tmp_path / "notebooks").mkdir()
    monkeypatch.chdir(tmp_path / "notebooks")
    name = f"shares.{request.param}"
    if request.param == "svg":
        Path(name).write_text(SVG.replace("#cccccc", "#ff0000"))
    else:
        Image.new("RGB", (400, 200), "red").save(name)
    return name


def rendered(chart: Chart, srcdir: Path) -> tuple[str, dict[str, Any]]:
    """The figure on its page, and what is kept of it."""
    seen: list[str] = []
    env = SimpleNamespace(docname="notebooks/shares", srcdir=str(srcdir), note_dependency=seen.append)
    document = SimpleNamespace(note_explicit_target=lambda *_: None)
    renderer = SimpleNamespace(renderer=SimpleNamespace(sphinx_env=env, document=document))
    data = SimpleNamespace(mime_type=PLOTLY_MIME, content=chart.to_json(), cell_index=0)
    (node,) = FigureRenderer.handle_mime(renderer, data, False) or []
    assert seen == [str(srcdir / "notebooks" / chart.picture)]
    title = (
        f'<figcaption><p class="press-title"><span class="caption-text">{chart.title}</span></p></figcaption>'
    )
    body = title + "".join(part.astext() for part in node.children[1:])
    (kept,) = env.__dict__["press_figures"].values()
    return f'<figure class="press-figure" id="fig-{chart.id}">{body}</figure>', kept


def is_red(content: bytes) -> bool:
    image = Image.open(io.BytesIO(content)).convert("RGB")
    red, green, blue = image.getpixel((image.width // 2, image.height // 2))  # type: ignore[misc]
    return red > 240 and green < 15 and blue < 15


def test_the_picture_of_an_author_stands_in_all_media(given: str, tmp_path: Path) -> None:
    chart = pie(picture=given)
    assert is_red(chart.png())
    figure, kept = rendered(chart, tmp_path)
    assert NOTE in figure
    assert 'width="400" height="200"' in figure
    html = write_site(tmp_path, tenure=page("tenure").replace("</section>", f"{figure}</section>", 1))
    assert write_all([kept], html / "figures", tmp_path / "cache") == 1
    assert is_red((html / "figures" / "toy-line.png").read_bytes())
    assert is_red((html / "figures" / "toy-line.thumb.webp").read_bytes())
    if not given.endswith("svg"):
        assert b"<image" in (html / "figures" / "toy-line.wide.svg").read_bytes()
    build_pdf(html, tmp_path / "book.pdf", facts(tmp_path))
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(tmp_path / "book.pdf").pages).split())
    assert NOTE in text.replace("- ", "")
    build_epub(html, tmp_path / "book.epub", facts(tmp_path))
    with zipfile.ZipFile(tmp_path / "book.epub") as archive:
        pages = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith("xhtml"))
        assert NOTE in " ".join(pages.split())
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".svg")]
    assert any(b"<image" in one or b"#ff0000" in one for one in pictures)


def test_a_changed_picture_is_drawn_anew(given: str, tmp_path: Path) -> None:
    _, kept = rendered(pie(picture=given), tmp_path)
    places = [kept], tmp_path / "figures", tmp_path / "cache"
    assert [write_all(*places), write_all(*places)] == [1, 0]
    if given.endswith("svg"):
        Path(given).write_text(SVG)
    else:
        Image.new("RGB", (400, 200), "blue").save(given)
    assert write_all(*places) == 1


def test_a_picture_stands_only_for_what_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unsupported, match="pie"):
        pie().png()
    with pytest.raises(ChartError, match=r"toy-line.*missing\.png is neither"):
        pie(picture="missing.png")
    Path("words.svg").write_text("no picture")
    with pytest.raises(ChartError, match=r"words\.svg is neither"):
        pie(picture="words.svg")
    Image.new("RGB", (4, 2)).save("own.png")
    with pytest.raises(ChartError, match="needs no picture"):
        Chart(drawn(), **PARTS | {"picture": "own.png"})
