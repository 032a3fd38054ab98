"""Drawings as bytes: equal for equal figures, whatever the day and the machine's settings."""

import io
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from PIL import Image  # Matplotlib writes its own PNG with it

from press.draw.outlines import joined

_SETTINGS: Any = {
    "svg.hashsalt": "press",
    "svg.fonttype": "path",
    "svg.id": None,
    "text.hinting": "none",
    "path.simplify": False,
}
PALETTE = 200  # colours of a PNG; a line and its softened edge need about a dozen
_LOCK = Lock()  # the settings are Matplotlib's one global; two threads must not swap them under each other


def svg_bytes(figure: Figure) -> bytes:
    """The drawing as SVG: letters as outlines, clear background."""
    plain = _saved(
        figure, FigureCanvasSVG, format="svg", facecolor="none", metadata={"Date": None, "Creator": None}
    )
    return joined(plain.decode("utf-8")).encode("utf-8")


def png_bytes(figure: Figure, dpi: float = 144) -> bytes:
    """The drawing as PNG on white, in a palette: a chart has few colours, and the notebooks carry every picture."""
    full = _saved(
        figure, FigureCanvasAgg, format="png", facecolor="white", dpi=dpi, metadata={"Software": None}
    )
    picture, target = Image.open(io.BytesIO(full)).convert("RGB"), io.BytesIO()
    few = picture.quantize(PALETTE, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, format="png", optimize=True, dpi=(dpi, dpi))
    return target.getvalue()


def _saved(figure: Figure, canvas: Any, **options: Any) -> bytes:
    target = io.BytesIO()
    with _LOCK, mpl.rc_context(_SETTINGS):
        canvas(figure)
        figure.savefig(target, **options)
    return target.getvalue()
