"""Drawings as bytes: equal for equal figures, whatever the day and the machine's settings."""

import io
from threading import Lock
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

_SETTINGS: Any = {
    "svg.hashsalt": "press",
    "svg.fonttype": "path",
    "svg.id": None,
    "text.hinting": "none",
    "path.simplify": False,
}
_LOCK = Lock()  # the settings are Matplotlib's one global; two threads must not swap them under each other


def svg_bytes(figure: Figure) -> bytes:
    """The drawing as SVG: letters as outlines, clear background."""
    return _saved(
        figure, FigureCanvasSVG, format="svg", facecolor="none", metadata={"Date": None, "Creator": None}
    )


def png_bytes(figure: Figure, dpi: float = 144) -> bytes:
    """The drawing as PNG on white."""
    return _saved(
        figure, FigureCanvasAgg, format="png", facecolor="white", dpi=dpi, metadata={"Software": None}
    )


def _saved(figure: Figure, canvas: Any, **options: Any) -> bytes:
    target = io.BytesIO()
    with _LOCK, mpl.rc_context(_SETTINGS):
        canvas(figure)
        figure.savefig(target, **options)
    return target.getvalue()
