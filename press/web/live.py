"""The numbers of a figure as a small script of their own.

A page asks for it when its figure comes to life or when a reader opens the table. A page that holds all its figures'
numbers would be more than twice as heavy, and only a script can be read from the disk.
"""

from __future__ import annotations

from typing import Any

from press.figure.chart import CONFIG
from press.web.html import inert_json


def script(meta: dict[str, Any], figure: dict[str, Any]) -> str:
    """The script: one call with the figure's id, its Plotly JSON, how it may be used, the rows, the sources' addresses."""
    urls = [source["url"] for source in meta["sources"]]
    content = {"figure": figure, "config": CONFIG, "rows": meta["rows"], "urls": urls}
    return f"pressFigure({inert_json(meta['id'])},{inert_json(content)});\n"
