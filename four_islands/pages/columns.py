"""What the columns of a table hold, as the fold on the page of its rows."""

from __future__ import annotations

import re
from html import escape

from four_islands.data.codebook import holds, typed
from four_islands.data.schema import Table


def column_fold(about: Table) -> str:
    """Each column with its type, unit and codes, in words that the codebook says too."""
    items = "".join(
        f"<li><code>{escape(c.name)}</code> ({_marked(typed(about, c))}): {_marked(holds(c))}</li>"
        for c in about.columns
    )
    return f'<details class="press-columns" id="columns"><summary>What the columns hold</summary><ul>{items}</ul></details>'


def _marked(text: str) -> str:
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text, quote=False))
