"""Formulas as MathML, which a browser draws without a script; the pandoc that sets them in print writes it."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number

from press.book import pandoc
from press.book.errors import PrintError

log = logging.getLogger(__name__)


@cache
def mathml(tex: str, mode: str = "") -> str:
    """A formula in TeX as MathML. Raises `PrintError` for one that pandoc cannot read."""
    page = pandoc.run(f'<p><script type="math/tex{mode}">{tex}</script></p>', "html5", ["--mathml"])
    found = re.search("<math.*</math>", page, re.DOTALL)
    if not found:
        raise PrintError("pandoc reads no formula in it")
    return found[0]


def visit(self: Any, node: nodes.Element, tag: str, mode: str = "") -> None:
    """Write a formula, with its TeX for the print, and its number where it has one."""
    tex = node.astext().strip()
    try:
        drawn = mathml(tex, mode)
    except PrintError as error:
        log.warning(
            "the formula %s cannot be set: %s", tex, " ".join(str(error).split())[:160], location=node
        )
        drawn = escape(tex)
    tex_of = {"CLASS": "math notranslate nohighlight", "data-tex": tex}
    self.body.append(self.starttag(node, tag, "", **tex_of))
    if node.get("number"):
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})')
        self.add_permalink_ref(node, "Link to this equation")
        self.body.append("</span>")
    self.body.append(f"{drawn}</{tag}>")
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the renderer, which `html_math_renderer` of the settings names."""
    app.add_html_math_renderer(
        "mathml",
        (lambda self, node: visit(self, node, "span"), None),
        (lambda self, node: visit(self, node, "div", "; mode=display"), None),
    )
